//! The people of a case, and what was decided about conflicts of interest.

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

/// What a person is in a case.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PersonRole {
    /// 当事人（我方）.
    Client,
    /// 同案人.
    CoAccused,
    /// 被害人.
    Victim,
    /// 证人.
    Witness,
    /// 被帮助对象、上游人员.
    Upstream,
    /// 近亲属、委托人.
    Family,
    /// 办案人员.
    Official,
    /// 鉴定人.
    Expert,
    /// 其他.
    #[default]
    Other,
}

impl PersonRole {
    /// Every role, in the order in which they are listed.
    pub const ALL: [PersonRole; 9] = [
        PersonRole::Client,
        PersonRole::CoAccused,
        PersonRole::Victim,
        PersonRole::Witness,
        PersonRole::Upstream,
        PersonRole::Family,
        PersonRole::Official,
        PersonRole::Expert,
        PersonRole::Other,
    ];

    /// Identifier, as in case files and on the wire.
    pub fn id(self) -> &'static str {
        match self {
            PersonRole::Client => "client",
            PersonRole::CoAccused => "co_accused",
            PersonRole::Victim => "victim",
            PersonRole::Witness => "witness",
            PersonRole::Upstream => "upstream",
            PersonRole::Family => "family",
            PersonRole::Official => "official",
            PersonRole::Expert => "expert",
            PersonRole::Other => "other",
        }
    }

    /// The role of that identifier.
    pub fn from_id(id: &str) -> Option<PersonRole> {
        PersonRole::ALL.into_iter().find(|role| role.id() == id)
    }

    /// As lawyers say it.
    pub fn name(self) -> &'static str {
        match self {
            PersonRole::Client => "当事人（我方）",
            PersonRole::CoAccused => "同案人",
            PersonRole::Victim => "被害人",
            PersonRole::Witness => "证人",
            PersonRole::Upstream => "上游人员",
            PersonRole::Family => "家属、委托人",
            PersonRole::Official => "承办人员",
            PersonRole::Expert => "鉴定人",
            PersonRole::Other => "其他",
        }
    }
}

/// Somebody in a case: a person or a unit.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Person {
    /// Name.
    pub name: String,
    /// Other names: 曾用名, 绰号, 网名.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// What they are in this case.
    pub role: PersonRole,
    /// Party id when accused in this case, or empty.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub party: String,
    /// A unit, not a natural person.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub unit: bool,
    /// The same person in other cases carries the same number here; or empty.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub register: String,
    /// Numbers of identity documents, or the unified code of a unit.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ids: Vec<String>,
    /// Telephone numbers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub phones: Vec<String>,
    /// Bank cards, payment accounts, chat accounts.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub accounts: Vec<String>,
    /// The unit they work for or belong to.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub employer: String,
    /// Address, relation: in words.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// What a lawyer decided on a match.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// 不是同一人.
    NotSame,
    /// 两案没有关联，不构成冲突.
    None,
    /// 已取得书面同意.
    Consented,
    /// 已采取隔离措施.
    Walled,
    /// 构成冲突，不接受委托.
    Refused,
}

impl Verdict {
    /// Every verdict.
    pub const ALL: [Verdict; 5] = [
        Verdict::NotSame,
        Verdict::None,
        Verdict::Consented,
        Verdict::Walled,
        Verdict::Refused,
    ];

    /// Identifier, as in case files and on the wire.
    pub fn id(self) -> &'static str {
        match self {
            Verdict::NotSame => "not_same",
            Verdict::None => "none",
            Verdict::Consented => "consented",
            Verdict::Walled => "walled",
            Verdict::Refused => "refused",
        }
    }

    /// The verdict of that identifier.
    pub fn from_id(id: &str) -> Option<Verdict> {
        Verdict::ALL.into_iter().find(|verdict| verdict.id() == id)
    }

    /// In words.
    pub fn name(self) -> &'static str {
        match self {
            Verdict::NotSame => "经核对不是同一人",
            Verdict::None => "两案没有关联，不构成冲突",
            Verdict::Consented => "已告知并取得相关当事人书面同意",
            Verdict::Walled => "已采取隔离措施",
            Verdict::Refused => "构成冲突，不接受委托",
        }
    }
}

/// One match that was decided on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConflictMatch {
    /// Id of the other case, or of this one.
    pub case: String,
    /// Item id of the person found there.
    pub person: String,
    /// Why it mattered when it was decided, in words; a decision stands while it still matters for that.
    pub why: String,
}

/// A lawyer's decision on what matched one person. Its id is `<person>/<other case>/<person there>`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Conflict {
    /// Item id of the person in this case.
    pub person: String,
    /// The matches that were shown.
    #[serde(default, rename = "match")]
    pub matches: Vec<ConflictMatch>,
    /// What was decided.
    pub verdict: Verdict,
    /// Why.
    pub reason: String,
    /// Which lawyer decided.
    pub by: String,
    /// When.
    pub at: DateTime<FixedOffset>,
}
