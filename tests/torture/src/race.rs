//! R6: several programs want the same vault. One gets it; the others are told.

use crate::actor::{Actor, furnish};
use crate::child::Under;
use crate::desk::{LAWYER, PASSPHRASE, morning};
use crate::folder::{copy, files, scratch};
use crate::promise::{Promises, keeps};
use crate::report::Report;
use crate::seed::Seed;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::sync::{Arc, Barrier};
use store::{Kind, Vault};

/// So many races of four; every tenth one between processes.
pub fn races(seed: u64, count: usize) -> Report {
    let mut report = Report::new("R6 races for one vault, conflict copies, another machine's lock");
    let home = scratch();
    let (vault, marks) = (home.path().join("vault"), home.path().with_extension("marks"));
    furnish(&vault, &marks);
    let (mut winners, mut losers) = (0, 0);
    for race in 0..count {
        let (won, told) = if race % 10 == 9 {
            between_processes(home.path(), &marks)
        } else {
            between_threads(&vault)
        };
        winners += won;
        losers += told.iter().filter(|(kind, _)| *kind == Kind::InUse).count();
        if won != 1 {
            report.fault(format!("race {race}: {won} got in"));
        }
        for (kind, words) in told {
            if kind != Kind::InUse || !words.contains("另一个明辩窗口") {
                report.fault(format!("race {race}: {kind:?} {words}"));
            }
        }
    }
    if let Err(why) = keeps(&vault, &Promises::of(&marks)) {
        report.fault(why);
    }
    report.figure("races", count);
    report.figure("got in, one a race", winners);
    report.figure("told that it is in use", losers);
    let copies = conflict_copies(seed, &vault, &marks, &mut report);
    report.figure("conflict copies of a sync folder lying about", copies);
    let _ = std::fs::remove_file(&marks);
    report.done()
}

type Told = Vec<(Kind, String)>;

fn between_threads(vault: &Path) -> (usize, Told) {
    let (ready, over) = (Arc::new(Barrier::new(4)), Arc::new(Barrier::new(4)));
    let id = lawyer(vault);
    let racers: Vec<_> = (0..4)
        .map(|_| {
            let (ready, over, vault, id) = (ready.clone(), over.clone(), vault.to_path_buf(), id.clone());
            std::thread::spawn(move || {
                ready.wait();
                let got = Vault::unlock(&vault, &id, PASSPHRASE, morning());
                over.wait();
                got.map(|_| ()).map_err(|error| (error.kind, error.message))
            })
        })
        .collect();
    let ends: Vec<_> = racers.into_iter().map(|racer| racer.join().expect("ends")).collect();
    let won = ends.iter().filter(|end| end.is_ok()).count();
    (won, ends.into_iter().filter_map(Result::err).collect())
}

/// One process is in; another one, and this one, are kept out; it dies, and the next gets in.
fn between_processes(home: &Path, marks: &Path) -> (usize, Told) {
    let under = Under {
        home,
        marks,
        seed: 3,
        script: "hold".into(),
        plan: String::new(),
        log: None,
    };
    let mut first = under.start();
    let mut said = BufReader::new(first.stderr.take().expect("a pipe"))
        .lines()
        .map_while(Result::ok);
    let inside = said.any(|line| line == "inside");
    let id = lawyer(&home.join("vault"));
    let told = Vault::unlock(&home.join("vault"), &id, PASSPHRASE, morning()).err();
    let told = told.map(|error| (error.kind, error.message));
    let _ = first.kill();
    let _ = first.wait();
    (usize::from(inside), told.into_iter().collect())
}

fn lawyer(vault: &Path) -> String {
    let users = Vault::users(vault).ok().flatten().unwrap_or_default();
    users
        .iter()
        .find(|user| user.name == LAWYER)
        .map(|user| user.id.clone())
        .unwrap_or_default()
}

/// The files that sync programs leave beside ours are neither read nor removed.
fn conflict_copies(seed: u64, vault: &Path, marks: &Path, report: &mut Report) -> usize {
    let home = scratch();
    let own = home.path().join("vault");
    copy(vault, &own);
    let mut chance = Seed::new(seed, "copies");
    let mut put = Vec::new();
    for name in files(vault) {
        let shown = name.to_string_lossy().into_owned();
        let Some((stem, ending)) = shown.rsplit_once('.') else {
            continue;
        };
        for other in [
            format!("{stem} (conflicted copy 2026-11-30).{ending}"),
            format!("{stem}.sync-conflict-20261130-090000-ABCDEFG.{ending}"),
            format!("{stem}_冲突文件_20261130.{ending}"),
            format!("{shown}.baiduyun.downloading"),
        ] {
            let bytes = if chance.one_in(2) {
                std::fs::read(vault.join(&name)).unwrap_or_default()
            } else {
                chance.bytes(9_000)
            };
            std::fs::write(own.join(&other), bytes).expect("written");
            put.push(other);
        }
    }
    let promises = Promises::of(marks);
    for _ in 0..2 {
        if let Err(why) = keeps(&own, &promises) {
            report.fault(format!("with conflict copies beside it: {why}"));
        }
    }
    let gone = put.iter().filter(|name| !own.join(name).exists()).count();
    if gone > 0 {
        report.fault(format!("{gone} files that are not ours were removed"));
    }
    put.len()
}

/// The program's own side: it is in, and stays.
pub fn hold(actor: &mut Actor) {
    use std::io::Write;
    actor.enter().expect("gets in");
    let _ = writeln!(std::io::stderr(), "inside");
    std::thread::sleep(std::time::Duration::from_secs(60));
}
