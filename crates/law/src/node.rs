//! A rule set, linked: every name resolved, every cycle refused.

use crate::Interval;
use chrono::NaiveDate;
use serde::Deserialize;
use std::collections::BTreeMap;

/// What a node is to a lawyer; decides its shape on screen and nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// 构成要件.
    Element,
    /// A condition in front of another one.
    Gate,
    /// 推定.
    Presumption,
    /// 数额、数量门槛.
    Threshold,
    /// 例外.
    Exception,
    /// 合规事实.
    Compliance,
}

/// One sentence per truth, written beside the rule in a lawyer's Chinese.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Says {
    /// When made out.
    #[serde(rename = "true", default)]
    pub holds: String,
    /// When shown not to be so.
    #[serde(rename = "false", default)]
    pub fails: String,
    /// When neither.
    #[serde(default)]
    pub unknown: String,
}

/// How a node's truth is found. Numbers are places in [`RuleSet::nodes`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rule {
    /// 且.
    All(Vec<usize>),
    /// 或.
    Any(Vec<usize>),
    /// None of them.
    None(Vec<usize>),
    /// At least `n` of them.
    AtLeast {
        /// How many.
        n: usize,
        /// Of which.
        of: Vec<usize>,
    },
    /// The law is silent: definite only where all readings agree.
    Readings(Vec<usize>),
    /// A leaf that looks at facts.
    Test(Test),
    /// A leaf that only a lawyer answers, with this checklist of factors.
    Judge(Vec<String>),
}

impl Rule {
    /// The nodes this one is made of.
    pub fn parts(&self) -> &[usize] {
        match self {
            Rule::All(parts) | Rule::Any(parts) | Rule::None(parts) | Rule::Readings(parts) => parts,
            Rule::AtLeast { of, .. } => of,
            Rule::Test(_) | Rule::Judge(_) => &[],
        }
    }
}

/// What a leaf looks at.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// A fact.
    Fact(String),
    /// A cell of the row at hand.
    Column(String),
    /// How many rows satisfy the condition.
    Count(String),
    /// The sum of a column over the rows that satisfy the condition: table, column.
    Sum(String, String),
    /// Whether some row satisfies the condition.
    Exists(String),
    /// The row of another table that a ref column of this row points at: column, table.
    Follow(String, String),
    /// Age in full years (born on the fact) on the date in a column of the row at hand: fact, column, years.
    AgeOn(String, String, i64),
    /// How a node of an offence came out on the same facts: `offence/node`. Defences and exits only.
    Element(String),
}

/// How a threshold compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Op {
    /// 以上, the number itself included (刑法 99).
    AtLeast,
    /// 超过, the number itself excluded.
    MoreThan,
    /// 以下, the number itself included (刑法 99).
    AtMost,
    /// 不满, the number itself excluded.
    LessThan,
}

/// What a leaf asks of its subject.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Predicate {
    /// The fact is 是; the row exists.
    Holds,
    /// The choice is one of these.
    OneOf(Vec<String>),
    /// The value compares so with the threshold (分, pieces or days).
    Compare(Op, i64),
    /// The node of the offence came out so.
    Came(Came),
}

/// How a defence or an exit asks after a node of an offence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Came {
    /// 已证明成立.
    MadeOut,
    /// 已证明不成立.
    Failed,
    /// 未达证明标准: true exactly when the node is unknown, else false. Not monotone in information: more facts may
    /// settle the node either way, and then this no longer holds.
    Unproved,
    /// 不成立或者未达证明标准. Not monotone either: it takes what is unknown for what the prosecution has not proved (刑诉法 51).
    NotMadeOut,
}

impl Came {
    /// In a lawyer's words.
    pub fn name(self) -> &'static str {
        match self {
            Came::MadeOut => "已证明成立",
            Came::Failed => "已证明不成立",
            Came::Unproved => "未达证明标准",
            Came::NotMadeOut => "不成立或者未达证明标准",
        }
    }

    /// The answer when the node has that truth.
    pub fn ask(self, truth: crate::Truth) -> crate::Truth {
        use crate::Truth;
        match self {
            Came::MadeOut => truth,
            Came::Failed => !truth,
            Came::Unproved => Truth::known(truth.is_unknown()),
            Came::NotMadeOut => Truth::known(!truth.is_true()),
        }
    }
}

impl Predicate {
    /// The values that satisfy a comparison.
    pub(crate) fn range(&self) -> Interval {
        match *self {
            Predicate::Compare(Op::AtLeast, n) => Interval::from(n),
            Predicate::Compare(Op::MoreThan, n) => Interval::from(n + 1),
            Predicate::Compare(Op::AtMost, n) => Interval::up_to(n),
            Predicate::Compare(Op::LessThan, n) => Interval::up_to(n - 1),
            _ => Interval::OPEN,
        }
    }
}

/// A leaf that looks at facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Test {
    /// At what.
    pub subject: Subject,
    /// Asking what.
    pub predicate: Predicate,
    /// For rows: the node that must hold of a row.
    pub condition: Option<usize>,
    /// The threshold as written in the pack.
    pub threshold: String,
}

/// One rule, or one question for the lawyer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// Identifier within its rule set.
    pub id: String,
    /// A short noun phrase or statement; for a judgment the question itself.
    pub name: String,
    /// English twin of a judgment question; empty for rules.
    pub en: String,
    /// What it is to a lawyer.
    pub role: Option<Role>,
    /// Provisions it embodies.
    pub cite: Vec<String>,
    /// Why it has none.
    pub uncited: String,
    /// How its truth is found.
    pub rule: Rule,
    /// Exceptions that defeat it when proved.
    pub unless: Vec<usize>,
    /// A catch-all: in play only when this fact says that the prosecution pleads it.
    pub pleaded: Option<String>,
    /// It speaks about one row of this table.
    pub row: Option<String>,
    /// Presumptions that this compliance fact answers.
    pub rebuts: Vec<String>,
    /// Legal duties that this compliance fact shows performed.
    pub duty: Vec<String>,
    /// Open points of law.
    pub note: String,
    /// What of the text could not be formalised, and why.
    pub untranslated: String,
    /// Its sentences.
    pub says: Says,
}

/// A rebuttal (R1–R14): listed under the presumptions it answers, never deciding by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rebuttal {
    /// R1 … R14.
    pub id: String,
    /// What is to be shown.
    pub text: String,
    /// The presumptions it answers.
    pub against: Vec<usize>,
    /// The node whose truth says whether its basis is shown.
    pub shown: Option<usize>,
    /// In what form the evidence comes.
    pub evidence: String,
}

/// What a defence file says besides its rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Defence {
    /// conviction, charge, sentence or procedure: where it is argued; `exit` for an exit.
    pub stage: String,
    /// The node that puts it in play.
    pub opens: Option<usize>,
    /// Its legal effect.
    pub effect: String,
    /// The exits it leads to; the first is what it leads to by itself.
    pub exits: Vec<crate::Exit>,
    /// Evidence to hand in.
    pub collect: Vec<String>,
    /// What the prosecution will say.
    pub answer: String,
    /// What we say to that.
    pub reply: String,
    /// Words for the memo.
    pub words: String,
    /// Nodes that stand in its way.
    pub obstacles: Vec<usize>,
    /// Nodes that carry the argument without deciding it.
    pub supports: Vec<usize>,
    /// The element of the offence it argues about, so that a paper puts it there; empty when it stands by itself.
    pub argues: String,
    /// D01 … D24 of our own list.
    pub code: String,
    /// Before others of the same effect when smaller.
    pub rank: i64,
    /// How firmly its basis rests.
    pub confidence: Option<crate::Assurance>,
    /// Opinions that support it.
    pub views: Vec<crate::Opinion>,
    /// Positions it cannot be taken together with.
    pub contradicts: Vec<crate::Contradiction>,
}

impl Defence {
    /// Where an assessment of it can begin besides the root: what opens it, what carries it, what stands in its way.
    pub(crate) fn named(&self) -> impl Iterator<Item = (usize, &'static str)> {
        let opens = self.opens.iter().map(|at| (*at, "opens"));
        let supports = self.supports.iter().map(|at| (*at, "supports"));
        let obstacles = self.obstacles.iter().map(|at| (*at, "obstacles"));
        opens.chain(supports).chain(obstacles)
    }
}

/// One level of a ladder: how far the facts reach, never how many points they are worth.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Level {
    /// L0 … L5.
    pub id: String,
    /// The node whose truth says whether the facts reach it.
    pub node: usize,
    /// What follows in law.
    pub words: String,
}

/// An offence as in force from one date, or a defence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleSet {
    /// Offence or defence id.
    pub id: String,
    /// Full name.
    pub name: String,
    /// Short name.
    pub short: String,
    /// English name.
    pub en: String,
    /// Provisions of the whole.
    pub cite: Vec<String>,
    /// In force from; `None` for a defence.
    pub from: Option<NaiveDate>,
    /// Day of issue, where the day of coming into force is not verified and the file bears the day of publication.
    pub issued: Option<NaiveDate>,
    /// What made this version.
    pub change: crate::Cause,
    /// Instruments, for the version chip.
    pub law: String,
    /// What this version is.
    pub summary: String,
    /// Nodes, judgments included.
    pub nodes: Vec<Node>,
    /// Place of the root.
    pub root: usize,
    /// R-items.
    pub rebuttals: Vec<Rebuttal>,
    /// For a ladder: its levels, lowest first.
    pub levels: Vec<Level>,
    /// Penalty bands, lightest first; for an offence.
    pub bands: Vec<crate::Band>,
    /// Whether the offence is in question at all; false means 不涉及.
    pub asks: Option<usize>,
    /// Place among its kind when shown; for an exit.
    pub order: i64,
    /// For a defence.
    pub defence: Option<Defence>,
    /// The file it came from.
    pub file: String,
    /// SHA-256-ready: the exact text it was read from.
    pub text: String,
    pub(crate) index: BTreeMap<String, usize>,
}

impl RuleSet {
    /// The node of that id.
    pub fn node(&self, id: &str) -> Option<&Node> {
        self.index.get(id).map(|&at| &self.nodes[at])
    }

    /// The root node.
    pub fn root(&self) -> &Node {
        &self.nodes[self.root]
    }

    /// The elements a lawyer walks through: the parts of the root.
    pub fn elements(&self) -> impl Iterator<Item = &Node> {
        self.root().rule.parts().iter().map(|&at| &self.nodes[at])
    }

    /// Whether a node looks at that fact or table itself.
    pub fn asks(&self, node: usize, question: &str) -> bool {
        match &self.nodes[node].rule {
            Rule::Judge(_) => self.nodes[node].id == question,
            Rule::Test(test) => match &test.subject {
                Subject::Fact(asked) | Subject::Count(asked) | Subject::Exists(asked) | Subject::Sum(asked, _) => {
                    asked == question
                }
                Subject::Follow(_, target) => target == question,
                Subject::AgeOn(birth, ..) => birth == question,
                _ => false,
            },
            _ => false,
        }
    }
}
