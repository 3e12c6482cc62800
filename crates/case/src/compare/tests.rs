//! Contradictions and flags, case by case.

use super::*;
use crate::{Held, Item, ItemChange, ItemKey, ItemKind, Op, Proposition, StatementKind};
use chrono::DateTime;

fn put(record: &mut Record, key: ItemKey, item: Item) {
    let held = Held {
        item,
        by: "陈助理".into(),
        at: DateTime::parse_from_rfc3339("2026-11-23T09:00:00+08:00").expect("a moment"),
    };
    let change = ItemChange {
        key,
        held: Some(Box::new(held)),
    };
    record.apply(Op::Put(vec![change])).expect("fits");
}

fn statement(record: &mut Record, id: &str, person: &str, number: u32, from: &str, to: &str, by: &str) {
    let statement = Statement {
        person: person.into(),
        number,
        from: from.into(),
        to: to.into(),
        taken_by: by.into(),
        recorded: Some(true),
        ..Statement::default()
    };
    put(record, ItemKey::new(ItemKind::Statement, id), statement.into());
}

fn says(record: &mut Record, statement: &str, says: Says) {
    let assertion = Assertion {
        proposition: "p0001".into(),
        statement: statement.into(),
        says,
        source: None,
        note: String::new(),
    };
    put(
        record,
        ItemKey::new(ItemKind::Assertion, format!("p0001/{statement}")),
        assertion.into(),
    );
}

/// `甲1+ 甲2- 乙1?`: person, number, and `+` affirms, `-` denies, `~` differs, `0` silent; each a day after the other.
fn case(script: &str) -> Record {
    let mut record = Record::default();
    let proposition = Proposition {
        text: "知道网站用于赌博".into(),
        ..Proposition::default()
    };
    put(
        &mut record,
        ItemKey::new(ItemKind::Proposition, "p0001"),
        proposition.into(),
    );
    for (at, word) in script.split_whitespace().enumerate() {
        let letters: Vec<char> = word.chars().collect();
        let id = format!("s{:04}", at + 1);
        let number = letters[1].to_digit(10).expect("a digit");
        statement(
            &mut record,
            &id,
            &letters[0].to_string(),
            number,
            &format!("2026-03-{:02} 9:00", at + 1),
            "10:00",
            "",
        );
        let said = match letters[2] {
            '+' => Says::Affirms,
            '-' => Says::Denies,
            '~' => Says::Differs,
            _ => Says::Silent,
        };
        says(&mut record, &id, said);
    }
    record
}

#[test]
fn contradictions_case_by_case() {
    for (script, expected) in [
        ("a1+", vec![]),
        ("a1+ a2+", vec![]),
        ("a1+ a20 a3+", vec![]),
        ("a1+ a2-", vec!["change opposed s0001 s0002"]),
        ("a1- a20 a3+", vec!["change opposed s0001 s0003"]),
        ("a1+ a2+ a3- a4+", vec!["change opposed s0001 s0003 s0004"]),
        ("a1+ a2~", vec!["change differ s0001 s0002"]),
        ("a1~ a2~", vec![]),
        ("a1+ b1+", vec![]),
        ("a1+ b10", vec![]),
        ("a1+ b1-", vec!["between opposed s0001 s0002"]),
        ("a1- b1~", vec!["between differ s0001 s0002"]),
        ("a1+ b1- a2-", vec!["change opposed s0001 s0003"]),
        (
            "a1+ b1+ a2-",
            vec!["change opposed s0001 s0003", "between opposed s0003 s0002"],
        ),
    ] {
        let found: Vec<String> = contradictions(&case(script))
            .into_iter()
            .map(|found| {
                let kind = match found.kind {
                    ContradictionKind::Change => "change",
                    ContradictionKind::Between => "between",
                };
                let opposed = if found.opposed { "opposed" } else { "differ" };
                let said: Vec<String> = found.said.into_iter().map(|said| said.statement).collect();
                format!("{kind} {opposed} {}", said.join(" "))
            })
            .collect();
        assert_eq!(found, expected, "{script}");
    }
}

fn law() -> EvidenceLaw {
    let flag = |id: &str, test, hours, from: &str, to: &str| law::StatementFlag {
        id: id.into(),
        name: id.into(),
        test,
        hours,
        from: from.into(),
        to: to.into(),
        note: id.into(),
        cite: Vec::new(),
    };
    use law::FlagTest::{
        Longer, MissingNumber, Night, Overlap, RecordingUnknown, SameOfficers, TimeUnread, Unrecorded,
    };
    EvidenceLaw {
        flags: vec![
            flag("12", Longer, 12, "", ""),
            flag("24", Longer, 24, "", ""),
            flag("night", Night, 0, "22:00", "06:00"),
            flag("overlap", Overlap, 0, "", ""),
            flag("officers", SameOfficers, 0, "", ""),
            flag("unrecorded", Unrecorded, 0, "", ""),
            flag("unknown", RecordingUnknown, 0, "", ""),
            flag("missing", MissingNumber, 0, "", ""),
            flag("unread", TimeUnread, 0, "", ""),
        ],
        ..EvidenceLaw::default()
    }
}

use law::EvidenceLaw;

fn flagged(record: &Record) -> Vec<String> {
    flags(&law(), record)
        .into_iter()
        .map(|found| {
            let other = found.other.map(|other| format!("/{other}")).unwrap_or_default();
            format!("{} {}{other} {}", found.flag, found.statement, found.detail)
                .trim_end()
                .to_string()
        })
        .collect()
}

#[test]
fn exactly_twelve_hours_is_not_longer() {
    for (from, to, expected) in [
        ("2026-03-05 8:00", "2026-03-05 20:00", vec![]),
        ("2026-03-05 8:00", "2026-03-05 20:01", vec!["12 s0001 12小时1分钟"]),
        ("2026-03-05 6:00", "2026-03-05 22:00", vec!["12 s0001 16小时"]),
        (
            "2026-03-05 6:00",
            "2026-03-05 22:10",
            vec!["12 s0001 16小时10分钟", "night s0001 其中夜间10分钟"],
        ),
        ("2026-03-05 23:00", "1:00", vec!["night s0001 其中夜间2小时"]),
        ("2026-03-05 3:00", "7:00", vec!["night s0001 其中夜间3小时"]),
        (
            "2026-03-05 6:00",
            "2026-03-06 6:01",
            vec![
                "12 s0001 24小时1分钟",
                "24 s0001 24小时1分钟",
                "night s0001 其中夜间8小时",
            ],
        ),
        ("三月", "", vec!["unread s0001"]),
    ] {
        let mut record = Record::default();
        statement(&mut record, "s0001", "a", 1, from, to, "");
        assert_eq!(flagged(&record), expected, "{from} {to}");
    }
}

#[test]
fn one_person_or_one_officer_is_not_in_two_places() {
    let mut record = Record::default();
    statement(&mut record, "s0001", "a", 1, "2026-03-05 9:00", "11:00", "周某、吴某");
    statement(&mut record, "s0002", "a", 2, "2026-03-05 10:00", "12:00", "郑某、王某");
    statement(&mut record, "s0003", "b", 1, "2026-03-05 10:30", "11:30", "吴某，冯某");
    statement(&mut record, "s0004", "c", 1, "2026-03-05 12:00", "13:00", "吴某，冯某");
    assert_eq!(flagged(&record), ["overlap s0001/s0002", "officers s0001/s0003 吴某"]);
}

#[test]
fn a_number_that_is_not_in_the_file_is_named_at_the_next() {
    let mut record = Record::default();
    statement(&mut record, "s0001", "a", 2, "2026-03-05 9:00", "11:00", "");
    statement(&mut record, "s0002", "a", 5, "2026-03-06 9:00", "11:00", "");
    assert_eq!(
        flagged(&record),
        ["missing s0001 没有见到第1次", "missing s0002 没有见到第3次、第4次"]
    );
}

#[test]
fn what_was_said_to_us_has_no_flags_of_questioning() {
    let mut record = Record::default();
    let meeting = Statement {
        person: "a".into(),
        number: 1,
        kind: StatementKind::Meeting,
        from: "2026-03-05 23:00".into(),
        to: "23:30".into(),
        ..Statement::default()
    };
    put(&mut record, ItemKey::new(ItemKind::Statement, "s0001"), meeting.into());
    assert!(flagged(&record).is_empty());
}
