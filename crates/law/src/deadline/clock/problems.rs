//! What does not fit together, what is missing, and what must be done at once.

use super::{Clock, Placed, Term};
use crate::Truth;
use crate::deadline::{Close, Event, EventKind, How, Measure, Period, PeriodState, Phase, Shape, When, words};

/// How a problem weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ProblemKind {
    /// The law demands something at once.
    Urgent,
    /// Events contradict each other; what contradicts was left out of the count.
    Conflict,
    /// Something is not recorded.
    Gap,
    /// Worth knowing.
    Note,
}

impl ProblemKind {
    /// Identifier.
    pub fn id(self) -> &'static str {
        match self {
            ProblemKind::Urgent => "urgent",
            ProblemKind::Conflict => "conflict",
            ProblemKind::Gap => "gap",
            ProblemKind::Note => "note",
        }
    }

    /// As lawyers say it.
    pub fn name(self) -> &'static str {
        match self {
            ProblemKind::Urgent => "须立即处理",
            ProblemKind::Conflict => "冲突",
            ProblemKind::Gap => "缺记录",
            ProblemKind::Note => "提示",
        }
    }
}

/// One problem in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The event it is about, by row.
    pub event: Option<String>,
    /// How it weighs.
    pub kind: ProblemKind,
    /// What it is and what to do.
    pub text: String,
    /// Provisions.
    pub cite: Vec<String>,
}

impl<'a> Clock<'a> {
    fn say(&mut self, event: Option<&Event>, kind: ProblemKind, text: String, cite: &[&str]) {
        self.problems.push(Problem {
            event: event.map(|event| event.id.clone()),
            kind,
            text,
            cite: cite.iter().map(ToString::to_string).collect(),
        });
    }

    /// An event that cannot be placed: nobody said what it is, or when.
    pub(super) fn unplaced(&mut self, event: &Event, kind: Option<&'a EventKind>) {
        let text = match kind {
            None => "有一个事件没有写明是什么事件，没有计算；请选择事件种类。".to_string(),
            Some(kind) => format!("“{}”没有可以计算的日期，没有计算；请补填日期。", kind.name),
        };
        self.say(Some(event), ProblemKind::Gap, text, &[]);
        self.placed.push(Placed {
            event: event.id.clone(),
            name: kind.map_or_else(|| "未写明的事件".into(), |kind| kind.name.clone()),
            kind,
            when: None,
            phase: Phase::default(),
            applied: false,
            planned: false,
            document: event.document.clone(),
        });
    }

    /// Whether the event can have happened here; what cannot is said and left out.
    pub(super) fn fits(&mut self, event: &Event, kind: &'a EventKind, name: &str, number: u32) -> bool {
        if event.backwards() == Truth::True {
            self.say(
                Some(event),
                ProblemKind::Conflict,
                format!("“{name}”的送达、收到日期早于作出日期，请核对。"),
                &[],
            );
        }
        if !kind.stages.contains(&self.phase) {
            let first = kind.stages.iter().min().copied().unwrap_or_default();
            if self.phase < first && self.phase != Phase::Closed {
                let text = format!(
                    "“{name}”之前没有录入进入{}阶段的事件，期限可能不全，请补录。",
                    first.name()
                );
                self.say(Some(event), ProblemKind::Gap, text, &[]);
                self.phase = first;
            } else {
                let stages: Vec<&str> = kind.stages.iter().map(|stage| stage.name()).collect();
                let text = format!(
                    "“{name}”只能发生在{}阶段，而按已录入的事件此时已是{}，没有计入；请核对日期和先后。",
                    stages.join("、"),
                    self.phase.name()
                );
                self.say(Some(event), ProblemKind::Conflict, text, &[]);
                return false;
            }
        }
        if let Some(needs) = kind.needs.filter(|needs| *needs != self.measure) {
            let text = format!(
                "“{name}”以{}为前提，而按已录入的事件此时是{}，没有计入；请核对。",
                needs.name(),
                self.measure.name()
            );
            self.say(Some(event), ProblemKind::Conflict, text, &[]);
            return false;
        }
        if let Some(why) = self.repeated(kind) {
            self.say(
                Some(event),
                ProblemKind::Conflict,
                format!("“{name}”：{why}，没有计入；请核对。"),
                &[],
            );
            return false;
        }
        if let Some(times) = kind.times.filter(|times| number > *times) {
            let cites: Vec<&str> = kind.limit_cite.iter().map(String::as_str).collect();
            let text = format!(
                "“{}”以{}次为限，已录入{number}次，请核对并可提出意见。",
                kind.name,
                super::numeral(times)
            );
            self.say(Some(event), ProblemKind::Conflict, text, &cites);
        }
        true
    }

    fn repeated(&self, kind: &EventKind) -> Option<&'static str> {
        match (kind.measure?, self.measure) {
            (Measure::Detained, Measure::Detained) => Some("已经在拘留中"),
            (Measure::Detained, Measure::Arrested) => Some("已经逮捕，不会再拘留"),
            (Measure::Arrested, Measure::Arrested) => Some("已经在逮捕羁押中"),
            (Measure::Free, Measure::Free) if kind.id == "released" => Some("此时没有强制措施可以解除"),
            _ => None,
        }
    }

    /// What is worth saying of an event that was placed.
    pub(super) fn remarks(&mut self, event: &Event, kind: &'a EventKind, name: &str, when: When, stand_in: bool) {
        let happened = |clock: &Clock, id: &str| {
            let seen = |own: &Placed| own.applied && own.kind.is_some_and(|own| own.id == id);
            clock.placed.iter().any(seen)
        };
        if stand_in && kind.uses_served {
            let text = format!("“{name}”应从收到之日起算，只录入了作出日期，暂按作出日期计算；请补填收到日期。");
            self.say(Some(event), ProblemKind::Gap, text, &[]);
        }
        if event.doubtful {
            let text = format!("“{name}”尚未查证或者各方说法不同，仍计算在内。");
            self.say(Some(event), ProblemKind::Note, text, &[]);
        }
        if when.low > self.today && kind.id != "hearing_set" {
            self.say(
                Some(event),
                ProblemKind::Note,
                format!("“{name}”的日期晚于今天，按预计处理。"),
                &[],
            );
        }
        if !kind.after.is_empty() && !happened(self, &kind.after) {
            let before = self
                .procedure
                .event(&kind.after)
                .map_or(kind.after.clone(), |own| own.name.clone());
            self.say(
                Some(event),
                ProblemKind::Conflict,
                format!("“{name}”以前应有“{before}”，没有录入，请核对。"),
                &[],
            );
        }
        if kind.id == "arrested" && !happened(self, "arrest_approved") {
            let text = "录入了执行逮捕，没有录入批准、决定逮捕，请补录决定书的日期。".to_string();
            self.say(Some(event), ProblemKind::Gap, text, &["刑诉法/91"]);
        }
        if kind.id == "detention_extended" && event.days.is_some_and(|days| !(1..=4).contains(&days)) {
            let text = "特殊情况下提请批捕的时间只能延长1日至4日，录入的日数不在其内，请核对。".to_string();
            self.say(Some(event), ProblemKind::Conflict, text, &["刑诉法/91"]);
        }
        if kind.id == "conditionally_not_prosecuted" && event.months.is_some_and(|months| !(6..=12).contains(&months)) {
            let text = "附条件不起诉的考验期为6个月以上1年以下，录入的月数不在其内，请核对。".to_string();
            self.say(Some(event), ProblemKind::Conflict, text, &["刑诉法/283"]);
        }
    }

    /// An extension granted after the end it was to extend.
    pub(super) fn late_grant(&mut self, event: &Event, name: &str, last: When, period: &str) {
        let text = format!(
            "“{name}”晚于{period}的届满日{}，请核对；届满后才批准的，可以提出意见。",
            words::day(last)
        );
        self.say(Some(event), ProblemKind::Conflict, text, &["刑诉法/98", "刑诉法/99"]);
    }

    /// Two rough dates that overlap leave open which came first.
    pub(super) fn unclear_order(&mut self, dated: &[(When, &Event, &EventKind)]) {
        for pair in dated.windows(2) {
            let [(a, _, first), (b, event, second)] = pair else {
                continue;
            };
            if a.high >= b.low && !(a.exact() && b.exact()) {
                let text = format!(
                    "“{}”与“{}”的日期只知道大概，先后可能颠倒，按现在的次序计算；请查明日期。",
                    first.name, second.name
                );
                self.say(Some(event), ProblemKind::Gap, text, &[]);
            }
        }
    }

    /// What the whole leaves to be said: release that is due, custody that has run out, measures to be renewed.
    pub(super) fn standing(&mut self, periods: &[Period<'a>], term: Option<&Term>) {
        let refused = self
            .placed
            .iter()
            .rposition(|own| own.applied && own.kind.is_some_and(|kind| kind.id == "arrest_refused"));
        if let Some(at) = refused
            && self.measure == Measure::Detained
        {
            self.problems.push(Problem {
                event: Some(self.placed[at].event.clone()),
                kind: ProblemKind::Urgent,
                text: "检察院不批准逮捕，公安机关接到通知后应当立即释放；没有录入释放或者变更，要求复议、复核的也须先释放。".into(),
                cite: vec!["刑诉法/91".into(), "刑诉法/92".into(), "公安程序规定/141".into()],
            });
        }
        for period in periods {
            let Some(end) = period.end() else { continue };
            let (name, last) = (&period.rule.name, words::day(end.last));
            if period.close.is_none() && period.rule.shape == Shape::Custody && period.state == PeriodState::Passed {
                self.problems.push(Problem {
                    event: Some(period.start_event.clone()),
                    kind: ProblemKind::Urgent,
                    text: format!("{name}已于{last}届满，没有录入下一步：可以要求解除强制措施，并可以申诉、控告；请先核对是否漏录事件。"),
                    cite: vec!["刑诉法/98".into(), "刑诉法/99".into(), "刑诉法/117".into()],
                });
            }
            // A duty of a day or a reply that was late is said on its card; it puts no date in doubt.
            let bound = matches!(period.rule.shape, Shape::Custody | Shape::Procedure) && !period.rule.many;
            let late = |close: &&Close| close.late == Truth::True && close.how == How::Fulfilled && bound;
            if let Some(close) = period.close.as_ref().filter(late) {
                self.problems.push(Problem {
                    event: Some(close.event.clone()),
                    kind: ProblemKind::Conflict,
                    text: format!(
                        "“{}”在{}，晚于{name}可能的最后一天；请核对日期，或者是否漏录延长、重新计算。",
                        close.name,
                        words::day(close.when)
                    ),
                    cite: end.cite.clone(),
                });
            }
            let stale = period.close.as_ref().is_some_and(|close| close.how == How::NewOrgan);
            let same = matches!(self.measure, Measure::Bail | Measure::Designated | Measure::Home);
            let renewed = periods
                .iter()
                .any(|own| own.rule.id == period.rule.id && own.start > period.start);
            if stale && same && !renewed {
                self.problems.push(Problem {
                    event: Some(period.start_event.clone()),
                    kind: ProblemKind::Gap,
                    text: format!(
                        "换机关后继续{}的，须重新办理手续，期限重新计算；没有录入新的决定书。",
                        self.measure.name()
                    ),
                    cite: period.rule.cite.clone(),
                });
            }
        }
        if let Some(term) = term.filter(|term| term.reached == Truth::True && self.measure.held()) {
            self.problems.push(Problem {
                event: None,
                kind: ProblemKind::Urgent,
                text: format!(
                    "羁押时间已到一审判处的刑期（{}），应当立即释放，必要时变更强制措施。",
                    term.words
                ),
                cite: vec!["法释〔2021〕1号/170".into()],
            });
        }
        self.problems.sort_by_key(|problem| problem.kind);
    }
}
