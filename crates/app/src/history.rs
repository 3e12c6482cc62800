//! Who entered and who changed what.

use crate::answer::{shape, show};
use crate::failure::Failure;
use crate::questions::holder;
use crate::rules::book;
use crate::session::{App, Now};
use crate::wire::{Answer, Side, wire};
use case::{Key, Path};

wire! {
    /// A change, newest first.
    pub struct ActivityRow {
        /// When.
        pub at: String,
        /// Who.
        pub who: String,
        /// What, without client data.
        pub what: String,
    }

    /// The log of a case.
    pub struct ActivityView {
        /// Newest first.
        pub rows: Vec<ActivityRow>,
        /// The hash chain is whole.
        pub chain_ok: bool,
        /// Hash of the last entry.
        pub head: String,
    }

    /// Asks for the log.
    pub struct ActivityRequest {
        /// Case id.
        pub case: String,
    }

    /// What an entry was before.
    pub struct HistoryRow {
        /// Number of the row, by which it can be put back; 0 when there was nothing.
        #[cfg_attr(feature = "typescript", ts(type = "number"))]
        pub row: i64,
        /// When.
        pub at: String,
        /// Who.
        pub who: String,
        /// Whose position.
        pub side: Side,
        /// What was said.
        pub answer: Answer,
        /// Remarks.
        pub note: String,
        /// What was done.
        pub what: String,
    }

    /// An entry's past, newest first.
    pub struct HistoryView {
        /// Rows.
        pub rows: Vec<HistoryRow>,
    }

    /// Asks for an entry's past.
    pub struct FactHistory {
        /// Case id.
        pub case: String,
        /// Party id.
        pub actor: String,
        /// Where it is.
        pub path: String,
    }
}

/// The last changes of a case.
pub(crate) fn activity_rows(app: &mut App, case: &str, limit: usize) -> Result<Vec<ActivityRow>, Failure> {
    let rows = app.vault()?.activity(&crate::cases::case_id(case)?, limit)?;
    Ok(rows
        .into_iter()
        .map(|row| ActivityRow {
            at: row.at.format("%Y-%m-%d %H:%M:%S").to_string(),
            who: row.who,
            what: row.what,
        })
        .collect())
}

/// The log of a case, its chain checked.
pub(crate) fn activity(app: &mut App, request: ActivityRequest, _: Now) -> Result<ActivityView, Failure> {
    let rows = activity_rows(app, &request.case, 1_000)?;
    let chain = app.vault()?.verify_chain(&crate::cases::case_id(&request.case)?)?;
    Ok(ActivityView {
        rows,
        chain_ok: chain.broken_at.is_none(),
        head: chain.head,
    })
}

/// What an entry was before, on every side.
pub(crate) fn fact_history(app: &mut App, request: FactHistory, _: Now) -> Result<HistoryView, Failure> {
    let path: Path = request.path.parse()?;
    let shape = shape(book(), &path)?;
    let holder = holder(book(), &path, &request.actor).map(str::to_string);
    let key = Key {
        actor: holder.clone(),
        path,
    };
    let past = app.vault()?.history(&crate::cases::case_id(&request.case)?, &key)?;
    let record = app.record(&request.case)?;
    let rows = past.into_iter().map(|past| HistoryRow {
        row: if past.position.is_some() { past.row } else { 0 },
        at: past.at.format("%Y-%m-%d %H:%M:%S").to_string(),
        who: past.by,
        side: past.side.into(),
        answer: show(
            record,
            holder.as_deref(),
            &shape,
            past.position.as_ref().map(|position| &position.answer),
        ),
        note: past.position.map(|position| position.note).unwrap_or_default(),
        what: past.what,
    });
    Ok(HistoryView { rows: rows.collect() })
}
