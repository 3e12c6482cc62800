//! Which of one's own cases would come out differently under rules not yet accepted.

use crate::analysis::{Facts, pack, sentence};
use crate::failure::Failure;
use crate::rules::{Rules, under};
use crate::session::{App, Now};
use crate::wire::{Stance, wire};
use case::{Record, Scope};

wire! {
    /// One result that would be another.
    pub struct EffectRow {
        /// Case id.
        pub case: String,
        /// Its name.
        pub case_name: String,
        /// The accused.
        pub accused: String,
        /// Whose facts.
        pub stance: Stance,
        /// The result under the rules in force.
        pub before: String,
        /// The result under the new rules.
        pub after: String,
    }

    /// A page of comparisons.
    pub struct EffectsView {
        /// Results that would be another.
        pub rows: Vec<EffectRow>,
        /// Cases compared so far, this page included.
        pub compared: u32,
        /// Cases there are.
        pub total: u32,
        /// More cases follow.
        pub more: bool,
    }

    /// Asks for a page of comparisons with the rules last read.
    pub struct RuleEffects {
        /// Fingerprint of the rules.
        pub fingerprint: String,
        /// Cases compared on earlier pages.
        pub after: u32,
    }
}

/// Cases compared in one call: short enough to be broken off.
const PAGE: usize = 20;

/// Compares the next cases.
pub(crate) fn rule_effects(app: &mut App, request: RuleEffects, now: Now) -> Result<EffectsView, Failure> {
    let staged = app
        .staged
        .as_ref()
        .filter(|staged| staged.fingerprint == request.fingerprint);
    let new = staged
        .map(|staged| staged.rules)
        .ok_or_else(|| Failure::invalid("这个规则包还没有读入，请重新选择文件。"))?;
    let mut cases = app.vault()?.cases()?;
    cases.sort_by_key(|listed| listed.id.to_string());
    let (total, after) = (cases.len(), request.after as usize);
    let mut rows = Vec::new();
    for listed in cases.into_iter().skip(after).take(PAGE) {
        let record = app.vault()?.load(&listed.id)?;
        rows.extend(differences(&listed.id.to_string(), &record, app.rules, new, now)?);
    }
    let compared = total.min(after + PAGE);
    Ok(EffectsView {
        rows,
        compared: compared as u32,
        total: total as u32,
        more: compared < total,
    })
}

/// Every accused from every stance, under both.
fn differences(
    case: &str,
    record: &Record,
    old: Option<Rules>,
    new: Rules,
    now: Now,
) -> Result<Vec<EffectRow>, Failure> {
    let mut rows = Vec::new();
    for party in &record.parties {
        let results = |rules: Option<Rules>| -> Result<Vec<String>, Failure> {
            under(rules, || {
                let book = crate::rules::book();
                let rules = pack(book, record, &party.id, None, now.date_naive())?;
                let facts = Facts::of(book, record, &party.id, Scope::All, rules, now.date_naive());
                let said = |stance| sentence(rules, &facts.assess(rules, stance));
                Ok(case::Stance::ALL.into_iter().map(said).collect())
            })
        };
        let (before, after) = (results(old)?, results(Some(new))?);
        let pairs = case::Stance::ALL.into_iter().zip(before.into_iter().zip(after));
        rows.extend(
            pairs
                .filter(|(_, (before, after))| before != after)
                .map(|(stance, (before, after))| EffectRow {
                    case: case.into(),
                    case_name: record.matter.name.clone(),
                    accused: party.name.clone(),
                    stance: stance.into(),
                    before,
                    after,
                }),
        );
    }
    Ok(rows)
}
