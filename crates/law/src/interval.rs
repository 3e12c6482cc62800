//! Values that are known only between two ends.

use crate::Truth;
use serde::{Deserialize, Serialize};

/// Everything from `low` to `high`, both included; `None` is an open end.
///
/// Units are whole and given by the context: 分 for money, days for dates, pieces for counts. 「30余万」 is
/// `[30万元, 40万元 - 1分]`, 「2024年7月中旬」 the days from the 11th to the 20th.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Interval {
    /// Lowest possible value.
    pub low: Option<i64>,
    /// Highest possible value.
    pub high: Option<i64>,
}

impl Interval {
    /// Anything at all.
    pub const OPEN: Interval = Interval { low: None, high: None };

    /// Exactly one value.
    pub fn exactly(value: i64) -> Interval {
        Interval {
            low: Some(value),
            high: Some(value),
        }
    }

    /// Between two values, both included.
    pub fn between(low: i64, high: i64) -> Interval {
        Interval {
            low: Some(low),
            high: Some(high),
        }
    }

    /// `low` or more.
    pub fn from(low: i64) -> Interval {
        Interval {
            low: Some(low),
            high: None,
        }
    }

    /// `high` or less.
    pub fn up_to(high: i64) -> Interval {
        Interval {
            low: None,
            high: Some(high),
        }
    }

    /// The single value, when there is one.
    pub fn single(self) -> Option<i64> {
        self.low.filter(|_| self.low == self.high)
    }

    /// Whether a value known to lie in `self` lies in `range`: unknown when `self` straddles an end of it.
    pub fn within(self, range: Interval) -> Truth {
        let above_low = match range.low {
            None => Truth::True,
            Some(low) if self.low.is_some_and(|own| own >= low) => Truth::True,
            Some(low) if self.high.is_some_and(|own| own < low) => Truth::False,
            Some(_) => Truth::Unknown,
        };
        let below_high = match range.high {
            None => Truth::True,
            Some(high) if self.high.is_some_and(|own| own <= high) => Truth::True,
            Some(high) if self.low.is_some_and(|own| own > high) => Truth::False,
            Some(_) => Truth::Unknown,
        };
        Truth::all([above_low, below_high])
    }

    /// The sum of two such values. An end beyond the machine is opened, or stays at the machine's own end where
    /// that is still a bound.
    pub fn plus(self, other: Interval) -> Interval {
        let (low, high) = (self.low.zip(other.low), self.high.zip(other.high));
        Interval {
            low: low.and_then(|(a, b)| a.checked_add(b).or((a > 0).then_some(i64::MAX))),
            high: high.and_then(|(a, b)| a.checked_add(b).or((a < 0).then_some(i64::MIN))),
        }
    }

    /// The difference of two such values; ends beyond the machine as in [`Interval::plus`].
    pub fn minus(self, other: Interval) -> Interval {
        let (low, high) = (self.low.zip(other.high), self.high.zip(other.low));
        Interval {
            low: low.and_then(|(a, b)| a.checked_sub(b).or((b < 0).then_some(i64::MAX))),
            high: high.and_then(|(a, b)| a.checked_sub(b).or((b > 0).then_some(i64::MIN))),
        }
    }

    /// Every value that is in either.
    pub fn hull(self, other: Interval) -> Interval {
        Interval {
            low: self.low.zip(other.low).map(|(a, b)| a.min(b)),
            high: self.high.zip(other.high).map(|(a, b)| a.max(b)),
        }
    }

    /// Both as one, when nothing lies between them.
    pub(crate) fn touching(self, other: Interval) -> Option<Interval> {
        let apart = |a: Interval, b: Interval| a.high.zip(b.low).is_some_and(|(a, b)| b > a.saturating_add(1));
        (!apart(self, other) && !apart(other, self)).then(|| self.hull(other))
    }
}
