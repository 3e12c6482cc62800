//! The recycle bin of whole cases, and what is left of a case that was destroyed: a line without a name.

use crate::disk::remove;
use crate::error::{Error, Kind, What};
use crate::register::{CaseId, Projection};
use crate::time;
use crate::vault::Vault;
use chrono::{DateTime, FixedOffset};
use rusqlite::{OptionalExtension, params};

/// A case in the recycle bin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binned {
    /// Its list row.
    pub row: Projection,
    /// When it went in.
    pub at: DateTime<FixedOffset>,
    /// Name of who put it in.
    pub by: String,
}

/// What is left of a case that was destroyed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tombstone {
    /// Its former file.
    pub id: CaseId,
    /// When.
    pub at: DateTime<FixedOffset>,
    /// Name of who destroyed it.
    pub by: String,
}

/// Every file a case can have beside the others.
const ENDINGS: [&str; 10] = [
    "db",
    "db-wal",
    "db-shm",
    "db.making",
    "db.making-wal",
    "originals",
    "originals-wal",
    "originals-shm",
    "originals.making",
    "originals.making-wal",
];

impl Vault {
    /// Puts a case into the recycle bin: it leaves every list, its file stays as it is.
    ///
    /// # Errors
    /// When there is no such case, it is there already, or the disk refuses.
    pub fn bin_case(&self, id: &CaseId, now: DateTime<FixedOffset>) -> Result<(), Error> {
        self.case_key(id)?;
        if self.is_binned(id)? {
            return Err(Error::new(Kind::Exists, "这个案件已在回收站中。"));
        }
        let put = "INSERT INTO binned (case_id, at, who, arrives) VALUES (?1, ?2, ?3, 0)";
        self.register
            .execute(put, params![id.as_str(), time::say(now), self.user.name])
            .map(|_| ())
            .map_err(vault)
    }

    /// Takes a case out of the recycle bin again, or shows one that has arrived.
    ///
    /// # Errors
    /// When it is not in the bin or the disk refuses.
    pub fn unbin_case(&self, id: &CaseId) -> Result<(), Error> {
        self.case_key(id)?;
        let taken = "DELETE FROM binned WHERE case_id = ?1";
        match self.register.execute(taken, [id.as_str()]).map_err(vault)? {
            0 => Err(not_binned()),
            _ => Ok(()),
        }
    }

    /// Whether a case is in the recycle bin.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub fn is_binned(&self, id: &CaseId) -> Result<bool, Error> {
        let find = "SELECT 1 FROM binned WHERE case_id = ?1";
        let found = self.register.query_row(find, [id.as_str()], |_| Ok(())).optional();
        Ok(found.map_err(vault)?.is_some())
    }

    /// The cases in the recycle bin, those put in last first.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub fn binned(&self) -> Result<Vec<Binned>, Error> {
        let read = || -> rusqlite::Result<Vec<(String, String, String)>> {
            let mut rows = self
                .register
                .prepare("SELECT case_id, at, who FROM binned WHERE arrives = 0 ORDER BY at DESC, case_id")?;
            rows.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
                .collect()
        };
        let mut rows = self.listed("case_id IN (SELECT case_id FROM binned)")?;
        let mut found = Vec::new();
        for (id, at, by) in read().map_err(vault)? {
            let Some(place) = rows.iter().position(|row| row.id.as_str() == id) else {
                // Behind a wall the present user is not in.
                if self.is_walled(&id.parse()?)? {
                    continue;
                }
                return Err(Error::damaged(What::Vault));
            };
            let at = time::read(&at).ok_or_else(|| Error::damaged(What::Vault))?;
            found.push(Binned {
                row: rows.swap_remove(place),
                at,
                by,
            });
        }
        Ok(found)
    }

    /// Destroys a case in the recycle bin for ever: its keys first, then its files. A line without a name stays. Once the keys
    /// are gone it is done: what the disk does not let go of now, the next unlocking clears away.
    ///
    /// # Errors
    /// When it is not in the bin or the disk refuses; then nothing has happened.
    pub fn destroy_case(&self, id: &CaseId, now: DateTime<FixedOffset>) -> Result<(), Error> {
        self.case_key(id)?;
        if !self.is_binned(id)? {
            return Err(not_binned());
        }
        let bury = || -> rusqlite::Result<()> {
            let tx = self.register.unchecked_transaction()?;
            tx.execute("DELETE FROM case_key WHERE case_id = ?1", [id.as_str()])?;
            tx.execute("DELETE FROM former_key WHERE case_id = ?1", [id.as_str()])?;
            tx.execute("DELETE FROM rekey WHERE case_id = ?1", [id.as_str()])?;
            tx.execute("DELETE FROM projection WHERE case_id = ?1", [id.as_str()])?;
            tx.execute("DELETE FROM company WHERE case_id = ?1", [id.as_str()])?;
            tx.execute("DELETE FROM binned WHERE case_id = ?1", [id.as_str()])?;
            tx.execute("DELETE FROM wall WHERE case_id = ?1", [id.as_str()])?;
            let stone = "INSERT INTO tombstone (case_id, at, who, name) VALUES (?1, ?2, ?3, ?4)";
            tx.execute(
                stone,
                params![id.as_str(), time::say(now), self.user.id, self.user.name],
            )?;
            tx.commit()
        };
        bury().map_err(vault)?;
        // The wrapped keys may still lie in the journal beside the register; closing it clears it at the latest.
        let _ = self
            .register
            .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
        self.forget(id);
        let _ = self.sweep(id);
        Ok(())
    }

    /// What was destroyed, last first.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub fn tombstones(&self) -> Result<Vec<Tombstone>, Error> {
        let read = || -> rusqlite::Result<Vec<(String, String, String)>> {
            let mut rows = self
                .register
                .prepare("SELECT case_id, at, name FROM tombstone ORDER BY at DESC, case_id")?;
            rows.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
                .collect()
        };
        let stone = |(id, at, by): (String, String, String)| {
            let (Ok(id), Some(at)) = (id.parse(), time::read(&at)) else {
                return Err(Error::damaged(What::Vault));
            };
            Ok(Tombstone { id, at, by })
        };
        read().map_err(vault)?.into_iter().map(stone).collect()
    }

    /// A case that is not whole yet: listed nowhere until [`Vault::unbin_case`], cleared away after a crash.
    pub(crate) fn hide(&self, id: &CaseId, now: DateTime<FixedOffset>) -> Result<(), Error> {
        let put = "INSERT INTO binned (case_id, at, who, arrives) VALUES (?1, ?2, ?3, 1)";
        self.register
            .execute(put, params![id.as_str(), time::say(now), self.user.name])
            .map(|_| ())
            .map_err(vault)
    }

    /// Gives up a case that was arriving.
    ///
    /// # Errors
    /// When the disk refuses; the next unlocking tries again.
    pub fn give_up_case(&self, id: &CaseId) -> Result<(), Error> {
        let bury = || -> rusqlite::Result<usize> {
            let tx = self.register.unchecked_transaction()?;
            let mine = "DELETE FROM binned WHERE case_id = ?1 AND arrives = 1";
            let found = tx.execute(mine, [id.as_str()])?;
            if found > 0 {
                tx.execute("DELETE FROM case_key WHERE case_id = ?1", [id.as_str()])?;
                tx.execute("DELETE FROM projection WHERE case_id = ?1", [id.as_str()])?;
                tx.execute("DELETE FROM company WHERE case_id = ?1", [id.as_str()])?;
            }
            tx.commit()?;
            Ok(found)
        };
        if bury().map_err(vault)? == 0 {
            return Err(not_binned());
        }
        self.forget(id);
        self.sweep(id)
    }

    /// After a crash: what was arriving is given up, and files whose keys are gone are removed.
    pub(crate) fn tidy(&self) -> Result<(), Error> {
        self.finish_rotations()?;
        self.clear_unfinished()?;
        // The index was once shared by everybody.
        for ending in ["db", "db-wal", "db-shm"] {
            remove(&self.dir.join("search.db").with_extension(ending)).map_err(|error| What::Search.io(&error))?;
        }
        let ids = |select: &str| -> rusqlite::Result<Vec<String>> {
            let mut rows = self.register.prepare(select)?;
            rows.query_map([], |row| row.get(0))?.collect()
        };
        for id in ids("SELECT case_id FROM binned WHERE arrives = 1").map_err(vault)? {
            self.give_up_case(&id.parse()?)?;
        }
        for id in ids("SELECT case_id FROM tombstone").map_err(vault)? {
            self.sweep(&id.parse()?)?;
        }
        Ok(())
    }

    fn sweep(&self, id: &CaseId) -> Result<(), Error> {
        ENDINGS
            .iter()
            .try_for_each(|ending| remove(&self.path(id).with_extension(ending)))
            .map_err(|error| What::Case.io(&error))
    }
}

fn not_binned() -> Error {
    Error::new(Kind::NotFound, "回收站里没有这个案件，请刷新后再看。")
}

fn vault(error: rusqlite::Error) -> Error {
    What::Vault.sql(error)
}
