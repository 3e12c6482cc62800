//! The ways out, each open, closed or not decided on the whole case.

use super::evidence::Search;
use crate::analysis::Facts;
use crate::matrix::view;
use crate::step_view::StepView;
use crate::wire::{CiteChip, Truth, chips, wire};
use case::Stance;
use law::{RuleSet, assess_at};

wire! {
    /// A way out.
    pub struct ExitView {
        /// Its id.
        pub id: String,
        /// Its name.
        pub name: String,
        /// True is open, false closed, unknown not decided.
        pub truth: Truth,
        /// 开启（应当）, 开启（可以）, 关闭 or 未定.
        pub word: String,
        /// One sentence.
        pub why: String,
        /// Its legal effect.
        pub effect: String,
        /// What the other side will raise, shown.
        pub obstacles: Vec<String>,
        /// Conditions not yet known, by name.
        pub open: Vec<String>,
        /// Where to ask for it.
        pub places: Vec<String>,
        /// What to hand in.
        pub collect: Vec<String>,
        /// What the prosecution answers.
        pub answer: String,
        /// Our reply.
        pub reply: String,
        /// Provisions.
        pub cites: Vec<CiteChip>,
        /// Its conditions.
        pub tree: StepView,
    }
}

/// The node of an exit that says 应当 where the exit has one.
const SHALL: &str = "shall";

/// 开启（应当）, 开启（可以）, 关闭 or 未定.
pub(super) fn word(facts: &Facts, rules: &RuleSet, stance: Stance) -> (law::Truth, &'static str) {
    let step = facts.assess(rules, stance);
    let shall = step.find(SHALL).is_some_and(|step| step.truth.is_true());
    let word = match step.truth {
        law::Truth::True if shall => "开启（应当）",
        law::Truth::True => "开启（可以）",
        law::Truth::False => "关闭",
        law::Truth::Unknown => "未定",
    };
    (step.truth, word)
}

/// A way out on the facts of one stance.
pub(super) fn exit_view(search: &Search, rules: &RuleSet) -> ExitView {
    let Search {
        book,
        record,
        actor,
        facts,
        stance,
    } = *search;
    let step = facts.assess(rules, stance);
    let tree = view(book, record, actor, rules, facts, stance, &step);
    let (truth, word) = word(facts, rules, stance);
    let meta = rules.defence.as_ref();
    let shown = |at: &&usize| assess_at(rules, **at, facts.whole(stance)).truth.is_true();
    let obstacles = meta.map_or(&[][..], |meta| meta.obstacles.as_slice());
    let obstacles = obstacles.iter().filter(shown).map(|at| rules.nodes[*at].name.clone());
    let text = |of: fn(&law::Defence) -> &String| meta.map(of).cloned().unwrap_or_default();
    let list = |of: fn(&law::Defence) -> &Vec<String>| meta.map(of).cloned().unwrap_or_default();
    let mut open = Vec::new();
    if truth.is_unknown() {
        unknown(&tree, &mut open);
    }
    ExitView {
        id: rules.id.clone(),
        name: rules.name.clone(),
        truth: truth.into(),
        word: word.into(),
        why: tree.why.clone(),
        effect: text(|meta| &meta.effect),
        obstacles: obstacles.collect(),
        open,
        places: meta
            .map(|meta| meta.exits.iter().map(|exit| exit.sentence.clone()).collect())
            .unwrap_or_default(),
        collect: list(|meta| &meta.collect),
        answer: text(|meta| &meta.answer),
        reply: text(|meta| &meta.reply),
        cites: chips(book, &rules.cite),
        tree,
    }
}

/// The conditions nobody has settled, innermost, each once.
fn unknown(view: &StepView, found: &mut Vec<String>) {
    let below: Vec<&StepView> = view.parts.iter().filter(|part| part.truth == Truth::Unknown).collect();
    if below.is_empty() && view.truth == Truth::Unknown && !found.contains(&view.name) {
        found.push(view.name.clone());
    }
    for part in below {
        unknown(part, found);
    }
}
