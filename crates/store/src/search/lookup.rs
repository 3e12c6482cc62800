//! Looking things up.

use super::marks::{marks, words};
use super::{Doc, DocKind, Found, Hit, Query, Scope, index, normal, number, pairs};
use crate::register::CaseId;
use rusqlite::{CachedStatement, Connection, OptionalExtension, params};
use std::collections::BTreeMap;

type Result<T> = rusqlite::Result<T>;

/// So many documents are counted by the index alone.
const COUNTED: usize = 5_000;
/// So many texts are read to count those that hold longer words, in all cases and in one.
const READ: usize = 200;
const READ_HERE: usize = 5_000;

pub(super) fn search(file: &Connection, query: &Query<'_>) -> Result<Found> {
    let words = words(query.words);
    let mut found = Found {
        counted_all: true,
        ..Found::default()
    };
    let (Some(expression), Some((first, last))) = (pairs::expression(&words), range(file, query)?) else {
        return Ok(found);
    };
    // A pair is exactly a word of two characters, and a beginning of one exactly a single character.
    let certain = words.iter().all(|word| word.chars().nth(2).is_none());
    let most = match query.scope {
        _ if certain => COUNTED,
        Scope::All => READ,
        Scope::One(_) => READ_HERE,
    };

    let mut candidates =
        file.prepare_cached("SELECT rowid FROM pair WHERE pair MATCH ?1 AND rowid BETWEEN ?2 AND ?3 ORDER BY rowid")?;
    let mut candidates = candidates.query(params![expression, first, last])?;
    let mut texts = file.prepare_cached("SELECT text FROM doc WHERE id = ?1")?;
    let mut docs = file.prepare_cached(
        "SELECT ref, place, at, text, case_id FROM doc JOIN state ON num = doc.id >> 32 WHERE doc.id = ?1",
    )?;
    let (mut seen, mut end) = (0, None);
    while let Some(row) = candidates.next()? {
        let id: i64 = row.get(0)?;
        let Some(kind) = number::kind(id) else { continue };
        if !query.kinds.is_empty() && !query.kinds.contains(&kind) {
            continue;
        }
        let counted = found.counts.get(&kind).copied().unwrap_or(0);
        if counted < query.limit {
            let Some(hit) = hit(&mut docs, id, kind, &words)? else {
                continue;
            };
            found.hits.push(hit);
            end = Some(id);
        } else {
            seen += 1;
            if seen > most {
                found.counted_all = false;
                found.next = end;
                break;
            }
            if !certain && !holds(&mut texts, id, &words)? {
                continue;
            }
            found.next = end;
        }
        found.counts.insert(kind, counted + 1);
    }
    Ok(found)
}

pub(super) fn docs(file: &Connection, scope: Scope<'_>, kinds: &[DocKind]) -> Result<Vec<(CaseId, Doc)>> {
    let cases = match scope {
        Scope::All => cases(file)?,
        Scope::One(case) => index::known(file, case)?
            .map(|number| (number, case.clone()))
            .into_iter()
            .collect(),
    };
    let mut rows = file.prepare_cached("SELECT ref, place, at, text FROM doc WHERE id BETWEEN ?1 AND ?2")?;
    let mut found = Vec::new();
    for (number, case) in &cases {
        for kind in kinds {
            let home = number::home(*number, *kind);
            let docs = rows.query_map([number::first(home), number::last(home)], |row| doc(row, *kind))?;
            for doc in docs {
                found.push((case.clone(), doc?));
            }
        }
    }
    Ok(found)
}

/// The numbers to look among; `None` when the case is not in the index.
fn range(file: &Connection, query: &Query<'_>) -> Result<Option<(i64, i64)>> {
    let (first, last) = match query.scope {
        Scope::All => (0, i64::MAX),
        Scope::One(case) => {
            let Some(case) = index::known(file, case)? else {
                return Ok(None);
            };
            let homes = query.kinds.iter().map(|kind| number::home(case, *kind));
            match (homes.clone().min(), homes.max()) {
                (Some(low), Some(high)) => (number::first(low), number::last(high)),
                _ => number::of_case(case),
            }
        }
    };
    Ok(Some((
        query.after.map_or(first, |after| first.max(after.saturating_add(1))),
        last,
    )))
}

fn cases(file: &Connection) -> Result<BTreeMap<i64, CaseId>> {
    let mut rows = file.prepare_cached("SELECT num, case_id FROM state")?;
    let rows = rows.query_map([], |row| Ok((row.get(0)?, row.get::<_, String>(1)?)))?;
    let known = |row: Result<(i64, String)>| match row {
        Ok((number, id)) => id.parse().ok().map(|id| Ok((number, id))),
        Err(error) => Some(Err(error)),
    };
    rows.filter_map(known).collect()
}

fn hit(docs: &mut CachedStatement<'_>, id: i64, kind: DocKind, words: &[String]) -> Result<Option<Hit>> {
    let read = |row: &rusqlite::Row<'_>| Ok((doc(row, kind)?, row.get::<_, String>(4)?));
    let Some((doc, case)) = docs.query_row([id], read).optional()? else {
        return Ok(None);
    };
    let (Ok(case), Some(marks)) = (case.parse(), marks(&doc.text, words)) else {
        return Ok(None);
    };
    Ok(Some(Hit { case, doc, marks }))
}

fn doc(row: &rusqlite::Row<'_>, kind: DocKind) -> Result<Doc> {
    Ok(Doc {
        kind,
        reference: row.get(0)?,
        place: row.get(1)?,
        at: row.get(2)?,
        text: row.get(3)?,
    })
}

fn holds(texts: &mut CachedStatement<'_>, id: i64, words: &[String]) -> Result<bool> {
    let holds = texts.query_row([id], |row| {
        let text = normal(row.get_ref(0)?.as_str()?);
        Ok(words.iter().all(|word| text.contains(word.as_str())))
    });
    Ok(holds.optional()?.unwrap_or(false))
}
