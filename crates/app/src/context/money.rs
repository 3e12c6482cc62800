//! The amounts sheet: every sum with each row it is made of, by side, with its page; the lines of every version beside it.

use super::elements::join_chips;
use super::paper::PaperElement;
use super::sayer::Sayer;
use crate::analysis::{Facts, versions};
use crate::overview::amounts_of;
use case::{Path, Stance};
use chrono::NaiveDate;
use law::{Kind, RuleSet, Value};
use serde::Serialize;

/// A row of a sum.
#[derive(Debug, Clone, Serialize)]
pub struct PaperMoneyRow {
    /// What it is.
    pub name: String,
    /// As the prosecution has it.
    pub alleged: String,
    /// As we have it.
    pub ours: String,
    /// As the lawyer found it.
    pub finding: String,
    /// Pages, joined.
    pub sources: String,
}

/// One column of a table of money, or single sums.
#[derive(Debug, Clone, Serialize)]
pub struct PaperMoney {
    /// Table id, or empty for single sums.
    pub table: String,
    /// 违法所得·金额.
    pub name: String,
    /// Its unit: one per table.
    pub unit: String,
    /// Its rows.
    pub rows: Vec<PaperMoneyRow>,
    /// The sum of the rows by side as they stand, before any rule takes something away; empty for single facts.
    pub sums: Option<PaperMoneyRow>,
}

/// A sum against the lines of one version.
#[derive(Debug, Clone, Serialize)]
pub struct PaperLines {
    /// The sum.
    pub name: String,
    /// How it is counted.
    pub basis: String,
    /// What counts on the prosecution's facts.
    pub alleged: String,
    /// What counts on what is found proved.
    pub proved: String,
    /// What counts on our facts.
    pub ours: String,
    /// The version, by date.
    pub from: String,
    /// Its lines with their provisions, joined.
    pub lines: String,
}

/// The amounts sheet.
#[derive(Debug, Clone, Serialize)]
pub struct PaperSheet {
    /// Sums with their rows.
    pub tables: Vec<PaperMoney>,
    /// The rows on which the sides differ, of what an element turns on.
    pub contested: Vec<PaperMoney>,
    /// What counts, against the lines of each version.
    pub lines: Vec<PaperLines>,
}

impl Sayer<'_> {
    /// The amounts sheet of one accused.
    pub(super) fn sheet(&self, elements: &[PaperElement], today: NaiveDate) -> PaperSheet {
        let asked = |money: &PaperMoney| elements.iter().any(|element| element.asked.contains(&money.table));
        let tables = self.book.dictionary.tables().flat_map(|table| {
            let money = table.columns.iter().filter(|column| column.kind == Kind::Money);
            money
                .filter_map(|column| self.column(table, column))
                .collect::<Vec<_>>()
        });
        let mut tables: Vec<PaperMoney> = tables.collect();
        tables.extend(self.single());
        let lines = versions(self.book, self.record, self.actor, today)
            .iter()
            .flat_map(|candidate| self.lines(candidate.rules, today))
            .collect();
        PaperSheet {
            contested: tables
                .iter()
                .filter(|money| asked(money))
                .filter_map(differing)
                .collect(),
            tables,
            lines,
        }
    }

    fn column(&self, table: &law::TableQuestion, column: &law::Column) -> Option<PaperMoney> {
        let owner = (table.of == law::Holder::Actor).then_some(self.actor);
        let rows: Vec<(PaperMoneyRow, [Option<i64>; 3])> = self
            .record
            .rows(owner, &table.id)
            .iter()
            .filter_map(|row| {
                let path = Path::Cell(table.id.clone(), row.clone(), column.id.clone());
                let entry = self.record.entry(owner, &path)?;
                let key = case::Key {
                    actor: owner.map(str::to_string),
                    path,
                };
                let fact = self.fact(&key, entry)?;
                let exact = |side| {
                    let own = entry.side(side).filter(|own| self.counts(own))?;
                    match own.answer.value()? {
                        Value::Money(interval) if interval.low == interval.high => interval.low,
                        _ => None,
                    }
                };
                let row = PaperMoneyRow {
                    name: crate::answer::row_name(self.record, owner, &table.id, row),
                    alleged: yuan(&fact.alleged),
                    ours: yuan(&fact.ours),
                    finding: yuan(&fact.finding),
                    sources: fact.sources,
                };
                Some((row, case::Side::ALL.map(exact)))
            })
            .collect();
        if rows.is_empty() {
            return None;
        }
        let sum = |at: usize| -> String {
            let said: Vec<i64> = rows.iter().filter_map(|(_, exact)| exact[at]).collect();
            let whole = rows.iter().all(|(_, exact)| exact[at].is_some());
            match said.is_empty() {
                true => String::new(),
                false if whole => yuan(&law::Fen(said.iter().sum()).to_string()),
                false => format!(
                    "{}（{}项未填）",
                    yuan(&law::Fen(said.iter().sum()).to_string()),
                    rows.len() - said.len()
                ),
            }
        };
        Some(PaperMoney {
            table: table.id.clone(),
            name: format!(
                "{}·{}",
                table.name,
                column.name.trim_end_matches(['？', '。']).trim_end_matches("是多少")
            ),
            unit: "元".into(),
            sums: (rows.len() > 1).then(|| PaperMoneyRow {
                name: "合计".into(),
                alleged: sum(0),
                ours: sum(1),
                finding: sum(2),
                sources: String::new(),
            }),
            rows: rows.into_iter().map(|(row, _)| row).collect(),
        })
    }

    /// Sums that stand alone.
    fn single(&self) -> Option<PaperMoney> {
        let rows: Vec<PaperMoneyRow> = self
            .record
            .entries
            .iter()
            .filter(|(key, _)| key.actor.as_deref().is_none_or(|own| own == self.actor))
            .filter(|(key, _)| matches!(&key.path, Path::Fact(id) if self.book.dictionary.fact(id).is_some_and(|fact| fact.kind == Kind::Money)))
            .filter_map(|(key, entry)| {
                let fact = self.fact(key, entry)?;
                Some(PaperMoneyRow {
                    name: fact.question.trim_end_matches('？').into(),
                    alleged: yuan(&fact.alleged),
                    ours: yuan(&fact.ours),
                    finding: yuan(&fact.finding),
                    sources: fact.sources,
                })
            })
            .collect();
        (!rows.is_empty()).then(|| PaperMoney {
            table: String::new(),
            name: "其他金额".into(),
            unit: "元".into(),
            rows,
            sums: None,
        })
    }

    fn lines(&self, rules: &RuleSet, today: NaiveDate) -> Vec<PaperLines> {
        let facts = Facts::of(self.book, self.record, self.actor, self.scope, rules, today);
        let from = rules.from.map(super::day).unwrap_or_default();
        let bars = Stance::ALL.map(|stance| amounts_of(rules, &facts, stance));
        let said = |stance: Stance, id: &str| {
            let bar = bars[stance as usize].iter().find(|bar| bar.id == id);
            bar.map_or_else(String::new, |bar| match bar.low == bar.high {
                true => bar.low.clone(),
                false => format!("{}至{}", bar.low, bar.high),
            })
        };
        bars[Stance::Alleged as usize]
            .iter()
            .map(|bar| PaperLines {
                name: bar.name.clone(),
                basis: bar.note.clone(),
                alleged: said(Stance::Alleged, &bar.id),
                proved: said(Stance::Proved, &bar.id),
                ours: said(Stance::Ours, &bar.id),
                from: from.clone(),
                lines: bar
                    .lines
                    .iter()
                    .map(|line| format!("{}（{}）", line.label, join_chips(std::slice::from_ref(&line.cite))))
                    .collect::<Vec<_>>()
                    .join("；"),
            })
            .collect()
    }
}

/// The rows of a sum on which the sides differ.
fn differing(money: &PaperMoney) -> Option<PaperMoney> {
    let differs = |row: &&PaperMoneyRow| !row.alleged.is_empty() && !row.ours.is_empty() && row.alleged != row.ours;
    let rows: Vec<PaperMoneyRow> = money.rows.iter().filter(differs).cloned().collect();
    (!rows.is_empty()).then(|| PaperMoney {
        rows,
        sums: None,
        ..money.clone()
    })
}

/// `12,600.00元（1.26万元）` → `12,600.00`: the unit stands at the head of the table, once.
fn yuan(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut rest = words;
    while let Some((before, after)) = rest.split_once('元') {
        out.push_str(before);
        rest = match after.strip_prefix('（').and_then(|inner| inner.split_once("元）")) {
            Some((_, after)) => after,
            None => after,
        };
    }
    out.push_str(rest);
    out
}
