//! A vault, its two people, one case; what is done there.

use app::{App, Failure, Kdf};
use chrono::{DateTime, FixedOffset};
use serde_json::{Value, json};

pub(super) const LAWYER: (&str, &str) = ("李律师", "纸船 灯塔 白鹭 七点");
pub(super) const PARALEGAL: (&str, &str) = ("陈助理", "石榴 铁轨 晨雾 三号");

pub(super) fn now() -> DateTime<FixedOffset> {
    "2026-11-23T09:00:00+08:00".parse().expect("a moment")
}

/// A vault with a lawyer, a paralegal and one case; the paralegal is in.
pub(super) struct Room {
    _folder: tempfile::TempDir,
    pub(super) app: App,
    pub(super) case: String,
}

impl Room {
    pub(super) fn open() -> Room {
        let folder = tempfile::tempdir().expect("a folder");
        let mut app = App::open(&folder.path().join("vault"), Kdf::light_for_tests());
        let mut call = |name: &str, request| {
            app.call(name, request, now())
                .unwrap_or_else(|why| panic!("{name}: {why}"))
        };
        call("create_vault", json!({ "name": LAWYER.0, "passphrase": LAWYER.1 }));
        call(
            "add_user",
            json!({ "name": PARALEGAL.0, "role": "paralegal", "passphrase": PARALEGAL.1 }),
        );
        let made = json!({ "name": "甲案", "accused": "王某", "charge": "assisting_cybercrime", "stage": "prosecution_review" });
        let case = call("create_case", made)["id"].as_str().expect("an id").to_owned();
        let mut room = Room {
            _folder: folder,
            app,
            case,
        };
        room.sit(PARALEGAL);
        room
    }

    pub(super) fn sit(&mut self, (name, passphrase): (&str, &str)) {
        self.app.call("lock", json!({}), now()).expect("locks");
        let state = self.app.call("vault_state", json!({}), now()).expect("a state");
        let users = state["users"].as_array().expect("users");
        let id = users.iter().find(|user| user["name"] == name).expect("known")["id"].clone();
        let request = json!({ "user": id, "passphrase": passphrase });
        self.app.call("unlock", request, now()).expect("unlocks");
    }

    pub(super) fn ask(&mut self, name: &str, more: Value) -> Result<Value, Failure> {
        let mut request = more;
        request["case"] = json!(self.case);
        if request.get("seen").is_none() {
            let head = self.app.call("case_head", json!({ "case": self.case }), now())?;
            request["seen"] = head["revision"].clone();
        }
        self.app.call(name, request, now())
    }

    pub(super) fn done(&mut self, name: &str, more: Value) -> Value {
        self.ask(name, more).unwrap_or_else(|why| panic!("{name}: {why}"))
    }

    pub(super) fn refused(&mut self, name: &str, more: Value) -> String {
        match self.ask(name, more) {
            Ok(view) => panic!("{name} should be refused, gave {view}"),
            Err(why) => why.to_string(),
        }
    }

    pub(super) fn exhibit(&mut self, name: &str, kind: &str, volume: &str, pages: &str) -> String {
        let entry = entry(name, kind, volume, pages);
        self.done("put_exhibit", entry)["path"]
            .as_str()
            .expect("an id")
            .to_owned()
    }

    pub(super) fn register(&mut self) -> Value {
        self.done("evidence", json!({ "actor": "" }))
    }

    pub(super) fn statement(&mut self, name: &str, number: u32, from: &str, to: &str, pages: &str) -> String {
        let entry = json!({ "id": "", "person": "", "name": name, "role": "upstream", "number": number, "kind": "interrogation",
            "from": from, "to": to, "place": "某看守所", "taken_by": "周某、吴某", "recorded": "yes", "volume": "3", "pages": pages, "note": "" });
        self.done("put_statement", entry)["path"]
            .as_str()
            .expect("an id")
            .to_owned()
    }

    pub(super) fn cell(&mut self, proposition: &str, statement: &str, says: &str, quote: &str, page: &str) {
        let cell = json!({ "proposition": proposition, "statement": statement, "says": says, "quote": quote, "page": page, "anchor": "", "note": "" });
        self.done("put_assertion", cell);
    }

    pub(super) fn fact(&mut self, path: &str, sources: &[&str]) {
        let sources: Vec<Value> = sources
            .iter()
            .map(|text| json!({ "kind": "page", "text": text, "quote": "", "anchor": "" }))
            .collect();
        let position = json!({ "actor": "a1", "path": path, "side": "alleged", "answer": { "kind": "yes" }, "sources": sources,
            "note": "", "status": "", "reason": "" });
        self.done("record_position", position);
    }

    pub(super) fn paper(&mut self, document: &str) -> Value {
        self.done(
            "document",
            json!({ "actor": "", "document": document, "pack": null, "accepted_only": false }),
        )
    }
}

pub(super) fn entry(name: &str, kind: &str, volume: &str, pages: &str) -> Value {
    json!({ "id": "", "name": name, "kind": kind, "by": "prosecution", "source": "某公安分局", "date": "", "form": "copy",
            "volume": volume, "pages": pages, "proves": "证明当事人明知", "nodes": ["assisting_cybercrime/knowledge"] })
}

pub(super) fn judgment(id: &str, authenticity: (&str, &str), opinion: &str) -> Value {
    let open = json!({ "view": "open", "reason": "" });
    json!({ "id": id, "authenticity": { "view": authenticity.0, "reason": authenticity.1 }, "legality": open, "relevance": open, "opinion": opinion })
}

pub(super) fn words(view: &Value) -> String {
    serde_json::to_string(view).expect("json")
}
