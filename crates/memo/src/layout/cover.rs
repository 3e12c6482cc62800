//! The cover: the paper's name in the upper half, what it is about beneath, who wrote it at the foot.

use crate::document::{Align, Entry, Span};

use super::paragraph::Stand;
use super::piece::Piece;
use super::setting::Type;
use super::tag::Role;
use super::{Mark, Setter, Tint};

impl Setter {
    /// One piece as high as the page.
    pub(super) fn cover(&mut self, title: &[Span], rows: &[Entry], foot: &[Vec<Span>]) -> Piece {
        let style = self.style;
        let group = self.tag(Role::Group, 0);
        let mut marks = Vec::new();
        let size = style.title.set.size.max(24.0);
        let large = Type {
            size,
            pitch: size,
            leading: size * 1.6,
            ..style.title.set
        };
        let name = self.parted_in(title, large);
        let tag = self.tag(Role::Title, group);
        let mut y = style.height * 0.2;
        let stand = |set: Type, tag: usize| Stand {
            set,
            x: 0.0,
            width: style.width,
            first: 0.0,
            align: Align::Center,
            tag,
        };
        y = put(&mut marks, self.paragraph(&name, stand(large, tag)), y);
        let rule = |y: f64| Mark::Line {
            from: (style.width * 0.18, y),
            to: (style.width * 0.82, y),
            width: 0.8,
            tint: Tint::Grey(0.2),
        };
        y += 22.0;
        marks.push(rule(y));
        y += 40.0;
        let keys = rows
            .iter()
            .map(|row| crate::document::plain(&row.key).chars().count())
            .max()
            .unwrap_or(0) as f64;
        let set = style.body;
        let left = style.width * 0.14;
        let value_at = left + (keys + 1.5) * set.pitch;
        for row in rows {
            let tag = self.tag(Role::Paragraph, group);
            let key = Stand {
                x: left,
                width: (keys + 1.0) * set.pitch,
                align: Align::Left,
                ..stand(set, tag)
            };
            let value = Stand {
                x: value_at,
                width: style.width - value_at - left * 0.5,
                align: Align::Left,
                ..stand(set, tag)
            };
            let label = self.paragraph(&row.key, key);
            let end = put(&mut marks, label, y);
            let words = self.paragraph(&row.value, value);
            y = put(&mut marks, words, y).max(end) + 4.0;
        }
        let mut lines = Vec::new();
        for spans in foot {
            let tag = self.tag(Role::Paragraph, group);
            lines.append(&mut self.paragraph(spans, stand(set, tag)));
        }
        let high: f64 = lines.iter().map(|line| line.height).sum();
        let from = (style.height - high - 0.06 * style.height).max(y + set.leading);
        put(&mut marks, lines, from);
        Piece {
            height: style.height,
            marks,
            bare: true,
            ..Piece::default()
        }
    }
}

/// Adds lines from a height on, and says where they end.
fn put(marks: &mut Vec<Mark>, pieces: Vec<Piece>, mut y: f64) -> f64 {
    for mut piece in pieces {
        piece.marks.iter_mut().for_each(|mark| mark.shift(0.0, y));
        marks.append(&mut piece.marks);
        y += piece.height;
    }
    y
}
