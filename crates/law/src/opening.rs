//! Openings (待查事实): what is unknown and can still change the result.

use crate::bdd::{Bdd, YES};
use crate::evaluate::{Evaluator, Place};
use crate::halves::Halves;
use crate::{FactSet, Mark, Node, Predicate, Row, RowStep, Rule, RuleSet, Step, Subject, Test, Truth, Value};
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::rc::Rc;

/// What kind of thing is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum OpeningKind {
    /// A fact nobody has established.
    Fact,
    /// A judgment the lawyer has not given.
    Judge,
    /// A table: a row is missing something, or nobody knows whether all rows are there.
    Table,
}

/// Something unknown that can still change the result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opening {
    /// `fact`, `judge`, `table/row/column`, `table/row` for a row that is itself not settled, or `table#complete`.
    pub path: String,
    /// What kind of thing it is.
    pub kind: OpeningKind,
    /// The node it stands under.
    pub node: String,
    /// How often the result turns on it, out of 10,000 ways in which the other unknowns may turn out.
    pub effect: u32,
    /// One answer to it settles the result by itself.
    pub decisive: bool,
    /// The answer that is better for the accused, when the rule set is an offence.
    pub better: Option<bool>,
    /// So many more rows of the same table stand open under the same node and are not listed one by one.
    pub rows_left_out: usize,
}

/// Everything unknown that can still change the result of a rule set, most effective first.
///
/// Exact over the leaves: a leaf is listed when, and only when, some way of settling the others makes the
/// result turn on it. (Two different thresholds on one fact count as two leaves.) Exceptions nobody has proved are listed even though the rule
/// stands without them; they are openings for the defence.
///
/// What hangs on a table is weighed by answering it: 「是否已经退还」 answered 是 takes a row out, so the truth of the
/// table's test says nothing about which answer to the cell is the better one.
pub fn openings(rules: &RuleSet, facts: &FactSet) -> Vec<Opening> {
    let mut diagram = Diagram::of(rules, facts);
    let root = diagram.halves(rules.root);
    let share = diagram.share(root);
    let mut found: BTreeMap<String, Opening> = BTreeMap::new();
    for at in 0..diagram.atoms.len() {
        let Some(opening) = diagram.weigh(root, at) else {
            continue;
        };
        let (paths, rows_left_out) = diagram.paths(at);
        for path in paths {
            let one = Opening {
                path: path.clone(),
                rows_left_out,
                ..opening.clone()
            };
            match found.get_mut(&path) {
                Some(known) if (known.decisive, known.effect) >= (one.decisive, one.effect) => {}
                _ => {
                    found.insert(path, one);
                }
            }
        }
    }
    let mut found: Vec<Opening> = found.into_values().collect();
    let under_tables = found
        .iter()
        .filter(|opening| opening.kind == OpeningKind::Table)
        .count();
    let rows: usize = facts.tables.values().map(|table| table.rows.len()).sum();
    for opening in found.iter_mut().filter(|opening| opening.kind == OpeningKind::Table) {
        let of_test = opening.better.take();
        opening.decisive = false;
        if under_tables <= ANSWERED && under_tables * rows <= WORK {
            answer_it(rules, facts, share, of_test, opening);
        }
    }
    found.sort_by(|a, b| (b.decisive, b.effect, &a.path).cmp(&(a.decisive, a.effect, &b.path)));
    found
}

/// How many cells are weighed by answering them; a table with more is not weighed cell by cell.
const ANSWERED: usize = 200;

/// How many rows may be looked at for that, each answer looking at all of them.
const WORK: usize = 40_000;

/// How many open rows of one table are listed one by one, in order of their ids.
const LISTED: usize = 200;

/// Weighs what hangs on a table by trying both answers. A question whose answer is no 是 or 否 stays unweighed.
fn answer_it(rules: &RuleSet, facts: &FactSet, now: u128, of_test: Option<bool>, opening: &mut Opening) {
    let tried = [false, true].map(|answer| {
        let facts = facts.with(&opening.path, Some(Value::Bool(answer)));
        let mut diagram = Diagram::of(rules, &facts);
        let root = diagram.halves(rules.root);
        let truth = diagram.evaluator.outcome(rules.root, None).truth;
        (truth, diagram.share(root), counting(&diagram.evaluator, &opening.node))
    });
    let before = Evaluator::new(rules, facts).outcome(rules.root, None).truth;
    opening.decisive = tried.iter().any(|(truth, ..)| !truth.is_unknown() && *truth != before);
    let [(_, no, fewer), (_, yes, more)] = tried;
    // 未穷尽 is what holds already: only its 是 is news.
    let no = if opening.path.ends_with("#complete") { now } else { no };
    opening.better = match yes.cmp(&no) {
        Ordering::Less => Some(true),
        Ordering::Greater => Some(false),
        // Alone it changes nothing yet; then it is as good as the row's counting is for the test.
        Ordering::Equal => match more.cmp(&fewer) {
            Ordering::Greater => of_test,
            Ordering::Less => of_test.map(|better| !better),
            Ordering::Equal => None,
        },
    };
}

/// How far the rows under a table's node count: two for each that does, one for each that may.
fn counting(evaluator: &Rc<Evaluator>, node: &str) -> usize {
    let Some(&at) = evaluator.rules.index.get(node) else {
        return 0;
    };
    let step = crate::assess::step(evaluator, at, None);
    let weight = |truth: Truth| match truth {
        Truth::True => 2,
        Truth::Unknown => 1,
        Truth::False => 0,
    };
    step.leaf
        .iter()
        .flat_map(|leaf| &leaf.rows)
        .map(|row| weight(row.truth))
        .sum()
}

struct Diagram<'a> {
    evaluator: Rc<Evaluator<'a>>,
    bdd: Bdd,
    /// Nodes, each the first leaf of its question.
    atoms: Vec<usize>,
    keys: BTreeMap<(&'a str, Option<&'a Predicate>), u32>,
    known: Vec<Option<Halves>>,
    shares: Vec<Option<u128>>,
}

impl<'a> Diagram<'a> {
    fn of(rules: &'a RuleSet, facts: &'a FactSet) -> Diagram<'a> {
        Diagram {
            known: vec![None; rules.nodes.len()],
            bdd: Bdd::new(),
            atoms: Vec::new(),
            keys: BTreeMap::new(),
            shares: Vec::new(),
            evaluator: Rc::new(Evaluator::new(rules, facts)),
        }
    }

    /// The share of all completions in which the root holds.
    fn share(&mut self, root: Halves) -> u128 {
        self.bdd.share(root.holds, &mut self.shares)
    }

    fn halves(&mut self, at: usize) -> Halves {
        if let Some(known) = self.known[at] {
            return known;
        }
        let node: &'a Node = &self.evaluator.rules.nodes[at];
        let outcome = self.evaluator.outcome(at, None);
        let found = if outcome.mark == Mark::NotPleaded {
            Halves::settled(Truth::False)
        } else {
            let base = match &node.rule {
                Rule::Test(_) | Rule::Judge(_) if outcome.base.is_unknown() => self.leaf(at),
                Rule::Test(_) | Rule::Judge(_) => Halves::settled(outcome.base),
                rule => {
                    let pleaded = |part: &&usize| self.evaluator.outcome(**part, None).mark != Mark::NotPleaded;
                    let parts: Vec<usize> = rule.parts().iter().filter(pleaded).copied().collect();
                    let parts: Vec<Halves> = parts.into_iter().map(|part| self.halves(part)).collect();
                    self.bdd.combine(rule, &parts)
                }
            };
            node.unless.iter().fold(base, |base, &exception| {
                let exception = self.halves(exception);
                self.bdd.unless(base, exception)
            })
        };
        self.known[at] = Some(found);
        found
    }

    /// An unknown leaf is a variable; two leaves that ask the same of the same fact are one.
    fn leaf(&mut self, at: usize) -> Halves {
        let node: &'a Node = &self.evaluator.rules.nodes[at];
        let key = match &node.rule {
            Rule::Test(Test {
                subject: Subject::Fact(fact),
                predicate,
                ..
            }) => (fact.as_str(), Some(predicate)),
            _ => (node.id.as_str(), None),
        };
        let next = self.atoms.len() as u32;
        let variable = *self.keys.entry(key).or_insert(next);
        if variable == next {
            self.atoms.push(at);
        }
        let holds = self.bdd.variable(variable);
        Halves {
            holds,
            fails: self.bdd.not(holds),
        }
    }

    /// How much one atom matters; `None` when the result never turns on it.
    fn weigh(&mut self, root: Halves, at: usize) -> Option<Opening> {
        let variable = at as u32;
        if self.bdd.overflow {
            // Too large to be exact: everything unknown is listed rather than anything left out.
            return Some(self.opening(at, 0, false, None));
        }
        let (holds_unless, holds_if) = self.bdd.fix(root.holds, variable);
        let (fails_unless, fails_if) = self.bdd.fix(root.fails, variable);
        if holds_unless == holds_if && fails_unless == fails_if {
            return None;
        }
        let holds = self.bdd.xor(holds_if, holds_unless);
        let fails = self.bdd.xor(fails_if, fails_unless);
        let turns = self.bdd.or(holds, fails);
        let mut share = |half| self.bdd.share(half, &mut self.shares);
        let effect = u32::try_from(share(turns) / (crate::bdd::ONE / 10_000)).unwrap_or(10_000);
        let settled = [holds_if, holds_unless, fails_if, fails_unless].contains(&YES);
        let better = match share(holds_if).cmp(&share(holds_unless)) {
            Ordering::Less => Some(true),
            Ordering::Greater => Some(false),
            Ordering::Equal => None,
        };
        Some(self.opening(at, effect, settled, better))
    }

    fn opening(&self, at: usize, effect: u32, decisive: bool, better: Option<bool>) -> Opening {
        let node = &self.evaluator.rules.nodes[self.atoms[at]];
        let kind = match &node.rule {
            Rule::Test(test) if table_of(&test.subject).is_some() => OpeningKind::Table,
            Rule::Test(_) => OpeningKind::Fact,
            _ => OpeningKind::Judge,
        };
        Opening {
            path: String::new(),
            kind,
            node: node.id.clone(),
            effect,
            decisive,
            better,
            rows_left_out: 0,
        }
    }

    /// Where the answer to an atom can be entered, and how many open rows are left out.
    fn paths(&self, at: usize) -> (Vec<String>, usize) {
        let node = &self.evaluator.rules.nodes[self.atoms[at]];
        match &node.rule {
            Rule::Test(test) => match table_of(&test.subject) {
                Some(table) => table_paths(&self.evaluator, test, table),
                None => match crate::assess::step(&self.evaluator, self.atoms[at], None).leaf {
                    Some(leaf) => (vec![leaf.path], 0),
                    None => (Vec::new(), 0),
                },
            },
            _ => (vec![node.id.clone()], 0),
        }
    }
}

fn table_of(subject: &Subject) -> Option<&str> {
    match subject {
        Subject::Count(table) | Subject::Exists(table) | Subject::Sum(table, _) => Some(table),
        _ => None,
    }
}

/// What is open about a test of a table: unknown cells of rows that may count, rows that are not settled themselves,
/// unread amounts, and completeness.
fn table_paths<'a>(evaluator: &Rc<Evaluator<'a>>, test: &'a Test, table: &'a str) -> (Vec<String>, usize) {
    let rows = &evaluator.table(table).rows;
    let place = |at: usize| Place { table, rows, at };
    let unread = |row: &Row| match &test.subject {
        Subject::Sum(_, column) => {
            let amount = row.cells.get(column).and_then(Value::interval);
            amount.is_none_or(|amount| amount.single().is_none())
        }
        _ => false,
    };
    let open = |at: &usize| match evaluator.counts(test, place(*at)) {
        Truth::False => false,
        Truth::Unknown => true,
        Truth::True => unread(&rows[*at]),
    };
    let mut open: Vec<usize> = (0..rows.len()).filter(open).collect();
    let left_out = open.len().saturating_sub(LISTED);
    if left_out > 0 {
        open.select_nth_unstable_by_key(LISTED, |&at| &rows[at].id);
        open.truncate(LISTED);
    }
    let mut paths = Vec::new();
    for at in open {
        if let Subject::Sum(_, column) = &test.subject
            && unread(&rows[at])
        {
            paths.push(format!("{table}/{}/{column}", rows[at].id));
        }
        unsettled(&crate::assess::row_step(evaluator, test, place(at)), &mut paths);
    }
    if !evaluator.table(table).complete.is_true() {
        paths.push(format!("{table}#complete"));
    }
    paths.sort();
    paths.dedup();
    (paths, left_out)
}

/// What is open about a row: whether it is there at all, and what its condition does not know.
fn unsettled(row: &RowStep, paths: &mut Vec<String>) {
    if row.row.doubtful {
        paths.push(format!("{}/{}", row.place.table, row.row.id));
    }
    if row.truth.is_unknown()
        && let Some(why) = row.step()
    {
        unknown_leaves(&why, paths);
    }
}

/// Paths of the unknown leaves under a step, those of rows it points at included.
fn unknown_leaves(step: &Step, paths: &mut Vec<String>) {
    if !step.truth.is_unknown() && step.mark != Mark::Stands {
        return;
    }
    for part in step.parts.iter().chain(&step.exceptions) {
        unknown_leaves(part, paths);
    }
    if let Some(leaf) = &step.leaf {
        if leaf.rows.is_empty() {
            paths.push(leaf.path.clone());
        }
        for row in &leaf.rows {
            unsettled(row, paths);
        }
    }
}
