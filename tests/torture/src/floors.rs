//! The floors of the plan, and the page that says what a run at the floors came to.

use crate::faults::{self, Fault};
use crate::report::Report;
use crate::{bytes, fuzz, kill, load, odd, power, race, say, soak};
use std::fmt::Write;
use std::path::Path;

/// What there is, and how much of it `all` does.
pub const LIST: &str = "kill 1000 · power 50 · io 0 (every step) · full 0 · disk 20 · bytes 10000 · race 500 · migrate 20 · odd · \
                        fuzz 20000 · load 200 · soak 400";

/// Everything at its floor.
pub fn all(seed: u64, former: &Path, corpus: &Path) -> Vec<Report> {
    let mut reports = Vec::new();
    let mut put = |report: Report| {
        say(&report.text());
        reports.push(report);
    };
    put(kill::kills(seed, 1_000));
    put(power::cuts(seed, 50, 24));
    put(faults::faults(seed, Fault::Io, 0));
    put(faults::faults(seed, Fault::Full, 0));
    if let Some(report) = faults::small_disk(seed, 20) {
        put(report);
    }
    put(bytes::mutations(seed, 10_000));
    put(race::races(seed, 500));
    put(kill::migrations(seed, 20, former));
    put(odd::conditions());
    put(load::load(200));
    put(soak::soak(seed, 400));
    for report in fuzz::all(seed, 20_000, "", corpus) {
        put(report);
    }
    reports
}

/// Writes `docs/torture.md`.
pub fn write(root: &Path, reports: &[Report], seed: u64) {
    let mut text = String::from(HEAD);
    let _ = writeln!(
        text,
        "Seed {seed}. {} tests, {} faults.\n",
        reports.len(),
        reports.iter().map(|report| report.faults.len()).sum::<usize>()
    );
    for report in reports {
        text.push_str(&report.text());
        text.push('\n');
    }
    let text = text.trim_end().to_owned() + "\n";
    std::fs::write(root.join("docs/torture.md"), text).expect("docs/torture.md is written");
}

const HEAD: &str = "# What the vault survived

Written by `make torture`; not by hand. The tests and their floors are those of the plan behind `docs/security.md`, which says for
each promise which of them tries to break it. Every test takes its seed and its count as arguments
(`target/debug/torture kill --seed 7 --count 1000`), so that others can run other ones; a fault prints the seed that finds it again.
The same tests run small in `make test` (`tests/torture/tests/small.rs`).

";
