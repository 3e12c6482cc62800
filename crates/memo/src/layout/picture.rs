//! Charts on the page: their shapes as marks, their words in the paper's own faces.

use crate::chart::{Anchor, Chart, Shape};
use crate::document::Span;

use super::lines::{Room, lines};
use super::piece::{Piece, Setting};
use super::setting::Type;
use super::tag::Role;
use super::{Mark, Setter, Tint};

impl Setter {
    /// A chart as one piece.
    pub(super) fn chart(&mut self, chart: &Chart) -> Piece {
        let drawing = chart.draw(self.style.width);
        let tag = self.tag(Role::Figure(chart.alt()), 0);
        let mut marks = vec![Mark::Begin(tag)];
        for shape in &drawing.shapes {
            match shape {
                Shape::Line {
                    from,
                    to,
                    width,
                    grey,
                    dashed,
                } => strokes(*from, *to, *dashed, |from, to| {
                    marks.push(Mark::Line {
                        from,
                        to,
                        width: *width,
                        tint: Tint::Grey(*grey),
                    });
                }),
                Shape::Ground { area, grey } => marks.push(Mark::Fill {
                    area: *area,
                    tint: Tint::Grey(*grey),
                }),
                Shape::Words {
                    at,
                    size,
                    anchor,
                    strong,
                    grey,
                    words,
                } => {
                    let set = Type {
                        face: if *strong {
                            self.style.strong
                        } else {
                            self.style.table.face
                        },
                        size: *size,
                        pitch: *size,
                        leading: *size,
                    };
                    let place = |width: f64| match anchor {
                        Anchor::Start => at.0,
                        Anchor::Middle => at.0 - width / 2.0,
                        Anchor::End => at.0 - width,
                    };
                    let mut own = self.words_at(words, set, at.1 - 0.88 * size, place);
                    for mark in &mut own {
                        if let Mark::Text(run) = mark {
                            run.grey = *grey;
                        }
                    }
                    marks.append(&mut own);
                }
            }
        }
        marks.push(Mark::End);
        Piece {
            height: drawing.height,
            marks,
            ..Piece::default()
        }
    }

    /// Words on one line whose top is `y`; `place` says where they begin, given their width.
    pub(super) fn words_at(&mut self, words: &str, set: Type, y: f64, place: impl Fn(f64) -> f64) -> Vec<Mark> {
        let spans = [Span::regular(words)];
        let atoms = self.atoms(&spans, set);
        let room = Room {
            width: f64::MAX,
            first: 0.0,
            justify: false,
        };
        let setting = Setting {
            atoms: &atoms,
            spans: &spans,
            set,
            tags: &[],
        };
        let Some(line) = lines(&atoms, room).into_iter().next() else {
            return Vec::new();
        };
        setting.marks(&line, place(line.end), y)
    }
}

/// Gives a line to be drawn, in pieces when it is dashed.
pub(crate) fn strokes(from: (f64, f64), to: (f64, f64), dashed: bool, mut draw: impl FnMut((f64, f64), (f64, f64))) {
    if !dashed {
        draw(from, to);
        return;
    }
    const DASH: f64 = 3.2;
    const SPACE: f64 = 2.0;
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let length = (dx * dx + dy * dy).sqrt();
    if length < 0.01 {
        return;
    }
    let at = |way: f64| (from.0 + dx * way / length, from.1 + dy * way / length);
    let mut way = 0.0;
    while way < length {
        draw(at(way), at((way + DASH).min(length)));
        way += DASH + SPACE;
    }
}
