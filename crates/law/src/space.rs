//! One rule set over everything its facts may turn out to be: the truth of a node as a function in a decision diagram.
//!
//! Exactly what [`crate::assess`] says for every choice of cells: unknown stays unknown unless a cell is chosen, and a
//! fact with several thresholds is one variable, so that its leaves move together.

use crate::bdd::{Bdd, NO, Ref, YES};
use crate::cells::{Cell, Cells};
use crate::evaluate::{Evaluator, Place, holds, of_age, single, wanted};
use crate::halves::Halves;
use crate::{FactSet, Interval, Node, Row, Rule, RuleSet, Subject, Test, Truth, Value};
use std::collections::BTreeMap;

/// One fact that may turn out otherwise. It takes one place of the diagram less than it has cells: place `j` says
/// that a cell after the `j`-th is chosen.
pub(crate) struct Variable {
    pub path: String,
    /// The first is what stands now.
    pub cells: Vec<Cell>,
    pub first: u32,
}

pub(crate) struct Space<'a> {
    pub bdd: Bdd,
    pub variables: Vec<Variable>,
    /// The variable of each place of the diagram.
    pub owner: Vec<usize>,
    evaluator: Evaluator<'a>,
    cells: Cells,
    by_path: BTreeMap<String, usize>,
    alone: Vec<Option<Halves>>,
    rows: BTreeMap<(usize, usize), Halves>,
}

/// Far beyond any sum: an end that is open.
const OPEN: i128 = 1 << 100;

/// A longer table stands as it stands.
const LONG: usize = 2_000;

/// What one row adds to a sum, by condition; the conditions exclude each other and leave nothing out.
type Adds = Vec<(Ref, i128)>;

impl<'a> Space<'a> {
    pub(crate) fn new(rules: &'a RuleSet, facts: &'a FactSet, cells: Cells) -> Space<'a> {
        Space {
            bdd: Bdd::new(),
            variables: Vec::new(),
            owner: Vec::new(),
            evaluator: Evaluator::new(rules, facts),
            cells,
            by_path: BTreeMap::new(),
            alone: vec![None; rules.nodes.len()],
            rows: BTreeMap::new(),
        }
    }

    /// The truth of a node.
    pub(crate) fn halves(&mut self, at: usize, row: Option<Place<'a>>) -> Halves {
        let rules: &'a RuleSet = self.evaluator.rules;
        let node: &'a Node = &rules.nodes[at];
        let row = row.filter(|_| node.row.is_some());
        let known = match row {
            Some(place) => self.rows.get(&(at, place.at)).copied(),
            None => self.alone[at],
        };
        if let Some(known) = known {
            return known;
        }
        let base = match &node.rule {
            Rule::Judge(_) => self.single(&node.id, holds),
            Rule::Test(test) => self.test(test, row),
            rule => {
                let parts: Vec<Halves> = rule.parts().iter().map(|&part| self.halves(part, row)).collect();
                self.bdd.combine(rule, &parts)
            }
        };
        let mut found = node.unless.iter().fold(base, |base, &exception| {
            let exception = self.halves(exception, row);
            self.bdd.unless(base, exception)
        });
        if let Some(pleaded) = &node.pleaded {
            // Left out of its parent, which takes any one of its parts: the same as false.
            let pleaded = self.single(pleaded, holds).holds;
            let out = self.bdd.not(pleaded);
            found = Halves {
                holds: self.bdd.and(found.holds, pleaded),
                fails: self.bdd.or(found.fails, out),
            };
        }
        match row {
            Some(place) => {
                self.rows.insert((at, place.at), found);
            }
            None => self.alone[at] = Some(found),
        }
        found
    }

    /// The variable of a path, made when it is first asked for; `None` when it stays as it stands.
    fn variable(&mut self, path: &str) -> Option<usize> {
        if let Some(&known) = self.by_path.get(path) {
            return Some(known);
        }
        let others = self.cells.remove(path)?;
        let now = Cell::of(self.evaluator.facts.at(path));
        let cells: Vec<Cell> = std::iter::once(now).chain(others).collect();
        let (at, first) = (self.variables.len(), self.owner.len() as u32);
        self.owner.extend(std::iter::repeat_n(at, cells.len() - 1));
        self.by_path.insert(path.into(), at);
        self.variables.push(Variable {
            path: path.into(),
            cells,
            first,
        });
        Some(at)
    }

    /// Where a variable has one of its cells: those for which `wanted` holds.
    fn choose(&mut self, variable: usize, wanted: &[bool]) -> Ref {
        let first = self.variables[variable].first;
        let leaf = |wanted: bool| if wanted { YES } else { NO };
        let mut rest = leaf(wanted.last().copied().unwrap_or(false));
        for (at, &own) in wanted.iter().enumerate().rev().skip(1) {
            rest = self.bdd.make(first + at as u32, leaf(own), rest);
        }
        rest
    }

    /// The values a path may have, each with where it has it.
    fn values(&mut self, path: &str) -> Vec<(Ref, Option<Value>)> {
        let Some(variable) = self.variable(path) else {
            return vec![(YES, self.evaluator.facts.at(path))];
        };
        let values: Vec<Option<Value>> = self.variables[variable]
            .cells
            .iter()
            .map(|cell| cell.value.clone())
            .collect();
        let one = |at: usize| -> Vec<bool> { (0..values.len()).map(|own| own == at).collect() };
        let places: Vec<Ref> = (0..values.len()).map(|at| self.choose(variable, &one(at))).collect();
        places.into_iter().zip(values).collect()
    }

    fn single(&mut self, path: &str, test: impl Fn(Option<&Value>) -> Truth) -> Halves {
        let Some(variable) = self.variable(path) else {
            return Halves::settled(test(self.evaluator.facts.at(path).as_ref()));
        };
        let cells = &self.variables[variable].cells;
        let truths: Vec<Truth> = cells.iter().map(|cell| test(cell.value.as_ref())).collect();
        let of = |wanted: Truth| -> Vec<bool> { truths.iter().map(|truth| *truth == wanted).collect() };
        Halves {
            holds: self.choose(variable, &of(Truth::True)),
            fails: self.choose(variable, &of(Truth::False)),
        }
    }

    fn test(&mut self, test: &'a Test, row: Option<Place<'a>>) -> Halves {
        let unknown = Halves::settled(Truth::Unknown);
        match &test.subject {
            Subject::Fact(fact) => self.single(fact, |value| single(&test.predicate, value)),
            Subject::Column(column) => match row {
                Some(place) => self.single(&place.path(column), |value| single(&test.predicate, value)),
                None => unknown,
            },
            Subject::AgeOn(birth, column, years) => {
                let Some(place) = row else { return unknown };
                let (born, on) = (self.values(birth), self.values(&place.path(column)));
                let mut found = unknown;
                for (born_at, born) in &born {
                    for (on_at, on) in &on {
                        let both = self.bdd.and(*born_at, *on_at);
                        match of_age(born.as_ref(), on.as_ref(), *years) {
                            Truth::True => found.holds = self.bdd.or(found.holds, both),
                            Truth::False => found.fails = self.bdd.or(found.fails, both),
                            Truth::Unknown => {}
                        }
                    }
                }
                found
            }
            Subject::Follow(column, table) => {
                let Some(place) = row else { return unknown };
                let mut found = unknown;
                for (at, target) in self.values(&place.path(column)) {
                    let Some(target) = self.target(table, target.as_ref()) else {
                        continue;
                    };
                    let counts = self.condition(test, target);
                    let (there, _) = self.presence(target);
                    let at = self.bdd.and(at, there);
                    let (holds, fails) = (self.bdd.and(at, counts.holds), self.bdd.and(at, counts.fails));
                    found = Halves {
                        holds: self.bdd.or(found.holds, holds),
                        fails: self.bdd.or(found.fails, fails),
                    };
                }
                found
            }
            Subject::Count(table) | Subject::Exists(table) => self.total(test, table, None),
            Subject::Sum(table, column) => self.total(test, table, Some(column)),
            Subject::Element(_) => Halves::settled(self.evaluator.test(test, row)),
        }
    }

    fn target(&self, table: &'a str, value: Option<&Value>) -> Option<Place<'a>> {
        let Some(Value::Ref(id)) = value else { return None };
        let rows = &self.evaluator.table(table).rows;
        let at = rows.iter().position(|row| row.id == *id)?;
        Some(Place { table, rows, at })
    }

    fn condition(&mut self, test: &'a Test, place: Place<'a>) -> Halves {
        match test.condition {
            Some(at) => self.halves(at, Some(place)),
            None => Halves::settled(Truth::True),
        }
    }

    /// Where a row is settled to be there, and where it is settled not to be.
    fn presence(&mut self, place: Place<'a>) -> (Ref, Ref) {
        let halves = self.single(&format!("{}/{}", place.table, place.row().id), holds);
        (halves.holds, halves.fails)
    }

    /// A test of a count or a sum: both ends of the interval it comes to, against the threshold.
    fn total(&mut self, test: &'a Test, table: &'a str, column: Option<&str>) -> Halves {
        let rows: &'a [Row] = &self.evaluator.table(table).rows;
        if rows.len() > LONG {
            return Halves::settled(self.evaluator.test(test, None));
        }
        let (mut lows, mut highs, mut low, mut high) = (Vec::new(), Vec::new(), 0i128, 0i128);
        for at in 0..rows.len() {
            let place = Place { table, rows, at };
            let (below, above) = self.adds(test, place, column);
            // A row that adds the same whatever happens needs no place in the diagram.
            match below[..] {
                [(YES, add)] => low += add,
                _ => lows.push(below),
            }
            match above[..] {
                [(YES, add)] => high += add,
                _ => highs.push(above),
            }
        }
        let complete = self.single(&format!("{table}#complete"), holds).holds;
        let range = wanted(test);
        let mut parts = Vec::new();
        if let Some(least) = range.low {
            let below = self.reach(&highs, i128::from(least) - high);
            let below = self.bdd.not(below);
            parts.push(Halves {
                holds: self.reach(&lows, i128::from(least) - low),
                fails: self.bdd.and(complete, below),
            });
        }
        if let Some(most) = range.high {
            let above = self.reach(&highs, i128::from(most) + 1 - high);
            let above = self.bdd.not(above);
            parts.push(Halves {
                holds: self.bdd.and(complete, above),
                fails: self.reach(&lows, i128::from(most) + 1 - low),
            });
        }
        self.bdd.all(parts.into_iter())
    }

    /// What one row adds to the lower and to the upper end.
    fn adds(&mut self, test: &'a Test, place: Place<'a>, column: Option<&str>) -> (Adds, Adds) {
        let condition = self.condition(test, place);
        let (there, gone) = self.presence(place);
        let holds = self.bdd.and(condition.holds, there);
        let fails = self.bdd.or(condition.fails, gone);
        let either = self.bdd.or(holds, fails);
        let open = self.bdd.not(either);
        let amounts = match column {
            Some(column) => self.values(&place.path(column)),
            None => vec![(YES, Some(Value::Number(Interval::exactly(1))))],
        };
        let (mut below, mut above) = (vec![(fails, 0)], vec![(fails, 0)]);
        for (at, amount) in amounts {
            // An amount nobody knows is still an amount: nothing or more.
            let amount = amount.as_ref().and_then(Value::interval).unwrap_or(Interval::from(0));
            let low = amount.low.map_or(-OPEN, i128::from);
            let high = amount.high.map_or(OPEN, i128::from);
            let (counted, doubtful) = (self.bdd.and(at, holds), self.bdd.and(at, open));
            below.extend([(counted, low), (doubtful, low.min(0))]);
            above.extend([(counted, high), (doubtful, high.max(0))]);
        }
        (self.tidy(below), self.tidy(above))
    }

    /// Equal contributions together, impossible ones left out.
    fn tidy(&mut self, adds: Adds) -> Adds {
        let mut by_amount: BTreeMap<i128, Ref> = BTreeMap::new();
        for (at, add) in adds.into_iter().filter(|(at, _)| *at != NO) {
            let known = by_amount.get(&add).copied().unwrap_or(NO);
            by_amount.insert(add, self.bdd.or(known, at));
        }
        by_amount.into_iter().map(|(add, at)| (at, add)).collect()
    }

    /// Where the rows together come to at least `need`.
    fn reach(&mut self, rows: &[Adds], need: i128) -> Ref {
        let ends = |end: fn(&Adds) -> i128| -> Vec<i128> {
            let mut sums = vec![0; rows.len() + 1];
            for at in (0..rows.len()).rev() {
                sums[at] = sums[at + 1] + end(&rows[at]);
            }
            sums
        };
        let least = ends(|adds| adds.iter().map(|(_, add)| *add).min().unwrap_or(0));
        let most = ends(|adds| adds.iter().map(|(_, add)| *add).max().unwrap_or(0));
        self.reach_from(rows, 0, need, &(least, most), &mut BTreeMap::new())
    }

    fn reach_from(
        &mut self,
        rows: &[Adds],
        at: usize,
        need: i128,
        ends: &(Vec<i128>, Vec<i128>),
        known: &mut BTreeMap<(usize, i128), Ref>,
    ) -> Ref {
        if ends.0[at] >= need {
            return YES;
        }
        if ends.1[at] < need || self.bdd.overflow {
            return NO;
        }
        if let Some(&found) = known.get(&(at, need)) {
            return found;
        }
        let mut found = NO;
        for &(where_, add) in &rows[at] {
            let rest = self.reach_from(rows, at + 1, need - add, ends, known);
            let both = self.bdd.and(where_, rest);
            found = self.bdd.or(found, both);
        }
        known.insert((at, need), found);
        found
    }
}
