//! What somebody is typing and has not yet said.

use crate::error::{Error, What};
use crate::register::CaseId;
use crate::time;
use crate::vault::Vault;
use chrono::{DateTime, FixedOffset};
use rusqlite::params;

/// A draft: its key, its body, and when it was last typed on.
pub type Draft = (String, String, DateTime<FixedOffset>);

impl Vault {
    /// Keeps what the present user is typing.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn keep_draft(&self, id: &CaseId, key: &str, body: &str, now: DateTime<FixedOffset>) -> Result<(), Error> {
        self.with(id, |file| {
            let put = "INSERT OR REPLACE INTO draft (who, key, body, at) VALUES (?1, ?2, ?3, ?4)";
            file.execute(put, params![self.user.id, key, body, time::say(now)])
                .map(|_| ())
                .map_err(sql)
        })
    }

    /// Forgets a draft: it was saved, or given up.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn drop_draft(&self, id: &CaseId, key: &str) -> Result<(), Error> {
        self.with(id, |file| {
            file.execute("DELETE FROM draft WHERE who = ?1 AND key = ?2", [&self.user.id, key])
                .map(|_| ())
                .map_err(sql)
        })
    }

    /// Keeps what the present user is typing that belongs to no case yet.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn keep_own_draft(&self, key: &str, body: &str, now: DateTime<FixedOffset>) -> Result<(), Error> {
        let put = "INSERT OR REPLACE INTO draft (member, key, body, at) VALUES (?1, ?2, ?3, ?4)";
        self.register
            .execute(put, params![self.user.id, key, body, time::say(now)])
            .map(|_| ())
            .map_err(|error| What::Vault.sql(error))
    }

    /// Forgets a draft that belongs to no case.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn drop_own_draft(&self, key: &str) -> Result<(), Error> {
        let gone = "DELETE FROM draft WHERE member = ?1 AND key = ?2";
        self.register
            .execute(gone, [&self.user.id, key])
            .map(|_| ())
            .map_err(|error| What::Vault.sql(error))
    }

    /// The drafts of the present user that belong to no case.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub fn own_drafts(&self) -> Result<Vec<Draft>, Error> {
        let read = || -> rusqlite::Result<Vec<(String, String, String)>> {
            let select = "SELECT key, body, at FROM draft WHERE member = ?1 ORDER BY at, key";
            let mut select = self.register.prepare_cached(select)?;
            select
                .query_map([&self.user.id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
                .collect()
        };
        let rows = read().map_err(|error| What::Vault.sql(error))?;
        Ok(rows
            .into_iter()
            .filter_map(|(key, body, at)| time::read(&at).map(|at| (key, body, at)))
            .collect())
    }

    /// The drafts of the present user in a case: key, body, when.
    ///
    /// # Errors
    /// When the case cannot be read.
    pub fn drafts(&self, id: &CaseId) -> Result<Vec<Draft>, Error> {
        self.with(id, |file| {
            let select = "SELECT key, body, at FROM draft WHERE who = ?1 ORDER BY at, key";
            let mut select = file.prepare_cached(select).map_err(sql)?;
            let rows = select
                .query_map([&self.user.id], |row| {
                    Ok((
                        row.get::<_, String>(0)?,
                        row.get::<_, String>(1)?,
                        row.get::<_, String>(2)?,
                    ))
                })
                .map_err(sql)?;
            let rows = rows.collect::<rusqlite::Result<Vec<_>>>().map_err(sql)?;
            Ok(rows
                .into_iter()
                .filter_map(|(key, body, at)| time::read(&at).map(|at| (key, body, at)))
                .collect())
        })
    }
}

fn sql(error: rusqlite::Error) -> Error {
    What::Case.sql(error)
}
