//! Pages as a screen draws them: the same places as on paper, in whole hundredths of a point.

use crate::layout::{Mark, Page, Pages, Run, Tint};

/// Characters of one face and size on one baseline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// Left edge.
    pub x: i32,
    /// Baseline.
    pub y: i32,
    /// Size.
    pub size: i32,
    /// Name of the typeface.
    pub face: &'static str,
    /// 0 is black, 100 is white.
    pub grey: i32,
    /// Turned by this many degrees against the clock about its start.
    pub turn: i32,
    /// The characters.
    pub text: String,
    /// The left edge of each character from the start of the stretch.
    pub at: Vec<i32>,
}

/// A straight line or a filled rectangle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stroke {
    /// Left and top, or where the line begins.
    pub from: [i32; 2],
    /// Right and bottom, or where the line ends.
    pub to: [i32; 2],
    /// Thickness of a line; 0 for a rectangle.
    pub width: i32,
    /// `grey` with a number from 0 to 100, `missing` or `missing-line`.
    pub tint: String,
}

/// Where a block of the document stands on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spot {
    /// Which block.
    pub block: usize,
    /// Its upper edge.
    pub top: i32,
    /// Its lower edge.
    pub bottom: i32,
}

/// One page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sheet {
    /// What is drawn first.
    pub strokes: Vec<Stroke>,
    /// What stands on it, in the order it is read.
    pub stretches: Vec<Stretch>,
    /// Where the blocks are.
    pub spots: Vec<Spot>,
}

impl Pages {
    /// Width and height of the sheet in hundredths of a point.
    pub fn size(&self) -> (i32, i32) {
        (hundredths(self.sheet.0), hundredths(self.sheet.1))
    }

    /// One page, from 0, as a screen draws it.
    pub fn shown(&self, page: usize) -> Option<Sheet> {
        self.pages.get(page).map(shown)
    }
}

fn shown(page: &Page) -> Sheet {
    let mut sheet = Sheet::default();
    for mark in &page.marks {
        match mark {
            Mark::Text(run) => sheet.stretches.push(stretch(run)),
            Mark::Line { from, to, width, tint } => sheet.strokes.push(Stroke {
                from: [hundredths(from.0), hundredths(from.1)],
                to: [hundredths(to.0), hundredths(to.1)],
                width: hundredths(*width).max(1),
                tint: word(*tint),
            }),
            Mark::Fill { area, tint } => sheet.strokes.push(Stroke {
                from: [hundredths(area.0), hundredths(area.1)],
                to: [hundredths(area.0 + area.2), hundredths(area.1 + area.3)],
                width: 0,
                tint: word(*tint),
            }),
            Mark::Link { .. } | Mark::Begin(_) | Mark::End => {}
        }
    }
    sheet.spots = page
        .blocks
        .iter()
        .map(|(block, top, bottom)| Spot {
            block: *block,
            top: hundredths(*top),
            bottom: hundredths(*bottom),
        })
        .collect();
    sheet
}

fn stretch(run: &Run) -> Stretch {
    Stretch {
        x: hundredths(run.x),
        y: hundredths(run.y),
        size: hundredths(run.size),
        face: run.face.name(),
        grey: percent(run.grey),
        turn: run.turn.round() as i32,
        text: run.signs.iter().map(|sign| sign.text).collect(),
        at: run.signs.iter().map(|sign| hundredths(sign.x)).collect(),
    }
}

fn word(tint: Tint) -> String {
    match tint {
        Tint::Grey(grey) => format!("grey{}", percent(grey)),
        Tint::Missing => "missing".into(),
        Tint::MissingLine => "missing-line".into(),
    }
}

fn hundredths(length: f64) -> i32 {
    (length * 100.0).round() as i32
}

fn percent(share: f64) -> i32 {
    (share * 100.0).round() as i32
}
