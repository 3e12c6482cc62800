//! From spans to atoms: faces, widths, break opportunities, the spaces between.

use icu_segmenter::options::{LineBreakOptions, LineBreakStrictness, LineBreakWordOption};
use icu_segmenter::{LineSegmenter, LineSegmenterBorrowed};

use crate::document::{Span, Style};
use crate::fonts::Face;

use super::Setter;
use super::atom::{Atom, Break};
use super::class::{Class, class, forbidden_at_end, forbidden_at_start, is_numeral, is_unit};

/// How a stretch of text is to be set.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Type {
    pub face: Face,
    /// Size in points.
    pub size: f64,
    /// Distance between Han characters, in points; below the size where a grid asks for it.
    pub pitch: f64,
    /// Distance between baselines in points.
    pub leading: f64,
}

pub(crate) fn breaker() -> LineSegmenterBorrowed<'static> {
    let mut options = LineBreakOptions::default();
    options.strictness = Some(LineBreakStrictness::Strict);
    options.word_option = Some(LineBreakWordOption::Normal);
    LineSegmenter::new_for_non_complex_scripts(options)
}

/// Between Han and letters or digits, in ems: wider, viewers take 2026年 or 通过Telegram for two words and a search misses them.
const HAIR: f64 = 0.09;
/// How far a gap between Han may grow, in ems: beyond, viewers read a space.
pub(crate) const STRETCH: f64 = 0.095;

impl Setter {
    /// The atoms of a paragraph. Control characters are left out; tabs become spaces.
    pub fn atoms(&mut self, spans: &[Span], set: Type) -> Vec<Atom> {
        let mut atoms = Vec::new();
        let mut text = String::new();
        let mut forced = Vec::new();
        for (index, span) in spans.iter().enumerate() {
            let face = if span.style == Style::Bold {
                self.library.bold(set.face)
            } else {
                set.face
            };
            // The number of a note is smaller and raised, and keeps to no grid.
            let own = if span.style == Style::Note {
                let size = (set.size * 0.62).max(5.5);
                Type {
                    face,
                    size,
                    pitch: size,
                    ..set
                }
            } else {
                Type { face, ..set }
            };
            let raise = if span.style == Style::Note {
                0.36 * set.size
            } else {
                0.0
            };
            for ch in span.text.chars() {
                let ch = if ch == '\t' || ch == '\u{3000}' && atoms.is_empty() {
                    ' '
                } else {
                    ch
                };
                if matches!(ch, '\n' | '\u{2028}') {
                    forced.push(atoms.len());
                    continue;
                }
                if ch.is_control()
                    || matches!(ch, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}')
                {
                    continue;
                }
                text.push(ch);
                atoms.push(self.atom(ch, own, raise, index));
            }
        }
        breaks(&self.breaker, &text, &mut atoms);
        spaces(&mut atoms);
        for at in forced {
            if let Some(before) = at.checked_sub(1) {
                atoms[before].after = Break::Forced;
            }
        }
        if let Some(last) = atoms.last_mut() {
            last.after = Break::Forced;
        }
        atoms
    }

    fn atom(&mut self, ch: char, set: Type, raise: f64, span: usize) -> Atom {
        let glyph = self.glyph(set.face, ch);
        if glyph.missing {
            self.missing.insert(ch);
        }
        let class = if glyph.missing {
            Class::Han
        } else if raise > 0.0 {
            Class::Raised
        } else {
            class(ch)
        };
        let full = glyph.advance >= 950;
        let tracking = if full { set.pitch - set.size } else { 0.0 };
        // Only real blank is cut, and a hair of it stays so that marks do not touch.
        let cut = |blank: i16| {
            let most = (f64::from(blank) / 1000.0 - 0.04).clamp(0.0, 0.5);
            if full { most * set.size } else { 0.0 }
        };
        Atom {
            ch,
            glyph,
            class,
            size: set.size,
            width: f64::from(glyph.advance) / 1000.0 * set.size + tracking,
            cut_left: if class == Class::Open { cut(glyph.left) } else { 0.0 },
            cut_right: if class == Class::Close { cut(glyph.right) } else { 0.0 },
            gap: 0.0,
            stretch: 0.0,
            shrink: 0.0,
            after: Break::Never,
            span,
            raise,
        }
    }
}

/// Marks where lines may end.
fn breaks(breaker: &LineSegmenterBorrowed<'static>, text: &str, atoms: &mut [Atom]) {
    // The segmenter refuses to break before “ and after ” between Han; brackets of the same length stand in.
    let shadow: String = text
        .chars()
        .map(|ch| match ch {
            '“' | '‘' => '「',
            '”' | '’' => '」',
            ch => ch,
        })
        .collect();
    let mut offsets = breaker.segment_str(&shadow).peekable();
    let mut end = 0;
    for at in 0..atoms.len() {
        end += atoms[at].ch.len_utf8();
        while offsets.peek().is_some_and(|offset| *offset < end) {
            offsets.next();
        }
        let opportunity = offsets.peek() == Some(&end);
        let Some(next) = atoms.get(at + 1).map(|atom| atom.ch) else {
            break;
        };
        atoms[at].after = rule(atoms, at, next, opportunity);
    }
    tokens(atoms);
}

/// What the rules of Chinese setting say about a break between two characters.
fn rule(atoms: &[Atom], at: usize, next: char, opportunity: bool) -> Break {
    let ch = atoms[at].ch;
    let before = at.checked_sub(1).map(|i| atoms[i].ch);
    // The number of a note is never parted from what it is about, nor inside itself.
    let raised = atoms[at + 1].class == Class::Raised;
    if forbidden_at_start(next) || forbidden_at_end(ch) || next == ' ' || raised {
        return Break::Never;
    }
    if atoms[at].class == Class::Raised {
        return Break::Free;
    }
    let number = |ch: char| ch.is_ascii_digit() || is_numeral(ch);
    let digit = |ch: Option<char>| ch.is_some_and(|ch| ch.is_ascii_digit());
    if ch.is_ascii_digit() && is_unit(next) || is_unit(ch) && "元条人次余".contains(next) && digit(before) {
        return Break::Never;
    }
    let glued = (ch == '第' && number(next))
        || (is_numeral(ch) && "条款项".contains(next))
        || ("条款项".contains(ch) && next == '之')
        || (ch == '之' && is_numeral(next) && before.is_some_and(|b| "条款项".contains(b)))
        || (ch == '月' && next.is_ascii_digit() && digit(before));
    match (opportunity, glued) {
        (true, true) => Break::Reluctant,
        (true, false) => Break::Free,
        // Quotes that hug Latin or digits: the segmenter sees one token, the reader a closed quotation.
        (false, _) if "”’）》】〕".contains(ch) && atoms[at + 1].class == Class::Han => Break::Free,
        (false, _) => Break::Never,
    }
}

/// Keeps 〔2019〕15号 together, and lets long tokens break where nothing else helps.
fn tokens(atoms: &mut [Atom]) {
    let mut at = 0;
    while at < atoms.len() {
        if "〔（([".contains(atoms[at].ch)
            && let Some(end) = docket(&atoms[at..])
        {
            let from = at.saturating_sub(1);
            for atom in &mut atoms[from..at + end] {
                // Between year and number if it must be, never inside either.
                let inside = matches!(atom.class, Class::Digit | Class::Open);
                let most = if inside { Break::Never } else { Break::Reluctant };
                atom.after = atom.after.min(most);
            }
            at += end;
            continue;
        }
        let token = |atom: &Atom| matches!(atom.class, Class::Latin | Class::Digit);
        let length = atoms[at..].iter().take_while(|atom| token(atom)).count();
        let digits = atoms[at..at + length].iter().any(|atom| atom.class == Class::Digit);
        // Account numbers from eight characters on; words only when no line could hold them well.
        if length >= 16 || length >= 8 && digits {
            let parted = |atom: &Atom| "-_./".contains(atom.ch);
            let has_parts = atoms[at..at + length].iter().any(parted);
            for i in at + 2..at + length - 3 {
                let safe = !forbidden_at_start(atoms[i + 1].ch) && !forbidden_at_end(atoms[i].ch);
                // A contract number breaks between its parts, an account number anywhere.
                if atoms[i].after == Break::Never && safe && (!has_parts || parted(&atoms[i])) {
                    atoms[i].after = Break::Emergency;
                }
            }
        }
        at += length.max(1);
    }
}

/// The length of a docket number that begins here: 〔2019〕15号, （2026）京0101刑初12号.
fn docket(atoms: &[Atom]) -> Option<usize> {
    let year = atoms.get(1..5)?;
    if !year.iter().all(|atom| atom.ch.is_ascii_digit()) || !"〕）)]".contains(atoms.get(5)?.ch) {
        return None;
    }
    let rest = atoms.get(6..)?;
    let end = rest.iter().take(18).position(|atom| atom.ch == '号')?;
    let inside = &rest[..end];
    (inside.iter().any(|atom| atom.ch.is_ascii_digit())
        && inside
            .iter()
            .all(|atom| matches!(atom.class, Class::Han | Class::Digit)))
    .then_some(6 + end)
}

/// Sets the space after each atom, and how much it may give or take.
fn spaces(atoms: &mut [Atom]) {
    use Class::{Close, Digit, Han, Latin, Open, Raised, Sign, Space};
    for at in 0..atoms.len().saturating_sub(1) {
        let (left, right) = (&atoms[at], &atoms[at + 1]);
        let em = left.size;
        // What a wide grid already puts between two characters counts towards the most a reader takes for no space.
        let loose = (left.width - f64::from(left.glyph.advance) / 1000.0 * em).max(0.0);
        let grow = (STRETCH * em - loose).max(0.0);
        let (mut gap, mut stretch, mut shrink) = (0.0, 0.0, 0.0);
        match (left.class, right.class) {
            (Han, Latin | Digit) | (Latin | Digit, Han) => {
                gap = (HAIR * em - loose).max(0.0);
                shrink = 0.05 * em;
            }
            (Han | Sign, Han | Sign) => stretch = grow,
            // Two marks meet: the blank half between them goes.
            (Close, Close) => gap = -left.cut_right,
            (Open, Open) => gap = -right.cut_left,
            (Close, Open) => {
                gap = -left.cut_right;
                shrink = right.cut_left / 2.0;
            }
            // The number of a note stands close to what it is about.
            (_, Raised) => gap = if left.class == Close { -left.cut_right } else { 0.0 },
            // A mark beside text keeps its blank half, which gives way when the line is too full.
            (Close, _) => {
                stretch = grow;
                shrink = left.cut_right * 0.5;
            }
            (_, Open) => {
                stretch = grow;
                shrink = right.cut_left * 0.5;
            }
            (Space, _) => {
                stretch = 0.15 * em;
                shrink = 0.06 * em;
            }
            _ => {}
        }
        // A pair of dashes is one line, a pair of dots one row.
        if left.class == Sign && left.ch == right.ch {
            stretch = 0.0;
        }
        let atom = &mut atoms[at];
        atom.gap = gap;
        atom.stretch = stretch;
        atom.shrink = shrink;
    }
}
