//! What the dates suggest: one thing to hand in before each limit that ends, on its last workday at the latest.

use super::{TaskProposal, served};
use crate::deadlines::{Lens, completion_key, file_by, settled};
use crate::rules::book;
use crate::wire::chips;
use law::deadline::{Period, PeriodState, Phase, Shape, Timeline};

/// What to hand in before the limits that run, the nearest first; none for what is met, or already taken on.
pub(super) fn proposals(lens: &Lens, line: &Timeline) -> Vec<TaskProposal> {
    let mut all: Vec<_> = line
        .periods
        .iter()
        .filter(|period| period.open() && period.state != PeriodState::Passed && period.rule.span.hours == 0)
        .filter(|period| !settled(lens.record, lens.actor, period, lens.held))
        .filter(|period| !served(lens.record, &completion_key(lens.actor, &period.key).id))
        .filter_map(|period| Some((period.end()?.remind.low, proposal(lens, line, period)?)))
        .collect();
    all.sort_by(|a, b| (a.0, &a.1.limit).cmp(&(b.0, &b.1.limit)));
    all.into_iter().map(|(_, proposal)| proposal).collect()
}

/// What is handed in before a limit of that kind; the words are those of the remedies in the law of limits.
fn words(line: &Timeline, period: &Period) -> Option<(String, Vec<String>)> {
    let name = &period.rule.name;
    let cite = |id: &str| {
        let remedy = line.remedies.iter().find(|remedy| remedy.id == id);
        remedy.map(|remedy| remedy.cite.clone())
    };
    match period.rule.shape {
        Shape::Custody => cite("change").map(|cite| (format!("在{name}届满前提交变更、解除强制措施的申请"), cite)),
        Shape::Procedure if period.phase == Phase::Prosecution && period.item.id == "D-20" => {
            cite("review_opinion").map(|cite| (format!("在{name}届满前提交书面辩护意见"), cite))
        }
        Shape::Right | Shape::Hearing if acts(&period.rule.who) => {
            Some((format!("在最后一天以前办理：{name}"), period.rule.cite.clone()))
        }
        _ => None,
    }
}

/// Whether it is for our side to act.
fn acts(who: &str) -> bool {
    ["被告人", "被不起诉人", "辩护人", "控辩"]
        .iter()
        .any(|ours| who.contains(ours))
}

fn proposal(lens: &Lens, line: &Timeline, period: &Period) -> Option<TaskProposal> {
    let (text, cite) = words(line, period)?;
    let end = period.end()?;
    let by = file_by(lens.calendar, end);
    let steps: Vec<String> = lens
        .leads
        .steps(period.phase.id())
        .iter()
        .map(ToString::to_string)
        .collect();
    Some(TaskProposal {
        limit: period.key.clone(),
        actor: lens.actor.into(),
        text,
        due: by.map(|by| by.to_string()).unwrap_or_default(),
        due_words: by.map_or_else(|| "无日历，请人工核对".into(), law::say_date),
        why: format!(
            "{}最后一天{}；{}阶段提前{}日提醒",
            period.rule.name,
            crate::deadlines::day_words(end.last),
            period.phase.name(),
            steps.join("、")
        ),
        cites: chips(book(), &cite),
    })
}
