//! The document without pages: what a PDF, a Word file, a preview and plain text are all made from.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::sheet::Sheet;

mod block;
mod notes;
mod span;

pub use block::{Align, Block, Column, Entry, Origin, Table};
pub use span::{Span, Style, plain};

/// Who and what the document is, for a file's properties.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meta {
    /// The title shown by a viewer.
    pub title: String,
    /// The lawyer or firm that writes.
    pub author: String,
    /// What it is about, in one line.
    pub subject: String,
    /// Words to find it by.
    pub keywords: Vec<String>,
    /// Language tag, usually `zh-CN`.
    pub lang: String,
    /// The date the document bears; given by the caller, because this crate has no clock.
    pub created: NaiveDate,
    /// What a program needs to make the same document again, kept in the file's properties and printed nowhere.
    pub stamp: String,
}

impl Meta {
    /// Properties of a Chinese document of that date, with only a title.
    pub fn new(title: impl Into<String>, created: NaiveDate) -> Self {
        Self {
            title: title.into(),
            author: String::new(),
            subject: String::new(),
            keywords: Vec::new(),
            lang: "zh-CN".to_owned(),
            created,
            stamp: String::new(),
        }
    }
}

/// The look of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Preset {
    /// 公文式: margins after GB/T 9704-2012, 16 pt, 22 lines of 28 characters.
    Official,
    /// 律所式: 14 pt on a fixed line of 27 pt.
    #[default]
    Firm,
    /// 横排: the sheet turned, for wide tables.
    Wide,
    /// 简报式: small and close, for papers that stay in the house.
    Brief,
}

/// How pages are numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Footer {
    /// “— 1 —”, right on odd pages and left on even ones.
    Dashed,
    /// “第 1 页 共 9 页”, centred.
    Counted,
    /// Plain digits, centred.
    Plain,
    /// No page numbers.
    None,
}

impl From<Preset> for Footer {
    fn from(preset: Preset) -> Self {
        match preset {
            Preset::Official => Self::Dashed,
            Preset::Firm | Preset::Wide | Preset::Brief => Self::Counted,
        }
    }
}

/// A whole document, ready for any backend.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// File properties.
    pub meta: Meta,
    /// The look of the page.
    pub preset: Preset,
    /// A style sheet of the firm's own, in place of the preset's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheet: Option<Box<Sheet>>,
    /// A line at the top of each page.
    pub header: Option<String>,
    /// Page numbers.
    pub footer: Footer,
    /// Whether every page bears the mark 草稿.
    pub draft: bool,
    /// The contents, with headings numbered.
    pub blocks: Vec<Block>,
}

impl Document {
    /// Puts blocks together, resolving heading numbers: 一、 → （一） → 1. → （1）, never skipping a level; and counts notes.
    pub fn new(meta: Meta, preset: Preset, blocks: Vec<Block>) -> Self {
        let mut document = Self {
            meta,
            preset,
            sheet: None,
            header: None,
            footer: preset.into(),
            draft: false,
            blocks,
        };
        document.renumber();
        document
    }

    /// Counts headings and notes afresh, after blocks have been changed.
    pub fn renumber(&mut self) {
        let numbering = self.look().numbering;
        crate::number::resolve(&mut self.blocks, numbering);
        notes::count(&mut self.blocks);
        let name = self.blocks.iter().find_map(|block| match block {
            Block::Title { spans } => Some(spans.clone()),
            _ => None,
        });
        for block in &mut self.blocks {
            if let (Block::Cover { title, .. }, Some(name)) = (block, &name)
                && title.is_empty()
            {
                title.clone_from(name);
            }
        }
    }

    /// The style sheet in force: the firm's own, or the preset's.
    pub fn look(&self) -> &Sheet {
        match &self.sheet {
            Some(sheet) => sheet,
            None => Sheet::of(self.preset),
        }
    }

    /// The same document in the look of a style sheet.
    #[must_use]
    pub fn in_sheet(mut self, sheet: Sheet) -> Self {
        self.footer = sheet.footer.form;
        if self.header.is_none() && !sheet.header.text.is_empty() {
            self.header = Some(sheet.header.text.replace("{标题}", &self.meta.title));
        }
        self.sheet = Some(Box::new(sheet));
        self.renumber();
        self
    }

    /// The same document with a line at the top of each page.
    #[must_use]
    pub fn with_header(mut self, header: impl Into<String>) -> Self {
        self.header = Some(header.into());
        self
    }

    /// The same document marked 草稿 on every page.
    #[must_use]
    pub fn as_draft(mut self) -> Self {
        self.draft = true;
        self
    }

    /// Every place where something is still missing, in order, as it is printed.
    pub fn missing(&self) -> Vec<&str> {
        self.spans()
            .flat_map(|span| std::iter::once(span).chain(&span.note))
            .filter(|span| span.style == Style::Missing)
            .map(|span| span.text.as_str())
            .collect()
    }

    /// Every span, in reading order, without what notes say.
    pub fn spans(&self) -> impl Iterator<Item = &Span> {
        self.blocks.iter().flat_map(Block::spans)
    }

    /// Plain text: one line per block, table cells parted by tabs.
    pub fn text(&self) -> String {
        crate::markdown::text(self)
    }

    /// Markdown, for an editor or a note; heading numbers are written out.
    pub fn markdown(&self) -> String {
        crate::markdown::markdown(self)
    }
}
