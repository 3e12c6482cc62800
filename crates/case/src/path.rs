//! What a position is about.

use crate::Error;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// The address of one answer within a case.
///
/// Written `fact_id` (facts and judgments), `table/row` (that the row is there at all), `table/row/column`, or
/// `table#complete` (已穷尽？).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Path {
    /// A fact or a judgment.
    Fact(String),
    /// That a row of a table is there at all.
    Row(String, String),
    /// One cell: table, row, column.
    Cell(String, String, String),
    /// Whether all rows of a table are there.
    Complete(String),
}

impl Path {
    /// The table it belongs to, if any.
    pub fn table(&self) -> Option<&str> {
        match self {
            Path::Fact(_) => None,
            Path::Row(table, _) | Path::Cell(table, ..) | Path::Complete(table) => Some(table),
        }
    }

    /// The row it belongs to, if any.
    pub fn row(&self) -> Option<&str> {
        match self {
            Path::Row(_, row) | Path::Cell(_, row, _) => Some(row),
            _ => None,
        }
    }
}

impl fmt::Display for Path {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Path::Fact(id) => write!(out, "{id}"),
            Path::Row(table, row) => write!(out, "{table}/{row}"),
            Path::Cell(table, row, column) => write!(out, "{table}/{row}/{column}"),
            Path::Complete(table) => write!(out, "{table}#complete"),
        }
    }
}

impl FromStr for Path {
    type Err = Error;

    fn from_str(text: &str) -> Result<Path, Error> {
        let name = |part: &str| -> Result<String, Error> {
            let fine = !part.is_empty()
                && part.len() <= 80
                && part
                    .chars()
                    .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'));
            if fine {
                Ok(part.into())
            } else {
                Err(Error::new("事实的位置写法不对，应为“事实”“表/行/列”或“表#complete”。"))
            }
        };
        if let Some(table) = text.strip_suffix("#complete") {
            return Ok(Path::Complete(name(table)?));
        }
        let parts: Vec<&str> = text.split('/').collect();
        Ok(match parts.as_slice() {
            [fact] => Path::Fact(name(fact)?),
            [table, row] => Path::Row(name(table)?, name(row)?),
            [table, row, column] => Path::Cell(name(table)?, name(row)?, name(column)?),
            _ => return Err(Error::new("事实的位置写法不对，应为“事实”“表/行/列”或“表#complete”。")),
        })
    }
}

impl TryFrom<String> for Path {
    type Error = Error;

    fn try_from(text: String) -> Result<Path, Error> {
        text.parse()
    }
}

impl From<Path> for String {
    fn from(path: Path) -> String {
        path.to_string()
    }
}
