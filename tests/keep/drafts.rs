//! What is being typed survives the death of the process.

use super::{Desk, LAWYER, PARALEGAL, now, user};
use app::{App, Kdf};
use serde_json::json;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};

const FOLDER: &str = "MINGBIAN_TEST_TYPIST";
const CASE: &str = "MINGBIAN_TEST_TYPIST_CASE";

/// Not a test of its own: the other process, typing until it is killed. It says each draft it was promised.
#[test]
fn typist() {
    let (Some(dir), Some(case)) = (std::env::var_os(FOLDER), std::env::var(CASE).ok()) else {
        return;
    };
    let dir = Path::new(&dir);
    let mut app = App::open(dir, Kdf::light_for_tests());
    let request = json!({ "user": user(dir, LAWYER.0), "passphrase": LAWYER.1 });
    app.call("unlock", request, now()).expect("unlocks");
    let mut out = std::io::stderr();
    for count in 1.. {
        let body = format!("{{\"note\":\"打到第{count}个字\"}}");
        for own in [case.as_str(), ""] {
            let keep = json!({ "case": own, "key": "fact/a1/is_student alleged", "body": body });
            app.call("keep_draft", keep, now()).expect("kept");
        }
        writeln!(out, "kept {count}").expect("says");
    }
}

#[test]
fn drafts_survive_a_killed_process() {
    let desk = Desk::new();
    let (folder, case) = (desk.folder, desk.case);
    drop(desk.app);
    for round in 0..12 {
        let mut child = Command::new(std::env::current_exe().expect("a program"))
            .args(["--exact", "keep::drafts::typist", "--nocapture", "--test-threads=1"])
            .env(FOLDER, folder.path())
            .env(CASE, &case)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("starts");
        let mut lines = BufReader::new(child.stderr.take().expect("a pipe"))
            .lines()
            .map_while(Result::ok);
        let kept = |line: String| line.strip_prefix("kept ").and_then(|number| number.parse::<u64>().ok());
        let first = lines
            .by_ref()
            .filter_map(kept)
            .take(1 + round % 5)
            .last()
            .expect("typed nothing");
        child.kill().expect("kills");
        let promised = lines.filter_map(kept).last().unwrap_or(first);
        child.wait().expect("is gone");

        let mut app = App::open(folder.path(), Kdf::light_for_tests());
        let request = json!({ "user": user(folder.path(), LAWYER.0), "passphrase": LAWYER.1 });
        app.call("unlock", request, now()).expect("opens after a kill");
        for own in [case.as_str(), ""] {
            let found = app.call("drafts", json!({ "case": own }), now()).expect("drafts");
            let body = found["drafts"][0]["body"].as_str().expect("a draft").to_owned();
            let typed: u64 = body
                .chars()
                .filter(char::is_ascii_digit)
                .collect::<String>()
                .parse()
                .expect("a number");
            assert!(typed >= promised, "round {round}: {typed} of {promised}, for “{own}”");
        }
    }
}

#[test]
fn drafts_are_ones_own_and_go_when_dropped() {
    let mut desk = Desk::new();
    let case = desk.case.clone();
    desk.call(
        "keep_draft",
        json!({ "case": case, "key": "note", "body": "律师的草稿" }),
    );
    desk.sit(PARALEGAL);
    let others = desk.call("drafts", json!({ "case": case }));
    assert_eq!(others["drafts"], json!([]), "a draft belongs to who typed it");
    desk.call(
        "keep_draft",
        json!({ "case": case, "key": "note", "body": "助理的草稿" }),
    );
    desk.sit(LAWYER);
    let mine = desk.call("drafts", json!({ "case": case }));
    assert_eq!(mine["drafts"][0]["body"], "律师的草稿");
    desk.call("drop_draft", json!({ "case": case, "key": "note" }));
    assert_eq!(desk.call("drafts", json!({ "case": case }))["drafts"], json!([]));
    desk.sit(PARALEGAL);
    assert_eq!(
        desk.call("drafts", json!({ "case": case }))["drafts"][0]["body"],
        "助理的草稿"
    );
    // A draft changes nothing in the case.
    assert_eq!(desk.seen(), 1.min(desk.seen().as_u64().expect("a revision")));
}

#[test]
fn a_draft_of_any_size_is_kept_or_refused_aloud() {
    let mut desk = Desk::new();
    let case = desk.case.clone();
    let long = "字".repeat(300_000);
    desk.call("keep_draft", json!({ "case": case, "key": "note", "body": long }));
    assert_eq!(desk.call("drafts", json!({ "case": case }))["drafts"][0]["body"], long);
    let failure = desk.refused(
        "keep_draft",
        json!({ "case": case, "key": "note", "body": "字".repeat(400_000) }),
    );
    assert!(failure.message.contains("没有保存"), "{failure}");
}
