//! What printpdf leaves open: outline, language, version, dates, identity.

use chrono::Datelike;
use lopdf::{Dictionary, Object, ObjectId, StringFormat};
use sha2::{Digest, Sha256};

use crate::layout::Pages;
use crate::{Document, Error, ErrorKind};

/// Completes the object tree and writes it.
pub(super) fn finish(mut tree: lopdf::Document, document: &Document, pages: &Pages) -> Result<Vec<u8>, Error> {
    let broken = |cause: lopdf::Error| {
        Error::because(
            ErrorKind::Pdf,
            "PDF 文件生成失败，请重试；若仍失败，请联系支持人员。",
            cause,
        )
    };
    tree.version = "1.7".to_owned();
    let sheets: Vec<ObjectId> = tree.get_pages().into_values().collect();
    let outline = outline(&mut tree, pages, &sheets);
    let catalog = tree.catalog_mut().map_err(broken)?;
    catalog.set("Lang", text(&document.meta.lang));
    let mut view = Dictionary::new();
    view.set("DisplayDocTitle", true);
    catalog.set("ViewerPreferences", view);
    if let Some(outline) = outline {
        catalog.set("Outlines", outline);
        catalog.set("PageMode", "UseOutlines");
    }
    let information = tree.add_object(information(document));
    tree.trailer.set("Info", information);
    tree.compress();
    tree.trailer.remove(b"ID");
    let mut bytes = Vec::new();
    let failed =
        |cause: std::io::Error| Error::because(ErrorKind::Pdf, "PDF 文件写入失败，请检查可用内存后重试。", cause);
    // The identity is the contents: written once without it, hashed, written again with it.
    tree.prune_objects();
    tree.renumber_objects();
    tree.clone().save_to(&mut bytes).map_err(failed)?;
    let hash = Sha256::digest(&bytes);
    let id = Object::String(hash[..16].to_vec(), StringFormat::Hexadecimal);
    tree.trailer.set("ID", vec![id.clone(), id]);
    bytes.clear();
    tree.save_to(&mut bytes).map_err(failed)?;
    Ok(bytes)
}

/// Where the stamp stands among the file's properties.
pub(crate) const STAMP: &str = "MingbianReceipt";

/// The stamp of a PDF that this program wrote.
///
/// # Errors
/// When the bytes are no PDF that can be read.
pub fn stamp(bytes: &[u8]) -> Result<Option<String>, Error> {
    let broken =
        |cause: lopdf::Error| Error::because(ErrorKind::Pdf, "这个文件不是可以读取的 PDF，请核对后重选。", cause);
    let tree = lopdf::Document::load_mem(bytes).map_err(broken)?;
    let Ok(information) = tree.trailer.get(b"Info").and_then(|info| tree.dereference(info)) else {
        return Ok(None);
    };
    let found = information
        .1
        .as_dict()
        .and_then(|dictionary| dictionary.get(STAMP.as_bytes()));
    let Ok(Object::String(written, _)) = found else {
        return Ok(None);
    };
    Ok(Some(match written.strip_prefix(&[0xfe, 0xff]) {
        Some(wide) => {
            let units: Vec<u16> = wide
                .chunks_exact(2)
                .map(|pair| u16::from_be_bytes([pair[0], pair[1]]))
                .collect();
            String::from_utf16_lossy(&units)
        }
        None => String::from_utf8_lossy(written).into_owned(),
    }))
}

/// Title, author and dates. printpdf's own entry would call the file PDF/X, which it is not.
fn information(document: &Document) -> Dictionary {
    let meta = &document.meta;
    let (year, month, day) = (meta.created.year(), meta.created.month(), meta.created.day());
    let date = format!("D:{year:04}{month:02}{day:02}000000+08'00'");
    let mut information = Dictionary::new();
    for (key, value) in [
        ("Title", &meta.title),
        ("Author", &meta.author),
        ("Subject", &meta.subject),
        ("Keywords", &meta.keywords.join("，")),
        (STAMP, &meta.stamp),
    ] {
        if !value.is_empty() {
            information.set(key, text(value));
        }
    }
    information.set("Creator", text("明辩"));
    information.set("Producer", text("明辩 memo (printpdf)"));
    for key in ["CreationDate", "ModDate"] {
        information.set(key, Object::string_literal(date.as_str()));
    }
    information
}

/// A text string: UTF-16 with its mark, which every viewer reads.
fn text(value: &str) -> Object {
    if value.is_ascii() {
        return Object::string_literal(value);
    }
    let mut bytes = vec![0xfe, 0xff];
    bytes.extend(value.encode_utf16().flat_map(u16::to_be_bytes));
    Object::String(bytes, StringFormat::Hexadecimal)
}

/// One heading on its way into the outline.
struct Node {
    level: u8,
    id: ObjectId,
    entry: Dictionary,
    children: Vec<usize>,
}

/// Writes the headings as a nested outline; none for a document without headings.
fn outline(tree: &mut lopdf::Document, pages: &Pages, sheets: &[ObjectId]) -> Option<ObjectId> {
    let root = tree.new_object_id();
    let mut nodes: Vec<Node> = Vec::new();
    let mut tops: Vec<usize> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for (page, sheet) in pages.pages.iter().zip(sheets) {
        for (heading, y) in &page.headings {
            while open.last().is_some_and(|above| nodes[*above].level >= heading.level) {
                open.pop();
            }
            let mut entry = Dictionary::new();
            entry.set("Title", text(&heading.text));
            let top = (pages.sheet.1 - y) as f32;
            entry.set(
                "Dest",
                vec![
                    Object::Reference(*sheet),
                    "XYZ".into(),
                    Object::Null,
                    Object::Real(top.ceil()),
                    Object::Null,
                ],
            );
            let at = nodes.len();
            match open.last() {
                Some(parent) => nodes[*parent].children.push(at),
                None => tops.push(at),
            }
            nodes.push(Node {
                level: heading.level,
                id: tree.new_object_id(),
                entry,
                children: Vec::new(),
            });
            open.push(at);
        }
    }
    let (first, last) = (*tops.first()?, *tops.last()?);
    chain(&mut nodes, &tops, root);
    for at in 0..nodes.len() {
        let children = nodes[at].children.clone();
        if let (Some(first), Some(last)) = (children.first(), children.last()) {
            let (first, last) = (nodes[*first].id, nodes[*last].id);
            let count = i64::try_from(children.len()).unwrap_or(0);
            let entry = &mut nodes[at].entry;
            entry.set("First", first);
            entry.set("Last", last);
            // Negative: closed, so that the outline opens on the parts of the document.
            entry.set("Count", -count);
            let parent = nodes[at].id;
            chain(&mut nodes, &children, parent);
        }
    }
    let mut outlines = Dictionary::new();
    outlines.set("Type", "Outlines");
    outlines.set("First", nodes[first].id);
    outlines.set("Last", nodes[last].id);
    outlines.set("Count", i64::try_from(tops.len()).unwrap_or(0));
    tree.set_object(root, outlines);
    for node in nodes {
        tree.set_object(node.id, node.entry);
    }
    Some(root)
}

/// Links siblings to each other and to their parent.
fn chain(nodes: &mut [Node], siblings: &[usize], parent: ObjectId) {
    for (at, sibling) in siblings.iter().enumerate() {
        let before = at.checked_sub(1).map(|before| nodes[siblings[before]].id);
        let after = siblings.get(at + 1).map(|after| nodes[*after].id);
        let entry = &mut nodes[*sibling].entry;
        entry.set("Parent", parent);
        if let Some(before) = before {
            entry.set("Prev", before);
        }
        if let Some(after) = after {
            entry.set("Next", after);
        }
    }
}
