//! The rules to read, through the program: complete, beside their law, run, compared, and found again in one's own cases.

use app::{App, Code, Kdf};
use chrono::{DateTime, FixedOffset};
use serde_json::{Value, json};
use std::collections::BTreeSet;

const NEWEST: &str = "offences/assisting_cybercrime/2025-07-28.toml";
const OLDER: &str = "offences/assisting_cybercrime/2019-11-01.toml";

struct Office {
    _folder: tempfile::TempDir,
    app: App,
}

impl Office {
    fn new() -> Office {
        let folder = tempfile::tempdir().expect("a folder");
        let mut app = App::open(folder.path(), Kdf::light_for_tests());
        let vault = json!({ "name": "李律师", "passphrase": "纸船 灯塔 白鹭 七点" });
        app.call("create_vault", vault, now()).expect("a vault");
        Office { _folder: folder, app }
    }

    fn call(&mut self, name: &str, request: Value) -> Value {
        self.app
            .call(name, request, now())
            .unwrap_or_else(|why| panic!("{name}: {why}"))
    }
}

fn now() -> DateTime<FixedOffset> {
    "2026-11-23T09:00:00+08:00".parse().expect("a moment")
}

fn rows<'a>(view: &'a Value, list: &str) -> &'a [Value] {
    view[list].as_array().map_or(&[], Vec::as_slice)
}

/// Every version of every rule set in the list.
fn listed(view: &Value) -> Vec<String> {
    let entries = rows(view, "kinds").iter().flat_map(|kind| rows(kind, "rules"));
    entries
        .flat_map(|entry| rows(entry, "versions"))
        .map(|version| version["file"].as_str().unwrap_or_default().to_string())
        .collect()
}

#[test]
fn every_rule_set_is_listed_once_and_every_rule_of_it_is_read() {
    let mut office = Office::new();
    let list = office.call("rule_list", json!({}));
    let files = listed(&list);
    let known: Vec<&law::RuleSet> = app::book().rule_sets().collect();
    assert_eq!(
        files.iter().collect::<BTreeSet<_>>(),
        known.iter().map(|rules| &rules.file).collect()
    );
    assert_eq!(files.len(), known.len(), "each once");
    let kinds: Vec<&Value> = rows(&list, "kinds").iter().map(|kind| &kind["kind"]).collect();
    assert_eq!(
        kinds,
        ["offence", "defence", "sentencing", "exit", "ladder"],
        "each kind once"
    );
    for rules in known {
        let pack = office.call("rule_pack", json!({ "file": rules.file }));
        let told = |row: &&Value| row["again"] == false;
        let read: Vec<&str> = rows(&pack, "rows")
            .iter()
            .filter(told)
            .filter_map(|row| row["node"].as_str())
            .collect();
        let nodes: BTreeSet<&str> = rules.nodes.iter().map(|node| node.id.as_str()).collect();
        assert_eq!(read.iter().copied().collect::<BTreeSet<_>>(), nodes, "{}", rules.file);
        assert_eq!(read.len(), nodes.len(), "{}: each told once", rules.file);
        for row in rows(&pack, "rows") {
            assert!(row["words"].as_str().is_some_and(|words| !words.is_empty()), "{row}");
            for cite in rows(row, "cites") {
                let shown = &pack["provisions"][cite.as_str().unwrap_or_default()];
                assert!(
                    shown["digest"].as_str().is_some_and(|digest| !digest.is_empty()),
                    "{}: {cite} has no digest",
                    rules.file
                );
            }
            for expectation in rows(row, "examples") {
                let at = expectation["example"].as_u64().unwrap_or(u64::MAX) as usize;
                assert!(rows(&pack, "examples").len() > at, "{row}");
            }
        }
    }
}

#[test]
fn the_list_counts_what_the_newest_version_holds() {
    let mut office = Office::new();
    let list = office.call("rule_list", json!({}));
    let entries: Vec<&Value> = rows(&list, "kinds")
        .iter()
        .flat_map(|kind| rows(kind, "rules"))
        .collect();
    let charge = entries
        .iter()
        .find(|entry| entry["id"] == "assisting_cybercrime")
        .expect("the offence");
    let versions = rows(charge, "versions");
    assert_eq!(versions.last().map(|last| &last["file"]), Some(&json!(NEWEST)));
    let pack = office.call("rule_pack", json!({ "file": NEWEST }));
    let count = |what: &dyn Fn(&Value) -> bool| {
        let rows = rows(&pack, "rows").iter();
        json!(rows.filter(|row| row["again"] == false && what(row)).count())
    };
    assert_eq!(charge["nodes"], count(&|_| true));
    assert_eq!(charge["untranslated"], count(&|row| row["untranslated"] != ""));
    assert_eq!(charge["readings"], count(&|row| row["readings"] == true));
    assert_eq!(charge["examples"], json!(rows(&pack, "examples").len()));
    assert!(charge["untranslated"].as_u64() > Some(0) && charge["examples"].as_u64() > Some(50));
}

#[test]
fn every_example_comes_out_as_expected_when_it_is_run() {
    let mut office = Office::new();
    let list = office.call("rule_list", json!({}));
    let (mut run, mut checked) = (0, 0);
    for file in listed(&list) {
        let view = office.call("run_rule_tests", json!({ "file": file }));
        let tests = rows(&view, "tests");
        assert_eq!(view["passed"], json!(tests.len()), "{file}");
        for test in tests {
            for check in rows(test, "checks") {
                assert_eq!(check["expected"], check["found"], "{file}: {test}");
                assert!(
                    check["name"]
                        .as_str()
                        .is_some_and(|name| name.chars().any(|c| c >= '\u{4e00}')),
                    "{file}: {check} has no name to read"
                );
                checked += 1;
            }
        }
        run += tests.len();
    }
    assert!(run > 200 && checked > run, "{run} examples, {checked} expectations");
}

#[test]
fn the_diff_names_what_came_with_the_newest_law() {
    let mut office = Office::new();
    let diff = office.call("rule_diff", json!({ "from": OLDER, "to": NEWEST }));
    let said: Vec<&str> = rows(&diff, "groups")
        .iter()
        .flat_map(|group| rows(group, "changes"))
        .filter_map(|change| change["words"].as_str())
        .collect();
    assert!(said.iter().any(|words| words.contains("三十万")), "{said:?}");
    let same = office.call("rule_diff", json!({ "from": NEWEST, "to": NEWEST }));
    assert_eq!(same["groups"], json!([]));
    let other = json!({ "from": OLDER, "to": "defences/surrender.toml" });
    let refused = office.app.call("rule_diff", other, now()).expect_err("two rule sets");
    assert_eq!(refused.code, Code::Invalid);
}

#[test]
fn cases_that_use_a_rule_are_found_with_how_it_came_out() {
    let mut office = Office::new();
    let ask = |file: &str, node: &str| json!({ "file": file, "node": node, "after": 0 });
    let none = office.call("rule_cases", ask(NEWEST, ""));
    assert_eq!((&none["rows"], &none["total"]), (&json!([]), &json!(0)));
    let demo = office.call("create_demo", json!({}))["id"].clone();
    let whole = office.call("rule_cases", ask(NEWEST, ""));
    let wang = rows(&whole, "rows")
        .iter()
        .find(|row| row["actor"] == "wang")
        .expect("the accused of the demo case");
    assert_eq!((&wang["case"], &wang["charged"]), (&demo, &json!(true)));
    // The same as the matrix of that case says, from every position.
    let request =
        json!({ "case": demo, "actor": "wang", "pack": "2025-07-28", "accepted_only": false, "stance": "proved" });
    let matrix = office.call("matrix", request);
    let knowledge = office.call("rule_cases", ask(NEWEST, "knowledge"));
    let row = rows(&matrix, "rows")
        .iter()
        .find(|row| row["node"] == "knowledge")
        .expect("the element");
    let found = rows(&knowledge, "rows")
        .iter()
        .find(|row| row["actor"] == "wang")
        .expect("the accused");
    for stance in ["alleged", "proved", "ours"] {
        assert_eq!(
            found["came"][stance]["truth"], row["cells"][stance]["truth"],
            "{stance}"
        );
    }
    assert_eq!(
        (&knowledge["compared"], &knowledge["total"], &knowledge["more"]),
        (&json!(1), &json!(1), &json!(false))
    );
    let past = office.call("rule_cases", json!({ "file": NEWEST, "node": "", "after": 20 }));
    assert_eq!(past["rows"], json!([]), "an earlier page is not told again");
}

/// A rule about one row has no outcome of its own: the rule that counts the rows is shown and named.
#[test]
fn what_is_about_one_row_is_shown_by_the_rule_that_counts_it() {
    let mut office = Office::new();
    office.call("create_demo", json!({}));
    let rules = app::book()
        .rule_sets()
        .find(|rules| rules.file == NEWEST)
        .expect("the rules");
    let about_a_row = rules
        .nodes
        .iter()
        .find(|node| node.row.is_some())
        .expect("a rule about a row");
    let view = office.call(
        "rule_cases",
        json!({ "file": NEWEST, "node": about_a_row.id, "after": 0 }),
    );
    assert_ne!(view["shown"], json!(about_a_row.name));
    let shown = rules
        .nodes
        .iter()
        .find(|node| json!(node.name) == view["shown"])
        .expect("a rule");
    assert!(shown.row.is_none());
}
