//! Inside a line: `**bold**`, `[words](#anchor)`, `^[a note]`, `[[missing: what]]`, and backslashes.

use crate::document::{Span, Style};

/// Reads a line of text into spans. What is not well formed is text.
pub(super) fn spans(text: &str) -> Vec<Span> {
    let mut reader = Reader {
        spans: Vec::new(),
        text: String::new(),
        bold: false,
    };
    let mut rest = text.trim();
    while let Some(ch) = rest.chars().next() {
        if let Some(after) = rest.strip_prefix('\\')
            && let Some(escaped) = after.chars().next().filter(char::is_ascii_punctuation)
        {
            reader.text.push(escaped);
            rest = &after[escaped.len_utf8()..];
        } else if let Some(after) = rest.strip_prefix("**")
            && (reader.bold || find(after, "**").is_some())
        {
            reader.close();
            reader.bold = !reader.bold;
            rest = after;
        } else if let Some((what, after)) = between(rest, "[[missing:", "]]") {
            reader.close();
            reader.spans.push(Span::missing(bare(what.trim())));
            rest = after;
        } else if let Some((words, after)) = note(rest) {
            reader.close();
            reader.spans.push(Span::noted(spans(words)));
            rest = after;
        } else if let Some((words, target, after)) = link(rest) {
            reader.close();
            reader.spans.push(Span {
                style: reader.style(),
                ..Span::regular(bare(words)).to(bare(target))
            });
            rest = after;
        } else {
            reader.text.push(if ch == '\u{2028}' { '\n' } else { ch });
            rest = &rest[ch.len_utf8()..];
        }
    }
    reader.close();
    reader.spans
}

struct Reader {
    spans: Vec<Span>,
    text: String,
    bold: bool,
}

impl Reader {
    fn style(&self) -> Style {
        if self.bold { Style::Bold } else { Style::Regular }
    }

    fn close(&mut self) {
        if !self.text.is_empty() {
            let text = std::mem::take(&mut self.text);
            self.spans.push(Span {
                style: self.style(),
                ..Span::regular(text)
            });
        }
    }
}

/// Where an unescaped mark stands.
pub(super) fn find(text: &str, mark: &str) -> Option<usize> {
    let mut escaped = false;
    for (at, ch) in text.char_indices() {
        if escaped {
            escaped = false;
        } else if ch == '\\' {
            escaped = true;
        } else if text[at..].starts_with(mark) {
            return Some(at);
        }
    }
    None
}

/// What stands between two marks at the beginning, and what follows.
fn between<'a>(text: &'a str, open: &str, close: &str) -> Option<(&'a str, &'a str)> {
    let inside = text.strip_prefix(open)?;
    let end = find(inside, close)?;
    Some((&inside[..end], &inside[end + close.len()..]))
}

/// What a note says, with links and gaps inside it, and what follows.
fn note(text: &str) -> Option<(&str, &str)> {
    let inside = text.strip_prefix("^[")?;
    let mut depth = 0;
    let mut from = 0;
    while let Some(at) = ["[", "]"].iter().filter_map(|mark| find(&inside[from..], mark)).min() {
        let at = from + at;
        if inside[at..].starts_with('[') {
            depth += 1;
        } else if depth == 0 {
            return Some((&inside[..at], &inside[at + 1..]));
        } else {
            depth -= 1;
        }
        from = at + 1;
    }
    None
}

fn link(text: &str) -> Option<(&str, &str, &str)> {
    let (words, after) = between(text, "[", "]")?;
    let (target, after) = between(after, "(", ")")?;
    Some((words, target, after))
}

/// Text without its backslashes.
pub(super) fn bare(text: &str) -> String {
    let mut bare = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(ch) = chars.next() {
        match ch {
            '\\' => match chars.next_if(char::is_ascii_punctuation) {
                Some(escaped) => bare.push(escaped),
                None => bare.push('\\'),
            },
            '\u{2028}' => bare.push('\n'),
            ch => bare.push(ch),
        }
    }
    bare
}
