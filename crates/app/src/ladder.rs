//! The ladder of knowledge (L0–L5): how far each side's facts reach. A display, never a score.

use crate::analysis::Facts;
use crate::wire::{ByStance, CiteChip, Truth, chips, wire};
use law::{Book, RuleSet};

wire! {
    /// One level.
    pub struct LadderLevel {
        /// L0 … L5.
        pub id: String,
        /// What it takes.
        pub name: String,
        /// What follows in law.
        pub words: String,
        /// Whether the facts reach it, by stance.
        pub truth: ByStance<Truth>,
        /// Why, by stance.
        pub why: ByStance<String>,
        /// Provisions.
        pub cites: Vec<CiteChip>,
        /// An open point of law.
        pub note: String,
    }

    /// A ladder.
    pub struct LadderView {
        /// Its name.
        pub name: String,
        /// What it is.
        pub summary: String,
        /// Lowest first.
        pub levels: Vec<LadderLevel>,
        /// The highest level reached, by stance; empty when none is.
        pub reached: ByStance<String>,
    }
}

/// Every ladder there is, on the facts of each stance.
pub(crate) fn ladders(book: &Book, facts: &Facts) -> Vec<LadderView> {
    book.ladders.iter().map(|rules| ladder(book, rules, facts)).collect()
}

fn ladder(book: &Book, rules: &RuleSet, facts: &Facts) -> LadderView {
    let levels: Vec<LadderLevel> = rules
        .levels
        .iter()
        .map(|level| {
            let node = &rules.nodes[level.node];
            let step = |stance| law::assess_at(rules, level.node, facts.answered(stance));
            LadderLevel {
                id: level.id.clone(),
                name: node.name.clone(),
                words: level.words.clone(),
                truth: ByStance::each(|stance| step(stance).truth.into()),
                why: ByStance::each(|stance| law::why(book, &step(stance))),
                cites: chips(book, &node.cite),
                note: node.note.clone(),
            }
        })
        .collect();
    let reached = |stance| {
        let highest = levels
            .iter()
            .rev()
            .find(|level| *level.truth.get(stance) == Truth::True);
        highest.map(|level| level.id.clone()).unwrap_or_default()
    };
    LadderView {
        name: rules.name.clone(),
        summary: rules.summary.clone(),
        reached: ByStance::each(reached),
        levels,
    }
}
