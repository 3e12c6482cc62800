//! The facts dictionary: every question the intake form asks, once.

use crate::Fault;
use crate::link::is_identifier;
use serde::Deserialize;
use std::collections::BTreeMap;

/// What kind of answer a question takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// 是 / 否.
    Bool,
    /// One of the listed options.
    Choice,
    /// An amount in 分, possibly an interval.
    Money,
    /// A count, possibly an interval.
    Number,
    /// A calendar date, possibly an interval of days.
    Date,
    /// Words; never decides anything.
    Text,
    /// A row of another table.
    Ref,
}

/// Whose fact it is. Knowledge of one person is never copied to another, nor to the unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Holder {
    /// The same for everybody in the case.
    Case,
    /// Of one accused, person or unit.
    Actor,
}

/// Who can find the answer out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Finder {
    /// 会见.
    Interview,
    /// 阅卷.
    File,
    /// 调取.
    Collect,
}

/// An option of a choice.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// Stable identifier.
    pub id: String,
    /// Chinese wording.
    pub name: String,
    /// English wording.
    #[serde(default)]
    pub en: String,
}

/// One question.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Stable identifier; lives in client files for years.
    pub id: String,
    /// The question in plain words, one proposition.
    pub text: String,
    /// English twin.
    #[serde(default)]
    pub en: String,
    /// Kind of answer.
    #[serde(rename = "type")]
    pub kind: Kind,
    /// Whose fact it is.
    pub of: Holder,
    /// Who can find it out.
    #[serde(default)]
    pub find: Vec<Finder>,
    /// What usually proves it.
    #[serde(default)]
    pub proof: String,
    /// How to fill it in, and its traps.
    #[serde(default)]
    pub help: String,
    /// Options of a choice.
    #[serde(default)]
    pub options: Vec<Choice>,
    /// Unit of a number.
    #[serde(default)]
    pub unit: String,
    /// Supplied by the program (the day of the assessment): on no form, and never an open question.
    #[serde(default)]
    pub given: bool,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Column {
    /// Identifier within the table.
    pub id: String,
    /// Heading, a question or a noun.
    pub name: String,
    /// English twin.
    #[serde(default)]
    pub en: String,
    /// Kind of answer.
    #[serde(rename = "type")]
    pub kind: Kind,
    /// Whether this column names the row.
    #[serde(default)]
    pub key: bool,
    /// The table whose rows a ref points at.
    #[serde(default)]
    pub table: String,
    /// Who can find it out.
    #[serde(default)]
    pub find: Vec<Finder>,
    /// What usually proves it.
    #[serde(default)]
    pub proof: String,
    /// How to fill it in.
    #[serde(default)]
    pub help: String,
    /// Options of a choice.
    #[serde(default)]
    pub options: Vec<Choice>,
    /// Unit of a number.
    #[serde(default)]
    pub unit: String,
}

/// A table of rows: helped objects, accounts, notices, income items …
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TableQuestion {
    /// Stable identifier.
    pub id: String,
    /// Name of the table.
    pub name: String,
    /// What one row is.
    pub text: String,
    /// English twin.
    #[serde(default)]
    pub en: String,
    /// Whose table it is.
    pub of: Holder,
    /// The completeness question (已穷尽？): until it is answered 是, every count and sum is open upwards.
    pub complete: String,
    /// Columns in the order they are shown.
    #[serde(rename = "column", default)]
    pub columns: Vec<Column>,
    /// How to fill the table in.
    #[serde(default)]
    pub help: String,
}

impl TableQuestion {
    /// The column of that id.
    pub fn column(&self, id: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.id == id)
    }
}

/// One file of `rules/facts/`: a group of the form.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// Identifier, the file name.
    #[serde(rename = "group")]
    pub id: String,
    /// Name shown on the form.
    pub name: String,
    /// English twin.
    #[serde(default)]
    pub en: String,
    /// Place on the form.
    pub order: i64,
    /// Single questions.
    #[serde(rename = "fact", default)]
    pub facts: Vec<Question>,
    /// Tables.
    #[serde(rename = "table", default)]
    pub tables: Vec<TableQuestion>,
}

/// Every question there is.
#[derive(Debug, Clone, Default)]
pub struct Dictionary {
    /// Groups in form order.
    pub groups: Vec<Group>,
    facts: BTreeMap<String, (usize, usize)>,
    tables: BTreeMap<String, (usize, usize)>,
}

impl Dictionary {
    /// Orders the groups and indexes their questions; duplicates are faults of the file they stand in.
    pub(crate) fn new(
        mut files: Vec<(String, Group)>,
        texts: &BTreeMap<String, String>,
        faults: &mut Vec<Fault>,
    ) -> Dictionary {
        files.sort_by(|a, b| (a.1.order, &a.1.id).cmp(&(b.1.order, &b.1.id)));
        let mut dictionary = Dictionary::default();
        let mut held: BTreeMap<String, String> = BTreeMap::new();
        for (at, (file, group)) in files.into_iter().enumerate() {
            let text = texts.get(&file).map_or("", String::as_str);
            if !file.ends_with(&format!("/{}.toml", group.id)) {
                let message = format!("group 写的是 {}，与文件名不一致，请改成一样。", group.id);
                faults.push(Fault::at(&file, text, &group.id, message));
            }
            let facts = group
                .facts
                .iter()
                .map(|fact| (&fact.id, format!("事实“{}”", fact.text)));
            let tables = group
                .tables
                .iter()
                .map(|table| (&table.id, format!("表“{}”", table.name)));
            for (id, what) in facts.chain(tables) {
                if !is_identifier(id) {
                    let message = format!("{what}的标识 {id} 只能用小写英文字母、数字和下划线，并以字母开头。");
                    faults.push(Fault::at(&file, text, id, message));
                }
                if let Some(other) = held.insert(id.clone(), file.clone()) {
                    let message = format!("{what}的标识 {id} 重复（{other} 已有），每个问题只登记一次，请换一个。");
                    let place = if other == file { Fault::again } else { Fault::at };
                    faults.push(place(&file, text, id, message));
                }
            }
            for (place, fact) in group.facts.iter().enumerate() {
                dictionary.facts.insert(fact.id.clone(), (at, place));
            }
            for (place, table) in group.tables.iter().enumerate() {
                dictionary.tables.insert(table.id.clone(), (at, place));
            }
            dictionary.groups.push(group);
        }
        dictionary
    }

    /// The question of that id.
    pub fn fact(&self, id: &str) -> Option<&Question> {
        self.facts.get(id).map(|&(group, at)| &self.groups[group].facts[at])
    }

    /// The table of that id.
    pub fn table(&self, id: &str) -> Option<&TableQuestion> {
        self.tables.get(id).map(|&(group, at)| &self.groups[group].tables[at])
    }

    /// The group a fact or table stands in.
    pub fn group_of(&self, id: &str) -> Option<&Group> {
        self.facts
            .get(id)
            .or_else(|| self.tables.get(id))
            .map(|&(group, _)| &self.groups[group])
    }

    /// Every single question.
    pub fn facts(&self) -> impl Iterator<Item = &Question> {
        self.groups.iter().flat_map(|group| &group.facts)
    }

    /// Every table.
    pub fn tables(&self) -> impl Iterator<Item = &TableQuestion> {
        self.groups.iter().flat_map(|group| &group.tables)
    }
}
