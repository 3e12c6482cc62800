//! Days and hours as a transcript writes them.

use crate::Statement;
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

/// When a statement was taken, as far as it can be read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Taken {
    /// The day it began.
    pub day: Option<NaiveDate>,
    /// When it began, with the hour.
    pub begin: Option<NaiveDateTime>,
    /// When it ended.
    pub end: Option<NaiveDateTime>,
    /// Something was typed that cannot be read, or the end lies before the beginning.
    pub unread: bool,
}

impl Taken {
    /// How long it took, in minutes.
    pub fn minutes(&self) -> Option<i64> {
        Some((self.end? - self.begin?).num_minutes())
    }

    /// Whether two statements were taken at the same time for at least a minute.
    pub fn overlaps(&self, other: &Taken) -> bool {
        match (self.begin, self.end, other.begin, other.end) {
            (Some(begin), Some(end), Some(from), Some(to)) => begin < to && from < end,
            _ => false,
        }
    }
}

/// Reads the times of a statement. An end without a day is on the day of the beginning, or on the next when it lies before it.
pub fn taken(statement: &Statement) -> Taken {
    let from = statement.from.trim();
    let to = statement.to.trim();
    let (day, time) = match moment(from) {
        Some((day, time)) => (day, time),
        None => (None, None),
    };
    let mut taken = Taken {
        day,
        begin: day.zip(time).map(|(day, time)| day.and_time(time)),
        end: None,
        unread: !from.is_empty() && day.is_none(),
    };
    match moment(to) {
        Some((own, Some(time))) => {
            taken.end = own.or(day).map(|day| day.and_time(time));
            if own.is_none()
                && let (Some(begin), Some(end)) = (taken.begin, taken.end)
                && end < begin
            {
                taken.end = end.checked_add_days(chrono::Days::new(1));
            }
        }
        Some((_, None)) => {}
        None => taken.unread |= !to.is_empty(),
    }
    if let (Some(begin), Some(end)) = (taken.begin, taken.end)
        && end < begin
    {
        taken.end = None;
        taken.unread = true;
    }
    taken
}

/// `2026-03-05 21:30`, `2026年3月5日21时30分`, `202603052130`, `21:30`: the day and the time of day, each if it is there.
fn moment(text: &str) -> Option<(Option<NaiveDate>, Option<NaiveTime>)> {
    let narrow = |c: char| match c {
        '０'..='９' => char::from_digit(c as u32 - '０' as u32, 10).unwrap_or(c),
        '：' | '时' | '點' | '点' => ':',
        c => c,
    };
    let text: String = text.trim().chars().map(narrow).collect();
    if text.is_empty() {
        return None;
    }
    if text.len() == 12 && text.bytes().all(|b| b.is_ascii_digit()) {
        let time = NaiveTime::from_hms_opt(text[8..10].parse().ok()?, text[10..].parse().ok()?, 0)?;
        return Some((Some(day(&text[..8])?), Some(time)));
    }
    let Some(colon) = text.find(':') else {
        return Some((Some(day(&text)?), None));
    };
    let before = &text[..colon];
    let digits = before.chars().rev().take_while(char::is_ascii_digit).count().min(2);
    let (date, hour) = before.split_at(before.len() - digits);
    let minute: String = text[colon + 1..].chars().take_while(char::is_ascii_digit).collect();
    let rest = text[colon + 1 + minute.len()..]
        .trim_start_matches(['分', '许', ':'])
        .trim();
    if !rest.chars().all(|c| c.is_ascii_digit() || c == '秒') {
        return None;
    }
    let minute = if minute.is_empty() { 0 } else { minute.parse().ok()? };
    let hour: u32 = hour.parse().ok()?;
    // 24:00 closes the day.
    let (hour, minute) = if hour == 24 && minute == 0 {
        (23, 59)
    } else {
        (hour, minute)
    };
    let time = NaiveTime::from_hms_opt(hour, minute, 0)?;
    let date = date.trim().trim_end_matches(['T', ',', '，']).trim();
    if date.is_empty() {
        return Some((None, Some(time)));
    }
    Some((Some(day(date)?), Some(time)))
}

fn day(text: &str) -> Option<NaiveDate> {
    law::from_day_number(law::read_date(text).ok()?.single()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(from: &str, to: &str) -> Taken {
        taken(&Statement {
            from: from.into(),
            to: to.into(),
            ..Statement::default()
        })
    }

    #[test]
    fn times_are_read_as_transcripts_write_them() {
        for (from, to, minutes) in [
            ("2026-03-05 21:30", "2026-03-06 09:30", Some(720)),
            ("2026年3月5日21时30分", "2026年3月5日23时5分", Some(95)),
            ("2026年3月5日9时", "11时", Some(120)),
            ("202603050930", "202603051000", Some(30)),
            ("2026-3-5 21：30", "1:00", Some(210)),
            ("2026-03-05", "11:20", None),
            ("2026-03-05 9:00", "", None),
        ] {
            let taken = of(from, to);
            assert!(!taken.unread, "{from} {to}");
            assert_eq!(taken.minutes(), minutes, "{from} {to}");
            assert!(taken.day.is_some(), "{from}");
        }
    }

    #[test]
    fn what_cannot_be_read_or_runs_backwards_is_said() {
        for (from, to) in [
            ("三月初", ""),
            ("2026-03-05 25:00", ""),
            ("2026-03-05 9:00", "2026-03-05 8:00"),
            ("2026-03-05 9:00", "散会"),
        ] {
            assert!(of(from, to).unread, "{from} {to}");
        }
        assert!(!of("", "").unread);
    }

    #[test]
    fn touching_is_not_overlapping() {
        let first = of("2026-03-05 9:00", "11:00");
        assert!(!first.overlaps(&of("2026-03-05 11:00", "12:00")));
        assert!(first.overlaps(&of("2026-03-05 10:59", "12:00")));
        assert!(!first.overlaps(&of("2026-03-05 10:00", "")));
    }
}
