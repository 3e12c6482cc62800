//! The rows of a case file as the audit sees them: a table, a number, text columns.

use crate::audit::Sum;
use rusqlite::{Connection, ToSql, params_from_iter};

/// A table that only grows. Within one write, rows are made and summed in the order of [`TABLES`].
pub(crate) struct Table {
    pub(crate) name: &'static str,
    /// Without `row` and `seq`. All are read as text.
    pub(crate) columns: &'static [&'static str],
}

pub(crate) const MATTER: Table = Table {
    name: "matter",
    columns: &["body"],
};
pub(crate) const PARTY: Table = Table {
    name: "party",
    columns: &["id", "body"],
};
pub(crate) const POSITION: Table = Table {
    name: "position",
    columns: &["actor", "path", "side", "body"],
};
pub(crate) const REVIEW: Table = Table {
    name: "review",
    columns: &["position", "body"],
};
pub(crate) const EXPORT: Table = Table {
    name: "export",
    columns: &["document", "sha256", "receipt"],
};

pub(crate) const ITEM: Table = Table {
    name: "item",
    columns: &["kind", "id", "body"],
};

/// Every table, in order.
pub(crate) const TABLES: [&Table; 6] = [&MATTER, &PARTY, &POSITION, &REVIEW, &EXPORT, &ITEM];

/// Puts the rows of one write into the file, summing them for its audit line.
pub(crate) struct Rows<'a> {
    file: &'a Connection,
    seq: i64,
    next: Option<(&'static str, i64)>,
    pub(crate) sum: Sum,
}

impl<'a> Rows<'a> {
    pub(crate) fn new(file: &'a Connection, seq: i64) -> Rows<'a> {
        Rows {
            file,
            seq,
            next: None,
            sum: Sum::default(),
        }
    }

    /// The file they go into.
    pub(crate) fn file(&self) -> &Connection {
        self.file
    }

    /// Adds one row.
    pub(crate) fn add(&mut self, table: &'static Table, columns: &[Option<&str>]) -> rusqlite::Result<()> {
        let row = match self.next {
            Some((name, row)) if name == table.name => row,
            _ => {
                let last = format!("SELECT coalesce(max(row), 0) + 1 FROM {}", table.name);
                self.file.query_row(&last, [], |row| row.get(0))?
            }
        };
        self.next = Some((table.name, row + 1));
        let marks = ", ?".repeat(table.columns.len());
        let insert = format!(
            "INSERT INTO {} (row, seq, {}) VALUES (?, ?{marks})",
            table.name,
            table.columns.join(", ")
        );
        let head: [&dyn ToSql; 2] = [&row, &self.seq];
        let rest = columns.iter().map(|column| column as &dyn ToSql);
        self.file
            .prepare_cached(&insert)?
            .execute(params_from_iter(head.into_iter().chain(rest)))?;
        self.sum.add(table.name, row, columns);
        Ok(())
    }
}
