//! From blocks to pieces, in reading order.

use crate::document::{Align, Block, Document, Span, Style, plain};

use super::paragraph::Stand;
use super::piece::{Piece, heading_anchor};
use super::setting::Type;
use super::tag::Role;
use super::{Entry, Mark, Setter, Tint, table};

/// Pieces under way, and the space the last block wants below it.
struct Flow {
    pieces: Vec<Piece>,
    below: f64,
    page_break: bool,
    /// The list under way, as a place in the tree, for each depth.
    lists: Vec<usize>,
}

impl Flow {
    /// Adds a block: space above it and below, whichever neighbour wants more.
    fn add(&mut self, mut block: Vec<Piece>, above: f64, below: f64) {
        let Some(first) = block.first_mut() else {
            return;
        };
        first.above = above.max(self.below);
        first.break_before = std::mem::take(&mut self.page_break);
        self.below = below;
        self.pieces.append(&mut block);
    }
}

/// Sets every block.
pub(crate) fn pieces(setter: &mut Setter, document: &Document, has_contents: bool) -> Vec<Piece> {
    let mut flow = Flow {
        pieces: Vec::new(),
        below: 0.0,
        page_break: false,
        lists: Vec::new(),
    };
    for (at, block) in document.blocks.iter().enumerate() {
        let before = flow.pieces.len();
        if !matches!(block, Block::Item { .. }) {
            flow.lists.clear();
        }
        match block {
            Block::Contents { title, depth, .. } => {
                if has_contents {
                    let pieces = setter.contents(document, title, *depth);
                    flow.page_break = true;
                    flow.add(pieces, 0.0, 0.0);
                    flow.page_break = true;
                }
            }
            block => setter.block(&mut flow, block),
        }
        for piece in &mut flow.pieces[before..] {
            piece.block = Some(at);
        }
    }
    if setter.style.notes == crate::sheet::Notes::End {
        setter.notes_at_end(&mut flow, document);
    }
    flow.pieces
}

impl Setter {
    fn block(&mut self, flow: &mut Flow, block: &Block) {
        let style = self.style;
        let body = |tag: usize| Stand {
            set: style.body,
            x: 0.0,
            width: style.width,
            first: 0.0,
            align: Align::Auto,
            tag,
        };
        match block {
            Block::Title { spans } => {
                let pieces = self.title(spans);
                flow.add(pieces, style.title.above, style.title.below);
            }
            Block::Addressee { spans } => {
                let tag = self.tag(Role::Paragraph, 0);
                let mut pieces = self.paragraph(
                    spans,
                    Stand {
                        align: Align::Left,
                        ..body(tag)
                    },
                );
                // Whom it is written to does not stand at the foot of a page by itself.
                for piece in &mut pieces {
                    piece.keep = true;
                }
                flow.add(pieces, 0.0, 0.0);
            }
            Block::Heading {
                level,
                number,
                spans,
                anchor,
                ..
            } => {
                let headline = style.headings[usize::from((*level).clamp(1, 4)) - 1];
                let mut pieces = self.heading(*level, number, spans, headline);
                if pieces.is_empty() {
                    pieces.push(Piece::default());
                }
                let at = self.headings;
                self.headings += 1;
                if let Some(first) = pieces.first_mut() {
                    first.anchor.clone_from(anchor);
                    first.second_anchor = Some(heading_anchor(at));
                    first.heading = Some(Entry {
                        level: *level,
                        text: format!("{number}{}", plain(spans)),
                    });
                }
                flow.add(pieces, headline.above, headline.below);
            }
            Block::Paragraph {
                spans, indent, align, ..
            } => {
                let first = if *indent { 2.0 * style.body.pitch } else { 0.0 };
                let tag = self.tag(Role::Paragraph, 0);
                let mut pieces = self.paragraph(
                    spans,
                    Stand {
                        first,
                        align: *align,
                        ..body(tag)
                    },
                );
                // Words that announce what follows stay with it.
                if let Some(last) = pieces.last_mut() {
                    last.keep = plain(spans).trim_end().ends_with('：');
                }
                flow.add(pieces, 0.0, 0.0);
            }
            Block::Item {
                depth, marker, spans, ..
            } => {
                let depth = usize::from(*depth);
                flow.lists.truncate(depth + 1);
                while flow.lists.len() <= depth {
                    let list = self.tag(Role::List, flow.lists.last().copied().unwrap_or(0));
                    flow.lists.push(list);
                }
                let item = self.tag(Role::Item, flow.lists[depth]);
                let x = 2.0 * style.body.pitch + depth as f64 * 1.5 * style.body.size;
                let pieces = self.hanging(marker, spans, x, item);
                flow.add(pieces, 0.0, 0.0);
            }
            Block::Table(content) => {
                let pieces = table::pieces(self, &table::View::table(content));
                flow.add(pieces, 6.0, 9.0);
            }
            Block::KeyValue { rows } => {
                let pieces = table::pieces(self, &table::View::entries(rows));
                flow.add(pieces, 6.0, 9.0);
            }
            Block::Note { title, paragraphs } => {
                let pieces = self.shaded(title.as_deref(), paragraphs);
                flow.add(pieces, 8.0, 10.0);
            }
            Block::Signature { lines } => {
                let pieces = self.signature(lines);
                if let Some(last) = flow.pieces.last_mut() {
                    last.keep = true;
                }
                flow.add(pieces, style.body.leading, 0.0);
            }
            Block::Attachments { label, items } => {
                let pieces = self.attachments(label, items);
                flow.add(pieces, style.body.leading, 0.0);
            }
            Block::Cover { title, rows, lines } => {
                let piece = self.cover(title, rows, lines);
                flow.page_break |= !flow.pieces.is_empty();
                flow.add(vec![piece], 0.0, 0.0);
                flow.page_break = true;
            }
            Block::Chart(chart) => {
                let piece = self.chart(chart);
                flow.add(vec![piece], 10.0, 12.0);
            }
            Block::Contents { .. } => {}
            Block::PageBreak => flow.page_break = true,
            Block::Rule => {
                let y = style.body.leading / 2.0;
                let line = Mark::Line {
                    from: (0.0, y),
                    to: (style.width, y),
                    width: 0.5,
                    tint: Tint::Grey(0.5),
                };
                let piece = Piece {
                    height: style.body.leading,
                    marks: vec![line],
                    ..Piece::default()
                };
                flow.add(vec![piece], 0.0, 0.0);
            }
        }
    }

    /// Notes under a heading of their own, where the sheet wants them at the end.
    fn notes_at_end(&mut self, flow: &mut Flow, document: &Document) {
        let marks: Vec<&Span> = document.spans().filter(|span| span.style == Style::Note).collect();
        if marks.is_empty() {
            return;
        }
        let headline = self.style.headings[0];
        let pieces = self.heading(1, "", &[Span::regular("注释")], headline);
        flow.add(pieces, headline.above.max(self.style.body.leading), headline.below);
        for mark in marks {
            let pieces = self.note(mark, 0);
            flow.add(pieces, 0.0, 2.0);
        }
    }

    /// Small text on a light ground with a bar at its left; it may run over a page break.
    fn shaded(&mut self, title: Option<&str>, paragraphs: &[Vec<Span>]) -> Vec<Piece> {
        let set = self.style.note;
        let inset = 12.0;
        let group = self.tag(Role::Group, 0);
        let mut pieces = Vec::new();
        let stand = Stand {
            set,
            x: inset,
            width: self.style.width - 2.0 * inset,
            first: 0.0,
            align: Align::Auto,
            tag: group,
        };
        if let Some(title) = title {
            let head = Type {
                face: self.style.strong,
                ..set
            };
            let tag = self.tag(Role::Paragraph, group);
            let mut lines = self.paragraph(
                &[Span::regular(title)],
                Stand {
                    set: head,
                    align: Align::Left,
                    tag,
                    ..stand
                },
            );
            for line in &mut lines {
                line.keep = true;
            }
            pieces.append(&mut lines);
        }
        for spans in paragraphs {
            let tag = self.tag(Role::Paragraph, group);
            pieces.append(&mut self.paragraph(spans, Stand { tag, ..stand }));
        }
        let count = pieces.len();
        for (at, piece) in pieces.iter_mut().enumerate() {
            let padding = 5.0;
            if at == 0 {
                piece.height += padding;
                piece.marks.iter_mut().for_each(|mark| mark.shift(0.0, padding));
            }
            if at + 1 == count {
                piece.height += padding;
            }
            let ground = |x: f64, width: f64, grey: f64| Mark::Fill {
                area: (x, 0.0, width, piece.height),
                tint: Tint::Grey(grey),
            };
            let grounds = [ground(0.0, self.style.width, 0.965), ground(0.0, 2.0, 0.45)];
            piece.marks.splice(0..0, grounds);
        }
        pieces
    }

    /// Lines at the right, as many characters in as the sheet says: four after GB/T 9704-2012.
    fn signature(&mut self, lines: &[Vec<Span>]) -> Vec<Piece> {
        let set = self.style.body;
        let inset = self.style.signature * set.pitch;
        let mut pieces = Vec::new();
        for spans in lines {
            let tag = self.tag(Role::Paragraph, 0);
            let stand = Stand {
                set,
                x: 0.0,
                width: self.style.width - inset,
                first: 0.0,
                align: Align::Right,
                tag,
            };
            pieces.append(&mut self.paragraph(spans, stand));
        }
        let last = pieces.len().saturating_sub(1);
        for piece in &mut pieces[..last] {
            piece.keep = true;
        }
        pieces
    }

    /// “附件：1. …”, the numbers under each other.
    fn attachments(&mut self, label: &str, items: &[Vec<Span>]) -> Vec<Piece> {
        let set = self.style.body;
        let x = 2.0 * set.pitch;
        let indent: f64 = self
            .atoms(&[Span::regular(label)], set)
            .iter()
            .map(|atom| atom.width)
            .sum();
        let list = self.tag(Role::List, 0);
        let mut pieces = Vec::new();
        for (at, spans) in items.iter().enumerate() {
            let number = if items.len() > 1 {
                format!("{}.", at + 1)
            } else {
                String::new()
            };
            let item = self.tag(Role::Item, list);
            let mut lines = if at == 0 {
                self.hanging(&format!("{label}{number}"), spans, x, item)
            } else {
                self.hanging(&number, spans, x + indent, item)
            };
            if let Some(last) = lines.last_mut() {
                last.keep = at + 1 < items.len() && at < 2;
            }
            pieces.append(&mut lines);
        }
        pieces
    }
}
