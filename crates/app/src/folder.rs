//! A whole case as a folder that opens without this program, and back: nothing in it is taken on trust.
//!
//! ```text
//! index.html  case.toml  originals/  pages/  receipts/  log.jsonl  log.csv  MANIFEST.json  SHA256SUMS
//! ```

mod hashed;
mod index;
mod read;
mod write;

use crate::cases::CaseRow;
use crate::wire::wire;
use serde::{Deserialize, Serialize};
use std::io::{self, Read};

wire! {
    /// A case has been written as a folder.
    pub struct FolderMade {
        /// Name of the folder.
        pub folder: String,
        /// How many files are in it.
        pub files: u32,
        /// How many of them are originals.
        pub originals: u32,
        /// Volumes whose original is not in the vault.
        pub missing: Vec<String>,
        /// SHA-256 of its manifest.
        pub sha256: String,
        /// False when the person cancelled.
        pub saved: bool,
    }

    /// What came in with a folder, or why nothing did.
    pub struct FolderTaken {
        /// The new case; none when the folder was refused.
        pub case: Option<CaseRow>,
        /// Why nothing was taken, one line each.
        pub refused: Vec<String>,
        /// What came in, in words: facts, items, originals, pages.
        pub came: Vec<String>,
        /// Files that are different, missing or unknown, and that the case does not need.
        pub differences: Vec<String>,
        /// Head of the chain the case had where it came from.
        pub former_head: String,
    }
}

/// A folder that files are written into. Names are relative, with `/`, and hold no `..`.
pub trait FolderOut {
    /// Writes one file, whole or not at all.
    ///
    /// # Errors
    /// What the disk says, or what `bytes` says.
    fn put(&mut self, name: &str, bytes: &mut dyn Read) -> io::Result<()>;
}

/// A folder that files are read from.
pub trait FolderIn {
    /// Every file below it, by its relative name with `/`.
    ///
    /// # Errors
    /// What the disk says.
    fn names(&mut self) -> io::Result<Vec<String>>;

    /// Opens one file.
    ///
    /// # Errors
    /// What the disk says.
    fn open(&mut self, name: &str) -> io::Result<Box<dyn Read>>;
}

/// `MANIFEST.json`.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Manifest {
    pub format: u32,
    pub program: String,
    pub exported_at: String,
    pub exported_by: String,
    /// Head of the activity log, in hexadecimal.
    pub log_head: String,
    pub counts: Counts,
    pub files: Vec<Entry>,
}

/// How much there is of what.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Counts {
    pub parties: usize,
    pub facts: usize,
    pub items: usize,
    pub originals: usize,
    pub pages: usize,
    pub log_lines: u64,
    pub receipts: usize,
}

/// One file of the folder.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Entry {
    pub path: String,
    pub bytes: u64,
    pub sha256: String,
    /// For an original: the name of the file it once came from.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// For an original: what it is.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub media: String,
    /// For pages: the original they were read off.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub of: String,
}

/// One page of `pages/*.jsonl`.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct PageLine {
    pub page: u32,
    pub state: String,
    pub via: String,
    pub text: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<u8>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub hash: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub fault: String,
}

/// A name below the folder that leads nowhere else.
pub(super) fn fine(name: &str) -> bool {
    !name.is_empty()
        && !name.contains('\\')
        && !name.contains(':')
        && name
            .split('/')
            .all(|part| !part.is_empty() && part != "." && part != "..")
}
