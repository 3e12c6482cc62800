//! Every date of every case, read from the register.

use super::mask::code;
use crate::deadlines::{Leads, Listed, ListedEnd, ListedTask, Warn};
use crate::failure::Failure;
use crate::session::{App, Now};
use crate::tasks::{kind_id, kind_name};
use chrono::NaiveDate;

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Custody,
    Limit,
    Task,
}

impl Kind {
    pub(super) fn id(self) -> &'static str {
        match self {
            Kind::Custody => "custody",
            Kind::Limit => "limit",
            Kind::Task => "task",
        }
    }
}

/// One date of one case.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub case: String,
    pub name: String,
    pub actor: String,
    pub party: String,
    pub kind: Kind,
    pub kind_name: String,
    pub what: String,
    pub key: String,
    pub day: Option<NaiveDate>,
    pub file_by: Option<NaiveDate>,
    pub unchecked: bool,
    pub warn: Warn,
    pub met: String,
    pub doubt: bool,
    pub held: bool,
    pub mine: bool,
    pub who: String,
    pub cites: Vec<String>,
    /// Stage id.
    pub phase: String,
}

impl Row {
    /// By day; custody before other limits before tasks.
    pub(super) fn order(&self) -> (Option<NaiveDate>, Kind, &str, &str) {
        (self.day, self.kind, &self.name, &self.key)
    }
}

/// One case as the register has it.
pub(super) struct ListedCase {
    pub id: String,
    pub name: String,
    pub accused: Vec<String>,
    /// 3F2A.
    pub code: String,
    pub listed: Listed,
    /// Changed last, by anybody.
    pub updated: NaiveDate,
    pub revision: u64,
    pub demo: bool,
}

impl ListedCase {
    /// 王某案（3F2A，尾号123）: says nobody's name.
    pub(super) fn masked(&self) -> String {
        let name = if self.listed.mask.is_empty() {
            "某案"
        } else {
            &self.listed.mask
        };
        match self.listed.docket.as_str() {
            "" => format!("{name}（{}）", self.code),
            docket => format!("{name}（{}，案号尾号{docket}）", self.code),
        }
    }
}

/// Every case and every date.
pub(super) struct Listing {
    pub cases: Vec<ListedCase>,
    pub rows: Vec<Row>,
    pub leads: Leads,
}

impl Listing {
    pub(super) fn of(app: &mut App, now: Now) -> Result<Listing, Failure> {
        let leads = app.leads()?;
        let me = app.user()?.name.clone();
        let kept = app.vault()?.cases()?;
        let ids: Vec<String> = kept.iter().map(|row| row.id.to_string()).collect();
        let cases: Vec<ListedCase> = kept
            .into_iter()
            .zip(&ids)
            .map(|(row, id)| ListedCase {
                code: code(id, &ids),
                id: id.clone(),
                listed: Listed::read(&row.dates),
                updated: row.updated_at.date_naive(),
                name: row.name,
                accused: row.accused,
                revision: row.revision,
                demo: row.demo,
            })
            .collect();
        let today = now.date_naive();
        let rows = cases
            .iter()
            .flat_map(|case| rows_of(case, &leads, &me, today))
            .collect();
        Ok(Listing { cases, rows, leads })
    }

    /// The case of that id.
    pub(super) fn case(&self, id: &str) -> Option<&ListedCase> {
        self.cases.iter().find(|case| case.id == id)
    }
}

fn rows_of(case: &ListedCase, leads: &Leads, me: &str, today: NaiveDate) -> Vec<Row> {
    let mine = case.listed.lawyers.iter().any(|lawyer| lawyer == me);
    let held = !case.listed.held.is_empty() || case.listed.since.is_some();
    let end = |end: &ListedEnd| {
        let past = end.furthest.unwrap_or(end.last) < today;
        let quiet = !end.binds(today) || (past && end.lapses);
        (!quiet).then(|| Row {
            case: case.id.clone(),
            name: case.name.clone(),
            actor: end.actor.clone(),
            party: end.party.clone(),
            kind: if end.custody { Kind::Custody } else { Kind::Limit },
            kind_name: end.shape_name.clone(),
            what: end.name.clone(),
            key: end.key.clone(),
            day: Some(end.last),
            file_by: end.file_by,
            unchecked: end.unchecked,
            warn: leads.warn(&end.phase, (end.file_by.unwrap_or(end.last) - today).num_days()),
            met: end.met.clone(),
            doubt: end.last < today && !past,
            held,
            mine,
            who: String::new(),
            cites: end.cites.clone(),
            phase: end.phase.clone(),
        })
    };
    let task = |task: &ListedTask| Row {
        case: case.id.clone(),
        name: case.name.clone(),
        actor: String::new(),
        party: String::new(),
        kind: Kind::Task,
        kind_name: kind_name(task.kind).into(),
        what: task.text.clone(),
        key: format!("{}:{}", kind_id(task.kind), task.id),
        day: task.due,
        file_by: None,
        unchecked: false,
        warn: task
            .due
            .map_or(Warn::None, |due| leads.warn(&task.phase, (due - today).num_days())),
        met: String::new(),
        doubt: false,
        held,
        mine: if task.who.is_empty() { mine } else { task.who == me },
        who: task.who.clone(),
        cites: Vec::new(),
        phase: task.phase.clone(),
    };
    let ends = case.listed.ends.iter().filter_map(end);
    ends.chain(case.listed.tasks.iter().map(task)).collect()
}
