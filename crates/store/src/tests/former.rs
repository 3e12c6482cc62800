//! Whole vaults as the first version left them: brought up to date when they are opened. Kept under `tests/torture/former`, where
//! the harness kills the program in the middle of that (`MINGBIAN_FORMER=<folder>` writes them anew).

use super::{now, record};
use crate::database::{VAULT, create_as, rest};
use crate::{CaseId, Kdf, Vault};
use rusqlite::params_from_iter;
use rusqlite::types::Value;
use std::path::Path;

const WHO: (&str, &str) = ("李律师", "纸船 灯塔 白鹭 七点");
/// What the first register held.
const TABLES: [(&str, &str); 3] = [
    ("member", "id, name, role, since"),
    ("case_key", "case_id, holder, wrapped"),
    (
        "projection",
        "case_id, name, accused, charge, stage, pending, returned, result, updated_at, revision, demo",
    ),
];

/// A vault whose register and whose one case have the first schema.
fn first(dir: &Path, facts: usize) -> CaseId {
    let vault = Vault::create(dir, WHO.0, WHO.1, Kdf::light_for_tests(), now()).expect("a vault");
    let id = super::upgrade::old_case(&vault, facts);
    let old = dir.join("first.db");
    let file = create_as(&old, &vault.keys.vault, &VAULT, 1).expect("an old register");
    for (table, columns) in TABLES {
        let read = format!("SELECT {columns} FROM {table}");
        let mut read = vault.register.prepare(&read).expect("reads");
        let count = read.column_count();
        let write = format!(
            "INSERT INTO {table} ({columns}) VALUES ({})",
            vec!["?"; count].join(", ")
        );
        let mut rows = read.query([]).expect("reads");
        while let Some(row) = rows.next().expect("reads") {
            let values: Vec<Value> = (0..count).map(|column| row.get(column).expect("a value")).collect();
            file.execute(&write, params_from_iter(values)).expect("writes");
        }
    }
    rest(file, &old, &VAULT).expect("closes");
    drop(vault);
    std::fs::rename(&old, dir.join("vault.db")).expect("moves");
    id
}

#[test]
fn a_vault_of_the_first_version_opens_with_all_of_it() {
    for facts in [1, 40, 250] {
        let dir = super::folder();
        let id = first(dir.path(), facts);
        if let Some(kept) = std::env::var_os("MINGBIAN_FORMER") {
            keep(
                dir.path(),
                &Path::new(&kept).join(format!("first-{facts:03}")),
                &id,
                facts,
            );
        }
        let users = Vault::users(dir.path()).expect("slots").expect("a vault");
        let vault = Vault::unlock(dir.path(), &users[0].id, WHO.1, now()).expect("unlocks");
        assert_eq!(vault.load(&id).expect("upgrades"), record(facts));
        assert_eq!(vault.verify_chain(&id).expect("reads").broken_at, None);
        assert_eq!(vault.cases().expect("reads").len(), 1);
        assert!(dir.path().join("vault.v1").exists(), "the former register is kept");
    }
}

/// Puts it where the harness finds it, with what was promised in it.
fn keep(from: &Path, to: &Path, id: &CaseId, facts: usize) {
    std::fs::create_dir_all(to.join("cases")).expect("a folder");
    for name in ["slots.json", "vault.db", &format!("cases/{id}.db")] {
        std::fs::copy(from.join(name), to.join(name)).expect("copied");
    }
    let mut said = String::new();
    for (key, entry) in &record(facts).entries {
        let note = entry.alleged.as_ref().map(|position| position.note.clone());
        said += &format!(
            "{{\"ack\":{{\"fact|{id}|{}\":\"{}\"}}}}\n",
            key.path,
            note.unwrap_or_default()
        );
    }
    let revision = record(facts).revision;
    said += &format!(
        "{{\"ack\":{{\"case|{id}\":\"listed\",\"revision|{id}\":\"{revision}\",\"pass|{}\":\"{}\"}}}}\n",
        WHO.0, WHO.1
    );
    std::fs::write(to.join("promises"), said).expect("written");
}
