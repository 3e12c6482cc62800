//! The contents: a line for each heading, its page number filled in when the pages are known.

use crate::document::{Align, Block, Document, Span, plain};

use super::pages::Filled;
use super::paragraph::Stand;
use super::piece::{Lead, Piece, heading_anchor};
use super::setting::Type;
use super::tag::Role;
use super::{Mark, Setter};

/// Width kept free for the dots and the number, in characters.
const NUMBER: f64 = 4.0;

impl Setter {
    /// The heading 目录 and a line for each heading down to a depth.
    pub(super) fn contents(&mut self, document: &Document, title: &str, depth: u8) -> Vec<Piece> {
        let style = self.style;
        let name = Type {
            leading: style.title.set.leading * 1.4,
            ..style.title.set
        };
        let heading = self.tag(Role::Paragraph, 0);
        let list = self.tag(Role::Contents, 0);
        let mut pieces = self.paragraph(
            &[Span::regular(title)],
            Stand {
                set: name,
                x: 0.0,
                width: style.width,
                first: 0.0,
                align: Align::Center,
                tag: heading,
            },
        );
        for piece in &mut pieces {
            piece.keep = true;
        }
        let set = style.body;
        let mut at = 0;
        for block in &document.blocks {
            let Block::Heading {
                level, number, spans, ..
            } = block
            else {
                continue;
            };
            let this = at;
            at += 1;
            if *level > depth {
                continue;
            }
            let item = self.tag(Role::ContentsItem, list);
            let tag = self.tag(Role::Link, item);
            let x = f64::from(level.saturating_sub(1)) * 1.5 * set.pitch;
            let words = [Span::regular(format!("{number}{}", plain(spans)))];
            let mut lines = self.paragraph(
                &words,
                Stand {
                    set,
                    x,
                    width: style.width - x - NUMBER * set.pitch,
                    first: 0.0,
                    align: Align::Left,
                    tag,
                },
            );
            let target = format!("#{}", heading_anchor(this));
            for line in &mut lines {
                line.marks.push(Mark::Link {
                    area: (0.0, 0.0, style.width, line.height),
                    target: target.clone(),
                    tag,
                });
                line.line = None;
                line.keep = true;
            }
            if let Some(last) = lines.last_mut() {
                let end = last.marks.iter().fold(x, |end, mark| match mark {
                    Mark::Text(run) => {
                        let width = run
                            .signs
                            .last()
                            .map_or(0.0, |sign| sign.x + f64::from(sign.advance) / 1000.0 * run.size);
                        end.max(run.x + width)
                    }
                    _ => end,
                });
                last.lead = Some(Lead {
                    heading: this,
                    end,
                    tag,
                });
                last.keep = false;
            }
            pieces.append(&mut lines);
        }
        pieces
    }
}

/// Fills in the page numbers, with dots before them.
pub(super) fn number(setter: &mut Setter, pages: &mut [Filled]) {
    let headings: Vec<usize> = pages
        .iter()
        .enumerate()
        .flat_map(|(at, filled)| filled.page.headings.iter().map(move |_| at + 1))
        .collect();
    let style = setter.style;
    let set = style.body;
    let right = style.left + style.width;
    for filled in pages {
        // From the last to the first, so that what is put in moves nothing that is still to be found.
        for (lead, y, at) in std::mem::take(&mut filled.leads).into_iter().rev() {
            let Some(page) = headings.get(lead.heading) else {
                continue;
            };
            let number = setter.words_at(&page.to_string(), set, y, |width| right - width);
            let from = number.iter().fold(right, |least, mark| match mark {
                Mark::Text(run) => least.min(run.x),
                _ => least,
            });
            // The dots stand on one grid on all lines, counted from the right.
            let step = 0.5 * set.size;
            let first = right - 2.0 * set.size;
            let end = style.left + lead.end + 0.4 * set.size;
            let mut marks = Vec::new();
            let mut x = first;
            while x > end {
                if x < from - 0.4 * set.size {
                    let baseline = y + (set.leading - set.size) / 2.0 + 0.76 * set.size;
                    marks.push(Mark::Fill {
                        area: (x, baseline, 0.9, 0.9),
                        tint: super::Tint::Grey(0.35),
                    });
                }
                x -= step;
            }
            marks.push(Mark::Begin(lead.tag));
            marks.extend(number);
            marks.push(Mark::End);
            filled.page.marks.splice(at..at, marks);
        }
    }
}
