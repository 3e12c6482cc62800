//! The nearest dates: for the case bar, the overview, and the list of a thousand cases.

use super::lead::{Leads, Warn, file_by};
use super::listed::Listed;
use super::{done, view};
use crate::wire::wire;
use case::Record;
use chrono::NaiveDate;
use law::deadline::{Calendar, Period, PeriodState, Shape, Timeline};

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
        /// 最后可提交的工作日 in words, or empty where a year has no calendar.
        pub file_by: String,
        /// How urgent it is by the office's lead times.
        pub warn: Warn,
        /// Met, but not signed by a lawyer, or its last day has moved since; else empty.
        #[cfg_attr(feature = "typescript", ts(type = "\"\" | \"done\" | \"moved\""))]
        pub met: String,
    }
}

/// What the dates of a case are looked at with.
pub(crate) struct Lens<'a> {
    pub record: &'a Record,
    pub actor: &'a str,
    pub calendar: &'a Calendar,
    pub leads: &'a Leads,
    pub today: NaiveDate,
    /// The accused is in custody: what bounds custody cannot be marked as met.
    pub held: bool,
}

impl Lens<'_> {
    /// How urgent a period is: by the last workday to file, else by its last day.
    pub(super) fn warn(&self, period: &Period) -> Warn {
        let Some(end) = period.end().filter(|_| period.open()) else {
            return Warn::None;
        };
        let by = file_by(self.calendar, end).unwrap_or(end.remind.low);
        self.leads.warn(period.phase.id(), (by - self.today).num_days())
    }
}

/// Whether a period is one that dates are listed of: not the duty of an hour.
pub(super) fn lasting(period: &Period) -> bool {
    period.rule.span.hours == 0
}

/// Open periods by last day; what was met and signed is quiet, duties of a day are left out, and so is what ran out long ago.
pub(crate) fn coming(lens: &Lens, line: &Timeline) -> Vec<NextDate> {
    let mut all: Vec<(i64, NextDate)> = Vec::new();
    for period in line.periods.iter().filter(|period| period.open() && lasting(period)) {
        let Some(end) = period.end() else { continue };
        let met = done::met(lens.record, lens.actor, period, lens.held).map(|(met, _)| met);
        if met == Some(done::Met::Signed) || (period.state == PeriodState::Passed && period.lapses()) {
            continue;
        }
        let days = (end.remind.low - lens.today).num_days();
        let next = NextDate {
            key: period.key.clone(),
            name: period.rule.name.clone(),
            date: view::day_words(end.last),
            days,
            custody: period.rule.shape == Shape::Custody,
            doubt: period.state == PeriodState::Doubt,
            file_by: file_by(lens.calendar, end).map(law::say_date).unwrap_or_default(),
            warn: lens.warn(period),
            met: met.map(done::Met::id).unwrap_or_default().into(),
        };
        all.push((days, next));
    }
    all.sort_by_key(|(days, next)| (*days, !next.custody));
    all.into_iter().map(|(_, next)| next).collect()
}

/// The nearest dates that have not passed, at most `most`, and the day of custody.
pub(crate) fn next_of(listed: &Listed, leads: &Leads, today: NaiveDate, most: usize) -> (Vec<NextDate>, Option<u32>) {
    let ahead = listed.ends.iter().filter(|end| end.last >= today && end.binds(today));
    let mut ahead: Vec<_> = ahead.collect();
    ahead.sort_by_key(|end| (end.last, !end.custody));
    let next = ahead.into_iter().take(most).map(|end| NextDate {
        key: end.key.clone(),
        name: end.name.clone(),
        date: view::short(end.last),
        days: (end.last - today).num_days(),
        custody: end.custody,
        doubt: false,
        file_by: end.file_by.map(view::short).unwrap_or_default(),
        warn: leads.warn(&end.phase, (end.file_by.unwrap_or(end.last) - today).num_days()),
        met: end.met.clone(),
    });
    let day = listed
        .since
        .filter(|since| *since <= today)
        .map(|since| (today - since).num_days() + 1);
    (next.collect(), day.and_then(|day| u32::try_from(day).ok()))
}
