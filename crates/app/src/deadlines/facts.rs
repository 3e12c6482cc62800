//! The procedural events of one accused as anybody has them.

use case::{Record, Scope, Stance, project};
use law::deadline::Event;
use law::{FactSet, Table, Truth, Value};

/// What is found proved, else what the prosecution has, else what we have. Procedure is rarely disputed; where it is, the
/// event is doubtful and says so.
const ORDER: [Stance; 3] = [Stance::Proved, Stance::Alleged, Stance::Ours];

/// The events of one accused; a row nobody found proved or agreed on is doubtful.
pub(crate) fn events_of(record: &Record, actor: &str) -> Vec<Event> {
    let sets = ORDER.map(|stance| project(record, actor, stance, Scope::All));
    let mut merged = Table::default();
    for (at, set) in sets.iter().enumerate() {
        for row in set
            .tables
            .get("events")
            .map(|table| table.rows.as_slice())
            .unwrap_or_default()
        {
            match merged.rows.iter_mut().find(|known| known.id == row.id) {
                Some(known) => {
                    for (column, value) in &row.cells {
                        if !known.cells.contains_key(column) {
                            known.doubtful |= matches!(column.as_str(), "kind" | "on");
                            known.cells.insert(column.clone(), value.clone());
                        }
                    }
                }
                None => {
                    let mut row = row.clone();
                    row.doubtful |= at > 0;
                    merged.rows.push(row);
                }
            }
        }
    }
    merged.rows.sort_by(|a, b| a.id.cmp(&b.id));
    let mut facts = FactSet::default();
    facts.tables.insert("events".into(), merged);
    Event::of(&facts)
}

/// A fact as anybody has it, in the same order.
pub(crate) struct Anybody([FactSet; 3]);

impl Anybody {
    pub(crate) fn of(record: &Record, actor: &str) -> Anybody {
        Anybody(ORDER.map(|stance| project(record, actor, stance, Scope::All)))
    }

    pub(crate) fn value(&self, fact: &str) -> Option<&Value> {
        self.0.iter().find_map(|set| set.facts.get(fact))
    }

    pub(crate) fn truth(&self, fact: &str) -> Option<Truth> {
        match self.value(fact) {
            Some(Value::Bool(holds)) => Some(Truth::known(*holds)),
            _ => None,
        }
    }

    /// When the last act ended: the latest of every row's end, its two ends apart.
    pub(crate) fn last_act(&self) -> Option<law::Interval> {
        self.0.iter().find_map(|set| {
            let rows = &set.tables.get("acts")?.rows;
            let ends = rows
                .iter()
                .filter_map(|row| row.cells.get("to").or_else(|| row.cells.get("from"))?.interval());
            ends.reduce(|a, b| law::Interval {
                low: a.low.max(b.low),
                high: a.high.zip(b.high).map(|(a, b)| a.max(b)),
            })
        })
    }
}
