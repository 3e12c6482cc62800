//! What a user can do: one function per command, without a window.
//!
//! ```text
//! request ─api─▶ gate (session, role) ─▶ screen function ─▶ store / case / law / memo ─▶ view
//! ```
//!
//! [`App::call`] is the only way in; the desktop and `mingbian call` use the same one, and the TypeScript of the
//! wire is generated from the same list. Views are counterparts of the domain's types, never the types.
//!
//! Not in here: Tauri, SQL, dialogs, files the user chose, the clock (`now` comes with every call).

mod agenda;
mod analysis;
mod answer;
mod api;
mod archive;
mod audits;
mod backups;
mod bin;
mod bundle;
mod calendar;
mod cases;
mod changes;
mod charges;
mod charts;
mod context;
mod deadlines;
mod demo;
mod document;
mod drafts;
mod entry;
mod evidence;
mod failure;
mod file;
mod flips;
mod focus;
mod folder;
mod form;
mod head;
mod headless;
mod history;
mod items;
mod keys;
mod ladder;
mod log;
mod matrix;
mod notes;
mod originals;
mod overview;
mod papers;
mod people;
mod provision;
mod questions;
mod remarks;
mod review;
mod rulebook;
mod rules;
mod scenarios;
mod schema;
mod search;
mod sentence;
mod session;
mod settings;
mod statements;
mod step_view;
mod strategy;
mod tasks;
mod templates;
mod thing;
mod vault;
mod versions;
mod walls;
mod whatif;
mod wire;

#[cfg(feature = "typescript")]
pub use api::typescript;
pub use api::{COMMANDS, Command, Gate};
pub use backups::{BackupDone, BackupJob, BackupState};
pub use bundle::{fingerprint, write_bundle};
pub use cases::parse_case_file;
pub use context::{Paper, paper};
pub use demo::DEMO;
pub use document::{Check, Exported, ExportedView, Trace, Verification, verify_file};
pub use failure::{Code, Failure};
pub use file::{Arriving, TakenView};
pub use folder::{FolderIn, FolderMade, FolderOut};
pub use headless::{Assessment, assess_file, reading_copy};
pub use intake::Sample;
pub use log::{LogCheck, verify_log};
pub use papers::{FiledPaper, compose_file, memo_file, paper_values, papers_file, word_file};
pub use rules::{book, rule_files};
pub use schema::schema;
pub use sentence::{PaperExit, PaperSentence};
pub use session::App;
pub use store::{Device, Kdf, Machine, Place, backups};
pub use wire::*;
