//! Comments on a fact, a page, an item or the case: threads that are answered, settled, or turned into a question for a meeting.

use crate::cases::case_id;
pub(crate) use crate::entry::Saved;
use crate::entry::{limit, saved};
use crate::failure::Failure;
use crate::session::{App, Now};
use crate::thing::about;
use crate::wire::wire;
use case::{Comment, ItemKey, ItemKind, Record, Target, Task, TaskKind};

wire! {
    /// What a remark is about; only what fits the kind is filled in.
    pub struct RemarkOn {
        /// fact, page, item or case.
        #[cfg_attr(feature = "typescript", ts(type = "\"fact\" | \"page\" | \"item\" | \"case\""))]
        pub kind: String,
        /// Party id, or empty.
        pub actor: String,
        /// Path of a fact.
        pub path: String,
        /// Volume label of a page.
        pub volume: String,
        /// Page of the document, from 1; 0 for what is no page.
        pub page: u32,
        /// An item's `kind:id`.
        pub key: String,
    }

    /// One remark.
    pub struct RemarkView {
        /// Its number.
        pub id: String,
        /// Who.
        pub who: String,
        /// When.
        pub at: String,
        /// The remark.
        pub text: String,
        /// This user may change it or take it out.
        pub mine: bool,
    }

    /// A thread: a remark and the answers to it.
    pub struct ThreadView {
        /// The first remark's number.
        pub id: String,
        /// What it is about.
        pub on: RemarkOn,
        /// That in words.
        pub about: String,
        /// Remarks, oldest first.
        pub remarks: Vec<RemarkView>,
        /// Who settled it, or empty.
        pub settled_by: String,
        /// The task it was turned into, or empty.
        pub task: String,
        /// What that task says.
        pub task_text: String,
        /// The task is done.
        pub task_done: bool,
    }

    /// Every thread of a case, those with the newest remark first.
    pub struct RemarksView {
        /// Threads.
        pub threads: Vec<ThreadView>,
        /// How many are open.
        pub open: u32,
    }

    /// Asks for the threads.
    pub struct RemarksRequest {
        /// Case id.
        pub case: String,
    }

    /// Writes a remark: a new thread, an answer, or one's own remark again.
    pub struct PutRemark {
        /// Case id.
        pub case: String,
        /// The remark to be changed, or empty.
        pub id: String,
        /// The thread it answers, or empty.
        pub reply_to: String,
        /// What a new thread is about.
        pub on: RemarkOn,
        /// The remark.
        pub text: String,
        /// The revision the window has seen.
        #[cfg_attr(feature = "typescript", ts(type = "number"))]
        pub seen: u64,
    }

    /// Settles a thread or opens it again.
    pub struct SettleRemark {
        /// Case id.
        pub case: String,
        /// The thread.
        pub id: String,
        /// Settled from now on.
        pub settled: bool,
        /// The revision the window has seen.
        #[cfg_attr(feature = "typescript", ts(type = "number"))]
        pub seen: u64,
    }

    /// Takes a remark out, with its answers; or makes a thread a question for a meeting.
    pub struct RemarkRef {
        /// Case id.
        pub case: String,
        /// The remark.
        pub id: String,
        /// The revision the window has seen.
        #[cfg_attr(feature = "typescript", ts(type = "number"))]
        pub seen: u64,
    }
}

fn target(on: &RemarkOn) -> Result<Target, Failure> {
    Ok(match on.kind.as_str() {
        "fact" => Target::Fact {
            actor: on.actor.clone(),
            path: on.path.parse::<case::Path>()?.to_string(),
        },
        "page" if on.page > 0 && !on.volume.trim().is_empty() => Target::Page {
            volume: on.volume.trim().into(),
            page: on.page,
        },
        "item" => Target::Item {
            key: on.key.parse::<ItemKey>()?.to_string(),
        },
        "case" => Target::Case,
        _ => return Err(Failure::invalid("批注的对象不明，请从事实、页面或条目上添加。")),
    })
}

fn shown(target: &Target) -> RemarkOn {
    let mut on = RemarkOn {
        kind: "case".into(),
        actor: String::new(),
        path: String::new(),
        volume: String::new(),
        page: 0,
        key: String::new(),
    };
    match target {
        Target::Fact { actor, path } => {
            on.kind = "fact".into();
            on.actor.clone_from(actor);
            on.path.clone_from(path);
        }
        Target::Page { volume, page } => {
            on.kind = "page".into();
            on.volume.clone_from(volume);
            on.page = *page;
        }
        Target::Item { key } => {
            on.kind = "item".into();
            on.key.clone_from(key);
        }
        Target::Case => {}
    }
    on
}

/// Every thread of a case.
pub(crate) fn remarks(app: &mut App, request: RemarksRequest, _: Now) -> Result<RemarksView, Failure> {
    let (me, lawyer) = (app.user()?.name.clone(), app.is_lawyer());
    let record = app.record(&request.case)?;
    let view = |id: &str, comment: &Comment| {
        let held = record.items.get(&ItemKey::new(ItemKind::Comment, id));
        let (who, at) = held.map_or((String::new(), String::new()), |held| {
            (held.by.clone(), held.at.format("%Y-%m-%d %H:%M:%S").to_string())
        });
        RemarkView {
            id: id.into(),
            mine: who == me || lawyer,
            who,
            at,
            text: comment.text.clone(),
        }
    };
    let mut threads: Vec<(String, ThreadView)> = Vec::new();
    for (id, comment) in record
        .items_of::<Comment>()
        .filter(|(_, comment)| comment.reply_to.is_empty())
    {
        let mut remarks = vec![view(id, comment)];
        let mut answers: Vec<RemarkView> = record
            .items_of::<Comment>()
            .filter(|(_, answer)| answer.reply_to == id)
            .map(|(id, answer)| view(id, answer))
            .collect();
        answers.sort_by(|a, b| (&a.at, &a.id).cmp(&(&b.at, &b.id)));
        remarks.append(&mut answers);
        let task = record.item::<Task>(&comment.task);
        let newest = remarks.iter().map(|remark| remark.at.clone()).max().unwrap_or_default();
        threads.push((
            newest,
            ThreadView {
                id: id.into(),
                on: shown(&comment.on),
                about: about(record, &comment.on),
                remarks,
                settled_by: comment.settled_by.clone(),
                task: task.map(|_| comment.task.clone()).unwrap_or_default(),
                task_text: task.map(|task| task.text.clone()).unwrap_or_default(),
                task_done: task.is_some_and(|task| task.done.is_some()),
            },
        ));
    }
    threads.sort_by(|a, b| (b.0.as_str(), &b.1.id).cmp(&(a.0.as_str(), &a.1.id)));
    let threads: Vec<ThreadView> = threads.into_iter().map(|(_, thread)| thread).collect();
    Ok(RemarksView {
        open: threads.iter().filter(|thread| thread.settled_by.is_empty()).count() as u32,
        threads,
    })
}

/// The first remark of a thread.
fn thread(record: &Record, id: &str) -> Result<Comment, Failure> {
    let found = record.item::<Comment>(id).filter(|comment| comment.reply_to.is_empty());
    found.cloned().ok_or_else(|| Failure::not_found("这条批注"))
}

/// Writes a remark.
pub(crate) fn put_remark(app: &mut App, request: PutRemark, now: Now) -> Result<Saved, Failure> {
    let text = request.text.trim();
    if text.is_empty() {
        return Err(Failure::invalid("请写明批注的内容。"));
    }
    limit(text)?;
    let me = app.user()?.name.clone();
    let lawyer = app.is_lawyer();
    let record = app.record(&request.case)?;
    let (key, comment, what) = if !request.id.is_empty() {
        let key = ItemKey::new(ItemKind::Comment, request.id.clone());
        let held = record.items.get(&key).ok_or_else(|| Failure::not_found("这条批注"))?;
        if held.by != me && !lawyer {
            return Err(Failure::invalid("这条批注是别人写的，请用“回复”补充。"));
        }
        let own = record.item::<Comment>(&request.id).cloned();
        let own = own.ok_or_else(|| Failure::not_found("这条批注"))?;
        (
            key,
            Comment {
                text: text.into(),
                ..own
            },
            "修改批注",
        )
    } else if !request.reply_to.is_empty() {
        let first = thread(record, &request.reply_to)?;
        let answer = Comment {
            on: first.on,
            text: text.into(),
            reply_to: request.reply_to.clone(),
            settled_by: String::new(),
            task: String::new(),
        };
        (record.next_item(ItemKind::Comment), answer, "回复批注")
    } else {
        let fresh = Comment {
            on: target(&request.on)?,
            text: text.into(),
            reply_to: String::new(),
            settled_by: String::new(),
            task: String::new(),
        };
        (record.next_item(ItemKind::Comment), fresh, "添加批注")
    };
    let put = crate::items::put(app, key, comment, now)?;
    crate::items::write(app, &request.case, vec![put], what, request.seen, now)?;
    saved(app, &request.case, "", None, what.into(), now)
}

/// A first remark changed in its state, its author and time as they were.
fn restate(record: &Record, id: &str, comment: Comment) -> Result<case::ItemChange, Failure> {
    let key = ItemKey::new(ItemKind::Comment, id);
    let held = record.items.get(&key).ok_or_else(|| Failure::not_found("这条批注"))?;
    Ok(case::ItemChange {
        held: Some(Box::new(case::Held {
            item: comment.into(),
            by: held.by.clone(),
            at: held.at,
        })),
        key,
    })
}

/// Settles a thread or opens it again.
pub(crate) fn settle_remark(app: &mut App, request: SettleRemark, now: Now) -> Result<Saved, Failure> {
    let me = app.user()?.name.clone();
    let record = app.record(&request.case)?;
    let mut comment = thread(record, &request.id)?;
    comment.settled_by = if request.settled { me } else { String::new() };
    let change = restate(record, &request.id, comment)?;
    let what = if request.settled {
        "了结批注"
    } else {
        "重新打开批注"
    };
    crate::items::write(app, &request.case, vec![change], what, request.seen, now)?;
    saved(app, &request.case, "", None, what.into(), now)
}

/// Takes a remark out, with its answers; the recycle bin keeps them.
pub(crate) fn remove_remark(app: &mut App, request: RemarkRef, now: Now) -> Result<Saved, Failure> {
    let me = app.user()?.name.clone();
    let lawyer = app.is_lawyer();
    let record = app.record(&request.case)?;
    let key = ItemKey::new(ItemKind::Comment, request.id.clone());
    let held = record.items.get(&key).ok_or_else(|| Failure::not_found("这条批注"))?;
    if held.by != me && !lawyer {
        return Err(Failure::invalid("这条批注是别人写的，只有写的人或者律师可以移除。"));
    }
    let mut gone = vec![crate::items::out(key)];
    let answers = record
        .items_of::<Comment>()
        .filter(|(_, answer)| answer.reply_to == request.id);
    gone.extend(answers.map(|(id, _)| crate::items::out(ItemKey::new(ItemKind::Comment, id))));
    crate::items::write(app, &request.case, gone, "移除批注", request.seen, now)?;
    saved(app, &request.case, "", None, "移除批注".into(), now)
}

/// Makes a thread a question for the next meeting with the client: a task, linked both ways.
pub(crate) fn ask_in_meeting(app: &mut App, request: RemarkRef, now: Now) -> Result<Saved, Failure> {
    case_id(&request.case)?;
    let record = app.record(&request.case)?;
    let mut comment = thread(record, &request.id)?;
    if record.item::<Task>(&comment.task).is_some() {
        return Err(Failure::invalid("这条批注已经列入会见提纲。"));
    }
    let key = record.next_item(ItemKind::Task);
    let (actor, fact) = match &comment.on {
        Target::Fact { actor, path } => (actor.clone(), path.clone()),
        _ => Default::default(),
    };
    let task = Task {
        text: comment.text.clone(),
        kind: TaskKind::Meeting,
        fact,
        actor,
        ..Task::default()
    };
    comment.task.clone_from(&key.id);
    let linked = restate(record, &request.id, comment)?;
    let put = crate::items::put(app, key, task, now)?;
    let what = "批注列入会见提纲";
    crate::items::write(app, &request.case, vec![put, linked], what, request.seen, now)?;
    saved(app, &request.case, "", None, what.into(), now)
}
