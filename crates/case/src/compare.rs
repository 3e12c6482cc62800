//! Statements side by side: when each was taken, what strikes the eye, and where what was said does not agree.
//!
//! Only plain facts: nothing here says who is right, and silence is never taken for agreement or denial.

mod flag;
mod moment;

pub use flag::{Flagged, flags};
pub use moment::{Taken, taken};

use crate::{Assertion, Record, Says, Source, Statement};
use std::collections::BTreeMap;

/// What one statement says of one proposition, for a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// Id of the statement.
    pub statement: String,
    /// Item id of the person.
    pub person: String,
    /// What it does with the proposition.
    pub says: Says,
    /// Where, with the words.
    pub source: Option<Source>,
}

/// One person over time, or persons against each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ContradictionKind {
    /// One person said different things at different times.
    Change,
    /// Persons differ in what each said last.
    Between,
}

/// Statements that do not agree on a proposition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contradiction {
    /// Over time or between persons.
    pub kind: ContradictionKind,
    /// Id of the proposition.
    pub proposition: String,
    /// One affirms what another denies; else they only differ.
    pub opposed: bool,
    /// What was said, in order of time; of several alike in a row only the first.
    pub said: Vec<Said>,
}

/// The statements in order of time; those without a date last, then by person and number.
pub fn in_order(record: &Record) -> Vec<(&str, &Statement)> {
    let mut all: Vec<(&str, &Statement)> = record.items_of::<Statement>().collect();
    all.sort_by_key(|(id, statement)| {
        let taken = taken(statement);
        (
            taken.day.is_none(),
            taken.day,
            taken.begin,
            statement.person.clone(),
            statement.number,
            id.to_string(),
        )
    });
    all
}

/// Every contradiction of the case: over time first, in the order of the propositions.
pub fn contradictions(record: &Record) -> Vec<Contradiction> {
    let statements = in_order(record);
    let mut propositions: Vec<(&str, &crate::Proposition)> = record.items_of().collect();
    propositions.sort_by_key(|(id, proposition)| (proposition.order, id.to_string()));
    let mut found = Vec::new();
    for (proposition, _) in propositions {
        let mut people: BTreeMap<&str, Vec<Said>> = BTreeMap::new();
        let mut order: Vec<&str> = Vec::new();
        for (id, statement) in &statements {
            let Some(assertion) = record.item::<Assertion>(&format!("{proposition}/{id}")) else {
                continue;
            };
            if assertion.says == Says::Silent {
                continue;
            }
            if !order.contains(&statement.person.as_str()) {
                order.push(&statement.person);
            }
            people.entry(&statement.person).or_default().push(Said {
                statement: id.to_string(),
                person: statement.person.clone(),
                says: assertion.says,
                source: assertion.source.clone(),
            });
        }
        for person in &order {
            let mut runs: Vec<Said> = Vec::new();
            for said in people.get(person).into_iter().flatten() {
                if runs.last().is_none_or(|last| last.says != said.says) {
                    runs.push(said.clone());
                }
            }
            found.extend(contradiction(ContradictionKind::Change, proposition, runs));
        }
        let last: Vec<Said> = order
            .iter()
            .filter_map(|person| people.get(person).and_then(|said| said.last()).cloned())
            .collect();
        found.extend(contradiction(ContradictionKind::Between, proposition, last));
    }
    found.sort_by_key(|found| found.kind);
    found
}

fn contradiction(kind: ContradictionKind, proposition: &str, said: Vec<Said>) -> Option<Contradiction> {
    let has = |says| said.iter().any(|one| one.says == says);
    let (differ, opposed) = (
        said.iter().any(|one| one.says != said[0].says),
        has(Says::Affirms) && has(Says::Denies),
    );
    differ.then(|| Contradiction {
        kind,
        proposition: proposition.into(),
        opposed,
        said,
    })
}

#[cfg(test)]
mod tests;
