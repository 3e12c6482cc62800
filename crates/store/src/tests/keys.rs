//! The ways in: passphrase and machine, the recovery sheet, the files of the first version, and wrong attempts.

use super::{PASSPHRASE, create, folder, listed, now, record, with_case};
use crate::slots::{Slots, first};
use crate::{Device, Kdf, Kind, Machine, Place, Role, Sheet, Vault, attempts};
use chrono::TimeDelta;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// A keychain in memory.
#[derive(Default)]
pub(crate) struct Pocket(Mutex<BTreeMap<String, Vec<u8>>>);

impl Device for Pocket {
    fn load(&self, name: &str) -> Option<Vec<u8>> {
        self.0.lock().expect("kept").get(name).cloned()
    }

    fn save(&self, name: &str, secret: &[u8]) -> bool {
        self.0.lock().expect("kept").insert(name.into(), secret.into());
        true
    }

    fn place(&self, name: &str) -> Place {
        if self.load(name).is_some() {
            Place::Keychain
        } else {
            Place::Nowhere
        }
    }
}

pub(crate) fn machine() -> Machine {
    Machine::new(Arc::new(Pocket::default()), None)
}

fn create_on(machine: &Machine, dir: &Path) -> Vault {
    Vault::create_on(machine, dir, "王律师", PASSPHRASE, Kdf::light_for_tests(), now()).expect("a vault")
}

fn first_user(dir: &Path) -> String {
    Vault::users(dir).expect("slots").expect("a vault")[0].id.clone()
}

fn kind(result: Result<Vault, crate::Error>) -> Kind {
    result.err().expect("is refused").kind
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("reads") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).expect("copies");
        }
    }
}

#[test]
fn the_passphrase_opens_nothing_on_another_machine_and_the_sheet_does() {
    let (dir, other) = (folder(), folder());
    let (here, there) = (machine(), machine());
    let mut vault = create_on(&here, dir.path());
    let id = vault
        .create_case(&record(3), listed("王某帮信案"), now())
        .expect("a case");
    assert_eq!(vault.device_place().expect("reads"), Place::Keychain);
    let helper = vault
        .add_user("赵助理", Role::Paralegal, "another one", now())
        .expect("is added");
    let sheet = Sheet::new().expect("a sheet");
    assert_eq!(vault.recovery_made().expect("reads"), None);
    vault.keep_recovery(&sheet, now()).expect("is kept");
    assert_eq!(vault.recovery_made().expect("reads").as_deref(), Some("2026-03-02"));
    drop(vault);
    copy(dir.path(), &other.path().join("vault"));
    let moved = other.path().join("vault");
    let user = first_user(&moved);
    // Another machine, or none at all: the passphrase alone is not enough, and that is said before it is even tried.
    for machine in [&there, &Machine::default()] {
        assert_eq!(
            kind(Vault::unlock_on(machine, &moved, &user, PASSPHRASE, now())),
            Kind::NoDevice
        );
    }
    let typed: Vec<String> = sheet.groups().iter().map(|group| group.to_string()).collect();
    let read = Sheet::read(&typed.join(" ")).expect("as printed");
    let vault = Vault::recover(&there, &moved, &read, "新的口令 九月", now()).expect("recovers");
    assert_eq!(vault.user().name, "王律师");
    assert_eq!(vault.load(&id).expect("reads"), record(3));
    drop(vault);
    Vault::unlock_on(&there, &moved, &user, "新的口令 九月", now()).expect("the new machine has its own secret now");
    assert_eq!(
        kind(Vault::unlock_on(&here, &moved, &user, "新的口令 九月", now())),
        Kind::NoDevice
    );
    assert_eq!(
        kind(Vault::unlock_on(&there, &moved, &user, PASSPHRASE, now())),
        Kind::WrongPassphrase
    );
    // Nobody else got in by it, and where the vault came from nothing has changed.
    assert_eq!(
        kind(Vault::unlock_on(&there, &moved, &helper.id, "another one", now())),
        Kind::NoDevice
    );
    Vault::unlock_on(&here, dir.path(), &user, PASSPHRASE, now()).expect("as before");
}

#[test]
fn a_sheet_that_was_replaced_or_is_of_another_vault_opens_nothing() {
    let (dir, other) = (folder(), folder());
    let vault = create(dir.path());
    let (old, new) = (Sheet::new().expect("a sheet"), Sheet::new().expect("a sheet"));
    vault.keep_recovery(&old, now()).expect("is kept");
    vault.keep_recovery(&new, now()).expect("is kept");
    drop(vault);
    drop(create(other.path()));
    for sheet in [&old, &Sheet::new().expect("a sheet")] {
        let tried = Vault::recover(&Machine::default(), dir.path(), sheet, "whatever", now());
        assert_eq!(kind(tried), Kind::WrongSheet);
    }
    let tried = Vault::recover(&Machine::default(), other.path(), &new, "whatever", now());
    assert_eq!(kind(tried), Kind::WrongSheet);
    Vault::recover(&Machine::default(), dir.path(), &new, "whatever", now()).expect("recovers");
}

#[test]
fn nobody_opens_the_slot_of_another_however_the_file_is_changed() {
    let dir = folder();
    let mut vault = create(dir.path());
    let lawyer = vault.user().id.clone();
    let helper = vault
        .add_user("赵助理", Role::Paralegal, "another one", now())
        .expect("is added");
    drop(vault);
    let whole = std::fs::read_to_string(dir.path().join("slots.json")).expect("reads");
    // The helper gives the lawyer's slot the wrapped key of their own, field by field.
    for field in ["user_key", "vault_key", "salt", "kdf", "device"] {
        let mut file: serde_json::Value = serde_json::from_str(&whole).expect("json");
        let own = file["users"][1][field].clone();
        file["users"][0][field] = own;
        if field == "user_key" {
            file["users"][0]["salt"] = file["users"][1]["salt"].clone();
        }
        serde_json::from_value::<Slots>(file)
            .expect("slots")
            .write(dir.path())
            .expect("writes");
        let tried = Vault::unlock(dir.path(), &lawyer, "another one", now());
        assert_ne!(kind(tried), Kind::NotFound, "{field}");
    }
    let mut file: serde_json::Value = serde_json::from_str(&whole).expect("json");
    file["vault"] = "00000000000000000000000000000000".into();
    serde_json::from_value::<Slots>(file)
        .expect("slots")
        .write(dir.path())
        .expect("writes");
    assert_eq!(
        kind(Vault::unlock(dir.path(), &helper.id, "another one", now())),
        Kind::WrongPassphrase
    );
}

#[test]
fn a_vault_of_the_first_version_opens_and_is_protected_as_this_one_protects() {
    let dir = folder();
    let (mut vault, id) = with_case(dir.path(), 3);
    let helper = vault
        .add_user("赵助理", Role::Paralegal, "another one", now())
        .expect("is added");
    let (lawyer, lawyers_key) = (vault.user().clone(), vault.keys.user.copy());
    let vault_key = vault.keys.vault.copy();
    let helpers = vault
        .slots()
        .expect("slots")
        .of(&helper.id)
        .expect("theirs")
        .unwrap(&vault.id, "another one", &Machine::default())
        .expect("opens")
        .user;
    drop(vault);
    // The file as the first version wrote it.
    let old = |id: &str, name: &str, role, key: &crate::secret::Secret, passphrase: &str| {
        let kdf = Kdf::light_for_tests();
        let derived = kdf.derive(passphrase, &[7; 16]).expect("derives");
        let bound = format!("mingbian user key|{id}|argon2id|{}|{}", kdf.memory_kib, kdf.passes);
        first::Slot {
            id: id.into(),
            name: name.into(),
            role,
            kdf,
            salt: crate::secret::hex(&[7; 16]),
            user_key: crate::secret::hex(&derived.wrap(key, &bound).expect("wraps")),
            vault_key: crate::secret::hex(
                &key.wrap(&vault_key, &format!("mingbian vault key|{id}"))
                    .expect("wraps"),
            ),
        }
    };
    let mut file = first::Slots {
        format: 1,
        users: vec![
            old(&lawyer.id, "王律师", Role::Lawyer, &lawyers_key, PASSPHRASE),
            old(&helper.id, "赵助理", Role::Paralegal, &helpers, "another one"),
        ],
        check: String::new(),
    };
    use sha2::Digest;
    let body = serde_json::to_string(&(1, &file.users)).expect("json");
    file.check = crate::secret::hex(&sha2::Sha256::digest(body.as_bytes()));
    std::fs::write(
        dir.path().join("slots.json"),
        serde_json::to_string_pretty(&file).expect("json"),
    )
    .expect("writes");

    let here = machine();
    assert_eq!(
        kind(Vault::unlock_on(&here, dir.path(), &lawyer.id, "wrong", now())),
        Kind::WrongPassphrase
    );
    let vault = Vault::unlock_on(&here, dir.path(), &lawyer.id, PASSPHRASE, now()).expect("opens");
    assert_eq!(vault.load(&id).expect("reads"), record(3));
    assert_eq!(vault.device_place().expect("reads"), Place::Keychain);
    drop(vault);
    assert_eq!(
        kind(Vault::unlock(dir.path(), &lawyer.id, PASSPHRASE, now())),
        Kind::NoDevice
    );
    // The other user's way in changes when that user comes.
    drop(Vault::unlock_on(&here, dir.path(), &helper.id, "another one", now()).expect("opens"));
    assert_eq!(
        kind(Vault::unlock(dir.path(), &helper.id, "another one", now())),
        Kind::NoDevice
    );
    Vault::unlock_on(&here, dir.path(), &lawyer.id, PASSPHRASE, now()).expect("opens again");
}

#[test]
fn parameters_rise_with_the_machine_and_never_fall() {
    let strong = Kdf::STRONG;
    let ms = Duration::from_millis;
    assert_eq!(strong.raised(ms(640)), strong);
    assert_eq!(strong.raised(ms(3_000)), strong);
    let fast = strong.raised(ms(100));
    assert!(fast.memory_kib == strong.memory_kib && fast.passes == 21, "{fast:?}");
    let floor = Kdf::FLOOR.raised(ms(130));
    assert_eq!(
        floor,
        Kdf {
            memory_kib: Kdf::STRONG.memory_kib,
            passes: 3
        }
    );
    let quick = Kdf::FLOOR.raised(ms(20));
    assert!(
        quick.memory_kib == Kdf::STRONG.memory_kib && quick.passes > 3,
        "{quick:?}"
    );
    assert_eq!(Kdf::light_for_tests().raised(ms(1)), Kdf::light_for_tests());
}

#[test]
fn wrong_attempts_are_slowed_told_and_not_forgiven_by_a_restart_or_a_clock() {
    let dir = folder();
    let at = |ms: i64| now() + TimeDelta::milliseconds(ms);
    let mut clock = 0;
    // 1, 2, 4 … 60 and 60 again.
    for wait in [1, 2, 4, 8, 16, 32, 60, 60] {
        attempts::begin(dir.path(), "u", at(clock)).expect("may try");
        assert_eq!(attempts::wait(dir.path(), at(clock)).expect("reads"), wait);
        let early = attempts::begin(dir.path(), "u", at(clock + i64::from(wait) * 1000 - 1)).expect_err("too soon");
        assert!(
            early.kind == Kind::Wait && early.message.contains("1秒"),
            "{}",
            early.message
        );
        clock += i64::from(wait) * 1000;
        assert_eq!(attempts::wait(dir.path(), at(clock)).expect("reads"), 0);
    }
    // A clock set back begins the wait anew, and setting it back again and again gains nothing.
    attempts::begin(dir.path(), "u", at(clock)).expect("may try");
    for back in [86_400_000, 2 * 86_400_000] {
        assert_eq!(
            attempts::begin(dir.path(), "u", at(clock - back))
                .expect_err("too soon")
                .kind,
            Kind::Wait
        );
        assert_eq!(attempts::wait(dir.path(), at(clock - back)).expect("reads"), 60);
    }
    // A file that was meddled with is the longest wait, once.
    std::fs::write(dir.path().join("attempts.json"), "{}").expect("writes");
    assert_eq!(attempts::wait(dir.path(), at(0)).expect("reads"), 60);
    assert_eq!(attempts::wait(dir.path(), at(59_500)).expect("reads"), 1);
    attempts::begin(dir.path(), "u", at(60_000)).expect("may try");
    let (failures, _) = attempts::succeeded(dir.path(), at(60_000)).expect("got in");
    assert_eq!(
        (failures, attempts::wait(dir.path(), at(60_000)).expect("reads")),
        (7, 0)
    );
    for _ in 0..3 {
        attempts::begin(dir.path(), "u", at(0)).expect("may try");
        attempts::forgive(dir.path(), at(0)).expect("is forgiven");
    }
}

#[test]
fn the_last_lawyer_stays_and_who_leaves_stays_by_name() {
    let dir = folder();
    let (mut vault, id) = with_case(dir.path(), 2);
    let me = vault.user().id.clone();
    assert_eq!(
        vault.set_role(&me, Role::Paralegal, now()).expect_err("the last").kind,
        Kind::Invalid
    );
    let helper = vault
        .add_user("赵助理", Role::Paralegal, "another one", now())
        .expect("is added");
    vault.set_role(&helper.id, Role::Lawyer, now()).expect("rises");
    vault
        .set_role(&helper.id, Role::Paralegal, now())
        .expect("and comes down");
    assert_eq!(vault.remove_user(&me, now()).expect_err("oneself").kind, Kind::Invalid);
    drop(vault);
    let theirs = Vault::unlock(dir.path(), &helper.id, "another one", now()).expect("opens");
    theirs
        .write(&id, now(), &super::says("gains", "x"), "录入事实", None)
        .expect("writes");
    drop(theirs);
    let mut vault = super::unlock(dir.path());
    vault.remove_user(&helper.id, now()).expect("is removed");
    assert_eq!(vault.members().expect("reads").len(), 1);
    assert_eq!(vault.activity(&id, 1).expect("reads")[0].who, "赵助理");
    assert_eq!(vault.office_broken().expect("reads"), None);
    drop(vault);
    assert_eq!(
        kind(Vault::unlock(dir.path(), &helper.id, "another one", now())),
        Kind::NotFound
    );
}
