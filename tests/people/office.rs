//! An invented office, and the requests its people make.

use app::{App, Failure, Kdf};
use chrono::{DateTime, Duration, FixedOffset};
use serde_json::{Value, json};

pub(super) const LAWYER: (&str, &str) = ("李律师", "纸船 灯塔 白鹭 七点");
pub(super) const PARALEGAL: (&str, &str) = ("陈助理", "石榴 铁轨 晨雾 三号");

pub(super) struct Office {
    pub(super) app: App,
    pub(super) folder: tempfile::TempDir,
    pub(super) minute: i64,
}

impl Office {
    pub(super) fn new() -> Office {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let app = App::open(&folder.path().join("vault"), Kdf::light_for_tests());
        let mut office = Office { app, folder, minute: 0 };
        office.call("create_vault", json!({ "name": LAWYER.0, "passphrase": LAWYER.1 }));
        office.call(
            "add_user",
            json!({ "name": PARALEGAL.0, "role": "paralegal", "passphrase": PARALEGAL.1 }),
        );
        office
    }

    pub(super) fn ask(&mut self, name: &str, request: Value) -> Result<Value, Failure> {
        self.minute += 1;
        let start: DateTime<FixedOffset> = "2026-11-23T09:00:00+08:00".parse().expect("a moment");
        self.app.call(name, request, start + Duration::minutes(self.minute))
    }

    pub(super) fn call(&mut self, name: &str, request: Value) -> Value {
        self.ask(name, request).unwrap_or_else(|why| panic!("{name}: {why}"))
    }

    pub(super) fn refused(&mut self, name: &str, request: Value) -> Failure {
        self.ask(name, request).expect_err("is refused")
    }

    /// Locks and unlocks as somebody, which also forgets everything that is only in memory.
    pub(super) fn sit_down(&mut self, user: (&str, &str)) {
        let state = self.call("vault_state", json!({}));
        let users = state["users"].as_array().expect("users");
        let id = users.iter().find(|one| one["name"] == user.0).expect("a user")["id"].clone();
        self.call("unlock", json!({ "user": id, "passphrase": user.1 }));
    }

    pub(super) fn open(&mut self, name: &str, accused: &str) -> String {
        let made = self.call("create_case", new_case(name, accused));
        made["id"].as_str().expect("an id").to_owned()
    }

    pub(super) fn put(&mut self, case: &str, person: Value) -> Value {
        let seen = self.call("people", json!({ "case": case }))["revision"].clone();
        self.call(
            "put_person",
            json!({ "case": case, "id": "", "person": person, "seen": seen }),
        )
    }

    pub(super) fn check(&mut self, case: &str, person: Value) -> Value {
        self.call("conflict_check", json!({ "case": case, "id": "", "person": person }))
    }
}

pub(super) fn new_case(name: &str, accused: &str) -> Value {
    json!({ "name": name, "accused": accused, "charge": "assisting_cybercrime", "stage": "prosecution_review" })
}

pub(super) fn person(name: &str, role: &str, more: Value) -> Value {
    let mut person = json!({ "name": name, "aliases": [], "role": role, "unit": false, "register": "", "ids": [], "phones": [],
                             "accounts": [], "employer": "", "note": "" });
    for (key, value) in more.as_object().expect("fields") {
        person[key] = value.clone();
    }
    person
}

/// Level, ground, name there and the reasons of each match.
pub(super) fn told(view: &Value) -> Vec<String> {
    let of = |one: &Value| {
        let reasons = one["reasons"].as_array().expect("reasons");
        let reasons: Vec<&str> = reasons.iter().filter_map(|reason| reason["name"].as_str()).collect();
        let word = |key: &str| one[key].as_str().expect("text").to_owned();
        format!(
            "{} {} {} {}",
            word("level"),
            word("ground"),
            word("name"),
            reasons.join("+")
        )
    };
    view["matches"].as_array().expect("matches").iter().map(of).collect()
}
