//! Where the arithmetic starts: what a lawyer confirmed, or a local file that a lawyer switched on; else nowhere.

use case::{Path, Position, Record, ReviewState, Status};
use law::sentencing::{LocalGuide, Ratio, Span, increase};
use law::{Book, FactSet, RuleSet, Value};

/// A confirmation as a lawyer gave it.
#[derive(Debug, Clone)]
pub(crate) struct Confirmed {
    /// Months, lower and upper end of the start.
    pub low: i64,
    pub high: i64,
    /// Months added to the start.
    pub more: [i64; 2],
    /// The official text, and where it was read.
    pub source: String,
    pub by: String,
    pub at: chrono::DateTime<chrono::FixedOffset>,
    pub reason: String,
}

/// Where the arithmetic starts.
#[derive(Debug, Clone)]
pub(crate) enum Start<'b> {
    /// Nothing confirmed: only shares are said. Why, where something was confirmed that cannot be used.
    None(String),
    /// What a lawyer confirmed.
    Confirmed(Confirmed),
    /// A local file that a lawyer switched on. The months added have no upper end while its figures have none.
    Regional {
        local: &'b LocalGuide,
        start: Span,
        more: Vec<(String, Ratio, Option<Ratio>)>,
        cite: Vec<Vec<String>>,
    },
}

/// The finding a lawyer stands behind: found proved and accepted. What sides merely say never counts, nor does a proposal.
fn finding<'r>(record: &'r Record, actor: &str, fact: &str) -> Option<&'r Position> {
    let entry = record.entry(Some(actor), &Path::Fact(fact.into()))?;
    entry
        .side(case::Side::Finding)
        .filter(|position| position.status == Some(Status::Proved) && position.review.state == ReviewState::Accepted)
}

fn number(record: &Record, actor: &str, fact: &str) -> Option<[i64; 2]> {
    match finding(record, actor, fact)?.answer.value()? {
        Value::Number(interval) => span_of(*interval),
        _ => None,
    }
}

/// Both ends of a number that has them.
pub(super) fn span_of(interval: law::Interval) -> Option<[i64; 2]> {
    interval.low.zip(interval.high).map(|(low, high)| [low, high])
}

/// What a lawyer confirmed about the start, complete or not.
pub(crate) fn confirmed(record: &Record, actor: &str) -> Option<Confirmed> {
    let last = finding(record, actor, "confirmed_start_source")?;
    let Some(Value::Text(source)) = last.answer.value() else {
        return None;
    };
    Some(Confirmed {
        low: number(record, actor, "confirmed_start_low_months")?[0],
        high: number(record, actor, "confirmed_start_high_months")?[1],
        more: number(record, actor, "confirmed_increase_months")?,
        source: source.clone(),
        by: last.by.clone(),
        at: last.at,
        reason: last.reason.clone(),
    })
}

/// The local file a lawyer switched on, and that finding.
pub(crate) fn local<'b, 'r>(book: &'b Book, record: &'r Record, actor: &str) -> Option<(&'b LocalGuide, &'r Position)> {
    let position = finding(record, actor, "local_rules")?;
    match position.answer.value()? {
        Value::Choice(id) => book.local(id).map(|local| (local, position)),
        _ => None,
    }
}

/// Where the arithmetic starts for that charge, whose terms reach from `range.low` to `range.high` months.
pub(crate) fn start<'b>(
    book: &'b Book,
    record: &Record,
    actor: &str,
    charge: &RuleSet,
    facts: &FactSet,
    range: Option<Span>,
) -> Start<'b> {
    let Some(range) = range else {
        return Start::None("这一罪名没有写入量刑幅度，不计算。".into());
    };
    if let Some(confirmed) = confirmed(record, actor) {
        let ends = Span::whole(confirmed.low, confirmed.high);
        return if confirmed.low > confirmed.high || !range.contains(ends.low) || !range.contains(ends.high) {
            Start::None("确认的量刑起点不在法定幅度以内，或者下限高于上限，请核对后重新确认。".into())
        } else if confirmed.more[0] < 0 || !range.contains(ends.low + Ratio::whole(confirmed.more[0])) {
            Start::None("确认的增加的刑罚量超出法定幅度，请核对后重新确认。".into())
        } else {
            Start::Confirmed(confirmed)
        };
    }
    let Some((local, _)) = local(book, record, actor) else {
        return Start::None(String::new());
    };
    if local.offence != charge.id {
        return Start::None(format!("{}没有写这一罪名。", local.name));
    }
    let Some(span) = local.start(facts) else {
        return Start::None(format!("{}的起点条件尚未成立，不计算。", local.name));
    };
    let steps = local.increments.iter().map(|more| {
        let (low, high) = increase(more, charge, facts);
        (more.name.clone(), low, high)
    });
    Start::Regional {
        local,
        start: span,
        more: steps.collect(),
        cite: local.increments.iter().map(|more| more.cite.clone()).collect(),
    }
}

impl Start<'_> {
    /// The base: the start and what is added. An open upper end reaches to the statutory maximum.
    pub(crate) fn base(&self, range: Span) -> Option<Span> {
        let (start, low, high) = match self {
            Start::None(_) => return None,
            Start::Confirmed(confirmed) => {
                let [low, high] = confirmed.more.map(Ratio::whole);
                (Span::whole(confirmed.low, confirmed.high), low, Some(high))
            }
            Start::Regional { start, more, .. } => {
                let low = more.iter().fold(Ratio::ZERO, |sum, (_, low, _)| sum + *low);
                let mut high = more.iter().map(|(.., high)| *high);
                let high = high.try_fold(Ratio::ZERO, |sum, high| Some(sum + high?));
                (*start, low, high)
            }
        };
        let high = high.map_or(range.high, |high| (start.high + high).min(range.high));
        Some(Span {
            low: (start.low + low).min(range.high),
            high,
        })
    }
}
