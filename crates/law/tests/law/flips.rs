//! Smallest flips against brute force on small made-up rule sets.

use crate::books::made_up;
use crate::chance::config;
use crate::exact::{Inner, connect, inner};
use law::{Aim, Book, FactSet, Flips, Interval, RuleSet, Value, Want, assess, assess_at, flips, turning};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// By path, every value anybody might think of.
pub type Values = BTreeMap<String, Vec<Option<Value>>>;

pub const WANTS: [Want; 3] = [Want::MadeOut, Want::NotMadeOut, Want::Failed];

/// The minimal sets of paths, found by trying every value of every set of at most `size` paths.
pub fn brute(
    rules: &RuleSet,
    node: usize,
    facts: &FactSet,
    values: &Values,
    want: Want,
    size: usize,
) -> BTreeSet<BTreeSet<String>> {
    let paths: Vec<&String> = values.keys().collect();
    let mut found: BTreeSet<BTreeSet<String>> = BTreeSet::new();
    let mut sets: Vec<Vec<usize>> = vec![Vec::new()];
    for _ in 0..=size {
        for set in &sets {
            let named: BTreeSet<String> = set.iter().map(|at| paths[*at].clone()).collect();
            let known = found.iter().any(|smaller| smaller.is_subset(&named));
            if !known && some_choice(rules, node, facts, values, want, &paths, set) {
                found.insert(named);
            }
        }
        let longer = |set: &Vec<usize>| {
            let (set, next) = (set.clone(), set.last().map_or(0, |last| last + 1));
            (next..paths.len())
                .map(move |at| [set.clone(), vec![at]].concat())
                .collect::<Vec<_>>()
        };
        sets = sets.iter().flat_map(longer).collect();
    }
    found
}

fn some_choice(
    rules: &RuleSet,
    node: usize,
    facts: &FactSet,
    values: &Values,
    want: Want,
    paths: &[&String],
    set: &[usize],
) -> bool {
    match set {
        [] => want.met(assess_at(rules, node, facts).truth),
        [first, rest @ ..] => values[paths[*first]].iter().any(|value| {
            let changed = facts.with(paths[*first], value.clone());
            some_choice(rules, node, &changed, values, want, paths, rest)
        }),
    }
}

pub fn paths_of(found: &Flips) -> BTreeSet<BTreeSet<String>> {
    let set = |flip: &law::Flip| flip.changes.iter().map(|change| change.path.clone()).collect();
    let sets: Vec<BTreeSet<String>> = found.sets.iter().map(set).collect();
    let unique: BTreeSet<BTreeSet<String>> = sets.iter().cloned().collect();
    assert_eq!(unique.len(), sets.len(), "a set is listed once");
    unique
}

/// Every value a set names is enough with some values of its other facts, at both ends of an interval.
pub fn each_value_is_enough(rules: &RuleSet, node: usize, facts: &FactSet, want: Want, found: &Flips) {
    for flip in &found.sets {
        let mut values: Values = BTreeMap::new();
        for change in &flip.changes {
            let to = change.to.iter().flat_map(ends).map(Some);
            let to: Vec<Option<Value>> = to.chain(change.unproved.then_some(None)).collect();
            assert!(!to.is_empty() && change.now == facts.at(&change.path));
            values.insert(change.path.clone(), to);
        }
        let paths: Vec<&String> = values.keys().collect();
        for (at, path) in paths.iter().enumerate() {
            let rest: Vec<usize> = (0..paths.len()).filter(|other| *other != at).collect();
            for value in &values[*path] {
                let changed = facts.with(path, value.clone());
                assert!(
                    some_choice(rules, node, &changed, &values, want, &paths, &rest),
                    "{want:?}: {path} to {value:?} is not enough in {flip:?}"
                );
            }
        }
    }
}

fn ends(value: &Value) -> Vec<Value> {
    let Some(interval) = value.interval() else {
        return vec![value.clone()];
    };
    let low = interval.low.unwrap_or(interval.high.unwrap_or(0) - 50);
    let high = interval.high.unwrap_or(low + 50);
    [low, high].map(|end| number_like(value, end)).into()
}

fn number_like(value: &Value, end: i64) -> Value {
    match value {
        Value::Money(_) => Value::Money(Interval::exactly(end)),
        Value::Date(_) => Value::Date(Interval::exactly(end)),
        _ => Value::Number(Interval::exactly(end)),
    }
}

/// The whole of a question: asked, and held against what trying everything gives.
pub fn compare(book: &Book, rules: &RuleSet, node: usize, facts: &FactSet, values: &Values, size: usize) -> usize {
    let fixed: BTreeSet<String> = every_path(facts, rules)
        .into_iter()
        .filter(|path| !values.contains_key(path))
        .collect();
    let mut compared = 0;
    for want in WANTS {
        let aim = Aim {
            node,
            want,
            fixed: &fixed,
            size,
            most: 5_000,
        };
        let found = flips(book, rules, facts, aim);
        let truth = assess_at(rules, node, facts).truth;
        assert_eq!(found.met, want.met(truth));
        assert!(!found.truncated);
        if found.met {
            continue;
        }
        let wanted = brute(rules, node, facts, values, want, size);
        assert_eq!(
            paths_of(&found),
            wanted,
            "{want:?} of {} in {facts:#?}\n{}",
            rules.nodes[node].id,
            rules.text
        );
        each_value_is_enough(rules, node, facts, want, &found);
        if let Some(least) = wanted.iter().map(BTreeSet::len).min() {
            assert_eq!(found.least, Some(least));
        } else {
            assert!(found.least.is_none_or(|least| least > size));
        }
        compared += wanted.len();
    }
    compared
}

/// Every path a fact set and a rule set know.
fn every_path(facts: &FactSet, rules: &RuleSet) -> Vec<String> {
    let mut paths: Vec<String> = facts.facts.keys().cloned().collect();
    paths.extend((0..20).map(|at| format!("f{at}")));
    paths.extend(rules.nodes.iter().map(|node| node.id.clone()));
    paths.extend(["birth_date".into(), "pleaded".into(), "sums#complete".into()]);
    for (id, table) in &facts.tables {
        paths.push(format!("{id}#complete"));
        for row in &table.rows {
            paths.push(format!("{id}/{}", row.id));
            paths.extend(
                ["kind", "amount", "counts", "to", "delivered", "object"]
                    .map(|column| format!("{id}/{}/{column}", row.id)),
            );
            paths.extend(row.cells.keys().map(|column| format!("{id}/{}/{column}", row.id)));
        }
    }
    paths
}

const FACTS: &str = r#"
group = "made_up"
name = "组"
order = 1
[[fact]]
id = "f0"
text = "甲？"
type = "bool"
of = "case"
find = ["file"]
[[fact]]
id = "f1"
text = "乙？"
type = "number"
of = "case"
find = ["file"]
[[fact]]
id = "f2"
text = "丙？"
type = "choice"
of = "case"
find = ["file"]
options = [{ id = "a", name = "一" }, { id = "b", name = "二" }, { id = "c", name = "三" }, { id = "d", name = "四" }]
[[fact]]
id = "pleaded"
text = "主张？"
type = "bool"
of = "case"
find = ["file"]
"#;

/// Tests of a fact with several thresholds, of a choice, of a fact and of a judgment.
const LEAVES: [&str; 9] = [
    "{ fact = \"f0\" }",
    "{ fact = \"f1\", at_least = 3 }",
    "{ fact = \"f1\", more_than = 5 }",
    "{ fact = \"f1\", at_most = 7 }",
    "{ fact = \"f1\", less_than = 2 }",
    "{ fact = \"f2\", is = \"a\" }",
    "{ fact = \"f2\", in = [\"b\", \"c\"] }",
    "{ fact = \"f2\", in = [\"a\", \"b\"] }",
    "{ fact = \"f0\" }",
];

fn pack(nodes: &[Inner]) -> String {
    let mut text = format!(
        "id = \"made_up\"\nname = \"罪\"\nroot = \"n{}\"\n",
        LEAVES.len() + nodes.len()
    );
    for (at, test) in LEAVES.iter().enumerate() {
        text += &format!("[[node]]\nid = \"n{at}\"\nname = \"叶\"\nuncited = \"测试\"\ntest = {test}\n");
    }
    let name = |at: usize| {
        if at == LEAVES.len() {
            "f3".into()
        } else {
            format!("n{at}")
        }
    };
    text += &connect(nodes, LEAVES.len() + 1, &name);
    text + "[[judge]]\nid = \"f3\"\ntext = \"判断？\"\nuncited = \"测试\"\n"
}

pub fn yes_no() -> Vec<Option<Value>> {
    vec![None, Some(Value::Bool(false)), Some(Value::Bool(true))]
}

fn all_values() -> Values {
    let numbers = (0..=10).map(|number| Some(Value::Number(Interval::exactly(number))));
    let choices = ["a", "b", "c", "d"].map(|id| Some(Value::Choice(id.into())));
    BTreeMap::from([
        ("f0".into(), yes_no()),
        ("f1".into(), numbers.chain([None]).collect()),
        ("f2".into(), choices.into_iter().chain([None]).collect()),
        ("f3".into(), yes_no()),
        ("pleaded".into(), yes_no()),
    ])
}

proptest! {
    #![proptest_config(config(300))]

    /// Dense values against cells: thresholds on one fact move together, and nothing is missed between them.
    #[test]
    fn flips_are_exact(
        nodes in prop::collection::vec(inner(), 1..9),
        known in prop::collection::vec(prop::option::weighted(0.6, 0usize..11), 5),
        fixed in prop::collection::vec(prop::bool::weighted(0.25), 5),
    ) {
        let book = made_up(FACTS, &pack(&nodes));
        let rules = &book.offences[0];
        let (mut facts, mut values) = (FactSet::default(), all_values());
        for (at, path) in ["f0", "f1", "f2", "f3", "pleaded"].into_iter().enumerate() {
            let known = known[at].and_then(|pick| values[path][pick % values[path].len()].clone());
            facts.set(path, known);
            if fixed[at] {
                values.remove(path);
            }
        }
        compare(&book, rules, rules.root, &facts, &values, 4);
    }
}

#[test]
fn impossible_combinations_are_not_listed() {
    let pack = r#"
id = "made_up"
name = "罪"
root = "root"
[[node]]
id = "root"
name = "根"
uncited = "测试"
all = ["twenty", "not_ten"]
[[node]]
id = "twenty"
name = "二十以上"
uncited = "测试"
test = { fact = "f1", at_least = 20 }
[[node]]
id = "not_ten"
name = "不满十"
uncited = "测试"
none = ["ten"]
[[node]]
id = "ten"
name = "十以上"
uncited = "测试"
test = { fact = "f1", at_least = 10 }
"#;
    let book = made_up(FACTS, pack);
    let rules = &book.offences[0];
    let aim = Aim {
        node: rules.root,
        want: Want::MadeOut,
        fixed: &BTreeSet::new(),
        size: 4,
        most: 10,
    };
    let found = flips(&book, rules, &FactSet::default(), aim);
    assert_eq!((found.sets.len(), found.least, found.truncated), (0, None, false));
}

#[test]
fn an_undisputed_but_vague_amount_may_still_turn_out() {
    let pack = "id = \"made_up\"\nname = \"罪\"\nroot = \"root\"\n[[node]]\nid = \"root\"\nname = \"根\"\nuncited = \"测试\"\ntest = { fact = \"f1\", at_least = 35 }\n";
    let book = made_up(FACTS, pack);
    let rules = &book.offences[0];
    let mut facts = FactSet::default();
    facts.set("f1", Some(Value::Number(Interval::between(30, 39))));
    let fixed = BTreeSet::from(["f1".to_string()]);
    let asked = |want| {
        flips(
            &book,
            rules,
            &facts,
            Aim {
                node: rules.root,
                want,
                fixed: &fixed,
                size: 4,
                most: 10,
            },
        )
        .sets
    };
    assert_eq!(
        asked(Want::MadeOut)[0].changes[0].to,
        [Value::Number(Interval::between(35, 39))]
    );
    assert_eq!(
        asked(Want::Failed)[0].changes[0].to,
        [Value::Number(Interval::between(30, 34))]
    );
}

#[test]
fn truncation_is_said() {
    let pack = "id = \"made_up\"\nname = \"罪\"\nroot = \"root\"\n[[node]]\nid = \"root\"\nname = \"根\"\nuncited = \"测试\"\nany = [\"a\", \"b\"]\n[[node]]\nid = \"a\"\nname = \"甲\"\nuncited = \"测试\"\ntest = { fact = \"f0\" }\n[[node]]\nid = \"b\"\nname = \"乙\"\nuncited = \"测试\"\ntest = { fact = \"f1\", at_least = 3 }\n";
    let book = made_up(FACTS, pack);
    let rules = &book.offences[0];
    let fixed = BTreeSet::new();
    let aim = |most| Aim {
        node: rules.root,
        want: Want::MadeOut,
        fixed: &fixed,
        size: 4,
        most,
    };
    let (one, two) = (
        flips(&book, rules, &FactSet::default(), aim(1)),
        flips(&book, rules, &FactSet::default(), aim(2)),
    );
    assert_eq!(
        (one.sets.len(), one.truncated, two.sets.len(), two.truncated),
        (1, true, 2, false)
    );
}

proptest! {
    #![proptest_config(config(200))]

    /// A dispute is listed under a node when, and only when, believing one side or the other on every dispute can make
    /// the node turn on it.
    #[test]
    fn disputes_that_matter(
        nodes in prop::collection::vec(inner(), 1..9),
        alleged in prop::collection::vec(0usize..12, 5),
        ours in prop::collection::vec(0usize..12, 5),
    ) {
        let book = made_up(FACTS, &pack(&nodes));
        let rules = &book.offences[0];
        let (mut facts, values, mut sides) = (FactSet::default(), all_values(), BTreeMap::new());
        for (at, path) in ["f0", "f1", "f2", "f3", "pleaded"].into_iter().enumerate() {
            let of = |pick: usize| values[path][pick % values[path].len()].clone();
            facts.set(path, of(alleged[at]));
            if of(alleged[at]) != of(ours[at]) {
                sides.insert(path.to_string(), vec![of(ours[at])]);
            }
        }
        let found = turning(rules, &facts, &sides, &[rules.root]);
        let paths: Vec<&String> = sides.keys().collect();
        let mut wanted = BTreeSet::new();
        for believed in 0..1usize << paths.len() {
            let mut mixed = facts.clone();
            for (at, path) in paths.iter().enumerate().filter(|(at, _)| believed >> at & 1 == 1) {
                let _ = at;
                mixed.set(path, sides[*path][0].clone());
            }
            for path in &paths {
                let (mut here, mut there) = (mixed.clone(), mixed.clone());
                here.set(path, facts.at(path));
                there.set(path, sides[*path][0].clone());
                if assess(rules, &here).truth != assess(rules, &there).truth {
                    wanted.insert((*path).clone());
                }
            }
        }
        prop_assert_eq!(found.into_keys().collect::<BTreeSet<_>>(), wanted);
    }
}
