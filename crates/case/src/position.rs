//! What one side says about one fact, with its evidence and its review.

use crate::Source;
use chrono::{DateTime, FixedOffset};
use law::Value;
use serde::{Deserialize, Serialize};

/// Whose position it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// 指控: what the prosecution says.
    Alleged,
    /// 我方: what we say.
    Ours,
    /// 研判: the lawyer's own finding.
    Finding,
}

impl Side {
    /// All three, in the order they are shown.
    pub const ALL: [Side; 3] = [Side::Alleged, Side::Ours, Side::Finding];

    /// Identifier on the wire and in the store.
    pub fn id(self) -> &'static str {
        match self {
            Side::Alleged => "alleged",
            Side::Ours => "ours",
            Side::Finding => "finding",
        }
    }

    /// The side of that identifier.
    pub fn from_id(id: &str) -> Option<Side> {
        Side::ALL.into_iter().find(|side| side.id() == id)
    }

    /// As lawyers say it.
    pub fn name(self) -> &'static str {
        match self {
            Side::Alleged => "指控",
            Side::Ours => "我方",
            Side::Finding => "研判",
        }
    }
}

/// An answer that was given. A question nobody asked has no position at all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// 尚不清楚: asked, but unknown.
    Unclear {
        /// Why, and how to find out.
        #[serde(default)]
        why: String,
    },
    /// Known.
    Known {
        /// What the engine uses.
        value: Value,
        /// As it was typed, kept for the reader.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        typed: String,
    },
}

impl Answer {
    /// The value, when known.
    pub fn value(&self) -> Option<&Value> {
        match self {
            Answer::Known { value, .. } => Some(value),
            Answer::Unclear { .. } => None,
        }
    }
}

/// The lawyer's finding on the state of proof.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// 已查证.
    Proved,
    /// 有争议.
    Disputed,
    /// 无证据.
    NoEvidence,
}

impl Status {
    /// As lawyers say it.
    pub fn name(self) -> &'static str {
        match self {
            Status::Proved => "已查证",
            Status::Disputed => "有争议",
            Status::NoEvidence => "无证据",
        }
    }
}

/// Where an entry stands in review.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReviewState {
    /// 待审.
    #[default]
    Proposed,
    /// 已审.
    Accepted,
    /// 退回.
    Returned,
}

/// The review of one position.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    /// Proposed, accepted or returned.
    pub state: ReviewState,
    /// Who reviewed it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<DateTime<FixedOffset>>,
    /// Why it was returned.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

/// One side's position on one fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    /// What is said.
    pub answer: Answer,
    /// On what evidence.
    #[serde(default)]
    pub sources: Vec<Source>,
    /// Remarks.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// For a finding.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
    /// Why the lawyer finds so; mandatory for findings and judgments.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// Who entered it.
    pub by: String,
    /// When.
    pub at: DateTime<FixedOffset>,
    /// Its review.
    #[serde(default)]
    pub review: Review,
}
