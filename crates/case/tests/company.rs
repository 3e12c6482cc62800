//! The people of a case: every accused is one of them without being entered twice.

use case::{Company, Held, ItemChange, ItemKey, ItemKind, Op, Party, PartyKind, Person, PersonRole, Record};
use chrono::{DateTime, FixedOffset};

fn now() -> DateTime<FixedOffset> {
    "2026-03-02T09:30:00+08:00".parse().expect("a moment")
}

fn party(id: &str, name: &str, client: bool) -> Op {
    Op::SetParty(Party {
        id: id.into(),
        name: name.into(),
        client,
        ..Party::default()
    })
}

fn person(id: &str, person: Person) -> Op {
    Op::Put(vec![ItemChange {
        key: ItemKey::new(ItemKind::Person, id),
        held: Some(Box::new(Held {
            item: person.into(),
            by: "王律师".into(),
            at: now(),
        })),
    }])
}

fn record(ops: impl IntoIterator<Item = Op>) -> Record {
    let mut record = Record::default();
    for op in ops {
        record.apply(op).expect("applies");
    }
    record
}

#[test]
fn an_accused_is_a_person_and_what_the_party_says_stands() {
    let about = Person {
        name: "林小川".into(),
        role: PersonRole::Victim,
        party: "a1".into(),
        phones: vec!["13800000000".into()],
        ..Person::default()
    };
    let record = record([
        party("a1", "林小川", true),
        party("a2", "赵明", false),
        person("p0001", about),
        party("a1", "林晓川", true),
    ]);
    let company = Company::of(&record);
    let told: Vec<_> = company
        .people
        .iter()
        .map(|cast| (cast.id.as_str(), cast.person.name.as_str(), cast.person.role))
        .collect();
    assert_eq!(
        told,
        [
            ("p0001", "林晓川", PersonRole::Client),
            ("a2", "赵明", PersonRole::CoAccused)
        ]
    );
    assert_eq!(company.people[0].person.phones, ["13800000000"]);
    assert!(company.defended());
}

#[test]
fn a_unit_accused_is_a_unit_and_others_follow() {
    let unit = Op::SetParty(Party {
        id: "a1".into(),
        name: "某公司".into(),
        kind: PartyKind::Unit,
        ..Party::default()
    });
    let witness = Person {
        name: "孙某".into(),
        role: PersonRole::Witness,
        ..Person::default()
    };
    let company = Company::of(&record([person("p0001", witness), unit]));
    let ids: Vec<&str> = company.people.iter().map(|cast| cast.id.as_str()).collect();
    assert_eq!(ids, ["a1", "p0001"]);
    assert!(company.people[0].person.unit && !company.defended());
}

#[test]
fn whom_nobody_linked_has_a_number_of_their_own() {
    let company = Company::of(&record([party("a1", "林小川", true)]));
    assert_eq!(company.people[0].identity("c1").register, "c1/a1");
}
