//! Which paragraph styles are headings, and of which level; which belong to a list.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::lists::Place;
use super::{Fault, attribute};

/// Styles based on styles, at most this many steps.
const STEPS: usize = 12;
/// Styles read.
const STYLES: usize = 20_000;

#[derive(Default)]
struct Style {
    level: Option<u8>,
    based_on: Option<String>,
    place: Place,
}

/// Heading level (1 to 9) by style id.
pub(super) type Levels = BTreeMap<String, u8>;

/// Reads `styles.xml`: the headings, and the styles that belong to a list.
pub(super) fn read(xml: &str) -> Result<(Levels, BTreeMap<String, Place>), Fault> {
    let mut styles: BTreeMap<String, Style> = BTreeMap::new();
    let mut current: Option<String> = None;
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event()? {
            Event::Eof => break,
            Event::Start(tag) | Event::Empty(tag) => {
                let value = || attribute(&tag, "val");
                if tag.local_name().as_ref() == "style" {
                    current = attribute(&tag, "styleId");
                    if styles.len() >= STYLES {
                        return Err(Fault::TooLarge);
                    }
                }
                let Some(id) = &current else { continue };
                let style = styles.entry(id.clone()).or_default();
                match tag.local_name().as_ref() {
                    "name" => style.level = style.level.or(value().and_then(|name| by_name(&name))),
                    "outlineLvl" => style.level = value().and_then(|level| outline(&level)).or(style.level),
                    "basedOn" => style.based_on = value(),
                    "numId" => style.place.list = value(),
                    "ilvl" => style.place.level = value().and_then(|level| level.parse().ok()),
                    _ => {}
                }
            }
            _ => {}
        }
    }
    let first = |id: &String, has: &dyn Fn(&Style) -> bool| {
        let mut at = styles.get(id);
        for _ in 0..STEPS {
            let style = at?;
            if has(style) {
                return Some(style);
            }
            at = styles.get(style.based_on.as_ref()?);
        }
        None
    };
    let level = |id: &String| first(id, &|style| style.level.is_some())?.level;
    let place = |id: &String| first(id, &|style| style.place.list.is_some()).map(|style| style.place.clone());
    Ok((
        styles.keys().filter_map(|id| Some((id.clone(), level(id)?))).collect(),
        styles.keys().filter_map(|id| Some((id.clone(), place(id)?))).collect(),
    ))
}

/// An outline level as Word counts it, 0 to 8; 9 is body text.
pub(super) fn outline(value: &str) -> Option<u8> {
    value
        .parse::<u8>()
        .ok()
        .filter(|level| *level < 9)
        .map(|level| level + 1)
}

fn by_name(name: &str) -> Option<u8> {
    let name = name.trim().to_lowercase();
    let rest = name.strip_prefix("heading").or_else(|| name.strip_prefix("标题"));
    match rest.map(str::trim) {
        Some("") | None => (name == "title" || name == "标题").then_some(1),
        Some(number) => number.parse::<u8>().ok().filter(|level| (1..=9).contains(level)),
    }
}
