//! The words in a finished file, as anybody who opens it can get at them: pages, properties, bookmarks, hidden strings.
//!
//! Whoever hands out a copy without names looks here, at the bytes and not at the document they were made from.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use lopdf::content::Content;
use lopdf::{Dictionary, Object, ObjectId};
use zip::ZipArchive;

use crate::{Error, ErrorKind};

/// Every stretch of text in a PDF: one per page as extracted, then every string of the file.
///
/// # Errors
/// When the bytes are no PDF that can be read.
pub fn pdf_words(bytes: &[u8]) -> Result<Vec<String>, Error> {
    let broken =
        |cause: lopdf::Error| Error::because(ErrorKind::Pdf, "这个文件不是可以读取的 PDF，请核对后重选。", cause);
    let tree = lopdf::Document::load_mem(bytes).map_err(broken)?;
    let mut found = Vec::new();
    for page in tree.get_pages().into_values() {
        found.push(page_words(&tree, page).map_err(broken)?);
    }
    for object in tree.objects.values() {
        strings(object, &mut found);
        // Metadata in XML, and whatever else is text by itself.
        if let Object::Stream(stream) = object
            && stream
                .dict
                .get(b"Type")
                .and_then(Object::as_name)
                .is_ok_and(|name| name == b"Metadata")
        {
            let content = stream.decompressed_content().unwrap_or_else(|_| stream.content.clone());
            found.push(String::from_utf8_lossy(&content).into_owned());
        }
    }
    for (_, object) in tree.trailer.iter() {
        strings(object, &mut found);
    }
    Ok(found)
}

/// Every stretch of text in a Word file: of each part its words run together, then each attribute.
///
/// # Errors
/// When the bytes are no Word file that can be read.
pub fn docx_words(bytes: &[u8]) -> Result<Vec<String>, Error> {
    let broken = |cause: zip::result::ZipError| {
        Error::because(
            ErrorKind::Docx,
            "这个文件不是可以读取的 Word 文件，请核对后重选。",
            cause,
        )
    };
    let unread =
        |cause: std::io::Error| Error::because(ErrorKind::Docx, "这个 Word 文件读不完整，请重新导出后再试。", cause);
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    let mut found = Vec::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).map_err(broken)?;
        found.push(part.name().map_err(broken)?.into_owned());
        let mut content = Vec::new();
        part.read_to_end(&mut content).map_err(unread)?;
        xml_words(&String::from_utf8_lossy(&content), &mut found);
    }
    Ok(found)
}

/// What codes mean in one font.
type Codes = BTreeMap<u16, String>;

fn page_words(tree: &lopdf::Document, page: ObjectId) -> Result<String, lopdf::Error> {
    let fonts: BTreeMap<Vec<u8>, Codes> = tree
        .get_page_fonts(page)?
        .into_iter()
        .map(|(name, font)| (name, codes(tree, font)))
        .collect();
    let content = Content::decode(&tree.get_page_content(page))?;
    let mut words = String::new();
    let none = Codes::new();
    let mut font = &none;
    for operation in &content.operations {
        match operation.operator.as_str() {
            "Tf" => {
                let name = operation.operands.first().and_then(|name| name.as_name().ok());
                font = name.and_then(|name| fonts.get(name)).unwrap_or(&none);
            }
            "Tj" | "TJ" | "'" | "\"" => {
                for operand in &operation.operands {
                    shown(operand, font, &mut words);
                }
            }
            "Td" | "TD" | "Tm" | "T*" | "ET" => words.push('\n'),
            _ => {
                let mut hidden = Vec::new();
                for operand in &operation.operands {
                    strings(operand, &mut hidden);
                }
                for text in hidden {
                    words.push('\n');
                    words.push_str(&text);
                }
            }
        }
    }
    Ok(words)
}

fn shown(operand: &Object, font: &Codes, words: &mut String) {
    match operand {
        Object::String(bytes, _) => {
            for pair in bytes.chunks(2) {
                let code = match *pair {
                    [high, low] => u16::from_be_bytes([high, low]),
                    [low] => u16::from(low),
                    _ => continue,
                };
                if let Some(text) = font.get(&code) {
                    words.push_str(text);
                }
            }
        }
        Object::Array(parts) => parts.iter().for_each(|part| shown(part, font, words)),
        _ => {}
    }
}

/// Reads the map a font carries from its codes to characters.
fn codes(tree: &lopdf::Document, font: &Dictionary) -> Codes {
    let stream = font
        .get(b"ToUnicode")
        .and_then(|object| tree.dereference(object))
        .and_then(|(_, object)| object.as_stream());
    let mut codes = Codes::new();
    let Ok(stream) = stream else { return codes };
    let content = stream.decompressed_content().unwrap_or_else(|_| stream.content.clone());
    let text = String::from_utf8_lossy(&content).into_owned();
    for part in text.split("beginbfchar").skip(1) {
        let part = part.split("endbfchar").next().unwrap_or_default();
        let all = hexes(part);
        for pair in all.chunks_exact(2) {
            codes.insert(code(&pair[0]), characters(&pair[1]));
        }
    }
    for part in text.split("beginbfrange").skip(1) {
        let part = part.split("endbfrange").next().unwrap_or_default();
        ranges(part, &mut codes);
    }
    codes
}

fn ranges(part: &str, codes: &mut Codes) {
    let mut rest = part;
    while let Some((from, after)) = next_hex(rest) {
        let Some((to, after)) = next_hex(after) else { return };
        let (from, to) = (code(&from), code(&to));
        let after = after.trim_start();
        if let Some(list) = after.strip_prefix('[') {
            let (inside, after) = list.split_once(']').unwrap_or((list, ""));
            for (own, target) in (from..=to).zip(hexes(inside)) {
                codes.insert(own, characters(&target));
            }
            rest = after;
        } else {
            let Some((target, after)) = next_hex(after) else { return };
            let first = characters(&target);
            let mut before: Vec<char> = first.chars().collect();
            for own in from..=to {
                codes.insert(own, before.iter().collect());
                if let Some(last) = before.last_mut() {
                    *last = char::from_u32(u32::from(*last) + 1).unwrap_or(*last);
                }
            }
            rest = after;
        }
    }
}

fn next_hex(text: &str) -> Option<(Vec<u8>, &str)> {
    let (_, inside) = text.split_once('<')?;
    let (digits, after) = inside.split_once('>')?;
    Some((hex(digits), after))
}

fn hexes(text: &str) -> Vec<Vec<u8>> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((bytes, after)) = next_hex(rest) {
        found.push(bytes);
        rest = after;
    }
    found
}

fn hex(digits: &str) -> Vec<u8> {
    let digits: Vec<u32> = digits.chars().filter_map(|ch| ch.to_digit(16)).collect();
    let byte = |pair: &[u32]| u8::try_from(pair[0] * 16 + pair.get(1).copied().unwrap_or(0)).unwrap_or(0);
    digits.chunks(2).map(byte).collect()
}

fn code(bytes: &[u8]) -> u16 {
    bytes.iter().fold(0, |code, byte| code << 8 | u16::from(*byte))
}

fn characters(bytes: &[u8]) -> String {
    let units: Vec<u16> = bytes
        .chunks(2)
        .map(|pair| u16::from_be_bytes([pair[0], pair.get(1).copied().unwrap_or(0)]))
        .collect();
    String::from_utf16_lossy(&units)
}

/// The strings inside an object.
fn strings(object: &Object, found: &mut Vec<String>) {
    match object {
        Object::String(bytes, _) => found.push(decoded(bytes)),
        Object::Array(parts) => parts.iter().for_each(|part| strings(part, found)),
        Object::Dictionary(own) => own.iter().for_each(|(_, part)| strings(part, found)),
        Object::Stream(stream) => stream.dict.iter().for_each(|(_, part)| strings(part, found)),
        Object::Name(name) => found.push(String::from_utf8_lossy(name).into_owned()),
        _ => {}
    }
}

fn decoded(bytes: &[u8]) -> String {
    match bytes.strip_prefix(&[0xfe, 0xff]) {
        Some(wide) => characters(wide),
        None => String::from_utf8_lossy(bytes).into_owned(),
    }
}

/// The words between the tags, and the values inside them.
fn xml_words(xml: &str, found: &mut Vec<String>) {
    let mut words = String::new();
    let mut rest = xml;
    while let Some((before, after)) = rest.split_once('<') {
        words.push_str(before);
        let (tag, after) = after.split_once('>').unwrap_or((after, ""));
        // A paragraph ends a line; anything else may stand in the middle of a word.
        if tag.starts_with("/w:p") && !tag.starts_with("/w:pPr") {
            words.push('\n');
        }
        found.extend(tag.split('"').skip(1).step_by(2).map(plain));
        rest = after;
    }
    words.push_str(rest);
    found.push(plain(&words));
}

fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        plain.push_str(before);
        let (name, after) = after.split_once(';').unwrap_or((after, ""));
        let number = name
            .strip_prefix('#')
            .and_then(|digits| match digits.strip_prefix('x') {
                Some(digits) => u32::from_str_radix(digits, 16).ok(),
                None => digits.parse().ok(),
            });
        match (name, number.and_then(char::from_u32)) {
            ("amp", _) => plain.push('&'),
            ("lt", _) => plain.push('<'),
            ("gt", _) => plain.push('>'),
            ("quot", _) => plain.push('"'),
            ("apos", _) => plain.push('\''),
            (_, Some(ch)) => plain.push(ch),
            _ => plain.push('&'),
        }
        rest = after;
    }
    plain + rest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Document;
    use crate::document::{Block, Meta, Preset, Span};
    use chrono::NaiveDate;

    fn document() -> Document {
        let date = NaiveDate::from_ymd_opt(2026, 11, 30).expect("a day");
        let meta = Meta {
            author: "某某律师事务所".into(),
            stamp: "回执".into(),
            ..Meta::new("关于王小明一案", date)
        };
        let blocks = vec![
            Block::heading(1, "王小明的行为"),
            Block::paragraph(vec![
                Span::regular("王"),
                Span::bold("小明"),
                Span::regular(" & <李四> 100元。"),
            ]),
        ];
        Document::new(meta, Preset::Official, blocks)
    }

    fn joined(found: &[String]) -> String {
        found.concat().chars().filter(|ch| !ch.is_whitespace()).collect()
    }

    #[test]
    fn what_a_reader_of_the_pdf_gets_is_found() {
        let found = pdf_words(&crate::pdf(&document()).expect("set").bytes).expect("read");
        let all = joined(&found);
        for words in [
            "王小明的行为",
            "王小明&<李四>100元。",
            "关于王小明一案",
            "某某律师事务所",
            "回执",
        ] {
            assert!(all.contains(words), "{words}");
        }
    }

    #[test]
    fn what_a_reader_of_the_word_file_gets_is_found() {
        let found = docx_words(&crate::docx(&document()).expect("set")).expect("read");
        let all = joined(&found);
        for words in [
            "王小明的行为",
            "王小明&<李四>100元。",
            "关于王小明一案",
            "某某律师事务所",
        ] {
            assert!(all.contains(words), "{words}");
        }
    }

    #[test]
    fn anything_else_is_refused() {
        assert!(pdf_words(b"nothing").is_err());
        assert!(docx_words(b"nothing").is_err());
    }
}
