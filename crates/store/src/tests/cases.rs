//! What is written is what is read, and what was is kept.

use super::{accept, change, create, folder, key, listed, now, position, record, says, unlock, with_case};
use crate::{CaseId, Kind, Projection};
use case::{Op, ReviewState, Side};
use law::Value;

#[test]
fn the_list_shows_each_case_and_says_of_which_revision() {
    let dir = folder();
    let (vault, id) = with_case(dir.path(), 3);
    let row = vault.cases().expect("reads").remove(0);
    assert_eq!((&row.id, row.revision), (&id, record(3).revision));
    let revision = vault
        .write(&id, now(), &says("gains", "x"), "录入事实", None)
        .expect("writes");
    // The program died before the list row: it lags, and says so.
    assert_eq!(vault.cases().expect("reads")[0].revision + 1, revision);
    assert_eq!(vault.load(&id).expect("reads").revision, revision);
    let fresh = Projection {
        revision,
        pending: 4,
        returned: 1,
        result: "未达证明标准".into(),
        demo: true,
        ..row
    };
    vault.project(&id, fresh.clone()).expect("writes");
    assert_eq!(vault.cases().expect("reads"), vec![fresh.clone()]);
    let ahead = Projection {
        revision: revision + 1,
        ..fresh
    };
    assert_eq!(vault.project(&id, ahead).expect_err("is refused").kind, Kind::Invalid);
}

#[test]
fn more_cases_than_stay_open_are_all_read() {
    let dir = folder();
    let vault = create(dir.path());
    let ids: Vec<CaseId> = (0..7)
        .map(|n| vault.create_case(&record(n), listed("案"), now()).expect("a case"))
        .collect();
    for (n, id) in ids.iter().enumerate().chain(ids.iter().enumerate()) {
        assert_eq!(vault.load(id).expect("reads"), record(n));
    }
    for text in [
        "",
        "../vault",
        "0123456789abcdef0123456789abcdeF",
        "0123456789abcdef0123456789abcdef0",
    ] {
        assert_eq!(text.parse::<CaseId>().expect_err(text).kind, Kind::NotFound);
    }
    let unknown = "0123456789abcdef0123456789abcdef".parse().expect("an id");
    assert_eq!(vault.load(&unknown).expect_err("is refused").kind, Kind::NotFound);
}

#[test]
fn a_change_to_what_was_changed_since_is_refused_and_leaves_no_trace() {
    let dir = folder();
    let (vault, id) = with_case(dir.path(), 3);
    let seen = vault.load(&id).expect("reads").revision;
    let write = |op: &Op, seen| {
        vault
            .write(&id, now(), op, "录入事实", Some(seen))
            .map_err(|error| error.kind)
    };
    assert_eq!(write(&says("gains", "first"), seen), Ok(seen + 1));
    assert_eq!(write(&says("gains", "second"), seen), Err(Kind::Stale));
    assert_eq!(write(&says("other", "elsewhere"), seen), Ok(seen + 2));
    let other_side = Op::Record(vec![change(
        "gains",
        Side::Ours,
        Some(position(Value::Bool(false), "")),
    )]);
    assert_eq!(write(&other_side, seen), Ok(seen + 3));
    assert_eq!(
        write(&accept("gains"), seen),
        Err(Kind::Stale),
        "reviewed without having seen it"
    );
    vault
        .record_export(&id, now(), "导出文书", "memo", "00", "{}")
        .expect("writes");
    assert_eq!(
        write(&accept("gains"), seen + 3),
        Ok(seen + 4),
        "an export is no change of the case"
    );
    assert_eq!(
        write(&says("gains", "third"), seen + 3),
        Err(Kind::Stale),
        "written over a review not seen"
    );
    assert_eq!(
        write(&says("gains", "third"), seen + 9),
        Err(Kind::Stale),
        "from a future"
    );
    assert_eq!(vault.load(&id).expect("reads").revision, seen + 4);
    assert_eq!(vault.activity(&id, 100).expect("reads").len(), 6);
    assert_eq!(vault.verify_chain(&id).expect("reads").broken_at, None);
}

#[test]
fn a_change_to_what_is_not_there_is_refused() {
    let dir = folder();
    let (vault, id) = with_case(dir.path(), 3);
    let before = vault.load(&id).expect("reads");
    let mut stranger = change("gains", Side::Ours, None);
    stranger.actor = Some("p9".into());
    for op in [Op::Record(vec![stranger]), Op::DropParty("p9".into()), accept("gains")] {
        assert_eq!(
            vault.write(&id, now(), &op, "x", None).expect_err("is refused").kind,
            Kind::NotFound
        );
    }
    assert_eq!(vault.load(&id).expect("reads"), before);
}

#[test]
fn history_keeps_what_was_superseded_reviewed_and_taken_back() {
    let dir = folder();
    let (vault, id) = with_case(dir.path(), 3);
    let take_back = Op::Record(vec![change("gains", Side::Alleged, None)]);
    let steps = [
        (says("gains", "一"), "录入"),
        (accept("gains"), "审核"),
        (says("gains", "二"), "更正"),
        (take_back, "撤回"),
    ];
    for (op, what) in &steps {
        vault.write(&id, now(), op, what, None).expect("writes");
    }
    drop(vault);
    let vault = unlock(dir.path());
    let past = vault.history(&id, &key("gains")).expect("reads");
    let seen: Vec<_> = past
        .iter()
        .map(|past| {
            (
                past.what.as_str(),
                past.position.as_ref().map(|p| (p.note.as_str(), p.review.state)),
            )
        })
        .collect();
    let (proposed, accepted) = (ReviewState::Proposed, ReviewState::Accepted);
    assert_eq!(
        seen,
        [
            ("撤回", None),
            ("更正", Some(("二", proposed))),
            ("审核", Some(("一", accepted))),
            ("录入", Some(("一", proposed)))
        ]
    );
    assert!(
        past.iter()
            .all(|past| past.by == "王律师" && past.at == now() && past.side == Side::Alleged)
    );
    assert!(vault.history(&id, &key("nothing")).expect("reads").is_empty());
}

#[test]
fn exports_and_settings_are_kept() {
    let dir = folder();
    let (vault, id) = with_case(dir.path(), 1);
    vault
        .record_export(&id, now(), "导出文书", "case_analysis", "aa11", "{\"pages\":3}")
        .expect("writes");
    assert_eq!(vault.setting("theme").expect("reads"), None);
    vault.set_setting("theme", "dark").expect("writes");
    vault.set_setting("theme", "light").expect("writes");
    drop(vault);
    let vault = unlock(dir.path());
    assert_eq!(vault.setting("theme").expect("reads").as_deref(), Some("light"));
    let export = vault.exports(&id).expect("reads").remove(0);
    assert_eq!(
        (
            export.document.as_str(),
            export.sha256.as_str(),
            export.receipt.as_str()
        ),
        ("case_analysis", "aa11", "{\"pages\":3}")
    );
    assert_eq!((export.by.as_str(), export.at), ("王律师", now()));
    assert_eq!(vault.activity(&id, 1).expect("reads")[0].what, "导出文书");
}
