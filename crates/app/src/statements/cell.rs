//! A cell of the matrix: what one statement says of one proposition, and giving it to the fact.

use super::change::done;
use super::{same_place, says_of};
use crate::entry::{Saved, limit, own_review, saved};
use crate::failure::Failure;
use crate::items;
use crate::questions::holder;
use crate::rules::book;
use crate::session::{App, Now};
use crate::wire::{Side, wire};
use case::{
    Answer, Assertion, Change, ItemKey, ItemKind, Op, Path, Position, Proposition, Says, Source, Statement,
    StatementKind,
};

wire! {
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
