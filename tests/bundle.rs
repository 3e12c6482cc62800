//! Rules that came later: read, tried, compared on one's own cases, accepted, and in force until they are put back.

use app::{App, Code, Kdf};
use chrono::{DateTime, FixedOffset};
use serde_json::{Value, json};
use std::path::Path;

const LAWYER: (&str, &str) = ("李律师", "纸船 灯塔 白鹭 七点");
const PARALEGAL: (&str, &str) = ("陈助理", "石榴 铁轨 晨雾 三号");
const PACK: &str = "offences/assisting_cybercrime/2025-07-28.toml";

fn now() -> DateTime<FixedOffset> {
    "2026-11-23T09:00:00+08:00".parse().expect("a moment")
}

/// The program's own rules as a bundle, one text replaced by another in one file.
fn bundle(path: &str, replace: &str, with: &str) -> String {
    let files = app::rule_files().into_iter().map(|file| {
        let text = if file.path == path {
            assert!(file.text.contains(replace), "{path} says {replace}");
            file.text.replacen(replace, with, 1)
        } else {
            file.text
        };
        (file.path, json!(text))
    });
    let files: serde_json::Map<String, Value> = files.collect();
    json!({ "format": 1, "files": files }).to_string()
}

/// The same rules under another name.
fn harmless() -> String {
    bundle("edition.toml", "name = \"明辩规则包\"", "name = \"某所规则包\"")
}

struct Office {
    folder: tempfile::TempDir,
    app: App,
}

impl Office {
    fn new() -> Office {
        let folder = tempfile::tempdir().expect("a folder");
        let app = App::open(folder.path(), Kdf::light_for_tests());
        let mut office = Office { folder, app };
        office.call("create_vault", json!({ "name": LAWYER.0, "passphrase": LAWYER.1 }));
        office.call(
            "add_user",
            json!({ "name": PARALEGAL.0, "role": "paralegal", "passphrase": PARALEGAL.1 }),
        );
        office.call("create_demo", json!({}));
        office
    }

    fn call(&mut self, name: &str, request: Value) -> Value {
        self.app
            .call(name, request, now())
            .unwrap_or_else(|why| panic!("{name}: {why}"))
    }

    fn refused(&mut self, name: &str, request: Value) -> app::Failure {
        self.app.call(name, request, now()).expect_err("refused")
    }

    fn unlock(&mut self, user: (&str, &str)) {
        let folder: &Path = self.folder.path();
        self.app = App::open(Path::new("nowhere"), Kdf::light_for_tests());
        self.app = App::open(folder, Kdf::light_for_tests());
        let state = self.call("vault_state", json!({}));
        let users = state["users"].as_array().cloned().unwrap_or_default();
        let id = users
            .iter()
            .find(|own| own["name"] == user.0)
            .map(|own| own["id"].clone());
        self.call("unlock", json!({ "user": id, "passphrase": user.1 }));
    }

    fn edition(&mut self) -> String {
        let state = self.call("rules_state", json!({}));
        state["in_force"]["name"].as_str().unwrap_or_default().to_string()
    }
}

#[test]
fn accepted_rules_are_in_force_after_the_next_unlock_until_they_are_put_back() {
    let mut office = Office::new();
    let text = harmless();
    let staged = office.call("stage_rules", json!({ "text": text }));
    assert_eq!(staged["changed"][0]["path"], "edition.toml");
    assert_eq!(staged["changed"].as_array().map(Vec::len), Some(1));
    assert!(
        staged["examples"].as_u64().is_some_and(|count| count > 200),
        "{}",
        staged["examples"]
    );
    let fingerprint = staged["edition"]["fingerprint"].clone();
    assert_eq!(fingerprint, json!(app::fingerprint(&text)));
    assert_eq!(office.edition(), "明辩规则包", "nothing is in force by being read");
    let effects = office.call("rule_effects", json!({ "fingerprint": fingerprint, "after": 0 }));
    assert_eq!(
        (&effects["rows"], &effects["compared"], &effects["more"]),
        (&json!([]), &json!(1), &json!(false))
    );
    office.call("install_rules", json!({ "fingerprint": fingerprint }));
    assert_eq!(office.edition(), "某所规则包");
    office.unlock(PARALEGAL);
    assert_eq!(office.edition(), "某所规则包", "for everybody in the vault");
    assert_eq!(office.refused("uninstall_rules", json!({})).code, Code::Forbidden);
    office.unlock(LAWYER);
    office.call("uninstall_rules", json!({}));
    assert_eq!(office.edition(), "明辩规则包");
    office.unlock(LAWYER);
    assert_eq!(office.edition(), "明辩规则包");
}

#[test]
fn faulty_older_and_foreign_files_are_refused_with_a_reason() {
    let mut office = Office::new();
    let said = |office: &mut Office, text: &str| office.refused("stage_rules", json!({ "text": text })).to_string();
    assert!(said(&mut office, "不是规则包").contains("不是规则包"));
    let dangling = bundle("defences/restitution.toml", "root", "roots");
    assert!(said(&mut office, &dangling).contains("defences/restitution.toml"));
    let older = bundle("edition.toml", "date = \"2026-", "date = \"2019-");
    assert!(said(&mut office, &older).contains("早于程序自带的规则"));
    assert!(
        said(
            &mut office,
            &bundle(PACK, "at_least = \"10000.00 元\"", "at_least = \"20000.00 元\"")
        )
        .contains("示例"),
        "a number changed against its examples"
    );
    let newer = harmless().replacen("\"format\":1", "\"format\":2", 1);
    assert!(said(&mut office, &newer).contains("请先升级程序"));
    assert_eq!(office.edition(), "明辩规则包");
}

#[test]
fn only_what_was_read_is_accepted() {
    let mut office = Office::new();
    let text = harmless();
    let fingerprint = app::fingerprint(&text);
    assert_eq!(
        office
            .refused("install_rules", json!({ "fingerprint": fingerprint }))
            .code,
        Code::Invalid
    );
    office.call("stage_rules", json!({ "text": text }));
    assert_eq!(
        office.refused("install_rules", json!({ "fingerprint": "0" })).code,
        Code::Invalid
    );
    office.refused("rule_effects", json!({ "fingerprint": fingerprint, "after": 0 }));
}

#[test]
fn what_would_come_out_otherwise_is_told_before_it_is_accepted() {
    let mut office = Office::new();
    let text = bundle(PACK, "short = \"帮信罪\"", "short = \"帮助罪\"");
    let staged = office.call("stage_rules", json!({ "text": text }));
    let request = json!({ "fingerprint": staged["edition"]["fingerprint"], "after": 0 });
    let effects = office.call("rule_effects", request.clone());
    let rows = effects["rows"].as_array().cloned().unwrap_or_default();
    assert!(!rows.is_empty());
    for row in &rows {
        assert!(
            row["before"].as_str().is_some_and(|said| said.contains("帮信罪")),
            "{row}"
        );
        assert!(
            row["after"].as_str().is_some_and(|said| said.contains("帮助罪")),
            "{row}"
        );
    }
    let listed = |office: &mut Office| office.call("case_list", json!({}))["cases"][0]["result"].to_string();
    assert!(listed(&mut office).contains("帮信罪"));
    office.call("install_rules", json!({ "fingerprint": request["fingerprint"] }));
    assert!(
        listed(&mut office).contains("帮助罪"),
        "the list follows the rules in force"
    );
}

#[test]
fn a_rules_folder_becomes_one_file_that_is_accepted() {
    let text = app::write_bundle(&app::rule_files()).unwrap_or_else(|why| panic!("{why}"));
    let staged = Office::new().call("stage_rules", json!({ "text": text }));
    assert_eq!(staged["changed"], json!([]));
}
