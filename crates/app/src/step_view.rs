//! The decorated tree on the wire.

use crate::answer::{row_name, shape, show};
use crate::questions::holder;
use crate::wire::{Answer, CiteChip, Mark, Side, SourceView, Truth, chips, wire};
use case::{Path, Record};
use law::{Book, Leaf, Role, Rule, Step};
use std::collections::BTreeSet;

wire! {
    /// What one side says under a leaf.
    pub struct Said {
        /// Whose.
        pub side: Side,
        /// What.
        pub answer: Answer,
        /// On what evidence.
        pub sources: Vec<SourceView>,
    }

    /// A row under a leaf.
    pub struct LeafRow {
        /// Row id.
        pub row: String,
        /// Its name.
        pub name: String,
        /// Whether it counts.
        pub truth: Truth,
        /// Why it counts, or what it lacks.
        pub why: String,
        /// Pages cited for the row and its cells.
        pub sources: Vec<SourceView>,
    }

    /// What a leaf looked at.
    pub struct LeafView {
        /// Where the fact is.
        pub path: String,
        /// In plain words.
        pub question: String,
        /// What each side says.
        pub said: Vec<Said>,
        /// For tables.
        pub rows: Vec<LeafRow>,
        /// What was found.
        pub value: String,
        /// What was asked for.
        pub threshold: String,
    }

    /// What a node looks like.
    #[derive(Copy, PartialEq, Eq)]
    #[serde(rename_all = "snake_case")]
    pub enum Shape {
        /// ▭
        Rule,
        /// ⬡
        Exception,
        /// ◇
        Presumption,
        /// ◆
        Rebuttal,
        /// A leaf.
        Fact,
        /// A question for the lawyer.
        Judge,
        /// Two readings.
        Readings,
    }

    /// One node of the answer.
    pub struct StepView {
        /// Unique within the tree.
        pub id: String,
        /// Node id.
        pub node: String,
        /// Its name.
        pub name: String,
        /// Its truth.
        pub truth: Truth,
        /// How the truth came about.
        pub mark: Mark,
        /// What it looks like.
        pub shape: Shape,
        /// One Chinese sentence.
        pub why: String,
        /// Provisions.
        pub cites: Vec<CiteChip>,
        /// Open points of law.
        pub note: String,
        /// 须人工判断.
        pub untranslated: String,
        /// 且, 或 …
        pub connective: String,
        /// What it is made of.
        pub parts: Vec<StepView>,
        /// Its exceptions.
        pub exceptions: Vec<StepView>,
        /// What a leaf looked at.
        pub leaf: Option<LeafView>,
        /// Something below it can still change the result.
        pub opening: bool,
        /// Nothing below it can.
        pub settled: bool,
    }
}

/// What the views of one tree are made from.
pub(crate) struct Viewer<'a> {
    pub book: &'a Book,
    pub record: &'a Record,
    pub actor: &'a str,
    /// Paths that can still change the result.
    pub open: BTreeSet<String>,
}

impl Viewer<'_> {
    /// The view of a step and everything below it.
    pub(crate) fn step(&self, step: &Step, id: &str, exception: bool) -> StepView {
        let child = |(at, part): (usize, &Step), exception: bool| {
            self.step(
                part,
                &format!("{id}.{}{at}", if exception { "x" } else { "" }),
                exception,
            )
        };
        let parts: Vec<StepView> = step.parts.iter().enumerate().map(|part| child(part, false)).collect();
        let exceptions: Vec<StepView> = step
            .exceptions
            .iter()
            .enumerate()
            .map(|part| child(part, true))
            .collect();
        let leaf = step.leaf.as_ref().map(|leaf| self.leaf(step, leaf));
        let own = leaf.as_ref().is_some_and(|leaf| self.leaf_open(leaf));
        let opening = own || parts.iter().chain(&exceptions).any(|part| part.opening);
        StepView {
            id: id.into(),
            node: step.node.id.clone(),
            name: step.node.name.clone(),
            truth: step.truth.into(),
            mark: step.mark.into(),
            shape: shape_of(step, exception),
            why: law::why(self.book, step),
            cites: chips(self.book, &step.node.cite),
            note: step.node.note.clone(),
            untranslated: step.node.untranslated.clone(),
            connective: connective(&step.node.rule),
            parts,
            exceptions,
            leaf,
            settled: !opening && step.truth != law::Truth::Unknown,
            opening,
        }
    }

    fn leaf_open(&self, leaf: &LeafView) -> bool {
        self.open.contains(&leaf.path)
            || self.book.dictionary.table(&leaf.path).is_some()
                && self.open.iter().any(|path| {
                    path.starts_with(&format!("{}/", leaf.path)) || *path == format!("{}#complete", leaf.path)
                })
    }

    fn leaf(&self, step: &Step, leaf: &Leaf) -> LeafView {
        let threshold = match &step.node.rule {
            Rule::Test(test) => law::say_threshold(self.book, step.node, test),
            _ => String::new(),
        };
        let table = self.book.dictionary.table(&leaf.path);
        let path: Option<Path> = if table.is_some() {
            Some(Path::Complete(leaf.path.clone()))
        } else {
            leaf.path.parse().ok()
        };
        let rows = leaf.rows.iter().map(|row| {
            let of = table.map_or_else(|| ref_table(self.book, &leaf.path), |table| table.id.clone());
            let holder = holder(self.book, &Path::Complete(of.clone()), self.actor);
            LeafRow {
                row: row.row.id.clone(),
                name: row_name(self.record, holder, &of, &row.row.id),
                truth: row.truth.into(),
                why: row.step().map(|step| law::why(self.book, &step)).unwrap_or_default(),
                sources: self.row_sources(holder, &of, &row.row.id),
            }
        });
        LeafView {
            path: leaf.path.clone(),
            question: path.as_ref().map(crate::entry::title).unwrap_or_default(),
            said: path.as_ref().map(|path| self.said(path)).unwrap_or_default(),
            rows: rows.collect(),
            value: leaf
                .value
                .as_ref()
                .map(|value| law::say_value(self.book, step, value))
                .unwrap_or_default(),
            threshold,
        }
    }

    /// Every page cited for a row and its cells, each once.
    fn row_sources(&self, holder: Option<&str>, table: &str, row: &str) -> Vec<SourceView> {
        let columns = self
            .book
            .dictionary
            .table(table)
            .map(|table| table.columns.as_slice())
            .unwrap_or_default();
        let cells = columns
            .iter()
            .map(|column| Path::Cell(table.into(), row.into(), column.id.clone()));
        let paths = std::iter::once(Path::Row(table.into(), row.into())).chain(cells);
        let mut found: Vec<SourceView> = Vec::new();
        for path in paths {
            for (_, position) in self
                .record
                .entry(holder, &path)
                .into_iter()
                .flat_map(case::Entry::positions)
            {
                let new = position
                    .sources
                    .iter()
                    .map(SourceView::from)
                    .filter(|source| !found.contains(source))
                    .collect::<Vec<_>>();
                found.extend(new);
            }
        }
        found
    }

    fn said(&self, path: &Path) -> Vec<Said> {
        let holder = holder(self.book, path, self.actor);
        let (Some(entry), Ok(shape)) = (self.record.entry(holder, path), shape(self.book, path)) else {
            return Vec::new();
        };
        let said = |(side, position): (case::Side, &case::Position)| Said {
            side: side.into(),
            answer: show(self.record, holder, &shape, Some(&position.answer)),
            sources: position.sources.iter().map(SourceView::from).collect(),
        };
        entry.positions().map(said).collect()
    }
}

/// The table a `table/row/column` ref points at.
fn ref_table(book: &Book, path: &str) -> String {
    match path.parse() {
        Ok(Path::Cell(table, _, column)) => book
            .dictionary
            .table(&table)
            .and_then(|table| table.column(&column))
            .map(|column| column.table.clone())
            .unwrap_or_default(),
        _ => String::new(),
    }
}

/// The shape of a node.
pub(crate) fn shape_of(step: &Step, exception: bool) -> Shape {
    match (&step.node.rule, step.node.role) {
        (Rule::Judge(_), _) if exception => Shape::Rebuttal,
        (Rule::Judge(_), _) => Shape::Judge,
        (_, Some(Role::Presumption)) => Shape::Presumption,
        (_, Some(Role::Exception)) => Shape::Exception,
        _ if exception => Shape::Exception,
        (Rule::Readings(_), _) => Shape::Readings,
        (Rule::Test(_), _) => Shape::Fact,
        _ => Shape::Rule,
    }
}

fn connective(rule: &Rule) -> String {
    match rule {
        Rule::All(_) => "均须具备".into(),
        Rule::Any(_) => "具备其一".into(),
        Rule::None(_) => "均不具备".into(),
        Rule::AtLeast { n, .. } => format!("至少{n}项"),
        Rule::Readings(_) => "两种读法".into(),
        Rule::Test(_) | Rule::Judge(_) => String::new(),
    }
}

/// Pages cited for, and facts missing under, a step: what a matrix cell counts.
pub(crate) fn weigh(view: &StepView) -> (u32, u32) {
    let mut pages = BTreeSet::new();
    let mut missing = BTreeSet::new();
    count(view, &mut pages, &mut missing);
    (pages.len() as u32, missing.len() as u32)
}

fn count<'a>(view: &'a StepView, pages: &mut BTreeSet<(&'a str, &'a str)>, missing: &mut BTreeSet<&'a str>) {
    if let Some(leaf) = &view.leaf {
        let rows = leaf.rows.iter().flat_map(|row| &row.sources);
        let cited = leaf
            .said
            .iter()
            .flat_map(|said| &said.sources)
            .chain(rows)
            .filter(|source| source.kind == "page");
        pages.extend(cited.map(|source| (source.volume.as_str(), source.page.as_str())));
        if view.truth == Truth::Unknown {
            missing.insert(&leaf.path);
        }
    }
    for part in view.parts.iter().chain(&view.exceptions) {
        count(part, pages, missing);
    }
}
