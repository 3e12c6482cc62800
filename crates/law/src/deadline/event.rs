//! Something that happened in the procedure against one accused.

use super::{EventKind, When};
use crate::{FactSet, Interval, Truth, Value};

/// One row of the table of events, as one side has it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Event {
    /// Row id.
    pub id: String,
    /// Kind of event; empty while nobody has said.
    pub kind: String,
    /// When it was decided or done.
    pub date: Option<Interval>,
    /// When it was served or received.
    pub served: Option<Interval>,
    /// Months granted or imposed.
    pub months: Option<i64>,
    /// Days granted.
    pub days: Option<i64>,
    /// The document and its number.
    pub document: String,
    /// Not settled that it happened at all.
    pub doubtful: bool,
}

impl Event {
    /// The events of a fact set, from the table `events` of the dictionary.
    pub fn of(facts: &FactSet) -> Vec<Event> {
        let rows = facts
            .tables
            .get("events")
            .map(|table| table.rows.as_slice())
            .unwrap_or_default();
        rows.iter()
            .map(|row| {
                let text = |column: &str| match row.cells.get(column) {
                    Some(Value::Choice(text) | Value::Text(text)) => text.clone(),
                    _ => String::new(),
                };
                let span = |column: &str| row.cells.get(column).and_then(Value::interval);
                Event {
                    id: row.id.clone(),
                    kind: text("kind"),
                    date: span("on"),
                    served: span("served_on"),
                    months: span("months").and_then(Interval::single),
                    days: span("days").and_then(Interval::single),
                    document: text("document"),
                    doubtful: row.doubtful,
                }
            })
            .collect()
    }

    /// The day that counts for this kind of event, and whether the other date had to stand in for it.
    pub(super) fn when(&self, kind: &EventKind) -> Option<(When, bool)> {
        let (first, second) = if kind.uses_served {
            (self.served, self.date)
        } else {
            (self.date, self.served)
        };
        let day = |interval: Option<Interval>| interval.and_then(When::of);
        day(first)
            .map(|when| (when, false))
            .or_else(|| day(second).map(|when| (when, true)))
    }

    /// Whether it was served before it was decided.
    pub(super) fn backwards(&self) -> Truth {
        match (
            self.date.and_then(|date| date.low),
            self.served.and_then(|served| served.high),
        ) {
            (Some(date), Some(served)) => Truth::known(served < date),
            _ => Truth::Unknown,
        }
    }
}
