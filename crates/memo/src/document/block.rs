//! The blocks a document is made of.

use serde::{Deserialize, Serialize};

use super::Span;
use crate::chart::Chart;

/// How the lines of a block or column stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Align {
    /// What suits: paragraphs are justified, columns of numbers stand right, other columns left.
    #[default]
    Auto,
    /// Flush left, ragged right.
    Left,
    /// Centred.
    Center,
    /// Flush right.
    Right,
}

/// Where a block comes from: the node of the analysis and the facts it rests on.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Origin {
    /// The id of the node that said this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub node: Option<String>,
    /// The paths of the facts it rests on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub paths: Vec<String>,
}

impl Origin {
    /// Whether nothing is known about where the block comes from.
    pub fn is_empty(&self) -> bool {
        self.node.is_none() && self.paths.is_empty()
    }
}

/// One column of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Column {
    /// How its cells stand.
    #[serde(default)]
    pub align: Align,
    /// Its share of the width against the other columns; without one it is as wide as its contents ask.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub share: Option<u16>,
}

/// A table. Its head is repeated after each page break; a row stays whole unless it is taller than a page.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Table {
    /// One for each column.
    pub columns: Vec<Column>,
    /// The head, one cell per column; empty for none.
    pub head: Vec<Vec<Span>>,
    /// The rows, each with one cell per column.
    pub rows: Vec<Vec<Vec<Span>>>,
}

/// One line of a key–value table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// What it is.
    pub key: Vec<Span>,
    /// What it holds.
    pub value: Vec<Span>,
}

/// A block: the smallest thing that has a place of its own on the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Block {
    /// The document's name, centred.
    Title {
        /// The words.
        spans: Vec<Span>,
    },
    /// Whom it is written to, flush left.
    Addressee {
        /// The words, with their colon.
        spans: Vec<Span>,
    },
    /// A heading of level 1 to 4.
    Heading {
        /// 1 to 4; a level that skips one is raised when the document is put together.
        level: u8,
        /// Whether it bears a number.
        numbered: bool,
        /// The number as printed, such as 一、; filled in when the document is put together.
        number: String,
        /// The words after the number.
        spans: Vec<Span>,
        /// A name that links can lead to.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        anchor: Option<String>,
        /// Where it comes from.
        #[serde(default, skip_serializing_if = "Origin::is_empty")]
        origin: Origin,
    },
    /// A paragraph.
    Paragraph {
        /// The words.
        spans: Vec<Span>,
        /// Whether the first line is indented by two characters.
        indent: bool,
        /// How its lines stand.
        #[serde(default)]
        align: Align,
        /// Where it comes from.
        #[serde(default, skip_serializing_if = "Origin::is_empty")]
        origin: Origin,
    },
    /// One item of a list.
    Item {
        /// 0 for the outer list.
        depth: u8,
        /// The mark before it, such as `•` or `1.`.
        marker: String,
        /// The words.
        spans: Vec<Span>,
        /// Where it comes from.
        #[serde(default, skip_serializing_if = "Origin::is_empty")]
        origin: Origin,
    },
    /// A table.
    Table(Table),
    /// A table of two columns without a head: what, and its value.
    KeyValue {
        /// The lines.
        rows: Vec<Entry>,
    },
    /// A note set off from the text by a rule at its left.
    Note {
        /// A short bold title.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        title: Option<String>,
        /// Its paragraphs.
        paragraphs: Vec<Vec<Span>>,
    },
    /// Lines at the lower right: firm, lawyers, date.
    Signature {
        /// The lines.
        lines: Vec<Vec<Span>>,
    },
    /// The list of what is attached, after a blank line.
    Attachments {
        /// The word before the list, usually 附件：.
        label: String,
        /// The things attached; numbered when there are several.
        items: Vec<Vec<Span>>,
    },
    /// The first page: the document's name, what it is about, who wrote it. It bears no page number.
    Cover {
        /// The name as it stands there; that of the document when empty.
        #[serde(default)]
        title: Vec<Span>,
        /// What it is about, such as 案由 and 当事人.
        rows: Vec<Entry>,
        /// Who wrote it, and when, at the foot.
        lines: Vec<Vec<Span>>,
    },
    /// The contents with page numbers, on pages of their own.
    Contents {
        /// Its heading, usually 目录.
        title: String,
        /// How many levels of headings it lists.
        depth: u8,
        /// Only when the document without it has more pages than this.
        over: u32,
    },
    /// A chart, with its numbers in words for whoever cannot see it.
    Chart(Chart),
    /// A new page.
    PageBreak,
    /// A thin line across the text.
    Rule,
}

impl Block {
    /// A heading that bears a number.
    pub fn heading(level: u8, text: impl Into<Span>) -> Self {
        Self::Heading {
            level,
            numbered: true,
            number: String::new(),
            spans: vec![text.into()],
            anchor: None,
            origin: Origin::default(),
        }
    }

    /// An indented, justified paragraph.
    pub fn paragraph(spans: Vec<Span>) -> Self {
        Self::Paragraph {
            spans,
            indent: true,
            align: Align::Auto,
            origin: Origin::default(),
        }
    }

    /// Every line of spans, to be changed in place.
    pub fn lines_mut(&mut self) -> Vec<&mut Vec<Span>> {
        match self {
            Self::Title { spans }
            | Self::Addressee { spans }
            | Self::Heading { spans, .. }
            | Self::Paragraph { spans, .. }
            | Self::Item { spans, .. } => vec![spans],
            Self::Table(table) => table.head.iter_mut().chain(table.rows.iter_mut().flatten()).collect(),
            Self::KeyValue { rows } => rows.iter_mut().flat_map(|row| [&mut row.key, &mut row.value]).collect(),
            Self::Note { paragraphs, .. } => paragraphs.iter_mut().collect(),
            Self::Signature { lines } => lines.iter_mut().collect(),
            Self::Attachments { items, .. } => items.iter_mut().collect(),
            Self::Cover { title, rows, lines } => std::iter::once(title)
                .chain(rows.iter_mut().flat_map(|row| [&mut row.key, &mut row.value]))
                .chain(lines)
                .collect(),
            Self::Contents { .. } | Self::Chart(_) | Self::PageBreak | Self::Rule => Vec::new(),
        }
    }

    /// Every span, in reading order.
    pub fn spans(&self) -> Box<dyn Iterator<Item = &Span> + '_> {
        match self {
            Self::Title { spans }
            | Self::Addressee { spans }
            | Self::Heading { spans, .. }
            | Self::Paragraph { spans, .. }
            | Self::Item { spans, .. } => Box::new(spans.iter()),
            Self::Table(table) => Box::new(table.head.iter().chain(table.rows.iter().flatten()).flatten()),
            Self::KeyValue { rows } => Box::new(rows.iter().flat_map(|row| row.key.iter().chain(&row.value))),
            Self::Note { paragraphs, .. } => Box::new(paragraphs.iter().flatten()),
            Self::Signature { lines } => Box::new(lines.iter().flatten()),
            Self::Attachments { items, .. } => Box::new(items.iter().flatten()),
            Self::Cover { title, rows, lines } => Box::new(
                title
                    .iter()
                    .chain(rows.iter().flat_map(|row| row.key.iter().chain(&row.value)))
                    .chain(lines.iter().flatten()),
            ),
            Self::Contents { .. } | Self::Chart(_) | Self::PageBreak | Self::Rule => Box::new(std::iter::empty()),
        }
    }

    /// Every span, to be changed, in reading order.
    pub fn spans_mut(&mut self) -> Box<dyn Iterator<Item = &mut Span> + '_> {
        match self {
            Self::Title { spans }
            | Self::Addressee { spans }
            | Self::Heading { spans, .. }
            | Self::Paragraph { spans, .. }
            | Self::Item { spans, .. } => Box::new(spans.iter_mut()),
            Self::Table(table) => Box::new(table.head.iter_mut().chain(table.rows.iter_mut().flatten()).flatten()),
            Self::KeyValue { rows } => Box::new(
                rows.iter_mut()
                    .flat_map(|row| row.key.iter_mut().chain(row.value.iter_mut())),
            ),
            Self::Note { paragraphs, .. } => Box::new(paragraphs.iter_mut().flatten()),
            Self::Signature { lines } => Box::new(lines.iter_mut().flatten()),
            Self::Attachments { items, .. } => Box::new(items.iter_mut().flatten()),
            Self::Cover { title, rows, lines } => Box::new(
                title
                    .iter_mut()
                    .chain(
                        rows.iter_mut()
                            .flat_map(|row| row.key.iter_mut().chain(row.value.iter_mut())),
                    )
                    .chain(lines.iter_mut().flatten()),
            ),
            Self::Contents { .. } | Self::Chart(_) | Self::PageBreak | Self::Rule => Box::new(std::iter::empty()),
        }
    }
}
