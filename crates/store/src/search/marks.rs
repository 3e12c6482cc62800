//! Where the words are in a text, and the few words around them.

use super::normal::{normal, with_places};
use std::ops::Range;

/// A piece of a text: found or around what was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Line breaks are spaces in it.
    pub text: String,
    /// It is what was looked for.
    pub found: bool,
}

/// The words of what somebody typed, each in its one form: apart by white space, or whole between `"` and `"`.
pub(super) fn words(typed: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut rest = typed.trim_start();
    while let Some(first) = rest.chars().next() {
        let quoted = rest.strip_prefix('"').and_then(|inner| inner.split_once('"'));
        let (word, after) = match quoted.filter(|(inner, _)| !inner.trim().is_empty()) {
            Some(split) => split,
            None => {
                let more = rest[first.len_utf8()..].find(|c: char| c.is_whitespace() || c == '"');
                rest.split_at(more.map_or(rest.len(), |more| more + first.len_utf8()))
            }
        };
        words.push(normal(word));
        rest = after.trim_start();
    }
    words.retain(|word| !word.is_empty());
    words.sort_unstable();
    words.dedup();
    words
}

/// Where the words are: bytes of the text, in order, those that touch put together. `None` when one is not in it.
pub(super) fn marks(text: &str, words: &[String]) -> Option<Vec<Range<usize>>> {
    let (chars, places) = with_places(text);
    let mut marks: Vec<Range<usize>> = Vec::new();
    for word in words {
        let word: Vec<char> = word.chars().collect();
        let before = marks.len();
        let found = chars
            .windows(word.len().max(1))
            .enumerate()
            .filter(|(_, window)| *window == word);
        marks.extend(found.map(|(at, _)| places[at].0..places[at + word.len() - 1].1));
        if marks.len() == before {
            return None;
        }
    }
    marks.sort_unstable_by_key(|mark| (mark.start, mark.end));
    let mut apart: Vec<Range<usize>> = Vec::with_capacity(marks.len());
    for mark in marks {
        match apart.last_mut() {
            Some(last) if mark.start <= last.end => last.end = last.end.max(mark.end),
            _ => apart.push(mark),
        }
    }
    Some(apart)
}

/// About so many characters of a text around its first mark, cut into what was found and what was not. `…` stands where
/// text is left out.
pub fn snippet(text: &str, marks: &[Range<usize>], width: usize) -> Vec<Piece> {
    let Some(first) = marks.first() else {
        let head: String = text.chars().take(width).collect();
        let more = if head.len() < text.len() { "…" } else { "" };
        return vec![piece(&format!("{head}{more}"), false)];
    };
    let inside = text[first.clone()].chars().count();
    let before = width.saturating_sub(inside) / 3;
    let start = text[..first.start]
        .char_indices()
        .rev()
        .take(before)
        .last()
        .map_or(first.start, |(at, _)| at);
    let left = before - text[start..first.start].chars().count();
    let after = width.saturating_sub(inside + before) + left;
    let end = text[first.end..]
        .char_indices()
        .nth(after)
        .map_or(text.len(), |(at, _)| first.end + at);

    let mut pieces = Vec::new();
    if start > 0 {
        pieces.push(piece("…", false));
    }
    let mut at = start;
    for mark in marks.iter().filter(|mark| mark.start < end) {
        let stop = mark.end.min(end);
        pieces.push(piece(&text[at..mark.start], false));
        pieces.push(piece(&text[mark.start..stop], true));
        at = stop;
    }
    pieces.push(piece(&text[at..end], false));
    if end < text.len() {
        pieces.push(piece("…", false));
    }
    pieces.retain(|piece| !piece.text.is_empty());
    pieces
}

fn piece(text: &str, found: bool) -> Piece {
    let text = text.chars().map(|c| if c.is_whitespace() { ' ' } else { c });
    Piece {
        text: text.filter(|c| !c.is_control()).collect(),
        found,
    }
}
