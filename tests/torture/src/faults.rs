//! R3 and R4: every read, write, sync, rename fails in turn, and the disk is full at every step. The action says so in Chinese or
//! succeeds; nothing is half done; tried again, it works.

use crate::actor::{Actor, furnish};
use crate::child::Under;
use crate::folder::{copy, scratch};
use crate::promise::{Promises, keeps};
use crate::report::{Report, Tally};
use crate::seed::Seed;
use serde_json::json;
use std::path::Path;

/// What is tried.
const ACTIONS: [&str; 18] = [
    "found",
    "open",
    "note",
    "volume",
    "pages",
    "import",
    "create",
    "draft",
    "add_user",
    "passphrase",
    "destroy",
    "index",
    "folder",
    "document",
    "wall",
    "remove",
    "backup",
    "putback",
];
const EIO: i32 = 5;
const ENOSPC: i32 = 28;

/// Which faults.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// One step fails once, or every step from one on.
    Io,
    /// Nothing can be written from one step on.
    Full,
}

/// Every action, or those of a list, under every fault; `most` steps of each, spread evenly, 0 for all of them.
pub fn faults(seed: u64, fault: Fault, most: usize, only: &str) -> Report {
    let title = match fault {
        Fault::Io => "R3 every read, write, sync and rename fails in turn",
        Fault::Full => "R4 the disk is full at every step",
    };
    let mut report = Report::new(&match only {
        "" => title.to_owned(),
        only => format!("{title}: {only}"),
    });
    let wanted = |action: &&str| only.is_empty() || only.split(',').any(|own| own == *action);
    let home = scratch();
    let marks = home.path().with_extension("marks");
    let furnished = furnish(&home.path().join("vault"), &marks);
    let promised = std::fs::read_to_string(&marks).unwrap_or_default();
    let _ = std::fs::remove_file(&marks);
    let (mut tally, mut injected, mut refused, mut chance) = (Tally::default(), 0, 0, Seed::new(seed, "faults"));
    for action in ACTIONS.iter().copied().filter(|action| wanted(action)) {
        let plans: &[(&str, i32, &str)] = match fault {
            Fault::Io => &[("once", EIO, "rwsmnu"), ("stay", EIO, "wsmnu")],
            Fault::Full => &[("stay", ENOSPC, "wn")],
        };
        for (how, number, kinds) in plans {
            let base = if action == "found" {
                None
            } else {
                Some((home.path(), promised.as_str()))
            };
            let whole = trial(base, action, &format!("{how}:100000000:{number}:{kinds}"));
            let steps = match whole.map(|tried| tried.1.steps) {
                Ok(Some(steps)) if steps > 0 => steps,
                other => {
                    report.fault(format!("{action}: without a fault: {other:?}"));
                    continue;
                }
            };
            let tries = if most == 0 { steps } else { steps.min(most as u64) };
            for n in 0..tries {
                let spread = if tries == steps {
                    n
                } else {
                    n * steps / tries + chance.below((steps / tries) as usize) as u64
                };
                let plan = format!("{how}:{}:{number}:{kinds}", spread + 1);
                injected += 1;
                tally.one(action);
                match trial(base, action, &plan) {
                    Err(why) => report.fault(format!("{action} with {plan}: {why}")),
                    Ok((own, promises)) => {
                        refused += usize::from(!promises.refusals.is_empty());
                        for why in judge(own.path(), &promises) {
                            report.fault(format!("{action} with {plan}: {why}"));
                        }
                    }
                }
            }
        }
    }
    report.figure("actions", ACTIONS.iter().filter(|action| wanted(action)).count());
    report.figure("faults injected", injected);
    report.figure("by action", tally.line());
    report.figure("refused with a message that says what to do", refused);
    report.figure("promises of the furnished vault", furnished.kept.len());
    report.done()
}

/// One action with one plan, on a vault of its own.
fn trial(base: Option<(&Path, &str)>, action: &str, plan: &str) -> Result<(tempfile::TempDir, Promises), String> {
    let home = scratch();
    let marks = home.path().with_extension("marks");
    if let Some((from, promised)) = base {
        copy(&from.join("vault"), &home.path().join("vault"));
        std::fs::write(&marks, promised).expect("the marks");
    }
    let under = Under {
        home: home.path(),
        marks: &marks,
        seed: 7,
        script: format!("one:{action}"),
        plan: plan.to_owned(),
        log: None,
    };
    let ended = under.run();
    let promises = Promises::of(&marks);
    let _ = std::fs::remove_file(&marks);
    ended.map(|_| (home, promises))
}

/// What is wrong with how it came out.
fn judge(home: &Path, promises: &Promises) -> Vec<String> {
    let mut faults: Vec<String> = promises
        .refusals
        .iter()
        .filter(|(_, words)| !clean(words))
        .map(|(code, words)| format!("it said {code}: {words}"))
        .collect();
    if let Err(why) = keeps(&home.join("vault"), promises) {
        faults.push(why);
    }
    faults
}

/// A Chinese sentence, without a path, an error number or a word of SQLite.
pub fn clean(words: &str) -> bool {
    let chinese = words.chars().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)).count();
    let lower = words.to_lowercase();
    let leaks = [
        "/",
        "\\",
        "os error",
        "sqlite",
        "database",
        "errno",
        ".db",
        "panicked",
        "欧阳",
        "不干净",
    ];
    chinese >= 6 && leaks.iter().all(|leak| !lower.contains(leak))
}

/// The program's own side of one trial: done under faults, then again without.
pub fn one(actor: &mut Actor, action: &str) {
    match action {
        "found" | "open" => {
            actor.say("arm");
            let first = actor.enter();
            actor.say("off");
            if first.is_err() {
                actor.enter().expect("unlocks once the disk works");
            }
        }
        _ => {
            actor.enter().expect("unlocks");
            if action == "index" {
                actor.act("note").expect("something to index");
            }
            actor.say("arm");
            let first = actor.act(action);
            actor.say("off");
            if first.is_err() {
                let again = actor.act(action);
                // The answer can be lost though the change was made whole: then the new passphrase is the one, and the user is there.
                let again = match again {
                    Err(why) if action == "add_user" && why.message.contains("同名") => Ok(()),
                    Err(why) if why.code == app::Code::WrongPassphrase => actor.with_the_new_passphrase(),
                    other => other,
                };
                again.unwrap_or_else(|why| panic!("{action} again, on a disk that works: {why}"));
            }
        }
    }
}

/// A file system of a few MiB, filled to so many levels: what cannot be saved is said, and everything can still be read and taken
/// elsewhere. Needs the right to mount; returns none without it.
pub fn small_disk(seed: u64, levels: usize) -> Option<Report> {
    let mut report = Report::new("R4 a small disk, filled up");
    let mut chance = Seed::new(seed, "disk");
    let base = scratch();
    let marks = base.path().with_extension("marks");
    furnish(&base.path().join("vault"), &marks);
    let promised = std::fs::read_to_string(&marks).unwrap_or_default();
    let _ = std::fs::remove_file(&marks);
    let size: u64 = crate::folder::files(base.path())
        .iter()
        .filter_map(|name| base.path().join(name).metadata().ok())
        .map(|data| data.len())
        .sum();
    let (mut tried, mut refused, mut tally) = (0, 0, Tally::default());
    for action in ["note", "volume", "create", "import", "passphrase", "folder"] {
        for level in 0..levels {
            let free = (level * level) as u64 * 6_000 + chance.below(4096) as u64;
            let disk = Mounted::new(size + 400_000 + free)?;
            copy(&base.path().join("vault"), &disk.0.path().join("vault"));
            disk.fill(free);
            let marks = disk.0.path().with_extension("marks");
            std::fs::write(&marks, &promised).expect("the marks");
            let under = Under {
                home: disk.0.path(),
                marks: &marks,
                seed: 7,
                script: format!("full:{action}"),
                plan: String::new(),
                log: None,
            };
            tried += 1;
            tally.one(action);
            if let Err(why) = under.run() {
                report.fault(format!("{action} with {free} bytes left: {why}"));
            }
            let promises = Promises::of(&marks);
            refused += usize::from(!promises.refusals.is_empty());
            for why in judge(disk.0.path(), &promises) {
                report.fault(format!("{action} with {free} bytes left: {why}"));
            }
            let _ = std::fs::remove_file(&marks);
        }
    }
    report.figure("actions on a filled disk", format!("{tried} ({})", tally.line()));
    report.figure("refused with a message that says what to do", refused);
    Some(report.done())
}

/// The program's own side: it works until the disk is full, then reads, takes a case elsewhere, and starts again.
pub fn full(actor: &mut Actor, action: &str) {
    actor.enter().expect("unlocks on a full disk");
    for _ in 0..6 {
        if actor.act(action).is_err() {
            break;
        }
    }
    let case = actor.case().to_owned();
    let desk = actor.desk();
    for (name, request) in [
        ("case_list", json!({})),
        ("case_head", json!({ "case": case })),
        ("file_view", json!({ "case": case })),
        (
            "log",
            json!({ "case": case, "who": "", "kind": "", "from": "", "to": "", "limit": 50 }),
        ),
    ] {
        desk.call(name, request)
            .unwrap_or_else(|why| panic!("{name} on a full disk: {why}"));
    }
    let now = desk.now();
    let out = desk.app.export("export_case", json!({ "case": case }), now);
    out.unwrap_or_else(|why| panic!("a case cannot be taken elsewhere from a full disk: {why}"));
}

/// A file system in memory of a few bytes, unmounted when dropped.
struct Mounted(tempfile::TempDir);

impl Mounted {
    fn new(bytes: u64) -> Option<Mounted> {
        let place = tempfile::tempdir().ok()?;
        let mounted = std::process::Command::new("mount")
            .args(["-t", "tmpfs", "-o", &format!("size={bytes}"), "torture"])
            .arg(place.path())
            .stderr(std::process::Stdio::null())
            .status();
        mounted.ok().filter(|status| status.success()).map(|_| Mounted(place))
    }

    /// Leaves about so many bytes.
    fn fill(&self, free: u64) {
        use std::io::Write;
        let filling = self.0.path().join("filling");
        let mut file = std::fs::File::create(&filling).expect("a file");
        let block = vec![7_u8; 4096];
        while file.write_all(&block).is_ok() {}
        let length = file.metadata().map(|data| data.len()).unwrap_or_default();
        let _ = file.set_len(length.saturating_sub(free));
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        let _ = std::process::Command::new("umount").arg(self.0.path()).status();
    }
}
