//! Templates: what a document says, as data. Markdown with minijinja; the syntax is described in this crate's README.
//!
//! ```text
//! +++ front matter +++ ─▶ FrontMatter
//! body ─ minijinja (values escaped) ─▶ Markdown subset ─ directives, inline ─▶ blocks
//! ```

mod check;
mod directive;
mod fill;
mod inline;
mod read;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use check::check;

use crate::chart::Chart;
use crate::document::{Block, Preset};
use crate::{Error, ErrorKind};

/// What a template says about itself, between `+++` lines.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FrontMatter {
    /// Its id, the same as the file's name.
    pub id: String,
    /// The document's name for people.
    pub name: String,
    /// Whether it leaves the firm.
    pub outgoing: bool,
    /// The look it asks for.
    #[serde(default)]
    pub preset: Preset,
    /// A style sheet of the firm's own, by id; where there is none of that name, the preset.
    #[serde(default)]
    pub sheet: Option<String>,
    /// What it is for, in one sentence.
    pub about: String,
    /// What it rests on: what is unreviewed there makes it a draft.
    #[serde(default)]
    pub uses: Uses,
    /// Stages of a case in which it is offered; empty for all.
    #[serde(default)]
    pub stages: Vec<String>,
    /// Whether a paper of the house closes with its receipt; a form or a list to work with does not.
    #[serde(default = "yes")]
    pub receipt: bool,
    /// What must be so of the accused for it to be offered.
    #[serde(default)]
    pub needs: Vec<Need>,
    /// Its place among those of its group: the smaller, the earlier.
    #[serde(default = "last")]
    pub order: u16,
}

fn last() -> u16 {
    1000
}

fn yes() -> bool {
    true
}

/// What must be so of the accused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Need {
    /// A natural person, not a unit.
    Person,
    /// In custody now.
    Held,
    /// In custody under an arrest.
    Arrested,
    /// Not arrested.
    NotArrested,
}

/// What a document rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Uses {
    /// The positions on facts.
    #[default]
    Facts,
    /// The register of evidence.
    Evidence,
    /// The statements and their comparison.
    Statements,
}

/// A template filled in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Filled {
    /// What the template says about itself.
    pub front: FrontMatter,
    /// The document's blocks, headings not numbered yet: [`crate::Document::new`] does that.
    pub blocks: Vec<Block>,
}

/// Reads what a template says about itself.
///
/// # Errors
/// When the front matter is absent or wrong; the message names the fault in Chinese.
pub fn front_matter(source: &str) -> Result<FrontMatter, Error> {
    split(source).map(|(front, _, _)| front)
}

/// The charts a template may name, as `:::chart name`.
pub type Charts = BTreeMap<String, Chart>;

/// Fills a template. Values from the context are text only: whatever characters they hold, they cannot make a heading, a
/// table, a directive or another expression.
///
/// # Errors
/// When the template is wrong or names a variable the context lacks; the message names it in Chinese.
pub fn render(source: &str, context: impl Serialize) -> Result<Filled, Error> {
    render_with(source, context, &Charts::new())
}

/// As [`render`], with charts.
///
/// # Errors
/// As [`render`]; and when the template names a chart that is not given.
pub fn render_with(source: &str, context: impl Serialize, charts: &Charts) -> Result<Filled, Error> {
    let (front, body, line) = split(source)?;
    let text = fill::fill(&front.name, body, line, context)?;
    let blocks = read::blocks(&front.name, &text, charts)?;
    Ok(Filled { front, blocks })
}

/// Reads Markdown that no template stands behind; `name` is what messages call it.
pub(crate) fn markdown_blocks(name: &str, text: &str) -> Result<Vec<Block>, Error> {
    read::blocks(name, text, &Charts::new())
}

/// Front matter, body and the line on which the body begins.
fn split(source: &str) -> Result<(FrontMatter, &str, usize), Error> {
    let wrong = |message: &str| Error::new(ErrorKind::Template, message);
    let source = source.trim_start_matches('\u{feff}');
    let rest = source.strip_prefix("+++\n").ok_or_else(|| {
        wrong("模板开头缺少“+++”，请在第一行写“+++”，其后写 id、name、outgoing、about，再以一行“+++”结束。")
    })?;
    let (head, body) = rest
        .split_once("\n+++\n")
        .ok_or_else(|| wrong("模板头部没有结束，请在头部之后另起一行写“+++”。"))?;
    let front = toml::from_str(head).map_err(|cause| {
        let told = crate::fault::told(
            &source[..4 + head.len()],
            cause.span().map(|span| span.start + 4..span.end + 4),
            cause.message(),
        );
        Error::because(ErrorKind::Template, format!("模板头部{told}"), cause)
    })?;
    Ok((front, body, head.lines().count() + 2))
}
