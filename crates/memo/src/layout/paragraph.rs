//! Paragraphs: lines that share a shape, with the notes whose numbers stand in them.

use crate::document::{Align, Span, Style, plain};

use super::Setter;
use super::class::{forbidden_at_end, forbidden_at_start};
use super::lines::{Room, lines};
use super::piece::{Piece, Setting, note_anchor};
use super::setting::Type;
use super::style::Headline;
use super::tag::Role;

/// Where and how a paragraph stands.
#[derive(Clone, Copy)]
pub(super) struct Stand {
    pub set: Type,
    /// Distance of its left edge from the left edge of the text, in points.
    pub x: f64,
    /// Width in points.
    pub width: f64,
    /// First line indent in points.
    pub first: f64,
    pub align: Align,
    /// Its place in the tree.
    pub tag: usize,
}

impl Setter {
    /// The place of each span in the tree: that of the paragraph, or one of its own when it leads somewhere.
    pub(super) fn span_tags(&mut self, spans: &[Span], tag: usize) -> Vec<usize> {
        spans
            .iter()
            .map(|span| {
                if tag == 0 {
                    0
                } else if span.style == Style::Note {
                    let reference = self.tag(Role::Reference, tag);
                    self.tag(Role::Link, reference)
                } else if span.link.is_some() {
                    self.tag(Role::Link, tag)
                } else {
                    tag
                }
            })
            .collect()
    }

    /// A paragraph, one piece a line, never leaving a single line on either side of a page break.
    pub(super) fn paragraph(&mut self, spans: &[Span], stand: Stand) -> Vec<Piece> {
        let Stand {
            set,
            x,
            width,
            first,
            align,
            tag,
        } = stand;
        let tags = self.span_tags(spans, tag);
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
            tags: &tags,
        };
        let lines = lines(&atoms, room);
        let mut pieces = Vec::with_capacity(lines.len());
        let mut noted: Option<usize> = None;
        for line in &lines {
            let shift = match align {
                Align::Auto | Align::Left => 0.0,
                Align::Center => (width - line.end) / 2.0,
                Align::Right => width - line.end,
            };
            let mut notes = Vec::new();
            for atom in &atoms[line.atoms.clone()] {
                if atom.raise > 0.0 && noted != Some(atom.span) {
                    noted = Some(atom.span);
                    notes.append(&mut self.note_lines(&spans[atom.span], tag));
                }
            }
            pieces.push(Piece {
                height: set.leading,
                marks: setting.marks(line, x + shift, 0.0),
                line: Some(setting.text(line)),
                notes,
                ..Piece::default()
            });
        }
        let count = pieces.len();
        if count > 1 {
            pieces[0].keep = true;
            pieces[count - 2].keep = true;
        }
        pieces
    }

    /// What a note says, for the foot of a page; nothing where notes stand at the end.
    pub(super) fn note_lines(&mut self, mark: &Span, parent: usize) -> Vec<Piece> {
        if self.style.notes == crate::sheet::Notes::End || mark.note.is_empty() {
            return Vec::new();
        }
        self.note(mark, parent)
    }

    /// The lines of a note: its number, and beside it what it says.
    pub(super) fn note(&mut self, mark: &Span, parent: usize) -> Vec<Piece> {
        let set = self.style.footnote;
        let tag = if parent == 0 { 0 } else { self.tag(Role::Note, parent) };
        let label = if tag == 0 { 0 } else { self.tag(Role::Label, tag) };
        let hang = 2.0 * set.size;
        let mut pieces = self.paragraph(
            &mark.note,
            Stand {
                set,
                x: hang,
                width: self.style.width - hang,
                first: 0.0,
                align: Align::Auto,
                tag,
            },
        );
        let number = [Span::regular(mark.text.as_str())];
        self.label(&mut pieces, &number, set, 0.0, label);
        for piece in &mut pieces {
            piece.line = None;
        }
        if let Some(first) = pieces.first_mut() {
            first.anchor = Some(note_anchor(&mark.text));
        }
        pieces
    }

    /// Puts a mark at the left of the first of some lines.
    fn label(&mut self, pieces: &mut [Piece], label: &[Span], set: Type, x: f64, tag: usize) {
        let atoms = self.atoms(label, set);
        let width: f64 = atoms.iter().map(|atom| atom.width + atom.gap).sum();
        let room = Room {
            width: width + set.size,
            first: 0.0,
            justify: false,
        };
        let tags = vec![tag; label.len()];
        let setting = Setting {
            atoms: &atoms,
            spans: label,
            set,
            tags: &tags,
        };
        if let (Some(first), Some(line)) = (pieces.first_mut(), lines(&atoms, room).first()) {
            let mut marks = setting.marks(line, x, 0.0);
            marks.append(&mut first.marks);
            first.marks = marks;
        }
    }

    /// A paragraph whose lines all stand to the right of a mark.
    pub(super) fn hanging(&mut self, marker: &str, spans: &[Span], x: f64, item: usize) -> Vec<Piece> {
        let set = self.style.body;
        let mark = [Span::regular(marker)];
        let width: f64 = self.atoms(&mark, set).iter().map(|atom| atom.width + atom.gap).sum();
        let hang = (width + 0.3 * set.size).max(set.pitch);
        let label = self.tag(Role::Label, item);
        let body = self.tag(Role::Body, item);
        let mut pieces = self.paragraph(
            spans,
            Stand {
                set,
                x: x + hang,
                width: self.style.width - x - hang,
                first: 0.0,
                align: Align::Auto,
                tag: body,
            },
        );
        self.label(&mut pieces, &mark, set, x, label);
        pieces
    }

    /// A title as it is parted: two lines where the sense does, if the writer forces no break.
    pub(crate) fn parted(&mut self, spans: &[Span]) -> Vec<Span> {
        self.parted_in(spans, self.style.title.set)
    }

    /// A name as it is parted in a size.
    pub(crate) fn parted_in(&mut self, spans: &[Span], set: Type) -> Vec<Span> {
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
    pub(super) fn title(&mut self, spans: &[Span]) -> Vec<Piece> {
        let set = self.style.title.set;
        let width = self.style.width;
        let spans = self.parted(spans);
        let tag = self.tag(Role::Title, 0);
        let stand = Stand {
            set,
            x: 0.0,
            width,
            first: 0.0,
            align: Align::Center,
            tag,
        };
        let mut pieces = self.paragraph(&spans, stand);
        for piece in &mut pieces {
            piece.keep = true;
        }
        pieces
    }

    pub(super) fn heading(&mut self, level: u8, number: &str, spans: &[Span], headline: Headline) -> Vec<Piece> {
        // “1.” is narrow: the words do not begin right at its point.
        let gap = if number.ends_with('.') { " " } else { "" };
        let mut all = vec![Span::regular(format!("{number}{gap}"))];
        all.extend_from_slice(spans);
        let tag = self.tag(Role::Heading(level), 0);
        let mut pieces = self.paragraph(
            &all,
            Stand {
                set: headline.set,
                x: 0.0,
                width: self.style.width,
                first: headline.indent * headline.set.pitch,
                align: Align::Left,
                tag,
            },
        );
        for piece in &mut pieces {
            piece.keep = true;
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
