//! Counting in days, months and years.

use crate::{Interval, from_day_number};
use chrono::{Datelike, Days, Months, NaiveDate};

/// `start` plus `n` days, the first day not counted (刑诉法 105: 开始的日不算在内): day `start + 1` is the first.
pub fn add_days(start: NaiveDate, n: u32) -> Option<NaiveDate> {
    start.checked_add_days(Days::new(u64::from(n)))
}

/// `start` plus `n` months in one step, the first day not counted (法释〔2021〕1号 202, P-04, P-04a).
///
/// To the same day of the target month; to its last day where it has no such day, and where `start` is itself the last
/// day of its month: 28 February of a common year plus one month is 31 March.
pub fn add_months(start: NaiveDate, n: u32) -> Option<NaiveDate> {
    let there = start.checked_add_months(Months::new(n))?;
    if start.succ_opt()?.day() == 1 {
        last_of_month(there)
    } else {
        Some(there)
    }
}

/// The same day `n` years later; 29 February becomes the 28th where there is none.
pub fn add_years(start: NaiveDate, n: u32) -> Option<NaiveDate> {
    start.checked_add_months(Months::new(n.checked_mul(12)?))
}

/// The last day of a term whose first day counts (法释〔2021〕1号 202 second paragraph, P-05): the day before the
/// corresponding day, years first, then months, then days.
pub fn term_end(first: NaiveDate, years: u32, months: u32, days: u32) -> Option<NaiveDate> {
    let after = add_years(first, years)?;
    let after = if months == 0 { after } else { add_months(after, months)? };
    add_days(after, days)?.pred_opt()
}

fn last_of_month(day: NaiveDate) -> Option<NaiveDate> {
    day.with_day(1)?
        .checked_add_months(Months::new(1))
        .and_then(|next| next.pred_opt())
}

/// A day known between two ends, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct When {
    /// Earliest.
    pub low: NaiveDate,
    /// Latest.
    pub high: NaiveDate,
}

impl When {
    /// Exactly one day.
    pub fn on(day: NaiveDate) -> When {
        When { low: day, high: day }
    }

    /// The day of a date that has both ends; `None` where an end is open, for nothing can be counted from it.
    pub fn of(interval: Interval) -> Option<When> {
        let (low, high) = interval.low.zip(interval.high)?;
        Some(When {
            low: from_day_number(low)?,
            high: from_day_number(high)?,
        })
    }

    /// Whether it is one day.
    pub fn exact(self) -> bool {
        self.low == self.high
    }

    /// Both ends moved by something that keeps their order.
    pub fn map(self, f: impl Fn(NaiveDate) -> Option<NaiveDate>) -> Option<When> {
        Some(When {
            low: f(self.low)?,
            high: f(self.high)?,
        })
    }

    /// Days from `from` to here, at least and at most, never below zero.
    pub fn days_after(self, from: When) -> (i64, i64) {
        let least = (self.low - from.high).num_days().max(0);
        (least, (self.high - from.low).num_days().max(least))
    }
}
