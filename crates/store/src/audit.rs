//! The audit chain: `hash = SHA-256(prev ‖ entry)`, each entry naming how many rows the write made and their SHA-256.
//!
//! It proves a change only to somebody who holds an older head: whoever has the key can forge a whole new chain. So
//! heads go outside, onto every document.

use crate::register::CaseId;
use crate::secret::hex;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// One line of the audit, as it is hashed.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    pub(crate) seq: i64,
    pub(crate) revision: u64,
    pub(crate) at: String,
    pub(crate) who: String,
    pub(crate) name: String,
    pub(crate) kind: String,
    pub(crate) what: String,
    pub(crate) payload: String,
}

impl Line {
    /// The hash that follows `prev`. A JSON array of all fields in order leaves no two lines alike.
    pub(crate) fn hash(&self, prev: &[u8]) -> [u8; 32] {
        let Line {
            seq,
            revision,
            at,
            who,
            name,
            kind,
            what,
            payload,
        } = self;
        let entry = serde_json::to_vec(&(seq, revision, at, who, name, kind, what, payload)).unwrap_or_default();
        Sha256::new().chain_update(prev).chain_update(entry).finalize().into()
    }
}

/// What stands before the first line of a case: no chain fits another case.
pub(crate) fn root(id: &CaseId) -> [u8; 32] {
    Sha256::digest(format!("mingbian case {id}").as_bytes()).into()
}

/// What a write did, as the audit keeps it.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Payload {
    /// How many rows it made.
    pub(crate) rows: u64,
    /// SHA-256 over them, in the order of [`crate::rows`].
    pub(crate) sha256: String,
}

/// Takes in the rows of one write.
#[derive(Default)]
pub(crate) struct Sum {
    rows: u64,
    digest: Sha256,
}

impl Sum {
    /// Adds one row: its table and its columns, absent ones as JSON `null`.
    pub(crate) fn add(&mut self, table: &str, row: i64, columns: &[Option<&str>]) {
        let line = serde_json::to_vec(&(table, row, columns)).unwrap_or_default();
        self.rows += 1;
        self.digest.update(line);
    }

    pub(crate) fn payload(self) -> Payload {
        Payload {
            rows: self.rows,
            sha256: hex(&self.digest.finalize()),
        }
    }
}
