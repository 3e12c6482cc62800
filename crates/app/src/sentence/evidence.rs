//! What a circumstance rests on: the facts behind its condition with their pages, through every rule set it asks.

use crate::analysis::Facts;
use crate::context::leaf_views;
use crate::entry::titled;
use crate::step_view::{StepView, Viewer};
use crate::wire::{SourceView, Truth, wire};
use case::{Path, Record, Stance};
use law::sentencing::{Grade, When};
use law::{Book, Rule, RuleSet, Subject, assess_at};
use std::collections::BTreeSet;

wire! {
    /// A fact behind a circumstance.
    pub struct FactRef {
        /// Where it is on the form.
        pub path: String,
        /// In plain words.
        pub question: String,
        /// How it stands.
        pub truth: Truth,
        /// Pages cited for it.
        pub sources: Vec<SourceView>,
    }
}

/// Where the facts of one stance are read.
pub(crate) struct Search<'a> {
    pub book: &'a Book,
    pub record: &'a Record,
    pub actor: &'a str,
    pub facts: &'a Facts<'a>,
    pub stance: Stance,
}

impl Search<'_> {
    /// The facts behind the lines of a circumstance, each once, in the order they are asked.
    pub(crate) fn behind(&self, guide: &RuleSet, grades: &[Grade]) -> Vec<FactRef> {
        let mut found = Vec::new();
        let mut seen = BTreeSet::new();
        for grade in grades {
            match &grade.when {
                When::Own(at) => self.node(guide, *at, &mut seen, &mut found),
                When::Element(element) => self.element(element, &mut seen, &mut found),
            }
        }
        found
    }

    fn element(&self, element: &str, seen: &mut BTreeSet<String>, found: &mut Vec<FactRef>) {
        let Some((id, node)) = element.split_once('/') else {
            return;
        };
        let guide = self.book.guide().map(|guide| &guide.rules);
        let offences = self.facts.offences().iter().copied();
        let mut all = offences.chain(&self.book.defences).chain(guide);
        let Some(rules) = all.find(|rules| rules.id == id) else {
            return;
        };
        if let Some(at) = rules.nodes.iter().position(|own| own.id == node) {
            self.node(rules, at, seen, found);
        }
    }

    fn node(&self, rules: &RuleSet, at: usize, seen: &mut BTreeSet<String>, found: &mut Vec<FactRef>) {
        let step = assess_at(rules, at, self.facts.whole(self.stance));
        let view = Viewer {
            book: self.book,
            record: self.record,
            actor: self.actor,
            open: BTreeSet::new(),
        }
        .step(&step, &rules.id, false);
        let mut leaves = Vec::new();
        leaf_views(&view, &mut leaves);
        for leaf in leaves {
            self.leaf(leaf, seen, found);
        }
        let mut asked = Vec::new();
        step.walk(&mut |step| {
            if let Rule::Test(test) = &step.node.rule
                && let Subject::Element(element) = &test.subject
            {
                asked.push(element.clone());
            }
        });
        for element in asked {
            self.element(&element, seen, found);
        }
    }

    fn leaf(&self, view: &StepView, seen: &mut BTreeSet<String>, found: &mut Vec<FactRef>) {
        let Some(leaf) = view.leaf.as_ref().filter(|leaf| seen.insert(leaf.path.clone())) else {
            return;
        };
        let mut sources: Vec<SourceView> = Vec::new();
        let rows = leaf.rows.iter().flat_map(|row| &row.sources);
        for source in leaf.said.iter().flat_map(|said| &said.sources).chain(rows) {
            if source.kind != "none" && !sources.contains(source) {
                sources.push(source.clone());
            }
        }
        let table = self.book.dictionary.table(&leaf.path);
        let question = match (table, leaf.path.parse::<Path>()) {
            (Some(table), _) => table.name.clone(),
            (None, Ok(path)) => titled(self.record, self.actor, &path),
            (None, Err(_)) => view.name.clone(),
        };
        found.push(FactRef {
            path: leaf.path.clone(),
            question,
            truth: view.truth,
            sources,
        });
    }
}
