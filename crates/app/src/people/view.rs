//! The people of one case as the screen shows them.

use super::check::{self, find, second_client, shown};
use super::numbers::{faults, hidden, written};
use super::register::register;
use crate::cases::Named;
use crate::failure::Failure;
use crate::session::{App, Now};
use crate::wire::wire;
use case::PersonRole;
use case::conflict::Level;

wire! {
    /// A person as typed.
    pub struct PersonInput {
        /// Name; of a unit its full name.
        pub name: String,
        /// Other names.
        pub aliases: Vec<String>,
        /// Role id.
        pub role: String,
        /// A unit, not a natural person.
        pub unit: bool,
        /// Number in the office's register, as a view gave it; or empty.
        pub register: String,
        /// Numbers of identity.
        pub ids: Vec<String>,
        /// Phone numbers.
        pub phones: Vec<String>,
        /// Bank cards, payment and chat accounts.
        pub accounts: Vec<String>,
        /// The unit they belong to.
        pub employer: String,
        /// Address, relation, in words.
        pub note: String,
    }

    /// Something wrong in a field.
    pub struct FieldFault {
        /// ids, phones or accounts.
        pub field: String,
        /// Which of them, from 0.
        pub at: u32,
        /// What, in words.
        pub text: String,
        /// Only to be looked at again: right numbers of that kind exist.
        pub hint: bool,
    }

    /// One reason for a likeness.
    pub struct ReasonView {
        /// In words.
        pub name: String,
        /// As this case has it; numbers hidden.
        pub ours: String,
        /// As the other has it; empty where it is the same.
        pub theirs: String,
    }

    /// What a lawyer decided.
    pub struct DecisionView {
        /// Verdict id.
        pub verdict: String,
        /// In words.
        pub verdict_name: String,
        /// Why.
        pub reason: String,
        /// Who.
        pub by: String,
        /// When.
        pub at: String,
        /// Whether it is still about what there is.
        pub stands: bool,
    }

    /// Somebody who may be this person.
    pub struct MatchView {
        /// Item id of this person, or empty.
        pub own: String,
        /// Name of this person.
        pub own_name: String,
        /// The case of the other.
        pub case: String,
        /// Its name; empty for this case.
        pub case_name: String,
        /// Whether it is closed.
        pub closed: bool,
        /// Item id there.
        pub person: String,
        /// Name there.
        pub name: String,
        /// What they are there.
        pub role_name: String,
        /// What follows.
        #[cfg_attr(feature = "typescript", ts(type = "\"stop\" | \"warn\" | \"note\""))]
        pub level: String,
        /// What it means, as a heading.
        pub ground: String,
        /// Why that matters.
        pub why: String,
        /// Whether the rule on accused of one case is behind it.
        pub rule: bool,
        /// Why it was found, the strongest first.
        pub reasons: Vec<ReasonView>,
        /// A number, or whoever linked them, says that it is one person.
        pub certain: bool,
        /// Linked as one person in the register.
        pub linked: bool,
        /// What a lawyer may decide.
        pub verdicts: Vec<Named>,
        /// What was decided.
        pub decision: Option<DecisionView>,
    }

    /// One person of a case; numbers hidden.
    pub struct PersonRow {
        /// Item id.
        pub id: String,
        /// Party id of an accused, or empty.
        pub party: String,
        /// Name.
        pub name: String,
        /// Other names.
        pub aliases: Vec<String>,
        /// Role id.
        pub role: String,
        /// Role in words.
        pub role_name: String,
        /// A unit.
        pub unit: bool,
        /// Numbers of identity, hidden.
        pub ids: Vec<String>,
        /// Phone numbers, hidden.
        pub phones: Vec<String>,
        /// Accounts, hidden.
        pub accounts: Vec<String>,
        /// The unit they belong to.
        pub employer: String,
        /// In words.
        pub note: String,
        /// What is wrong with the numbers.
        pub faults: Vec<FieldFault>,
        /// Who they may be, the gravest first.
        pub matches: Vec<MatchView>,
    }

    /// Asks for the people of a case.
    pub struct PeopleRequest {
        /// Case id.
        pub case: String,
    }

    /// The people of a case.
    pub struct PeopleView {
        /// In order of role.
        pub people: Vec<PersonRow>,
        /// Every role.
        pub roles: Vec<Named>,
        /// Name of a second accused whom we defend, or empty.
        pub second_client: String,
        /// The rule on accused of one case.
        pub rule: String,
        /// What it rests on.
        pub rule_basis: String,
        /// Grounds that stop, undecided.
        pub stops: u32,
        /// Grounds that need a decision, undecided.
        pub warns: u32,
        /// Cases whose people could not be compared.
        pub unread: u32,
        /// Whether this user may decide.
        pub decides: bool,
        /// Counts changes.
        #[cfg_attr(feature = "typescript", ts(type = "number"))]
        pub revision: u64,
    }

    /// Asks for one person with every number.
    pub struct PersonRequest {
        /// Case id.
        pub case: String,
        /// Item id.
        pub id: String,
        /// Another case from which to take them over, or empty.
        pub from: String,
    }
}

/// The rule on two accused of one case. It is in none of the sources that were read: what it rests on is said beside it.
pub(crate) const RULE: &str = "同一案件的犯罪嫌疑人、被告人，本所不得为其中二人以上辩护";
/// What the rule rests on, as far as anybody has verified it.
pub(crate) const BASIS: &str = "执业规范，依据未核实：现有法源没有收入相应条文，本系统按禁止处理，任何人不能放行。";

pub(super) fn level_id(level: Level) -> &'static str {
    match level {
        Level::Stop => "stop",
        Level::Warn => "warn",
        Level::Note => "note",
    }
}

/// Likenesses that are only for knowing, listed with one person.
const NOTES: usize = 5;

/// The people of a case with who they may be.
pub(crate) fn people(app: &mut App, request: PeopleRequest, _: Now) -> Result<PeopleView, Failure> {
    let revision = app.record(&request.case)?.revision;
    let decides = app.is_lawyer();
    let open = check::open(app, &request.case)?;
    let all = register(app)?;
    let own = all.case(&request.case).ok_or_else(|| Failure::not_found("这个案件"))?;
    let mut people: Vec<PersonRow> = Vec::new();
    for (cast, prepared) in own.people() {
        let person = &cast.person;
        let found = find(all, own, &request.case, &cast.id, person.role, prepared);
        let grave = found.iter().filter(|one| one.level != Level::Note).count();
        let listed = found.len().min(grave + NOTES);
        let (ids, phones, accounts) = hidden(person);
        people.push(PersonRow {
            id: cast.id.clone(),
            party: person.party.clone(),
            name: person.name.clone(),
            aliases: person.aliases.clone(),
            role: person.role.id().into(),
            role_name: person.role.name().into(),
            unit: person.unit,
            ids,
            phones,
            accounts,
            employer: person.employer.clone(),
            note: person.note.clone(),
            faults: faults(&written(person)),
            matches: found[..listed]
                .iter()
                .map(|one| shown(one, own, &request.case, cast))
                .collect(),
        });
    }
    people.sort_by_key(|row| PersonRole::ALL.iter().position(|role| role.id() == row.role));
    Ok(PeopleView {
        people,
        roles: roles(),
        second_client: second_client(&own.company.people)
            .map(|cast| cast.person.name.clone())
            .unwrap_or_default(),
        rule: RULE.into(),
        rule_basis: BASIS.into(),
        stops: open.stops,
        warns: open.warns,
        unread: all.unread,
        decides,
        revision,
    })
}

fn roles() -> Vec<Named> {
    let named = |role: PersonRole| Named {
        id: role.id().into(),
        name: role.name().into(),
    };
    PersonRole::ALL.into_iter().map(named).collect()
}

/// One person with every number: to be shown, changed, or taken over into another case, where they are the same person.
pub(crate) fn person(app: &mut App, request: PersonRequest, _: Now) -> Result<PersonInput, Failure> {
    app.record(&request.case)?;
    let from = if request.from.is_empty() {
        request.case
    } else {
        request.from.clone()
    };
    let all = register(app)?;
    let cast = all.case(&from).and_then(|known| known.company.person(&request.id));
    let cast = cast.ok_or_else(|| Failure::not_found("这名人员"))?;
    let mut found = written(&cast.person);
    if !request.from.is_empty() {
        found.register = cast.identity(&from).register;
        // What they are and what was noted belongs to the other case.
        found.role = PersonRole::Other.id().into();
        found.note = String::new();
    }
    Ok(found)
}
