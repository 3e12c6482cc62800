//! The nearest dates: for the case bar, the overview, and the list of a thousand cases.

use super::{events_of, procedure, view};
use crate::failure::Failure;
use crate::wire::wire;
use case::Record;
use chrono::NaiveDate;
use law::deadline::{Calendar, PeriodState, Shape, Timeline, timeline};
use serde::{Deserialize, Serialize};

wire! {
    /// A date that binds.
    pub struct NextDate {
        /// Rule and event, or empty.
        pub key: String,
        /// 侦查羁押期限届满 …
        pub name: String,
        /// In words.
        pub date: String,
        /// Days from today; negative when past.
        #[cfg_attr(feature = "typescript", ts(type = "number"))]
        pub days: i64,
        /// A period of custody, else another.
        pub custody: bool,
        /// What holds on what is known is past; a condition nobody has shown would extend it.
        pub doubt: bool,
    }
}

/// What the list keeps of one case: enough to say the nearest date and the day of custody on any day.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Listed {
    /// In custody since, the earliest it can be.
    pub since: Option<NaiveDate>,
    /// Ends of open periods.
    pub ends: Vec<ListedEnd>,
}

/// The end of one open period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ListedEnd {
    pub name: String,
    pub last: NaiveDate,
    pub custody: bool,
}

/// Open periods by last day; duties of a day are left out, and so is what ran out long ago.
pub(crate) fn coming(line: &Timeline, today: NaiveDate) -> Vec<NextDate> {
    let mut all: Vec<(i64, NextDate)> = Vec::new();
    for period in line
        .periods
        .iter()
        .filter(|period| period.open() && period.rule.span.hours == 0)
    {
        let Some(end) = period.end() else { continue };
        let days = (end.remind.low - today).num_days();
        let lapsed = period.state == PeriodState::Passed && period.rule.ends.is_empty();
        if lapsed
            || (period.state == PeriodState::Passed
                && matches!(period.rule.shape, Shape::Right | Shape::Duty | Shape::Hearing))
        {
            continue;
        }
        let next = NextDate {
            key: period.key.clone(),
            name: period.rule.name.clone(),
            date: view::day_words(end.last),
            days,
            custody: period.rule.shape == Shape::Custody,
            doubt: period.state == PeriodState::Doubt,
        };
        all.push((days, next));
    }
    all.sort_by_key(|(days, next)| (*days, !next.custody));
    all.into_iter().map(|(_, next)| next).collect()
}

/// What the list keeps of a case.
pub(crate) fn listed(record: &Record, actor: &str, calendar: &Calendar, today: NaiveDate) -> Result<Listed, Failure> {
    let line = timeline(procedure(today)?, calendar, &events_of(record, actor), today);
    let ends = line
        .periods
        .iter()
        .filter(|period| period.open() && period.rule.span.hours == 0);
    let ends = ends.filter_map(|period| {
        Some(ListedEnd {
            name: period.rule.name.clone(),
            last: period.end()?.remind.low,
            custody: period.rule.shape == Shape::Custody,
        })
    });
    Ok(Listed {
        since: line.custody.since.filter(|_| line.custody.held).map(|since| since.low),
        ends: ends.collect(),
    })
}

/// As kept in the register.
pub(crate) fn projected(listed: &Listed) -> String {
    serde_json::to_string(listed).unwrap_or_default()
}

/// The nearest date that has not passed, and the day of custody.
pub(crate) fn next_of(kept: &str, today: NaiveDate) -> (Option<NextDate>, Option<u32>) {
    let listed: Listed = serde_json::from_str(kept).unwrap_or_default();
    let ahead = listed.ends.iter().filter(|end| end.last >= today);
    let nearest = ahead.min_by_key(|end| (end.last, !end.custody));
    let next = nearest.map(|end| NextDate {
        key: String::new(),
        name: end.name.clone(),
        date: view::short(end.last),
        days: (end.last - today).num_days(),
        custody: end.custody,
        doubt: false,
    });
    let day = listed
        .since
        .filter(|since| *since <= today)
        .map(|since| (today - since).num_days() + 1);
    (next, day.and_then(|day| u32::try_from(day).ok()))
}
