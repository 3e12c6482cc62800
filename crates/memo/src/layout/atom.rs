//! A character on its way into a line.

use crate::fonts::Glyph;

use super::class::Class;

/// How willingly a line ends after an atom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Break {
    /// Never, but for a line that cannot be set otherwise.
    Never,
    /// Only inside a long token, such as an account number, that would leave a hole.
    Emergency,
    /// Only when the line would be stretched too far: inside 〔2019〕15号.
    Reluctant,
    /// Freely.
    Free,
    /// Always: the end of the paragraph or a forced line break.
    Forced,
}

/// A character with its measures in points and what may happen around it.
#[derive(Debug, Clone)]
pub(crate) struct Atom {
    pub ch: char,
    pub glyph: Glyph,
    pub class: Class,
    pub size: f64,
    /// Advance on the grid, before squeezing.
    pub width: f64,
    /// Blank that may be cut off its left half when it follows another mark or begins a line.
    pub cut_left: f64,
    /// Blank that may be cut off its right half when a mark follows or the line ends.
    pub cut_right: f64,
    /// Space after it as set: the quarter space between Han and Latin, less what squeezing took.
    pub gap: f64,
    /// How much the gap may grow when the line is justified.
    pub stretch: f64,
    /// How much may still be squeezed out after it when the line is too full.
    pub shrink: f64,
    pub after: Break,
    /// Which span it belongs to.
    pub span: usize,
    /// How far it stands above the line, in points.
    pub raise: f64,
}
