//! Thirty secrets are entered, looked for, printed and exported; then the vault is locked. What lies on the disk shows none.

use app::{App, Device, Kdf, Machine, Place};
use chrono::{DateTime, FixedOffset};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::sync::Arc;

const PASSPHRASE: &str = "金丝雀口令 灯塔 白鹭 七点";

fn now() -> DateTime<FixedOffset> {
    "2026-11-24T09:00:00+08:00".parse().expect("a moment")
}

/// The machine's half in a folder of its own.
struct Folder(PathBuf);

impl Device for Folder {
    fn load(&self, name: &str) -> Option<Vec<u8>> {
        std::fs::read(self.0.join(name)).ok()
    }

    fn save(&self, name: &str, secret: &[u8]) -> bool {
        std::fs::create_dir_all(&self.0).is_ok() && std::fs::write(self.0.join(name), secret).is_ok()
    }

    fn place(&self, _: &str) -> Place {
        Place::File
    }
}

fn secret(n: usize) -> String {
    format!("金丝雀{n:02}号CANARY{n:02}")
}

/// Every file below a folder.
fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("reads") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files(&path, found)
        } else {
            found.push(path)
        }
    }
}

fn holds(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}

#[test]
fn thirty_secrets_leave_no_trace_on_the_disk() {
    let home = tempfile::tempdir().expect("a folder");
    let disk = tempfile::tempdir().expect("a folder");
    let machine = Machine::new(Arc::new(Folder(home.path().join("device"))), None);
    let mut app = App::on(machine, &home.path().join("vault"), Kdf::light_for_tests());
    let mut call = |name: &str, request: Value| -> Value {
        app.call(name, request, now())
            .unwrap_or_else(|why| panic!("{name}: {why}"))
    };
    call("create_vault", json!({ "name": "李律师", "passphrase": PASSPHRASE }));
    let mut entered = 0;
    let mut next = || {
        entered += 1;
        secret(entered)
    };
    let case = call(
        "create_case",
        json!({ "name": next(), "accused": next(), "charge": "assisting_cybercrime", "stage": "prosecution_review" }),
    );
    let case = case["id"].as_str().expect("an id").to_owned();
    for _ in 0..6 {
        call(
            "set_note",
            json!({ "case": case, "id": "", "title": next(), "text": next() }),
        );
    }
    for table in ["objects"] {
        for side in ["alleged", "ours"] {
            call(
                "add_row",
                json!({ "case": case, "actor": "a1", "table": table, "side": side, "name": next() }),
            );
        }
    }
    for _ in 0..4 {
        let person = json!({ "name": next(), "aliases": [next()], "role": "witness", "unit": false, "register": "", "ids": [], "phones": [],
                             "accounts": [], "employer": "", "note": next() });
        let seen = call("case_head", json!({ "case": case }))["revision"].clone();
        call(
            "put_person",
            json!({ "case": case, "id": "", "person": person, "seen": seen }),
        );
    }
    for key in ["a", "b"] {
        call("keep_draft", json!({ "case": case, "key": key, "body": next() }));
    }
    assert_eq!(entered, 30);
    while call("index_slice", json!({}))["left"] != 0 {}
    let found = call(
        "search",
        json!({ "query": "金丝雀", "case": "", "kinds": [], "limit": 50, "after": null }),
    );
    assert!(found.to_string().contains("金丝雀"), "what was entered is found");
    for (name, request) in [
        (
            "export_document",
            json!({ "case": case, "actor": "", "document": "case_analysis", "pack": null, "accepted_only": false }),
        ),
        ("export_case", json!({ "case": case })),
    ] {
        let made = app.export(name, request, now()).expect(name);
        assert!(!made.bytes.is_empty());
    }
    app.choose_backup_folder(disk.path(), now())
        .expect("a folder for backups");
    let job = app.begin_backup(true, now()).expect("a backup").expect("is made");
    app.end_backup(job.run(), now()).expect("and proved");

    let scan = |when: &str| {
        let mut all = Vec::new();
        files(home.path(), &mut all);
        files(disk.path(), &mut all);
        for path in &all {
            let bytes = std::fs::read(path).expect("reads");
            for needle in (1..=30).map(secret).chain([
                PASSPHRASE.into(),
                "CANARY".into(),
                "金丝雀".into(),
                "SQLite format".into(),
            ]) {
                assert!(
                    !holds(&bytes, needle.as_bytes()),
                    "{when}: {} shows {needle}",
                    path.display()
                );
            }
            let name = path.to_string_lossy();
            assert!(!name.contains("金丝雀"), "{when}: {name}");
        }
        all.len()
    };
    assert!(scan("while it is open") > 8);
    app.call("lock", json!({}), now()).expect("locks");
    assert!(scan("locked") > 8);
    drop(app);
    assert!(scan("closed") > 8);
}
