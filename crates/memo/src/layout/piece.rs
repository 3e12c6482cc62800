//! What the page breaker moves about: a strip of the page that is never cut.

use std::rc::Rc;

use crate::document::Span;

use super::atom::Atom;
use super::lines::Line;
use super::setting::Type;
use super::{Entry, Mark, Run, Sign, Tint};

/// A strip of the page, drawn from its own top left corner at the left edge of the text.
#[derive(Debug, Clone, Default)]
pub(crate) struct Piece {
    pub height: f64,
    /// Space above, dropped at the top of a page.
    pub above: f64,
    pub marks: Vec<Mark>,
    /// Whether no page may begin after it.
    pub keep: bool,
    /// Whether a page begins with it.
    pub break_before: bool,
    /// The line of running text, if it is one.
    pub line: Option<String>,
    pub heading: Option<Entry>,
    pub anchor: Option<String>,
    /// The anchor that the contents lead to.
    pub second_anchor: Option<String>,
    /// Which block of the document it belongs to.
    pub block: Option<usize>,
    /// Set again above it when it begins a page: the head of its table.
    pub head: Option<Rc<Piece>>,
    /// Lines of the notes whose numbers stand in it, for the foot of its page.
    pub notes: Vec<Piece>,
    /// Whether it carries on a row of a table: a page break before it needs a rule on either side.
    pub carries_on: bool,
    /// Whether it fills a page that bears neither header nor number.
    pub bare: bool,
    /// What a line of the contents leads to.
    pub lead: Option<Lead>,
}

/// Where a line of the contents leads.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Lead {
    /// The heading, counted from the first.
    pub heading: usize,
    /// Where its words end, in points from the left edge of the text.
    pub end: f64,
    /// Its place in the tree.
    pub tag: usize,
}

/// A set line and what it was made from.
pub(crate) struct Setting<'a> {
    pub atoms: &'a [Atom],
    pub spans: &'a [Span],
    pub set: Type,
    /// The place of each span in the tree; a span without one is no part of the text.
    pub tags: &'a [usize],
}

impl Setting<'_> {
    /// The text of a line.
    pub fn text(&self, line: &Line) -> String {
        self.atoms[line.atoms.clone()].iter().map(|atom| atom.ch).collect()
    }

    /// The marks of a line whose room begins at `x` and whose top is `y`.
    pub fn marks(&self, line: &Line, x: f64, y: f64) -> Vec<Mark> {
        let Type { size, leading, .. } = self.set;
        let baseline = y + (leading - size) / 2.0 + 0.88 * size;
        let mut under = Vec::new();
        let mut over = Vec::new();
        let mut text: Vec<Mark> = Vec::new();
        let mut open = 0;
        let atoms = &self.atoms[line.atoms.clone()];
        for (atom, at) in atoms.iter().zip(&line.at) {
            let tag = self.tags.get(atom.span).copied().unwrap_or(0);
            if tag != open {
                if open > 0 {
                    text.push(Mark::End);
                }
                if tag > 0 {
                    text.push(Mark::Begin(tag));
                }
                open = tag;
            }
            let left = x + at;
            let sign = |from: f64| Sign {
                glyph: atom.glyph.id,
                advance: atom.glyph.advance,
                x: left - from,
                text: atom.ch,
            };
            match text.last_mut() {
                Some(Mark::Text(run))
                    if run.face == atom.glyph.face
                        && (run.size - atom.size).abs() < 0.001
                        && (run.y - (baseline - atom.raise)).abs() < 0.001 =>
                {
                    let from = run.x;
                    run.signs.push(sign(from));
                }
                _ => text.push(Mark::Text(Run {
                    x: left,
                    y: baseline - atom.raise,
                    face: atom.glyph.face,
                    size: atom.size,
                    grey: 0.0,
                    turn: 0.0,
                    signs: vec![sign(left)],
                })),
            }
        }
        if open > 0 {
            text.push(Mark::End);
        }
        self.stretches(line, |index, span, from, to| {
            let top = baseline - 0.92 * size;
            let area = (x + from, top, to - from, 1.1 * size);
            if span.style == crate::document::Style::Missing {
                under.push(Mark::Fill {
                    area,
                    tint: Tint::Missing,
                });
                under.extend(hatch(area));
                under.push(Mark::Line {
                    from: (x + from, baseline + 0.19 * size),
                    to: (x + to, baseline + 0.19 * size),
                    width: 0.6,
                    tint: Tint::MissingLine,
                });
            }
            let tag = self.tags.get(index).copied().unwrap_or(0);
            if let Some(target) = &span.link {
                over.push(Mark::Link {
                    area,
                    target: target.clone(),
                    tag,
                });
            } else if span.style == crate::document::Style::Note {
                over.push(Mark::Link {
                    area,
                    target: format!("#{}", note_anchor(&span.text)),
                    tag,
                });
            }
        });
        under.append(&mut text);
        under.extend(over);
        under
    }

    /// Calls with each stretch of a line that belongs to one span, from and to in points.
    fn stretches(&self, line: &Line, mut each: impl FnMut(usize, &Span, f64, f64)) {
        let atoms = &self.atoms[line.atoms.clone()];
        let mut from = 0;
        while from < atoms.len() {
            let index = atoms[from].span;
            let length = atoms[from..].iter().take_while(|atom| atom.span == index).count();
            let last = from + length - 1;
            if let Some(span) = self.spans.get(index) {
                each(
                    index,
                    span,
                    line.at[from] + atoms[from].cut_left,
                    line.at[last] + atoms[last].width - atoms[last].cut_right,
                );
            }
            from += length;
        }
    }
}

/// The anchor of the note with that number.
pub(crate) fn note_anchor(number: &str) -> String {
    format!("注{number}")
}

/// The anchor of a heading, counted from the first.
pub(crate) fn heading_anchor(at: usize) -> String {
    format!("题{at}")
}

/// Light strokes across an area, so that a gap also shows in a black-and-white print.
fn hatch((left, top, width, height): (f64, f64, f64, f64)) -> Vec<Mark> {
    const STEP: f64 = 6.0;
    let mut strokes = Vec::new();
    let mut start = left - height + STEP / 2.0;
    while start < left + width {
        let from = start.max(left);
        let to = (start + height).min(left + width);
        if to > from {
            strokes.push(Mark::Line {
                from: (from, top + height - (from - start)),
                to: (to, top + height - (to - start)),
                width: 0.2,
                tint: Tint::MissingLine,
            });
        }
        start += STEP;
    }
    strokes
}
