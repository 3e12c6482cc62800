//! Questions that became rows: what was entered before is carried over, never lost.

use crate::{Answer, Change, Key, Path, Position, Record, Side};
use law::{Book, Kind, Value};

/// A date that was a question of its own, and the procedural event it is now.
struct Former {
    fact: &'static str,
    event: &'static str,
    document: &'static str,
    remark: &'static str,
}

const FORMER: [Former; 3] = [
    Former {
        fact: "detained_on",
        event: "detained",
        document: "由原登记的刑事拘留日期转入",
        remark: "",
    },
    Former {
        fact: "arrested_on",
        event: "arrested",
        document: "由原登记的逮捕日期转入",
        remark: "",
    },
    Former {
        fact: "bailed_on",
        event: "bailed",
        document: "由原登记的取保候审、监视居住日期转入",
        remark: "原来取保候审与监视居住合登一项，暂按取保候审转入；实为监视居住的，请改正事件种类。",
    },
];

/// The kind of answer a question took that is no longer asked.
pub(crate) fn former_kind(book: &Book, path: &Path) -> Option<Kind> {
    let Path::Fact(id) = path else { return None };
    let known = FORMER.iter().any(|former| former.fact == id) && book.dictionary.fact(id).is_none();
    known.then_some(Kind::Date)
}

/// The changes that turn every answer to a question no longer asked into a row of procedural events, with the side, the
/// evidence, the reasons and the review it had. Empty when there is none.
pub fn carried_over(book: &Book, record: &Record) -> Vec<Change> {
    let mut changes = Vec::new();
    let mut taken = std::collections::BTreeMap::new();
    for former in &FORMER {
        let path = Path::Fact(former.fact.into());
        if former_kind(book, &path).is_none() {
            continue;
        }
        let mine = |(key, entry): &(&Key, &crate::Entry)| key.path == path && entry.positions().next().is_some();
        for (key, entry) in record.entries.iter().filter(mine) {
            let actor = key.actor.as_deref();
            let next = taken.entry(key.actor.clone()).or_insert_with(|| {
                let first = record.next_row(actor, "events");
                first.trim_start_matches('r').parse::<u32>().unwrap_or(1)
            });
            let row = format!("r{next:04}");
            *next += 1;
            for (side, position) in entry.positions() {
                changes.extend(row_of(former, key, &row, side, position));
                changes.push(change(key, path.clone(), side, None));
            }
        }
    }
    changes
}

fn row_of(former: &Former, key: &Key, row: &str, side: Side, position: &Position) -> Vec<Change> {
    let said = |answer: Answer| {
        Some(Position {
            answer,
            ..position.clone()
        })
    };
    let known = |value: Value| {
        said(Answer::Known {
            value,
            typed: String::new(),
        })
    };
    let there = match &position.answer {
        Answer::Known { .. } => known(Value::Bool(true)),
        Answer::Unclear { why } => said(Answer::Unclear { why: why.clone() }),
    };
    let cell = |column: &str| Path::Cell("events".into(), row.into(), column.into());
    let mut cells = vec![
        (Path::Row("events".into(), row.into()), there),
        (cell("document"), known(Value::Text(former.document.into()))),
        (cell("kind"), known(Value::Choice(former.event.into()))),
        (cell("on"), Some(position.clone())),
    ];
    if !former.remark.is_empty() {
        cells.push((cell("remark"), known(Value::Text(former.remark.into()))));
    }
    cells
        .into_iter()
        .map(|(path, position)| change(key, path, side, position))
        .collect()
}

fn change(key: &Key, path: Path, side: Side, position: Option<Position>) -> Change {
    Change {
        actor: key.actor.clone(),
        path,
        side,
        position: position.map(Box::new),
    }
}
