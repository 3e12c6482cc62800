//! R1 and R7: the program is killed at random points; nothing it acknowledged is lost, and the next start is quick.

use crate::child::{Under, kill_after};
use crate::folder::{copy, scratch};
use crate::promise::{Promises, keeps};
use crate::report::{Report, Tally};
use crate::seed::Seed;
use std::io::Write;
use std::path::Path;
use std::time::Duration;

/// What is done while the knife falls.
const GROUPS: [(&str, &str); 7] = [
    ("save", "note,row,undo,draft,theme"),
    ("import", "take,volume,pages,folder,import"),
    ("case", "create,bin,restore,destroy,index"),
    ("keys", "passphrase,add_user,relock,note"),
    ("backup", "backup,note,backup,take"),
    ("putting back", "putback,note,row"),
    ("rekey", "wall,note,remove,wall,take"),
];
/// The next start may take as long, in milliseconds.
const NEXT_OPEN: u128 = 2_000;
/// Kills a vault lives through before a new one is made.
const LIVES: usize = 40;

/// So many kills.
pub fn kills(seed: u64, count: usize) -> Report {
    let mut report = Report::new("R1 kill -9 at random points");
    let (mut chance, mut tally) = (Seed::new(seed, "kill"), Tally::default());
    let (mut acks, mut slowest, mut settled, mut done) = (0, 0, 0, 0);
    while done < count {
        let home = scratch();
        let marks = home.path().with_extension("marks");
        let mut before = 0;
        for _ in 0..LIVES.min(count - done) {
            done += 1;
            let (group, actions) = *chance.of(&GROUPS);
            let outside = chance.one_in(4);
            let under = Under {
                home: home.path(),
                marks: &marks,
                seed: chance.next(),
                script: format!("work:60:{actions}"),
                plan: if outside {
                    String::new()
                } else {
                    format!("kill:{}", 1 + chance.below(260))
                },
                log: None,
            };
            let ended = if outside {
                kill_after(under.start(), Duration::from_millis(200 + chance.below(900) as u64))
            } else {
                under.run()
            };
            tally.one(group);
            if let Err(why) = ended {
                report.fault(format!("{group}: {why}"));
            }
            let promises = Promises::of(&marks);
            acks += promises.acks - before;
            before = promises.acks;
            if promises.acks == 0 {
                continue;
            }
            match keeps(&home.path().join("vault"), &promises) {
                Ok(opened) => {
                    slowest = slowest.max(opened.took);
                    settled += usize::from(!promises.may.is_empty());
                    settle(&marks, &opened.settled);
                }
                Err(why) => {
                    report.fault(format!("after {done} kills ({group}, plan {}): {why}", under.plan));
                    break;
                }
            }
        }
        let _ = std::fs::remove_file(&marks);
    }
    if slowest > NEXT_OPEN * crate::report::patience() {
        report.fault(format!("a start took {slowest} ms"));
    }
    report.figure("kills", done);
    report.figure("by what was going on", tally.line());
    report.figure("acknowledged changes that had to be there", acks);
    report.figure("actions that died in the middle, found whole or not at all", settled);
    report.figure("slowest start afterwards, ms (floor 2,000)", slowest);
    report.done()
}

/// The action that was under way has come out one way; it is counted on from now on.
fn settle(marks: &Path, settled: &crate::promise::Facts) {
    let line = format!("\n{}\n", serde_json::json!({ "now": settled }));
    let file = std::fs::OpenOptions::new().append(true).open(marks);
    file.and_then(|mut file| file.write_all(line.as_bytes()))
        .expect("the marks");
}

/// Vaults of former versions, killed while they are brought up to date, at so many points each.
pub fn migrations(seed: u64, points: usize, former: &Path) -> Report {
    let mut report = Report::new("R7 migrations killed, and undone by putting the old files back");
    let mut chance = Seed::new(seed, "migrate");
    let (mut vaults, mut killed) = (0, 0);
    let mut olds: Vec<_> = std::fs::read_dir(former)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .collect();
    olds.retain(|path| path.is_dir());
    olds.sort();
    for old in olds {
        vaults += 1;
        let named = old.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let promised = std::fs::read_to_string(old.join("promises")).unwrap_or_default();
        let whole = steps(&old, &promised);
        let Some(whole) = whole.filter(|steps| *steps > 3) else {
            report.fault(format!("{named}: nothing to bring up to date"));
            continue;
        };
        for point in 0..points {
            let at = 1 + (point as u64 * whole) / points as u64 + chance.below(2) as u64;
            let (home, marks) = moved_in(&old, &promised);
            let under = under(home.path(), &marks, format!("kill:{at}"));
            if let Err(why) = under.run() {
                report.fault(format!("{named}: {why}"));
            }
            killed += 1;
            let vault = home.path().join("vault");
            if let Err(why) = keeps(&vault, &Promises::read(&promised)) {
                report.fault(format!("{named}, killed at step {at} of {whole}: {why}"));
            }
            let _ = std::fs::remove_file(&marks);
        }
    }
    if vaults < 3 {
        report.fault(format!("only {vaults} former vaults in {}", former.display()));
    }
    report.figure("former vaults", vaults);
    report.figure("killed", killed);
    report.done()
}

fn moved_in(old: &Path, promised: &str) -> (tempfile::TempDir, std::path::PathBuf) {
    let home = scratch();
    copy(old, &home.path().join("vault"));
    let _ = std::fs::remove_file(home.path().join("vault").join("promises"));
    let marks = home.path().with_extension("marks");
    std::fs::write(&marks, promised).expect("the marks");
    (home, marks)
}

fn under<'a>(home: &'a Path, marks: &'a Path, plan: String) -> Under<'a> {
    Under {
        home,
        marks,
        seed: 1,
        script: "open".into(),
        plan,
        log: None,
    }
}

/// How many steps bringing it up to date takes.
fn steps(old: &Path, promised: &str) -> Option<u64> {
    let (home, marks) = moved_in(old, promised);
    under(home.path(), &marks, "once:1000000:5:wsmnu".into()).run().ok()?;
    let steps = Promises::of(&marks).steps;
    let _ = std::fs::remove_file(&marks);
    steps
}
