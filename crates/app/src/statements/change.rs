//! Changing statements and the matrix.

use super::shapes::{kind_of, role_of};
use crate::cases::required;
use crate::entry::{Saved, limit, saved};
use crate::evidence::{pages, volume_label};
use crate::failure::Failure;
use crate::items;
use crate::rules::book;
use crate::session::{App, Now};
use crate::wire::wire;
use case::{Assertion, Company, ItemChange, ItemKey, ItemKind, Path, Person, PersonRole, Proposition, Statement};

wire! {
    /// Puts a statement, or changes it.
    pub struct PutStatement {
        /// Case id.
        pub case: String,
        /// Item id, or empty for a new one.
        pub id: String,
        /// Item id of the person, or empty when `name` is somebody new.
        pub person: String,
        /// Name of somebody new, or empty.
        pub name: String,
        /// What somebody new is in this case.
        pub role: String,
        /// The how-manieth of that person; 0 when not numbered.
        pub number: u32,
        /// interrogation, interview, written, hearing or meeting.
        #[cfg_attr(feature = "typescript", ts(type = "\"interrogation\" | \"interview\" | \"written\" | \"hearing\" | \"meeting\""))]
        pub kind: String,
        /// When it began, as typed.
        pub from: String,
        /// When it ended, as typed.
        pub to: String,
        /// Where.
        pub place: String,
        /// Who asked, who wrote.
        pub taken_by: String,
        /// yes, no or unknown.
        #[cfg_attr(feature = "typescript", ts(type = "\"yes\" | \"no\" | \"unknown\""))]
        pub recorded: String,
        /// Volume label, or empty.
        pub volume: String,
        /// Printed pages.
        pub pages: String,
        /// What strikes the reader.
        pub note: String,
        /// The revision the window has seen.
        #[cfg_attr(feature = "typescript", ts(type = "number"))]
        pub seen: u64,
    }

    /// Takes a statement out, with its cells.
    pub struct RemoveStatement {
        /// Case id.
        pub case: String,
        /// Item id.
        pub id: String,
        /// The revision the window has seen.
        #[cfg_attr(feature = "typescript", ts(type = "number"))]
        pub seen: u64,
    }

    /// Puts a proposition, or changes it.
    pub struct PutProposition {
        /// Case id.
        pub case: String,
        /// Item id, or empty for a new one.
        pub id: String,
        /// In a sentence.
        pub text: String,
        /// The fact it bears on, or empty.
        pub fact: String,
        /// Affirming it answers the fact with no.
        pub negates: bool,
        /// The proposition it shall stand before; empty leaves it where it is, or puts a new one last.
        pub before: String,
        /// The revision the window has seen.
        #[cfg_attr(feature = "typescript", ts(type = "number"))]
        pub seen: u64,
    }

    /// Takes a proposition out, with its cells.
    pub struct RemoveProposition {
        /// Case id.
        pub case: String,
        /// Item id.
        pub id: String,
        /// The revision the window has seen.
        #[cfg_attr(feature = "typescript", ts(type = "number"))]
        pub seen: u64,
    }
}

/// Puts a statement, or changes it; somebody new becomes a person of the case.
pub(crate) fn put_statement(app: &mut App, request: PutStatement, now: Now) -> Result<Saved, Failure> {
    for words in [
        &request.from,
        &request.to,
        &request.place,
        &request.taken_by,
        &request.note,
    ] {
        limit(words)?;
    }
    let kind = kind_of(&request.kind).ok_or_else(|| Failure::invalid("请选择笔录种类。"))?;
    let volume = volume_label(&request.volume)?;
    let pages = pages(&request.pages)?;
    if volume.is_empty() && !pages.is_empty() {
        return Err(Failure::invalid("写了页码，没有写卷号，请填写卷号。"));
    }
    let mut changes: Vec<ItemChange> = Vec::new();
    let person = match request.person.as_str() {
        "" => {
            let name = required(&request.name, "陈述人姓名")?;
            let record = app.record(&request.case)?;
            let known = Company::of(record)
                .people
                .into_iter()
                .find(|cast| cast.person.name == name);
            match known {
                Some(cast) => cast.id,
                None => {
                    let key = record.next_item(ItemKind::Person);
                    let role = role_of(&request.role).filter(|role| !accused(*role));
                    let person = Person {
                        role: role.ok_or_else(|| {
                            Failure::invalid("当事人、同案人请先在“人员”或者“案件信息”中添加；其他人请选择身份。")
                        })?,
                        name,
                        ..Person::default()
                    };
                    let id = key.id.clone();
                    changes.push(items::put(app, key, person, now)?);
                    id
                }
            }
        }
        id => {
            super::speaker(app.record(&request.case)?, id).ok_or_else(|| Failure::not_found("这位陈述人"))?;
            id.to_string()
        }
    };
    let key = match request.id.as_str() {
        "" => app.record(&request.case)?.next_item(ItemKind::Statement),
        id => {
            items::of::<Statement>(app, &request.case, id)?;
            ItemKey::new(ItemKind::Statement, id)
        }
    };
    let statement = Statement {
        person,
        number: request.number,
        kind,
        from: request.from.trim().into(),
        to: request.to.trim().into(),
        place: request.place.trim().into(),
        taken_by: request.taken_by.trim().into(),
        recorded: match request.recorded.as_str() {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        },
        volume,
        pages,
        note: request.note.trim().into(),
    };
    let verb = if request.id.is_empty() { "登记" } else { "修改" };
    let what = format!("{verb}笔录（{}）", kind.name());
    let id = key.id.clone();
    changes.push(items::put(app, key, statement, now)?);
    done(app, &request.case, changes, what, id, request.seen, now)
}

/// The accused are parties: adding one is checked for conflicts of interest where parties are entered.
fn accused(role: PersonRole) -> bool {
    matches!(role, PersonRole::Client | PersonRole::CoAccused)
}

/// Takes a statement out, with its cells.
pub(crate) fn remove_statement(app: &mut App, request: RemoveStatement, now: Now) -> Result<Saved, Failure> {
    items::of::<Statement>(app, &request.case, &request.id)?;
    let cells = cells(app, &request.case, |own| own.statement == request.id)?;
    let own = items::out(ItemKey::new(ItemKind::Statement, &request.id));
    let changes = cells.into_iter().chain([own]).collect();
    done(
        app,
        &request.case,
        changes,
        "移除笔录".into(),
        request.id,
        request.seen,
        now,
    )
}

/// Puts a proposition, or changes it; moving it renumbers those whose place changes.
pub(crate) fn put_proposition(app: &mut App, request: PutProposition, now: Now) -> Result<Saved, Failure> {
    let text = required(&request.text, "比对事项")?;
    if !request.fact.is_empty() {
        let path: Path = request.fact.parse()?;
        crate::answer::shape(book(), &path)?;
    }
    let record = app.record(&request.case)?;
    let mut order: Vec<(String, Proposition)> = super::propositions(record)
        .into_iter()
        .map(|(id, own)| (id.to_string(), own.clone()))
        .collect();
    let before: Vec<(String, u32)> = order.iter().map(|(id, own)| (id.clone(), own.order)).collect();
    let id = match request.id.as_str() {
        "" => record.next_item(ItemKind::Proposition).id,
        id => id.to_string(),
    };
    let at = order.iter().position(|(own, _)| *own == id);
    if at.is_none() && !request.id.is_empty() {
        return Err(Failure::not_found("这项比对事项"));
    }
    let own = Proposition {
        text,
        order: 0,
        fact: request.fact,
        negates: request.negates,
    };
    let moving = !request.before.is_empty() && request.before != id;
    let place = match at {
        Some(at) if !moving => at,
        at => {
            if let Some(at) = at {
                order.remove(at);
            }
            order
                .iter()
                .position(|(known, _)| *known == request.before)
                .unwrap_or(order.len())
        }
    };
    if at.is_some() && !moving {
        order[place] = (id.clone(), own);
    } else {
        order.insert(place, (id.clone(), own));
    }
    let mut changes = Vec::new();
    for (at, (own_id, mut own)) in (1u32..).zip(order) {
        own.order = at;
        let stood = before.iter().any(|(known, order)| *known == own_id && *order == at);
        if own_id == id || !stood {
            changes.push(items::put(app, ItemKey::new(ItemKind::Proposition, own_id), own, now)?);
        }
    }
    let verb = if request.id.is_empty() { "添加" } else { "修改" };
    done(
        app,
        &request.case,
        changes,
        format!("{verb}比对事项"),
        id,
        request.seen,
        now,
    )
}

/// Takes a proposition out, with its cells.
pub(crate) fn remove_proposition(app: &mut App, request: RemoveProposition, now: Now) -> Result<Saved, Failure> {
    items::of::<Proposition>(app, &request.case, &request.id)?;
    let cells = cells(app, &request.case, |own| own.proposition == request.id)?;
    let own = items::out(ItemKey::new(ItemKind::Proposition, &request.id));
    let changes = cells.into_iter().chain([own]).collect();
    done(
        app,
        &request.case,
        changes,
        "移除比对事项".into(),
        request.id,
        request.seen,
        now,
    )
}

fn cells(app: &mut App, case: &str, which: impl Fn(&Assertion) -> bool) -> Result<Vec<ItemChange>, Failure> {
    let all = app.record(case)?.items_of::<Assertion>();
    let found = all.filter(|(_, own)| which(own));
    Ok(found
        .map(|(id, _)| items::out(ItemKey::new(ItemKind::Assertion, id)))
        .collect())
}

pub(super) fn done(
    app: &mut App,
    case: &str,
    changes: Vec<ItemChange>,
    what: String,
    id: String,
    seen: u64,
    now: Now,
) -> Result<Saved, Failure> {
    items::write(app, case, changes, &what, seen, now)?;
    let done = saved(app, case, "", None, what, now)?;
    Ok(Saved { path: id, ..done })
}
