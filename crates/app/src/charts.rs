//! What people would rather look at than read: amounts against the lines of each version, custody, conduct, who paid whom.
//!
//! The same charts are drawn in the window and, in grey, on papers that ask for them with `:::chart`. Nothing is guessed:
//! an amount known as a range is drawn as one, a row without a date or an amount is left out and counted in the note.

mod amounts;
mod conduct;
mod custody;
mod flow;
mod view;

use crate::analysis::{actor_of, versions};
use crate::failure::Failure;
use crate::head::{CaseHead, head};
use crate::rules::book;
use crate::session::{App, Now};
use crate::wire::{Stance, wire};
use case::{Record, Scope};
use chrono::NaiveDate;
use law::deadline::Calendar;
use law::{Book, FactSet, Row, Value};
use memo::chart::Chart;

pub use view::ChartView;

wire! {
    /// Asks for the charts.
    pub struct ChartsRequest {
        /// Case id.
        pub case: String,
        /// Party id, or empty for the client.
        pub actor: String,
        /// Whose facts the conduct and the payments are drawn from.
        pub stance: Stance,
        /// Only accepted entries are used.
        pub accepted_only: bool,
    }

    /// The charts of one accused.
    pub struct ChartsView {
        /// Case bar.
        pub head: CaseHead,
        /// Party id.
        pub actor: String,
        /// In the order they are looked at.
        pub charts: Vec<ChartView>,
    }
}

/// One chart with its name in templates and what it leaves out.
pub(crate) struct Drawn {
    /// `amounts_1`, `custody`, `conduct` or `payments`.
    pub id: String,
    /// The chart.
    pub chart: Chart,
    /// What has to be said beside it, or empty.
    pub note: String,
}

/// Whose case, on which entries, as of which day.
pub(crate) struct Subject<'a> {
    /// The rules.
    pub book: &'a Book,
    /// The case.
    pub record: &'a Record,
    /// Party id.
    pub actor: &'a str,
    /// Which entries count.
    pub scope: Scope,
    /// Whose facts the conduct and the payments are drawn from.
    pub stance: case::Stance,
    /// Today.
    pub today: NaiveDate,
    /// Holidays.
    pub calendar: &'a Calendar,
}

impl Subject<'_> {
    fn facts(&self) -> FactSet {
        case::project(self.record, self.actor, self.stance, self.scope)
    }

    /// The accused's name.
    fn name(&self) -> String {
        let party = self.record.party(self.actor);
        party.map(|party| party.name.clone()).unwrap_or_default()
    }
}

/// Every chart there is something to draw for.
pub(crate) fn drawn(subject: &Subject) -> Vec<Drawn> {
    let mut all = amounts::charts(subject);
    all.extend(custody::chart(subject));
    all.extend(conduct::chart(subject));
    all.extend(flow::chart(subject));
    all
}

/// The charts in the window.
pub(crate) fn charts(app: &mut App, request: ChartsRequest, now: Now) -> Result<ChartsView, Failure> {
    let head = head(app, &request.case, &request.actor, now)?;
    let calendar = app.calendar()?;
    let record = app.record(&request.case)?;
    let actor = actor_of(record, &request.actor)?;
    let subject = Subject {
        book: book(),
        record,
        actor: &actor,
        scope: if request.accepted_only {
            Scope::Accepted
        } else {
            Scope::All
        },
        stance: request.stance.into(),
        today: now.date_naive(),
        calendar: &calendar,
    };
    let charts = drawn(&subject).iter().map(ChartView::of).collect();
    Ok(ChartsView { head, actor, charts })
}

/// The days from which each version that can apply was in force, where they fall inside a span.
fn versions_between(subject: &Subject, from: NaiveDate, to: NaiveDate) -> Vec<memo::chart::Moment> {
    let all = versions(subject.book, subject.record, subject.actor, subject.today);
    let inside = all
        .iter()
        .filter_map(|one| one.rules.from)
        .filter(|day| (from..=to).contains(day));
    inside
        .map(|on| memo::chart::Moment {
            on,
            label: format!("{}版规则施行", on.format("%Y-%m-%d")),
        })
        .collect()
}

/// The words of a cell, or empty.
fn words<'a>(row: &'a Row, column: &str) -> &'a str {
    match row.cells.get(column) {
        Some(Value::Text(text)) => text,
        _ => "",
    }
}

/// The row another row points at.
fn referred<'a>(facts: &'a FactSet, row: &Row, column: &str, table: &str) -> Option<&'a Row> {
    let Some(Value::Ref(id)) = row.cells.get(column) else {
        return None;
    };
    facts.tables.get(table)?.rows.iter().find(|one| one.id == *id)
}

/// The name of the option chosen in a cell, or empty.
fn option_name<'a>(book: &'a Book, row: &Row, table: &str, column: &str) -> &'a str {
    let (Some(Value::Choice(id)), Some(question)) = (row.cells.get(column), book.dictionary.table(table)) else {
        return "";
    };
    let options = question
        .column(column)
        .map(|column| column.options.as_slice())
        .unwrap_or_default();
    options
        .iter()
        .find(|option| option.id == *id)
        .map_or("", |option| option.name.as_str())
}

/// The earliest and the latest day of a date cell; an open end is taken from the other.
fn days(row: &Row, column: &str) -> Option<(NaiveDate, NaiveDate)> {
    let interval = row.cells.get(column)?.interval()?;
    let (low, high) = (interval.low.or(interval.high)?, interval.high.or(interval.low)?);
    Some((law::from_day_number(low)?, law::from_day_number(high)?))
}

/// `两行没有日期，未画出。`, or empty.
fn left_out(count: usize, why: &str) -> String {
    if count == 0 {
        String::new()
    } else {
        format!("另有{count}行{why}，未画出。")
    }
}
