//! Rules and facts to the decorated tree.

use crate::evaluate::{Evaluator, Place};
use crate::{FactSet, Leaf, Mark, Node, RowStep, Rule, RuleSet, Step, Subject, Test, Truth, Value};
use std::rc::Rc;

/// Assesses a whole rule set for one actor on one set of facts.
///
/// The result of an offence is the truth of its root: true is 成立, false 不成立, unknown 未达证明标准, which is a
/// result because the prosecution carries the burden (刑诉法 51).
pub fn assess<'a>(rules: &'a RuleSet, facts: &'a FactSet) -> Step<'a> {
    assess_at(rules, rules.root, facts)
}

/// Assesses one node of a rule set by itself, whether or not it hangs on the root.
pub fn assess_at<'a>(rules: &'a RuleSet, node: usize, facts: &'a FactSet) -> Step<'a> {
    step(&Rc::new(Evaluator::new(rules, facts)), node, None)
}

/// One node with everything below it; rows are decorated when somebody asks for them.
pub(crate) fn step<'a>(evaluator: &Rc<Evaluator<'a>>, at: usize, row: Option<Place<'a>>) -> Step<'a> {
    let node = &evaluator.rules.nodes[at];
    let outcome = evaluator.outcome(at, row);
    let below = |parts: &[usize]| -> Vec<Step<'a>> {
        match outcome.mark {
            Mark::NotPleaded => Vec::new(),
            _ => parts.iter().map(|&part| step(evaluator, part, row)).collect(),
        }
    };
    Step {
        node,
        truth: outcome.truth,
        mark: outcome.mark,
        parts: below(node.rule.parts()),
        exceptions: below(&node.unless),
        leaf: match outcome.mark {
            Mark::NotPleaded => None,
            _ => leaf(evaluator, node, row),
        },
    }
}

fn leaf<'a>(evaluator: &Rc<Evaluator<'a>>, node: &'a Node, row: Option<Place<'a>>) -> Option<Leaf<'a>> {
    let test = match &node.rule {
        Rule::Judge(_) => return Some(looked(node.id.clone(), evaluator.facts.facts.get(&node.id))),
        Rule::Test(test) => test,
        _ => return None,
    };
    let cell = |column: &String| row.and_then(|place| place.row().cells.get(column));
    let path = |column: &String| row.map_or_else(|| column.clone(), |place| place.path(column));
    Some(match &test.subject {
        Subject::Fact(fact) => looked(fact.clone(), evaluator.facts.facts.get(fact)),
        Subject::Column(column) => looked(path(column), cell(column)),
        Subject::AgeOn(birth, column, _) => {
            let born = evaluator.facts.facts.get(birth);
            let open = row.is_some() && born.is_some() && cell(column).is_none();
            looked(if open { path(column) } else { birth.clone() }, born)
        }
        Subject::Follow(column, table) => {
            let target = evaluator.target(column, table, row);
            let rows = target
                .map(|place| row_step(evaluator, test, place))
                .into_iter()
                .collect();
            Leaf {
                rows,
                ..looked(path(column), cell(column))
            }
        }
        Subject::Count(table) | Subject::Exists(table) | Subject::Sum(table, _) => rows(evaluator, test, table),
        Subject::Element(_) => return None,
    })
}

fn looked<'a>(path: String, value: Option<&Value>) -> Leaf<'a> {
    Leaf {
        path,
        value: value.cloned(),
        rows: Vec::new(),
        complete: Truth::Unknown,
    }
}

fn rows<'a>(evaluator: &Rc<Evaluator<'a>>, test: &'a Test, id: &'a str) -> Leaf<'a> {
    let table = evaluator.table(id);
    let place = |at| Place {
        table: id,
        rows: &table.rows,
        at,
    };
    let total = evaluator.total(test, id);
    let money = matches!(&test.subject, Subject::Sum(..)) && test.threshold.contains('元');
    Leaf {
        path: id.into(),
        value: Some(if money {
            Value::Money(total)
        } else {
            Value::Number(total)
        }),
        rows: (0..table.rows.len())
            .map(|at| row_step(evaluator, test, place(at)))
            .collect(),
        complete: table.complete,
    }
}

pub(crate) fn row_step<'a>(evaluator: &Rc<Evaluator<'a>>, test: &'a Test, place: Place<'a>) -> RowStep<'a> {
    RowStep {
        row: place.row(),
        truth: evaluator.counts(test, place),
        place,
        condition: test.condition,
        evaluator: Rc::clone(evaluator),
    }
}

impl Node {
    /// True for a question that only a lawyer answers.
    pub fn is_judge(&self) -> bool {
        matches!(self.rule, Rule::Judge(_))
    }
}
