//! The case file: a readable format that people write by hand and the app exports and imports.

mod cite;
mod write;

use crate::{
    Answer, Change, Error, Held, Item, ItemChange, ItemKey, Key, Matter, Op, Party, Path, Position, Record, Review,
    ReviewState, Side, Source, Status,
};
use chrono::{DateTime, FixedOffset};
use cite::read_cite;
use law::{Book, Choice, Kind, read_value};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
pub use write::write_file;

/// A case as it stands in a file. Documented in `docs/case-file.md`; TOML and JSON have the same shape.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseFile {
    /// Format number, 1.
    pub format: u32,
    /// The file cover.
    pub matter: Matter,
    /// The accused.
    #[serde(rename = "party", default)]
    pub parties: Vec<Party>,
    /// Answers, one question each.
    #[serde(rename = "entry", default)]
    pub entries: Vec<EntryFile>,
    /// Rows of tables.
    #[serde(rename = "row", default)]
    pub rows: Vec<RowFile>,
    /// Volumes, evidence, statements, people, dates, remarks.
    #[serde(rename = "item", default)]
    pub items: Vec<ItemFile>,
}

/// An item as written.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ItemFile {
    /// Its number within its kind.
    pub id: String,
    /// Who put it there; whoever reads the file when left out.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<DateTime<FixedOffset>>,
    /// Its kind and its body.
    #[serde(flatten)]
    pub item: Item,
}

/// An answer as written: 是/否 as a boolean, everything else as text the boxes understand, `尚不清楚` included.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Written {
    /// 是 or 否.
    Bool(bool),
    /// A plain number.
    Number(i64),
    /// Anything else.
    Text(String),
}

/// What the sides say about one question.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct EntryFile {
    /// Party id; absent for facts of the case.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub actor: Option<String>,
    /// `fact`, `table/row`, `table/row/column` or `table#complete`.
    pub path: String,
    /// Said by both sides alike.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub both: Option<Written>,
    /// 指控.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alleged: Option<Written>,
    /// 我方.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ours: Option<Written>,
    /// 研判: 已查证 unless `status` says otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub found: Option<Written>,
    /// Status of the finding.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
    /// Reason of a finding or judgment; why an answer is unclear.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// Evidence for every side here: `2-47`, `2-47「原话」`, `当事人陈述` …
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cite: Vec<String>,
    /// Evidence of the prosecution's position only.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub alleged_cite: Vec<String>,
    /// Evidence of our position only.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ours_cite: Vec<String>,
    /// Remarks.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Review state; accepted when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub review: Option<ReviewState>,
    /// Why it was returned.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub returned: String,
    /// Who entered it; whoever reads the file when left out.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub by: String,
    /// When it was entered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<DateTime<FixedOffset>>,
    /// Who reviewed it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub reviewed_by: String,
    /// When it was reviewed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reviewed_at: Option<DateTime<FixedOffset>>,
}

/// One row of a table, for writing by hand; an export writes entries.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RowFile {
    /// Party id; absent for tables of the case.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub actor: Option<String>,
    /// Table id.
    pub table: String,
    /// Row id.
    pub id: String,
    /// Cells both sides state alike, and the row itself.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub both: BTreeMap<String, Written>,
    /// What the prosecution states.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub alleged: BTreeMap<String, Written>,
    /// What we state.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub ours: BTreeMap<String, Written>,
    /// What the lawyer found proved.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub found: BTreeMap<String, Written>,
    /// Evidence for every cell of the row.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cite: Vec<String>,
    /// Reason of the findings.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

/// Turns a case file into a record. Every fault is collected, each naming the entry and what to do.
///
/// # Errors
/// All faults, in the order of the file.
pub fn read_file(file: CaseFile, book: &Book, by: &str, at: DateTime<FixedOffset>) -> Result<Record, Vec<Error>> {
    let mut reader = Reader {
        book,
        by,
        at,
        faults: Vec::new(),
    };
    if file.format != 1 {
        return Err(vec![Error::new(format!(
            "案件文件的格式号是 {}，本程序只认识 1，请用较新的版本打开。",
            file.format
        ))]);
    }
    let mut record = Record {
        matter: file.matter,
        ..Record::default()
    };
    for party in file.parties {
        if record.party(&party.id).is_some() {
            reader.fault(format!("当事人标识 {} 重复。", party.id));
        }
        record.parties.push(party);
    }
    let mut changes = Vec::new();
    for entry in &file.entries {
        reader.entry(entry, &mut changes);
    }
    for row in &file.rows {
        reader.row(row, &mut changes);
    }
    let mut seen = std::collections::BTreeSet::new();
    for change in &changes {
        if !seen.insert((change.actor.clone(), change.path.clone(), change.side)) {
            reader.fault(format!("{} 的“{}”写了两次，请合并。", change.path, change.side.name()));
        }
    }
    if let Err(error) = record.apply(Op::Record(changes)) {
        reader.faults.push(error);
    }
    let former = crate::carried_over(book, &record);
    let gone: Vec<Key> = former
        .iter()
        .filter(|change| change.position.is_none())
        .map(|change| Key {
            actor: change.actor.clone(),
            path: change.path.clone(),
        })
        .collect();
    if let Err(error) = record.apply(Op::Record(former)) {
        reader.faults.push(error);
    }
    record.entries.retain(|key, _| !gone.contains(key));
    let mut puts = Vec::new();
    for item in file.items {
        reader.item(item, &mut puts);
    }
    if let Err(error) = record.apply(Op::Put(puts)) {
        reader.faults.push(error);
    }
    record.revision = 1;
    if reader.faults.is_empty() {
        Ok(record)
    } else {
        Err(reader.faults)
    }
}

struct Reader<'a> {
    book: &'a Book,
    by: &'a str,
    at: DateTime<FixedOffset>,
    faults: Vec<Error>,
}

impl Reader<'_> {
    fn fault(&mut self, message: String) {
        self.faults.push(Error(message));
    }

    fn entry(&mut self, raw: &EntryFile, changes: &mut Vec<Change>) {
        let path: Path = match raw.path.parse() {
            Ok(path) => path,
            Err(error) => return self.fault(format!("{}：{error}", raw.path)),
        };
        let former = crate::legacy::former_kind(self.book, &path).map(|kind| (kind, Vec::new()));
        let Some((kind, options)) = question(self.book, &path).or(former) else {
            return self.fault(format!("{} 不在事实词典里，请核对写法。", raw.path));
        };
        let sides = [
            (
                Side::Alleged,
                raw.alleged.as_ref().or(raw.both.as_ref()),
                &raw.alleged_cite,
            ),
            (Side::Ours, raw.ours.as_ref().or(raw.both.as_ref()), &raw.ours_cite),
            (Side::Finding, raw.found.as_ref(), &raw.cite),
        ];
        if sides.iter().all(|(_, written, _)| written.is_none()) && raw.status.is_none() {
            return self.fault(format!(
                "{} 没有写任何一方的说法（both、alleged、ours、found）。",
                raw.path
            ));
        }
        for (side, written, own) in sides {
            let status = if side == Side::Finding {
                raw.status.or(written.map(|_| Status::Proved))
            } else {
                None
            };
            if written.is_none() && status.is_none() {
                continue;
            }
            let answer = match written {
                Some(written) => self.answer(raw, kind, &options, written),
                None => Some(Answer::Unclear {
                    why: raw.reason.clone(),
                }),
            };
            let cites = if own.is_empty() { &raw.cite } else { own };
            let sources = cites.iter().filter_map(|cite| self.source(raw, cite)).collect();
            let Some(answer) = answer else { continue };
            let review = Review {
                state: raw.review.unwrap_or(ReviewState::Accepted),
                by: raw.reviewed_by.clone(),
                at: raw.reviewed_at,
                reason: raw.returned.clone(),
            };
            let position = Position {
                answer,
                sources,
                note: raw.note.clone(),
                status,
                reason: raw.reason.clone(),
                by: Some(&raw.by)
                    .filter(|by| !by.is_empty())
                    .cloned()
                    .unwrap_or_else(|| self.by.into()),
                at: raw.at.unwrap_or(self.at),
                review,
            };
            changes.push(Change {
                actor: raw.actor.clone(),
                path: path.clone(),
                side,
                position: Some(Box::new(position)),
            });
        }
    }

    fn answer(&mut self, raw: &EntryFile, kind: Kind, options: &[Choice], written: &Written) -> Option<Answer> {
        let text = match written {
            Written::Bool(true) => "是".to_string(),
            Written::Bool(false) => "否".to_string(),
            Written::Number(number) => number.to_string(),
            Written::Text(text) => text.clone(),
        };
        if text == "尚不清楚" {
            return Some(Answer::Unclear {
                why: raw.reason.clone(),
            });
        }
        match read_value(kind, options, &text) {
            Ok(value) => {
                let typed = if matches!(kind, Kind::Money | Kind::Number | Kind::Date) {
                    text
                } else {
                    String::new()
                };
                Some(Answer::Known { value, typed })
            }
            Err(message) => {
                self.fault(format!("{}：{message}", raw.path));
                None
            }
        }
    }

    fn item(&mut self, raw: ItemFile, puts: &mut Vec<ItemChange>) {
        let key = format!("{}:{}", raw.item.kind().id(), raw.id);
        let key: ItemKey = match key.parse() {
            Ok(key) => key,
            Err(error) => return self.fault(format!("{key}：{error}")),
        };
        if puts.iter().any(|put| put.key == key) {
            return self.fault(format!("{key} 写了两次，请合并。"));
        }
        let by = if raw.by.is_empty() { self.by.into() } else { raw.by };
        let held = Held {
            item: raw.item,
            by,
            at: raw.at.unwrap_or(self.at),
        };
        puts.push(ItemChange {
            key,
            held: Some(Box::new(held)),
        });
    }

    fn source(&mut self, raw: &EntryFile, cite: &str) -> Option<Source> {
        match read_cite(cite) {
            Ok(source) => Some(source),
            Err(error) => {
                self.fault(format!("{}：{error}", raw.path));
                None
            }
        }
    }

    fn row(&mut self, raw: &RowFile, changes: &mut Vec<Change>) {
        let base = EntryFile {
            actor: raw.actor.clone(),
            cite: raw.cite.clone(),
            reason: raw.reason.clone(),
            ..EntryFile::default()
        };
        let yes = |cells: &BTreeMap<String, Written>| (!cells.is_empty()).then_some(Written::Bool(true));
        let presence = EntryFile {
            path: format!("{}/{}", raw.table, raw.id),
            both: yes(&raw.both),
            alleged: yes(&raw.alleged),
            ours: yes(&raw.ours),
            found: yes(&raw.found),
            ..base.clone()
        };
        self.entry(&presence, changes);
        let columns: std::collections::BTreeSet<&String> = [&raw.both, &raw.alleged, &raw.ours, &raw.found]
            .into_iter()
            .flat_map(BTreeMap::keys)
            .collect();
        for column in columns {
            let cell = EntryFile {
                path: format!("{}/{}/{column}", raw.table, raw.id),
                both: raw.both.get(column).cloned(),
                alleged: raw.alleged.get(column).cloned(),
                ours: raw.ours.get(column).cloned(),
                found: raw.found.get(column).cloned(),
                ..base.clone()
            };
            self.entry(&cell, changes);
        }
    }
}

/// The kind of answer a path takes, and its options; `None` when there is no such question.
pub fn question(book: &Book, path: &Path) -> Option<(Kind, Vec<Choice>)> {
    match path {
        Path::Fact(id) => match book.dictionary.fact(id) {
            Some(fact) => Some((fact.kind, fact.options.clone())),
            None => book.judge(id).map(|_| (Kind::Bool, Vec::new())),
        },
        Path::Row(table, _) | Path::Complete(table) => book.dictionary.table(table).map(|_| (Kind::Bool, Vec::new())),
        Path::Cell(table, _, column) => book
            .dictionary
            .table(table)?
            .column(column)
            .map(|column| (column.kind, column.options.clone())),
    }
}
