//! The neighbouring offences on the published cases: which are not in question, which must be looked at, and that none of them is made
//! out. Typed from what the decisions say was done and for whom, never from what the program answers.

use std::collections::BTreeSet;

use case::Stance;
use law::{Book, FactSet, RuleSet, Truth, Value, assess, assess_at};

use crate::cases::load::{Published, book, published};

const SIX: [&str; 6] = [
    "obscene",
    "computer",
    "illegal_use",
    "refusal",
    "illegal_business",
    "card_management",
];

/// What was done, as the decision lists it (all acts listed): case, party, what must be looked at, what is not in question.
/// `illegal_use` and `refusal` stay out of the last list where nobody has yet said that the accused ran no sites and no service.
const DONE: [(&str, &str, &[&str], &[&str]); 25] = [
    // Servers, redirection and broadband for gambling and fraud: a service, so the duties of a provider; no money, no card.
    (
        "001",
        "p1",
        &["refusal"],
        &["obscene", "computer", "illegal_business", "card_management"],
    ),
    (
        "006",
        "p1",
        &["refusal"],
        &["obscene", "computer", "illegal_business", "card_management"],
    ),
    (
        "006",
        "p2",
        &["refusal"],
        &["obscene", "computer", "illegal_business", "card_management"],
    ),
    (
        "010",
        "p1",
        &["refusal"],
        &["obscene", "computer", "illegal_business", "card_management"],
    ),
    // Software for pyramid selling and fraud: whether it was a tool against computer systems nobody has said.
    (
        "003",
        "u1",
        &["illegal_use", "refusal"],
        &["obscene", "illegal_business", "card_management"],
    ),
    (
        "003",
        "p1",
        &["illegal_use", "refusal"],
        &["obscene", "illegal_business", "card_management"],
    ),
    (
        "004",
        "p1",
        &["illegal_use", "refusal"],
        &["obscene", "illegal_business", "card_management"],
    ),
    (
        "004",
        "p2",
        &["illegal_use", "refusal"],
        &["obscene", "illegal_business", "card_management"],
    ),
    // Internet accounts unblocked, phone cards.
    (
        "021",
        "p1",
        &["refusal"],
        &["obscene", "computer", "illegal_business", "card_management"],
    ),
    (
        "021",
        "p2",
        &["refusal"],
        &["obscene", "computer", "illegal_business", "card_management"],
    ),
    (
        "024",
        "p1",
        &[],
        &["obscene", "computer", "illegal_business", "card_management"],
    ),
    (
        "024",
        "p2",
        &[],
        &["obscene", "computer", "illegal_business", "card_management"],
    ),
    (
        "025",
        "p1",
        &[],
        &["obscene", "computer", "illegal_business", "card_management"],
    ),
    // Own accounts only: no money moved, nobody else's card.
    (
        "040",
        "p1",
        &[],
        &["obscene", "computer", "illegal_business", "card_management"],
    ),
    (
        "042",
        "p4",
        &[],
        &["obscene", "computer", "illegal_business", "card_management"],
    ),
    (
        "052",
        "p4",
        &[],
        &["obscene", "computer", "illegal_business", "card_management"],
    ),
    (
        "063",
        "p1",
        &[],
        &["obscene", "computer", "illegal_business", "card_management"],
    ),
    (
        "073",
        "p1",
        &[],
        &["obscene", "computer", "illegal_business", "card_management"],
    ),
    // Money withdrawn, cashed out, run or face-scanned.
    ("049", "p1", &["illegal_business"], &["obscene", "computer"]),
    ("050", "p1", &["illegal_business"], &["obscene", "computer"]),
    ("052", "p2", &["illegal_business"], &["obscene", "computer"]),
    (
        "054",
        "p1",
        &["illegal_business"],
        &["obscene", "computer", "card_management"],
    ),
    // A student who passed on other students' bank accounts.
    (
        "061",
        "p1",
        &["illegal_business", "card_management"],
        &["obscene", "computer"],
    ),
    // Advertising and livestream leads: own posts must be looked at.
    (
        "065",
        "p1",
        &["illegal_use", "refusal"],
        &["obscene", "computer", "illegal_business", "card_management"],
    ),
    (
        "085",
        "p1",
        &["illegal_use", "refusal"],
        &["obscene", "computer", "illegal_business", "card_management"],
    ),
];

fn newest<'a>(book: &'a Book, id: &str) -> &'a RuleSet {
    book.versions(id).last().unwrap_or_else(|| panic!("no pack {id}"))
}

/// Whether the offence is in question at all.
fn asked(book: &Book, id: &str, facts: &FactSet) -> Truth {
    let rules = newest(book, id);
    let asks = rules
        .asks
        .unwrap_or_else(|| panic!("{id} does not say when it is in question"));
    assess_at(rules, asks, facts).truth
}

fn one<'a>(cases: &'a [Published], number: &str) -> &'a Published {
    let found = cases.iter().find(|published| published.name.starts_with(number));
    found.unwrap_or_else(|| panic!("no case {number}"))
}

#[test]
fn what_was_done_says_what_is_in_question() {
    let book = book();
    let cases = published(&book);
    let mut faults = Vec::new();
    for (number, actor, looked_at, out) in DONE {
        let published = one(&cases, number);
        assert!(published.record.party(actor).is_some(), "{number}: no party {actor}");
        for stance in [Stance::Alleged, Stance::Proved] {
            let facts = published.facts(actor, stance);
            let mut check = |id: &str, wanted: Truth| {
                let found = asked(&book, id, &facts);
                if found != wanted {
                    faults.push(format!(
                        "{number} {actor} {stance:?}: {id} should be {wanted:?}, is {found:?}"
                    ));
                }
            };
            looked_at.iter().for_each(|id| check(id, Truth::True));
            out.iter().for_each(|id| check(id, Truth::False));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The decisions convicted of none of the six, so with the facts they give none of the six may come out made out.
#[test]
fn none_of_the_six_is_made_out_in_a_published_case() {
    let book = book();
    for published in published(&book) {
        for party in &published.record.parties {
            for stance in [Stance::Alleged, Stance::Proved, Stance::Ours] {
                let facts = published.facts(&party.id, stance);
                for id in SIX {
                    let truth = assess(newest(&book, id), &facts).truth;
                    assert_ne!(truth, Truth::True, "{} {} {stance:?}: {id}", published.name, party.id);
                }
            }
        }
    }
}

/// Two answers close two offences for everybody who only handed over accounts or cards.
#[test]
fn one_answer_each_closes_illegal_use_and_refusal() {
    let book = book();
    let cases = published(&book);
    for (number, actor) in [
        ("024", "p1"),
        ("025", "p1"),
        ("040", "p1"),
        ("049", "p1"),
        ("054", "p1"),
        ("063", "p1"),
    ] {
        let mut facts = one(&cases, number).facts(actor, Stance::Alleged);
        for id in ["illegal_use", "refusal"] {
            assert_eq!(
                asked(&book, id, &facts),
                Truth::Unknown,
                "{number}: {id} before anybody answered"
            );
        }
        facts.facts.insert("own_network_activity".into(), Value::Bool(false));
        facts
            .facts
            .insert("network_service_kind".into(), Value::Choice("none".into()));
        for id in ["illegal_use", "refusal"] {
            assert_eq!(asked(&book, id, &facts), Truth::False, "{number}: {id}");
            assert_eq!(assess(newest(&book, id), &facts).truth, Truth::False, "{number}: {id}");
        }
    }
}

/// What is not in question is not made out, whatever is known and whatever is not.
#[test]
fn not_in_question_is_never_made_out() {
    let book = book();
    let mut seen = BTreeSet::new();
    for facts in law::example_facts(&book) {
        for id in SIX {
            let made_out = assess(newest(&book, id), &facts).truth;
            let asked = asked(&book, id, &facts);
            assert!(
                asked != Truth::False || made_out != Truth::True,
                "{id} is made out and not in question"
            );
            seen.insert((id, asked));
        }
    }
    for id in SIX {
        for truth in [Truth::True, Truth::False, Truth::Unknown] {
            assert!(
                seen.contains(&(id, truth)),
                "{id}: no example in which it is {truth:?} whether it is in question"
            );
        }
    }
}
