//! The file of the case: volumes, and which printed page is which page of the document.

use serde::{Deserialize, Serialize};

/// Whose papers a volume holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// 证据卷.
    #[default]
    Evidence,
    /// 诉讼文书卷.
    Procedure,
    /// 补充侦查卷.
    Supplement,
    /// 我方收集的材料.
    Ours,
    /// 其他.
    Other,
}

/// What an original is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Media {
    /// PDF.
    #[default]
    Pdf,
    /// PNG.
    Png,
    /// JPEG.
    Jpeg,
    /// DOCX, read as text.
    Docx,
}

/// Consecutive pages whose printed numbers run on: page `from` of the document is printed `label`, `from + 1` is `label + 1`.
/// A page scanned two to a sheet (A3) bears two numbers: `from` is `label` and `label + 1`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PageRange {
    /// First page of the document, from 1.
    pub from: u32,
    /// Last page of the document.
    pub to: u32,
    /// Number printed on the first page.
    pub label: u32,
    /// What is printed before the number, as in `补`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub prefix: String,
    /// How many printed numbers each page of the document bears.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub per: u32,
}

fn one() -> u32 {
    1
}

fn is_one(per: &u32) -> bool {
    *per == 1
}

impl Default for PageRange {
    fn default() -> PageRange {
        PageRange {
            from: 0,
            to: 0,
            label: 0,
            prefix: String::new(),
            per: 1,
        }
    }
}

/// One volume of the file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Volume {
    /// Whose papers it holds.
    #[serde(default)]
    pub part: Part,
    /// Label as cites write it: `2`, `补1`.
    pub label: String,
    /// What it holds, in words.
    #[serde(default)]
    pub title: String,
    /// Place in the list.
    #[serde(default)]
    pub order: u32,
    /// SHA-256 of the original, in hexadecimal.
    pub original: String,
    /// Name of the file it came from.
    #[serde(default)]
    pub file: String,
    /// What the original is.
    #[serde(default)]
    pub media: Media,
    /// Pages of the document.
    pub pages: u32,
    /// Printed numbers; pages outside every range have none.
    #[serde(default, rename = "range")]
    pub ranges: Vec<PageRange>,
    /// SHA-256 of the originals it replaced, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub replaced: Vec<String>,
    /// When it was received, and from whom, in words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub received: String,
}
