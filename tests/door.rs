//! The door over the wire: wrong attempts, the recovery sheet, the vault's log, and the log checked without this program.

use app::{App, Code, Kdf};
use chrono::{DateTime, FixedOffset, TimeDelta};
use serde_json::{Value, json};
use std::path::Path;
use std::process::Command;

const PASSPHRASE: &str = "纸船 灯塔 白鹭 七点";

fn at(seconds: i64) -> DateTime<FixedOffset> {
    let begun: DateTime<FixedOffset> = "2026-11-24T09:00:00+08:00".parse().expect("a moment");
    begun + TimeDelta::seconds(seconds)
}

fn open(dir: &Path) -> App {
    App::open(&dir.join("vault"), Kdf::light_for_tests())
}

/// A vault with a lawyer, and who that is.
fn made(dir: &Path) -> (App, Value) {
    let mut app = open(dir);
    let state = app
        .call(
            "create_vault",
            json!({ "name": "李律师", "passphrase": PASSPHRASE }),
            at(0),
        )
        .expect("a vault");
    let user = state["user"]["id"].clone();
    (app, user)
}

#[test]
fn wrong_attempts_wait_longer_and_longer_also_after_a_restart_and_are_told() {
    let dir = tempfile::tempdir().expect("a folder");
    let (mut app, user) = made(dir.path());
    app.call("lock", json!({}), at(1)).expect("locks");
    let attempt = |app: &mut App, passphrase: &str, when: i64| {
        let request = json!({ "user": user, "passphrase": passphrase });
        app.call("unlock", request, at(when))
    };
    let mut clock = 10;
    for wait in [1, 2, 4, 8] {
        assert_eq!(
            attempt(&mut app, "不对 不对 不对", clock).expect_err("wrong").code,
            Code::WrongPassphrase
        );
        // The program is started anew: the wait is not forgotten, even for the right passphrase.
        app = open(dir.path());
        assert_eq!(
            app.call("vault_state", json!({}), at(clock)).expect("state")["wait"],
            wait
        );
        let early = attempt(&mut app, PASSPHRASE, clock + wait - 1).expect_err("too soon");
        assert_eq!(early.code, Code::Wait);
        clock += wait;
    }
    attempt(&mut app, PASSPHRASE, clock).expect("the wait is over");
    let log = app
        .call("office_log", json!({ "limit": 20 }), at(clock))
        .expect("the log");
    let said: Vec<&str> = log["lines"]
        .as_array()
        .expect("lines")
        .iter()
        .filter_map(|line| line["what"].as_str())
        .collect();
    assert!(
        said[1].starts_with("此前口令或者恢复表输错4次（2026-11-24 09:00"),
        "{said:?}"
    );
    assert_eq!(app.call("vault_state", json!({}), at(clock)).expect("state")["wait"], 0);
}

#[test]
fn the_sheet_counts_once_two_groups_were_typed_and_opens_once_the_passphrase_is_lost() {
    let dir = tempfile::tempdir().expect("a folder");
    let (mut app, _) = made(dir.path());
    let wrong = app
        .call("begin_sheet", json!({ "passphrase": "不对 不对 不对" }), at(1))
        .expect_err("wrong");
    assert_eq!(wrong.code, Code::WrongPassphrase);
    let sheet = app
        .call("begin_sheet", json!({ "passphrase": PASSPHRASE }), at(9))
        .expect("a sheet");
    assert_eq!(sheet["groups"].as_array().map(Vec::len), Some(13));
    let paper = app.export("export_sheet", json!({}), at(9)).expect("a paper");
    assert!(
        paper.bytes.starts_with(b"%PDF") && paper.file_name.contains("恢复表"),
        "{}",
        paper.file_name
    );
    let typed: String = sheet["groups"]
        .as_array()
        .expect("groups")
        .iter()
        .filter_map(Value::as_str)
        .collect();
    let recover = |app: &mut App, typed: &str, when: i64| {
        app.call(
            "recover_vault",
            json!({ "sheet": typed, "passphrase": "石榴 铁轨 晨雾" }),
            at(when),
        )
    };
    // Not in force before it was confirmed.
    app.call("lock", json!({}), at(10)).expect("locks");
    assert_eq!(
        recover(&mut app, &typed, 11).expect_err("not in force").code,
        Code::WrongSheet
    );
    let user = app.call("vault_state", json!({}), at(20)).expect("state")["users"][0]["id"].clone();
    app.call("unlock", json!({ "user": user, "passphrase": PASSPHRASE }), at(20))
        .expect("opens");
    let sheet = app
        .call("begin_sheet", json!({ "passphrase": PASSPHRASE }), at(21))
        .expect("a sheet");
    let refused = app
        .call("confirm_sheet", json!({ "typed": ["00000", "00000"] }), at(21))
        .expect_err("not typed");
    assert!(
        refused.message.starts_with('第') && !refused.message.contains("00000"),
        "{refused}"
    );
    let state = app
        .call(
            "confirm_sheet",
            json!({ "typed": crate::roles::walls::asked_for(&sheet) }),
            at(21),
        )
        .expect("in force");
    assert_eq!(state["sheet"], "2026-11-24");
    app.call("lock", json!({}), at(22)).expect("locks");
    let groups: Vec<&str> = sheet["groups"]
        .as_array()
        .expect("groups")
        .iter()
        .filter_map(Value::as_str)
        .collect();
    let mut slipped = groups.clone();
    slipped.swap(4, 5);
    let refused = recover(&mut app, &slipped.join("-"), 23).expect_err("a slip of the pen");
    assert!(
        refused.message.contains("第5组") && !refused.message.contains(groups[5]),
        "{refused}"
    );
    let state = recover(&mut app, &groups.join("\n").to_lowercase(), 24).expect("recovers");
    assert_eq!(state["unlocked"], true);
}

#[test]
fn an_exported_log_is_checked_by_python_with_nothing_but_hashlib() {
    let dir = tempfile::tempdir().expect("a folder");
    let (mut app, _) = made(dir.path());
    let case = app.call("create_demo", json!({}), at(1)).expect("a case")["id"].clone();
    for minute in 0..5 {
        let note =
            json!({ "case": case, "id": "", "title": "", "text": format!("周四会见 \"{minute}\" \\ 反斜杠\t制表") });
        app.call("set_note", note, at(60 * minute)).expect("written");
    }
    let files = [
        (
            "case.jsonl",
            app.export("export_log", json!({ "case": case, "format": "jsonl" }), at(400))
                .expect("made"),
        ),
        (
            "office.jsonl",
            app.export("export_office_log", json!({}), at(401)).expect("made"),
        ),
    ];
    // The very script the recipe prints.
    let recipe = crate::repository::text(std::path::Path::new("docs/audit.md"));
    let script = recipe
        .split("```python")
        .nth(1)
        .and_then(|rest| rest.split("```").next())
        .expect("a script");
    let python = dir.path().join("verify.py");
    std::fs::write(&python, script).expect("written");
    let run = |file: &Path| {
        let done = Command::new("python3")
            .arg(&python)
            .arg(file)
            .output()
            .expect("python runs");
        let said = String::from_utf8_lossy(&[done.stdout, done.stderr].concat()).into_owned();
        (done.status.success(), said)
    };
    for (name, made) in files {
        let place = dir.path().join(name);
        std::fs::write(&place, &made.bytes).expect("written");
        let (fine, said) = run(&place);
        assert!(fine && said.contains("whole; head"), "{name}: {said}");
        let text = String::from_utf8(made.bytes).expect("text");
        let lines: Vec<&str> = text.lines().collect();
        assert!(lines.len() > 1, "{name}");
        for at in 0..lines.len() {
            let mut changed: Vec<String> = lines.iter().map(ToString::to_string).collect();
            changed[at] = changed[at].replacen("2026", "2025", 1);
            let mut cut = lines.clone();
            cut.remove(at);
            let mut moved = lines.clone();
            moved.swap(at, (at + 1) % lines.len());
            let mut doubled = lines.clone();
            doubled.insert(at, lines[at]);
            let tried = [
                ("changed", changed.join("\n"), true),
                // A chain cut at its end is found by whoever holds an older head.
                ("cut", cut.join("\n"), at > 0 && at + 1 < lines.len()),
                ("moved", moved.join("\n"), true),
                ("doubled", doubled.join("\n"), true),
            ];
            for (how, text, noticed) in tried {
                std::fs::write(&place, text).expect("written");
                assert!(!run(&place).0 || !noticed, "{name}: line {at} {how}");
            }
        }
    }
}
