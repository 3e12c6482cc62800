//! A limit that was met: marked on purpose, signed off by a lawyer, taken back with a trace.

use super::{Lens, Saved, events_of, line_of, procedure, view};
use crate::entry::{limit, saved};
use crate::failure::{Code, Failure};
use crate::session::{App, Now};
use crate::wire::wire;
use case::{Completion, ItemKey, ItemKind, Record};
use chrono::NaiveDate;
use law::deadline::{Period, Phase, Shape};

wire! {
    /// Marks a limit as met.
    pub struct CompleteLimit {
        /// Case id.
        pub case: String,
        /// Party id.
        pub actor: String,
        /// Rule and event.
        pub key: String,
        /// When it was done, as typed.
        pub on: String,
        /// What was done.
        pub how: String,
        /// The document that shows it, with its number.
        pub document: String,
        /// 完成, typed or held: nobody marks a limit by a slip.
        pub confirm: String,
        /// The revision the window has seen.
        #[cfg_attr(feature = "typescript", ts(type = "number"))]
        pub seen: u64,
    }

    /// Signs a limit off, or takes the mark back.
    pub struct LimitRequest {
        /// Case id.
        pub case: String,
        /// Party id.
        pub actor: String,
        /// Rule and event.
        pub key: String,
        /// The revision the window has seen.
        #[cfg_attr(feature = "typescript", ts(type = "number"))]
        pub seen: u64,
    }

    /// How a limit was met.
    pub struct CompletionView {
        /// done: waits for a lawyer; moved: the last day is another one now; signed.
        #[cfg_attr(feature = "typescript", ts(type = "\"done\" | \"moved\" | \"signed\""))]
        pub state: String,
        /// In words, with what is still to be done.
        pub words: String,
        /// Day in words.
        pub on: String,
        /// What was done.
        pub how: String,
        /// With which document.
        pub document: String,
        /// Who marked it.
        pub by: String,
        /// Which lawyer signed it off, or empty.
        pub signed_by: String,
        /// When.
        pub signed_at: String,
        /// It was done after the last day.
        pub late: bool,
    }
}

/// What has to be typed or held.
const WORD: &str = "完成";

/// How a limit that was marked stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Met {
    /// 已办，待律师签核.
    Done,
    /// The last day has moved since.
    Moved,
    /// 已办并签核: it warns no more.
    Signed,
}

impl Met {
    pub(crate) fn id(self) -> &'static str {
        match self {
            Met::Done => "done",
            Met::Moved => "moved",
            Met::Signed => "signed",
        }
    }
}

/// The number of the completion of a limit: the party, the rule, the event; stable while the event is.
pub(crate) fn completion_key(actor: &str, key: &str) -> ItemKey {
    let fine = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    let actor = if actor.chars().all(fine) && actor.len() <= 24 {
        actor.to_string()
    } else {
        // FNV-1a: any party id gives a number that a case file can carry.
        let hash = actor.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        format!("p-{hash:016x}")
    };
    ItemKey::new(ItemKind::Completion, format!("{actor}/{}", key.replace('@', "/")))
}

/// Whether a period is how long somebody in custody can be kept there: a period of custody itself, or the time in which
/// the stage has to be concluded (刑诉法 98: 不能在期限内办结的，应当释放).
pub(crate) fn bounds_custody(period: &Period, held: bool) -> bool {
    let concludes = period.rule.stage.is_some() || period.phase == Phase::Supplement;
    period.rule.shape == Shape::Custody || (held && concludes && period.rule.shape == Shape::Procedure)
}

/// How a period was met, if it was marked. Custody ends by an event, never by a mark.
pub(crate) fn met<'a>(record: &'a Record, actor: &str, period: &Period, held: bool) -> Option<(Met, &'a Completion)> {
    if bounds_custody(period, held) {
        return None;
    }
    let done = record.item::<Completion>(&completion_key(actor, &period.key).id)?;
    let now = period.end().map(|end| end.remind.low);
    let met = match (&done.signed_by, done.last) {
        (_, Some(last)) if now.is_some_and(|now| now != last) => Met::Moved,
        (signed, _) if signed.is_empty() => Met::Done,
        _ => Met::Signed,
    };
    Some((met, done))
}

/// Whether a limit was met and signed: then it warns nowhere.
pub(crate) fn settled(record: &Record, actor: &str, period: &Period, held: bool) -> bool {
    matches!(met(record, actor, period, held), Some((Met::Signed, _)))
}

/// Why a period cannot be marked; empty when it can.
pub(crate) fn refusal(period: &Period, held: bool) -> &'static str {
    if bounds_custody(period, held) {
        "当事人在押期间，羁押和办案的期限不能标记办结，只由程序事件结束（移送、起诉、变更强制措施、释放等）。请添加事件。"
    } else if period.close.is_some() {
        "这个期限已由程序事件结束，不需要再标记办结。"
    } else {
        ""
    }
}

/// As shown on the card.
pub(crate) fn completion_view(lens: &Lens, period: &Period) -> Option<CompletionView> {
    let (met, done) = met(lens.record, lens.actor, period, lens.held)?;
    let last = period.end().map(|end| end.last.high);
    let words = match (met, done.last) {
        (Met::Signed, _) => format!("已办结，{}签核。", done.signed_by),
        (Met::Done, _) => "已办，待律师签核；签核以前仍然提醒。".into(),
        (Met::Moved, Some(before)) => format!(
            "标记办结时的届满日是{}，现已改变，仍然提醒。请律师核对后重新签核，或者撤回。",
            law::say_date(before)
        ),
        (Met::Moved, None) => "届满日已经改变，请律师核对后重新签核。".into(),
    };
    Some(CompletionView {
        state: met.id().into(),
        words,
        on: law::say_date(done.on),
        how: done.how.clone(),
        document: done.document.clone(),
        by: done.by.clone(),
        signed_by: done.signed_by.clone(),
        signed_at: done
            .signed_at
            .map(|at| at.format("%Y-%m-%d %H:%M").to_string())
            .unwrap_or_default(),
        late: last.is_some_and(|last| done.on > last),
    })
}

/// What a limit is, as far as marking it needs to know.
struct Found {
    name: String,
    last: Option<NaiveDate>,
    start: NaiveDate,
    refusal: &'static str,
}

fn find(app: &mut App, case: &str, actor: &str, key: &str, now: Now) -> Result<Found, Failure> {
    let (calendar, today) = (app.calendar()?, now.date_naive());
    let record = app.record(case)?;
    let line = line_of(procedure(today)?, &calendar, &events_of(record, actor), today);
    let period = line.periods.iter().find(|period| period.key == key);
    let period = period.ok_or_else(|| Failure::not_found("这个期限"))?;
    Ok(Found {
        name: period.rule.name.clone(),
        last: period.end().map(|end| end.remind.low),
        start: period.start.low,
        refusal: refusal(period, line.custody.held),
    })
}

/// A day on which something was done: one day, not after today.
pub(crate) fn past_day(text: &str, what: &str, now: Now) -> Result<NaiveDate, Failure> {
    let when = law::read_date(text).map_err(|why| Failure::invalid(format!("{what}：{why}")))?;
    let day = law::deadline::When::of(when)
        .filter(|when| when.exact())
        .map(|when| when.low);
    let day = day.ok_or_else(|| Failure::invalid(format!("{what}须是确定的一天，例如 20261124。")))?;
    if day > now.date_naive() {
        return Err(Failure::invalid(format!("{what}不能晚于今天。")));
    }
    Ok(day)
}

/// Marks a limit as met; it is quiet only once a lawyer has signed.
pub(crate) fn complete_limit(app: &mut App, request: CompleteLimit, now: Now) -> Result<Saved, Failure> {
    let actor = crate::analysis::actor_of(app.record(&request.case)?, &request.actor)?;
    let found = find(app, &request.case, &actor, &request.key, now)?;
    if !found.refusal.is_empty() {
        return Err(Failure::invalid(found.refusal));
    }
    if request.confirm.trim() != WORD {
        return Err(Failure::invalid("请按住确认键一秒，或者输入“完成”二字，再标记办结。"));
    }
    let on = past_day(&request.on, "办结日", now)?;
    if on < found.start {
        return Err(Failure::invalid(format!(
            "办结日早于这个期限的起算日{}，请核对。",
            view::short(found.start)
        )));
    }
    let how = crate::cases::required(&request.how, "怎样办结")?;
    limit(&request.document)?;
    let completion = Completion {
        on,
        how,
        document: request.document.trim().into(),
        last: found.last,
        by: app.user()?.name.clone(),
        signed_by: String::new(),
        signed_at: None,
    };
    let put = crate::items::put(app, completion_key(&actor, &request.key), completion, now)?;
    let what = format!("标记期限办结：{}", found.name);
    crate::items::write(app, &request.case, vec![put], &what, request.seen, now)?;
    saved(app, &request.case, &actor, None, what, now)
}

/// The completion of a limit as it stands.
fn held(app: &mut App, case: &str, key: &ItemKey) -> Result<Completion, Failure> {
    let done = app.record(case)?.item::<Completion>(&key.id).cloned();
    done.ok_or_else(|| Failure::invalid("这个期限还没有标记办结，请先标记，再签核。"))
}

/// A lawyer signs a limit off, as its last day stands now.
pub(crate) fn sign_limit(app: &mut App, request: LimitRequest, now: Now) -> Result<Saved, Failure> {
    let actor = crate::analysis::actor_of(app.record(&request.case)?, &request.actor)?;
    let found = find(app, &request.case, &actor, &request.key, now)?;
    if !found.refusal.is_empty() {
        return Err(Failure::invalid(found.refusal));
    }
    let key = completion_key(&actor, &request.key);
    let done = Completion {
        signed_by: app.user()?.name.clone(),
        signed_at: Some(now),
        last: found.last,
        ..held(app, &request.case, &key)?
    };
    let put = crate::items::put(app, key, done, now)?;
    let what = format!("签核期限办结：{}", found.name);
    crate::items::write(app, &request.case, vec![put], &what, request.seen, now)?;
    saved(app, &request.case, &actor, None, what, now)
}

/// Takes the mark back. What a lawyer signed, only a lawyer takes back.
pub(crate) fn reopen_limit(app: &mut App, request: LimitRequest, now: Now) -> Result<Saved, Failure> {
    let actor = crate::analysis::actor_of(app.record(&request.case)?, &request.actor)?;
    let key = completion_key(&actor, &request.key);
    let done = held(app, &request.case, &key)?;
    if !done.signed_by.is_empty() && !app.is_lawyer() {
        return Err(Failure::new(
            Code::Forbidden,
            "这个期限已由律师签核，助理不能撤回。",
            "请由律师撤回。",
        ));
    }
    let name = find(app, &request.case, &actor, &request.key, now).map(|found| found.name);
    let what = format!("撤回期限办结：{}", name.unwrap_or_else(|_| "已不存在的期限".into()));
    crate::items::write(
        app,
        &request.case,
        vec![crate::items::out(key)],
        &what,
        request.seen,
        now,
    )?;
    saved(app, &request.case, &actor, None, what, now)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_party_gives_a_number_that_a_case_file_can_carry() {
        for actor in ["a1", "wang", "王某", "a b:c", &"x".repeat(200)] {
            let key = completion_key(actor, "prosecution_review_expedited@r0001");
            assert_eq!(key.to_string().parse::<ItemKey>().expect("readable"), key, "{actor}");
        }
        let of = |actor| completion_key(actor, "appeal@r0001");
        assert_ne!(of("王某"), of("李某"));
        assert_ne!(of("a1"), of("a2"));
    }
}
