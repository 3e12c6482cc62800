//! The rules to read: what there is, one rule set beside its law and its examples, what changed, and whose case uses it.

mod cases;
mod diff;
mod pack;
mod trial;

use crate::failure::Failure;
use crate::rules::book;
use crate::session::{App, Now};
use crate::wire::wire;
use law::{Book, Rule, RuleSet};
use std::collections::BTreeMap;

pub(crate) use cases::rule_cases;
pub use cases::{RuleCases, RuleCasesView};
pub(crate) use diff::rule_diff;
pub use diff::{RuleDiff, RuleDiffView};
pub(crate) use pack::rule_pack;
pub use pack::{RulePack, RulePackView};
pub(crate) use trial::run_rule_tests;
pub use trial::{RuleTestsView, RunRuleTests};

wire! {
    /// A rule set as in force from one day.
    pub struct RuleVersion {
        /// Its file; what every other request asks by.
        pub file: String,
        /// Day from which it is taken, or empty.
        pub from: String,
        /// The instruments it embodies.
        pub law: String,
    }

    /// A rule set in the list; the counts are those of its newest version.
    pub struct RuleEntry {
        /// Its id.
        pub id: String,
        /// Its name.
        pub name: String,
        /// Short name.
        pub short: String,
        /// D01 … D24, or empty.
        pub code: String,
        /// Versions, oldest first.
        pub versions: Vec<RuleVersion>,
        /// Rules in it.
        pub nodes: u32,
        /// Examples that run on it.
        pub examples: u32,
        /// Rules with something that could not be written as a rule.
        pub untranslated: u32,
        /// Rules the law leaves open, with every reading.
        pub readings: u32,
    }

    /// Rule sets of one kind.
    pub struct RuleKind {
        /// Which kind.
        #[cfg_attr(feature = "typescript", ts(type = "\"offence\" | \"defence\" | \"sentencing\" | \"exit\" | \"ladder\""))]
        pub kind: String,
        /// Its rule sets.
        pub rules: Vec<RuleEntry>,
    }

    /// Every rule set.
    pub struct RuleListView {
        /// By kind; a kind without rules is left out.
        pub kinds: Vec<RuleKind>,
    }

    /// Asks for every rule set.
    pub struct RuleList {}
}

/// Every rule set there is, by kind.
pub(crate) fn rule_list(_: &mut App, _: RuleList, _: Now) -> Result<RuleListView, Failure> {
    let book = book();
    let counts = law::example_counts(book).into_iter();
    let examples: BTreeMap<String, u32> = counts.map(|(file, count)| (file.to_string(), count as u32)).collect();
    let mut kinds: Vec<RuleKind> = Vec::new();
    for rules in book.rule_sets() {
        let (kind, version) = (kind(rules), version(rules));
        if kinds.last().is_none_or(|last| last.kind != kind) {
            kinds.push(RuleKind {
                kind: kind.into(),
                rules: Vec::new(),
            });
        }
        let Some(list) = kinds.last_mut().map(|last| &mut last.rules) else {
            continue;
        };
        let before = match list.last_mut() {
            Some(last) if last.id == rules.id => std::mem::take(&mut last.versions),
            _ => Vec::new(),
        };
        if !before.is_empty() {
            list.pop();
        }
        list.push(entry(rules, before.into_iter().chain([version]).collect(), &examples));
    }
    Ok(RuleListView { kinds })
}

fn entry(rules: &RuleSet, versions: Vec<RuleVersion>, examples: &BTreeMap<String, u32>) -> RuleEntry {
    let count = |of: fn(&law::Node) -> bool| rules.nodes.iter().filter(|node| of(node)).count() as u32;
    RuleEntry {
        id: rules.id.clone(),
        name: rules.name.clone(),
        short: rules.short.clone(),
        code: code(rules),
        versions,
        nodes: count(|_| true),
        examples: examples.get(&rules.file).copied().unwrap_or_default(),
        untranslated: count(|node| !node.untranslated.is_empty()),
        readings: count(|node| matches!(node.rule, Rule::Readings(_))),
    }
}

/// offence, defence, sentencing, exit or ladder, by the folder it stands in.
fn kind(rules: &RuleSet) -> &'static str {
    match rules.file.split('/').next() {
        Some("offences") => "offence",
        Some("sentencing") => "sentencing",
        Some("exits") => "exit",
        Some("ladders") => "ladder",
        _ => "defence",
    }
}

fn version(rules: &RuleSet) -> RuleVersion {
    RuleVersion {
        file: rules.file.clone(),
        from: rules.from.map(|from| from.to_string()).unwrap_or_default(),
        law: rules.law.clone(),
    }
}

fn code(rules: &RuleSet) -> String {
    rules
        .defence
        .as_ref()
        .map(|defence| defence.code.clone())
        .unwrap_or_default()
}

/// The rule set of that file.
fn find<'a>(book: &'a Book, file: &str) -> Result<&'a RuleSet, Failure> {
    book.rule_sets()
        .find(|rules| rules.file == file)
        .ok_or_else(|| Failure::not_found("这套规则"))
}
