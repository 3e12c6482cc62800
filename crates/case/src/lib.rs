//! The client's matter: who, at what stage, what each side says with which page of the file, and what the team keeps
//! beside it: volumes, evidence, statements, people, dates, remarks.
//!
//! ```text
//! case file (TOML/JSON) ─file─▶ Record ◀─apply─ Op (one change, returns its inverse)
//!                                 │
//!                                 └─stance─▶ law::FactSet for one actor, one stance, accepted only or all
//! ```
//!
//! Proof is not truth: a fact has up to three positions (指控, 我方, 研判), each with its evidence and its
//! review. Nothing is edited, only superseded; what was entered stays with who entered it and when.
//!
//! Not in here: disk, clock, SQL, rendering, permissions (who may do an [`Op`] is decided in `app`).

mod cast;
mod compare;
pub mod conflict;
mod error;
mod file;
pub mod identity;
mod item;
mod legacy;
mod matter;
mod op;
mod page_map;
mod path;
pub mod pinyin;
mod position;
mod record;
mod source;
mod stance;

pub use cast::{Cast, Company};
pub use compare::{Contradiction, ContradictionKind, Flagged, Said, Taken, contradictions, flags, in_order, taken};
pub use error::Error;
pub use file::{CaseFile, EntryFile, ItemFile, RowFile, Written, question, read_file, write_file};
pub use item::{
    Assertion, Body, Check, Checked, Comment, Completion, Conflict, ConflictMatch, Exclusion, ExclusionState, Exhibit,
    ExhibitKind, Form, Held, Item, ItemChange, ItemKey, ItemKind, Media, Note, Outline, PageRange, Part, Person,
    PersonRole, Proposition, Quality, Release, Says, Statement, StatementKind, Submitter, Tag, Target, Task, TaskKind,
    Verdict, View, Volume, Wording, page_runs,
};
pub use legacy::carried_over;
pub use matter::{Matter, Party, PartyKind, Stage};
pub use op::{Change, Op};
pub use page_map::{MapFlag, PageMap, read_label};
pub use path::Path;
pub use position::{Answer, Position, Review, ReviewState, Side, Status};
pub use record::{Entry, Key, Record};
pub use source::{Anchor, Source, chinese_numeral, is_volume_label, volume_name};
pub use stance::{Scope, Stance, project, standing};
