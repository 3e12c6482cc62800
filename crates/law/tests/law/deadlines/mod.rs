//! Time limits: hand-worked tables, the custody clock, limitation, and what holds for any day.

mod clock;
mod firm;
mod limit;
mod random;
mod table;
mod trial;

use chrono::NaiveDate;
use law::deadline::{Calendar, Event, Period, Timeline, timeline};
use law::{Book, read_date};

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn book() -> &'static Book {
    crate::books::real()
}

pub fn calendar() -> &'static Calendar {
    &book().calendar
}

/// An event: its kind, and its date as a person types it.
pub fn event(kind: &str, on: &str) -> Event {
    Event {
        id: format!("{kind}-{on}"),
        kind: kind.into(),
        date: Some(read_date(on).unwrap()),
        served: Some(read_date(on).unwrap()),
        ..Event::default()
    }
}

pub fn events(list: &[(&str, &str)]) -> Vec<Event> {
    list.iter().map(|(kind, on)| event(kind, on)).collect()
}

pub fn run(events: &[Event], today: &str) -> Timeline<'static> {
    timeline(book().procedure(day(today)).unwrap(), calendar(), events, day(today))
}

/// The last period of that rule.
#[track_caller]
pub fn period<'a>(line: &'a Timeline<'static>, rule: &str) -> &'a Period<'static> {
    let found = line.periods.iter().rfind(|period| period.rule.id == rule);
    found.unwrap_or_else(|| {
        let all: Vec<&str> = line.periods.iter().map(|period| period.key.as_str()).collect();
        panic!("no period {rule} among {all:?}")
    })
}

/// The last days a period can have, the binding one first.
#[track_caller]
pub fn lasts(line: &Timeline<'static>, rule: &str) -> Vec<String> {
    let period = period(line, rule);
    let own = period.end().unwrap().last;
    let mut all = vec![own];
    all.extend(period.ends.iter().map(|end| end.last).filter(|last| *last != own));
    all.iter()
        .map(|when| {
            if when.exact() {
                when.low.to_string()
            } else {
                format!("{}..{}", when.low, when.high)
            }
        })
        .collect()
}

#[track_caller]
pub fn ends(line: &Timeline<'static>, rule: &str, wanted: &[&str]) {
    assert_eq!(lasts(line, rule), wanted, "{rule}");
}

pub fn said(line: &Timeline<'static>) -> String {
    line.problems
        .iter()
        .map(|problem| problem.text.clone())
        .collect::<Vec<_>>()
        .join("\n")
}
