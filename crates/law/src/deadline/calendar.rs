//! Public holidays, with the weekends that are worked instead.

use crate::Fault;
use chrono::{Datelike, NaiveDate, Weekday};
use serde::Deserialize;
use std::collections::BTreeMap;

use super::Sureness;

/// The holidays of one year, as announced by the State Council.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Year {
    /// Which year.
    pub year: i32,
    /// The announcement.
    pub basis: String,
    /// How sure its text is.
    pub confidence: Sureness,
    /// What is open about it.
    #[serde(default)]
    pub note: String,
    /// Its holidays.
    #[serde(rename = "festival")]
    pub festivals: Vec<Festival>,
}

/// One holiday: its days off, and the weekend days that are worked for it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Festival {
    /// 国庆.
    pub name: String,
    /// First day off.
    pub from: NaiveDate,
    /// Last day off.
    pub to: NaiveDate,
    /// 调休上班日: weekend days that are workdays.
    #[serde(default)]
    pub work: Vec<NaiveDate>,
}

/// What a day is for the rolling of a period (P-02a).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DayKind {
    /// A day off of that festival.
    Holiday(String),
    /// A weekend day worked for that festival: a workday, nothing rolls.
    Swapped(String),
    /// Saturday or Sunday.
    Weekend,
    /// A workday.
    Workday,
    /// 无日历: nothing is known about that year.
    NoCalendar,
}

/// Where a last day comes to lie once holidays are looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Roll {
    /// It is a workday.
    Stays,
    /// It is a day off; the first workday after it.
    Moves(NaiveDate),
    /// 无日历: it has to be checked by hand.
    NoCalendar,
}

/// Every year there is data for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Calendar {
    years: BTreeMap<i32, Year>,
}

impl Calendar {
    /// Adds a year, or replaces the one that was there.
    pub fn add(&mut self, year: Year) {
        self.years.insert(year.year, year);
    }

    /// The years there are.
    pub fn years(&self) -> impl Iterator<Item = &Year> {
        self.years.values()
    }

    /// What a day is; a year without data answers 无日历 and is never guessed.
    pub fn kind(&self, day: NaiveDate) -> DayKind {
        let Some(year) = self.years.get(&day.year()) else {
            return DayKind::NoCalendar;
        };
        let named = |has: &dyn Fn(&Festival) -> bool| {
            let found = year.festivals.iter().find(|festival| has(festival));
            found.map(|festival| festival.name.clone())
        };
        if let Some(name) = named(&|festival| festival.from <= day && day <= festival.to) {
            DayKind::Holiday(name)
        } else if let Some(name) = named(&|festival| festival.work.contains(&day)) {
            DayKind::Swapped(name)
        } else if weekend(day) {
            DayKind::Weekend
        } else {
            DayKind::Workday
        }
    }

    /// The first workday from `day` on (刑诉法 105: 以节假日后的第一日为期满日期).
    pub fn roll(&self, day: NaiveDate) -> Roll {
        let mut at = day;
        loop {
            match self.kind(at) {
                DayKind::NoCalendar => return Roll::NoCalendar,
                DayKind::Workday | DayKind::Swapped(_) if at == day => return Roll::Stays,
                DayKind::Workday | DayKind::Swapped(_) => return Roll::Moves(at),
                DayKind::Holiday(_) | DayKind::Weekend => match at.succ_opt() {
                    Some(next) => at = next,
                    None => return Roll::NoCalendar,
                },
            }
        }
    }
}

impl Calendar {
    /// The last workday up to `day`: the last one on which something can be handed in before a period ends on `day`.
    /// `None` where a year on the way has no calendar (无日历): it is never guessed.
    pub fn last_workday(&self, day: NaiveDate) -> Option<NaiveDate> {
        let mut at = day;
        loop {
            match self.kind(at) {
                DayKind::NoCalendar => return None,
                DayKind::Workday | DayKind::Swapped(_) => return Some(at),
                DayKind::Holiday(_) | DayKind::Weekend => at = at.pred_opt()?,
            }
        }
    }
}

fn weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

/// Reads the calendar of one year, from `rules/calendar/` or from a file that a firm adds.
///
/// # Errors
/// Every fault, each with its place and what to do about it.
pub fn read_year(file: &str, text: &str) -> Result<Year, Vec<Fault>> {
    let year: Year = toml::from_str(text).map_err(|error| vec![Fault::toml(file, text, &error)])?;
    let mut faults = Vec::new();
    let mut say = |named: &str, message: String| faults.push(Fault::at(file, text, named, message));
    if !(2000..=2100).contains(&year.year) {
        say("", format!("year 写的是 {}，请写四位的年份，例如 2027。", year.year));
    }
    if year.basis.trim().is_empty() {
        say("", "没有写依据（basis），请写明国务院办公厅的通知和日期。".into());
    }
    if year.festivals.is_empty() {
        say(
            "",
            format!("{}年没有一个节日（[[festival]]），请照通知逐项填写。", year.year),
        );
    }
    for festival in &year.festivals {
        let name = festival.name.as_str();
        let outside = [festival.from, festival.to]
            .into_iter()
            .chain(festival.work.iter().copied())
            .find(|day| day.year() != year.year);
        if let Some(day) = outside {
            say(
                name,
                format!(
                    "“{name}”的日期 {day} 不在{}年，跨年的假期请分写在两年的文件里。",
                    year.year
                ),
            );
        }
        if festival.from > festival.to {
            say(name, format!("“{name}”的第一天晚于最后一天，请核对 from 与 to。"));
        }
        for day in &festival.work {
            if !weekend(*day) {
                say(name, format!("“{name}”的调休上班日 {day} 不是周六、周日，请核对通知。"));
            }
            if year
                .festivals
                .iter()
                .any(|other| other.from <= *day && *day <= other.to)
            {
                say(
                    name,
                    format!("“{name}”的调休上班日 {day} 同时写在放假日里，请核对通知。"),
                );
            }
        }
    }
    for (at, festival) in year.festivals.iter().enumerate() {
        let clash = year.festivals[..at]
            .iter()
            .find(|before| before.from <= festival.to && festival.from <= before.to);
        if let Some(before) = clash {
            let message = format!("“{}”与“{}”的放假日重叠，请核对通知。", festival.name, before.name);
            faults.push(Fault::again(file, text, &festival.name, message));
        }
    }
    if faults.is_empty() { Ok(year) } else { Err(faults) }
}
