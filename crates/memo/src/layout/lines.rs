//! From atoms to lines: where each line ends and how its slack is shared out.

use std::ops::Range;

use super::atom::{Atom, Break};
use super::class::{Class, forbidden_at_end, forbidden_at_start};

/// The room a paragraph has.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Room {
    /// Width of a line in points.
    pub width: f64,
    /// Indent of the first line in points.
    pub first: f64,
    /// Whether lines but the last reach the right edge.
    pub justify: bool,
}

/// A line: which atoms, and where each begins.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Line {
    pub atoms: Range<usize>,
    /// Left edge of each atom's glyph from the left of the room, in points.
    pub at: Vec<f64>,
    /// Right edge of the last atom's ink half, in points.
    pub end: f64,
}

/// A way to end the line.
#[derive(Clone, Copy)]
struct Ending {
    /// One past the last atom.
    to: usize,
    /// Room left over, negative when the line must be squeezed.
    slack: f64,
    stretch: f64,
    shrink: f64,
    badness: f64,
}

impl Ending {
    fn fits(&self) -> bool {
        self.slack >= 0.0 || -self.slack <= self.shrink + 1e-6
    }

    /// Slack against what the gaps may take; 1 is the limit of good setting.
    fn ratio(&self) -> f64 {
        if self.slack >= 0.0 {
            self.slack / self.stretch.max(0.01)
        } else {
            -self.slack / self.shrink.max(0.01)
        }
    }
}

/// How far beyond good setting a line without a better ending is stretched, before it stays short.
const STRAIN: f64 = 1.7;

/// Breaks a paragraph into lines.
pub(crate) fn lines(atoms: &[Atom], room: Room) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut from = 0;
    while from < atoms.len() {
        let left = if lines.is_empty() { room.first } else { 0.0 };
        let ending = choose(atoms, from, room.width - left, left > 0.0);
        lines.push(place(atoms, from, ending, left, room));
        from = ending.to;
        // Spaces at a line break are not set.
        while from < atoms.len() && atoms[from].class == Class::Space && atoms[from - 1].after != Break::Forced {
            from += 1;
        }
    }
    mend_runt(atoms, room, &mut lines);
    lines
}

/// A last line of one character and its stop looks like a mistake: the line before gives up one or two, if it can.
fn mend_runt(atoms: &[Atom], room: Room, lines: &mut Vec<Line>) {
    let [.., before, last] = lines.as_slice() else {
        return;
    };
    let (from, end) = (before.atoms.start, last.atoms.start);
    if !room.justify || last.atoms.len() > 2 || atoms[end - 1].after == Break::Forced {
        return;
    }
    let left = if lines.len() == 2 { room.first } else { 0.0 };
    let better = endings(atoms, from, room.width - left, left > 0.0)
        .into_iter()
        .filter(|ending| ending.to < end && ending.to + 3 >= end && ending.fits() && ending.ratio() <= 1.0)
        .rfind(|ending| atoms[ending.to - 1].after == Break::Free && atoms[ending.to].class != Class::Space);
    if let Some(ending) = better {
        lines.truncate(lines.len() - 2);
        lines.push(place(atoms, from, ending, left, room));
        let rest = choose(atoms, ending.to, room.width, false);
        lines.push(place(atoms, ending.to, rest, 0.0, room));
    }
}

/// The best way to end a line that begins at `from`.
fn choose(atoms: &[Atom], from: usize, width: f64, indented: bool) -> Ending {
    let endings = endings(atoms, from, width, indented);
    let mut fallback: Option<Ending> = None;
    for level in [Break::Free, Break::Reluctant, Break::Emergency] {
        let candidates = endings
            .iter()
            .filter(|ending| ending.fits() && atoms[ending.to - 1].after >= level);
        let mut best: Option<Ending> = None;
        for ending in candidates {
            if atoms[ending.to - 1].after == Break::Forced {
                return *ending;
            }
            if best.is_none_or(|best| ending.badness <= best.badness) {
                best = Some(*ending);
            }
        }
        if let Some(best) = best {
            if best.ratio() <= 1.0 {
                return best;
            }
            // A break in a worse place must earn its keep.
            if fallback.is_none_or(|other| best.badness < other.badness * 0.5) {
                fallback = Some(best);
            }
        }
    }
    fallback.unwrap_or_else(|| last_resort(atoms, from, &endings))
}

/// Every way to end the line, up to the first that cannot fit.
fn endings(atoms: &[Atom], from: usize, width: f64, indented: bool) -> Vec<Ending> {
    let mut endings = Vec::new();
    let mut natural = if indented { 0.0 } else { -atoms[from].cut_left };
    let (mut stretch, mut shrink) = (0.0, 0.0);
    for (to, atom) in atoms.iter().enumerate().skip(from) {
        natural += atom.width;
        // A space at the end of a line takes no room.
        let slack = if atom.class == Class::Space {
            width - (natural - atom.width)
        } else {
            width - natural
        };
        let mut ending = Ending {
            to: to + 1,
            slack,
            stretch,
            shrink: shrink + atom.cut_right,
            badness: 0.0,
        };
        let ratio = ending.ratio();
        // Squeezing shows less than stretching, until it is near its limit.
        ending.badness = if slack >= 0.0 {
            ratio * ratio
        } else {
            0.35 * ratio * ratio
        };
        let full = -slack > shrink + atom.cut_right + atom.size;
        endings.push(ending);
        if atom.after == Break::Forced || full {
            break;
        }
        natural += atom.gap;
        stretch += atom.stretch;
        shrink += atom.shrink;
    }
    endings
}

/// A line nothing fits: as much as there is room for, keeping 避头尾 if any place allows it.
fn last_resort(atoms: &[Atom], from: usize, endings: &[Ending]) -> Ending {
    let fitting = || endings.iter().rev().filter(|ending| ending.fits());
    fitting()
        .find(|ending| {
            let next = atoms.get(ending.to).map(|atom| atom.ch);
            !next.is_some_and(|ch| forbidden_at_start(ch) || ch == ' ') && !forbidden_at_end(atoms[ending.to - 1].ch)
        })
        .or_else(|| fitting().next())
        .copied()
        .unwrap_or(Ending {
            to: from + 1,
            slack: 0.0,
            stretch: 0.0,
            shrink: 0.0,
            badness: 0.0,
        })
}

/// Puts the atoms of a line in their places.
fn place(atoms: &[Atom], from: usize, ending: Ending, left: f64, room: Room) -> Line {
    let mut to = ending.to;
    while to > from + 1 && atoms[to - 1].class == Class::Space {
        to -= 1;
    }
    let last = atoms[ending.to - 1].after == Break::Forced;
    let grow = if ending.slack > 0.0 && room.justify && !last {
        ending.ratio().min(STRAIN)
    } else {
        0.0
    };
    // The blank half of a mark at the end goes first, then what the gaps can give.
    let end_cut = atoms[to - 1].cut_right;
    let over = (-ending.slack - end_cut).max(0.0);
    let give = ending.shrink - end_cut;
    let squeeze = if over > 0.0 && give > 0.0 {
        (over / give).min(1.0)
    } else {
        0.0
    };
    let mut x = if left > 0.0 { left } else { -atoms[from].cut_left };
    let mut at = Vec::with_capacity(to - from);
    for atom in &atoms[from..to] {
        at.push(x);
        x += atom.width + atom.gap + atom.stretch * grow - atom.shrink * squeeze;
    }
    let tail = &atoms[to - 1];
    let end = at.last().map_or(left, |x| x + tail.width - tail.cut_right);
    Line {
        atoms: from..to,
        at,
        end,
    }
}
