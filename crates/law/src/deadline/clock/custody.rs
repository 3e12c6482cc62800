//! How long the person has been in custody.

use super::Clock;
use crate::Truth;
use crate::deadline::{Measure, When};
use chrono::NaiveDate;

/// One unbroken stretch under one kind of restraint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::deadline) struct Spell {
    /// In custody, or in a designated residence.
    pub held: bool,
    pub from: When,
    pub to: Option<When>,
}

/// Custody so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Custody {
    /// In custody now.
    pub held: bool,
    /// Since when without a break.
    pub since: Option<When>,
    /// The number of today among the days of this custody, the first counted; at least and at most.
    pub day: (i64, i64),
    /// All days in custody, the first counted. The day of release is in the upper number only: no text settles it.
    pub total: (i64, i64),
    /// All days in a designated residence (刑诉法 76: two days for one of 拘役 or 有期徒刑).
    pub designated: (i64, i64),
}

/// The end of the sentence imposed at first instance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Months imposed.
    pub months: u32,
    /// The last day of the term, custody counted from its first day.
    pub end: When,
    /// Custody has reached the sentence (法释〔2021〕1号 170).
    pub reached: Truth,
    /// 算式.
    pub words: String,
}

impl Clock<'_> {
    pub(super) fn restrain(&mut self, measure: Measure, when: When) {
        let kind = |measure: Measure| match measure {
            Measure::Detained | Measure::Arrested => Some(true),
            Measure::Designated => Some(false),
            _ => None,
        };
        let (before, after) = (kind(self.measure), kind(measure));
        self.measure = measure;
        if before == after {
            return;
        }
        if let Some(spell) = self.spells.last_mut().filter(|spell| spell.to.is_none()) {
            spell.to = Some(when);
        }
        if let Some(held) = after {
            self.spells.push(Spell {
                held,
                from: when,
                to: None,
            });
        }
    }

    pub(super) fn custody(&self) -> Custody {
        let today = When::on(self.today);
        let begun = |spell: &&Spell| spell.from.low <= self.today;
        let days = |held: bool| {
            let mine = self.spells.iter().filter(begun).filter(|spell| spell.held == held);
            mine.fold((0, 0), |(low, high), spell| {
                let (least, most) = match spell.to.filter(|to| to.low <= self.today) {
                    Some(to) => {
                        let (least, most) = to.days_after(spell.from);
                        (least, most + 1)
                    }
                    None => counted(today, spell.from),
                };
                (low + least, high + most)
            })
        };
        let open = |spell: &&Spell| spell.held && spell.to.is_none_or(|to| to.low > self.today);
        let now = self.spells.iter().filter(begun).rfind(open);
        Custody {
            held: now.is_some(),
            since: now.map(|spell| spell.from),
            day: now.map_or((0, 0), |spell| counted(today, spell.from)),
            total: days(true),
            designated: days(false),
        }
    }
}

/// The number of today, the first day counted.
fn counted(today: When, from: When) -> (i64, i64) {
    let (least, most) = today.days_after(from);
    (least + 1, most + 1)
}

/// Whether the person is in custody on a day; the day of release is no longer custody (P-02).
pub(super) fn held_on(spells: &[Spell], day: NaiveDate) -> Truth {
    Truth::any(spells.iter().filter(|spell| spell.held).map(|spell| {
        let begun = if spell.from.high <= day {
            Truth::True
        } else if spell.from.low > day {
            Truth::False
        } else {
            Truth::Unknown
        };
        let over = match spell.to {
            Some(to) if to.high <= day => Truth::True,
            Some(to) if to.low <= day => Truth::Unknown,
            _ => Truth::False,
        };
        Truth::all([begun, !over])
    }))
}

/// The first day of custody, when there is one stretch, still open, and no designated residence.
pub(super) fn unbroken(spells: &[Spell]) -> Option<When> {
    match spells {
        [only] if only.held && only.to.is_none() => Some(only.from),
        _ => None,
    }
}
