//! An older file is brought up to date with everything in it; a newer one is left alone.

use super::{create, folder, listed, now, record, says, unlock, with_case};
use crate::database::{CASE, create_as, rest};
use crate::{CaseId, Kind, Vault, door};
use std::path::Path;

/// A case whose file has the first schema, as the first version of the program wrote it.
pub(super) fn old_case(vault: &Vault, facts: usize) -> CaseId {
    let id = vault
        .create_case(&record(0), listed("王某帮信案"), now())
        .expect("a case");
    vault.cases.borrow_mut().clear();
    let (path, key) = (vault.path(&id), vault.case_key(&id).expect("a key"));
    std::fs::remove_file(&path).expect("removes");
    let mut file = create_as(&path, &key, &CASE, 1).expect("an old file");
    door::begin(&mut file, &id, vault.user(), now(), &record(facts)).expect("writes");
    rest(file, &path, &CASE).expect("closes");
    id
}

/// A vault with such a case.
fn old(dir: &Path, facts: usize) -> (Vault, CaseId) {
    let vault = create(dir);
    let id = old_case(&vault, facts);
    (vault, id)
}

#[test]
fn an_old_file_is_upgraded_with_its_facts_and_its_chain_and_kept() {
    for facts in [0, 7, 700] {
        let dir = folder();
        let (vault, id) = old(dir.path(), facts);
        let path = vault.path(&id);
        let before = std::fs::read(&path).expect("reads");
        assert_eq!(vault.load(&id).expect("upgrades"), record(facts));
        assert!(std::fs::read(path.with_extension("v1")).expect("is kept") == before);
        assert!(!path.with_extension("migrating").exists());
        vault
            .record_export(&id, now(), "导出文书", "memo", "00", "{}")
            .expect("the new table is there");
        vault
            .write(&id, now(), &says("gains", "x"), "录入事实", None)
            .expect("writes");
        let chain = vault.verify_chain(&id).expect("reads");
        assert_eq!((chain.rows, chain.broken_at), (3, None));
        drop(vault);
        assert_eq!(unlock(dir.path()).exports(&id).expect("reads").len(), 1);
    }
}

#[test]
fn what_an_interrupted_upgrade_left_is_no_obstacle() {
    let dir = folder();
    let (vault, id) = old(dir.path(), 50);
    let path = vault.path(&id);
    for ending in ["migrating", "v1"] {
        std::fs::write(path.with_extension(ending), b"half a file").expect("writes");
    }
    std::fs::write(dir.path().join("cases").join(format!("{id}.migrating-wal")), b"half").expect("writes");
    assert_eq!(vault.load(&id).expect("upgrades"), record(50));
}

#[test]
fn a_damaged_old_file_is_not_upgraded() {
    let dir = folder();
    let (vault, id) = old(dir.path(), 300);
    let path = vault.path(&id);
    let mut bytes = std::fs::read(&path).expect("reads");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&path, &bytes).expect("writes");
    assert_eq!(vault.load(&id).expect_err("is refused").kind, Kind::Damaged);
    assert!(std::fs::read(&path).expect("reads") == bytes);
}

#[test]
fn a_newer_file_is_refused_and_left_as_it_is() {
    let dir = folder();
    let (vault, id) = with_case(dir.path(), 3);
    vault
        .with(&id, |file| {
            file.pragma_update(
                None,
                "user_version",
                i32::try_from(CASE.migrations.len() + 1).expect("few"),
            )
            .expect("writes");
            Ok(())
        })
        .expect("opens");
    vault.cases.borrow_mut().clear();
    let before = std::fs::read(vault.path(&id)).expect("reads");
    let error = vault.load(&id).expect_err("is refused");
    assert!(
        error.kind == Kind::Newer && error.message.contains("这个案件"),
        "{}",
        error.message
    );
    assert!(std::fs::read(vault.path(&id)).expect("reads") == before);
    let user = vault.user().id.clone();
    let newer = crate::database::VAULT.migrations.len() + 1;
    vault
        .register
        .pragma_update(None, "user_version", newer)
        .expect("writes");
    drop(vault);
    let error = Vault::unlock(dir.path(), &user, super::PASSPHRASE, now())
        .err()
        .expect("is refused");
    assert!(
        error.kind == Kind::Newer && error.message.contains("这个保险库"),
        "{}",
        error.message
    );
}
