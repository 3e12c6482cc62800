//! Headers and footers: what stands at the edge of every page of a section, read once where it first appears.

use std::collections::{BTreeMap, BTreeSet};

use quick_xml::Reader;
use quick_xml::events::Event;

use super::{CHARACTERS, Fault, attribute, entity};

/// The words of headers and footers, by the relation a section names them with.
#[derive(Default)]
pub(super) struct Margins {
    words: BTreeMap<String, String>,
    /// What has been shown already: a header is the same on every page of a section, and mostly in the next.
    shown: BTreeSet<(bool, String)>,
}

impl Margins {
    /// Which part of the package each relation names, of those that can be a header or footer.
    pub(super) fn targets(relations: &str) -> Result<BTreeMap<String, String>, Fault> {
        let mut targets = BTreeMap::new();
        let mut reader = Reader::from_str(relations);
        loop {
            match reader.read_event()? {
                Event::Eof => return Ok(targets),
                Event::Start(tag) | Event::Empty(tag) if tag.local_name().as_ref() == "Relationship" => {
                    let kind = attribute(&tag, "Type").unwrap_or_default();
                    let margin = kind.ends_with("/header") || kind.ends_with("/footer");
                    if let (true, Some(id), Some(target)) = (margin, attribute(&tag, "Id"), attribute(&tag, "Target")) {
                        let place = match target.strip_prefix('/') {
                            Some(absolute) => absolute.to_owned(),
                            None => format!("word/{target}"),
                        };
                        targets.insert(id, place);
                    }
                }
                _ => {}
            }
        }
    }

    /// Keeps the words of one part.
    pub(super) fn read(&mut self, relation: String, xml: &str) -> Result<(), Fault> {
        let words = words(xml)?;
        self.words.insert(relation, words);
        Ok(())
    }

    /// The words of a header or footer that a section names, unless they have been shown before.
    pub(super) fn fresh(&mut self, relation: &str, top: bool) -> Option<String> {
        let words = self.words.get(relation).filter(|words| !words.is_empty())?.clone();
        self.shown.insert((top, words.clone())).then_some(words)
    }
}

/// The words of a header, its paragraphs parted by spaces; without page numbers, which are another one on every page.
fn words(xml: &str) -> Result<String, Fault> {
    let mut said = String::new();
    let mut reader = Reader::from_str(xml);
    let (mut in_text, mut in_code) = (false, false);
    // Open fields: whether each counts pages, and whether its result has begun.
    let mut fields: Vec<(bool, bool)> = Vec::new();
    let counts = |code: &str| code.to_uppercase().contains("PAGE");
    loop {
        match reader.read_event()? {
            Event::Eof => return Ok(said.split_whitespace().collect::<Vec<_>>().join(" ")),
            Event::Start(tag) | Event::Empty(tag) if tag.local_name().as_ref() == "fldChar" => {
                match attribute(&tag, "fldCharType").as_deref() {
                    Some("begin") => fields.push((false, false)),
                    Some("separate") => fields
                        .iter_mut()
                        .next_back()
                        .into_iter()
                        .for_each(|field| field.1 = true),
                    _ => drop(fields.pop()),
                }
            }
            Event::Start(tag) => match tag.local_name().as_ref() {
                "t" => in_text = true,
                "instrText" => in_code = true,
                "fldSimple" => fields.push((attribute(&tag, "instr").is_some_and(|code| counts(&code)), true)),
                _ => {}
            },
            Event::End(tag) => match tag.local_name().as_ref() {
                "t" => in_text = false,
                "instrText" => in_code = false,
                "fldSimple" => drop(fields.pop()),
                "p" | "tab" => said.push(' '),
                _ => {}
            },
            Event::Text(code) if in_code => {
                if let Some(field) = fields.last_mut() {
                    field.0 |= counts(&code);
                }
            }
            Event::Text(words) if in_text && !fields.iter().any(|(pages, begun)| *pages && *begun) => {
                said.push_str(&words);
                if said.len() > CHARACTERS {
                    return Err(Fault::TooLarge);
                }
            }
            Event::GeneralRef(reference) if in_text => said.extend(entity(&reference)),
            _ => {}
        }
    }
}
