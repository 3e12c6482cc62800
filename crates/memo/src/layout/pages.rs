//! From pieces to pages: what must stay together moves together.

use super::piece::Piece;
use super::style::PageStyle;
use super::{Mark, Page};

/// A page under way.
struct Filling<'a> {
    style: &'a PageStyle,
    pages: Vec<Page>,
    y: f64,
    empty: bool,
}

/// Distributes pieces over pages.
pub(crate) fn fill(style: &PageStyle, pieces: Vec<Piece>) -> Vec<Page> {
    let mut filling = Filling {
        style,
        pages: vec![Page::default()],
        y: style.top,
        empty: true,
    };
    let mut rest = pieces.as_slice();
    while !rest.is_empty() {
        let together = rest.iter().take_while(|piece| piece.keep).count() + 1;
        let (group, after) = rest.split_at(together.min(rest.len()));
        filling.group(group);
        rest = after;
    }
    filling.pages
}

impl Filling<'_> {
    fn group(&mut self, group: &[Piece]) {
        let fits_fresh = self.height(group, true) <= self.style.height + 0.01;
        let fits_here = self.y + self.height(group, self.empty) <= self.style.bottom() + 0.01;
        let asked = group.first().is_some_and(|piece| piece.break_before);
        if !self.empty && (asked || (!fits_here && fits_fresh)) {
            self.next();
        }
        for piece in group {
            let here = std::slice::from_ref(piece);
            if !self.empty && self.y + self.height(here, false) > self.style.bottom() + 0.01 {
                self.next();
            }
            self.place(piece);
        }
    }

    /// What the pieces take, with the repeated head and without the space above if they begin a page.
    fn height(&self, group: &[Piece], begins: bool) -> f64 {
        let all: f64 = group.iter().map(|piece| piece.above + piece.height).sum();
        let Some(first) = group.first().filter(|_| begins) else {
            return all;
        };
        all - first.above + first.head.as_ref().map_or(0.0, |head| head.height)
    }

    fn next(&mut self) {
        self.pages.push(Page::default());
        self.y = self.style.top;
        self.empty = true;
    }

    fn place(&mut self, piece: &Piece) {
        if self.empty {
            if let Some(head) = &piece.head {
                self.put(head);
            }
        } else {
            self.y += piece.above;
        }
        self.put(piece);
        self.empty = false;
    }

    fn put(&mut self, piece: &Piece) {
        let (x, y) = (self.style.left, self.y);
        if let Some(page) = self.pages.last_mut() {
            page.marks
                .extend(piece.marks.iter().map(|mark: &Mark| mark.moved(x, y)));
            page.lines.extend(piece.line.clone());
            page.headings.extend(piece.heading.clone().map(|entry| (entry, y)));
            page.anchors.extend(piece.anchor.clone().map(|name| (name, y)));
        }
        self.y += piece.height;
    }
}
