//! Hits as the window shows them.

use super::docs::{APART, Opens, page_place};
use super::{Address, HitGroup, HitView, PieceView};
use crate::failure::Failure;
use crate::session::App;
use case::Volume;
use case::pinyin::spelled;
use std::collections::{BTreeMap, BTreeSet};
use store::search::{Doc, DocKind, Found, Hit, Piece, Scope, snippet};
use store::{CaseId, Vault};

/// Characters of a snippet.
const WIDTH: usize = 64;

/// Id and name of every kind.
const KINDS: [(DocKind, &str, &str); 12] = [
    (DocKind::Case, "case", "案件"),
    (DocKind::Party, "party", "当事人"),
    (DocKind::Person, "person", "人员"),
    (DocKind::Fact, "fact", "事实"),
    (DocKind::Note, "note", "笔记"),
    (DocKind::Comment, "comment", "批注"),
    (DocKind::Task, "task", "待办"),
    (DocKind::Exhibit, "exhibit", "证据"),
    (DocKind::Statement, "statement", "笔录"),
    (DocKind::Volume, "volume", "卷宗"),
    (DocKind::Document, "document", "文书"),
    (DocKind::Page, "page", "卷宗页"),
];

/// The kind of an id.
pub(super) fn kind(id: &str) -> Option<DocKind> {
    KINDS.into_iter().find(|(_, own, _)| *own == id).map(|(kind, ..)| kind)
}

/// The kinds whose names are looked up by pinyin: everywhere what people are called, in one case all that has a name.
pub(super) fn named(scope: Scope<'_>, wanted: &[DocKind]) -> Vec<DocKind> {
    let everywhere = [DocKind::Case, DocKind::Party, DocKind::Person];
    let here = [DocKind::Fact, DocKind::Exhibit, DocKind::Volume, DocKind::Document];
    let mut kinds = everywhere.to_vec();
    if scope != Scope::All {
        kinds.extend(here);
    }
    kinds.retain(|kind| wanted.contains(kind));
    kinds
}

/// What was found, being put in order.
pub(super) struct Shelf {
    /// Names of the cases there are; what is found in others is no longer there.
    cases: BTreeMap<CaseId, String>,
    volumes: BTreeMap<CaseId, Vec<Volume>>,
    hits: BTreeMap<DocKind, Vec<HitView>>,
    counts: BTreeMap<DocKind, usize>,
    seen: BTreeSet<(CaseId, DocKind, String)>,
}

impl Shelf {
    /// An empty one, for the cases of the vault.
    pub(super) fn of(app: &mut App) -> Result<Shelf, Failure> {
        let cases = app
            .vault()?
            .cases()?
            .into_iter()
            .map(|row| (row.id, row.name))
            .collect();
        Ok(Shelf {
            cases,
            volumes: BTreeMap::new(),
            hits: BTreeMap::new(),
            counts: BTreeMap::new(),
            seen: BTreeSet::new(),
        })
    }

    /// Takes what was found by its characters.
    pub(super) fn take(&mut self, vault: &Vault, found: Found) -> Result<(), Failure> {
        for (kind, count) in found.counts {
            *self.counts.entry(kind).or_default() += count;
        }
        for hit in found.hits {
            let kind = hit.doc.kind;
            if kind == DocKind::Page && !self.volumes.contains_key(&hit.case) {
                let volumes = vault.index_docs(Scope::One(&hit.case), &[DocKind::Volume])?;
                let volumes = volumes
                    .iter()
                    .filter_map(|(_, doc)| serde_json::from_str(&doc.at).ok())
                    .collect();
                self.volumes.insert(hit.case.clone(), volumes);
            }
            self.seen.insert((hit.case.clone(), kind, hit.doc.reference.clone()));
            match self.view(hit) {
                Some(view) => self.hits.entry(kind).or_default().push(view),
                None => {
                    self.counts
                        .entry(kind)
                        .and_modify(|count| *count = count.saturating_sub(1));
                }
            }
        }
        Ok(())
    }

    /// Takes what is called as the letters that were typed spell.
    pub(super) fn take_spelled(&mut self, query: &str, docs: Vec<(CaseId, Doc)>, limit: usize) {
        let typed = query.trim();
        let letters = typed.chars().filter(char::is_ascii_alphabetic).count();
        if letters < 2 || !typed.chars().all(|c| c.is_ascii_alphabetic() || c == ' ') {
            return;
        }
        for (case, doc) in docs {
            let kind = doc.kind;
            // Of people any of their names, of everything else the first field.
            let several = matches!(kind, DocKind::Person);
            let mut at = 0;
            let mut mark = None;
            for name in doc.text.split(APART).take(if several { 8 } else { 1 }) {
                if spelled(name, typed) {
                    mark = Some(at..at + name.len());
                    break;
                }
                at += name.len() + APART.len();
            }
            let Some(mark) = mark else { continue };
            if !self.seen.insert((case.clone(), kind, doc.reference.clone())) {
                continue;
            }
            let hit = Hit {
                case,
                doc,
                marks: vec![mark],
            };
            if let Some(view) = self.view(hit) {
                *self.counts.entry(kind).or_default() += 1;
                let hits = self.hits.entry(kind).or_default();
                if hits.len() < limit {
                    hits.push(view);
                }
            }
        }
    }

    /// A hit in words; `None` when its case or its volume is gone.
    fn view(&self, hit: Hit) -> Option<HitView> {
        let case_name = self.cases.get(&hit.case)?.clone();
        let (place, open) = if hit.doc.kind == DocKind::Page {
            let (original, page) = hit.doc.reference.split_once('/')?;
            let page: u32 = page.parse().ok()?;
            let volume = self
                .volumes
                .get(&hit.case)?
                .iter()
                .find(|volume| volume.original == original)?;
            (page_place(volume, page), at_page(&volume.label, page))
        } else {
            (hit.doc.place.clone(), address(&hit.doc.reference))
        };
        let pieces = snippet(&hit.doc.text, &hit.marks, WIDTH).into_iter();
        Some(HitView {
            case: hit.case.to_string(),
            case_name,
            place,
            pieces: pieces.map(|Piece { text, found }| PieceView { text, found }).collect(),
            open,
        })
    }

    /// By kind, the empty ones left out.
    pub(super) fn groups(mut self) -> Vec<HitGroup> {
        let group = |(kind, id, name): (DocKind, &str, &str)| {
            let hits = self.hits.remove(&kind)?;
            Some(HitGroup {
                kind: id.into(),
                name: name.into(),
                count: self.counts.get(&kind).copied().unwrap_or(0).max(hits.len()),
                hits,
            })
        };
        KINDS.into_iter().filter_map(group).collect()
    }
}

fn at_page(volume: &str, page: u32) -> Address {
    Address {
        tab: "file".into(),
        at: String::new(),
        actor: String::new(),
        volume: volume.into(),
        page,
    }
}

fn address(reference: &str) -> Address {
    let Opens { tab, at, actor, .. } = Opens::read(reference);
    match at.split_once('\u{1f}') {
        Some((volume, page)) => at_page(volume, page.parse().unwrap_or(1)),
        None => Address {
            tab: tab.into(),
            at: at.into(),
            actor: actor.into(),
            volume: String::new(),
            page: 0,
        },
    }
}
