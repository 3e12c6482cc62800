//! The measures of the two presets, in points. Sources: GB/T 9704-2012 for 公文式, an open practice kit for 律所式.

use crate::document::Preset;
use crate::fonts::Face;

use super::setting::Type;
use super::{SHEET_HEIGHT, SHEET_WIDTH};

/// Points in a millimetre.
const MM: f64 = 72.0 / 25.4;

/// How a heading is set.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Headline {
    pub set: Type,
    /// Indent of the first line in ems.
    pub indent: f64,
    /// Space above and below in points.
    pub above: f64,
    pub below: f64,
}

/// Everything about a page that does not depend on its contents.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PageStyle {
    /// Width and height of the sheet.
    pub sheet: (f64, f64),
    pub top: f64,
    pub left: f64,
    /// Width and height of the text.
    pub width: f64,
    pub height: f64,
    pub body: Type,
    pub title: Headline,
    pub headings: [Headline; 4],
    pub table: Type,
    pub note: Type,
    pub small: Type,
    /// Distance of the page number's baseline from the bottom of the sheet.
    pub folio: f64,
    pub folio_size: f64,
    /// Distance of the header's baseline from the top of the sheet.
    pub header: f64,
}

impl PageStyle {
    pub fn of(preset: Preset) -> Self {
        match preset {
            Preset::Official => official(),
            Preset::Firm => firm(),
            Preset::Wide => wide(),
        }
    }

    /// The lower edge of the text.
    pub fn bottom(&self) -> f64 {
        self.top + self.height
    }
}

const fn set(face: Face, size: f64, leading: f64) -> Type {
    Type {
        face,
        size,
        pitch: size,
        leading,
    }
}

/// Text block 156 × 225 mm, 22 lines of 28 characters; 版心 from 37 mm above and 28 mm left.
fn official() -> PageStyle {
    let width = 156.0 * MM;
    let height = 225.0 * MM;
    let leading = height / 22.0;
    // 28 characters of 16 pt are 6 pt wider than 156 mm: the grid closes up by a fifth of a point.
    let on_grid = |face: Face| Type {
        pitch: width / 28.0,
        ..set(face, 16.0, leading)
    };
    let headline = |face: Face| Headline {
        set: on_grid(face),
        indent: 2.0,
        above: 0.0,
        below: 0.0,
    };
    PageStyle {
        sheet: (SHEET_WIDTH, SHEET_HEIGHT),
        top: 37.0 * MM,
        left: 28.0 * MM,
        width,
        height,
        body: on_grid(Face::Serif),
        title: Headline {
            set: set(Face::SerifBold, 22.0, 36.0),
            indent: 0.0,
            above: 0.0,
            below: leading,
        },
        headings: [
            headline(Face::SansBold),
            headline(Face::SerifBold),
            headline(Face::SerifBold),
            headline(Face::Serif),
        ],
        table: set(Face::Serif, 12.0, 19.0),
        note: set(Face::Serif, 12.0, 20.0),
        small: set(Face::Sans, 9.0, 14.0),
        folio: SHEET_HEIGHT - (37.0 + 225.0 + 7.0 + 4.0) * MM,
        folio_size: 14.0,
        header: 26.0 * MM,
    }
}

/// Margins 25.4 and 31.7 mm, the text narrowed to whole characters: 29 of 14 pt.
fn firm() -> PageStyle {
    let size = 14.0;
    let leading = 27.0;
    let width = 29.0 * size;
    let lines = ((SHEET_HEIGHT - 2.0 * 25.4 * MM) / leading).floor();
    let height = lines * leading;
    let headline = |face: Face, size: f64, above: f64, below: f64| Headline {
        set: set(face, size, leading),
        indent: 2.0,
        above,
        below,
    };
    PageStyle {
        sheet: (SHEET_WIDTH, SHEET_HEIGHT),
        top: (SHEET_HEIGHT - height) / 2.0,
        left: (SHEET_WIDTH - width) / 2.0,
        width,
        height,
        body: set(Face::Serif, size, leading),
        title: Headline {
            set: set(Face::SerifBold, 20.0, 34.0),
            indent: 0.0,
            above: 0.0,
            below: 20.0,
        },
        headings: [
            headline(Face::SansBold, size, 9.0, 2.0),
            headline(Face::SerifBold, size, 4.0, 0.0),
            headline(Face::SerifBold, size, 0.0, 0.0),
            headline(Face::Serif, size, 0.0, 0.0),
        ],
        table: set(Face::Serif, 10.5, 16.5),
        note: set(Face::Serif, 10.5, 17.5),
        small: set(Face::Sans, 9.0, 14.0),
        folio: 15.0 * MM,
        folio_size: 9.0,
        header: 16.5 * MM,
    }
}

/// The sheet turned, margins 15 and 18 mm, everything a step smaller: room for a table of many columns.
fn wide() -> PageStyle {
    let (size, leading) = (12.0, 20.0);
    let (wide, high) = (SHEET_HEIGHT, SHEET_WIDTH);
    let width = wide - 2.0 * 15.0 * MM;
    let height = high - 2.0 * 18.0 * MM;
    let headline = |face: Face, size: f64, above: f64, below: f64| Headline {
        set: set(face, size, leading),
        indent: 0.0,
        above,
        below,
    };
    PageStyle {
        sheet: (wide, high),
        top: 18.0 * MM,
        left: 15.0 * MM,
        width,
        height,
        body: set(Face::Serif, size, leading),
        title: Headline {
            set: set(Face::SerifBold, 18.0, 28.0),
            indent: 0.0,
            above: 0.0,
            below: 10.0,
        },
        headings: [
            headline(Face::SansBold, 12.0, 10.0, 4.0),
            headline(Face::SerifBold, 12.0, 6.0, 2.0),
            headline(Face::SerifBold, size, 4.0, 0.0),
            headline(Face::Serif, size, 0.0, 0.0),
        ],
        table: set(Face::Serif, 9.5, 14.5),
        note: set(Face::Serif, 9.5, 15.5),
        small: set(Face::Sans, 9.0, 14.0),
        folio: 10.0 * MM,
        folio_size: 9.0,
        header: 11.5 * MM,
    }
}
