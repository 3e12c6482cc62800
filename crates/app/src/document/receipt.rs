//! What an assessment rested on, so that a colleague can run it again.

use crate::context::Paper;
use crate::rules::book;
use crate::session::Now;
use case::{Record, ReviewState};
use law::RuleSet;
use memo::receipt::{Confirmation, Instrument, Receipt};

/// The receipt of an assessment: what it rested on, so that a colleague can run it again.
pub fn receipt_of(record: &Record, rules: &RuleSet, paper: &Paper, now: Now) -> Receipt {
    let book = book();
    let facts = serde_json::to_string(&case::write_file(record)).unwrap_or_default();
    let reviews = record.reviews();
    let count = |state| reviews.get(&state).copied().unwrap_or(0);
    let set = |rules: &RuleSet| memo::receipt::Pack {
        id: rules.id.clone(),
        name: rules.name.clone(),
        version: rules.from.map(|from| format!("{from}起")).unwrap_or_else(|| "—".into()),
        hash: memo::receipt::sha256(rules.text.as_bytes()),
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
        facts_hash: memo::receipt::sha256(facts.as_bytes()),
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
        packs: std::iter::once(set(rules))
            .chain(book.defences.iter().map(set))
            .collect(),
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
        confirmations: by
            .into_iter()
            .map(|(name, (count, at))| Confirmation {
                by: name,
                what: format!("研判{count}项"),
                when: at.min(now).format("%Y-%m-%d %H:%M").to_string(),
            })
            .collect(),
    }
}
