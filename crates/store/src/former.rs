//! Rows as they once were: what a change replaced, what was taken out, and the way back to any of it.

use crate::error::{Error, Kind, What};
use crate::load::read;
use crate::register::CaseId;
use crate::time;
use crate::vault::Vault;
use case::{Held, ItemKey, ItemKind, Key, Matter, Party, Position, Review, Side};
use chrono::{DateTime, FixedOffset};
use rusqlite::{Connection, OptionalExtension};

/// What a row of the case file holds, or held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Was {
    /// The file cover.
    Matter(Box<Matter>),
    /// An accused.
    Party(Box<Party>),
    /// One side's position on one question.
    Position(Key, Side, Box<Position>),
    /// An item.
    Item(ItemKey, Box<Held>),
}

/// Something that once stood in the case: its row, what it was, and the write at hand (the one that took it out, or put it in).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Former {
    /// Number of the row within its kind.
    pub row: i64,
    /// What it was.
    pub was: Was,
    /// When.
    pub at: DateTime<FixedOffset>,
    /// Name of who did it.
    pub by: String,
    /// What was done, for people.
    pub what: String,
}

/// What one write did to one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Touched {
    /// The row that stood before, by number, when there was one with something in it.
    pub before: Option<i64>,
    /// Which thing, as it was before the write or, for something new, as the write made it.
    pub thing: Was,
    /// For a review: the review that stood before.
    pub review: Option<Review>,
    /// It still is what the write made of it.
    pub latest: bool,
}

/// Columns that say which thing a row is about, of each table that supersedes by key.
const KEYS: [(&str, &str); 4] = [
    ("matter", "'' AS a, '' AS b, '' AS c"),
    ("party", "id AS a, '' AS b, '' AS c"),
    ("position", "actor AS a, path AS b, side AS c"),
    ("item", "item.kind AS a, item.id AS b, '' AS c"),
];

fn keys(table: &str) -> Result<&'static str, Error> {
    let found = KEYS.iter().find(|(name, _)| *name == table);
    found
        .map(|(_, columns)| *columns)
        .ok_or_else(|| Error::new(Kind::Invalid, "没有这一类记录，请刷新后重试。"))
}

type Raw = (String, String, String, String);

fn was(table: &str, (a, b, c, body): &Raw) -> Result<Was, Error> {
    let damaged = || Error::damaged(What::Case);
    Ok(match table {
        "matter" => Was::Matter(Box::new(read(body)?)),
        "party" => Was::Party(Box::new(read(body)?)),
        "position" => {
            let key = Key {
                actor: (!a.is_empty()).then(|| a.clone()),
                path: b.parse().map_err(|_| damaged())?,
            };
            Was::Position(key, Side::from_id(c).ok_or_else(damaged)?, Box::new(read(body)?))
        }
        _ => {
            let kind = ItemKind::from_id(a).ok_or_else(damaged)?;
            Was::Item(ItemKey::new(kind, b.clone()), Box::new(read(body)?))
        }
    })
}

impl Vault {
    /// What a row holds: `kind` is `matter`, `party`, `position` or `item`.
    ///
    /// # Errors
    /// [`Kind::NotFound`] when there is no such row or nothing in it.
    pub fn former(&self, id: &CaseId, kind: &str, row: i64) -> Result<Was, Error> {
        let select = format!("SELECT {}, body FROM {kind} WHERE row = ?1", keys(kind)?);
        let raw = self.with(id, |file| raw(file, &select, row))?;
        was(kind, &raw.ok_or_else(gone)?)
    }

    /// Everything that was taken out of a case and not put back: positions, parties and items, taken out last first.
    ///
    /// # Errors
    /// When the case cannot be read.
    pub fn removed(&self, id: &CaseId) -> Result<Vec<Former>, Error> {
        let mut found: Vec<(i64, Former)> = Vec::new();
        for (table, columns) in KEYS.iter().filter(|(table, _)| *table != "matter") {
            let same = match *table {
                "party" => "before.id = gone.id",
                "position" => "before.actor = gone.actor AND before.path = gone.path AND before.side = gone.side",
                _ => "before.kind = gone.kind AND before.id = gone.id",
            };
            let group = match *table {
                "party" => "id",
                "position" => "actor, path, side",
                _ => "kind, id",
            };
            let select = format!(
                "SELECT {columns}, body, row, audit.at, audit.name, audit.what, audit.seq FROM (
                    SELECT (SELECT max(before.row) FROM {table} AS before WHERE {same} AND before.body IS NOT NULL) AS was,
                           gone.seq AS gone_seq
                    FROM (SELECT max(row) AS row FROM {table} GROUP BY {group}) AS latest
                    JOIN {table} AS gone ON gone.row = latest.row WHERE gone.body IS NULL)
                 JOIN {table} ON row = was JOIN audit ON audit.seq = gone_seq"
            );
            type Row = (Raw, i64, String, String, String, i64);
            let rows = self.with(id, |file| {
                let mut select = file.prepare(&select).map_err(sql)?;
                let rows = select
                    .query_map([], |row| {
                        let raw = (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
                        Ok((raw, row.get(4)?, row.get(5)?, row.get(6)?, row.get(7)?, row.get(8)?))
                    })
                    .map_err(sql)?;
                rows.collect::<rusqlite::Result<Vec<Row>>>().map_err(sql)
            })?;
            for (raw, row, at, by, what, seq) in rows {
                let former = Former {
                    row,
                    was: was(table, &raw)?,
                    at: moment(&at)?,
                    by,
                    what,
                };
                found.push((seq, former));
            }
        }
        found.sort_by_key(|(seq, former)| std::cmp::Reverse((*seq, former.row)));
        Ok(found.into_iter().map(|(_, former)| former).collect())
    }

    /// Every state a thing ever had, newest first: `kind` as for [`Vault::former`]; `key` is empty for the file cover, a
    /// party's id, or an item's `kind:id`. States in which it was taken out are left out.
    ///
    /// # Errors
    /// When the case cannot be read.
    pub fn states(&self, id: &CaseId, kind: &str, key: &str) -> Result<Vec<Former>, Error> {
        let (condition, values) = match kind {
            "matter" => ("?1 = '' AND ?2 = ''", ("", "")),
            "party" => ("id = ?1 AND ?2 = ''", (key, "")),
            "item" => ("item.kind = ?1 AND id = ?2", key.split_once(':').ok_or_else(gone)?),
            _ => return Err(Error::new(Kind::Invalid, "没有这一类记录，请刷新后重试。")),
        };
        let columns = match kind {
            "matter" => "'', '', ''",
            "party" => "id, '', ''",
            _ => "item.kind, id, ''",
        };
        let select = format!(
            "SELECT {columns}, body, row, audit.at, audit.name, audit.what FROM {kind} JOIN audit USING (seq)
             WHERE {condition} AND body IS NOT NULL ORDER BY row DESC"
        );
        type Row = (Raw, i64, String, String, String);
        let rows = self.with(id, |file| {
            let mut select = file.prepare(&select).map_err(sql)?;
            let rows = select
                .query_map([values.0, values.1], |row| {
                    let raw = (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
                    Ok((raw, row.get(4)?, row.get(5)?, row.get(6)?, row.get(7)?))
                })
                .map_err(sql)?;
            rows.collect::<rusqlite::Result<Vec<Row>>>().map_err(sql)
        })?;
        let state = |(raw, row, at, by, what): Row| {
            Ok(Former {
                row,
                was: was(kind, &raw)?,
                at: moment(&at)?,
                by,
                what,
            })
        };
        rows.into_iter().map(state).collect()
    }

    /// What one write did, thing by thing.
    ///
    /// # Errors
    /// [`Kind::NotFound`] when there was no such write.
    pub fn touched(&self, id: &CaseId, seq: i64) -> Result<Vec<Touched>, Error> {
        let known = "SELECT 1 FROM audit WHERE seq = ?1";
        self.with(id, |file| {
            file.query_row(known, [seq], |_| Ok(()))
                .optional()
                .map_err(sql)?
                .ok_or_else(gone)
        })?;
        let mut found = Vec::new();
        for (table, columns) in KEYS {
            let same = match table {
                "matter" => "1",
                "party" => "o.id = t.id",
                "position" => "o.actor = t.actor AND o.path = t.path AND o.side = t.side",
                _ => "o.kind = t.kind AND o.id = t.id",
            };
            let select = format!(
                "SELECT t.row, (SELECT max(o.row) FROM {table} AS o WHERE {same} AND o.row < t.row),
                        NOT EXISTS (SELECT 1 FROM {table} AS o WHERE {same} AND o.row > t.row)
                 FROM {table} AS t WHERE t.seq = ?1 ORDER BY t.row"
            );
            let body = format!("SELECT {columns}, body FROM {table} WHERE row = ?1");
            let rows = self.with(id, |file| {
                let mut select = file.prepare(&select).map_err(sql)?;
                let rows = select.query_map([seq], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)));
                let rows: Vec<(i64, Option<i64>, bool)> =
                    rows.map_err(sql)?.collect::<rusqlite::Result<_>>().map_err(sql)?;
                let raws = rows.into_iter().map(|(row, before, latest)| {
                    let own = raw(file, &body, row)?;
                    let old = before.map(|before| raw(file, &body, before)).transpose()?.flatten();
                    Ok((own, before.filter(|_| old.is_some()), old, latest))
                });
                raws.collect::<Result<Vec<_>, Error>>()
            })?;
            for (own, before, old, latest) in rows {
                if let Some(thing) = old.or(own) {
                    found.push(Touched {
                        before,
                        thing: was(table, &thing)?,
                        review: None,
                        latest,
                    });
                }
            }
        }
        found.extend(self.reviewed(id, seq)?);
        Ok(found)
    }

    /// The review one write gave, with the review before it.
    fn reviewed(&self, id: &CaseId, seq: i64) -> Result<Vec<Touched>, Error> {
        let select = "SELECT actor, path, side, position.body, position.row,
                        (SELECT o.body FROM review AS o WHERE o.position = review.position AND o.row < review.row
                         ORDER BY o.row DESC LIMIT 1),
                        NOT EXISTS (SELECT 1 FROM review AS o WHERE o.position = review.position AND o.row > review.row)
                        AND NOT EXISTS (SELECT 1 FROM position AS p WHERE p.actor = position.actor
                            AND p.path = position.path AND p.side = position.side AND p.row > position.row)
                      FROM review JOIN position ON position.row = review.position WHERE review.seq = ?1";
        type Row = (Raw, i64, Option<String>, bool);
        let rows = self.with(id, |file| {
            let mut select = file.prepare(select).map_err(sql)?;
            let rows = select.query_map([seq], |row| {
                let raw = (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
                Ok((raw, row.get(4)?, row.get(5)?, row.get(6)?))
            });
            rows.map_err(sql)?.collect::<rusqlite::Result<Vec<Row>>>().map_err(sql)
        })?;
        let one = |(raw, row, before, latest): Row| {
            let thing = was("position", &raw)?;
            let entered = match &thing {
                Was::Position(_, _, position) => position.review.clone(),
                _ => Review::default(),
            };
            Ok(Touched {
                before: Some(row),
                review: Some(before.as_deref().map(read).transpose()?.unwrap_or(entered)),
                thing,
                latest,
            })
        };
        rows.into_iter().map(one).collect()
    }
}

/// One row's key and body; `None` when there is nothing in it.
fn raw(file: &Connection, select: &str, row: i64) -> Result<Option<Raw>, Error> {
    let read = |row: &rusqlite::Row<'_>| -> rusqlite::Result<Option<Raw>> {
        let body: Option<String> = row.get(3)?;
        let key = (row.get(0)?, row.get(1)?, row.get(2)?);
        Ok(body.map(|body| (key.0, key.1, key.2, body)))
    };
    file.prepare_cached(select)
        .and_then(|mut select| select.query_row([row], read).optional())
        .map(Option::flatten)
        .map_err(sql)
}

fn gone() -> Error {
    Error::new(Kind::NotFound, "没有找到这一次改动，请刷新后重试。")
}

fn moment(text: &str) -> Result<DateTime<FixedOffset>, Error> {
    time::read(text).ok_or_else(|| Error::damaged(What::Case))
}

fn sql(error: rusqlite::Error) -> Error {
    What::Case.sql(error)
}
