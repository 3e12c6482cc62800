//! Style sheets: everything about the look of a paper that does not depend on what it says, as data.
//!
//! A sheet is one TOML file. The presets 公文式, 律所式, 横排 and 简报式 are sheets like any other, kept in `styles/`; a firm writes
//! its own by naming one as `base` and giving only what differs. Lengths are millimetres on the sheet of paper and points in
//! the text; both are kept as hundredths, so that two sheets can be compared.

mod check;
mod read;

use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use crate::document::{Footer, Preset};

/// A length in hundredths of its unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(try_from = "f64", into = "f64")]
pub struct Length(u32);

impl Length {
    /// The length in its unit.
    pub fn get(self) -> f64 {
        f64::from(self.0) / 100.0
    }
}

impl TryFrom<f64> for Length {
    type Error = String;

    fn try_from(length: f64) -> Result<Self, String> {
        if (0.0..=10_000.0).contains(&length) {
            Ok(Self((length * 100.0).round() as u32))
        } else {
            Err(format!("长度 {length} 不在 0 至 10000 之间"))
        }
    }
}

impl From<Length> for f64 {
    fn from(length: Length) -> Self {
        length.get()
    }
}

/// How headings are numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Numbering {
    /// 一、 → （一） → 1. → （1）.
    #[default]
    Chinese,
    /// 1 → 1.1 → 1.1.1.
    Decimal,
}

/// Where notes are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Notes {
    /// At the foot of the page that has the number.
    #[default]
    Foot,
    /// At the end, under the heading 注释.
    End,
}

/// The sheet of paper and the block of text on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Paper {
    /// A4, A3, A5 or B5.
    pub size: PaperSize,
    /// Whether it lies on its long side.
    #[serde(default)]
    pub landscape: bool,
    /// Margins in millimetres.
    pub top: Length,
    /// See `top`.
    pub bottom: Length,
    /// See `top`.
    pub left: Length,
    /// See `top`.
    pub right: Length,
    /// Lines of a page; they share its height evenly. Without it lines stand at `body.leading`.
    #[serde(default)]
    pub lines: Option<u16>,
    /// Characters of a line; they share its width evenly. Without it they stand at `body.size`.
    #[serde(default)]
    pub columns: Option<u16>,
}

/// Sizes of paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum PaperSize {
    A3,
    A4,
    A5,
    B5,
}

impl PaperSize {
    /// Short and long side in millimetres.
    pub fn sides(self) -> (f64, f64) {
        match self {
            Self::A3 => (297.0, 420.0),
            Self::A4 => (210.0, 297.0),
            Self::A5 => (148.0, 210.0),
            Self::B5 => (176.0, 250.0),
        }
    }
}

/// For each part of a paper the faces it is set in, best first. The first is what Word is told; a PDF takes the first that is
/// there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Voices {
    pub body: Vec<String>,
    pub title: Vec<String>,
    pub level1: Vec<String>,
    pub level2: Vec<String>,
    pub level3: Vec<String>,
    pub level4: Vec<String>,
    pub table: Vec<String>,
    /// Heads of tables and of shaded notes, names of charts.
    pub strong: Vec<String>,
    /// Headers of pages.
    pub small: Vec<String>,
    pub folio: Vec<String>,
}

/// Size and distance of lines, in points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Text {
    pub size: Length,
    pub leading: Length,
}

/// How a title or heading is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Heading {
    pub size: Length,
    pub leading: Length,
    #[serde(default)]
    pub bold: bool,
    /// Indent of the first line in characters.
    #[serde(default)]
    pub indent: Length,
    /// Space above and below in points.
    #[serde(default)]
    pub above: Length,
    #[serde(default)]
    pub below: Length,
}

/// The line at the top of each page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Header {
    /// Its baseline from the top of the sheet in millimetres.
    pub at: Length,
    /// What it says where the paper says nothing itself; `{标题}` stands for the paper's name.
    #[serde(default)]
    pub text: String,
}

/// The page number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Folio {
    /// Its form.
    pub form: Footer,
    /// Its size in points.
    pub size: Length,
    /// Its baseline from the foot of the sheet in millimetres.
    pub at: Length,
}

/// A style sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sheet {
    /// Its id, the same as the file's name.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// What it is for.
    #[serde(default)]
    pub about: String,
    /// How headings are numbered.
    #[serde(default)]
    pub numbering: Numbering,
    /// Where notes are printed.
    #[serde(default)]
    pub notes: Notes,
    /// How many characters signature and date stand in from the right.
    pub signature: Length,
    /// Paper and margins.
    pub paper: Paper,
    /// Faces.
    pub faces: Voices,
    /// Running text.
    pub body: Text,
    /// The paper's name.
    pub title: Heading,
    /// Headings 一、
    pub level1: Heading,
    /// Headings （一）
    pub level2: Heading,
    /// Headings 1.
    pub level3: Heading,
    /// Headings （1）
    pub level4: Heading,
    /// Tables.
    pub table: Text,
    /// Shaded notes.
    pub note: Text,
    /// Notes at the foot of the page.
    pub footnote: Text,
    /// Headers.
    pub small: Text,
    /// The line at the top.
    pub header: Header,
    /// The page number.
    pub footer: Folio,
}

const OFFICIAL: &str = include_str!("../styles/official.toml");
const FIRM: &str = include_str!("../styles/firm.toml");
const WIDE: &str = include_str!("../styles/wide.toml");
const BRIEF: &str = include_str!("../styles/brief.toml");

impl Sheet {
    /// The sheet of a preset.
    pub fn of(preset: Preset) -> &'static Self {
        static SHEETS: [OnceLock<Sheet>; 4] = [const { OnceLock::new() }; 4];
        let source = Self::source(preset);
        SHEETS[preset as usize].get_or_init(|| Self::read(source).expect("the sheets in the program are tested"))
    }

    /// The sheet of a preset as it is written: where a firm begins.
    pub fn source(preset: Preset) -> &'static str {
        match preset {
            Preset::Official => OFFICIAL,
            Preset::Firm => FIRM,
            Preset::Wide => WIDE,
            Preset::Brief => BRIEF,
        }
    }

    /// The four levels of headings.
    pub fn levels(&self) -> [Heading; 4] {
        [self.level1, self.level2, self.level3, self.level4]
    }
}

impl Voices {
    /// Each part by its Chinese name, with its faces.
    pub fn parts(&self) -> [(&'static str, &[String]); 10] {
        [
            ("正文", &self.body),
            ("标题", &self.title),
            ("一级标题", &self.level1),
            ("二级标题", &self.level2),
            ("三级标题", &self.level3),
            ("四级标题", &self.level4),
            ("表格", &self.table),
            ("表头", &self.strong),
            ("页眉", &self.small),
            ("页码", &self.folio),
        ]
    }
}
