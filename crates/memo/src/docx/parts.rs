//! The small parts: what the package holds, the file's properties, settings.

use super::xml::{SPACES, Xml, escape};
use crate::document::{Document, Footer};

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

pub(super) fn content_types() -> String {
    let mut xml = Xml::new();
    xml.put(format_args!(
        "<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"rels\" \
         ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"emf\" ContentType=\"image/x-emf\"/>"
    ));
    for (part, kind) in [
        ("/word/document.xml", format!("{WORD}.document.main+xml")),
        ("/word/styles.xml", format!("{WORD}.styles+xml")),
        ("/word/numbering.xml", format!("{WORD}.numbering+xml")),
        ("/word/settings.xml", format!("{WORD}.settings+xml")),
        ("/word/fontTable.xml", format!("{WORD}.fontTable+xml")),
        ("/word/footnotes.xml", format!("{WORD}.footnotes+xml")),
        ("/word/header1.xml", format!("{WORD}.header+xml")),
        ("/word/header2.xml", format!("{WORD}.header+xml")),
        ("/word/footer1.xml", format!("{WORD}.footer+xml")),
        ("/word/footer2.xml", format!("{WORD}.footer+xml")),
        (
            "/docProps/core.xml",
            "application/vnd.openxmlformats-package.core-properties+xml".to_owned(),
        ),
        (
            "/docProps/app.xml",
            "application/vnd.openxmlformats-officedocument.extended-properties+xml".to_owned(),
        ),
        (
            "/docProps/custom.xml",
            "application/vnd.openxmlformats-officedocument.custom-properties+xml".to_owned(),
        ),
    ] {
        xml.put(format_args!("<Override PartName=\"{part}\" ContentType=\"{kind}\"/>"));
    }
    xml.raw("</Types>");
    xml.finish()
}

fn relationships(entries: &[(String, String)], links: &[String], charts: usize) -> String {
    let mut xml = Xml::new();
    xml.put(format_args!("<Relationships xmlns=\"{PACKAGE}/relationships\">"));
    for (at, (kind, target)) in entries.iter().enumerate() {
        xml.put(format_args!(
            "<Relationship Id=\"rId{}\" Type=\"{kind}\" Target=\"{target}\"/>",
            at + 1
        ));
    }
    for (at, link) in links.iter().enumerate() {
        xml.put(format_args!(
            "<Relationship Id=\"link{}\" Type=\"{OFFICE}/relationships/hyperlink\" Target=\"{}\" TargetMode=\"External\"/>",
            at + 1,
            escape(link)
        ));
    }
    for at in 1..=charts {
        xml.put(format_args!(
            "<Relationship Id=\"chart{at}\" Type=\"{OFFICE}/relationships/image\" Target=\"media/chart{at}.emf\"/>"
        ));
    }
    xml.raw("</Relationships>");
    xml.finish()
}

pub(super) fn package() -> String {
    relationships(
        &[
            (
                format!("{OFFICE}/relationships/officeDocument"),
                "word/document.xml".into(),
            ),
            (
                format!("{PACKAGE}/relationships/metadata/core-properties"),
                "docProps/core.xml".into(),
            ),
            (
                format!("{OFFICE}/relationships/extended-properties"),
                "docProps/app.xml".into(),
            ),
            (
                format!("{OFFICE}/relationships/custom-properties"),
                "docProps/custom.xml".into(),
            ),
        ],
        &[],
        0,
    )
}

/// What the text refers to; the frame counts on this order.
pub(super) fn relations(links: &[String], charts: usize) -> String {
    let parts = [
        ("styles", "styles.xml"),
        ("numbering", "numbering.xml"),
        ("settings", "settings.xml"),
        ("fontTable", "fontTable.xml"),
        ("header", "header1.xml"),
        ("footer", "footer1.xml"),
        ("footer", "footer2.xml"),
        ("header", "header2.xml"),
        ("footnotes", "footnotes.xml"),
    ];
    let entries: Vec<(String, String)> = parts
        .iter()
        .map(|(kind, target)| (format!("{OFFICE}/relationships/{kind}"), (*target).to_owned()))
        .collect();
    relationships(&entries, links, charts)
}

/// Title, author, dates.
pub(super) fn core(document: &Document) -> String {
    let meta = &document.meta;
    let date = meta.created.format("%Y-%m-%dT00:00:00Z");
    let mut xml = Xml::new();
    xml.put(format_args!(
        "<cp:coreProperties xmlns:cp=\"{PACKAGE}/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:dcterms=\"http://purl.org/dc/terms/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\
         <dc:title>{}</dc:title><dc:subject>{}</dc:subject><dc:creator>{}</dc:creator><cp:keywords>{}</cp:keywords>\
         <cp:lastModifiedBy>{}</cp:lastModifiedBy><dcterms:created xsi:type=\"dcterms:W3CDTF\">{date}</dcterms:created>\
         <dcterms:modified xsi:type=\"dcterms:W3CDTF\">{date}</dcterms:modified><dc:language>{}</dc:language>\
         </cp:coreProperties>",
        escape(&meta.title),
        escape(&meta.subject),
        escape(&meta.author),
        escape(&meta.keywords.join("，")),
        escape(&meta.author),
        escape(&meta.lang),
    ));
    xml.finish()
}

pub(super) fn app() -> String {
    let mut xml = Xml::new();
    xml.put(format_args!(
        "<Properties xmlns=\"{OFFICE}/extended-properties\"><Application>明辩</Application></Properties>"
    ));
    xml.finish()
}

/// The stamp from which the paper can be made again, as in the PDF's properties.
pub(super) fn custom(document: &Document) -> String {
    let mut xml = Xml::new();
    xml.put(format_args!(
        "<Properties xmlns=\"{OFFICE}/custom-properties\" xmlns:vt=\"{OFFICE}/docPropsVTypes\">"
    ));
    if !document.meta.stamp.is_empty() {
        xml.put(format_args!(
            "<property fmtid=\"{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}\" pid=\"2\" name=\"{}\"><vt:lpwstr>{}</vt:lpwstr></property>",
            crate::pdf::STAMP,
            escape(&document.meta.stamp)
        ));
    }
    xml.raw("</Properties>");
    xml.finish()
}

/// How Word is to behave: odd and even pages, Chinese marks at line ends, the layout of Word 2013 and later.
pub(super) fn settings(document: &Document) -> String {
    let mirrored = if document.footer == Footer::Dashed {
        "<w:evenAndOddHeaders/>"
    } else {
        ""
    };
    let mut xml = Xml::new();
    xml.put(format_args!(
        "<w:settings {SPACES}>{mirrored}<w:characterSpacingControl w:val=\"compressPunctuation\"/>\
         <w:footnotePr><w:footnote w:id=\"-1\"/><w:footnote w:id=\"0\"/></w:footnotePr><w:compat>\
         <w:spaceForUL/><w:balanceSingleByteDoubleByteWidth/><w:doNotLeaveBackslashAlone/><w:ulTrailSpace/>\
         <w:doNotExpandShiftReturn/><w:adjustLineHeightInTable/><w:useFELayout/>\
         <w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/>\
         </w:compat><w:themeFontLang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/></w:settings>"
    ));
    xml.finish()
}
