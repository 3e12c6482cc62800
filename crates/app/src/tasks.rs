//! What has to be done: made from open questions and from limits, done with a result that goes back into the facts.

mod propose;
mod view;

use crate::analysis::actor_of;
pub(crate) use crate::deadlines::Saved;
use crate::deadlines::{Lens, events_of, line_of, past_day, procedure};
use crate::entry::{limit, saved};
use crate::failure::Failure;
use crate::rules::book;
use crate::session::{App, Now};
use crate::wire::wire;
use case::{ItemKey, ItemKind, Path, Task, TaskKind};
use chrono::NaiveDate;
use law::Finder;

pub(crate) use view::{TaskGroup, TaskView, kind_id, kind_name};
use view::{group, task_view};

wire! {
    /// A task that a date suggests.
    pub struct TaskProposal {
        /// Rule and event of the limit it serves.
        pub limit: String,
        /// Party id.
        pub actor: String,
        /// What to do.
        pub text: String,
        /// The last workday to file, as a date; empty where a year has no calendar.
        pub due: String,
        /// In words.
        pub due_words: String,
        /// From what: name and last day of the limit, lead times of the stage.
        pub why: String,
        /// Provisions.
        pub cites: Vec<crate::wire::CiteChip>,
    }

    /// Asks for the tasks of a case.
    pub struct TasksRequest {
        /// Case id.
        pub case: String,
        /// Party id whose dates suggest tasks, or empty for the client.
        pub actor: String,
    }

    /// The tasks of a case.
    pub struct TasksView {
        /// Counts changes.
        #[cfg_attr(feature = "typescript", ts(type = "number"))]
        pub revision: u64,
        /// Not done, by kind; the nearest first.
        pub groups: Vec<TaskGroup>,
        /// Done, the last first.
        pub done: Vec<TaskView>,
        /// What the dates suggest and nobody has taken on.
        pub proposals: Vec<TaskProposal>,
        /// Who can be given a task.
        pub people: Vec<String>,
    }

    /// Adds a task.
    pub struct AddTask {
        /// Case id.
        pub case: String,
        /// Party id it is about, or empty for the case.
        pub actor: String,
        /// meeting, evidence, reading, filing or other; empty takes the way in which the question is usually found out.
        #[cfg_attr(feature = "typescript", ts(type = "\"\" | \"meeting\" | \"evidence\" | \"reading\" | \"filing\" | \"other\""))]
        pub kind: String,
        /// What; empty takes the words of the question.
        pub text: String,
        /// By when, as typed; or empty.
        pub due: String,
        /// Who does it, or empty.
        pub who: String,
        /// The question it is to settle, or empty.
        pub fact: String,
        /// Rule and event of the limit it serves, or empty.
        pub limit: String,
        /// The revision the window has seen.
        #[cfg_attr(feature = "typescript", ts(type = "number"))]
        pub seen: u64,
    }

    /// Changes a task.
    pub struct ChangeTask {
        /// Case id.
        pub case: String,
        /// Its number.
        pub task: String,
        /// What.
        pub text: String,
        /// By when, as typed; or empty.
        pub due: String,
        /// Who does it, or empty.
        pub who: String,
        /// The revision the window has seen.
        #[cfg_attr(feature = "typescript", ts(type = "number"))]
        pub seen: u64,
    }

    /// A task is done.
    pub struct FinishTask {
        /// Case id.
        pub case: String,
        /// Its number.
        pub task: String,
        /// When, as typed.
        pub on: String,
        /// What came of it.
        pub result: String,
        /// The revision the window has seen.
        #[cfg_attr(feature = "typescript", ts(type = "number"))]
        pub seen: u64,
    }

    /// Opens a task again, or takes it out.
    pub struct TaskRequest {
        /// Case id.
        pub case: String,
        /// Its number.
        pub task: String,
        /// The revision the window has seen.
        #[cfg_attr(feature = "typescript", ts(type = "number"))]
        pub seen: u64,
    }
}

/// The tasks of a case, and what the dates suggest.
pub(crate) fn tasks(app: &mut App, request: TasksRequest, now: Now) -> Result<TasksView, Failure> {
    let (calendar, leads) = (app.calendar()?, app.leads()?);
    let people = app.vault()?.members()?.into_iter().map(|member| member.name).collect();
    let today = now.date_naive();
    let record = app.record(&request.case)?;
    let actor = actor_of(record, &request.actor)?;
    let events = events_of(record, &actor);
    let line = line_of(procedure(today)?, &calendar, &events, today);
    let lens = Lens {
        record,
        actor: &actor,
        calendar: &calendar,
        leads: &leads,
        today,
        held: line.custody.held,
    };
    let proposals = propose::proposals(&lens, &line);
    let phase = line.phase.id();
    let all = record
        .items_of::<Task>()
        .map(|(id, task)| task_view(&lens, phase, id, task));
    let (mut done, open): (Vec<TaskView>, Vec<TaskView>) = all.partition(|task| !task.done.is_empty());
    done.sort_by(|a, b| (&b.done_on, &b.id).cmp(&(&a.done_on, &a.id)));
    Ok(TasksView {
        revision: record.revision,
        groups: group(open),
        done,
        proposals,
        people,
    })
}

/// The question a task is to settle, and what usually proves it.
fn question(app: &mut App, case: &str, actor: &str, fact: &str) -> Result<(String, String), Failure> {
    let path: Path = fact.parse()?;
    crate::answer::shape(book(), &path)?;
    let record = app.record(case)?;
    let words = crate::entry::titled(record, actor, &path);
    Ok((words, crate::flips::proof(book(), &path)))
}

/// The kind of task a question makes, by the first way in which it is usually found out.
fn usual_kind(path: &Path) -> TaskKind {
    let dictionary = &book().dictionary;
    let find = match path {
        Path::Fact(id) => dictionary.fact(id).map(|fact| fact.find.as_slice()),
        Path::Cell(table, _, column) => {
            let column = dictionary.table(table).and_then(|table| table.column(column));
            column.map(|column| column.find.as_slice())
        }
        Path::Row(..) | Path::Complete(_) => None,
    };
    match find.and_then(<[Finder]>::first) {
        Some(Finder::Interview) => TaskKind::Meeting,
        Some(Finder::Collect) => TaskKind::Evidence,
        Some(Finder::File) => TaskKind::Reading,
        None => TaskKind::Other,
    }
}

fn due(text: &str) -> Result<Option<NaiveDate>, Failure> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let when = law::read_date(text).map_err(|why| Failure::invalid(format!("办理期限：{why}")))?;
    let day = law::deadline::When::of(when).filter(|when| when.exact());
    day.map(|when| Some(when.low))
        .ok_or_else(|| Failure::invalid("办理期限须是确定的一天，例如 20261124。"))
}

fn who(text: &str) -> Result<String, Failure> {
    match text.trim() {
        "" => Ok(String::new()),
        name => crate::cases::required(name, "承办人"),
    }
}

/// Adds a task. A question that already has an open task of the same kind is not put down twice.
pub(crate) fn add_task(app: &mut App, request: AddTask, now: Now) -> Result<Saved, Failure> {
    let usual = || {
        request
            .fact
            .parse()
            .ok()
            .map(|path| usual_kind(&path))
            .filter(|_| request.kind.is_empty())
    };
    let kind = view::kind_of(&request.kind)
        .or_else(usual)
        .ok_or_else(|| Failure::invalid("请选择待办的种类。"))?;
    let actor = if request.actor.is_empty() && request.fact.is_empty() && request.limit.is_empty() {
        String::new()
    } else {
        actor_of(app.record(&request.case)?, &request.actor)?
    };
    let (asked, proof) = if request.fact.is_empty() {
        Default::default()
    } else {
        question(app, &request.case, &actor, &request.fact)?
    };
    let limit_id = if request.limit.is_empty() {
        String::new()
    } else {
        crate::deadlines::completion_key(&actor, &request.limit).id
    };
    let same = |task: &Task| {
        let of_fact = !request.fact.is_empty() && task.fact == request.fact && task.actor == actor && task.kind == kind;
        let of_limit = !limit_id.is_empty() && task.limit == limit_id;
        task.done.is_none() && (of_fact || of_limit)
    };
    if app
        .record(&request.case)?
        .items_of::<Task>()
        .any(|(_, task)| same(task))
    {
        return Err(Failure::invalid("这一项已在待办中，不必重复添加。"));
    }
    let text = if request.text.trim().is_empty() {
        asked.as_str()
    } else {
        request.text.trim()
    };
    if text.is_empty() {
        return Err(Failure::invalid("请写明要办什么。"));
    }
    limit(text)?;
    let task = Task {
        text: text.into(),
        kind,
        due: due(&request.due)?,
        who: who(&request.who)?,
        fact: request.fact,
        actor,
        proof,
        limit: limit_id,
        done: None,
        result: String::new(),
    };
    let key = app.record(&request.case)?.next_item(ItemKind::Task);
    let what = format!("添加待办（{}）", kind_name(kind));
    put(app, &request.case, key, task, what, request.seen, now)
}

fn put(
    app: &mut App,
    case: &str,
    key: ItemKey,
    task: Task,
    what: String,
    seen: u64,
    now: Now,
) -> Result<Saved, Failure> {
    let path: Option<Path> = if task.fact.is_empty() {
        None
    } else {
        Some(task.fact.parse()?)
    };
    let actor = task.actor.clone();
    let change = crate::items::put(app, key, task, now)?;
    crate::items::write(app, case, vec![change], &what, seen, now)?;
    // A question may have gone with its row: the task stays, and leads nowhere.
    match saved(app, case, &actor, path.as_ref(), what.clone(), now) {
        Err(_) if path.is_some() => saved(app, case, &actor, None, what, now),
        done => done,
    }
}

fn held(app: &mut App, case: &str, id: &str) -> Result<(ItemKey, Task), Failure> {
    let task: Task = crate::items::of::<Task>(app, case, id)?.clone();
    Ok((ItemKey::new(ItemKind::Task, id), task))
}

/// Changes what a task says, by when, and who does it.
pub(crate) fn change_task(app: &mut App, request: ChangeTask, now: Now) -> Result<Saved, Failure> {
    let (key, task) = held(app, &request.case, &request.task)?;
    limit(&request.text)?;
    if request.text.trim().is_empty() {
        return Err(Failure::invalid("请写明要办什么。"));
    }
    let what = format!("修改待办（{}）", kind_name(task.kind));
    let task = Task {
        text: request.text.trim().into(),
        due: due(&request.due)?,
        who: who(&request.who)?,
        ..task
    };
    put(app, &request.case, key, task, what, request.seen, now)
}

/// A task is done; what came of it is kept, and the window offers the question it was to settle.
pub(crate) fn finish_task(app: &mut App, request: FinishTask, now: Now) -> Result<Saved, Failure> {
    let (key, task) = held(app, &request.case, &request.task)?;
    if task.done.is_some() {
        return Err(Failure::invalid("这项待办已经办结。"));
    }
    limit(&request.result)?;
    let result = request.result.trim().to_string();
    if result.is_empty() {
        return Err(Failure::invalid(
            "请写明办理的结果；没有结果也请写明，例如“当事人不清楚”。",
        ));
    }
    let what = format!("办结待办（{}）", kind_name(task.kind));
    let task = Task {
        done: Some(past_day(&request.on, "办结日", now)?),
        result,
        ..task
    };
    put(app, &request.case, key, task, what, request.seen, now)
}

/// A task that was done is open again; its result stays with it.
pub(crate) fn reopen_task(app: &mut App, request: TaskRequest, now: Now) -> Result<Saved, Failure> {
    let (key, task) = held(app, &request.case, &request.task)?;
    let what = format!("恢复待办（{}）", kind_name(task.kind));
    put(
        app,
        &request.case,
        key,
        Task { done: None, ..task },
        what,
        request.seen,
        now,
    )
}

/// Takes a task out; the recycle bin keeps it.
pub(crate) fn drop_task(app: &mut App, request: TaskRequest, now: Now) -> Result<Saved, Failure> {
    let (key, task) = held(app, &request.case, &request.task)?;
    let what = format!("移除待办（{}）", kind_name(task.kind));
    crate::items::write(
        app,
        &request.case,
        vec![crate::items::out(key)],
        &what,
        request.seen,
        now,
    )?;
    saved(app, &request.case, "", None, what, now)
}

/// Whether a limit is served by a task that is not done.
fn served(record: &case::Record, limit: &str) -> bool {
    record.items_of::<Task>().any(|(_, task)| task.limit == limit)
}
