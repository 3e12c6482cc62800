//! The measures of a page in points, worked out from a style sheet.

use crate::fonts::{Face, Library};
use crate::sheet::{Heading, Notes, Sheet, Text};

use super::setting::Type;

/// Points in a millimetre.
const MM: f64 = 72.0 / 25.4;

/// How a heading is set.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Headline {
    pub set: Type,
    /// Indent of the first line in characters.
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
    pub footnote: Type,
    pub small: Type,
    pub strong: Face,
    /// Distance of the page number's baseline from the bottom of the sheet.
    pub folio: f64,
    pub folio_set: Type,
    /// Distance of the header's baseline from the top of the sheet.
    pub header: f64,
    /// How far signatures stand in from the right, in characters.
    pub signature: f64,
    pub notes: Notes,
}

impl PageStyle {
    pub fn of(sheet: &Sheet, library: &Library) -> Self {
        let (short, long) = sheet.paper.size.sides();
        let (wide, high) = if sheet.paper.landscape {
            (long, short)
        } else {
            (short, long)
        };
        let paper = &sheet.paper;
        let width = (wide - paper.left.get() - paper.right.get()) * MM;
        let height = (high - paper.top.get() - paper.bottom.get()) * MM;
        // A grid closes the characters up, or opens them, until they fill the line.
        let pitch = paper
            .columns
            .map_or(sheet.body.size.get(), |columns| width / f64::from(columns.max(1)));
        let leading = paper
            .lines
            .map_or(sheet.body.leading.get(), |lines| height / f64::from(lines.max(1)));
        let on_grid = |size: f64, own: f64| {
            if (size - sheet.body.size.get()).abs() < 0.01 {
                (pitch, if paper.lines.is_some() { leading } else { own })
            } else {
                (size, own)
            }
        };
        let text = |text: Text, chain: &[String]| Type {
            face: library.first(chain),
            size: text.size.get(),
            pitch: text.size.get(),
            leading: text.leading.get(),
        };
        let headline = |heading: Heading, chain: &[String]| {
            let face = library.first(chain);
            let (pitch, leading) = on_grid(heading.size.get(), heading.leading.get());
            Headline {
                set: Type {
                    face: if heading.bold { library.bold(face) } else { face },
                    size: heading.size.get(),
                    pitch,
                    leading,
                },
                indent: heading.indent.get(),
                above: heading.above.get(),
                below: heading.below.get(),
            }
        };
        let faces = &sheet.faces;
        let folio = sheet.footer.size.get();
        Self {
            sheet: (wide * MM, high * MM),
            top: paper.top.get() * MM,
            left: paper.left.get() * MM,
            width,
            height,
            body: Type {
                face: library.first(&faces.body),
                size: sheet.body.size.get(),
                pitch,
                leading,
            },
            title: headline(sheet.title, &faces.title),
            headings: [
                headline(sheet.level1, &faces.level1),
                headline(sheet.level2, &faces.level2),
                headline(sheet.level3, &faces.level3),
                headline(sheet.level4, &faces.level4),
            ],
            table: text(sheet.table, &faces.table),
            note: text(sheet.note, &faces.table),
            footnote: text(sheet.footnote, &faces.table),
            small: text(sheet.small, &faces.small),
            strong: library.first(&faces.strong),
            folio: sheet.footer.at.get() * MM,
            folio_set: Type {
                face: library.first(&faces.folio),
                size: folio,
                pitch: folio,
                leading: folio,
            },
            header: sheet.header.at.get() * MM,
            signature: sheet.signature.get(),
            notes: sheet.notes,
        }
    }

    /// The lower edge of the text.
    pub fn bottom(&self) -> f64 {
        self.top + self.height
    }
}
