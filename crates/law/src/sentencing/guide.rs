//! The guidance on sentencing as data: factors with their shares, and the numbers of the general part.

use crate::fault::perhaps;
use crate::pack::{JudgeFile, NodeFile, PackFile};
use crate::{Dictionary, Fault, RuleSet};
use serde::{Deserialize, Serialize};

/// In which step a factor is applied (法发〔2021〕21号 二).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tier {
    /// Applied first, one after the other: minors, the aged, accessories …
    First,
    /// Applied second, shares of the same base added up.
    Second,
    /// No text gives a share: left to the court, never computed.
    Open,
}

/// Which way it works.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    /// 从宽.
    Lenient,
    /// 从严.
    Severe,
}

/// Whether a factor opens the way below the statutory range (刑法 63).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mitigation {
    /// 只有从轻: not below the statutory minimum.
    #[default]
    No,
    /// 可以减轻, or 应当从轻或者减轻: the court chooses.
    May,
    /// 应当减轻或者免除.
    Must,
}

/// A condition: a node of the guidance itself, or `rules/node` of an offence, a defence or the guidance as assessed before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum When {
    /// Node of the same file.
    Own(usize),
    /// Key of [`crate::FactSet::elements`].
    Element(String),
}

/// One line of a factor: on that condition, between these shares of the base.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grade {
    /// What it is called beside the factor, such as 犯罪较轻; empty for the general line.
    pub name: String,
    /// On what condition.
    pub when: When,
    /// Hundredths of the base, lower and upper end as the text has them; `None` where no text gives a share.
    pub percent: Option<[i64; 2]>,
    /// Opens the way below the statutory range.
    pub mitigates: Mitigation,
    /// A basis for exemption from punishment.
    pub exempts: bool,
    /// What the line needs besides the circumstance itself: while the circumstance is an "if", this says which line it would be.
    pub given: Option<When>,
}

/// A circumstance that moves the sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Factor {
    /// Identifier, one in the guidance and all local files.
    pub id: String,
    /// Chinese name.
    pub name: String,
    /// In which step.
    pub tier: Tier,
    /// Which way.
    pub effect: Effect,
    /// 应当: the court has no choice whether, only how far. 可以: at its worst for the accused it counts for nothing.
    pub must: bool,
    /// Not counted again beside 认罪认罚.
    pub absorbed: bool,
    /// This is 认罪认罚 itself.
    pub plea: bool,
    /// Factors which, when they count, keep this one out.
    pub excluded_by: Vec<String>,
    /// Months that the increase is generally not below (累犯).
    pub least_months: Option<i64>,
    /// Why it is never open for the offences of this program; empty where it is.
    pub closed: String,
    /// Lines, the most special first; the first that is made out applies.
    pub grades: Vec<Grade>,
    /// Provisions.
    pub cite: Vec<String>,
    /// What the other side will say.
    pub counter: String,
    /// Open points.
    pub note: String,
}

/// The numbers of the general part, each with its provisions.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measures {
    /// Hundredths by which the court may adjust the result.
    pub discretion: i64,
    /// Its provision.
    pub discretion_cite: Vec<String>,
    /// Probation for detention: months at least, at most.
    pub probation_detention: [i64; 2],
    /// Probation for imprisonment: months at least, at most.
    pub probation_imprisonment: [i64; 2],
    /// Longest term in months that can be suspended.
    pub probation_most: i64,
    /// Its provisions.
    pub probation_cite: Vec<String>,
    /// Days of custody for days of the term.
    pub credit_custody: [i64; 2],
    /// Its provisions.
    pub credit_custody_cite: Vec<String>,
    /// Days of designated residential surveillance for days of the term.
    pub credit_designated: [i64; 2],
    /// Its provisions.
    pub credit_designated_cite: Vec<String>,
    /// Days of administrative detention for the same act for days of the term.
    pub credit_administrative: [i64; 2],
    /// Its provisions; also of the fine credited on the fine.
    pub credit_administrative_cite: Vec<String>,
    /// Least fine in 分 where no law sets an amount.
    pub fine_least: i64,
    /// The same for a minor.
    pub fine_least_minor: i64,
    /// Their provisions.
    pub fine_cite: Vec<String>,
    /// Chapters of the special part by article of the Criminal Law: chapter, first article, last article.
    pub chapters: Vec<[i64; 3]>,
}

/// What is said beside the calculation, with its provisions.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Remark {
    /// Where it belongs: start, bounds, fine, probation, credit, several, advice.
    pub at: String,
    /// Only for this offence; empty for every one.
    #[serde(default)]
    pub offence: String,
    /// One or two sentences.
    pub text: String,
    /// Provisions.
    pub cite: Vec<String>,
}

/// The guidance in force from a date.
#[derive(Debug, Clone)]
pub struct Guide {
    /// Conditions, as a rule set.
    pub rules: RuleSet,
    /// Factors in the order they are applied and shown.
    pub factors: Vec<Factor>,
    /// Numbers of the general part.
    pub measures: Measures,
    /// Remarks.
    pub remarks: Vec<Remark>,
}

impl Guide {
    /// The factor of that id.
    pub fn factor(&self, id: &str) -> Option<&Factor> {
        self.factors.iter().find(|factor| factor.id == id)
    }
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct GuideFile {
    pub id: String,
    pub name: String,
    pub law: String,
    pub summary: String,
    pub cite: Vec<String>,
    pub root: String,
    pub measures: Measures,
    #[serde(rename = "remark", default)]
    pub remarks: Vec<Remark>,
    #[serde(rename = "factor", default)]
    pub factors: Vec<FactorFile>,
    #[serde(rename = "node", default)]
    pub nodes: Vec<NodeFile>,
    #[serde(rename = "judge", default)]
    pub judges: Vec<JudgeFile>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FactorFile {
    pub id: String,
    pub name: String,
    pub tier: Tier,
    pub effect: Effect,
    #[serde(default)]
    pub must: bool,
    #[serde(default)]
    pub mitigates: Mitigation,
    #[serde(default)]
    pub exempts: bool,
    #[serde(default)]
    pub absorbed: bool,
    #[serde(default)]
    pub plea: bool,
    #[serde(default)]
    pub excluded_by: Vec<String>,
    pub least_months: Option<i64>,
    #[serde(default)]
    pub closed: String,
    #[serde(rename = "grade", default)]
    pub grades: Vec<GradeFile>,
    pub cite: Vec<String>,
    #[serde(default)]
    pub counter: String,
    #[serde(default)]
    pub note: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct GradeFile {
    #[serde(default)]
    pub name: String,
    pub when: String,
    pub percent: Option<[i64; 2]>,
    pub mitigates: Option<Mitigation>,
    pub exempts: Option<bool>,
    pub given: Option<String>,
}

/// Links one guidance file.
pub(crate) fn link(file: &str, text: &str, raw: GuideFile, dictionary: &Dictionary) -> Result<Guide, Vec<Fault>> {
    let pack = PackFile {
        id: raw.id,
        name: raw.name,
        law: raw.law,
        summary: raw.summary,
        cite: raw.cite,
        root: raw.root,
        nodes: raw.nodes,
        judges: raw.judges,
        ..PackFile::default()
    };
    let rules = crate::link::link(file, text, None, pack, dictionary)?;
    let mut faults = Vec::new();
    let factors = factors(file, text, &raw.factors, Some(&rules), &mut faults);
    for (at, factor) in factors.iter().enumerate() {
        for other in &factor.excluded_by {
            // What excludes is written first, so that nothing can exclude itself.
            if factors[..at].iter().all(|known| known.id != *other) {
                let near = perhaps(other, factors.iter().map(|factor| &factor.id));
                let message = format!(
                    "量刑情节 {} 的 excluded_by 写了 {other}{near}，它不在前面的情节之中，请改正名称或者先写它。",
                    factor.id
                );
                faults.push(Fault::below(file, text, &factor.id, other, message));
            }
        }
    }
    if faults.is_empty() {
        Ok(Guide {
            rules,
            factors,
            measures: raw.measures,
            remarks: raw.remarks,
        })
    } else {
        Err(faults)
    }
}

/// Factors as written; without `rules` (a local file has no nodes) every condition is an element.
pub(crate) fn factors(
    file: &str,
    text: &str,
    raw: &[FactorFile],
    rules: Option<&RuleSet>,
    faults: &mut Vec<Fault>,
) -> Vec<Factor> {
    let mut linked: Vec<Factor> = Vec::new();
    for factor in raw {
        let id = &factor.id;
        let mut fault = |named: &str, message: String| faults.push(Fault::below(file, text, id, named, message));
        if linked.iter().any(|known| known.id == *id) {
            fault(id, format!("量刑情节 {id} 重复，请换一个标识。"));
        }
        if factor.grades.is_empty() && factor.closed.is_empty() {
            fault(
                id,
                format!("量刑情节 {id} 没有写条件（grade），也没有写不适用的理由（closed）。"),
            );
        }
        let mut grades = Vec::new();
        for grade in &factor.grades {
            match (grade.percent, factor.tier) {
                (Some([low, high]), Tier::First | Tier::Second) if 0 <= low && low <= high && high <= 100 => {}
                (None, Tier::Open) => {}
                (Some(_), Tier::First | Tier::Second) => fault(
                    &grade.when,
                    format!("量刑情节 {id} 的 percent 须从低到高，在0至100之间。"),
                ),
                (None, _) => fault(&grade.when, format!("量刑情节 {id} 没有写比例（percent）。")),
                (Some(_), Tier::Open) => fault(
                    &grade.when,
                    format!("量刑情节 {id} 没有规定比例（tier = \"open\"），不能写 percent。"),
                ),
            }
            let place = |named: &String| match rules {
                _ if named.contains('/') => Some(When::Element(named.clone())),
                Some(rules) => rules.nodes.iter().position(|node| node.id == *named).map(When::Own),
                None => None,
            };
            let given = grade.given.as_ref().map(place);
            if given == Some(None) {
                fault(
                    &grade.when,
                    format!("量刑情节 {id} 的 given 引用了不存在的节点，请先写出该节点或改正名称。"),
                );
            }
            match place(&grade.when) {
                Some(when) => grades.push(Grade {
                    given: given.flatten(),
                    name: grade.name.clone(),
                    when,
                    percent: grade.percent,
                    mitigates: grade.mitigates.unwrap_or(factor.mitigates),
                    exempts: grade.exempts.unwrap_or(factor.exempts),
                }),
                None => fault(
                    &grade.when,
                    format!(
                        "量刑情节 {id} 引用了不存在的节点 {}，请先写出该节点或改正名称。",
                        grade.when
                    ),
                ),
            }
        }
        linked.push(Factor {
            id: factor.id.clone(),
            name: factor.name.clone(),
            tier: factor.tier,
            effect: factor.effect,
            must: factor.must,
            absorbed: factor.absorbed,
            plea: factor.plea,
            excluded_by: factor.excluded_by.clone(),
            least_months: factor.least_months,
            closed: factor.closed.clone(),
            grades,
            cite: factor.cite.clone(),
            counter: factor.counter.clone(),
            note: factor.note.clone(),
        });
    }
    linked
}
