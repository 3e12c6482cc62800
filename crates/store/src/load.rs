//! A whole case into memory, in one ordered pass.

use crate::door;
use crate::error::{Error, What};
use crate::register::CaseId;
use crate::vault::Vault;
use case::{Entry, Held, ItemKey, ItemKind, Key, Party, Position, Record, Review, Side};
use rusqlite::Connection;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The latest row of every position. The index gives the latest row of each without touching a body.
const STANDING: &str = "SELECT latest.row, actor, path, side, body
    FROM (SELECT max(row) AS row FROM position GROUP BY actor, path, side) AS latest
    JOIN position ON position.row = latest.row";

impl Vault {
    /// Reads a case. The same record that [`Vault::create_case`] got, with every [`Vault::write`] since applied.
    ///
    /// # Errors
    /// When there is no such case, its file is damaged, or a newer version wrote it.
    pub fn load(&self, id: &CaseId) -> Result<Record, Error> {
        self.with(id, |file| record(file))
    }
}

/// The record a case file holds.
pub(crate) fn record(file: &Connection) -> Result<Record, Error> {
    // One transaction: all tables as of the same moment.
    let file = file.unchecked_transaction().map_err(sql)?;
    let matter: String = file
        .query_row("SELECT body FROM matter ORDER BY row DESC LIMIT 1", [], |row| {
            row.get(0)
        })
        .map_err(sql)?;
    let (items, taken) = items(&file)?;
    Ok(Record {
        matter: read(&matter)?,
        parties: parties(&file)?,
        entries: entries(&file)?,
        items,
        taken,
        revision: door::head(&file)?.revision,
    })
}

/// Replays the party rows, which are few: order of entry, as [`Record::apply`] keeps it.
fn parties(file: &Connection) -> Result<Vec<Party>, Error> {
    let mut select = file
        .prepare_cached("SELECT id, body FROM party ORDER BY row")
        .map_err(sql)?;
    let mut rows = select.query([]).map_err(sql)?;
    let mut parties: Vec<Party> = Vec::new();
    while let Some(row) = rows.next().map_err(sql)? {
        let (id, body): (String, Option<String>) = (row.get(0).map_err(sql)?, row.get(1).map_err(sql)?);
        let place = parties.iter().position(|party| party.id == id);
        match (place, body) {
            (Some(place), Some(body)) => parties[place] = read(&body)?,
            (None, Some(body)) => parties.push(read(&body)?),
            (Some(place), None) => drop(parties.remove(place)),
            (None, None) => {}
        }
    }
    Ok(parties)
}

/// The latest row of every item, and every key there ever was.
fn items(file: &Connection) -> Result<(BTreeMap<ItemKey, Held>, BTreeSet<ItemKey>), Error> {
    let latest = "SELECT kind, id, body FROM (SELECT max(row) AS row FROM item GROUP BY kind, id) AS latest
                  JOIN item ON item.row = latest.row";
    let mut select = file.prepare_cached(latest).map_err(sql)?;
    let mut rows = select.query([]).map_err(sql)?;
    let (mut items, mut taken) = (BTreeMap::new(), BTreeSet::new());
    while let Some(row) = rows.next().map_err(sql)? {
        let (kind, id): (String, String) = (row.get(0).map_err(sql)?, row.get(1).map_err(sql)?);
        let key = ItemKey::new(ItemKind::from_id(&kind).ok_or_else(|| Error::damaged(What::Case))?, id);
        if let Some(body) = row.get::<_, Option<String>>(2).map_err(sql)? {
            items.insert(key.clone(), read(&body)?);
        }
        taken.insert(key);
    }
    Ok((items, taken))
}

fn entries(file: &Connection) -> Result<BTreeMap<Key, Entry>, Error> {
    let mut reviews = reviews(file)?;
    let mut select = file.prepare_cached(STANDING).map_err(sql)?;
    let mut rows = select.query([]).map_err(sql)?;
    let mut entries: Vec<(Key, Entry)> = Vec::new();
    while let Some(row) = rows.next().map_err(sql)? {
        let text = |column: usize| row.get_ref(column).ok()?.as_str_or_null().ok()?;
        let (Some(actor), Some(path), Some(side)) = (text(1), text(2), text(3)) else {
            return Err(Error::damaged(What::Case));
        };
        let path = path.parse().map_err(|_| Error::damaged(What::Case))?;
        let side = Side::from_id(side).ok_or_else(|| Error::damaged(What::Case))?;
        let key = Key {
            actor: (!actor.is_empty()).then(|| actor.to_string()),
            path,
        };
        let mut position: Option<Position> = text(4).map(read).transpose()?;
        if let (Some(position), Some(review)) = (&mut position, reviews.remove(&row.get(0).map_err(sql)?)) {
            position.review = review;
        }
        // Rows of one key stand together, in index order.
        match entries.last_mut() {
            Some((last, entry)) if *last == key => *entry.side_mut(side) = position,
            _ => {
                let mut entry = Entry::default();
                *entry.side_mut(side) = position;
                entries.push((key, entry));
            }
        }
    }
    Ok(entries.into_iter().collect())
}

/// The latest review of each position row that was reviewed after it was entered.
fn reviews(file: &Connection) -> Result<HashMap<i64, Review>, Error> {
    let mut select = file
        .prepare_cached("SELECT position, body FROM review ORDER BY row")
        .map_err(sql)?;
    let mut rows = select.query([]).map_err(sql)?;
    let mut bodies: HashMap<i64, String> = HashMap::new();
    while let Some(row) = rows.next().map_err(sql)? {
        bodies.insert(row.get(0).map_err(sql)?, row.get(1).map_err(sql)?);
    }
    bodies
        .into_iter()
        .map(|(position, body)| Ok((position, read(&body)?)))
        .collect()
}

/// What a body says. A body that does not read is damage: we wrote it.
pub(crate) fn read<'a, T: Deserialize<'a>>(body: &'a str) -> Result<T, Error> {
    serde_json::from_str(body).map_err(|_| Error::damaged(What::Case))
}

fn sql(error: rusqlite::Error) -> Error {
    What::Case.sql(error)
}
