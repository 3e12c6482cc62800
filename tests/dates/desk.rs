//! A desk with a lawyer, a paralegal and one case, and what its tests ask of it.

use app::{App, Failure, Kdf};
use chrono::{DateTime, FixedOffset};
use serde_json::{Value, json};

pub(super) const LAWYER: (&str, &str) = ("李律师", "纸船 灯塔 白鹭 七点");
pub(super) const PARALEGAL: (&str, &str) = ("陈助理", "石榴 铁轨 晨雾 三号");
pub(super) const CLIENT: &str = "欧阳小明";
pub(super) const NAME: &str = "欧阳小明跑分案";

pub(super) fn at(day: &str) -> DateTime<FixedOffset> {
    format!("{day}T09:30:00+08:00").parse().expect("a moment")
}

pub(super) struct Desk {
    pub(super) app: App,
    pub(super) case: String,
    pub(super) day: &'static str,
    _folder: tempfile::TempDir,
}

impl Desk {
    pub(super) fn new(day: &'static str) -> Desk {
        let folder = tempfile::tempdir().expect("a folder");
        let mut app = App::open(&folder.path().join("vault"), Kdf::light_for_tests());
        let call = |app: &mut App, name: &str, request| app.call(name, request, at(day)).expect("answered");
        call(
            &mut app,
            "create_vault",
            json!({ "name": LAWYER.0, "passphrase": LAWYER.1 }),
        );
        call(
            &mut app,
            "add_user",
            json!({ "name": PARALEGAL.0, "role": "paralegal", "passphrase": PARALEGAL.1 }),
        );
        let case =
            json!({ "name": NAME, "accused": CLIENT, "charge": "assisting_cybercrime", "stage": "prosecution_review" });
        let case = call(&mut app, "create_case", case)["id"]
            .as_str()
            .expect("an id")
            .to_owned();
        Desk {
            app,
            case,
            day,
            _folder: folder,
        }
    }

    pub(super) fn as_user(&mut self, who: (&str, &str)) {
        let now = at(self.day);
        self.app.call("lock", json!({}), now).expect("locks");
        let state = self.app.call("vault_state", json!({}), now).expect("readable");
        let user = state["users"]
            .as_array()
            .expect("users")
            .iter()
            .find(|user| user["name"] == who.0)
            .expect("known")["id"]
            .clone();
        self.app
            .call("unlock", json!({ "user": user, "passphrase": who.1 }), now)
            .expect("unlocks");
    }

    pub(super) fn ask(&mut self, name: &str, mut request: Value) -> Result<Value, Failure> {
        let revision = self
            .app
            .call("case_head", json!({ "case": self.case }), at(self.day))
            .expect("the bar")["revision"]
            .clone();
        let object = request.as_object_mut().expect("an object");
        object.entry("case").or_insert(json!(self.case));
        object.entry("seen").or_insert(revision);
        self.app.call(name, request, at(self.day))
    }

    pub(super) fn call(&mut self, name: &str, request: Value) -> Value {
        self.ask(name, request).unwrap_or_else(|why| panic!("{name}: {why}"))
    }

    pub(super) fn event(&mut self, kind: &str, on: &str) {
        self.call("add_event", json!({ "actor": "", "sources": [], "event": { "kind": kind, "document": "文书", "on": on, "served_on": on, "months": "", "days": "" } }));
    }

    pub(super) fn dates(&mut self) -> Value {
        self.call("deadlines", json!({ "actor": "", "event": null }))
    }

    pub(super) fn period(&mut self, rule: &str) -> Value {
        let dates = self.dates();
        let phases = dates["phases"].as_array().expect("phases");
        let mut all = phases
            .iter()
            .flat_map(|phase| phase["periods"].as_array().expect("periods"));
        all.rfind(|period| {
            period["key"]
                .as_str()
                .is_some_and(|key| key.split('@').next() == Some(rule))
        })
        .unwrap_or_else(|| panic!("no {rule} in {dates}"))
        .clone()
    }

    pub(super) fn complete(&mut self, key: &Value, confirm: &str) -> Result<Value, Failure> {
        self.ask("complete_limit", json!({ "actor": "", "key": key, "on": self.day, "how": "提交书面辩护意见", "document": "意见书", "confirm": confirm }))
    }

    pub(super) fn limit(&mut self, name: &str, key: &Value) -> Result<Value, Failure> {
        self.ask(name, json!({ "actor": "", "key": key }))
    }

    /// Everywhere a limit warns: case bar, overview, list of cases, screen of limits, calendar of all cases.
    pub(super) fn warns(&mut self, name: &str) -> [bool; 5] {
        let says = |view: &Value| {
            view.as_array()
                .is_some_and(|list| list.iter().any(|one| one["name"] == name))
        };
        let bar = self.call("case_head", json!({}))["next_deadline"]["name"] == name;
        let overview = says(&self.call("overview", json!({ "actor": "", "pack": null }))["dates"]);
        let row = self.call("case_list", json!({}))["cases"][0]["next_deadline"]["name"] == name;
        let screen = says(&self.dates()["coming"]);
        let calendar = self.rows(json!({})).iter().any(|row| row["name"] == name);
        [bar, overview, row, screen, calendar]
    }

    pub(super) fn rows(&mut self, filter: Value) -> Vec<Value> {
        let mut request = json!({ "mine": false, "held": false, "kind": "", "all": true });
        for (key, value) in filter.as_object().expect("an object") {
            request[key] = value.clone();
        }
        let view = self.call("calendar", request);
        let days = view["parts"]
            .as_array()
            .expect("parts")
            .iter()
            .flat_map(|part| part["days"].as_array().expect("days").clone());
        days.flat_map(|day| day["rows"].as_array().expect("rows").clone())
            .collect()
    }

    pub(super) fn activity(&mut self) -> Vec<String> {
        let view = self.call("activity", json!({}));
        view["rows"]
            .as_array()
            .expect("rows")
            .iter()
            .map(|row| row["what"].as_str().expect("words").to_owned())
            .collect()
    }
}
