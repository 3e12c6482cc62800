//! Dates worked out by hand on a wall calendar, typed in here and nowhere taken from the program.

use chrono::NaiveDate;
use law::deadline::{DayKind, Roll, add_days, add_months, add_years, term_end};

use super::{calendar, day};

/// start, months, last day: 最高法解释第二百零二条第一款.
const MONTHS: [(&str, u32, &str); 24] = [
    ("2026-03-05", 1, "2026-04-05"),
    ("2026-01-30", 1, "2026-02-28"),
    ("2024-01-30", 1, "2024-02-29"),
    ("2026-01-29", 1, "2026-02-28"),
    ("2024-01-29", 1, "2024-02-29"),
    ("2026-01-31", 1, "2026-02-28"),
    ("2024-01-31", 1, "2024-02-29"),
    ("2026-02-28", 1, "2026-03-31"),
    ("2024-02-28", 1, "2024-03-28"),
    ("2024-02-29", 1, "2024-03-31"),
    ("2026-04-30", 1, "2026-05-31"),
    ("2026-05-31", 1, "2026-06-30"),
    ("2026-06-30", 1, "2026-07-31"),
    ("2026-07-31", 1, "2026-08-31"),
    ("2026-08-31", 1, "2026-09-30"),
    ("2025-12-30", 2, "2026-02-28"),
    ("2023-12-30", 2, "2024-02-29"),
    ("2025-12-31", 2, "2026-02-28"),
    ("2026-10-31", 5, "2027-03-31"),
    ("2026-09-30", 5, "2027-02-28"),
    ("2026-11-30", 3, "2027-02-28"),
    ("2026-08-29", 6, "2027-02-28"),
    ("2025-11-15", 12, "2026-11-15"),
    ("2024-02-29", 12, "2025-02-28"),
];

/// start, days, last day: 开始的日不算在内.
const DAYS: [(&str, u32, &str); 12] = [
    ("2026-03-05", 3, "2026-03-08"),
    ("2026-03-05", 7, "2026-03-12"),
    ("2026-03-05", 30, "2026-04-04"),
    ("2026-03-05", 37, "2026-04-11"),
    ("2026-02-26", 3, "2026-03-01"),
    ("2024-02-26", 3, "2024-02-29"),
    ("2024-02-27", 3, "2024-03-01"),
    ("2026-12-28", 10, "2027-01-07"),
    ("2026-09-25", 10, "2026-10-05"),
    ("2026-01-15", 15, "2026-01-30"),
    ("2026-02-14", 15, "2026-03-01"),
    ("2025-12-31", 1, "2026-01-01"),
];

/// first day, years, months, days, last day: 刑期首日计入.
const TERMS: [(&str, u32, u32, u32, &str); 13] = [
    ("2026-03-05", 1, 0, 0, "2027-03-04"),
    ("2024-02-29", 1, 0, 0, "2025-02-27"),
    ("2024-02-29", 4, 0, 0, "2028-02-28"),
    ("2026-03-05", 0, 8, 0, "2026-11-04"),
    ("2026-01-31", 0, 1, 0, "2026-02-27"),
    ("2026-02-28", 0, 1, 0, "2026-03-30"),
    ("2026-04-30", 0, 6, 0, "2026-10-30"),
    ("2026-08-30", 0, 6, 0, "2027-02-27"),
    ("2026-03-05", 1, 6, 0, "2027-09-04"),
    ("2026-03-05", 0, 0, 15, "2026-03-19"),
    ("2026-03-01", 0, 1, 0, "2026-03-31"),
    ("2026-01-01", 1, 0, 0, "2026-12-31"),
    ("2026-03-05", 2, 3, 10, "2028-06-14"),
];

/// last day by the count, and where it comes to lie; none where there is no calendar.
const ROLLS: [(&str, Option<&str>); 24] = [
    ("2026-10-01", Some("2026-10-08")),
    ("2026-10-07", Some("2026-10-08")),
    ("2026-09-30", Some("2026-09-30")),
    ("2026-10-10", Some("2026-10-10")),
    ("2026-10-11", Some("2026-10-12")),
    ("2026-09-20", Some("2026-09-20")),
    ("2026-02-14", Some("2026-02-14")),
    ("2026-02-15", Some("2026-02-24")),
    ("2026-02-23", Some("2026-02-24")),
    ("2026-02-28", Some("2026-02-28")),
    ("2026-03-01", Some("2026-03-02")),
    ("2026-01-04", Some("2026-01-04")),
    ("2026-05-09", Some("2026-05-09")),
    ("2026-05-10", Some("2026-05-11")),
    ("2026-06-19", Some("2026-06-22")),
    ("2026-04-04", Some("2026-04-07")),
    ("2025-10-01", Some("2025-10-09")),
    ("2025-01-26", Some("2025-01-26")),
    ("2025-02-04", Some("2025-02-05")),
    ("2024-02-09", Some("2024-02-09")),
    ("2024-02-10", Some("2024-02-18")),
    ("2024-02-18", Some("2024-02-18")),
    ("2027-01-01", None),
    ("2023-10-01", None),
];

fn said(text: &str) -> NaiveDate {
    day(text)
}

#[test]
fn months_to_the_corresponding_day_or_the_last() {
    for (start, months, last) in MONTHS {
        assert_eq!(
            add_months(said(start), months),
            Some(said(last)),
            "{start}＋{months}个月"
        );
    }
}

#[test]
fn days_without_the_first() {
    for (start, days, last) in DAYS {
        assert_eq!(add_days(said(start), days), Some(said(last)), "{start}＋{days}日");
    }
}

#[test]
fn terms_with_the_first_day() {
    for (first, years, months, days, last) in TERMS {
        assert_eq!(
            term_end(said(first), years, months, days),
            Some(said(last)),
            "{first} {years}-{months}-{days}"
        );
    }
}

#[test]
fn a_day_off_moves_to_the_first_workday_after_it() {
    for (plain, last) in ROLLS {
        let wanted = match last {
            None => Roll::NoCalendar,
            Some(last) if last == plain => Roll::Stays,
            Some(last) => Roll::Moves(said(last)),
        };
        assert_eq!(calendar().roll(said(plain)), wanted, "{plain}");
    }
}

#[test]
fn a_swapped_workday_is_a_workday_and_an_encouraged_rest_is_none() {
    let kind = |text: &str| calendar().kind(said(text));
    assert_eq!(kind("2026-10-10"), DayKind::Swapped("国庆".into()));
    assert_eq!(kind("2024-02-09"), DayKind::Workday);
    assert_eq!(kind("2026-11-21"), DayKind::Weekend);
    assert_eq!(kind("2026-02-17"), DayKind::Holiday("春节".into()));
    assert_eq!(kind("2027-02-17"), DayKind::NoCalendar);
}

#[test]
fn several_months_are_counted_in_one_step() {
    // 12月30日＋2个月 is not 1月30日＋1个月 from a day that had become the last of its month.
    let stepped = add_months(said("2025-12-31"), 1).and_then(|there| add_months(there, 1));
    assert_eq!(stepped, Some(said("2026-02-28")));
    let by_steps = add_months(said("2026-01-30"), 1).and_then(|there| add_months(there, 1));
    assert_eq!(by_steps, Some(said("2026-03-31")));
    assert_eq!(add_months(said("2026-01-30"), 2), Some(said("2026-03-30")));
}

#[test]
fn years_to_the_same_day() {
    assert_eq!(add_years(said("2019-02-28"), 5), Some(said("2024-02-28")));
    assert_eq!(add_years(said("2020-02-29"), 5), Some(said("2025-02-28")));
    assert_eq!(add_years(said("2020-02-29"), 4), Some(said("2024-02-29")));
}
