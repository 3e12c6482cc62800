//! Notes: counted through the document, printed at the foot of the page or at the end.

use super::{Block, Document, Span, Style};

/// Gives each note its number, in reading order.
pub(super) fn count(blocks: &mut [Block]) {
    let marks = blocks
        .iter_mut()
        .flat_map(Block::spans_mut)
        .filter(|span| span.style == Style::Note);
    for (at, span) in marks.enumerate() {
        span.text = format!("[{}]", at + 1);
    }
}

impl Document {
    /// What the notes say, in order: the number as printed, and the words.
    pub fn notes(&self) -> impl Iterator<Item = (&str, &[Span])> {
        self.spans()
            .filter(|span| span.style == Style::Note)
            .map(|span| (span.text.as_str(), span.note.as_slice()))
    }
}
