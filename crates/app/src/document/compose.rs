//! From a case to a document, the same way in the window and without one.

use super::offered::stage_of;
use super::place::{Hand, Laid, Place, lay};
use super::receipt::{Stamp, receipt_of};
use crate::charts::{Drawn, Subject};
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
use serde_json::json;

/// What is to be composed.
#[derive(Debug, Clone)]
pub(crate) struct Wanted {
    /// Template id.
    pub document: String,
    /// Its template.
    pub source: String,
    /// The firm's own style sheet for it, in place of the preset's.
    pub sheet: Option<memo::Sheet>,
    /// Party id.
    pub actor: String,
    /// Version of the charge.
    pub rules: &'static RuleSet,
    /// Which entries count.
    pub scope: Scope,
    /// A lawyer stands behind it.
    pub lawyer: bool,
    /// Head of the case's activity log; empty without a vault.
    pub log_head: String,
    /// The stage it is written as at, where that is not the case's own.
    pub stage: Option<case::Stage>,
}

/// The case as at another stage. The number is that of the body it is before now, so another stage has none.
pub(crate) fn as_at(record: &Record, stage: Option<case::Stage>) -> Record {
    let mut then = record.clone();
    if let Some(stage) = stage.filter(|stage| *stage != record.matter.stage) {
        then.matter.stage = stage;
        then.matter.docket.clear();
    }
    then
}

/// What one composition knows.
pub(crate) struct Composed {
    pub document: Document,
    pub paper: Paper,
    pub front: template::FrontMatter,
    pub receipt: Receipt,
    /// What people set by hand, and where the blocks come from.
    pub laid: Laid,
}

/// The template of a document that comes with the rules in force.
pub(crate) fn built_in(document: &str) -> Result<String, Failure> {
    let book = book();
    book.documents.get(document).cloned().ok_or_else(|| {
        let known: Vec<&str> = book.documents.keys().map(String::as_str).collect();
        Failure::invalid(format!("没有名为 {document} 的文书，可选：{}。", known.join("、")))
    })
}

/// A document as its template says it, before anybody's hand.
pub(crate) struct Generated {
    pub front: template::FrontMatter,
    pub paper: Paper,
    pub receipt: Receipt,
    pub blocks: Vec<Block>,
}

/// Lets a template speak.
pub(crate) fn generate(record: &Record, wanted: &Wanted, now: Now) -> Result<Generated, Failure> {
    let front = template::front_matter(&wanted.source)?;
    let paper = values(record, &front, wanted, now);
    speak(record, front, paper, wanted, now)
}

/// What a template may say: the same for every document of one stage that leaves the house, and for every one that does not.
pub(crate) fn values(record: &Record, front: &template::FrontMatter, wanted: &Wanted, now: Now) -> Paper {
    let then = as_at(record, Some(stage_of(record, front)));
    paper(
        book(),
        &then,
        &wanted.actor,
        wanted.rules,
        wanted.scope,
        front.outgoing,
        now.date_naive(),
    )
}

/// The charts a template can print; none are drawn for one that prints none.
fn drawings(record: &Record, wanted: &Wanted, now: Now) -> Vec<Drawn> {
    if !wanted.source.contains(":::chart") {
        return Vec::new();
    }
    crate::charts::drawn(&Subject {
        book: book(),
        record,
        actor: &wanted.actor,
        scope: wanted.scope,
        stance: case::Stance::Alleged,
        today: now.date_naive(),
        calendar: &book().calendar,
    })
}

fn speak(
    record: &Record,
    front: template::FrontMatter,
    paper: Paper,
    wanted: &Wanted,
    now: Now,
) -> Result<Generated, Failure> {
    let receipt = Receipt {
        log_head: wanted.log_head.clone(),
        ..receipt_of(record, wanted.rules, &paper, now)
    };
    let drawn = drawings(record, wanted, now);
    let mut values =
        serde_json::to_value(&paper).map_err(|_| Failure::invalid("文书内容无法组成，请联系技术支持。"))?;
    if let Some(fields) = values.as_object_mut() {
        let index = super::hearing::hearing(record, &wanted.actor, &paper);
        fields.insert("hearing".into(), serde_json::to_value(index).unwrap_or_default());
        fields.insert(
            "charts".into(),
            drawn
                .iter()
                .map(|one| json!({ "id": one.id, "note": one.note }))
                .collect(),
        );
    }
    let values = if front.outgoing {
        in_full(book(), &paper.matter.client, values)
    } else {
        values
    };
    let charts = drawn.into_iter().map(|one| (one.id, one.chart)).collect();
    let mut blocks = template::render_with(&wanted.source, values, &charts)?.blocks;
    if front.outgoing {
        name_once(book(), &mut blocks);
    }
    Ok(Generated {
        front,
        paper,
        receipt,
        blocks,
    })
}

/// Composes a document. Same case, rules, wishes and moment: same words. It is a draft while anything in it is unreviewed,
/// while an outgoing paper lacks something or says by hand what its facts no longer bear, and always when no lawyer stands
/// behind it.
pub(crate) fn compose_record(record: &Record, wanted: &Wanted, now: Now) -> Result<Composed, Failure> {
    set(record, generate(record, wanted, now)?, wanted, now)
}

/// The same from values already gathered.
pub(crate) fn compose_from(record: &Record, paper: Paper, wanted: &Wanted, now: Now) -> Result<Composed, Failure> {
    let front = template::front_matter(&wanted.source)?;
    set(record, speak(record, front, paper, wanted, now)?, wanted, now)
}

fn set(record: &Record, generated: Generated, wanted: &Wanted, now: Now) -> Result<Composed, Failure> {
    let Generated {
        front,
        paper,
        receipt,
        blocks,
    } = generated;
    let hand = Hand::of(record, &wanted.document, &wanted.actor);
    let mut laid = lay(blocks, &hand, &paper.date);
    let mut blocks = std::mem::take(&mut laid.blocks);
    if !front.outgoing && front.receipt {
        blocks.push(Block::PageBreak);
        blocks.extend(receipt.blocks());
    }
    laid.places.resize(blocks.len(), Place::default());
    let meta = Meta {
        title: format!("{}（{}）", front.name, paper.matter.client),
        author: paper.matter.firm.clone(),
        subject: paper.matter.charge.clone(),
        ..Meta::new(front.name.clone(), now.date_naive())
    };
    let mut document = Document::new(meta, front.preset, blocks);
    if let Some(sheet) = &wanted.sheet {
        document = document.in_sheet(sheet.clone());
    }
    let unreviewed = !paper.accepted_only && unreviewed(record, front.uses) > 0;
    let lacking = front.outgoing && !document.missing().is_empty();
    let outdated = front.outgoing && laid.wordings.iter().any(|own| own.changed);
    if unreviewed || lacking || outdated || laid.unsettled > 0 || !wanted.lawyer {
        document = document.as_draft();
    }
    document.meta.stamp = Stamp::of(record, wanted, &receipt, &document, now).written();
    Ok(Composed {
        document,
        paper,
        front,
        receipt,
        laid,
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
