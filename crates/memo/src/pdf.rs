//! Pages as a PDF file, through printpdf.
//!
//! ```text
//! pages ─ marks ▶ printpdf (glyphs, subsets, ToUnicode) ─▶ lopdf tree ─ outline, tree, finish ▶ bytes
//! ```
//!
//! printpdf places glyphs, subsets fonts and writes `ToUnicode`. What it cannot do — a nested outline, the language, the
//! structure tree that says what is a heading and what a cell, a stable `/ID`, no false PDF/X label — is added to the
//! finished object tree. Two runs give the same bytes.

mod finish;
mod marks;
mod outline;
mod structure;

pub(crate) use finish::STAMP;
pub use finish::stamp;

use std::collections::{BTreeMap, HashMap};
use std::sync::Mutex;

use printpdf::{FontId, ParsedFont, PdfDocument, PdfFontHandle, PdfPage, PdfSaveOptions, Pt};

use crate::fonts::{Face, FaceUse, library, uses};
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
    /// For each part of the paper, the face asked for and the one it is set in.
    pub faces: Vec<FaceUse>,
    /// Characters no typeface has; the pages show 〓 in their place.
    pub missing_glyphs: Vec<char>,
}

impl Rendered {
    /// What the person who prints it should know, in Chinese sentences: characters that could not be set.
    pub fn notices(&self) -> Vec<String> {
        if self.missing_glyphs.is_empty() {
            return Vec::new();
        }
        let shown: Vec<String> = self
            .missing_glyphs
            .iter()
            .map(|ch| format!("“{ch}”（U+{:04X}）", u32::from(*ch)))
            .collect();
        vec![format!(
            "{} 在可用的字体中都没有，纸面上印作〓；请核对用字，或导出 Word 文件后换用有此字的字体。",
            shown.join("、")
        )]
    }
}

/// Sets a document and writes it as PDF.
///
/// # Errors
/// When an embedded typeface cannot be read or the file cannot be put together; the message is Chinese.
pub fn pdf(document: &Document) -> Result<Rendered, Error> {
    let mut pages = layout(document)?;
    let mut pdf = PdfDocument::new(&document.meta.title);
    let mut fonts = BTreeMap::new();
    for face in &pages.faces_used {
        // A fixed name: printpdf's own ids come from a counter of the process.
        let id = FontId(format!("F{}", face.index() + 101));
        pdf.resources
            .fonts
            .map
            .insert(id.clone(), printpdf::PdfFont::new(parsed(*face)?));
        fonts.insert(*face, PdfFontHandle::External(id));
    }
    let (width, height) = (Pt(pages.sheet.0 as f32).into(), Pt(pages.sheet.1 as f32).into());
    let mut drawer = marks::Drawer::new(&pages, &fonts);
    let mut structure = Vec::with_capacity(pages.pages.len());
    for page in &mut pages.pages {
        // What is drawn is let go: a long paper is never held twice.
        let drawn = drawer.page(std::mem::take(&mut page.marks));
        pdf.pages.push(PdfPage::new(width, height, drawn.ops));
        structure.push(drawn.structure);
    }
    let mut warnings = Vec::new();
    let options = PdfSaveOptions {
        image_optimization: None,
        ..PdfSaveOptions::default()
    };
    let tree = pdf.to_lopdf_document(&options, &mut warnings);
    drop(pdf);
    let bytes = finish::finish(tree, document, &pages, &structure)?;
    Ok(Rendered {
        bytes,
        pages: pages.pages.len(),
        faces_used: pages.faces_used.iter().map(|face| face.name()).collect(),
        faces: uses(document)?,
        missing_glyphs: pages.missing_glyphs.iter().copied().collect(),
    })
}

/// The face as printpdf wants it, parsed once in the life of the process.
fn parsed(face: Face) -> Result<ParsedFont, Error> {
    static PARSED: Mutex<Option<HashMap<Face, ParsedFont>>> = Mutex::new(None);
    let mut parsed = PARSED.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let parsed = parsed.get_or_insert_with(HashMap::new);
    if let Some(font) = parsed.get(&face) {
        return Ok(font.clone());
    }
    let font = library()?
        .file(face)
        .and_then(|(bytes, at)| ParsedFont::from_bytes(bytes, at as usize, &mut Vec::new()))
        .ok_or_else(|| {
            Error::new(
                ErrorKind::Font,
                format!("字体“{}”无法读取，安装文件可能已损坏，请重新安装。", face.name()),
            )
        })?;
    parsed.insert(face, font.clone());
    Ok(font)
}

/// Where an anchor stands: page index and distance from the top in points.
fn anchors(pages: &Pages) -> HashMap<String, (usize, f64)> {
    let mut found = HashMap::new();
    for (at, page) in pages.pages.iter().enumerate() {
        for (name, y) in &page.anchors {
            found.entry(name.clone()).or_insert((at, *y));
        }
    }
    found
}
