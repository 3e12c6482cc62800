//! What a fact may turn out to be: values that no rule tells apart are one cell.

use crate::calendar::full_age_from;
use crate::evaluate::{Evaluator, Place, single, wanted};
use crate::{Book, Choice, FactSet, Interval, Kind, Predicate, Rule, RuleSet, Subject, Truth, Value};
use std::collections::{BTreeMap, BTreeSet};

/// Values that have the same effect; `None` is 不能认定, neither one way nor the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cell {
    /// The value the engine tries.
    pub value: Option<Value>,
    /// All values of the cell, an interval counting as one.
    pub all: Vec<Value>,
}

impl Cell {
    pub(crate) fn of(value: Option<Value>) -> Cell {
        Cell {
            all: value.iter().cloned().collect(),
            value,
        }
    }
}

/// By path, what it may turn out to be besides what stands now.
pub(crate) type Cells = BTreeMap<String, Vec<Cell>>;

/// So many rows of one table may change; the others stay as they are.
pub(crate) const ROWS: usize = 40;

/// So many rows may a reference point at instead.
const TARGETS: usize = 8;

/// What the rules below one node ask, by question (`fact` or `table.column`).
#[derive(Default)]
struct Asked<'a> {
    predicates: BTreeMap<String, Vec<&'a Predicate>>,
    /// Where the truth of a question turns, for numbers and dates.
    cuts: BTreeMap<String, BTreeSet<i64>>,
    /// Sums: table, column, node.
    sums: Vec<(&'a str, &'a str, usize)>,
    /// Ages: birth fact, table, column, years.
    ages: Vec<(&'a str, &'a str, &'a str, i64)>,
    /// References: table, column, target.
    refs: BTreeSet<(&'a str, &'a str, &'a str)>,
    tables: BTreeSet<&'a str>,
    yes_or_no: BTreeSet<&'a str>,
}

/// Every node that the truth of `root` can depend on.
pub(crate) fn below(rules: &RuleSet, root: usize) -> BTreeSet<usize> {
    let (mut seen, mut open) = (BTreeSet::new(), vec![root]);
    while let Some(at) = open.pop() {
        if !seen.insert(at) {
            continue;
        }
        let node = &rules.nodes[at];
        open.extend(node.rule.parts());
        open.extend(&node.unless);
        if let Rule::Test(test) = &node.rule {
            open.extend(test.condition);
        }
    }
    seen
}

fn asked<'a>(rules: &'a RuleSet, root: usize) -> Asked<'a> {
    let mut asked = Asked::default();
    for at in below(rules, root) {
        let node = &rules.nodes[at];
        let own = node.row.as_deref().unwrap_or_default();
        asked.yes_or_no.extend(node.pleaded.as_deref());
        let test = match &node.rule {
            Rule::Judge(_) => {
                asked.yes_or_no.insert(&node.id);
                continue;
            }
            Rule::Test(test) => test,
            _ => continue,
        };
        let mut sort = |question: String| match &test.predicate {
            Predicate::Compare(..) => {
                let range = test.predicate.range();
                let cuts = asked.cuts.entry(question).or_default();
                cuts.extend(range.low);
                cuts.extend(range.high.map(|high| high + 1));
            }
            predicate => asked.predicates.entry(question).or_default().push(predicate),
        };
        match &test.subject {
            Subject::Fact(fact) => sort(fact.clone()),
            Subject::Column(column) => sort(format!("{own}.{column}")),
            Subject::AgeOn(birth, column, years) => asked.ages.push((birth, own, column, *years)),
            Subject::Follow(column, target) => {
                asked.refs.insert((own, column, target));
                asked.tables.insert(target);
            }
            Subject::Count(table) | Subject::Exists(table) => {
                asked.tables.insert(table);
            }
            // How another rule set came out is not a fact of this one.
            Subject::Element(_) => {}
            Subject::Sum(table, column) => {
                asked.tables.insert(table);
                asked.sums.push((table, column, at));
            }
        }
    }
    asked
}

/// Everything below a node that may turn out otherwise. `fixed` says what nobody disputes; where an undisputed
/// value is imprecise (「30余万」), it may still turn out to be any value it allows. `true` beside it when some rows
/// of a long table had to be left as they are.
pub(crate) fn cells(
    book: &Book,
    rules: &RuleSet,
    root: usize,
    facts: &FactSet,
    fixed: &dyn Fn(&str) -> bool,
) -> (Cells, bool) {
    let (mut found, mut narrowed) = (Cells::new(), false);
    let mut asked = asked(rules, root);
    age_cuts(&mut asked, facts);
    let mut add = |path: String, now: Option<&Value>, may: Vec<Cell>| {
        let cells = others(now, may, fixed(&path));
        if !cells.is_empty() {
            found.insert(path, cells);
        }
    };
    for &id in &asked.yes_or_no {
        add(id.into(), facts.facts.get(id), yes_or_no());
    }
    let questions: BTreeSet<&String> = asked.predicates.keys().chain(asked.cuts.keys()).collect();
    for question in questions.iter().filter(|question| !question.contains('.')) {
        let known = book.dictionary.fact(question);
        if known.is_some_and(|fact| fact.given) {
            continue;
        }
        let (kind, options) = known.map_or((Kind::Bool, [].as_slice()), |fact| (fact.kind, fact.options.as_slice()));
        let may = partition(&asked, question, kind, options, &[]);
        add(question.to_string(), facts.facts.get(*question), may);
    }
    let evaluator = Evaluator::new(rules, facts);
    for (id, table) in facts.tables.iter().filter(|(id, _)| asked.tables.contains(id.as_str())) {
        add(
            format!("{id}#complete"),
            known(table.complete).as_ref(),
            vec![Cell::of(Some(Value::Bool(true)))],
        );
        let mut order: Vec<usize> = (0..table.rows.len()).collect();
        if order.len() > ROWS {
            narrowed = true;
            order.select_nth_unstable_by_key(ROWS, |&at| &table.rows[at].id);
            order.truncate(ROWS);
        }
        for at in order {
            let row = &table.rows[at];
            add(
                format!("{id}/{}", row.id),
                known(Truth::known(true)).filter(|_| !row.doubtful).as_ref(),
                yes_or_no(),
            );
            for column in book
                .dictionary
                .table(id)
                .map(|table| table.columns.as_slice())
                .unwrap_or_default()
            {
                let question = format!("{id}.{}", column.id);
                let now = row.cells.get(&column.id);
                let place = Place {
                    table: id,
                    rows: &table.rows,
                    at,
                };
                let crossings = crossings(&asked, &evaluator, place, &column.id);
                let mut may = partition(&asked, &question, column.kind, &column.options, &crossings);
                let refs = asked
                    .refs
                    .iter()
                    .filter(|(table, own, _)| (*table, *own) == (id, &column.id));
                for target in refs.filter_map(|(_, _, target)| facts.tables.get(*target)) {
                    let ids: BTreeSet<&String> = target.rows.iter().map(|row| &row.id).collect();
                    may.extend(
                        ids.into_iter()
                            .take(TARGETS)
                            .map(|id| Cell::of(Some(Value::Ref(id.clone())))),
                    );
                }
                add(format!("{id}/{}/{}", row.id, column.id), now, may);
            }
        }
    }
    for id in asked.tables.iter().filter(|id| !facts.tables.contains_key(**id)) {
        add(format!("{id}#complete"), None, vec![Cell::of(Some(Value::Bool(true)))]);
    }
    (found, narrowed)
}

fn known(truth: Truth) -> Option<Value> {
    truth.is_true().then_some(Value::Bool(true))
}

fn yes_or_no() -> Vec<Cell> {
    [true, false].map(|answer| Cell::of(Some(Value::Bool(answer)))).into()
}

/// The cells of one question.
fn partition(asked: &Asked, question: &str, kind: Kind, options: &[Choice], crossings: &[i64]) -> Vec<Cell> {
    let predicates = asked.predicates.get(question);
    let mut cuts = asked.cuts.get(question).cloned().unwrap_or_default();
    cuts.extend(crossings);
    match kind {
        Kind::Bool if predicates.is_some() => yes_or_no(),
        Kind::Choice => predicates.map_or_else(Vec::new, |predicates| classes(predicates, options)),
        Kind::Money | Kind::Number | Kind::Date if !cuts.is_empty() => between(&cuts, kind),
        _ => Vec::new(),
    }
}

/// Options that every rule treats alike are one cell; 「不明」 tells no rule anything and is none.
fn classes(predicates: &[&Predicate], options: &[Choice]) -> Vec<Cell> {
    let mut classes: Vec<(Vec<Truth>, Cell)> = Vec::new();
    for option in options {
        let value = Value::Choice(option.id.clone());
        let truths: Vec<Truth> = predicates
            .iter()
            .map(|predicate| single(predicate, Some(&value)))
            .collect();
        if truths.iter().all(|truth| truth.is_unknown()) {
            continue;
        }
        match classes.iter_mut().find(|(known, _)| *known == truths) {
            Some((_, cell)) => cell.all.push(value),
            None => classes.push((truths, Cell::of(Some(value)))),
        }
    }
    classes.into_iter().map(|(_, cell)| cell).collect()
}

/// The intervals between the points where a truth turns.
fn between(cuts: &BTreeSet<i64>, kind: Kind) -> Vec<Cell> {
    let floor = if kind == Kind::Date { None } else { Some(0) };
    let cuts: Vec<i64> = cuts
        .iter()
        .copied()
        .filter(|cut| floor.is_none_or(|floor| *cut > floor))
        .collect();
    let lows = std::iter::once(floor).chain(cuts.iter().copied().map(Some));
    let highs = cuts.iter().map(|cut| Some(cut - 1)).chain([None]);
    let value = |interval| match kind {
        Kind::Money => Value::Money(interval),
        Kind::Number => Value::Number(interval),
        _ => Value::Date(interval),
    };
    lows.zip(highs)
        .map(|(low, high)| Cell::of(Some(value(Interval { low, high }))))
        .collect()
}

/// Where one row's amount makes a sum cross its threshold, everything else as it stands; and nothing at all (0).
fn crossings(asked: &Asked, evaluator: &Evaluator, place: Place, column: &str) -> Vec<i64> {
    let mut found = BTreeSet::new();
    let own = place
        .row()
        .cells
        .get(column)
        .and_then(Value::interval)
        .unwrap_or(Interval::from(0));
    for &(_, _, at) in asked
        .sums
        .iter()
        .filter(|(table, summed, _)| (*table, *summed) == (place.table, column))
    {
        let Rule::Test(test) = &evaluator.rules.nodes[at].rule else {
            continue;
        };
        let range = wanted(test);
        let counts = evaluator.counts(test, place);
        let total = evaluator.total(test, place.table);
        for cut in range.low.into_iter().chain(range.high.map(|high| high + 1)) {
            found.extend([1, cut]);
            let counted = |end: Option<i64>| if counts.is_false() { Some(0) } else { end };
            let low = total.low.zip(if counts.is_true() {
                counted(own.low)
            } else {
                Some(own.low.unwrap_or(0).min(0))
            });
            let high = total.high.zip(counted(own.high.map(|high| high.max(0))));
            for (all, part) in low.into_iter().chain(high) {
                found.extend(
                    all.checked_sub(part)
                        .and_then(|rest| cut.checked_sub(rest))
                        .filter(|cut| *cut > 0),
                );
            }
        }
    }
    found.into_iter().collect()
}

/// Birthdays and days on which somebody comes of age.
fn age_cuts(asked: &mut Asked, facts: &FactSet) {
    for &(birth, table, column, years) in &asked.ages {
        let rows = facts
            .tables
            .get(table)
            .map(|table| table.rows.as_slice())
            .unwrap_or_default();
        let days = rows.iter().filter_map(|row| row.cells.get(column)?.interval());
        let days: BTreeSet<i64> = days.flat_map(|day| [day.low, day.high]).flatten().collect();
        asked
            .cuts
            .entry(birth.into())
            .or_default()
            .extend(days.into_iter().filter_map(|day| first_too_young(day, years)));
        let born = facts.facts.get(birth).and_then(Value::interval);
        let years = i32::try_from(years).unwrap_or(i32::MAX);
        let ends = born.into_iter().flat_map(|born| [born.low, born.high]).flatten();
        let full: Vec<i64> = ends.filter_map(|born| full_age_from(born, years)).collect();
        asked.cuts.entry(format!("{table}.{column}")).or_default().extend(full);
    }
}

/// The first birthday too late to be of that age on a day.
fn first_too_young(day: i64, years: i64) -> Option<i64> {
    let years = i32::try_from(years).ok()?;
    let guess = day.checked_sub(i64::from(years).checked_mul(366)?)? - 2;
    (guess..guess + i64::from(years) + 6).find(|born| full_age_from(*born, years).is_some_and(|full| full > day))
}

/// The cells that are not what stands now; for what is disputed, 不能认定 as well.
fn others(now: Option<&Value>, may: Vec<Cell>, fixed: bool) -> Vec<Cell> {
    let Some(now) = now else {
        return if fixed { Vec::new() } else { may };
    };
    let own = now.interval();
    let inside = |cell: &Interval, own: Interval| own.within(*cell).is_true();
    let mut found = Vec::new();
    if !fixed && !may.is_empty() {
        found.push(Cell::of(None));
    }
    for cell in may {
        let interval = cell.value.as_ref().and_then(Value::interval);
        match (own, interval) {
            (Some(own), Some(range)) if inside(&range, own) => {}
            (Some(own), Some(range)) if fixed => {
                found.extend(meet(own, range).map(|part| Cell::of(Some(like(now, part)))))
            }
            (None, None) if fixed || cell.all.contains(now) => {}
            _ => found.push(cell),
        }
    }
    found
}

fn meet(a: Interval, b: Interval) -> Option<Interval> {
    let low = a.low.max(b.low);
    let high = match (a.high, b.high) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    };
    low.zip(high)
        .is_none_or(|(low, high)| low <= high)
        .then_some(Interval { low, high })
}

fn like(value: &Value, interval: Interval) -> Value {
    match value {
        Value::Money(_) => Value::Money(interval),
        Value::Number(_) => Value::Number(interval),
        _ => Value::Date(interval),
    }
}
