//! Which of one's own cases use a rule, and how it came out in them.

use super::find;
use crate::analysis::{Facts, pack, versions};
use crate::failure::Failure;
use crate::rules::book;
use crate::session::{App, Now};
use crate::wire::{ByStance, Mark, Truth, wire};
use case::{Record, Scope};
use law::{Node, Rule, RuleSet, Step, assess_at};

wire! {
    /// How a rule came out.
    pub struct RuleOutcome {
        /// Its truth.
        pub truth: Truth,
        /// How the truth came about.
        pub mark: Mark,
    }

    /// One accused in whose case the rule is looked at.
    pub struct RuleCase {
        /// Case id.
        pub case: String,
        /// Its name.
        pub case_name: String,
        /// Id of the accused.
        pub actor: String,
        /// The accused.
        pub accused: String,
        /// The rule set is a version of what this case charges.
        pub charged: bool,
        /// How the rule came out, from every position.
        pub came: ByStance<RuleOutcome>,
    }

    /// A page of cases.
    pub struct RuleCasesView {
        /// The rule whose outcome is shown: the one asked for, or the next above it that is not about a single row.
        pub shown: String,
        /// Those that use it.
        pub rows: Vec<RuleCase>,
        /// Cases looked at so far, this page included.
        pub compared: u32,
        /// Cases there are.
        pub total: u32,
        /// More cases follow.
        pub more: bool,
    }

    /// Asks for a page of the cases that use a rule.
    pub struct RuleCases {
        /// File of the rule set.
        pub file: String,
        /// The rule; empty for the whole.
        pub node: String,
        /// Cases looked at on earlier pages.
        pub after: u32,
    }
}

/// Cases looked at in one call: short enough to be broken off.
const PAGE: usize = 20;

/// Which of the next cases use a rule.
pub(crate) fn rule_cases(app: &mut App, request: RuleCases, now: Now) -> Result<RuleCasesView, Failure> {
    let rules = find(book(), &request.file)?;
    let asked = match request.node.as_str() {
        "" => rules.root,
        id => place(rules, id).ok_or_else(|| Failure::not_found("这条规则"))?,
    };
    let node = whole(rules, asked);
    let mut cases = app.vault()?.cases()?;
    cases.sort_by_key(|listed| listed.id.to_string());
    let (total, after) = (cases.len(), request.after as usize);
    let mut rows = Vec::new();
    for listed in cases.into_iter().skip(after).take(PAGE) {
        let record = app.vault()?.load(&listed.id)?;
        rows.extend(uses(&listed.id.to_string(), &record, rules, node, now)?);
    }
    let compared = total.min(after.saturating_add(PAGE));
    Ok(RuleCasesView {
        shown: rules.nodes[node].name.clone(),
        rows,
        compared: compared as u32,
        total: total as u32,
        more: compared < total,
    })
}

fn place(rules: &RuleSet, id: &str) -> Option<usize> {
    rules.nodes.iter().position(|node| node.id == id)
}

/// The rule itself, or the next above it that speaks of the whole case and not of one row.
fn whole(rules: &RuleSet, mut at: usize) -> usize {
    while rules.nodes[at].row.is_some() {
        let Some(user) = rules.nodes.iter().position(|node| leans_on(node, at)) else {
            return rules.root;
        };
        at = user;
    }
    at
}

fn leans_on(node: &Node, at: usize) -> bool {
    let condition = match &node.rule {
        Rule::Test(test) => test.condition,
        _ => None,
    };
    node.rule.parts().contains(&at) || node.unless.contains(&at) || condition == Some(at)
}

/// Every accused for whom the rule set is looked at: a version of the charge that can apply to the act, another offence
/// that is in question, a defence or an exit that is in play.
fn uses(case: &str, record: &Record, rules: &RuleSet, node: usize, now: Now) -> Result<Vec<RuleCase>, Failure> {
    let (book, today) = (book(), now.date_naive());
    let mut rows = Vec::new();
    for party in &record.parties {
        let chosen = pack(book, record, &party.id, None, today)?;
        let charged = chosen.id == rules.id && rules.from.is_some();
        let facts = Facts::of(book, record, &party.id, Scope::All, chosen, today);
        let looked_at = if charged {
            let candidates = versions(book, record, &party.id, today);
            candidates.iter().any(|candidate| candidate.rules.file == rules.file)
        } else if rules.from.is_some() {
            let others = facts.offences().iter().copied().chain(facts.rivals(&rules.id));
            others.into_iter().any(|own| own.file == rules.file) && in_play(rules, rules.asks, &facts)
        } else {
            in_play(rules, rules.defence.as_ref().and_then(|defence| defence.opens), &facts)
        };
        if looked_at {
            rows.push(RuleCase {
                case: case.into(),
                case_name: record.matter.name.clone(),
                actor: party.id.clone(),
                accused: party.name.clone(),
                charged,
                came: ByStance::each(|stance| outcome(&step(rules, node, &facts, stance))),
            });
        }
    }
    Ok(rows)
}

/// Not excluded from every position; what nothing puts in play is always looked at.
fn in_play(rules: &RuleSet, asks: Option<usize>, facts: &Facts) -> bool {
    asks.is_none_or(|at| {
        case::Stance::ALL
            .into_iter()
            .any(|stance| !step(rules, at, facts, stance).truth.is_false())
    })
}

fn step<'a>(rules: &'a RuleSet, node: usize, facts: &'a Facts, stance: case::Stance) -> Step<'a> {
    let known = if rules.from.is_some() {
        facts.get(stance)
    } else {
        facts.answered(stance)
    };
    assess_at(rules, node, known)
}

fn outcome(step: &Step) -> RuleOutcome {
    RuleOutcome {
        truth: step.truth.into(),
        mark: step.mark.into(),
    }
}
