//! What a defence leads to, how firmly it rests, what it cannot be run with: the order of positions of a case.

use crate::{Book, RuleSet, Truth};
use serde::Deserialize;

/// What a position leads to, best for the client first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Way {
    /// 无罪 (刑诉法 200).
    Acquittal,
    /// 法定不起诉 (刑诉法 16, 177 para. 1).
    NoCrime,
    /// 存疑不起诉 (刑诉法 175 para. 4).
    Doubt,
    /// 相对不起诉 (刑诉法 177 para. 2).
    Discretion,
    /// 附条件不起诉 (刑诉法 282).
    Conditional,
    /// 免刑 (刑法 37).
    NoPunishment,
    /// 改轻罪.
    LesserCharge,
    /// 数额核减.
    LessMoney,
    /// 从轻 (with 减轻 where the law says so).
    Lighter,
    /// 证据排除 (刑诉法 56).
    Excluded,
    /// 程序救济.
    Relief,
}

impl Way {
    /// Every way, best first.
    pub const ALL: [Way; 11] = [
        Way::Acquittal,
        Way::NoCrime,
        Way::Doubt,
        Way::Discretion,
        Way::Conditional,
        Way::NoPunishment,
        Way::LesserCharge,
        Way::LessMoney,
        Way::Lighter,
        Way::Excluded,
        Way::Relief,
    ];

    /// The one word there is for it.
    pub fn name(self) -> &'static str {
        match self {
            Way::Acquittal => "无罪",
            Way::NoCrime => "法定不起诉",
            Way::Doubt => "存疑不起诉",
            Way::Discretion => "相对不起诉",
            Way::Conditional => "附条件不起诉",
            Way::NoPunishment => "免刑",
            Way::LesserCharge => "改轻罪",
            Way::LessMoney => "数额核减",
            Way::Lighter => "从轻",
            Way::Excluded => "证据排除",
            Way::Relief => "程序救济",
        }
    }

    /// Reads `存疑不起诉` or `存疑不起诉：请求……`: the word first, then perhaps a sentence.
    pub fn read(written: &str) -> Option<Exit> {
        let (word, sentence) = written.split_once('：').unwrap_or((written, ""));
        let way = Way::ALL.into_iter().find(|way| way.name() == word.trim())?;
        Some(Exit {
            way,
            sentence: sentence.trim().into(),
        })
    }
}

/// A way out that a defence leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exit {
    /// Which.
    pub way: Way,
    /// On what condition, and what is asked for; may be empty.
    pub sentence: String,
}

/// How firmly a basis or an opinion rests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Assurance {
    /// 未核实.
    Unverified,
    /// 低.
    Low,
    /// 中.
    Medium,
    /// 中高.
    MediumHigh,
    /// 高.
    High,
}

impl Assurance {
    /// As said on paper.
    pub fn name(self) -> &'static str {
        match self {
            Assurance::Unverified => "未核实",
            Assurance::Low => "低",
            Assurance::Medium => "中",
            Assurance::MediumHigh => "中高",
            Assurance::High => "高",
        }
    }
}

/// An opinion of scholars or of the bench: an argument, never a rule; the original is read before it is quoted.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Opinion {
    /// L1 … L12.
    pub id: String,
    /// What it holds, in our own words.
    pub text: String,
    /// Who holds it, and where.
    pub source: String,
    /// How far we have checked that he does.
    pub confidence: Assurance,
}

/// A position that cannot be taken together with another one, only in the alternative.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contradiction {
    /// The other defence.
    pub with: String,
    /// Why both cannot stand side by side.
    pub why: String,
    /// How to plead them in the alternative.
    pub plead: String,
}

/// Where a position stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// 可主张: its conditions are made out.
    Ready,
    /// 有障碍: made out, but something stands in its way.
    Obstructed,
    /// 待补: something is not yet known.
    Open,
    /// 目前不可用: a condition is shown not to be so.
    Unavailable,
    /// 不涉及: what would put it in play is shown not to be there.
    Absent,
}

/// What was found about one defence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Footing {
    /// Whether its conditions are made out, on the better of what is proved and what we hold.
    pub root: Truth,
    /// Whether it is in play at all.
    pub opens: Truth,
    /// Something that stands in its way is alleged or proved.
    pub obstructed: bool,
    /// Somebody has said something about what it turns on. A position that lives on what the prosecution has not
    /// proved is empty before there is a file.
    pub touched: bool,
}

/// Where a position stands. Unknown never becomes unavailable, and nothing is ready on an empty file.
pub fn state(found: Footing) -> State {
    match found {
        Footing {
            opens: Truth::False, ..
        } => State::Absent,
        Footing { root: Truth::False, .. } => State::Unavailable,
        Footing {
            root: Truth::Unknown, ..
        }
        | Footing { touched: false, .. } => State::Open,
        Footing { obstructed: true, .. } => State::Obstructed,
        Footing { .. } => State::Ready,
    }
}

/// 定罪 → 罪名 → 量刑 → 程序.
fn place(rules: &RuleSet) -> usize {
    const STAGES: [&str; 3] = ["conviction", "charge", "sentence"];
    let stage = rules.defence.as_ref().map_or("", |meta| &meta.stage);
    STAGES.iter().position(|known| *known == stage).unwrap_or(STAGES.len())
}

/// Orders the defences of a case: by stage; what cannot be used now after what can; then by effect for the client; then
/// by how far the conditions are made out; then as the files say.
pub fn order(mut found: Vec<(&RuleSet, State)>) -> Vec<(&RuleSet, State)> {
    found.sort_by_key(|(rules, state)| {
        let meta = rules.defence.as_ref();
        let way = meta
            .and_then(|meta| meta.exits.first())
            .map_or(Way::Relief, |exit| exit.way);
        let out = matches!(state, State::Unavailable | State::Absent).then_some(*state);
        let (rank, code) = meta.map_or((0, ""), |meta| (meta.rank, meta.code.as_str()));
        (place(rules), out, way, *state, rank, code, &rules.id)
    });
    found
}

/// Pairs of defences that cannot be taken together, each once, with the reason.
pub fn contradictions(book: &Book) -> Vec<(&RuleSet, &RuleSet, &Contradiction)> {
    let of = |id: &str| book.defences.iter().find(|rules| rules.id == id);
    let mut found: Vec<(&RuleSet, &RuleSet, &Contradiction)> = Vec::new();
    for rules in &book.defences {
        for item in rules.defence.iter().flat_map(|meta| &meta.contradicts) {
            let Some(other) = of(&item.with) else { continue };
            let known = |(a, b, _): &(&RuleSet, &RuleSet, &Contradiction)| {
                (&a.id, &b.id) == (&rules.id, &other.id) || (&a.id, &b.id) == (&other.id, &rules.id)
            };
            if !found.iter().any(known) {
                found.push((rules, other, item));
            }
        }
    }
    found
}
