//! Blocks as a person edits them: Markdown without a trace of the template, and back again.
//!
//! ```text
//! blocks ─ write ▶ text in a box ─ (a person) ─ read ▶ blocks
//! ```
//!
//! A line is a paragraph: nobody breaks Chinese lines by hand. A link is written as its words in brackets; where it leads
//! is kept beside the text, so that an edited paragraph keeps its cites. `read(write(blocks))` gives the same blocks, but
//! for where they come from, which the caller knows.

use std::collections::BTreeMap;

use crate::Error;
use crate::document::{Align, Block, Column, Span, Style, Table};
use crate::template::markdown_blocks;

/// Blocks written for a person.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Source {
    /// The text.
    pub text: String,
    /// Where the words in brackets lead.
    pub links: BTreeMap<String, String>,
}

/// Writes blocks for a person to edit.
pub fn write(blocks: &[Block]) -> Source {
    let mut source = Source::default();
    let mut before: Option<&Block> = None;
    for block in blocks {
        let text = source.block(block);
        if let Some(before) = before {
            let tables = matches!(before, Block::Table(_)) && matches!(block, Block::Table(_));
            source.text.push_str(if tables { "\n\n" } else { "\n" });
        }
        source.text.push_str(&text);
        before = Some(block);
    }
    source
}

/// What stands for a block that nobody writes by hand: it may be moved or taken out, not changed.
pub fn token(block: &Block) -> Option<String> {
    match block {
        Block::Cover { .. } => Some("〔封面〕".to_owned()),
        Block::Contents { .. } => Some("〔目录〕".to_owned()),
        Block::Chart(chart) => Some(format!("〔图：{}〕", chart.title())),
        _ => None,
    }
}

/// Reads what a person has written.
///
/// # Errors
/// When a directive is not closed or not known; the message names it in Chinese.
pub fn read(text: &str, links: &BTreeMap<String, String>) -> Result<Vec<Block>, Error> {
    let mut blocks = markdown_blocks("改写的文字", &prepared(text))?;
    for block in &mut blocks {
        for spans in block.lines_mut() {
            *spans = spans.drain(..).flat_map(|span| told(span, links)).collect();
        }
    }
    Ok(blocks)
}

impl Source {
    fn block(&mut self, block: &Block) -> String {
        match block {
            Block::Title { spans } => format!("# {}", self.spans(spans)),
            Block::Addressee { spans } => format!(":::addressee\n{}\n:::", self.spans(spans)),
            Block::Heading {
                level,
                numbered,
                spans,
                anchor,
                ..
            } => {
                let mut line = format!("{} {}", "#".repeat(usize::from(*level) + 1), self.spans(spans));
                if !numbered {
                    line.push_str(" {-}");
                }
                if let Some(anchor) = anchor {
                    line.push_str(&format!(" {{@{anchor}}}"));
                }
                line
            }
            Block::Paragraph {
                spans, indent, align, ..
            } => match (indent, align) {
                (true, Align::Auto) => begin(self.spans(spans)),
                (_, Align::Center) => format!(":::center\n{}\n:::", self.spans(spans)),
                (_, Align::Right) => format!(":::right\n{}\n:::", self.spans(spans)),
                _ => format!(":::flush\n{}\n:::", self.spans(spans)),
            },
            Block::Item {
                depth, marker, spans, ..
            } => {
                let numbered = marker.starts_with(|ch: char| ch.is_ascii_digit()) && marker.ends_with('.');
                let mark = if numbered { marker.as_str() } else { "-" };
                format!("{}{mark} {}", "  ".repeat(usize::from(*depth)), self.spans(spans))
            }
            Block::Table(table) => self.table(table),
            Block::KeyValue { rows } => {
                let mut lines = vec![":::keyvalue".to_owned()];
                for row in rows {
                    lines.push(format!("{} | {}", self.cell(&row.key), self.cell(&row.value)));
                }
                lines.push(":::".to_owned());
                lines.join("\n")
            }
            Block::Note { title, paragraphs } => {
                let head = title.as_deref().map(|title| format!(" {}", escaped(title)));
                self.fenced(&format!("note{}", head.unwrap_or_default()), paragraphs)
            }
            Block::Signature { lines } => self.fenced("signature", lines),
            Block::Attachments { label, items } => self.fenced(&format!("attachments {}", escaped(label)), items),
            Block::PageBreak => ":::pagebreak".to_owned(),
            Block::Rule => "---".to_owned(),
            Block::Cover { .. } | Block::Contents { .. } | Block::Chart(_) => token(block).unwrap_or_default(),
        }
    }

    fn fenced(&mut self, head: &str, lines: &[Vec<Span>]) -> String {
        let mut text = format!(":::{head}\n");
        for spans in lines {
            text.push_str(&self.spans(spans));
            text.push('\n');
        }
        text + ":::"
    }

    fn table(&mut self, table: &Table) -> String {
        let count = table.columns.len().max(table.head.len());
        let count = table.rows.iter().map(Vec::len).max().unwrap_or(0).max(count);
        let mut row = |cells: &[Vec<Span>]| {
            let mut line = "|".to_owned();
            for at in 0..count {
                let cell = cells.get(at).map(|cell| self.cell(cell)).unwrap_or_default();
                line.push_str(&format!(" {cell} |"));
            }
            line
        };
        let mut lines = vec![row(&table.head)];
        let rows: Vec<String> = table.rows.iter().map(|cells| row(cells)).collect();
        let dashes: Vec<String> = (0..count)
            .map(|at| dashes(table.columns.get(at).copied().unwrap_or_default()))
            .collect();
        lines.push(format!("| {} |", dashes.join(" | ")));
        lines.extend(rows);
        lines.join("\n")
    }

    fn cell(&mut self, spans: &[Span]) -> String {
        self.spans(spans).replace('|', "\\|")
    }

    fn spans(&mut self, spans: &[Span]) -> String {
        let mut text = String::new();
        for span in spans {
            let words = match span.style {
                Style::Missing => span.text.clone(),
                Style::Note => format!("^[{}]", self.spans(&span.note)),
                _ => escaped(&span.text),
            };
            let words = match &span.link {
                Some(target) => self.linked(&span.text, words, target),
                None => words,
            };
            match span.style {
                Style::Bold => text.push_str(&format!("**{words}**")),
                _ => text.push_str(&words),
            }
        }
        text
    }

    /// The words in brackets; with their target where the same words already lead elsewhere.
    fn linked(&mut self, words: &str, shown: String, target: &str) -> String {
        let known = self.links.entry(words.to_owned()).or_insert_with(|| target.to_owned());
        if known == target {
            format!("[{shown}]")
        } else {
            format!("[{shown}]({})", escaped(target))
        }
    }
}

fn dashes(column: Column) -> String {
    let marks = match column.align {
        Align::Auto => "---",
        Align::Left => ":--",
        Align::Center => ":-:",
        Align::Right => "--:",
    };
    column
        .share
        .map_or_else(|| marks.to_owned(), |share| format!("{marks}{share}"))
}

/// Backslashes where a character would be read as a mark; a forced break is a backslash at the end of the line.
fn escaped(text: &str) -> String {
    let mut found = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(ch) = chars.next() {
        match ch {
            '\\' | '[' | ']' | '{' | '}' => {
                found.push('\\');
                found.push(ch);
            }
            '*' if chars.peek() == Some(&'*') || found.ends_with('*') => found.push_str("\\*"),
            '\n' => found.push_str("\\\n"),
            _ => found.push(ch),
        }
    }
    found
}

/// The same words at the beginning of a line, where they may look like a mark.
fn begin(text: String) -> String {
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    if (1..=3).contains(&digits) && text[digits..].starts_with(". ") {
        return format!("{}\\{}", &text[..digits], &text[digits..]);
    }
    let looks = ["#", "- ", "|", ":::", "---", "<!--"];
    if looks.iter().any(|mark| text.starts_with(mark)) {
        return format!("\\{text}");
    }
    text
}

/// The text as the reader of templates takes it: a blank line between paragraphs, comments harmless, forced breaks joined.
fn prepared(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\u{2028}', " ");
    let mut joined = String::with_capacity(text.len());
    for line in text.split('\n') {
        let slashes = line.chars().rev().take_while(|ch| *ch == '\\').count();
        if slashes % 2 == 1 {
            joined.push_str(&line[..line.len() - 1]);
            joined.push('\u{2028}');
        } else {
            joined.push_str(line);
            joined.push('\n');
        }
    }
    let mut fenced = false;
    let mut found = String::with_capacity(joined.len());
    for line in joined.split('\n') {
        let own = line.trim_start();
        if own.starts_with(":::") {
            fenced = !fenced && own.trim_end() != ":::" && own.trim_end() != ":::pagebreak";
        }
        if own.starts_with("<!--") {
            found.push('\\');
            found.push_str(own);
        } else {
            found.push_str(line);
        }
        found.push_str(if fenced || own.starts_with('|') { "\n" } else { "\n\n" });
    }
    found
}

/// A span as a person meant it: gaps are gaps, and words in brackets lead where they led.
fn told(span: Span, links: &BTreeMap<String, String>) -> Vec<Span> {
    if !span.note.is_empty() {
        let note = span.note.into_iter().flat_map(|own| told(own, links)).collect();
        return vec![Span { note, ..span }];
    }
    if span.style == Style::Missing || span.link.is_some() {
        return vec![span];
    }
    let mut found = Vec::new();
    let mut rest = span.text.as_str();
    let mut plain = String::new();
    let close = |plain: &mut String, found: &mut Vec<Span>| {
        if !plain.is_empty() {
            found.push(Span {
                text: std::mem::take(plain),
                ..span.clone()
            });
        }
    };
    while let Some(ch) = rest.chars().next() {
        let between = |open: &str, end: char| {
            let inside = rest.strip_prefix(open)?;
            let at = inside.find(end)?;
            Some((&inside[..at], &inside[at + end.len_utf8()..]))
        };
        if let Some((what, after)) = between("【待补：", '】') {
            close(&mut plain, &mut found);
            found.push(Span::missing(what));
            rest = after;
        } else if let Some((words, after)) = between("[", ']')
            && let Some(target) = links.get(words)
        {
            close(&mut plain, &mut found);
            found.push(Span {
                text: words.to_owned(),
                link: Some(target.clone()),
                ..span.clone()
            });
            rest = after;
        } else {
            plain.push(ch);
            rest = &rest[ch.len_utf8()..];
        }
    }
    close(&mut plain, &mut found);
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Entry, Origin};

    fn round(blocks: &[Block]) {
        let source = write(blocks);
        assert_eq!(
            read(&source.text, &source.links).expect(&source.text),
            blocks,
            "{}",
            source.text
        );
    }

    fn paragraph(text: &str) -> Block {
        Block::paragraph(vec![text.into()])
    }

    #[test]
    fn what_looks_like_a_mark_stays_a_word() {
        for text in [
            "# 不是标题",
            "1. 不是列表",
            "- 不是列表",
            "| 不是表 |",
            ":::note",
            "a*b 和 a**b**c",
            "[方括号]和\\反斜线\\",
            "{@锚}{-}",
            "<!-- node: x -->",
            "第一行\n第二行",
            "--- 横线",
        ] {
            round(&[paragraph(text)]);
            let cell = |text: &str| vec![Span::regular(text)];
            round(&[Block::Table(Table {
                columns: vec![
                    Column::default(),
                    Column {
                        align: Align::Right,
                        share: Some(3),
                    },
                ],
                head: vec![cell("甲"), cell("乙")],
                rows: vec![vec![cell(text), cell("a|b")]],
            })]);
        }
    }

    #[test]
    fn every_block_comes_back() {
        let line = |text: &str| vec![Span::regular(text)];
        let heading = |level, numbered, anchor: Option<&str>| Block::Heading {
            level,
            numbered,
            number: String::new(),
            spans: line("关于明知"),
            anchor: anchor.map(str::to_owned),
            origin: Origin::default(),
        };
        let item = |depth, marker: &str| Block::Item {
            depth,
            marker: marker.into(),
            spans: line("项"),
            origin: Origin::default(),
        };
        let set = |indent, align| Block::Paragraph {
            spans: line("此致"),
            indent,
            align,
            origin: Origin::default(),
        };
        round(&[
            Block::Title {
                spans: line("法律意见"),
            },
            Block::Addressee {
                spans: line("某检察院："),
            },
            heading(1, true, Some("knowledge")),
            heading(2, false, None),
            paragraph("一段"),
            paragraph("又一段"),
            item(0, "•"),
            item(1, "2."),
            set(false, Align::Auto),
            set(false, Align::Center),
            set(false, Align::Right),
            Block::KeyValue {
                rows: vec![Entry {
                    key: line("案号"),
                    value: line("（2026）1号|2"),
                }],
            },
            Block::Note {
                title: Some("说明".into()),
                paragraphs: vec![line("一"), line("二")],
            },
            Block::Attachments {
                label: "附件：".into(),
                items: vec![line("委托书")],
            },
            Block::PageBreak,
            Block::Rule,
            Block::Signature {
                lines: vec![line("某律师事务所"), vec![Span::missing("日期")]],
            },
        ]);
    }

    #[test]
    fn gaps_bold_words_and_cites_are_kept() {
        let spans = vec![
            Span::regular("依照"),
            Span::regular("刑法第二百八十七条之二").to("刑法/287-2"),
            Span::regular("，"),
            Span::bold("不构成"),
            Span::missing("理由"),
        ];
        let source = write(&[Block::paragraph(spans.clone())]);
        assert_eq!(source.text, "依照[刑法第二百八十七条之二]，**不构成**【待补：理由】");
        round(&[Block::paragraph(spans)]);
    }

    #[test]
    fn a_new_line_is_a_new_paragraph_and_an_unclosed_fence_is_named() {
        let blocks = read("第一段\n第二段\n\n第三段", &BTreeMap::new()).expect("read");
        assert_eq!(blocks.len(), 3);
        let fault = read(":::signature\n某律师", &BTreeMap::new()).expect_err("unclosed");
        assert!(fault.to_string().contains(":::signature"), "{fault}");
    }
}
