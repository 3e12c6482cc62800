//! What was read off the pages of an original. Made from it, so it can be made again: replaced freely, outside the audit.

use crate::error::Error;
use crate::original::{row_of, sql};
use crate::register::CaseId;
use crate::time;
use crate::vault::Vault;
use chrono::{DateTime, FixedOffset};
use rusqlite::{Row, params};
use std::collections::BTreeMap;

/// How reading a page came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageState {
    /// There is text.
    Read,
    /// Read, and there is nothing on it.
    Blank,
    /// It could not be read.
    Failed,
}

impl PageState {
    /// Identifier.
    pub fn id(self) -> &'static str {
        match self {
            PageState::Read => "read",
            PageState::Blank => "blank",
            PageState::Failed => "failed",
        }
    }

    fn from_id(id: &str) -> PageState {
        match id {
            "read" => PageState::Read,
            "blank" => PageState::Blank,
            _ => PageState::Failed,
        }
    }
}

/// One page as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Page of the document, from 1.
    pub page: u32,
    /// How reading it came out.
    pub state: PageState,
    /// Where the text comes from: `layer`, `ocr`, `docx`, or empty.
    pub via: String,
    /// The text, line by line.
    pub text: String,
    /// How sure the recognition is, 0 to 100; `None` for a text layer.
    pub confidence: Option<u8>,
    /// Difference hash of the page's picture, 16 hexadecimal digits, or empty.
    pub hash: String,
    /// Words of low confidence, as JSON the application writes; or empty.
    pub words: String,
    /// Why it could not be read, in words.
    pub fault: String,
}

/// How far an original has been read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PageCount {
    /// Pages read, blank ones included.
    pub read: u32,
    /// Pages that could not be read.
    pub failed: u32,
    /// Pages somebody has looked at.
    pub seen: u32,
}

impl Vault {
    /// Keeps what was read off pages of an original, in one transaction, in place of what was there.
    ///
    /// # Errors
    /// When the case has no such original or the disk refuses; then nothing was kept.
    pub fn put_pages(
        &self,
        id: &CaseId,
        sha256: &str,
        pages: &[Page],
        now: DateTime<FixedOffset>,
    ) -> Result<(), Error> {
        self.with_originals(id, |file| {
            let tx = file.unchecked_transaction().map_err(sql)?;
            let original = row_of(&tx, sha256)?;
            let put = "INSERT OR REPLACE INTO page
                       (original, page, state, via, text, confidence, hash, words, fault, at)
                       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
            {
                let mut put = tx.prepare_cached(put).map_err(sql)?;
                for page in pages {
                    let row = params![
                        original,
                        page.page,
                        page.state.id(),
                        page.via,
                        page.text,
                        page.confidence,
                        page.hash,
                        page.words,
                        page.fault,
                        time::say(now)
                    ];
                    put.execute(row).map_err(sql)?;
                }
            }
            tx.commit().map_err(sql)
        })
    }

    /// What was read off pages `from..=to` of an original; pages nobody has read yet are left out.
    ///
    /// # Errors
    /// When the case has no such original.
    pub fn pages(&self, id: &CaseId, sha256: &str, from: u32, to: u32) -> Result<Vec<Page>, Error> {
        self.with_originals(id, |file| {
            let original = row_of(file, sha256)?;
            let select = "SELECT page, state, via, text, confidence, hash, words, fault FROM page
                          WHERE original = ?1 AND page BETWEEN ?2 AND ?3 ORDER BY page";
            let mut select = file.prepare_cached(select).map_err(sql)?;
            let rows = select.query_map(params![original, from, to], page).map_err(sql)?;
            rows.collect::<rusqlite::Result<_>>().map_err(sql)
        })
    }

    /// At most so many pages of an original that were read after a mark, and the mark to go on from: the state of its
    /// pages when there are no more. A mark from before the pages were thrown away gives all of them again.
    ///
    /// # Errors
    /// When the case has no such original.
    pub fn pages_since(&self, id: &CaseId, sha256: &str, mark: i64, most: usize) -> Result<(Vec<Page>, i64), Error> {
        self.with_originals(id, |file| {
            let original = row_of(file, sha256)?;
            let newest = "SELECT coalesce(max(rowid), 0) FROM page WHERE original = ?1";
            let newest: i64 = file.query_row(newest, [original], |row| row.get(0)).map_err(sql)?;
            let from = if mark > newest { 0 } else { mark };
            let select = "SELECT page, state, via, text, confidence, hash, words, fault, rowid FROM page
                          WHERE original = ?1 AND rowid > ?2 ORDER BY rowid LIMIT ?3";
            let mut select = file.prepare_cached(select).map_err(sql)?;
            let rows = select
                .query_map(params![original, from, most], |row| Ok((page(row)?, row.get(8)?)))
                .map_err(sql)?;
            let rows = rows.collect::<rusqlite::Result<Vec<(Page, i64)>>>().map_err(sql)?;
            let mark = rows.last().map_or(from, |(_, row)| *row);
            Ok((rows.into_iter().map(|(page, _)| page).collect(), mark))
        })
    }

    /// The state of every page of an original that was tried, by page.
    ///
    /// # Errors
    /// When the case has no such original.
    pub fn page_states(&self, id: &CaseId, sha256: &str) -> Result<BTreeMap<u32, PageState>, Error> {
        self.with_originals(id, |file| {
            let original = row_of(file, sha256)?;
            let mut select = file
                .prepare_cached("SELECT page, state FROM page WHERE original = ?1")
                .map_err(sql)?;
            let rows = select
                .query_map([original], |row| {
                    Ok((row.get(0)?, PageState::from_id(&row.get::<_, String>(1)?)))
                })
                .map_err(sql)?;
            rows.collect::<rusqlite::Result<_>>().map_err(sql)
        })
    }

    /// How every page of an original that was tried came out, and by what it was read, by page.
    ///
    /// # Errors
    /// When the case has no such original.
    pub fn page_marks(&self, id: &CaseId, sha256: &str) -> Result<BTreeMap<u32, (PageState, String)>, Error> {
        self.with_originals(id, |file| {
            let original = row_of(file, sha256)?;
            let mut select = file
                .prepare_cached("SELECT page, state, via FROM page WHERE original = ?1")
                .map_err(sql)?;
            let rows = select
                .query_map([original], |row| {
                    let state = PageState::from_id(&row.get::<_, String>(1)?);
                    Ok((row.get(0)?, (state, row.get(2)?)))
                })
                .map_err(sql)?;
            rows.collect::<rusqlite::Result<_>>().map_err(sql)
        })
    }

    /// Forgets that pages of an original could not be read, so that they are tried again. Returns how many.
    ///
    /// # Errors
    /// When the case has no such original or the disk refuses.
    pub fn forget_failed(&self, id: &CaseId, sha256: &str) -> Result<usize, Error> {
        self.with_originals(id, |file| {
            let original = row_of(file, sha256)?;
            file.execute("DELETE FROM page WHERE original = ?1 AND state = 'failed'", [original])
                .map_err(sql)
        })
    }

    /// How far each original of a case has been read, by SHA-256.
    ///
    /// # Errors
    /// When the file of originals cannot be read.
    pub fn page_counts(&self, id: &CaseId) -> Result<BTreeMap<String, PageCount>, Error> {
        if !self.has_originals(id) {
            return Ok(BTreeMap::new());
        }
        self.with_originals(id, |file| {
            let select = "SELECT sha256,
                            (SELECT count(*) FROM page WHERE page.original = own.id AND state <> 'failed'),
                            (SELECT count(*) FROM page WHERE page.original = own.id AND state = 'failed'),
                            (SELECT count(DISTINCT page) FROM seen WHERE seen.original = own.id)
                          FROM original AS own WHERE sha256 IS NOT NULL";
            let mut select = file.prepare_cached(select).map_err(sql)?;
            let rows = select
                .query_map([], |row| {
                    let count = PageCount {
                        read: row.get(1)?,
                        failed: row.get(2)?,
                        seen: row.get(3)?,
                    };
                    Ok((row.get(0)?, count))
                })
                .map_err(sql)?;
            rows.collect::<rusqlite::Result<_>>().map_err(sql)
        })
    }

    /// Notes that the present user has looked at pages.
    ///
    /// # Errors
    /// When the case has no such original or the disk refuses.
    pub fn mark_seen(&self, id: &CaseId, sha256: &str, pages: &[u32], now: DateTime<FixedOffset>) -> Result<(), Error> {
        self.with_originals(id, |file| {
            let tx = file.unchecked_transaction().map_err(sql)?;
            let original = row_of(&tx, sha256)?;
            for page in pages {
                let put = "INSERT OR IGNORE INTO seen (original, page, who, at) VALUES (?1, ?2, ?3, ?4)";
                tx.execute(put, params![original, page, self.user.id, time::say(now)])
                    .map_err(sql)?;
            }
            tx.commit().map_err(sql)
        })
    }

    /// The pages of an original that somebody has looked at, in order.
    ///
    /// # Errors
    /// When the case has no such original.
    pub fn seen_pages(&self, id: &CaseId, sha256: &str) -> Result<Vec<u32>, Error> {
        self.with_originals(id, |file| {
            let original = row_of(file, sha256)?;
            let mut select = file
                .prepare_cached("SELECT DISTINCT page FROM seen WHERE original = ?1 ORDER BY page")
                .map_err(sql)?;
            let rows = select.query_map([original], |row| row.get(0)).map_err(sql)?;
            rows.collect::<rusqlite::Result<_>>().map_err(sql)
        })
    }
}

fn page(row: &Row<'_>) -> rusqlite::Result<Page> {
    Ok(Page {
        page: row.get(0)?,
        state: PageState::from_id(&row.get::<_, String>(1)?),
        via: row.get(2)?,
        text: row.get(3)?,
        confidence: row.get(4)?,
        hash: row.get(5)?,
        words: row.get(6)?,
        fault: row.get(7)?,
    })
}
