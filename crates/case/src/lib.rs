//! The client's matter: who, at what stage, and what each side says with which page of the file.
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

mod error;
mod file;
mod legacy;
mod matter;
mod op;
mod path;
mod position;
mod record;
mod source;
mod stance;

pub use error::Error;
pub use file::{CaseFile, EntryFile, RowFile, Written, question, read_file, write_file};
pub use legacy::carried_over;
pub use matter::{Matter, Party, PartyKind, Stage};
pub use op::{Change, Op};
pub use path::Path;
pub use position::{Answer, Position, Review, ReviewState, Side, Status};
pub use record::{Entry, Key, Record};
pub use source::{Source, chinese_numeral};
pub use stance::{Scope, Stance, project, standing};
