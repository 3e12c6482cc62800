//! The recycle bin, of things and of whole cases; changes taken back.

use super::{Desk, LAWYER, PARALEGAL};
use app::Code;
use serde_json::{Value, json};

fn bin(desk: &mut Desk) -> Vec<Value> {
    let case = desk.case.clone();
    desk.call("bin", json!({ "case": case }))["rows"]
        .as_array()
        .expect("rows")
        .clone()
}

fn put_back(desk: &mut Desk, former: Vec<Value>) -> Value {
    let (case, seen) = (desk.case.clone(), desk.seen());
    desk.call("put_back", json!({ "case": case, "former": former, "seen": seen }))
}

#[test]
fn what_was_taken_out_comes_back_as_it_was() {
    let mut desk = Desk::new();
    let case = desk.case.clone();
    desk.answer("is_student", "alleged", "yes");
    desk.answer("is_student", "alleged", "clear");
    desk.call(
        "add_row",
        json!({ "case": case, "actor": "a1", "table": "objects", "side": "alleged", "name": "某网站" }),
    );
    desk.call(
        "remove_row",
        json!({ "case": case, "actor": "a1", "table": "objects", "row": "r0001", "reason": "重复" }),
    );
    let on = json!({ "kind": "case", "actor": "", "path": "", "volume": "", "page": 0, "key": "" });
    let seen = desk.seen();
    let saved = desk.call(
        "put_remark",
        json!({ "case": case, "id": "", "reply_to": "", "on": on, "text": "核对原件", "seen": seen }),
    );
    desk.call(
        "remove_remark",
        json!({ "case": case, "id": "c0001", "seen": saved["revision"] }),
    );

    let rows = bin(&mut desk);
    let names: Vec<&str> = rows
        .iter()
        .map(|row| row["kind_name"].as_str().expect("a kind"))
        .collect();
    assert_eq!(names, ["批注", "表格行", "事实"], "{rows:?}");
    assert!(
        rows[1]["name"].as_str().expect("a name").contains("某网站"),
        "{:?}",
        rows[1]
    );
    assert!(rows[1]["what"].as_str().expect("a deed").contains("重复"));
    assert_eq!(rows[2]["who"], LAWYER.0);

    let former = rows.iter().map(|row| row["former"].clone()).collect();
    let saved = put_back(&mut desk, former);
    assert_eq!(saved["what"], "恢复3项");
    assert_eq!(bin(&mut desk), Vec::<Value>::new());
    assert_eq!(desk.said("is_student", "alleged"), "yes");
    assert_eq!(desk.said("objects/r0001", "alleged"), "yes");
    assert_eq!(desk.call("remarks", json!({ "case": case }))["open"], 1);
    // Every step is in the log, and the chain is whole.
    let log = desk.call("activity", json!({ "case": case }));
    assert_eq!(log["chain_ok"], true);
}

#[test]
fn a_paralegal_brings_back_proposals_and_no_findings() {
    let mut desk = Desk::new();
    desk.answer("is_student", "alleged", "yes");
    desk.answer("is_student", "finding", "yes");
    desk.answer("is_student", "finding", "clear");
    desk.answer("is_student", "alleged", "clear");
    desk.sit(PARALEGAL);
    let rows = bin(&mut desk);
    let of = |may: bool| rows.iter().find(|row| row["may"] == may).expect("a row")["former"].clone();
    let (case, seen) = (desk.case.clone(), desk.seen());
    let failure = desk.refused("put_back", json!({ "case": case, "former": [of(false)], "seen": seen }));
    assert_eq!(failure.code, Code::Forbidden);
    put_back(&mut desk, vec![of(true)]);
    let head = desk.call("case_head", json!({ "case": case }));
    assert_eq!(
        (head["reviewed"].clone(), head["total"].clone()),
        (json!(0), json!(1)),
        "it waits for review"
    );
}

#[test]
fn a_value_of_an_earlier_session_comes_back_from_the_history() {
    let mut desk = Desk::new();
    desk.answer("is_student", "alleged", "yes");
    desk.answer("is_student", "alleged", "no");
    desk.sit(LAWYER);
    let case = desk.case.clone();
    let history = desk.call(
        "fact_history",
        json!({ "case": case, "actor": "a1", "path": "is_student" }),
    );
    let first = history["rows"][1].clone();
    assert_eq!(first["answer"]["kind"], "yes");
    put_back(&mut desk, vec![json!({ "kind": "position", "row": first["row"] })]);
    assert_eq!(desk.said("is_student", "alleged"), "yes");
    // And it can be undone like anything else.
    desk.call("undo", json!({ "case": case }));
    assert_eq!(desk.said("is_student", "alleged"), "no");
}

#[test]
fn changes_are_taken_back_to_a_chosen_one_or_one_alone() {
    let mut desk = Desk::new();
    let case = desk.case.clone();
    for path in ["is_student", "is_minor", "is_elderly"].iter().take(1) {
        desk.answer(path, "alleged", "yes");
    }
    desk.answer("is_student", "ours", "no");
    desk.answer("is_student", "alleged", "no");
    let rows = desk.call("changes", json!({ "case": case }))["rows"]
        .as_array()
        .expect("rows")
        .clone();
    let steps: Vec<u64> = rows.iter().map(|row| row["steps"].as_u64().expect("steps")).collect();
    assert_eq!(steps, [1, 2, 3, 0], "the making of the case is no step");
    desk.call("undo_to", json!({ "case": case, "steps": 2 }));
    assert_eq!(desk.said("is_student", "alleged"), "yes");
    assert_eq!(desk.said("is_student", "ours"), "empty");
    let redo = desk.call("changes", json!({ "case": case }))["redo"].clone();
    assert_eq!(redo.as_array().map(Vec::len), Some(2));
    desk.call("redo", json!({ "case": case }));
    assert_eq!(desk.said("is_student", "ours"), "no");
    desk.refused("undo_to", json!({ "case": case, "steps": 9 }));

    // In another session one change alone, as long as nothing came after it.
    desk.sit(LAWYER);
    let seen = desk.seen();
    let first = rows[2]["seq"].clone();
    let failure = desk.refused("take_back", json!({ "case": case, "seq": first, "seen": seen }));
    assert!(failure.message.contains("后来又改过"), "{failure}");
    let rows = desk.call("changes", json!({ "case": case }))["rows"]
        .as_array()
        .expect("rows")
        .clone();
    assert!(rows.iter().all(|row| row["steps"] == 0), "nothing of this session yet");
    desk.call(
        "take_back",
        json!({ "case": case, "seq": rows[0]["seq"], "seen": seen }),
    );
    assert_eq!(desk.said("is_student", "ours"), "empty");
}

#[test]
fn covers_and_parties_have_a_past_too() {
    let mut desk = Desk::new();
    let case = desk.case.clone();
    desk.call(
        "update_matter",
        json!({ "case": case, "name": "王某帮信案", "stage": "prosecution_review", "authority": "某检察院", "docket": "",
                "firm": "", "lawyers": ["李律师"], "entrusted_by": "", "note": "" }),
    );
    let states = desk.call("states", json!({ "case": case, "kind": "matter", "key": "" }));
    let changed: Vec<(&str, &str)> = states["rows"][0]["fields"]
        .as_array()
        .expect("fields")
        .iter()
        .map(|field| {
            (
                field["label"].as_str().expect("a label"),
                field["value"].as_str().expect("a value"),
            )
        })
        .collect();
    assert_eq!(
        changed,
        [("诉讼阶段", "审查起诉"), ("办案机关", "某检察院"), ("辩护人", "李律师")]
    );
    assert_eq!(states["rows"][0]["fields"][0]["before"], "侦查");
    put_back(&mut desk, vec![states["rows"][1]["former"].clone()]);
    assert_eq!(
        desk.call("case_head", json!({ "case": case }))["stage"],
        "investigation"
    );

    let party =
        json!({ "case": case, "party": "a1", "name": "王某某", "kind": "person", "client": true, "role": "操作员" });
    desk.call("set_party", party);
    let states = desk.call("states", json!({ "case": case, "kind": "party", "key": "a1" }));
    assert_eq!(states["rows"].as_array().map(Vec::len), Some(2));
    assert_eq!(states["rows"][0]["fields"][0]["before"], "王某");
}

#[test]
fn a_whole_case_goes_and_comes_back_or_is_destroyed_by_name() {
    let mut desk = Desk::new();
    desk.answer("is_student", "alleged", "yes");
    let case = desk.case.clone();
    let file = desk.folder.path().join("cases").join(format!("{case}.db"));
    let view = desk.call("bin_case", json!({ "case": case }));
    assert_eq!(view["cases"][0]["name"], "王某帮信案");
    assert_eq!(desk.call("case_list", json!({}))["cases"], json!([]));
    assert_eq!(desk.refused("case_head", json!({ "case": case })).code, Code::NotFound);
    assert!(file.is_file(), "its file stays");
    desk.sit(PARALEGAL);
    desk.call("restore_case", json!({ "case": case }));
    assert_eq!(desk.said("is_student", "alleged"), "yes");
    assert_eq!(desk.refused("bin_case", json!({ "case": case })).code, Code::Forbidden);

    desk.sit(LAWYER);
    desk.refused("destroy_case", json!({ "case": case, "name": "王某帮信案" }));
    desk.call("bin_case", json!({ "case": case }));
    let failure = desk.refused("destroy_case", json!({ "case": case, "name": "王某" }));
    assert!(failure.message.contains("没有销毁"), "{failure}");
    assert!(file.is_file());
    let view = desk.call("destroy_case", json!({ "case": case, "name": "王某帮信案" }));
    assert_eq!(view["cases"], json!([]));
    assert_eq!(view["destroyed"][0]["who"], LAWYER.0);
    assert!(!view["destroyed"].to_string().contains("王某"), "no name is left");
    assert!(!file.exists());
    desk.sit(LAWYER);
    assert_eq!(
        desk.call("case_bin", json!({}))["destroyed"].as_array().map(Vec::len),
        Some(1)
    );
    assert_eq!(
        desk.refused("restore_case", json!({ "case": case })).code,
        Code::NotFound
    );
}
