//! Every written form of dates, and every refusal.

use chrono::NaiveDate;
use law::{Interval, day_number, from_day_number, read_date};
use proptest::prelude::*;

fn day(text: &str) -> i64 {
    day_number(text.parse::<NaiveDate>().unwrap())
}

#[track_caller]
fn between(text: &str, low: &str, high: &str) {
    assert_eq!(read_date(text), Ok(Interval::between(day(low), day(high))), "{text}");
}

#[test]
fn one_day() {
    for text in [
        "20240718",
        "2024-7-18",
        "2024-07-18",
        "2024/7/18",
        "2024.7.18",
        "2024年7月18日",
        "2024年07月18日",
        "2024年7月18",
        "2024年7月18号",
        "2024 年 7 月 18 日",
        "２０２４年７月１８日",
        "２０２４０７１８",
    ] {
        between(text, "2024-07-18", "2024-07-18");
    }
    between("2024年2月29日", "2024-02-29", "2024-02-29");
}

#[test]
fn runs_of_days() {
    between("2024年7月上旬", "2024-07-01", "2024-07-10");
    between("2024年7月中旬", "2024-07-11", "2024-07-20");
    between("2024年7月下旬", "2024-07-21", "2024-07-31");
    between("2024年2月底", "2024-02-21", "2024-02-29");
    between("2024年7月初", "2024-07-01", "2024-07-10");
    between("2024年7月上半月", "2024-07-01", "2024-07-15");
    between("2024年7月下半月", "2024-07-16", "2024-07-31");
    between("2024年7月", "2024-07-01", "2024-07-31");
    between("2024年12月", "2024-12-01", "2024-12-31");
    between("2200年12月", "2200-12-01", "2200-12-31");
    between("2024-07", "2024-07-01", "2024-07-31");
    between("2024年", "2024-01-01", "2024-12-31");
    between("2024", "2024-01-01", "2024-12-31");
    between("2024年上半年", "2024-01-01", "2024-06-30");
    between("2024年下半年", "2024-07-01", "2024-12-31");
    between("2024年5月至9月", "2024-05-01", "2024-09-30");
    between("2024年5月至2024年9月", "2024-05-01", "2024-09-30");
    between("2023年12月至2024年1月", "2023-12-01", "2024-01-31");
    between("2024年5月1日至9月3日", "2024-05-01", "2024-09-03");
    between("2024年5月1日至3日", "2024-05-01", "2024-05-03");
    between("2024年5月上旬至中旬", "2024-05-01", "2024-05-20");
    between("2024-05-01至2024-05-03", "2024-05-01", "2024-05-03");
    between("2023年至2024年", "2023-01-01", "2024-12-31");
}

#[test]
fn open_ends() {
    assert_eq!(read_date("2005年以前"), Ok(Interval::up_to(day("2005-12-31"))));
    assert_eq!(read_date("2024年7月18日之前"), Ok(Interval::up_to(day("2024-07-18"))));
    assert_eq!(read_date("2024年7月及以前"), Ok(Interval::up_to(day("2024-07-31"))));
    assert_eq!(read_date("2024年7月以后"), Ok(Interval::from(day("2024-07-01"))));
    assert_eq!(read_date("2024年7月18日起"), Ok(Interval::from(day("2024-07-18"))));
}

#[test]
fn refusals_of_dates() {
    for (text, words) in [
        ("", "日期是空的"),
        ("2月30日", "没有读懂"),
        ("2024年2月30日", "日历上没有2024年2月30日"),
        ("2023年2月29日", "日历上没有2023年2月29日"),
        ("20240230", "日历上没有2024年2月30日"),
        ("2024年13月", "日历上没有2024年13月1日"),
        ("2024年7月0日", "日历上没有2024年7月0日"),
        ("24年7月", "年份须写四位"),
        ("7.18", "年份须写四位"),
        ("0202年7月", "年份须写四位"),
        ("202407", "年份须写四位"),
        ("2024年5月至3月", "起始日期晚于结束日期"),
        ("约2024年7月", "没有确定的起止"),
        ("2024年7月左右", "没有确定的起止"),
        ("2024年7月前后", "没有确定的起止"),
        ("2024年夏天", "没有读懂"),
        ("2024年7月某日", "没有读懂"),
        ("去年", "没有读懂"),
        ("2024--7", "没有读懂"),
        ("2024年7月18日日", "没有读懂"),
        ("2024年至", "没有读懂"),
        ("-2024", "没有读懂"),
        ("99999999999", "没有读懂"),
    ] {
        match read_date(text) {
            Err(message) => assert!(message.contains(words), "{text}: {message}"),
            Ok(interval) => panic!("{text} was read as {interval:?}"),
        }
    }
}

proptest! {
    #![proptest_config(crate::chance::config(1_000))]

    #[test]
    fn printed_days_are_read(number in 693_961i64..803_000) {
        let date = from_day_number(number).unwrap();
        let said = law::say_date(date);
        let said = said.split('（').next().unwrap_or_default();
        prop_assert_eq!(read_date(said), Ok(Interval::exactly(number)));
        prop_assert_eq!(read_date(&date.format("%Y%m%d").to_string()), Ok(Interval::exactly(number)));
    }

    #[test]
    fn nothing_typed_breaks_it(text in "[0-9年月日上中下旬半以前后至./-]{0,14}") {
        match read_date(&text) {
            Ok(interval) => prop_assert!(interval.low.zip(interval.high).is_none_or(|(low, high)| low <= high), "{text}"),
            Err(message) => prop_assert!(message.ends_with('。')),
        }
    }
}
