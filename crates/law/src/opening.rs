//! Openings (待查事实): what is unknown and can still change the result.

use crate::bdd::{Bdd, NO, Ref, YES};
use crate::{FactSet, Mark, Rule, RuleSet, Step, Subject, Truth, assess};
use std::collections::BTreeMap;

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
    /// `fact`, `judge`, `table/row/column`, or `table#complete`.
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
}

/// Both halves of a three-valued node: the completions that make it true, and those that make it false.
#[derive(Clone, Copy)]
struct Halves {
    holds: Ref,
    fails: Ref,
}

/// What one variable of the diagram stands for: one leaf that is unknown.
struct Atom {
    kind: OpeningKind,
    node: String,
    paths: Vec<String>,
}

/// Everything unknown that can still change the result of a rule set, most effective first.
///
/// Exact over the leaves: a leaf is listed when, and only when, some way of settling the others makes the
/// result turn on it. (Two different thresholds on one fact count as two leaves.) Exceptions nobody has proved are listed even though the rule
/// stands without them; they are openings for the defence.
pub fn openings(rules: &RuleSet, facts: &FactSet) -> Vec<Opening> {
    let tree = assess(rules, facts);
    let mut diagram = Diagram {
        bdd: Bdd::new(),
        atoms: Vec::new(),
        keys: BTreeMap::new(),
    };
    let root = diagram.halves(&tree);
    let mut found: BTreeMap<String, Opening> = BTreeMap::new();
    for at in 0..diagram.atoms.len() {
        let Some(opening) = diagram.weigh(root, at) else {
            continue;
        };
        for path in diagram.atoms[at].paths.clone() {
            let one = Opening {
                path: path.clone(),
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
    found.sort_by(|a, b| (b.decisive, b.effect, &a.path).cmp(&(a.decisive, a.effect, &b.path)));
    found
}

struct Diagram {
    bdd: Bdd,
    atoms: Vec<Atom>,
    keys: BTreeMap<String, u32>,
}

impl Diagram {
    fn known(truth: Truth) -> Halves {
        Halves {
            holds: if truth.is_true() { YES } else { NO },
            fails: if truth.is_false() { YES } else { NO },
        }
    }

    fn halves(&mut self, step: &Step) -> Halves {
        if step.mark == Mark::NotPleaded {
            return Self::known(Truth::False);
        }
        let base = match &step.node.rule {
            Rule::Test(_) | Rule::Judge(_) => self.leaf(step),
            rule => {
                let parts = step.parts.iter().filter(|part| part.mark != Mark::NotPleaded);
                let parts: Vec<Halves> = parts.map(|part| self.halves(part)).collect();
                self.combine(rule, &parts)
            }
        };
        step.exceptions.iter().fold(base, |base, exception| {
            let exception = self.halves(exception);
            let stands = self.bdd.not(exception.holds);
            Halves {
                holds: self.bdd.and(base.holds, stands),
                fails: self.bdd.or(base.fails, exception.holds),
            }
        })
    }

    fn combine(&mut self, rule: &Rule, parts: &[Halves]) -> Halves {
        match rule {
            Rule::Any(_) => swap(self.all(parts.iter().map(|&part| swap(part)))),
            Rule::None(_) => self.all(parts.iter().map(|&part| swap(part))),
            Rule::AtLeast { n, .. } => {
                let holds: Vec<Ref> = parts.iter().map(|part| part.holds).collect();
                let fails: Vec<Ref> = parts.iter().map(|part| part.fails).collect();
                let need = (parts.len() + 1).saturating_sub(*n);
                Halves {
                    holds: self.at_least(*n, &holds),
                    fails: self.at_least(need, &fails),
                }
            }
            Rule::Readings(_) => {
                let holds = parts.iter().fold(YES, |all, part| self.bdd.and(all, part.holds));
                let fails = parts.iter().fold(YES, |all, part| self.bdd.and(all, part.fails));
                Halves { holds, fails }
            }
            _ => self.all(parts.iter().copied()),
        }
    }

    fn all(&mut self, parts: impl Iterator<Item = Halves>) -> Halves {
        parts.fold(Self::known(Truth::True), |all, part| Halves {
            holds: self.bdd.and(all.holds, part.holds),
            fails: self.bdd.or(all.fails, part.fails),
        })
    }

    fn at_least(&mut self, n: usize, parts: &[Ref]) -> Ref {
        match (n, parts) {
            (0, _) => YES,
            (n, parts) if n > parts.len() => NO,
            (n, [first, rest @ ..]) => {
                let with = self.at_least(n - 1, rest);
                let without = self.at_least(n, rest);
                let with = self.bdd.and(*first, with);
                self.bdd.or(with, without)
            }
            (_, []) => NO,
        }
    }

    fn leaf(&mut self, step: &Step) -> Halves {
        match step.mark {
            // Only an exception is open: the leaf itself holds.
            Mark::Stands => return Self::known(Truth::True),
            Mark::Plain if !step.truth.is_unknown() => return Self::known(step.truth),
            _ => {}
        }
        let key = key(step);
        let next = self.atoms.len() as u32;
        let variable = *self.keys.entry(key).or_insert(next);
        if variable == next {
            self.atoms.push(atom(step));
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
        let (holds_if, holds_unless) = (
            self.bdd.fix(root.holds, variable, true),
            self.bdd.fix(root.holds, variable, false),
        );
        let (fails_if, fails_unless) = (
            self.bdd.fix(root.fails, variable, true),
            self.bdd.fix(root.fails, variable, false),
        );
        let turns = {
            let holds = self.bdd.xor(holds_if, holds_unless);
            let fails = self.bdd.xor(fails_if, fails_unless);
            self.bdd.or(holds, fails)
        };
        if turns == NO {
            return None;
        }
        let effect = u32::try_from(self.bdd.share(turns) / (crate::bdd::ONE / 10_000)).unwrap_or(10_000);
        let settled = [holds_if, holds_unless, fails_if, fails_unless].contains(&YES);
        let better = match self.bdd.share(holds_if).cmp(&self.bdd.share(holds_unless)) {
            std::cmp::Ordering::Less => Some(true),
            std::cmp::Ordering::Greater => Some(false),
            std::cmp::Ordering::Equal => None,
        };
        Some(self.opening(at, effect, settled, better))
    }

    fn opening(&self, at: usize, effect: u32, decisive: bool, better: Option<bool>) -> Opening {
        let atom = &self.atoms[at];
        Opening {
            path: String::new(),
            kind: atom.kind,
            node: atom.node.clone(),
            effect,
            decisive,
            better,
        }
    }
}

fn swap(halves: Halves) -> Halves {
    Halves {
        holds: halves.fails,
        fails: halves.holds,
    }
}

fn key(step: &Step) -> String {
    match &step.node.rule {
        Rule::Test(test) => match &test.subject {
            Subject::Fact(fact) => format!("{fact} {:?}", test.predicate),
            _ => format!("#{}", step.node.id),
        },
        _ => step.node.id.clone(),
    }
}

fn atom(step: &Step) -> Atom {
    let node = step.node.id.clone();
    let Rule::Test(test) = &step.node.rule else {
        return Atom {
            kind: OpeningKind::Judge,
            paths: vec![node.clone()],
            node,
        };
    };
    match &test.subject {
        Subject::Count(table) | Subject::Exists(table) | Subject::Sum(table, _) => Atom {
            kind: OpeningKind::Table,
            node,
            paths: table_paths(step, table, &test.subject),
        },
        _ => Atom {
            kind: OpeningKind::Fact,
            node,
            paths: step.leaf.iter().map(|leaf| leaf.path.clone()).collect(),
        },
    }
}

/// What is open about a table leaf: unknown cells of rows that may count, unread amounts, and completeness.
fn table_paths(step: &Step, table: &str, subject: &Subject) -> Vec<String> {
    let mut paths = Vec::new();
    let Some(leaf) = &step.leaf else { return paths };
    for row in leaf.rows.iter().filter(|row| !row.truth.is_false()) {
        if let Subject::Sum(_, column) = subject
            && row
                .row
                .cells
                .get(column)
                .and_then(|value| value.interval())
                .is_none_or(|interval| interval.single().is_none())
        {
            paths.push(format!("{table}/{}/{column}", row.row.id));
        }
        if let (Truth::Unknown, Some(why)) = (row.truth, &row.step) {
            unknown_leaves(why, &mut paths);
        }
    }
    if !leaf.complete.is_true() {
        paths.push(format!("{table}#complete"));
    }
    paths.sort();
    paths.dedup();
    paths
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
            if let Some(why) = &row.step {
                unknown_leaves(why, paths);
            }
        }
    }
}
