//! 信息隔离墙: no key, no case.

use super::{create, folder, listed, now, record, says, unlock};
use crate::{CaseId, Kind, Role, User, Vault};
use std::path::Path;

const HELPER: &str = "another one";

/// A vault with a lawyer, a paralegal, another lawyer and two cases; the first belongs behind a wall.
fn office(dir: &Path) -> (Vault, CaseId, CaseId, User, User) {
    let mut vault = create(dir);
    let helper = vault
        .add_user("赵助理", Role::Paralegal, HELPER, now())
        .expect("is added");
    let other = vault.add_user("钱律师", Role::Lawyer, HELPER, now()).expect("is added");
    let secret = vault
        .create_case(&record(40), listed("王某帮信案"), now())
        .expect("a case");
    let open = vault.create_case(&record(2), listed("李某案"), now()).expect("a case");
    let mut arriving = vault.arrive(&secret, "卷一.pdf", "pdf", now()).expect("room");
    vault.take_piece(&mut arriving, &[9; 4_000]).expect("a piece");
    vault.arrived(arriving).expect("all here");
    (vault, secret, open, helper, other)
}

fn at(dir: &Path, user: &User) -> Vault {
    Vault::unlock(dir, &user.id, HELPER, now()).expect("opens")
}

#[test]
fn who_is_not_behind_the_wall_has_no_case() {
    let dir = folder();
    let (vault, secret, open, helper, other) = office(dir.path());
    let me = vault.user().id.clone();
    let (before, key) = (
        std::fs::read(vault.path(&secret)).expect("reads"),
        vault.case_key(&secret).expect("a key"),
    );
    assert_eq!(
        vault
            .set_wall(&secret, std::slice::from_ref(&helper.id), now())
            .expect_err("without oneself")
            .kind,
        Kind::Invalid
    );
    vault
        .set_wall(&secret, &[me.clone(), other.id.clone()], now())
        .expect("a wall");
    assert_ne!(vault.case_key(&secret).expect("a key").bytes(), key.bytes());
    assert!(std::fs::read(vault.path(&secret)).expect("reads") != before);
    assert_eq!(vault.load(&secret).expect("reads"), record(40));
    assert_eq!(vault.originals(&secret).expect("reads").len(), 1);
    assert_eq!(
        vault.wall(&secret).expect("reads").map(|members| members.len()),
        Some(2)
    );
    assert_eq!(vault.verify_chain(&secret).expect("reads").broken_at, None);
    assert_eq!(vault.cases().expect("reads").len(), 2);
    drop(vault);

    let theirs = at(dir.path(), &helper);
    assert_eq!(
        theirs
            .cases()
            .expect("reads")
            .iter()
            .map(|row| &row.id)
            .collect::<Vec<_>>(),
        [&open]
    );
    let hidden = theirs.hidden().expect("reads");
    assert_eq!((hidden.len(), hidden[0].contact.as_str()), (1, "王律师"));
    for refused in [
        theirs.load(&secret).err(),
        theirs
            .write(&secret, now(), &says("gains", "x"), "录入事实", None)
            .err(),
        theirs.activity(&secret, 9).err(),
        theirs.verify_chain(&secret).err(),
        theirs.originals(&secret).err(),
        theirs.bin_case(&secret, now()).err(),
        theirs.unbin_case(&secret).err(),
        theirs.destroy_case(&secret, now()).err(),
        theirs.wall(&secret).err(),
        theirs.set_wall(&secret, std::slice::from_ref(&helper.id), now()).err(),
        theirs.drop_wall(&secret, now()).err(),
    ] {
        let error = refused.expect("is refused");
        assert_eq!(error.kind, Kind::NotFound, "{}", error.message);
    }
    // Nothing of the case is in what the vault key opens, but the names that conflicts are found by.
    let rows: i64 = theirs
        .register
        .query_row(
            "SELECT count(*) FROM projection WHERE case_id = ?1 AND (name || accused || charge || result || dates) LIKE '%王某%'",
            [secret.as_str()],
            |row| row.get(0),
        )
        .expect("reads");
    assert_eq!(rows, 0);
    let office: i64 = theirs
        .register
        .query_row(
            "SELECT count(*) FROM case_key WHERE case_id = ?1 AND holder = 'office'",
            [secret.as_str()],
            |row| row.get(0),
        )
        .expect("reads");
    assert_eq!(office, 0);
    drop(theirs);
    let others = at(dir.path(), &other);
    assert_eq!(others.load(&secret).expect("a member reads"), record(40));
    assert_eq!(others.cases().expect("reads").len(), 2);
    others
        .write(&secret, now(), &says("gains", "x"), "录入事实", None)
        .expect("and writes");
}

#[test]
fn whoever_is_moved_out_opens_it_no_longer_and_a_new_member_does() {
    let dir = folder();
    let (vault, secret, _, helper, other) = office(dir.path());
    let me = vault.user().id.clone();
    vault
        .set_wall(&secret, &[me.clone(), other.id.clone()], now())
        .expect("a wall");
    let key = vault.case_key(&secret).expect("a key");
    // One more: the key stays.
    vault
        .set_wall(&secret, &[me.clone(), other.id.clone(), helper.id.clone()], now())
        .expect("one more");
    assert_eq!(vault.case_key(&secret).expect("a key").bytes(), key.bytes());
    drop(vault);
    drop(at(dir.path(), &helper).load(&secret).expect("reads"));
    let vault = unlock(dir.path());
    vault
        .set_wall(&secret, &[me.clone(), helper.id.clone()], now())
        .expect("one fewer");
    assert_ne!(vault.case_key(&secret).expect("a key").bytes(), key.bytes());
    drop(vault);
    assert_eq!(
        at(dir.path(), &other).load(&secret).expect_err("is refused").kind,
        Kind::NotFound
    );
    // Removing a user moves them out of every wall.
    let mut vault = unlock(dir.path());
    let key = vault.case_key(&secret).expect("a key");
    vault.remove_user(&helper.id, now()).expect("is removed");
    assert_ne!(vault.case_key(&secret).expect("a key").bytes(), key.bytes());
    assert_eq!(vault.wall(&secret).expect("reads"), Some(vec![me]));
    assert_eq!(vault.load(&secret).expect("reads"), record(40));
    vault.drop_wall(&secret, now()).expect("comes down");
    drop(vault);
    assert_eq!(
        at(dir.path(), &other).load(&secret).expect("everybody reads"),
        record(40)
    );
}

#[test]
fn a_change_of_key_that_was_interrupted_is_finished_or_was_never_begun() {
    let dir = folder();
    let (vault, secret, _, _, other) = office(dir.path());
    let me = vault.user().id.clone();
    let file = vault.path(&secret);
    drop(vault);
    let before = std::fs::read(&file).expect("reads");
    // Died before the register named the new key: the new files are nothing.
    let rekeyed = dir.path().join("cases").join(format!("{secret}.rekeyed-db"));
    std::fs::write(&rekeyed, b"half a file").expect("writes");
    let vault = unlock(dir.path());
    assert!(!rekeyed.exists());
    assert_eq!(vault.load(&secret).expect("reads"), record(40));
    drop(vault);
    assert!(std::fs::read(&file).expect("reads") == before);

    // Died after it, at each point of the renaming.
    let vault = unlock(dir.path());
    vault.set_wall(&secret, &[me, other.id], now()).expect("a wall");
    vault
        .register
        .execute("INSERT INTO rotation (case_id) VALUES (?1)", [secret.as_str()])
        .expect("writes");
    let (db, originals) = (vault.path(&secret), vault.path(&secret).with_extension("originals"));
    drop(vault);
    for moved in [
        vec![(&db, "rekeyed-db"), (&originals, "rekeyed-originals")],
        vec![(&originals, "rekeyed-originals")],
        vec![],
    ] {
        for (path, ending) in &moved {
            std::fs::rename(path, path.with_extension(ending)).expect("moves");
            std::fs::write(path, b"the old file").expect("writes");
        }
        let vault = unlock(dir.path());
        assert_eq!(vault.load(&secret).expect("reads"), record(40));
        assert_eq!(vault.originals(&secret).expect("reads").len(), 1);
        vault
            .register
            .execute(
                "INSERT OR IGNORE INTO rotation (case_id) VALUES (?1)",
                [secret.as_str()],
            )
            .expect("writes");
    }
}
