//! The answer: the rule tree decorated with truths.

use crate::evaluate::{Evaluator, Place};
use crate::{Node, Row, Truth, Value};
use std::fmt;
use std::rc::Rc;

/// How a truth came about, where the truth alone does not say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Nothing special.
    Plain,
    /// It stands although an exception is still open: an unrebutted presumption.
    Stands,
    /// A proved exception defeats it.
    Defeated,
    /// A catch-all that the prosecution does not plead: left out, 须人工判断.
    NotPleaded,
}

/// One node of the answer.
#[derive(Debug, Clone)]
pub struct Step<'a> {
    /// Its rule.
    pub node: &'a Node,
    /// Its truth.
    pub truth: Truth,
    /// How the truth came about.
    pub mark: Mark,
    /// What it is made of.
    pub parts: Vec<Step<'a>>,
    /// Its exceptions.
    pub exceptions: Vec<Step<'a>>,
    /// What a leaf looked at.
    pub leaf: Option<Leaf<'a>>,
}

impl<'a> Step<'a> {
    /// The first step of that node id, depth first, rows left out.
    pub fn find(&self, id: &str) -> Option<&Step<'a>> {
        if self.node.id == id {
            return Some(self);
        }
        self.parts.iter().chain(&self.exceptions).find_map(|step| step.find(id))
    }

    /// Every step, depth first, rows left out.
    pub fn walk(&self, visit: &mut impl FnMut(&Step<'a>)) {
        visit(self);
        for step in self.parts.iter().chain(&self.exceptions) {
            step.walk(visit);
        }
    }

    /// Every step, rows included.
    pub fn walk_rows(&self, visit: &mut impl FnMut(&Step<'a>)) {
        visit(self);
        for step in self.parts.iter().chain(&self.exceptions) {
            step.walk_rows(visit);
        }
        for row in self.leaf.iter().flat_map(|leaf| &leaf.rows) {
            if let Some(step) = row.step() {
                step.walk_rows(visit);
            }
        }
    }
}

/// What a leaf looked at.
#[derive(Debug, Clone)]
pub struct Leaf<'a> {
    /// The fact, judgment, cell (`table/row/column`) or table it looked at.
    pub path: String,
    /// The value found; for counts and sums the interval they came to.
    pub value: Option<Value>,
    /// For tables: each row and whether it counts.
    pub rows: Vec<RowStep<'a>>,
    /// For tables: whether all rows are known to be there.
    pub complete: Truth,
}

/// One row under a table leaf.
#[derive(Clone)]
pub struct RowStep<'a> {
    /// The row.
    pub row: &'a Row,
    /// Whether it counts.
    pub truth: Truth,
    pub(crate) place: Place<'a>,
    pub(crate) condition: Option<usize>,
    pub(crate) evaluator: Rc<Evaluator<'a>>,
}

impl<'a> RowStep<'a> {
    /// Why it counts or does not, decorated when asked for; `None` when every row counts.
    pub fn step(&self) -> Option<Step<'a>> {
        Some(crate::assess::step(&self.evaluator, self.condition?, Some(self.place)))
    }
}

impl fmt::Debug for RowStep<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("RowStep")
            .field("row", self.row)
            .field("truth", &self.truth)
            .finish_non_exhaustive()
    }
}
