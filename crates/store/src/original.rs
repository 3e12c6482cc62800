//! The originals of a case: content-addressed, in pieces, in a file of their own beside the case file and under its key.
//!
//! A case file is read through when it is opened, a gigabyte of scans is not: that is why they live apart. An original is
//! first all here, then a volume in the case file names its SHA-256: killed between the two, it waits to be taken or
//! discarded, and no volume ever names what is not here.

use crate::database::{self, ORIGINALS};
use crate::error::{Error, Kind, What};
use crate::register::{CaseId, OPEN};
use crate::secret::hex;
use crate::time;
use crate::vault::Vault;
use chrono::{DateTime, FixedOffset};
use rusqlite::{Connection, OptionalExtension, Row, params};
use sha2::{Digest, Sha256};
use std::path::PathBuf;

/// Bytes of a piece; the last one may be shorter.
pub const PIECE: usize = 1 << 20;

/// An original that is all here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Original {
    /// SHA-256, in hexadecimal.
    pub sha256: String,
    /// Name of the file it came from.
    pub name: String,
    /// What it is, as [`case::Media`] says it.
    pub media: String,
    /// Its size.
    pub bytes: u64,
    /// When it arrived.
    pub at: DateTime<FixedOffset>,
    /// Who brought it.
    pub who: String,
}

/// An original that is still arriving. Forgotten, it is cleared away by the next [`Vault::clear_arriving`].
pub struct Arriving {
    case: CaseId,
    row: i64,
    pieces: i64,
    bytes: u64,
    digest: Sha256,
}

/// How an arrival ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Arrived {
    /// It is new, under this SHA-256.
    New(String),
    /// The case has it already; nothing was kept twice.
    Known(String),
}

impl Vault {
    /// Makes room for an original of a case.
    ///
    /// # Errors
    /// When there is no such case or the disk refuses.
    pub fn arrive(&self, id: &CaseId, name: &str, media: &str, now: DateTime<FixedOffset>) -> Result<Arriving, Error> {
        let row = self.with_originals(id, |file| {
            let insert = "INSERT INTO original (name, media, bytes, at, who) VALUES (?1, ?2, 0, ?3, ?4)";
            file.execute(insert, params![name, media, time::say(now), self.user.name])
                .map_err(sql)?;
            Ok(file.last_insert_rowid())
        })?;
        Ok(Arriving {
            case: id.clone(),
            row,
            pieces: 0,
            bytes: 0,
            digest: Sha256::new(),
        })
    }

    /// Takes the next piece: [`PIECE`] bytes, or fewer at the end.
    ///
    /// # Errors
    /// When the disk refuses; the pieces before are kept.
    pub fn take_piece(&self, arriving: &mut Arriving, bytes: &[u8]) -> Result<(), Error> {
        self.with_originals(&arriving.case, |file| {
            let insert = "INSERT INTO chunk (original, place, bytes) VALUES (?1, ?2, ?3)";
            let mut insert = file.prepare_cached(insert).map_err(sql)?;
            insert
                .execute(params![arriving.row, arriving.pieces, bytes])
                .map_err(sql)
        })?;
        arriving.pieces += 1;
        arriving.bytes += bytes.len() as u64;
        arriving.digest.update(bytes);
        Ok(())
    }

    /// The original is all here: durable, and known by its content from now on.
    ///
    /// # Errors
    /// When the disk refuses; then it still counts as arriving.
    pub fn arrived(&self, arriving: Arriving) -> Result<Arrived, Error> {
        let sha256 = hex(&arriving.digest.finalize());
        self.with_originals(&arriving.case, |file| {
            let tx = file.unchecked_transaction().map_err(sql)?;
            let known = "SELECT EXISTS (SELECT 1 FROM original WHERE sha256 = ?1)";
            let known: bool = tx.query_row(known, [&sha256], |row| row.get(0)).map_err(sql)?;
            if known {
                tx.execute("DELETE FROM original WHERE id = ?1", [arriving.row])
                    .map_err(sql)?;
            } else {
                let name = "UPDATE original SET sha256 = ?1, bytes = ?2 WHERE id = ?3";
                tx.execute(name, params![sha256, arriving.bytes, arriving.row])
                    .map_err(sql)?;
            }
            tx.commit().map_err(sql)?;
            Ok(if known {
                Arrived::Known(sha256)
            } else {
                Arrived::New(sha256)
            })
        })
    }

    /// Gives up an original that is still arriving.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn give_up(&self, arriving: Arriving) -> Result<(), Error> {
        self.with_originals(&arriving.case, |file| {
            file.execute("DELETE FROM original WHERE id = ?1", [arriving.row])
                .map(|_| ())
                .map_err(sql)
        })
    }

    /// The names of the files that began to arrive and are not all here: one on its way, or what a crash left behind.
    ///
    /// # Errors
    /// When the file of originals cannot be read.
    pub fn arriving(&self, id: &CaseId) -> Result<Vec<String>, Error> {
        if !self.has_originals(id) {
            return Ok(Vec::new());
        }
        self.with_originals(id, |file| {
            let select = "SELECT name FROM original WHERE sha256 IS NULL ORDER BY id";
            let mut select = file.prepare_cached(select).map_err(sql)?;
            let rows = select.query_map([], |row| row.get(0)).map_err(sql)?;
            rows.collect::<rusqlite::Result<_>>().map_err(sql)
        })
    }

    /// Clears away what began to arrive and never came through, as after a crash. Returns how many.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn clear_arriving(&self, id: &CaseId) -> Result<usize, Error> {
        if !self.has_originals(id) {
            return Ok(0);
        }
        self.with_originals(id, |file| {
            file.execute("DELETE FROM original WHERE sha256 IS NULL", [])
                .map_err(sql)
        })
    }

    /// Discards an original and what was read off it; the caller knows that no volume names it.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn discard_original(&self, id: &CaseId, sha256: &str) -> Result<(), Error> {
        self.with_originals(id, |file| {
            file.execute("DELETE FROM original WHERE sha256 = ?1", [sha256])
                .map(|_| ())
                .map_err(sql)
        })
    }

    /// Every original of a case, in order of arrival.
    ///
    /// # Errors
    /// When the file of originals cannot be read.
    pub fn originals(&self, id: &CaseId) -> Result<Vec<Original>, Error> {
        if !self.has_originals(id) {
            return Ok(Vec::new());
        }
        let rows = self.with_originals(id, |file| {
            let select =
                "SELECT sha256, name, media, bytes, at, who FROM original WHERE sha256 IS NOT NULL ORDER BY id";
            let mut select = file.prepare_cached(select).map_err(sql)?;
            let rows = select.query_map([], original).map_err(sql)?;
            rows.collect::<rusqlite::Result<Vec<_>>>().map_err(sql)
        })?;
        rows.into_iter()
            .collect::<Option<Vec<_>>>()
            .ok_or_else(|| Error::damaged(What::Originals))
    }

    /// Whether a case has this original.
    ///
    /// # Errors
    /// When the file of originals cannot be read.
    pub fn has_original(&self, id: &CaseId, sha256: &str) -> Result<bool, Error> {
        if !self.has_originals(id) {
            return Ok(false);
        }
        self.with_originals(id, |file| match row_of(file, sha256) {
            Ok(_) => Ok(true),
            Err(error) if error.kind == Kind::NotFound => Ok(false),
            Err(error) => Err(error),
        })
    }

    /// Bytes `from..to` of an original; what lies behind its end is left out.
    ///
    /// # Errors
    /// [`Kind::NotFound`] when the case has no such original.
    pub fn read_original(&self, id: &CaseId, sha256: &str, from: u64, to: u64) -> Result<Vec<u8>, Error> {
        if !self.has_originals(id) {
            return Err(no_original());
        }
        self.with_originals(id, |file| {
            let row = row_of(file, sha256)?;
            let piece = PIECE as u64;
            let (first, last) = (from / piece, to.saturating_sub(1) / piece);
            let select =
                "SELECT place, bytes FROM chunk WHERE original = ?1 AND place BETWEEN ?2 AND ?3 ORDER BY place";
            let mut select = file.prepare_cached(select).map_err(sql)?;
            let mut pieces = select.query(params![row, first, last]).map_err(sql)?;
            let mut bytes = Vec::with_capacity(usize::try_from(to.saturating_sub(from).min(64 << 20)).unwrap_or(0));
            while let Some(row) = pieces.next().map_err(sql)? {
                let start = row.get::<_, u64>(0).map_err(sql)? * piece;
                let held = row.get_ref(1).and_then(|held| Ok(held.as_blob()?)).map_err(sql)?;
                let cut =
                    |at: u64| usize::try_from(at.saturating_sub(start)).map_or(held.len(), |at| at.min(held.len()));
                bytes.extend_from_slice(&held[cut(from)..cut(to)]);
            }
            Ok(bytes)
        })
    }

    /// Whether the bytes of an original are still those of its SHA-256.
    ///
    /// # Errors
    /// [`Kind::NotFound`] when the case has no such original.
    pub fn original_is_whole(&self, id: &CaseId, sha256: &str) -> Result<bool, Error> {
        if !self.has_originals(id) {
            return Err(no_original());
        }
        self.with_originals(id, |file| {
            let row = row_of(file, sha256)?;
            let mut select = file
                .prepare("SELECT bytes FROM chunk WHERE original = ?1 ORDER BY place")
                .map_err(sql)?;
            let mut pieces = select.query([row]).map_err(sql)?;
            let mut digest = Sha256::new();
            while let Some(row) = pieces.next().map_err(sql)? {
                let held = row.get_ref(0).and_then(|held| Ok(held.as_blob()?)).map_err(sql)?;
                digest.update(held);
            }
            Ok(hex(&digest.finalize()) == sha256)
        })
    }

    pub(crate) fn has_originals(&self, id: &CaseId) -> bool {
        self.originals_path(id).is_file()
    }

    pub(crate) fn originals_path(&self, id: &CaseId) -> PathBuf {
        self.dir.join("cases").join(format!("{id}.originals"))
    }

    /// Uses the file of originals of a case, making it for the first one.
    pub(crate) fn with_originals<T>(
        &self,
        id: &CaseId,
        act: impl FnOnce(&mut Connection) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let known = {
            let mut open = self.originals.borrow_mut();
            let place = open.iter().position(|(own, _)| own == id);
            place.map(|place| open.remove(place).1)
        };
        let mut file = match known {
            Some(file) => file,
            None => {
                self.finish_rotation(id)?;
                let (path, key) = (self.originals_path(id), self.case_key(id)?);
                let file = if path.is_file() {
                    database::open(&path, &key, &ORIGINALS)?
                } else {
                    database::create(&path, &key, &ORIGINALS)?
                };
                // One case's scans may be large: the space of what is discarded is used again, not zeroed page by page.
                file.execute_batch("PRAGMA secure_delete = FAST").map_err(sql)?;
                file
            }
        };
        let result = act(&mut file);
        if !matches!(&result, Err(error) if matches!(error.kind, Kind::Damaged | Kind::Io)) {
            let mut open = self.originals.borrow_mut();
            open.push((id.clone(), file));
            if open.len() > OPEN {
                open.remove(0);
            }
        }
        result
    }
}

/// The row of an original that is all here.
pub(crate) fn row_of(file: &Connection, sha256: &str) -> Result<i64, Error> {
    let find = "SELECT id FROM original WHERE sha256 = ?1";
    let mut find = file.prepare_cached(find).map_err(sql)?;
    let row = find.query_row([sha256], |row| row.get(0)).optional().map_err(sql)?;
    row.ok_or_else(no_original)
}

fn original(row: &Row<'_>) -> rusqlite::Result<Option<Original>> {
    let at: String = row.get(4)?;
    let Some(at) = time::read(&at) else { return Ok(None) };
    Ok(Some(Original {
        sha256: row.get(0)?,
        name: row.get(1)?,
        media: row.get(2)?,
        bytes: row.get(3)?,
        at,
        who: row.get(5)?,
    }))
}

fn no_original() -> Error {
    Error::new(
        Kind::NotFound,
        "本案没有保存这份卷宗的原件。请在“卷宗”中重新导入原文件。",
    )
}

pub(crate) fn sql(error: rusqlite::Error) -> Error {
    What::Originals.sql(error)
}
