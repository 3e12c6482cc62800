//! Openings against brute force on small made-up rule sets.

use crate::books::made_up;
use crate::chance::config;
use law::{FactSet, RuleSet, Truth, Value, assess, openings};
use proptest::prelude::*;

const LEAVES: usize = 8;

/// An inner node: which connective, of which earlier nodes, unless which, pleaded or not.
#[derive(Debug, Clone)]
pub struct Inner {
    connective: usize,
    parts: Vec<usize>,
    n: usize,
    unless: Option<usize>,
    pleaded: bool,
}

pub fn inner() -> impl Strategy<Value = Inner> {
    let parts = prop::collection::vec(any::<prop::sample::Index>(), 1..5);
    (
        0usize..5,
        parts,
        0usize..4,
        prop::option::weighted(0.3, any::<prop::sample::Index>()),
        prop::bool::weighted(0.1),
    )
        .prop_map(|(connective, parts, n, unless, pleaded)| Inner {
            connective,
            parts: parts.iter().map(|part| part.index(1_000)).collect(),
            n,
            unless: unless.map(|unless| unless.index(1_000)),
            pleaded,
        })
}

fn fact_files() -> String {
    let mut text = String::from("group = \"made_up\"\nname = \"组\"\norder = 1\n");
    for at in (0..LEAVES / 2).map(|at| format!("f{at}")).chain(["pleaded".into()]) {
        text +=
            &format!("[[fact]]\nid = \"{at}\"\ntext = \"{at}？\"\ntype = \"bool\"\nof = \"case\"\nfind = [\"file\"]\n");
    }
    text
}

/// Leaves 0–3 ask facts, 4–7 are judgments; node 8 asks fact 0 again under another name.
fn pack(nodes: &[Inner]) -> String {
    let mut text = format!(
        "id = \"made_up\"\nname = \"罪\"\nroot = \"n{}\"\n",
        LEAVES + nodes.len()
    );
    for (at, fact) in (0..LEAVES / 2).map(|at| (at, at)).chain([(LEAVES, 0)]) {
        text +=
            &format!("[[node]]\nid = \"n{at}\"\nname = \"叶\"\nuncited = \"测试\"\ntest = {{ fact = \"f{fact}\" }}\n");
    }
    text += &connect(nodes, LEAVES + 1, &leaf_or_node);
    for at in LEAVES / 2..LEAVES {
        text += &format!("[[judge]]\nid = \"f{at}\"\ntext = \"判断？\"\nuncited = \"测试\"\n");
    }
    text
}

/// Inner nodes numbered from `first`, each over what stands before it.
pub fn connect(nodes: &[Inner], first: usize, name_of: &dyn Fn(usize) -> String) -> String {
    let mut text = String::new();
    for (place, node) in nodes.iter().enumerate() {
        let at = first + place;
        let name = |part: &usize| format!("\"{}\"", name_of(part % at));
        let parts: Vec<String> = node.parts.iter().map(name).collect();
        let list = parts.join(", ");
        text += &format!("[[node]]\nid = \"n{at}\"\nname = \"节\"\nuncited = \"测试\"\n");
        // A catch-all stands only beside alternatives.
        let catch_all = |part: &usize| {
            nodes
                .get((part % at).wrapping_sub(first))
                .is_some_and(|part| part.pleaded)
        };
        let connective = if node.parts.iter().any(catch_all) {
            1
        } else {
            node.connective
        };
        text += &match connective {
            0 => format!("all = [{list}]\n"),
            1 => format!("any = [{list}]\n"),
            2 => format!("none = [{list}]\n"),
            3 => format!("readings = [{list}]\n"),
            _ => format!(
                "at_least = {{ n = {}, of = [{list}] }}\n",
                1 + node.n.min(parts.len() - 1)
            ),
        };
        if let Some(unless) = &node.unless {
            text += &format!("unless = [{}]\n", name(unless));
        }
        if node.pleaded {
            text += "pleaded = \"pleaded\"\n";
        }
    }
    text
}

fn leaf_or_node(at: usize) -> String {
    if (LEAVES / 2..LEAVES).contains(&at) {
        format!("f{at}")
    } else {
        format!("n{at}")
    }
}

fn facts(known: &[Option<bool>], pleaded: bool) -> FactSet {
    let mut facts = FactSet::default();
    for (at, value) in known.iter().enumerate() {
        if let Some(value) = value {
            facts.facts.insert(format!("f{at}"), Value::Bool(*value));
        }
    }
    facts.facts.insert("pleaded".into(), Value::Bool(pleaded));
    facts
}

/// What brute force says of one unknown leaf: (effect, decisive, better), `None` when nothing turns on it.
fn brute(rules: &RuleSet, known: &[Option<bool>], pleaded: bool, leaf: usize) -> Option<(u32, bool, Option<bool>)> {
    let others: Vec<usize> = (0..LEAVES).filter(|at| known[*at].is_none() && *at != leaf).collect();
    let (mut turns, mut when) = (0u32, [Vec::new(), Vec::new()]);
    for completion in 0..1usize << others.len() {
        let mut complete = known.to_vec();
        for (bit, &at) in others.iter().enumerate() {
            complete[at] = Some(completion >> bit & 1 == 1);
        }
        let root = |value: bool| {
            let mut complete = complete.clone();
            complete[leaf] = Some(value);
            assess(rules, &facts(&complete, pleaded)).truth
        };
        let (no, yes) = (root(false), root(true));
        turns += u32::from(no != yes);
        when[0].push(no);
        when[1].push(yes);
    }
    let settles = |all: &[Truth]| !all[0].is_unknown() && all.iter().all(|truth| *truth == all[0]);
    let held = |all: &[Truth]| all.iter().filter(|truth| truth.is_true()).count();
    let better = match held(&when[1]).cmp(&held(&when[0])) {
        std::cmp::Ordering::Less => Some(true),
        std::cmp::Ordering::Greater => Some(false),
        std::cmp::Ordering::Equal => None,
    };
    (turns > 0).then(|| {
        (
            turns * 10_000 / (1 << others.len()),
            settles(&when[0]) || settles(&when[1]),
            better,
        )
    })
}

proptest! {
    #![proptest_config(config(400))]

    #[test]
    fn openings_are_exact(
        nodes in prop::collection::vec(inner(), 1..9),
        known in prop::collection::vec(prop::option::weighted(0.35, any::<bool>()), LEAVES),
        pleaded in any::<bool>(),
    ) {
        let book = made_up(&fact_files(), &pack(&nodes));
        let rules = &book.offences[0];
        let found = openings(rules, &facts(&known, pleaded));
        for leaf in (0..LEAVES).filter(|leaf| known[*leaf].is_none()) {
            let opening = found.iter().find(|opening| opening.path == format!("f{leaf}"));
            let said = opening.map(|opening| (opening.effect, opening.decisive, opening.better));
            prop_assert_eq!(said, brute(rules, &known, pleaded, leaf), "f{} in\n{}", leaf, pack(&nodes));
        }
        prop_assert!(found.iter().all(|opening| known[opening.path[1..].parse::<usize>().unwrap()].is_none()));
    }

    /// A definite result before is the result of every completion, exceptions aside.
    #[test]
    fn definite_means_every_completion(
        nodes in prop::collection::vec(inner(), 1..9),
        known in prop::collection::vec(prop::option::weighted(0.5, any::<bool>()), LEAVES),
        pleaded in any::<bool>(),
        answers in prop::collection::vec(any::<bool>(), LEAVES),
    ) {
        let nodes: Vec<Inner> = nodes.into_iter().map(|node| Inner { unless: None, ..node }).collect();
        let book = made_up(&fact_files(), &pack(&nodes));
        let before = assess(&book.offences[0], &facts(&known, pleaded)).truth;
        let complete: Vec<Option<bool>> = known.iter().zip(&answers).map(|(known, answer)| known.or(Some(*answer))).collect();
        let after = assess(&book.offences[0], &facts(&complete, pleaded)).truth;
        prop_assert!(before.is_unknown() || before == after);
    }
}
