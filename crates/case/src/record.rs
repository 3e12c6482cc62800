//! A whole case in memory.

use crate::{Body, Held, ItemKey, ItemKind, Matter, Party, Path, Position, ReviewState, Side};
use std::collections::{BTreeMap, BTreeSet};

/// Whose answer to which question: `actor` is `None` for facts of the case.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// Party id.
    pub actor: Option<String>,
    /// Which question.
    pub path: Path,
}

/// Up to three positions on one question.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    /// 指控.
    pub alleged: Option<Position>,
    /// 我方.
    pub ours: Option<Position>,
    /// 研判.
    pub finding: Option<Position>,
}

impl Entry {
    /// The position of one side.
    pub fn side(&self, side: Side) -> Option<&Position> {
        match side {
            Side::Alleged => self.alleged.as_ref(),
            Side::Ours => self.ours.as_ref(),
            Side::Finding => self.finding.as_ref(),
        }
    }

    /// The position of one side, to be set.
    pub fn side_mut(&mut self, side: Side) -> &mut Option<Position> {
        match side {
            Side::Alleged => &mut self.alleged,
            Side::Ours => &mut self.ours,
            Side::Finding => &mut self.finding,
        }
    }

    /// The positions there are.
    pub fn positions(&self) -> impl Iterator<Item = (Side, &Position)> {
        Side::ALL
            .into_iter()
            .filter_map(|side| self.side(side).map(|position| (side, position)))
    }

    /// Whether the two sides say different things.
    pub fn disputed(&self) -> bool {
        match (&self.alleged, &self.ours) {
            (Some(alleged), Some(ours)) => alleged.answer.value() != ours.answer.value(),
            _ => false,
        }
    }
}

/// Everything known of one case.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Record {
    /// The file cover.
    pub matter: Matter,
    /// The accused, in order of entry.
    pub parties: Vec<Party>,
    /// Every answer.
    pub entries: BTreeMap<Key, Entry>,
    /// Everything that is not an answer.
    pub items: BTreeMap<ItemKey, Held>,
    /// Every key an item ever had: the number of one that was taken out is not used again.
    pub taken: BTreeSet<ItemKey>,
    /// Counts the changes; a write says from which one it started.
    pub revision: u64,
}

impl Record {
    /// The entry for one actor's (or the case's) question.
    pub fn entry(&self, actor: Option<&str>, path: &Path) -> Option<&Entry> {
        self.entries.get(&Key {
            actor: actor.map(str::to_string),
            path: path.clone(),
        })
    }

    /// The client whose case it is: the first party we defend, else the first party.
    pub fn client(&self) -> Option<&Party> {
        self.parties
            .iter()
            .find(|party| party.client)
            .or_else(|| self.parties.first())
    }

    /// The party of that id.
    pub fn party(&self, id: &str) -> Option<&Party> {
        self.parties.iter().find(|party| party.id == id)
    }

    /// The rows of a table that somebody says are there, in order of row id.
    pub fn rows(&self, actor: Option<&str>, table: &str) -> Vec<String> {
        let of = |key: &Key| key.actor.as_deref() == actor && matches!(&key.path, Path::Row(own, _) if own == table);
        let listed = self
            .entries
            .iter()
            .filter(|(key, entry)| of(key) && entry.positions().next().is_some());
        let rows: BTreeSet<&str> = listed.filter_map(|(key, _)| key.path.row()).collect();
        rows.into_iter().map(str::to_string).collect()
    }

    /// An id for a new row of a table; ids of removed rows are not used again.
    pub fn next_row(&self, actor: Option<&str>, table: &str) -> String {
        let of = |key: &&Key| key.actor.as_deref() == actor && key.path.table() == Some(table);
        let taken = self
            .entries
            .keys()
            .filter(of)
            .filter_map(|key| key.path.row()?.strip_prefix('r')?.parse::<u32>().ok());
        format!("r{:04}", taken.max().unwrap_or(0) + 1)
    }

    /// The items of one type, in order of their numbers.
    pub fn items_of<T: Body>(&self) -> impl Iterator<Item = (&str, &T)> {
        self.items
            .iter()
            .filter(|(key, _)| key.kind == T::KIND)
            .filter_map(|(key, held)| T::of(&held.item).map(|body| (key.id.as_str(), body)))
    }

    /// The item of that type and number.
    pub fn item<T: Body>(&self, id: &str) -> Option<&T> {
        self.items
            .get(&ItemKey::new(T::KIND, id))
            .and_then(|held| T::of(&held.item))
    }

    /// A number for a new item: `v0001`, and so on within the kind.
    pub fn next_item(&self, kind: ItemKind) -> ItemKey {
        let letter = &kind.id()[..1];
        let taken = self
            .taken
            .iter()
            .filter(|key| key.kind == kind)
            .filter_map(|key| key.id.strip_prefix(letter)?.parse::<u32>().ok());
        ItemKey::new(kind, format!("{letter}{:04}", taken.max().unwrap_or(0) + 1))
    }

    /// How many positions there are in each review state.
    pub fn reviews(&self) -> BTreeMap<ReviewState, usize> {
        let mut counts = BTreeMap::new();
        for (_, position) in self.entries.values().flat_map(Entry::positions) {
            *counts.entry(position.review.state).or_insert(0) += 1;
        }
        counts
    }
}
