//! The document as a Word file.
//!
//! ```text
//! blocks ─ body ▶ document.xml ┐
//! preset ─ styles ▶ styles.xml ├─ zip ▶ bytes
//!          numbering, frame   ┘
//! ```
//!
//! What Word can do by itself is left to it: heading numbers, list marks, page numbers, repeated table heads. Where its
//! counting would print another number than the PDF, the number stands as words instead, so both always say the same.
//! Measures come from the style sheet, as in [`crate::layout`]; two runs give the same bytes.

mod body;
mod emf;
mod frame;
mod front;
mod notes;
mod number;
mod parts;
mod styles;
mod table;
mod xml;

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::fonts::library;
use crate::layout::style::PageStyle;
use crate::{Document, Error, ErrorKind};

/// Writes a document as DOCX (ECMA-376, transitional), which Word, WPS and LibreOffice open.
///
/// # Errors
/// When an embedded typeface (needed to measure tables) cannot be read or the archive cannot be put together; the message
/// is Chinese.
pub fn docx(document: &Document) -> Result<Vec<u8>, Error> {
    let style = PageStyle::of(document.look(), library()?);
    let body = body::write(document, &style)?;
    let mut parts: Vec<(String, Vec<u8>)> = [
        ("[Content_Types].xml", parts::content_types()),
        ("_rels/.rels", parts::package()),
        ("docProps/core.xml", parts::core(document)),
        ("docProps/app.xml", parts::app()),
        ("docProps/custom.xml", parts::custom(document)),
        ("word/document.xml", body.xml),
        (
            "word/_rels/document.xml.rels",
            parts::relations(&body.links, body.charts.len()),
        ),
        ("word/styles.xml", styles::styles(document, &style)),
        ("word/numbering.xml", number::numbering(document, &style, &body.lists)),
        ("word/settings.xml", parts::settings(document)),
        ("word/fontTable.xml", styles::fonts(document.look())),
        ("word/footnotes.xml", notes::part(&body.notes)),
        ("word/header1.xml", frame::header(document)),
        ("word/header2.xml", frame::cover_header(document)),
        ("word/footer1.xml", frame::footer(document, true)),
        ("word/footer2.xml", frame::footer(document, false)),
    ]
    .into_iter()
    .map(|(name, text)| (name.to_owned(), text.into_bytes()))
    .collect();
    for (at, chart) in body.charts.into_iter().enumerate() {
        parts.push((format!("word/media/chart{}.emf", at + 1), chart));
    }
    archive(&parts).map_err(|cause| {
        Error::because(
            ErrorKind::Docx,
            "Word 文件生成失败，请重试；若仍失败，请改用 PDF，并联系支持人员。",
            cause,
        )
    })
}

fn archive(parts: &[(String, Vec<u8>)]) -> Result<Vec<u8>, zip::result::ZipError> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    // No time of day in the file: it would tell when, and make each run differ.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default());
    for (name, bytes) in parts {
        writer.start_file(name.as_str(), options)?;
        writer.write_all(bytes)?;
    }
    Ok(writer.finish()?.into_inner())
}
