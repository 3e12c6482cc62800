//! The vault: everything on disk, and the only crate that knows SQLite.
//!
//! ```text
//! passphrase ─Argon2id─┐
//! machine's secret ────┴HKDF▶ key-encryption key ─▶ user key ─▶ vault key ─▶ vault.db (register, roles, wrapped case keys)
//! recovery sheet ───────────────────────────────────┘ └─────────────┴─▶ case key ─▶ cases/<id>.db
//!          slots.json (wrapped keys)
//!
//! Op ─write─▶ stale? ─▶ BEGIN IMMEDIATE ─▶ rows ─▶ one audit line, hash-chained over them ─▶ COMMIT ─▶ revision
//! cases/<id>.db ─load─▶ case::Record        ─history─▶ superseded values       ─verify_chain─▶ is all of it as written?
//! ```
//!
//! One SQLCipher file per case, each with a random key of its own, so that a damaged file hurts one case and a case can
//! be walled off, carried or destroyed by itself. The case file is the truth and is written first; its row in the list
//! ([`Projection`]) may lag behind and says of which revision it is. Nothing in a case file is edited or removed: the
//! latest row stands, triggers refuse the rest, and every audit line carries the digest of the rows it vouches for.
//! An older file is copied, brought up to date and swapped; a newer one is refused.
//!
//! Originals lie beside the case file, in `cases/<id>.originals`, under the same key.
//!
//! Invariant: what [`Vault::write`] has acknowledged survives the death of the process at any later moment.
//!
//! Not in here: the clock (`now` is passed in), what a role may do (`app` decides), rules, rendering.

pub mod attempts;
mod audit;
mod backup;
mod bin;
mod bundle;
mod database;
mod disk;
mod door;
mod draft;
mod error;
mod former;
mod history;
mod item;
mod journal;
mod kdf;
mod load;
mod log;
mod machine;
mod manifest;
mod member;
mod office;
mod original;
mod page;
mod people;
mod place;
mod recase;
mod recovery;
mod register;
mod rekey;
mod restore;
mod rows;
mod sealing;
pub mod search;
mod secret;
mod sheet;
mod slots;
mod stale;
// The light key derivation that keeps them quick does not exist in a release build.
#[cfg(all(test, debug_assertions))]
mod tests;
mod time;
mod turnover;
mod user;
mod vault;
mod verify;
mod walls;

pub use backup::{Job, Made};
pub use bin::{Binned, Tombstone};
pub use bundle::RuleBundle;
pub use draft::Draft;
pub use error::{Error, Kind};
pub use former::{Former, Touched, Was};
pub use history::{Activity, Acts, Export, Past};
pub use item::{PastItem, Removed};
pub use kdf::Kdf;
pub use log::{Verified, verify_log};
pub use machine::{Device, Machine, Place};
pub use original::{Arrived, Arriving, Original, PIECE};
pub use page::{Page, PageCount, PageState};
pub use register::{CaseId, Projection};
pub use restore::{Found, backups, restore, vault_id};
pub use secret::scrub_stack;
pub use sheet::{GROUP, GROUPS, Sheet};
pub use user::{Role, User};
pub use vault::{Proof, Vault};
pub use verify::Chain;
pub use walls::Hidden;
