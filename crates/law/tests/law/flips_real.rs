//! Smallest flips against brute force on parts of the rules in the tree.

use crate::books::real;
use crate::chance::Die;
use crate::flips::{Values, WANTS, brute, each_value_is_enough, paths_of};
use law::{Aim, FactSet, Interval, Kind, RuleSet, Value, flips};
use std::collections::BTreeSet;

fn pack() -> &'static RuleSet {
    real().versions("assisting_cybercrime").last().unwrap()
}

/// Values of every path that a node could ask about: all options, both answers, and numbers on both sides of each threshold.
fn values(facts: &FactSet) -> Values {
    let book = real();
    let one = |kind: Kind, options: &[law::Choice], now: Option<&Value>| -> Vec<Option<Value>> {
        let mut found = vec![None];
        match kind {
            Kind::Bool => found.extend([true, false].map(|answer| Some(Value::Bool(answer)))),
            Kind::Choice => found.extend(options.iter().map(|option| Some(Value::Choice(option.id.clone())))),
            Kind::Money => found.extend(
                [0, 999_999, 1_000_000, 29_999_999, 30_000_000, 9_000_000_000]
                    .map(|fen| Some(Value::Money(Interval::exactly(fen)))),
            ),
            Kind::Number => found.extend((0..25).map(|count| Some(Value::Number(Interval::exactly(count))))),
            Kind::Date => found.extend([-40_000, 0, 40_000].map(|by| {
                let day = now.and_then(Value::interval).and_then(|day| day.low).unwrap_or(738_000);
                Some(Value::Date(Interval::exactly(day + by)))
            })),
            Kind::Text | Kind::Ref => {}
        }
        found
    };
    let mut found: Values = book
        .dictionary
        .facts()
        .map(|fact| {
            (
                fact.id.clone(),
                one(fact.kind, &fact.options, facts.facts.get(&fact.id)),
            )
        })
        .collect();
    for judge in pack().nodes.iter().filter(|node| node.is_judge()) {
        found.insert(judge.id.clone(), one(Kind::Bool, &[], None));
    }
    for (id, table) in &facts.tables {
        found.insert(format!("{id}#complete"), one(Kind::Bool, &[], None));
        for row in &table.rows {
            found.insert(format!("{id}/{}", row.id), one(Kind::Bool, &[], None));
            for column in &book.dictionary.table(id).unwrap().columns {
                found.insert(
                    format!("{id}/{}/{}", row.id, column.id),
                    one(column.kind, &column.options, row.cells.get(&column.id)),
                );
            }
        }
    }
    found.retain(|_, values| values.len() > 1);
    found
}

/// Parts of the pack with no sums in them, so that the values above are all there are.
const PARTS: [&str; 9] = [
    "k1",
    "k2",
    "k3",
    "k5",
    "k7a",
    "direct_knowledge",
    "upstream",
    "s1",
    "subject_unit",
];

#[test]
fn parts_of_the_pack_are_exact() {
    let rules = pack();
    let mut compared = 0;
    for (at, part) in PARTS.into_iter().enumerate() {
        let node = rules
            .nodes
            .iter()
            .position(|node| node.id == part)
            .unwrap_or_else(|| panic!("{part} is in the pack"));
        for seed in 0..12 {
            let facts = Die(seed * 31 + at as u64).facts();
            let every = values(&facts);
            // Only what the part asks can change it: found by asking, one path at a time and then together.
            let mut die = Die(seed);
            let asked = relevant(rules, node);
            let free: Values = every
                .iter()
                .filter(|(path, _)| asked.contains(&question(path)) && !die.hits(20))
                .take(14)
                .map(|(path, values)| (path.clone(), values.clone()))
                .collect();
            let fixed: BTreeSet<String> = every.keys().filter(|path| !free.contains_key(*path)).cloned().collect();
            for want in WANTS {
                let found = flips(
                    real(),
                    rules,
                    &facts,
                    Aim {
                        node,
                        want,
                        fixed: &fixed,
                        size: 3,
                        most: 5_000,
                    },
                );
                if found.met {
                    continue;
                }
                assert!(!found.truncated);
                let wanted = brute(rules, node, &facts, &free, want, 3);
                // Text, references and rows of other tables are not among the values tried here.
                let tried: BTreeSet<BTreeSet<String>> = paths_of(&found)
                    .into_iter()
                    .filter(|set| set.iter().all(|path| free.contains_key(path)))
                    .collect();
                assert_eq!(tried, wanted, "{part} {want:?} seed {seed}");
                each_value_is_enough(rules, node, &facts, want, &found);
                compared += wanted.len();
            }
        }
    }
    assert!(compared > 150, "only {compared} sets were compared");
}

/// `fact`, `table`, or `table.column` of a path.
fn question(path: &str) -> String {
    match path.split('/').collect::<Vec<_>>()[..] {
        [table, _, column] => format!("{table}.{column}"),
        [table, _] => table.into(),
        _ => path.trim_end_matches("#complete").into(),
    }
}

/// What the rules below a node ask.
fn relevant(rules: &RuleSet, root: usize) -> BTreeSet<String> {
    use law::{Rule, Subject};
    let (mut found, mut seen, mut open) = (BTreeSet::new(), BTreeSet::new(), vec![root]);
    while let Some(at) = open.pop() {
        if !seen.insert(at) {
            continue;
        }
        let node = &rules.nodes[at];
        open.extend(node.rule.parts().iter().chain(&node.unless));
        found.extend(node.pleaded.clone());
        if node.is_judge() {
            found.insert(node.id.clone());
        }
        let Rule::Test(test) = &node.rule else { continue };
        open.extend(test.condition);
        let own = node.row.clone().unwrap_or_default();
        match &test.subject {
            Subject::Fact(fact) => found.insert(fact.clone()),
            Subject::Column(column) => found.insert(format!("{own}.{column}")),
            Subject::Count(table) | Subject::Exists(table) => found.insert(table.clone()),
            _ => false,
        };
    }
    found
}

/// The whole offence on whatever anybody knows: whatever is said is borne out, and it is said in time.
#[test]
fn whole_cases_are_borne_out() {
    let rules = pack();
    let mut sets = 0;
    for seed in 0..16 {
        let facts = Die(seed).facts();
        for want in WANTS {
            let found = flips(
                real(),
                rules,
                &facts,
                Aim {
                    node: rules.root,
                    want,
                    fixed: &BTreeSet::new(),
                    size: 4,
                    most: 60,
                },
            );
            if found.met {
                continue;
            }
            each_value_is_enough(rules, rules.root, &facts, want, &found);
            let paths = paths_of(&found);
            for set in &paths {
                assert!(
                    !paths.iter().any(|other| other != set && other.is_subset(set)),
                    "{set:?} is not minimal"
                );
            }
            sets += found.sets.len();
        }
    }
    assert!(sets > 200, "only {sets} sets");
}
