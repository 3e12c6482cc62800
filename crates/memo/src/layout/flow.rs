//! From blocks to pieces, in reading order.

use crate::document::{Align, Block, Document, Span, plain};

use super::class::{forbidden_at_end, forbidden_at_start};
use super::lines::{Room, lines};
use super::piece::{Piece, Setting};
use super::setting::Type;
use super::style::Headline;
use super::{Entry, Mark, Setter, Tint, table};

/// Pieces under way, and the space the last block wants below it.
struct Flow {
    pieces: Vec<Piece>,
    below: f64,
    page_break: bool,
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

/// Where and how a paragraph stands.
#[derive(Clone, Copy)]
struct Stand {
    set: Type,
    /// Distance of its left edge from the left edge of the text, in points.
    x: f64,
    /// Width in points.
    width: f64,
    /// First line indent in points.
    first: f64,
    align: Align,
}

/// Sets every block.
pub(crate) fn pieces(setter: &mut Setter, document: &Document) -> Vec<Piece> {
    let mut flow = Flow {
        pieces: Vec::new(),
        below: 0.0,
        page_break: false,
    };
    for block in &document.blocks {
        setter.block(&mut flow, block);
    }
    flow.pieces
}

impl Setter {
    fn block(&mut self, flow: &mut Flow, block: &Block) {
        let style = self.style;
        let em = style.body.size;
        let body = Stand {
            set: style.body,
            x: 0.0,
            width: style.width,
            first: 0.0,
            align: Align::Auto,
        };
        match block {
            Block::Title { spans } => {
                let pieces = self.title(spans);
                flow.add(pieces, style.title.above, style.title.below);
            }
            Block::Addressee { spans } => {
                let pieces = self.paragraph(
                    spans,
                    Stand {
                        align: Align::Left,
                        ..body
                    },
                );
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
                let mut pieces = self.heading(number, spans, headline);
                if let Some(first) = pieces.first_mut() {
                    first.anchor.clone_from(anchor);
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
                let pieces = self.paragraph(
                    spans,
                    Stand {
                        first,
                        align: *align,
                        ..body
                    },
                );
                flow.add(pieces, 0.0, 0.0);
            }
            Block::Item {
                depth, marker, spans, ..
            } => {
                let x = 2.0 * style.body.pitch + f64::from(*depth) * 1.5 * em;
                let pieces = self.hanging(marker, spans, x);
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
                let pieces = self.note(title.as_deref(), paragraphs);
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

    /// A paragraph, one piece a line, never leaving a single line on either side of a page break.
    fn paragraph(&mut self, spans: &[Span], stand: Stand) -> Vec<Piece> {
        let Stand {
            set,
            x,
            width,
            first,
            align,
        } = stand;
        let atoms = self.atoms(spans, set);
        let room = Room {
            width,
            first,
            justify: align == Align::Auto,
        };
        let setting = Setting {
            atoms: &atoms,
            spans,
            set,
        };
        let mut pieces: Vec<Piece> = lines(&atoms, room)
            .iter()
            .map(|line| {
                let shift = match align {
                    Align::Auto | Align::Left => 0.0,
                    Align::Center => (width - line.end) / 2.0,
                    Align::Right => width - line.end,
                };
                Piece {
                    height: set.leading,
                    marks: setting.marks(line, x + shift, 0.0),
                    line: Some(setting.text(line)),
                    ..Piece::default()
                }
            })
            .collect();
        let count = pieces.len();
        if count > 1 {
            pieces[0].keep = true;
            pieces[count - 2].keep = true;
        }
        pieces
    }

    /// A title as it is parted: two lines where the sense does, if the writer forces no break.
    pub(crate) fn parted(&mut self, spans: &[Span]) -> Vec<Span> {
        let set = self.style.title.set;
        let text = plain(spans);
        if !text.contains('\n') {
            let atoms = self.atoms(spans, set);
            let widths: Vec<f64> = atoms.iter().map(|atom| atom.width + atom.gap).collect();
            let chars: Vec<char> = atoms.iter().map(|atom| atom.ch).collect();
            if let Some(at) = title_break(&chars, &widths, self.style.width) {
                let parted: String = chars[..at].iter().chain(&['\n']).chain(&chars[at..]).collect();
                return vec![Span::regular(parted)];
            }
        }
        spans.to_vec()
    }

    /// A centred name, kept with what follows.
    fn title(&mut self, spans: &[Span]) -> Vec<Piece> {
        let set = self.style.title.set;
        let width = self.style.width;
        let spans = self.parted(spans);
        let stand = Stand {
            set,
            x: 0.0,
            width,
            first: 0.0,
            align: Align::Center,
        };
        let mut pieces = self.paragraph(&spans, stand);
        for piece in &mut pieces {
            piece.keep = true;
        }
        pieces
    }

    fn heading(&mut self, number: &str, spans: &[Span], headline: Headline) -> Vec<Piece> {
        let mut all = vec![Span::regular(number)];
        all.extend_from_slice(spans);
        let mut pieces = self.paragraph(
            &all,
            Stand {
                set: headline.set,
                x: 0.0,
                width: self.style.width,
                first: headline.indent * headline.set.pitch,
                align: Align::Left,
            },
        );
        for piece in &mut pieces {
            piece.keep = true;
        }
        pieces
    }

    /// A paragraph whose lines all stand to the right of a mark.
    fn hanging(&mut self, marker: &str, spans: &[Span], x: f64) -> Vec<Piece> {
        let set = self.style.body;
        let mark = [Span::regular(marker)];
        let atoms = self.atoms(&mark, set);
        let width: f64 = atoms.iter().map(|atom| atom.width + atom.gap).sum();
        let hang = (width + 0.3 * set.size).max(set.pitch);
        let mut pieces = self.paragraph(
            spans,
            Stand {
                set,
                x: x + hang,
                width: self.style.width - x - hang,
                first: 0.0,
                align: Align::Auto,
            },
        );
        let room = Room {
            width: width + set.size,
            first: 0.0,
            justify: false,
        };
        let setting = Setting {
            atoms: &atoms,
            spans: &mark,
            set,
        };
        if let (Some(first), Some(line)) = (pieces.first_mut(), lines(&atoms, room).first()) {
            let mut marks = setting.marks(line, x, 0.0);
            marks.append(&mut first.marks);
            first.marks = marks;
        }
        pieces
    }

    /// Small text on a light ground with a bar at its left; it may run over a page break.
    fn note(&mut self, title: Option<&str>, paragraphs: &[Vec<Span>]) -> Vec<Piece> {
        let set = self.style.note;
        let inset = 12.0;
        let mut pieces = Vec::new();
        let stand = Stand {
            set,
            x: inset,
            width: self.style.width - 2.0 * inset,
            first: 0.0,
            align: Align::Auto,
        };
        if let Some(title) = title {
            let head = Type {
                face: crate::fonts::Face::SansBold,
                ..set
            };
            let mut lines = self.paragraph(
                &[Span::regular(title)],
                Stand {
                    set: head,
                    align: Align::Left,
                    ..stand
                },
            );
            for line in &mut lines {
                line.keep = true;
            }
            pieces.append(&mut lines);
        }
        for spans in paragraphs {
            pieces.append(&mut self.paragraph(spans, stand));
        }
        let count = pieces.len();
        for (at, piece) in pieces.iter_mut().enumerate() {
            let padding = 5.0;
            if at == 0 {
                piece.height += padding;
                piece.marks = piece.marks.iter().map(|mark| mark.moved(0.0, padding)).collect();
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

    /// Lines at the right, four characters in for 公文式 as GB/T 9704-2012 sets the date.
    fn signature(&mut self, lines: &[Vec<Span>]) -> Vec<Piece> {
        let set = self.style.body;
        let inset = 4.0 * set.pitch;
        let mut pieces = Vec::new();
        for spans in lines {
            let stand = Stand {
                set,
                x: 0.0,
                width: self.style.width - inset,
                first: 0.0,
                align: Align::Right,
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
        let mut pieces = Vec::new();
        for (at, spans) in items.iter().enumerate() {
            let number = if items.len() > 1 {
                format!("{}.", at + 1)
            } else {
                String::new()
            };
            let mut item = if at == 0 {
                self.hanging(&format!("{label}{number}"), spans, x)
            } else {
                self.hanging(&number, spans, x + indent)
            };
            if let Some(last) = item.last_mut() {
                last.keep = at + 1 < items.len() && at < 2;
            }
            pieces.append(&mut item);
        }
        pieces
    }
}

/// Where a title of two lines parts best: after 的, 案 or 罪 rather than inside a word, the lines not too unlike.
fn title_break(chars: &[char], widths: &[f64], room: f64) -> Option<usize> {
    let total: f64 = widths.iter().sum();
    if total <= room || total > 2.0 * room {
        return None;
    }
    let mut first = 0.0;
    let mut best: Option<(f64, usize)> = None;
    for at in 1..chars.len() {
        first += widths[at - 1];
        let (end, next) = (chars[at - 1], chars[at]);
        if first > room || total - first > room || forbidden_at_start(next) || forbidden_at_end(end) {
            continue;
        }
        let sense = match end {
            '的' => 0.0,
            '案' if next != '件' => 0.1,
            '罪' if next != '活' && next != '一' => 0.1,
            _ if end.is_ascii() && next.is_ascii() => 2.0,
            _ => 0.8,
        };
        let score = sense + (2.0 * first - total).abs() / room;
        if best.is_none_or(|(lowest, _)| score < lowest) {
            best = Some((score, at));
        }
    }
    best.map(|(_, at)| at)
}
