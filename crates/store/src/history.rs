//! What was, who did it, and what left the house.

use crate::error::{Error, What};
use crate::load::read;
use crate::register::CaseId;
use crate::secret::hex;
use crate::time;
use crate::vault::Vault;
use case::{Key, Position, Side};
use chrono::{DateTime, FixedOffset};
use rusqlite::OptionalExtension;

/// One thing that happened to a question: a position entered, taken back, or reviewed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Past {
    /// Number of the position's row, by which [`Vault::former`] finds it again.
    pub row: i64,
    /// When.
    pub at: DateTime<FixedOffset>,
    /// Name of who did it.
    pub by: String,
    /// Whose position.
    pub side: Side,
    /// The position from then on, with the review it then had; `None` when it was taken back.
    pub position: Option<Position>,
    /// What was done, for people.
    pub what: String,
}

/// One line of the audit, for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Activity {
    /// Its number, from 1.
    pub seq: i64,
    /// The revision the case had after it.
    pub revision: u64,
    /// What kind of change, as the audit names it: `record`, `review`, `put`, `export` …
    pub kind: String,
    /// When.
    pub at: DateTime<FixedOffset>,
    /// Name of who did it.
    pub who: String,
    /// What was done.
    pub what: String,
    /// Head of the chain after it, in hexadecimal.
    pub hash: String,
}

/// When something was done in a case.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Acts {
    /// The last time one of those asked about did something.
    pub last: Option<DateTime<FixedOffset>>,
    /// The first time anybody did.
    pub first: Option<DateTime<FixedOffset>>,
}

/// A document that was exported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Export {
    /// When.
    pub at: DateTime<FixedOffset>,
    /// Name of who exported it.
    pub by: String,
    /// Document id.
    pub document: String,
    /// SHA-256 of the file handed out, in hexadecimal.
    pub sha256: String,
    /// The receipt, as JSON.
    pub receipt: String,
}

impl Vault {
    /// Everything that was ever said on one question, newest first; superseded values included.
    ///
    /// # Errors
    /// When the case cannot be read.
    pub fn history(&self, id: &CaseId, key: &Key) -> Result<Vec<Past>, Error> {
        let select = "SELECT audit.at, audit.name, audit.what, side, position.body, NULL, position.row, audit.seq, position.row
                      FROM position JOIN audit USING (seq) WHERE actor = ?1 AND path = ?2
                      UNION ALL
                      SELECT audit.at, audit.name, audit.what, side, position.body, review.body, position.row, audit.seq, review.row
                      FROM position JOIN review ON review.position = position.row JOIN audit ON audit.seq = review.seq
                      WHERE actor = ?1 AND path = ?2
                      ORDER BY 8 DESC, 9 DESC";
        type Row = (String, String, String, String, Option<String>, Option<String>, i64);
        let rows = self.with(id, |file| {
            let mut select = file.prepare_cached(select).map_err(sql)?;
            let key = [key.actor.clone().unwrap_or_default(), key.path.to_string()];
            let rows = select.query_map(key, |row| {
                Ok((
                    row.get(0)?,
                    row.get(1)?,
                    row.get(2)?,
                    row.get(3)?,
                    row.get(4)?,
                    row.get(5)?,
                    row.get(6)?,
                ))
            });
            rows.map_err(sql)?.collect::<rusqlite::Result<Vec<Row>>>().map_err(sql)
        })?;
        let past = |(at, by, what, side, body, review, row): Row| {
            let mut position: Option<Position> = body.as_deref().map(read).transpose()?;
            if let (Some(position), Some(review)) = (&mut position, &review) {
                position.review = read(review)?;
            }
            let side = Side::from_id(&side).ok_or_else(|| Error::damaged(What::Case))?;
            Ok(Past {
                row,
                at: moment(&at)?,
                by,
                side,
                position,
                what,
            })
        };
        rows.into_iter().map(past).collect()
    }

    /// The last lines of the audit, newest first, at most `limit`.
    ///
    /// # Errors
    /// When the case cannot be read.
    pub fn activity(&self, id: &CaseId, limit: usize) -> Result<Vec<Activity>, Error> {
        type Row = (i64, String, String, String, String, Vec<u8>, u64);
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let rows = self.with(id, |file| {
            let select = "SELECT seq, kind, at, name, what, hash, revision FROM audit ORDER BY seq DESC LIMIT ?1";
            let mut select = file.prepare_cached(select).map_err(sql)?;
            let rows = select.query_map([limit], |row| {
                Ok((
                    row.get(0)?,
                    row.get(1)?,
                    row.get(2)?,
                    row.get(3)?,
                    row.get(4)?,
                    row.get(5)?,
                    row.get(6)?,
                ))
            });
            rows.map_err(sql)?.collect::<rusqlite::Result<Vec<Row>>>().map_err(sql)
        })?;
        let line = |(seq, kind, at, who, what, hash, revision): Row| {
            Ok(Activity {
                seq,
                revision,
                kind,
                at: moment(&at)?,
                who,
                what,
                hash: hex(&hash),
            })
        };
        rows.into_iter().map(line).collect()
    }

    /// When one of `members` last did something in a case, and when it began. Lines that say `but` are not counted: what
    /// the program writes by itself.
    ///
    /// # Errors
    /// When the case cannot be read.
    pub fn acts(&self, id: &CaseId, members: &[String], but: &str) -> Result<Acts, Error> {
        let (last, first) = self.with(id, |file| {
            let mut select = file
                .prepare_cached("SELECT at, who FROM audit WHERE what <> ?1 ORDER BY seq DESC")
                .map_err(sql)?;
            let mut rows = select.query([but]).map_err(sql)?;
            let mut last: Option<String> = None;
            while let Some(row) = rows.next().map_err(sql)? {
                let who: String = row.get(1).map_err(sql)?;
                if members.contains(&who) {
                    last = Some(row.get(0).map_err(sql)?);
                    break;
                }
            }
            let first = "SELECT at FROM audit ORDER BY seq LIMIT 1";
            let first: Option<String> = file.query_row(first, [], |row| row.get(0)).optional().map_err(sql)?;
            Ok((last, first))
        })?;
        let read = |at: Option<String>| at.as_deref().map(moment).transpose();
        Ok(Acts {
            last: read(last)?,
            first: read(first)?,
        })
    }

    /// What was exported from a case, newest first.
    ///
    /// # Errors
    /// When the case cannot be read.
    pub fn exports(&self, id: &CaseId) -> Result<Vec<Export>, Error> {
        type Row = (String, String, String, String, String);
        let rows = self.with(id, |file| {
            let select = "SELECT audit.at, audit.name, document, sha256, receipt
                          FROM export JOIN audit USING (seq) ORDER BY row DESC";
            let mut select = file.prepare_cached(select).map_err(sql)?;
            let rows = select.query_map([], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?))
            });
            rows.map_err(sql)?.collect::<rusqlite::Result<Vec<Row>>>().map_err(sql)
        })?;
        let export = |(at, by, document, sha256, receipt): Row| {
            Ok(Export {
                at: moment(&at)?,
                by,
                document,
                sha256,
                receipt,
            })
        };
        rows.into_iter().map(export).collect()
    }
}

fn moment(text: &str) -> Result<DateTime<FixedOffset>, Error> {
    time::read(text).ok_or_else(|| Error::damaged(What::Case))
}

fn sql(error: rusqlite::Error) -> Error {
    What::Case.sql(error)
}
