//! Comments: threads, questions for a meeting, and the archive that waits for them.

use super::{Desk, LAWYER, PARALEGAL};
use serde_json::{Value, json};

fn put(desk: &mut Desk, reply_to: &str, on: Value, text: &str) -> Value {
    let (case, seen) = (desk.case.clone(), desk.seen());
    desk.call(
        "put_remark",
        json!({ "case": case, "id": "", "reply_to": reply_to, "on": on, "text": text, "seen": seen }),
    )
}

fn on_fact(path: &str) -> Value {
    json!({ "kind": "fact", "actor": "a1", "path": path, "volume": "", "page": 0, "key": "" })
}

#[test]
fn a_thread_is_answered_becomes_a_question_and_is_settled() {
    let mut desk = Desk::new();
    let case = desk.case.clone();
    put(&mut desk, "", on_fact("is_student"), "学籍证明何时开具？");
    desk.sit(PARALEGAL);
    put(&mut desk, "c0001", on_fact("is_student"), "卷里没有，问当事人。");
    let view = desk.call("remarks", json!({ "case": case }));
    let thread = view["threads"][0].clone();
    assert_eq!(thread["remarks"].as_array().map(Vec::len), Some(2));
    assert_eq!(thread["remarks"][0]["mine"], false, "it is the lawyer's");
    let seen = desk.seen();
    let others =
        json!({ "case": case, "id": "c0001", "reply_to": "", "on": on_fact("is_student"), "text": "改", "seen": seen });
    assert!(desk.refused("put_remark", others).message.contains("别人"));

    desk.call("ask_in_meeting", json!({ "case": case, "id": "c0001", "seen": seen }));
    let thread = desk.call("remarks", json!({ "case": case }))["threads"][0].clone();
    assert_eq!(thread["task_text"], "学籍证明何时开具？");
    let seen = desk.seen();
    desk.refused("ask_in_meeting", json!({ "case": case, "id": "c0001", "seen": seen }));
    // The author of the first remark is still its author.
    assert_eq!(thread["remarks"][0]["who"], LAWYER.0);
    desk.call(
        "settle_remark",
        json!({ "case": case, "id": "c0001", "settled": true, "seen": seen }),
    );
    let view = desk.call("remarks", json!({ "case": case }));
    assert_eq!(
        (view["open"].clone(), view["threads"][0]["settled_by"].clone()),
        (json!(0), json!(PARALEGAL.0))
    );
    // One undo takes the settling back, one more the task together with its link.
    desk.call("undo", json!({ "case": case }));
    desk.call("undo", json!({ "case": case }));
    let thread = desk.call("remarks", json!({ "case": case }))["threads"][0].clone();
    assert_eq!(
        (thread["settled_by"].clone(), thread["task"].clone()),
        (json!(""), json!(""))
    );
}

#[test]
fn the_archive_ticks_itself() {
    let mut desk = Desk::new();
    let case = desk.case.clone();
    let state = |desk: &mut Desk, id: &str| {
        let view = desk.call("archive", json!({ "case": case }));
        let lines = view["lines"].as_array().expect("lines").clone();
        let line = lines.iter().find(|line| line["id"] == id).expect("the line").clone();
        (
            line["state"].as_str().expect("a state").to_owned(),
            line["found"][0].clone(),
        )
    };
    assert_eq!(state(&mut desk, "mandate").0, "missing");
    let cover = json!({ "case": case, "name": "王某帮信案", "stage": "closed", "authority": "某法院", "docket": "（2026）某1号",
                        "firm": "某律师事务所", "lawyers": ["李律师"], "entrusted_by": "其父", "note": "" });
    desk.call("update_matter", cover);
    for id in ["mandate", "docket", "closed", "review", "comments", "tasks"] {
        assert_eq!(state(&mut desk, id).0, "done", "{id}");
    }
    put(&mut desk, "", on_fact("is_student"), "再核一次");
    assert_eq!(state(&mut desk, "comments"), ("missing".into(), json!("再核一次")));
    desk.sit(PARALEGAL);
    desk.answer("is_student", "alleged", "yes");
    assert_eq!(state(&mut desk, "review").0, "missing");
    let seen = desk.seen();
    let waive = json!({ "case": case, "id": "meetings", "reason": "当事人取保在外，未在看守所会见", "seen": seen });
    desk.refused("waive_archive", waive.clone());
    desk.sit(LAWYER);
    desk.call("waive_archive", waive);
    assert_eq!(state(&mut desk, "meetings").0, "waived");
    let seen = desk.seen();
    desk.call(
        "waive_archive",
        json!({ "case": case, "id": "meetings", "reason": "", "seen": seen }),
    );
    assert_eq!(state(&mut desk, "meetings").0, "missing");
}
