//! Where a position stands, and in which order positions come.

use crate::books::real;
use law::{Footing, RuleSet, State, Truth, Way, contradictions, order, state};
use std::collections::BTreeSet;

const TRUTHS: [Truth; 3] = [Truth::True, Truth::False, Truth::Unknown];

fn every_footing() -> impl Iterator<Item = Footing> {
    TRUTHS.into_iter().flat_map(|root| {
        TRUTHS.into_iter().flat_map(move |opens| {
            [(false, false), (false, true), (true, false), (true, true)].map(move |(obstructed, touched)| Footing {
                root,
                opens,
                obstructed,
                touched,
            })
        })
    })
}

#[test]
fn unknown_is_never_unavailable_and_an_empty_file_carries_nothing() {
    for found in every_footing() {
        let stands = state(found);
        if found.root == Truth::Unknown && found.opens != Truth::False {
            assert_eq!(stands, State::Open, "{found:?}");
        }
        if stands == State::Ready {
            assert!(
                found.touched && found.root == Truth::True && !found.obstructed,
                "{found:?}"
            );
        }
        assert_eq!(stands == State::Absent, found.opens == Truth::False, "{found:?}");
        if stands == State::Obstructed {
            assert!(found.obstructed && found.root == Truth::True, "{found:?}");
        }
    }
}

#[test]
fn an_exit_begins_with_its_one_word() {
    for way in Way::ALL {
        assert_eq!(Way::read(way.name()).map(|exit| exit.way), Some(way));
    }
    let read = Way::read("存疑不起诉：明知未达证明标准的，请求作出不起诉决定").unwrap();
    assert_eq!(
        (read.way, read.sentence.as_str()),
        (Way::Doubt, "明知未达证明标准的，请求作出不起诉决定")
    );
    assert_eq!(Way::read("不起诉"), None);
    assert!(Way::Acquittal < Way::Doubt && Way::Doubt < Way::Discretion && Way::NoPunishment < Way::LesserCharge);
    assert!(Way::LesserCharge < Way::LessMoney && Way::LessMoney < Way::Lighter);
}

/// The place of a position: stage, whether it is out, what it leads to, how far it is made out.
fn key(rules: &RuleSet, state: State) -> (usize, bool, Way, State) {
    let meta = rules.defence.as_ref().unwrap();
    let stages = ["conviction", "charge", "sentence", "procedure"];
    let stage = stages.iter().position(|stage| *stage == meta.stage).unwrap();
    let out = matches!(state, State::Unavailable | State::Absent);
    (stage, out, meta.exits[0].way, state)
}

#[test]
fn positions_come_by_stage_then_effect_and_what_is_out_comes_last() {
    let states = [
        State::Ready,
        State::Obstructed,
        State::Open,
        State::Unavailable,
        State::Absent,
    ];
    for turn in 0..states.len() {
        let found: Vec<(&RuleSet, State)> = real()
            .defences
            .iter()
            .enumerate()
            .map(|(at, rules)| (rules, states[(at + turn) % states.len()]))
            .collect();
        let ordered = order(found.clone());
        assert_eq!(ordered.len(), found.len());
        let mut backwards = found;
        backwards.reverse();
        let ids = |list: &[(&RuleSet, State)]| list.iter().map(|(rules, _)| rules.id.clone()).collect::<Vec<_>>();
        assert_eq!(
            ids(&ordered),
            ids(&order(backwards)),
            "the order of files decides nothing"
        );
        for pair in ordered.windows(2) {
            let (before, after) = (key(pair[0].0, pair[0].1), key(pair[1].0, pair[1].1));
            assert!((before.0, before.1) <= (after.0, after.1));
            if (before.0, before.1) == (after.0, after.1) && !before.1 {
                assert!(
                    (before.2, before.3) <= (after.2, after.3),
                    "{} before {}",
                    pair[0].0.id,
                    pair[1].0.id
                );
            }
        }
    }
}

#[test]
fn a_contradiction_is_told_once_with_its_reason() {
    let pairs = contradictions(real());
    let mut seen = BTreeSet::new();
    for (one, other, item) in &pairs {
        let (a, b) = (one.id.as_str().min(&other.id), one.id.as_str().max(&other.id));
        assert!(a != b && seen.insert((a, b)), "{a} and {b} twice");
        assert!(!item.why.is_empty() && !item.plead.is_empty());
    }
    assert!(seen.contains(&("no_knowledge", "plea_leniency")));
    assert!(seen.contains(&("help_not_used", "legitimate_business")));
}
