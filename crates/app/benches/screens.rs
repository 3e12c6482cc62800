//! What a person waits for on the demo case, against the cheapest call there is.

use chrono::{DateTime, FixedOffset};
use serde_json::{Value, json};
use std::cell::RefCell;

fn main() {
    divan::main();
}

fn now() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-11-23T09:30:00+08:00").expect("a moment")
}

/// An unlocked vault in a folder of its own, with the demo case open.
struct Desk {
    app: RefCell<app::App>,
    case: String,
    _folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Desk {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mut app = app::App::open(folder.path(), app::Kdf::FLOOR);
        app.call(
            "create_vault",
            json!({ "name": "王律师", "passphrase": "八个字以上的口令" }),
            now(),
        )
        .expect("a vault");
        let row = app.call("create_demo", json!({}), now()).expect("the demo");
        let case = row["id"].as_str().expect("an id").to_string();
        Desk {
            app: RefCell::new(app),
            case,
            _folder: folder,
        }
    }

    fn call(&self, name: &str, mut request: Value) -> Value {
        request["case"] = json!(self.case);
        self.app
            .borrow_mut()
            .call(name, request, now())
            .expect("the screen answers")
    }
}

fn screen(bencher: divan::Bencher, name: &str, request: Value) {
    let desk = Desk::new();
    bencher.bench_local(|| desk.call(name, request.clone()));
}

/// Baseline: the case bar.
#[divan::bench]
fn baseline_case_head(bencher: divan::Bencher) {
    screen(bencher, "case_head", json!({}));
}

/// The list of a thousand cases, and a number looked up in all of them.
#[divan::bench(args = ["case_list", "search"], sample_count = 20, sample_size = 1)]
fn thousand_cases(bencher: divan::Bencher, name: &str) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut app = app::App::open(folder.path(), app::Kdf::FLOOR);
    let mut call = |name: &str, request: Value| app.call(name, request, now()).expect("the screen answers");
    call(
        "create_vault",
        json!({ "name": "王律师", "passphrase": "八个字以上的口令" }),
    );
    for n in 0..1_000 {
        let case = json!({ "name": format!("第{n}号帮信案"), "accused": format!("王{n}某"), "charge": "assisting_cybercrime",
                           "stage": "investigation", "decided": [] });
        call("create_case", case);
    }
    while call("index_slice", json!({}))["left"] != 0 {}
    let request = match name {
        "search" => json!({ "query": "777", "case": "", "kinds": ["case", "party", "person"], "limit": 500 }),
        _ => json!({}),
    };
    bencher.bench_local(|| call(name, request.clone()));
}

#[divan::bench]
fn overview(bencher: divan::Bencher) {
    screen(bencher, "overview", json!({ "actor": "", "pack": null }));
}

#[divan::bench]
fn fact_form(bencher: divan::Bencher) {
    screen(
        bencher,
        "fact_form",
        json!({ "actor": "", "group": null, "only_matters": false }),
    );
}

#[divan::bench]
fn matrix(bencher: divan::Bencher) {
    screen(
        bencher,
        "matrix",
        json!({ "actor": "", "pack": null, "accepted_only": false }),
    );
}

#[divan::bench]
fn document_preview(bencher: divan::Bencher) {
    screen(
        bencher,
        "document",
        json!({ "actor": "", "document": "case_analysis", "pack": null, "accepted_only": false }),
    );
}

#[divan::bench]
fn memo_to_pdf(bencher: divan::Bencher) {
    bencher.bench_local(|| {
        app::memo_file(app::DEMO, "", "case_analysis", None, now())
            .expect("set")
            .bytes
            .len()
    });
}
