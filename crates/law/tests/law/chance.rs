//! Seeded chance: every run makes the same choices.

use crate::books::real;
use law::{Choice, FactSet, Interval, Kind, Row, TableQuestion, Truth, Value};
use proptest::test_runner::{Config, RngSeed};
use std::sync::OnceLock;

/// So many cases, always the same ones, nothing written down.
pub fn config(cases: u32) -> Config {
    Config {
        cases,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(287),
        ..Config::default()
    }
}

/// A die (splitmix64).
pub struct Die(pub u64);

impl Die {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// Below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        (self.next() % n.max(1) as u64) as usize
    }

    /// So many times out of a hundred.
    pub fn hits(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        if from.is_empty() {
            None
        } else {
            from.get(self.below(from.len()))
        }
    }

    pub fn shuffle<T>(&mut self, all: &mut [T]) {
        for at in (1..all.len()).rev() {
            all.swap(at, self.below(at + 1));
        }
    }

    /// Some exact value; 分 and days near the thresholds of the packs.
    fn value(&mut self, kind: Kind, options: &[Choice], rows: &[String]) -> Option<Value> {
        let exactly = |value: i64| Interval::exactly(value);
        Some(match kind {
            Kind::Bool => Value::Bool(self.hits(50)),
            Kind::Choice => Value::Choice(self.pick(options)?.id.clone()),
            Kind::Money => {
                let near = [0i64, 999_999, 1_000_000, 5_000_000, 20_000_000, 30_000_000, 100_000_000];
                Value::Money(exactly(*self.pick(&near)? + self.below(3) as i64))
            }
            Kind::Number => Value::Number(exactly(self.below(25) as i64)),
            // 2012 to 2026.
            Kind::Date => Value::Date(exactly(734_503 + self.below(5_300) as i64)),
            Kind::Text => Value::Text("某".into()),
            Kind::Ref => Value::Ref(self.pick(rows)?.clone()),
        })
    }

    /// The value, or a wider one that holds it.
    fn blurred(&mut self, value: Value) -> Value {
        let mut wide = |interval: Interval, unit: i64| {
            let (down, up) = (self.below(4) as i64 * unit, self.below(4) as i64 * unit);
            let low = interval.low.map(|low| (low - down).max(0));
            let high = interval
                .high
                .and_then(|high| high.checked_add(up))
                .filter(|_| up < 3 * unit);
            Interval { low, high }
        };
        match value {
            Value::Money(interval) => Value::Money(wide(interval, 10_000_000)),
            Value::Number(interval) => Value::Number(wide(interval, 3)),
            Value::Date(interval) => Value::Date(wide(interval, 200)),
            other => other,
        }
    }

    /// One value an interval allows.
    fn settled(&mut self, value: &Value) -> Value {
        let mut one = |interval: Interval| {
            let low = interval.low.unwrap_or(interval.high.unwrap_or(0) - 1_000);
            let width = interval.high.map_or(1_000, |high| high - low);
            Interval::exactly(low + self.below(usize::try_from(width).unwrap_or(0) + 1) as i64)
        };
        match value {
            Value::Money(interval) => Value::Money(one(*interval)),
            Value::Number(interval) => Value::Number(one(*interval)),
            Value::Date(interval) => Value::Date(one(*interval)),
            other => other.clone(),
        }
    }

    /// Somebody's incomplete knowledge: an example with holes, blurs, doubts, and values of nobody's making.
    pub fn facts(&mut self) -> FactSet {
        let book = real();
        static EXAMPLES: OnceLock<Vec<FactSet>> = OnceLock::new();
        let examples = EXAMPLES.get_or_init(|| law::example_facts(book));
        let mut facts = self.pick(examples).cloned().unwrap_or_default();
        let holes = self.below(60);
        facts.facts.retain(|_, _| !self.hits(holes));
        for table in facts.tables.values_mut() {
            table.complete = if self.hits(70) { table.complete } else { Truth::Unknown };
            for row in &mut table.rows {
                row.cells.retain(|_, _| !self.hits(holes / 2));
                row.doubtful = self.hits(15);
                for value in row.cells.values_mut() {
                    if self.hits(20) {
                        *value = self.blurred(value.clone());
                    }
                }
            }
        }
        let made_up = self.below(12);
        for fact in book.dictionary.facts() {
            if self.hits(made_up)
                && let Some(value) = self.value(fact.kind, &fact.options, &[])
            {
                let value = if self.hits(30) { self.blurred(value) } else { value };
                facts.facts.insert(fact.id.clone(), value);
            }
        }
        let judges = book
            .offences
            .iter()
            .chain(&book.defences)
            .flat_map(|rules| &rules.nodes);
        for judge in judges.filter(|node| node.is_judge()) {
            if self.hits(made_up * 2) {
                let holds = self.hits(30);
                facts.facts.insert(judge.id.clone(), Value::Bool(holds));
            }
        }
        for table in book.dictionary.tables() {
            if self.hits(made_up) {
                self.add_row(&mut facts, table, 60);
            }
        }
        facts
    }

    /// A row of values, so many columns out of a hundred filled.
    fn add_row(&mut self, facts: &mut FactSet, table: &TableQuestion, filled: usize) {
        let ids = |facts: &FactSet, of: &str| -> Vec<String> {
            let rows = facts
                .tables
                .get(of)
                .map(|table| table.rows.as_slice())
                .unwrap_or_default();
            rows.iter().map(|row| row.id.clone()).collect()
        };
        let own = ids(facts, &table.id).len();
        let mut row = Row {
            id: format!("made{own}"),
            ..Row::default()
        };
        for column in &table.columns {
            let rows = ids(facts, &column.table);
            if self.hits(filled)
                && let Some(value) = self.value(column.kind, &column.options, &rows)
            {
                row.cells.insert(column.id.clone(), value);
            }
        }
        facts.tables.entry(table.id.clone()).or_default().rows.push(row);
    }

    /// The same case, so many out of a hundred of its holes filled with definite values, nothing taken back. What the
    /// prosecution pleads is left as it is.
    pub fn informed(&mut self, facts: &FactSet, percent: usize) -> FactSet {
        let book = real();
        let mut more = facts.clone();
        let sets = || book.offences.iter().chain(&book.defences);
        let pleaded: Vec<&String> = sets()
            .flat_map(|rules| &rules.nodes)
            .filter_map(|node| node.pleaded.as_ref())
            .collect();
        for value in more.facts.values_mut() {
            if self.hits(percent) {
                *value = self.settled(value);
            }
        }
        for fact in book.dictionary.facts().filter(|fact| !pleaded.contains(&&fact.id)) {
            if !more.facts.contains_key(&fact.id)
                && self.hits(percent)
                && let Some(value) = self.value(fact.kind, &fact.options, &[])
            {
                more.facts.insert(fact.id.clone(), value);
            }
        }
        for judge in sets().flat_map(|rules| &rules.nodes).filter(|node| node.is_judge()) {
            if !more.facts.contains_key(&judge.id) && self.hits(percent) {
                let holds = self.hits(25);
                more.facts.insert(judge.id.clone(), Value::Bool(holds));
            }
        }
        self.inform_tables(&mut more, percent);
        more
    }

    fn inform_tables(&mut self, more: &mut FactSet, percent: usize) {
        let book = real();
        for table in book.dictionary.tables() {
            if more.tables.get(&table.id).is_none_or(|rows| rows.complete.is_unknown()) && self.hits(percent) {
                for _ in 0..self.below(3) {
                    self.add_row(more, table, 100);
                }
                more.tables.entry(table.id.clone()).or_default().complete = Truth::True;
            }
        }
        let ids = |more: &FactSet, of: &str| -> Vec<String> {
            let rows = more
                .tables
                .get(of)
                .map(|table| table.rows.as_slice())
                .unwrap_or_default();
            rows.iter().map(|row| row.id.clone()).collect()
        };
        for table in book.dictionary.tables() {
            let targets: Vec<Vec<String>> = table.columns.iter().map(|column| ids(more, &column.table)).collect();
            let Some(rows) = more.tables.get_mut(&table.id) else {
                continue;
            };
            // An unreviewed row turns out not to be one.
            rows.rows.retain(|row| !(row.doubtful && self.hits(percent / 2)));
            for row in &mut rows.rows {
                row.doubtful = row.doubtful && !self.hits(percent);
                for (column, targets) in table.columns.iter().zip(&targets) {
                    if !self.hits(percent) {
                        continue;
                    }
                    let value = match row.cells.get(&column.id) {
                        Some(value) => Some(self.settled(value)),
                        None => self.value(column.kind, &column.options, targets),
                    };
                    row.cells.extend(value.map(|value| (column.id.clone(), value)));
                }
            }
        }
    }
}
