//! A gap argued: what the prosecution relies on and on which page, what the file says against it, why that is not proof.

use super::elements::{join_sources, uncoded};
use super::sayer::{Sayer, leaf_views};
use crate::answer::{shape, words};
use crate::questions::holder;
use crate::step_view::{LeafView, StepView};
use crate::wire::{SourceView, Truth};
use case::{Answer, Entry, Path, Position, Side};

/// How many facts one gap argues.
const FACTS: usize = 3;

impl Sayer<'_> {
    /// Argues one gap; empty when the file says nothing about it.
    pub(super) fn argue(&self, gap: &StepView) -> String {
        let mut leaves = Vec::new();
        leaf_views(gap, &mut leaves);
        let mut said: Vec<String> = Vec::new();
        let mut weakest = End::Alone;
        for view in leaves.iter().filter(|view| view.truth != Truth::True) {
            let Some(leaf) = &view.leaf else { continue };
            for (question, entry, path) in self.asked(leaf, uncoded(&view.name), view.node == gap.node) {
                if said.len() < FACTS
                    && let Some((clause, end)) = self.clause(&question, entry, &path)
                {
                    weakest = weakest.max(end);
                    said.push(clause);
                }
            }
        }
        if said.is_empty() {
            return String::new();
        }
        let end = match weakest {
            End::Alone => "该项事实没有查证属实，不能作为定案的根据。",
            End::Read => "仅凭该证据不能得出唯一结论。",
            End::Contested => "在案证据相互不一致，不能排除合理怀疑。",
        };
        format!("{}。{end}", said.join("。"))
    }

    /// The questions under a leaf on which the sides differ or the prosecution stands alone; `alone` when the gap is
    /// that one question, which then need not be said again.
    fn asked(&self, leaf: &LeafView, name: &str, alone: bool) -> Vec<(String, &Entry, Path)> {
        let found = |path: &Path| self.record.entry(holder(self.book, path, self.actor), path);
        let Some(table) = self.book.dictionary.table(&leaf.path) else {
            let path: Option<Path> = leaf.path.parse().ok();
            let entry = path.and_then(|path| Some((found(&path)?, path)));
            return entry
                .map(|(entry, path)| (if alone { String::new() } else { plain(name) }, entry, path))
                .into_iter()
                .collect();
        };
        let mut all = Vec::new();
        for row in leaf.rows.iter().filter(|row| row.truth != Truth::True) {
            for column in table.columns.iter().filter(|column| !column.key) {
                let path = Path::Cell(table.id.clone(), row.row.clone(), column.id.clone());
                if let Some(entry) = found(&path).filter(|entry| entry.disputed()) {
                    all.push((format!("“{}”{}", row.name, plain(&column.name)), entry, path));
                }
            }
        }
        all
    }

    fn clause(&self, question: &str, entry: &Entry, path: &Path) -> Option<(String, End)> {
        let counted = |side: Side| entry.side(side).filter(|position| self.counts(position));
        let alleged = counted(Side::Alleged)?;
        let claim = self.claimed(alleged, path)?;
        let own = pages(alleged);
        let ground = match join_sources(&own) {
            none if none.is_empty() => "，没有引用证据".to_string(),
            pages => format!("（{pages}）"),
        };
        let comma = if question.is_empty() { "" } else { "，" };
        let begin = format!("{question}{comma}起诉意见主张“{claim}”{ground}");
        let Some(ours) = counted(Side::Ours) else {
            return Some((begin, End::Alone));
        };
        Some(match &ours.answer {
            Answer::Unclear { why } if why.is_empty() => (begin, End::Alone),
            Answer::Unclear { why } => (format!("{begin}；{}", why.trim_end_matches('。')), End::Alone),
            Answer::Known { .. } => {
                let answer = self.claimed(ours, path)?;
                let other: Vec<SourceView> = pages(ours)
                    .into_iter()
                    .filter(|page| own.iter().all(|known| known.text != page.text))
                    .collect();
                match join_sources(&other) {
                    none if none.is_empty() => {
                        (format!("{begin}；对该项证据，辩护人认为应认定为“{answer}”"), End::Read)
                    }
                    pages => (format!("{begin}；{pages}的内容则为“{answer}”"), End::Contested),
                }
            }
        })
    }

    /// An answer in words; nothing when it is not known.
    fn claimed(&self, position: &Position, path: &Path) -> Option<String> {
        position.answer.value()?;
        let shape = shape(self.book, path).ok()?;
        let holder = holder(self.book, path, self.actor);
        Some(words(self.record, holder, &shape, &position.answer))
    }
}

/// Why what the prosecution relies on is not proof.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum End {
    /// It stands alone.
    Alone,
    /// The same page is read differently.
    Read,
    /// Other pages say otherwise.
    Contested,
}

/// A question or a noun phrase without its stop.
fn plain(question: &str) -> String {
    question.trim_end_matches(['？', '。']).into()
}

/// Pages of the file only: what a client told his defender is not handed in.
fn pages(position: &Position) -> Vec<SourceView> {
    let all = position.sources.iter().map(SourceView::from);
    all.filter(|source| source.kind == "page").collect()
}
