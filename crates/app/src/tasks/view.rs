//! Tasks in words.

use crate::deadlines::{Lens, Warn};
use crate::rules::book;
use crate::wire::wire;
use case::{Path, Task, TaskKind};

wire! {
    /// A task.
    pub struct TaskView {
        /// Its number.
        pub id: String,
        /// What.
        pub text: String,
        /// meeting, evidence, reading, filing or other.
        #[cfg_attr(feature = "typescript", ts(type = "\"meeting\" | \"evidence\" | \"reading\" | \"filing\" | \"other\""))]
        pub kind: String,
        /// In words.
        pub kind_name: String,
        /// By when, as a date, or empty.
        pub due: String,
        /// In words.
        pub due_words: String,
        /// Days from today; negative when past, zero without a day.
        #[cfg_attr(feature = "typescript", ts(type = "number"))]
        pub days: i64,
        /// How urgent it is by the office's lead times.
        pub warn: Warn,
        /// Who does it, or empty.
        pub who: String,
        /// The question it is to settle, or empty.
        pub fact: String,
        /// In words.
        pub question: String,
        /// Party id, or empty.
        pub actor: String,
        /// The party's name.
        pub actor_name: String,
        /// What usually proves it.
        pub proof: String,
        /// Rule and event of the limit it serves, or empty.
        pub limit: String,
        /// When it was done in words, or empty.
        pub done: String,
        /// As a date, or empty.
        pub done_on: String,
        /// What came of it.
        pub result: String,
        /// What is offered as the source when the result is written into the facts.
        pub source: String,
    }

    /// Tasks of one kind.
    pub struct TaskGroup {
        /// Kind id.
        #[cfg_attr(feature = "typescript", ts(type = "\"meeting\" | \"evidence\" | \"reading\" | \"filing\" | \"other\""))]
        pub kind: String,
        /// In words.
        pub name: String,
        /// The nearest first, those without a day last.
        pub tasks: Vec<TaskView>,
    }
}

const KINDS: [(TaskKind, &str, &str); 5] = [
    (TaskKind::Filing, "filing", "期限前提交"),
    (TaskKind::Meeting, "meeting", "会见提纲"),
    (TaskKind::Evidence, "evidence", "调取申请"),
    (TaskKind::Reading, "reading", "阅卷核对"),
    (TaskKind::Other, "other", "其他"),
];

/// Identifier on the wire.
pub(crate) fn kind_id(kind: TaskKind) -> &'static str {
    KINDS
        .iter()
        .find(|(own, ..)| *own == kind)
        .map_or("other", |(_, id, _)| id)
}

/// As people say it.
pub(crate) fn kind_name(kind: TaskKind) -> &'static str {
    KINDS
        .iter()
        .find(|(own, ..)| *own == kind)
        .map_or("其他", |(.., name)| name)
}

/// The kind of that identifier.
pub(super) fn kind_of(id: &str) -> Option<TaskKind> {
    KINDS.iter().find(|(_, own, _)| *own == id).map(|(kind, ..)| *kind)
}

pub(super) fn task_view(lens: &Lens, phase: &str, id: &str, task: &Task) -> TaskView {
    let path: Option<Path> = task.fact.parse().ok();
    let path = path.filter(|path| crate::answer::shape(book(), path).is_ok());
    let days = task.due.map_or(0, |due| (due - lens.today).num_days());
    let open = task.done.is_none();
    let date = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    let words = |day: Option<chrono::NaiveDate>| day.map(law::say_date).unwrap_or_default();
    TaskView {
        id: id.into(),
        text: task.text.clone(),
        kind: kind_id(task.kind).into(),
        kind_name: kind_name(task.kind).into(),
        due: date(task.due),
        due_words: words(task.due),
        days,
        warn: if open && task.due.is_some() {
            lens.leads.warn(phase, days)
        } else {
            Warn::None
        },
        who: task.who.clone(),
        question: path
            .map(|path| crate::entry::titled(lens.record, &task.actor, &path))
            .unwrap_or_default(),
        fact: task.fact.clone(),
        actor: task.actor.clone(),
        actor_name: lens
            .record
            .party(&task.actor)
            .map(|party| party.name.clone())
            .unwrap_or_default(),
        proof: task.proof.clone(),
        limit: task.limit.clone(),
        done: words(task.done),
        done_on: date(task.done),
        result: task.result.clone(),
        source: match (task.kind, task.done) {
            (TaskKind::Meeting, Some(on)) => format!("会见笔录（{on}）"),
            (TaskKind::Evidence, Some(on)) => format!("调取的材料（{on}）"),
            _ => String::new(),
        },
    }
}

/// Open tasks by kind.
pub(super) fn group(mut open: Vec<TaskView>) -> Vec<TaskGroup> {
    open.sort_by(|a, b| (a.due.is_empty(), &a.due, &a.id).cmp(&(b.due.is_empty(), &b.due, &b.id)));
    let of = |(_, id, name): &(TaskKind, &str, &str)| TaskGroup {
        kind: (*id).into(),
        name: (*name).into(),
        tasks: open.iter().filter(|task| task.kind == *id).cloned().collect(),
    };
    KINDS.iter().map(of).filter(|group| !group.tasks.is_empty()).collect()
}
