//! A calendar that a firm adds.

use law::deadline::{Calendar, DayKind, Roll, read_year};

use super::{calendar, day};

const NEXT: &str = r#"
year = 2027
basis = "某通知"
confidence = "high"
[[festival]]
name = "元旦"
from = "2027-01-01"
to = "2027-01-03"
work = ["2027-01-09"]
"#;

#[test]
fn an_added_year_is_used_and_changes_no_other() {
    let mut own: Calendar = calendar().clone();
    own.add(read_year("2027.toml", NEXT).unwrap());
    assert_eq!(own.roll(day("2027-01-01")), Roll::Moves(day("2027-01-04")));
    assert_eq!(own.kind(day("2027-01-09")), DayKind::Swapped("元旦".into()));
    assert_eq!(own.roll(day("2026-10-01")), calendar().roll(day("2026-10-01")));
    assert_eq!(own.roll(day("2028-01-01")), Roll::NoCalendar);
}

#[track_caller]
fn refused(from: &str, to: &str, words: &str) {
    let faults = read_year("x.toml", &NEXT.replace(from, to)).unwrap_err();
    let said: Vec<String> = faults.iter().map(ToString::to_string).collect();
    assert!(said.join("\n").contains(words), "{said:?}");
}

#[test]
fn what_is_wrong_with_a_year_is_said() {
    refused("year = 2027", "year = 27", "四位的年份");
    refused("2027-01-03", "2028-01-03", "跨年的假期");
    refused("to = \"2027-01-03\"", "to = \"2027-01-01\"\nwrok = []", "不认识字段");
    refused("from = \"2027-01-01\"", "from = \"2027-01-05\"", "第一天晚于最后一天");
    refused("2027-01-09", "2027-01-08", "不是周六、周日");
    refused("2027-01-09", "2027-01-02", "同时写在放假日里");
    refused("某通知", "", "没有写依据");
    refused("\"high\"", "\"sure\"", "不认识");
}
