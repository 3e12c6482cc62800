//! Evidence, as the criminal procedure law sorts and tests it (刑诉法50、56).

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The statutory kinds of evidence (刑诉法50).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExhibitKind {
    /// 物证.
    Object,
    /// 书证.
    #[default]
    Document,
    /// 证人证言.
    Witness,
    /// 被害人陈述.
    Victim,
    /// 犯罪嫌疑人、被告人供述和辩解.
    Accused,
    /// 鉴定意见.
    Expert,
    /// 勘验、检查、辨认、侦查实验等笔录.
    Inspection,
    /// 视听资料、电子数据.
    Electronic,
}

/// Which side submits it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Submitter {
    /// 控方.
    #[default]
    Prosecution,
    /// 辩方.
    Defence,
}

/// What we say of one quality of a piece of evidence.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum View {
    /// 未审查.
    #[default]
    Open,
    /// 无异议.
    Accepted,
    /// 有异议.
    Objected,
}

/// 真实性、合法性 or 关联性.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Quality {
    /// What we say of it.
    pub view: View,
    /// Why.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

/// How a point of a checklist came out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Checked {
    /// 未查.
    #[default]
    Open,
    /// 符合.
    Met,
    /// 不符合.
    Failed,
    /// 不适用.
    Idle,
}

/// One point of a checklist, by its id in the rules.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Check {
    /// How it came out.
    pub state: Checked,
    /// What was seen, with its page.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// A ground on which the evidence may be excluded, by its id in the rules.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Exclusion {
    /// Id of the ground.
    pub ground: String,
    /// Clues and material in support.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub clues: String,
}

/// One piece of evidence.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Exhibit {
    /// What it is called.
    pub name: String,
    /// Statutory kind.
    pub kind: ExhibitKind,
    /// Which side submits it.
    pub by: Submitter,
    /// Where it comes from: who made or collected it, when, how.
    pub source: String,
    /// Volume label, or empty.
    pub volume: String,
    /// Printed pages within the volume: `12-18`.
    pub pages: String,
    /// What its submitter means to prove with it (证明内容).
    pub proves: String,
    /// Rules it bears on, as `offence/node`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub nodes: Vec<String>,
    /// 真实性.
    pub authenticity: Quality,
    /// 合法性.
    pub legality: Quality,
    /// 关联性.
    pub relevance: Quality,
    /// 质证意见 in our words.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub opinion: String,
    /// Points of the checklists, by id.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub checks: BTreeMap<String, Check>,
    /// Grounds of exclusion raised.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub exclusions: Vec<Exclusion>,
}
