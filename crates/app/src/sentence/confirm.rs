//! A lawyer confirms an unverified number: ordinary findings with a reason, recorded together, taken back together.

use super::start::span_of;
use crate::entry::{Saved, limit, saved};
use crate::failure::Failure;
use crate::rules::book;
use crate::session::{App, Now};
use crate::wire::wire;
use case::{Answer, Change, Op, Path, Position, Review, ReviewState, Side, Source, Status};
use law::{Value, read_count};

wire! {
    /// Confirms a start range read in the official text, or takes the confirmation back when everything is empty.
    pub struct ConfirmStart {
        /// Case id.
        pub case: String,
        /// Party id.
        pub actor: String,
        /// Months, lower end.
        pub low: String,
        /// Months, upper end.
        pub high: String,
        /// Months added to the start; 0 where nothing is.
        pub increase: String,
        /// The official text, and where it was read.
        pub source: String,
        /// Why it applies to this case.
        pub reason: String,
        /// The revision the window has seen.
        #[cfg_attr(feature = "typescript", ts(type = "number"))]
        pub seen: u64,
    }

    /// Switches a local file on, or off with an empty id.
    pub struct SetLocalRules {
        /// Case id.
        pub case: String,
        /// Party id.
        pub actor: String,
        /// Id of the local file, or empty.
        pub local: String,
        /// Why it may be used: where the official text was read.
        pub reason: String,
        /// The revision the window has seen.
        #[cfg_attr(feature = "typescript", ts(type = "number"))]
        pub seen: u64,
    }
}

/// Confirms a start range.
pub(crate) fn confirm_start(app: &mut App, request: ConfirmStart, now: Now) -> Result<Saved, Failure> {
    limit(&request.source)?;
    limit(&request.reason)?;
    let fields = [&request.low, &request.high, &request.increase, &request.source];
    if fields.iter().all(|field| field.trim().is_empty()) {
        let none = ["low_months", "high_months"].map(|end| format!("confirmed_start_{end}"));
        let rest = ["confirmed_increase_months", "confirmed_start_source"].map(String::from);
        let facts = none.into_iter().chain(rest).map(|fact| (fact, None)).collect();
        return record(
            app,
            &request.case,
            &request.actor,
            facts,
            "",
            "撤回量刑起点的确认",
            request.seen,
            now,
        );
    }
    let whole = |name: &str, text: &str| {
        let read = read_count(text).map_err(|why| Failure::invalid(format!("{name}：{why}")))?;
        read.single()
            .ok_or_else(|| Failure::invalid(format!("{name}须是一个确定的月数，例如“3”。")))
    };
    let (low, high) = (whole("起点下限", &request.low)?, whole("起点上限", &request.high)?);
    let more =
        read_count(&request.increase).map_err(|why| Failure::invalid(format!("增加的刑罚量：{why}没有增加的填0。")))?;
    if low > high {
        return Err(Failure::invalid("起点下限高于上限，请核对。"));
    }
    if span_of(more).is_none() {
        return Err(Failure::invalid("增加的刑罚量须有上下限，例如“0”“1至2”。"));
    }
    if request.source.trim().is_empty() {
        return Err(Failure::invalid("请写明官方文本的名称、条款和阅读处。"));
    }
    if request.reason.trim().is_empty() {
        return Err(Failure::invalid("请写明为什么适用于本案。"));
    }
    let number = |interval| Value::Number(interval);
    let exactly = law::Interval::exactly;
    let facts = vec![
        (
            "confirmed_start_low_months".into(),
            Some((number(exactly(low)), request.low.trim().to_string())),
        ),
        (
            "confirmed_start_high_months".into(),
            Some((number(exactly(high)), request.high.trim().into())),
        ),
        (
            "confirmed_increase_months".into(),
            Some((number(more), request.increase.trim().into())),
        ),
        (
            "confirmed_start_source".into(),
            Some((Value::Text(request.source.trim().into()), String::new())),
        ),
    ];
    record(
        app,
        &request.case,
        &request.actor,
        facts,
        &request.reason,
        "确认量刑起点",
        request.seen,
        now,
    )
}

/// Switches a local file on or off.
pub(crate) fn set_local_rules(app: &mut App, request: SetLocalRules, now: Now) -> Result<Saved, Failure> {
    limit(&request.reason)?;
    if request.local.is_empty() {
        let facts = vec![("local_rules".into(), None)];
        return record(
            app,
            &request.case,
            &request.actor,
            facts,
            "",
            "停用地方量刑细则",
            request.seen,
            now,
        );
    }
    let local = book()
        .local(&request.local)
        .ok_or_else(|| Failure::not_found("这份地方细则"))?;
    if request.reason.trim().is_empty() {
        return Err(Failure::invalid("请写明在哪里核对过这份细则的官方文本。"));
    }
    let facts = vec![(
        "local_rules".into(),
        Some((Value::Choice(local.id.clone()), String::new())),
    )];
    let what = format!("启用{}", local.name);
    record(
        app,
        &request.case,
        &request.actor,
        facts,
        &request.reason,
        &what,
        request.seen,
        now,
    )
}

type Said = Vec<(String, Option<(Value, String)>)>;

/// Records findings together, so that one undo takes all of them back.
#[allow(
    clippy::too_many_arguments,
    reason = "the parts of one change, each named where it is given"
)]
fn record(
    app: &mut App,
    case: &str,
    actor: &str,
    facts: Said,
    reason: &str,
    what: &str,
    seen: u64,
    now: Now,
) -> Result<Saved, Failure> {
    let by = app.user()?.name.clone();
    let holder = crate::analysis::actor_of(app.record(case)?, actor)?;
    let position = |(value, typed): (Value, String)| Position {
        answer: Answer::Known { value, typed },
        sources: vec![Source::None],
        note: String::new(),
        status: Some(Status::Proved),
        reason: reason.trim().into(),
        by: by.clone(),
        at: now,
        review: Review {
            state: ReviewState::Accepted,
            by: by.clone(),
            at: Some(now),
            reason: String::new(),
        },
    };
    let changes = facts.into_iter().map(|(fact, said)| Change {
        actor: Some(holder.clone()),
        path: Path::Fact(fact),
        side: Side::Finding,
        position: said.map(|said| Box::new(position(said))),
    });
    app.change_since(case, now, Op::Record(changes.collect()), what, seen)?;
    saved(app, case, actor, None, what.to_string(), now)
}
