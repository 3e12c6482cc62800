//! Case files without a vault: what the command line does.

use crate::analysis::{Facts, actor_of, pack, sentence, verdict};
use crate::cases::read_record;
use crate::charges::Comparison;
use crate::failure::Failure;
use crate::rules::book;
use crate::session::Now;
use crate::wire::{Truth, Verdict};
use case::{Record, Scope, Stance};
use law::Step;
use serde::Serialize;

/// The result of one case file.
#[derive(Debug, Clone, Serialize)]
pub struct Assessment {
    /// Name of the case.
    pub case: String,
    /// Party id.
    pub actor: String,
    /// alleged, proved or ours.
    pub stance: String,
    /// Version of the law, by date.
    pub pack: String,
    /// Result.
    pub verdict: Verdict,
    /// In one sentence.
    pub sentence: String,
    /// The tree.
    pub tree: Node,
    /// What can still change the result, most effective first.
    pub openings: Vec<crate::overview::OpeningView>,
    /// Defences.
    pub defences: Vec<Node>,
    /// Ways out, in the order they are shown: true is open, false closed.
    pub exits: Vec<Node>,
    /// Every offence on the same facts, in question ones first.
    pub charges: Vec<ChargeLine>,
    /// Where the facts point.
    pub lead: String,
    /// Lines of defence, or a plea, that may end in something worse.
    pub traps: Vec<String>,
}

/// One offence on the facts of one stance.
#[derive(Debug, Clone, Serialize)]
pub struct ChargeLine {
    /// Offence id.
    pub offence: String,
    /// Short name.
    pub name: String,
    /// Version of the law, by date.
    pub pack: String,
    /// Whether it is in question at all.
    pub asked: Truth,
    /// Result.
    pub verdict: Verdict,
    /// The band that applies, or else the heaviest not excluded, in words.
    pub band: String,
    /// Elements not made out.
    pub missing: Vec<String>,
}

fn charge_line(comparison: &Comparison, at: usize, stance: Stance) -> ChargeLine {
    let charge = &comparison.charges.get(stance)[at];
    let band = charge.applies().or(charge.at_most());
    ChargeLine {
        offence: charge.rules.id.clone(),
        name: charge.rules.short.clone(),
        pack: charge.rules.from.map(|from| from.to_string()).unwrap_or_default(),
        asked: charge.asked.into(),
        verdict: charge.truth.into(),
        band: band.map(|band| band.words.clone()).unwrap_or_default(),
        missing: comparison.missing(at, stance),
    }
}

/// One node of a result.
#[derive(Debug, Clone, Serialize)]
pub struct Node {
    /// Node id.
    pub node: String,
    /// Name.
    pub name: String,
    /// Truth.
    pub truth: Truth,
    /// How it came about.
    pub mark: crate::wire::Mark,
    /// Sentence.
    pub why: String,
    /// Provisions.
    pub cites: Vec<String>,
    /// What it is made of.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Node>,
    /// Its exceptions.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub exceptions: Vec<Node>,
}

fn node(step: &Step) -> Node {
    Node {
        node: step.node.id.clone(),
        name: step.node.name.clone(),
        truth: step.truth.into(),
        mark: step.mark.into(),
        why: law::why(book(), step),
        cites: step.node.cite.clone(),
        parts: step.parts.iter().map(node).collect(),
        exceptions: step.exceptions.iter().map(node).collect(),
    }
}

/// Assesses a case file for one accused in one stance; `on` chooses the version of the law in force on that day.
///
/// # Errors
/// When the file cannot be read, or names no such accused.
pub fn assess_file(
    text: &str,
    actor: &str,
    stance: Stance,
    on: Option<chrono::NaiveDate>,
    now: Now,
) -> Result<Assessment, Failure> {
    let record = read_record(text, "命令行", now)?;
    let actor = actor_of(&record, actor)?;
    let rules = pack(
        book(),
        &record,
        &actor,
        version_on(&record, on).as_deref(),
        now.date_naive(),
    )?;
    let facts = Facts::of(book(), &record, &actor, Scope::All, rules, now.date_naive());
    let step = facts.assess(rules, stance);
    let comparison = Comparison::of(book(), &record, &actor, &facts, rules);
    Ok(Assessment {
        charges: comparison
            .order()
            .into_iter()
            .map(|at| charge_line(&comparison, at, stance))
            .collect(),
        lead: crate::charges::lead_words(&comparison, stance),
        traps: crate::charges::trap::traps(&comparison)
            .into_iter()
            .map(|trap| format!("{}。{}", trap.title, trap.text))
            .collect(),
        case: record.matter.name.clone(),
        stance: stance.id().into(),
        pack: rules.from.map(|from| from.to_string()).unwrap_or_default(),
        verdict: verdict(&step),
        sentence: sentence(rules, &step),
        tree: node(&step),
        openings: facts
            .openings(rules, stance)
            .iter()
            .map(|opening| crate::overview::opening_of(&record, &actor, opening))
            .collect(),
        defences: book()
            .defences
            .iter()
            .map(|defence| node(&facts.assess(defence, stance)))
            .collect(),
        exits: book()
            .exits
            .iter()
            .map(|exit| node(&facts.assess(exit, stance)))
            .collect(),
        actor,
    })
}

/// The newest version in force on a day.
pub(crate) fn version_on(record: &Record, on: Option<chrono::NaiveDate>) -> Option<String> {
    let charge = crate::analysis::charge(book(), record);
    let from = book()
        .versions(charge)
        .filter_map(|rules| rules.from)
        .filter(|from| on.is_some_and(|on| *from <= on))
        .max();
    from.map(|from| from.to_string())
}

/// The reading copy of an offence: every version, oldest first, for a lawyer to sign off.
pub fn reading_copy(book: &law::Book, offence: &str) -> String {
    let versions: Vec<&law::RuleSet> = book.versions(offence).collect();
    let name = versions.last().map(|rules| rules.name.as_str()).unwrap_or_default();
    let mut text =
        format!("# {name}：规则阅读本\n\n由规则文件生成，供律师核对后签署；请改规则文件，不要改本文件。\n\n");
    for rules in versions {
        text.push_str(&law::reading(book, rules));
        text.push('\n');
    }
    text
}
