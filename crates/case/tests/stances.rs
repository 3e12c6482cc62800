//! Who relies on what: the table of engine.md §3, one line a test line.

use case::{
    Answer, Change, Entry, Key, Op, Party, Path, Position, Record, Review, ReviewState, Scope, Side, Source, Stance,
    Status, project, standing,
};
use chrono::DateTime;
use law::{Truth, Value};

fn position(answer: Option<bool>, state: ReviewState, status: Option<Status>) -> Position {
    Position {
        answer: match answer {
            Some(holds) => Answer::Known {
                value: Value::Bool(holds),
                typed: String::new(),
            },
            None => Answer::Unclear { why: "待查".into() },
        },
        sources: vec![Source::None],
        note: String::new(),
        status,
        reason: "理由".into(),
        by: "王律师".into(),
        at: DateTime::parse_from_rfc3339("2026-11-23T09:00:00+08:00").expect("a moment"),
        review: Review {
            state,
            ..Review::default()
        },
    }
}

/// 是, 否, ? (尚不清楚) or - (nobody said); a following 待 or 退 is the review state.
fn said(text: &str, status: Option<Status>) -> Option<Position> {
    let state = match text.chars().nth(1) {
        Some('待') => ReviewState::Proposed,
        Some('退') => ReviewState::Returned,
        _ => ReviewState::Accepted,
    };
    match text.chars().next() {
        Some('是') => Some(position(Some(true), state, status)),
        Some('否') => Some(position(Some(false), state, status)),
        Some('?') => Some(position(None, state, status)),
        _ => None,
    }
}

fn word(value: Option<&Value>) -> &'static str {
    match value {
        Some(Value::Bool(true)) => "是",
        Some(Value::Bool(false)) => "否",
        _ => "-",
    }
}

/// 指控, 我方, 研判 and its status → 控方, 已查证, 我方; all entries, then accepted ones only.
type Line<'a> = (&'a str, &'a str, &'a str, Option<Status>, &'a str, &'a str);

#[test]
fn every_stance_relies_on_what_the_table_says() {
    use Status::{Disputed, NoEvidence, Proved};
    let table: &[Line] = &[
        ("-", "-", "-", None, "- - -", "- - -"),
        ("是", "-", "-", None, "是 - -", "是 - -"),
        ("-", "否", "-", None, "- - 否", "- - 否"),
        ("是", "是", "-", None, "是 是 是", "是 是 是"),
        ("是", "否", "-", None, "是 - 否", "是 - 否"),
        ("是", "否", "否", Some(Proved), "是 否 否", "是 否 否"),
        ("-", "-", "是", Some(Proved), "是 是 是", "是 是 是"),
        ("是", "是", "是", Some(Disputed), "是 - 是", "是 - 是"),
        ("是", "是", "?", Some(NoEvidence), "是 - 是", "是 - 是"),
        ("?", "-", "是", Some(Proved), "- 是 是", "- 是 是"),
        ("是待", "是", "-", None, "是 是 是", "- - 是"),
        ("是退", "否", "-", None, "- - 否", "- - 否"),
        ("是", "是退", "-", None, "是 - -", "是 - -"),
        ("是", "-", "否待", Some(Proved), "是 否 否", "是 - -"),
    ];
    for (alleged, ours, finding, status, all, accepted) in table {
        let entry = Entry {
            alleged: said(alleged, None),
            ours: said(ours, None),
            finding: said(finding, *status),
        };
        for (scope, expected) in [(Scope::All, all), (Scope::Accepted, accepted)] {
            let found: Vec<&str> = Stance::ALL
                .iter()
                .map(|stance| word(standing(&entry, *stance, scope)))
                .collect();
            assert_eq!(
                found.join(" "),
                **expected,
                "指控{alleged} 我方{ours} 研判{finding} {status:?} {scope:?}"
            );
        }
    }
}

fn record(changes: &[(&str, &str, Side, &str)]) -> Record {
    let mut record = Record::default();
    for id in ["a1", "a2"] {
        record
            .apply(Op::SetParty(Party {
                id: id.into(),
                name: "王某".into(),
                client: id == "a1",
                ..Party::default()
            }))
            .expect("a party");
    }
    let change = |(actor, path, side, text): &(&str, &str, Side, &str)| Change {
        actor: (!actor.is_empty()).then(|| actor.to_string()),
        path: path.parse().expect("a path"),
        side: *side,
        position: said(text, (*side == Side::Finding).then_some(Status::Proved)).map(Box::new),
    };
    record
        .apply(Op::Record(changes.iter().map(change).collect()))
        .expect("recorded");
    record
}

#[test]
fn what_one_actor_knew_is_never_copied_to_another() {
    let record = record(&[
        ("a1", "knew", Side::Alleged, "是"),
        ("", "upstream", Side::Alleged, "是"),
    ]);
    let of = |actor| project(&record, actor, Stance::Alleged, Scope::All).facts;
    assert!(of("a1").contains_key("knew") && of("a1").contains_key("upstream"));
    assert!(!of("a2").contains_key("knew") && of("a2").contains_key("upstream"));
}

#[test]
fn a_row_nobody_on_this_side_has_or_denies_is_doubtful() {
    let record = record(&[
        ("a1", "objects/r1", Side::Alleged, "是"),
        ("a1", "objects/r1/crime", Side::Alleged, "是"),
        ("a1", "objects/r2", Side::Alleged, "是"),
        ("a1", "objects/r2", Side::Ours, "否"),
        ("a1", "objects#complete", Side::Alleged, "是"),
    ]);
    let rows = |stance| project(&record, "a1", stance, Scope::All).tables["objects"].clone();
    let alleged = rows(Stance::Alleged);
    assert_eq!(alleged.complete, Truth::True);
    assert_eq!(
        alleged.rows.iter().map(|row| row.doubtful).collect::<Vec<_>>(),
        [false, false]
    );
    let ours = rows(Stance::Ours);
    assert_eq!(ours.complete, Truth::Unknown);
    assert_eq!(ours.rows.len(), 1, "the denied row is gone");
    assert!(ours.rows[0].doubtful && ours.rows[0].cells.is_empty());
}

#[test]
fn an_unreviewed_row_is_doubtful_among_accepted_entries() {
    let record = record(&[("a1", "objects/r1", Side::Alleged, "是待")]);
    assert!(!project(&record, "a1", Stance::Alleged, Scope::All).tables["objects"].rows[0].doubtful);
    assert!(project(&record, "a1", Stance::Alleged, Scope::Accepted).tables["objects"].rows[0].doubtful);
}

#[test]
fn a_change_and_its_inverse_leave_everything_as_it_was() {
    let mut record = record(&[("a1", "knew", Side::Alleged, "是")]);
    let before = record.clone();
    let key = Key {
        actor: Some("a1".into()),
        path: Path::Fact("knew".into()),
    };
    let change = Change {
        actor: key.actor.clone(),
        path: key.path.clone(),
        side: Side::Alleged,
        position: said("否", None).map(Box::new),
    };
    let inverse = record.apply(Op::Record(vec![change])).expect("recorded");
    assert_ne!(record.entries, before.entries);
    record.apply(inverse).expect("taken back");
    assert_eq!(record.entries, before.entries);
    let stranger = Change {
        actor: Some("a9".into()),
        path: key.path,
        side: Side::Ours,
        position: None,
    };
    assert!(
        record.apply(Op::Record(vec![stranger])).is_err(),
        "a party that is not in the case"
    );
}

#[test]
fn sources_are_read_as_people_write_them() {
    for (written, shown) in [
        ("2-47", "证据卷二第47页"),
        ("12—3", "证据卷十二第3页"),
        ("补1-5", "证据卷补1第5页"),
        ("证据卷二第47页", "证据卷二第47页"),
        ("卷三第8页", "证据卷三第8页"),
        ("2-47-49", "证据卷二第47-49页"),
        ("当事人陈述", "当事人陈述"),
        ("暂无证据", "暂无证据"),
        ("判决认定", "判决认定"),
    ] {
        assert_eq!(
            written.parse::<Source>().expect(written).to_string(),
            shown,
            "{written}"
        );
    }
    for refused in ["", "  ", "2-", "-47", "247"] {
        assert!(refused.parse::<Source>().is_err(), "{refused}");
    }
}
