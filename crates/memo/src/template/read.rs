//! The Markdown subset, line by line: headings, paragraphs, lists, tables, directives, attribution.

use crate::document::{Align, Block, Column, Origin, Span, Table};
use crate::{Error, ErrorKind};

use super::inline::{bare, find, spans};
use super::{Charts, directive};

/// Reads filled Markdown into blocks.
pub(super) fn blocks(name: &str, text: &str, charts: &Charts) -> Result<Vec<Block>, Error> {
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    let mut blocks = Vec::new();
    let mut origin = Origin::default();
    let mut at = 0;
    while at < lines.len() {
        let line = lines[at].trim_start();
        at += 1;
        if line.is_empty() {
            continue;
        }
        if let Some(comment) = line.strip_prefix("<!--") {
            let comment = comment.strip_suffix("-->").ok_or_else(|| {
                Error::new(
                    ErrorKind::Template,
                    format!("模板“{name}”中的注释“<!-- … -->”须写在一行之内。"),
                )
            })?;
            if let Some(found) = attribution(comment) {
                origin = found;
            }
        } else if let Some(rest) = line.strip_prefix(":::") {
            let end = lines[at..].iter().position(|line| line.trim() == ":::");
            let end = if directive::stands_alone(rest) { None } else { end };
            let body = match end {
                Some(end) => &lines[at..at + end],
                None if directive::stands_alone(rest) => &[],
                None => {
                    let message = format!("模板“{name}”中的“:::{rest}”没有结束，请在其后另起一行写“:::”。");
                    return Err(Error::new(ErrorKind::Template, message));
                }
            };
            blocks.push(directive::block(name, rest, body, charts)?);
            at += end.map_or(0, |end| end + 1);
        } else if let Some((level, words)) = heading(line) {
            blocks.push(titled(level, words, std::mem::take(&mut origin)));
        } else if line.starts_with('|') {
            let end = lines[at..].iter().position(|line| !line.trim_start().starts_with('|'));
            let end = end.map_or(lines.len(), |end| at + end);
            blocks.push(Block::Table(table(&lines[at - 1..end])));
            at = end;
        } else if let Some((marker, words)) = item(line) {
            let indent = lines[at - 1].len() - line.len();
            blocks.push(Block::Item {
                depth: u8::try_from(indent / 2).unwrap_or(3).min(3),
                marker,
                spans: spans(words),
                origin: std::mem::take(&mut origin),
            });
        } else if line == "---" {
            blocks.push(Block::Rule);
        } else {
            // Lines of a paragraph run on: Chinese needs no space between them.
            let mut words = line.to_owned();
            while at < lines.len() && continues(lines[at].trim_start()) {
                words.push_str(lines[at].trim());
                at += 1;
            }
            blocks.push(Block::Paragraph {
                spans: spans(&words),
                indent: true,
                align: Align::Auto,
                origin: std::mem::take(&mut origin),
            });
        }
    }
    Ok(blocks)
}

/// Whether a line carries a paragraph on.
fn continues(line: &str) -> bool {
    let begins = ["<!--", ":::", "|", "---"].iter().any(|mark| line.starts_with(mark));
    !line.is_empty() && !begins && heading(line).is_none() && item(line).is_none()
}

/// `# 标题` is the title, `## ` to `##### ` are the levels 一、 to （1）.
fn heading(line: &str) -> Option<(usize, &str)> {
    let level = line.chars().take_while(|ch| *ch == '#').count();
    let words = line[level..].strip_prefix(' ')?;
    (1..=5).contains(&level).then_some((level, words))
}

/// A title, or a heading with `{-}` for no number and `{@anchor}` at its end.
fn titled(level: usize, words: &str, origin: Origin) -> Block {
    let mut words = words.trim();
    if level == 1 {
        return Block::Title { spans: spans(words) };
    }
    let mut numbered = true;
    let mut anchor = None;
    while let Some((before, mark)) = words.strip_suffix('}').and_then(|rest| rest.rsplit_once('{')) {
        match mark.strip_prefix('@') {
            Some(name) if !before.ends_with('\\') => anchor = Some(bare(name)),
            None if mark == "-" && !before.ends_with('\\') => numbered = false,
            _ => break,
        }
        words = before.trim_end();
    }
    Block::Heading {
        level: u8::try_from(level - 1).unwrap_or(4),
        numbered,
        number: String::new(),
        spans: spans(words),
        anchor,
        origin,
    }
}

/// `- words` or `1. words`.
pub(super) fn item(line: &str) -> Option<(String, &str)> {
    if let Some(words) = line.strip_prefix("- ") {
        return Some(("•".to_owned(), words));
    }
    let digits = line.chars().take_while(char::is_ascii_digit).count();
    let words = line[digits..].strip_prefix(". ")?;
    (1..=3)
        .contains(&digits)
        .then(|| (format!("{}.", &line[..digits]), words))
}

/// `node: id paths: a, b`, where a filled-in list has its commas escaped too.
fn attribution(comment: &str) -> Option<Origin> {
    let comment = bare(comment.trim());
    let (node, paths) = comment.split_once("paths:").unwrap_or((&comment, ""));
    let node = node
        .trim()
        .strip_prefix("node:")
        .map(|id| id.trim().to_string())
        .filter(|id| !id.is_empty());
    let paths: Vec<String> = paths
        .split(',')
        .map(|path| path.trim().to_string())
        .filter(|path| !path.is_empty())
        .collect();
    (node.is_some() || !paths.is_empty()).then_some(Origin { node, paths })
}

/// Rows of cells; a second row of dashes makes the first one the head and gives the alignment.
fn table(lines: &[&str]) -> Table {
    let mut rows = lines.iter().map(|line| cells(line)).peekable();
    let mut table = Table::default();
    let first = rows.next().unwrap_or_default();
    match rows.next_if(|cells| !cells.is_empty() && cells.iter().all(|cell| is_dashes(cell))) {
        Some(dashes) => {
            table.columns = dashes.iter().map(|cell| column(cell)).collect();
            table.head = first.iter().map(|cell| spans(cell)).collect();
            // A head of empty cells is no head.
            if table.head.iter().all(Vec::is_empty) {
                table.head.clear();
            }
        }
        None => table.rows.push(first.iter().map(|cell| spans(cell)).collect()),
    }
    let row = |cells: Vec<&str>| -> Vec<Vec<Span>> { cells.iter().map(|cell| spans(cell)).collect() };
    table.rows.extend(rows.map(row));
    table
}

/// The cells of a line, parted by unescaped bars.
fn cells(line: &str) -> Vec<&str> {
    let mut rest = line.trim().strip_prefix('|').unwrap_or(line);
    let mut cells = Vec::new();
    while let Some(bar) = find(rest, "|") {
        cells.push(rest[..bar].trim());
        rest = &rest[bar + 1..];
    }
    if !rest.trim().is_empty() {
        cells.push(rest.trim());
    }
    cells
}

fn is_dashes(cell: &str) -> bool {
    cell.contains('-')
        && cell
            .trim_end_matches(|ch: char| ch.is_ascii_digit())
            .chars()
            .all(|ch| matches!(ch, '-' | ':'))
}

/// `:--` left, `:-:` centre, `--:` right, `---` what suits; a number after it is the share of the width.
fn column(dashes: &str) -> Column {
    let marks = dashes.trim_end_matches(|ch: char| ch.is_ascii_digit());
    let share = dashes[marks.len()..].parse().ok();
    let align = match (marks.starts_with(':'), marks.ends_with(':')) {
        (true, true) => Align::Center,
        (true, false) => Align::Left,
        (false, true) => Align::Right,
        (false, false) => Align::Auto,
    };
    Column { align, share }
}
