//! What was said, by whom, when, before whom; and how it compares.

use crate::Source;
use serde::{Deserialize, Serialize};

/// How it was taken.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StatementKind {
    /// 讯问.
    #[default]
    Interrogation,
    /// 询问.
    Interview,
    /// 亲笔供词.
    Written,
    /// 庭审陈述.
    Hearing,
    /// 会见.
    Meeting,
}

impl StatementKind {
    /// As lawyers say it.
    pub fn name(self) -> &'static str {
        match self {
            StatementKind::Interrogation => "讯问",
            StatementKind::Interview => "询问",
            StatementKind::Written => "亲笔供词",
            StatementKind::Hearing => "庭审",
            StatementKind::Meeting => "会见",
        }
    }

    /// Taken by investigators, prosecutors or judges who question: times and officers of such are compared.
    pub fn is_questioning(self) -> bool {
        matches!(self, StatementKind::Interrogation | StatementKind::Interview)
    }
}

/// One statement of one person.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Statement {
    /// Id of the person.
    pub person: String,
    /// The how-manieth of that person, from 1.
    pub number: u32,
    /// How it was taken.
    pub kind: StatementKind,
    /// When it began, as typed.
    pub from: String,
    /// When it ended, as typed.
    pub to: String,
    /// Where.
    pub place: String,
    /// Who asked, who wrote.
    pub taken_by: String,
    /// Whether it was recorded in sound and picture; `None` when not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recorded: Option<bool>,
    /// Volume label, or empty.
    pub volume: String,
    /// Printed pages: `12-18`.
    pub pages: String,
    /// What strikes the reader.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// Something that statements are compared on.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Proposition {
    /// The proposition, in a sentence.
    pub text: String,
    /// Place in the list.
    pub order: u32,
    /// The fact it bears on: a path, or empty.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub fact: String,
    /// Whoever affirms it answers the fact's yes-or-no question with no.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub negates: bool,
}

/// What a statement does with a proposition.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Says {
    /// 承认（说法成立）.
    Affirms,
    /// 否认.
    Denies,
    /// 说法不同或者含糊.
    Differs,
    /// 未提及.
    #[default]
    Silent,
}

impl Says {
    /// As the cell says it.
    pub fn name(self) -> &'static str {
        match self {
            Says::Affirms => "一致",
            Says::Differs => "不同",
            Says::Denies => "否认",
            Says::Silent => "未提及",
        }
    }
}

/// What one statement says of one proposition. Its id is `proposition/statement`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assertion {
    /// Id of the proposition.
    pub proposition: String,
    /// Id of the statement.
    pub statement: String,
    /// What it does with it.
    pub says: Says,
    /// Where, with the words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
    /// Remarks.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}
