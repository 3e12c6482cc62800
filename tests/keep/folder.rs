//! A case as a folder: readable, complete, back again the same; refused whole when anything it needs was changed.

use super::{Desk, PARALEGAL, now};
use app::{App, FolderIn, FolderOut, Kdf};
use serde_json::json;
use std::collections::BTreeMap;
use std::io::{self, Cursor, Read};

/// A folder in memory.
#[derive(Default, Clone)]
struct Memory(BTreeMap<String, Vec<u8>>);

impl FolderOut for Memory {
    fn put(&mut self, name: &str, bytes: &mut dyn Read) -> io::Result<()> {
        let mut all = Vec::new();
        bytes.read_to_end(&mut all)?;
        assert!(self.0.insert(name.into(), all).is_none(), "{name} twice");
        Ok(())
    }
}

impl FolderIn for Memory {
    fn names(&mut self) -> io::Result<Vec<String>> {
        Ok(self.0.keys().cloned().collect())
    }

    fn open(&mut self, name: &str) -> io::Result<Box<dyn Read>> {
        let bytes = self.0.get(name).cloned().ok_or(io::ErrorKind::NotFound)?;
        Ok(Box::new(Cursor::new(bytes)))
    }
}

/// Something large that is not the same everywhere.
fn scan(seed: u8) -> Vec<u8> {
    (0..2_621_440_u32)
        .map(|at| (at.wrapping_mul(2_654_435_761) >> 24) as u8 ^ seed)
        .collect()
}

/// The furnished demonstration case, with two volumes whose originals and pages are in the vault.
fn furnished() -> (Desk, String) {
    let mut desk = Desk::new();
    let id = desk.call("create_demo", json!({}))["id"]
        .as_str()
        .expect("an id")
        .to_owned();
    desk.case.clone_from(&id);
    desk.call("lock", json!({}));
    {
        let vault = store::Vault::unlock(
            desk.folder.path(),
            &super::user(desk.folder.path(), super::LAWYER.0),
            super::LAWYER.1,
            now(),
        )
        .expect("unlocks");
        let case: store::CaseId = id.parse().expect("an id");
        let mut puts = Vec::new();
        for (number, label) in ["证据卷一", "证据卷二"].into_iter().enumerate() {
            let bytes = scan(number as u8);
            let mut arriving = vault.arrive(&case, "扫描件.pdf", "pdf", now()).expect("room");
            for piece in bytes.chunks(store::PIECE) {
                vault.take_piece(&mut arriving, piece).expect("taken");
            }
            let (store::Arrived::New(sha256) | store::Arrived::Known(sha256)) = vault.arrived(arriving).expect("here");
            let page = |page: u32| store::Page {
                page,
                state: store::PageState::Read,
                via: "layer".into(),
                text: format!("第{page}页的文字 <b>不是标签</b>"),
                confidence: Some(91),
                hash: "0123456789abcdef".into(),
                words: String::new(),
                fault: String::new(),
            };
            let pages: Vec<store::Page> = (1..=250).map(page).collect();
            vault.put_pages(&case, &sha256, &pages, now()).expect("pages");
            let volume = case::Volume {
                label: label.into(),
                title: "讯问笔录<script>".into(),
                original: sha256,
                file: "扫描件.pdf".into(),
                pages: 250,
                ..case::Volume::default()
            };
            puts.push(case::ItemChange {
                key: case::ItemKey::new(case::ItemKind::Volume, format!("v{:04}", number + 1)),
                held: Some(Box::new(case::Held {
                    item: volume.into(),
                    by: super::LAWYER.0.into(),
                    at: now(),
                })),
            });
        }
        vault
            .write(&case, now(), &case::Op::Put(puts), "导入卷宗", None)
            .expect("written");
    }
    desk.sit(super::LAWYER);
    (desk, id)
}

fn export(desk: &mut Desk, case: &str) -> (Memory, app::FolderMade) {
    let mut out = Memory::default();
    let made = desk.app.export_folder(case, &mut out, now()).expect("written");
    (out, made)
}

#[test]
fn a_case_goes_out_and_comes_back_the_same() {
    let (mut desk, id) = furnished();
    let (first, made) = export(&mut desk, &id);
    assert_eq!((made.originals, made.missing.len()), (2, 0));
    assert_eq!(made.files as usize, first.0.len());
    let mut other = Desk::new();
    let taken = other.app.import_folder(&mut first.clone(), now()).expect("read");
    assert_eq!((&taken.refused, &taken.differences), (&Vec::new(), &Vec::new()));
    let new = taken.case.expect("a case").id;
    other.case.clone_from(&new);
    let (second, _) = export(&mut other, &new);
    let kept = |path: &str| path == "case.toml" || path.starts_with("originals/") || path.starts_with("pages/");
    let of = |folder: &Memory| -> BTreeMap<String, Vec<u8>> {
        folder
            .0
            .iter()
            .filter(|(path, _)| kept(path))
            .map(|(path, bytes)| (path.clone(), bytes.clone()))
            .collect()
    };
    assert_eq!(
        of(&first).keys().collect::<Vec<_>>(),
        of(&second).keys().collect::<Vec<_>>()
    );
    assert!(of(&first) == of(&second), "what came back is not what went out");
    // Where it came from is in its log.
    let log = other.call(
        "log",
        json!({ "case": new, "who": "", "kind": "export", "from": "", "to": "", "limit": 9 }),
    );
    assert_eq!(log["rows"][1]["what"], "从案件文件夹导入");
}

#[test]
fn the_folder_is_readable_and_its_manifest_true() {
    let (mut desk, id) = furnished();
    let (folder, made) = export(&mut desk, &id);
    let text = |name: &str| String::from_utf8(folder.0[name].clone()).expect("text");
    let index = text("index.html");
    assert!(
        index.contains("讯问笔录&lt;script&gt;") && !index.contains("<script"),
        "escaped"
    );
    assert!(index.contains("default-src 'none'"));
    assert!(text("pages/证据卷一_讯问笔录_script_.txt").contains("第250页的文字"));
    let mut sums = 0;
    for line in text("SHA256SUMS").lines() {
        let (sum, path) = line.split_once("  ").expect("two columns");
        assert_eq!(memo::receipt::sha256(&folder.0[path]), sum, "{path}");
        sums += 1;
    }
    assert_eq!(sums, folder.0.len() - 1, "every file but the list itself");
    assert_eq!(memo::receipt::sha256(&folder.0["MANIFEST.json"]), made.sha256);
    assert_eq!(app::verify_log(&text("log.jsonl")).expect("a log").broken, None);
}

#[test]
fn a_folder_with_anything_changed_is_refused_whole() {
    let (mut desk, id) = furnished();
    let (folder, _) = export(&mut desk, &id);
    let originals: Vec<String> = folder
        .0
        .keys()
        .filter(|name| name.starts_with("originals/"))
        .cloned()
        .collect();
    let hurt = |name: &str, act: fn(&mut Memory, &str)| {
        let mut bad = folder.clone();
        act(&mut bad, name);
        let mut other = Desk::new();
        let before = other.call("case_list", json!({}))["cases"].clone();
        let taken = other.app.import_folder(&mut bad, now()).expect("a report");
        let after = other.call("case_list", json!({}))["cases"].clone();
        (taken, before == after)
    };
    let flip: fn(&mut Memory, &str) = |folder, name| {
        if let Some(byte) = folder.0.get_mut(name).and_then(|bytes| bytes.last_mut()) {
            *byte ^= 1;
        }
    };
    let lose: fn(&mut Memory, &str) = |folder, name| drop(folder.0.remove(name));
    for name in ["case.toml", originals[1].as_str()] {
        for act in [flip, lose] {
            let (taken, untouched) = hurt(name, act);
            assert!(taken.case.is_none() && untouched, "{name}");
            assert!(taken.refused[0].starts_with(name), "{:?}", taken.refused);
        }
    }
    // What is only for people may differ, and is named.
    let (taken, _) = hurt("index.html", flip);
    assert!(taken.case.is_some());
    assert!(
        taken.differences[0].starts_with("index.html"),
        "{:?}",
        taken.differences
    );
    let mut none = Memory::default();
    assert!(desk.app.import_folder(&mut none, now()).is_err());
}

#[test]
fn a_manifest_cannot_lead_out_of_the_folder() {
    let (mut desk, id) = furnished();
    let (mut folder, _) = export(&mut desk, &id);
    let manifest = String::from_utf8(folder.0["MANIFEST.json"].clone()).expect("text");
    folder.0.insert(
        "MANIFEST.json".into(),
        manifest.replacen("\"case.toml\"", "\"../case.toml\"", 1).into_bytes(),
    );
    folder.0.insert("../case.toml".into(), folder.0["case.toml"].clone());
    let taken = desk.app.import_folder(&mut folder, now()).expect("a report");
    assert!(taken.case.is_none(), "{:?}", taken.refused);
}

#[test]
fn what_a_paralegal_brings_in_is_proposed() {
    let (mut desk, id) = furnished();
    let (mut folder, _) = export(&mut desk, &id);
    desk.sit(PARALEGAL);
    let taken = desk.app.import_folder(&mut folder, now()).expect("read");
    let row = taken.case.expect("a case");
    let head = desk.call("case_head", json!({ "case": row.id }));
    assert_eq!(head["reviewed"], 0);
    assert!(
        taken.came.iter().any(|line| line.contains("待律师审核")),
        "{:?}",
        taken.came
    );
}

/// A folder that breaks off in the middle: nothing of the case is left, even if the program dies right there.
#[test]
fn an_import_that_breaks_off_leaves_nothing() {
    struct Broken(Memory, u32);
    impl FolderIn for Broken {
        fn names(&mut self) -> io::Result<Vec<String>> {
            self.0.names()
        }
        fn open(&mut self, name: &str) -> io::Result<Box<dyn Read>> {
            // Whole while it is compared, gone when it is taken.
            if name.starts_with("originals/") {
                self.1 += 1;
                if self.1 > 3 {
                    return Err(io::ErrorKind::NotFound.into());
                }
            }
            self.0.open(name)
        }
    }
    let (mut desk, id) = furnished();
    let (folder, _) = export(&mut desk, &id);
    let mut other = Desk::new();
    other
        .app
        .import_folder(&mut Broken(folder, 0), now())
        .expect_err("broken off");
    assert_eq!(
        other.call("case_list", json!({}))["cases"].as_array().map(Vec::len),
        Some(1)
    );
    assert_eq!(other.call("case_bin", json!({}))["cases"], json!([]));
    let files = std::fs::read_dir(other.folder.path().join("cases"))
        .expect("cases")
        .count();
    let mut app = App::open(other.folder.path(), Kdf::light_for_tests());
    drop(other.app);
    app.call("vault_state", json!({}), now()).expect("readable");
    assert!(files <= 3, "{files} files: the broken case is gone");
}
