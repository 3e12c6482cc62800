//! The custody clock: events placed one after the other, and what runs because of them.

use super::run::{Gap, Grant, Run};
use super::{
    Calendar, Event, EventKind, How, Item, Measure, Period, PeriodRule, PeriodState, Phase, Procedure, Remedy, Remind,
    Shape, Under, When, term_end, words,
};
use crate::Truth;
use chrono::NaiveDate;

mod custody;
mod problems;

pub use custody::{Custody, Term};
pub use problems::{Problem, ProblemKind};

/// Where the procedure against one accused stands, and everything that runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timeline<'a> {
    /// The stage now.
    pub phase: Phase,
    /// The restraint now.
    pub measure: Measure,
    /// Custody so far.
    pub custody: Custody,
    /// The events in order of time; those without a date last.
    pub events: Vec<Placed<'a>>,
    /// Every period that ran or runs, in order of start.
    pub periods: Vec<Period<'a>>,
    /// What does not fit, what is missing, what has to be done at once.
    pub problems: Vec<Problem>,
    /// What can be applied for now.
    pub remedies: Vec<&'a Remedy>,
    /// What else matters at this stage.
    pub reminders: Vec<&'a Item>,
    /// The end of the sentence imposed, where custody was one piece.
    pub term: Option<Term>,
}

/// An event at its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed<'a> {
    /// Row id.
    pub event: String,
    /// Its kind.
    pub kind: Option<&'a EventKind>,
    /// With its number where it can happen more than once: 第二次退回补充侦查.
    pub name: String,
    /// The day that counts.
    pub when: Option<When>,
    /// The stage it happened in.
    pub phase: Phase,
    /// It was taken into account.
    pub applied: bool,
    /// It lies after today.
    pub planned: bool,
    /// The document and its number.
    pub document: String,
}

/// Places the events of one accused and counts every period, as of `today`.
pub fn timeline<'a>(
    procedure: &'a Procedure,
    calendar: &'a Calendar,
    events: &[Event],
    today: NaiveDate,
) -> Timeline<'a> {
    let mut clock = Clock {
        procedure,
        calendar,
        today,
        phase: Phase::default(),
        measure: Measure::default(),
        spells: Vec::new(),
        runs: Vec::new(),
        placed: Vec::new(),
        problems: Vec::new(),
        sentence: None,
    };
    let mut dated = Vec::new();
    for (at, event) in events.iter().enumerate() {
        let kind = procedure.event(&event.kind);
        match (kind, kind.and_then(|kind| event.when(kind))) {
            (Some(kind), Some((when, stand_in))) => {
                let order = procedure.events.iter().position(|own| own.id == kind.id);
                dated.push((when, order, at, kind, stand_in));
            }
            (kind, _) => clock.unplaced(event, kind),
        }
    }
    dated.sort_by_key(|(when, order, at, ..)| (*when, *order, *at));
    clock.unclear_order(
        &dated
            .iter()
            .map(|(when, _, at, kind, _)| (*when, &events[*at], *kind))
            .collect::<Vec<_>>(),
    );
    let unplaced = std::mem::take(&mut clock.placed);
    for (when, _, at, kind, stand_in) in dated {
        clock.place(&events[at], kind, when, stand_in);
    }
    clock.placed.extend(unplaced);
    clock.finish()
}

/// The state between two events.
pub(super) struct Clock<'a> {
    pub procedure: &'a Procedure,
    pub calendar: &'a Calendar,
    pub today: NaiveDate,
    pub phase: Phase,
    pub measure: Measure,
    pub spells: Vec<custody::Spell>,
    pub runs: Vec<Run<'a>>,
    pub placed: Vec<Placed<'a>>,
    pub problems: Vec<Problem>,
    pub sentence: Option<(When, u32)>,
}

impl<'a> Clock<'a> {
    fn place(&mut self, event: &Event, kind: &'a EventKind, when: When, stand_in: bool) {
        let before = self.placed.iter().filter(|own| own.applied && own.kind == Some(kind));
        let number = before.count() as u32 + 1;
        let name = if kind.times.is_some_and(|times| times > 1 || number > times) {
            format!("第{}次{}", numeral(number), kind.name)
        } else {
            kind.name.clone()
        };
        let applied = self.fits(event, kind, &name, number);
        self.placed.push(Placed {
            event: event.id.clone(),
            kind: Some(kind),
            name: name.clone(),
            when: Some(when),
            phase: kind.to.filter(|_| applied).unwrap_or(self.phase),
            applied,
            planned: when.low > self.today,
            document: event.document.clone(),
        });
        if !applied {
            return;
        }
        self.remarks(event, kind, &name, when, stand_in);
        let organ = self.phase.organ();
        if let Some(to) = kind.to {
            self.phase = to;
        }
        if let Some(measure) = kind.measure {
            self.restrain(measure, when);
        }
        if self.phase == Phase::Closed && self.measure != Measure::Free && kind.measure.is_some() {
            self.restrain(Measure::Free, when);
        }
        if kind.id == "judged" {
            self.sentence = event
                .months
                .and_then(|months| u32::try_from(months).ok())
                .map(|months| (when, months));
        }
        self.move_runs(event, kind, &name, when, organ != self.phase.organ());
        self.start_runs(event, kind, &name, when);
    }

    /// What the event does to what already runs.
    fn move_runs(&mut self, event: &Event, kind: &'a EventKind, name: &str, when: When, moved: bool) {
        let (phase, held) = (self.phase, self.measure.held());
        let mut fresh: Vec<(&'a Item, &'a PeriodRule, When)> = Vec::new();
        let mut late = Vec::new();
        let has = |list: &[String]| list.contains(&kind.id);
        for at in 0..self.runs.len() {
            if !self.runs[at].open() {
                continue;
            }
            let rule = self.runs[at].rule;
            if let Some(step) = rule
                .steps
                .iter()
                .position(|step| !step.event.is_empty() && step.event == kind.id)
            {
                let last = self.runs[at]
                    .period(self)
                    .and_then(|period| Some((period.end()?.last, period.rule.name.clone())));
                if let Some((last, period)) = last.filter(|(last, _)| when.low > last.high) {
                    late.push((last, period));
                }
                let days = event.days.and_then(|days| u32::try_from(days).ok());
                self.runs[at].grants.push(Grant { step, days });
            }
            let run = &mut self.runs[at];
            for rule in &rule.exclude {
                if rule.from == kind.id {
                    run.gaps.push(Gap {
                        rule,
                        from: when,
                        to: None,
                    });
                } else if rule.to == kind.id
                    && let Some(gap) = run
                        .gaps
                        .iter_mut()
                        .rev()
                        .find(|gap| gap.rule.to == kind.id && gap.to.is_none())
                {
                    gap.to = Some(when);
                }
            }
            let here = rule.stage.is_none_or(|stage| stage == phase);
            let how = if has(&rule.restart) && here {
                fresh.push((run.item, rule, when));
                Some(How::Restarted)
            } else if let Some(convert) = rule.convert.iter().find(|convert| convert.event == kind.id) {
                if let Some((item, other)) = self.procedure.period(&convert.to) {
                    let from = if convert.from == "start" { run.start } else { when };
                    fresh.push((item, other, from));
                }
                Some(How::Converted)
            } else if has(&rule.ends) {
                Some(How::Fulfilled)
            } else if has(&rule.stops) {
                Some(How::Stopped)
            } else if (rule.held_only || rule.shape == Shape::Custody) && !held {
                Some(How::LeftCustody)
            } else if rule.per_organ && (moved || has(&rule.start)) {
                Some(if moved { How::NewOrgan } else { How::Restarted })
            } else if phase == Phase::Closed && rule.shape != Shape::Right {
                Some(How::Stopped)
            } else {
                None
            };
            run.close = how.map(|how| (event.id.clone(), name.to_string(), when, how));
        }
        for (last, period) in late {
            self.late_grant(event, name, last, &period);
        }
        for (item, rule, from) in fresh {
            let begun = if from == when {
                name.to_string()
            } else {
                self.name_of_start(rule, from, name)
            };
            self.begin(item, rule, event, &begun, from);
        }
    }

    /// A converted period that keeps its beginning keeps the name of it too.
    fn name_of_start(&self, rule: &PeriodRule, from: When, name: &str) -> String {
        let converted = |run: &&Run| run.start == from && run.rule.convert.iter().any(|own| own.to == rule.id);
        self.runs
            .iter()
            .rev()
            .find(converted)
            .map_or_else(|| name.to_string(), |run| run.start_name.clone())
    }

    /// What begins with the event.
    fn start_runs(&mut self, event: &Event, kind: &'a EventKind, name: &str, when: When) {
        let ordinary = self
            .runs
            .iter()
            .any(|run| run.open() && run.rule.id == "trial_ordinary");
        let procedure = self.procedure;
        for item in &procedure.items {
            for rule in item.periods.iter().filter(|rule| rule.start.contains(&kind.id)) {
                let under = match rule.when {
                    Under::Any => true,
                    Under::Held => self.measure.held(),
                    Under::NotHeld => !self.measure.held(),
                    Under::Restricted => matches!(self.measure, Measure::Bail | Measure::Designated | Measure::Home),
                    Under::Ordinary => ordinary,
                };
                let custody = rule.shape != Shape::Custody || self.measure.held();
                let here = rule.stage.is_none_or(|stage| stage == self.phase);
                let again = self.runs.iter().any(|run| {
                    run.open()
                        && run.rule.id == rule.id
                        && (run.start_event == event.id || (!rule.many && run.start == when))
                });
                if under && custody && here && !again {
                    self.begin(item, rule, event, name, when);
                }
            }
        }
    }

    fn begin(&mut self, item: &'a Item, rule: &'a PeriodRule, event: &Event, name: &str, from: When) {
        let carried = if rule.per_organ { self.used(rule) } else { (0, 0) };
        let stated = event
            .months
            .and_then(|months| u32::try_from(months).ok())
            .filter(|_| rule.granted);
        let same = |run: &&Run| run.rule.id == rule.id && run.start_event == event.id;
        let again = self.runs.iter().filter(same).count();
        self.runs.push(Run {
            again,
            item,
            rule,
            phase: self.phase,
            start: from,
            start_event: event.id.clone(),
            start_name: name.to_string(),
            grants: Vec::new(),
            gaps: Vec::new(),
            stated,
            carried,
            close: None,
        });
    }

    /// Days that the same body has already used of a measure.
    fn used(&self, rule: &PeriodRule) -> (i64, i64) {
        let same = |run: &&Run| run.rule.id == rule.id && run.phase.organ() == self.phase.organ();
        self.runs.iter().filter(same).fold((0, 0), |(low, high), run| {
            let days = run
                .close
                .as_ref()
                .map_or((0, 0), |(_, _, when, _)| when.days_after(run.start));
            (low + days.0, high + days.1)
        })
    }

    fn finish(mut self) -> Timeline<'a> {
        let periods: Vec<Period<'a>> = self.runs.iter().filter_map(|run| run.period(&self)).collect();
        let custody = self.custody();
        let term = self.term();
        self.standing(&periods, term.as_ref());
        let overrun = periods.iter().any(|period| {
            period.rule.shape == Shape::Custody && period.state == PeriodState::Passed && period.close.is_none()
        });
        let (phase, measure) = (self.phase, self.measure);
        let fits = |remedy: &&Remedy| {
            (remedy.stages.is_empty() || remedy.stages.contains(&phase))
                && (remedy.measures.is_empty() || remedy.measures.contains(&measure))
                && (!remedy.held || measure.held())
                && (!remedy.overrun || overrun)
        };
        let reminded = |item: &&Item| {
            item.stages.contains(&phase)
                && match item.remind {
                    Some(Remind::Always) => true,
                    Some(Remind::Held) => measure.held(),
                    Some(Remind::Minor) | None => false,
                }
        };
        Timeline {
            phase,
            measure,
            custody,
            remedies: self.procedure.remedies.iter().filter(fits).collect(),
            reminders: self.procedure.items.iter().filter(reminded).collect(),
            events: self.placed,
            periods,
            problems: self.problems,
            term,
        }
    }

    /// Whether the person is in custody on a day.
    pub fn held_at(&self, day: When) -> Truth {
        let (low, high) = (
            custody::held_on(&self.spells, day.low),
            custody::held_on(&self.spells, day.high),
        );
        if low == high { low } else { Truth::Unknown }
    }

    fn term(&self) -> Option<Term> {
        let (_, months) = self.sentence.filter(|(_, months)| *months > 0)?;
        let first = custody::unbroken(&self.spells)?;
        let end = first.map(|day| term_end(day, 0, months, 0))?;
        Some(Term {
            months,
            end,
            reached: Truth::known(self.today >= end.high),
            words: format!(
                "{}羁押之日计入，{months}个月，至{}（先行羁押一日折抵一日，连续羁押）",
                words::day(first),
                words::day(end)
            ),
        })
    }
}

/// 一, 二, 三 …
pub(super) fn numeral(n: u32) -> String {
    let digits = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];
    digits
        .get(n as usize)
        .map_or_else(|| n.to_string(), |digit| digit.to_string())
}
