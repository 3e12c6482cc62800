//! The body of a document, read once from front to back.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::lists::{Lists, Place};
use super::margins::Margins;
use super::notes::Notes;
use super::styles::{Levels, outline};
use super::{CHARACTERS, DEPTH, Docx, DocxPage, Fault, PARAGRAPHS, Paragraph, ParagraphKind, attribute, entity, on};

/// A page cut by length ends with the paragraph that passes this many characters: about an A4 page of printed Chinese.
const PAGE_CHARACTERS: usize = 1_200;

/// Elements whose content is not part of the words: deleted and moved-away text, the old copy of a drawing, former formatting,
/// reading aids over characters.
const SKIPPED: [&str; 7] = [
    "Fallback",
    "del",
    "moveFrom",
    "pPrChange",
    "rPrChange",
    "sectPrChange",
    "rt",
];

/// Reads `document.xml`.
pub(super) fn read(xml: &str, levels: &Levels, notes: &Notes, lists: Lists, margins: Margins) -> Result<Docx, Fault> {
    let mut state = State {
        levels,
        notes,
        lists,
        margins,
        section: 0,
        section_over: false,
        edges: Vec::new(),
        pages: vec![DocxPage::default()],
        page_notes: Vec::new(),
        paragraphs: Vec::new(),
        cells: Vec::new(),
        noted: 0,
        characters: 0,
        count: 0,
        laid_out: false,
        tracked: false,
        fresh: None,
        after_row: false,
        after_paragraph: false,
    };
    let mut reader = Reader::from_str(xml);
    let (mut depth, mut skipped, mut in_text) = (0_usize, 0_usize, false);
    loop {
        match reader.read_event()? {
            Event::Eof => break,
            Event::Start(tag) => {
                depth += 1;
                if depth > DEPTH {
                    return Err(Fault::TooLarge);
                }
                if skipped > 0 || SKIPPED.contains(&tag.local_name().as_ref()) {
                    state.tracked |= matches!(tag.local_name().as_ref(), "del" | "moveFrom");
                    skipped += 1;
                } else if tag.local_name().as_ref() == "t" {
                    in_text = true;
                } else {
                    state.start(&tag);
                }
            }
            Event::Empty(tag) if skipped == 0 => {
                if tag.local_name().as_ref() == "p" {
                    state.start(&tag);
                    state.end("p")?;
                } else {
                    state.start(&tag);
                }
            }
            Event::End(tag) => {
                depth = depth.saturating_sub(1);
                if skipped > 0 {
                    skipped -= 1;
                } else if tag.local_name().as_ref() == "t" {
                    in_text = false;
                } else {
                    state.end(tag.local_name().as_ref())?;
                }
            }
            Event::Text(words) if in_text && skipped == 0 => state.say(&words)?,
            Event::CData(words) if in_text && skipped == 0 => state.say(&words)?,
            Event::GeneralRef(reference) if in_text && skipped == 0 => {
                if let Some(character) = entity(&reference) {
                    state.say(character.encode_utf8(&mut [0; 4]))?;
                }
            }
            _ => {}
        }
    }
    // A document that ends inside an element was cut short.
    if depth > 0 {
        return Err(Fault::Damaged);
    }
    Ok(state.finish())
}

/// A break just made, by whom: Word marks a break its author put in a second time when it lays the document out.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Break {
    Put,
    LaidOut,
}

/// A paragraph being read.
struct Open {
    said: Paragraph,
    place: Place,
    /// What a list puts before it, until the first word.
    label: String,
}

struct State<'a> {
    levels: &'a Levels,
    notes: &'a Notes,
    lists: Lists,
    margins: Margins,
    /// The page on which the present section begins.
    section: usize,
    /// The open paragraph is the last of its section.
    section_over: bool,
    /// Headers and footers: on which page, whether at its top, the words.
    edges: Vec<(usize, bool, String)>,
    pages: Vec<DocxPage>,
    /// Notes of the page being filled.
    page_notes: Vec<Paragraph>,
    /// Open paragraphs: a text box lies within a paragraph.
    paragraphs: Vec<Open>,
    /// Open tables: the cells of the row being filled. A table within a cell is part of that cell.
    cells: Vec<Vec<String>>,
    noted: u32,
    characters: usize,
    count: usize,
    laid_out: bool,
    tracked: bool,
    /// The last break, if nothing has been said since.
    fresh: Option<Break>,
    after_row: bool,
    after_paragraph: bool,
}

impl State<'_> {
    fn start(&mut self, tag: &BytesStart<'_>) {
        match tag.local_name().as_ref() {
            "p" => self.paragraphs.push(Open {
                said: Paragraph {
                    kind: ParagraphKind::Text,
                    text: String::new(),
                },
                place: Place::default(),
                label: String::new(),
            }),
            "pStyle" => {
                let style = attribute(tag, "val").unwrap_or_default();
                self.heading(self.levels.get(&style).copied());
                if let Some(open) = self.paragraphs.last_mut() {
                    open.place = self.lists.of_style(&style);
                }
            }
            "numId" => {
                if let Some(open) = self.paragraphs.last_mut() {
                    open.place.list = attribute(tag, "val");
                }
            }
            "ilvl" => {
                if let Some(open) = self.paragraphs.last_mut() {
                    open.place.level = attribute(tag, "val").and_then(|level| level.parse().ok());
                }
            }
            "headerReference" => self.edge(tag, true),
            "footerReference" => self.edge(tag, false),
            "outlineLvl" => self.heading(attribute(tag, "val").and_then(|level| outline(&level))),
            "pageBreakBefore" if on(tag) => self.page_break(Break::Put),
            "lastRenderedPageBreak" => {
                self.laid_out = true;
                self.page_break(Break::LaidOut);
            }
            "br" if attribute(tag, "type").as_deref() == Some("page") => self.page_break(Break::Put),
            "br" | "cr" => self.mark('\n'),
            "tab" if !self.paragraphs.is_empty() && attribute(tag, "val").is_none() => self.mark('\t'),
            "noBreakHyphen" => self.mark('-'),
            // A section ends with the paragraph that holds its properties; it starts a new page unless it says otherwise.
            "sectPr" => {
                self.section_over = !self.paragraphs.is_empty();
                self.after_paragraph = self.section_over;
            }
            "type" if attribute(tag, "val").as_deref() == Some("continuous") => self.after_paragraph = false,
            "footnoteReference" => self.note("footnote", tag),
            "endnoteReference" => self.note("endnote", tag),
            "ins" | "moveTo" => self.tracked = true,
            "tbl" => self.cells.push(Vec::new()),
            "tc" => {
                if let [row] = self.cells.as_mut_slice() {
                    row.push(String::new());
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) -> Result<(), Fault> {
        match name {
            "pPr" => {
                if let Some(open) = self.paragraphs.last_mut() {
                    open.label = self.lists.next(&open.place);
                }
            }
            "p" => {
                if let Some(open) = self.paragraphs.pop() {
                    self.put(open.said)?;
                }
                if self.paragraphs.is_empty() {
                    if std::mem::take(&mut self.after_paragraph) {
                        self.page_break(Break::Put);
                    }
                    if std::mem::take(&mut self.section_over) {
                        self.section = self.pages.len() - 1;
                    }
                }
            }
            "tr" => {
                if let [row] = self.cells.as_mut_slice() {
                    let cells = std::mem::take(row);
                    let text = cells.join("\t");
                    if !text.trim().is_empty() {
                        self.place(Paragraph {
                            kind: ParagraphKind::Row,
                            text,
                        })?;
                    }
                }
                if std::mem::take(&mut self.after_row) {
                    self.new_page();
                }
            }
            "tbl" => {
                self.cells.pop();
            }
            _ => {}
        }
        Ok(())
    }

    /// Words of the open paragraph. White space of the file's own layout outside paragraphs is not text.
    fn say(&mut self, words: &str) -> Result<(), Fault> {
        let Some(open) = self.paragraphs.last_mut() else {
            return Ok(());
        };
        self.characters += words.len() + open.label.len();
        if self.characters > CHARACTERS {
            return Err(Fault::TooLarge);
        }
        if !words.is_empty() {
            self.fresh = None;
            open.said.text.push_str(&std::mem::take(&mut open.label));
        }
        open.said.text.push_str(words);
        Ok(())
    }

    fn mark(&mut self, mark: char) {
        if let Some(open) = self.paragraphs.last_mut() {
            open.said.text.push(mark);
        }
    }

    /// A header or footer that the section names; shown on its first page.
    fn edge(&mut self, tag: &BytesStart<'_>, top: bool) {
        let words = attribute(tag, "id").and_then(|relation| self.margins.fresh(&relation, top));
        self.edges.extend(words.map(|words| (self.section, top, words)));
    }

    fn heading(&mut self, level: Option<u8>) {
        if let (Some(open), Some(level)) = (self.paragraphs.last_mut(), level) {
            open.said.kind = ParagraphKind::Heading(level);
        }
    }

    fn note(&mut self, kind: &'static str, tag: &BytesStart<'_>) {
        let Some(text) = attribute(tag, "id").and_then(|id| self.notes.get(kind, &id)) else {
            return;
        };
        let Some(open) = self.paragraphs.last_mut() else {
            return;
        };
        self.noted += 1;
        open.said.text.push_str(&format!("〔注{}〕", self.noted));
        self.page_notes.push(Paragraph {
            kind: ParagraphKind::Note,
            text: format!("注{}：{text}", self.noted),
        });
    }

    /// A finished paragraph: into its cell, or onto the page.
    fn put(&mut self, paragraph: Paragraph) -> Result<(), Fault> {
        if !self.cells.is_empty() {
            if let Some(cell) = self.cells.first_mut().and_then(|row| row.last_mut()) {
                let words = paragraph.text.trim();
                if !cell.is_empty() && !words.is_empty() {
                    cell.push(' ');
                }
                cell.push_str(words);
            }
            return Ok(());
        }
        if paragraph.text.trim().is_empty() {
            return Ok(());
        }
        self.place(paragraph)
    }

    fn place(&mut self, paragraph: Paragraph) -> Result<(), Fault> {
        self.count += 1;
        if self.count > PARAGRAPHS {
            return Err(Fault::TooLarge);
        }
        if let Some(page) = self.pages.last_mut() {
            page.paragraphs.push(paragraph);
        }
        Ok(())
    }

    fn page_break(&mut self, kind: Break) {
        let again = matches!(
            (self.fresh, kind),
            (Some(Break::Put), Break::LaidOut) | (Some(Break::LaidOut), Break::Put)
        );
        self.fresh = Some(kind);
        if again {
            return;
        }
        let in_row = self.cells.first().is_some_and(|row| !row.is_empty());
        if in_row {
            let begun = self.cells[0].iter().any(|cell| !cell.is_empty())
                || self.paragraphs.iter().any(|open| !open.said.text.trim().is_empty());
            if begun {
                self.after_row = true;
            } else {
                self.new_page();
            }
            return;
        }
        if let Some(open) = self.paragraphs.first_mut() {
            let rest = Paragraph {
                kind: open.said.kind,
                text: String::new(),
            };
            let before = std::mem::replace(&mut open.said, rest);
            if !before.text.trim().is_empty()
                && let Some(page) = self.pages.last_mut()
            {
                page.paragraphs.push(before);
            }
        }
        self.new_page();
    }

    fn new_page(&mut self) {
        // The first page is not blank because the document begins with a break.
        if self.pages.len() == 1 && self.pages[0].paragraphs.is_empty() && self.page_notes.is_empty() {
            return;
        }
        self.close_notes();
        if self.count + self.pages.len() < PARAGRAPHS {
            self.pages.push(DocxPage::default());
        }
    }

    fn close_notes(&mut self) {
        let notes = std::mem::take(&mut self.page_notes);
        if let Some(page) = self.pages.last_mut() {
            page.paragraphs.extend(notes);
        }
    }

    fn finish(mut self) -> Docx {
        self.close_notes();
        while self.pages.len() > 1 && self.pages.last().is_some_and(|page| page.paragraphs.is_empty()) {
            self.pages.pop();
        }
        for (page, top, words) in std::mem::take(&mut self.edges).into_iter().rev() {
            let page = page.min(self.pages.len() - 1);
            let paragraphs = &mut self.pages[page].paragraphs;
            let at = if top { 0 } else { paragraphs.len() };
            let name = if top { "页眉" } else { "页脚" };
            paragraphs.insert(
                at,
                Paragraph {
                    kind: ParagraphKind::Margin,
                    text: format!("{name}：{words}"),
                },
            );
        }
        let mut by_length = false;
        if !self.laid_out {
            let pages = std::mem::take(&mut self.pages);
            let before = pages.len();
            self.pages = pages.into_iter().flat_map(cut).collect();
            by_length = self.pages.len() > before;
        }
        Docx {
            pages: self.pages,
            by_length,
            tracked: self.tracked,
        }
    }
}

/// A page cut into pages by length, at the ends of paragraphs.
fn cut(page: DocxPage) -> Vec<DocxPage> {
    let mut pages = vec![DocxPage::default()];
    let mut length = 0;
    for paragraph in page.paragraphs {
        if length >= PAGE_CHARACTERS {
            pages.push(DocxPage::default());
            length = 0;
        }
        length += paragraph.text.chars().count();
        if let Some(page) = pages.last_mut() {
            page.paragraphs.push(paragraph);
        }
    }
    pages
}
