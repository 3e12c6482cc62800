//! Truths without decoration: every node once, and every row node once per row.

use crate::calendar::full_age_from;
use crate::{FactSet, Interval, Mark, Predicate, Row, Rule, RuleSet, Subject, Table, Test, Truth, Value};
use std::cell::{Cell, OnceCell};
use std::collections::BTreeMap;

/// What a node came to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Outcome {
    /// Exceptions considered.
    pub truth: Truth,
    /// How the truth came about.
    pub mark: Mark,
    /// Before its exceptions.
    pub base: Truth,
}

/// One row of a table.
#[derive(Clone, Copy)]
pub(crate) struct Place<'a> {
    pub table: &'a str,
    pub rows: &'a [Row],
    pub at: usize,
}

impl<'a> Place<'a> {
    pub(crate) fn row(self) -> &'a Row {
        &self.rows[self.at]
    }

    /// `table/row/column`.
    pub(crate) fn path(self, column: &str) -> String {
        format!("{}/{}/{column}", self.table, self.row().id)
    }
}

type Slot = Cell<Option<Outcome>>;

/// One rule set on one fact set, with what has been found so far.
pub(crate) struct Evaluator<'a> {
    pub rules: &'a RuleSet,
    pub facts: &'a FactSet,
    /// By node.
    alone: Vec<Slot>,
    /// By row node, then by row of its table.
    rows: Vec<OnceCell<Vec<Slot>>>,
    /// Where the rows are that a ref can point at.
    places: BTreeMap<&'a str, BTreeMap<&'a str, usize>>,
}

static ABSENT: Table = Table {
    complete: Truth::Unknown,
    rows: Vec::new(),
};

impl<'a> Evaluator<'a> {
    pub(crate) fn new(rules: &'a RuleSet, facts: &'a FactSet) -> Evaluator<'a> {
        let mut evaluator = Evaluator {
            rules,
            facts,
            alone: vec![Cell::new(None); rules.nodes.len()],
            rows: rules.nodes.iter().map(|_| OnceCell::new()).collect(),
            places: BTreeMap::new(),
        };
        for node in &rules.nodes {
            let Rule::Test(test) = &node.rule else { continue };
            let Subject::Follow(_, target) = &test.subject else {
                continue;
            };
            if !evaluator.places.contains_key(target.as_str()) {
                let rows = &evaluator.table(target).rows;
                // Of two rows with one id the first counts, whatever the order of search.
                let places = rows.iter().enumerate().rev().map(|(at, row)| (row.id.as_str(), at));
                evaluator.places.insert(target, places.collect());
            }
        }
        evaluator
    }

    /// What a node comes to, about the row at hand if it speaks about one.
    pub(crate) fn outcome(&self, at: usize, row: Option<Place<'a>>) -> Outcome {
        let node = &self.rules.nodes[at];
        let row = row.filter(|_| node.row.is_some() && !(node.unless.is_empty() && stands_alone(&node.rule)));
        let slot = match row {
            Some(place) => &self.rows[at].get_or_init(|| vec![Cell::new(None); place.rows.len()])[place.at],
            None => &self.alone[at],
        };
        if let Some(known) = slot.get() {
            return known;
        }
        let found = self.find(at, row);
        slot.set(Some(found));
        found
    }

    fn find(&self, at: usize, row: Option<Place<'a>>) -> Outcome {
        let node = &self.rules.nodes[at];
        if let Some(pleaded) = &node.pleaded
            && self.facts.facts.get(pleaded) != Some(&Value::Bool(true))
        {
            return Outcome {
                truth: Truth::False,
                mark: Mark::NotPleaded,
                base: Truth::False,
            };
        }
        let parts = node.rule.parts().iter().map(|&part| self.outcome(part, row));
        let truths = parts
            .filter(|part| part.mark != Mark::NotPleaded)
            .map(|part| part.truth);
        let base = match &node.rule {
            Rule::All(_) => Truth::all(truths),
            Rule::Any(_) => Truth::any(truths),
            Rule::None(_) => !Truth::any(truths),
            Rule::AtLeast { n, .. } => Truth::at_least(*n, truths),
            Rule::Readings(_) => Truth::readings(truths),
            Rule::Judge(_) => holds(self.facts.facts.get(&node.id)),
            Rule::Test(test) => self.test(test, row),
        };
        let excepted = Truth::any(node.unless.iter().map(|&exception| self.outcome(exception, row).truth));
        let mark = match excepted {
            Truth::True if !base.is_false() => Mark::Defeated,
            Truth::Unknown if base.is_true() => Mark::Stands,
            _ => Mark::Plain,
        };
        Outcome {
            truth: base.unless(excepted),
            mark,
            base,
        }
    }

    pub(crate) fn test(&self, test: &'a Test, row: Option<Place<'a>>) -> Truth {
        match &test.subject {
            Subject::Fact(fact) => single(&test.predicate, self.facts.facts.get(fact)),
            Subject::Column(column) => {
                let value = row.and_then(|place| place.row().cells.get(column));
                single(&test.predicate, value)
            }
            Subject::AgeOn(birth, column, years) => {
                let on = row.and_then(|place| place.row().cells.get(column));
                of_age(self.facts.facts.get(birth), on, *years)
            }
            Subject::Element(element) => {
                let truth = self.facts.elements.get(element).copied().unwrap_or(Truth::Unknown);
                match test.predicate {
                    Predicate::Came(came) => came.ask(truth),
                    _ => truth,
                }
            }
            Subject::Follow(column, table) => match self.target(column, table, row) {
                // A row that is itself not settled says nothing either way.
                Some(place) if !place.row().doubtful => self.counts(test, place),
                _ => Truth::Unknown,
            },
            Subject::Count(table) | Subject::Exists(table) | Subject::Sum(table, _) => {
                self.total(test, table).within(wanted(test))
            }
        }
    }

    /// The row that a ref column points at.
    pub(crate) fn target(&self, column: &str, table: &'a str, row: Option<Place<'a>>) -> Option<Place<'a>> {
        let Value::Ref(id) = row?.row().cells.get(column)? else {
            return None;
        };
        let &at = self.places.get(table)?.get(id.as_str())?;
        let rows = &self.table(table).rows;
        Some(Place { table, rows, at })
    }

    /// Counts and sums are intervals: rows that may count widen them, and a table that is not known to be
    /// complete has no upper end. So 「三个以上」 is false only when all rows are known to be listed.
    pub(crate) fn total(&self, test: &'a Test, id: &'a str) -> Interval {
        let table = self.table(id);
        let mut total = Interval::exactly(0);
        for at in 0..table.rows.len() {
            let place = Place {
                table: id,
                rows: &table.rows,
                at,
            };
            let truth = self.counts(test, place);
            if truth.is_false() {
                continue;
            }
            let amount = match &test.subject {
                Subject::Sum(_, column) => place.row().cells.get(column).and_then(Value::interval),
                _ => Some(Interval::exactly(1)),
            };
            // An amount nobody knows is still an amount: nothing or more.
            let amount = amount.unwrap_or(Interval::from(0));
            total = total.plus(if truth.is_true() {
                amount
            } else {
                amount.hull(Interval::exactly(0))
            });
        }
        if !table.complete.is_true() {
            total.high = None;
        }
        total
    }

    /// Whether a row counts; one that is itself not settled can at most be excluded.
    pub(crate) fn counts(&self, test: &Test, place: Place<'a>) -> Truth {
        let truth = test
            .condition
            .map_or(Truth::True, |at| self.outcome(at, Some(place)).truth);
        if place.row().doubtful && truth.is_true() {
            Truth::Unknown
        } else {
            truth
        }
    }

    pub(crate) fn table(&self, id: &str) -> &'a Table {
        self.facts.tables.get(id).unwrap_or(&ABSENT)
    }
}

/// Whether somebody born then has reached an age on a day. Age counts from the day after the birthday
/// (法释〔2006〕1号第二条).
pub(crate) fn of_age(born: Option<&Value>, on: Option<&Value>, years: i64) -> Truth {
    let full = |day: Option<i64>| day.and_then(|day| full_age_from(day, i32::try_from(years).ok()?));
    let (Some(born), Some(on)) = (born.and_then(Value::interval), on.and_then(Value::interval)) else {
        return Truth::Unknown;
    };
    let (earliest, latest) = (full(born.low), full(born.high));
    if on.low.zip(latest).is_some_and(|(day, full)| day >= full) {
        Truth::True
    } else if on.high.zip(earliest).is_some_and(|(day, full)| day < full) {
        Truth::False
    } else {
        Truth::Unknown
    }
}

/// True for leaves that are the same for every row.
fn stands_alone(rule: &Rule) -> bool {
    match rule {
        Rule::Test(test) => !matches!(
            test.subject,
            Subject::Column(_) | Subject::Follow(..) | Subject::AgeOn(..)
        ),
        Rule::Judge(_) => true,
        _ => false,
    }
}

/// The counts or sums that satisfy a test of a table.
pub(crate) fn wanted(test: &Test) -> Interval {
    match (&test.subject, &test.predicate) {
        (Subject::Exists(_), _) | (_, Predicate::Holds) => Interval::from(1),
        (_, predicate) => predicate.range(),
    }
}

pub(crate) fn holds(value: Option<&Value>) -> Truth {
    match value {
        Some(Value::Bool(holds)) => Truth::known(*holds),
        _ => Truth::Unknown,
    }
}

/// The option that says that nobody has found out which one it is.
const UNCLEAR: &str = "unclear";

pub(crate) fn single(predicate: &Predicate, value: Option<&Value>) -> Truth {
    match (predicate, value) {
        (Predicate::Holds, value) => holds(value),
        // 「类型不明」 is no type: a rule that does not name it is told nothing by it.
        (Predicate::OneOf(options), Some(Value::Choice(chosen))) if chosen == UNCLEAR && !options.contains(chosen) => {
            Truth::Unknown
        }
        (Predicate::OneOf(options), Some(Value::Choice(chosen))) => Truth::known(options.contains(chosen)),
        (Predicate::Compare(..), Some(value)) => value
            .interval()
            .map_or(Truth::Unknown, |interval| interval.within(predicate.range())),
        _ => Truth::Unknown,
    }
}
