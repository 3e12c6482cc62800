//! Where in a document something stands, by names that survive its being written anew; and what people set by hand there.

use case::{Outline, Record, Wording};
use memo::document::{Block, Origin, plain};
use memo::source;
use std::collections::{BTreeMap, BTreeSet};

/// What people set by hand in one document about one accused.
pub(crate) struct Hand<'r> {
    wordings: BTreeMap<(&'r str, bool), (&'r str, &'r Wording)>,
    outline: Option<&'r Outline>,
}

impl<'r> Hand<'r> {
    pub(crate) fn of(record: &'r Record, document: &str, actor: &str) -> Hand<'r> {
        let own = record
            .items_of::<Wording>()
            .filter(|(_, wording)| wording.document == document && wording.actor == actor);
        Hand {
            wordings: own
                .map(|(id, wording)| ((wording.place.as_str(), wording.section), (id, wording)))
                .collect(),
            outline: outline(record, document, actor).map(|(_, outline)| outline),
        }
    }

    /// Something in it was set by somebody who is no lawyer, and no lawyer has looked at it.
    pub(crate) fn unsettled(&self) -> usize {
        let wordings = self.wordings.values().filter(|(_, wording)| !wording.settled).count();
        let outline = self.outline.is_some_and(|outline| !outline.settled);
        wordings + usize::from(outline)
    }
}

/// The choice of sections of a document.
pub(crate) fn outline<'r>(record: &'r Record, document: &str, actor: &str) -> Option<(&'r str, &'r Outline)> {
    record
        .items_of::<Outline>()
        .find(|(_, outline)| outline.document == document && outline.actor == actor)
}

/// Where a block of the finished document comes from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Place {
    /// Its name; empty for what nobody edits.
    pub name: String,
    /// The innermost heading above it, or itself.
    pub heading: String,
    /// Number of the wording it was written by, or empty.
    pub wording: String,
}

/// A chapter that can be left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Section {
    pub name: String,
    pub title: String,
    pub on: bool,
}

/// A wording and what has become of its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Worded {
    pub id: String,
    /// What the document says there by itself now; `None` when there is no such place any more.
    pub now: Option<String>,
    /// What it says by itself is not what it said when the words were written.
    pub changed: bool,
}

/// A document with what people set by hand.
#[derive(Debug, Clone, Default)]
pub(crate) struct Laid {
    pub blocks: Vec<Block>,
    /// One for each block.
    pub places: Vec<Place>,
    pub sections: Vec<Section>,
    pub wordings: Vec<Worded>,
    /// How much of it no lawyer has looked at.
    pub unsettled: usize,
}

/// A generated block with its name.
struct Named {
    block: Block,
    name: String,
    heading: String,
    chapter: String,
}

/// What stands for the day a paper bears, which is no change of what it says.
const TODAY: &str = "〔落款日〕";

/// What a place says by itself, as it is compared: without the day.
fn said(blocks: &[Block], today: &str) -> String {
    source::write(blocks).text.replace(today, TODAY)
}

/// Lays a generated document out with what people set by hand.
pub(crate) fn lay(blocks: Vec<Block>, hand: &Hand, today: &str) -> Laid {
    let named = named(blocks);
    let off: BTreeSet<&str> = hand
        .outline
        .iter()
        .flat_map(|outline| outline.off.iter().map(String::as_str))
        .collect();
    let mut laid = Laid {
        unsettled: hand.unsettled(),
        ..Laid::default()
    };
    let mut placed: BTreeSet<&str> = BTreeSet::new();
    let mut at = 0;
    while at < named.len() {
        let own = &named[at];
        if own.name == own.chapter && is_heading(&own.block) {
            laid.sections.push(Section {
                name: own.name.clone(),
                title: title(&own.block),
                on: !off.contains(own.name.as_str()),
            });
        }
        if off.contains(own.chapter.as_str()) {
            // What was written there waits until the chapter is printed again.
            for whole in [true, false] {
                if let Some((id, wording)) = hand.wordings.get(&(own.name.as_str(), whole)) {
                    placed.insert(id);
                    laid.wordings.push(Worded {
                        id: (*id).into(),
                        now: Some(wording.base.clone()),
                        changed: false,
                    });
                }
            }
            at += 1;
            continue;
        }
        let whole = hand.wordings.get(&(own.name.as_str(), true));
        let single = hand.wordings.get(&(own.name.as_str(), false));
        let (wording, end) = match (whole, single) {
            (Some(found), _) => (found, section_end(&named, at)),
            (None, Some(found)) => (found, at + 1),
            (None, None) => {
                laid.push(own.block.clone(), own, "");
                at += 1;
                continue;
            }
        };
        let (id, wording) = *wording;
        placed.insert(id);
        let generated: Vec<Block> = named[at..end].iter().map(|own| own.block.clone()).collect();
        let now = said(&generated, today);
        laid.wordings.push(Worded {
            id: id.into(),
            changed: now != wording.base,
            now: Some(now),
        });
        for block in written(wording, &generated) {
            laid.push(block, own, id);
        }
        at = end;
    }
    for (id, _) in hand.wordings.values().filter(|(id, _)| !placed.contains(id)) {
        laid.wordings.push(Worded {
            id: (*id).into(),
            now: None,
            changed: true,
        });
    }
    laid
}

impl Laid {
    fn push(&mut self, block: Block, own: &Named, wording: &str) {
        self.blocks.push(block);
        self.places.push(Place {
            name: own.name.clone(),
            heading: own.heading.clone(),
            wording: wording.into(),
        });
    }
}

/// What a place says by itself: its text for an editor, and where the words in brackets lead.
pub(crate) struct Generated {
    pub text: String,
    pub links: BTreeMap<String, String>,
    /// As it is compared later.
    pub base: String,
    /// The places in it: one, or every one of a section.
    pub places: Vec<String>,
}

/// What a place of a document says by itself.
pub(crate) fn generated(blocks: Vec<Block>, place: &str, section: bool, today: &str) -> Option<Generated> {
    let named = named(blocks);
    let at = named.iter().position(|own| own.name == place)?;
    let end = if section { section_end(&named, at) } else { at + 1 };
    let own: Vec<Block> = named[at..end].iter().map(|own| own.block.clone()).collect();
    let written = source::write(&own);
    Some(Generated {
        base: said(&own, today),
        text: written.text,
        links: written.links,
        places: named[at..end].iter().map(|own| own.name.clone()).collect(),
    })
}

/// The words of a person as blocks, resting on what the generated ones rested on.
fn written(wording: &Wording, generated: &[Block]) -> Vec<Block> {
    let mut blocks = source::read(&wording.words, &wording.links).unwrap_or_else(|_| {
        let lines = wording.words.lines().filter(|line| !line.trim().is_empty());
        lines.map(|line| Block::paragraph(vec![line.into()])).collect()
    });
    let origins: Vec<&Origin> = generated.iter().filter_map(origin).collect();
    let node = origins.iter().find_map(|origin| origin.node.clone());
    let mut paths: Vec<String> = Vec::new();
    for path in origins.iter().flat_map(|origin| &origin.paths) {
        if !paths.contains(path) {
            paths.push(path.clone());
        }
    }
    // What nobody writes by hand stands where its sign stands.
    for block in &mut blocks {
        if let Block::Paragraph { spans, .. } = block {
            let words = plain(spans);
            if let Some(own) = generated
                .iter()
                .find(|own| source::token(own).is_some_and(|token| token == words))
            {
                *block = own.clone();
            }
        }
    }
    for block in &mut blocks {
        if let Block::Heading { origin, .. } | Block::Paragraph { origin, .. } | Block::Item { origin, .. } = block {
            *origin = Origin {
                node: node.clone(),
                paths: paths.clone(),
            };
        }
    }
    blocks
}

fn origin(block: &Block) -> Option<&Origin> {
    match block {
        Block::Heading { origin, .. } | Block::Paragraph { origin, .. } | Block::Item { origin, .. } => Some(origin),
        _ => None,
    }
}

fn is_heading(block: &Block) -> bool {
    matches!(block, Block::Heading { .. })
}

fn level(block: &Block) -> Option<u8> {
    match block {
        Block::Heading { level, .. } => Some(*level),
        _ => None,
    }
}

fn title(block: &Block) -> String {
    match block {
        Block::Heading { spans, .. } => plain(spans),
        _ => String::new(),
    }
}

/// One past the last block under a heading.
fn section_end(named: &[Named], at: usize) -> usize {
    let Some(own) = level(&named[at].block) else {
        return at + 1;
    };
    let more = named[at + 1..]
        .iter()
        .position(|next| level(&next.block).is_some_and(|level| level <= own));
    more.map_or(named.len(), |more| at + 1 + more)
}

/// Gives every block its name: the headings above it, then what it comes from, then which one of these it is. A heading is
/// known by its anchor, else by its node, else by its words.
fn named(blocks: Vec<Block>) -> Vec<Named> {
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    let mut unique = |name: String| {
        let count = known.entry(name.clone()).or_insert(0);
        *count += 1;
        if *count > 1 { format!("{name}~{count}") } else { name }
    };
    let mut stack: Vec<(u8, String)> = Vec::new();
    let mut found = Vec::with_capacity(blocks.len());
    for block in blocks {
        let name = if let Some(level) = level(&block) {
            stack.retain(|(own, _)| *own < level);
            let above = stack.last().map(|(_, name)| name.clone()).unwrap_or_default();
            let name = unique(format!("{above}/{}", heading_name(&block)));
            stack.push((level, name.clone()));
            name
        } else {
            let above = stack.last().map(|(_, name)| name.clone()).unwrap_or_default();
            let node = origin(&block)
                .and_then(|origin| origin.node.clone())
                .unwrap_or_default();
            unique(format!("{above}|{}:{node}", kind(&block)))
        };
        found.push(Named {
            block,
            name,
            heading: stack.last().map(|(_, name)| name.clone()).unwrap_or_default(),
            chapter: stack.first().map(|(_, name)| name.clone()).unwrap_or_default(),
        });
    }
    found
}

fn heading_name(block: &Block) -> String {
    let Block::Heading {
        anchor, origin, spans, ..
    } = block
    else {
        return String::new();
    };
    anchor.clone().or_else(|| origin.node.clone()).unwrap_or_else(|| {
        let words: String = plain(spans).chars().filter(|ch| !ch.is_whitespace()).take(24).collect();
        words.replace(['/', '|', '~'], "")
    })
}

fn kind(block: &Block) -> &'static str {
    match block {
        Block::Title { .. } => "title",
        Block::Addressee { .. } => "addressee",
        Block::Heading { .. } => "heading",
        Block::Paragraph { .. } => "paragraph",
        Block::Item { .. } => "item",
        Block::Table(_) => "table",
        Block::KeyValue { .. } => "keyvalue",
        Block::Note { .. } => "note",
        Block::Signature { .. } => "signature",
        Block::Attachments { .. } => "attachments",
        Block::PageBreak => "pagebreak",
        Block::Rule => "rule",
        Block::Cover { .. } => "cover",
        Block::Contents { .. } => "contents",
        Block::Chart(_) => "chart",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(reason: &str) -> Vec<Block> {
        vec![
            Block::paragraph(vec!["引言".into()]),
            Block::heading(1, "明知"),
            Block::paragraph(vec![reason.into()]),
            Block::paragraph(vec!["其二".into()]),
            Block::heading(2, "推定"),
            Block::paragraph(vec!["没有推定".into()]),
            Block::heading(1, "请求"),
            Block::paragraph(vec!["2026年11月30日".into()]),
        ]
    }

    fn words(laid: &Laid) -> Vec<String> {
        laid.blocks
            .iter()
            .map(|block| block.spans().map(|span| span.text.as_str()).collect())
            .collect()
    }

    fn hand<'a>(wordings: &'a [(&'a str, Wording)], outline: Option<&'a Outline>) -> Hand<'a> {
        Hand {
            wordings: wordings
                .iter()
                .map(|(id, own)| ((own.place.as_str(), own.section), (*id, own)))
                .collect(),
            outline,
        }
    }

    fn wording(place: &str, section: bool, words: &str, base: &str) -> Wording {
        Wording {
            place: place.into(),
            section,
            words: words.into(),
            base: base.into(),
            ..Wording::default()
        }
    }

    #[test]
    fn words_stand_in_their_place_and_are_marked_when_what_is_beneath_them_changes() {
        let own = [(
            "w0001",
            wording("/明知|paragraph:", false, "改写的第一段\n改写的第二段", "不明知"),
        )];
        let laid = lay(blocks("不明知"), &hand(&own, None), "2026年11月30日");
        assert_eq!(words(&laid)[2..5], ["改写的第一段", "改写的第二段", "其二"]);
        assert!(!laid.wordings[0].changed);
        let laid = lay(blocks("已明知"), &hand(&own, None), "2026年11月30日");
        assert_eq!(words(&laid)[2], "改写的第一段");
        assert!(laid.wordings[0].changed);
        assert_eq!(laid.wordings[0].now.as_deref(), Some("已明知"));
    }

    #[test]
    fn another_day_is_no_change() {
        let own = [("w0001", wording("/请求|paragraph:", false, "改日", "〔落款日〕"))];
        let mut later = blocks("x");
        later[7] = Block::paragraph(vec!["2026年12月1日".into()]);
        assert!(!lay(later, &hand(&own, None), "2026年12月1日").wordings[0].changed);
    }

    #[test]
    fn a_section_is_replaced_whole_and_left_out_whole() {
        let base = "## 明知\n不明知\n其二\n### 推定\n没有推定";
        let own = [("w0001", wording("/明知", true, "## 主观明知\n一句话", base))];
        let laid = lay(blocks("不明知"), &hand(&own, None), "today");
        assert_eq!(words(&laid), ["引言", "主观明知", "一句话", "请求", "2026年11月30日"]);
        assert!(!laid.wordings[0].changed);
        let outline = Outline {
            off: vec!["/明知".into()],
            ..Outline::default()
        };
        let laid = lay(blocks("不明知"), &hand(&[], Some(&outline)), "today");
        assert_eq!(words(&laid), ["引言", "请求", "2026年11月30日"]);
        assert_eq!(
            laid.sections
                .iter()
                .map(|own| (own.title.as_str(), own.on))
                .collect::<Vec<_>>(),
            [("明知", false), ("请求", true)]
        );
        assert_eq!(laid.unsettled, 1);
    }

    #[test]
    fn words_whose_place_is_gone_are_not_lost() {
        let own = [("w0001", wording("/不存在|paragraph:", false, "留着", "原文"))];
        let laid = lay(blocks("x"), &hand(&own, None), "today");
        assert_eq!(laid.wordings[0].now, None);
        assert!(laid.wordings[0].changed);
    }
}
