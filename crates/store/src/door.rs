//! The one door: every change to a case file is its rows and one audit line, in one transaction.

use crate::audit::{Line, root};
use crate::error::{Error, Kind, What};
use crate::register::CaseId;
use crate::rows::{EXPORT, ITEM, MATTER, PARTY, POSITION, REVIEW, Rows};
use crate::stale;
use crate::time;
use crate::user::User;
use crate::vault::Vault;
use case::{Held, ItemKey, Op, Party, Position, Record, Side};
use chrono::{DateTime, FixedOffset};
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};
use serde::Serialize;

/// Where a case file stands.
pub(crate) struct Head {
    pub(crate) seq: i64,
    pub(crate) revision: u64,
    pub(crate) hash: Vec<u8>,
}

/// The end of the chain.
pub(crate) fn head(file: &Connection) -> Result<Head, Error> {
    last(file).map_err(sql)?.ok_or_else(|| Error::damaged(What::Case))
}

fn last(file: &Connection) -> rusqlite::Result<Option<Head>> {
    let last = "SELECT seq, revision, hash FROM audit ORDER BY seq DESC LIMIT 1";
    let head = |row: &rusqlite::Row<'_>| {
        Ok(Head {
            seq: row.get(0)?,
            revision: row.get(1)?,
            hash: row.get(2)?,
        })
    };
    file.query_row(last, [], head).optional()
}

/// Who writes what, and when.
struct Entry<'a> {
    user: &'a User,
    now: DateTime<FixedOffset>,
    kind: &'a str,
    what: &'a str,
}

impl Vault {
    /// Applies one change to a case and returns the revision it then has, durably: after this returns, neither a crash
    /// nor a power cut takes it back. `what` describes it for people and must hold no client data. `seen` is the
    /// revision the change was made on; a change to something that was changed since is refused.
    ///
    /// # Errors
    /// [`Kind::Stale`] when the same thing was changed since `seen`; [`Kind::NotFound`] when it names a party or
    /// position that is not there; [`Kind::Io`] when the disk refuses. Then nothing was changed.
    pub fn write(
        &self,
        id: &CaseId,
        now: DateTime<FixedOffset>,
        op: &Op,
        what: &str,
        seen: Option<u64>,
    ) -> Result<u64, Error> {
        self.with(id, |file| {
            let entry = Entry {
                user: &self.user,
                now,
                kind: kind(op),
                what,
            };
            let tx = file
                .transaction_with_behavior(TransactionBehavior::Immediate)
                .map_err(sql)?;
            let head = head(&tx)?;
            stale::check(&tx, &head, op, seen)?;
            let revision = head.revision + 1;
            append(&tx, head.seq + 1, &head.hash, revision, &entry, |rows| apply(rows, op))?;
            tx.commit().map_err(sql)?;
            Ok(revision)
        })
    }

    /// Adds a line to a case's log that changes nothing in it: `what` says it for people, without client data.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn mark(&self, id: &CaseId, now: DateTime<FixedOffset>, kind: &str, what: &str) -> Result<(), Error> {
        self.with(id, |file| {
            let entry = Entry {
                user: &self.user,
                now,
                kind,
                what,
            };
            let tx = file
                .transaction_with_behavior(TransactionBehavior::Immediate)
                .map_err(sql)?;
            let head = head(&tx)?;
            append(&tx, head.seq + 1, &head.hash, head.revision, &entry, |_| Ok(()))?;
            tx.commit().map_err(sql)
        })
    }

    /// Keeps what left the house, or came into it: the document, its SHA-256, and the receipt; `what` says it for people,
    /// without client data. The case's revision stays as it is.
    ///
    /// # Errors
    /// When the disk refuses; then the document should not be handed out.
    pub fn record_export(
        &self,
        id: &CaseId,
        now: DateTime<FixedOffset>,
        what: &str,
        document: &str,
        sha256: &str,
        receipt: &str,
    ) -> Result<(), Error> {
        self.with(id, |file| {
            let entry = Entry {
                user: &self.user,
                now,
                kind: "export",
                what,
            };
            let tx = file
                .transaction_with_behavior(TransactionBehavior::Immediate)
                .map_err(sql)?;
            let head = head(&tx)?;
            append(&tx, head.seq + 1, &head.hash, head.revision, &entry, |rows| {
                rows.add(&EXPORT, &[Some(document), Some(sha256), Some(receipt)])
                    .map_err(sql)
            })?;
            tx.commit().map_err(sql)
        })
    }
}

/// The first write of a new case file: everything a record holds.
pub(crate) fn begin(
    file: &mut Connection,
    id: &CaseId,
    user: &User,
    now: DateTime<FixedOffset>,
    record: &Record,
) -> Result<(), Error> {
    let entry = Entry {
        user,
        now,
        kind: "create",
        what: "新建案件",
    };
    let tx = file
        .transaction_with_behavior(TransactionBehavior::Immediate)
        .map_err(sql)?;
    append(&tx, 1, &root(id), record.revision, &entry, |rows| {
        rows.add(&MATTER, &[Some(&json(&record.matter)?)]).map_err(sql)?;
        for party in &record.parties {
            add_party(rows, &party.id, Some(party))?;
        }
        for (key, entry) in &record.entries {
            let path = key.path.to_string();
            let actor = key.actor.as_deref();
            for (side, position) in entry.positions() {
                add_position(rows, actor, &path, side, Some(position))?;
            }
            if entry.positions().next().is_none() {
                // An emptied question keeps its place, so that the id of a removed row is not used again.
                add_position(rows, actor, &path, Side::Alleged, None)?;
            }
        }
        // A number that was given out is kept, too, so that it is not used again.
        record
            .taken
            .iter()
            .try_for_each(|key| add_item(rows, key, record.items.get(key)))
    })?;
    tx.commit().map_err(sql)
}

/// The rows, then the line that vouches for them.
fn append(
    tx: &Connection,
    seq: i64,
    prev: &[u8],
    revision: u64,
    entry: &Entry<'_>,
    act: impl FnOnce(&mut Rows<'_>) -> Result<(), Error>,
) -> Result<(), Error> {
    let mut rows = Rows::new(tx, seq);
    act(&mut rows)?;
    let line = Line {
        seq,
        revision,
        at: time::say(entry.now),
        who: entry.user.id.clone(),
        name: entry.user.name.clone(),
        kind: entry.kind.to_string(),
        what: entry.what.to_string(),
        payload: json(&rows.sum.payload())?,
    };
    let hash = line.hash(prev);
    let insert = "INSERT INTO audit (seq, revision, at, who, name, kind, what, payload, prev, hash)
                  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
    let Line {
        at,
        who,
        name,
        kind,
        what,
        payload,
        ..
    } = &line;
    let row = params![seq, revision, at, who, name, kind, what, payload, prev, hash.as_slice()];
    tx.execute(insert, row).map_err(sql).map(|_| ())
}

fn apply(rows: &mut Rows<'_>, op: &Op) -> Result<(), Error> {
    match op {
        Op::All(ops) => {
            // The rows of one write are made, and summed, table by table.
            let mut ops: Vec<&Op> = ops.iter().collect();
            ops.sort_by_key(|op| place(op));
            ops.into_iter().try_for_each(|op| apply(rows, op))
        }
        Op::SetMatter(matter) => rows.add(&MATTER, &[Some(&json(matter)?)]).map_err(sql),
        Op::SetParty(party) => add_party(rows, &party.id, Some(party)),
        Op::DropParty(id) => add_party(rows, id, None),
        Op::Record(changes) => changes.iter().try_for_each(|change| {
            let position = change.position.as_deref();
            add_position(
                rows,
                change.actor.as_deref(),
                &change.path.to_string(),
                change.side,
                position,
            )
        }),
        Op::Put(changes) => changes
            .iter()
            .try_for_each(|change| add_item(rows, &change.key, change.held.as_deref())),
        Op::Review {
            actor,
            path,
            side,
            review,
        } => {
            let latest = stale::latest(rows.file(), actor.as_deref(), &path.to_string(), *side)?;
            let row = latest.map(|(row, _)| row.to_string()).ok_or_else(stale::no_position)?;
            rows.add(&REVIEW, &[Some(&row), Some(&json(review)?)]).map_err(sql)
        }
    }
}

fn add_party(rows: &mut Rows<'_>, id: &str, party: Option<&Party>) -> Result<(), Error> {
    let body = party.map(json).transpose()?;
    rows.add(&PARTY, &[Some(id), body.as_deref()]).map_err(sql)
}

fn add_position(
    rows: &mut Rows<'_>,
    actor: Option<&str>,
    path: &str,
    side: Side,
    position: Option<&Position>,
) -> Result<(), Error> {
    let body = position.map(json).transpose()?;
    rows.add(
        &POSITION,
        &[Some(actor.unwrap_or("")), Some(path), Some(side.id()), body.as_deref()],
    )
    .map_err(sql)
}

fn add_item(rows: &mut Rows<'_>, key: &ItemKey, held: Option<&Held>) -> Result<(), Error> {
    let body = held.map(json).transpose()?;
    rows.add(&ITEM, &[Some(key.kind.id()), Some(&key.id), body.as_deref()])
        .map_err(sql)
}

/// The place of a change's table in [`crate::rows::TABLES`].
fn place(op: &Op) -> usize {
    match op {
        Op::SetMatter(_) => 0,
        Op::SetParty(_) | Op::DropParty(_) => 1,
        Op::Record(_) => 2,
        Op::Review { .. } => 3,
        Op::Put(_) => 5,
        Op::All(ops) => ops.iter().map(place).max().unwrap_or(0),
    }
}

fn kind(op: &Op) -> &'static str {
    match op {
        Op::All(ops) => ops.first().map_or("put", kind),
        Op::SetMatter(_) => "set_matter",
        Op::SetParty(_) => "set_party",
        Op::DropParty(_) => "drop_party",
        Op::Record(_) => "record",
        Op::Put(_) => "put",
        Op::Review { .. } => "review",
    }
}

fn json<T: Serialize>(value: &T) -> Result<String, Error> {
    serde_json::to_string(value).map_err(|_| Error::new(Kind::Invalid, "这项内容无法保存，请检查后重新填写。"))
}

fn sql(error: rusqlite::Error) -> Error {
    What::Case.sql(error)
}
