//! Whether a change still fits the case it is made on.

use crate::door::Head;
use crate::error::{Error, Kind, What};
use case::{Op, Side};
use rusqlite::{Connection, OptionalExtension, ToSql};

/// Refuses a change to what is not there, or to what was changed after the revision it was made on.
pub(crate) fn check(file: &Connection, head: &Head, op: &Op, seen: Option<u64>) -> Result<(), Error> {
    there(file, op, &[])?;
    let Some(seen) = seen else { return Ok(()) };
    if seen > head.revision {
        return Err(stale());
    }
    if seen == head.revision {
        return Ok(());
    }
    let mark = "SELECT seq FROM audit WHERE revision <= ?1 ORDER BY seq DESC LIMIT 1";
    let mark: i64 = file
        .query_row(mark, [seen], |row| row.get(0))
        .optional()
        .map_err(sql)?
        .unwrap_or(0);
    if touched(file, op, mark)? { Err(stale()) } else { Ok(()) }
}

/// The latest row of a position, and whether it holds one.
pub(crate) fn latest(
    file: &Connection,
    actor: Option<&str>,
    path: &str,
    side: Side,
) -> Result<Option<(i64, bool)>, Error> {
    let find = "SELECT row, body IS NOT NULL FROM position
                WHERE actor = ?1 AND path = ?2 AND side = ?3 ORDER BY row DESC LIMIT 1";
    let mut find = file.prepare_cached(find).map_err(sql)?;
    let latest = find.query_row([actor.unwrap_or(""), path, side.id()], |row| {
        Ok((row.get(0)?, row.get(1)?))
    });
    latest.optional().map_err(sql)
}

pub(crate) fn no_position() -> Error {
    Error::new(Kind::NotFound, "要审核的内容已不存在，请刷新后重试。")
}

/// Whether what a change names is there; `coming` are parties that the same write puts.
fn there(file: &Connection, op: &Op, coming: &[&str]) -> Result<(), Error> {
    let party = |id: &str| -> Result<(), Error> {
        if coming.contains(&id) {
            return Ok(());
        }
        let find = "SELECT body IS NOT NULL FROM party WHERE id = ?1 ORDER BY row DESC LIMIT 1";
        if exists(file, find, &[&id])? {
            return Ok(());
        }
        Err(Error::new(Kind::NotFound, "所指的当事人不在本案中，请刷新后重试。"))
    };
    match op {
        Op::All(ops) => {
            let parties = ops.iter().filter_map(|op| match op {
                Op::SetParty(party) => Some(party.id.as_str()),
                _ => None,
            });
            let coming: Vec<&str> = parties.collect();
            ops.iter().try_for_each(|op| there(file, op, &coming))
        }
        Op::SetMatter(_) | Op::SetParty(_) | Op::Put(_) => Ok(()),
        Op::DropParty(id) => party(id),
        Op::Record(changes) => {
            let actors: std::collections::BTreeSet<&str> =
                changes.iter().filter_map(|change| change.actor.as_deref()).collect();
            actors.into_iter().try_for_each(party)
        }
        Op::Review { actor, path, side, .. } => match latest(file, actor.as_deref(), &path.to_string(), *side)? {
            Some((_, true)) => Ok(()),
            _ => Err(no_position()),
        },
    }
}

fn touched(file: &Connection, op: &Op, mark: i64) -> Result<bool, Error> {
    let position = |actor: Option<&str>, path: String, side: Side| -> Result<bool, Error> {
        let find = "SELECT EXISTS (SELECT 1 FROM position WHERE actor = ?1 AND path = ?2 AND side = ?3 AND seq > ?4)
                    OR EXISTS (SELECT 1 FROM position JOIN review ON review.position = position.row
                               WHERE actor = ?1 AND path = ?2 AND side = ?3 AND review.seq > ?4)";
        exists(file, find, &[&actor.unwrap_or(""), &path, &side.id(), &mark])
    };
    match op {
        Op::All(ops) => {
            for op in ops {
                if touched(file, op, mark)? {
                    return Ok(true);
                }
            }
            Ok(false)
        }
        Op::SetMatter(_) => exists(file, "SELECT EXISTS (SELECT 1 FROM matter WHERE seq > ?1)", &[&mark]),
        Op::SetParty(case::Party { id, .. }) | Op::DropParty(id) => exists(
            file,
            "SELECT EXISTS (SELECT 1 FROM party WHERE id = ?1 AND seq > ?2)",
            &[id, &mark],
        ),
        Op::Record(changes) => {
            for change in changes {
                if position(change.actor.as_deref(), change.path.to_string(), change.side)? {
                    return Ok(true);
                }
            }
            Ok(false)
        }
        Op::Put(changes) => {
            for change in changes {
                let find = "SELECT EXISTS (SELECT 1 FROM item WHERE kind = ?1 AND id = ?2 AND seq > ?3)";
                if exists(file, find, &[&change.key.kind.id(), &change.key.id, &mark])? {
                    return Ok(true);
                }
            }
            Ok(false)
        }
        Op::Review { actor, path, side, .. } => position(actor.as_deref(), path.to_string(), *side),
    }
}

fn exists(file: &Connection, find: &str, values: &[&dyn ToSql]) -> Result<bool, Error> {
    let mut find = file.prepare_cached(find).map_err(sql)?;
    let found = find.query_row(values, |row| row.get(0)).optional().map_err(sql)?;
    Ok(found.unwrap_or(false))
}

fn stale() -> Error {
    Error::new(
        Kind::Stale,
        "这项内容刚被别人改过，您的改动没有保存。请查看最新内容后再改。",
    )
}

fn sql(error: rusqlite::Error) -> Error {
    What::Case.sql(error)
}
