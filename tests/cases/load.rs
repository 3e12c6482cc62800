//! The published cases and their expectations, read from `tests/cases/`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use case::{CaseFile, Record, Scope, Stance, Written, project, question, read_file};
use chrono::{DateTime, FixedOffset, NaiveDate};
use law::{Book, Candidate, FactSet, File, Interval, Standing, Truth, Value, candidates, read_value};
use serde::Deserialize;

use crate::repository::{files, text};

/// The offence all cases are about.
pub const OFFENCE: &str = "assisting_cybercrime";

/// A published case with what is expected of it.
pub struct Published {
    /// `001-server-redirect`.
    pub name: String,
    /// The case.
    pub record: Record,
    /// The file beside it.
    pub wanted: Wanted,
}

/// `NNN-slug.expect.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wanted {
    /// First day of the version that counts as the law then.
    pub then: NaiveDate,
    /// How that version stands to the last act: `at_act`, `maybe_at_act`, `first_interpretation`, `not_yet`.
    pub standing: String,
    /// When the case was decided, where the source says so.
    pub decided: Option<NaiveDate>,
    /// Why that version.
    pub why: String,
    /// What was decided, by actor. Never a fact of the case.
    pub official: Vec<Official>,
    /// What the rules say, by actor, law and stance.
    pub expect: Vec<Expect>,
}

/// What became of one of the accused.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Official {
    /// Party id.
    pub actor: String,
    /// In words.
    pub result: String,
    /// The offence convicted of.
    pub charge: Option<String>,
    /// convicted, statutory, doubtful, relative or conditional.
    pub disposition: Option<String>,
    /// The term of imprisonment or 拘役, in tenths of a month.
    pub months: Option<i64>,
    /// Why the rules exclude what was decided, by charge, exit or term.
    #[serde(default)]
    pub differs: BTreeMap<String, String>,
}

/// One assessment and what it must come to.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expect {
    /// Party id.
    pub actor: String,
    /// `then` or `now`.
    pub law: String,
    /// `alleged`, `proved` or `ours`.
    pub stance: String,
    /// Truth of the root.
    pub offence: Truth,
    /// Truth of every part of the root.
    pub elements: BTreeMap<String, Truth>,
    /// Truth of the nodes the case turns on.
    #[serde(default)]
    pub nodes: BTreeMap<String, Truth>,
    /// Paths that must be among the openings.
    #[serde(default)]
    pub open: Vec<String>,
    /// What separates the official result from the facts of this file.
    pub because: String,
    /// Facts that the source leaves out …
    #[serde(default)]
    pub suppose: BTreeMap<String, Written>,
    /// … and what the nodes come to with them.
    #[serde(default)]
    pub supposed: BTreeMap<String, Truth>,
}

/// The rules as they are on disk.
pub fn book() -> Book {
    let read = |path: &PathBuf| File {
        path: path
            .strip_prefix("rules")
            .expect("below rules")
            .to_string_lossy()
            .into_owned(),
        text: text(path),
    };
    let found: Vec<File> = files("rules", &["toml", "md"]).iter().map(read).collect();
    Book::read(&found).unwrap_or_else(|faults| {
        let lines: Vec<String> = faults.iter().map(ToString::to_string).collect();
        panic!("{}", lines.join("\n"))
    })
}

/// A moment for what is read; no test depends on which.
pub fn moment() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-01-01T00:00:00+08:00").expect("a date")
}

/// Every published case.
pub fn published(book: &Book) -> Vec<Published> {
    let all = files("tests/cases", &["toml"]);
    let cases = all
        .iter()
        .filter(|path| !path.to_string_lossy().ends_with(".expect.toml"));
    cases.map(|path| one(book, path)).collect()
}

fn one(book: &Book, path: &Path) -> Published {
    let record = case_file(book, path);
    let beside = path.with_extension("expect.toml");
    let wanted = toml::from_str(&text(&beside)).unwrap_or_else(|why| panic!("{}: {why}", beside.display()));
    let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
    Published { name, record, wanted }
}

/// The case in a case file.
pub fn case_file(book: &Book, path: &Path) -> Record {
    let file: CaseFile = toml::from_str(&text(path)).unwrap_or_else(|why| panic!("{}: {why}", path.display()));
    read_file(file, book, "test", moment()).unwrap_or_else(|faults| {
        let lines: Vec<String> = faults.iter().map(ToString::to_string).collect();
        panic!("{}:\n{}", path.display(), lines.join("\n"))
    })
}

impl Published {
    /// The facts of one actor from one stance, as seen on the day of the decision.
    pub fn facts(&self, actor: &str, stance: Stance) -> FactSet {
        let mut facts = project(&self.record, actor, stance, Scope::Accepted);
        let seen = Interval::exactly(law::day_number(self.seen()));
        facts.facts.insert("assessed_on".into(), Value::Date(seen));
        facts
    }

    /// The law of the last act as seen on the day of the decision: the oldest version that competes, and how it stands to
    /// the act.
    pub fn then<'a>(&self, book: &'a Book) -> Candidate<'a> {
        let found = candidates(book, OFFENCE, self.last_act(), self.seen());
        let first = found.into_iter().find(Candidate::competes);
        first.expect("a version")
    }

    /// The day of the decision, else any day of the law now in force.
    pub fn seen(&self) -> NaiveDate {
        self.wanted.decided.unwrap_or(moment().date_naive())
    }

    /// The days on which the last act can have ended, of what the decision found.
    fn last_act(&self) -> Interval {
        let sets = self
            .record
            .parties
            .iter()
            .map(|party| self.facts(&party.id, Stance::Proved));
        let ends = sets.flat_map(|facts| {
            let rows = facts.tables.get("acts").map(|table| table.rows.clone());
            let ends = rows
                .unwrap_or_default()
                .into_iter()
                .filter_map(|row| row.cells.get("to")?.interval());
            ends.collect::<Vec<_>>()
        });
        let last = ends.reduce(|a, b| Interval {
            low: a.low.max(b.low),
            high: a.high.zip(b.high).map(|(a, b)| a.max(b)),
        });
        last.unwrap_or(Interval::OPEN)
    }
}

/// As written in the expectations.
pub fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::AtAct => "at_act",
        Standing::Later => "later",
        Standing::MaybeAtAct => "maybe_at_act",
        Standing::FirstInterpretation => "first_interpretation",
        Standing::Displaced => "displaced",
        Standing::NotYet => "not_yet",
        Standing::FirstRecorded => "first_recorded",
    }
}

/// The same facts with one more: `fact`, `table/row/column` or `table#complete`.
pub fn suppose(book: &Book, facts: &mut FactSet, path: &str, written: &Written) {
    let address: case::Path = path.parse().unwrap_or_else(|why| panic!("{path}: {why}"));
    let (kind, options) = question(book, &address).unwrap_or_else(|| panic!("{path} is no question"));
    let text = match written {
        Written::Bool(holds) => String::from(if *holds { "是" } else { "否" }),
        Written::Number(number) => number.to_string(),
        Written::Text(text) => text.clone(),
    };
    let value = read_value(kind, &options, &text).unwrap_or_else(|why| panic!("{path}: {why}"));
    match &address {
        case::Path::Fact(id) => {
            facts.facts.insert(id.clone(), value);
        }
        case::Path::Complete(table) => {
            facts.tables.entry(table.clone()).or_default().complete = Truth::known(value == Value::Bool(true));
        }
        case::Path::Cell(table, row, column) => {
            let rows = &mut facts.tables.entry(table.clone()).or_default().rows;
            let row = rows.iter_mut().find(|found| found.id == *row);
            row.unwrap_or_else(|| panic!("{path}: no such row"))
                .cells
                .insert(column.clone(), value);
        }
        case::Path::Row(..) => panic!("{path}: a row cannot be supposed"),
    }
}
