//! P2: used for a long time: memory and open files stay where they were.

use crate::actor::Actor;
use crate::folder::scratch;
use crate::fuzz::memory;
use crate::promise::{Promises, keeps};
use crate::report::Report;
use serde_json::json;

/// A day in small: the same work again and again, locking in between. `rounds` of them.
pub fn soak(seed: u64, rounds: usize) -> Report {
    let mut report = Report::new("P2 soak");
    let home = scratch();
    let (vault, marks) = (home.path().join("vault"), home.path().join("marks"));
    let mut actor = Actor::begin(&vault, &marks, seed);
    actor.enter().expect("a vault");
    actor.act("volume").expect("a volume");
    let warm = (rounds / 4).max(2);
    let (mut early, mut files_early, mut actions, mut failures) = (0, 0, 0, 0);
    for round in 0..rounds {
        for action in [
            "note", "row", "undo", "pages", "draft", "theme", "index", "note", "relock",
        ] {
            actions += 1;
            failures += usize::from(actor.act(action).is_err());
        }
        let case = actor.case().to_owned();
        for (name, request) in [
            ("overview", json!({ "case": case, "actor": "", "pack": null })),
            (
                "matrix",
                json!({ "case": case, "actor": "", "pack": null, "accepted_only": false, "stance": "proved" }),
            ),
            ("file_view", json!({ "case": case })),
            ("case_list", json!({})),
            ("deadlines", json!({ "case": case, "actor": "", "event": null })),
        ] {
            actions += 1;
            failures += usize::from(actor.desk().call(name, request).is_err());
        }
        if round + 1 == warm {
            (early, files_early) = (memory("VmRSS"), open_files());
        }
    }
    let (late, files_late) = (memory("VmRSS"), open_files());
    let growth = (late as f64 / early.max(1) as f64 - 1.0) * 100.0;
    drop(actor);
    if failures > 0 {
        report.fault(format!("{failures} actions failed"));
    }
    // The vault itself grows by what is written; a few MiB of cache do.
    if growth > 5.0 && late.saturating_sub(early) > 8 * 1024 {
        report.fault(format!("memory grew by {growth:.1} %"));
    }
    if files_late > files_early {
        report.fault(format!("open files went from {files_early} to {files_late}"));
    }
    if let Err(why) = keeps(&vault, &Promises::of(&marks)) {
        report.fault(why);
    }
    report.figure("rounds", rounds);
    report.figure("actions", actions);
    report.figure(
        "memory after warming up and at the end, MiB",
        format!("{} and {} ({growth:+.1} %)", early / 1024, late / 1024),
    );
    report.figure(
        "open files after warming up and at the end",
        format!("{files_early} and {files_late}"),
    );
    report.done()
}

fn open_files() -> usize {
    std::fs::read_dir("/proc/self/fd")
        .map(Iterator::count)
        .unwrap_or_default()
}
