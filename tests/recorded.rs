//! The views of the demonstration case, recorded from `app` for the interface's browser tests (`ui/tests/recorded.json`), so
//! that screens are tested over what the program really answers. A difference is a failure; `UPDATE=1` records anew.

use chrono::{DateTime, FixedOffset};
use serde_json::{Map, Value, json};
use std::fs;
use std::path::Path;

fn now() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-11-23T09:30:00+08:00").expect("a moment")
}

/// What a screen asks, by the name it is recorded under: the command, then what tells its requests apart.
fn asked(case: &str) -> Vec<(&'static str, Value)> {
    let form = |group: Value| json!({ "case": case, "actor": "", "group": group, "only_matters": false });
    let document =
        |id: &str| json!({ "case": case, "actor": "", "document": id, "pack": null, "accepted_only": false });
    vec![
        ("vault_state", json!({})),
        ("settings", json!({})),
        ("case_list", json!({})),
        ("case_head", json!({ "case": case })),
        ("matter_form", json!({ "case": case })),
        ("overview", json!({ "case": case, "actor": "", "pack": null })),
        ("fact_form", form(json!("knowledge"))),
        ("fact_form:money", form(json!("money"))),
        (
            "fact_history",
            json!({ "case": case, "actor": "wang", "path": "confessed_knowledge" }),
        ),
        (
            "matrix",
            json!({ "case": case, "actor": "", "pack": null, "accepted_only": false, "stance": "proved" }),
        ),
        (
            "charges",
            json!({ "case": case, "actor": "", "pack": null, "accepted_only": false }),
        ),
        ("deadlines", json!({ "case": case, "actor": "", "event": null })),
        ("tasks", json!({ "case": case, "actor": "" })),
        ("derived", json!({ "case": case, "actor": "" })),
        ("office_dates", json!({})),
        (
            "calendar",
            json!({ "mine": false, "held": false, "kind": "", "all": false }),
        ),
        (
            "sentence",
            json!({ "case": case, "actor": "", "pack": null, "stance": "ours", "accepted_only": false }),
        ),
        (
            "charts",
            json!({ "case": case, "actor": "", "stance": "alleged", "accepted_only": false }),
        ),
        ("versions", json!({ "case": case, "actor": "", "accepted_only": false })),
        (
            "strategy",
            json!({ "case": case, "actor": "", "pack": null, "accepted_only": false }),
        ),
        (
            "what_if",
            json!({ "case": case, "actor": "", "pack": null, "accepted_only": false, "stance": "alleged", "active": 0, "scenarios": [
                [{ "path": "overall_shortfall", "answer": { "kind": "yes" } }],
            ] }),
        ),
        (
            "flips",
            json!({ "case": case, "actor": "", "pack": null, "accepted_only": false, "stance": "alleged", "node": "", "want": null }),
        ),
        (
            "focus",
            json!({ "case": case, "actor": "", "pack": null, "accepted_only": false }),
        ),
        ("agenda", json!({ "case": case, "actor": "", "pack": null })),
        ("scenarios", json!({ "case": case })),
        ("review_queue", json!({ "case": case, "actor": "" })),
        ("drafts", json!({ "case": case })),
        ("remarks", json!({ "case": case })),
        ("exhibit_marks", json!({ "case": case })),
        ("index_slice", json!({})),
        (
            "index_work",
            json!({ "case": case, "ocr": false, "first": "", "most": 16 }),
        ),
        ("document", document("case_analysis")),
        ("document:non_prosecution_opinion", document("non_prosecution_opinion")),
        (
            "document_pages",
            json!({ "paper": document("case_analysis"), "from": 1, "to": 3 }),
        ),
        ("provision", json!({ "cite": "法释〔2019〕15号/11-1-1" })),
    ]
}

/// The demonstration case with a volume: what hangs on a page, what the list of volumes says. Last, because it changes the case.
fn file(app: &mut app::App, case: &str) -> Vec<(&'static str, Value)> {
    let bytes =
        fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/src/api/fake/sample.pdf")).expect("a sample");
    let sample = app::Sample {
        head: &bytes,
        tail: &bytes,
        size: bytes.len() as u64,
    };
    let mut arriving = app.take_begin(case, "讯问笔录.pdf", &sample, now()).expect("begins");
    app.take_piece(&mut arriving, &bytes).expect("taken");
    let original = app.take_end(arriving).expect("taken").original;
    let mut call = |name: &str, mut request: Value| {
        request["case"] = json!(case);
        if request.get("seen").is_some() {
            request["seen"] =
                app.call("case_head", json!({ "case": case }), now()).expect("the case")["revision"].clone();
        }
        app.call(name, request, now())
            .unwrap_or_else(|why| panic!("{name}: {why}"))
    };
    let volume = json!({ "original": original, "pages": 12, "part": "evidence", "label": "2", "title": "讯问笔录" });
    let id = call("add_volume", volume)["path"]
        .as_str()
        .expect("an id")
        .replace("volume:", "");
    let range = |from: u32, to: u32, label: u32, per: u32| json!({ "from": from, "to": to, "label": label, "prefix": "", "per": per });
    let ranges = json!([
        range(1, 3, 10, 1),
        range(4, 5, 46, 1),
        range(6, 8, 76, 1),
        range(9, 12, 90, 2)
    ]);
    call("set_page_map", json!({ "volume": id, "ranges": ranges, "seen": 0 }));
    let page = |page: u32| json!({ "page": page, "text": format!("第{page}页的文字"), "hash": "", "fault": if page == 12 { "这一页画不出来" } else { "" } });
    call(
        "put_page_text",
        json!({ "original": original, "pages": (1..=12).map(page).collect::<Vec<_>>() }),
    );
    let exhibit = json!({ "id": "", "name": "王某讯问笔录", "kind": "accused", "by": "prosecution", "source": "某公安分局", "date": "", "form": "copy",
        "volume": "2", "pages": "46-47", "proves": "王某知道客户从事诈骗", "nodes": [], "seen": 0 });
    let exhibit = call("put_exhibit", exhibit)["path"].clone();
    let fine = json!({ "view": "accepted", "reason": "" });
    let judged = json!({ "id": exhibit, "authenticity": { "view": "objected", "reason": "没有同步录音录像" }, "legality": fine, "relevance": fine,
        "opinion": "供述前后不一，不能单独作为认定明知的依据。", "seen": 0 });
    call("judge_exhibit", judged);
    call(
        "comment_page",
        json!({ "volume": id, "page": 4, "text": "会见时请他看这一页" }),
    );
    call(
        "tag_page",
        json!({ "volume": id, "page": 4, "text": "要点", "seen": 0 }),
    );
    vec![
        ("file_view", call("file_view", json!({}))),
        ("page_view", call("page_view", json!({ "volume": id, "page": 4 }))),
    ]
}

#[test]
fn the_recorded_views_are_what_the_program_answers() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut app = app::App::open(folder.path(), app::Kdf::light_for_tests());
    let state = app
        .call(
            "create_vault",
            json!({ "name": "周律师", "passphrase": "八个字以上的口令" }),
            now(),
        )
        .expect("a vault");
    let row = app.call("create_demo", json!({}), now()).expect("the demo");
    let (case, user) = (
        row["id"].as_str().expect("an id"),
        state["user"]["id"].as_str().expect("an id"),
    );
    let mut views = Map::new();
    for (name, request) in asked(case) {
        let command = name.split(':').next().expect("a name");
        let mut view = app.call(command, request, now()).expect("the screen answers");
        if name == "vault_state" {
            // As it would be in the product: the number is random, the light derivation is of tests alone.
            view["vault"] = json!("7c31 a0f2 9be4 55d0");
            view["cost"] = json!("Argon2id，256 MiB 内存，3 遍");
            view["device"] = json!("keychain");
        }
        views.insert(name.into(), view);
    }
    let log = json!({ "case": case, "who": "", "kind": "", "from": "", "to": "", "limit": 1 });
    let log = app.call("log", log, now()).expect("the log");
    let head = log["head"].as_str().expect("a hash")[..16].to_owned();
    // After everything else, because it changes the case: a start confirmed by the lawyer.
    let seen = views["sentence"]["head"]["revision"].clone();
    let confirm = json!({
        "case": case, "actor": "", "low": "6", "high": "10", "increase": "1", "seen": seen,
        "source": "量刑指导意见（二）官方文本，单位资料室纸质本", "reason": "对象三个以上，刚达标",
    });
    app.call("confirm_start", confirm, now()).expect("a lawyer confirms");
    let (_, request) = asked(case)
        .into_iter()
        .find(|(name, _)| *name == "sentence")
        .expect("the sentence is asked");
    let view = app.call("sentence", request, now()).expect("the screen answers");
    views.insert("sentence:confirmed".into(), view);
    for (name, view) in file(&mut app, case) {
        views.insert(name.into(), view);
    }
    // Ids are random; everything else is the same every time.
    let text = serde_json::to_string(&Value::Object(views)).expect("JSON");
    let recorded = text
        .replace(case, "demo")
        .replace(user, "zhou")
        .replace(&head, "0123456789abcdef")
        + "\n";
    let place = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/tests/recorded.json");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&place, &recorded).expect("the interface's folder is writable");
        return;
    }
    let committed = fs::read_to_string(&place).expect("ui/tests/recorded.json is committed");
    assert!(
        committed == recorded,
        "ui/tests/recorded.json is not what the program answers; run `make bless` and review"
    );
}
