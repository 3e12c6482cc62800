//! A pack or defence exactly as it is written in TOML.

use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PackFile {
    pub id: String,
    pub name: String,
    #[serde(default)]
    pub short: String,
    #[serde(default)]
    pub en: String,
    #[serde(default)]
    pub cite: Vec<String>,
    pub root: String,
    #[serde(default)]
    pub law: String,
    pub issued: Option<String>,
    pub change: Option<crate::Cause>,
    #[serde(default)]
    pub summary: String,
    #[serde(rename = "node", default)]
    pub nodes: Vec<NodeFile>,
    #[serde(rename = "judge", default)]
    pub judges: Vec<JudgeFile>,
    #[serde(rename = "rebuttal", default)]
    pub rebuttals: Vec<RebuttalFile>,
    // An offence only.
    #[serde(rename = "band", default)]
    pub bands: Vec<BandFile>,
    pub asks: Option<String>,
    // A ladder only.
    #[serde(rename = "level", default)]
    pub levels: Vec<LevelFile>,
    // An exit only.
    #[serde(default)]
    pub order: i64,
    // A defence only.
    pub stage: Option<String>,
    pub opens: Option<String>,
    #[serde(default)]
    pub effect: String,
    #[serde(default)]
    pub exits: Vec<String>,
    #[serde(default)]
    pub collect: Vec<String>,
    #[serde(default)]
    pub answer: String,
    #[serde(default)]
    pub reply: String,
    #[serde(default)]
    pub words: String,
    #[serde(default)]
    pub obstacles: Vec<String>,
    #[serde(default)]
    pub supports: Vec<String>,
    #[serde(default)]
    pub argues: String,
    #[serde(default)]
    pub code: String,
    pub rank: Option<i64>,
    pub confidence: Option<crate::Assurance>,
    #[serde(default)]
    pub views: Vec<crate::Opinion>,
    #[serde(default)]
    pub contradicts: Vec<crate::Contradiction>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NodeFile {
    pub id: String,
    pub name: String,
    pub role: Option<crate::Role>,
    #[serde(default)]
    pub cite: Vec<String>,
    pub uncited: Option<String>,
    pub all: Option<Vec<String>>,
    pub any: Option<Vec<String>>,
    pub none: Option<Vec<String>>,
    pub at_least: Option<AtLeastFile>,
    pub readings: Option<Vec<String>>,
    pub test: Option<TestFile>,
    #[serde(default)]
    pub unless: Vec<String>,
    pub pleaded: Option<String>,
    pub row: Option<String>,
    #[serde(default)]
    pub rebuts: Vec<String>,
    #[serde(default)]
    pub duty: Vec<String>,
    #[serde(default)]
    pub note: String,
    #[serde(default)]
    pub untranslated: String,
    #[serde(default)]
    pub says: crate::Says,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AtLeastFile {
    pub n: usize,
    pub of: Vec<String>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TestFile {
    pub fact: Option<String>,
    pub column: Option<String>,
    pub count: Option<String>,
    pub sum: Option<String>,
    pub exists: Option<String>,
    pub follow: Option<String>,
    pub age_on: Option<String>,
    pub element: Option<String>,
    pub at: Option<String>,
    #[serde(rename = "where")]
    pub condition: Option<String>,
    pub is: Option<toml::Value>,
    #[serde(rename = "in")]
    pub one_of: Option<Vec<String>>,
    pub at_least: Option<toml::Value>,
    pub more_than: Option<toml::Value>,
    pub at_most: Option<toml::Value>,
    pub less_than: Option<toml::Value>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct JudgeFile {
    pub id: String,
    pub text: String,
    #[serde(default)]
    pub en: String,
    #[serde(default)]
    pub cite: Vec<String>,
    pub uncited: Option<String>,
    #[serde(default)]
    pub factors: Vec<String>,
    #[serde(default)]
    pub note: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LevelFile {
    pub id: String,
    pub node: String,
    pub words: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct BandFile {
    pub id: String,
    pub name: String,
    pub when: String,
    pub cite: Vec<String>,
    pub words: String,
    pub principal: Vec<crate::Principal>,
    pub months: [u32; 2],
    pub fine: crate::Fine,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RebuttalFile {
    pub id: String,
    pub text: String,
    pub against: Vec<String>,
    pub shown: Option<String>,
    #[serde(default)]
    pub evidence: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ExamplesFile {
    #[serde(rename = "example", default)]
    pub examples: Vec<ExampleFile>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ExampleFile {
    pub id: String,
    pub name: String,
    #[serde(default)]
    pub packs: Vec<String>,
    #[serde(default)]
    pub complete: Vec<String>,
    #[serde(default)]
    pub facts: BTreeMap<String, toml::Value>,
    #[serde(default)]
    pub rows: BTreeMap<String, Vec<BTreeMap<String, toml::Value>>>,
    /// `offence/node` → truth, for defences and exits.
    #[serde(default)]
    pub elements: BTreeMap<String, String>,
    pub expect: BTreeMap<String, String>,
    #[serde(default)]
    pub open: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct GlossaryFile {
    #[serde(rename = "term", default)]
    pub terms: Vec<TermFile>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TermFile {
    pub id: String,
    pub zh: String,
    #[allow(
        dead_code,
        reason = "read so that the file is checked; shown by the English catalogue"
    )]
    pub en: String,
    #[serde(default)]
    pub avoid: Vec<String>,
    #[serde(default)]
    #[allow(dead_code, reason = "read so that the file is checked")]
    pub cite: String,
    #[serde(default)]
    #[allow(dead_code, reason = "read so that the file is checked")]
    pub note: String,
}
