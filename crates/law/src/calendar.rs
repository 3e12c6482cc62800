//! Calendar dates typed as free text, read into intervals of days.

use crate::Interval;
use chrono::{Datelike, NaiveDate};

/// The day count that intervals of dates are kept in.
pub fn day_number(date: NaiveDate) -> i64 {
    i64::from(date.num_days_from_ce())
}

/// The date of a day count; `None` outside the calendar.
pub fn from_day_number(day: i64) -> Option<NaiveDate> {
    NaiveDate::from_num_days_from_ce_opt(i32::try_from(day).ok()?)
}

/// `2024年7月18日（周四）`.
pub fn say_date(date: NaiveDate) -> String {
    let week = ["日", "一", "二", "三", "四", "五", "六"];
    let weekday = week[date.weekday().num_days_from_sunday() as usize];
    format!("{}年{}月{}日（周{weekday}）", date.year(), date.month(), date.day())
}

/// Reads a date as a person types it: `20240718`, `2024-7-18`, `2024年7月18日`, `2024年7月中旬`, `2024年7月`,
/// `2024年`, `2005年以前`, `2024年5月至2024年9月`.
///
/// # Errors
/// A Chinese sentence that says what could not be read and how to write it.
pub fn read_date(text: &str) -> Result<Interval, String> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    if text.is_empty() {
        return Err("日期是空的，请填写，例如“2024-07-18”“20240718”“2024年7月中旬”。".into());
    }
    let fail =
        || "没有读懂这个日期，请按“2024-07-18”“20240718”“2024年7月中旬”“2024年7月”“2005年以前”的写法填写。".to_string();
    for mark in ["至", "到", "～", "~", "—"] {
        if let Some((from, to)) = text.split_once(mark) {
            let (from, to) = (
                span(from).ok_or_else(fail)?,
                span(&with_year(from, to)).ok_or_else(fail)?,
            );
            return if from.low <= to.high {
                Ok(Interval {
                    low: from.low,
                    high: to.high,
                })
            } else {
                Err("起始日期晚于结束日期，请核对先后。".into())
            };
        }
    }
    let ends = |words: &[&str]| words.iter().find_map(|word| text.strip_suffix(word));
    if let Some(rest) = ends(&["及以前", "以前", "之前"]) {
        return Ok(Interval {
            low: None,
            high: span(rest).ok_or_else(fail)?.high,
        });
    }
    if let Some(rest) = ends(&["及以后", "以后", "之后", "起"]) {
        return Ok(Interval {
            low: span(rest).ok_or_else(fail)?.low,
            high: None,
        });
    }
    span(&text).ok_or_else(fail)
}

/// `2024年5月至9月`: the second end borrows the year of the first.
fn with_year(from: &str, to: &str) -> String {
    match from.split_once('年') {
        Some((year, _)) if !to.contains('年') && to.contains(['月', '日']) => format!("{year}年{to}"),
        _ => to.to_string(),
    }
}

fn span(text: &str) -> Option<Interval> {
    if text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit()) {
        return day(
            text[..4].parse().ok()?,
            text[4..6].parse().ok()?,
            text[6..].parse().ok()?,
        );
    }
    let (part, rest) = match text.find(['年', '-', '/', '.']) {
        Some(at) => (&text[..at], text[at..].chars().skip(1).collect::<String>()),
        None => (text, String::new()),
    };
    let year: i32 = part.parse().ok().filter(|year| (1900..=2200).contains(year))?;
    if rest.is_empty() {
        return Some(Interval {
            low: day(year, 1, 1)?.low,
            high: day(year, 12, 31)?.high,
        });
    }
    let (month, rest) = match rest.find(['月', '-', '/', '.']) {
        Some(at) => (rest[..at].to_string(), rest[at..].chars().skip(1).collect::<String>()),
        None => (rest, String::new()),
    };
    let month: u32 = month.parse().ok()?;
    let last = last_of_month(year, month)?;
    let (low, high) = match rest.trim_end_matches(['日', '号']) {
        "" => (1, last),
        "上旬" | "初" => (1, 10),
        "中旬" => (11, 20),
        "下旬" | "底" | "末" => (21, last),
        "上半月" => (1, 15),
        "下半月" => (16, last),
        number => {
            let number: u32 = number.parse().ok()?;
            (number, number)
        }
    };
    Some(Interval {
        low: day(year, month, low)?.low,
        high: day(year, month, high)?.high,
    })
}

fn day(year: i32, month: u32, day: u32) -> Option<Interval> {
    Some(Interval::exactly(day_number(NaiveDate::from_ymd_opt(
        year, month, day,
    )?)))
}

fn last_of_month(year: i32, month: u32) -> Option<u32> {
    let next = if month == 12 {
        NaiveDate::from_ymd_opt(year + 1, 1, 1)
    } else {
        NaiveDate::from_ymd_opt(year, month + 1, 1)
    };
    Some(next?.pred_opt()?.day())
}

/// The first day on which somebody born on `birth` counts as `years` old: the day *after* the birthday
/// (法释〔2006〕1号第二条：周岁从周岁生日的第二天起算).
pub(crate) fn full_age_from(birth: i64, years: i32) -> Option<i64> {
    let birth = from_day_number(birth)?;
    let year = birth.year() + years;
    let birthday =
        NaiveDate::from_ymd_opt(year, birth.month(), birth.day()).or_else(|| NaiveDate::from_ymd_opt(year, 3, 1));
    // A person born on 29 February reaches the age after the last day of February in a common year.
    let birthday = birthday?;
    let leap_birth = (birth.month(), birth.day()) == (2, 29) && (birthday.month(), birthday.day()) == (3, 1);
    Some(day_number(birthday) + i64::from(!leap_birth))
}
