//! Items as they were: the history of one, and what was taken out.

use crate::error::{Error, What};
use crate::load::read;
use crate::register::CaseId;
use crate::time;
use crate::vault::Vault;
use case::{Held, ItemKey, ItemKind};
use chrono::{DateTime, FixedOffset};

/// One thing that happened to an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastItem {
    /// When.
    pub at: DateTime<FixedOffset>,
    /// Name of who did it.
    pub by: String,
    /// What was done, for people.
    pub what: String,
    /// The item from then on; `None` when it was taken out.
    pub held: Option<Held>,
}

/// An item that was taken out and can be put back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Removed {
    /// Which.
    pub key: ItemKey,
    /// What it was.
    pub held: Held,
    /// When it was taken out.
    pub at: DateTime<FixedOffset>,
    /// Name of who took it out.
    pub by: String,
}

impl Vault {
    /// Everything that ever happened to an item, newest first.
    ///
    /// # Errors
    /// When the case cannot be read.
    pub fn item_history(&self, id: &CaseId, key: &ItemKey) -> Result<Vec<PastItem>, Error> {
        type Row = (String, String, String, Option<String>);
        let rows = self.with(id, |file| {
            let select = "SELECT audit.at, audit.name, audit.what, body FROM item JOIN audit USING (seq)
                          WHERE item.kind = ?1 AND item.id = ?2 ORDER BY row DESC";
            let mut select = file.prepare_cached(select).map_err(sql)?;
            let rows = select
                .query_map([key.kind.id(), &key.id], |row| {
                    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
                })
                .map_err(sql)?;
            rows.collect::<rusqlite::Result<Vec<Row>>>().map_err(sql)
        })?;
        let past = |(at, by, what, body): Row| {
            Ok(PastItem {
                at: moment(&at)?,
                by,
                what,
                held: body.as_deref().map(read).transpose()?,
            })
        };
        rows.into_iter().map(past).collect()
    }

    /// The items that were taken out of a case, newest first.
    ///
    /// # Errors
    /// When the case cannot be read.
    pub fn removed_items(&self, id: &CaseId) -> Result<Vec<Removed>, Error> {
        type Row = (String, String, String, String, String);
        let rows = self.with(id, |file| {
            let select = "SELECT gone.kind, gone.id, audit.at, audit.name,
                            (SELECT body FROM item AS before
                             WHERE before.kind = gone.kind AND before.id = gone.id AND before.body IS NOT NULL
                             ORDER BY before.row DESC LIMIT 1) AS was
                          FROM (SELECT max(row) AS row FROM item GROUP BY kind, id) AS latest
                          JOIN item AS gone ON gone.row = latest.row
                          JOIN audit ON audit.seq = gone.seq
                          WHERE gone.body IS NULL AND was IS NOT NULL
                          ORDER BY gone.row DESC";
            let mut select = file.prepare_cached(select).map_err(sql)?;
            let rows = select
                .query_map([], |row| {
                    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?))
                })
                .map_err(sql)?;
            rows.collect::<rusqlite::Result<Vec<Row>>>().map_err(sql)
        })?;
        let removed = |(kind, id, at, by, was): Row| {
            let kind = ItemKind::from_id(&kind).ok_or_else(|| Error::damaged(What::Case))?;
            Ok(Removed {
                key: ItemKey::new(kind, id),
                held: read(&was)?,
                at: moment(&at)?,
                by,
            })
        };
        rows.into_iter().map(removed).collect()
    }
}

fn moment(text: &str) -> Result<DateTime<FixedOffset>, Error> {
    time::read(text).ok_or_else(|| Error::damaged(What::Case))
}

fn sql(error: rusqlite::Error) -> Error {
    What::Case.sql(error)
}
