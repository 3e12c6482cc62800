//! Age in full years counts from the day after the birthday (法释〔2006〕1号第二条).

use crate::books::made_up;
use law::{FactSet, Row, Table, Truth, Value, assess, read_date};
use std::collections::BTreeMap;

const FACTS: &str = r#"
group = "made_up"
name = "组"
order = 1
[[fact]]
id = "born"
text = "出生日期？"
type = "date"
of = "actor"
find = ["file"]
[[table]]
id = "acts"
name = "行为"
text = "一次一行。"
of = "actor"
complete = "是否均已列入？"
[[table.column]]
id = "to"
name = "终了"
type = "date"
key = true
"#;

const PACK: &str = r#"
id = "made_up"
name = "罪"
root = "adult"
[[node]]
id = "adult"
name = "有已满十六周岁后的行为"
uncited = "测试"
test = { exists = "acts", where = "of_age" }
[[node]]
id = "of_age"
name = "行为时已满十六周岁"
row = "acts"
uncited = "测试"
test = { age_on = "born", at = "to", at_least = 16 }
"#;

fn of_age(born: &str, act: &str) -> Truth {
    let book = made_up(FACTS, PACK);
    let date = |text: &str| Value::Date(read_date(text).unwrap());
    let row = Row {
        id: "r1".into(),
        cells: BTreeMap::from([("to".into(), date(act))]),
        doubtful: false,
    };
    let table = Table {
        complete: Truth::True,
        rows: vec![row],
    };
    let facts = FactSet {
        elements: Default::default(),
        facts: BTreeMap::from([("born".into(), date(born))]),
        tables: BTreeMap::from([("acts".into(), table)]),
    };
    assess(&book.offences[0], &facts).truth
}

#[test]
fn the_birthday_itself_is_not_enough() {
    assert_eq!(of_age("2008-07-18", "2024-07-17"), Truth::False);
    assert_eq!(of_age("2008-07-18", "2024-07-18"), Truth::False);
    assert_eq!(of_age("2008-07-18", "2024-07-19"), Truth::True);
    assert_eq!(of_age("2008-12-31", "2024-12-31"), Truth::False);
    assert_eq!(of_age("2008-12-31", "2025-01-01"), Truth::True);
}

#[test]
fn born_on_the_leap_day() {
    // Sixteen years later there is a 29 February again.
    assert_eq!(of_age("2008-02-29", "2024-02-29"), Truth::False);
    assert_eq!(of_age("2008-02-29", "2024-03-01"), Truth::True);
    // 2100 has none: the birthday is the last day of February.
    assert_eq!(of_age("2084-02-29", "2100-02-28"), Truth::False);
    assert_eq!(of_age("2084-02-29", "2100-03-01"), Truth::True);
}

#[test]
fn dates_known_only_roughly() {
    assert_eq!(of_age("2008年7月", "2024年7月中旬"), Truth::Unknown);
    assert_eq!(of_age("2008年7月", "2024-08-01"), Truth::True);
    assert_eq!(of_age("2008年7月", "2024-07-01"), Truth::False);
    assert_eq!(of_age("2008年7月", "2024-07-02"), Truth::Unknown);
    assert_eq!(of_age("2005年以前", "2024-07-18"), Truth::True);
    assert_eq!(of_age("2005年以前", "2020-07-18"), Truth::Unknown);
    assert_eq!(of_age("2008-07-18", "2024年以后"), Truth::Unknown);
}
