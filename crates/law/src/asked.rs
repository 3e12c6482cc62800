//! What one rule set asks after in another: it must be there, be about the case, and stand before the one who asks.

use crate::sentencing::When;
use crate::{Book, Fault, Node, Rule, RuleSet, Subject};

/// Who asks; each kind asks only the kinds before it, so that nothing asks in a circle.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Asker {
    /// A defence asks offences.
    Defence,
    /// Sentencing asks offences and defences.
    Sentencing,
    /// An exit asks offences, defences and sentencing.
    Exit,
}

/// Who asks, by the file it stands in.
pub(crate) fn asker(file: &str) -> Asker {
    match file.split('/').next() {
        Some("exits") => Asker::Exit,
        Some("sentencing") => Asker::Sentencing,
        _ => Asker::Defence,
    }
}

/// The node that `rules/node` names for that asker: of the newest version of an offence, else of a defence, else of sentencing.
pub(crate) fn named<'b>(book: &'b Book, who: Asker, element: &str) -> Option<(&'b RuleSet, &'b Node)> {
    let (id, node) = element.split_once('/')?;
    let defence = book.defences.iter().filter(|_| who >= Asker::Sentencing);
    let guide = book
        .guides
        .iter()
        .map(|guide| &guide.rules)
        .filter(|_| who >= Asker::Exit);
    let mut before = book.versions(id).last().into_iter().chain(defence).chain(guide);
    let rules = before.find(|rules| rules.id == id)?;
    rules.node(node).map(|node| (rules, node))
}

/// Every element that is asked after is a node that speaks about the case.
pub(crate) fn check(book: &Book, faults: &mut Vec<Fault>) {
    for rules in book.rule_sets() {
        for node in &rules.nodes {
            if let Rule::Test(test) = &node.rule
                && let Subject::Element(element) = &test.subject
                && !there(book, asker(&rules.file), element)
            {
                let message = format!("节点 {} 问到的 {element} {}", node.id, wrong(asker(&rules.file)));
                faults.push(Fault::below(&rules.file, &rules.text, &node.id, element, message));
            }
        }
    }
    for guide in &book.guides {
        let whens = guide
            .factors
            .iter()
            .flat_map(|factor| &factor.grades)
            .map(|grade| &grade.when);
        for element in whens.filter_map(|when| match when {
            When::Element(element) => Some(element),
            When::Own(_) => None,
        }) {
            if !there(book, Asker::Sentencing, element) {
                let message = format!("量刑情节的条件 {element} {}", wrong(Asker::Sentencing));
                faults.push(Fault::at(&guide.rules.file, &guide.rules.text, element, message));
            }
        }
    }
    for local in &book.locals {
        for element in local.elements() {
            if !there(book, Asker::Exit, &element) {
                let message = format!("地方细则问到的 {element} {}", wrong(Asker::Exit));
                faults.push(Fault::at(&local.file, &local.text, &element, message));
            }
        }
    }
}

fn there(book: &Book, who: Asker, element: &str) -> bool {
    named(book, who, element).is_some_and(|(_, node)| node.row.is_none())
}

fn wrong(who: Asker) -> &'static str {
    match who {
        Asker::Defence => "不是某个罪名最新规则包里的节点（写成“罪名/节点”，且不能是只说表的一行的节点），请改正。",
        Asker::Sentencing => {
            "不是某个罪名最新规则包或者抗辩里的节点（写成“规则/节点”，且不能是只说表的一行的节点），请改正。"
        }
        Asker::Exit => {
            "不是某个罪名最新规则包、抗辩或者量刑情节里的节点（写成“规则/节点”，且不能是只说表的一行的节点），请改正。"
        }
    }
}
