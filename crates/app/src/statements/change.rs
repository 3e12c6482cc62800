//! Changing statements and the matrix.

use super::shapes::{kind_of, role_of};
use super::{same_place, says_of};
use crate::cases::required;
use crate::entry::{Saved, limit, own_review, saved};
use crate::evidence::{pages, volume_label};
use crate::failure::Failure;
use crate::items;
use crate::questions::holder;
use crate::rules::book;
use crate::session::{App, Now};
use crate::wire::{Side, wire};
use case::{
    Answer, Assertion, Change, ItemChange, ItemKey, ItemKind, Op, Path, Person, Position, Proposition, Says, Source,
    Statement, StatementKind,
};

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

    /// Fills a cell of the matrix, or empties it.
    pub struct PutAssertion {
        /// Case id.
        pub case: String,
        /// Proposition id.
        pub proposition: String,
        /// Statement id.
        pub statement: String,
        /// affirms, differs, denies or silent; empty empties the cell.
        #[cfg_attr(feature = "typescript", ts(type = "\"\" | \"affirms\" | \"differs\" | \"denies\" | \"silent\""))]
        pub says: String,
        /// The words.
        pub quote: String,
        /// Printed page, or `2-47`; empty takes the statement's own pages.
        pub page: String,
        /// Where it was marked on the page, as a view gave it; or empty.
        pub anchor: String,
        /// Remarks.
        pub note: String,
        /// The revision the window has seen.
        #[cfg_attr(feature = "typescript", ts(type = "number"))]
        pub seen: u64,
    }

    /// Gives a cell's page and words to the fact the proposition bears on.
    pub struct RecordAssertion {
        /// Case id.
        pub case: String,
        /// Party id.
        pub actor: String,
        /// Proposition id.
        pub proposition: String,
        /// Statement id.
        pub statement: String,
        /// Whose position it supports.
        pub side: Side,
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
            let known = record
                .items_of::<Person>()
                .find(|(_, person)| person.name == name)
                .map(|(id, _)| id.to_string());
            match known {
                Some(id) => id,
                None => {
                    let key = record.next_item(ItemKind::Person);
                    let party = record.parties.iter().find(|party| party.name == name);
                    let person = Person {
                        party: party.map(|party| party.id.clone()).unwrap_or_default(),
                        role: role_of(&request.role).unwrap_or_default(),
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
            items::of::<Person>(app, &request.case, id)?;
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

/// Fills a cell of the matrix, or empties it. 未提及 is an answer; a cell nobody filled says nothing.
pub(crate) fn put_assertion(app: &mut App, request: PutAssertion, now: Now) -> Result<Saved, Failure> {
    limit(&request.quote)?;
    limit(&request.note)?;
    items::of::<Proposition>(app, &request.case, &request.proposition)?;
    let statement = items::of::<Statement>(app, &request.case, &request.statement)?.clone();
    let id = format!("{}/{}", request.proposition, request.statement);
    let key = ItemKey::new(ItemKind::Assertion, &id);
    let change = match request.says.as_str() {
        "" => {
            items::of::<Assertion>(app, &request.case, &id)?;
            items::out(key)
        }
        says => {
            let says = says_of(says).ok_or_else(|| Failure::invalid("请选择“一致”“不同”“否认”“未提及”之一。"))?;
            let source = match says {
                Says::Silent => None,
                _ => cite(&statement, &request)?,
            };
            let assertion = Assertion {
                proposition: request.proposition.clone(),
                statement: request.statement.clone(),
                says,
                source,
                note: request.note.trim().into(),
            };
            items::put(app, key, assertion, now)?
        }
    };
    done(
        app,
        &request.case,
        vec![change],
        "比对笔录".into(),
        id,
        request.seen,
        now,
    )
}

/// Where the words stand: the page typed, else the statement's own pages; none when the statement is in no volume.
fn cite(statement: &Statement, request: &PutAssertion) -> Result<Option<Source>, Failure> {
    let typed = request.page.trim();
    let own = |page: String| Source::Page {
        volume: statement.volume.clone(),
        page,
        quote: String::new(),
        anchor: None,
    };
    let whole = !typed.is_empty() && !typed.chars().all(|c| c.is_ascii_digit());
    let source = match (typed, whole) {
        ("", _) if statement.volume.is_empty() || statement.pages.is_empty() => None,
        ("", _) => Some(own(first_run(&statement.pages))),
        (_, false) if statement.volume.is_empty() => {
            return Err(Failure::invalid("这份笔录没有登记卷号，页码请连卷号写，例如“2-47”。"));
        }
        (page, false) => Some(own(page.into())),
        (page, true) => match page.parse()? {
            source @ Source::Page { .. } => Some(source),
            _ => return Err(Failure::invalid("没有读懂页码，请写“47”或者“2-47”。")),
        },
    };
    let anchor = match request.anchor.as_str() {
        "" => None,
        written => Some(written.parse()?),
    };
    let quote = request.quote.trim();
    Ok(match source {
        Some(source) => Some(source.with_quote(quote).with_anchor(anchor)),
        None if quote.is_empty() => None,
        None if statement.kind == StatementKind::Meeting => Some(Source::Client { quote: quote.into() }),
        None => {
            return Err(Failure::invalid(
                "这份笔录没有登记卷页，原话须有出处，请先在笔录中填写卷号和页码。",
            ));
        }
    })
}

/// A cite names one run of pages.
fn first_run(pages: &str) -> String {
    match case::page_runs(pages).first() {
        Some((first, last)) if first == last => first.to_string(),
        Some((first, last)) => format!("{first}-{last}"),
        None => pages.into(),
    }
}

/// Gives a cell's page and words to the fact: entered once, standing in both places.
pub(crate) fn record_assertion(app: &mut App, request: RecordAssertion, now: Now) -> Result<Saved, Failure> {
    let side = case::Side::from(request.side);
    if side == case::Side::Finding {
        return Err(Failure::invalid(
            "研判由律师在“事实”中填写；笔录请记入“指控”或者“我方”。",
        ));
    }
    let proposition = items::of::<Proposition>(app, &request.case, &request.proposition)?.clone();
    let id = format!("{}/{}", request.proposition, request.statement);
    let assertion = items::of::<Assertion>(app, &request.case, &id)?.clone();
    if proposition.fact.is_empty() {
        return Err(Failure::invalid("这项比对事项没有对应的事实，请先选择对应的事实。"));
    }
    let source = assertion
        .source
        .filter(Source::is_page)
        .ok_or_else(|| Failure::invalid("这一格没有卷页，请先填写页码和原话。"))?;
    let path: Path = proposition.fact.parse()?;
    let holder = holder(book(), &path, &request.actor).map(str::to_string);
    let record = app.record(&request.case)?;
    let present = record
        .entry(holder.as_deref(), &path)
        .and_then(|entry| entry.side(side))
        .cloned();
    let mut position = match present {
        Some(position) => position,
        None => Position {
            answer: answer(&path, assertion.says, proposition.negates)?,
            sources: Vec::new(),
            note: String::new(),
            status: None,
            reason: String::new(),
            by: String::new(),
            at: now,
            review: case::Review::default(),
        },
    };
    if position.sources.iter().any(|known| same_place(known, &source)) {
        return Err(Failure::invalid("这项事实已经有这一处来源。"));
    }
    position.sources.retain(|known| *known != Source::None);
    position.sources.push(source);
    position.by = app.user()?.name.clone();
    position.at = now;
    position.review = own_review(app, now)?;
    let change = Change {
        actor: holder,
        path: path.clone(),
        side,
        position: Some(Box::new(position)),
    };
    let what = format!("笔录记入事实：{}", crate::entry::title(&path));
    app.change_since(&request.case, now, Op::Record(vec![change]), &what, request.seen)?;
    saved(app, &request.case, &request.actor, Some(&path), what, now)
}

/// What somebody who says this answers: only a yes-or-no question has an answer of its own.
fn answer(path: &Path, says: Says, negates: bool) -> Result<Answer, Failure> {
    let yes_no = match path {
        Path::Fact(id) => book()
            .dictionary
            .fact(id)
            .is_some_and(|fact| fact.kind == law::Kind::Bool),
        _ => false,
    };
    let value = match says {
        Says::Affirms => !negates,
        Says::Denies => negates,
        Says::Differs | Says::Silent => {
            return Err(Failure::invalid(
                "“不同”“未提及”不能单独作答，请先在“事实”中填写，再回来记入来源。",
            ));
        }
    };
    if !yes_no {
        return Err(Failure::invalid(
            "这项事实要填数额、日期或者选项，请先在“事实”中填写，再回来记入来源。",
        ));
    }
    Ok(Answer::Known {
        value: law::Value::Bool(value),
        typed: String::new(),
    })
}

fn done(
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
