//! From a case to a document, the same way in the window and without one.

use super::offered::stage_of;
use super::receipt::{Stamp, receipt_of};
use crate::context::{Paper, in_full, name_once, paper};
use crate::failure::Failure;
use crate::rules::book;
use crate::session::Now;
use case::{Exhibit, Record, ReviewState, Scope};
use law::RuleSet;
use memo::document::{Block, Meta};
use memo::receipt::Receipt;
use memo::template::Uses;
use memo::{Document, template};

/// What is to be composed.
pub(crate) struct Wanted<'a> {
    /// Template id.
    pub document: &'a str,
    /// Party id.
    pub actor: &'a str,
    /// Version of the charge.
    pub rules: &'a RuleSet,
    /// Which entries count.
    pub scope: Scope,
    /// A lawyer stands behind it.
    pub lawyer: bool,
    /// Head of the case's activity log; empty without a vault.
    pub log_head: &'a str,
}

/// What one composition knows.
pub(crate) struct Composed {
    pub document: Document,
    pub paper: Paper,
    pub front: template::FrontMatter,
    pub receipt: Receipt,
}

/// Composes a document. Same case, rules, wishes and moment: same words.
pub(crate) fn compose_record(record: &Record, wanted: &Wanted, now: Now) -> Result<Composed, Failure> {
    let front = front_of(wanted.document)?;
    let paper = values(record, &front, wanted, now);
    composed(record, &front, paper, wanted, now)
}

/// What the template of that id says about itself.
pub(crate) fn front_of(document: &str) -> Result<template::FrontMatter, Failure> {
    Ok(template::front_matter(source_of(document)?)?)
}

fn source_of(document: &str) -> Result<&'static str, Failure> {
    let book = book();
    let source = book.documents.get(document).ok_or_else(|| {
        let known: Vec<&str> = book.documents.keys().map(String::as_str).collect();
        Failure::invalid(format!("没有名为 {document} 的文书，可选：{}。", known.join("、")))
    })?;
    Ok(source)
}

/// What a template may say: the same for every document of one stage that leaves the house, and for every one that does not.
pub(crate) fn values(record: &Record, front: &template::FrontMatter, wanted: &Wanted, now: Now) -> Paper {
    let mut then = record.clone();
    then.matter.stage = stage_of(record, front);
    if then.matter.stage != record.matter.stage {
        // The number is that of another body.
        then.matter.docket.clear();
    }
    paper(
        book(),
        &then,
        wanted.actor,
        wanted.rules,
        wanted.scope,
        front.outgoing,
        now.date_naive(),
    )
}

/// A document from values already gathered.
pub(crate) fn composed(
    record: &Record,
    front: &template::FrontMatter,
    paper: Paper,
    wanted: &Wanted,
    now: Now,
) -> Result<Composed, Failure> {
    let receipt = Receipt {
        log_head: wanted.log_head.into(),
        ..receipt_of(record, wanted.rules, &paper, now)
    };
    let mut document = set(
        source_of(wanted.document)?,
        front,
        &paper,
        &receipt,
        record,
        wanted.lawyer,
        now,
    )?;
    document.meta.stamp = Stamp::of(record, wanted, &receipt, &document, now).written();
    Ok(Composed {
        document,
        paper,
        front: front.clone(),
        receipt,
    })
}

/// How much of what a document rests on no lawyer has looked at.
pub(crate) fn unreviewed(record: &Record, uses: Uses) -> usize {
    match uses {
        Uses::Facts => record.reviews().get(&ReviewState::Proposed).copied().unwrap_or(0),
        Uses::Evidence => record
            .items_of::<Exhibit>()
            .filter(|(_, own)| own.is_proposed())
            .count(),
        Uses::Statements => 0,
    }
}

/// Fills a template and closes it with the receipt. It is a draft while anything in it is unreviewed, while an
/// outgoing paper lacks something, and always when no lawyer stands behind it.
fn set(
    source: &str,
    front: &template::FrontMatter,
    paper: &Paper,
    receipt: &Receipt,
    record: &Record,
    lawyer: bool,
    now: Now,
) -> Result<Document, Failure> {
    let values = serde_json::to_value(paper).map_err(|_| Failure::invalid("文书内容无法组成，请联系技术支持。"))?;
    let values = if front.outgoing {
        in_full(book(), &paper.matter.client, values)
    } else {
        values
    };
    let mut blocks = template::render(source, values)?.blocks;
    if front.outgoing {
        name_once(book(), &mut blocks);
    } else if front.receipt {
        blocks.push(Block::PageBreak);
        blocks.extend(receipt.blocks());
    }
    let meta = Meta {
        title: format!("{}（{}）", front.name, paper.matter.client),
        author: paper.matter.firm.clone(),
        subject: paper.matter.charge.clone(),
        ..Meta::new(front.name.clone(), now.date_naive())
    };
    let document = Document::new(meta, front.preset, blocks);
    let unreviewed = !paper.accepted_only && unreviewed(record, front.uses) > 0;
    let lacking = front.outgoing && !document.missing().is_empty();
    Ok(if unreviewed || lacking || !lawyer {
        document.as_draft()
    } else {
        document
    })
}
