//! The typefaces a PDF can be set in.
//!
//! Five are in the binary: Noto Serif SC and Noto Sans SC, regular and bold, and LXGW WenKai (all OFL-1.1). No free 仿宋 is
//! fit to print, so where a lawyer's machine has one the shell hands it over with [`supply`], and it is preferred wherever a style
//! sheet names it first. A character the asked face lacks is taken from the next that has it; one that no face has is shown
//! as 〓 and reported.

mod library;
mod supply;

pub use library::{Face, FaceUse, uses};
pub(crate) use library::{Glyph, Library, library};
pub use supply::{Supplied, supply};

/// The sign shown where no face has the character.
pub const GETA: char = '〓';
