//! Somebody leaves: what they had opens nothing that is written afterwards, and whatever interrupts the change of keys, the vault
//! opens for everybody who stays.

use super::{create, folder, listed, now, record, says, unlock};
use crate::turnover::REGISTER;
use crate::{CaseId, Kind, Role, User, Vault};
use std::path::Path;

const OTHER: &str = "口令-another horse";

struct Office {
    case: CaseId,
    stays: User,
    leaves: User,
}

/// A vault with three users, a case open to them all, and a case in the bin.
fn office(dir: &Path) -> Office {
    let mut vault = create(dir);
    let stays = vault.add_user("陈助理", Role::Paralegal, OTHER, now()).expect("a user");
    let leaves = vault.add_user("吴律师", Role::Lawyer, OTHER, now()).expect("a user");
    let case = vault
        .create_case(&record(20), listed("王某帮信案"), now())
        .expect("a case");
    let binned = vault.create_case(&record(2), listed("旧案"), now()).expect("a case");
    vault.bin_case(&binned, now()).expect("in the bin");
    Office { case, stays, leaves }
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("reads") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        match entry.path().is_dir() {
            true => copy(&entry.path(), &target),
            false => drop(std::fs::copy(entry.path(), target).expect("copied")),
        }
    }
}

#[test]
fn who_left_opens_nothing_that_is_written_afterwards() {
    let dir = folder();
    let Office { case, stays, leaves } = office(dir.path());
    let taken = folder();
    copy(dir.path(), taken.path());
    let mut vault = unlock(dir.path());
    let key = vault.keys.vault.copy();
    vault.remove_user(&leaves.id, now()).expect("is removed");
    assert_ne!(vault.keys.vault.bytes(), key.bytes(), "the vault has another key");
    assert_eq!(vault.waiting().expect("reads").len(), 2, "the cases wait for theirs");
    let before = vault.case_key(&case).expect("a key").copy();
    let mut left = Vec::new();
    while let Some(still) = vault.rekey_next(now()).expect("works") {
        left.push(still);
    }
    assert_eq!(left, [1, 0]);
    assert_ne!(vault.case_key(&case).expect("a key").bytes(), before.bytes());
    vault
        .write(&case, now(), &says("gains", "他走了以后才写的话"), "录入事实", None)
        .expect("writes");
    let whole = vault.load(&case).expect("reads");
    drop(vault);
    let mut vault = Vault::unlock(dir.path(), &stays.id, OTHER, now()).expect("who stays gets in");
    assert_eq!(vault.load(&case).expect("reads"), whole);
    assert!(vault.verify_chain(&case).expect("reads").broken_at.is_none());
    assert!(
        !dir.path().join("vault.next.db").exists(),
        "there is one register again"
    );
    // With a new passphrase and a second change, too.
    vault
        .change_passphrase(OTHER, "口令-third horse", now())
        .expect("changes");
    drop(vault);
    assert!(Vault::unlock(dir.path(), &stays.id, "口令-third horse", now()).is_ok());

    let denied = Vault::unlock(dir.path(), &leaves.id, OTHER, now())
        .err()
        .expect("is refused");
    assert_eq!(denied.kind, Kind::NotFound);
    // Their own copy opens; with a file of today in it, that file does not.
    let theirs = Vault::unlock(taken.path(), &leaves.id, OTHER, now()).expect("their own copy");
    assert_eq!(theirs.load(&case).expect("their own copy"), record(20));
    drop(theirs);
    let name = format!("cases/{case}.db");
    std::fs::copy(dir.path().join(&name), taken.path().join(&name)).expect("copied");
    let theirs = Vault::unlock(taken.path(), &leaves.id, OTHER, now()).expect("their own copy");
    assert_eq!(theirs.load(&case).err().map(|error| error.kind), Some(Kind::Damaged));
    drop(theirs);
    std::fs::copy(dir.path().join(REGISTER), taken.path().join(REGISTER)).expect("copied");
    assert!(Vault::unlock(taken.path(), &leaves.id, OTHER, now()).is_err());
}

#[test]
fn two_may_leave_in_one_sitting() {
    let dir = folder();
    let Office { case, stays, leaves } = office(dir.path());
    let mut vault = unlock(dir.path());
    for user in [&leaves, &stays] {
        vault.remove_user(&user.id, now()).expect("is removed");
        vault
            .write(&case, now(), &says("gains", &user.name), "录入事实", None)
            .expect("writes");
    }
    let whole = vault.load(&case).expect("reads");
    drop(vault);
    assert_eq!(unlock(dir.path()).load(&case).expect("reads"), whole);
    assert!(dir.path().join(REGISTER).is_file() && !dir.path().join("vault.next.db").exists());
}

#[test]
fn a_register_nobody_decided_on_is_cleared_away_and_one_that_counts_is_taken() {
    let dir = folder();
    let Office { case, leaves, .. } = office(dir.path());
    let (before, after) = (folder(), folder());
    copy(dir.path(), before.path());
    let mut vault = unlock(dir.path());
    vault.remove_user(&leaves.id, now()).expect("is removed");
    vault
        .write(&case, now(), &says("gains", "x"), "录入事实", None)
        .expect("writes");
    let whole = vault.load(&case).expect("reads");
    // As the power leaves it now: the register that counts has its new name, with a journal beside it.
    copy(dir.path(), after.path());
    assert!(after.path().join("vault.next.db").is_file() && !after.path().join(REGISTER).exists());
    drop(vault);
    // The old register is still there, with its journal, as when the process died before it was cleared away.
    for name in [REGISTER, "vault.db-wal"] {
        if before.path().join(name).is_file() {
            std::fs::copy(before.path().join(name), after.path().join(name)).expect("copied");
        }
    }
    let vault = unlock(after.path());
    assert_eq!(vault.load(&case).expect("reads"), whole);
    assert_eq!(vault.members().expect("reads").len(), 2);
    drop(vault);

    // Died before the list of users was written: the new register is nothing.
    std::fs::copy(dir.path().join("vault.next.db"), before.path().join("vault.next.db")).expect("copied");
    let vault = unlock(before.path());
    assert_eq!(vault.members().expect("reads").len(), 3);
    assert!(!before.path().join("vault.next.db").exists());
    drop(vault);
    std::fs::write(before.path().join("vault.next.db"), b"half a file").expect("written");
    assert_eq!(unlock(before.path()).members().expect("reads").len(), 3);
}

#[test]
fn a_backup_from_before_brings_a_case_back_under_its_new_key() {
    let dir = folder();
    let disk = folder();
    let Office { case, leaves, .. } = office(dir.path());
    let mut vault = unlock(dir.path());
    vault
        .backup_job(disk.path(), now())
        .expect("a job")
        .run(&|| true)
        .expect("a backup");
    let whole = vault.load(&case).expect("reads");
    vault.remove_user(&leaves.id, now()).expect("is removed");
    while vault.rekey_next(now()).expect("works").is_some() {}
    vault.forget(&case);
    std::fs::write(vault.path(&case), b"gone bad").expect("written");
    assert!(vault.load(&case).is_err());
    vault.restore_case(disk.path(), &case, now()).expect("comes back");
    assert_eq!(vault.load(&case).expect("reads"), whole);
    drop(vault);
    let vault = unlock(dir.path());
    assert_eq!(vault.load(&case).expect("reads"), whole);
    // Destroyed, no key of it is left, former ones neither.
    assert_eq!(vault.former_keys(&case).expect("reads").len(), 1);
    vault.bin_case(&case, now()).expect("in the bin");
    vault.destroy_case(&case, now()).expect("is destroyed");
    assert_eq!(vault.former_keys(&case).expect("reads").len(), 0);
}

#[test]
fn a_damaged_case_waits_and_holds_nobody_up() {
    let dir = folder();
    let Office { leaves, .. } = office(dir.path());
    let mut vault = unlock(dir.path());
    vault.remove_user(&leaves.id, now()).expect("is removed");
    let waiting = vault.waiting().expect("reads");
    vault.forget(&waiting[0]);
    std::fs::write(vault.path(&waiting[0]), b"gone bad").expect("written");
    while vault.rekey_next(now()).expect("works").is_some() {}
    assert_eq!(vault.waiting().expect("reads"), waiting[..1]);
}

#[test]
fn a_journal_of_the_former_register_is_not_played_back_into_the_new_one() {
    let dir = folder();
    let Office { leaves, stays, .. } = office(dir.path());
    let mut vault = unlock(dir.path());
    vault.remove_user(&leaves.id, now()).expect("is removed");
    drop(vault);
    // As a power cut leaves it that undid the removing of a name: what the old register was being made with.
    let page = std::fs::read(dir.path().join("vault.next.db")).expect("reads");
    let mut journal = vec![0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7];
    journal.extend([0, 0, 0, 0, 1, 2, 3, 4, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 16, 0]);
    journal.resize(512, 0);
    std::fs::write(dir.path().join("vault.db-journal"), &journal).expect("written");
    let vault = unlock(dir.path());
    assert_eq!(vault.members().expect("reads").len(), 2);
    drop(vault);
    assert!(std::fs::metadata(dir.path().join(REGISTER)).expect("there").len() >= page.len() as u64);
    assert!(Vault::unlock(dir.path(), &stays.id, OTHER, now()).is_ok());
}

#[test]
fn somebody_who_was_half_added_is_no_member() {
    let dir = folder();
    let mut vault = create(dir.path());
    let before = std::fs::read(dir.path().join("slots.json")).expect("reads");
    vault.add_user("陈助理", Role::Paralegal, OTHER, now()).expect("a user");
    // The list of users was not written: the disk refused.
    std::fs::write(dir.path().join("slots.json"), before).expect("written");
    drop(vault);
    let mut vault = unlock(dir.path());
    assert_eq!(vault.members().expect("reads").len(), 1);
    vault.add_user("陈助理", Role::Paralegal, OTHER, now()).expect("again");
    assert_eq!(vault.members().expect("reads").len(), 2);
}

#[test]
fn when_the_list_of_users_cannot_be_written_nobody_has_left() {
    let dir = folder();
    let Office { case, stays, leaves } = office(dir.path());
    let mut vault = unlock(dir.path());
    let key = vault.keys.vault.copy();
    // What stands in the way of the new list.
    let obstacle = dir.path().join("slots.former");
    std::fs::create_dir(&obstacle).expect("a folder");
    assert!(vault.remove_user(&leaves.id, now()).is_err());
    assert_eq!(vault.keys.vault.bytes(), key.bytes(), "the old key counts");
    assert!(!dir.path().join("vault.next.db").exists());
    vault
        .write(&case, now(), &says("gains", "x"), "录入事实", None)
        .expect("work goes on");
    std::fs::remove_dir(&obstacle).expect("out of the way");
    drop(vault);
    assert!(Vault::unlock(dir.path(), &leaves.id, OTHER, now()).is_ok());
    let mut vault = unlock(dir.path());
    assert_eq!(vault.members().expect("reads").len(), 3);
    vault.remove_user(&leaves.id, now()).expect("the second time");
    drop(vault);
    assert!(Vault::unlock(dir.path(), &stays.id, OTHER, now()).is_ok());
}
