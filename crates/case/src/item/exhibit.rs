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

impl ExhibitKind {
    /// Every kind, in the order in which evidence is challenged at trial.
    pub const ALL: [ExhibitKind; 8] = [
        ExhibitKind::Object,
        ExhibitKind::Document,
        ExhibitKind::Witness,
        ExhibitKind::Victim,
        ExhibitKind::Accused,
        ExhibitKind::Expert,
        ExhibitKind::Inspection,
        ExhibitKind::Electronic,
    ];

    /// Identifier, as in the rules, in case files and on the wire.
    pub fn id(self) -> &'static str {
        match self {
            ExhibitKind::Object => "object",
            ExhibitKind::Document => "document",
            ExhibitKind::Witness => "witness",
            ExhibitKind::Victim => "victim",
            ExhibitKind::Accused => "accused",
            ExhibitKind::Expert => "expert",
            ExhibitKind::Inspection => "inspection",
            ExhibitKind::Electronic => "electronic",
        }
    }

    /// The kind of that identifier.
    pub fn from_id(id: &str) -> Option<ExhibitKind> {
        ExhibitKind::ALL.into_iter().find(|kind| kind.id() == id)
    }
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

/// Original or copy.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// 未注明.
    #[default]
    Unsaid,
    /// 原件、原物.
    Original,
    /// 复印件、复制件.
    Copy,
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
    /// A lawyer set it; else it is a proposal.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub settled: bool,
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

/// Where a request for exclusion stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExclusionState {
    /// 拟申请.
    #[default]
    Planned,
    /// 已申请.
    Applied,
    /// 已排除.
    Granted,
    /// 未予排除.
    Refused,
    /// 不申请.
    Dropped,
}

/// A ground on which the evidence may be excluded, by its id in the rules.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Exclusion {
    /// Id of the ground.
    pub ground: String,
    /// Clues and material in support: 人员、时间、地点、方式、内容 (刑诉解释127).
    #[serde(skip_serializing_if = "String::is_empty")]
    pub clues: String,
    /// Where the request stands.
    pub state: ExclusionState,
    /// A lawyer set it; else it is a proposal.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub settled: bool,
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
    /// When it was made or collected, as typed.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub date: String,
    /// Original or copy.
    pub form: Form,
    /// Volume label, or empty.
    pub volume: String,
    /// Printed pages within the volume: `12-18`, `12-18、30`.
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
    /// A lawyer set the 质证意见; else it is a proposal.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub opinion_settled: bool,
    /// Points of the checklists, by id.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub checks: BTreeMap<String, Check>,
    /// Grounds of exclusion raised.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub exclusions: Vec<Exclusion>,
}

impl Exhibit {
    /// The three qualities with their names.
    pub fn qualities(&self) -> [(&'static str, &Quality); 3] {
        [
            ("真实性", &self.authenticity),
            ("合法性", &self.legality),
            ("关联性", &self.relevance),
        ]
    }

    /// Runs of printed pages it takes up, first and last; none when they cannot be read.
    pub fn runs(&self) -> Vec<(u32, u32)> {
        page_runs(&self.pages)
    }

    /// Whether a cite of these pages of this volume points into it.
    pub fn holds(&self, volume: &str, page: &str) -> bool {
        !self.volume.is_empty()
            && self.volume == volume
            && page_runs(page)
                .iter()
                .any(|(first, last)| self.runs().iter().any(|(from, to)| first <= to && from <= last))
    }

    /// What stands against relying on it, in words: qualities objected to, exclusion asked for.
    pub fn objections(&self) -> Vec<String> {
        let objected = self
            .qualities()
            .into_iter()
            .filter(|(_, quality)| quality.view == View::Objected);
        let mut found: Vec<String> = objected.map(|(name, _)| format!("{name}有异议")).collect();
        for exclusion in &self.exclusions {
            match exclusion.state {
                ExclusionState::Planned => found.push("拟申请排除".into()),
                ExclusionState::Applied => found.push("已申请排除".into()),
                ExclusionState::Granted => found.push("已被排除".into()),
                ExclusionState::Refused | ExclusionState::Dropped => {}
            }
        }
        found.dedup();
        found
    }

    /// Makes everything a lawyer has decided a proposal again.
    pub fn propose(&mut self) {
        for quality in [&mut self.authenticity, &mut self.legality, &mut self.relevance] {
            quality.settled = false;
        }
        self.opinion_settled = false;
        for exclusion in &mut self.exclusions {
            exclusion.settled = false;
        }
    }

    /// Whether anything a lawyer has to decide is only proposed.
    pub fn is_proposed(&self) -> bool {
        self.qualities()
            .iter()
            .any(|(_, quality)| quality.view != View::Open && !quality.settled)
            || (!self.opinion.is_empty() && !self.opinion_settled)
            || self.exclusions.iter().any(|exclusion| !exclusion.settled)
    }
}

/// Reads printed pages: `12`, `12-18`, `12-18、30-31`. What cannot be read is left out.
pub fn page_runs(text: &str) -> Vec<(u32, u32)> {
    let number = |text: &str| text.trim().parse::<u32>().ok();
    let run = |part: &str| {
        let dashed: String = part
            .chars()
            .map(|c| {
                if matches!(c, '—' | '–' | '－' | '至' | '~' | '～') {
                    '-'
                } else {
                    c
                }
            })
            .collect();
        match dashed.split_once('-') {
            Some((first, last)) => Some((number(first)?, number(last)?)).filter(|(first, last)| first <= last),
            None => number(&dashed).map(|page| (page, page)),
        }
    };
    text.split(['、', '，', ',', '；', ';']).filter_map(run).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_read_as_people_write_them() {
        assert_eq!(page_runs("12"), [(12, 12)]);
        assert_eq!(page_runs("12-18"), [(12, 18)]);
        assert_eq!(page_runs("12—18、30"), [(12, 18), (30, 30)]);
        assert_eq!(page_runs("18-12"), []);
        assert_eq!(page_runs("封面"), []);
    }

    #[test]
    fn a_cite_points_into_an_exhibit_by_volume_and_page() {
        let exhibit = Exhibit {
            volume: "2".into(),
            pages: "12-18、30".into(),
            ..Exhibit::default()
        };
        for (volume, page, holds) in [
            ("2", "12", true),
            ("2", "18", true),
            ("2", "19", false),
            ("2", "10-12", true),
            ("2", "19-29", false),
            ("2", "19-30", true),
            ("3", "12", false),
        ] {
            assert_eq!(exhibit.holds(volume, page), holds, "{volume}-{page}");
        }
        assert!(!Exhibit::default().holds("", "1"));
    }

    #[test]
    fn an_exclusion_that_was_dropped_or_refused_is_no_objection() {
        let state = |state| Exhibit {
            exclusions: vec![Exclusion {
                state,
                ..Exclusion::default()
            }],
            ..Exhibit::default()
        };
        assert_eq!(state(ExclusionState::Applied).objections(), ["已申请排除"]);
        assert!(state(ExclusionState::Dropped).objections().is_empty());
        assert!(state(ExclusionState::Refused).objections().is_empty());
    }
}
