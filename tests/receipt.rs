//! A colleague runs a paper again from its case file: the same is told as the same, and each difference by its name.

use app::{App, Kdf, verify_file};
use chrono::{DateTime, FixedOffset};
use serde_json::json;

const PAPERS: [&str; 2] = ["case_analysis", "non_prosecution_opinion"];

fn now() -> DateTime<FixedOffset> {
    "2026-11-23T09:00:00+08:00".parse().expect("a moment")
}

/// The names of what differs.
fn differs(pdf: &[u8], case: &str) -> Vec<String> {
    let verification = verify_file(pdf, case).unwrap_or_else(|why| panic!("{why}"));
    let checks = verification.checks.into_iter().filter(|check| !check.same);
    checks.map(|check| check.name).collect()
}

#[test]
fn a_paper_made_without_a_window_is_made_again_byte_for_byte() {
    for paper in PAPERS {
        let made = app::memo_file(app::DEMO, "", paper, None, now()).unwrap_or_else(|why| panic!("{why}"));
        assert_eq!(differs(&made.bytes, app::DEMO), Vec::<String>::new(), "{paper}");
    }
}

#[test]
fn a_paper_looking_back_on_another_stage_is_made_again_byte_for_byte() {
    let papers = app::papers_file(app::DEMO, "", Some(case::Stage::ArrestReview), None, now());
    let papers = papers.unwrap_or_else(|why| panic!("{why}"));
    let opinion = papers
        .iter()
        .find(|paper| paper.id == "no_arrest_opinion")
        .expect("offered then");
    let made = memo::pdf(&opinion.document).expect("a PDF");
    assert_eq!(differs(&made.bytes, app::DEMO), Vec::<String>::new());
}

#[test]
fn a_paper_from_the_window_is_made_again_from_the_exported_case() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut app = App::open(folder.path(), Kdf::light_for_tests());
    let mut call = |name: &str, request| {
        app.call(name, request, now())
            .unwrap_or_else(|why| panic!("{name}: {why}"))
    };
    call(
        "create_vault",
        json!({ "name": "李律师", "passphrase": "纸船 灯塔 白鹭 七点" }),
    );
    let case = call("create_demo", json!({}))["id"].clone();
    let file = app
        .export("export_case", json!({ "case": case }), now())
        .unwrap_or_else(|why| panic!("{why}"));
    let file = String::from_utf8(file.bytes).expect("text");
    for paper in PAPERS {
        for accepted_only in [true, false] {
            let request =
                json!({ "case": case, "actor": "", "document": paper, "pack": null, "accepted_only": accepted_only });
            let made = app
                .export("export_document", request, now())
                .unwrap_or_else(|why| panic!("{why}"));
            assert_eq!(
                differs(&made.bytes, &file),
                Vec::<String>::new(),
                "{paper} {accepted_only}"
            );
        }
    }
}

#[test]
fn another_amount_in_the_case_is_told_as_another_case() {
    let made = app::memo_file(app::DEMO, "", PAPERS[0], None, now()).unwrap_or_else(|why| panic!("{why}"));
    let changed = app::DEMO.replacen("\"18.6万\"", "\"18.7万\"", 1);
    assert_ne!(changed, app::DEMO, "the demonstration case has the amount");
    assert_eq!(differs(&made.bytes, &changed), ["事实", "文字", "文件"]);
}

#[test]
fn a_pdf_that_was_touched_is_told_from_the_words_it_says() {
    let mut made = app::memo_file(app::DEMO, "", PAPERS[1], None, now())
        .unwrap_or_else(|why| panic!("{why}"))
        .bytes;
    made.extend(b"\n% saved again\n");
    assert_eq!(differs(&made, app::DEMO), ["文件"]);
}

#[test]
fn a_pdf_without_a_receipt_says_so() {
    let plain = memo::Document::new(
        memo::document::Meta::new("别处的文书", now().date_naive()),
        memo::document::Preset::Firm,
        vec![memo::document::Block::paragraph(vec!["正文。".into()])],
    );
    let bytes = memo::pdf(&plain).unwrap_or_else(|why| panic!("{why}")).bytes;
    let why = verify_file(&bytes, app::DEMO).expect_err("no receipt").to_string();
    assert!(why.contains("没有复核回执"), "{why}");
    let why = verify_file(b"not a pdf", app::DEMO).expect_err("no pdf").to_string();
    assert!(why.contains("不是可以读取的 PDF"), "{why}");
}

#[test]
fn a_receipt_carries_no_word_of_the_case() {
    let made = app::memo_file(app::DEMO, "", PAPERS[1], None, now()).unwrap_or_else(|why| panic!("{why}"));
    let stamp = memo::stamp(&made.bytes).expect("a PDF").expect("a stamp");
    let said: String = stamp
        .chars()
        .filter(|letter| ('\u{4e00}'..='\u{9fff}').contains(letter))
        .collect();
    assert_eq!(said, "明辩", "{stamp}");
}
