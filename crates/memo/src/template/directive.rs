//! Directives: blocks that Markdown has no word for, between `:::name` and `:::`.

use crate::document::{Align, Block, Entry, Origin, Span};
use crate::{Error, ErrorKind};

use super::Charts;
use super::inline::{bare, find, spans};

/// Directives with a body, up to a line `:::`.
pub(super) const CLOSED: [&str; 9] = [
    "addressee",
    "signature",
    "note",
    "attachments",
    "keyvalue",
    "flush",
    "center",
    "right",
    "cover",
];

/// Directives of one line.
pub(super) const ALONE: [&str; 3] = ["pagebreak", "contents", "chart"];

/// The name of a directive, given what follows `:::`.
pub(super) fn name(head: &str) -> &str {
    head.split_whitespace().next().unwrap_or_default()
}

/// Whether a directive has no body.
pub(super) fn stands_alone(head: &str) -> bool {
    ALONE.contains(&name(head))
}

/// Reads one directive; `head` is what follows `:::` on its first line.
pub(super) fn block(template: &str, head: &str, body: &[&str], charts: &Charts) -> Result<Block, Error> {
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
        "cover" => cover(template, body)?,
        "contents" => contents(template, rest)?,
        "chart" => {
            let chart = charts.get(&bare(rest)).ok_or_else(|| {
                let known: Vec<&str> = charts.keys().map(String::as_str).collect();
                let known = if known.is_empty() {
                    "（没有）".to_owned()
                } else {
                    known.join("、")
                };
                wrong(format!(
                    "模板“{template}”用到的图“{}”没有提供，可用的有：{known}。",
                    bare(rest)
                ))
            })?;
            Block::Chart(chart.clone())
        }
        "pagebreak" => Block::PageBreak,
        _ => return Err(wrong(format!("模板“{template}”中的“:::{}”{}", bare(name), unknown()))),
    })
}

fn wrong(message: String) -> Error {
    Error::new(ErrorKind::Template, message)
}

/// What to say of a directive that does not exist.
pub(super) fn unknown() -> String {
    format!("无法识别，可用的有 {}、{}。", CLOSED.join("、"), ALONE.join("、"))
}

/// Lines `名称 | 值` are what it is about; others, after them, who wrote it and when.
fn cover(template: &str, body: &[&str]) -> Result<Block, Error> {
    let mut title = Vec::new();
    let mut rows = Vec::new();
    let mut lines = Vec::new();
    for line in body.iter().filter(|line| !line.trim().is_empty()) {
        if let Some(words) = line.trim().strip_prefix("# ") {
            title = spans(words);
        } else if find(line, "|").is_some() {
            rows.push(entry(template, line)?);
        } else {
            lines.push(spans(line));
        }
    }
    Ok(Block::Cover { title, rows, lines })
}

/// `:::contents`, or `:::contents 10` for papers of more than ten pages only.
fn contents(template: &str, rest: &str) -> Result<Block, Error> {
    let over = match rest {
        "" => 0,
        pages => pages.parse().map_err(|_| {
            wrong(format!(
                "模板“{template}”的“:::contents”后只能写页数，如“:::contents 10”表示超过十页才印目录，这里写了：{}",
                bare(pages)
            ))
        })?,
    };
    Ok(Block::Contents {
        title: "目　录".to_owned(),
        depth: 3,
        over,
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
