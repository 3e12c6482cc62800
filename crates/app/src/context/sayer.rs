//! Facts by side, in words.

use super::elements::join_sources;
use super::paper::{PaperElement, PaperFact, PaperGroup};
use crate::answer::{shape, words};
use crate::entry::title;
use crate::step_view::StepView;
use crate::wire::SourceView;
use case::{Entry, Key, Path, Position, Record, Scope};
use law::Book;
use std::collections::BTreeMap;

/// Says facts by side.
pub(super) struct Sayer<'a> {
    pub(super) book: &'a Book,
    pub(super) record: &'a Record,
    pub(super) actor: &'a str,
    pub(super) scope: Scope,
}

impl Sayer<'_> {
    pub(super) fn counts(&self, position: &Position) -> bool {
        match self.scope {
            Scope::Accepted => position.review.state == case::ReviewState::Accepted,
            Scope::All => position.review.state != case::ReviewState::Returned,
        }
    }

    pub(super) fn fact(&self, key: &Key, entry: &Entry) -> Option<PaperFact> {
        let shape = shape(self.book, &key.path).ok()?;
        let said = |side| {
            entry
                .side(side)
                .filter(|position| self.counts(position))
                .map(|position| words(self.record, key.actor.as_deref(), &shape, &position.answer))
                .unwrap_or_default()
        };
        let finding = entry.side(case::Side::Finding).filter(|position| self.counts(position));
        let finding = finding.map(|position| match position.status {
            Some(case::Status::Proved) => format!("已查证：{}", said(case::Side::Finding)),
            Some(status) => status.name().into(),
            None => said(case::Side::Finding),
        });
        let sources = self.sources(std::iter::once(entry));
        let fact = PaperFact {
            path: key.path.to_string(),
            question: self.question(key),
            alleged: said(case::Side::Alleged),
            ours: said(case::Side::Ours),
            finding: finding.unwrap_or_default(),
            sources,
        };
        (!fact.alleged.is_empty() || !fact.ours.is_empty() || !fact.finding.is_empty()).then_some(fact)
    }

    /// Every page behind some entries, each once.
    pub(super) fn sources<'e>(&self, entries: impl Iterator<Item = &'e Entry>) -> String {
        let mut found: Vec<SourceView> = Vec::new();
        for (_, position) in entries
            .flat_map(Entry::positions)
            .filter(|(_, position)| self.counts(position))
        {
            for source in position.sources.iter().map(SourceView::from) {
                if source.kind != "none" && found.iter().all(|known| known.text != source.text) {
                    found.push(source);
                }
            }
        }
        join_sources(&found)
    }

    pub(super) fn question(&self, key: &Key) -> String {
        match (&key.path, key.path.table(), key.path.row()) {
            (Path::Cell(table, row, column), ..) => {
                let name = crate::answer::row_name(self.record, key.actor.as_deref(), table, row);
                let column = self
                    .book
                    .dictionary
                    .table(table)
                    .and_then(|table| table.column(column))
                    .map(|column| column.name.clone())
                    .unwrap_or_default();
                format!("{name}：{column}")
            }
            (path, ..) => title(path),
        }
    }

    /// Cells that only name a row, and the row's own presence, are said by the row's other cells.
    pub(super) fn worth_saying(&self, path: &Path) -> bool {
        match path {
            Path::Row(..) => false,
            Path::Cell(table, _, column) => self
                .book
                .dictionary
                .table(table)
                .and_then(|table| table.column(column))
                .is_some_and(|column| !column.key),
            _ => true,
        }
    }

    pub(super) fn groups(&self) -> Vec<PaperGroup> {
        let mut groups: BTreeMap<(i64, String), PaperGroup> = BTreeMap::new();
        let mut rows: BTreeMap<(String, String), Vec<(&Key, &Entry)>> = BTreeMap::new();
        let mut group = |id: &str, fact: Option<PaperFact>, row: Option<PaperFact>| {
            let place = self.place(id);
            let group = groups.entry(place.clone()).or_insert_with(|| PaperGroup {
                name: place.1,
                facts: Vec::new(),
                rows: Vec::new(),
            });
            group.facts.extend(fact);
            group.rows.extend(row);
        };
        for (key, entry) in self
            .record
            .entries
            .iter()
            .filter(|(key, _)| key.actor.as_deref().is_none_or(|own| own == self.actor))
        {
            match (key.path.table(), key.path.row()) {
                (Some(table), Some(row)) => rows.entry((table.into(), row.into())).or_default().push((key, entry)),
                (Some(table), None) => group(table, self.fact(key, entry), None),
                _ => group(&key.path.to_string(), self.fact(key, entry), None),
            }
        }
        for ((table, row), cells) in &rows {
            group(table, None, self.row(table, row, cells));
        }
        groups
            .into_values()
            .filter(|group| !group.facts.is_empty() || !group.rows.is_empty())
            .collect()
    }

    /// Place and name of the group a fact or table stands in.
    pub(super) fn place(&self, id: &str) -> (i64, String) {
        self.book
            .dictionary
            .group_of(id)
            .map_or((i64::MAX, "律师判断".into()), |group| {
                (group.order, group.name.clone())
            })
    }

    /// A whole row as one line: what each side says of its cells, ours only where it differs.
    pub(super) fn row(&self, table: &str, row: &str, cells: &[(&Key, &Entry)]) -> Option<PaperFact> {
        let facts = cells
            .iter()
            .filter(|(key, _)| self.worth_saying(&key.path))
            .filter_map(|(key, entry)| self.fact(key, entry));
        let (mut alleged, mut ours, mut finding, mut same) = (Vec::new(), Vec::new(), Vec::new(), false);
        for fact in facts {
            let name = fact
                .question
                .split_once('：')
                .map_or(fact.question.as_str(), |(_, column)| column)
                .trim_end_matches('？')
                .to_string();
            let say = |words: &str| format!("{name}：{}", words.trim_end_matches('。'));
            if !fact.alleged.is_empty() {
                alleged.push(say(&fact.alleged));
            }
            same |= !fact.ours.is_empty() && fact.ours == fact.alleged;
            if !fact.ours.is_empty() && fact.ours != fact.alleged {
                ours.push(say(&fact.ours));
            }
            if !fact.finding.is_empty() {
                finding.push(say(&fact.finding));
            }
        }
        if ours.is_empty() && same {
            ours.push("与指控相同".into());
        }
        let holder = cells.first().and_then(|(key, _)| key.actor.clone());
        let table_name = self
            .book
            .dictionary
            .table(table)
            .map(|table| table.name.clone())
            .unwrap_or_default();
        Some(PaperFact {
            path: format!("{table}/{row}"),
            question: format!(
                "{table_name}“{}”",
                crate::answer::row_name(self.record, holder.as_deref(), table, row)
            ),
            alleged: alleged.join("；"),
            ours: ours.join("；"),
            finding: finding.join("；"),
            sources: self.sources(cells.iter().map(|(_, entry)| *entry)),
        })
    }

    /// Facts on which the sides differ, in the order of the elements that ask them.
    pub(super) fn disputes(&self, elements: &[PaperElement], outgoing: bool) -> Vec<PaperFact> {
        let mine = self
            .record
            .entries
            .iter()
            .filter(|(key, _)| key.actor.as_deref().is_none_or(|own| own == self.actor));
        let place = |path: &Path| {
            let (path, table) = (path.to_string(), path.table().map(str::to_string));
            elements.iter().position(|element| {
                (!outgoing || !element.proved)
                    && element
                        .asked
                        .iter()
                        .any(|asked| *asked == path || Some(asked) == table.as_ref())
            })
        };
        let mut found: Vec<(usize, PaperFact)> = mine
            .filter(|(key, entry)| entry.disputed() && self.worth_saying(&key.path))
            .filter_map(|(key, entry)| Some((place(&key.path)?, self.fact(key, entry)?)))
            .collect();
        found.sort_by_key(|(element, _)| *element);
        found.into_iter().map(|(_, fact)| fact).collect()
    }
}

/// The innermost views that are wanted, each node once.
pub(super) fn views_where<'a>(view: &'a StepView, wanted: &impl Fn(&StepView) -> bool, found: &mut Vec<&'a StepView>) {
    let before = found.len();
    for part in &view.parts {
        views_where(part, wanted, found);
    }
    let new = found.len() == before && found.iter().all(|known| known.node != view.node);
    if new && wanted(view) {
        found.push(view);
    }
}

pub(crate) fn leaf_views<'a>(view: &'a StepView, leaves: &mut Vec<&'a StepView>) {
    if view.leaf.is_some() && leaves.iter().all(|known| known.node != view.node) {
        leaves.push(view);
    }
    for part in &view.parts {
        leaf_views(part, leaves);
    }
}
