//! Dates that bind, on the screen: the procedure as it went, what runs, and what an event would change.

mod add;
mod calendar;
mod derived;
mod done;
mod facts;
mod lead;
mod limit;
mod list;
mod listed;
mod view;

use crate::analysis::actor_of;
use crate::failure::Failure;
use crate::head::{CaseHead, head};
use crate::rules::book;
use crate::session::{App, Now};
use crate::wire::{CiteChip, chips, wire};
use law::deadline::{Event, Phase, Placed, Procedure, Timeline, timeline};

pub(crate) use crate::entry::Saved;
pub(crate) use add::{AddEvent, EventInput, add_event};
pub(crate) use calendar::{AddCalendar, CalendarYear, add_calendar};
pub(crate) use derived::{DerivedRequest, DerivedView, TakeDerived, derived, take_derived};
pub(crate) use done::{
    CompleteLimit, LimitRequest, complete_limit, completion_key, past_day, reopen_limit, settled, sign_limit,
};
pub(crate) use facts::events_of;
pub(crate) use lead::{
    Leads, OfficeDates, OfficeDatesRequest, SetOfficeDates, Warn, file_by, office_dates, set_office_dates,
};
pub(crate) use limit::{OffenceLimit, limits};
pub(crate) use list::{Lens, NextDate, coming, next_of};
pub(crate) use listed::{Listed, ListedEnd, ListedTask, listed};
pub(crate) use view::{EndView, PeriodView, day_words, period_view, short};

wire! {
    /// Asks for the dates of one accused.
    pub struct DeadlinesRequest {
        /// Case id.
        pub case: String,
        /// Party id, or empty for the client.
        pub actor: String,
        /// An event that is only tried out: what it would change is said, nothing is saved.
        pub event: Option<EventInput>,
    }

    /// One stage of the procedure.
    pub struct PhaseView {
        /// Stage id.
        pub id: String,
        /// In words.
        pub name: String,
        /// past, current or ahead.
        #[cfg_attr(feature = "typescript", ts(type = "\"past\" | \"current\" | \"ahead\""))]
        pub place: String,
        /// Its events, in order.
        pub events: Vec<EventCard>,
        /// What ran or runs from them.
        pub periods: Vec<PeriodView>,
    }

    /// One event at its place.
    pub struct EventCard {
        /// Row id.
        pub row: String,
        /// Its name.
        pub name: String,
        /// In words, or empty.
        pub date: String,
        /// The document and its number.
        pub document: String,
        /// Taken into account.
        pub applied: bool,
        /// After today.
        pub planned: bool,
        /// Only tried out.
        pub tried: bool,
    }

    /// Custody so far.
    pub struct CustodyView {
        /// In custody today.
        pub held: bool,
        /// 刑事拘留, 逮捕, 取保候审 …
        pub measure: String,
        /// 在押第47日, or empty.
        pub day: String,
        /// All days in custody, in words.
        pub total: String,
        /// Days in a designated residence, or empty.
        pub designated: String,
        /// The end of the sentence imposed, or empty.
        pub term: String,
    }

    /// Something that does not fit, is missing or is due.
    pub struct DateProblem {
        /// urgent, conflict, gap or note.
        #[cfg_attr(feature = "typescript", ts(type = "\"urgent\" | \"conflict\" | \"gap\" | \"note\""))]
        pub kind: String,
        /// In words.
        pub name: String,
        /// What it is and what to do.
        pub text: String,
        /// Provisions.
        pub cites: Vec<CiteChip>,
        /// Row of the event, or empty.
        pub row: String,
    }

    /// Something with its provisions.
    pub struct CitedText {
        /// In words.
        pub text: String,
        /// Provisions.
        pub cites: Vec<CiteChip>,
    }

    /// What an event that is tried out would change.
    pub struct DateChange {
        /// Name of the period.
        pub name: String,
        /// new, gone, moved or ended.
        #[cfg_attr(feature = "typescript", ts(type = "\"new\" | \"gone\" | \"moved\" | \"ended\""))]
        pub kind: String,
        /// The last day before, or empty.
        pub before: String,
        /// The last day after, or empty.
        pub after: String,
    }

    /// A kind of event that can be recorded.
    pub struct EventChoice {
        /// Its id.
        pub id: String,
        /// In words.
        pub name: String,
        /// The document that shows it.
        pub document: String,
        /// The day of receipt counts.
        pub served: bool,
        /// months, days or nothing: what may be stated.
        #[cfg_attr(feature = "typescript", ts(type = "\"\" | \"months\" | \"days\""))]
        pub grant: String,
        /// It can happen at the stage the case is at.
        pub fits: bool,
    }

    /// The dates of one accused.
    pub struct DeadlinesView {
        /// Case bar.
        pub head: CaseHead,
        /// Party id.
        pub actor: String,
        /// Today.
        pub today: String,
        /// The law they are counted by.
        pub law: String,
        /// Stages in order, each with its events and periods.
        pub phases: Vec<PhaseView>,
        /// Custody so far.
        pub custody: CustodyView,
        /// What does not fit, is missing or is due.
        pub problems: Vec<DateProblem>,
        /// What can be applied for now.
        pub remedies: Vec<CitedText>,
        /// What else matters at this stage.
        pub reminders: Vec<CitedText>,
        /// Open periods by last day.
        pub coming: Vec<NextDate>,
        /// 追诉时效, by offence in question.
        pub limits: Vec<OffenceLimit>,
        /// How periods are counted.
        pub counting: Vec<CitedText>,
        /// Years there is a calendar for.
        pub years: Vec<CalendarYear>,
        /// Kinds of events.
        pub kinds: Vec<EventChoice>,
        /// What the event that is tried out would change.
        pub changes: Vec<DateChange>,
        /// What is wrong with the event that is tried out.
        pub warnings: Vec<String>,
    }
}

/// The law of time limits in force on a day.
pub(crate) fn procedure(day: chrono::NaiveDate) -> Result<&'static Procedure, Failure> {
    book().procedure(day).ok_or_else(|| Failure::not_found("期限规则"))
}

/// The dates of one accused, and what one more event would change.
pub(crate) fn deadlines(app: &mut App, request: DeadlinesRequest, now: Now) -> Result<DeadlinesView, Failure> {
    let head = head(app, &request.case, &request.actor, now)?;
    let (calendar, leads) = (app.calendar()?, app.leads()?);
    let years = calendar::years(&calendar);
    let today = now.date_naive();
    let procedure = procedure(today)?;
    let record = app.record(&request.case)?;
    let actor = actor_of(record, &request.actor)?;
    let events = events_of(record, &actor);
    let before = timeline(procedure, &calendar, &events, today);
    let lens = Lens {
        record,
        actor: &actor,
        calendar: &calendar,
        leads: &leads,
        today,
        held: before.custody.held,
    };
    let (mut changes, mut warnings, mut with) = (Vec::new(), Vec::new(), None);
    if let Some(input) = &request.event {
        let tried = input.event()?;
        let mut all = events.clone();
        all.push(tried);
        let after = timeline(procedure, &calendar, &all, today);
        changes = view::changes(&before, &after);
        let known: Vec<&str> = before.problems.iter().map(|problem| problem.text.as_str()).collect();
        let fresh = after
            .problems
            .iter()
            .filter(|problem| !known.contains(&problem.text.as_str()));
        warnings = fresh.map(|problem| problem.text.clone()).collect();
        with = Some(after);
    }
    let line = with.as_ref().unwrap_or(&before);
    let book = book();
    let cited = |text: String, cites: &[String]| CitedText {
        text,
        cites: chips(book, cites),
    };
    Ok(DeadlinesView {
        today: law::say_date(today),
        law: procedure.law.clone(),
        phases: phases(line, &lens),
        custody: view::custody(&before),
        problems: before
            .problems
            .iter()
            .map(|problem| DateProblem {
                kind: problem.kind.id().into(),
                name: problem.kind.name().into(),
                text: problem.text.clone(),
                cites: chips(book, &problem.cite),
                row: problem.event.clone().unwrap_or_default(),
            })
            .collect(),
        remedies: before
            .remedies
            .iter()
            .map(|own| cited(own.text.clone(), &own.cite))
            .collect(),
        reminders: before
            .reminders
            .iter()
            .map(|item| cited(format!("{}：{}", item.name, item.digest), &item.cite))
            .collect(),
        coming: coming(&lens, &before),
        limits: limits(book, record, &actor, today),
        counting: procedure
            .rules
            .iter()
            .map(|rule| {
                let sure = format!(
                    "{}（{}·{}）",
                    rule.text.trim_end_matches('。'),
                    rule.basis.name(),
                    rule.confidence.name()
                );
                let open = rule.note.as_str();
                cited(format!("{}　{sure}。{open}", rule.id), &rule.cite)
            })
            .collect(),
        years,
        kinds: procedure
            .events
            .iter()
            .map(|kind| EventChoice {
                id: kind.id.clone(),
                name: kind.name.clone(),
                document: kind.document.clone(),
                served: kind.uses_served,
                grant: kind.grant.clone(),
                fits: kind.stages.contains(&before.phase) && kind.needs.is_none_or(|needs| needs == before.measure),
            })
            .collect(),
        changes,
        warnings,
        actor: actor.clone(),
        head,
    })
}

/// Stages as they followed each other, with what happened in them; the present one is there even when nothing did.
fn phases(line: &Timeline, lens: &Lens) -> Vec<PhaseView> {
    let mut runs: Vec<(Phase, Vec<&Placed>)> = Vec::new();
    for event in line.events.iter().filter(|event| event.when.is_some()) {
        match runs.last_mut().filter(|(phase, _)| *phase == event.phase) {
            Some((_, events)) => events.push(event),
            None => runs.push((event.phase, vec![event])),
        }
    }
    if runs.last().is_none_or(|(phase, _)| *phase != line.phase) {
        runs.push((line.phase, Vec::new()));
    }
    let current = runs.len() - 1;
    let ahead = [Phase::Prosecution, Phase::Trial, Phase::Second, Phase::Closed];
    runs.extend(
        ahead
            .into_iter()
            .filter(|phase| *phase > line.phase)
            .map(|phase| (phase, Vec::new())),
    );
    let place = |at: usize| match at.cmp(&current) {
        std::cmp::Ordering::Less => "past",
        std::cmp::Ordering::Equal => "current",
        std::cmp::Ordering::Greater => "ahead",
    };
    let view = |(at, (phase, events)): (usize, (Phase, Vec<&Placed>))| PhaseView {
        id: format!("{}-{at}", phase.id()),
        name: phase.name().into(),
        place: place(at).into(),
        periods: line
            .periods
            .iter()
            .filter(|period| events.iter().any(|event| event.event == period.start_event))
            .map(|period| period_view(period, lens))
            .collect(),
        events: events.into_iter().map(event_card).collect(),
    };
    runs.into_iter().enumerate().map(view).collect()
}

fn event_card(event: &Placed) -> EventCard {
    EventCard {
        row: event.event.clone(),
        name: event.name.clone(),
        date: event.when.map(day_words).unwrap_or_default(),
        document: event.document.clone(),
        applied: event.applied,
        planned: event.planned,
        tried: event.event == add::TRIED,
    }
}

/// The timeline of one accused as of a day, by the calendars of this office.
pub(crate) fn line_of<'a>(
    procedure: &'a Procedure,
    calendar: &'a law::deadline::Calendar,
    events: &[Event],
    today: chrono::NaiveDate,
) -> Timeline<'a> {
    timeline(procedure, calendar, events, today)
}

/// 在押第47日, or 取保候审 and so on; empty while nothing is recorded.
pub(crate) fn custody_day(line: &Timeline) -> String {
    let view = view::custody(line);
    match (view.held, line.measure) {
        (true, _) => view.day,
        (false, law::deadline::Measure::Free) => String::new(),
        (false, measure) => measure.name().into(),
    }
}
