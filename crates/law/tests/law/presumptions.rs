//! Presumption and rebuttal: a rebuttal never creates a fact, and a missing basis never triggers.

use crate::books::real;
use crate::chance::Die;
use law::{FactSet, Role, Rule, RuleSet, Step, Subject, Truth, Value, assess, assess_at};
use std::collections::{BTreeMap, BTreeSet};

fn packs() -> impl Iterator<Item = &'static RuleSet> {
    real().offences.iter().filter(|rules| !rules.rebuttals.is_empty())
}

fn truths(rules: &RuleSet, facts: &FactSet) -> BTreeMap<String, Truth> {
    let mut found = BTreeMap::new();
    assess(rules, facts).walk(&mut |step: &Step| {
        found.insert(step.node.id.clone(), step.truth);
    });
    found
}

/// The facts a node asks by itself or through its parts.
fn asked(rules: &RuleSet, root: usize) -> BTreeSet<String> {
    let (mut found, mut open) = (BTreeSet::new(), vec![root]);
    while let Some(at) = open.pop() {
        open.extend(rules.nodes[at].rule.parts());
        if let Rule::Test(test) = &rules.nodes[at].rule
            && let Subject::Fact(fact) = &test.subject
        {
            found.insert(fact.clone());
        }
    }
    found
}

#[test]
fn a_rebuttal_never_creates_a_fact() {
    let mut shown = 0;
    for rules in packs() {
        for seed in 0..40 {
            let facts = Die(seed).facts();
            let before = truths(rules, &facts);
            for item in rules.rebuttals.iter().filter_map(|item| item.shown) {
                let mut more = facts.clone();
                for fact in asked(rules, item) {
                    more.set(&fact, Some(Value::Bool(true)));
                }
                assert_eq!(
                    assess_at(rules, item, &more).truth,
                    Truth::True,
                    "{}",
                    rules.nodes[item].id
                );
                assert_eq!(
                    before,
                    truths(rules, &more),
                    "{} with seed {seed}",
                    rules.nodes[item].id
                );
                shown += 1;
            }
        }
    }
    assert!(shown >= 400, "only {shown} rebuttals were shown");
}

/// Every presumption of knowledge stands on its basis: taking any one needed fact away takes the presumption away.
#[test]
fn a_missing_basis_never_triggers() {
    let (mut triggered, mut taken) = (0, 0);
    for rules in packs() {
        for (at, node) in rules.nodes.iter().enumerate() {
            if node.role != Some(Role::Presumption) || node.unless.is_empty() {
                continue;
            }
            assert!(
                !assess_at(rules, at, &FactSet::default()).truth.is_true(),
                "{}",
                node.id
            );
            for facts in law::example_facts(real()) {
                let step = assess_at(rules, at, &facts);
                let Rule::All(parts) = &node.rule else { continue };
                if !step.truth.is_true() {
                    continue;
                }
                triggered += 1;
                assert!(step.parts.iter().all(|part| part.truth.is_true()), "{}", node.id);
                for &part in parts {
                    let Rule::Test(test) = &rules.nodes[part].rule else {
                        continue;
                    };
                    let without = match &test.subject {
                        Subject::Fact(fact) => facts.with(fact, None),
                        Subject::Exists(table) => {
                            let mut without = facts.clone();
                            without.tables.remove(table);
                            without
                        }
                        _ => continue,
                    };
                    assert!(
                        assess_at(rules, at, &without).truth.is_unknown(),
                        "{} without a part",
                        node.id
                    );
                    taken += 1;
                }
            }
        }
    }
    assert!(
        triggered >= 20 && taken >= 20,
        "{triggered} triggered, {taken} taken away"
    );
}

/// Only the lawyer's judgment defeats, and it defeats that presumption alone unless it is the overall one.
#[test]
fn only_a_judgment_defeats() {
    let mut defeated = 0;
    for rules in packs() {
        for (at, node) in rules.nodes.iter().enumerate() {
            if node.role != Some(Role::Presumption) || node.unless.is_empty() {
                continue;
            }
            assert!(
                node.unless.iter().all(|&exception| rules.nodes[exception].is_judge()),
                "{}",
                node.id
            );
            for facts in law::example_facts(real())
                .into_iter()
                .filter(|facts| assess_at(rules, at, facts).truth.is_true())
            {
                for &exception in &node.unless {
                    let judged = facts.with(&rules.nodes[exception].id, Some(Value::Bool(true)));
                    assert!(assess_at(rules, at, &judged).truth.is_false(), "{}", node.id);
                    defeated += 1;
                }
            }
        }
    }
    assert!(defeated >= 20, "only {defeated}");
}
