//! Nothing is lost: drafts through a killed process, the recycle bin, changes taken back, the log, the folder, the archive.

mod bin;
mod drafts;
mod folder;
mod log;
mod remarks;

use std::path::Path;

use app::{App, Failure, Kdf};
use chrono::{DateTime, FixedOffset};
use serde_json::{Value, json};

pub(crate) const LAWYER: (&str, &str) = ("李律师", "纸船 灯塔 白鹭 七点");
pub(crate) const PARALEGAL: (&str, &str) = ("陈助理", "石榴 铁轨 晨雾 三号");

pub(crate) fn now() -> DateTime<FixedOffset> {
    "2026-11-24T09:00:00+08:00".parse().expect("a moment")
}

/// An office with two people and one case.
pub(crate) struct Desk {
    pub folder: tempfile::TempDir,
    pub app: App,
    pub case: String,
}

impl Desk {
    pub fn new() -> Desk {
        let folder = tempfile::tempdir().expect("a folder");
        let mut app = App::open(folder.path(), Kdf::light_for_tests());
        let mut call = |name: &str, request| {
            app.call(name, request, now())
                .unwrap_or_else(|why| panic!("{name}: {why}"))
        };
        call("create_vault", json!({ "name": LAWYER.0, "passphrase": LAWYER.1 }));
        call(
            "add_user",
            json!({ "name": PARALEGAL.0, "role": "paralegal", "passphrase": PARALEGAL.1 }),
        );
        let case = json!({ "name": "王某帮信案", "accused": "王某", "charge": "assisting_cybercrime", "stage": "investigation" });
        let case = call("create_case", case)["id"].as_str().expect("an id").to_owned();
        Desk { folder, app, case }
    }

    pub fn call(&mut self, name: &str, request: Value) -> Value {
        self.app
            .call(name, request, now())
            .unwrap_or_else(|why| panic!("{name}: {why}"))
    }

    pub fn refused(&mut self, name: &str, request: Value) -> Failure {
        self.app.call(name, request, now()).expect_err(name)
    }

    pub fn seen(&mut self) -> Value {
        let case = self.case.clone();
        self.call("case_head", json!({ "case": case }))["revision"].clone()
    }

    /// Answers a yes-or-no question of the accused.
    pub fn answer(&mut self, path: &str, side: &str, kind: &str) -> Value {
        let seen = self.seen();
        let case = self.case.clone();
        self.call(
            "record_position",
            json!({ "case": case, "actor": "a1", "path": path, "side": side, "answer": { "kind": kind }, "sources": [],
                    "note": "", "status": "", "reason": "书证", "seen": seen }),
        )
    }

    /// What a side says now: the kind of its answer.
    pub fn said(&mut self, path: &str, side: &str) -> String {
        let case = self.case.clone();
        let history = self.call("fact_history", json!({ "case": case, "actor": "a1", "path": path }));
        let rows = history["rows"].as_array().expect("rows");
        let row = rows.iter().find(|row| row["side"] == side);
        row.map_or_else(
            || "empty".into(),
            |row| row["answer"]["kind"].as_str().expect("a kind").into(),
        )
    }

    /// Another person sits down.
    pub fn sit(&mut self, (name, passphrase): (&str, &str)) {
        let user = user(self.folder.path(), name);
        self.call("unlock", json!({ "user": user, "passphrase": passphrase }));
    }
}

pub(crate) fn user(vault: &Path, name: &str) -> String {
    let state = App::open(vault, Kdf::light_for_tests())
        .call("vault_state", json!({}), now())
        .expect("readable");
    let users = state["users"].as_array().expect("users");
    let user = users.iter().find(|user| user["name"] == name).expect("that user");
    user["id"].as_str().expect("an id").to_owned()
}
