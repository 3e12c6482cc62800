//! Dates and tasks through `app`: a limit is met on purpose and signed by a lawyer, custody ends by an event, a task comes
//! back as a fact, a forgotten case is named, and what leaves the house says nobody's name.

mod desk;

use app::Code;
use desk::{CLIENT, Desk, LAWYER, NAME, PARALEGAL, at};
use serde_json::json;

const REVIEW: &str = "审查起诉期限";

/// Prosecution review, not in custody: the client is on bail.
fn on_bail() -> Desk {
    let mut desk = Desk::new("2026-11-24");
    desk.event("bailed", "20261026");
    desk.event("transferred", "20261028");
    desk
}

#[test]
fn a_limit_warns_until_a_lawyer_has_signed_it() {
    let mut desk = on_bail();
    let period = desk.period("prosecution_review");
    assert_eq!(period["can_complete"], true, "{period}");
    assert_eq!(
        period["file_by"], "2026年11月30日（周一）",
        "a Saturday, rolled because nobody is held: {period}"
    );
    let key = period["key"].clone();
    assert_eq!(desk.warns(REVIEW), [true; 5]);

    desk.as_user(PARALEGAL);
    let slip = desk.complete(&key, "").expect_err("a slip marks nothing");
    assert!(slip.message.contains("完成"), "{slip}");
    desk.complete(&key, "完成").expect("a paralegal may mark it");
    let done = desk.period("prosecution_review")["completion"].clone();
    assert_eq!(
        (done["state"].as_str(), done["by"].as_str(), done["document"].as_str()),
        (Some("done"), Some(PARALEGAL.0), Some("意见书"))
    );
    assert_eq!(desk.warns(REVIEW), [true; 5], "unsigned, it still warns");
    assert_eq!(
        desk.dates()["coming"][0]["met"],
        "done",
        "and says that it waits for the lawyer"
    );
    assert_eq!(
        desk.limit("sign_limit", &key).expect_err("not a paralegal").code,
        Code::Forbidden
    );

    desk.as_user(LAWYER);
    desk.limit("sign_limit", &key).expect("a lawyer signs");
    assert_eq!(desk.warns(REVIEW), [false; 5], "signed, it warns nowhere");
    assert_eq!(desk.period("prosecution_review")["completion"]["signed_by"], LAWYER.0);

    desk.as_user(PARALEGAL);
    assert_eq!(
        desk.limit("reopen_limit", &key).expect_err("signed by a lawyer").code,
        Code::Forbidden
    );
    assert!(
        desk.ask("undo", json!({})).is_err(),
        "nobody takes back what was done in another's session"
    );
    desk.as_user(LAWYER);
    desk.limit("reopen_limit", &key).expect("taken back");
    assert_eq!(desk.warns(REVIEW), [true; 5]);
    desk.call("undo", json!({}));
    assert_eq!(desk.warns(REVIEW), [false; 5], "undone, it is signed again");
    let traces = desk.activity();
    for trace in ["标记期限办结", "签核期限办结", "撤回期限办结", "撤销：撤回期限办结"] {
        assert!(traces.iter().any(|what| what.starts_with(trace)), "{trace}: {traces:?}");
    }
}

#[test]
fn another_event_leaves_what_was_met_alone_and_a_moved_limit_warns_again() {
    let mut desk = on_bail();
    let key = desk.period("prosecution_review")["key"].clone();
    desk.complete(&key, "完成").expect("marked");
    desk.limit("sign_limit", &key).expect("signed");
    desk.event("change_requested", "20261110");
    assert_eq!(desk.period("prosecution_review")["key"], key, "the key stays");
    assert!(!desk.warns(REVIEW)[3], "and so does the mark");
    // The prosecution extends: the last day is another one, and the old mark no longer vouches for it.
    desk.event("review_extended", "20261120");
    let moved = desk.period("prosecution_review");
    assert_eq!(moved["key"], key);
    assert_eq!(moved["completion"]["state"], "moved", "{moved}");
    assert!(desk.warns(REVIEW)[3]);
    desk.limit("sign_limit", &key).expect("signed as it stands now");
    assert!(!desk.warns(REVIEW)[3]);
}

#[test]
fn what_is_counted_back_from_a_hearing_is_in_the_calendar_and_what_has_not_begun_is_not() {
    let mut desk = on_bail();
    desk.event("indicted", "20261110");
    desk.event("hearing_set", "20261210");
    let listed = "提供证人、鉴定人名单和拟出示的证据";
    let row = desk.rows(json!({})).into_iter().find(|row| row["name"] == listed);
    assert_eq!(row.expect("before the hearing")["days"], 11, "the fifth of December");
    let next = desk.call("case_list", json!({}))["cases"][0]["next_deadline"]["name"].clone();
    assert!(
        desk.rows(json!({})).iter().any(|row| row["name"] == next),
        "the list and the calendar agree: {next}"
    );
    desk.event("judged", "20261220");
    desk.event("judgment_served", "20261221");
    assert!(
        desk.rows(json!({})).iter().all(|row| row["name"] != "对判决上诉、抗诉"),
        "served on a day that has not come"
    );
}

#[test]
fn what_bounds_custody_ends_by_an_event_only() {
    let mut desk = Desk::new("2026-11-24");
    desk.event("detained", "20260901");
    desk.event("arrested", "20261005");
    {
        let rule = "investigation_custody";
        let period = desk.period(rule);
        assert_eq!(period["can_complete"], false);
        let refused = desk.complete(&period["key"], "完成").expect_err("in custody");
        assert!(refused.message.contains("事件"), "{refused}");
    }
    desk.event("transferred", "20261110");
    let period = desk.period("prosecution_review");
    assert_eq!(period["can_complete"], false, "刑诉法98: the stage bounds custody, too");
    let refused = desk.complete(&period["key"], "完成").expect_err("in custody");
    assert!(
        refused.message.contains("在押") && refused.message.contains("事件"),
        "{refused}"
    );
}

#[test]
fn an_opening_becomes_a_task_and_its_answer_goes_back_to_the_question() {
    let mut desk = on_bail();
    desk.as_user(PARALEGAL);
    let add = json!({ "actor": "", "kind": "meeting", "text": "", "due": "20261126", "who": PARALEGAL.0, "fact": "is_student", "limit": "" });
    desk.call("add_task", add.clone());
    let again = desk.ask("add_task", add).expect_err("once is enough");
    assert!(again.message.contains("已在待办"), "{again}");
    let view = desk.call("tasks", json!({ "actor": "" }));
    let task = view["groups"]
        .as_array()
        .expect("groups")
        .iter()
        .find(|group| group["kind"] == "meeting")
        .expect("会见提纲")["tasks"][0]
        .clone();
    assert!(
        !task["text"].as_str().expect("words").is_empty() && task["text"] == task["question"],
        "{task}"
    );
    let row = desk.rows(json!({ "kind": "task" }));
    assert_eq!(row[0]["who"], PARALEGAL.0);
    assert_eq!(
        desk.rows(json!({ "kind": "task", "mine": true })).len(),
        1,
        "given to me"
    );

    let empty = json!({ "task": task["id"], "on": "20261124", "result": " " });
    assert!(
        desk.ask("finish_task", empty).is_err(),
        "a result is said, even when there is none"
    );
    let later = json!({ "task": task["id"], "on": "20261125", "result": "是" });
    assert!(
        desk.ask("finish_task", later)
            .expect_err("not done yet")
            .message
            .contains("今天")
    );
    let saved = desk.call(
        "finish_task",
        json!({ "task": task["id"], "on": "20261124", "result": "当事人称自己是在校学生" }),
    );
    assert_eq!(saved["path"], "is_student", "the window is led to the question");
    let view = desk.call("tasks", json!({ "actor": "" }));
    assert_eq!(
        view["done"][0]["source"], "会见笔录（2026-11-24）",
        "with its source ready"
    );
    let source = json!([{ "kind": "other", "text": view["done"][0]["source"], "quote": "", "anchor": "" }]);
    desk.call("record_position", json!({ "actor": "a1", "path": "is_student", "side": "ours", "answer": { "kind": "yes" }, "sources": source, "note": "", "status": "", "reason": "" }));
    assert!(
        desk.rows(json!({ "kind": "task" })).is_empty(),
        "done, it is in no list"
    );
    desk.call("reopen_task", json!({ "task": task["id"] }));
    assert_eq!(desk.rows(json!({ "kind": "task" })).len(), 1);
    desk.call("drop_task", json!({ "task": task["id"] }));
    desk.call("undo", json!({}));
    assert_eq!(desk.rows(json!({ "kind": "task" })).len(), 1, "taken out and put back");
}

#[test]
fn filing_is_proposed_on_the_last_workday_and_once() {
    let mut desk = on_bail();
    let view = desk.call("tasks", json!({ "actor": "" }));
    let proposal = view["proposals"]
        .as_array()
        .expect("a list")
        .iter()
        .find(|own| {
            own["limit"]
                .as_str()
                .is_some_and(|key| key.starts_with("prosecution_review@"))
        })
        .expect("an opinion to file")
        .clone();
    assert_eq!(proposal["due"], "2026-11-30");
    assert!(
        proposal["why"].as_str().expect("words").contains("提前7、3、1日"),
        "{proposal}"
    );
    desk.call("add_task", json!({ "actor": proposal["actor"], "kind": "filing", "text": proposal["text"], "due": proposal["due"], "who": "", "fact": "", "limit": proposal["limit"] }));
    let view = desk.call("tasks", json!({ "actor": "" }));
    assert!(
        view["proposals"]
            .as_array()
            .expect("a list")
            .iter()
            .all(|own| own["limit"] != proposal["limit"])
    );
}

#[test]
fn the_office_says_how_early_it_is_warned() {
    let mut desk = on_bail();
    assert_eq!(
        desk.period("prosecution_review")["warn"],
        "soon",
        "six days before the last workday"
    );
    let set = json!({ "stages": [{ "id": "prosecution", "days": "2、1" }], "neglect_days": "30" });
    desk.call("set_office_dates", set.clone());
    assert_eq!(desk.period("prosecution_review")["warn"], "none");
    assert_eq!(desk.call("office_dates", json!({}))["neglect_days"], 30);
    for bad in [
        json!({ "stages": [{ "id": "prosecution", "days": "很早" }], "neglect_days": "30" }),
        json!({ "stages": [], "neglect_days": "0" }),
    ] {
        assert_eq!(
            desk.ask("set_office_dates", bad).expect_err("not read").code,
            Code::Invalid
        );
    }
    desk.as_user(PARALEGAL);
    assert_eq!(
        desk.ask("set_office_dates", set).expect_err("a lawyer's").code,
        Code::Forbidden
    );
}

#[test]
fn a_case_in_custody_that_no_lawyer_touches_is_named() {
    let mut desk = Desk::new("2026-11-01");
    desk.event("detained", "20261030");
    let forgotten = |desk: &mut Desk| desk.call("case_list", json!({}))["neglected"].clone();
    desk.day = "2026-11-14";
    desk.as_user(PARALEGAL);
    assert_eq!(forgotten(&mut desk), json!([]), "thirteen days");
    desk.call(
        "add_task",
        json!({ "actor": "", "kind": "other", "text": "整理卷宗", "due": "", "who": "", "fact": "", "limit": "" }),
    );
    desk.day = "2026-11-15";
    desk.call("overview", json!({ "actor": "", "pack": null }));
    let named = forgotten(&mut desk);
    assert_eq!(
        (named[0]["name"].as_str(), named[0]["days"].as_u64()),
        (Some(NAME), Some(14)),
        "what a paralegal does and reads is no lawyer's action: {named}"
    );
    assert!(
        named[0]["since"].as_str().expect("words").contains("2026年11月1日"),
        "{named}"
    );
    assert_eq!(
        desk.call(
            "calendar",
            json!({ "mine": false, "held": false, "kind": "", "all": false })
        )["neglected"],
        named
    );
    desk.as_user(LAWYER);
    desk.call("overview", json!({ "actor": "", "pack": null }));
    assert_eq!(forgotten(&mut desk), named, "reading is no action");
    desk.call(
        "add_task",
        json!({ "actor": "", "kind": "other", "text": "会见", "due": "", "who": "", "fact": "", "limit": "" }),
    );
    assert_eq!(forgotten(&mut desk), json!([]));
}

#[test]
fn what_the_dates_answer_is_offered_and_taken_by_a_lawyer() {
    let mut desk = Desk::new("2026-11-24");
    assert_eq!(
        desk.call("derived", json!({ "actor": "" }))["answers"],
        json!([]),
        "nothing is known, nothing is said"
    );
    desk.event("detained", "20260901");
    desk.event("arrested", "20260930");
    let answers = desk.call("derived", json!({ "actor": "" }))["answers"].clone();
    let of = |path: &str| {
        answers
            .as_array()
            .expect("a list")
            .iter()
            .find(|own| own["path"] == path)
            .cloned()
    };
    let held = of("in_custody_now").expect("in custody");
    assert_eq!(
        (held["answer"].as_bool(), held["state"].as_str()),
        (Some(true), Some("open"))
    );
    let over = of("custody_period_over").expect("the period of investigation");
    assert_eq!(over["answer"], false);
    assert!(over["words"].as_str().expect("words").contains("2个月"), "{over}");
    assert!(!over["cites"].as_array().expect("cites").is_empty());
    assert!(of("limitation_run_before_filing").is_none(), "no day of filing");
    let take = json!({ "actor": "", "path": "in_custody_now", "answer": true });
    desk.as_user(PARALEGAL);
    assert_eq!(
        desk.ask("take_derived", take.clone()).expect_err("a lawyer's").code,
        Code::Forbidden
    );
    desk.as_user(LAWYER);
    let wrong = json!({ "actor": "", "path": "in_custody_now", "answer": false });
    assert!(desk.ask("take_derived", wrong).is_err(), "only what was shown");
    let saved = desk.call("take_derived", take);
    let finding = &saved["card"]["positions"][2];
    assert_eq!(
        (finding["answer"]["kind"].as_str(), finding["status"].as_str()),
        (Some("yes"), Some("proved")),
        "{finding}"
    );
    assert!(
        finding["reason"].as_str().expect("words").contains("逮捕"),
        "its arithmetic: {finding}"
    );
    let state = |desk: &mut Desk| desk.call("derived", json!({ "actor": "" }))["answers"][0]["state"].clone();
    assert_eq!(state(&mut desk), "taken");
    desk.event("bailed", "20261120");
    assert_eq!(
        state(&mut desk),
        "other",
        "what changed is said, nothing is changed silently"
    );
}

#[test]
fn files_say_no_name_unless_a_lawyer_ticks_it_and_it_is_logged() {
    let mut desk = on_bail();
    desk.call("add_task", json!({ "actor": "", "kind": "meeting", "text": format!("问{CLIENT}"), "due": "20261126", "who": "", "fact": "", "limit": "" }));
    let code = desk.case[..4].to_uppercase();
    let case = desk.case.clone();
    for whose in [case.as_str(), ""] {
        let file = desk
            .app
            .export(
                "export_calendar",
                json!({ "case": whose, "mine": false, "names": false }),
                at(desk.day),
            )
            .expect("made");
        let text = String::from_utf8(file.bytes).expect("text").replace("\r\n ", "");
        assert!(
            text.contains(&format!("SUMMARY:案件 {code} 审查起诉期限届满\r\n")),
            "{text}"
        );
        for word in [CLIENT, NAME, "欧阳", desk.case.as_str()] {
            assert!(
                !text.contains(word) && !file.file_name.contains(word),
                "{word} in {text}"
            );
        }
    }
    let uids = |desk: &mut Desk| {
        let file = desk
            .app
            .export(
                "export_calendar",
                json!({ "case": "", "mine": false, "names": false }),
                at(desk.day),
            )
            .expect("made");
        let text = String::from_utf8(file.bytes).expect("text").replace("\r\n ", "");
        text.lines()
            .filter(|line| line.starts_with("UID:"))
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let before = uids(&mut desk);
    desk.event("review_extended", "20261120");
    assert_eq!(uids(&mut desk), before, "the same dates keep their ids when they move");

    let sheet = json!({ "day": "", "mine": false, "names": false });
    let pdf = desk
        .app
        .export("export_week", sheet.clone(), at(desk.day))
        .expect("made");
    assert!(pdf.bytes.starts_with(b"%PDF") && pdf.trace.is_none());
    let named = json!({ "day": "", "mine": false, "names": true });
    let feed = json!({ "case": "", "mine": false, "names": true });
    desk.as_user(PARALEGAL);
    for (name, request) in [("export_week", &named), ("export_calendar", &feed)] {
        assert_eq!(
            desk.app
                .export(name, request.clone(), at(desk.day))
                .expect_err("a lawyer's")
                .code,
            Code::Forbidden
        );
    }
    desk.as_user(LAWYER);
    let file = desk.app.export("export_calendar", feed, at(desk.day)).expect("made");
    assert!(
        String::from_utf8(file.bytes)
            .expect("text")
            .replace("\r\n ", "")
            .contains(NAME)
    );
    desk.app
        .left_the_house(&file.trace.expect("a trace"), at(desk.day))
        .expect("logged");
    let pdf = desk.app.export("export_week", named, at(desk.day)).expect("made");
    desk.app
        .left_the_house(&pdf.trace.expect("a trace"), at(desk.day))
        .expect("logged");
    let traces = desk.activity();
    for what in ["导出期限日历（实名）", "导出期限周表（实名）"] {
        assert!(traces.iter().any(|own| own == what), "{what}: {traces:?}");
    }
}

#[test]
fn a_paralegal_s_case_file_does_not_sign_for_a_lawyer() {
    let mut desk = on_bail();
    let key = desk.period("prosecution_review")["key"].clone();
    desk.complete(&key, "完成").expect("marked");
    desk.limit("sign_limit", &key).expect("signed");
    let request = json!({ "case": desk.case });
    let file = desk.app.export("export_case", request, at(desk.day)).expect("made");
    let text = String::from_utf8(file.bytes).expect("text");
    desk.as_user(PARALEGAL);
    let row = desk
        .app
        .call("import_case", json!({ "text": text }), at(desk.day))
        .expect("read");
    desk.case = row["id"].as_str().expect("an id").into();
    let done = desk.period("prosecution_review")["completion"].clone();
    assert_eq!(
        (done["state"].as_str(), done["signed_by"].as_str()),
        (Some("done"), Some(""))
    );
}
