//! The checklist before a case is archived: it ticks itself from the record, and says what is missing and where it is done.

use crate::cases::case_id;
use crate::deadlines::{Leads, Lens, coming, events_of, line_of, procedure};
use crate::entry::{limit, title};
use crate::failure::Failure;
use crate::rules::book;
use crate::session::{App, Now};
use crate::wire::wire;
use case::{Comment, Exhibit, ItemKey, ItemKind, Note, Record, ReviewState, Statement, Target, Task, Volume};
use law::archive::Need;

wire! {
    /// One line of the checklist.
    pub struct ArchiveLine {
        /// Its id in the rules.
        pub id: String,
        /// What is to be there.
        pub name: String,
        /// Why, or what counts.
        pub note: String,
        /// done, missing or waived.
        #[cfg_attr(feature = "typescript", ts(type = "\"done\" | \"missing\" | \"waived\""))]
        pub state: String,
        /// What was found, or what is missing.
        pub found: Vec<String>,
        /// View of the case where it is done.
        pub tab: String,
        /// Why it does not apply.
        pub reason: String,
        /// Which lawyer said so.
        pub by: String,
    }

    /// The checklist.
    pub struct ArchiveView {
        /// Lines in the order of the rules.
        pub lines: Vec<ArchiveLine>,
        /// How many are missing.
        pub missing: u32,
        /// The user may say that a line does not apply.
        pub may: bool,
        /// Revision of the case it was read from.
        #[cfg_attr(feature = "typescript", ts(type = "number"))]
        pub revision: u64,
    }

    /// Asks for the checklist.
    pub struct ArchiveRequest {
        /// Case id.
        pub case: String,
    }

    /// Says that a line does not apply; without a reason, that it does after all.
    pub struct WaiveArchive {
        /// Case id.
        pub case: String,
        /// Which line.
        pub id: String,
        /// Why it does not apply, or empty.
        pub reason: String,
        /// The revision the window has seen.
        #[cfg_attr(feature = "typescript", ts(type = "number"))]
        pub seen: u64,
    }
}

/// The note that says a line does not apply.
fn key(id: &str) -> ItemKey {
    ItemKey::new(ItemKind::Note, format!("archive/{id}"))
}

/// Whether an item is such a note.
pub(crate) fn waives(key: &ItemKey) -> bool {
    key.kind == ItemKind::Note && key.id.starts_with("archive/")
}

/// The checklist as it stands.
pub(crate) fn archive(app: &mut App, request: ArchiveRequest, now: Now) -> Result<ArchiveView, Failure> {
    let may = app.is_lawyer();
    let calendar = app.calendar()?;
    let case = case_id(&request.case)?;
    app.record(&request.case)?;
    let exported: Vec<String> = app
        .vault()?
        .exports(&case)?
        .into_iter()
        .map(|export| export.document)
        .collect();
    let record = app.record(&request.case)?;
    let mut lines = Vec::new();
    for item in &book().archive {
        let (done, found) = check(record, &item.need, &exported, &calendar, now)?;
        let waived = record.items.get(&key(&item.id));
        let reason = waived.and_then(|held| match &held.item {
            case::Item::Note(note) => Some(note.text.clone()),
            _ => None,
        });
        let state = match (done, &reason) {
            (true, _) => "done",
            (false, Some(_)) => "waived",
            (false, None) => "missing",
        };
        lines.push(ArchiveLine {
            id: item.id.clone(),
            name: item.name.clone(),
            note: item.note.clone(),
            state: state.into(),
            found,
            tab: item.tab.clone(),
            by: waived
                .filter(|_| state == "waived")
                .map(|held| held.by.clone())
                .unwrap_or_default(),
            reason: reason.filter(|_| state == "waived").unwrap_or_default(),
        });
    }
    Ok(ArchiveView {
        missing: lines.iter().filter(|line| line.state == "missing").count() as u32,
        revision: record.revision,
        lines,
        may,
    })
}

/// Whether a line is met, and what was found or what is missing.
fn check(
    record: &Record,
    need: &Need,
    exported: &[String],
    calendar: &law::deadline::Calendar,
    now: Now,
) -> Result<(bool, Vec<String>), Failure> {
    let none = |open: Vec<String>, fine: String| (open.is_empty(), if open.is_empty() { vec![fine] } else { open });
    Ok(match need {
        Need::Cover { fields } => {
            let matter = &record.matter;
            let blank = fields.iter().filter(|field| match field.as_str() {
                "firm" => matter.firm.is_empty(),
                "lawyers" => matter.lawyers.is_empty(),
                "entrusted_by" => matter.entrusted_by.is_empty(),
                "authority" => matter.authority.is_empty(),
                "docket" => matter.docket.is_empty(),
                _ => true,
            });
            let name = |field: &String| match field.as_str() {
                "firm" => "律师事务所未填",
                "lawyers" => "辩护人未填",
                "entrusted_by" => "委托人未填",
                "authority" => "办案机关未填",
                _ => "案号未填",
            };
            none(blank.map(|field| name(field).to_string()).collect(), "已填写".into())
        }
        Need::Statements { of } => {
            let count = record
                .items_of::<Statement>()
                .filter(|(_, statement)| serde_json::json!(statement.kind) == serde_json::json!(of))
                .count();
            (
                count > 0,
                vec![if count > 0 {
                    format!("{count}份")
                } else {
                    "还没有".into()
                }],
            )
        }
        Need::Reading {} => {
            let volumes: Vec<&Volume> = record.items_of::<Volume>().map(|(_, volume)| volume).collect();
            let used = |volume: &Volume| {
                record.items_of::<Exhibit>().any(|(_, one)| one.volume == volume.label)
                    || record
                        .items_of::<Statement>()
                        .any(|(_, one)| one.volume == volume.label)
            };
            let open: Vec<String> = volumes
                .iter()
                .filter(|volume| !used(volume))
                .map(|volume| format!("{} {}还没有摘录证据或者笔录", volume.label, volume.title))
                .collect();
            if volumes.is_empty() {
                (false, vec!["还没有卷宗".into()])
            } else {
                none(open, format!("{}卷均有摘录", volumes.len()))
            }
        }
        Need::Exported { documents } => {
            let count = exported.iter().filter(|done| documents.contains(done)).count();
            (
                count > 0,
                vec![if count > 0 {
                    format!("导出{count}次")
                } else {
                    "还没有导出过".into()
                }],
            )
        }
        Need::Event { kinds } => {
            let mut found = Vec::new();
            for party in record.parties.iter().filter(|party| party.client) {
                for event in events_of(record, &party.id)
                    .iter()
                    .filter(|event| kinds.contains(&event.kind))
                {
                    let known = procedure(now.date_naive())?
                        .events
                        .iter()
                        .find(|kind| kind.id == event.kind);
                    found.push(known.map_or_else(|| event.kind.clone(), |kind| kind.name.clone()));
                }
            }
            let done = !found.is_empty();
            (
                done,
                if done {
                    found
                } else {
                    vec!["还没有录入结案的程序事件".into()]
                },
            )
        }
        Need::Stage { stage } => {
            let here = record.matter.stage;
            (here.id() == stage, vec![format!("现为{}", here.name())])
        }
        Need::Limits {} => {
            let today = now.date_naive();
            let mut open = Vec::new();
            for party in record.parties.iter().filter(|party| party.client) {
                let events = events_of(record, &party.id);
                let line = line_of(procedure(today)?, calendar, &events, today);
                let leads = Leads::standard();
                let lens = Lens {
                    record,
                    actor: &party.id,
                    calendar,
                    leads: &leads,
                    today,
                    held: line.custody.held,
                };
                let left = coming(&lens, &line).into_iter();
                open.extend(left.map(|next| format!("{}（{}）", next.name, next.date)));
            }
            none(open, "没有未了的期限".into())
        }
        Need::Tasks {} => {
            let open = record.items_of::<Task>().filter(|(_, task)| task.done.is_none());
            none(
                open.map(|(_, task)| task.text.clone()).collect(),
                "没有未完成的待办".into(),
            )
        }
        Need::Review {} => {
            let mut open = Vec::new();
            for (key, entry) in &record.entries {
                for (side, position) in entry.positions() {
                    if position.review.state != ReviewState::Accepted {
                        open.push(format!("{}（{}）", title(&key.path), side.name()));
                    }
                }
            }
            none(open, "全部审核完毕".into())
        }
        Need::Comments {} => {
            let open = record
                .items_of::<Comment>()
                .filter(|(_, comment)| comment.reply_to.is_empty() && comment.settled_by.is_empty());
            none(
                open.map(|(_, comment)| comment.text.clone()).collect(),
                "全部了结".into(),
            )
        }
    })
}

/// Says that a line does not apply, or that it does after all; lawyers only.
pub(crate) fn waive_archive(app: &mut App, request: WaiveArchive, now: Now) -> Result<ArchiveView, Failure> {
    let item = book().archive.iter().find(|item| item.id == request.id);
    let item = item.ok_or_else(|| Failure::not_found("归档清单的这一项"))?;
    let reason = request.reason.trim();
    limit(reason)?;
    let note = Note {
        on: Target::Case,
        title: format!("归档清单：{}不适用", item.name),
        text: reason.into(),
    };
    let (change, what) = if reason.is_empty() {
        if !app.record(&request.case)?.items.contains_key(&key(&request.id)) {
            return Err(Failure::invalid("请写明不适用的理由。"));
        }
        (crate::items::out(key(&request.id)), "归档清单：恢复适用")
    } else {
        (
            crate::items::put(app, key(&request.id), note, now)?,
            "归档清单：标为不适用",
        )
    };
    crate::items::write(app, &request.case, vec![change], what, request.seen, now)?;
    archive(app, ArchiveRequest { case: request.case }, now)
}
