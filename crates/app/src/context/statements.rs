//! Statements on paper: the list, what strikes the eye, the comparison, the contradictions.

use super::elements::join_chips;
use crate::evidence::place;
use crate::statements::{contradictions, propositions, time, title};
use crate::wire::chips;
use case::{Assertion, Record, Source};
use law::Book;
use serde::Serialize;

/// How many statements stand side by side on one sheet.
const COLUMNS: usize = 6;

/// One statement.
#[derive(Debug, Clone, Serialize)]
pub struct PaperStatement {
    /// 某甲第1次讯问笔录.
    pub title: String,
    /// When.
    pub time: String,
    /// Where.
    pub place: String,
    /// Who asked, who wrote.
    pub taken_by: String,
    /// 有, 无 or 不明.
    pub recorded: String,
    /// 证据卷二第12-18页.
    pub pages: String,
    /// What strikes the eye, joined.
    pub flags: String,
}

/// One row of the comparison.
#[derive(Debug, Clone, Serialize)]
pub struct PaperComparisonRow {
    /// The proposition.
    pub text: String,
    /// One cell per statement.
    pub cells: Vec<String>,
}

/// Some statements side by side.
#[derive(Debug, Clone, Serialize)]
pub struct PaperComparison {
    /// The statements.
    pub heads: Vec<String>,
    /// The propositions.
    pub rows: Vec<PaperComparisonRow>,
}

/// What strikes the eye, explained once.
#[derive(Debug, Clone, Serialize)]
pub struct PaperFlag {
    /// Its name.
    pub name: String,
    /// What its reader should know.
    pub note: String,
    /// Provisions, joined; or empty.
    pub cites: String,
}

/// Statements, compared.
#[derive(Debug, Clone, Serialize)]
pub struct PaperStatements {
    /// In order of time.
    pub list: Vec<PaperStatement>,
    /// The comparison, some statements at a time.
    pub tables: Vec<PaperComparison>,
    /// One person over time.
    pub changes: Vec<String>,
    /// Persons against each other.
    pub between: Vec<String>,
    /// What the flags in the list mean.
    pub flags: Vec<PaperFlag>,
}

/// The statements of a case on paper.
pub(super) fn statements(book: &Book, record: &Record) -> PaperStatements {
    let all = case::in_order(record);
    let flagged = case::flags(&book.evidence, record);
    let rows = propositions(record);
    let list = all
        .iter()
        .map(|(id, own)| PaperStatement {
            title: title(record, own),
            time: time(own),
            place: own.place.clone(),
            taken_by: own.taken_by.clone(),
            recorded: match own.recorded {
                Some(true) => "有",
                Some(false) => "无",
                None => "不明",
            }
            .into(),
            pages: place(&own.volume, &own.pages),
            flags: flagged
                .iter()
                .filter(|flag| flag.statement == *id)
                .filter_map(|flag| {
                    let rule = book.evidence.flags.iter().find(|rule| rule.id == flag.flag)?;
                    Some(match flag.detail.as_str() {
                        "" => rule.name.clone(),
                        detail => format!("{}（{detail}）", rule.name),
                    })
                })
                .collect::<Vec<_>>()
                .join("；"),
        })
        .collect();
    let tables = match rows.is_empty() {
        true => Vec::new(),
        false => all
            .chunks(COLUMNS)
            .map(|columns| PaperComparison {
                heads: columns
                    .iter()
                    .map(|(_, own)| {
                        let day = case::taken(own).day;
                        let day = day.map(|day| day.format("%Y-%m-%d").to_string()).unwrap_or_default();
                        [title(record, own), day].join("\u{20}").trim().to_string()
                    })
                    .collect(),
                rows: rows
                    .iter()
                    .map(|(proposition, own)| PaperComparisonRow {
                        text: own.text.clone(),
                        cells: columns
                            .iter()
                            .map(|(statement, _)| {
                                let cell = record.item::<Assertion>(&format!("{proposition}/{statement}"));
                                cell.map(said).unwrap_or_default()
                            })
                            .collect(),
                    })
                    .collect(),
            })
            .collect(),
    };
    let (changes, between): (Vec<_>, Vec<_>) = contradictions(record)
        .into_iter()
        .partition(|found| found.kind == "change");
    let words = |found: crate::statements::DiscrepancyView| format!("{}：{}", found.text, found.words);
    PaperStatements {
        list,
        tables,
        changes: changes.into_iter().map(words).collect(),
        between: between.into_iter().map(words).collect(),
        flags: book
            .evidence
            .flags
            .iter()
            .filter(|rule| flagged.iter().any(|flag| flag.flag == rule.id))
            .map(|rule| PaperFlag {
                name: rule.name.clone(),
                note: rule.note.clone(),
                cites: join_chips(&chips(book, &rule.cite)),
            })
            .collect(),
    }
}

/// 一致：“……”（2-47）.
fn said(cell: &Assertion) -> String {
    let mut words = cell.says.name().to_string();
    if let Some(source) = &cell.source {
        if !source.quote().is_empty() {
            words.push_str(&format!("：“{}”", source.quote()));
        }
        if let Source::Page { volume, page, .. } = source {
            words.push_str(&format!("（{volume}-{page}）"));
        }
    }
    words
}
