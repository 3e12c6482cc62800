//! Rules and facts in, reasoned answers out.
//!
//! ```text
//! rules/*.toml ──pack──▶ as written ──book──▶ linked RuleSet ──┐
//!                                                              ├─assess─▶ Step (decorated tree) ─▶ openings, reading
//! the case's FactSet (one actor, one stance) ──────────────────┘
//! ```
//!
//! The answer *is* the rule tree, decorated with truths; there is no trace beside it. Truth has three
//! values and a missing fact is [`Truth::Unknown`]: never false, never zero, never a default.
//!
//! Not in here: disk, clock, floats, randomness, logging, words about one client. The crate takes texts and
//! values and gives values back, so that the same rules and the same facts always give the same answer.

mod amount;
pub mod archive;
mod asked;
mod assess;
mod band;
mod bdd;
mod book;
mod calendar;
mod cells;
mod change;
mod comparison;
pub mod deadline;
mod diff;
mod evaluate;
mod evidence;
mod example;
mod fault;
mod flips;
mod halves;
mod interval;
mod link;
mod lint;
mod money;
mod node;
mod numeral;
mod opening;
mod pack;
mod question;
mod reading;
mod sentence;
pub mod sentencing;
mod source;
mod space;
mod step;
mod strategy;
mod truth;
mod value;
mod version;

pub use amount::{read_count, read_money};
pub use assess::{assess, assess_at};
pub use band::{Band, Fine, Principal, bands};
pub use book::{Book, Edition, File};
pub use calendar::{day_number, from_day_number, read_date, say_date};
pub use comparison::{Charge, Lead, Turn, compare, heavier, lead, signals, turns};
pub use diff::{Difference, DifferenceKind, differences};
pub use evidence::{
    Checklist, EvidenceKind, EvidenceLaw, EvidenceQuality, ExclusionGround, ExclusionStep, FlagTest, Point,
    PointEffect, StatementFlag,
};
pub use example::{Example, ExampleCheck, ExampleFailure, example_counts, example_facts, examples_in, run_examples};
pub use fault::Fault;
pub use flips::{Aim, Change, Flip, Flips, Want, flips, mattering, turning};
pub use interval::Interval;
pub use lint::lint;
pub use money::Fen;
pub use node::{Came, Defence, Level, Node, Op, Predicate, Rebuttal, Role, Rule, RuleSet, Says, Subject, Test};
pub use opening::{Opening, OpeningKind, openings};
pub use question::{Choice, Column, Dictionary, Finder, Group, Holder, Kind, Question, TableQuestion};
pub use reading::{Place, ReadingLine, reading, reading_lines};
pub use sentence::{say_threshold, say_value, why};
pub use source::{Confidence, Instrument, Provision, Sources};
pub use step::{Leaf, Mark, RowStep, Step};
pub use strategy::{Assurance, Contradiction, Exit, Footing, Opinion, State, Way, contradictions, order, state};
pub use truth::Truth;
pub use value::{FactSet, Row, Table, Value, read_value, say};
pub use version::{Candidate, Cause, Ground, Standing, Weight, candidates, lighter};
