//! Footnotes and endnotes, by id.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::{CHARACTERS, Fault, attribute, entity};

/// The words of the notes of a document: (`footnote` or `endnote`, id) → text.
#[derive(Default)]
pub(super) struct Notes {
    text: BTreeMap<(&'static str, String), String>,
}

impl Notes {
    /// Reads one part; separators, which Word keeps as notes too, are left out.
    pub(super) fn read(&mut self, xml: &str, kind: &'static str) -> Result<(), Fault> {
        let mut current: Option<(String, String)> = None;
        let mut in_text = false;
        let mut total = 0;
        let mut reader = Reader::from_str(xml);
        loop {
            match reader.read_event()? {
                Event::Eof => return Ok(()),
                Event::Start(tag) => match tag.local_name().as_ref() {
                    name if name == kind && attribute(&tag, "type").is_none() => {
                        current = attribute(&tag, "id").map(|id| (id, String::new()));
                    }
                    "t" => in_text = true,
                    _ => {}
                },
                Event::End(tag) => match tag.local_name().as_ref() {
                    name if name == kind => {
                        if let Some((id, text)) = current.take() {
                            total += text.len();
                            if total > CHARACTERS {
                                return Err(Fault::TooLarge);
                            }
                            self.text.insert((kind, id), text.trim().to_owned());
                        }
                    }
                    "t" => in_text = false,
                    "p" => {
                        if let Some((_, text)) = &mut current
                            && !text.is_empty()
                        {
                            text.push(' ');
                        }
                    }
                    _ => {}
                },
                Event::Text(words) if in_text => {
                    if let Some((_, text)) = &mut current {
                        text.push_str(&words);
                    }
                }
                Event::GeneralRef(reference) if in_text => {
                    if let Some((_, text)) = &mut current {
                        text.extend(entity(&reference));
                    }
                }
                _ => {}
            }
        }
    }

    /// The words of a note.
    pub(super) fn get(&self, kind: &'static str, id: &str) -> Option<&str> {
        self.text.get(&(kind, id.to_owned())).map(String::as_str)
    }
}
