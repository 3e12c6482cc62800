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
//! Measures come from the presets of [`crate::layout`]; two runs give the same bytes.

mod body;
mod frame;
mod number;
mod parts;
mod styles;
mod table;
mod xml;

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::{Document, Error, ErrorKind};

/// Writes a document as DOCX (ECMA-376, transitional), which Word, WPS and LibreOffice open.
///
/// # Errors
/// When an embedded typeface (needed to measure tables) cannot be read or the archive cannot be put together; the message
/// is Chinese.
pub fn docx(document: &Document) -> Result<Vec<u8>, Error> {
    let body = body::write(document)?;
    let parts = [
        ("[Content_Types].xml", parts::content_types()),
        ("_rels/.rels", parts::package()),
        ("docProps/core.xml", parts::core(document)),
        ("docProps/app.xml", parts::app()),
        ("docProps/custom.xml", parts::custom(document)),
        ("word/document.xml", body.xml),
        ("word/_rels/document.xml.rels", parts::relations(&body.links)),
        ("word/styles.xml", styles::styles(document)),
        ("word/numbering.xml", number::numbering(document, &body.lists)),
        ("word/settings.xml", parts::settings(document)),
        ("word/fontTable.xml", styles::fonts()),
        ("word/header1.xml", frame::header(document)),
        ("word/footer1.xml", frame::footer(document, true)),
        ("word/footer2.xml", frame::footer(document, false)),
    ];
    archive(&parts).map_err(|cause| {
        Error::because(
            ErrorKind::Docx,
            "Word 文件生成失败，请重试；若仍失败，请改用 PDF，并联系支持人员。",
            cause,
        )
    })
}

fn archive(parts: &[(&str, String)]) -> Result<Vec<u8>, zip::result::ZipError> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    // No time of day in the file: it would tell when, and make each run differ.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default());
    for (name, text) in parts {
        writer.start_file(*name, options)?;
        writer.write_all(text.as_bytes())?;
    }
    Ok(writer.finish()?.into_inner())
}
