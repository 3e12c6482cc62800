//! A period while events are being placed: what was granted, what does not count, what ended it.

use super::clock::Clock;
use super::words::{self, Rolled};
use super::{
    Close, Count, Excluded, Extension, How, Item, Mode, Period, PeriodRule, PeriodState, Phase, Shape, Span, When,
    add_days, add_months, term_end,
};
use crate::Truth;
use chrono::{Days, NaiveDate};

/// A granted extension.
pub(super) struct Grant {
    pub step: usize,
    /// Days the grant itself states.
    pub days: Option<u32>,
}

/// Time that does not count.
pub(super) struct Gap<'a> {
    pub rule: &'a Excluded,
    pub from: When,
    pub to: Option<When>,
}

pub(super) struct Run<'a> {
    pub item: &'a Item,
    pub rule: &'a PeriodRule,
    pub phase: Phase,
    pub start: When,
    pub start_event: String,
    /// So many of the same rule have begun with the same event before it: two that ran were both turned into one kind.
    pub again: usize,
    pub start_name: String,
    pub grants: Vec<Grant>,
    pub gaps: Vec<Gap<'a>>,
    /// Months the starting event itself states.
    pub stated: Option<u32>,
    /// Days used up with the same body before (高检规则 100).
    pub carried: (i64, i64),
    pub close: Option<(String, String, When, How)>,
}

/// How long, and how that came about.
struct Length {
    span: Span,
    label: String,
    condition: String,
    granted: bool,
    sum: String,
    ask: u32,
    cite: Vec<String>,
}

impl<'a> Run<'a> {
    pub fn open(&self) -> bool {
        self.close.is_none()
    }

    /// Every length the period can have: the certain ones first.
    fn lengths(&self) -> Vec<Length> {
        let rule = self.rule;
        let base = match self.stated.filter(|_| rule.granted) {
            Some(months) => Span {
                months,
                ..Span::default()
            },
            None => rule.span,
        };
        let first = Length {
            span: base,
            label: words::span(base),
            condition: String::new(),
            granted: true,
            sum: words::span(base),
            ask: 0,
            cite: rule.cite.clone(),
        };
        let (mut sure, mut possible) = ((base, first.sum.clone()), (base, first.sum.clone()));
        let mut all = vec![first];
        if self.stated.is_some() && rule.granted {
            return all;
        }
        for (at, step) in rule.steps.iter().enumerate() {
            let grant = self.grants.iter().find(|grant| grant.step == at);
            let granted = grant.is_some() || step.always;
            let before = if granted { &sure } else { &possible };
            let length = lengthened(step, grant, before, granted);
            possible = (length.span, length.sum.clone());
            if granted {
                sure = possible.clone();
            }
            all.push(length);
        }
        all
    }

    fn counted(&self, from: NaiveDate, span: Span) -> Option<NaiveDate> {
        let hours = span.hours.div_ceil(24);
        match self.rule.count {
            Count::After => add_days(add_months_or_none(from, span.months)?, span.days + hours),
            Count::Before => from.checked_sub_days(Days::new(u64::from(span.days))),
            Count::Term => term_end(from, 0, span.months, span.days),
        }
    }

    /// Days that do not count, at least and at most; `None` while such time is still running.
    fn excluded(&self) -> Option<(i64, i64)> {
        self.gaps.iter().try_fold((0, 0), |(low, high), gap| {
            let (least, most) = gap.to?.days_after(gap.from);
            let cap = gap.rule.at_most_months.and_then(|months| {
                let end = add_months(gap.from.high, months)?;
                Some((end - gap.from.high).num_days())
            });
            let cap = cap.unwrap_or(i64::MAX);
            Some((low + least.min(cap), high + most.min(cap)))
        })
    }

    /// The period as it stands.
    pub fn period(&self, clock: &Clock<'a>) -> Option<Period<'a>> {
        let rule = self.rule;
        let excluded = self.excluded();
        let shift = excluded.unwrap_or((0, 0));
        let shift = (shift.0 - self.carried.1, shift.1 - self.carried.0);
        let custody = rule.shape == Shape::Custody;
        let mut ends = Vec::new();
        for length in self.lengths() {
            // Twelve hours may end on the same day: the hour was not recorded.
            let short = length.span.hours % 24 != 0;
            let plain = self.start.map(|from| self.counted(from, length.span))?;
            let plain = When {
                low: moved(plain.low, shift.0 - i64::from(short))?,
                high: moved(plain.high, shift.1)?,
            };
            let rolled = words::roll(plain, rule.rolls, custody, clock.calendar, clock.held_at(plain));
            ends.push(self.end(length, plain, rolled, excluded));
        }
        let binding = ends.iter().rposition(|end| end.granted).unwrap_or(0);
        let limit = ends[binding].clone();
        let softer = rule.steps.iter().any(|step| step.always);
        let first = ends.first().cloned();
        // Of grants that were themselves extended only the sum is left to say; a condition that would end it no later is idle.
        let later = |end: &super::End| (end.last.high, end.last.low) > (limit.last.high, limit.last.low);
        ends.retain(|end| *end == limit || (!end.granted && later(end)) || (softer && Some(end) == first.as_ref()));
        let binding = ends.iter().position(|end| *end == limit).unwrap_or(0);
        let furthest = ends.iter().map(|end| end.last.high).max()?;
        let close = self.close.as_ref().map(|(event, name, when, how)| Close {
            event: event.clone(),
            name: name.clone(),
            when: *when,
            how: *how,
            late: late(*when, ends[binding].last.low, furthest, rule.count),
        });
        let state = self.state(clock.today, &ends[binding].last, furthest, excluded.is_none());
        Some(Period {
            key: match self.again {
                0 => format!("{}@{}", rule.id, self.start_event),
                again => format!("{}@{}-{}", rule.id, self.start_event, again + 1),
            },
            item: self.item,
            rule,
            phase: self.phase,
            start: self.start,
            start_event: self.start_event.clone(),
            start_name: self.start_name.clone(),
            notes: self.notes(state),
            ends,
            binding,
            state,
            close,
        })
    }

    fn end(&self, length: Length, plain: When, rolled: Rolled, excluded: Option<(i64, i64)>) -> super::End {
        let ask = (length.ask > 0)
            .then(|| {
                // What is applied for before the end that holds without it.
                let before = self.counted_without(&length)?;
                before.map(|day| day.checked_sub_days(Days::new(u64::from(length.ask))))
            })
            .flatten();
        let head = match self.rule.count {
            Count::After => format!("{}{}，当日不计", words::day(self.start), self.start_name),
            Count::Before => format!("{}{}，倒数", words::day(self.start), self.start_name),
            Count::Term => format!("{}{}，当日计入", words::day(self.start), self.start_name),
        };
        let sign = if self.rule.count == Count::Before { "－" } else { "＋" };
        let more = match excluded {
            Some((0, 0)) => String::new(),
            Some((low, high)) if low == high => format!("＋不计入的{low}日"),
            Some((low, high)) => format!("＋不计入的{low}至{high}日"),
            None => "＋尚未结束的不计入期间".into(),
        };
        let carried = match self.carried {
            (0, 0) => String::new(),
            (low, high) if low == high => format!("－同一机关此前已用的{low}日"),
            (low, high) => format!("－同一机关此前已用的{low}至{high}日"),
        };
        super::End {
            words: format!("{head}{sign}{}{more}{carried}＝{}", length.sum, words::day(plain)),
            label: length.label,
            condition: length.condition,
            granted: length.granted,
            plain,
            last: rolled.last,
            remind: rolled.remind,
            roll: rolled.why,
            unchecked: rolled.unchecked,
            ask,
            cite: length.cite,
        }
    }

    /// The end there would be without the extension of that length.
    fn counted_without(&self, length: &Length) -> Option<When> {
        let lengths = self.lengths();
        let at = lengths.iter().position(|own| own.label == length.label)?;
        let before = lengths.get(at.checked_sub(1)?)?;
        self.start.map(|from| self.counted(from, before.span))
    }

    fn state(&self, today: NaiveDate, last: &When, furthest: NaiveDate, paused: bool) -> PeriodState {
        if self.close.as_ref().is_some_and(|(_, _, when, _)| when.low <= today) {
            PeriodState::Done
        } else if self.start.low > today && self.rule.count != Count::Before {
            PeriodState::Projected
        } else if paused {
            PeriodState::Paused
        } else if today <= last.low {
            PeriodState::Running
        } else if today > furthest {
            PeriodState::Passed
        } else if today <= last.high && last.low == last.high {
            PeriodState::Running
        } else {
            PeriodState::Doubt
        }
    }

    fn notes(&self, state: PeriodState) -> Vec<String> {
        let mut notes = Vec::new();
        if state == PeriodState::Paused {
            notes.push("不计入的期间还没有结束，届满日随之后移。".into());
        }
        if self.rule.span.hours > 0 {
            notes.push("以小时计，未录入时刻，按日列出最迟的一天。".into());
        }
        if !self.start.exact() {
            notes.push("起算日只知道大概，期满日列出最早与最晚。".into());
        }
        if self.carried != (0, 0) {
            notes.push("同一机关内累计计算，已用日数按日扣除（推导）。".into());
        }
        notes
    }
}

fn lengthened(step: &Extension, grant: Option<&Grant>, before: &(Span, String), granted: bool) -> Length {
    let own = match grant.and_then(|grant| grant.days) {
        Some(days) if step.span.days > 0 => Span { days, ..step.span },
        _ => step.span,
    };
    let (span, sum) = match step.mode {
        Mode::Total => (own, words::span(own)),
        Mode::Add => (
            before.0.plus(own),
            format!("{}＋{}（{}）", before.1, words::span(own), step.name),
        ),
    };
    let sum = if step.mode == Mode::Add && before.0.months > 0 && own.months > 0 {
        format!("{sum}，合并为{}", words::span(span))
    } else {
        sum
    };
    Length {
        span,
        label: step.name.clone(),
        condition: if granted { String::new() } else { step.when.clone() },
        granted,
        sum,
        ask: step.ask_before,
        cite: step.cite.clone(),
    }
}

fn add_months_or_none(from: NaiveDate, months: u32) -> Option<NaiveDate> {
    if months == 0 {
        Some(from)
    } else {
        add_months(from, months)
    }
}

fn moved(day: NaiveDate, by: i64) -> Option<NaiveDate> {
    let days = Days::new(by.unsigned_abs());
    if by < 0 {
        day.checked_sub_days(days)
    } else {
        day.checked_add_days(days)
    }
}

fn late(when: When, last: NaiveDate, furthest: NaiveDate, count: Count) -> Truth {
    if count == Count::Before || when.high <= last {
        Truth::False
    } else if when.low > furthest {
        Truth::True
    } else {
        Truth::Unknown
    }
}
