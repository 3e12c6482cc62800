//! The activity log: filtered, exported, verified line by line, and harmless to a spreadsheet.

use super::{Desk, PARALEGAL, now};
use serde_json::json;

fn exported(desk: &mut Desk, format: &str) -> String {
    let request = json!({ "case": desk.case, "format": format });
    let file = desk.app.export("export_log", request, now()).expect("made");
    String::from_utf8(file.bytes).expect("text")
}

#[test]
fn the_log_is_read_with_filters() {
    let mut desk = Desk::new();
    desk.answer("is_student", "alleged", "yes");
    desk.sit(PARALEGAL);
    desk.answer("is_student", "ours", "no");
    let case = desk.case.clone();
    let ask = |who: &str, kind: &str, from: &str, to: &str| json!({ "case": case, "who": who, "kind": kind, "from": from, "to": to, "limit": 100 });
    let all = desk.call("log", ask("", "", "", ""));
    assert_eq!(
        (all["total"].clone(), all["broken_at"].clone()),
        (json!(3), json!(null))
    );
    assert_eq!(desk.call("log", ask(PARALEGAL.0, "", "", ""))["fitting"], 1);
    assert_eq!(desk.call("log", ask("", "record", "", ""))["fitting"], 2);
    assert_eq!(desk.call("log", ask("", "", "2026-11-24", "2026-11-24"))["fitting"], 3);
    assert_eq!(desk.call("log", ask("", "", "2026-11-25", ""))["fitting"], 0);
    assert!(
        desk.refused("log", ask("", "", "去年夏天", ""))
            .message
            .contains("日期")
    );
}

#[test]
fn an_exported_log_is_verified_and_every_change_in_it_is_noticed() {
    let mut desk = Desk::new();
    for kind in ["yes", "no", "yes", "unclear"] {
        let answer = if kind == "unclear" { "clear" } else { kind };
        desk.answer("is_student", "alleged", answer);
    }
    let text = exported(&mut desk, "jsonl");
    let whole = app::verify_log(&text).expect("a log");
    assert_eq!((whole.lines, whole.broken), (5, None));
    let case = desk.case.clone();
    assert_eq!(desk.call("activity", json!({ "case": case }))["head"], whole.head);

    let lines: Vec<&str> = text.lines().collect();
    for place in 0..lines.len() {
        let mut changed: Vec<String> = lines.iter().map(ToString::to_string).collect();
        changed[place] = changed[place].replacen("2026", "2025", 1);
        let found = app::verify_log(&changed.join("\n")).expect("a log");
        assert_eq!(found.broken.map(|(line, _)| line), Some(place as u64 + 1));
        if place + 1 < lines.len() {
            let mut cut = lines.clone();
            cut.remove(place);
            let found = app::verify_log(&cut.join("\n")).expect("a log");
            assert_eq!(
                found.broken.map(|(line, _)| line),
                Some(place as u64 + 1),
                "line {place} cut"
            );
        }
    }
    assert!(app::verify_log("").is_err());
}

#[test]
fn the_table_of_the_log_holds_no_formula() {
    let mut desk = Desk::new();
    let case = desk.case.clone();
    // A reason of removal is the one text of a person that the log repeats.
    desk.call(
        "add_row",
        json!({ "case": case, "actor": "a1", "table": "objects", "side": "alleged", "name": "某网站" }),
    );
    desk.call(
        "remove_row",
        json!({ "case": case, "actor": "a1", "table": "objects", "row": "r0001", "reason": "=cmd|'/c calc'!A1\",\"x" }),
    );
    let text = exported(&mut desk, "csv");
    assert!(text.starts_with('\u{feff}'));
    for cell in text.lines().skip(1).flat_map(|line| line.split("\",\"")) {
        let cell = cell.trim_matches('"');
        assert!(!cell.starts_with(['=', '+', '-', '@']), "{cell}");
    }
}
