//! The vault as somebody finds it who has the disk and not the passphrase, and as somebody who kept a backup.

use std::path::{Path, PathBuf};

use app::{App, Code, Kdf};
use chrono::{DateTime, FixedOffset};
use serde_json::{Value, json};

const USER: (&str, &str) = ("李律师", "纸船 灯塔 白鹭 七点");
const PARALEGAL: (&str, &str) = ("陈助理", "石榴 铁轨 晨雾 三号");
/// What is entered below and must be found nowhere on disk.
const PRIVATE: [&str; 6] = [
    "欧阳某机密案",
    "欧阳某",
    "某象棋网站",
    "我知道他们不干净",
    "confessed_knowledge",
    "30余万",
];

fn now() -> DateTime<FixedOffset> {
    "2026-11-23T09:00:00+08:00".parse().expect("a moment")
}

/// A vault with one case in it, entered, and still open.
fn written(vault: &Path) -> (App, Value) {
    let mut app = App::open(vault, Kdf::light_for_tests());
    let mut call = |name: &str, request| {
        app.call(name, request, now())
            .unwrap_or_else(|why| panic!("{name}: {why}"))
    };
    call("create_vault", json!({ "name": USER.0, "passphrase": USER.1 }));
    call(
        "add_user",
        json!({ "name": PARALEGAL.0, "role": "paralegal", "passphrase": PARALEGAL.1 }),
    );
    let case = json!({ "name": PRIVATE[0], "accused": PRIVATE[1], "charge": "assisting_cybercrime", "stage": "investigation" });
    let case = call("create_case", case)["id"].clone();
    call(
        "add_row",
        json!({ "case": case, "actor": "a1", "table": "objects", "side": "alleged", "name": PRIVATE[2] }),
    );
    for (path, answer) in [
        (PRIVATE[4], json!({ "kind": "yes" })),
        ("total_gains_due", json!({ "kind": "typed", "text": PRIVATE[5] })),
    ] {
        let sources = json!([{ "kind": "page", "text": "2-47", "quote": PRIVATE[3] }]);
        let seen = call("case_head", json!({ "case": case }))["revision"].clone();
        call(
            "record_position",
            json!({ "case": case, "actor": "a1", "path": path, "side": "alleged", "answer": answer,
            "sources": sources, "note": "", "status": "", "reason": "", "seen": seen }),
        );
    }
    (app, case)
}

fn unlock(vault: &Path, (name, passphrase): (&str, &str)) -> Result<App, app::Failure> {
    let mut app = App::open(vault, Kdf::light_for_tests());
    let state = app.call("vault_state", json!({}), now())?;
    let users = state["users"].as_array().cloned().unwrap_or_default();
    let user = users
        .iter()
        .find(|user| user["name"] == name)
        .map(|user| user["id"].clone());
    app.call("unlock", json!({ "user": user, "passphrase": passphrase }), now())?;
    Ok(app)
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("readable") {
        let path = entry.expect("readable").path();
        if path.is_dir() {
            found.extend(files(&path))
        } else {
            found.push(path)
        }
    }
    found.sort();
    found
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for file in files(from) {
        let target = to.join(file.strip_prefix(from).expect("below"));
        std::fs::create_dir_all(target.parent().expect("a folder")).expect("a folder");
        std::fs::copy(file, target).expect("copied");
    }
}

fn holds(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

#[test]
fn nothing_of_a_case_can_be_read_on_disk() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (mut app, _) = written(folder.path());
    let look = |when: &str| {
        let found = files(folder.path());
        assert!(
            found.len() >= 3,
            "the list of users, the register and a case: {found:?}"
        );
        for file in found {
            let bytes = std::fs::read(&file).expect("readable");
            let name = file.strip_prefix(folder.path()).expect("below").display().to_string();
            for word in PRIVATE.iter().chain([&USER.1, &PARALEGAL.1]) {
                let utf16: Vec<u8> = word.encode_utf16().flat_map(u16::to_le_bytes).collect();
                assert!(
                    !holds(&bytes, word.as_bytes()) && !holds(&bytes, &utf16),
                    "{word} can be read in {name} {when}"
                );
                assert!(!name.contains(word), "{name}");
            }
            assert!(!bytes.starts_with(b"SQLite format 3"), "{name} is not encrypted {when}");
        }
    };
    look("while the vault is open");
    app.call("lock", json!({}), now()).expect("locks");
    look("while it is locked");
}

#[cfg(unix)]
#[test]
fn the_vault_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().expect("a temporary folder");
    let vault = folder.path().join("vault");
    let (_app, _) = written(&vault);
    let mode = |path: &Path| std::fs::metadata(path).expect("there").permissions().mode() & 0o777;
    assert_eq!(mode(&vault), 0o700);
    assert_eq!(mode(&vault.join("cases")), 0o700);
    for file in files(&vault) {
        assert_eq!(mode(&file) & 0o077, 0, "{}", file.display());
    }
}

#[test]
fn a_copy_of_the_folder_is_a_backup() {
    let (here, there) = (
        tempfile::tempdir().expect("a folder"),
        tempfile::tempdir().expect("a folder"),
    );
    let (mut app, case) = written(here.path());
    app.call("lock", json!({}), now()).expect("locks");
    copy(here.path(), there.path());
    for user in [USER, PARALEGAL] {
        let mut restored = unlock(there.path(), user).unwrap_or_else(|why| panic!("{}: {why}", user.0));
        let log = restored
            .call("activity", json!({ "case": case }), now())
            .expect("the log");
        assert_eq!(log["chain_ok"], true);
        let history = json!({ "case": case, "actor": "a1", "path": "total_gains_due" });
        let history = restored.call("fact_history", history, now()).expect("the past");
        assert_eq!(history["rows"][0]["answer"]["text"], PRIVATE[5]);
    }
}

/// Whatever byte of a case file goes bad, the program says so; it never shows something else.
#[test]
fn a_changed_byte_is_noticed_wherever_it_is() {
    let (good, bad) = (
        tempfile::tempdir().expect("a folder"),
        tempfile::tempdir().expect("a folder"),
    );
    let (mut app, case) = written(good.path());
    let form = json!({ "case": case, "actor": "", "group": "knowledge", "only_matters": false });
    let before = app.call("fact_form", form.clone(), now()).expect("the form");
    app.call("lock", json!({}), now()).expect("locks");
    let file = |vault: &Path| {
        files(&vault.join("cases"))
            .into_iter()
            .find(|file| file.extension().is_some_and(|end| end == "db"))
    };
    let bytes = std::fs::read(file(good.path()).expect("a case file")).expect("readable");
    let mut noticed = 0;
    for place in (0..bytes.len())
        .step_by(4096)
        .map(|page| page + page / 4096 * 37 % 4000)
    {
        copy(good.path(), bad.path());
        let mut hurt = bytes.clone();
        hurt[place] ^= 0x10;
        std::fs::write(file(bad.path()).expect("a case file"), hurt).expect("writable");
        let mut app = unlock(bad.path(), USER).expect("the vault itself is whole");
        match app.call("fact_form", form.clone(), now()) {
            Err(failure) => {
                assert_eq!(failure.code, Code::Damaged, "byte {place}: {failure}");
                noticed += 1;
            }
            // A page that this screen does not read, or that holds nothing.
            Ok(view) => assert_eq!(view["facts"], before["facts"], "byte {place} changed what is shown"),
        }
    }
    assert!(
        noticed >= 3,
        "only {noticed} of {} pages were noticed",
        bytes.len() / 4096
    );
}

/// Two cases whose files trade places are damaged, not mistaken for each other.
#[test]
fn a_case_file_cannot_stand_in_for_another() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (mut app, case) = written(folder.path());
    let other =
        json!({ "name": "乙案", "accused": "某乙", "charge": "assisting_cybercrime", "stage": "investigation" });
    let other = app.call("create_case", other, now()).expect("a case")["id"].clone();
    app.call("lock", json!({}), now()).expect("locks");
    let place = |id: &Value| {
        folder
            .path()
            .join("cases")
            .join(format!("{}.db", id.as_str().expect("an id")))
    };
    let spare = folder.path().join("spare");
    std::fs::rename(place(&case), &spare).expect("moved");
    std::fs::rename(place(&other), place(&case)).expect("moved");
    std::fs::rename(&spare, place(&other)).expect("moved");
    let mut app = unlock(folder.path(), USER).expect("the vault itself is whole");
    for id in [case, other] {
        let failure = app
            .call("case_head", json!({ "case": id }), now())
            .expect_err("another's file");
        assert_eq!(failure.code, Code::Damaged, "{failure}");
    }
}
