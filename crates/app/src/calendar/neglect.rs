//! 可能被遗忘: in custody, and no lawyer has done anything for long.

use super::rows::Listing;
use crate::failure::Failure;
use crate::session::{App, Now};
use crate::wire::wire;
use chrono::{DateTime, FixedOffset};

wire! {
    /// A case that may have been forgotten.
    pub struct Neglected {
        /// Case id.
        pub case: String,
        /// Name of the case.
        pub name: String,
        /// Who is in custody, and since when.
        pub custody: String,
        /// The last action of a lawyer, in words.
        pub since: String,
        /// Whole days since.
        pub days: u32,
    }
}

/// The last thing a lawyer did in a case, or, where none did anything, its beginning and `true`. What the program writes
/// by itself on opening a case is no action.
pub(crate) fn last_act(app: &mut App, case: &store::CaseId) -> Result<(Option<DateTime<FixedOffset>>, bool), Failure> {
    let vault = app.vault()?;
    let members = vault.members()?;
    let lawyers = members.into_iter().filter(|member| member.role == store::Role::Lawyer);
    let lawyers: Vec<String> = lawyers.map(|member| member.id).collect();
    let acts = vault.acts(case, &lawyers, crate::session::CARRIED_OVER)?;
    Ok(match acts.last {
        Some(at) => (Some(at), false),
        None => (acts.first, true),
    })
}

/// Cases in custody in which no lawyer has acted for the days the office says; the longest first.
pub(super) fn neglected(listing: &Listing, now: Now) -> Vec<Neglected> {
    let today = now.date_naive();
    let mut found: Vec<Neglected> = listing
        .cases
        .iter()
        .filter(|case| !case.demo && !case.listed.held.is_empty())
        .filter_map(|case| {
            // A row of an older program does not say who acted: then it is the last change by anybody.
            let acted = case
                .listed
                .acted
                .map_or(case.updated, |at| at.with_timezone(&now.timezone()).date_naive());
            let days = u32::try_from((today - acted).num_days()).ok()?;
            let what = match (case.listed.acted, case.listed.never) {
                (Some(_), true) => "建案以来没有律师操作，建案于",
                (Some(_), false) => "最后一次律师操作在",
                (None, _) => "最后一次改动在",
            };
            let held: Vec<String> = case
                .listed
                .held
                .iter()
                .map(|(_, name, since)| format!("{name}自{}起在押", law::say_date(*since)))
                .collect();
            (days >= listing.leads.neglect).then(|| Neglected {
                case: case.id.clone(),
                name: case.name.clone(),
                custody: held.join("；"),
                since: format!("{what}{}，已{days}日", law::say_date(acted)),
                days,
            })
        })
        .collect();
    found.sort_by(|a, b| (b.days, &a.name).cmp(&(a.days, &b.name)));
    found
}

/// The same for the list of cases.
pub(crate) fn forgotten(app: &mut App, now: Now) -> Result<Vec<Neglected>, Failure> {
    Ok(neglected(&Listing::of(app, now)?, now))
}
