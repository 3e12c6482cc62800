//! What is to be done by when, and what was done.

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};

/// A time limit that was met. Its id is the key of the limit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Completion {
    /// Day on which it was done.
    pub on: NaiveDate,
    /// What was done.
    #[serde(default)]
    pub how: String,
    /// The document that shows it, with its number; or empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub document: String,
    /// The last day as it was counted then: where the limit has moved since, it is not met.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last: Option<NaiveDate>,
    /// Who said it was done.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
    /// The lawyer who signed it off, or empty while nobody has.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub signed_by: String,
    /// When it was signed off.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signed_at: Option<DateTime<FixedOffset>>,
}

/// What kind of work a task is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TaskKind {
    /// 会见时问.
    Meeting,
    /// 申请调取证据.
    Evidence,
    /// 阅卷核对.
    Reading,
    /// 期限前要办的事.
    Filing,
    /// 其他.
    #[default]
    Other,
}

/// Something to be done.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Task {
    /// What.
    pub text: String,
    /// What kind of work it is.
    pub kind: TaskKind,
    /// By when.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<NaiveDate>,
    /// Who does it, or empty.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub who: String,
    /// The question it is to settle: a path, with the party it is about; or empty.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub fact: String,
    /// Party id of that question, or empty for the case.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub actor: String,
    /// What usually proves it, or empty.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub proof: String,
    /// The time limit it serves: the id of its completion; or empty.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub limit: String,
    /// Day on which it was done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub done: Option<NaiveDate>,
    /// What came of it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub result: String,
}
