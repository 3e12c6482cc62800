//! Restraint and procedure over time, as the events recorded have them.

use super::{Drawn, Subject, versions_between};
use crate::deadlines::events_of;
use law::deadline::{PeriodState, timeline};
use memo::chart::{Chart, Lane, Moment, Stretch, Timeline};

/// Nothing while no event has a date.
pub(super) fn chart(subject: &Subject) -> Option<Drawn> {
    let events = events_of(subject.record, subject.actor);
    let procedure = subject.book.procedure(subject.today)?;
    let line = timeline(procedure, subject.calendar, &events, subject.today);
    let dated: Vec<_> = line
        .events
        .iter()
        .filter_map(|event| Some((event.when?, event)))
        .collect();
    let (first, last) = (dated.first()?.0.low, dated.iter().map(|(when, _)| when.high).max()?);
    let mut restraint: Vec<Stretch> = Vec::new();
    for (when, event) in dated.iter().filter(|(_, event)| event.applied && !event.planned) {
        let Some(measure) = event.kind.and_then(|kind| kind.measure) else {
            continue;
        };
        if let Some(open) = restraint.last_mut().filter(|open| open.to.is_none()) {
            open.to = Some(when.low);
        }
        restraint.push(Stretch {
            from: when.low,
            to: None,
            label: measure.name().into(),
            shade: if measure.held() { 0 } else { 2 },
        });
    }
    let periods: Vec<Stretch> = line
        .periods
        .iter()
        .filter(|period| period.open() && period.state == PeriodState::Running)
        .filter_map(|period| {
            Some(Stretch {
                from: period.start.low,
                to: Some(period.end()?.last.high),
                label: period.rule.name.clone(),
                shade: 1,
            })
        })
        .collect();
    let moments = dated.iter().map(|(when, event)| Moment {
        on: when.low,
        label: event.name.clone(),
    });
    let undated = line.events.len() - dated.len();
    let mut lanes = vec![
        Lane {
            label: "强制措施".into(),
            stretches: restraint,
            moments: Vec::new(),
        },
        Lane {
            label: "程序".into(),
            stretches: Vec::new(),
            moments: moments.collect(),
        },
        Lane {
            label: "进行中的期限".into(),
            stretches: periods,
            moments: Vec::new(),
        },
    ];
    lanes.retain(|lane| !lane.stretches.is_empty() || !lane.moments.is_empty());
    let mut lines = versions_between(subject, first, last.max(subject.today));
    lines.push(Moment {
        on: subject.today,
        label: "今天".into(),
    });
    Some(Drawn {
        id: "custody".into(),
        chart: Chart::Timeline(Timeline {
            title: "羁押与程序".into(),
            lanes,
            lines,
        }),
        note: super::left_out(undated, "没有日期"),
    })
}
