//! A fact set with one answer changed.

use crate::{FactSet, Row, Truth, Value};

impl FactSet {
    /// The same facts with one path answered otherwise; `None` makes it unknown.
    ///
    /// Paths are those of a leaf: `fact` or `judge`, `table/row/column`, `table#complete`, and `table/row` for
    /// the row itself: 是 settles (or adds) it, 否 takes it out, `None` leaves it doubtful. A cell of a row that is
    /// not there changes nothing.
    pub fn with(&self, path: &str, value: Option<Value>) -> FactSet {
        let mut facts = self.clone();
        facts.set(path, value);
        facts
    }

    /// Changes one path in place, as [`FactSet::with`] does.
    pub fn set(&mut self, path: &str, value: Option<Value>) {
        let yes_or_no = match &value {
            Some(Value::Bool(answer)) => Truth::known(*answer),
            _ => Truth::Unknown,
        };
        if let Some(table) = path.strip_suffix("#complete") {
            self.tables.entry(table.into()).or_default().complete = yes_or_no;
            return;
        }
        match path.split('/').collect::<Vec<_>>()[..] {
            [table, row] => self.set_row(table, row, yes_or_no),
            [table, row, column] => {
                let rows = self.tables.get_mut(table).map(|table| &mut table.rows);
                if let Some(row) = rows.and_then(|rows| rows.iter_mut().find(|own| own.id == row)) {
                    match value {
                        Some(value) => row.cells.insert(column.into(), value),
                        None => row.cells.remove(column),
                    };
                }
            }
            _ => {
                match value {
                    Some(value) => self.facts.insert(path.into(), value),
                    None => self.facts.remove(path),
                };
            }
        }
    }

    fn set_row(&mut self, table: &str, id: &str, there: Truth) {
        let rows = &mut self.tables.entry(table.into()).or_default().rows;
        match (rows.iter().position(|row| row.id == id), there) {
            (Some(at), Truth::False) => {
                rows.remove(at);
            }
            (Some(at), there) => rows[at].doubtful = !there.is_true(),
            (None, Truth::True) => rows.push(Row {
                id: id.into(),
                ..Row::default()
            }),
            (None, _) => {}
        }
    }

    /// What stands at a path now, in the form [`FactSet::with`] takes it.
    pub fn at(&self, path: &str) -> Option<Value> {
        if let Some(table) = path.strip_suffix("#complete") {
            return match self.tables.get(table)?.complete {
                Truth::Unknown => None,
                known => Some(Value::Bool(known.is_true())),
            };
        }
        let row = |table: &str, id: &str| self.tables.get(table)?.rows.iter().find(|row| row.id == id);
        match path.split('/').collect::<Vec<_>>()[..] {
            [table, id] => match row(table, id) {
                Some(row) => (!row.doubtful).then_some(Value::Bool(true)),
                None => Some(Value::Bool(false)),
            },
            [table, id, column] => row(table, id)?.cells.get(column).cloned(),
            _ => self.facts.get(path).cloned(),
        }
    }
}
