//! Keeping the index.

use super::{Coverage, Doc, DocKind, Scope, normal, number, pairs};
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

pub(super) fn replace(
    file: &mut Connection,
    case: &CaseId,
    kinds: &[DocKind],
    docs: &[Doc],
    revision: u64,
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
    tx.prepare_cached("UPDATE state SET revision = ?2 WHERE num = ?1")?
        .execute(params![case, revision])?;
    tx.commit()?;
    Ok(changed)
}

pub(super) fn pages(file: &mut Connection, case: &CaseId, docs: &[Doc], coverage: &Coverage) -> Result<()> {
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
    let keep =
        "INSERT OR REPLACE INTO coverage (num, original, mark, pages, indexed, failed) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    let Coverage {
        original,
        mark,
        pages,
        indexed,
        failed,
    } = coverage;
    tx.prepare_cached(keep)?
        .execute(params![case, original, mark, pages, indexed, failed])?;
    tx.commit()
}

pub(super) fn drop_pages(file: &mut Connection, case: &CaseId, original: &str) -> Result<()> {
    let tx = file.transaction_with_behavior(TransactionBehavior::Immediate)?;
    if let Some(case) = known(&tx, case)? {
        let find = "SELECT id FROM doc WHERE home = ?1 AND ref BETWEEN ?2 || '/' AND ?2 || '0'";
        let ids: Vec<i64> = tx
            .prepare_cached(find)?
            .query_map(params![number::home(case, DocKind::Page), original], |row| row.get(0))?
            .collect::<Result<_>>()?;
        for id in ids {
            remove(&tx, id)?;
        }
        tx.execute(
            "DELETE FROM coverage WHERE num = ?1 AND original = ?2",
            params![case, original],
        )?;
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
        tx.execute("DELETE FROM coverage WHERE num = ?1", [case])?;
        tx.execute("DELETE FROM state WHERE num = ?1", [case])?;
    }
    tx.commit()
}

pub(super) fn state(file: &Connection) -> Result<BTreeMap<CaseId, u64>> {
    let mut rows = file.prepare_cached("SELECT case_id, revision FROM state")?;
    let mut rows = rows.query([])?;
    let mut state = BTreeMap::new();
    while let Some(row) = rows.next()? {
        if let Ok(case) = row.get::<_, String>(0)?.parse() {
            state.insert(case, row.get(1)?);
        }
    }
    Ok(state)
}

pub(super) fn coverage(file: &Connection, scope: Scope<'_>) -> Result<Vec<(CaseId, Coverage)>> {
    let (first, last) = match scope {
        Scope::All => (0, i64::MAX),
        Scope::One(case) => match known(file, case)? {
            Some(case) => (case, case),
            None => return Ok(Vec::new()),
        },
    };
    let read = "SELECT case_id, original, mark, pages, indexed, failed FROM coverage JOIN state USING (num)
                WHERE num BETWEEN ?1 AND ?2 ORDER BY num, original";
    let mut rows = file.prepare_cached(read)?;
    let mut rows = rows.query([first, last])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let coverage = Coverage {
            original: row.get(1)?,
            mark: row.get(2)?,
            pages: row.get(3)?,
            indexed: row.get(4)?,
            failed: row.get(5)?,
        };
        if let Ok(case) = row.get::<_, String>(0)?.parse() {
            all.push((case, coverage));
        }
    }
    Ok(all)
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
        "INSERT INTO state (num, case_id, revision) VALUES (?1, ?2, 0)",
        params![number, case.as_str()],
    )?;
    Ok(number)
}

pub(super) fn known(file: &Connection, case: &CaseId) -> Result<Option<i64>> {
    file.prepare_cached("SELECT num FROM state WHERE case_id = ?1")?
        .query_row([case.as_str()], |row| row.get(0))
        .optional()
}
