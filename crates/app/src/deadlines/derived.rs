//! What the dates already answer: offered with its arithmetic, and taken into the facts by a lawyer, never by itself.

use super::done::bounds_custody;
use super::{Saved, events_of, limits, line_of, procedure, view};
use crate::analysis::actor_of;
use crate::entry::{saved, title};
use crate::failure::Failure;
use crate::rules::book;
use crate::session::{App, Now};
use crate::wire::{CiteChip, chips, wire};
use case::{Answer, Change, Op, Path, Position, Record, Review, ReviewState, Side, Source, Status};
use chrono::NaiveDate;
use law::Value;
use law::deadline::{Calendar, Period, PeriodState, Timeline};

wire! {
    /// An answer that follows from the dates.
    pub struct Derived {
        /// The question it answers.
        pub path: String,
        /// The question in words.
        pub question: String,
        /// 是 or 否.
        pub answer: bool,
        /// 算式 and what it rests on.
        pub words: String,
        /// Provisions.
        pub cites: Vec<CiteChip>,
        /// open: nobody has answered; taken: the finding says the same; other: the finding says otherwise.
        #[cfg_attr(feature = "typescript", ts(type = "\"open\" | \"taken\" | \"other\""))]
        pub state: String,
    }

    /// Asks what the dates answer.
    pub struct DerivedRequest {
        /// Case id.
        pub case: String,
        /// Party id, or empty for the client.
        pub actor: String,
    }

    /// What the dates answer.
    pub struct DerivedView {
        /// Party id.
        pub actor: String,
        /// Answers.
        pub answers: Vec<Derived>,
    }

    /// Takes an answer into the facts, as a finding.
    pub struct TakeDerived {
        /// Case id.
        pub case: String,
        /// Party id.
        pub actor: String,
        /// The question.
        pub path: String,
        /// The answer that was shown: another one is not taken.
        pub answer: bool,
        /// The revision the window has seen.
        #[cfg_attr(feature = "typescript", ts(type = "number"))]
        pub seen: u64,
    }
}

/// One answer before it is looked at beside what the file says.
struct Found {
    fact: &'static str,
    answer: bool,
    words: String,
    cite: Vec<String>,
}

/// What the dates of one accused answer. Nothing where a date is missing, rough, or has two counts.
fn found(record: &Record, actor: &str, calendar: &Calendar, today: NaiveDate) -> Result<Vec<Found>, Failure> {
    let line = line_of(procedure(today)?, calendar, &events_of(record, actor), today);
    let mut all = Vec::new();
    all.extend(held_now(&line, today));
    all.extend(period_over(&line));
    all.extend(limitation_run(record, actor, today));
    Ok(all)
}

fn doubtful(line: &Timeline) -> &'static str {
    let gaps = line.events.iter().any(|event| !event.applied && event.when.is_some());
    if gaps {
        "有事件没有计入，请先核对。"
    } else {
        ""
    }
}

fn held_now(line: &Timeline, today: NaiveDate) -> Option<Found> {
    let past = |event: &&law::deadline::Placed| event.applied && event.when.is_some_and(|when| when.high <= today);
    let measure = |event: &&law::deadline::Placed| event.kind.is_some_and(|kind| kind.measure.is_some());
    let last = line.events.iter().filter(past).rfind(measure)?;
    // A measure that is planned has not been taken.
    let later = line
        .events
        .iter()
        .filter(|event| event.applied && event.planned)
        .any(|event| measure(&event));
    if later {
        return None;
    }
    let custody = view::custody(line);
    let when = last.when.map(view::day_words).unwrap_or_default();
    let paper = if last.document.is_empty() {
        String::new()
    } else {
        format!("，{}", last.document)
    };
    let state = if custody.held { custody.day } else { custody.measure };
    Some(Found {
        fact: "in_custody_now",
        answer: line.custody.held,
        words: format!(
            "最近一次强制措施事件：{when}{}{paper}；现为{state}。{}",
            last.name,
            doubtful(line)
        ),
        cite: Vec::new(),
    })
}

/// What bounds the custody of this stage: over where all of it is past, not over where all of it runs, else open.
fn period_over(line: &Timeline) -> Option<Found> {
    let bounds = |period: &&Period| {
        period.phase == line.phase && period.close.is_none() && bounds_custody(period, line.custody.held)
    };
    let open: Vec<&Period> = line.periods.iter().filter(bounds).collect();
    let all = |state| open.iter().all(|period| period.state == state);
    let answer = match (
        line.custody.held && !open.is_empty(),
        all(PeriodState::Running),
        all(PeriodState::Passed),
    ) {
        (true, true, _) => false,
        (true, _, true) => true,
        _ => return None,
    };
    let after = if answer { "今天已过" } else { "今天未过" };
    let said = |period: &&Period| {
        let end = period.end()?;
        Some(format!("{}：{}。{}", period.rule.name, end.words, end.roll))
    };
    let words: Vec<String> = open.iter().filter_map(said).collect();
    let cites = open
        .iter()
        .filter_map(|period| period.end())
        .flat_map(|end| end.cite.clone());
    Some(Found {
        fact: "custody_period_over",
        answer,
        words: format!("{}{after}。{}", words.join(""), doubtful(line)),
        cite: cites.collect::<std::collections::BTreeSet<_>>().into_iter().collect(),
    })
}

/// Of the charge, where the day of filing is known and every band and both counts agree.
fn limitation_run(record: &Record, actor: &str, today: NaiveDate) -> Option<Found> {
    let filed = super::facts::Anybody::of(record, actor)
        .value("filed_on")
        .and_then(Value::interval)?;
    let filed = law::deadline::When::of(filed)?;
    let own = limits(book(), record, actor, today).into_iter().next()?;
    let answer = match own.state.as_str() {
        "within" => false,
        "expired" => true,
        _ => return None,
    };
    let bands: Vec<String> = own
        .bands
        .iter()
        .map(|band| format!("{}（{}）：{}", own.name, band.name, band.words))
        .collect();
    Some(Found {
        fact: "limitation_run_before_filing",
        answer,
        words: format!("立案{}。{}", view::day_words(filed), bands.join("")),
        cite: own
            .bands
            .into_iter()
            .flat_map(|band| band.cites)
            .map(|chip| chip.cite)
            .collect(),
    })
}

fn view_of(record: &Record, actor: &str, found: Found) -> Derived {
    let path = Path::Fact(found.fact.into());
    let holder = crate::questions::holder(book(), &path, actor);
    let finding = record.entry(holder, &path).and_then(|entry| entry.finding.as_ref());
    let state = match finding.map(|finding| finding.answer.value()) {
        None => "open",
        Some(Some(Value::Bool(own))) if *own == found.answer => "taken",
        Some(_) => "other",
    };
    Derived {
        question: title(&path),
        path: path.to_string(),
        answer: found.answer,
        words: found.words,
        cites: chips(book(), &found.cite),
        state: state.into(),
    }
}

/// What the dates answer.
pub(crate) fn derived(app: &mut App, request: DerivedRequest, now: Now) -> Result<DerivedView, Failure> {
    let calendar = app.calendar()?;
    let record = app.record(&request.case)?;
    let actor = actor_of(record, &request.actor)?;
    let answers = found(record, &actor, &calendar, now.date_naive())?;
    Ok(DerivedView {
        answers: answers
            .into_iter()
            .map(|found| view_of(record, &actor, found))
            .collect(),
        actor,
    })
}

/// A lawyer takes an answer into the facts: a finding whose reason is the arithmetic.
pub(crate) fn take_derived(app: &mut App, request: TakeDerived, now: Now) -> Result<Saved, Failure> {
    let calendar = app.calendar()?;
    let by = app.user()?.name.clone();
    let record = app.record(&request.case)?;
    let actor = actor_of(record, &request.actor)?;
    let path: Path = request.path.parse()?;
    let found = found(record, &actor, &calendar, now.date_naive())?
        .into_iter()
        .find(|found| Path::Fact(found.fact.into()) == path && found.answer == request.answer)
        .ok_or_else(|| Failure::invalid("这项推算已经改变，请看过新的算式再采用。"))?;
    let position = Position {
        answer: Answer::Known {
            value: Value::Bool(found.answer),
            typed: String::new(),
        },
        sources: vec![Source::Other {
            text: format!("期限推算（{}）", now.format("%Y-%m-%d")),
        }],
        note: String::new(),
        status: Some(Status::Proved),
        reason: found.words,
        by: by.clone(),
        at: now,
        review: Review {
            state: ReviewState::Accepted,
            by,
            at: Some(now),
            reason: String::new(),
        },
    };
    let change = Change {
        actor: crate::questions::holder(book(), &path, &actor).map(str::to_string),
        path: path.clone(),
        side: Side::Finding,
        position: Some(Box::new(position)),
    };
    let what = format!("采用期限推算：{}", title(&path));
    app.change_since(&request.case, now, Op::Record(vec![change]), &what, request.seen)?;
    saved(app, &request.case, &actor, Some(&path), what, now)
}
