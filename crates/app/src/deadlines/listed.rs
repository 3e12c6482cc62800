//! What the register keeps of the dates of a case, so that no case file is opened for the list and for the calendar.

use super::lead::file_by;
use super::{done, events_of, line_of, list, procedure};
use crate::failure::Failure;
use case::{Party, Record, Task, TaskKind};
use chrono::{DateTime, FixedOffset, NaiveDate};
use law::deadline::{Calendar, Period, PeriodState, Shape};
use serde::{Deserialize, Serialize};

/// What the register keeps of one case. What an older program wrote lacks the later fields.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Listed {
    /// In custody since, the earliest it can be: the client whose case it is.
    pub since: Option<NaiveDate>,
    /// Ends of open periods, of everybody we defend.
    pub ends: Vec<ListedEnd>,
    /// Tasks not done.
    pub tasks: Vec<ListedTask>,
    /// Everybody we defend who is in custody: party id, name, since.
    pub held: Vec<(String, String, NaiveDate)>,
    /// Defenders, by name.
    pub lawyers: Vec<String>,
    /// The last digits of the docket number.
    pub docket: String,
    /// A name that is nobody's: 王某案.
    pub mask: String,
    /// The last action of a lawyer, or the first of anybody where no lawyer has acted.
    pub acted: Option<DateTime<FixedOffset>>,
    /// No lawyer has acted yet.
    pub never: bool,
}

/// The end of one open period.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct ListedEnd {
    pub name: String,
    pub last: NaiveDate,
    pub custody: bool,
    /// Rule and event.
    pub key: String,
    /// Party id.
    pub actor: String,
    /// The party's name, where there are several we defend.
    pub party: String,
    /// Shape id and words.
    pub shape: String,
    pub shape_name: String,
    /// Stage id.
    pub phase: String,
    /// 最后可提交的工作日.
    pub file_by: Option<NaiveDate>,
    /// 无日历.
    pub unchecked: bool,
    /// The last day under every condition.
    pub furthest: Option<NaiveDate>,
    /// Past that day it warns no more.
    pub lapses: bool,
    /// It does not run before that day; nothing where it runs.
    pub from: Option<NaiveDate>,
    /// done, moved or signed; or empty.
    pub met: String,
    /// Citations.
    pub cites: Vec<String>,
}

/// A task that is not done.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct ListedTask {
    /// Its number.
    pub id: String,
    pub text: String,
    pub kind: TaskKind,
    pub due: Option<NaiveDate>,
    pub who: String,
    /// Stage id.
    pub phase: String,
}

/// What the register keeps of a case.
pub(crate) fn listed(record: &Record, calendar: &Calendar, today: NaiveDate) -> Result<Listed, Failure> {
    let procedure = procedure(today)?;
    let client = record.client().map(|party| party.id.clone()).unwrap_or_default();
    let ours: Vec<&Party> = record
        .parties
        .iter()
        .filter(|party| party.client || party.id == client)
        .collect();
    let mut listed = Listed {
        lawyers: record.matter.lawyers.clone(),
        docket: crate::calendar::docket_tail(&record.matter.docket),
        mask: record.client().map(crate::calendar::masked).unwrap_or_default(),
        ..Listed::default()
    };
    let mut phase = "";
    for party in &ours {
        let line = line_of(procedure, calendar, &events_of(record, &party.id), today);
        let name = if ours.len() > 1 { party.name.as_str() } else { "" };
        if let Some(since) = line.custody.since.filter(|_| line.custody.held) {
            listed.held.push((party.id.clone(), party.name.clone(), since.low));
        }
        if party.id == client {
            phase = line.phase.id();
            listed.since = line.custody.since.filter(|_| line.custody.held).map(|since| since.low);
        }
        let kept = line
            .periods
            .iter()
            .filter(|period| keeps(period) && list::lasting(period));
        let ends = kept.filter_map(|period| end((record, line.custody.held), party, name, period, calendar));
        listed.ends.extend(ends);
    }
    let open = record.items_of::<Task>().filter(|(_, task)| task.done.is_none());
    listed.tasks = open
        .map(|(id, task)| ListedTask {
            id: id.into(),
            text: task.text.clone(),
            kind: task.kind,
            due: task.due,
            who: task.who.clone(),
            phase: phase.into(),
        })
        .collect();
    Ok(listed)
}

/// What runs, and what will run from a day that has not come: the row is read on later days, too.
fn keeps(period: &Period) -> bool {
    period.open() || (period.state == PeriodState::Projected && period.close.is_none())
}

fn end(
    (record, held): (&Record, bool),
    party: &Party,
    name: &str,
    period: &Period,
    calendar: &Calendar,
) -> Option<ListedEnd> {
    let end = period.end()?;
    let met = done::met(record, &party.id, period, held).map(|(met, _)| met.id());
    Some(ListedEnd {
        name: period.rule.name.clone(),
        last: end.remind.low,
        custody: period.rule.shape == Shape::Custody,
        key: period.key.clone(),
        actor: party.id.clone(),
        party: name.into(),
        shape: period.rule.shape.id().into(),
        shape_name: period.rule.shape.name().into(),
        phase: period.phase.id().into(),
        file_by: file_by(calendar, end),
        unchecked: end.unchecked,
        furthest: period.ends.iter().map(|end| end.last.high).max(),
        lapses: period.lapses(),
        // What is counted back from a hearing binds now, however far ahead the hearing is.
        from: (period.state == PeriodState::Projected).then_some(period.start.low),
        met: met.unwrap_or_default().into(),
        cites: end.cite.clone(),
    })
}

impl ListedEnd {
    /// Whether it runs on a day, and is not met and signed.
    pub(crate) fn binds(&self, today: NaiveDate) -> bool {
        self.met != "signed" && self.from.is_none_or(|from| from <= today)
    }
}

impl Listed {
    /// As kept in the register.
    pub(crate) fn kept(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// From the register.
    pub(crate) fn read(kept: &str) -> Listed {
        serde_json::from_str(kept).unwrap_or_default()
    }
}
