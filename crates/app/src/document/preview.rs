//! Blocks of a document as the window shows them.

use super::place::Place;
use crate::wire::wire;
use memo::document::{Block, Span, Style};

wire! {
    /// A stretch of text.
    pub struct SpanView {
        /// The text.
        pub text: String,
        /// Bold.
        pub bold: bool,
        /// 【待补】.
        pub missing: bool,
        /// Where it links to, or empty.
        pub cite: String,
    }

    /// A block of the preview.
    pub struct BlockView {
        /// title, addressee, heading, paragraph, item, table, note, right, attachments or rule.
        #[cfg_attr(feature = "typescript", ts(type = "\"title\" | \"addressee\" | \"heading\" | \"paragraph\" | \"item\" | \"table\" | \"note\" | \"right\" | \"attachments\" | \"rule\""))]
        pub kind: String,
        /// Of a heading or item.
        pub level: u32,
        /// Of a heading or item.
        pub number: String,
        /// Text.
        pub spans: Vec<SpanView>,
        /// Of a table.
        pub head: Vec<String>,
        /// Of a table, key-value list, note, signature or attachments.
        pub rows: Vec<Vec<String>>,
        /// The rule it comes from, or empty.
        pub node: String,
        /// The facts it comes from.
        pub paths: Vec<String>,
        /// Its place, by the name an edit keeps; empty for what nobody edits.
        pub place: String,
        /// Place of the heading above it.
        pub heading: String,
        /// Number of the wording it was written by, or empty.
        pub wording: String,
    }
}

fn text(spans: &[Span]) -> String {
    memo::document::plain(spans)
}

fn spans(spans: &[Span]) -> Vec<SpanView> {
    let view = |span: &Span| SpanView {
        text: span.text.clone(),
        bold: span.style == Style::Bold,
        missing: span.style == Style::Missing,
        cite: span.link.clone().unwrap_or_default(),
    };
    spans.iter().map(view).collect()
}

/// A block as the window shows it.
pub(super) fn block((block, place): (&Block, &Place)) -> BlockView {
    let empty = BlockView {
        kind: String::new(),
        level: 0,
        number: String::new(),
        spans: Vec::new(),
        head: Vec::new(),
        rows: Vec::new(),
        node: String::new(),
        paths: Vec::new(),
        place: place.name.clone(),
        heading: place.heading.clone(),
        wording: place.wording.clone(),
    };
    let kind = |kind: &str| BlockView {
        kind: kind.into(),
        ..empty.clone()
    };
    match block {
        Block::Title { spans: title } => BlockView {
            spans: spans(title),
            ..kind("title")
        },
        Block::Addressee { spans: own } => BlockView {
            spans: spans(own),
            ..kind("addressee")
        },
        Block::Heading {
            level,
            number,
            spans: own,
            origin,
            ..
        } => BlockView {
            level: u32::from(*level),
            number: number.clone(),
            spans: spans(own),
            node: origin.node.clone().unwrap_or_default(),
            paths: origin.paths.clone(),
            ..kind("heading")
        },
        Block::Paragraph {
            spans: own,
            origin,
            align,
            ..
        } => {
            let right = *align == memo::document::Align::Right;
            BlockView {
                spans: spans(own),
                node: origin.node.clone().unwrap_or_default(),
                paths: origin.paths.clone(),
                ..kind(if right { "right" } else { "paragraph" })
            }
        }
        Block::Item {
            depth,
            marker,
            spans: own,
            origin,
        } => BlockView {
            level: u32::from(*depth),
            number: marker.clone(),
            spans: spans(own),
            node: origin.node.clone().unwrap_or_default(),
            paths: origin.paths.clone(),
            ..kind("item")
        },
        Block::Table(table) => BlockView {
            head: table.head.iter().map(|cell| text(cell)).collect(),
            rows: table
                .rows
                .iter()
                .map(|row| row.iter().map(|cell| text(cell)).collect())
                .collect(),
            ..kind("table")
        },
        Block::KeyValue { rows } => BlockView {
            rows: rows.iter().map(|row| vec![text(&row.key), text(&row.value)]).collect(),
            ..kind("table")
        },
        Block::Note { title, paragraphs } => BlockView {
            number: title.clone().unwrap_or_default(),
            rows: paragraphs.iter().map(|paragraph| vec![text(paragraph)]).collect(),
            ..kind("note")
        },
        Block::Signature { lines } => BlockView {
            rows: lines.iter().map(|line| vec![text(line)]).collect(),
            ..kind("right")
        },
        Block::Attachments { label, items } => BlockView {
            number: label.clone(),
            rows: items.iter().map(|item| vec![text(item)]).collect(),
            ..kind("attachments")
        },
        Block::Cover { title, rows, lines } => BlockView {
            number: text(title),
            rows: rows
                .iter()
                .map(|row| vec![text(&row.key), text(&row.value)])
                .chain(lines.iter().map(|line| vec![String::new(), text(line)]))
                .collect(),
            ..kind("table")
        },
        Block::Chart(chart) => {
            let table = chart.table();
            BlockView {
                number: chart.title().to_owned(),
                head: table.head.iter().map(|cell| text(cell)).collect(),
                rows: table
                    .rows
                    .iter()
                    .map(|row| row.iter().map(|cell| text(cell)).collect())
                    .collect(),
                ..kind("table")
            }
        }
        Block::Contents { .. } | Block::PageBreak | Block::Rule => kind("rule"),
    }
}
