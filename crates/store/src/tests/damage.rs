//! A damaged file is noticed or whole; what is read is never wrong.

use super::{folder, now, record, says, unlock, with_case};
use crate::{Kind, Vault};
use std::path::{Path, PathBuf};

/// Places all over a file: header, ends of pages, and a walk with a step that meets every part of a page.
fn places(length: usize, count: usize) -> Vec<usize> {
    let ends = [
        0,
        15,
        16,
        100,
        4015,
        4016,
        4095,
        4096,
        length - 4096,
        length - 80,
        length - 1,
    ];
    let step = length / count;
    ends.into_iter()
        .chain((0..count).map(|n| n * step + (n * 37) % step))
        .filter(|at| *at < length)
        .collect()
}

#[test]
fn one_changed_byte_of_a_case_file_never_gives_a_wrong_case() {
    let dir = folder();
    let (vault, id) = with_case(dir.path(), 400);
    let path = vault.path(&id);
    drop(vault);
    let whole = std::fs::read(&path).expect("reads");
    let vault = unlock(dir.path());
    let right = record(400);
    let (mut noticed, mut tried) = (0, 0);
    for at in places(whole.len(), 300) {
        let mut bytes = whole.clone();
        bytes[at] ^= 1 << (at % 8);
        put(&path, &bytes);
        vault.cases.borrow_mut().clear();
        tried += 1;
        match vault.load(&id) {
            Ok(read) => assert!(read == right, "wrong data after a change at {at}"),
            Err(error) => {
                assert_eq!(error.kind, Kind::Damaged, "{at}: {}", error.message);
                noticed += 1;
            }
        }
    }
    assert!(
        tried >= 300 && noticed >= tried * 9 / 10,
        "{noticed} of {tried} noticed"
    );
    put(&path, &whole);
    assert_eq!(vault.load(&id).expect("is whole again"), right);
}

#[test]
fn a_cut_swapped_or_zeroed_page_is_noticed() {
    let dir = folder();
    let (vault, id) = with_case(dir.path(), 400);
    let path = vault.path(&id);
    drop(vault);
    let whole = std::fs::read(&path).expect("reads");
    let vault = unlock(dir.path());
    let pages = whole.len() / 4096;
    for page in (2..pages - 1).step_by(pages / 12) {
        let (start, end) = (page * 4096, (page + 1) * 4096);
        let mut zeroed = whole.clone();
        zeroed[start..end].fill(0);
        let mut swapped = whole.clone();
        swapped.copy_within(start..end, start - 4096);
        for (how, bytes) in [
            ("zeroed", zeroed.as_slice()),
            ("doubled", &swapped),
            ("cut", &whole[..start + 100]),
        ] {
            put(&path, bytes);
            vault.cases.borrow_mut().clear();
            assert_eq!(vault.load(&id).expect_err(how).kind, Kind::Damaged, "{how} {page}");
        }
    }
}

#[test]
fn a_lost_journal_is_noticed_once_the_list_knew_better() {
    let dir = folder();
    let (vault, id) = with_case(dir.path(), 20);
    let path = vault.path(&id);
    let old = journalled(&path, &vault, &id);
    let revision = vault
        .write(&id, now(), &says("gains", "x"), "录入事实", None)
        .expect("writes");
    let row = vault.cases().expect("reads").remove(0);
    vault
        .project(&id, crate::Projection { revision, ..row })
        .expect("writes");
    vault.cases.borrow_mut().clear();
    assert_eq!(vault.load(&id).expect("reads").revision, revision);
    vault.cases.borrow_mut().clear();
    put(&path, &old);
    let error = vault.load(&id).expect_err("an older file");
    assert!(
        error.kind == Kind::Damaged && error.message.contains("缺少最近保存过的内容"),
        "{}",
        error.message
    );
}

/// The file at rest, with nothing left in its journal.
fn journalled(path: &Path, vault: &Vault, id: &crate::CaseId) -> Vec<u8> {
    vault.load(id).expect("reads");
    vault.cases.borrow_mut().clear();
    std::fs::read(path).expect("reads")
}

#[test]
fn any_changed_byte_of_the_slots_or_the_register_is_noticed() {
    let dir = folder();
    let (vault, id) = with_case(dir.path(), 3);
    let user = vault.user().clone();
    drop(vault);
    for name in ["slots.json", "vault.db"] {
        let path = dir.path().join(name);
        let whole = std::fs::read(&path).expect("reads");
        for at in (0..whole.len()).step_by(whole.len() / 120) {
            let mut bytes = whole.clone();
            bytes[at] ^= 1 << (at % 7);
            put(&path, &bytes);
            match Vault::unlock(dir.path(), &user.id, super::PASSPHRASE, now()) {
                Ok(vault) => {
                    assert_eq!(vault.user(), &user, "{name} {at}");
                    assert_eq!(vault.load(&id).expect("reads"), record(3), "{name} {at}");
                }
                Err(error) => assert!(
                    matches!(error.kind, Kind::Damaged | Kind::Newer),
                    "{name} {at}: {error:?}"
                ),
            }
        }
        put(&path, &whole);
    }
}

/// A file with nothing beside it.
fn put(path: &Path, bytes: &[u8]) {
    for ending in ["-wal", "-shm"] {
        let beside: PathBuf = format!("{}{ending}", path.display()).into();
        let _ = std::fs::remove_file(beside);
    }
    std::fs::write(path, bytes).expect("writes");
}
