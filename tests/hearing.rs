//! The pack for a hearing: a folder that any computer opens, with nothing in it that runs or is fetched; and its codes back again.

use std::collections::BTreeMap;
use std::io::{self, Read};

use app::{App, FolderOut, Kdf};
use chrono::{DateTime, FixedOffset};
use serde_json::{Value, json};

#[derive(Default)]
struct Folder(BTreeMap<String, Vec<u8>>);

impl FolderOut for Folder {
    fn put(&mut self, name: &str, bytes: &mut dyn Read) -> io::Result<()> {
        let mut all = Vec::new();
        bytes.read_to_end(&mut all)?;
        self.0.insert(name.into(), all);
        Ok(())
    }
}

fn now() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-11-23T09:30:00+08:00").expect("a moment")
}

fn call(app: &mut App, name: &str, request: Value) -> Value {
    app.call(name, request, now())
        .unwrap_or_else(|why| panic!("{name}: {why}"))
}

#[test]
fn a_pack_opens_anywhere_and_its_codes_come_back() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut app = App::open(folder.path(), Kdf::light_for_tests());
    call(
        &mut app,
        "create_vault",
        json!({ "name": "周律师", "passphrase": "八个字以上的口令" }),
    );
    let case = call(&mut app, "create_demo", json!({}))["id"]
        .as_str()
        .expect("an id")
        .to_owned();
    let mut pack = Folder::default();
    let made = app.hearing_pack(&case, "", true, &mut pack, now()).expect("a pack");
    assert_eq!(made.files as usize, pack.0.len());

    let sums = String::from_utf8(pack.0["SHA256SUMS"].clone()).expect("text");
    for (name, bytes) in &pack.0 {
        let digest = memo::receipt::sha256(bytes);
        let listed = sums.contains(&format!("{digest}  {name}\n"));
        assert!(
            listed || name == "SHA256SUMS",
            "{name} is in the list with its checksum"
        );
        if !name.ends_with(".html") {
            continue;
        }
        let page = String::from_utf8(bytes.clone()).expect("text");
        for word in [
            "<script",
            "javascript:",
            "http://",
            "https://",
            "src=",
            "@import",
            "onload",
        ] {
            assert!(!page.contains(word), "{name}: {word}");
        }
        for link in page.split("href=\"").skip(1) {
            let target = link.split('"').next().expect("closed");
            assert!(
                pack.0.contains_key(target),
                "{name} leads to {target}, which is not there"
            );
        }
    }
    assert!(String::from_utf8_lossy(&pack.0["index.html"]).contains("<code>A1</code>"));
    assert!(pack.0["出庭包.pdf"].starts_with(b"%PDF-"));

    let codes = call(&mut app, "hearing_codes", json!({ "case": case }));
    assert_eq!(codes["codes"][0]["code"], "A1");
    let seen = call(&mut app, "case_head", json!({ "case": case }))["revision"].clone();
    call(
        &mut app,
        "take_code",
        json!({ "case": case, "code": " a1", "text": "当庭承认", "seen": seen }),
    );
    let remarks = call(&mut app, "remarks", json!({ "case": case }));
    assert_eq!(remarks["threads"][0]["remarks"][0]["text"], "庭审记录（A1）：当庭承认");
    assert_eq!(remarks["threads"][0]["on"]["kind"], "fact");
    let versions = call(
        &mut app,
        "document_versions",
        json!({ "case": case, "document": "hearing_pack" }),
    );
    assert_eq!(versions["rows"].as_array().map(Vec::len), Some(1));
}
