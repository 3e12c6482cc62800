//! A Word document's words, page by page: paragraphs, headings, tables, notes.
//!
//! ```text
//! ZIP ─▶ document.xml ─body─▶ pages of paragraphs
//!        styles.xml ──styles─▶ which style is a heading of which level
//!        numbering.xml ──lists─▶ the number before a paragraph
//!        footnotes.xml, endnotes.xml ─notes─▶ text by id, put under the page that refers to them
//!        header1.xml, footer1.xml … ─margins─▶ put once, on the first page that shows them
//! ```
//!
//! Where a page ends is what Word wrote when it last laid the document out, and the breaks its author put in. A document that
//! was never laid out is cut into pages by length, and says so. Deleted text, comments, field codes and page numbers are not
//! part of the words.

mod body;
mod lists;
mod margins;
mod notes;
mod styles;

use quick_xml::events::BytesStart;

use crate::refusal::Refusal;
use crate::zip::{Archive, ZipFault};

/// Elements within elements.
const DEPTH: usize = 400;
/// Characters of text in one document: some 8,000 pages.
const CHARACTERS: usize = 12_000_000;
/// Paragraphs and table rows in one document.
const PARAGRAPHS: usize = 400_000;

/// What a Word document says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Docx {
    /// Its pages, in order; at least one.
    pub pages: Vec<DocxPage>,
    /// Pages were cut by length because the document does not say where they end: they will differ from a printed copy.
    pub by_length: bool,
    /// It holds tracked changes. Inserted text is kept, deleted text left out.
    pub tracked: bool,
}

/// One page of a Word document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DocxPage {
    /// What stands on it, in order; notes last.
    pub paragraphs: Vec<Paragraph>,
}

impl DocxPage {
    /// The page as plain text, a line a paragraph.
    pub fn text(&self) -> String {
        let lines: Vec<&str> = self
            .paragraphs
            .iter()
            .map(|paragraph| paragraph.text.as_str())
            .collect();
        lines.join("\n")
    }
}

/// One paragraph, table row or note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// What it is.
    pub kind: ParagraphKind,
    /// Its words. Cells of a row are parted by tabs; a line break stays a line break.
    pub text: String,
}

/// What a paragraph is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParagraphKind {
    /// Running text.
    Text,
    /// A heading, 1 to 9.
    Heading(u8),
    /// A row of a table.
    Row,
    /// A footnote or endnote, under the page that refers to it.
    Note,
    /// A header or footer, on the first page that shows it.
    Margin,
}

/// Reads a Word document.
///
/// # Errors
/// A [`Refusal`] when it is damaged, under a password, or would unpack beyond all reason.
pub fn read_docx(bytes: &[u8], name: &str) -> Result<Docx, Refusal> {
    read(bytes).map_err(|fault| match fault {
        Fault::Damaged => Refusal::new(
            name,
            "已经损坏，读不出文字",
            "请用 Word 或 WPS 打开并另存一份，或者换一份完好的副本再导入。",
        ),
        Fault::TooLarge => Refusal::new(
            name,
            "解压后大得不合理，没有打开",
            "请核实文件来历；确是文书的，请另存为 PDF 再导入。",
        ),
        Fault::Locked => Refusal::new(name, "有打开密码", "请用密码打开，另存一份不带密码的再导入。"),
    })
}

/// What can be wrong with a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    Damaged,
    TooLarge,
    Locked,
}

impl From<ZipFault> for Fault {
    fn from(fault: ZipFault) -> Fault {
        match fault {
            ZipFault::Damaged => Fault::Damaged,
            ZipFault::Bomb => Fault::TooLarge,
            ZipFault::Locked => Fault::Locked,
        }
    }
}

impl From<quick_xml::Error> for Fault {
    fn from(_: quick_xml::Error) -> Fault {
        Fault::Damaged
    }
}

fn read(bytes: &[u8]) -> Result<Docx, Fault> {
    let archive = Archive::open(bytes)?;
    let part = |name: &str| -> Result<Option<String>, Fault> {
        let Some(content) = archive.read(name)? else {
            return Ok(None);
        };
        let content = content.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&content).to_vec();
        String::from_utf8(content).map(Some).map_err(|_| Fault::Damaged)
    };
    let document = part("word/document.xml")?
        .or(part("word/document2.xml")?)
        .ok_or(Fault::Damaged)?;
    let (levels, styled) = part("word/styles.xml")?.map_or_else(|| Ok(Default::default()), |xml| styles::read(&xml))?;
    let lists = part("word/numbering.xml")?.map_or_else(|| Ok(Default::default()), |xml| lists::Lists::read(&xml))?;
    let mut margins = margins::Margins::default();
    if let Some(relations) = part("word/_rels/document.xml.rels")? {
        for (relation, place) in margins::Margins::targets(&relations)? {
            if let Some(xml) = part(&place)? {
                margins.read(relation, &xml)?;
            }
        }
    }
    let mut notes = notes::Notes::default();
    for (name, kind) in [("word/footnotes.xml", "footnote"), ("word/endnotes.xml", "endnote")] {
        if let Some(xml) = part(name)? {
            notes.read(&xml, kind)?;
        }
    }
    body::read(&document, &levels, &notes, lists.with_styles(styled), margins)
}

/// The value of an attribute, by its name without prefix.
fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut all = tag.attributes();
    let found = all
        .with_checks(false)
        .filter_map(Result::ok)
        .find(|attribute| attribute.key.local_name().as_ref() == name)?;
    quick_xml::escape::unescape(&found.value)
        .ok()
        .map(std::borrow::Cow::into_owned)
}

/// Whether an on/off element is on: present, and not `0`, `false` or `off`.
fn on(tag: &BytesStart<'_>) -> bool {
    !matches!(attribute(tag, "val").as_deref(), Some("0" | "false" | "off"))
}

/// What an entity in the text stands for: the five predefined ones and character numbers. Others are left out; none is expanded.
fn entity(reference: &quick_xml::events::BytesRef<'_>) -> Option<char> {
    match reference.resolve_char_ref() {
        Ok(Some(character)) => Some(character),
        Ok(None) => quick_xml::escape::resolve_predefined_entity(reference)?.chars().next(),
        Err(_) => None,
    }
}
