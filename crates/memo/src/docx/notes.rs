//! Notes: Word's own footnotes, or paragraphs at the end where the sheet wants them there.

use super::body::Writer;
use super::xml::{SPACES, Xml, escape};
use crate::document::{Span, Style};
use crate::sheet::Notes;

/// Begins the part that holds footnotes: first the rules above them, which Word wants to find there.
const RULES: &str = "<w:footnote w:type=\"separator\" w:id=\"-1\"><w:p><w:pPr><w:spacing w:before=\"0\" w:after=\"0\"/></w:pPr>\
     <w:r><w:separator/></w:r></w:p></w:footnote><w:footnote w:type=\"continuationSeparator\" w:id=\"0\"><w:p><w:pPr>\
     <w:spacing w:before=\"0\" w:after=\"0\"/></w:pPr><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>";

/// The part that holds what footnotes say.
pub(super) fn part(notes: &[String]) -> String {
    let mut xml = Xml::new();
    xml.put(format_args!("<w:footnotes {SPACES}>{RULES}"));
    for (at, note) in notes.iter().enumerate() {
        xml.put(format_args!("<w:footnote w:id=\"{}\">{note}</w:footnote>", at + 1));
    }
    xml.raw("</w:footnotes>");
    xml.finish()
}

const RAISED: &str = "<w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr>";

impl Writer {
    /// The number of a note in the text.
    pub(super) fn note_mark(&mut self, span: &Span) {
        if self.setter.style.notes == Notes::End {
            let number = escape(&span.text);
            let at = self.ended.len() + 1;
            self.ended.push(span.clone());
            self.xml.put(format_args!(
                "<w:hyperlink w:anchor=\"n{at}\" w:history=\"1\"><w:r>{RAISED}<w:t>{number}</w:t></w:r></w:hyperlink>"
            ));
            return;
        }
        let mut words = Xml::bare();
        for span in &span.note {
            let bold = if span.style == Style::Bold {
                "<w:b/><w:bCs/>"
            } else {
                ""
            };
            words.put(format_args!(
                "<w:r><w:rPr><w:rFonts w:hint=\"eastAsia\"/>{bold}</w:rPr><w:t xml:space=\"preserve\">{}</w:t></w:r>",
                escape(&span.text)
            ));
        }
        // No brackets there: LibreOffice sets the number by itself and would leave them empty.
        self.notes.push(format!(
            "<w:p><w:pPr><w:pStyle w:val=\"FootnoteText\"/></w:pPr><w:r>{RAISED}<w:footnoteRef/></w:r>\
             <w:r><w:t xml:space=\"preserve\"> </w:t></w:r>{}</w:p>",
            words.finish()
        ));
        let id = self.notes.len();
        self.xml.put(format_args!(
            "<w:r>{RAISED}<w:t>[</w:t></w:r><w:r>{RAISED}<w:footnoteReference w:id=\"{id}\"/></w:r><w:r>{RAISED}<w:t>]</w:t></w:r>"
        ));
    }

    /// What the notes say, at the end.
    pub(super) fn notes_at_end(&mut self) {
        let ended = std::mem::take(&mut self.ended);
        if ended.is_empty() {
            return;
        }
        self.heading(1, false, "", &[Span::regular("注释")], None);
        for (at, span) in ended.iter().enumerate() {
            let at = at + 1;
            self.begin("FootnoteText", "");
            self.xml.put(format_args!(
                "<w:bookmarkStart w:id=\"{}\" w:name=\"n{at}\"/><w:r><w:t xml:space=\"preserve\">{} </w:t></w:r>\
                 <w:bookmarkEnd w:id=\"{}\"/>",
                at + 20_000,
                escape(&span.text),
                at + 20_000
            ));
            for words in &span.note {
                self.span(words);
            }
            self.xml.raw("</w:p>");
        }
    }
}
