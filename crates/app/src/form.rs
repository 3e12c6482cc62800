//! Fact entry, generated from the dictionary.

mod shapes;

use crate::analysis::{Facts, actor_of, pack};
use crate::answer::{row_name, shape, show};
use crate::cases::Named;
use crate::failure::Failure;
use crate::head::head;
use crate::questions::{Users, holder, judges, question_of};
use crate::rules::book;
use crate::session::{App, Now};
use crate::wire::{Answer, SourceView, chips};
use case::{Path, Record, ReviewState, Scope, Stance};
use chrono::NaiveDate;
use law::{Book, Finder, Kind, RuleSet};
use std::collections::{BTreeMap, BTreeSet};

pub use shapes::{FactCard, FactForm, FormView, GroupView, NodeRef, PositionView, TableColumn, TableRow, TableView};
use shapes::{finder_id, no_review, status_id};
pub(crate) use shapes::{kind_id, review_view};

/// The group of judgment questions, which has no file of its own.
pub(crate) const JUDGMENTS: &str = "judgments";

/// What the cards of one accused are made from.
pub(crate) struct Form<'a> {
    book: &'a Book,
    record: &'a Record,
    actor: &'a str,
    users: Users<'a>,
    /// Paths that can still change the result for either side.
    open: BTreeSet<String>,
    /// Paths that can still change what is proved.
    unproved: BTreeSet<String>,
}

impl<'a> Form<'a> {
    pub(crate) fn of(
        book: &'a Book,
        record: &'a Record,
        actor: &'a str,
        rules: &'a RuleSet,
        today: NaiveDate,
    ) -> Form<'a> {
        let facts = Facts::of(book, record, actor, Scope::All, rules, today);
        let open = |stances: &[Stance]| -> BTreeSet<String> {
            let sets = std::iter::once(rules).chain(&book.defences);
            let openings = sets.flat_map(|rules| stances.iter().flat_map(|stance| facts.openings(rules, *stance)));
            openings.map(|opening| opening.path).collect()
        };
        Form {
            book,
            record,
            actor,
            users: Users::of(book, rules),
            open: open(&[Stance::Alleged, Stance::Ours]),
            unproved: open(&[Stance::Proved]),
        }
    }

    /// Unknown to a side and able to change its result; or answered, not settled, and able to change what is proved.
    fn matters(&self, path: &Path) -> bool {
        let (entry, written) = (
            self.record.entry(holder(self.book, path, self.actor), path),
            path.to_string(),
        );
        let answered = entry.is_some_and(|entry| entry.positions().next().is_some());
        self.open.contains(&written) || answered && self.unproved.contains(&written)
    }

    fn table_matters(&self, table: &str) -> bool {
        let (rows, complete) = (format!("{table}/"), format!("{table}#complete"));
        self.open
            .iter()
            .any(|path| path.starts_with(&rows) || *path == complete)
    }

    /// The card at a path.
    pub(crate) fn card(&self, path: &Path) -> Result<FactCard, Failure> {
        let shape = shape(self.book, path)?;
        let holder = holder(self.book, path, self.actor);
        let entry = self.record.entry(holder, path);
        let positions =
            case::Side::ALL.map(|side| self.position(side, &shape, holder, entry.and_then(|entry| entry.side(side))));
        let using: Vec<_> = self.users.nodes(&question_of(path)).collect();
        let cites: BTreeSet<String> = using.iter().flat_map(|(_, node)| node.cite.clone()).collect();
        let words = self.words(path);
        let options = match shape.kind {
            Kind::Ref => self
                .record
                .rows(holder, &shape.table)
                .into_iter()
                .map(|row| Named {
                    name: row_name(self.record, holder, &shape.table, &row),
                    id: row,
                })
                .collect(),
            _ => shape
                .options
                .iter()
                .map(|option| Named {
                    id: option.id.clone(),
                    name: option.name.clone(),
                })
                .collect(),
        };
        Ok(FactCard {
            path: path.to_string(),
            id: question_of(path),
            question: words.question,
            kind: if words.judge {
                "judge".into()
            } else {
                kind_id(shape.kind).into()
            },
            options,
            unit: shape.unit,
            help: words.help,
            proof: words.proof,
            find: words.find,
            factors: words.factors,
            cites: chips(self.book, &cites.into_iter().collect::<Vec<_>>()),
            matters: self.matters(path),
            lawyer_only: words.judge,
            disputed: entry.is_some_and(case::Entry::disputed),
            returned: entry.is_some_and(|entry| {
                entry
                    .positions()
                    .any(|(_, position)| position.review.state == ReviewState::Returned)
            }),
            positions: positions.into(),
            // Versions and neighbours share rules: each is told once.
            used_in: using
                .iter()
                .map(|(_, node)| (&node.name, &node.id))
                .collect::<BTreeMap<_, _>>()
                .into_iter()
                .map(|(name, node)| NodeRef {
                    node: node.clone(),
                    name: name.clone(),
                })
                .collect(),
        })
    }

    fn position(
        &self,
        side: case::Side,
        shape: &crate::answer::Shape,
        holder: Option<&str>,
        position: Option<&case::Position>,
    ) -> PositionView {
        let Some(position) = position else {
            return PositionView {
                side: side.into(),
                answer: Answer::Empty,
                sources: Vec::new(),
                note: String::new(),
                status: String::new(),
                reason: String::new(),
                by: String::new(),
                at: String::new(),
                review: no_review(),
            };
        };
        PositionView {
            side: side.into(),
            answer: show(self.record, holder, shape, Some(&position.answer)),
            sources: position.sources.iter().map(SourceView::from).collect(),
            note: position.note.clone(),
            status: position.status.map(status_id).unwrap_or_default().into(),
            reason: position.reason.clone(),
            by: position.by.clone(),
            at: position.at.format("%Y-%m-%d %H:%M").to_string(),
            review: review_view(&position.review),
        }
    }

    fn words(&self, path: &Path) -> Words {
        let dictionary = &self.book.dictionary;
        let find = |find: &[Finder]| find.iter().map(|finder| finder_id(*finder).to_string()).collect();
        match path {
            Path::Fact(id) => match (dictionary.fact(id), self.book.judge(id)) {
                (Some(fact), _) => Words { question: fact.text.clone(), help: fact.help.clone(), proof: fact.proof.clone(), find: find(&fact.find), ..Words::default() },
                (None, Some(node)) => {
                    let factors = if let law::Rule::Judge(factors) = &node.rule { factors.clone() } else { Vec::new() };
                    Words { question: node.name.clone(), help: node.note.clone(), factors, judge: true, ..Words::default() }
                }
                (None, None) => Words::default(),
            },
            Path::Row(table, row) => {
                let name = dictionary.table(table).map(|table| table.name.clone()).unwrap_or_default();
                let holder = holder(self.book, path, self.actor);
                Words { question: format!("{name}“{}”是否存在？", row_name(self.record, holder, table, row)), ..Words::default() }
            }
            Path::Cell(table, _, column) => match dictionary.table(table).and_then(|table| table.column(column)) {
                Some(column) => Words { question: column.name.clone(), help: column.help.clone(), proof: column.proof.clone(), find: find(&column.find), ..Words::default() },
                None => Words::default(),
            },
            Path::Complete(table) => match dictionary.table(table) {
                Some(table) => Words {
                    question: table.complete.clone(),
                    help: "回答“是”之前，各项合计和个数没有上限，空表不证明任何事；回答“是”之后，达不到门槛才能得出“不成立”。".into(),
                    ..Words::default()
                },
                None => Words::default(),
            },
        }
    }

    fn table(&self, table: &law::TableQuestion, only_matters: bool) -> Result<TableView, Failure> {
        let complete = Path::Complete(table.id.clone());
        let holder = holder(self.book, &complete, self.actor);
        let mut rows = Vec::new();
        for row in self.record.rows(holder, &table.id) {
            let path = Path::Row(table.id.clone(), row.clone());
            let entry = self.record.entry(holder, &path);
            let cells = table
                .columns
                .iter()
                .map(|column| self.card(&Path::Cell(table.id.clone(), row.clone(), column.id.clone())));
            rows.push(TableRow {
                name: row_name(self.record, holder, &table.id, &row),
                sides: entry
                    .map(|entry| entry.positions().map(|(side, _)| side.into()).collect())
                    .unwrap_or_default(),
                cells: cells.collect::<Result<_, _>>()?,
                review: entry
                    .and_then(|entry| {
                        entry
                            .positions()
                            .map(|(_, position)| review_view(&position.review))
                            .next()
                    })
                    .unwrap_or_else(no_review),
                id: row,
            });
        }
        if only_matters {
            rows.retain(|row| row.cells.iter().any(|cell| cell.matters || cell.returned));
        }
        let columns = table.columns.iter().map(|column| TableColumn {
            id: column.id.clone(),
            name: column.name.clone(),
            kind: kind_id(column.kind).into(),
            options: column
                .options
                .iter()
                .map(|option| Named {
                    id: option.id.clone(),
                    name: option.name.clone(),
                })
                .collect(),
            key: column.key,
            ref_table: column.table.clone(),
        });
        Ok(TableView {
            id: table.id.clone(),
            name: table.name.clone(),
            text: table.text.clone(),
            columns: columns.collect(),
            rows,
            complete: self.card(&complete)?,
            matters: self.table_matters(&table.id),
        })
    }

    /// Every path of a group's single questions and tables, for its counts.
    fn paths(&self, facts: impl Iterator<Item = String>, tables: &[law::TableQuestion]) -> Vec<Path> {
        let mut paths: Vec<Path> = facts.map(Path::Fact).collect();
        for table in tables {
            let complete = Path::Complete(table.id.clone());
            let holder = holder(self.book, &complete, self.actor);
            for row in self.record.rows(holder, &table.id) {
                paths.extend(
                    table
                        .columns
                        .iter()
                        .map(|column| Path::Cell(table.id.clone(), row.clone(), column.id.clone())),
                );
            }
            paths.push(complete);
        }
        paths
    }

    fn counts(&self, id: &str, name: &str, paths: &[Path]) -> GroupView {
        let mut group = GroupView {
            id: id.into(),
            name: name.into(),
            total: 0,
            empty: 0,
            disputed: 0,
            returned: 0,
            matters: 0,
        };
        for path in paths {
            let entry = self.record.entry(holder(self.book, path, self.actor), path);
            group.total += 1;
            group.matters += u32::from(self.matters(path));
            group.empty += u32::from(entry.is_none_or(|entry| entry.positions().next().is_none()));
            group.disputed += u32::from(entry.is_some_and(case::Entry::disputed));
            group.returned += u32::from(entry.is_some_and(|entry| {
                entry
                    .positions()
                    .any(|(_, position)| position.review.state == ReviewState::Returned)
            }));
        }
        group
    }
}

#[derive(Default)]
struct Words {
    question: String,
    help: String,
    proof: String,
    find: Vec<String>,
    factors: Vec<String>,
    judge: bool,
}

/// The questions of a group that a person answers.
fn asked(group: &law::Group) -> impl Iterator<Item = &law::Question> {
    group.facts.iter().filter(|fact| !fact.given)
}

/// The form for one group of one accused.
pub(crate) fn fact_form(app: &mut App, request: FactForm, now: Now) -> Result<FormView, Failure> {
    let head = head(app, &request.case, &request.actor, now)?;
    let record = app.record(&request.case)?;
    let book = book();
    let actor = actor_of(record, &request.actor)?;
    let rules = pack(book, record, &actor, None, now.date_naive())?;
    let form = Form::of(book, record, &actor, rules, now.date_naive());
    let judges = judges(book, rules);
    let mut groups: Vec<GroupView> = Vec::new();
    for group in &book.dictionary.groups {
        let paths = form.paths(asked(group).map(|fact| fact.id.clone()), &group.tables);
        groups.push(form.counts(&group.id, &group.name, &paths));
    }
    let judge_paths: Vec<Path> = judges.iter().map(|node| Path::Fact(node.id.clone())).collect();
    groups.push(form.counts(JUDGMENTS, "律师判断", &judge_paths));
    let shown = request
        .group
        .filter(|wanted| groups.iter().any(|group| group.id == *wanted))
        .unwrap_or_else(|| groups[0].id.clone());
    let group = book.dictionary.groups.iter().find(|group| group.id == shown);
    let paths = group.map_or(judge_paths, |group| {
        asked(group).map(|fact| Path::Fact(fact.id.clone())).collect()
    });
    let mut facts = paths
        .iter()
        .map(|path| form.card(path))
        .collect::<Result<Vec<_>, _>>()?;
    if request.only_matters {
        facts.retain(|card| card.matters || card.returned);
    }
    let tables = group.map(|group| group.tables.as_slice()).unwrap_or_default();
    let tables = tables
        .iter()
        .filter(|table| !request.only_matters || form.table_matters(&table.id))
        .map(|table| form.table(table, request.only_matters));
    let tables = tables.collect::<Result<Vec<_>, _>>()?;
    Ok(FormView {
        head,
        actor: actor.clone(),
        groups,
        group: shown,
        facts,
        tables,
    })
}

/// The card at one path, after a change.
pub(crate) fn card(app: &mut App, case: &str, actor: &str, path: &Path, now: Now) -> Result<FactCard, Failure> {
    let record = app.record(case)?;
    let actor = actor_of(record, actor)?;
    let rules = pack(book(), record, &actor, None, now.date_naive())?;
    Form::of(book(), record, &actor, rules, now.date_naive()).card(path)
}
