//! Every cite of a case, and whether it still stands where it says.

use crate::failure::Failure;
use crate::session::App;
use case::{
    Assertion, Change, Comment, Exhibit, Held, Item, ItemChange, ItemKey, ItemKind, Key, Note, Record, Side, Source,
    Statement, Tag, Target, Volume,
};
use chrono::{DateTime, FixedOffset};
use std::collections::BTreeMap;

/// Where a cite is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum At {
    /// The nth source of a position.
    Position { key: Key, side: Side, nth: usize },
    /// The source of an assertion, the pages of an exhibit or statement, the page of a remark.
    Item(ItemKey),
}

/// A page somebody relies on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cite {
    pub at: At,
    /// Volume label.
    pub volume: String,
    /// Printed pages, `47` or `47-49`; empty for a remark, which knows the document's page only.
    pub label: String,
    /// Page of the document, when it is known.
    pub page: Option<u32>,
    /// The words relied on.
    pub quote: String,
    /// The original it was marked on, when it was.
    pub original: String,
    /// The fingerprint of that page.
    pub hash: String,
    /// When it was written.
    pub written: DateTime<FixedOffset>,
}

/// Whether a cite stands where it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// It does.
    Fine,
    /// Its volume was replaced after it was written.
    Stale,
    /// Its page bears another printed number now.
    Relabelled,
    /// No page of the volume bears that number.
    NoPage,
    /// More than one page bears that number.
    Twice,
    /// There is no such volume.
    NoVolume,
}

impl At {
    /// Its identity on the wire.
    pub(super) fn id(&self) -> String {
        match self {
            At::Position { key, side, nth } => {
                format!(
                    "position|{}|{}|{}|{nth}",
                    key.actor.as_deref().unwrap_or_default(),
                    key.path,
                    side.id()
                )
            }
            At::Item(key) => format!("item|{key}"),
        }
    }
}

/// Every cite of a record, in the order of its entries and then of its items.
pub(super) fn all(record: &Record) -> Vec<Cite> {
    let mut cites = Vec::new();
    for (key, entry) in &record.entries {
        for (side, position) in entry.positions() {
            for (nth, source) in position.sources.iter().enumerate() {
                let at = || At::Position {
                    key: key.clone(),
                    side,
                    nth,
                };
                cites.extend(of_source(source, at, position.at));
            }
        }
    }
    for (key, held) in &record.items {
        cites.extend(of_item(key, held));
    }
    cites
}

fn of_source(source: &Source, at: impl Fn() -> At, written: DateTime<FixedOffset>) -> Option<Cite> {
    let Source::Page {
        volume,
        page,
        quote,
        anchor,
    } = source
    else {
        return None;
    };
    Some(Cite {
        at: at(),
        volume: volume.clone(),
        label: page.clone(),
        page: anchor.as_ref().map(|anchor| anchor.page),
        quote: quote.clone(),
        original: anchor
            .as_ref()
            .map(|anchor| anchor.original.clone())
            .unwrap_or_default(),
        hash: anchor.as_ref().map(|anchor| anchor.hash.clone()).unwrap_or_default(),
        written,
    })
}

fn of_item(key: &ItemKey, held: &Held) -> Option<Cite> {
    let place = |volume: &str, label: &str, page: Option<u32>| Cite {
        at: At::Item(key.clone()),
        volume: volume.into(),
        label: label.into(),
        page,
        quote: String::new(),
        original: String::new(),
        hash: String::new(),
        written: held.at,
    };
    let pages =
        |volume: &str, pages: &str| (!volume.is_empty() && !pages.is_empty()).then(|| place(volume, pages, None));
    match &held.item {
        Item::Assertion(Assertion {
            source: Some(source), ..
        }) => of_source(source, || At::Item(key.clone()), held.at),
        Item::Exhibit(Exhibit { volume, pages: own, .. }) | Item::Statement(Statement { volume, pages: own, .. }) => {
            pages(volume, own)
        }
        Item::Comment(Comment {
            on: Target::Page { volume, page },
            ..
        })
        | Item::Note(Note {
            on: Target::Page { volume, page },
            ..
        })
        | Item::Tag(Tag { volume, page, .. }) => Some(place(volume, "", Some(*page))),
        _ => None,
    }
}

/// When the original a volume has now was put in place of another one; by the volume's item number.
pub(super) fn replaced_at(app: &mut App, case: &str) -> Result<BTreeMap<String, DateTime<FixedOffset>>, Failure> {
    let replaced: Vec<(String, String)> = app
        .record(case)?
        .items_of::<Volume>()
        .filter(|(_, volume)| !volume.replaced.is_empty())
        .map(|(id, volume)| (id.to_owned(), volume.original.clone()))
        .collect();
    let id = crate::cases::case_id(case)?;
    let mut moments = BTreeMap::new();
    for (number, original) in replaced {
        let past = app
            .vault()?
            .item_history(&id, &ItemKey::new(ItemKind::Volume, &number))?;
        // Newest first: the oldest of the run that has the present original.
        let has = |held: &Held| matches!(&held.item, Item::Volume(volume) if volume.original == original);
        let moment = past
            .iter()
            .take_while(|past| past.held.as_ref().is_some_and(has))
            .last()
            .map(|past| past.at);
        moments.extend(moment.map(|moment| (number, moment)));
    }
    Ok(moments)
}

/// Every cite with its standing.
pub(super) fn standings(app: &mut App, case: &str) -> Result<Vec<(Cite, Standing)>, Failure> {
    let replaced = replaced_at(app, case)?;
    let record = app.record(case)?;
    let stand = |cite: Cite| {
        let standing = standing(record, &replaced, &cite);
        (cite, standing)
    };
    Ok(all(record).into_iter().map(stand).collect())
}

fn standing(record: &Record, replaced: &BTreeMap<String, DateTime<FixedOffset>>, cite: &Cite) -> Standing {
    let Some((id, volume)) = record
        .items_of::<Volume>()
        .find(|(_, volume)| volume.label == cite.volume)
    else {
        return Standing::NoVolume;
    };
    let stale = match cite.original.as_str() {
        "" => replaced.get(id).is_some_and(|moment| cite.written < *moment),
        original => original != volume.original,
    };
    if stale {
        return Standing::Stale;
    }
    let map = volume.map();
    match (cite.label.as_str(), cite.page) {
        ("", Some(page)) if page <= volume.pages => Standing::Fine,
        ("", _) => Standing::NoPage,
        (label, Some(page)) if !cite.original.is_empty() => match map.find(label).contains(&page) {
            true => Standing::Fine,
            false if map.label(page).is_some() => Standing::Relabelled,
            false => Standing::NoPage,
        },
        (label, _) => match map.find(label).len() {
            0 => Standing::NoPage,
            1 => Standing::Fine,
            _ => Standing::Twice,
        },
    }
}

/// How many cites point at a page that is not there, and how many are in doubt since their volume was scanned anew. A volume
/// that was never taken in says nothing about its pages.
pub(crate) fn doubtful(app: &mut App, case: &str) -> Result<(usize, usize), Failure> {
    let all = standings(app, case)?;
    let count = |wanted: &[Standing]| all.iter().filter(|(_, own)| wanted.contains(own)).count();
    Ok((
        count(&[Standing::NoPage]),
        count(&[Standing::Stale, Standing::Relabelled, Standing::Twice]),
    ))
}

/// The volumes that are cited and not in the file: label, and how many cites name it.
pub(super) fn missing(record: &Record) -> BTreeMap<String, u32> {
    let known: Vec<&str> = record
        .items_of::<Volume>()
        .map(|(_, volume)| volume.label.as_str())
        .collect();
    let mut missing = BTreeMap::new();
    for cite in all(record) {
        if !known.contains(&cite.volume.as_str()) {
            *missing.entry(cite.volume).or_insert(0) += 1;
        }
    }
    missing
}

/// Changes of positions and of items.
#[derive(Default)]
pub(super) struct Moved {
    pub positions: Vec<Change>,
    pub items: Vec<ItemChange>,
}

/// What must be written for every cite of one label to name another.
pub(super) fn relabelled(record: &Record, former: &str, label: &str) -> Moved {
    let mut moved = Moved::default();
    for cite in all(record).into_iter().filter(|cite| cite.volume == former) {
        moved.set(record, &cite.at, |place| place.volume = label.into());
    }
    moved
}

/// A place as it is rewritten.
pub(super) struct Place {
    pub volume: String,
    pub label: String,
    pub page: u32,
    pub anchor: Option<case::Anchor>,
}

impl Moved {
    /// Rewrites one cite. Who wrote it, when, and its review stay as they are unless the caller changes the position it gets back.
    pub(super) fn set(
        &mut self,
        record: &Record,
        at: &At,
        change: impl FnOnce(&mut Place),
    ) -> Option<&mut case::Position> {
        match at {
            At::Position { key, side, nth } => {
                let pending = self
                    .positions
                    .iter()
                    .position(|change| change.actor == key.actor && change.path == key.path && change.side == *side);
                let index = match pending {
                    Some(index) => index,
                    None => {
                        let position = record.entries.get(key)?.side(*side)?.clone();
                        self.positions.push(Change {
                            actor: key.actor.clone(),
                            path: key.path.clone(),
                            side: *side,
                            position: Some(Box::new(position)),
                        });
                        self.positions.len() - 1
                    }
                };
                let position = self.positions[index].position.as_deref_mut()?;
                rewrite(position.sources.get_mut(*nth)?, change);
                Some(position)
            }
            At::Item(key) => {
                let mut held = record.items.get(key)?.clone();
                match &mut held.item {
                    Item::Assertion(assertion) => rewrite(assertion.source.as_mut()?, change),
                    Item::Exhibit(Exhibit { volume, pages, .. }) | Item::Statement(Statement { volume, pages, .. }) => {
                        printed(volume, pages, change);
                    }
                    Item::Comment(Comment {
                        on: Target::Page { volume, page },
                        ..
                    })
                    | Item::Note(Note {
                        on: Target::Page { volume, page },
                        ..
                    })
                    | Item::Tag(Tag { volume, page, .. }) => counted(volume, page, change),
                    _ => return None,
                }
                self.items.push(ItemChange {
                    key: key.clone(),
                    held: Some(Box::new(held)),
                });
                None
            }
        }
    }
}

fn rewrite(source: &mut Source, change: impl FnOnce(&mut Place)) {
    if let Source::Page {
        volume, page, anchor, ..
    } = source
    {
        let mut place = Place {
            volume: volume.clone(),
            label: page.clone(),
            page: anchor.as_ref().map_or(0, |anchor| anchor.page),
            anchor: anchor.as_deref().cloned(),
        };
        change(&mut place);
        (*volume, *page, *anchor) = (place.volume, place.label, place.anchor.map(Box::new));
    }
}

fn printed(volume: &mut String, pages: &mut String, change: impl FnOnce(&mut Place)) {
    let mut place = Place {
        volume: volume.clone(),
        label: pages.clone(),
        page: 0,
        anchor: None,
    };
    change(&mut place);
    (*volume, *pages) = (place.volume, place.label);
}

fn counted(volume: &mut String, page: &mut u32, change: impl FnOnce(&mut Place)) {
    let mut place = Place {
        volume: volume.clone(),
        label: String::new(),
        page: *page,
        anchor: None,
    };
    change(&mut place);
    (*volume, *page) = (place.volume, place.page);
}
