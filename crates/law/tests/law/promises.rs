//! What holds for every rule set of the tree on whatever anybody knows.

use crate::books::real;
use crate::chance::{Die, config};
use law::{FactSet, Mark, RuleSet, Step, Truth, assess, assess_at, openings};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use std::cell::Cell;
use std::collections::BTreeMap;

fn rule_sets() -> impl Iterator<Item = &'static RuleSet> {
    real().offences.iter().chain(&real().defences)
}

/// Every case-level node, and every row under a table leaf, with its truth and whether an exception fired below it.
fn truths(step: &Step, found: &mut BTreeMap<String, (Truth, bool)>) -> bool {
    let mut fired = step.mark == Mark::Defeated;
    for part in step.parts.iter().chain(&step.exceptions) {
        fired |= truths(part, found);
    }
    for row in step.leaf.iter().flat_map(|leaf| &leaf.rows) {
        let below = row.step().is_some_and(|why| truths(&why, &mut BTreeMap::new()));
        found.insert(format!("{} {}", step.node.id, row.row.id), (row.truth, below));
        fired |= below;
    }
    found.insert(step.node.id.clone(), (step.truth, fired));
    fired
}

fn all_truths(rules: &RuleSet, facts: &FactSet) -> BTreeMap<String, (Truth, bool)> {
    let mut found = BTreeMap::new();
    truths(&assess(rules, facts), &mut found);
    found
}

/// Unknown is never false: what was definite stays, whatever the unknown turns out to be, unless an exception is proved.
fn information_never_contradicts(percent: usize) {
    let kept = Cell::new(0usize);
    let run = TestRunner::new(config(250)).run(&any::<u64>(), |seed| {
        let mut die = Die(seed);
        let facts = die.facts();
        let more = die.informed(&facts, percent);
        for rules in rule_sets() {
            let (before, after) = (all_truths(rules, &facts), all_truths(rules, &more));
            for (id, (truth, _)) in before.iter().filter(|(_, (truth, _))| !truth.is_unknown()) {
                let Some((then, fired)) = after.get(id) else { continue };
                if !fired {
                    prop_assert_eq!(truth, then, "{} {} with seed {}", rules.file, id, seed);
                    kept.set(kept.get() + 1);
                }
            }
        }
        Ok(())
    });
    run.unwrap_or_else(|why| panic!("{why}"));
    assert!(
        kept.get() > 10_000,
        "the test compared only {} definite nodes",
        kept.get()
    );
}

#[test]
fn unknown_is_never_false() {
    information_never_contradicts(100);
}

#[test]
fn more_information_never_contradicts() {
    information_never_contradicts(30);
}

#[test]
fn a_proved_exception_defeats() {
    let (fired, unknown) = (Cell::new(0usize), Cell::new(0usize));
    let run = TestRunner::new(config(250)).run(&any::<u64>(), |seed| {
        let facts = Die(seed).facts();
        for rules in rule_sets() {
            let mut wrong = Vec::new();
            assess(rules, &facts).walk_rows(&mut |step: &Step| {
                if step.exceptions.iter().any(|exception| exception.truth.is_true()) {
                    fired.set(fired.get() + 1);
                    let bases: Vec<Truth> = step.parts.iter().map(|part| part.truth).collect();
                    unknown.set(
                        unknown.get() + usize::from(bases.contains(&Truth::Unknown) && !bases.contains(&Truth::False)),
                    );
                    if !step.truth.is_false() {
                        wrong.push(step.node.id.clone());
                    }
                }
            });
            prop_assert!(wrong.is_empty(), "{} {:?}", rules.file, wrong);
        }
        Ok(())
    });
    run.unwrap_or_else(|why| panic!("{why}"));
    assert!(
        fired.get() > 100 && unknown.get() > 10,
        "{} exceptions, {} over an unknown base",
        fired.get(),
        unknown.get()
    );
}

#[test]
fn row_order_does_not_matter() {
    let run = TestRunner::new(config(200)).run(&any::<u64>(), |seed| {
        let mut die = Die(seed);
        let facts = die.facts();
        let mut shuffled = facts.clone();
        shuffled
            .tables
            .values_mut()
            .for_each(|table| die.shuffle(&mut table.rows));
        for rules in rule_sets() {
            prop_assert_eq!(all_truths(rules, &facts), all_truths(rules, &shuffled));
            prop_assert_eq!(openings(rules, &facts), openings(rules, &shuffled));
        }
        Ok(())
    });
    run.unwrap_or_else(|why| panic!("{why}"));
}

#[test]
fn nothing_known_is_nothing_decided() {
    let empty = FactSet::default();
    for rules in rule_sets() {
        for at in 0..rules.nodes.len() {
            let step = assess_at(rules, at, &empty);
            if asks_after_proof(rules, at) {
                // 「没有证明」 holds before anything is proved: the burden is the prosecution's (刑诉法 51). Only defences and exits ask so.
                assert!(rules.defence.is_some(), "{} {}", rules.file, step.node.id);
                continue;
            }
            let wanted = if step.mark == Mark::NotPleaded {
                Truth::False
            } else {
                Truth::Unknown
            };
            assert_eq!(step.truth, wanted, "{} {}", rules.file, step.node.id);
        }
    }
}

/// Whether a node rests on the one way of asking that takes unknown for unproved.
fn asks_after_proof(rules: &law::RuleSet, at: usize) -> bool {
    let node = &rules.nodes[at];
    if let law::Rule::Test(test) = &node.rule
        && let law::Predicate::Came(law::Came::Unproved | law::Came::NotMadeOut) = test.predicate
    {
        return true;
    }
    let below = node.rule.parts().iter().chain(&node.unless);
    below.copied().any(|part| asks_after_proof(rules, part))
}

/// An opening is never a thing already known exactly, and whoever changes nothing that is open changes no result.
#[test]
fn openings_name_unknowns_of_the_case() {
    let run = TestRunner::new(config(60)).run(&any::<u64>(), |seed| {
        let facts = Die(seed).facts();
        for rules in rule_sets() {
            for opening in openings(rules, &facts) {
                if let Some(law::Value::Bool(_)) = facts.facts.get(&opening.path) {
                    prop_assert!(false, "{} {} is known", rules.file, opening.path);
                }
                if let Some(table) = opening.path.strip_suffix("#complete") {
                    prop_assert!(facts.tables.get(table).is_none_or(|table| !table.complete.is_true()));
                }
            }
        }
        Ok(())
    });
    run.unwrap_or_else(|why| panic!("{why}"));
}
