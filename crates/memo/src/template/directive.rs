//! Directives: blocks that Markdown has no word for, between `:::name` and `:::`.

use crate::document::{Align, Block, Entry, Origin, Span};
use crate::{Error, ErrorKind};

use super::inline::{bare, find, spans};

/// Whether a directive has no body.
pub(super) fn stands_alone(head: &str) -> bool {
    head.trim() == "pagebreak"
}

/// Reads one directive; `head` is what follows `:::` on its first line.
pub(super) fn block(template: &str, head: &str, body: &[&str]) -> Result<Block, Error> {
    let (name, rest) = head.trim().split_once(' ').unwrap_or((head.trim(), ""));
    let rest = rest.trim();
    let lines = || -> Vec<Vec<Span>> {
        body.iter()
            .filter(|line| !line.trim().is_empty())
            .map(|line| spans(line))
            .collect()
    };
    Ok(match name {
        "addressee" => Block::Addressee { spans: joined(lines()) },
        "signature" => Block::Signature { lines: lines() },
        "note" => Block::Note {
            title: (!rest.is_empty()).then(|| bare(rest)),
            paragraphs: lines(),
        },
        "attachments" => Block::Attachments {
            label: if rest.is_empty() {
                "附件：".to_owned()
            } else {
                bare(rest)
            },
            items: lines(),
        },
        "keyvalue" => Block::KeyValue {
            rows: body
                .iter()
                .filter(|line| !line.trim().is_empty())
                .map(|line| entry(template, line))
                .collect::<Result<_, _>>()?,
        },
        "flush" => paragraph(lines(), Align::Auto),
        "center" => paragraph(lines(), Align::Center),
        "right" => paragraph(lines(), Align::Right),
        "pagebreak" => Block::PageBreak,
        _ => {
            let message = format!(
                "模板“{template}”中的“:::{}”无法识别，可用的有 addressee、signature、note、attachments、keyvalue、flush、center、right、pagebreak。",
                bare(name)
            );
            return Err(Error::new(ErrorKind::Template, message));
        }
    })
}

/// A paragraph without indent.
fn paragraph(lines: Vec<Vec<Span>>, align: Align) -> Block {
    Block::Paragraph {
        spans: joined(lines),
        indent: false,
        align,
        origin: Origin::default(),
    }
}

/// Lines as one text with forced breaks.
fn joined(lines: Vec<Vec<Span>>) -> Vec<Span> {
    let mut all = Vec::new();
    for line in lines {
        if !all.is_empty() {
            all.push(Span::regular("\n"));
        }
        all.extend(line);
    }
    all
}

/// `名称 | 值`.
fn entry(template: &str, line: &str) -> Result<Entry, Error> {
    let bar = find(line, "|").ok_or_else(|| {
        let message = format!(
            "模板“{template}”的 :::keyvalue 中每行须写作“名称 | 值”，这一行缺少“|”：{}",
            bare(line.trim())
        );
        Error::new(ErrorKind::Template, message)
    })?;
    Ok(Entry {
        key: spans(&line[..bar]),
        value: spans(&line[bar + 1..]),
    })
}
