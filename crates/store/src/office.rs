//! The vault's own log, chained as a case's is: who got in, what was refused, roles, walls, sheets and backups.

use crate::audit::Line;
use crate::error::{Error, What};
use crate::history::Activity;
use crate::secret::hex;
use crate::time;
use crate::vault::Vault;
use chrono::{DateTime, FixedOffset};
use rusqlite::{OptionalExtension, params};
use sha2::{Digest, Sha256};

const COLUMNS: &str = "seq, 0, at, who, name, kind, what, payload, prev, hash";

impl Vault {
    /// Adds a line to the vault's log. `what` holds no client data.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn note(&self, now: DateTime<FixedOffset>, kind: &str, what: &str) -> Result<(), Error> {
        let write = || -> rusqlite::Result<()> {
            let tx = self.register.unchecked_transaction()?;
            let last = "SELECT seq, hash FROM office_log ORDER BY seq DESC LIMIT 1";
            let last: Option<(i64, Vec<u8>)> = tx
                .query_row(last, [], |row| Ok((row.get(0)?, row.get(1)?)))
                .optional()?;
            let (before, prev) = last.unwrap_or_else(|| (0, self.office_root()));
            let line = Line {
                seq: before + 1,
                revision: 0,
                at: time::say(now),
                who: self.user.id.clone(),
                name: self.user.name.clone(),
                kind: kind.to_string(),
                what: what.to_string(),
                payload: "{}".to_string(),
            };
            let hash = line.hash(&prev);
            let insert = "INSERT INTO office_log (seq, at, who, name, kind, what, payload, prev, hash)
                          VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
            tx.execute(
                insert,
                params![
                    line.seq,
                    line.at,
                    line.who,
                    line.name,
                    line.kind,
                    line.what,
                    line.payload,
                    prev,
                    hash.as_slice()
                ],
            )?;
            tx.commit()
        };
        write().map_err(sql)
    }

    /// The last lines of the vault's log, newest first.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub fn office_log(&self, limit: usize) -> Result<Vec<Activity>, Error> {
        let read = || -> rusqlite::Result<Vec<(Line, Vec<u8>)>> {
            let select = format!("SELECT {COLUMNS} FROM office_log ORDER BY seq DESC LIMIT ?1");
            let mut rows = self.register.prepare_cached(&select)?;
            rows.query_map([i64::try_from(limit).unwrap_or(i64::MAX)], |row| {
                Ok((crate::verify::line(row)?, row.get(9)?))
            })?
            .collect()
        };
        let activity = |(line, hash): (Line, Vec<u8>)| {
            Ok(Activity {
                seq: line.seq,
                revision: 0,
                at: time::read(&line.at).ok_or_else(|| Error::damaged(What::Vault))?,
                kind: line.kind,
                who: line.name,
                what: line.what,
                hash: hex(&hash),
            })
        };
        read().map_err(sql)?.into_iter().map(activity).collect()
    }

    /// The vault's log as JSON lines, as [`crate::verify_log`] reads them.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub fn office_log_lines(&self) -> Result<String, Error> {
        let select = format!("SELECT {COLUMNS} FROM office_log ORDER BY seq");
        crate::log::lines_of(&self.register, &select, What::Vault)
    }

    /// Head of the vault's log, in hexadecimal.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub fn office_head(&self) -> Result<String, Error> {
        let last = "SELECT hash FROM office_log ORDER BY seq DESC LIMIT 1";
        let last: Option<Vec<u8>> = self
            .register
            .query_row(last, [], |row| row.get(0))
            .optional()
            .map_err(sql)?;
        Ok(hex(&last.unwrap_or_else(|| self.office_root())))
    }

    /// The first line of the vault's log that does not fit, counted from 1, and why.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub fn office_broken(&self) -> Result<Option<(u64, String)>, Error> {
        let text = self.office_log_lines()?;
        if text.is_empty() {
            return Ok(None);
        }
        Ok(crate::log::verify_log(&text, Some(&hex(&self.office_root())))?.broken)
    }

    /// What stands before the first line: no chain fits another vault.
    fn office_root(&self) -> Vec<u8> {
        Sha256::digest(format!("mingbian vault {}", self.id).as_bytes()).to_vec()
    }
}

fn sql(error: rusqlite::Error) -> Error {
    What::Vault.sql(error)
}
