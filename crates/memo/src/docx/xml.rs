//! XML, written in order.

use std::fmt::Write;

/// What an XML file begins with.
const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// The namespaces of a word-processing part.
pub(super) const SPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
     xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
     xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" \
     xmlns:w10=\"urn:schemas-microsoft-com:office:word\" \
     xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\"";

/// A part under way. Element names and attributes are the program's own; words go through [`escape`].
pub(super) struct Xml(String);

impl Xml {
    pub fn new() -> Self {
        Self(HEAD.to_owned())
    }

    /// Something that goes into a part.
    pub fn bare() -> Self {
        Self(String::new())
    }

    /// A piece of the program's own XML, as it stands.
    pub fn raw(&mut self, piece: &str) -> &mut Self {
        self.0.push_str(piece);
        self
    }

    /// The program's own XML with values put in.
    pub fn put(&mut self, piece: std::fmt::Arguments<'_>) -> &mut Self {
        // Writing to a string does not fail.
        let _ = self.0.write_fmt(piece);
        self
    }

    pub fn finish(self) -> String {
        self.0
    }
}

/// Words as they may stand in XML: marked up, and without the characters XML 1.0 forbids, which print nothing anyway.
pub(super) fn escape(words: &str) -> String {
    let allowed = |ch: &char| matches!(ch, '\t' | '\n') || *ch >= ' ' && !matches!(ch, '\u{fffe}' | '\u{ffff}');
    let clean: String = words.chars().filter(allowed).collect();
    quick_xml::escape::escape(clean.as_str()).into_owned()
}

/// Points as twentieths of a point.
pub(super) fn twips(points: f64) -> i64 {
    (points * 20.0).round() as i64
}

/// Points as the half points in which Word gives sizes.
pub(super) fn half(points: f64) -> i64 {
    (points * 2.0).round() as i64
}
