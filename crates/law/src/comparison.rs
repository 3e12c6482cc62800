//! Several offences on the same facts: which stand, in which penalty band, which is the heavier, and which answers would lead
//! from one into another.

use crate::evaluate::Evaluator;
use crate::{Band, FactSet, Rule, RuleSet, Step, Subject, Truth, Value, assess, openings};
use std::cmp::Ordering;
use std::collections::BTreeSet;

/// One offence as it comes out on one set of facts.
#[derive(Debug, Clone)]
pub struct Charge<'a> {
    /// The offence, in one version.
    pub rules: &'a RuleSet,
    /// Truth of its root.
    pub truth: Truth,
    /// Whether the offence is in question at all; false is 不涉及. True for an offence that does not say.
    pub asked: Truth,
    /// Its penalty bands, lightest first, and whether the case falls into them.
    pub bands: Vec<(&'a Band, Truth)>,
}

impl<'a> Charge<'a> {
    /// Assesses one offence.
    pub fn of(rules: &'a RuleSet, facts: &FactSet) -> Charge<'a> {
        let evaluator = Evaluator::new(rules, facts);
        let truth_of = |at: usize| evaluator.outcome(at, None).truth;
        let truth = truth_of(rules.root);
        // A band without its offence is no band, whatever its own condition says.
        let band = |band: &'a Band| (band, Truth::all([truth, truth_of(band.when)]));
        Charge {
            rules,
            truth,
            asked: rules.asks.map_or(Truth::True, truth_of),
            bands: rules.bands.iter().map(band).collect(),
        }
    }

    /// The band that applies: the heaviest one shown; none while the offence is not made out.
    pub fn applies(&self) -> Option<&'a Band> {
        self.heaviest_where(Truth::is_true)
    }

    /// The heaviest band not excluded: what the case can still come to; none when the offence is excluded.
    pub fn at_most(&self) -> Option<&'a Band> {
        self.heaviest_where(|truth| !truth.is_false())
    }

    fn heaviest_where(&self, wanted: impl Fn(Truth) -> bool) -> Option<&'a Band> {
        let bands = self.bands.iter().filter(|(_, truth)| wanted(*truth));
        bands.map(|(band, _)| *band).max_by(|a, b| heavier(a, b))
    }
}

/// Assesses several offences on the same facts, in their order.
pub fn compare<'a>(offences: &[&'a RuleSet], facts: &FactSet) -> Vec<Charge<'a>> {
    offences.iter().map(|rules| Charge::of(rules, facts)).collect()
}

/// Which of two bands is the heavier: the higher maximum, then the higher minimum (法释〔1997〕12号; the bands that fit the
/// facts are compared, article 2). Fines are not weighed: the text does not say how.
pub fn heavier(a: &Band, b: &Band) -> Ordering {
    a.weight().cmp(&b.weight())
}

/// Where the facts point among several offences. Numbers are places in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lead {
    /// This one is made out and, of those made out, leads (刑法 287-2 para. 3: 依照处罚较重的规定).
    Stands {
        /// The one that leads.
        at: usize,
        /// The others made out.
        also: Vec<usize>,
        /// Another has the same maximum, and the nature of the act decided, not the penalty.
        tied: bool,
    },
    /// None is made out; this one is in question, nothing in it has failed, and the fewest elements are open.
    Nearest {
        /// The one.
        at: usize,
        /// Elements not yet made out.
        open: usize,
    },
    /// None is made out, and none that is in question is still open.
    Nothing,
}

/// Which offence leads. `charged` wins among those equally near; `general` is the offence that yields to a more special one of
/// the same maximum.
pub fn lead(charges: &[Charge], facts: &FactSet, charged: &str, general: &str) -> Lead {
    let standing: Vec<usize> = (0..charges.len()).filter(|at| charges[*at].truth.is_true()).collect();
    let maximum = |at: usize| charges[at].applies().map_or(0, Band::maximum);
    let rank = |at: usize| {
        let charge = &charges[at];
        let special = charge.rules.id != general;
        (
            maximum(at),
            special,
            charge.applies().map(Band::weight),
            charge.rules.id == charged,
        )
    };
    if let Some(&at) = standing.iter().max_by_key(|at| rank(**at)) {
        let also: Vec<usize> = standing.into_iter().filter(|other| *other != at).collect();
        let tied = also.iter().any(|other| maximum(*other) == maximum(at));
        return Lead::Stands { at, also, tied };
    }
    let open = |at: usize| {
        let rules = charges[at].rules;
        let evaluator = Evaluator::new(rules, facts);
        let parts = rules.nodes[rules.root].rule.parts();
        parts
            .iter()
            .filter(|part| !evaluator.outcome(**part, None).truth.is_true())
            .count()
    };
    let near = (0..charges.len()).filter(|at| charges[*at].truth.is_unknown());
    let near = near.filter(|at| charges[*at].asked.is_true() || charges[*at].rules.id == charged);
    let nearest = near.map(|at| (open(at), charges[at].rules.id != charged, at)).min();
    nearest.map_or(Lead::Nothing, |(open, _, at)| Lead::Nearest { at, open })
}

/// An answer that is better against one offence and worse on another.
#[derive(Debug, Clone)]
pub struct Turn<'a> {
    /// The question: a fact, a judgment, `table/row/column` or `table#complete`.
    pub path: String,
    /// The answer that helps against the offence charged.
    pub answer: bool,
    /// How the offence charged comes out with it.
    pub charged: Truth,
    /// The other offence as it comes out with it: newly made out, or in a heavier band.
    pub other: Charge<'a>,
}

/// Answers to open questions that would help against the offence charged and would make out another one, or put it into a
/// heavier band: lines of defence that end in something worse. At most `tries` questions are tried, most effective first.
pub fn turns<'a>(charged: &RuleSet, others: &[&'a RuleSet], facts: &FactSet, tries: usize) -> Vec<Turn<'a>> {
    let before = compare(others, facts);
    let better = openings(charged, facts);
    let better = better
        .into_iter()
        .filter_map(|opening| Some((opening.path, opening.better?)));
    let mut found = Vec::new();
    for (path, answer) in better.take(tries) {
        let facts = facts.with(&path, Some(Value::Bool(answer)));
        for (rules, before) in others.iter().zip(&before) {
            let after = Charge::of(rules, &facts);
            let worse = match (before.applies(), after.applies()) {
                (_, None) => after.truth.is_true() && !before.truth.is_true(),
                (None, Some(_)) => true,
                (Some(before), Some(after)) => heavier(after, before).is_gt(),
            };
            if worse {
                let charged = Evaluator::new(charged, &facts).outcome(charged.root, None).truth;
                found.push(Turn {
                    path: path.clone(),
                    answer,
                    charged,
                    other: after,
                });
            }
        }
    }
    found
}

/// What speaks for `other` and is nothing to the offence charged: facts and judgments shown to be so, on which only `other`
/// turns (通谋, 稳定配合, 明知犯罪所得 …). They are why admitting the lighter offence may still end in the heavier one.
pub fn signals(charged: &RuleSet, other: &RuleSet, facts: &FactSet) -> Vec<String> {
    let looked_at: BTreeSet<&str> = charged
        .nodes
        .iter()
        .filter_map(|node| subject(&node.rule, &node.id))
        .collect();
    let mut found = Vec::new();
    speaking(&assess(other, facts), &looked_at, &mut found);
    found
}

/// The fact or judgment a leaf asks for.
fn subject<'a>(rule: &'a Rule, id: &'a str) -> Option<&'a str> {
    match rule {
        Rule::Judge(_) => Some(id),
        Rule::Test(test) => match &test.subject {
            Subject::Fact(fact) => Some(fact),
            _ => None,
        },
        _ => None,
    }
}

fn speaking(step: &Step, looked_at: &BTreeSet<&str>, found: &mut Vec<String>) {
    // Below a 「均不」 the sides are reversed, and what defeats a rule does not speak for it.
    if matches!(step.node.rule, Rule::None(_)) {
        return;
    }
    if let Some(asked) = subject(&step.node.rule, &step.node.id)
        && step.truth.is_true()
        && !looked_at.contains(asked)
        && found.iter().all(|known| known != asked)
    {
        found.push(asked.to_string());
    }
    for part in &step.parts {
        speaking(part, looked_at, found);
    }
}
