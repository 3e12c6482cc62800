//! What is done to values before a paper leaves the house: confidences stay, law nobody verified stays, names are full.

use crate::step_view::StepView;
use crate::wire::{Truth, Verified};
use case::{Entry, Key, Path, Record};
use law::Book;
use memo::document::{Block, Span};

/// The group of the form that is asked in order to be handed in: home, work, guarantee.
const ASKED_TO_BE_FILED: &str = "bail";

/// Drops positions that rest on nothing but what the client told the defender, unless a lawyer let them out; says how many.
pub(super) fn without_confidences(book: &Book, record: &Record) -> (Record, usize) {
    let filed = |path: &Path| match path {
        Path::Fact(id) => book
            .dictionary
            .group_of(id)
            .is_some_and(|group| group.id == ASKED_TO_BE_FILED),
        _ => false,
    };
    let confidential = |(key, entry): (&Key, &Entry)| {
        let ours = entry.ours.as_ref().is_some_and(crate::document::confidential);
        (ours && !filed(&key.path) && crate::document::released(record, key).is_none()).then(|| key.clone())
    };
    let kept: Vec<Key> = record.entries.iter().filter_map(confidential).collect();
    let mut record = record.clone();
    for key in &kept {
        if let Some(entry) = record.entries.get_mut(key) {
            entry.ours = None;
        }
    }
    (record, kept.len())
}

/// An open judgment is said as what it is to a reader outside: not established.
pub(super) fn quiet(view: &mut StepView) {
    if view.truth == Truth::Unknown
        && matches!(
            view.shape,
            crate::step_view::Shape::Judge | crate::step_view::Shape::Rebuttal
        )
    {
        view.why = format!("{}：现有证据不足以作出该项认定。", view.name.trim_end_matches('？'));
    }
    for part in view.parts.iter_mut().chain(&mut view.exceptions) {
        quiet(part);
    }
}

/// Takes away every citation that nobody has verified: it is no ground for a paper that leaves the house.
pub(super) fn sound(view: &mut StepView) {
    view.cites.retain(|chip| chip.verified != Verified::Unverified);
    for part in view.parts.iter_mut().chain(&mut view.exceptions) {
        sound(part);
    }
}

/// The same values for a reader outside: every instrument by its number, the accused by name, no mark of our own.
pub(crate) fn in_full(book: &Book, client: &str, value: serde_json::Value) -> serde_json::Value {
    use serde_json::Value;
    match value {
        Value::String(text) => {
            let named = book
                .sources
                .instruments
                .iter()
                .filter(|instrument| instrument.id.contains('〔') && instrument.short != instrument.id);
            let text = named.fold(text, |text, instrument| text.replace(&instrument.short, &instrument.id));
            let text = text.replace("刑诉法", "刑事诉讼法").replace(super::MARK, "");
            let text = "一二三四五六日"
                .chars()
                .fold(text, |text, day| text.replace(&format!("（周{day}）"), ""));
            Value::String(by_name(&text, client))
        }
        Value::Array(items) => Value::Array(items.into_iter().map(|item| in_full(book, client, item)).collect()),
        Value::Object(fields) => Value::Object(
            fields
                .into_iter()
                .map(|(name, item)| (name, in_full(book, client, item)))
                .collect(),
        ),
        other => other,
    }
}

/// `当事人` is the accused by name, except where a provision speaks of its own parties.
fn by_name(text: &str, client: &str) -> String {
    if client.is_empty() || !text.contains("当事人") {
        return text.into();
    }
    let said = text.split_inclusive('。').map(|sentence| {
        let of_law = ["行政处罚法", "该款", "刑事诉讼法第二百八十八条"]
            .iter()
            .any(|word| sentence.contains(word));
        match of_law {
            true => sentence.to_string(),
            false => sentence.replace("当事人", client),
        }
    });
    said.collect()
}

/// Gives the full title of every instrument where its number stands first; after that the number is enough.
pub(crate) fn name_once(book: &Book, blocks: &mut [Block]) {
    for instrument in book
        .sources
        .instruments
        .iter()
        .filter(|own| own.id.contains('〔') && !own.title.is_empty())
    {
        let full = format!(
            "《{}》（{}）",
            instrument.title.replace('《', "〈").replace('》', "〉"),
            instrument.id
        );
        let spans = blocks.iter_mut().filter_map(spans).flatten();
        if let Some(span) = spans.filter(|span| span.text.contains(&instrument.id)).take(1).next() {
            span.text = span.text.replacen(&instrument.id, &full, 1);
        }
    }
}

/// The words of a paragraph or an item: a heading or a table has no room for a title.
fn spans(block: &mut Block) -> Option<&mut Vec<Span>> {
    match block {
        Block::Paragraph { spans, .. } | Block::Item { spans, .. } => Some(spans),
        _ => None,
    }
}
