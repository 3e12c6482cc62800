//! From blocks to pages: which character stands where.
//!
//! ```text
//! spans ─ setting ▶ atoms ─ lines ▶ lines ─ flow ▶ pieces (indivisible, with what must stay together) ─ pages ▶ pages
//! ```
//!
//! Lengths are points, y grows downwards from the top of the sheet. Nothing here knows PDF.

mod atom;
mod class;
mod contents;
mod cover;
mod flow;
mod frame;
mod lines;
mod pages;
mod paragraph;
mod picture;
mod piece;
pub(crate) mod setting;
pub(crate) mod style;
pub(crate) mod table;
mod tag;

use std::collections::{BTreeSet, HashMap};

use crate::document::Block;
use crate::fonts::{Face, Glyph, Library, library};
use crate::{Document, Error};

pub use class::{forbidden_at_end, forbidden_at_start};
pub(crate) use picture::strokes;
pub use tag::{Role, Tag};

/// One character in its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Sign {
    /// Its glyph in the run's face.
    pub glyph: u16,
    /// The glyph's own advance in thousandths of the size.
    pub advance: u16,
    /// Its left edge from the start of the run, in points.
    pub x: f64,
    /// The character in the source.
    pub text: char,
}

/// Characters of one face and size on one baseline.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// Left edge in points.
    pub x: f64,
    /// Baseline in points.
    pub y: f64,
    /// Typeface.
    pub face: Face,
    /// Size in points.
    pub size: f64,
    /// 0 is black, 1 is white.
    pub grey: f64,
    /// Turned by this many degrees against the clock about its start.
    pub turn: f64,
    /// Its characters.
    pub signs: Vec<Sign>,
}

/// What a mark's colour says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Tint {
    /// A grey from 0, black, to 1, white.
    Grey(f64),
    /// The ground of what is still missing.
    Missing,
    /// The line under what is still missing.
    MissingLine,
}

/// Something on the page.
#[derive(Debug, Clone, PartialEq)]
pub enum Mark {
    /// Characters.
    Text(Run),
    /// A straight line.
    Line {
        /// Start, in points.
        from: (f64, f64),
        /// End, in points.
        to: (f64, f64),
        /// Thickness in points.
        width: f64,
        /// Colour.
        tint: Tint,
    },
    /// A filled rectangle.
    Fill {
        /// Left, top, width and height in points.
        area: (f64, f64, f64, f64),
        /// Colour.
        tint: Tint,
    },
    /// A rectangle that leads somewhere.
    Link {
        /// Left, top, width and height in points.
        area: (f64, f64, f64, f64),
        /// `#anchor` or a web address.
        target: String,
        /// What it belongs to in the tree.
        tag: usize,
    },
    /// What follows belongs to this place in the tree, until [`Mark::End`].
    Begin(usize),
    /// See [`Mark::Begin`].
    End,
}

impl Mark {
    /// Moves the mark by so many points.
    fn shift(&mut self, dx: f64, dy: f64) {
        match self {
            Self::Text(run) => {
                run.x += dx;
                run.y += dy;
            }
            Self::Line { from, to, .. } => {
                *from = (from.0 + dx, from.1 + dy);
                *to = (to.0 + dx, to.1 + dy);
            }
            Self::Fill { area, .. } | Self::Link { area, .. } => {
                area.0 += dx;
                area.1 += dy;
            }
            Self::Begin(_) | Self::End => {}
        }
    }
}

/// A heading in the outline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// 1 to 4.
    pub level: u8,
    /// Number and words.
    pub text: String,
}

/// A finished page.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Page {
    /// What stands on it, in the order it is read.
    pub marks: Vec<Mark>,
    /// The lines of running text on it (not header, footer or tables), in order.
    pub lines: Vec<String>,
    /// Headings that begin on it, with their distance from the top in points.
    pub headings: Vec<(Entry, f64)>,
    /// Anchors on it, with their distance from the top in points.
    pub anchors: Vec<(String, f64)>,
    /// Whether it bears neither header nor page number: a cover.
    pub bare: bool,
    /// Blocks on it by their number in the document, with their upper and lower edge in points.
    pub blocks: Vec<(usize, f64, f64)>,
}

/// The whole document, set.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Pages {
    /// The pages in order.
    pub pages: Vec<Page>,
    /// Width and height of the sheet in points.
    pub sheet: (f64, f64),
    /// Faces that appear.
    pub faces_used: BTreeSet<Face>,
    /// Characters no face has, shown as 〓.
    pub missing_glyphs: BTreeSet<char>,
    /// What the marks are: the whole first, then everything in it.
    pub tags: Vec<Tag>,
    /// Whether the contents are printed.
    pub has_contents: bool,
}

/// Sets a document.
///
/// # Errors
/// When an embedded typeface cannot be read.
pub fn layout(document: &Document) -> Result<Pages, Error> {
    let asked = document.blocks.iter().find_map(|block| match block {
        Block::Contents { over, .. } => Some(*over),
        _ => None,
    });
    match asked {
        None => set(document, false),
        Some(0) => set(document, true),
        Some(over) => {
            let without = set(document, false)?;
            if without.pages.len() > over as usize {
                set(document, true)
            } else {
                Ok(without)
            }
        }
    }
}

fn set(document: &Document, has_contents: bool) -> Result<Pages, Error> {
    let mut setter = Setter::new(document)?;
    let pieces = flow::pieces(&mut setter, document, has_contents);
    let mut pages = pages::fill(&setter.style, pieces);
    contents::number(&mut setter, &mut pages);
    frame::add(&mut setter, document, &mut pages);
    let pages: Vec<Page> = pages.into_iter().map(|filled| filled.page).collect();
    let faces_used = pages
        .iter()
        .flat_map(|page| &page.marks)
        .filter_map(|mark| match mark {
            Mark::Text(run) => Some(run.face),
            _ => None,
        })
        .collect();
    Ok(Pages {
        pages,
        sheet: setter.style.sheet,
        faces_used,
        missing_glyphs: setter.missing,
        tags: setter.tags,
        has_contents,
    })
}

/// What every step of setting needs.
pub(crate) struct Setter {
    library: &'static Library,
    pub style: style::PageStyle,
    breaker: icu_segmenter::LineSegmenterBorrowed<'static>,
    missing: BTreeSet<char>,
    glyphs: HashMap<(Face, char), Glyph>,
    tags: Vec<Tag>,
    /// How many headings have been set.
    headings: usize,
}

impl Setter {
    /// For a document in its look.
    pub fn new(document: &Document) -> Result<Self, Error> {
        let library = library()?;
        Ok(Self {
            library,
            style: style::PageStyle::of(document.look(), library),
            breaker: setting::breaker(),
            missing: BTreeSet::new(),
            glyphs: HashMap::new(),
            tags: vec![Tag {
                role: Role::Document,
                parent: 0,
            }],
            headings: 0,
        })
    }

    /// A new place in the tree, under another.
    fn tag(&mut self, role: Role, parent: usize) -> usize {
        self.tags.push(Tag { role, parent });
        self.tags.len() - 1
    }

    fn glyph(&mut self, face: Face, ch: char) -> Glyph {
        let library = self.library;
        *self.glyphs.entry((face, ch)).or_insert_with(|| library.glyph(face, ch))
    }
}
