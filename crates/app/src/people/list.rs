//! The register of the whole office: one person, all their names, numbers and cases.

use super::numbers::hidden;
use super::register::{Known, register as known};
use crate::failure::Failure;
use crate::session::{App, Now};
use crate::wire::wire;
use case::conflict::Prepared;
use case::identity::plain;
use case::pinyin::spelled;
use case::{Cast, Person};
use std::collections::{BTreeMap, BTreeSet};

wire! {
    /// Where somebody is known from.
    pub struct PlaceView {
        /// Case id.
        pub case: String,
        /// Its name.
        pub case_name: String,
        /// Item id there.
        pub person: String,
        /// What they are there.
        pub role_name: String,
        /// Whether it is closed.
        pub closed: bool,
        /// The fictional case.
        pub demo: bool,
    }

    /// One person of the office's register; numbers hidden.
    pub struct RegisterRow {
        /// What they are known by in every case.
        pub register: String,
        /// Name.
        pub name: String,
        /// Every other name.
        pub aliases: Vec<String>,
        /// A unit.
        pub unit: bool,
        /// Numbers of identity, hidden.
        pub ids: Vec<String>,
        /// Phone numbers, hidden.
        pub phones: Vec<String>,
        /// Accounts, hidden.
        pub accounts: Vec<String>,
        /// Every case.
        pub places: Vec<PlaceView>,
    }

    /// Asks for the register.
    pub struct RegisterRequest {
        /// A name, its pinyin or initials, or the digits of a number; empty for everybody.
        pub query: String,
    }

    /// The register.
    pub struct RegisterView {
        /// In order of name, so many as are shown.
        pub people: Vec<RegisterRow>,
        /// How many there are.
        pub total: u32,
        /// Cases whose people could not be read.
        pub unread: u32,
    }
}

/// So many are shown at once.
const SHOWN: usize = 200;

/// The register of the office, or those in it who are looked for.
pub(crate) fn register(app: &mut App, request: RegisterRequest, _: Now) -> Result<RegisterView, Failure> {
    let all = known(app)?;
    let query = request.query.trim();
    let everybody: Vec<_> = all
        .everybody()
        .filter(|(_, known, ..)| known.hidden.is_none())
        .collect();
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut place: BTreeMap<String, usize> = BTreeMap::new();
    for (at, (case, _, cast, _)) in everybody.iter().enumerate() {
        let keys = keys(case, cast);
        let found: BTreeSet<usize> = keys.iter().filter_map(|key| place.get(key).copied()).collect();
        let group = found.first().copied().unwrap_or(groups.len());
        if group == groups.len() {
            groups.push(Vec::new());
        }
        // Whoever belongs to two belongs to one.
        for other in found.iter().skip(1) {
            let moved = std::mem::take(&mut groups[*other]);
            groups[group].extend(moved);
            place
                .values_mut()
                .filter(|own| *own == other)
                .for_each(|own| *own = group);
        }
        groups[group].push(at);
        place.extend(keys.into_iter().map(|key| (key, group)));
    }
    let mut groups: Vec<&Vec<usize>> = groups
        .iter()
        .filter(|group| !group.is_empty() && group.iter().any(|at| wanted(&everybody[*at].2.person, query)))
        .collect();
    // From whom the others were taken over: the name they have there is the name.
    let first = |group: &[usize]| {
        let origin = |at: &&usize| {
            let (case, _, cast, _) = everybody[**at];
            group.len() > 1
                && cast.person.register.is_empty()
                && cast.identity(case).register == linked(group, &everybody)
        };
        everybody[*group.iter().find(origin).unwrap_or(&group[0])]
    };
    let name = |group: &[usize]| first(group).2.person.name.clone();
    groups.sort_by_cached_key(|group| (spelling(&name(group)), name(group), group[0]));
    let row = |group: &Vec<usize>| {
        let first = first(group);
        let mut row = RegisterRow {
            register: first.2.identity(first.0).register,
            name: first.2.person.name.clone(),
            aliases: Vec::new(),
            unit: first.2.person.unit,
            ids: Vec::new(),
            phones: Vec::new(),
            accounts: Vec::new(),
            places: Vec::new(),
        };
        for at in group {
            let (case, known, cast, _) = everybody[*at];
            let (ids, phones, accounts) = hidden(&cast.person);
            let names = std::iter::once(cast.person.name.clone()).chain(cast.person.aliases.clone());
            merge(&mut row.aliases, names.filter(|name| *name != row.name));
            merge(&mut row.ids, ids);
            merge(&mut row.phones, phones);
            merge(&mut row.accounts, accounts);
            row.places.push(PlaceView {
                case: case.into(),
                case_name: known.name.clone(),
                person: cast.id.clone(),
                role_name: cast.person.role.name().into(),
                closed: known.company.closed,
                demo: known.demo,
            });
        }
        row
    };
    Ok(RegisterView {
        total: groups.len() as u32,
        people: groups.iter().take(SHOWN).map(|group| row(group)).collect(),
        unread: all.unread,
    })
}

/// The number that those who were taken over share.
fn linked(group: &[usize], everybody: &[(&str, &Known, &Cast, &Prepared)]) -> String {
    let numbers = group.iter().map(|at| &everybody[*at].2.person.register);
    numbers
        .into_iter()
        .find(|number| !number.is_empty())
        .cloned()
        .unwrap_or_default()
}

fn merge(into: &mut Vec<String>, more: impl IntoIterator<Item = String>) {
    for text in more {
        if !into.contains(&text) {
            into.push(text);
        }
    }
}

/// By what two entries are one person: the link, and numbers of identity.
fn keys(case: &str, cast: &Cast) -> Vec<String> {
    let ids = cast
        .person
        .ids
        .iter()
        .map(|id| format!("id {}", case::identity::comparable(id)));
    ids.chain([cast.identity(case).register]).collect()
}

fn spelling(name: &str) -> String {
    let first = |c: char| {
        case::pinyin::readings(c)
            .iter()
            .next()
            .map_or(c.to_string(), str::to_string)
    };
    name.chars().map(first).collect()
}

/// Names by character or pinyin; numbers by four digits or more in a row.
fn wanted(person: &Person, query: &str) -> bool {
    let digits = plain(query);
    let number = digits.len() >= 4 && digits.bytes().any(|byte| byte.is_ascii_digit());
    let numbers = || person.ids.iter().chain(&person.phones).chain(&person.accounts);
    let mut names = std::iter::once(&person.name).chain(&person.aliases);
    query.is_empty()
        || names.any(|name| name.contains(query) || spelled(name, query))
        || person.employer.contains(query)
        || (number && numbers().any(|own| plain(own).contains(&digits)))
}
