//! What the law says about evidence as such: its kinds, what is looked at in it, when it is kept out.
//!
//! These are questions for people, not rules that decide: nothing here enters an assessment.

mod check;

pub(crate) use check::check;

use serde::Deserialize;

/// A statutory kind of evidence (刑诉法50).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EvidenceKind {
    /// Identifier.
    pub id: String,
    /// As the law calls it.
    pub name: String,
    /// Name where room is short; the name when empty.
    #[serde(default)]
    pub short: String,
    /// English.
    #[serde(default)]
    pub en: String,
    /// Provisions.
    pub cite: Vec<String>,
}

impl EvidenceKind {
    /// The short name.
    pub fn short(&self) -> &str {
        if self.short.is_empty() { &self.name } else { &self.short }
    }
}

/// Which of the three qualities a point bears on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EvidenceQuality {
    /// 真实性.
    Authenticity,
    /// 合法性.
    Legality,
    /// 关联性.
    Relevance,
}

/// How heavy a point weighs when it is not met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PointEffect {
    /// 不得作为定案的根据.
    Bar,
    /// 瑕疵: no basis when it can neither be cured nor explained.
    Flaw,
    /// To be explained or corroborated.
    Weak,
}

/// One point of a checklist; to be met is good.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Point {
    /// Identifier.
    pub id: String,
    /// Short name.
    pub name: String,
    /// Which quality it bears on.
    pub quality: EvidenceQuality,
    /// The question; yes means met.
    pub question: String,
    /// What to look at.
    pub look: String,
    /// What follows when it is not met.
    pub failed: String,
    /// How heavy that weighs.
    pub effect: PointEffect,
    /// Provisions.
    pub cite: Vec<String>,
}

/// A checklist for some kinds of evidence.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Checklist {
    /// Identifier.
    pub id: String,
    /// Name.
    pub name: String,
    /// English.
    #[serde(default)]
    pub en: String,
    /// Kinds it is for.
    pub kinds: Vec<String>,
    /// Provisions.
    pub cite: Vec<String>,
    /// What its reader should know.
    #[serde(default)]
    pub note: String,
    /// Its points.
    #[serde(rename = "point")]
    pub points: Vec<Point>,
}

/// A ground on which evidence is kept out (刑诉法56; 刑诉解释 113, 114, 123 to 126).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExclusionGround {
    /// Identifier.
    pub id: String,
    /// Name.
    pub name: String,
    /// Kinds of evidence it applies to.
    pub kinds: Vec<String>,
    /// What must appear; connectives are written out.
    pub show: Vec<String>,
    /// Exceptions, any of them.
    #[serde(default)]
    pub unless: Vec<String>,
    /// What its reader should know.
    #[serde(default)]
    pub note: String,
    /// What follows.
    pub result: String,
    /// Provisions.
    pub cite: Vec<String>,
}

/// A step of the procedure of exclusion (刑诉法57 to 60; 刑诉解释 127, 128).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExclusionStep {
    /// Identifier.
    pub id: String,
    /// Name.
    pub name: String,
    /// In words.
    pub text: String,
    /// Provisions.
    pub cite: Vec<String>,
}

/// What a flag on a statement looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FlagTest {
    /// It took longer than so many hours; exactly so many is not longer.
    Longer,
    /// Some of it fell into the hours named.
    Night,
    /// The same person made two statements at once.
    Overlap,
    /// The same officer took two statements at once.
    SameOfficers,
    /// It was not recorded.
    Unrecorded,
    /// Nobody knows whether it was recorded.
    RecordingUnknown,
    /// A number before it is not in the file.
    MissingNumber,
    /// Its times cannot be read, or its end lies before its beginning.
    TimeUnread,
}

/// Something that strikes the reader of a statement's times and circumstances.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatementFlag {
    /// Identifier.
    pub id: String,
    /// Name.
    pub name: String,
    /// What is looked at.
    pub test: FlagTest,
    /// For `longer`: hours.
    #[serde(default)]
    pub hours: u32,
    /// For `night`: the hours begin, `22:00`.
    #[serde(default)]
    pub from: String,
    /// For `night`: the hours end, `06:00`.
    #[serde(default)]
    pub to: String,
    /// What its reader should know.
    pub note: String,
    /// Provisions; empty for what is only a fact.
    #[serde(default)]
    pub cite: Vec<String>,
}

impl StatementFlag {
    /// The hours of `night` in minutes of the day.
    pub fn hours_of_night(&self) -> Option<(u32, u32)> {
        Some((minutes(&self.from)?, minutes(&self.to)?))
    }
}

/// `22:00` in minutes of the day.
fn minutes(text: &str) -> Option<u32> {
    let (hours, minutes) = text.split_once(':')?;
    let (hours, minutes): (u32, u32) = (hours.parse().ok()?, minutes.parse().ok()?);
    (hours < 24 && minutes < 60).then_some(hours * 60 + minutes)
}

/// Everything under `rules/evidence/`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EvidenceLaw {
    /// The kinds, in the order in which they are challenged at trial.
    pub kinds: Vec<EvidenceKind>,
    /// Checklists.
    pub checklists: Vec<Checklist>,
    /// Grounds of exclusion.
    pub grounds: Vec<ExclusionGround>,
    /// The procedure of exclusion, step by step.
    pub steps: Vec<ExclusionStep>,
    /// What strikes the reader of statements.
    pub flags: Vec<StatementFlag>,
}

impl EvidenceLaw {
    /// The kind of that id.
    pub fn kind(&self, id: &str) -> Option<&EvidenceKind> {
        self.kinds.iter().find(|kind| kind.id == id)
    }

    /// The point of that id, with its checklist.
    pub fn point(&self, id: &str) -> Option<(&Checklist, &Point)> {
        self.checklists.iter().find_map(|list| {
            list.points
                .iter()
                .find(|point| point.id == id)
                .map(|point| (list, point))
        })
    }

    /// The ground of that id.
    pub fn ground(&self, id: &str) -> Option<&ExclusionGround> {
        self.grounds.iter().find(|ground| ground.id == id)
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct KindsFile {
    #[serde(rename = "kind")]
    pub kinds: Vec<EvidenceKind>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ExclusionFile {
    #[serde(rename = "ground")]
    pub grounds: Vec<ExclusionGround>,
    #[serde(rename = "step")]
    pub steps: Vec<ExclusionStep>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct StatementsFile {
    #[serde(rename = "flag")]
    pub flags: Vec<StatementFlag>,
}
