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
/// `2024年上半年`, `2024年`, `2005年以前`, `2024年5月至9月`.
///
/// # Errors
/// A Chinese sentence that says what could not be read and how to write it.
pub fn read_date(text: &str) -> Result<Interval, String> {
    let narrow = |c: char| match c {
        '０'..='９' => char::from_digit(c as u32 - '０' as u32, 10).unwrap_or(c),
        c => c,
    };
    let text: String = text.chars().filter(|c| !c.is_whitespace()).map(narrow).collect();
    if text.is_empty() {
        return Err("日期是空的，请填写，例如“2024-07-18”“20240718”“2024年7月中旬”。".into());
    }
    if ["约", "左右", "前后", "大概", "许"]
        .iter()
        .any(|word| text.contains(word))
    {
        return Err("“约”“左右”“前后”没有确定的起止，请改填起止，例如“2024年5月至9月”；在此之前按“尚不清楚”处理，原文可写进备注。".into());
    }
    for mark in ["至", "到", "～", "~", "—"] {
        if let Some((from, to)) = text.split_once(mark) {
            let (from, to) = (span(from)?, span(&borrowed(from, to))?);
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
            high: span(rest)?.high,
        });
    }
    if let Some(rest) = ends(&["及以后", "以后", "之后", "起"]) {
        return Ok(Interval {
            low: span(rest)?.low,
            high: None,
        });
    }
    span(&text)
}

/// `2024年5月至9月`, `2024年5月1日至3日`: the second end borrows the year, and the month, of the first.
fn borrowed(from: &str, to: &str) -> String {
    let Some((year, rest)) = from.split_once('年').filter(|_| !to.contains('年')) else {
        return to.to_string();
    };
    match rest.split_once('月') {
        _ if to.contains('月') => format!("{year}年{to}"),
        Some((month, _)) if to.contains(['日', '号', '旬']) => format!("{year}年{month}月{to}"),
        _ => to.to_string(),
    }
}

fn unread() -> String {
    "没有读懂这个日期，请按“2024-07-18”“20240718”“2024年7月中旬”“2024年7月”“2005年以前”的写法填写。".into()
}

/// One expression that stands for a run of days.
fn span(text: &str) -> Result<Interval, String> {
    let number = |text: &str| text.parse::<u32>().map_err(|_| unread());
    if text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit()) {
        return day(number(&text[..4])?, number(&text[4..6])?, number(&text[6..])?);
    }
    let (part, rest) = cut(text, &['年', '-', '/', '.']);
    let year = number(part)?;
    let (month, rest) = cut(rest, &['月', '-', '/', '.']);
    let months = match (month, rest) {
        ("", "") => Some((1, 12)),
        ("上半年", "") => Some((1, 6)),
        ("下半年", "") => Some((7, 12)),
        _ => None,
    };
    if let Some((first, last)) = months {
        return run((year, first, 1), (year, last, last_of_month(year, last)?));
    }
    let month = number(month)?;
    let last = last_of_month(year, month)?;
    let (low, high) = match rest.strip_suffix(['日', '号']).unwrap_or(rest) {
        "" => (1, last),
        "上旬" | "初" => (1, 10),
        "中旬" => (11, 20),
        "下旬" | "底" | "末" => (21, last),
        "上半月" => (1, 15),
        "下半月" => (16, last),
        only => (number(only)?, number(only)?),
    };
    run((year, month, low), (year, month, high))
}

/// The text before the first of the marks, and after it.
fn cut<'a>(text: &'a str, marks: &[char]) -> (&'a str, &'a str) {
    match text.find(marks) {
        Some(at) => {
            let mark = text[at..].chars().next().map_or(0, char::len_utf8);
            (&text[..at], &text[at + mark..])
        }
        None => (text, ""),
    }
}

type Ymd = (u32, u32, u32);

fn run(from: Ymd, to: Ymd) -> Result<Interval, String> {
    Ok(Interval {
        low: day(from.0, from.1, from.2)?.low,
        high: day(to.0, to.1, to.2)?.high,
    })
}

fn day(year: u32, month: u32, day: u32) -> Result<Interval, String> {
    if !(1900..=2200).contains(&year) {
        return Err("年份须写四位，在1900年至2200年之间，例如“2024-07-18”。".into());
    }
    let date = i32::try_from(year)
        .ok()
        .and_then(|year| NaiveDate::from_ymd_opt(year, month, day));
    match date {
        Some(date) => Ok(Interval::exactly(day_number(date))),
        None => Err(format!("日历上没有{year}年{month}月{day}日，请核对。")),
    }
}

/// The number of days of a month.
fn last_of_month(year: u32, month: u32) -> Result<u32, String> {
    let first = day(year, month, 1)?;
    let next = if month == 12 {
        day(year + 1, 1, 1)
    } else {
        day(year, month + 1, 1)
    };
    // December 2200 has no first day of the month after it in reach; it has 31 days all the same.
    let days = first
        .low
        .zip(next.ok().and_then(|next| next.low))
        .map_or(31, |(a, b)| b - a);
    u32::try_from(days).map_err(|_| unread())
}

/// The first day on which somebody born on `birth` counts as `years` old: the day *after* the birthday
/// (法释〔2006〕1号第二条：周岁从周岁生日的第二天起算). Somebody born on 29 February has the birthday, in a year without
/// that day, on the last day of the month (as 民法典 204 counts), and the age from 1 March.
pub(crate) fn full_age_from(birth: i64, years: i32) -> Option<i64> {
    let birth = from_day_number(birth)?;
    let year = birth.year().checked_add(years)?;
    let birthday = NaiveDate::from_ymd_opt(year, birth.month(), birth.day());
    let birthday = birthday.or_else(|| NaiveDate::from_ymd_opt(year, 2, 28))?;
    Some(day_number(birthday.succ_opt()?))
}
