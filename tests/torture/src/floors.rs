//! The floors of the plan, and the page that says what a run at the floors came to.

use crate::faults::{self, Fault};
use crate::report::Report;
use crate::{bytes, fuzz, keys, kill, load, odd, power, race, restore, roles, say, soak};
use std::fmt::Write;
use std::path::Path;

/// What there is, and how much of it `all` does.
pub const LIST: &str = "kill 1000 · power 50 · io 0 (every step) · full 0 · disk 20 · bytes 10000 · race 500 · migrate 20 · \
                        restore 50 · odd · keys 200 · lock 100 · roles 20 · fuzz 20000 · load 200 · soak 400";

/// Everything, at so many hundredths of its floor.
pub fn all(seed: u64, share: usize, former: &Path, corpus: &Path) -> Vec<Report> {
    let of = |floor: usize| (floor * share / 100).max(1);
    // Every step of every action at the whole floor, a few of each below it.
    let steps = if share >= 100 { 0 } else { 2 + share / 5 };
    let mut reports = Vec::new();
    let mut put = |report: Report| {
        say(&report.text());
        reports.push(report);
    };
    put(kill::kills(seed, of(1_000)));
    put(power::cuts(seed, of(50), 24));
    put(faults::faults(seed, Fault::Io, steps, ""));
    put(faults::faults(seed, Fault::Full, steps, ""));
    put(bytes::mutations(seed, of(10_000)));
    put(race::races(seed, of(500)));
    put(kill::migrations(seed, of(20), former));
    put(restore::restores(seed, of(50)));
    put(odd::conditions());
    put(keys::derivation(seed, of(200)));
    put(keys::locking(seed, of(100)));
    put(roles::attempts(seed, of(20)));
    put(load::load(of(200)));
    put(soak::soak(seed, of(400).max(8)));
    for report in fuzz::all(seed, of(20_000), "", corpus) {
        put(report);
    }
    reports
}

/// Writes what was run into `docs/torture.md`; what was not run this time stays as the run before left it.
pub fn write(root: &Path, reports: &[Report], seed: u64, share: Option<usize>) {
    let place = root.join("docs/torture.md");
    let before = std::fs::read_to_string(&place).unwrap_or_default();
    let mut sections: Vec<(String, String)> = before
        .split("\n### ")
        .skip(1)
        .map(|section| {
            let (title, body) = section.split_once('\n').unwrap_or((section, ""));
            (title.to_owned(), body.trim().to_owned())
        })
        .collect();
    for report in reports {
        let asked = share.map_or_else(|| "by itself".to_owned(), |share| format!("at {share} % of the floors"));
        let body = format!("- seed **{seed}**, {asked}\n{}", report.body().trim_end());
        match sections.iter_mut().find(|(title, _)| *title == report.title) {
            Some((_, own)) => *own = body,
            None => sections.push((report.title.clone(), body)),
        }
    }
    let mut text = String::from(HEAD);
    for (title, body) in &sections {
        let _ = write!(text, "### {title}\n\n{body}\n\n");
    }
    std::fs::write(place, text.trim_end().to_owned() + "\n").expect("docs/torture.md is written");
}

const HEAD: &str = "# What the vault survived

Written by `make torture`, or by one of its tests with `--write`; not by hand. The tests and their floors are those of the plan behind
`docs/security.md`, which says for each promise which of them tries to break it. Every test takes its seed and its count as arguments
(`target/debug/torture kill --seed 7 --count 1000`), so that others can run other ones; a fault prints the seed that finds it again.
The same tests run small in `make test` (`tests/torture/tests/small.rs`). A section that names no seed is of seed 1, at the whole floors.

";
