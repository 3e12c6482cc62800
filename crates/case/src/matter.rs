//! The matter and its parties.

use serde::{Deserialize, Serialize};

/// Procedural stage of a criminal matter.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// 侦查.
    #[default]
    Investigation,
    /// 审查逮捕.
    ArrestReview,
    /// 审查起诉.
    ProsecutionReview,
    /// 一审.
    FirstInstance,
    /// 二审.
    SecondInstance,
    /// 已结.
    Closed,
}

impl Stage {
    /// Every stage in procedural order.
    pub const ALL: [Stage; 6] = [
        Stage::Investigation,
        Stage::ArrestReview,
        Stage::ProsecutionReview,
        Stage::FirstInstance,
        Stage::SecondInstance,
        Stage::Closed,
    ];

    /// Identifier, as in case files and on the wire.
    pub fn id(self) -> &'static str {
        match self {
            Stage::Investigation => "investigation",
            Stage::ArrestReview => "arrest_review",
            Stage::ProsecutionReview => "prosecution_review",
            Stage::FirstInstance => "first_instance",
            Stage::SecondInstance => "second_instance",
            Stage::Closed => "closed",
        }
    }

    /// The stage of that identifier.
    pub fn from_id(id: &str) -> Option<Stage> {
        Stage::ALL.into_iter().find(|stage| stage.id() == id)
    }

    /// As lawyers say it.
    pub fn name(self) -> &'static str {
        match self {
            Stage::Investigation => "侦查",
            Stage::ArrestReview => "审查逮捕",
            Stage::ProsecutionReview => "审查起诉",
            Stage::FirstInstance => "一审",
            Stage::SecondInstance => "二审",
            Stage::Closed => "已结",
        }
    }
}

/// What the file cover says. Empty strings are not known; documents print 【待补】 for them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Matter {
    /// Name of the case in the office.
    pub name: String,
    /// Offence id of the charge.
    pub charge: String,
    /// Procedural stage.
    pub stage: Stage,
    /// The body that decides now, as addressed: ××市××区人民检察院.
    pub authority: String,
    /// Docket number, as printed.
    pub docket: String,
    /// Law firm.
    pub firm: String,
    /// Defenders, by name.
    pub lawyers: Vec<String>,
    /// Their licence numbers (执业证号), in the same order; empty where not known.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub licences: Vec<String>,
    /// Address and telephone of the firm, as printed.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub contact: String,
    /// The police in charge, where another body decides now.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub police: String,
    /// The procuratorate in charge, where another body decides now.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub procuratorate: String,
    /// The court in charge, where another body decides now.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub court: String,
    /// Who entrusted them and in what relation.
    pub entrusted_by: String,
    /// Where a published case was published; empty for a client's matter.
    pub source: String,
    /// What else there is to say.
    pub note: String,
    /// The fictional demonstration case.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub demo: bool,
}

/// Natural person or unit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartyKind {
    /// 自然人.
    #[default]
    Person,
    /// 单位.
    Unit,
}

/// Somebody accused in the case. Facts of an actor hang on the party's id.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Party {
    /// Identifier within the case.
    pub id: String,
    /// Name.
    pub name: String,
    /// Person or unit.
    #[serde(default)]
    pub kind: PartyKind,
    /// Whether we defend them.
    #[serde(default)]
    pub client: bool,
    /// Post or part in the case, in words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub role: String,
}
