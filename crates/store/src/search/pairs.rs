//! How a text is put into the index, and how a word is looked up in it.
//!
//! A document is put down as the set of its neighbouring pairs of characters, and its last character alone. A word of
//! two characters is one pair; a longer one is all of its pairs, which a text may hold apart from each other: the
//! caller looks into the text. A single character is every pair that begins with it, and so the last one too. Nothing
//! is segmented and no word is too short, so nothing is missed.
//!
//! A pair is two characters in UTF-8. The tokenizer `ascii` breaks at ASCII signs, so ASCII is moved to a private range
//! that no text may hold (`normal`).

use super::normal::ASCII;
use std::collections::BTreeSet;

/// The tokens of a text in its one form.
pub(super) fn tokens(text: &str) -> String {
    let mut pairs: Vec<(char, Option<char>)> = Vec::with_capacity(text.len() / 2);
    let mut chars = text.chars();
    let mut last = chars.next();
    while let Some(first) = last {
        last = chars.next();
        pairs.push((first, last));
    }
    pairs.sort_unstable();
    pairs.dedup();
    let mut out = String::with_capacity(pairs.len() * 8);
    for (first, second) in pairs {
        out.push(coded(first));
        out.extend(second.map(coded));
        out.push(' ');
    }
    out
}

/// The full-text query for all of the words, each in its one form; `None` when there is nothing to look for.
pub(super) fn expression(words: &[String]) -> Option<String> {
    let mut terms = BTreeSet::new();
    for word in words {
        let chars: Vec<char> = word.chars().collect();
        match chars.as_slice() {
            [] => {}
            [single] => {
                terms.insert(format!("\"{}\"*", coded(*single)));
            }
            more => terms.extend(
                more.windows(2)
                    .map(|pair| format!("\"{}{}\"", coded(pair[0]), coded(pair[1]))),
            ),
        }
    }
    (!terms.is_empty()).then(|| terms.into_iter().collect::<Vec<_>>().join(" AND "))
}

fn coded(c: char) -> char {
    if c.is_ascii() {
        char::from_u32(ASCII + u32::from(c)).unwrap_or(c)
    } else {
        c
    }
}
