//! What was done for whom and when, beside what came in the way: notices, limits, penalties, income.

use super::{Drawn, Subject, days, left_out, option_name, referred, versions_between, words};
use chrono::NaiveDate;
use law::{FactSet, Row};
use memo::chart::{Chart, Lane, Moment, Stretch, Timeline};

/// Tables whose rows happen on a day: table, column of the day, name of the lane.
const MOMENTS: [(&str, &str, &str); 5] = [
    ("notices", "date", "告知、举报"),
    ("limits", "date", "限制措施"),
    ("prior_penalties", "decided_on", "以往处罚"),
    ("income", "date", "收入"),
    ("restitution", "paid_on", "退赃退赔"),
];

/// Nothing while no act has a date.
pub(super) fn chart(subject: &Subject) -> Option<Drawn> {
    let facts = subject.facts();
    let acts = facts
        .tables
        .get("acts")
        .map(|table| table.rows.as_slice())
        .unwrap_or_default();
    let mut lanes: Vec<Lane> = Vec::new();
    let mut missing = 0;
    for row in acts {
        match stretch(subject, row) {
            Some(stretch) => {
                let label = lane_of(&facts, row);
                match lanes.iter_mut().find(|lane| lane.label == label) {
                    Some(lane) => lane.stretches.push(stretch),
                    None => lanes.push(Lane {
                        label,
                        stretches: vec![stretch],
                        moments: Vec::new(),
                    }),
                }
            }
            None => missing += 1,
        }
    }
    if lanes.is_empty() {
        return None;
    }
    for (table, column, label) in MOMENTS {
        let rows = facts
            .tables
            .get(table)
            .map(|table| table.rows.as_slice())
            .unwrap_or_default();
        let dated = rows.iter().filter_map(|row| {
            Some(Moment {
                on: days(row, column)?.0,
                label: words(row, "name").to_string(),
            })
        });
        let moments: Vec<Moment> = dated.collect();
        missing += rows.len() - moments.len();
        if !moments.is_empty() {
            lanes.push(Lane {
                label: label.into(),
                stretches: Vec::new(),
                moments,
            });
        }
    }
    let (first, last) = ends(&lanes)?;
    Some(Drawn {
        id: "conduct".into(),
        chart: Chart::Timeline(Timeline {
            title: format!("行为与告知（{}）", subject.stance.name()),
            lines: versions_between(subject, first, last),
            lanes,
        }),
        note: left_out(missing, "没有日期"),
    })
}

/// Under the object that was helped, where it is known.
fn lane_of(facts: &FactSet, row: &Row) -> String {
    let object = referred(facts, row, "object", "objects").map(|object| words(object, "name"));
    match object {
        Some(name) if !name.is_empty() => name.into(),
        _ => "对象未查明".into(),
    }
}

fn stretch(subject: &Subject, row: &Row) -> Option<Stretch> {
    let from = days(row, "from");
    let to = days(row, "to");
    let (first, _) = from.or(to)?;
    let kind = option_name(subject.book, row, "acts", "kind");
    Some(Stretch {
        from: first,
        to: to.map(|(_, last)| last.max(first)),
        label: if kind.is_empty() {
            words(row, "name").into()
        } else {
            kind.into()
        },
        shade: if row.doubtful { 2 } else { 0 },
    })
}

fn ends(lanes: &[Lane]) -> Option<(NaiveDate, NaiveDate)> {
    let stretches = lanes.iter().flat_map(|lane| &lane.stretches);
    let moments = lanes.iter().flat_map(|lane| &lane.moments).map(|moment| moment.on);
    let all: Vec<NaiveDate> = stretches
        .flat_map(|one| [one.from, one.to.unwrap_or(one.from)])
        .chain(moments)
        .collect();
    Some((*all.iter().min()?, *all.iter().max()?))
}
