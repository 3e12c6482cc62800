//! Disputes that matter, what to find out, and the ladder of knowledge, as values for a template.

use super::elements::{join_chips, join_sources};
use crate::agenda::groups;
use crate::analysis::Facts;
use crate::focus::{FocusSide, disputes};
use crate::ladder::ladders;
use crate::wire::ByStance;
use case::{Record, Scope, Stance};
use law::{Book, RuleSet};
use serde::Serialize;
use std::collections::BTreeSet;

/// A dispute on which an element turns.
#[derive(Debug, Clone, Serialize)]
pub struct PaperFocus {
    /// What is to be settled.
    pub question: String,
    /// What the prosecution says, with its pages.
    pub alleged: String,
    /// What we say, with its pages.
    pub ours: String,
    /// What the lawyer found.
    pub finding: String,
    /// The elements that turn on it.
    pub elements: String,
}

/// What one way of finding out is for.
#[derive(Debug, Clone, Serialize)]
pub struct PaperAgenda {
    /// 会见提纲, 阅卷重点, 调取清单, 律师判断.
    pub name: String,
    /// Most effective first.
    pub items: Vec<PaperTask>,
    /// So many more are in the program.
    pub more: usize,
}

/// One question to put.
#[derive(Debug, Clone, Serialize)]
pub struct PaperTask {
    /// The question.
    pub question: String,
    /// What an answer does; empty for what the client is asked, who is never told which answer helps.
    pub effect: String,
    /// What usually proves it.
    pub proof: String,
}

/// How far one side's facts reach.
#[derive(Debug, Clone, Serialize)]
pub struct PaperRung {
    /// The highest level reached, with what it takes; empty when none is.
    pub level: String,
    /// What follows in law.
    pub words: String,
    /// Provisions.
    pub cites: String,
}

/// So many questions of one kind are printed.
const PRINTED: usize = 10;

pub(super) fn focus(
    book: &Book,
    record: &Record,
    actor: &str,
    rules: &RuleSet,
    facts: &Facts,
    scope: Scope,
) -> (Vec<PaperFocus>, usize) {
    let (found, idle) = disputes(book, record, actor, rules, facts, scope);
    let said = |side: &FocusSide| match join_sources(&side.sources) {
        _ if side.words.is_empty() => "未表态".to_string(),
        pages if pages.is_empty() => side.words.clone(),
        pages => format!("{}（{pages}）", side.words),
    };
    let one = |focus: &crate::focus::Focus| PaperFocus {
        question: focus.question.clone(),
        alleged: said(&focus.alleged),
        ours: said(&focus.ours),
        finding: focus.finding.clone(),
        elements: focus
            .elements
            .iter()
            .map(|element| element.name.as_str())
            .collect::<Vec<_>>()
            .join("、"),
    };
    (found.iter().map(one).collect(), idle)
}

/// Each question once, under the first way of finding it out.
pub(super) fn agenda(book: &Book, record: &Record, actor: &str, rules: &RuleSet, facts: &Facts) -> Vec<PaperAgenda> {
    let open = facts.openings(rules, Stance::Proved);
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for group in groups(book, record, actor, &open) {
        let fresh = group
            .helps
            .iter()
            .chain(&group.open)
            .filter(|item| seen.insert(item.opening.path.clone()));
        let mut items: Vec<PaperTask> = fresh
            .map(|item| PaperTask {
                question: item.opening.question.clone(),
                effect: if group.finder == "interview" {
                    String::new()
                } else {
                    item.opening.effect.clone()
                },
                proof: item.proof.clone(),
            })
            .collect();
        let more = items.len().saturating_sub(PRINTED);
        items.truncate(PRINTED);
        let name = match group.finder.as_str() {
            "interview" => "会见提纲",
            "file" => "阅卷重点",
            "collect" => "调取清单",
            _ => "有待律师判断",
        };
        if !items.is_empty() {
            found.push(PaperAgenda {
                name: name.into(),
                items,
                more,
            });
        }
    }
    found
}

/// The ladder of knowledge, by stance.
pub(super) fn ladder(book: &Book, facts: &Facts) -> Option<ByStance<PaperRung>> {
    let view = ladders(book, facts).into_iter().next()?;
    Some(ByStance::each(|stance| {
        let reached = view.levels.iter().find(|level| level.id == *view.reached.get(stance));
        PaperRung {
            level: reached
                .map(|level| format!("{} {}", level.id, level.name))
                .unwrap_or_default(),
            words: reached.map(|level| level.words.clone()).unwrap_or_default(),
            cites: reached.map(|level| join_chips(&level.cites)).unwrap_or_default(),
        }
    }))
}
