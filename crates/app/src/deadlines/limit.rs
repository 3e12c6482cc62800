//! 追诉时效 of every offence in question.

use super::facts::Anybody;
use crate::analysis::{Facts, pack};
use crate::wire::{CiteChip, chips, wire};
use case::{Record, Scope, Stance};
use chrono::NaiveDate;
use law::deadline::{Charge, LimitState, limitation};
use law::{Book, Truth, Value, compare};

wire! {
    /// The limitation of one offence: a bar beside the verdict, never a part of it.
    pub struct OffenceLimit {
        /// Offence id.
        pub offence: String,
        /// Short name.
        pub name: String,
        /// within, expired, unlimited, manual or open.
        #[cfg_attr(feature = "typescript", ts(type = "\"within\" | \"expired\" | \"unlimited\" | \"manual\" | \"open\""))]
        pub state: String,
        /// In words.
        pub state_name: String,
        /// By band.
        pub bands: Vec<BandLimit>,
        /// What has to be said beside it.
        pub notes: Vec<String>,
    }

    /// The limit for one penalty band.
    pub struct BandLimit {
        /// Name of the band.
        pub name: String,
        /// 5年, or 须人工判断.
        pub years: String,
        /// In words.
        pub state_name: String,
        /// 算式.
        pub words: String,
        /// Provisions.
        pub cites: Vec<CiteChip>,
    }
}

/// The charge first, then every other offence that is in question and not excluded on the prosecution's facts.
pub(crate) fn limits(book: &Book, record: &Record, actor: &str, today: NaiveDate) -> Vec<OffenceLimit> {
    let Ok(rules) = pack(book, record, actor, None, today) else {
        return Vec::new();
    };
    let facts = Facts::of(book, record, actor, Scope::All, rules, today);
    let anybody = Anybody::of(record, actor);
    let interval = |fact: &str| anybody.value(fact).and_then(Value::interval);
    let mut charges = compare(facts.offences(), facts.answered(Stance::Alleged));
    charges.sort_by_key(|charge| charge.rules.id != rules.id);
    let open = charges
        .into_iter()
        .filter(|charge| charge.rules.id == rules.id || (charge.asked == Truth::True && !charge.truth.is_false()));
    open.map(|charge| {
        let sure = charge.applies().map(law::Band::weight);
        let possible = charge.bands.iter().filter(|(band, truth)| {
            // While nothing is settled every band can still be the one.
            (!truth.is_false() || charge.truth.is_false()) && sure.is_none_or(|sure| band.weight() >= sure)
        });
        let asked = Charge {
            bands: possible.map(|(band, _)| (band.name.clone(), band.maximum())).collect(),
            ended: anybody.last_act(),
            filed: interval("filed_on"),
            again: interval("reoffended_on"),
            fled: anybody.truth("fled_after_filing"),
            accused_in_time: anybody.truth("victim_accused_in_time"),
        };
        let found = limitation(&asked, today);
        OffenceLimit {
            offence: charge.rules.id.clone(),
            name: charge.rules.short.clone(),
            state: found.state.id().into(),
            state_name: found.state.name().into(),
            bands: found
                .limits
                .iter()
                .map(|limit| BandLimit {
                    name: limit.band.clone(),
                    years: limit
                        .years
                        .map_or_else(|| LimitState::Manual.name().into(), |years| format!("{years}年")),
                    state_name: limit.state.name().into(),
                    words: limit.words.clone(),
                    cites: chips(book, &limit.cite),
                })
                .collect(),
            notes: found.notes,
        }
    })
    .collect()
}
