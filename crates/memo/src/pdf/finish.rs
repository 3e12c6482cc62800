//! What printpdf leaves open: language, version, dates, identity, and how the file is written.

use chrono::Datelike;
use lopdf::{Dictionary, Object, ObjectId, SaveOptions, Stream, StringFormat};
use sha2::{Digest, Sha256};

use super::marks::PageStructure;
use super::{outline, structure};
use crate::layout::Pages;
use crate::{Document, Error, ErrorKind};

/// How hard objects are pressed together: harder costs twice the time for a hundredth of the size.
const PRESSED: u32 = 6;

/// Stands where the identity goes until the rest of the file is known.
const PLACE: [u8; 16] = *b"\x5a\x17\xc3identity-here";

/// Completes the object tree and writes it.
pub(super) fn finish(
    mut tree: lopdf::Document,
    document: &Document,
    pages: &Pages,
    drawn: &[PageStructure],
) -> Result<Vec<u8>, Error> {
    let broken = |cause: lopdf::Error| {
        Error::because(
            ErrorKind::Pdf,
            "PDF 文件生成失败，请重试；若仍失败，请联系支持人员。",
            cause,
        )
    };
    tree.version = "1.7".to_owned();
    let sheets: Vec<ObjectId> = tree.get_pages().into_values().collect();
    let outline = outline::outline(&mut tree, pages, &sheets);
    let root = structure::tree(&mut tree, pages, drawn, &sheets);
    let metadata = tree.add_object(metadata(document));
    let catalog = tree.catalog_mut().map_err(broken)?;
    catalog.set("Lang", text(&document.meta.lang));
    let mut view = Dictionary::new();
    view.set("DisplayDocTitle", true);
    catalog.set("ViewerPreferences", view);
    catalog.set("StructTreeRoot", root);
    let mut marked = Dictionary::new();
    marked.set("Marked", true);
    catalog.set("MarkInfo", marked);
    catalog.set("Metadata", metadata);
    if let Some(outline) = outline {
        catalog.set("Outlines", outline);
        catalog.set("PageMode", "UseOutlines");
    }
    // printpdf's own entry calls the file PDF/X, which it is not.
    if let Ok(Object::Reference(theirs)) = tree.trailer.get(b"Info").cloned() {
        tree.objects.remove(&theirs);
    }
    let information = tree.add_object(information(document));
    tree.trailer.set("Info", information);
    let place = Object::String(PLACE.to_vec(), StringFormat::Hexadecimal);
    tree.trailer.set("ID", vec![place.clone(), place]);
    press(&mut tree);
    let options = SaveOptions::builder()
        .use_object_streams(true)
        .use_xref_streams(true)
        .max_objects_per_stream(200)
        .compression_level(PRESSED)
        .build();
    let mut bytes = Vec::new();
    tree.save_with_options(&mut bytes, options)
        .map_err(|cause| Error::because(ErrorKind::Pdf, "PDF 文件写入失败，请检查可用内存后重试。", cause))?;
    // The identity is the contents: hashed with the place left open, then put there.
    let hash = Sha256::digest(&bytes);
    let (place, identity) = (hex(&PLACE), hex(&hash[..16]));
    let mut from = bytes.len().saturating_sub(4096);
    while let Some(at) = bytes[from..]
        .windows(place.len())
        .position(|window| window.eq_ignore_ascii_case(&place))
    {
        bytes[from + at..from + at + place.len()].copy_from_slice(&identity);
        from += at + place.len();
    }
    Ok(bytes)
}

/// Presses the pages together, on as many cores as there are: the same bytes come out whoever does it.
fn press(tree: &mut lopdf::Document) {
    let mut streams: Vec<&mut Stream> = tree
        .objects
        .values_mut()
        .filter_map(|object| match object {
            Object::Stream(stream) if stream.allows_compression => Some(stream),
            _ => None,
        })
        .collect();
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let each = streams.len().div_ceil(cores).max(1);
    std::thread::scope(|scope| {
        for part in streams.chunks_mut(each) {
            scope.spawn(move || {
                for stream in part {
                    // One that does not get smaller stays as it is.
                    let _ = stream.compress();
                }
            });
        }
    });
}

fn hex(bytes: &[u8]) -> Vec<u8> {
    bytes
        .iter()
        .flat_map(|byte| format!("{byte:02X}").into_bytes())
        .collect()
}

/// Title, author and language once more, in the form that newer programs read.
fn metadata(document: &Document) -> Stream {
    let meta = &document.meta;
    let escape = |words: &str| quick_xml::escape::escape(words).into_owned();
    let date = meta.created.format("%Y-%m-%dT00:00:00+08:00");
    let packet = format!(
        "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\
         <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><rdf:Description rdf:about=\"\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" \
         xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"><dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{}</rdf:li></rdf:Alt></dc:title>\
         <dc:creator><rdf:Seq><rdf:li>{}</rdf:li></rdf:Seq></dc:creator><dc:language><rdf:Bag><rdf:li>{}</rdf:li></rdf:Bag></dc:language>\
         <xmp:CreatorTool>明辩</xmp:CreatorTool><xmp:CreateDate>{date}</xmp:CreateDate><xmp:ModifyDate>{date}</xmp:ModifyDate>\
         <pdf:Producer>{PRODUCER}</pdf:Producer></rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>",
        escape(&meta.title),
        escape(&meta.author),
        escape(&meta.lang),
    );
    let mut dictionary = Dictionary::new();
    dictionary.set("Type", "Metadata");
    dictionary.set("Subtype", "XML");
    // Left as it is, so that a program that knows nothing of PDF can find it.
    Stream::new(dictionary, packet.into_bytes()).with_compression(false)
}

/// Who made the file.
const PRODUCER: &str = "明辩 memo (printpdf)";

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

/// Title, author and dates.
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
    information.set("Producer", text(PRODUCER));
    for key in ["CreationDate", "ModDate"] {
        information.set(key, Object::string_literal(date.as_str()));
    }
    information
}

/// A text string: UTF-16 with its mark, which every viewer reads.
pub(super) fn text(value: &str) -> Object {
    if value.is_ascii() {
        return Object::string_literal(value);
    }
    let mut bytes = vec![0xfe, 0xff];
    bytes.extend(value.encode_utf16().flat_map(u16::to_be_bytes));
    Object::String(bytes, StringFormat::Hexadecimal)
}
