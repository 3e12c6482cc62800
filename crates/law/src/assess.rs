//! Rules and facts to the decorated tree.

use crate::calendar::full_age_from;
use crate::{
    FactSet, Interval, Leaf, Mark, Node, Predicate, Row, RowStep, Rule, RuleSet, Step, Subject, Table, Test, Truth,
    Value,
};

/// Assesses a whole rule set for one actor on one set of facts.
///
/// The result of an offence is the truth of its root: true is 成立, false 不成立, unknown 未达证明标准, which is a
/// result because the prosecution carries the burden (刑诉法 51).
pub fn assess<'a>(rules: &'a RuleSet, facts: &'a FactSet) -> Step<'a> {
    Assessor { rules, facts }.step(rules.root, None)
}

/// Assesses one node of a rule set by itself, whether or not it hangs on the root.
pub fn assess_at<'a>(rules: &'a RuleSet, node: usize, facts: &'a FactSet) -> Step<'a> {
    Assessor { rules, facts }.step(node, None)
}

struct Assessor<'a> {
    rules: &'a RuleSet,
    facts: &'a FactSet,
}

/// The row a row node speaks about.
#[derive(Clone, Copy)]
struct At<'a> {
    table: &'a str,
    row: &'a Row,
}

static ABSENT: Table = Table {
    complete: Truth::Unknown,
    rows: Vec::new(),
};

impl<'a> Assessor<'a> {
    fn step(&self, at: usize, row: Option<At<'a>>) -> Step<'a> {
        let node = &self.rules.nodes[at];
        if let Some(pleaded) = &node.pleaded
            && self.facts.facts.get(pleaded) != Some(&Value::Bool(true))
        {
            return Step {
                node,
                truth: Truth::False,
                mark: Mark::NotPleaded,
                parts: Vec::new(),
                exceptions: Vec::new(),
                leaf: None,
            };
        }
        let parts: Vec<Step> = node.rule.parts().iter().map(|&part| self.step(part, row)).collect();
        let truths = parts
            .iter()
            .filter(|step| step.mark != Mark::NotPleaded)
            .map(|step| step.truth);
        let mut leaf = None;
        let base = match &node.rule {
            Rule::All(_) => Truth::all(truths),
            Rule::Any(_) => Truth::any(truths),
            Rule::None(_) => !Truth::any(truths),
            Rule::AtLeast { n, .. } => Truth::at_least(*n, truths),
            Rule::Readings(_) => Truth::readings(truths),
            Rule::Judge(_) => {
                let value = self.facts.facts.get(&node.id).cloned();
                let truth = holds(value.as_ref());
                leaf = Some(Leaf {
                    path: node.id.clone(),
                    value,
                    rows: Vec::new(),
                    complete: Truth::Unknown,
                });
                truth
            }
            Rule::Test(test) => {
                let (truth, found) = self.test(test, row);
                leaf = Some(found);
                truth
            }
        };
        let exceptions: Vec<Step> = node.unless.iter().map(|&exception| self.step(exception, row)).collect();
        let excepted = Truth::any(exceptions.iter().map(|step| step.truth));
        let mark = match excepted {
            Truth::True if !base.is_false() => Mark::Defeated,
            Truth::Unknown if base.is_true() => Mark::Stands,
            _ => Mark::Plain,
        };
        Step {
            node,
            truth: base.unless(excepted),
            mark,
            parts,
            exceptions,
            leaf,
        }
    }

    fn test(&self, test: &'a Test, row: Option<At<'a>>) -> (Truth, Leaf<'a>) {
        match &test.subject {
            Subject::Fact(fact) => single(test, self.facts.facts.get(fact), fact.clone()),
            Subject::Column(column) => match row {
                Some(at) => single(
                    test,
                    at.row.cells.get(column),
                    format!("{}/{}/{column}", at.table, at.row.id),
                ),
                None => single(test, None, column.clone()),
            },
            Subject::AgeOn(birth, column, years) => self.age(birth, column, *years, row),
            Subject::Follow(column, table) => self.follow(test, column, table, row),
            Subject::Count(table) | Subject::Exists(table) | Subject::Sum(table, _) => self.rows(test, table),
        }
    }

    /// Age counts from the day after the birthday (法释〔2006〕1号第二条).
    fn age(&self, birth: &str, column: &str, years: i64, row: Option<At<'a>>) -> (Truth, Leaf<'a>) {
        let born = self.facts.facts.get(birth);
        let full = |day: Option<i64>| day.and_then(|day| full_age_from(day, i32::try_from(years).ok()?));
        let on = row.and_then(|at| at.row.cells.get(column)).and_then(Value::interval);
        let truth = match (born.and_then(Value::interval), on) {
            (Some(born), Some(on)) => {
                let (earliest, latest) = (full(born.low), full(born.high));
                if on.low.zip(latest).is_some_and(|(day, full)| day >= full) {
                    Truth::True
                } else if on.high.zip(earliest).is_some_and(|(day, full)| day < full) {
                    Truth::False
                } else {
                    Truth::Unknown
                }
            }
            _ => Truth::Unknown,
        };
        let path = match row {
            Some(at) if born.is_some() && on.is_none() => format!("{}/{}/{column}", at.table, at.row.id),
            _ => birth.to_string(),
        };
        (
            truth,
            Leaf {
                path,
                value: born.cloned(),
                rows: Vec::new(),
                complete: Truth::Unknown,
            },
        )
    }

    /// The row that a ref column points at.
    fn follow(&self, test: &'a Test, column: &str, table: &'a str, row: Option<At<'a>>) -> (Truth, Leaf<'a>) {
        let value = row.and_then(|at| at.row.cells.get(column));
        let target = match value {
            Some(Value::Ref(id)) => self.table(table).rows.iter().find(|row| row.id == *id),
            _ => None,
        };
        let found = target.map(|row| self.row(test, table, row));
        let path = row.map_or_else(
            || column.to_string(),
            |at| format!("{}/{}/{column}", at.table, at.row.id),
        );
        let truth = found.as_ref().map_or(Truth::Unknown, |found| found.truth);
        (
            truth,
            Leaf {
                path,
                value: value.cloned(),
                rows: found.into_iter().collect(),
                complete: Truth::Unknown,
            },
        )
    }

    /// Counts and sums are intervals: rows that may count widen them, and a table that is not known to be
    /// complete has no upper end. So 「三个以上」 is false only when all rows are known to be listed.
    fn rows(&self, test: &'a Test, id: &'a str) -> (Truth, Leaf<'a>) {
        let table = self.table(id);
        let rows: Vec<RowStep> = table.rows.iter().map(|row| self.row(test, id, row)).collect();
        let mut total = Interval::exactly(0);
        for row in rows.iter().filter(|row| !row.truth.is_false()) {
            let amount = match &test.subject {
                Subject::Sum(_, column) => row
                    .row
                    .cells
                    .get(column)
                    .and_then(Value::interval)
                    .unwrap_or(Interval::from(0)),
                _ => Interval::exactly(1),
            };
            total = total.plus(if row.truth.is_true() {
                amount
            } else {
                amount.hull(Interval::exactly(0))
            });
        }
        if !table.complete.is_true() {
            total.high = None;
        }
        let money = matches!(&test.subject, Subject::Sum(..)) && test.threshold.contains('元');
        let value = if money {
            Value::Money(total)
        } else {
            Value::Number(total)
        };
        let range = match (&test.subject, &test.predicate) {
            (Subject::Exists(_), _) | (_, Predicate::Holds) => Interval::from(1),
            (_, predicate) => predicate.range(),
        };
        let leaf = Leaf {
            path: id.into(),
            value: Some(value),
            rows,
            complete: table.complete,
        };
        (total.within(range), leaf)
    }

    fn row(&self, test: &'a Test, table: &'a str, row: &'a Row) -> RowStep<'a> {
        let step = test.condition.map(|at| self.step(at, Some(At { table, row })));
        let truth = step.as_ref().map_or(Truth::True, |step| step.truth);
        let truth = if row.doubtful && truth.is_true() {
            Truth::Unknown
        } else {
            truth
        };
        RowStep { row, truth, step }
    }

    fn table(&self, id: &str) -> &'a Table {
        self.facts.tables.get(id).unwrap_or(&ABSENT)
    }
}

fn holds(value: Option<&Value>) -> Truth {
    match value {
        Some(Value::Bool(holds)) => Truth::known(*holds),
        _ => Truth::Unknown,
    }
}

fn single<'a>(test: &Test, value: Option<&Value>, path: String) -> (Truth, Leaf<'a>) {
    let truth = match (&test.predicate, value) {
        (Predicate::Holds, value) => holds(value),
        (Predicate::OneOf(options), Some(Value::Choice(chosen))) => Truth::known(options.contains(chosen)),
        (Predicate::Compare(..), Some(value)) => value
            .interval()
            .map_or(Truth::Unknown, |interval| interval.within(test.predicate.range())),
        _ => Truth::Unknown,
    };
    (
        truth,
        Leaf {
            path,
            value: value.cloned(),
            rows: Vec::new(),
            complete: Truth::Unknown,
        },
    )
}

impl Node {
    /// True for a question that only a lawyer answers.
    pub fn is_judge(&self) -> bool {
        matches!(self.rule, Rule::Judge(_))
    }
}
