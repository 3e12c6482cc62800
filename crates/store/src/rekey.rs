//! A new key for a case: its files are written anew under it and swapped in.
//!
//! The new files are whole and checked beside the old ones before the register names the new key; from that moment they
//! are the case, and whatever interrupts the renaming, the next unlocking finishes it.

use crate::database::{self, CASE, JOURNALS, ORIGINALS};
use crate::disk::{remove, sync_parent};
use crate::error::{Error, What};
use crate::register::{CaseId, OFFICE, Projection, bound, put_sealed};
use crate::sealing;
use crate::secret::Secret;
use crate::time;
use crate::turnover::former_bound;
use crate::vault::Vault;
use chrono::{DateTime, FixedOffset};
use rusqlite::{OptionalExtension, params};

/// Who shall hold the new key: a member, by id and by the public half of their key.
pub(crate) struct Holder(pub(crate) String, pub(crate) [u8; 32]);

/// Who may open a case under its new key.
#[derive(Clone, Copy)]
pub(crate) enum Keepers<'a> {
    /// These and nobody else.
    Wall(&'a [Holder]),
    /// The whole office, as before.
    Office,
}

/// The new files, and what they replace.
const SWAPS: [(&str, &str); 2] = [("rekeyed-db", "db"), ("rekeyed-originals", "originals")];

impl Vault {
    /// Writes a case anew under a new key for these. Behind a wall its list row is sealed with it; for the office its former
    /// key is kept, so that backups can still be read.
    pub(crate) fn rotate(
        &self,
        id: &CaseId,
        keepers: Keepers<'_>,
        row: Option<&Projection>,
        now: DateTime<FixedOffset>,
    ) -> Result<(), Error> {
        self.finish_rotation(id)?;
        let fresh = Secret::random()?;
        let wrapped = match keepers {
            Keepers::Wall(holders) => holders
                .iter()
                .map(|Holder(member, public)| {
                    Ok((member.as_str(), sealing::seal(*public, &fresh, &bound(id, member))?))
                })
                .collect::<Result<Vec<_>, Error>>()?,
            Keepers::Office => vec![(OFFICE, self.keys.vault.wrap(&fresh, &bound(id, OFFICE))?)],
        };
        let walled = matches!(keepers, Keepers::Wall(_));
        let until = time::say(now);
        let former = match keepers {
            Keepers::Wall(_) => None,
            Keepers::Office => {
                let key = self.case_key(id)?;
                Some(self.keys.vault.wrap(&key, &former_bound(&format!("{id}|{until}")))?)
            }
        };
        let sealed_row = row.map(|row| row.sealed(&fresh)).transpose()?;
        self.clear_rekeyed(id)?;
        let written = self.write_anew(id, &fresh);
        if written.is_err() {
            let _ = self.clear_rekeyed(id);
            return written;
        }
        self.forget(id);
        let name = || -> rusqlite::Result<()> {
            let tx = self.register.unchecked_transaction()?;
            tx.execute("DELETE FROM case_key WHERE case_id = ?1", [id.as_str()])?;
            for (member, sealed) in &wrapped {
                let put = "INSERT INTO case_key (case_id, holder, wrapped, sealed) VALUES (?1, ?2, ?3, ?4)";
                tx.execute(put, params![id.as_str(), member, sealed, walled])?;
            }
            tx.execute("DELETE FROM rekey WHERE case_id = ?1", [id.as_str()])?;
            if let Some(former) = &former {
                let keep = "INSERT OR REPLACE INTO former_key (case_id, until, wrapped) VALUES (?1, ?2, ?3)";
                tx.execute(keep, params![id.as_str(), until, former])?;
            } else {
                tx.execute("DELETE FROM former_key WHERE case_id = ?1", [id.as_str()])?;
                Vault::wall_now(&tx, id, &self.user.name, now)?;
            }
            if let (Some(row), Some(sealed)) = (row, &sealed_row) {
                put_sealed(&tx, row, sealed)?;
            }
            tx.execute("INSERT OR IGNORE INTO rotation (case_id) VALUES (?1)", [id.as_str()])?;
            tx.commit()
        };
        name().map_err(vault)?;
        self.swap(id)
    }

    fn write_anew(&self, id: &CaseId, fresh: &Secret) -> Result<(), Error> {
        self.with(id, |file| {
            database::copy(file, &self.path(id).with_extension("rekeyed-db"), fresh, &CASE, &|| {
                true
            })
        })?;
        if self.has_originals(id) {
            let place = self.path(id).with_extension("rekeyed-originals");
            self.with_originals(id, |file| database::copy(file, &place, fresh, &ORIGINALS, &|| true))?;
        }
        Ok(())
    }

    /// Puts the new files in the place of the old ones. May be repeated at any point.
    fn swap(&self, id: &CaseId) -> Result<(), Error> {
        let io = |error: std::io::Error| What::Case.io(&error);
        for (new, old) in SWAPS {
            let new = self.path(id).with_extension(new);
            let old = self.path(id).with_extension(old);
            if new.is_file() {
                // A journal of the old file is nothing to the new one.
                for journal in JOURNALS {
                    remove(&database::beside(&old, journal)).map_err(io)?;
                }
                std::fs::rename(&new, &old).map_err(io)?;
            }
        }
        sync_parent(&self.path(id)).map_err(io)?;
        self.remove_former(id)?;
        let done = self
            .register
            .execute("DELETE FROM rotation WHERE case_id = ?1", [id.as_str()]);
        done.map(|_| ()).map_err(vault)
    }

    /// Copies from before an upgrade of the file are under the old key.
    fn remove_former(&self, id: &CaseId) -> Result<(), Error> {
        for version in 1..=CASE.migrations.len().max(ORIGINALS.migrations.len()) {
            remove(&self.path(id).with_extension(format!("v{version}"))).map_err(|error| What::Case.io(&error))?;
        }
        Ok(())
    }

    fn clear_rekeyed(&self, id: &CaseId) -> Result<(), Error> {
        for (new, _) in SWAPS {
            for journal in JOURNALS.iter().chain(&[""]) {
                let path = self.path(id).with_extension(format!("{new}{journal}"));
                remove(&path).map_err(|error| What::Case.io(&error))?;
            }
        }
        Ok(())
    }

    /// A swap that was decided and refused by the disk is done before anything else is done with the case.
    pub(crate) fn finish_rotation(&self, id: &CaseId) -> Result<(), Error> {
        let find = "SELECT 1 FROM rotation WHERE case_id = ?1";
        let found = self.register.query_row(find, [id.as_str()], |_| Ok(())).optional();
        match found.map_err(vault)? {
            Some(()) => {
                self.forget(id);
                self.swap(id)
            }
            None => Ok(()),
        }
    }

    /// After a crash: a swap that was decided is finished, new files nobody decided on are removed.
    pub(crate) fn finish_rotations(&self) -> Result<(), Error> {
        let read = || -> rusqlite::Result<Vec<String>> {
            let mut rows = self.register.prepare("SELECT case_id FROM rotation")?;
            rows.query_map([], |row| row.get(0))?.collect()
        };
        for id in read().map_err(vault)? {
            self.swap(&id.parse()?)?;
        }
        let Ok(entries) = std::fs::read_dir(self.dir.join("cases")) else {
            return Ok(());
        };
        for entry in entries.flatten() {
            let name = entry.file_name();
            let Some((id, ending)) = name.to_str().and_then(|name| name.split_once('.')) else {
                continue;
            };
            if ending.starts_with("rekeyed-")
                && let Ok(id) = id.parse::<CaseId>()
            {
                self.clear_rekeyed(&id)?;
            }
        }
        Ok(())
    }
}

fn vault(error: rusqlite::Error) -> Error {
    What::Vault.sql(error)
}
