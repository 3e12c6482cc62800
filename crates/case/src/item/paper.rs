//! What people set by hand in a document: other words, what is left out, what is let out.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Words in place of those a document would say by itself.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Wording {
    /// Template id.
    pub document: String,
    /// Party id the document is about.
    pub actor: String,
    /// Which place of the document, as it names its own.
    pub place: String,
    /// A heading with everything under it, not one paragraph.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub section: bool,
    /// The words, in the Markdown of an editor; empty takes the place out.
    pub words: String,
    /// What the document said by itself when these words were written.
    pub base: String,
    /// A lawyer stands behind it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub settled: bool,
    /// Where words in brackets lead.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub links: BTreeMap<String, String>,
}

/// What a document leaves out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Outline {
    /// Template id.
    pub document: String,
    /// Party id the document is about.
    pub actor: String,
    /// Its sections that are not printed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub off: Vec<String>,
    /// A lawyer stands behind it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub settled: bool,
}

/// Something only the client has said, which a lawyer lets into papers that leave the house.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Release {
    /// Party id, or empty for a fact of the case.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub actor: String,
    /// Which question.
    pub path: String,
}
