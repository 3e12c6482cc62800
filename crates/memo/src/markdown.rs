//! The document as plain text and as Markdown.

use crate::Document;
use crate::document::{Block, Span, Style, Table, plain};

/// Plain text: one line per block, table cells parted by tabs.
pub(crate) fn text(document: &Document) -> String {
    let mut lines: Vec<String> = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Title { spans } | Block::Addressee { spans } | Block::Paragraph { spans, .. } => {
                lines.push(plain(spans));
            }
            Block::Heading { number, spans, .. } => lines.push(format!("{number}{}", plain(spans))),
            Block::Item {
                depth, marker, spans, ..
            } => {
                lines.push(format!("{}{marker} {}", "  ".repeat(usize::from(*depth)), plain(spans)));
            }
            Block::Table(table) => {
                let rows = std::iter::once(&table.head)
                    .filter(|head| !head.is_empty())
                    .chain(&table.rows);
                lines.extend(rows.map(|row| row.iter().map(|cell| plain(cell)).collect::<Vec<_>>().join("\t")));
            }
            Block::KeyValue { rows } => {
                lines.extend(
                    rows.iter()
                        .map(|row| format!("{}\t{}", plain(&row.key), plain(&row.value))),
                );
            }
            Block::Note { title, paragraphs } => {
                lines.extend(title.clone());
                lines.extend(paragraphs.iter().map(|spans| plain(spans)));
            }
            Block::Signature { lines: signed } => lines.extend(signed.iter().map(|spans| plain(spans))),
            Block::Attachments { label, items } => lines.extend(attachments(label, items, plain)),
            Block::Cover {
                title,
                rows,
                lines: own,
            } => {
                lines.push(plain(title));
                lines.extend(
                    rows.iter()
                        .map(|row| format!("{}\t{}", plain(&row.key), plain(&row.value))),
                );
                lines.extend(own.iter().map(|spans| plain(spans)));
            }
            Block::Chart(chart) => {
                lines.push(chart.title().to_owned());
                let table = chart.table();
                lines.extend(
                    std::iter::once(&table.head)
                        .chain(&table.rows)
                        .map(|row| row.iter().map(|cell| plain(cell)).collect::<Vec<_>>().join("\t")),
                );
            }
            Block::Contents { .. } | Block::PageBreak | Block::Rule => {}
        }
    }
    lines.extend(
        document
            .notes()
            .map(|(number, words)| format!("{number} {}", plain(words))),
    );
    let mut text = lines.join("\n");
    text.push('\n');
    text
}

/// The lines of a list of attachments, numbered when there are several.
fn attachments(label: &str, items: &[Vec<Span>], words: impl Fn(&[Span]) -> String) -> Vec<String> {
    items
        .iter()
        .enumerate()
        .map(|(at, spans)| {
            let label = if at == 0 { label } else { "" };
            let number = if items.len() > 1 {
                format!("{}. ", at + 1)
            } else {
                String::new()
            };
            format!("{label}{number}{}", words(spans))
        })
        .collect()
}

/// Markdown with heading numbers written out.
pub(crate) fn markdown(document: &Document) -> String {
    let mut text = String::new();
    for block in &document.blocks {
        let piece = match block {
            Block::Title { spans } => format!("# {}", marked(spans)),
            Block::Heading {
                level, number, spans, ..
            } => {
                format!("{} {number}{}", "#".repeat(usize::from(*level) + 1), marked(spans))
            }
            Block::Addressee { spans } | Block::Paragraph { spans, .. } => marked(spans),
            Block::Item {
                depth, marker, spans, ..
            } => {
                let bullet = if marker.starts_with(|ch: char| ch.is_ascii_digit()) {
                    marker
                } else {
                    "-"
                };
                format!("{}{bullet} {}", "   ".repeat(usize::from(*depth)), marked(spans))
            }
            Block::Table(table) => grid(table),
            Block::KeyValue { rows } => {
                let rows = rows
                    .iter()
                    .map(|row| vec![row.key.clone(), row.value.clone()])
                    .collect();
                grid(&Table {
                    rows,
                    ..Table::default()
                })
            }
            Block::Note { title, paragraphs } => {
                let title = title.iter().map(|title| format!("> **{}**", escape(title)));
                let body = paragraphs.iter().map(|spans| format!("> {}", marked(spans)));
                title.chain(body).collect::<Vec<_>>().join("\n>\n")
            }
            Block::Signature { lines } => lines.iter().map(|spans| marked(spans)).collect::<Vec<_>>().join("  \n"),
            Block::Attachments { label, items } => attachments(&escape(label), items, marked).join("  \n"),
            Block::Cover { title, rows, lines } => {
                let rows = rows
                    .iter()
                    .map(|row| format!("{} | {}", marked(&row.key), marked(&row.value)));
                let foot = lines.iter().map(|spans| marked(spans));
                let all: Vec<String> = std::iter::once(format!("**{}**", escape(&plain(title))))
                    .chain(rows)
                    .chain(foot)
                    .collect();
                all.join("  \n")
            }
            Block::Chart(chart) => format!("**{}**\n\n{}", escape(chart.title()), grid(&chart.table())),
            Block::Contents { .. } => continue,
            Block::PageBreak | Block::Rule => "---".to_owned(),
        };
        text.push_str(&piece);
        text.push_str("\n\n");
    }
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
}

fn grid(table: &Table) -> String {
    let row = |cells: &[Vec<Span>]| {
        let cells: Vec<String> = cells.iter().map(|cell| marked(cell)).collect();
        format!("| {} |", cells.join(" | "))
    };
    let count = table.rows.first().map_or(table.head.len(), Vec::len);
    let head = if table.head.is_empty() {
        vec![Vec::new(); count]
    } else {
        table.head.clone()
    };
    let mut lines = vec![row(&head), format!("|{}", " --- |".repeat(head.len()))];
    lines.extend(table.rows.iter().map(|cells| row(cells)));
    lines.join("\n")
}

fn marked(spans: &[Span]) -> String {
    spans
        .iter()
        .map(|span| match (span.style, &span.link) {
            (Style::Bold, _) => format!("**{}**", escape(&span.text)),
            (Style::Note, _) => format!("^[{}]", marked(&span.note)),
            (_, Some(link)) => format!("[{}]({link})", escape(&span.text)),
            _ => escape(&span.text),
        })
        .collect()
}

/// Keeps the text from being read as Markdown.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for ch in text.chars() {
        if matches!(ch, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~') {
            escaped.push('\\');
        }
        match ch {
            '\n' => escaped.push_str("<br>"),
            ch => escaped.push(ch),
        }
    }
    escaped
}
