//! Periods and custody in words.

use super::done::{self, CompletionView};
use super::lead::{Warn, file_by};
use super::list::Lens;
use super::{CustodyView, DateChange};
use crate::rules::book;
use crate::wire::{CiteChip, chips, wire};
use chrono::{Datelike, NaiveDate};
use law::deadline::{End, Period, PeriodState, Timeline, When};
use law::{Truth, say_date};

wire! {
    /// One possible end of a period.
    pub struct EndView {
        /// 3日, 延长一 …
        pub label: String,
        /// On what condition, where that is not shown.
        pub condition: String,
        /// Certain on what is known.
        pub granted: bool,
        /// The last day in words.
        pub last: String,
        /// Days from today; negative when past.
        #[cfg_attr(feature = "typescript", ts(type = "number"))]
        pub days: i64,
        /// 算式.
        pub words: String,
        /// 顺延或者不顺延的理由.
        pub roll: String,
        /// 无日历: to be checked by hand.
        pub unchecked: bool,
        /// The last day to apply for the extension, or empty.
        pub ask: String,
        /// Provisions.
        pub cites: Vec<CiteChip>,
    }

    /// One period.
    pub struct PeriodView {
        /// Rule and event.
        pub key: String,
        /// D-09.
        pub item: String,
        /// Its name.
        pub name: String,
        /// Who has to act.
        pub who: String,
        /// custody, procedure, duty, measure, right or hearing.
        #[cfg_attr(feature = "typescript", ts(type = "\"custody\" | \"procedure\" | \"duty\" | \"measure\" | \"right\" | \"hearing\""))]
        pub shape: String,
        /// In words.
        pub shape_name: String,
        /// running, doubt, passed, paused, projected or done.
        #[cfg_attr(feature = "typescript", ts(type = "\"running\" | \"doubt\" | \"passed\" | \"paused\" | \"projected\" | \"done\""))]
        pub state: String,
        /// In words.
        pub state_name: String,
        /// 起算: day and event.
        pub start: String,
        /// Possible ends, the one that holds on what is known first.
        pub ends: Vec<EndView>,
        /// How it ended, or empty.
        pub closed: String,
        /// It ended after its last day.
        pub late: bool,
        /// 高·明文, 中·推导 …
        pub sure: String,
        /// What is open about it.
        pub notes: Vec<String>,
        /// Provisions of the item.
        pub cites: Vec<CiteChip>,
        /// 最后可提交的工作日 in words, or why it is not known; empty when it no longer runs.
        pub file_by: String,
        /// Days from today to it, or to the last day where it is not known.
        #[cfg_attr(feature = "typescript", ts(type = "number"))]
        pub file_days: i64,
        /// A year has no calendar: the last workday is not known.
        pub file_unknown: bool,
        /// How urgent it is by the office's lead times.
        pub warn: Warn,
        /// 提前7、3、1日提醒, by the stage.
        pub lead: String,
        /// How it was met, if it was marked.
        pub completion: Option<CompletionView>,
        /// It can be marked as met.
        pub can_complete: bool,
        /// Why not, where it runs and cannot.
        pub why_not: String,
    }
}

/// A day in words, or both ends.
pub(crate) fn day_words(when: When) -> String {
    if when.exact() {
        say_date(when.low)
    } else {
        format!("{}至{}之间", say_date(when.low), say_date(when.high))
    }
}

/// `3月5日`, for lines where the year is plain.
pub(crate) fn short(day: NaiveDate) -> String {
    format!("{}月{}日", day.month(), day.day())
}

pub(crate) fn period_view(period: &Period, lens: &Lens) -> PeriodView {
    let (book, today) = (book(), lens.today);
    let end = |end: &End| EndView {
        label: end.label.clone(),
        condition: end.condition.clone(),
        granted: end.granted,
        last: day_words(end.last),
        days: (end.remind.low - today).num_days(),
        words: end.words.clone(),
        roll: end.roll.clone(),
        unchecked: end.unchecked,
        ask: end.ask.map(day_words).unwrap_or_default(),
        cites: chips(book, &end.cite),
    };
    let first = period.end().into_iter();
    let rest = period
        .ends
        .iter()
        .enumerate()
        .filter(|(at, _)| *at != period.binding)
        .map(|(_, own)| own);
    let closed = period
        .close
        .as_ref()
        .filter(|_| period.state == PeriodState::Done)
        .map(|close| format!("{}（{}，{}）", close.how.name(), close.name, day_words(close.when)));
    let mut notes = period.notes.clone();
    if !period.item.note.is_empty() {
        notes.push(period.item.note.clone());
    }
    let by = period.end().and_then(|end| file_by(lens.calendar, end));
    let binding = period.end().map(|end| end.remind.low);
    let file_words = match by {
        _ if !period.open() => String::new(),
        Some(day) => say_date(day),
        None => "无日历，请人工核对".into(),
    };
    let steps: Vec<String> = lens
        .leads
        .steps(period.phase.id())
        .iter()
        .map(ToString::to_string)
        .collect();
    let refusal = done::refusal(period, lens.held);
    PeriodView {
        file_by: file_words,
        file_days: by.or(binding).map_or(0, |day| (day - today).num_days()),
        file_unknown: period.open() && by.is_none(),
        warn: lens.warn(period),
        lead: format!("提前{}日提醒", steps.join("、")),
        completion: done::completion_view(lens, period),
        can_complete: refusal.is_empty() && period.state != PeriodState::Projected,
        why_not: if period.open() { refusal.into() } else { String::new() },
        key: period.key.clone(),
        item: period.item.id.clone(),
        name: period.rule.name.clone(),
        who: period.rule.who.clone(),
        shape: period.rule.shape.id().into(),
        shape_name: period.rule.shape.name().into(),
        state: period.state.id().into(),
        state_name: period.state.name().into(),
        start: format!("{}　{}", day_words(period.start), period.start_name),
        ends: first.chain(rest).map(end).collect(),
        closed: closed.unwrap_or_default(),
        late: period.close.as_ref().is_some_and(|close| close.late == Truth::True),
        sure: format!("{}·{}", period.item.basis.name(), period.item.confidence.name()),
        notes,
        cites: chips(book, &period.rule.cite),
    }
}

/// `27日`, or both ends.
pub(crate) fn count((low, high): (i64, i64)) -> String {
    if low == high {
        format!("{low}日")
    } else {
        format!("{low}至{high}日")
    }
}

pub(crate) fn custody(line: &Timeline) -> CustodyView {
    let custody = &line.custody;
    let or_empty = |days: (i64, i64), words: String| if days == (0, 0) { String::new() } else { words };
    CustodyView {
        held: custody.held,
        measure: line.measure.name().into(),
        day: match custody.day {
            _ if !custody.held => String::new(),
            (low, high) if low == high => format!("在押第{low}日"),
            (low, high) => format!("在押第{low}至{high}日"),
        },
        total: or_empty(
            custody.total,
            format!("羁押共{}（首日计入；释放当日是否计入没有明文）", count(custody.total)),
        ),
        designated: or_empty(
            custody.designated,
            format!(
                "指定居所监视居住{}（折抵拘役、有期徒刑二日折一日）",
                count(custody.designated)
            ),
        ),
        term: line.term.as_ref().map(|term| term.words.clone()).unwrap_or_default(),
    }
}

/// What is different between two timelines, period by period; duties of a day are left out.
pub(super) fn changes(before: &Timeline, after: &Timeline) -> Vec<DateChange> {
    let last = |period: &Period| period.end().map(|end| day_words(end.last)).unwrap_or_default();
    let lasting = |period: &&Period| period.rule.span.hours == 0;
    let mut changes = Vec::new();
    for own in after.periods.iter().filter(lasting) {
        let old = before.periods.iter().find(|old| old.key == own.key);
        let (kind, from) = match old {
            None => ("new", String::new()),
            Some(old) if old.close.is_none() && own.close.is_some() => ("ended", last(old)),
            Some(old) if last(old) != last(own) => ("moved", last(old)),
            Some(_) => continue,
        };
        let closed = own.close.as_ref().filter(|_| kind == "ended");
        changes.push(DateChange {
            name: own.rule.name.clone(),
            kind: kind.into(),
            before: from,
            after: closed.map_or_else(|| last(own), |close| format!("{}（{}）", close.how.name(), close.name)),
        });
    }
    for old in before.periods.iter().filter(lasting) {
        if after.periods.iter().all(|own| own.key != old.key) {
            changes.push(DateChange {
                name: old.rule.name.clone(),
                kind: "gone".into(),
                before: last(old),
                after: String::new(),
            });
        }
    }
    changes
}
