//! Several offences on the same facts: heaviness by the band that applies, the lead, the turns.

use crate::books::real;
use law::{
    Band, Book, Charge, FactSet, Fine, Lead, Principal, Row, Truth, Value, compare, heavier, lead, signals, turns,
};
use std::cmp::Ordering;

fn band(principal: &[Principal], months: [u32; 2]) -> Band {
    Band {
        id: "b".into(),
        name: "幅度".into(),
        when: 0,
        cite: Vec::new(),
        words: String::new(),
        principal: principal.to_vec(),
        months,
        fine: Fine::Must,
    }
}

/// 法释〔1997〕12号: the higher maximum first, then the higher minimum.
#[test]
fn the_higher_maximum_then_the_higher_minimum() {
    use Principal::{Control, Detention, Imprisonment, Life};
    let life = band(&[Imprisonment, Life], [120, 180]);
    let ten_up = band(&[Imprisonment], [120, 180]);
    let three_to_ten = band(&[Imprisonment], [36, 120]);
    let to_ten = band(&[Detention, Imprisonment], [6, 120]);
    let three = band(&[Detention, Imprisonment], [6, 36]);
    let three_with_control = band(&[Control, Detention, Imprisonment], [6, 36]);
    let order = [&three_with_control, &three, &to_ten, &three_to_ten, &ten_up, &life];
    for (at, lighter) in order.iter().enumerate() {
        assert_eq!(heavier(lighter, lighter), Ordering::Equal);
        for other in &order[at + 1..] {
            assert_eq!(heavier(other, lighter), Ordering::Greater);
            assert_eq!(heavier(lighter, other), Ordering::Less);
        }
    }
}

fn row(id: &str, cells: &[(&str, Value)]) -> Row {
    Row {
        id: id.into(),
        cells: cells
            .iter()
            .map(|(column, value)| (column.to_string(), value.clone()))
            .collect(),
        ..Row::default()
    }
}

fn choice(id: &str) -> Value {
    Value::Choice(id.into())
}

fn day(text: &str) -> Value {
    Value::Date(law::read_date(text).unwrap())
}

fn money(text: &str) -> Value {
    Value::Money(law::read_money(text).unwrap())
}

/// A grown man who moved the proceeds of a verified telecom fraud.
fn courier() -> FactSet {
    let mut facts = FactSet::default();
    for (id, value) in [
        ("actor_kind", choice("person")),
        ("alleged_as", choice("own")),
        ("birth_date", day("1990-03-01")),
        ("capacity", choice("full")),
        ("confessed_knowledge", Value::Bool(true)),
        ("knowledge_corroborated", Value::Bool(true)),
        ("knew_proceeds", Value::Bool(true)),
        ("moved_after_receipt", Value::Bool(true)),
        ("conspired_before", Value::Bool(false)),
        ("knew_specific_crime", Value::Bool(false)),
        ("proceeds_concealed", money("30万元")),
        ("verified_loss", money("60万元")),
    ] {
        facts.facts.insert(id.into(), value);
    }
    let objects = facts.tables.entry("objects".into()).or_default();
    objects.complete = Truth::True;
    objects.rows.push(row(
        "o1",
        &[
            ("crime_type", choice("telecom_fraud")),
            ("network_crime", Value::Bool(true)),
            ("crime_verified", Value::Bool(true)),
            ("via_two_cards", Value::Bool(true)),
            ("card_funds_reach_crime", Value::Bool(true)),
            ("help_used", Value::Bool(true)),
            ("served_to", day("2025-09-30")),
            ("cumulation", choice("within_two_years")),
        ],
    ));
    let acts = facts.tables.entry("acts".into()).or_default();
    acts.complete = Truth::True;
    acts.rows.push(row(
        "a1",
        &[
            ("kind", choice("money_movement")),
            ("object", Value::Ref("o1".into())),
            ("to", day("2025-09-30")),
            ("delivered", Value::Bool(true)),
        ],
    ));
    let settled = facts.tables.entry("settlements".into()).or_default();
    settled.complete = Truth::True;
    settled.rows.push(row(
        "s1",
        &[
            ("amount", money("30万元")),
            ("date", day("2025-09-30")),
            ("act", Value::Ref("a1".into())),
            ("object", Value::Ref("o1".into())),
            ("cumulation", choice("within_two_years")),
        ],
    ));
    facts
}

const GENERAL: &str = "assisting_cybercrime";

fn newest(book: &Book) -> Vec<&law::RuleSet> {
    ["assisting_cybercrime", "casino", "concealment", "fraud"]
        .iter()
        .map(|id| book.versions(id).last().unwrap())
        .collect()
}

fn leads(book: &Book, facts: &FactSet) -> (String, bool) {
    let charges = compare(&newest(book), facts);
    match lead(&charges, facts, GENERAL, GENERAL) {
        Lead::Stands { at, tied, .. } => (charges[at].rules.id.clone(), tied),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_band_that_applies_decides_not_the_name() {
    let book = real();
    let mut facts = courier();
    // Both offences stand with the same maximum of three years: the nature of the act decides.
    assert_eq!(leads(book, &facts), ("concealment".into(), true));
    // A plan made beforehand: fraud of 600,000 yuan, ten years and more.
    facts.facts.insert("conspired_before".into(), Value::Bool(true));
    assert_eq!(leads(book, &facts), ("fraud".into(), false));
    // The same plan about 2,000 yuan is no fraud.
    facts.facts.insert("verified_loss".into(), money("2000元"));
    facts
        .facts
        .insert("fraud_amount_unmeasurable".into(), Value::Bool(false));
    assert_eq!(leads(book, &facts), ("concealment".into(), true));
}

#[test]
fn a_band_does_not_stand_without_its_offence() {
    let book = real();
    let mut facts = courier();
    facts.facts.insert("verified_loss".into(), money("60万元"));
    let fraud = book.versions("fraud").last().unwrap();
    let charge = Charge::of(fraud, &facts);
    assert!(charge.truth.is_unknown(), "a stable working relation is not judged yet");
    assert!(charge.applies().is_none());
    assert_eq!(
        charge.at_most().map(|band| band.id.as_str()),
        Some("especially_serious")
    );
    for id in [
        "repeat_orders",
        "shares_proceeds",
        "recruited_others",
        "long_term_trading",
    ] {
        facts.facts.insert(id.into(), Value::Bool(false));
    }
    let charge = Charge::of(fraud, &facts);
    assert!(charge.truth.is_false());
    assert!(charge.at_most().is_none());
}

#[test]
fn what_is_not_in_question_never_leads() {
    let book = real();
    let facts = FactSet::default();
    let charges = compare(&newest(book), &facts);
    match lead(&charges, &facts, GENERAL, GENERAL) {
        Lead::Nearest { at, open } => {
            assert_eq!(
                charges[at].rules.id, GENERAL,
                "nothing is known: only the charge is in question"
            );
            assert!(open > 0);
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_speaks_only_for_the_other_offence_is_told() {
    let book = real();
    let packs = newest(book);
    let mut facts = courier();
    assert_eq!(
        signals(packs[0], packs[2], &facts),
        ["moved_after_receipt", "knew_proceeds"]
    );
    assert_eq!(signals(packs[0], packs[3], &facts), ["verified_loss"]);
    facts.facts.insert("conspired_before".into(), Value::Bool(true));
    assert!(signals(packs[0], packs[3], &facts).contains(&"conspired_before".to_string()));
}

/// An answer that would help against one offence and make out another is found by trying it.
#[test]
fn an_answer_that_ends_in_another_offence_is_found() {
    let file = |path: &str, text: &str| law::File {
        path: path.into(),
        text: text.into(),
    };
    let pack = |id: &str, helped: bool| {
        let test = if helped {
            "all = [\"sent\"]"
        } else {
            "none = [\"sent\"]"
        };
        format!(
            "id = \"{id}\"\nname = \"{id}\"\nroot = \"offence\"\n[[node]]\nid = \"offence\"\nname = \"罪\"\nuncited = \"示例\"\n{test}\n\
             [[node]]\nid = \"sent\"\nname = \"寄出\"\nuncited = \"示例\"\ntest = {{ fact = \"sent\" }}\n[[band]]\nid = \"basic\"\nname = \"基本\"\nwhen = \"offence\"\n\
             cite = []\nwords = \"三年以下\"\nprincipal = [\"imprisonment\"]\nmonths = [6, 36]\nfine = \"none\"\n"
        )
    };
    let book = Book::read(&[
        file("facts/f.toml", "group = \"f\"\nname = \"组\"\nen = \"g\"\norder = 1\n[[fact]]\nid = \"sent\"\ntext = \"寄出了吗？\"\nen = \"Sent?\"\ntype = \"bool\"\nof = \"actor\"\nfind = [\"file\"]\n"),
        file("offences/one/2020-01-01.toml", &pack("one", false)),
        file("offences/two/2020-01-01.toml", &pack("two", true)),
    ])
    .unwrap();
    let (one, two) = (&book.offences[0], &book.offences[1]);
    let found = turns(one, &[two], &FactSet::default(), 10);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].path.as_str(), found[0].answer), ("sent", true));
    assert!(found[0].charged.is_false() && found[0].other.truth.is_true());
    assert!(turns(one, &[one], &FactSet::default(), 10).is_empty());
    assert!(turns(one, &[two], &FactSet::default(), 0).is_empty());
}
