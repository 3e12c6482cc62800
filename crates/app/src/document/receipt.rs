//! What an assessment rested on, so that a colleague can run it again.

use super::compose::Wanted;
use crate::context::Paper;
use crate::rules::{book, rule_files};
use crate::session::Now;
use case::{Record, ReviewState, Scope};
use law::RuleSet;
use memo::receipt::{Confirmation, Instrument, Receipt, sha256};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What makes the same paper again: kept inside the PDF, without a word of the case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Stamp {
    /// Version of the program.
    pub program: String,
    /// Template id.
    pub document: String,
    /// Party id; empty for the client.
    pub actor: String,
    /// Version of the charge, by date.
    pub pack: String,
    /// Only accepted entries were used.
    pub accepted_only: bool,
    /// A lawyer stood behind it.
    pub lawyer: bool,
    /// The moment it was made.
    pub made_at: Now,
    /// SHA-256 of the case file.
    pub facts: String,
    /// Head of the case's activity log.
    #[serde(default)]
    pub log_head: String,
    /// SHA-256 of every rule file, by path, the first sixteen digits.
    pub rules: BTreeMap<String, String>,
    /// SHA-256 of the words.
    pub words: String,
    /// Marked as a draft when it left, for what was found before export.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub draft: bool,
    /// SHA-256 of the firm's own template, when it is none of the program's.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub template: String,
    /// SHA-256 of the firm's own style sheet, when the look is none of the program's.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub sheet: String,
    /// The stage it was written as at, where that is not the case's own.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub stage: String,
}

impl Stamp {
    pub(crate) fn of(
        record: &Record,
        wanted: &Wanted,
        receipt: &Receipt,
        document: &memo::Document,
        now: Now,
    ) -> Stamp {
        let client = record.client().is_some_and(|client| client.id == wanted.actor);
        let own = book().documents.get(&wanted.document) != Some(&wanted.source);
        Stamp {
            program: receipt.program.clone(),
            document: wanted.document.clone(),
            actor: if client { String::new() } else { wanted.actor.clone() },
            pack: wanted.rules.from.map(|from| from.to_string()).unwrap_or_default(),
            accepted_only: wanted.scope == Scope::Accepted,
            lawyer: wanted.lawyer,
            made_at: now,
            facts: receipt.facts_hash.clone(),
            log_head: receipt.log_head.clone(),
            rules: rule_hashes(),
            words: sha256(document.text().as_bytes()),
            draft: false,
            template: if own {
                sha256(wanted.source.as_bytes())
            } else {
                String::new()
            },
            sheet: wanted.sheet.as_ref().map(look).unwrap_or_default(),
            stage: wanted.stage.map(|stage| stage.id().into()).unwrap_or_default(),
        }
    }

    /// As it is kept in the file.
    pub(crate) fn written(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// SHA-256 of a style sheet.
pub(crate) fn look(sheet: &memo::Sheet) -> String {
    sha256(serde_json::to_string(sheet).unwrap_or_default().as_bytes())
}

/// The first sixteen digits of the SHA-256 of every rule file that can decide a word, by path.
pub(crate) fn rule_hashes() -> BTreeMap<String, String> {
    let short = |text: &str| sha256(text.as_bytes()).chars().take(16).collect();
    let files = rule_files().into_iter().filter(|file| decides(&file.path));
    files.map(|file| (file.path, short(&file.text))).collect()
}

/// SHA-256 of the case as its case file has it.
pub(crate) fn facts_hash(record: &Record) -> String {
    sha256(
        serde_json::to_string(&case::write_file(record))
            .unwrap_or_default()
            .as_bytes(),
    )
}

/// A rule file that can decide a word: no example, no generated copy, no manual.
fn decides(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    !(name.starts_with("examples") || name.ends_with(".examples.toml") || ["README.md", "reading.md"].contains(&name))
}

/// Everything else in `rules/`, together: other offences, defences and exits; then questions, provisions and templates.
fn others(rules: &RuleSet) -> Vec<memo::receipt::Pack> {
    let mut kinds: [(&str, Vec<String>); 2] = [
        ("其他罪名、抗辩、出口规则", Vec::new()),
        ("事实词典、条文、量刑、程序、文书模板", Vec::new()),
    ];
    let files = rule_files().into_iter();
    for file in files.filter(|file| file.path != rules.file && decides(&file.path)) {
        let assessed = ["offences/", "defences/", "exits/"]
            .iter()
            .any(|folder| file.path.starts_with(folder));
        kinds[usize::from(!assessed)]
            .1
            .push(format!("{} {}", file.path, sha256(file.text.as_bytes())));
    }
    kinds
        .into_iter()
        .map(|(name, files)| memo::receipt::Pack {
            id: String::new(),
            name: name.into(),
            version: format!("{}个文件", files.len()),
            hash: sha256(files.join("\n").as_bytes()),
        })
        .collect()
}

/// The receipt of an assessment: what it rested on, so that a colleague can run it again.
pub fn receipt_of(record: &Record, rules: &RuleSet, paper: &Paper, now: Now) -> Receipt {
    let book = book();
    let reviews = record.reviews();
    let count = |state| reviews.get(&state).copied().unwrap_or(0);
    let set = |rules: &RuleSet| memo::receipt::Pack {
        id: rules.id.clone(),
        name: rules.name.clone(),
        version: rules.from.map(|from| format!("{from}起")).unwrap_or_else(|| "—".into()),
        hash: sha256(rules.text.as_bytes()),
    };
    let used: std::collections::BTreeSet<&str> = rules
        .nodes
        .iter()
        .flat_map(|node| &node.cite)
        .filter_map(|cite| book.sources.get(cite))
        .map(|(instrument, _)| instrument.id.as_str())
        .collect();
    let weakest = |id: &str| {
        let cites = rules
            .nodes
            .iter()
            .flat_map(|node| &node.cite)
            .filter(|cite| cite.split_once('/').is_some_and(|(own, _)| own == id));
        cites
            .map(|cite| book.sources.confidence(cite))
            .min()
            .map(|level| level.name().to_string())
            .unwrap_or_default()
    };
    let accepted = record
        .entries
        .values()
        .flat_map(case::Entry::positions)
        .filter(|(side, position)| *side == case::Side::Finding && position.review.state == ReviewState::Accepted);
    let mut by: std::collections::BTreeMap<String, (usize, Now)> = std::collections::BTreeMap::new();
    for (_, position) in accepted {
        let known = by.entry(position.by.clone()).or_insert((0, position.at));
        *known = (known.0 + 1, known.1.max(position.at));
    }
    Receipt {
        program: format!("明辩 {}", env!("CARGO_PKG_VERSION")),
        made_at: now.format("%Y年%-m月%-d日 %H:%M:%S（%:z）").to_string(),
        facts_hash: facts_hash(record),
        log_head: String::new(),
        facts: format!(
            "已审{}项、待审{}项、退回{}项；本文使用{}。",
            count(ReviewState::Accepted),
            count(ReviewState::Proposed),
            count(ReviewState::Returned),
            if paper.accepted_only {
                "已审事实"
            } else {
                "已审和待审事实"
            }
        ),
        packs: std::iter::once(set(rules)).chain(others(rules)).collect(),
        instruments: used
            .into_iter()
            .filter_map(|id| book.sources.instruments.iter().find(|instrument| instrument.id == id))
            .map(|instrument| Instrument {
                name: instrument.short.clone(),
                version: [&instrument.effective, &instrument.published]
                    .into_iter()
                    .find(|date| !date.is_empty())
                    .map_or_else(|| "日期未核实".into(), Clone::clone),
                verified: weakest(&instrument.id),
            })
            .collect(),
        unformalised: paper
            .untranslated
            .iter()
            .map(|point| format!("{}：{}", point.name, point.text))
            .collect(),
        confirmations: paper
            .versions
            .recorded
            .iter()
            .map(|choice| Confirmation {
                by: choice.by.clone(),
                what: format!("选定适用{}的版本", choice.from),
                when: choice.at.min(now).format("%Y-%m-%d %H:%M").to_string(),
            })
            .chain(by.into_iter().map(|(name, (count, at))| Confirmation {
                by: name,
                what: format!("研判{count}项"),
                when: at.min(now).format("%Y-%m-%d %H:%M").to_string(),
            }))
            .chain(paper.confirmations.iter().cloned())
            .collect(),
    }
}
