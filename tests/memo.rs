//! What the papers say: the text of every document for the demo and for published server cases, reviewed like code.
//! Adding a case to the list below adds its papers; `UPDATE=1` rewrites them.

use chrono::{DateTime, FixedOffset};
use std::fs;
use std::path::PathBuf;

use crate::repository::root;

/// The day all papers here are written on; nothing reads the clock.
fn day() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-11-23T09:30:00+08:00").expect("a moment")
}

/// Cases that are carried through to paper: name, and the text of the case file.
fn cases() -> Vec<(String, String)> {
    let folder = root().join("tests/cases");
    let published = [
        "001-server-redirect",
        "003-token-developer",
        "006-broadband-accounts",
        "010-server-hosting-2011",
        "063-student-one-card",
    ];
    let published = published.iter().map(|name| {
        let text = fs::read_to_string(folder.join(format!("{name}.toml"))).expect("a published case of the tree");
        (name.to_string(), text)
    });
    std::iter::once(("demo".to_string(), app::DEMO.to_string()))
        .chain(published)
        .collect()
}

/// Cases of which every kind of paper is kept; of the others only the two longest.
const WHOLE: [&str; 3] = ["demo", "001-server-redirect", "063-student-one-card"];

fn documents(case: &str) -> Vec<String> {
    let all = app::book().documents.keys().cloned();
    let kept = |id: &String| WHOLE.contains(&case) || id == "case_analysis" || id == "non_prosecution_opinion";
    all.filter(kept).collect()
}

fn place(case: &str, document: &str) -> PathBuf {
    root().join("tests/memo").join(case).join(format!("{document}.txt"))
}

#[test]
fn papers_say_what_was_reviewed() {
    let mut differing = Vec::new();
    for (case, text) in cases() {
        for document in documents(&case) {
            let composed = app::compose_file(&text, "", &document, None, day()).expect("the paper can be composed");
            let place = place(&case, &document);
            if std::env::var_os("UPDATE").is_some() {
                fs::create_dir_all(place.parent().expect("a folder")).expect("writable");
                fs::write(&place, composed.text()).expect("writable");
            } else if fs::read_to_string(&place).ok().as_deref() != Some(composed.text().as_str()) {
                differing.push(format!("{case}/{document}"));
            }
        }
    }
    assert!(
        differing.is_empty(),
        "these papers say something else now; run with UPDATE=1 and review: {differing:?}"
    );
}

#[test]
fn the_same_case_rules_and_date_give_the_same_bytes() {
    let first = app::memo_file(app::DEMO, "", "non_prosecution_opinion", None, day()).expect("set");
    let again = app::memo_file(app::DEMO, "", "non_prosecution_opinion", None, day()).expect("set again");
    assert!(first.bytes == again.bytes);
}

#[test]
fn every_paper_reaches_the_page() {
    for (case, text) in cases() {
        for document in documents(&case) {
            let rendered = app::memo_file(&text, "", &document, None, day()).expect("the paper can be set");
            assert!(rendered.bytes.starts_with(b"%PDF-1.7"), "{case}/{document}");
            // To be looked at: PAPERS=folder keeps every page.
            if let Some(folder) = std::env::var_os("PAPERS") {
                let folder = PathBuf::from(folder).join(&case);
                fs::create_dir_all(&folder).expect("a folder");
                fs::write(folder.join(format!("{document}.pdf")), &rendered.bytes).expect("writable");
            }
            assert!(
                rendered.missing_glyphs.is_empty(),
                "{case}/{document}: {:?}",
                rendered.missing_glyphs
            );
            let limit = 500_000 * rendered.pages.div_ceil(10);
            assert!(
                rendered.bytes.len() < limit,
                "{case}/{document}: {} bytes on {} pages",
                rendered.bytes.len(),
                rendered.pages
            );
        }
    }
}

/// What must never stand in a paper that leaves the house.
#[test]
fn outgoing_papers_concede_nothing_and_keep_confidences() {
    for (case, text) in cases() {
        let paper = app::compose_file(&text, "", "non_prosecution_opinion", None, day())
            .expect("composed")
            .text();
        for word in [
            "其余",
            "项已具备",
            "当事人陈述",
            "有待承办律师判断",
            "2019解释",
            "2025意见",
            "必然",
            "保证",
        ] {
            assert!(!paper.contains(word), "{case}: the opinion says “{word}”");
        }
        for code in ["K1 ", "K2 ", "K3 ", "K6 ", "R1 ", "S4 ", "S8 ", "C3 ", "C5 "] {
            assert!(!paper.contains(code), "{case}: the opinion shows our own code {code}");
        }
    }
}

#[test]
fn a_paper_is_a_draft_while_something_is_unreviewed_or_missing() {
    let demo = app::compose_file(app::DEMO, "", "case_analysis", None, day()).expect("composed");
    assert!(demo.draft, "the demo has entries nobody has reviewed");
    let accepted = app::DEMO.replace("review = \"proposed\"", "review = \"accepted\"");
    let reviewed = app::compose_file(&accepted, "", "case_analysis", None, day()).expect("composed");
    assert!(
        !reviewed.draft,
        "everything is reviewed and an internal paper may have gaps"
    );
    let bare = "format = 1\n[matter]\nname = \"某案\"\ncharge = \"assisting_cybercrime\"\nstage = \"prosecution_review\"\n[[party]]\nid = \"a1\"\nname = \"王某\"\nclient = true\n";
    let bare = app::compose_file(bare, "", "non_prosecution_opinion", None, day()).expect("composed");
    assert!(
        bare.draft && bare.text().contains("【待补：人民检察院名称】"),
        "an outgoing paper with gaps stays a draft"
    );
}
