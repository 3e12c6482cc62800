//! What strikes the reader of the times and circumstances of statements.

use super::{Taken, in_order, taken};
use crate::{Record, Statement};
use chrono::{NaiveDateTime, NaiveTime};
use law::{EvidenceLaw, FlagTest, StatementFlag};
use std::collections::BTreeMap;

/// One flag on one statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flagged {
    /// Id of the flag in the rules.
    pub flag: String,
    /// Id of the statement.
    pub statement: String,
    /// Id of the other statement, for those that concern two.
    pub other: Option<String>,
    /// What exactly: minutes taken, officers named, numbers missing; in words.
    pub detail: String,
}

/// Every flag of the statements of a case, in order of time.
pub fn flags(law: &EvidenceLaw, record: &Record) -> Vec<Flagged> {
    let all: Vec<(&str, &Statement, Taken)> = in_order(record)
        .into_iter()
        .map(|(id, statement)| (id, statement, taken(statement)))
        .collect();
    let mut found = Vec::new();
    for (at, (id, statement, taken)) in all.iter().enumerate() {
        for flag in &law.flags {
            let mut say = |other: Option<&str>, detail: String| {
                found.push(Flagged {
                    flag: flag.id.clone(),
                    statement: id.to_string(),
                    other: other.map(str::to_string),
                    detail,
                })
            };
            if flag.test == FlagTest::TimeUnread {
                if taken.unread {
                    say(None, String::new());
                }
                continue;
            }
            if flag.test == FlagTest::MissingNumber {
                let missing = missing(&all, statement);
                if !missing.is_empty() {
                    let named: Vec<String> = missing.iter().map(|number| format!("第{number}次")).collect();
                    say(None, format!("没有见到{}", named.join("、")));
                }
                continue;
            }
            if !statement.kind.is_questioning() {
                continue;
            }
            let later = all[at + 1..]
                .iter()
                .filter(|(_, other, own)| other.kind.is_questioning() && taken.overlaps(own));
            match flag.test {
                FlagTest::Longer => {
                    if let Some(minutes) = taken.minutes().filter(|minutes| *minutes > i64::from(flag.hours) * 60) {
                        say(None, lasted(minutes));
                    }
                }
                FlagTest::Night => {
                    if let Some(minutes) = at_night(flag, taken) {
                        say(None, format!("其中夜间{}", lasted(minutes)));
                    }
                }
                FlagTest::Overlap => {
                    for (other, _, _) in later.filter(|(_, other, _)| other.person == statement.person) {
                        say(Some(other), String::new());
                    }
                }
                FlagTest::SameOfficers => {
                    for (other, theirs, _) in later.filter(|(_, other, _)| other.person != statement.person) {
                        let both: Vec<&str> = officers(&statement.taken_by)
                            .filter(|name| officers(&theirs.taken_by).any(|own| own == *name))
                            .collect();
                        if !both.is_empty() {
                            say(Some(other), both.join("、"));
                        }
                    }
                }
                FlagTest::Unrecorded if statement.recorded == Some(false) => say(None, String::new()),
                FlagTest::RecordingUnknown if statement.recorded.is_none() => say(None, String::new()),
                _ => {}
            }
        }
    }
    found
}

/// Numbers of the same person and way of taking that lie before this one and are not in the file; said at the next one only.
fn missing(all: &[(&str, &Statement, Taken)], statement: &Statement) -> Vec<u32> {
    let mut same: BTreeMap<u32, ()> = BTreeMap::new();
    for (_, other, _) in all {
        if other.person == statement.person && other.kind == statement.kind && other.number > 0 {
            same.insert(other.number, ());
        }
    }
    let before = same
        .range(..statement.number)
        .next_back()
        .map_or(0, |(number, ())| *number);
    // A number mistyped by thousands is no gap of thousands.
    let gap = statement.number.saturating_sub(before + 1);
    if gap > 20 {
        Vec::new()
    } else {
        (before + 1..statement.number).collect()
    }
}

/// `12小时30分`.
fn lasted(minutes: i64) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes}分钟"),
        (hours, 0) => format!("{hours}小时"),
        (hours, minutes) => format!("{hours}小时{minutes}分钟"),
    }
}

/// Minutes of a statement that fall into the hours of the flag.
fn at_night(flag: &StatementFlag, taken: &Taken) -> Option<i64> {
    let (begin, end) = taken.begin.zip(taken.end)?;
    let (from, to) = flag.hours_of_night()?;
    let time = |minutes: u32| NaiveTime::from_hms_opt(minutes / 60, minutes % 60, 0);
    let (from, to) = (time(from)?, time(to)?);
    let mut total = 0;
    let mut day = begin.date().pred_opt()?;
    while day <= end.date() {
        let dusk: NaiveDateTime = day.and_time(from);
        let dawn = if to > from {
            day.and_time(to)
        } else {
            day.succ_opt()?.and_time(to)
        };
        let shared = end.min(dawn) - begin.max(dusk);
        total += shared.num_minutes().max(0);
        day = day.succ_opt()?;
    }
    (total > 0).then_some(total)
}

/// The names in 讯问人、记录人.
fn officers(text: &str) -> impl Iterator<Item = &str> {
    text.split(['、', '，', ',', '；', ';', '/', ' ', '　'])
        .map(str::trim)
        .filter(|name| name.chars().count() >= 2)
}
