//! Every paper of every case, at every stage at which it is offered: it renders, promises nothing, shows none of our own
//! words, relies on nothing unverified and has no empty heading.

use chrono::{DateTime, FixedOffset};
use memo::document::{Block, plain};
use std::fs;

use crate::repository::root;

fn day() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-11-23T09:30:00+08:00").expect("a moment")
}

/// Every case of the tree: name, and the text of its file.
fn cases() -> Vec<(String, String)> {
    let folder = fs::read_dir(root().join("tests/cases")).expect("the cases");
    let mut found: Vec<(String, String)> = folder
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.to_string_lossy().ends_with(".toml") && !path.to_string_lossy().ends_with(".expect.toml"))
        .map(|path| {
            let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
            (name, fs::read_to_string(&path).expect("readable"))
        })
        .collect();
    found.sort();
    found.push(("demo".into(), app::DEMO.into()));
    found.push(("bare".into(), BARE.into()));
    found
}

/// As little as a case can say.
const BARE: &str = "format = 1\n[matter]\nname = \"某案\"\ncharge = \"assisting_cybercrime\"\nstage = \"investigation\"\n[[party]]\nid = \"a1\"\nname = \"王某\"\nclient = true\n[[party]]\nid = \"u1\"\nname = \"某公司\"\nkind = \"unit\"\n";

/// Promises, slogans and certainties that no paper of a defender makes.
const PROMISES: [&str; 14] = [
    "必将",
    "一定会",
    "必然",
    "保证不起诉",
    "保证无罪",
    "肯定会",
    "毫无疑问",
    "显然",
    "众所周知",
    "有利于和谐",
    "恳请",
    "冤",
    "草菅",
    "百分之百",
];

/// Words of the engine and of our own desk.
const OURS: [&str; 16] = [
    "True",
    "False",
    "None",
    "Unknown",
    "未知节点",
    "undefined",
    "※",
    "有待承办律师判断",
    "待承办律师",
    "当事人陈述",
    "2019解释",
    "2025意见",
    "2022断卡纪要",
    "已查证口径",
    "控方主张）",
    "研判",
];

fn faults(paper: &app::FiledPaper) -> Vec<String> {
    let mut found = Vec::new();
    let text = paper.document.text();
    if paper.outgoing {
        for word in PROMISES.iter().chain(&OURS) {
            if let Some(at) = text.find(word) {
                found.push(format!("says “{word}” after “{}”", before(&text, at)));
            }
        }
        for (_, provision) in unverified() {
            if text.contains(&provision) {
                found.push(format!("relies on {provision}, which nobody verified"));
            }
        }
    }
    for pair in [
        "。。", "；。", "，。", "：。", "、。", "（）", "；；", "。；", "，，", "？。", "“”",
    ] {
        if let Some(at) = text.find(pair) {
            found.push(format!("has “{pair}” after “{}”", before(&text, at)));
        }
    }
    if let Some(id) = text
        .split(|c: char| !c.is_ascii_lowercase() && c != '_')
        .find(|word| word.contains('_') && word.len() > 4 && !word.starts_with('_'))
    {
        found.push(format!("shows the identifier {id}"));
    }
    let blocks = &paper.document.blocks;
    for (at, block) in blocks.iter().enumerate() {
        let Block::Heading { level, spans, .. } = block else {
            continue;
        };
        let empty = match blocks.get(at + 1) {
            None | Some(Block::Signature { .. } | Block::Attachments { .. } | Block::PageBreak) => true,
            Some(Block::Heading { level: next, .. }) => next <= level,
            _ => false,
        };
        if empty {
            found.push(format!("has nothing under “{}”", plain(spans)));
        }
    }
    found
}

/// The words that lead up to a place.
fn before(text: &str, at: usize) -> &str {
    let from = text[..at].char_indices().rev().nth(19).map_or(0, |(from, _)| from);
    &text[from..at]
}

fn unverified() -> Vec<(String, String)> {
    let book = app::book();
    let all = book
        .sources
        .instruments
        .iter()
        .flat_map(|own| own.provisions.iter().map(move |one| (own, one)));
    all.filter(|(_, one)| one.verified == law::Confidence::Unverified)
        .map(|(own, one)| (own.id.clone(), format!("{}{}", own.id, one.label)))
        .collect()
}

#[test]
fn every_paper_renders_at_every_stage_and_says_nothing_it_must_not() {
    let mut all = Vec::new();
    let mut count = 0;
    for (which, (name, text)) in cases().into_iter().enumerate() {
        let file = app::parse_case_file(&text).expect("a case file");
        for (at, party) in file.parties.iter().enumerate() {
            // Some go through every stage, so that each stage meets every kind of case; the others through the busiest.
            let whole = at == 0 && (which % 4 == 0 || name == "demo" || name == "bare");
            let stages = if whole {
                &case::Stage::ALL[..]
            } else {
                &[case::Stage::ProsecutionReview, case::Stage::FirstInstance]
            };
            for stage in stages.iter().copied() {
                let papers = app::papers_file(&text, &party.id, Some(stage), None, day())
                    .unwrap_or_else(|why| panic!("{name}/{} at {}: {why}", party.id, stage.id()));
                for paper in papers {
                    count += 1;
                    for fault in faults(&paper) {
                        let line = format!("{name}/{} {}: {fault}", party.id, paper.id);
                        if !all.contains(&line) {
                            all.push(line);
                        }
                    }
                }
            }
        }
    }
    assert!(
        all.is_empty(),
        "{} papers, {} faults:\n{}",
        count,
        all.len(),
        all.join("\n")
    );
    assert!(count > 500, "only {count} papers were written");
}

#[test]
fn a_paper_is_offered_only_where_it_belongs() {
    let offered = |text: &str, actor: &str, stage: case::Stage| -> Vec<String> {
        let papers = app::papers_file(text, actor, Some(stage), None, day()).expect("papers");
        papers.into_iter().map(|paper| paper.id).collect()
    };
    use case::Stage::*;
    let has = |list: &[String], id: &str| list.iter().any(|own| own == id);
    let bailed = offered(app::DEMO, "wang", ProsecutionReview);
    assert!(!has(&bailed, "bail_application"), "on bail already");
    assert!(!has(&bailed, "custody_review_application"), "not arrested");
    assert!(has(&bailed, "non_prosecution_opinion") && has(&bailed, "sentencing_opinion"));
    assert!(!has(&bailed, "defence_speech"), "there is no trial yet");
    let held = format!(
        "{BARE}[[row]]\nactor = \"a1\"\ntable = \"events\"\nid = \"r0001\"\nboth = {{ document = \"拘留证\", kind = \"detained\", on = \"2026-11-01\" }}\n"
    );
    let detained = offered(&held, "a1", Investigation);
    assert!(has(&detained, "bail_application") && has(&detained, "no_arrest_opinion"));
    assert!(!has(&detained, "custody_review_application"), "detained, not arrested");
    assert!(!has(&detained, "non_prosecution_opinion"));
    let arrested = format!(
        "{held}[[row]]\nactor = \"a1\"\ntable = \"events\"\nid = \"r0002\"\nboth = {{ document = \"逮捕证\", kind = \"arrested\", on = \"2026-11-10\" }}\n"
    );
    let arrested = offered(&arrested, "a1", Investigation);
    assert!(has(&arrested, "custody_review_application") && has(&arrested, "bail_application"));
    assert!(!has(&arrested, "no_arrest_opinion"), "arrested already");
    let unit = offered(BARE, "u1", Investigation);
    assert!(!has(&unit, "bail_application"), "a unit is not held");
    let trial = offered(BARE, "a1", SecondInstance);
    assert!(has(&trial, "defence_speech") && !has(&trial, "non_prosecution_opinion"));
}

#[test]
fn a_paper_goes_to_the_body_that_decides_now() {
    let bodies = BARE.replace(
        "stage = \"investigation\"",
        "stage = \"investigation\"\nauthority = \"某市公安局某分局\"\nprocuratorate = \"某市某区人民检察院\"\ncourt = \"某市某区人民法院\"",
    );
    let told = |id: &str, stage: case::Stage| -> String {
        let papers = app::papers_file(&bodies, "a1", Some(stage), None, day()).expect("papers");
        let paper = papers.into_iter().find(|paper| paper.id == id).expect("offered");
        let addressee = paper.document.blocks.iter().find_map(|block| match block {
            Block::Addressee { spans } => Some(plain(spans)),
            _ => None,
        });
        addressee.expect("an addressee")
    };
    use case::Stage::*;
    assert!(told("bail_application", Investigation).starts_with("某市公安局某分局"));
    assert!(told("no_arrest_opinion", ArrestReview).starts_with("某市某区人民检察院"));
    assert!(told("bail_application", ProsecutionReview).starts_with("某市某区人民检察院"));
    assert!(told("custody_review_application", FirstInstance).starts_with("某市某区人民检察院"));
    assert!(told("defence_speech", FirstInstance).starts_with("某市某区人民法院"));
    assert!(told("sentencing_opinion", FirstInstance).starts_with("某市某区人民法院"));
}

/// Every path of a value, with an example of what stands there.
fn variables(prefix: &str, value: &serde_json::Value, found: &mut std::collections::BTreeMap<String, String>) {
    use serde_json::Value;
    let mut leaf = |example: String| {
        let kept = found.entry(prefix.to_string()).or_default();
        if kept.is_empty() {
            *kept = example;
        }
    };
    match value {
        Value::Object(fields) => {
            for (name, item) in fields {
                let path = if prefix.is_empty() {
                    name.clone()
                } else {
                    format!("{prefix}.{name}")
                };
                variables(&path, item, found);
            }
        }
        Value::Array(items) if items.is_empty() => leaf(String::new()),
        Value::Array(items) => items
            .iter()
            .for_each(|item| variables(&format!("{prefix}[]"), item, found)),
        Value::String(text) => leaf(
            text.chars()
                .take(24)
                .map(|c| if c == '|' || c == '\n' { ' ' } else { c })
                .collect(),
        ),
        Value::Null => leaf(String::new()),
        other => leaf(other.to_string()),
    }
}

#[test]
fn the_list_of_variables_is_what_templates_are_given() {
    let mut found = std::collections::BTreeMap::new();
    for outgoing in [false, true] {
        variables(
            "",
            &app::paper_values(app::DEMO, "", outgoing, day()).expect("values"),
            &mut found,
        );
    }
    let rows: String = found
        .iter()
        .map(|(path, example)| format!("| `{path}` | {example} |\n"))
        .collect();
    let place = root().join("docs/templates.md");
    let text = fs::read_to_string(&place).expect("docs/templates.md");
    let (head, _) = text.split_once("<!-- variables -->").expect("the mark");
    let wanted = format!("{head}<!-- variables -->\n\n| variable | in the fictional case |\n|---|---|\n{rows}");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&place, &wanted).expect("writable");
    } else {
        assert!(
            text == wanted,
            "docs/templates.md lists other variables; run with UPDATE=1 and review"
        );
    }
}
