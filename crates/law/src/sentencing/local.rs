//! Local rules (地方细则) as parameter files: a firm can add them, nothing in them takes part until a lawyer switches it on.

use super::guide::{self, Factor, FactorFile};
use super::{Ratio, Span, When};
use crate::{FactSet, Fault, Interval, Rule, RuleSet, Subject, Truth, assess_at};
use serde::Deserialize;

/// A range to start from.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Start {
    /// Identifier.
    pub id: String,
    /// Chinese name.
    pub name: String,
    /// Key of [`FactSet::elements`]; the first line that is made out applies. Any of them is enough.
    pub any: Vec<String>,
    /// Months, lower and upper end.
    pub months: [i64; 2],
    /// Provisions.
    pub cite: Vec<String>,
}

/// Months added for every so much beyond what made out the offence.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Increment {
    /// Identifier.
    pub id: String,
    /// Chinese name.
    pub name: String,
    /// `offence/node`: a node of the offence that counts or sums; its own figure is taken, so that nothing is asked twice.
    pub element: String,
    /// The figure from which it starts: pieces, or 分.
    pub beyond: i64,
    /// For every so much more: pieces, or 分.
    pub each: i64,
    /// Months added.
    pub months: i64,
    /// Provisions.
    pub cite: Vec<String>,
}

/// What the local text says besides, in words: fines, probation.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LocalRule {
    /// fine, probation, cap.
    pub at: String,
    /// In our own words.
    pub text: String,
    /// Provisions.
    pub cite: Vec<String>,
}

/// One local file.
#[derive(Debug, Clone)]
pub struct LocalGuide {
    /// Identifier, the option of the fact `local_rules`.
    pub id: String,
    /// Chinese name.
    pub name: String,
    /// Offence it speaks of.
    pub offence: String,
    /// Where the figures come from, and how far they can be trusted.
    pub note: String,
    /// Provisions.
    pub cite: Vec<String>,
    /// Ranges to start from, heaviest first.
    pub starts: Vec<Start>,
    /// Increments.
    pub increments: Vec<Increment>,
    /// Factors with local shares.
    pub factors: Vec<Factor>,
    /// In words.
    pub rules: Vec<LocalRule>,
    /// The file it came from.
    pub file: String,
    /// The whole text, for receipts.
    pub text: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LocalFile {
    pub id: String,
    pub name: String,
    pub offence: String,
    pub note: String,
    pub cite: Vec<String>,
    #[serde(rename = "start", default)]
    pub starts: Vec<Start>,
    #[serde(rename = "increment", default)]
    pub increments: Vec<Increment>,
    #[serde(rename = "factor", default)]
    pub factors: Vec<FactorFile>,
    #[serde(rename = "rule", default)]
    pub rules: Vec<LocalRule>,
}

/// Links one local file.
pub(crate) fn link(file: &str, text: &str, raw: LocalFile) -> Result<LocalGuide, Vec<Fault>> {
    let mut faults = Vec::new();
    let factors = guide::factors(file, text, &raw.factors, None, &mut faults);
    let backwards = raw.starts.iter().filter(|start| start.months[0] > start.months[1]);
    faults.extend(backwards.map(|start| {
        let message = format!("地方细则的起点 {} 须从低到高。", start.id);
        Fault::at(file, text, &start.id, message)
    }));
    let nothing = raw.increments.iter().filter(|more| more.each <= 0);
    faults.extend(nothing.map(|more| {
        let message = format!("地方细则的增量 {} 的 each 须大于零。", more.id);
        Fault::at(file, text, &more.id, message)
    }));
    if !faults.is_empty() {
        return Err(faults);
    }
    Ok(LocalGuide {
        id: raw.id,
        name: raw.name,
        offence: raw.offence,
        note: raw.note,
        cite: raw.cite,
        starts: raw.starts,
        increments: raw.increments,
        factors,
        rules: raw.rules,
        file: file.into(),
        text: text.into(),
    })
}

impl LocalGuide {
    /// Everything it asks after.
    pub(crate) fn elements(&self) -> impl Iterator<Item = String> {
        let grades = self.factors.iter().flat_map(|factor| &factor.grades);
        let whens = grades.filter_map(|grade| match &grade.when {
            When::Element(element) => Some(element),
            When::Own(_) => None,
        });
        let starts = self.starts.iter().flat_map(|start| &start.any);
        let more = self.increments.iter().map(|more| &more.element);
        whens.chain(starts).chain(more).cloned()
    }

    /// The range to start from: of the first line made out; as long as a line before it is open, both together.
    pub fn start(&self, facts: &FactSet) -> Option<Span> {
        let mut open: Option<Span> = None;
        for start in &self.starts {
            let truth = |key: &String| facts.elements.get(key).copied().unwrap_or(Truth::Unknown);
            let span = Span::whole(start.months[0], start.months[1]);
            let wider = open.map_or(span, |open| open.hull(span));
            match Truth::any(start.any.iter().map(truth)) {
                Truth::True => return Some(wider),
                Truth::Unknown => open = Some(wider),
                Truth::False => {}
            }
        }
        None
    }
}

/// Months that an increment adds: whole steps beyond its beginning, on the figure of the offence's own node. An open upper
/// end gives `None` for it.
pub fn increase(increment: &Increment, offence: &RuleSet, facts: &FactSet) -> (Ratio, Option<Ratio>) {
    let node = increment.element.split_once('/').map_or("", |(_, node)| node);
    let at = offence.nodes.iter().position(|own| own.id == node);
    let counts = |at: &usize| match &offence.nodes[*at].rule {
        Rule::Test(test) => matches!(test.subject, Subject::Count(_) | Subject::Sum(..)),
        _ => false,
    };
    let figure = at.filter(counts).and_then(|at| {
        let step = assess_at(offence, at, facts);
        step.leaf
            .as_ref()
            .and_then(|leaf| leaf.value.as_ref())
            .and_then(crate::Value::interval)
    });
    let figure = figure.unwrap_or(Interval::from(0));
    let months = |figure: i64| {
        let steps = figure.saturating_sub(increment.beyond).max(0) / increment.each;
        Ratio::whole(steps.saturating_mul(increment.months))
    };
    (months(figure.low.unwrap_or(0)), figure.high.map(months))
}
