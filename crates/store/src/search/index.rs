//! Keeping the index.

use super::{Doc, DocKind, Mark, normal, number, pairs};
use crate::register::CaseId;
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

type Result<T> = rusqlite::Result<T>;

/// A document to be written, under the number it had or a new one.
struct Fresh<'a> {
    id: Option<i64>,
    doc: &'a Doc,
    print: [u8; 16],
    /// Its place among those it came with.
    place: usize,
}

pub(super) fn put(file: &mut Connection, case: &CaseId, docs: &[Doc], mark: Mark) -> Result<()> {
    let tx = file.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let case = number(&tx, case)?;
    let mut fresh = Vec::new();
    for mut one in latest(docs).into_values() {
        let known = "SELECT id, print FROM doc WHERE home = ?1 AND ref = ?2";
        let known: Option<(i64, [u8; 16])> = tx
            .prepare_cached(known)?
            .query_row(params![number::home(case, one.doc.kind), one.doc.reference], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
            .optional()?;
        if known.is_none_or(|(_, print)| print != one.print) {
            one.id = known.map(|(id, _)| id);
            fresh.push(one);
        }
    }
    write(&tx, case, fresh)?;
    keep(&tx, case, mark)?;
    tx.commit()
}

pub(super) fn replace(
    file: &mut Connection,
    case: &CaseId,
    kinds: &[DocKind],
    docs: &[Doc],
    mark: Mark,
) -> Result<usize> {
    let tx = file.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let case = number(&tx, case)?;
    let mut wanted = latest(docs);
    wanted.retain(|(kind, _), _| kinds.contains(kind));
    let (mut gone, mut fresh) = (Vec::new(), Vec::new());
    for kind in kinds {
        let mut known = tx.prepare_cached("SELECT id, ref, print FROM doc WHERE home = ?1")?;
        let mut rows = known.query([number::home(case, *kind)])?;
        while let Some(row) = rows.next()? {
            let id: i64 = row.get(0)?;
            match wanted.remove(&(*kind, row.get(1)?)) {
                None => gone.push(id),
                Some(one) if row.get::<_, [u8; 16]>(2)? == one.print => {}
                Some(one) => fresh.push(Fresh { id: Some(id), ..one }),
            }
        }
    }
    fresh.extend(wanted.into_values());
    let changed = gone.len() + fresh.len();
    for id in gone {
        remove(&tx, id)?;
    }
    write(&tx, case, fresh)?;
    keep(&tx, case, mark)?;
    tx.commit()?;
    Ok(changed)
}

pub(super) fn drop_kind(file: &mut Connection, case: &CaseId, kind: DocKind, prefix: &str) -> Result<()> {
    let tx = file.transaction_with_behavior(TransactionBehavior::Immediate)?;
    if let Some(case) = known(&tx, case)? {
        let find = "SELECT id FROM doc WHERE home = ?1 AND substr(ref, 1, length(?2)) = ?2";
        let ids: Vec<i64> = tx
            .prepare_cached(find)?
            .query_map(params![number::home(case, kind), prefix], |row| row.get(0))?
            .collect::<Result<_>>()?;
        for id in ids {
            remove(&tx, id)?;
        }
    }
    tx.commit()
}

pub(super) fn forget(file: &mut Connection, case: &CaseId) -> Result<()> {
    let tx = file.transaction_with_behavior(TransactionBehavior::Immediate)?;
    if let Some(case) = known(&tx, case)? {
        let (first, last) = number::of_case(case);
        tx.execute(
            "DELETE FROM pair WHERE rowid IN (SELECT id FROM doc WHERE id BETWEEN ?1 AND ?2)",
            [first, last],
        )?;
        tx.execute("DELETE FROM doc WHERE id BETWEEN ?1 AND ?2", [first, last])?;
        tx.execute("DELETE FROM state WHERE num = ?1", [case])?;
    }
    tx.commit()
}

pub(super) fn state(file: &Connection) -> Result<BTreeMap<CaseId, Mark>> {
    let mut rows = file.prepare_cached("SELECT case_id, revision, pages FROM state")?;
    let rows = rows.query_map([], |row| {
        let mark = Mark {
            revision: row.get(1)?,
            pages: row.get(2)?,
        };
        Ok((row.get::<_, String>(0)?, mark))
    })?;
    let known = |row: Result<(String, Mark)>| match row {
        Ok((id, mark)) => id.parse().ok().map(|id| Ok((id, mark))),
        Err(error) => Some(Err(error)),
    };
    rows.filter_map(known).collect()
}

/// The last of each kind and reference.
fn latest(docs: &[Doc]) -> BTreeMap<(DocKind, String), Fresh<'_>> {
    let fresh = |(place, doc)| Fresh {
        id: None,
        doc,
        print: print(doc),
        place,
    };
    docs.iter()
        .enumerate()
        .map(|one| ((one.1.kind, one.1.reference.clone()), fresh(one)))
        .collect()
}

/// What a document is recognised by when it comes again.
fn print(doc: &Doc) -> [u8; 16] {
    let mut hash = Sha256::new();
    for part in [&doc.place, &doc.at, &doc.text] {
        hash.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_le_bytes());
        hash.update(part);
    }
    let mut print = [0; 16];
    print.copy_from_slice(&hash.finalize()[..16]);
    print
}

/// Writes documents. The index takes them fastest by rising number.
fn write(tx: &Transaction<'_>, case: i64, mut docs: Vec<Fresh<'_>>) -> Result<()> {
    for id in docs.iter().filter_map(|one| one.id) {
        remove(tx, id)?;
    }
    docs.sort_unstable_by_key(|one| (one.doc.kind, one.place));
    let mut ends = BTreeMap::new();
    let mut numbered = Vec::with_capacity(docs.len());
    for one in docs {
        let id = match (one.id, ends.get(&one.doc.kind)) {
            (Some(id), _) => id,
            (None, Some(end)) => *end,
            (None, None) => end(tx, number::home(case, one.doc.kind))?,
        };
        if one.id.is_none() {
            ends.insert(one.doc.kind, id + 1);
        }
        numbered.push((id, one));
    }
    numbered.sort_unstable_by_key(|(id, _)| *id);
    let row = "INSERT INTO doc (id, home, ref, print, place, at, text) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    let mut row = tx.prepare_cached(row)?;
    let mut pair = tx.prepare_cached("INSERT INTO pair (rowid, pairs) VALUES (?1, ?2)")?;
    for (id, Fresh { doc, print, .. }) in numbered {
        let home = number::home(case, doc.kind);
        row.execute(params![id, home, doc.reference, print, doc.place, doc.at, doc.text])?;
        pair.execute(params![id, pairs::tokens(&normal(&doc.text))])?;
    }
    Ok(())
}

/// The first number after those of a case and kind.
fn end(tx: &Transaction<'_>, home: i64) -> Result<i64> {
    let last: Option<i64> = tx
        .prepare_cached("SELECT max(id) FROM doc WHERE id BETWEEN ?1 AND ?2")?
        .query_row([number::first(home), number::last(home)], |row| row.get(0))?;
    Ok(last.map_or(number::first(home), |last| last + 1))
}

fn remove(tx: &Transaction<'_>, id: i64) -> Result<()> {
    tx.prepare_cached("DELETE FROM pair WHERE rowid = ?1")?.execute([id])?;
    tx.prepare_cached("DELETE FROM doc WHERE id = ?1")?.execute([id])?;
    Ok(())
}

/// The number of a case, a new one if it has none.
fn number(tx: &Transaction<'_>, case: &CaseId) -> Result<i64> {
    if let Some(known) = known(tx, case)? {
        return Ok(known);
    }
    let least: Option<i64> = tx.query_row("SELECT min(num) FROM state", [], |row| row.get(0))?;
    let number = least.map_or(number::FIRST, |least| least - 1);
    tx.execute(
        "INSERT INTO state (num, case_id, revision, pages) VALUES (?1, ?2, 0, 0)",
        params![number, case.as_str()],
    )?;
    Ok(number)
}

pub(super) fn known(file: &Connection, case: &CaseId) -> Result<Option<i64>> {
    file.prepare_cached("SELECT num FROM state WHERE case_id = ?1")?
        .query_row([case.as_str()], |row| row.get(0))
        .optional()
}

fn keep(tx: &Transaction<'_>, case: i64, mark: Mark) -> Result<()> {
    tx.prepare_cached("UPDATE state SET revision = ?2, pages = ?3 WHERE num = ?1")?
        .execute(params![case, mark.revision, mark.pages])
        .map(|_| ())
}
