//! Conditions with what they rest on; what asks after an offence shows the facts of that offence that decide it.

use super::ConditionView;
use super::position::Desk;
use crate::step_view::{StepView, Viewer};
use crate::wire::{SourceView, Truth};
use case::Stance;
use law::{RuleSet, Subject};
use std::collections::BTreeSet;

/// How many facts of an offence are shown under a condition that asks after it.
const FACTS: usize = 6;
/// How many pages are shown for one condition.
pub(super) const PAGES: usize = 8;

impl Desk<'_> {
    /// One node of a defence and everything below it.
    pub(super) fn condition(&self, rules: &RuleSet, at: usize, stance: Stance) -> ConditionView {
        let step = law::assess_at(rules, at, self.facts.answered(stance));
        self.read(rules, &self.viewer().step(&step, &rules.id, false), stance)
    }

    pub(super) fn viewer(&self) -> Viewer<'_> {
        Viewer {
            book: self.book,
            record: self.record,
            actor: self.actor,
            open: BTreeSet::new(),
        }
    }

    fn read(&self, rules: &RuleSet, view: &StepView, stance: Stance) -> ConditionView {
        let below = view.parts.iter().chain(&view.exceptions);
        let mut parts: Vec<ConditionView> = below.map(|part| self.read(rules, part, stance)).collect();
        if let Some(element) = element_of(rules, &view.node) {
            parts = self.facts_of(element, stance);
        }
        ConditionView {
            node: view.node.clone(),
            name: view.name.trim_end_matches('？').into(),
            truth: view.truth,
            why: view.why.clone(),
            cites: view.cites.clone(),
            note: [view.note.as_str(), view.untranslated.as_str()].concat(),
            sources: sources(view),
            path: view.leaf.as_ref().map(|leaf| leaf.path.clone()).unwrap_or_default(),
            connective: view.connective.clone(),
            parts,
        }
    }

    /// The facts of an offence that decide one of its nodes: those somebody has spoken to first.
    fn facts_of(&self, element: &str, stance: Stance) -> Vec<ConditionView> {
        let Some(view) = self.element(element, stance) else {
            return Vec::new();
        };
        let mut leaves = Vec::new();
        deciding(&view, &mut leaves);
        leaves.sort_by_key(|leaf| !spoken(leaf));
        let spoken_to = leaves.iter().filter(|leaf| spoken(leaf)).count();
        leaves.truncate(if spoken_to == 0 { 3 } else { spoken_to.min(FACTS) });
        let fact = |leaf: &StepView| ConditionView {
            node: leaf.node.clone(),
            name: leaf.name.trim_end_matches('？').into(),
            truth: leaf.truth,
            why: leaf.why.clone(),
            cites: leaf.cites.clone(),
            note: String::new(),
            sources: sources(leaf),
            path: leaf.leaf.as_ref().map(|leaf| leaf.path.clone()).unwrap_or_default(),
            connective: String::new(),
            parts: Vec::new(),
        };
        leaves.into_iter().map(fact).collect()
    }

    /// The tree of one node of an offence, in the version looked at.
    pub(super) fn element(&self, element: &str, stance: Stance) -> Option<StepView> {
        let (offence, node) = element.split_once('/')?;
        let rules = self.facts.offences().iter().find(|rules| rules.id == offence)?;
        let at = rules.nodes.iter().position(|own| own.id == node)?;
        let step = law::assess_at(rules, at, self.facts.get(stance));
        Some(self.viewer().step(&step, &rules.id, false))
    }
}

/// The node of an offence that a node of a defence asks after.
pub(super) fn element_of<'r>(rules: &'r RuleSet, node: &str) -> Option<&'r str> {
    match &rules.node(node)?.rule {
        law::Rule::Test(test) => match &test.subject {
            Subject::Element(element) => Some(element),
            _ => None,
        },
        _ => None,
    }
}

/// The leaves that decide a node: those with its truth, below parts that have it.
fn deciding<'v>(view: &'v StepView, found: &mut Vec<&'v StepView>) {
    if view.leaf.is_some() {
        if found.iter().all(|known| known.node != view.node) {
            found.push(view);
        }
        return;
    }
    for part in view.parts.iter().filter(|part| part.truth == view.truth) {
        deciding(part, found);
    }
    for exception in view
        .exceptions
        .iter()
        .filter(|exception| exception.truth == Truth::True)
    {
        deciding(exception, found);
    }
}

/// Somebody has said something here.
pub(super) fn spoken(view: &StepView) -> bool {
    let own = view
        .leaf
        .as_ref()
        .is_some_and(|leaf| !leaf.said.is_empty() || !leaf.rows.is_empty());
    own || view.parts.iter().chain(&view.exceptions).any(spoken)
}

/// Evidence cited at a leaf, each once.
pub(super) fn sources(view: &StepView) -> Vec<SourceView> {
    let mut found: Vec<SourceView> = Vec::new();
    let Some(leaf) = &view.leaf else { return found };
    let said = leaf.said.iter().flat_map(|said| &said.sources);
    for source in said.chain(leaf.rows.iter().flat_map(|row| &row.sources)) {
        if source.kind != "none" && found.iter().all(|known| known.text != source.text) && found.len() < PAGES {
            found.push(source.clone());
        }
    }
    found
}
