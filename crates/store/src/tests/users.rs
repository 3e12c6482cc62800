//! Who gets in, and who does not.

use super::{PASSPHRASE, create, folder, listed, now, record, says, unlock, with_case};
use crate::{Kdf, Kind, Role, Vault};
use serde_json::Value;
use std::path::Path;

fn refused(dir: &Path, user: &str, passphrase: &str) -> (Kind, String) {
    let error = Vault::unlock(dir, user, passphrase, now()).err().expect("is refused");
    (error.kind, error.message)
}

#[test]
fn a_vault_opens_with_the_passphrase_and_with_no_other() {
    let dir = folder();
    assert_eq!(Vault::users(dir.path()).expect("reads"), None);
    let user = create(dir.path()).user().clone();
    assert_eq!((user.name.as_str(), user.role), ("王律师", Role::Lawyer));
    assert_eq!(Vault::users(dir.path()).expect("reads"), Some(vec![user.clone()]));
    assert_eq!(unlock(dir.path()).user(), &user);
    for wrong in ["", "口令-correct horse ", "口令-Correct horse"] {
        assert_eq!(refused(dir.path(), &user.id, wrong).0, Kind::WrongPassphrase, "{wrong}");
    }
    assert_eq!(refused(dir.path(), "nobody", PASSPHRASE).0, Kind::NotFound);
    let again = Vault::create(dir.path(), "李律师", PASSPHRASE, Kdf::light_for_tests(), now());
    assert_eq!(again.err().expect("is refused").kind, Kind::Exists);
}

#[test]
fn an_interrupted_creation_can_be_repeated_but_a_vault_without_its_slots_is_not_overwritten() {
    let dir = folder();
    std::fs::write(dir.path().join("vault.db"), b"half a file").expect("writes");
    let (vault, _) = with_case(dir.path(), 1);
    drop(vault);
    std::fs::remove_file(dir.path().join("slots.json")).expect("removes");
    assert_eq!(Vault::users(dir.path()).expect_err("is refused").kind, Kind::Damaged);
    let again = Vault::create(dir.path(), "李律师", PASSPHRASE, Kdf::light_for_tests(), now());
    assert_eq!(again.err().expect("is refused").kind, Kind::Damaged);
    assert!(dir.path().join("vault.db").is_file());
}

#[test]
fn a_second_user_has_an_own_passphrase_and_the_role_given_inside_the_vault() {
    let dir = folder();
    let (mut vault, id) = with_case(dir.path(), 3);
    let helper = vault
        .add_user("赵助理", Role::Paralegal, "another one", now())
        .expect("is added");
    assert_eq!(
        vault
            .add_user("赵助理", Role::Lawyer, "x", now())
            .expect_err("same name")
            .kind,
        Kind::Exists
    );
    drop(vault);
    // Somebody promotes himself in the plain file, and makes its check sum right again.
    edit(dir.path(), |slots| slots["users"][1]["role"] = "lawyer".into());
    assert_eq!(refused(dir.path(), &helper.id, PASSPHRASE).0, Kind::WrongPassphrase);
    let vault = Vault::unlock(dir.path(), &helper.id, "another one", now()).expect("unlocks");
    assert_eq!(vault.user().role, Role::Paralegal);
    assert_eq!(vault.members().expect("reads").len(), 2);
    vault
        .write(&id, now(), &says("gains", "x"), "录入事实", None)
        .expect("the office key opens the case");
    assert_eq!(vault.activity(&id, 1).expect("reads")[0].who, "赵助理");
}

#[test]
fn a_changed_passphrase_replaces_the_old_one_and_touches_no_case() {
    let dir = folder();
    let (mut vault, id) = with_case(dir.path(), 3);
    let user = vault.user().id.clone();
    assert_eq!(
        vault.change_passphrase("wrong", "new", now()).expect_err("wrong").kind,
        Kind::WrongPassphrase
    );
    assert_eq!(
        vault.change_passphrase(PASSPHRASE, "", now()).expect_err("empty").kind,
        Kind::Invalid
    );
    let before = std::fs::read(vault.path(&id)).expect("reads");
    vault.change_passphrase(PASSPHRASE, "new", now()).expect("changes");
    assert!(before == std::fs::read(vault.path(&id)).expect("reads"));
    drop(vault);
    assert_eq!(refused(dir.path(), &user, PASSPHRASE).0, Kind::WrongPassphrase);
    let vault = Vault::unlock(dir.path(), &user, "new", now()).expect("unlocks");
    assert_eq!(vault.load(&id).expect("reads"), record(3));
}

#[test]
fn weak_or_missing_key_derivation_is_refused_wherever_it_comes_from() {
    let dir = folder();
    let user = create(dir.path()).user().id.clone();
    let weak = Kdf {
        memory_kib: Kdf::FLOOR.memory_kib - 1,
        passes: 3,
    };
    let other = folder();
    assert!(Vault::create(other.path(), "王律师", PASSPHRASE, weak, now()).is_err());
    for (memory, passes) in [
        (0, 3),
        (65_535, 3),
        (262_144, 2),
        (262_144, 0),
        (u32::MAX, 3),
        (65_536, u32::MAX),
    ] {
        edit(dir.path(), |slots| {
            slots["users"][0]["kdf"] = serde_json::json!({ "memory_kib": memory, "passes": passes })
        });
        let (kind, message) = refused(dir.path(), &user, PASSPHRASE);
        assert!(
            kind == Kind::Damaged && message.contains("强度"),
            "{memory} {passes}: {message}"
        );
    }
    // Allowed, but not what the key was wrapped with.
    edit(dir.path(), |slots| {
        slots["users"][0]["kdf"] = serde_json::json!({ "memory_kib": 65_536, "passes": 3 })
    });
    assert_eq!(refused(dir.path(), &user, PASSPHRASE).0, Kind::WrongPassphrase);
    edit(dir.path(), |slots| {
        slots["users"][0]["kdf"] = serde_json::json!({ "memory_kib": 262_144 })
    });
    assert_eq!(refused(dir.path(), &user, PASSPHRASE).0, Kind::Damaged);
}

#[test]
fn each_damaged_file_has_its_own_message() {
    let dir = folder();
    let (vault, id) = with_case(dir.path(), 3);
    let other = vault.create_case(&record(2), listed("李某案"), now()).expect("a case");
    let (user, path) = (vault.user().id.clone(), vault.path(&id));
    drop(vault);
    std::fs::write(&path, b"not a database").expect("writes");
    let vault = unlock(dir.path());
    let case = vault.load(&id).expect_err("is refused");
    assert_eq!(vault.load(&other).expect("is whole"), record(2));
    assert_eq!(vault.cases().expect("the list is whole").len(), 2);
    drop(vault);
    let register = dir.path().join("vault.db");
    let whole = std::fs::read(&register).expect("reads");
    std::fs::write(&register, &whole[..5000]).expect("writes");
    let vault = refused(dir.path(), &user, PASSPHRASE);
    std::fs::write(dir.path().join("slots.json"), "{").expect("writes");
    let slots = refused(dir.path(), &user, PASSPHRASE);
    assert_eq!(
        (case.kind, vault.0, slots.0),
        (Kind::Damaged, Kind::Damaged, Kind::Damaged)
    );
    assert!(case.message.contains("案件的文件") && vault.1.contains("登记文件") && slots.1.contains("用户清单"));
    edit_text(dir.path(), r#"{"format":4,"anything":[]}"#);
    assert_eq!(refused(dir.path(), &user, PASSPHRASE).0, Kind::Newer);
}

#[test]
fn nothing_readable_and_nothing_for_others_is_left_on_the_disk() {
    let dir = folder();
    let (mut vault, id) = with_case(dir.path(), 5);
    vault
        .add_user("赵助理", Role::Paralegal, "SECOND-PASSPHRASE", now())
        .expect("is added");
    vault
        .write(&id, now(), &says("gains", "CANARY-NOTE 金丝雀"), "录入事实", None)
        .expect("writes");
    vault
        .record_export(&id, now(), "导出文书", "memo", "abc", "{\"CANARY\":\"RECEIPT\"}")
        .expect("writes");
    vault.set_setting("theme", "CANARY-SETTING").expect("writes");
    let secrets: [&[u8]; 7] = [
        b"CANARY",
        "金丝雀".as_bytes(),
        "王某".as_bytes(),
        "服务器".as_bytes(),
        PASSPHRASE.as_bytes(),
        b"SECOND-PASSPHRASE",
        b"SQLite format",
    ];
    // While open, with its journals, and after.
    assert!(scan(dir.path(), &secrets) >= 6);
    drop(vault);
    assert!(scan(dir.path(), &secrets) >= 4);
}

/// How many files there are, after looking into each.
fn scan(dir: &Path, secrets: &[&[u8]]) -> usize {
    let mut files = 0;
    for entry in std::fs::read_dir(dir).expect("reads") {
        let path = entry.expect("an entry").path();
        private(&path);
        if path.is_dir() {
            files += scan(&path, secrets);
            continue;
        }
        let bytes = std::fs::read(&path).expect("reads");
        files += 1;
        for secret in secrets {
            assert!(
                !bytes.windows(secret.len()).any(|window| window == *secret),
                "{}",
                path.display()
            );
        }
    }
    files
}

#[cfg(unix)]
fn private(path: &Path) {
    use std::os::unix::fs::PermissionsExt;
    let mode = std::fs::metadata(path).expect("reads").permissions().mode();
    assert_eq!(mode & 0o077, 0, "{} {mode:o}", path.display());
}

#[cfg(not(unix))]
fn private(_path: &Path) {}

/// Changes the plain file as somebody would who knows the format: the check sum is right.
fn edit(dir: &Path, change: impl FnOnce(&mut Value)) {
    let text = std::fs::read_to_string(dir.join("slots.json")).expect("reads");
    let mut slots: Value = serde_json::from_str(&text).expect("json");
    change(&mut slots);
    if let Ok(mut typed) = serde_json::from_value::<crate::slots::Slots>(slots.clone()) {
        return typed.write(dir).expect("writes");
    }
    edit_text(dir, &slots.to_string());
}

fn edit_text(dir: &Path, text: &str) {
    std::fs::write(dir.join("slots.json"), text).expect("writes");
}
