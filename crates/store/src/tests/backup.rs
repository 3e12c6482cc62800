//! Backups: made while work goes on, proved, kept apart, and put back with nothing but a sheet of paper.

use super::keys::machine;
use super::{PASSPHRASE, folder, listed, now, record, says, with_case};
use crate::{Kdf, Kind, Machine, Role, Sheet, Vault, backups, restore};
use chrono::TimeDelta;
use std::path::Path;

fn whole(vault: &Vault, into: &Path, minutes: i64) -> crate::Made {
    let job = vault
        .backup_job(into, now() + TimeDelta::minutes(minutes))
        .expect("a job");
    job.run(&|| true).unwrap_or_else(|error| panic!("{error}"))
}

/// Every row of every table of a case, as text.
fn rows(vault: &Vault, id: &crate::CaseId) -> (case::Record, String) {
    (vault.load(id).expect("reads"), vault.log_lines(id).expect("reads"))
}

#[test]
fn a_backup_is_restored_on_a_clean_account_with_the_sheet_alone() {
    let (dir, disk, clean) = (folder(), folder(), folder());
    let here = machine();
    let mut vault =
        Vault::create_on(&here, dir.path(), "王律师", PASSPHRASE, Kdf::light_for_tests(), now()).expect("a vault");
    let ids: Vec<_> = (1..4)
        .map(|facts| {
            vault
                .create_case(&record(facts * 30), listed(&format!("案{facts}")), now())
                .expect("a case")
        })
        .collect();
    let mut arriving = vault.arrive(&ids[0], "卷一.pdf", "pdf", now()).expect("room");
    vault.take_piece(&mut arriving, &[9; 300_000]).expect("a piece");
    let crate::Arrived::New(original) = vault.arrived(arriving).expect("all here") else {
        panic!("new")
    };
    let old = Sheet::new().expect("a sheet");
    vault.keep_recovery(&old, now()).expect("is kept");
    let first = whole(&vault, disk.path(), 0);
    let new = Sheet::new().expect("a sheet");
    vault.keep_recovery(&new, now()).expect("is kept");
    vault
        .write(&ids[1], now(), &says("gains", "later"), "录入事实", None)
        .expect("writes");
    let second = whole(&vault, disk.path(), 1);
    assert_eq!((first.cases, second.cases, second.sealed), (3, 3, 0));
    assert!(second.name.contains(&vault.id()[..8]), "{}", second.name);
    let kept: Vec<_> = ids.iter().map(|id| rows(&vault, id)).collect();
    vault
        .add_user("赵助理", Role::Paralegal, "another one", now())
        .expect("later still");
    drop(vault);

    let found = backups(disk.path());
    assert_eq!(
        found.iter().map(|one| one.name.clone()).collect::<Vec<_>>(),
        [second.name, first.name]
    );
    let place = clean.path().join("a/new/vault");
    assert_eq!(restore(&found[0].place, &place, now()).expect("restores"), None);
    let there = machine();
    assert_eq!(
        Vault::recover(&there, &place, &old, "新的口令", now())
            .err()
            .expect("the old sheet")
            .kind,
        Kind::WrongSheet
    );
    let vault = Vault::recover(&there, &place, &new, "新的口令", now()).expect("the sheet in force");
    assert_eq!(ids.iter().map(|id| rows(&vault, id)).collect::<Vec<_>>(), kept);
    assert!(vault.original_is_whole(&ids[0], &original).expect("reads"));
    assert_eq!(vault.members().expect("reads").len(), 1);
    drop(vault);
    // The backup before the change opens with the sheet of that time: that is said wherever sheets are changed.
    let former = clean.path().join("former");
    restore(&found[1].place, &former, now()).expect("restores");
    Vault::recover(&there, &former, &old, "新的口令", now()).expect("the sheet of that time");
}

#[test]
fn what_was_there_stays_until_the_backup_is_in_its_place_and_after() {
    let (home, disk) = (folder(), folder());
    let dir = home.path().join("vault");
    let (vault, id) = with_case(&dir, 5);
    let first = vault.load(&id).expect("reads").revision;
    whole(&vault, disk.path(), 0);
    vault
        .write(&id, now(), &says("gains", "later"), "录入事实", None)
        .expect("writes");
    let place = backups(disk.path())[0].place.clone();
    assert_eq!(restore(&place, &dir, now()).expect_err("it is open").kind, Kind::InUse);
    drop(vault);
    let names = || -> Vec<String> {
        let entries = std::fs::read_dir(home.path()).expect("reads");
        entries
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .collect()
    };
    // A backup with one changed byte, and one with a file missing, are not used.
    for name in ["vault.db", "slots.json", &format!("cases/{id}.db")] {
        let file = place.join(name);
        let bytes = std::fs::read(&file).expect("reads");
        let mut changed = bytes.clone();
        changed[bytes.len() / 2] ^= 1;
        std::fs::write(&file, changed).expect("writes");
        assert_eq!(
            restore(&place, &dir, now()).expect_err("changed").kind,
            Kind::Damaged,
            "{name}"
        );
        std::fs::remove_file(&file).expect("removes");
        assert_eq!(
            restore(&place, &dir, now()).expect_err("missing").kind,
            Kind::Damaged,
            "{name}"
        );
        std::fs::write(&file, bytes).expect("writes");
        assert_eq!(names(), ["vault"]);
        assert_eq!(super::unlock(&dir).load(&id).expect("untouched").revision, first + 1);
    }
    let kept = restore(&place, &dir, now())
        .expect("restores")
        .expect("something was there");
    assert_eq!(super::unlock(&dir).load(&id).expect("restored").revision, first);
    assert_eq!(
        super::unlock(&home.path().join(&kept))
            .load(&id)
            .expect("kept")
            .revision,
        first + 1
    );
    // Died between taking the old one away and putting the new one there.
    std::fs::rename(&dir, home.path().join("vault.restoring")).expect("moves");
    std::fs::write(home.path().join("vault.restoring/restored.whole"), b"").expect("writes");
    assert_eq!(super::unlock(&dir).load(&id).expect("is finished").revision, first);
}

#[test]
fn a_backup_that_is_stopped_or_goes_wrong_leaves_nothing_and_says_why() {
    let (dir, disk) = (folder(), folder());
    let (vault, id) = with_case(dir.path(), 200);
    let left = || std::fs::read_dir(disk.path()).expect("reads").count();
    for steps in [0, 1, 3, 6] {
        let asked = std::cell::Cell::new(0);
        let go_on = || {
            asked.set(asked.get() + 1);
            asked.get() <= steps
        };
        let job = vault.backup_job(disk.path(), now()).expect("a job");
        assert_eq!(job.run(&go_on).expect_err("is stopped").kind, Kind::Stopped, "{steps}");
        assert_eq!(left(), 0, "{steps}");
    }
    assert_eq!(
        vault
            .backup_job(&disk.path().join("gone"), now())
            .err()
            .expect("absent")
            .kind,
        Kind::Absent
    );
    assert_eq!(
        vault
            .backup_job(&dir.path().join("cases"), now())
            .err()
            .expect("within")
            .kind,
        Kind::Invalid
    );
    assert!(!dir.path().join("rehearsal").exists());
    // A case that is damaged is not copied as if it were whole.
    let good = whole(&vault, disk.path(), 0);
    vault.forget(&id);
    let path = vault.path(&id);
    let mut bytes = std::fs::read(&path).expect("reads");
    let at = bytes.len() - 2_000;
    bytes[at] ^= 1;
    std::fs::write(&path, bytes).expect("writes");
    let job = vault
        .backup_job(disk.path(), now() + TimeDelta::minutes(1))
        .expect("a job");
    assert_eq!(job.run(&|| true).expect_err("damaged").kind, Kind::Damaged);
    assert_eq!(
        backups(disk.path())
            .iter()
            .map(|one| one.name.clone())
            .collect::<Vec<_>>(),
        [good.name]
    );
}

#[test]
fn one_damaged_case_comes_back_from_the_newest_backup_that_holds_it_whole() {
    let (dir, disk) = (folder(), folder());
    let (vault, id) = with_case(dir.path(), 5);
    let other = vault.create_case(&record(2), listed("李某案"), now()).expect("a case");
    assert_eq!(
        vault.restore_case(disk.path(), &id, now()).expect_err("none yet").kind,
        Kind::Absent
    );
    whole(&vault, disk.path(), 0);
    vault
        .write(&id, now(), &says("gains", "later"), "录入事实", None)
        .expect("writes");
    whole(&vault, disk.path(), 1);
    vault
        .write(&id, now(), &says("gains", "later still"), "录入事实", None)
        .expect("writes");
    vault
        .write(&other, now(), &says("gains", "x"), "录入事实", None)
        .expect("writes");
    vault.forget(&id);
    let path = vault.path(&id);
    std::fs::write(&path, b"not a database").expect("writes");
    assert_eq!(vault.load(&id).expect_err("damaged").kind, Kind::Damaged);
    // The newest backup is damaged, too: the one before is taken.
    let newest = backups(disk.path())[0].place.join(format!("cases/{id}.db"));
    let bytes = std::fs::read(&newest).expect("reads");
    std::fs::write(&newest, &bytes[..bytes.len() - 1]).expect("writes");
    let made = vault.restore_case(disk.path(), &id, now()).expect("the one before");
    assert_eq!(made, now());
    assert_eq!(vault.load(&id).expect("reads"), record(5));
    std::fs::write(&newest, &bytes).expect("writes");
    vault
        .restore_case(disk.path(), &id, now() + TimeDelta::seconds(1))
        .expect("the newest");
    assert_eq!(vault.load(&id).expect("reads").revision, record(5).revision + 1);
    assert_eq!(vault.load(&other).expect("untouched").revision, record(2).revision + 1);
    assert_eq!(vault.verify_chain(&id).expect("reads").broken_at, None);
    assert_eq!(vault.activity(&id, 1).expect("reads")[0].kind, "restore");
    let aside = std::fs::read_dir(dir.path().join("cases")).expect("reads").flatten();
    let aside = aside.filter(|entry| entry.file_name().to_string_lossy().contains(".damaged-"));
    assert!(aside.count() >= 2, "what was there is kept");
}

#[test]
fn originals_that_did_not_change_are_not_written_twice_and_a_walled_case_is_taken_along_unopened() {
    let (dir, disk, clean) = (folder(), folder(), folder());
    let (mut vault, id) = with_case(dir.path(), 5);
    let mut arriving = vault.arrive(&id, "卷一.pdf", "pdf", now()).expect("room");
    vault.take_piece(&mut arriving, &[9; 500_000]).expect("a piece");
    vault.arrived(arriving).expect("all here");
    vault.forget(&id);
    let other = vault
        .add_user("钱律师", Role::Lawyer, "another one", now())
        .expect("is added");
    whole(&vault, disk.path(), 0);
    whole(&vault, disk.path(), 1);
    let found = backups(disk.path());
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let links = |at: usize| {
            std::fs::metadata(found[at].place.join(format!("cases/{id}.originals")))
                .expect("there")
                .nlink()
        };
        assert_eq!((links(0), links(1)), (2, 2));
    }
    let me = vault.user().id.clone();
    vault.set_wall(&id, &[me], now()).expect("a wall");
    drop(vault);
    let theirs = Vault::unlock(dir.path(), &other.id, "another one", now()).expect("opens");
    let made = whole(&theirs, disk.path(), 2);
    assert_eq!((made.cases, made.sealed), (1, 1));
    drop(theirs);
    let place = clean.path().join("vault");
    restore(&backups(disk.path())[0].place, &place, now()).expect("restores");
    let users = Vault::users(&place).expect("slots").expect("a vault");
    let vault = Vault::unlock_on(&Machine::default(), &place, &users[0].id, PASSPHRASE, now()).expect("opens");
    assert_eq!(vault.load(&id).expect("the member reads it"), record(5));
    assert_eq!(vault.originals(&id).expect("reads").len(), 1);
    drop(found);
}
