//! Cites of a volume that was scanned anew, added to, numbered anew or called otherwise.

use super::{Desk, hash, pdf, prose};
use serde_json::{Value, json};

/// A case with one volume of twenty read pages and these cites of it, each on a fact of its own, with and without a mark.
fn filed(desk: &mut Desk) -> (String, Vec<String>) {
    let original = desk.volume("证据卷.pdf", 20);
    let texts: Vec<String> = (0..20).map(prose).collect();
    desk.read(&original, &texts);
    (original, texts)
}

fn cite(desk: &mut Desk, path: &str, text: &str, quote: &str, anchor: &str) {
    let source = json!({ "kind": "page", "text": text, "quote": quote, "anchor": anchor });
    let fact = json!({ "actor": "a1", "path": path, "side": "alleged", "answer": { "kind": "yes" },
        "sources": [source], "note": "", "status": "", "reason": "" });
    desk.write("record_position", fact);
}

fn words(text: &str) -> String {
    text.chars().skip(40).take(20).collect()
}

fn mark(original: &str, page: usize, texts: &[String]) -> String {
    format!("{original}:{page}:100,200,300,50:{:016x}", hash(&texts[page - 1]))
}

fn check(desk: &mut Desk) -> Value {
    desk.call("cite_check", json!({ "volume": "" }))
}

/// The source of an answer, as the form shows it.
fn source(desk: &mut Desk, volume: &str, page: u32, path: &str) -> Value {
    let view = desk.call("page_view", json!({ "volume": volume, "page": page }));
    let facts = view["facts"].as_array().expect("a list").clone();
    facts
        .into_iter()
        .find(|fact| fact["path"] == path)
        .unwrap_or(Value::Null)
}

fn replace(desk: &mut Desk, name: &str, texts: &[String]) -> String {
    let taken = desk.take(name, &pdf(name)).expect("taken");
    desk.write(
        "replace_volume",
        json!({ "volume": "v0001", "original": taken.original, "pages": texts.len() }),
    );
    taken.original
}

#[test]
fn a_volume_scanned_anew_with_pages_in_front_moves_its_cites() {
    let mut desk = Desk::new();
    let (original, texts) = filed(&mut desk);
    cite(
        &mut desk,
        "is_student",
        "1-5",
        &words(&texts[4]),
        &mark(&original, 5, &texts),
    );
    cite(&mut desk, "confessed_knowledge", "1-9-11", "", "");
    desk.call("comment_page", json!({ "volume": "v0001", "page": 12, "text": "核对" }));
    assert_eq!(check(&mut desk)["summary"], "全部引注都能对应到页面");

    let new: Vec<String> = (900..903).map(prose).chain(texts.clone()).collect();
    let replaced = replace(&mut desk, "重扫.pdf", &new);
    let view = desk.view();
    assert_eq!(
        (&view["doubtful"], &view["volumes"][0]["replaced"]),
        (&json!(3), &json!(1))
    );
    assert_eq!(check(&mut desk)["summary"], "3 处等待读完新卷");
    desk.read(&replaced, &new);
    let report = check(&mut desk);
    assert_eq!(report["summary"], "3 处可以自动更新");
    let places: Vec<&Value> = report["rows"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|row| &row["places"][0]["page"])
        .collect();
    assert_eq!(places, [&json!(12), &json!(8), &json!(15)]);
    let moves: Vec<Value> = report["rows"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|row| json!({ "id": row["id"], "page": row["places"][0]["page"] }))
        .collect();
    desk.write("accept_cites", json!({ "moves": moves }));
    assert_eq!(check(&mut desk)["rows"], json!([]));
    let moved = source(&mut desk, "v0001", 8, "is_student");
    assert_eq!(
        moved["anchor"],
        format!("{replaced}:8:100,200,300,50:{:016x}", hash(&texts[4]))
    );
    assert_eq!(moved["review"], "accepted", "the words are the same: the review stands");
    let form = desk.call("fact_history", json!({ "actor": "a1", "path": "confessed_knowledge" }));
    assert!(
        form.to_string().contains("第12-14页") || form["rows"].as_array().is_some_and(|rows| rows.len() == 2),
        "{form}"
    );
    assert_ne!(
        source(&mut desk, "v0001", 14, "confessed_knowledge"),
        Value::Null,
        "a run keeps its length"
    );
    assert_eq!(
        desk.call("page_view", json!({ "volume": "v0001", "page": 15 }))["comments"][0]["text"],
        "核对"
    );
    desk.call("undo", json!({}));
    assert_ne!(check(&mut desk)["rows"], json!([]), "undone like any change");
}

#[test]
fn a_page_there_twice_is_asked_about_and_a_page_gone_is_said() {
    let mut desk = Desk::new();
    let (original, texts) = filed(&mut desk);
    cite(
        &mut desk,
        "is_student",
        "1-5",
        &words(&texts[4]),
        &mark(&original, 5, &texts),
    );
    cite(
        &mut desk,
        "confessed_knowledge",
        "1-7",
        &words(&texts[6]),
        &mark(&original, 7, &texts),
    );
    let mut new: Vec<String> = texts
        .iter()
        .enumerate()
        .filter(|(at, _)| *at != 6)
        .map(|(_, text)| text.clone())
        .collect();
    new.push(texts[4].clone());
    let replaced = replace(&mut desk, "重扫.pdf", &new);
    desk.read(&replaced, &new);
    let report = check(&mut desk);
    assert_eq!(report["summary"], "1 处需要确认；1 处找不到");
    let asked = &report["rows"][0];
    let pages: Vec<&Value> = asked["places"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|place| &place["page"])
        .collect();
    assert_eq!(
        pages,
        [&json!(5), &json!(20)],
        "the nearer one first, and nobody guessed"
    );
    assert_eq!(asked["former_page"], 5);
    // The lost one is put on a page by hand, the other one too.
    let lost = report["rows"][1]["id"].clone();
    let id = asked["id"].clone();
    desk.write(
        "accept_cites",
        json!({ "moves": [{ "id": id, "page": 20 }, { "id": lost, "page": 3 }] }),
    );
    assert_eq!(check(&mut desk)["rows"], json!([]));
    assert_ne!(source(&mut desk, "v0001", 20, "is_student"), Value::Null);
    assert!(
        desk.refused(
            "accept_cites",
            json!({ "moves": [{ "id": id, "page": 4 }], "seen": 99 })
        )
        .contains("可能已经更新过")
    );
}

#[test]
fn a_chosen_page_is_a_proposal_of_who_chose_it() {
    let mut desk = Desk::new();
    let (original, texts) = filed(&mut desk);
    cite(
        &mut desk,
        "is_student",
        "1-5",
        &words(&texts[4]),
        &mark(&original, 5, &texts),
    );
    let mut finding = json!({ "actor": "a1", "path": "confessed_knowledge", "side": "finding", "answer": { "kind": "yes" }, "note": "", "status": "proved", "reason": "有在案证据" });
    finding["sources"] =
        json!([{ "kind": "page", "text": "1-5", "quote": words(&texts[4]), "anchor": mark(&original, 5, &texts) }]);
    desk.write("record_position", finding);
    let paralegal = json!({ "name": "陈助理", "role": "paralegal", "passphrase": "石榴 铁轨 晨雾 三号" });
    let state = desk.call("add_user", paralegal);
    let new: Vec<String> = texts.iter().cloned().chain([texts[4].clone()]).collect();
    let replaced = replace(&mut desk, "重扫.pdf", &new);
    desk.read(&replaced, &new);
    let users = state["users"].as_array().expect("a list");
    let id = users.iter().find(|user| user["role"] == "paralegal").expect("there")["id"].clone();
    desk.call("lock", json!({}));
    desk.call("unlock", json!({ "user": id, "passphrase": "石榴 铁轨 晨雾 三号" }));
    let rows = check(&mut desk)["rows"].clone();
    let of = |side: &str| {
        rows.as_array()
            .expect("a list")
            .iter()
            .find(|row| row["side"] == side)
            .expect("there")["id"]
            .clone()
    };
    let found = desk.refused(
        "accept_cites",
        json!({ "moves": [{ "id": of("研判"), "page": 5 }], "seen": 99 }),
    );
    assert!(found.contains("由律师作出"), "{found}");
    desk.write("accept_cites", json!({ "moves": [{ "id": of("指控"), "page": 5 }] }));
    let moved = source(&mut desk, "v0001", 5, "is_student");
    assert_eq!((&moved["review"], &moved["by"]), (&json!("proposed"), &json!("陈助理")));
}

#[test]
fn a_new_page_map_takes_the_marked_cites_along() {
    let mut desk = Desk::new();
    let (original, texts) = filed(&mut desk);
    cite(
        &mut desk,
        "is_student",
        "1-5",
        &words(&texts[4]),
        &mark(&original, 5, &texts),
    );
    cite(&mut desk, "confessed_knowledge", "1-20", "", "");
    let ranges = json!([{ "from": 3, "to": 20, "label": 1, "prefix": "", "per": 1 }]);
    desk.write("set_page_map", json!({ "volume": "v0001", "ranges": ranges }));
    let report = check(&mut desk);
    assert_eq!(report["summary"], "1 处可以自动更新；1 处找不到");
    assert_eq!(report["rows"][0]["places"][0]["text"], "证据卷一第3页（PDF 5）");
    assert_eq!(report["rows"][1]["why"], "这一卷没有这个卷内页码，请核对引注或页码对照");
    let id = report["rows"][0]["id"].clone();
    desk.write("accept_cites", json!({ "moves": [{ "id": id, "page": 5 }] }));
    assert_eq!(check(&mut desk)["summary"], "1 处找不到");
}

#[test]
fn a_number_used_twice_is_asked_about() {
    let mut desk = Desk::new();
    filed(&mut desk);
    let ranges = json!([{ "from": 1, "to": 10, "label": 1, "prefix": "", "per": 1 }, { "from": 11, "to": 20, "label": 8, "prefix": "", "per": 1 }]);
    desk.write("set_page_map", json!({ "volume": "v0001", "ranges": ranges }));
    cite(&mut desk, "is_student", "1-9", "", "");
    let report = check(&mut desk);
    assert_eq!(
        (&report["summary"], &report["rows"][0]["state"]),
        (&json!("1 处需要确认"), &json!("ask"))
    );
    let id = report["rows"][0]["id"].clone();
    desk.write("accept_cites", json!({ "moves": [{ "id": id, "page": 12 }] }));
    assert_eq!(check(&mut desk)["rows"], json!([]));
    assert_eq!(
        source(&mut desk, "v0001", 9, "is_student"),
        Value::Null,
        "it is the other page"
    );
    assert_ne!(source(&mut desk, "v0001", 12, "is_student"), Value::Null);
}

#[test]
fn a_volume_called_otherwise_takes_its_cites_along_and_a_missing_one_is_said() {
    let mut desk = Desk::new();
    let (original, texts) = filed(&mut desk);
    cite(
        &mut desk,
        "is_student",
        "1-5",
        &words(&texts[4]),
        &mark(&original, 5, &texts),
    );
    cite(&mut desk, "confessed_knowledge", "9-1", "", "");
    desk.call("comment_page", json!({ "volume": "v0001", "page": 2, "text": "封面" }));
    desk.write(
        "set_volume",
        json!({ "volume": "v0001", "part": "evidence", "label": "3", "title": "证据卷", "received": "2026-11-20 检察院" }),
    );
    let report = check(&mut desk);
    assert_eq!(report["summary"], "1 处所引的卷不在案卷中");
    assert_eq!(report["rows"][0]["text"], "证据卷九第1页");
    assert_ne!(source(&mut desk, "v0001", 5, "is_student"), Value::Null);
    assert_eq!(
        desk.call("page_view", json!({ "volume": "v0001", "page": 2 }))["comments"][0]["text"],
        "封面"
    );
    // One step: label, cites and remarks go back together, and come again together.
    for (step, label, place) in [("undo", "1", "证据卷一第5页"), ("redo", "3", "证据卷三第5页")] {
        desk.call(step, json!({}));
        assert_eq!(desk.view()["volumes"][0]["label"], label);
        let page = desk.call("page_view", json!({ "volume": "v0001", "page": 5 }));
        assert_eq!(page["facts"].as_array().map(Vec::len), Some(1), "{step}");
        assert_eq!(page["title"], place);
    }
    let changes = desk.call("changes", json!({}));
    assert!(
        changes["rows"]
            .as_array()
            .expect("rows")
            .iter()
            .all(|row| row["what"] != "证据卷一改为证据卷三：引注随卷号改写"),
        "{changes}"
    );
    let view = desk.view();
    assert_eq!(
        view["doubtful"], 0,
        "nobody has to decide anything before that volume is here"
    );
    assert_eq!(
        view["missing"],
        json!([{ "label": "9", "name": "证据卷九", "cites": 1 }])
    );
}

#[test]
fn two_printed_pages_on_one_sheet_are_cited_and_moved_by_either_number() {
    let mut desk = Desk::new();
    filed(&mut desk);
    let double = |from: u32, to: u32| json!([{ "from": from, "to": to, "label": 1, "prefix": "", "per": 2 }]);
    desk.write("set_page_map", json!({ "volume": "v0001", "ranges": double(1, 20) }));
    cite(&mut desk, "is_student", "1-10", "", "");
    cite(&mut desk, "confessed_knowledge", "1-9-10", "", "");
    let page = desk.call("page_view", json!({ "volume": "v0001", "page": 5 }));
    assert_eq!(
        (&page["title"], &page["cite"], page["facts"].as_array().map(Vec::len)),
        (&json!("证据卷一第9-10页"), &json!("1-9-10"), Some(2))
    );
    assert_eq!(check(&mut desk)["summary"], "全部引注都能对应到页面");
    let three = json!([{ "from": 1, "to": 20, "label": 1, "prefix": "", "per": 3 }]);
    let seen = desk.revision();
    let refused = desk.refused(
        "set_page_map",
        json!({ "volume": "v0001", "ranges": three, "seen": seen }),
    );
    assert!(refused.contains("1 个或 2 个"), "{refused}");
}

#[test]
fn cites_before_there_is_a_file_are_not_called_broken() {
    let mut desk = Desk::new();
    cite(&mut desk, "is_student", "2-47", "", "");
    assert_eq!(check(&mut desk)["summary"], "全部引注都能对应到页面");
    assert_eq!(desk.view()["doubtful"], 0);
}
