//! The sentence as a paper that is handed in may speak of it: what is shown, with its article and its proof, each once.

use super::evidence::Search;
use super::exits::word;
use super::ledger::{PlanView, plan_view, share};
use super::start::Start;
use super::work::work;
use crate::analysis::Facts;
use crate::context::{join_chips, join_sources};
use crate::matrix::view;
use crate::step_view::StepView;
use crate::wire::{CiteChip, SourceView, Truth, Verified, chips};
use case::{Record, Stance};
use law::sentencing::{Effect, Tier};
use law::{Book, RuleSet};
use serde::Serialize;

/// A circumstance that is shown.
#[derive(Debug, Clone, Serialize)]
pub struct FiledCircumstance {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// For the accused.
    pub lenient: bool,
    /// 应当 or 可以.
    pub must: String,
    /// 基准刑的10%至40%, or empty when no text gives a share.
    pub share: String,
    /// Provisions, joined; never one that is not verified.
    pub cites: String,
    /// Pages, joined.
    pub sources: String,
    /// Not counted by itself, and why; empty when it counts.
    pub apart: String,
}

/// A condition of a way out.
#[derive(Debug, Clone, Serialize)]
pub struct FiledCondition {
    /// Node id.
    pub node: String,
    /// Its name.
    pub name: String,
    /// Made out on our facts.
    pub met: bool,
    /// Shown to be absent.
    pub failed: bool,
    /// Pages, joined.
    pub sources: String,
}

/// The sentence.
#[derive(Debug, Clone, Default, Serialize)]
pub struct FiledSentence {
    /// 三年以下有期徒刑或者拘役，并处或者单处罚金.
    pub range: String,
    /// Its provision.
    pub range_cites: String,
    /// The accused is a unit: no principal penalty.
    pub unit: bool,
    /// The start as a lawyer confirmed it, with its source; empty while nobody did.
    pub start: String,
    /// What the circumstances come to; empty while no start is confirmed.
    pub result: String,
    /// What is shown, first those applied first.
    pub circumstances: Vec<FiledCircumstance>,
    /// A plea is counted, and takes seven others into itself.
    pub plea: bool,
    /// 缓刑: 开启（应当）, 开启（可以）, 关闭 or 未定.
    pub probation_word: String,
    /// Probation is closed.
    pub probation_closed: bool,
    /// It shall be granted where its conditions are met: a minor, a pregnant woman, seventy-five.
    pub probation_must: bool,
    /// The four conditions and the term, one by one.
    pub probation: Vec<FiledCondition>,
    /// 单处罚金 is not closed.
    pub fine_only: bool,
    /// What an exemption, and a fine alone, turn on.
    pub fine_conditions: Vec<FiledCondition>,
    /// 免刑 is not closed.
    pub exemption: bool,
    /// Days in custody are credited.
    pub credit: Vec<String>,
}

/// What may be handed in about the sentence, on our facts.
pub(crate) fn filed_sentence(
    book: &Book,
    record: &Record,
    actor: &str,
    charge: &RuleSet,
    facts: &Facts,
) -> Option<FiledSentence> {
    let stance = Stance::Ours;
    let done = work(book, record, actor, charge, facts, stance)?;
    let search = Search {
        book,
        record,
        actor,
        facts,
        stance,
    };
    let plan: Option<PlanView> = (!done.unit).then(|| plan_view(&done, done.calculation.claimed));
    let apart = |id: &str| {
        let own = plan.as_ref()?.uncounted.iter().find(|own| own.factor == id)?;
        Some(match own.why.trim_end_matches('。') {
            why if why.starts_with("没有规定比例") => "由法院裁量".to_string(),
            why => why.to_string(),
        })
    };
    let circumstance = |one: &law::sentencing::Weighed| {
        let factor = one.factor;
        let cites = chips(book, &factor.cite);
        let usable = sound(&cites);
        let grade = one.applies.and_then(|at| factor.grades.get(at));
        let behind = search.behind(&done.guide.rules, &factor.grades);
        let mut pages: Vec<SourceView> = Vec::new();
        for source in behind.iter().flat_map(|fact| &fact.sources) {
            if matches!(source.kind.as_str(), "page" | "other") && pages.iter().all(|known| known.text != source.text) {
                pages.push(source.clone());
            }
        }
        // What another circumstance already covers is not handed in a second time.
        let twice = apart(&factor.id).is_some_and(|why| why.starts_with("已认定"));
        let keep = one.truth.is_true() && !twice && (!usable.is_empty() || cites.is_empty());
        keep.then(|| FiledCircumstance {
            id: factor.id.clone(),
            name: factor.name.clone(),
            lenient: factor.effect == Effect::Lenient,
            must: if factor.must { "应当" } else { "可以" }.into(),
            share: match (factor.tier, grade.and_then(|grade| grade.percent)) {
                (Tier::Open, _) | (_, None) => String::new(),
                (_, Some([low, high])) => format!("基准刑的{}", share(low, high)),
            },
            cites: join_chips(&usable),
            sources: join_sources(&pages),
            apart: apart(&factor.id).unwrap_or_default(),
        })
    };
    let exit = |id: &str| book.exits.iter().find(|exit| exit.id == id);
    let closed = |id: &str| exit(id).is_none_or(|rules| word(facts, rules, stance).0 == law::Truth::False);
    let tree = |id: &str| {
        let rules = exit(id)?;
        let step = facts.assess(rules, stance);
        Some(view(book, record, actor, rules, facts, stance, &step))
    };
    let probation = tree("probation");
    let may = probation.as_ref().and_then(|tree| below(tree, "may"));
    let special = probation.as_ref().and_then(|tree| below(tree, "special_person"));
    let credit = super::aside::asides(&done)
        .into_iter()
        .filter(|group| group.id == "credit");
    Some(FiledSentence {
        range: done.band.map(|band| band.words.clone()).unwrap_or_default(),
        range_cites: done
            .band
            .map(|band| join_chips(&chips(book, &band.cite)))
            .unwrap_or_default(),
        unit: done.unit,
        start: match &done.start {
            Start::Confirmed(start) => format!(
                "{}至{}个月（{}）",
                start.low,
                start.high,
                start.source.trim_end_matches('。')
            ),
            Start::Regional { .. } | Start::None(_) => String::new(),
        },
        result: match (&done.start, &plan) {
            (Start::Confirmed(_), Some(plan)) if plan.shown.low == plan.shown.high => plan.shown.low.clone(),
            (Start::Confirmed(_), Some(plan)) => format!("{}至{}", plan.shown.low, plan.shown.high),
            _ => String::new(),
        },
        circumstances: done.weighed.iter().filter_map(circumstance).collect(),
        plea: done.weighed.iter().any(|one| one.factor.plea && one.truth.is_true()),
        probation_word: exit("probation")
            .map(|rules| word(facts, rules, stance).1.to_string())
            .unwrap_or_default(),
        // Whether the offence stands is another question: an opinion on the sentence supposes it.
        probation_closed: probation.as_ref().is_none_or(|tree| {
            below(tree, "not_for").is_some_and(|own| own.truth == Truth::True)
                || may.is_some_and(|may| {
                    may.parts
                        .iter()
                        .any(|part| part.node != "offence_stands" && part.truth == Truth::False)
                })
        }),
        probation_must: special.is_some_and(|own| own.truth == Truth::True),
        probation: may
            .map(|may| {
                may.parts
                    .iter()
                    .filter(|part| part.node != "offence_stands")
                    .map(condition)
                    .collect()
            })
            .unwrap_or_default(),
        fine_only: !closed("fine_only"),
        fine_conditions: tree("fine_only").map(|tree| conditions(&tree)).unwrap_or_default(),
        exemption: !closed("exemption"),
        credit: credit
            .flat_map(|group| group.lines)
            .filter(|line| !line.text.starts_with("合计") && !line.text.contains("填写"))
            .map(|line| {
                let cites = join_chips(&line.cites);
                format!("{}（{cites}）", line.text.trim_end_matches('。'))
            })
            .collect(),
    })
}

/// Citations that may be relied on outside.
pub(crate) fn sound(cites: &[CiteChip]) -> Vec<CiteChip> {
    cites
        .iter()
        .filter(|chip| chip.verified != Verified::Unverified)
        .cloned()
        .collect()
}

fn conditions(tree: &StepView) -> Vec<FiledCondition> {
    tree.parts
        .iter()
        .filter(|part| part.node != "offence_stands")
        .map(condition)
        .collect()
}

fn condition(part: &StepView) -> FiledCondition {
    let mut pages = Vec::new();
    crate::context::pages(part, &mut pages);
    pages.retain(|source| matches!(source.kind.as_str(), "page" | "other"));
    FiledCondition {
        node: part.node.clone(),
        name: part.name.trim_end_matches('？').into(),
        met: part.truth == Truth::True,
        failed: part.truth == Truth::False,
        sources: join_sources(&pages),
    }
}

fn below<'v>(view: &'v StepView, node: &str) -> Option<&'v StepView> {
    if view.node == node {
        return Some(view);
    }
    view.parts
        .iter()
        .chain(&view.exceptions)
        .find_map(|part| below(part, node))
}
