//! Time limits for a paper: what runs, how it is counted, and the limitation of prosecution.

use super::join_chips;
use crate::deadlines::{Leads, Lens, OffenceLimit, PeriodView, custody_day, day_words, events_of, limits, period_view};
use case::Record;
use chrono::NaiveDate;
use law::Book;
use law::deadline::{Calendar, Shape, timeline};
use serde::Serialize;

/// The time limits of one accused.
#[derive(Debug, Clone, Default, Serialize)]
pub struct PaperDates {
    /// Stage by the events recorded.
    pub phase: String,
    /// 在押第47日, 取保候审 …
    pub custody: String,
    /// Days in custody so far, or empty.
    pub total: String,
    /// Periods that run, and those that ended too late.
    pub rows: Vec<PaperDate>,
    /// What does not fit, is missing or is due.
    pub problems: Vec<String>,
    /// 追诉时效 by offence.
    pub limits: Vec<PaperLimit>,
}

/// One period.
#[derive(Debug, Clone, Serialize)]
pub struct PaperDate {
    /// Its name.
    pub name: String,
    /// 起算.
    pub start: String,
    /// 算式 and provisions.
    pub rule: String,
    /// The last day.
    pub last: String,
    /// State, roll, conditions, certainty.
    pub remark: String,
}

/// The limitation of one offence.
#[derive(Debug, Clone, Serialize)]
pub struct PaperLimit {
    /// The offence, and the band where there are several.
    pub name: String,
    /// Whether it has run.
    pub state: String,
    /// 算式 and provisions.
    pub words: String,
}

/// Gathers the time limits; nothing when no event is recorded.
pub(crate) fn paper_dates(
    book: &Book,
    calendar: &Calendar,
    record: &Record,
    actor: &str,
    today: NaiveDate,
) -> PaperDates {
    let events = events_of(record, actor);
    let Some(procedure) = book.procedure(today).filter(|_| !events.is_empty()) else {
        return PaperDates::default();
    };
    let line = timeline(procedure, calendar, &events, today);
    let leads = Leads::standard();
    let lens = Lens {
        record,
        actor,
        calendar,
        leads: &leads,
        today,
        held: line.custody.held,
    };
    let told = |shape: Shape| !matches!(shape, Shape::Duty | Shape::Hearing);
    let rows = line
        .periods
        .iter()
        .filter(|period| told(period.rule.shape))
        .filter_map(|period| {
            let late = period.close.as_ref().is_some_and(|close| close.late.is_true());
            (period.open() || late || period.close.is_none()).then(|| row(&period_view(period, &lens)))
        });
    let total = line.custody.total;
    PaperDates {
        phase: line.phase.name().into(),
        custody: custody_day(&line),
        total: match total {
            (0, 0) => String::new(),
            (low, high) if low == high => format!("{low}日"),
            (low, high) => format!("{low}至{high}日"),
        },
        rows: rows.collect(),
        problems: line
            .problems
            .iter()
            .map(|problem| format!("{}：{}", problem.kind.name(), problem.text))
            .collect(),
        limits: limits(book, record, actor, today).iter().flat_map(limit).collect(),
    }
    .dated(
        line.events
            .iter()
            .filter_map(|event| event.when)
            .map(day_words)
            .next_back(),
    )
}

impl PaperDates {
    /// Says up to when events are recorded.
    fn dated(mut self, last: Option<String>) -> PaperDates {
        if let Some(last) = last {
            self.phase = format!("{}（事件录入至{last}）", self.phase);
        }
        self
    }
}

fn row(period: &PeriodView) -> PaperDate {
    let end = period.ends.first();
    let branch = |end: &crate::deadlines::EndView| {
        let when = if end.condition.is_empty() {
            end.label.clone()
        } else {
            format!("{}（{}）", end.label, end.condition)
        };
        format!("{when}：{}", end.last)
    };
    let mut remark = vec![period.state_name.clone()];
    remark.extend(end.map(|end| end.roll.trim_end_matches('。').to_string()));
    remark.extend(period.ends.iter().skip(1).map(branch));
    if !period.closed.is_empty() {
        remark.push(period.closed.clone());
    }
    if period.sure != "明文·高" {
        remark.push(format!("依据：{}", period.sure));
    }
    PaperDate {
        name: period.name.clone(),
        start: period.start.clone(),
        rule: end.map_or_else(String::new, |end| {
            format!("{}（{}）", end.words, join_chips(&end.cites))
        }),
        last: end.map(|end| end.last.clone()).unwrap_or_default(),
        remark: remark.join("；"),
    }
}

fn limit(offence: &OffenceLimit) -> Vec<PaperLimit> {
    let several = offence.bands.len() > 1;
    let bands = offence.bands.iter().map(|band| PaperLimit {
        name: if several {
            format!("{}·{}", offence.name, band.name)
        } else {
            offence.name.clone()
        },
        state: band.state_name.clone(),
        words: format!("{}（{}）", band.words.trim_end_matches('。'), join_chips(&band.cites)),
    });
    bands.collect()
}
