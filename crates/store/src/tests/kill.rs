//! Another process: kept out while one is in, and killed in the middle of writing.

use super::{PASSPHRASE, create, folder, key, now, says, unlock, with_case};
use crate::{CaseId, Kind, Vault};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};

const FOLDER: &str = "MINGBIAN_TEST_WRITER";

/// Not a test of its own: the other process. It writes until it is killed and says each revision it was promised.
#[test]
fn writer() {
    let Some(dir) = std::env::var_os(FOLDER) else { return };
    let vault = unlock(Path::new(&dir));
    let id = vault.cases().expect("reads")[0].id.clone();
    let mut out = std::io::stderr();
    loop {
        let revision = vault.load(&id).expect("reads").revision;
        let said = vault
            .write(
                &id,
                now(),
                &says("gains", &format!("第{}版", revision + 1)),
                "录入事实",
                None,
            )
            .expect("writes");
        writeln!(out, "saved {said}").expect("says");
    }
}

fn spawn(dir: &Path) -> Child {
    let program = std::env::current_exe().expect("a program");
    let mut command = Command::new(program);
    command
        .args(["--exact", "tests::kill::writer", "--nocapture", "--test-threads=1"])
        .env(FOLDER, dir);
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("starts")
}

/// Reads what the writer was promised until `enough`, kills it, and drains the pipe.
fn promised(mut child: Child, enough: usize) -> u64 {
    let mut lines = BufReader::new(child.stderr.take().expect("a pipe"))
        .lines()
        .map_while(Result::ok);
    let saved = |line: String| {
        line.strip_prefix("saved ")
            .and_then(|number| number.parse::<u64>().ok())
    };
    let first = lines
        .by_ref()
        .filter_map(saved)
        .take(enough)
        .last()
        .expect("wrote nothing");
    child.kill().expect("kills");
    let last = lines.filter_map(saved).last().unwrap_or(first);
    child.wait().expect("is gone");
    last
}

#[test]
fn a_killed_writer_loses_nothing_it_was_promised() {
    let dir = folder();
    let (vault, id) = with_case(dir.path(), 50);
    drop(vault);
    let mut before = 0;
    for round in 0..30 {
        let promised = promised(spawn(dir.path()), 1 + round % 7);
        let vault = unlock(dir.path());
        let found = vault.load(&id).expect("opens after a kill");
        assert!(
            found.revision >= promised && promised > before,
            "round {round}: {} of {promised}",
            found.revision
        );
        let entry = &found.entries[&key("gains")];
        let note = entry.alleged.as_ref().map(|position| position.note.clone());
        assert_eq!(
            note,
            Some(format!("第{}版", found.revision)),
            "round {round}: the last write is whole"
        );
        let chain = vault.verify_chain(&id).expect("reads");
        assert_eq!(
            (chain.rows, chain.broken_at),
            (found.revision - 1, None),
            "round {round}"
        );
        before = found.revision;
    }
}

#[test]
fn a_second_process_is_kept_out_until_the_first_is_gone() {
    let dir = folder();
    let (vault, _) = with_case(dir.path(), 1);
    let user = vault.user().id.clone();
    drop(vault);
    let mut child = spawn(dir.path());
    let mut lines = BufReader::new(child.stderr.take().expect("a pipe")).lines();
    assert!(
        lines
            .by_ref()
            .map_while(Result::ok)
            .any(|line| line.starts_with("saved")),
        "the writer is in"
    );
    // Even the right passphrase; and the users can still be listed.
    let refused = Vault::unlock(dir.path(), &user, PASSPHRASE, now())
        .err()
        .expect("is refused");
    assert_eq!(refused.kind, Kind::InUse);
    assert_eq!(
        Vault::users(dir.path()).expect("reads").map(|users| users.len()),
        Some(1)
    );
    child.kill().expect("kills");
    child.wait().expect("is gone");
    unlock(dir.path());
}

#[test]
fn one_process_opens_a_vault_once() {
    let dir = folder();
    let vault = create(dir.path());
    let user = vault.user().id.clone();
    let refused = Vault::unlock(dir.path(), &user, PASSPHRASE, now())
        .err()
        .expect("is refused");
    assert_eq!(refused.kind, Kind::InUse);
    let none: Vec<CaseId> = vault.cases().expect("reads").into_iter().map(|row| row.id).collect();
    assert!(none.is_empty());
    drop(vault);
    unlock(dir.path());
}
