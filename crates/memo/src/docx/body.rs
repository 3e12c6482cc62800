//! Blocks as paragraphs and tables.

use std::collections::BTreeMap;

use super::frame;
use super::number::{Counter, HEADINGS, List};
use super::xml::{SPACES, Xml, escape, twips};
use crate::Error;
use crate::chart::Chart;
use crate::document::{Align, Block, Document, Span, Style};
use crate::layout::style::PageStyle;
use crate::layout::table::View;
use crate::layout::{Setter, layout};

/// The text, and what it refers to.
pub(super) struct Body {
    pub xml: String,
    /// Web addresses, `link1` first.
    pub links: Vec<String>,
    /// Lists, the second numbering instance first.
    pub lists: Vec<List>,
    /// What footnotes say, in order.
    pub notes: Vec<String>,
    /// Charts as metafiles, in order.
    pub charts: Vec<Vec<u8>>,
}

/// Writes the text of a document.
pub(super) fn write(document: &Document, style: &PageStyle) -> Result<Body, Error> {
    let has_contents = document
        .blocks
        .iter()
        .any(|block| matches!(block, Block::Contents { .. }));
    // The page of each heading as the PDF has it, where the contents are printed.
    let pages = if has_contents {
        let set = layout(document)?;
        set.has_contents.then(|| {
            let numbered = set.pages.iter().enumerate();
            numbered
                .flat_map(|(at, page)| page.headings.iter().map(move |_| at + 1))
                .collect()
        })
    } else {
        None
    };
    let mut writer = Writer {
        setter: Setter::new(document)?,
        xml: Xml::new(),
        counter: Counter::new(document.look().numbering),
        pages,
        notes: Vec::new(),
        ended: Vec::new(),
        charts: Vec::new(),
        faces: [
            document.look().faces.table[0].clone(),
            document.look().faces.strong[0].clone(),
        ],
        headings: 0,
        links: Vec::new(),
        lists: Vec::new(),
        open: BTreeMap::new(),
        anchors: anchors(document),
        page_break: false,
    };
    writer.xml.put(format_args!("<w:document {SPACES}><w:body>"));
    for block in &document.blocks {
        match block {
            Block::Contents { title, depth, .. } => writer.contents(document, title, *depth),
            block => writer.block(block),
        }
    }
    writer.notes_at_end();
    writer
        .xml
        .raw(&frame::section(document, style))
        .raw("</w:body></w:document>");
    Ok(Body {
        xml: writer.xml.finish(),
        links: writer.links,
        lists: writer.lists,
        notes: writer.notes,
        charts: writer.charts,
    })
}

/// A short name for each anchor: Word's bookmarks are Latin and at most 40 characters long.
fn anchors(document: &Document) -> BTreeMap<String, usize> {
    let names = document.blocks.iter().filter_map(|block| match block {
        Block::Heading { anchor, .. } => anchor.clone(),
        _ => None,
    });
    let mut found = BTreeMap::new();
    for name in names {
        let next = found.len() + 1;
        found.entry(name).or_insert(next);
    }
    found
}

/// What holds a paragraph on the page of the next one.
pub(super) const KEEP: &str = "<w:keepNext/>";

/// The text under way.
pub(super) struct Writer {
    pub setter: Setter,
    pub xml: Xml,
    counter: Counter,
    links: Vec<String>,
    lists: Vec<List>,
    /// The page of each heading, where the contents are printed.
    pub pages: Option<Vec<usize>>,
    /// What footnotes say.
    pub notes: Vec<String>,
    /// Notes that wait for the end.
    pub ended: Vec<Span>,
    charts: Vec<Vec<u8>>,
    /// Faces of the words in charts, plain and strong.
    faces: [String; 2],
    headings: usize,
    /// The list each depth is in, with the number that comes next.
    open: BTreeMap<u8, (usize, u32)>,
    anchors: BTreeMap<String, usize>,
    page_break: bool,
}

impl Writer {
    /// What begins a new page, if one was asked for.
    pub(super) fn fresh(&mut self) -> &'static str {
        if std::mem::take(&mut self.page_break) {
            "<w:pageBreakBefore/>"
        } else {
            ""
        }
    }

    fn block(&mut self, block: &Block) {
        if !matches!(block, Block::Item { .. }) {
            self.open.clear();
        }
        match block {
            Block::Title { spans } => {
                let parted = self.setter.parted(spans);
                self.runs("Title", "", &parted);
            }
            Block::Addressee { spans } => self.runs("Addressee", "", spans),
            Block::Heading {
                level,
                numbered,
                number,
                spans,
                anchor,
                ..
            } => self.heading(*level, *numbered, number, spans, anchor.as_deref()),
            Block::Paragraph {
                spans, indent, align, ..
            } => {
                let align = match align {
                    Align::Auto => "",
                    Align::Left => "<w:jc w:val=\"left\"/>",
                    Align::Center => "<w:jc w:val=\"center\"/>",
                    Align::Right => "<w:jc w:val=\"right\"/>",
                };
                self.runs(if *indent { "BodyText" } else { "Normal" }, align, spans);
            }
            Block::Item {
                depth, marker, spans, ..
            } => self.item(*depth, marker, spans),
            Block::Table(table) => self.table(&View::table(table)),
            Block::KeyValue { rows } => self.table(&View::entries(rows)),
            Block::Note { title, paragraphs } => {
                if let Some(title) = title {
                    self.runs("NoteTitle", "", &[Span::regular(title.as_str())]);
                }
                for spans in paragraphs {
                    self.runs("Note", "", spans);
                }
            }
            Block::Signature { lines } => self.signature(lines),
            Block::Attachments { label, items } => self.attachments(label, items),
            Block::Cover { title, rows, lines } => self.cover(title, rows, lines),
            Block::Chart(chart) => self.chart(chart),
            Block::Contents { .. } => {}
            Block::PageBreak => self.page_break = true,
            Block::Rule => {
                let fresh = self.fresh();
                self.xml.put(format_args!(
                    "<w:p><w:pPr><w:pStyle w:val=\"Normal\"/>{fresh}<w:pBdr><w:bottom w:val=\"single\" w:sz=\"4\" \
                     w:space=\"1\" w:color=\"808080\"/></w:pBdr></w:pPr></w:p>"
                ));
            }
        }
    }

    /// A paragraph of a style; `more` is what it has besides, in the order of the schema.
    pub(super) fn runs(&mut self, style: &str, more: &str, spans: &[Span]) {
        self.begin(style, more);
        for span in spans {
            self.span(span);
        }
        self.xml.raw("</w:p>");
    }

    /// What comes next begins a page.
    pub(super) fn break_page(&mut self) {
        self.page_break = true;
    }

    pub(super) fn begin(&mut self, style: &str, more: &str) {
        let fresh = self.fresh();
        // The schema wants the page break after keepNext and before the rest.
        let (keep, rest) = match more.strip_prefix(KEEP) {
            Some(rest) => (KEEP, rest),
            None => ("", more),
        };
        self.xml.put(format_args!(
            "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{keep}{fresh}{rest}</w:pPr>"
        ));
    }

    /// A stretch of text; a link when it leads somewhere Word can follow.
    pub(super) fn span(&mut self, span: &Span) {
        if span.style == Style::Note {
            self.note_mark(span);
            return;
        }
        let target = span.link.as_deref();
        let anchor = target
            .and_then(|target| target.strip_prefix('#'))
            .and_then(|name| self.anchors.get(name).copied());
        let web = target.filter(|target| target.starts_with("https://") || target.starts_with("http://"));
        if let Some(anchor) = anchor {
            self.xml
                .put(format_args!("<w:hyperlink w:anchor=\"a{anchor}\" w:history=\"1\">"));
        } else if let Some(web) = web {
            self.links.push(web.to_owned());
            let id = self.links.len();
            self.xml
                .put(format_args!("<w:hyperlink r:id=\"link{id}\" w:history=\"1\">"));
        }
        // Quotation marks, dashes and dots are as wide as Han only when a run says that it is East Asian.
        let look = match span.style {
            Style::Regular | Style::Note => "<w:rPr><w:rFonts w:hint=\"eastAsia\"/></w:rPr>",
            Style::Bold => "<w:rPr><w:rFonts w:hint=\"eastAsia\"/><w:b/><w:bCs/></w:rPr>",
            Style::Missing => "<w:rPr><w:rStyle w:val=\"Missing\"/><w:rFonts w:hint=\"eastAsia\"/></w:rPr>",
        };
        self.xml.put(format_args!("<w:r>{look}"));
        if span.text == "\t" {
            self.xml.raw("<w:tab/></w:r>");
            return;
        }
        let text = span.text.replace('\t', " ");
        for (at, line) in text.split('\n').enumerate() {
            if at > 0 {
                self.xml.raw("<w:br/>");
            }
            if !line.is_empty() {
                let words = escape(line);
                self.xml.put(format_args!("<w:t xml:space=\"preserve\">{words}</w:t>"));
            }
        }
        self.xml.raw("</w:r>");
        if anchor.is_some() || web.is_some() {
            self.xml.raw("</w:hyperlink>");
        }
    }

    pub(super) fn heading(&mut self, level: u8, numbered: bool, number: &str, spans: &[Span], anchor: Option<&str>) {
        let before = self.counter.state();
        let counts = numbered && self.counter.next(level) == number;
        if !counts && numbered {
            self.counter.take_back(before);
        }
        let level = level.clamp(1, 4);
        let headline = self.setter.style.headings[usize::from(level) - 1];
        // Taken out of the numbering, a heading would lose the indent that came with it.
        let outside = if counts {
            String::new()
        } else {
            format!(
                "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"0\"/></w:numPr><w:ind w:left=\"0\" w:firstLine=\"{}\"/>",
                twips(headline.indent * headline.set.pitch)
            )
        };
        self.begin(&format!("Heading{level}"), &outside);
        let mark = anchor.and_then(|name| self.anchors.get(name).copied());
        if let Some(mark) = mark {
            self.xml
                .put(format_args!("<w:bookmarkStart w:id=\"{mark}\" w:name=\"a{mark}\"/>"));
        }
        let own = self.headings;
        self.headings += 1;
        if self.pages.is_some() {
            let id = own + 10_000;
            self.xml.put(format_args!(
                "<w:bookmarkStart w:id=\"{id}\" w:name=\"_Toc{own}\"/><w:bookmarkEnd w:id=\"{id}\"/>"
            ));
        }
        if !counts && !number.is_empty() {
            self.span(&Span::regular(number));
        }
        for span in spans {
            self.span(span);
        }
        if let Some(mark) = mark {
            self.xml.put(format_args!("<w:bookmarkEnd w:id=\"{mark}\"/>"));
        }
        self.xml.raw("</w:p>");
    }

    /// One item: of the list under way at its depth when the count goes on, of a new list otherwise.
    fn item(&mut self, depth: u8, marker: &str, spans: &[Span]) {
        let number: Option<u32> = marker.strip_suffix('.').and_then(|digits| digits.parse().ok());
        self.open.retain(|at, _| *at <= depth);
        let current = self.open.get(&depth).copied().filter(|(list, next)| match number {
            Some(number) => self.lists[*list].mark.is_none() && *next == number,
            None => self.lists[*list].mark.as_deref() == Some(marker),
        });
        let (list, _) = current.unwrap_or_else(|| {
            self.lists.push(List {
                mark: number.is_none().then(|| marker.to_owned()),
                first: number.unwrap_or(1),
            });
            (self.lists.len() - 1, 0)
        });
        self.open
            .insert(depth, (list, number.map_or(0, |number| number.saturating_add(1))));
        let place = format!(
            "<w:numPr><w:ilvl w:val=\"{}\"/><w:numId w:val=\"{}\"/></w:numPr>",
            depth.min(4),
            list + 1 + HEADINGS
        );
        self.runs("ListParagraph", &place, spans);
    }

    /// A chart as a picture that says its numbers to whoever cannot see it.
    fn chart(&mut self, chart: &Chart) {
        let drawing = chart.draw(self.setter.style.width);
        self.charts
            .push(super::emf::emf(&drawing, &self.faces[0], &self.faces[1]));
        let id = self.charts.len();
        let emu = |points: f64| (points * 12_700.0).round() as i64;
        let (wide, high) = (emu(drawing.width), emu(drawing.height));
        let alt = escape(&chart.alt());
        self.begin("Picture", "");
        self.xml.put(format_args!(
            "<w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"{wide}\" cy=\"{high}\"/>\
             <wp:docPr id=\"{id}\" name=\"图{id}\" descr=\"{alt}\"/><a:graphic \
             xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\"><a:graphicData \
             uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic \
             xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:nvPicPr><pic:cNvPr id=\"{id}\" \
             name=\"图{id}\"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed=\"chart{id}\"/><a:stretch><a:fillRect/>\
             </a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{wide}\" cy=\"{high}\"/></a:xfrm>\
             <a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline>\
             </w:drawing></w:r></w:p>"
        ));
    }

    /// Lines at the lower right, kept together and with the text before.
    fn signature(&mut self, lines: &[Vec<Span>]) {
        let above = twips(self.setter.style.body.leading);
        for (at, spans) in lines.iter().enumerate() {
            let keep = if at + 1 < lines.len() { KEEP } else { "" };
            let space = if at == 0 {
                format!("<w:spacing w:before=\"{above}\"/>")
            } else {
                String::new()
            };
            self.runs("Signature", &format!("{keep}{space}"), spans);
        }
    }

    /// “附件：1. …”, the numbers under each other.
    fn attachments(&mut self, label: &str, items: &[Vec<Span>]) {
        let pitch = self.setter.style.body.pitch;
        let above = twips(self.setter.style.body.leading);
        let width = label.chars().count() as f64 * pitch;
        for (at, spans) in items.iter().enumerate() {
            let number = if items.len() > 1 {
                format!("{}. ", at + 1)
            } else {
                String::new()
            };
            let wide = number.chars().count() as f64 * 0.5 * pitch;
            let left = twips(2.0 * pitch + width + wide);
            let hanging = twips(wide + if at == 0 { width } else { 0.0 });
            let space = if at == 0 {
                format!("<w:spacing w:before=\"{above}\"/>")
            } else {
                String::new()
            };
            let mut all = vec![Span::regular(if at == 0 { format!("{label}{number}") } else { number })];
            all.extend_from_slice(spans);
            self.runs(
                "Attachments",
                &format!("{space}<w:ind w:left=\"{left}\" w:hanging=\"{hanging}\"/>"),
                &all,
            );
        }
    }
}
