//! From pieces to pages: what must stay together moves together, and notes stand at the foot of the page that names them.

use super::piece::{Lead, Piece};
use super::style::PageStyle;
use super::{Mark, Page, Tint};

/// Space between the text and the notes, with the short rule in it.
const NOTES_ABOVE: f64 = 12.0;

/// A page, and what is still to be filled in on it.
pub(super) struct Filled {
    pub page: Page,
    /// Lines of the contents, with the tops at which they stand and where their marks end.
    pub leads: Vec<(Lead, f64, usize)>,
}

/// A page under way.
struct Filling<'a> {
    style: &'a PageStyle,
    pages: Vec<Filled>,
    y: f64,
    empty: bool,
    /// Lines of notes at the foot of this page, and those that must wait for the next.
    notes: Vec<Piece>,
    waiting: Vec<Piece>,
}

/// Distributes pieces over pages.
pub(super) fn fill(style: &PageStyle, pieces: Vec<Piece>) -> Vec<Filled> {
    let mut filling = Filling {
        style,
        pages: Vec::new(),
        y: style.top,
        empty: true,
        notes: Vec::new(),
        waiting: Vec::new(),
    };
    filling.open();
    let mut group = Vec::new();
    for piece in pieces {
        let keep = piece.keep;
        group.push(piece);
        if !keep {
            filling.group(std::mem::take(&mut group));
        }
    }
    filling.group(group);
    filling.close();
    while !filling.waiting.is_empty() {
        filling.open();
        filling.close();
    }
    filling.pages
}

/// The height of some lines of notes, with the space above them.
fn foot(own: f64) -> f64 {
    if own > 0.0 { own + NOTES_ABOVE } else { 0.0 }
}

impl Filling<'_> {
    fn group(&mut self, group: Vec<Piece>) {
        let fits_fresh = self.height(&group, true) <= self.style.height + 0.01;
        let fits_here = self.y + self.height(&group, self.empty) <= self.style.bottom() + 0.01;
        let asked = group.first().is_some_and(|piece| piece.break_before);
        if !self.empty && (asked || (!fits_here && fits_fresh)) {
            self.next(group.first());
        }
        for piece in group {
            let here = std::slice::from_ref(&piece);
            if !self.empty && self.y + self.height(here, false) > self.style.bottom() + 0.01 {
                self.next(Some(&piece));
            }
            self.place(piece);
        }
    }

    /// What the pieces take: with the repeated head and without the space above if they begin a page, and with their notes
    /// beside those that are there.
    fn height(&self, group: &[Piece], begins: bool) -> f64 {
        let own: f64 = group.iter().map(|piece| piece.above + piece.height).sum();
        let there: f64 = if begins {
            0.0
        } else {
            self.notes.iter().map(|line| line.height).sum()
        };
        let theirs: f64 = group
            .iter()
            .flat_map(|piece| &piece.notes)
            .map(|line| line.height)
            .sum();
        let notes = foot(there + theirs);
        let Some(first) = group.first().filter(|_| begins) else {
            return own + notes;
        };
        own + notes - first.above + first.head.as_ref().map_or(0.0, |head| head.height)
    }

    /// Begins a page; a row that is cut there is closed below and opened above.
    fn next(&mut self, piece: Option<&Piece>) {
        let cut = piece.is_some_and(|piece| piece.carries_on);
        if cut {
            self.rule();
        }
        self.close();
        self.open();
        if cut && piece.is_some_and(|piece| piece.head.is_none()) {
            self.rule();
        }
    }

    fn rule(&mut self) {
        let (left, right, y) = (self.style.left, self.style.left + self.style.width, self.y);
        if let Some(filled) = self.pages.last_mut() {
            filled.page.marks.push(Mark::Line {
                from: (left, y),
                to: (right, y),
                width: 0.45,
                tint: Tint::Grey(0.4),
            });
        }
    }

    fn open(&mut self) {
        self.pages.push(Filled {
            page: Page::default(),
            leads: Vec::new(),
        });
        self.y = self.style.top;
        self.empty = true;
        self.notes = std::mem::take(&mut self.waiting);
    }

    /// Puts the notes at the foot of the page; what has no room waits for the next one.
    fn close(&mut self) {
        if self.notes.is_empty() {
            return;
        }
        let mut notes = std::mem::take(&mut self.notes);
        let room = self.style.bottom() - self.y - NOTES_ABOVE;
        let mut taken = 0.0;
        let fitting = notes
            .iter()
            .take_while(|line| {
                taken += line.height;
                taken <= room + 0.01
            })
            .count();
        // A page on which nothing fits would never end.
        let fitting = if self.empty { fitting.max(1) } else { fitting };
        self.waiting = notes.split_off(fitting.min(notes.len()));
        if notes.is_empty() {
            return;
        }
        let high: f64 = notes.iter().map(|line| line.height).sum();
        self.y = self.style.bottom() - high;
        let (x, y) = (self.style.left, self.y - NOTES_ABOVE / 2.0);
        if let Some(filled) = self.pages.last_mut() {
            filled.page.marks.push(Mark::Line {
                from: (x, y),
                to: (x + self.style.width / 3.0, y),
                width: 0.5,
                tint: Tint::Grey(0.2),
            });
        }
        for line in notes {
            self.put(line);
        }
    }

    fn place(&mut self, mut piece: Piece) {
        if self.empty {
            if let Some(head) = piece.head.take() {
                self.put((*head).clone());
            }
        } else {
            self.y += piece.above;
        }
        self.notes.append(&mut piece.notes);
        self.put(piece);
        self.empty = false;
    }

    fn put(&mut self, mut piece: Piece) {
        let (x, y) = (self.style.left, self.y);
        self.y += piece.height;
        let Some(filled) = self.pages.last_mut() else { return };
        let page = &mut filled.page;
        piece.marks.iter_mut().for_each(|mark| mark.shift(x, y));
        page.marks.append(&mut piece.marks);
        page.lines.extend(piece.line);
        page.headings.extend(piece.heading.map(|entry| (entry, y)));
        page.anchors.extend(
            piece
                .anchor
                .into_iter()
                .chain(piece.second_anchor)
                .map(|name| (name, y)),
        );
        page.bare |= piece.bare;
        if let Some(block) = piece.block {
            match page.blocks.last_mut().filter(|last| last.0 == block) {
                Some(last) => last.2 = self.y,
                None => page.blocks.push((block, y, self.y)),
            }
        }
        let end = page.marks.len();
        filled.leads.extend(piece.lead.map(|lead| (lead, y, end)));
    }
}
