//! Exits and the sentence: what is open, and what the arithmetic comes to. A range and what moves it, never a number.

mod aside;
mod confirm;
mod evidence;
mod exits;
mod filed;
mod given;
mod ledger;
mod moves;
mod paper;
mod start;
mod work;

use crate::analysis::{Facts, actor_of, pack};
use crate::failure::Failure;
use crate::head::{CaseHead, head};
use crate::rules::book;
use crate::session::{App, Now};
use crate::wire::{CiteChip, Stance, Truth, chips, wire};
use case::Scope;
use law::sentencing::{Effect, Tier};

pub(crate) use crate::entry::Saved;
pub use aside::AsideView;
pub use confirm::{ConfirmStart, SetLocalRules};
pub(crate) use confirm::{confirm_start, set_local_rules};
pub use evidence::FactRef;
pub use exits::ExitView;
pub use filed::FiledSentence;
pub(crate) use filed::filed_sentence;
pub(crate) use given::give;
pub use ledger::PlanView;
pub use paper::{PaperExit, PaperSentence};
pub(crate) use paper::{confirmations, sentence_paper};

use evidence::Search;
use exits::exit_view;
use ledger::{plan_view, share};
use work::{Work, work};

wire! {
    /// A circumstance on the facts of the stance.
    pub struct FactorView {
        /// Its id.
        pub id: String,
        /// Its name.
        pub name: String,
        /// first, second or open: the step in which it is applied; open has no share in any text.
        #[cfg_attr(feature = "typescript", ts(type = "\"first\" | \"second\" | \"open\""))]
        pub tier: String,
        /// For the client.
        pub lenient: bool,
        /// Whether it is shown.
        pub truth: Truth,
        /// 应当 or 可以.
        pub must: String,
        /// Its lines with their shares, the one that applies first marked.
        pub shares: String,
        /// Provisions.
        pub cites: Vec<CiteChip>,
        /// What it rests on, with pages.
        pub facts: Vec<FactRef>,
        /// What the other side will say.
        pub counter: String,
        /// Open points.
        pub note: String,
    }

    /// What a lawyer confirmed, and what can be confirmed.
    pub struct ConfirmationView {
        /// A start range is confirmed and used.
        pub confirmed: bool,
        /// Months, as entered; empty while nothing is confirmed.
        pub low: String,
        /// Months, as entered.
        pub high: String,
        /// Months added, as entered.
        pub increase: String,
        /// The official text and where it was read.
        pub source: String,
        /// Who confirmed it and when, in words.
        pub by: String,
        /// Why it cannot be used, or empty.
        pub problem: String,
        /// LocalGuide files there are.
        pub locals: Vec<LocalChoice>,
        /// The one switched on, or empty.
        pub local: String,
        /// Only a lawyer confirms.
        pub may: bool,
    }

    /// A local file.
    pub struct LocalChoice {
        /// Its id.
        pub id: String,
        /// Its name.
        pub name: String,
        /// Where its figures come from.
        pub note: String,
    }

    /// Exits and the sentence.
    pub struct SentenceView {
        /// Case bar.
        pub head: CaseHead,
        /// Party id.
        pub actor: String,
        /// From whose position.
        pub stance: Stance,
        /// Only accepted entries count.
        pub accepted_only: bool,
        /// Offence, short.
        pub charge: String,
        /// Whether the offence is made out on these facts.
        pub offence: Truth,
        /// On what the calculation rests, in one sentence.
        pub basis: String,
        /// Ways out.
        pub exits: Vec<ExitView>,
        /// What is confirmed.
        pub confirmation: ConfirmationView,
        /// A and B; empty for a unit.
        pub plans: Vec<PlanView>,
        /// Circumstances.
        pub factors: Vec<FactorView>,
        /// The statutory range in hundredths of a month, for drawing.
        #[cfg_attr(feature = "typescript", ts(type = "[number, number]"))]
        pub range: [i64; 2],
        /// Fine, probation, credit, several offences, method.
        pub asides: Vec<AsideView>,
    }

    /// Asks for exits and the sentence.
    pub struct SentenceRequest {
        /// Case id.
        pub case: String,
        /// Party id, or empty for the client.
        pub actor: String,
        /// Version by date, or the one in force.
        pub pack: Option<String>,
        /// From whose position.
        pub stance: Stance,
        /// Only accepted entries count.
        pub accepted_only: bool,
    }
}

/// Exits and the sentence of one accused, from one position.
pub(crate) fn sentence(app: &mut App, request: SentenceRequest, now: Now) -> Result<SentenceView, Failure> {
    let head = head(app, &request.case, &request.actor, now)?;
    let may = app.is_lawyer();
    let record = app.record(&request.case)?;
    let book = book();
    let actor = actor_of(record, &request.actor)?;
    let charge = pack(book, record, &actor, request.pack.as_deref(), now.date_naive())?;
    let scope = match request.accepted_only {
        true => Scope::Accepted,
        false => Scope::All,
    };
    let facts = Facts::of(book, record, &actor, scope, charge, now.date_naive());
    let stance = case::Stance::from(request.stance);
    let done = work(book, record, &actor, charge, &facts, stance).ok_or_else(|| Failure::not_found("量刑规则"))?;
    let search = Search {
        book,
        record,
        actor: &actor,
        facts: &facts,
        stance,
    };
    let exits = book.exits.iter();
    let exits = exits.map(|rules| exit_view(&search, rules)).collect();
    let plans = match done.unit {
        true => Vec::new(),
        false => (0..done.calculation.plans.len())
            .map(|at| plan_view(&done, at))
            .collect(),
    };
    let hundred = |value: law::sentencing::Ratio| (value * law::sentencing::Ratio::whole(100)).floor();
    Ok(SentenceView {
        head,
        stance: request.stance,
        accepted_only: request.accepted_only,
        charge: charge.short.clone(),
        offence: done.offence.into(),
        basis: basis(&done, &charge.short),
        exits,
        confirmation: confirmation(&done, record, &actor, may),
        plans,
        factors: factors(&done, &search),
        range: done
            .frame
            .map_or([0, 0], |frame| [frame.range.low, frame.range.high].map(hundred)),
        asides: aside::asides(&done),
        actor,
    })
}

/// On what the calculation rests.
fn basis(work: &Work, charge: &str) -> String {
    let first = match work.offence {
        law::Truth::True => format!("{charge}在本口径下成立。"),
        law::Truth::False => format!("{charge}在本口径下不成立；以下仅在法院认定{charge}成立时才有意义。"),
        law::Truth::Unknown => format!("{charge}在本口径下未达证明标准；以下以假定{charge}成立为前提，不是承认。"),
    };
    let bands = match work.bands.as_slice() {
        [_, _, ..] => {
            let names: Vec<&str> = work.bands.iter().map(|band| band.name.as_str()).collect();
            format!(
                "量刑幅度尚未确定（{}均有可能），以下按其中最轻的一个计算。",
                names.join("、")
            )
        }
        _ => String::new(),
    };
    let unit = match work.unit {
        true => "当事人是单位，只判处罚金；主刑由直接负责的主管人员和其他直接责任人员分别计算。",
        false => "",
    };
    format!("{first}{bands}{unit}")
}

fn confirmation(work: &Work, record: &case::Record, actor: &str, may: bool) -> ConfirmationView {
    let given = start::confirmed(record, actor);
    let local = start::local(work.book, record, actor);
    let problem = match &work.start {
        start::Start::None(why) => why.clone(),
        _ => String::new(),
    };
    let span = |[low, high]: [i64; 2]| match low == high {
        true => low.to_string(),
        false => format!("{low}至{high}"),
    };
    ConfirmationView {
        confirmed: matches!(work.start, start::Start::Confirmed(_)),
        low: given.as_ref().map(|given| given.low.to_string()).unwrap_or_default(),
        high: given.as_ref().map(|given| given.high.to_string()).unwrap_or_default(),
        increase: given.as_ref().map(|given| span(given.more)).unwrap_or_default(),
        source: given.as_ref().map(|given| given.source.clone()).unwrap_or_default(),
        by: given
            .map(|given| format!("{}，{}", given.by, given.at.format("%Y-%m-%d %H:%M")))
            .unwrap_or_default(),
        problem,
        locals: work
            .book
            .locals
            .iter()
            .map(|local| LocalChoice {
                id: local.id.clone(),
                name: local.name.clone(),
                note: local.note.clone(),
            })
            .collect(),
        local: local.map(|(local, _)| local.id.clone()).unwrap_or_default(),
        may,
    }
}

fn factors(work: &Work, search: &Search) -> Vec<FactorView> {
    let view = |one: &law::sentencing::Weighed| {
        let factor = one.factor;
        let shares = factor.grades.iter().enumerate().filter_map(|(at, grade)| {
            let [low, high] = grade.percent?;
            let name = match grade.name.is_empty() {
                true => String::new(),
                false => format!("{}：", grade.name),
            };
            let mark = if one.applies == Some(at) { "（适用）" } else { "" };
            Some(format!("{name}{}{mark}", share(low, high)))
        });
        FactorView {
            id: factor.id.clone(),
            name: factor.name.clone(),
            tier: match factor.tier {
                Tier::First => "first",
                Tier::Second => "second",
                Tier::Open => "open",
            }
            .into(),
            lenient: factor.effect == Effect::Lenient,
            truth: one.truth.into(),
            must: if factor.must { "应当" } else { "可以" }.into(),
            shares: shares.collect::<Vec<_>>().join("；"),
            cites: chips(work.book, &factor.cite),
            facts: search.behind(&work.guide.rules, &factor.grades),
            counter: factor.counter.clone(),
            note: match factor.closed.is_empty() {
                true => factor.note.clone(),
                false => factor.closed.clone(),
            },
        }
    };
    work.weighed.iter().map(view).collect()
}
