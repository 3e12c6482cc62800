//! Papers of case files without a vault: one, or all that are offered.

use crate::analysis::{actor_of, pack};
use crate::cases::read_record;
use crate::context::Paper;
use crate::document::{Offer, Wanted, as_at, built_in, compose_from, compose_record, stage_of, values};
use crate::failure::Failure;
use crate::headless::version_on;
use crate::rules::book;
use crate::session::Now;
use case::{Record, Scope, Stage};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// A paper of a case, composed and not set.
#[derive(Debug, Clone)]
pub struct FiledPaper {
    /// Template id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// It leaves the firm.
    pub outgoing: bool,
    /// The stage it was written for, in words.
    pub stage: String,
    /// The paper.
    pub document: memo::Document,
}

impl FiledPaper {
    /// The paper as PDF.
    ///
    /// # Errors
    /// When it cannot be set.
    pub fn pdf(&self) -> Result<memo::Rendered, Failure> {
        Ok(memo::pdf(&self.document)?)
    }
}

/// Sets a document of a case file as PDF. Same case, rules and date: same bytes.
///
/// # Errors
/// When the file cannot be read, or there is no such document.
pub fn memo_file(
    text: &str,
    actor: &str,
    document: &str,
    on: Option<NaiveDate>,
    now: Now,
) -> Result<memo::Rendered, Failure> {
    Ok(memo::pdf(&compose_file(text, actor, document, on, now)?)?)
}

/// Writes a document of a case file as a Word file. Same case, rules and date: same bytes.
///
/// # Errors
/// When the file cannot be read, or there is no such document.
pub fn word_file(text: &str, actor: &str, document: &str, on: Option<NaiveDate>, now: Now) -> Result<Vec<u8>, Failure> {
    Ok(memo::docx(&compose_file(text, actor, document, on, now)?)?)
}

/// Composes a document of a case file without setting it. A document of another stage is written as at that stage: what
/// the file does not say about it is 【待补】.
///
/// # Errors
/// When the file cannot be read, or there is no such document.
pub fn compose_file(
    text: &str,
    actor: &str,
    document: &str,
    on: Option<NaiveDate>,
    now: Now,
) -> Result<memo::Document, Failure> {
    let record = read_record(text, "命令行", now)?;
    let actor = actor_of(&record, actor)?;
    one(&record, &actor, document, on, now)
}

/// Composes every document offered to one accused: at the stage of the case, or at the one given. A closed case is looked
/// back upon: each document as at the first stage it is for.
///
/// # Errors
/// When the file cannot be read, or a document cannot be composed.
pub fn papers_file(
    text: &str,
    actor: &str,
    stage: Option<Stage>,
    on: Option<NaiveDate>,
    now: Now,
) -> Result<Vec<FiledPaper>, Failure> {
    let record = read_record(text, "命令行", now)?;
    let actor = actor_of(&record, actor)?;
    let at = stage.unwrap_or(record.matter.stage);
    let version = version_on(&record, on);
    let rules = pack(book(), &record, &actor, version.as_deref(), now.date_naive())?;
    let mut gathered: BTreeMap<(bool, Stage), Paper> = BTreeMap::new();
    let mut papers = Vec::new();
    let mut fronts = Vec::new();
    for source in book().documents.values() {
        fronts.push((memo::template::front_matter(source)?, source));
    }
    // Those of the house first.
    fronts.sort_by_key(|(front, _)| front.outgoing);
    for (front, source) in fronts {
        let stage = match at {
            Stage::Closed => stage_of(&as_at(&record, Some(at)), &front),
            open => open,
        };
        let own = as_at(&record, Some(stage));
        if !Offer::of(&own, &actor, now.date_naive()).why_not(&front).is_empty() {
            continue;
        }
        let wanted = Wanted {
            document: front.id.clone(),
            source: source.clone(),
            sheet: None,
            actor: actor.clone(),
            rules,
            scope: Scope::All,
            lawyer: true,
            log_head: String::new(),
            stage: Some(stage).filter(|stage| *stage != record.matter.stage),
        };
        let paper = gathered
            .entry((front.outgoing, stage))
            .or_insert_with(|| values(&own, &front, &wanted, now))
            .clone();
        let document = compose_from(&own, paper, &wanted, now)?.document;
        papers.push(FiledPaper {
            document,
            stage: stage.name().into(),
            id: front.id,
            name: front.name,
            outgoing: front.outgoing,
        });
    }
    Ok(papers)
}

fn one(
    record: &Record,
    actor: &str,
    document: &str,
    on: Option<NaiveDate>,
    now: Now,
) -> Result<memo::Document, Failure> {
    let version = version_on(record, on);
    let wanted = Wanted {
        source: built_in(document)?,
        sheet: None,
        document: document.into(),
        actor: actor.into(),
        rules: pack(book(), record, actor, version.as_deref(), now.date_naive())?,
        scope: Scope::All,
        lawyer: true,
        log_head: String::new(),
        stage: None,
    };
    Ok(compose_record(record, &wanted, now)?.document)
}

/// What a template may say of one accused of a case file, by name: for whoever writes a template.
///
/// # Errors
/// When the file cannot be read.
pub fn paper_values(text: &str, actor: &str, outgoing: bool, now: Now) -> Result<serde_json::Value, Failure> {
    let record = read_record(text, "命令行", now)?;
    let actor = actor_of(&record, actor)?;
    let rules = pack(book(), &record, &actor, None, now.date_naive())?;
    let paper = crate::context::paper(book(), &record, &actor, rules, Scope::All, outgoing, now.date_naive());
    serde_json::to_value(paper).map_err(|_| Failure::invalid("文书的变量无法列出，请联系技术支持。"))
}
