//! Who may do what: every command while the vault is locked, for a paralegal and for a lawyer; and what a paralegal may
//! not decide inside a command that is otherwise theirs.

mod paper;
mod table;
pub(crate) mod walls;

use std::collections::BTreeSet;
use std::path::Path;

use app::{App, COMMANDS, Code, Failure, Gate, Kdf};
use chrono::{DateTime, FixedOffset};
use paper::table;
use serde_json::{Value, json};
use table::Row;

const LAWYER: (&str, &str) = ("李律师", "纸船 灯塔 白鹭 七点");
const PARALEGAL: (&str, &str) = ("陈助理", "石榴 铁轨 晨雾 三号");
/// Words of the case that a refusal may not repeat.
const PRIVATE: [&str; 3] = ["欧阳某", "某机密案", "某象棋网站"];

/// Who sits at the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Desk {
    Locked,
    Paralegal,
    Lawyer,
}

/// A vault with two users and one case, and the case's id.
struct Office {
    folder: tempfile::TempDir,
    case: String,
}

fn record(case: &str, path: &str, side: &str) -> Value {
    json!({ "case": case, "actor": "a1", "path": path, "side": side, "answer": { "kind": "yes" }, "sources": [], "note": "",
            "status": "", "reason": "有书面证据", "seen": 1 })
}

/// A comment on the case as a whole.
fn remark_on() -> Value {
    json!({ "kind": "case", "actor": "", "path": "", "volume": "", "page": 0, "key": "" })
}

fn now() -> DateTime<FixedOffset> {
    "2026-11-23T09:00:00+08:00".parse().expect("a moment")
}

impl Office {
    fn furnished() -> Office {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mut office = Office {
            folder,
            case: String::new(),
        };
        let mut app = office.app();
        let mut call = |name: &str, request| {
            app.call(name, request, now())
                .unwrap_or_else(|why| panic!("{name}: {why}"))
        };
        call("create_vault", json!({ "name": LAWYER.0, "passphrase": LAWYER.1 }));
        call(
            "add_user",
            json!({ "name": PARALEGAL.0, "role": "paralegal", "passphrase": PARALEGAL.1 }),
        );
        let case = json!({ "name": PRIVATE[1], "accused": PRIVATE[0], "charge": "assisting_cybercrime", "stage": "prosecution_review" });
        let case = call("create_case", case)["id"].as_str().expect("an id").to_owned();
        call(
            "add_row",
            json!({ "case": case, "actor": "a1", "table": "objects", "side": "alleged", "name": PRIVATE[2] }),
        );
        let person = json!({ "name": PRIVATE[0], "aliases": [], "role": "witness", "unit": false, "register": "", "ids": [],
                             "phones": ["13800000000"], "accounts": [], "employer": "", "note": "" });
        call(
            "put_person",
            json!({ "case": case, "id": "", "person": person, "seen": 1 }),
        );
        office.case = case;
        office
    }

    fn app(&self) -> App {
        App::open(&self.folder.path().join("vault"), Kdf::light_for_tests())
    }

    fn id(&self, name: &str) -> String {
        let state = self
            .app()
            .call("vault_state", json!({}), now())
            .expect("readable while locked");
        let users = state["users"].as_array().expect("a list");
        let user = users
            .iter()
            .find(|user| user["name"] == name)
            .expect("a user of that name");
        user["id"].as_str().expect("an id").to_owned()
    }

    /// The program with this person in front of it, on a copy of the office: what one does, the next does not see.
    fn at(&self, desk: Desk) -> (Office, App) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        copy(self.folder.path(), folder.path());
        let own = Office {
            folder,
            case: self.case.clone(),
        };
        let mut app = own.app();
        if let Some((name, passphrase)) = desk.person() {
            let request = json!({ "user": own.id(name), "passphrase": passphrase });
            app.call("unlock", request, now()).expect("their own passphrase");
        }
        (own, app)
    }
}

impl Desk {
    const ALL: [Desk; 3] = [Desk::Locked, Desk::Paralegal, Desk::Lawyer];

    fn person(self) -> Option<(&'static str, &'static str)> {
        match self {
            Desk::Locked => None,
            Desk::Paralegal => Some(PARALEGAL),
            Desk::Lawyer => Some(LAWYER),
        }
    }

    /// What this desk is told at this gate.
    fn refused(self, gate: Gate) -> Option<Code> {
        match (self, gate) {
            (_, Gate::Anyone) | (Desk::Lawyer, _) | (Desk::Paralegal, Gate::User) => None,
            (Desk::Locked, _) => Some(Code::Locked),
            (Desk::Paralegal, Gate::Lawyer) => Some(Code::Forbidden),
        }
    }
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("readable") {
        let entry = entry.expect("readable");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target)
        } else {
            std::fs::copy(entry.path(), target).map(|_| ()).expect("copied")
        }
    }
}

/// Says nothing of the case, in Chinese.
fn silent(what: &str, failure: &Failure) {
    let said = failure.to_string();
    assert!(said.chars().any(|c| c >= '\u{4e00}'), "{what}: {said}");
    for word in PRIVATE {
        assert!(!said.contains(word), "{what} repeats {word}: {said}");
    }
}

#[test]
fn every_command_is_in_the_table() {
    let office = Office {
        folder: tempfile::tempdir().expect("a folder"),
        case: String::new(),
    };
    // Only names and gates are read here; the vault in which requests make sense is built below.
    let mut app = office.app();
    app.call(
        "create_vault",
        json!({ "name": LAWYER.0, "passphrase": LAWYER.1 }),
        now(),
    )
    .expect("a vault");
    let helper = json!({ "name": PARALEGAL.0, "role": "paralegal", "passphrase": PARALEGAL.1 });
    app.call("add_user", helper, now()).expect("a second user");
    drop(app);
    let typed: BTreeSet<(&str, String)> = table(&office)
        .iter()
        .map(|row| (row.name, format!("{:?}", row.gate)))
        .collect();
    let listed: BTreeSet<(&str, String)> = COMMANDS
        .iter()
        .map(|command| (command.name, format!("{:?}", command.gate)))
        .collect();
    assert_eq!(
        listed, typed,
        "a new command, or a new gate, belongs into the table of this file"
    );
}

#[test]
fn every_command_knows_who_calls() {
    let office = Office::furnished();
    for row in table(&office) {
        for desk in Desk::ALL {
            let (own, mut app) = office.at(desk);
            let request = prepare(&own, &mut app, desk, &row);
            let answer = app.call(row.name, request, now());
            let what = format!("{} for {desk:?}", row.name);
            match (answer, desk.refused(row.gate)) {
                (Ok(_), None) => {}
                (Ok(view), Some(_)) => panic!("{what} should be refused, gave {view}"),
                (Err(failure), None) => panic!("{what} should be answered: {failure}"),
                (Err(failure), Some(code)) => {
                    assert_eq!(failure.code, code, "{what}: {failure}");
                    silent(&what, &failure);
                }
            }
        }
    }
}

/// A rule set of the charge.
const PACK: &str = "offences/assisting_cybercrime/2025-07-28.toml";

/// The program's own rules as a file.
fn own_rules() -> String {
    app::write_bundle(&app::rule_files()).expect("the own rules")
}

/// What has to be done first for the request to make sense.
fn prepare(own: &Office, app: &mut App, desk: Desk, row: &Row) -> Value {
    let mut request = row.request.clone();
    match (row.name, desk.person()) {
        ("create_vault", _) => {
            app.call("lock", json!({}), now()).expect("locks");
            std::fs::remove_dir_all(own.folder.path().join("vault")).expect("emptied");
        }
        ("change_passphrase", Some((_, passphrase))) => request["old"] = json!(passphrase),
        ("begin_sheet" | "confirm_sheet" | "recover_vault", person) => {
            walls::prepare(own, app, person, row.name, &mut request)
        }
        ("settle_remark" | "remove_remark" | "ask_in_meeting", Some(_)) => {
            let put =
                json!({ "case": own.case, "id": "", "reply_to": "", "on": remark_on(), "text": "请核对", "seen": 1 });
            let saved = app.call("put_remark", put, now()).expect("a comment");
            request["seen"] = saved["revision"].clone();
        }
        ("restore_case" | "destroy_case", Some(_)) => {
            // A paralegal does not put a case into the bin: a lawyer has.
            let request = json!({ "user": own.id(LAWYER.0), "passphrase": LAWYER.1 });
            app.call("unlock", request, now()).expect("the lawyer");
            app.call("bin_case", json!({ "case": own.case }), now())
                .expect("in the bin");
            let (name, passphrase) = desk.person().expect("somebody");
            let request = json!({ "user": own.id(name), "passphrase": passphrase });
            app.call("unlock", request, now()).expect("their own passphrase");
        }
        ("undo" | "redo" | "undo_to", Some(_)) => {
            app.call("record_position", record(&own.case, "is_student", "alleged"), now())
                .expect("recorded");
            if row.name == "redo" {
                app.call("undo", json!({ "case": own.case }), now()).expect("undone");
            }
        }
        ("rule_effects" | "install_rules", Some(_)) if desk == Desk::Lawyer => {
            let staged = app
                .call("stage_rules", json!({ "text": own_rules() }), now())
                .expect("read");
            request["fingerprint"] = staged["edition"]["fingerprint"].clone();
        }
        (name, Some(_)) if FILE.contains(&name) => crate::file::prepare(app, &own.case, name, &mut request),
        ("judge_exhibit" | "check_exhibit" | "exclude_exhibit" | "remove_exhibit", Some(_)) => {
            seen(app, &own.case, "put_exhibit", table::exhibit(&own.case));
        }
        (name, Some(person)) if paper::PREPARED.contains(&name) => paper::prepare(own, app, name, person),
        ("settle_exhibit", Some(person)) => {
            // A lawyer's own words wait for nobody: the paralegal proposes.
            let unlock = |app: &mut App, (name, passphrase): (&str, &str)| {
                let request = json!({ "user": own.id(name), "passphrase": passphrase });
                app.call("lock", json!({}), now()).expect("locks");
                app.call("unlock", request, now()).expect("their own passphrase");
            };
            unlock(app, PARALEGAL);
            seen(app, &own.case, "put_exhibit", table::exhibit(&own.case));
            let raised = json!({ "case": own.case, "id": "e0001", "ground": "data_flawed", "clues": "没有封条", "state": "planned", "seen": 99 });
            seen(app, &own.case, "exclude_exhibit", raised);
            unlock(app, person);
        }
        (
            "list_statements" | "remove_statement" | "remove_proposition" | "put_assertion" | "record_assertion",
            Some(_),
        ) => {
            for (name, request) in [
                ("put_statement", table::statement(&own.case)),
                ("put_proposition", table::proposition(&own.case)),
                ("put_assertion", table::assertion(&own.case)),
            ] {
                seen(app, &own.case, name, request);
            }
        }
        ("complete_limit" | "sign_limit" | "reopen_limit" | "take_derived", Some(_)) => {
            for (kind, on) in [("bailed", "2026-11-01"), ("transferred", "2026-11-10")] {
                let event =
                    json!({ "kind": kind, "document": "", "on": on, "served_on": on, "months": "", "days": "" });
                let add = json!({ "case": own.case, "actor": "", "event": event, "sources": [], "seen": 1 });
                app.call("add_event", add, now()).expect("recorded");
            }
            if matches!(row.name, "sign_limit" | "reopen_limit") {
                let mark = json!({ "case": own.case, "actor": "", "key": LIMIT, "on": "20261123", "how": "提交意见", "document": "", "confirm": "完成", "seen": 1 });
                app.call("complete_limit", mark, now()).expect("marked");
            }
            request["seen"] = app
                .call("case_head", json!({ "case": own.case }), now())
                .expect("the bar")["revision"]
                .clone();
        }
        ("untag_page", Some(_)) => {
            crate::file::prepare(app, &own.case, "tag_page", &mut json!({}));
            let tag = json!({ "case": own.case, "volume": "v0001", "page": 1, "text": "有利" });
            app.call("tag_page", tag, now()).expect("marked");
            request["id"] = json!("t0001");
        }
        ("remove_note", Some(_)) => {
            let note = json!({ "case": own.case, "id": "", "title": "", "text": "周四会见" });
            app.call("set_note", note, now()).expect("written");
        }
        ("change_task" | "finish_task" | "reopen_task" | "drop_task", Some(_)) => {
            let add = json!({ "case": own.case, "actor": "", "kind": "other", "text": "阅卷", "due": "", "who": "", "fact": "", "limit": "", "seen": 1 });
            app.call("add_task", add, now()).expect("added");
            request["seen"] = app
                .call("case_head", json!({ "case": own.case }), now())
                .expect("the bar")["revision"]
                .clone();
        }
        _ => {}
    }
    if request["seen"] == 99 && desk.person().is_some() {
        request["seen"] = revision(app, &own.case);
    }
    request
}

/// Commands of the file, which ask for a volume to be there.
const FILE: [&str; 15] = [
    "file_view",
    "add_volume",
    "discard_staged",
    "set_volume",
    "order_volumes",
    "set_page_map",
    "replace_volume",
    "remove_volume",
    "put_page_text",
    "retry_pages",
    "mark_read",
    "page_view",
    "comment_page",
    "tag_page",
    "accept_cites",
];
/// The revision a page would show now.
fn revision(app: &mut App, case: &str) -> Value {
    app.call("case_head", json!({ "case": case }), now()).expect("a head")["revision"].clone()
}

/// A change made on a page that shows the present.
fn seen(app: &mut App, case: &str, name: &str, mut request: Value) {
    request["seen"] = revision(app, case);
    app.call(name, request, now())
        .unwrap_or_else(|why| panic!("{name}: {why}"));
}

/// The limit of prosecution review, in a case whose second event is the transfer.
const LIMIT: &str = "prosecution_review@r0002";

#[test]
fn files_are_made_for_users_only() {
    let office = Office::furnished();
    let document =
        json!({ "case": office.case, "actor": "", "document": "case_analysis", "pack": null, "accepted_only": false });
    for (name, request) in [
        ("export_document", document),
        ("export_case", json!({ "case": office.case })),
        ("export_log", json!({ "case": office.case, "format": "jsonl" })),
        ("export_log", json!({ "case": office.case, "format": "csv" })),
    ] {
        let (_own, mut locked) = office.at(Desk::Locked);
        let failure = locked.export(name, request.clone(), now()).expect_err("locked");
        assert_eq!(failure.code, Code::Locked, "{name}");
        silent(name, &failure);
        for desk in [Desk::Paralegal, Desk::Lawyer] {
            let (_own, mut app) = office.at(desk);
            app.export(name, request.clone(), now())
                .unwrap_or_else(|why| panic!("{name} for {desk:?}: {why}"));
        }
    }
}

#[test]
fn what_a_paralegal_exports_is_a_draft() {
    let office = Office::furnished();
    let request =
        json!({ "case": office.case, "actor": "", "document": "case_analysis", "pack": null, "accepted_only": true });
    for (desk, draft) in [(Desk::Paralegal, true), (Desk::Lawyer, false)] {
        let (_own, mut app) = office.at(desk);
        let file = app.export("export_document", request.clone(), now()).expect("made");
        assert_eq!(file.file_name.contains("草稿"), draft, "{desk:?}: {}", file.file_name);
        let view = app.call("document", request.clone(), now()).expect("shown");
        assert_eq!(view["draft"], draft, "{desk:?}");
    }
}

#[test]
fn only_a_lawyer_decides() {
    let office = Office::furnished();
    let case = office.case.as_str();
    let found_row = json!({ "case": case, "actor": "a1", "table": "objects", "side": "finding", "name": "某论坛" });
    let decisions = [
        ("a finding", "record_position", record(case, "is_student", "finding")),
        (
            "a finding on a cell",
            "record_position",
            record(case, "objects/r0001/crime_verified", "finding"),
        ),
        (
            "a finding that a row is there",
            "record_position",
            record(case, "objects/r0001", "finding"),
        ),
        (
            "that a table is complete",
            "record_position",
            record(case, "objects#complete", "finding"),
        ),
        (
            "a judgment, on our side",
            "record_position",
            record(case, "obviously_minor", "ours"),
        ),
        (
            "a judgment, on the other side",
            "record_position",
            record(case, "k3_counter", "alleged"),
        ),
        ("a row found", "add_row", found_row),
    ];
    for (what, name, request) in decisions {
        let (_own, mut paralegal) = office.at(Desk::Paralegal);
        let failure = paralegal.call(name, request.clone(), now()).expect_err(what);
        assert_eq!(failure.code, Code::Forbidden, "{what}: {failure}");
        silent(what, &failure);
        let log = paralegal
            .call("activity", json!({ "case": case }), now())
            .expect("the log");
        assert_eq!(
            log["rows"].as_array().map(Vec::len),
            Some(3),
            "{what} left a trace: {log}"
        );
        let (_own, mut lawyer) = office.at(Desk::Lawyer);
        lawyer
            .call(name, request, now())
            .unwrap_or_else(|why| panic!("{what}, by a lawyer: {why}"));
    }
}

/// What a lawyer found proved does not go away with a row, nor with somebody else's undo.
#[test]
fn what_was_found_stays_until_a_lawyer_removes_it() {
    let office = Office::furnished();
    let case = office.case.as_str();
    let (own, mut app) = office.at(Desk::Lawyer);
    app.call("record_position", record(case, "objects/r0001", "finding"), now())
        .expect("found");
    app.call("lock", json!({}), now()).expect("locks");
    let request = json!({ "user": own.id(PARALEGAL.0), "passphrase": PARALEGAL.1 });
    app.call("unlock", request, now()).expect("their own passphrase");
    let remove = json!({ "case": case, "actor": "a1", "table": "objects", "row": "r0001", "reason": "重复" });
    let failure = app.call("remove_row", remove.clone(), now()).expect_err("a row found");
    assert_eq!(failure.code, Code::Forbidden, "{failure}");
    silent("remove_row", &failure);
    let failure = app
        .call("undo", json!({ "case": case }), now())
        .expect_err("another's change");
    assert_eq!(failure.code, Code::Invalid, "{failure}");
    app.call("lock", json!({}), now()).expect("locks");
    let request = json!({ "user": own.id(LAWYER.0), "passphrase": LAWYER.1 });
    app.call("unlock", request, now()).expect("their own passphrase");
    app.call("remove_row", remove, now()).expect("by a lawyer");
}

/// A case file may hold findings and accepted entries; in a paralegal's hands they are proposals.
#[test]
fn what_a_paralegal_imports_waits_for_review() {
    let office = Office::furnished();
    let text = "format = 1\n[matter]\nname = \"丙案\"\ncharge = \"assisting_cybercrime\"\n[[party]]\nid = \"c\"\nname = \"某丙\"\n\
                [[entry]]\nactor = \"c\"\npath = \"is_student\"\nboth = true\nfound = true\nreason = \"学籍证明\"\n";
    for (desk, accepted, pending) in [(Desk::Paralegal, 0, 3), (Desk::Lawyer, 3, 0)] {
        let (_own, mut app) = office.at(desk);
        let listed = app
            .call("import_case", json!({ "text": text }), now())
            .expect("imported");
        assert_eq!(listed["pending"], pending, "{desk:?}");
        let head = app
            .call("case_head", json!({ "case": listed["id"] }), now())
            .expect("the case");
        assert_eq!(head["reviewed"], accepted, "{desk:?}");
    }
}
