//! From what each side says to the facts one assessment sees.

use crate::{Entry, Key, Path, Position, Record, ReviewState, Side, Status};
use law::{FactSet, Row, Truth, Value};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// From whose position an assessment is run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stance {
    /// 控方: the prosecution's value, else an undisputed one.
    Alleged,
    /// 已查证: what the lawyer found proved, or both sides agree on.
    Proved,
    /// 我方: our value, else an undisputed one.
    Ours,
}

impl Stance {
    /// All three, in the order they are shown.
    pub const ALL: [Stance; 3] = [Stance::Alleged, Stance::Proved, Stance::Ours];

    /// Identifier on the wire and on the command line.
    pub fn id(self) -> &'static str {
        match self {
            Stance::Alleged => "alleged",
            Stance::Proved => "proved",
            Stance::Ours => "ours",
        }
    }

    /// The stance of that identifier.
    pub fn from_id(id: &str) -> Option<Stance> {
        Stance::ALL.into_iter().find(|stance| stance.id() == id)
    }

    /// As lawyers say it.
    pub fn name(self) -> &'static str {
        match self {
            Stance::Alleged => "控方",
            Stance::Proved => "已查证",
            Stance::Ours => "我方",
        }
    }
}

/// Which entries count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// Only what a lawyer has accepted.
    Accepted,
    /// Entries not yet reviewed too; returned ones never.
    All,
}

/// What one side relies on for a question: its value in this stance, if it has one.
///
/// A finding that the matter is disputed or without evidence takes away what the two sides seemed to agree on.
pub fn standing(entry: &Entry, stance: Stance, scope: Scope) -> Option<&Value> {
    let counts = |side: Side| {
        entry.side(side).filter(|position| match scope {
            Scope::Accepted => position.review.state == ReviewState::Accepted,
            Scope::All => position.review.state != ReviewState::Returned,
        })
    };
    let (alleged, ours, finding) = (counts(Side::Alleged), counts(Side::Ours), counts(Side::Finding));
    let said = |position: Option<&'_ Position>| position.map(|position| position.answer.value().cloned());
    let undisputed = || match finding {
        Some(finding) if finding.status == Some(Status::Proved) => finding.answer.value(),
        Some(_) => None,
        None => {
            let agreed = said(alleged).flatten().is_some() && said(alleged) == said(ours);
            alleged.filter(|_| agreed).and_then(|position| position.answer.value())
        }
    };
    match stance {
        Stance::Alleged => alleged.map_or_else(undisputed, |position| position.answer.value()),
        Stance::Ours => ours.map_or_else(undisputed, |position| position.answer.value()),
        Stance::Proved => undisputed(),
    }
}

/// The facts one assessment sees: of one actor, from one stance.
///
/// A row that somebody lists but this stance neither has nor denies is doubtful: it widens counts and sums and
/// never decides. Facts of other actors are not here: what staff knew is never copied to the unit.
pub fn project(record: &Record, actor: &str, stance: Stance, scope: Scope) -> FactSet {
    let mut facts = FactSet::default();
    let mut rows: BTreeMap<(&str, &str), Row> = BTreeMap::new();
    let mut denied: BTreeSet<(&str, &str)> = BTreeSet::new();
    let mine = |key: &Key| key.actor.as_deref().is_none_or(|own| own == actor);
    for (key, entry) in record.entries.iter().filter(|(key, _)| mine(key)) {
        let value = standing(entry, stance, scope);
        match (&key.path, value) {
            (Path::Fact(id), Some(value)) => {
                facts.facts.insert(id.clone(), value.clone());
            }
            (Path::Complete(table), Some(Value::Bool(complete))) => {
                facts.tables.entry(table.clone()).or_default().complete = Truth::known(*complete);
            }
            (Path::Row(table, row), _) if entry.positions().next().is_some() => match value {
                Some(Value::Bool(false)) => {
                    denied.insert((table, row));
                }
                value => rows.entry((table, row)).or_default().doubtful = value != Some(&Value::Bool(true)),
            },
            _ => {}
        }
    }
    for (key, entry) in record.entries.iter().filter(|(key, _)| mine(key)) {
        if let Path::Cell(table, row, column) = &key.path
            && let Some(found) = rows.get_mut(&(table.as_str(), row.as_str()))
            && let Some(value) = standing(entry, stance, scope)
        {
            found.cells.insert(column.clone(), value.clone());
        }
    }
    for ((table, id), mut row) in rows {
        if !denied.contains(&(table, id)) {
            row.id = id.to_string();
            facts.tables.entry(table.to_string()).or_default().rows.push(row);
        }
    }
    facts
}
