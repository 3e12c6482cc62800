//! Numbers that Word counts itself: headings 一、 → （一） → 1. → （1）, lists.

use super::xml::{SPACES, Xml, escape, twips};
use crate::document::Document;
use crate::layout::style::PageStyle;
use crate::sheet::Numbering;

/// The numbering instance of headings; lists come after it.
pub(super) const HEADINGS: usize = 1;

/// A list: a mark, or numbers from a first one on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct List {
    /// The mark of a list without numbers.
    pub mark: Option<String>,
    /// The first number of a list with numbers.
    pub first: u32,
}

/// What Word would print before the next numbered heading, were it counting along.
#[derive(Debug)]
pub(super) struct Counter([u16; 4], Numbering);

impl Counter {
    /// Nothing counted yet.
    pub fn new(numbering: Numbering) -> Self {
        Self([0; 4], numbering)
    }

    /// Counts one numbered heading and gives the number Word prints.
    pub fn next(&mut self, level: u8) -> String {
        let at = usize::from(level.clamp(1, 4));
        self.0[at - 1] = self.0[at - 1].saturating_add(1);
        self.0[at..].fill(0);
        crate::number::written(self.1, &self.0[..at])
    }

    /// Takes one back: the heading prints its number as words, outside Word's counting.
    pub fn take_back(&mut self, before: [u16; 4]) {
        self.0 = before;
    }

    pub fn state(&self) -> [u16; 4] {
        self.0
    }
}

/// The part that says how numbers look.
pub(super) fn numbering(document: &Document, style: &PageStyle, lists: &[List]) -> String {
    let mut xml = Xml::new();
    xml.put(format_args!("<w:numbering {SPACES}>"));
    xml.raw("<w:abstractNum w:abstractNumId=\"0\"><w:multiLevelType w:val=\"multilevel\"/>");
    let levels = match document.look().numbering {
        Numbering::Chinese => [
            ("chineseCountingThousand", "%1、"),
            ("chineseCountingThousand", "（%2）"),
            ("decimal", "%3."),
            ("decimal", "（%4）"),
        ],
        Numbering::Decimal => [
            ("decimal", "%1　"),
            ("decimal", "%1.%2　"),
            ("decimal", "%1.%2.%3　"),
            ("decimal", "%1.%2.%3.%4　"),
        ],
    };
    for (at, (format, text)) in levels.iter().enumerate() {
        let after = if text.ends_with('.') { "space" } else { "nothing" };
        let first = style.headings[at].indent * style.headings[at].set.pitch;
        xml.put(format_args!(
            "<w:lvl w:ilvl=\"{at}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:pStyle w:val=\"Heading{}\"/>\
             <w:suff w:val=\"{after}\"/><w:lvlText w:val=\"{text}\"/><w:lvlJc w:val=\"left\"/>\
             <w:pPr><w:ind w:left=\"0\" w:firstLine=\"{}\"/></w:pPr></w:lvl>",
            at + 1,
            twips(first)
        ));
    }
    xml.raw("</w:abstractNum>");
    for (at, list) in lists.iter().enumerate() {
        one(&mut xml, at + 1, list, style);
    }
    for at in 0..=lists.len() {
        xml.put(format_args!(
            "<w:num w:numId=\"{}\"><w:abstractNumId w:val=\"{at}\"/></w:num>",
            at + HEADINGS
        ));
    }
    xml.raw("</w:numbering>");
    xml.finish()
}

fn one(xml: &mut Xml, id: usize, list: &List, style: &PageStyle) {
    xml.put(format_args!(
        "<w:abstractNum w:abstractNumId=\"{id}\"><w:multiLevelType w:val=\"hybridMultilevel\"/>"
    ));
    for depth in 0..5u32 {
        let x = 2.0 * style.body.pitch + f64::from(depth) * 1.5 * style.body.size;
        let hang = if list.mark.is_some() { 1.0 } else { 1.5 } * style.body.pitch;
        let (format, text) = match &list.mark {
            Some(mark) => ("bullet", escape(mark)),
            None => ("decimal", format!("%{}.", depth + 1)),
        };
        xml.put(format_args!(
            "<w:lvl w:ilvl=\"{depth}\"><w:start w:val=\"{}\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{text}\"/>\
             <w:lvlJc w:val=\"left\"/><w:pPr><w:tabs><w:tab w:val=\"num\" w:pos=\"{left}\"/></w:tabs>\
             <w:ind w:left=\"{left}\" w:hanging=\"{}\"/></w:pPr></w:lvl>",
            list.first,
            twips(hang),
            left = twips(x + hang)
        ));
    }
    xml.raw("</w:abstractNum>");
}
