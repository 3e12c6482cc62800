//! Pages as a PDF file, through printpdf.
//!
//! printpdf places glyphs, subsets fonts and writes `ToUnicode`; what it cannot do — a nested outline, the language, a
//! stable `/ID`, no false PDF/X label — `finish` adds to the finished object tree. Two runs give the same bytes.

mod finish;

pub(crate) use finish::STAMP;
pub use finish::stamp;
mod marks;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use printpdf::{FontId, Mm, ParsedFont, PdfDocument, PdfFontHandle, PdfPage, PdfSaveOptions};

use crate::document::Preset;
use crate::fonts::Face;
use crate::layout::{Pages, layout};
use crate::{Document, Error, ErrorKind};

/// A finished PDF and what is worth knowing about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// The file.
    pub bytes: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
    /// Names of the typefaces in it.
    pub faces_used: Vec<&'static str>,
    /// Characters no typeface has; the pages show 〓 in their place.
    pub missing_glyphs: Vec<char>,
}

/// Sets a document and writes it as PDF.
///
/// # Errors
/// When an embedded typeface cannot be read or the file cannot be put together; the message is Chinese.
pub fn pdf(document: &Document) -> Result<Rendered, Error> {
    let pages = layout(document)?;
    let mut pdf = PdfDocument::new(&document.meta.title);
    let mut fonts = BTreeMap::new();
    for face in &pages.faces_used {
        // A fixed name: printpdf's own ids come from a counter of the process.
        let id = FontId(format!("F{}", face.index() + 101));
        let font = printpdf::PdfFont::new(parsed(*face)?.clone());
        pdf.resources.fonts.map.insert(id.clone(), font);
        fonts.insert(*face, PdfFontHandle::External(id));
    }
    let (width, height) = match document.preset {
        Preset::Wide => (Mm(297.0), Mm(210.0)),
        _ => (Mm(210.0), Mm(297.0)),
    };
    pdf.pages = pages
        .pages
        .iter()
        .map(|page| PdfPage::new(width, height, marks::operations(page, &pages, &fonts)))
        .collect();
    let mut warnings = Vec::new();
    let options = PdfSaveOptions {
        image_optimization: None,
        ..PdfSaveOptions::default()
    };
    let tree = pdf.to_lopdf_document(&options, &mut warnings);
    let bytes = finish::finish(tree, document, &pages)?;
    Ok(Rendered {
        bytes,
        pages: pages.pages.len(),
        faces_used: pages.faces_used.iter().map(|face| face.name()).collect(),
        missing_glyphs: pages.missing_glyphs.iter().copied().collect(),
    })
}

/// The face as printpdf wants it, parsed once in the life of the process.
fn parsed(face: Face) -> Result<&'static ParsedFont, Error> {
    static PARSED: [OnceLock<Option<ParsedFont>>; 4] = [const { OnceLock::new() }; 4];
    PARSED[face.index()]
        .get_or_init(|| ParsedFont::from_bytes(face.bytes(), 0, &mut Vec::new()))
        .as_ref()
        .ok_or_else(|| {
            Error::new(
                ErrorKind::Font,
                format!("内嵌字体“{}”无法读取，安装文件可能已损坏，请重新安装。", face.name()),
            )
        })
}

/// Where an anchor stands: page index and distance from the top in points.
fn anchor(pages: &Pages, name: &str) -> Option<(usize, f64)> {
    pages.pages.iter().enumerate().find_map(|(at, page)| {
        let (_, y) = page.anchors.iter().find(|(anchor, _)| anchor == name)?;
        Some((at, *y))
    })
}
