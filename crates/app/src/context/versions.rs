//! Which version of the law applies, as a paper says it.

use crate::analysis::chosen;
use crate::head::standing_words;
use crate::versions::compare;
use crate::wire::ByStance;
use case::{Record, Scope, Stance};
use chrono::NaiveDate;
use law::Book;
use serde::Serialize;

/// The versions side by side.
#[derive(Debug, Clone, Serialize)]
pub struct PaperVersions {
    /// More than one competes, or one was displaced: there is something to say.
    pub several: bool,
    /// Oldest first.
    pub rows: Vec<PaperVersion>,
    /// Which is better by stance, in one sentence.
    pub advice: ByStance<String>,
    /// The choice a lawyer recorded, in one sentence, or empty.
    pub choice: String,
    /// The same, for the receipt.
    #[serde(skip)]
    pub recorded: Option<RecordedChoice>,
}

/// Who chose which version, and when.
#[derive(Debug, Clone)]
pub struct RecordedChoice {
    /// By whom.
    pub by: String,
    /// `2022-03-22起`.
    pub from: String,
    /// When.
    pub at: chrono::DateTime<chrono::FixedOffset>,
}

/// One version.
#[derive(Debug, Clone, Serialize)]
pub struct PaperVersion {
    /// 2022年3月22日.
    pub from: String,
    /// Instruments.
    pub law: String,
    /// 行为时, 现行 …
    pub standing: String,
    /// Why it can apply, with its provisions.
    pub ground: String,
    /// Result by stance; the better one is marked.
    pub results: ByStance<String>,
}

/// Marks the better result of a stance.
const LIGHTER: &str = "▼";

pub(super) fn paper(book: &Book, record: &Record, actor: &str, scope: Scope, today: NaiveDate) -> PaperVersions {
    let compared = compare(book, record, actor, scope, today);
    let rows: Vec<PaperVersion> = compared
        .candidates
        .iter()
        .zip(&compared.results)
        .map(|(candidate, results)| {
            let grounds = candidate.grounds.iter().map(|ground| {
                let cites: Vec<String> = ground.cites().iter().map(|cite| book.sources.label(cite)).collect();
                let argument = if ground.is_argument() { "【辩护主张】" } else { "" };
                let cited = if cites.is_empty() {
                    String::new()
                } else {
                    format!("（{}）", cites.join("、"))
                };
                format!("{argument}{}{cited}", ground.words())
            });
            PaperVersion {
                from: candidate.rules.from.map(super::day).unwrap_or_default(),
                law: candidate.rules.law.clone(),
                standing: standing_words(candidate.standing, candidate.current).into(),
                ground: grounds.collect(),
                results: ByStance::each(|stance: Stance| {
                    let result = results.get(stance);
                    let better = result.lighter && compared.advice.get(stance).differs;
                    let mark = if better { LIGHTER } else { "" };
                    format!(
                        "{}{mark}",
                        if candidate.competes() {
                            result.verdict.name()
                        } else {
                            "—"
                        }
                    )
                }),
            }
        })
        .collect();
    let choice = chosen(book, record, actor);
    PaperVersions {
        recorded: choice.as_ref().map(|choice| RecordedChoice {
            by: choice.position.by.clone(),
            from: choice.rules.from.map(|from| format!("{from}起")).unwrap_or_default(),
            at: choice.position.at,
        }),
        several: rows.len() > 1,
        rows,
        advice: ByStance::each(|stance: Stance| compared.advice.get(stance).words.clone()),
        choice: choice.map_or_else(String::new, |choice| {
            format!(
                "{}选定适用{}起的版本：{}",
                choice.position.by,
                choice.rules.from.map(super::day).unwrap_or_default(),
                with_stop(&choice.position.reason)
            )
        }),
    }
}

fn with_stop(reason: &str) -> String {
    format!("{}。", reason.trim_end_matches('。'))
}
