//! The facts one assessment sees: of one actor, as one side has them.

use crate::evaluate::Evaluator;
use crate::{
    Choice, Fen, Interval, Kind, RuleSet, Truth, from_day_number, read_count, read_date, read_money, say_date,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A known value. What is not known is not in the [`FactSet`].
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// 是 or 否.
    Bool(bool),
    /// The id of the option chosen.
    Choice(String),
    /// 分.
    Money(Interval),
    /// Pieces.
    Number(Interval),
    /// Days, see [`crate::day_number`].
    Date(Interval),
    /// Words; never decides.
    Text(String),
    /// Row id in another table.
    Ref(String),
}

impl Value {
    /// The interval of an amount, count or date.
    pub fn interval(&self) -> Option<Interval> {
        match self {
            Value::Money(interval) | Value::Number(interval) | Value::Date(interval) => Some(*interval),
            _ => None,
        }
    }
}

/// One row of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Row {
    /// Identifier within the table.
    pub id: String,
    /// Known cells by column.
    pub cells: BTreeMap<String, Value>,
    /// The row itself is not settled (not yet reviewed): it widens counts and sums, it never decides.
    pub doubtful: bool,
}

/// A table as one side has it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Table {
    /// Whether all rows there are have been entered (已穷尽); until it is true, counts and sums are open upwards.
    pub complete: Truth,
    /// In order of entry, which never matters for the answer.
    pub rows: Vec<Row>,
}

impl Default for Table {
    fn default() -> Table {
        Table {
            complete: Truth::Unknown,
            rows: Vec::new(),
        }
    }
}

/// Everything known, for one actor and one stance. Facts, and the lawyer's answers to judgment questions.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct FactSet {
    /// By fact or judgment id.
    pub facts: BTreeMap<String, Value>,
    /// By table id.
    pub tables: BTreeMap<String, Table>,
    /// How nodes of offences came out on these facts, by `offence/node`: what defences and exits ask after. Derived, so it
    /// belongs to no digest and no file.
    #[serde(skip)]
    pub elements: BTreeMap<String, Truth>,
}

impl FactSet {
    /// Assesses an offence and keeps how each of its nodes came out, for the defences and exits that ask.
    pub fn take_elements(&mut self, rules: &RuleSet) {
        let found: Vec<(String, Truth)> = {
            let evaluator = Evaluator::new(rules, self);
            let whole = |at: &usize| rules.nodes[*at].row.is_none();
            let named = |at: usize| {
                (
                    format!("{}/{}", rules.id, rules.nodes[at].id),
                    evaluator.outcome(at, None).truth,
                )
            };
            (0..rules.nodes.len()).filter(whole).map(named).collect()
        };
        self.elements.extend(found);
    }
}

/// Reads what a person typed or chose into a value of the kind the question takes.
///
/// # Errors
/// A Chinese sentence that says what could not be read and how to write it.
pub fn read_value(kind: Kind, options: &[Choice], text: &str) -> Result<Value, String> {
    Ok(match kind {
        Kind::Bool => match text.trim() {
            "是" | "true" => Value::Bool(true),
            "否" | "false" => Value::Bool(false),
            _ => return Err("请回答“是”或“否”。".into()),
        },
        Kind::Choice => {
            let text = text.trim();
            match options.iter().find(|option| option.id == text || option.name == text) {
                Some(option) => Value::Choice(option.id.clone()),
                None => {
                    let names: Vec<&str> = options.iter().map(|option| option.name.as_str()).collect();
                    return Err(format!("请从以下各项中选择：{}。", names.join("、")));
                }
            }
        }
        Kind::Money => Value::Money(read_money(text)?),
        Kind::Number => Value::Number(read_count(text)?),
        Kind::Date => Value::Date(read_date(text)?),
        Kind::Text => Value::Text(text.trim().to_string()),
        Kind::Ref => Value::Ref(text.trim().to_string()),
    })
}

/// Says a value in words: the echo under a box, the figure in a memo.
pub fn say(value: &Value, options: &[Choice], unit: &str) -> String {
    match value {
        Value::Bool(true) => "是".into(),
        Value::Bool(false) => "否".into(),
        Value::Choice(id) => options
            .iter()
            .find(|option| option.id == *id)
            .map_or_else(|| id.clone(), |option| option.name.clone()),
        Value::Money(interval) => say_ends(*interval, |fen| match Fen(fen).in_wan() {
            Some(wan) => format!("{}（{wan}）", Fen(fen)),
            None => Fen(fen).to_string(),
        }),
        Value::Number(interval) => say_ends(*interval, |count| format!("{count}{unit}")),
        Value::Date(interval) => {
            let date = |day: Option<i64>| day.and_then(from_day_number).map(say_date);
            match (date(interval.low), date(interval.high)) {
                (Some(low), Some(high)) if low == high => low,
                (Some(low), Some(high)) => format!("{low}至{high}之间"),
                (Some(low), None) => format!("{low}或者以后"),
                (None, Some(high)) => format!("{high}或者以前"),
                (None, None) => "日期不详".into(),
            }
        }
        Value::Text(text) | Value::Ref(text) => text.clone(),
    }
}

/// An interval of whole units in words: a value one below a round number is said as 不足 that number.
fn say_ends(interval: Interval, one: impl Fn(i64) -> String) -> String {
    let below = |high: i64| {
        if (high + 1) % 10 == 0 && high > 0 {
            format!("不足{}", one(high + 1))
        } else {
            format!("不超过{}", one(high))
        }
    };
    match (interval.low, interval.high) {
        (Some(low), Some(high)) if low == high => one(low),
        (Some(0) | None, Some(high)) => below(high),
        (Some(low), Some(high)) => format!("{}以上、{}", one(low), below(high)),
        (Some(low), None) => format!("{}以上", one(low)),
        (None, None) => "数额不详".into(),
    }
}
