//! Finding things: the index of everything that is written in the cases.
//!
//! ```text
//! documents ─normal─▶ one form ─pairs─▶ FTS5: which documents hold which pairs of characters
//! words     ─normal─▶ one form ─pairs─▶ candidates ─does the text hold the word?─▶ hits, with the places in the text
//! ```
//!
//! Each user has an own index beside `vault.db`, encrypted under a key that comes from the user key, of the cases that user
//! may open: a case behind a wall is in no index of anybody else. It is derived from the case files and says of each case of
//! which revision it is; whoever keeps it (`app`) brings it up to date. It may be missing, old, cut off in
//! the middle of a write or damaged: then it is made again, empty, and everything in it is behind.
//!
//! Invariant: a search finds exactly the documents whose text, in its one form, holds every word in its one form —
//! words of one character and of ten, Chinese, Latin, digits and punctuation alike.
//!
//! Not in here: what is worth indexing and what a hit is called (`app`), pinyin.

mod index;
mod lookup;
mod marks;
mod normal;
mod number;
mod pairs;

use crate::database::{self, SEARCH};
use crate::disk::remove;
use crate::error::{Error, Kind};
use crate::register::CaseId;
use crate::secret::Secret;
use crate::vault::Vault;
use rusqlite::Connection;
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::PathBuf;

pub use marks::{Piece, snippet};
pub use normal::normal;

/// What can be found, in the order in which hits of one case are given. The numbers lie in files: never reuse one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DocKind {
    /// The case: its name, numbers, court.
    Case,
    /// An accused or another party.
    Party,
    /// A person of the register, with other names and numbers.
    Person,
    /// A fact of one side: question, answer, note, quotations, reasons.
    Fact,
    /// A note.
    Note,
    /// A comment.
    Comment,
    /// A task.
    Task,
    /// A piece of evidence.
    Exhibit,
    /// A statement, and what is said in it.
    Statement,
    /// A volume of the file.
    Volume,
    /// A document that left the house.
    Document,
    /// A page of the file.
    Page,
}

impl DocKind {
    /// All of them, in order.
    pub const ALL: [DocKind; 12] = [
        DocKind::Case,
        DocKind::Party,
        DocKind::Person,
        DocKind::Fact,
        DocKind::Note,
        DocKind::Comment,
        DocKind::Task,
        DocKind::Exhibit,
        DocKind::Statement,
        DocKind::Volume,
        DocKind::Document,
        DocKind::Page,
    ];

    pub(crate) fn number(self) -> i64 {
        match self {
            DocKind::Case => 1,
            DocKind::Party => 2,
            DocKind::Person => 3,
            DocKind::Fact => 4,
            DocKind::Note => 5,
            DocKind::Comment => 6,
            DocKind::Task => 7,
            DocKind::Exhibit => 8,
            DocKind::Statement => 9,
            DocKind::Volume => 10,
            DocKind::Document => 11,
            DocKind::Page => 12,
        }
    }
}

/// Something that can be found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doc {
    /// What it is.
    pub kind: DocKind,
    /// What opens it; one of a kind in its case.
    pub reference: String,
    /// Where it is, in words, for those who read the hit.
    pub place: String,
    /// What its owner wants to know of it again beside its text; may be empty.
    pub at: String,
    /// What is looked into, as it was written.
    pub text: String,
}

/// How far the pages of one original are in the index.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Coverage {
    /// SHA-256 of the original.
    pub original: String,
    /// What [`Vault::pages_since`] gave last; 0 to begin with.
    pub mark: i64,
    /// Pages it has.
    pub pages: u32,
    /// Pages that can be found, blank ones included.
    pub indexed: u32,
    /// Pages that were tried and could not be read.
    pub failed: u32,
}

/// Where to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope<'a> {
    /// In one case.
    One(&'a CaseId),
    /// In all of them, the newest first.
    All,
}

/// What is looked for.
#[derive(Debug, Clone, Copy)]
pub struct Query<'a> {
    /// Words with white space between them, all of which must be in the document; white space inside `"…"` counts.
    pub words: &'a str,
    /// Where.
    pub scope: Scope<'a>,
    /// Only these kinds; empty is all of them.
    pub kinds: &'a [DocKind],
    /// So many hits of each kind at most.
    pub limit: usize,
    /// Goes on after this [`Found::next`]; with one kind only.
    pub after: Option<i64>,
}

/// A document that holds every word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Its case.
    pub case: CaseId,
    /// The document as it was put into the index.
    pub doc: Doc,
    /// Where the words are: bytes of the text, in order, apart from each other.
    pub marks: Vec<Range<usize>>,
}

/// What a search gave.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// At most so many of each kind as were asked for: by case, the newest first, then by kind.
    pub hits: Vec<Hit>,
    /// How many documents hold the words (after [`Query::after`]), by kind.
    pub counts: BTreeMap<DocKind, usize>,
    /// False when there may be more than were counted.
    pub counted_all: bool,
    /// What to go on after; `None` when these were the last.
    pub next: Option<i64>,
}

impl Vault {
    /// Makes these the only documents of these kinds in the case, as of a revision of it; those that are there unchanged
    /// are left alone. All of it or none. Gives how many were written or removed.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn index_replace(&self, case: &CaseId, kinds: &[DocKind], docs: &[Doc], revision: u64) -> Result<usize, Error> {
        self.indexed(|file| index::replace(file, case, kinds, docs, revision))
    }

    /// Puts pages into the index, each in place of the one with its reference, together with how far their original
    /// then is. The references begin with the original and `/`. All of it or none.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn index_pages(&self, case: &CaseId, pages: &[Doc], coverage: &Coverage) -> Result<(), Error> {
        self.indexed(|file| index::pages(file, case, pages, coverage))
    }

    /// Takes the pages of an original out of the index.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn index_drop_pages(&self, case: &CaseId, original: &str) -> Result<(), Error> {
        self.indexed(|file| index::drop_pages(file, case, original))
    }

    /// Takes a case out of the index.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn index_forget(&self, case: &CaseId) -> Result<(), Error> {
        self.indexed(|file| index::forget(file, case))
    }

    /// The revision of which each case is in the index; a case that is not in it is not in the answer.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn index_state(&self) -> Result<BTreeMap<CaseId, u64>, Error> {
        self.indexed(|file| index::state(file))
    }

    /// How far the originals of one case, or of all of them, are in the index.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn index_coverage(&self, scope: Scope<'_>) -> Result<Vec<(CaseId, Coverage)>, Error> {
        self.indexed(|file| index::coverage(file, scope))
    }

    /// The documents of some kinds, of one case or of all of them, as they were put in: for kinds of few and short
    /// documents.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn index_docs(&self, scope: Scope<'_>, kinds: &[DocKind]) -> Result<Vec<(CaseId, Doc)>, Error> {
        self.indexed(|file| lookup::docs(file, scope, kinds))
    }

    /// Finds the documents that hold every word. Words of nothing but white space find nothing.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn search(&self, query: &Query<'_>) -> Result<Found, Error> {
        self.indexed(|file| lookup::search(file, query))
    }

    /// Uses the index, opening or making it first. One that cannot be read is thrown away and made again, empty.
    fn indexed<T>(&self, act: impl Fn(&mut Connection) -> rusqlite::Result<T>) -> Result<T, Error> {
        let mut slot = self.index.borrow_mut();
        let file = slot.take().map_or_else(|| self.open_index(), Ok);
        let again = match file {
            Ok(mut file) => match act(&mut file) {
                Ok(result) => {
                    *slot = Some(file);
                    return Ok(result);
                }
                Err(error) => {
                    let error = SEARCH.what.sql(error);
                    if error == crate::error::full() || error.kind == Kind::InUse {
                        *slot = Some(file);
                        return Err(error);
                    }
                    drop(file);
                    self.make_index()
                }
            },
            Err(error) => Err(error),
        };
        let mut file = again?;
        let result = act(&mut file).map_err(|error| SEARCH.what.sql(error))?;
        *slot = Some(file);
        Ok(result)
    }

    fn open_index(&self) -> Result<Connection, Error> {
        let path = self.index_path(&self.user.id);
        match database::open_derived(&path, &self.index_key(), &SEARCH).and_then(settled) {
            Err(error) if matches!(error.kind, Kind::Damaged | Kind::Newer | Kind::Io) => self.make_index(),
            other => other,
        }
    }

    /// A new, empty index in place of what there is. The main file goes first: without it, what is left beside it is
    /// nothing to SQLite.
    fn make_index(&self) -> Result<Connection, Error> {
        let path = self.index_path(&self.user.id);
        for ending in ["db", "db-wal", "db-shm"] {
            remove(&path.with_extension(ending)).map_err(|error| SEARCH.what.io(&error))?;
        }
        database::create(&path, &self.index_key(), &SEARCH).and_then(settled)
    }

    /// The index of a user.
    pub(crate) fn index_path(&self, user: &str) -> PathBuf {
        self.dir.join(format!("search-{user}.db"))
    }

    fn index_key(&self) -> Secret {
        self.keys.user.branch("mingbian search index")
    }
}

/// A power cut may take the last writes of the index with it, for they can be made again; it never tears one.
fn settled(file: Connection) -> Result<Connection, Error> {
    file.execute_batch("PRAGMA synchronous = NORMAL")
        .map_err(|error| SEARCH.what.sql(error))?;
    Ok(file)
}
