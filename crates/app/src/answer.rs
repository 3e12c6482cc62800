//! Answers on their way in and out.

use crate::failure::Failure;
use crate::wire::{Answer, wire};
use case::{Path, Record};
use law::{Book, Choice, Kind, Value, read_value, say};

wire! {
    /// What a person entered.
    #[serde(tag = "kind", rename_all = "snake_case")]
    pub enum AnswerInput {
        /// Taken back.
        Clear,
        /// 尚不清楚.
        Unclear {
            /// Why, and how to find out.
            why: String,
        },
        /// 是.
        Yes,
        /// 否.
        No,
        /// An option.
        Choice {
            /// Option id.
            id: String,
        },
        /// Money, number or date as typed.
        Typed {
            /// As typed.
            text: String,
        },
        /// Words.
        Text {
            /// The words.
            text: String,
        },
        /// A row of another table.
        Ref {
            /// Row id.
            row: String,
        },
    }
}

/// What a question takes: its kind, options, unit, and the table a ref points at.
pub(crate) struct Shape {
    pub kind: Kind,
    pub options: Vec<Choice>,
    pub unit: String,
    pub table: String,
}

/// The shape of the question at a path.
pub(crate) fn shape(book: &Book, path: &Path) -> Result<Shape, Failure> {
    let (kind, options) = case::question(book, path).ok_or_else(|| Failure::not_found("这项事实"))?;
    let (unit, table) = match path {
        Path::Fact(id) => (
            book.dictionary
                .fact(id)
                .map(|fact| fact.unit.clone())
                .unwrap_or_default(),
            String::new(),
        ),
        Path::Cell(table, _, column) => {
            let column = book.dictionary.table(table).and_then(|table| table.column(column));
            column
                .map(|column| (column.unit.clone(), column.table.clone()))
                .unwrap_or_default()
        }
        _ => Default::default(),
    };
    Ok(Shape {
        kind,
        options,
        unit,
        table,
    })
}

/// Reads an input into an answer; `None` when it is taken back.
pub(crate) fn read(shape: &Shape, input: &AnswerInput) -> Result<Option<case::Answer>, Failure> {
    let known = |text: &str, typed: &str| -> Result<Option<case::Answer>, Failure> {
        let value = read_value(shape.kind, &shape.options, text).map_err(Failure::invalid)?;
        Ok(Some(case::Answer::Known {
            value,
            typed: typed.trim().into(),
        }))
    };
    let wrong = || Failure::invalid("这个回答与问题的类型不符，请重新选择。");
    match (input, shape.kind) {
        (AnswerInput::Clear, _) => Ok(None),
        (AnswerInput::Unclear { why }, _) => Ok(Some(case::Answer::Unclear { why: why.trim().into() })),
        (AnswerInput::Yes, Kind::Bool) => known("是", ""),
        (AnswerInput::No, Kind::Bool) => known("否", ""),
        (AnswerInput::Choice { id }, Kind::Choice) => known(id, ""),
        (AnswerInput::Typed { text }, Kind::Money | Kind::Number | Kind::Date) => known(text, text),
        (AnswerInput::Text { text }, Kind::Text) if text.trim().is_empty() => Ok(None),
        (AnswerInput::Text { text }, Kind::Text) => known(text, ""),
        (AnswerInput::Ref { row }, Kind::Ref) => known(row, ""),
        _ => Err(wrong()),
    }
}

/// Shows a stored answer.
pub(crate) fn show(record: &Record, actor: Option<&str>, shape: &Shape, answer: Option<&case::Answer>) -> Answer {
    let Some(answer) = answer else { return Answer::Empty };
    match answer {
        case::Answer::Unclear { why } => Answer::Unclear { why: why.clone() },
        case::Answer::Known { value, typed } => match value {
            Value::Bool(true) => Answer::Yes,
            Value::Bool(false) => Answer::No,
            Value::Choice(id) => Answer::Choice {
                id: id.clone(),
                name: say(value, &shape.options, &shape.unit),
            },
            Value::Text(text) => Answer::Text { text: text.clone() },
            Value::Ref(row) => Answer::Ref {
                row: row.clone(),
                name: row_name(record, actor, &shape.table, row),
            },
            value => {
                let echo = say(value, &shape.options, &shape.unit);
                Answer::Typed {
                    text: if typed.is_empty() { echo.clone() } else { typed.clone() },
                    echo,
                }
            }
        },
    }
}

/// An answer in words, for paper and lists.
pub(crate) fn words(record: &Record, actor: Option<&str>, shape: &Shape, answer: &case::Answer) -> String {
    match answer {
        case::Answer::Unclear { why } if why.is_empty() => "尚不清楚".into(),
        case::Answer::Unclear { why } => format!("尚不清楚（{}）", why.trim_end_matches('。')),
        case::Answer::Known {
            value: Value::Ref(row), ..
        } => row_name(record, actor, &shape.table, row),
        case::Answer::Known { value, .. } => say(value, &shape.options, &shape.unit),
    }
}

/// The name of a row: its key column as any side has it, else its place.
pub(crate) fn row_name(record: &Record, actor: Option<&str>, table: &str, row: &str) -> String {
    let book = crate::rules::book();
    let columns = book.dictionary.table(table).map_or(&[][..], |table| &table.columns);
    let cell = |column: &str| {
        let path = Path::Cell(table.into(), row.into(), column.into());
        let entry = record.entry(actor, &path)?;
        let answer = entry
            .positions()
            .map(|(_, position)| position.answer.clone())
            .find(|answer| answer.value().is_some())?;
        Some((path, answer))
    };
    let key = columns.iter().find(|column| column.key);
    if let Some(Value::Text(text)) = key.and_then(|key| cell(&key.id)?.1.value().cloned()) {
        return text;
    }
    // Nobody named it: what it is and when, as far as that was said.
    let told = |wanted: fn(&Value) -> bool| {
        columns.iter().find_map(|column| {
            let (path, answer) = cell(&column.id)?;
            let shape = shape(book, &path).ok()?;
            answer
                .value()
                .is_some_and(wanted)
                .then(|| words(record, actor, &shape, &answer))
        })
    };
    let what = told(|value| matches!(value, Value::Choice(_)));
    let when =
        told(|value| matches!(value, Value::Date(_))).map(|day| day.split('（').next().unwrap_or_default().to_string());
    match (what, when) {
        (Some(what), when) => format!("{what}{}", when.unwrap_or_default()),
        (None, _) => format!("第{}行", row.trim_start_matches(['r', '0'])),
    }
}
