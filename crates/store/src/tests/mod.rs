//! What the vault promises, tried from inside, where the keys can be reached.

mod backup;
mod cases;
mod chain;
mod damage;
mod former;
mod items;
mod keys;
mod kill;
#[cfg(target_os = "linux")]
mod memory;
mod originals;
mod people;
mod same;
mod search;
mod search_file;
mod turnover;
mod upgrade;
mod users;
mod walls;

use crate::{CaseId, Kdf, Projection, Vault};
use case::{Answer, Change, Key, Matter, Op, Party, Path, Position, Record, Review, ReviewState, Side, Source};
use chrono::{DateTime, FixedOffset};
use law::Value;
use std::path::Path as Folder;

pub(crate) const PASSPHRASE: &str = "口令-correct horse";

pub(crate) fn now() -> DateTime<FixedOffset> {
    "2026-03-02T09:30:00.123456+08:00".parse().expect("a moment")
}

pub(crate) fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder")
}

pub(crate) fn create(dir: &Folder) -> Vault {
    Vault::create(dir, "王律师", PASSPHRASE, Kdf::light_for_tests(), now()).expect("a vault")
}

pub(crate) fn unlock(dir: &Folder) -> Vault {
    let users = Vault::users(dir).expect("slots").expect("a vault");
    Vault::unlock(dir, &users[0].id, PASSPHRASE, now()).expect("unlocks")
}

pub(crate) fn position(value: Value, note: &str) -> Position {
    let source = Source::Page {
        volume: "2".into(),
        page: "47-49".into(),
        quote: "我知道他们在搞诈骗".into(),
        anchor: None,
    };
    Position {
        answer: Answer::Known {
            value,
            typed: String::new(),
        },
        sources: vec![source],
        note: note.into(),
        status: None,
        reason: String::new(),
        by: "王律师".into(),
        at: now(),
        review: Review::default(),
    }
}

pub(crate) fn change(path: &str, side: Side, position: Option<Position>) -> Change {
    Change {
        actor: Some("p1".into()),
        path: path.parse().expect("a path"),
        side,
        position: position.map(Box::new),
    }
}

pub(crate) fn key(path: &str) -> Key {
    Key {
        actor: Some("p1".into()),
        path: path.parse().expect("a path"),
    }
}

pub(crate) fn says(path: &str, note: &str) -> Op {
    Op::Record(vec![change(
        path,
        Side::Alleged,
        Some(position(Value::Bool(true), note)),
    )])
}

pub(crate) fn accept(path: &str) -> Op {
    let review = Review {
        state: ReviewState::Accepted,
        by: "王律师".into(),
        at: Some(now()),
        reason: String::new(),
    };
    let path: Path = path.parse().expect("a path");
    Op::Review {
        actor: Some("p1".into()),
        path,
        side: Side::Alleged,
        review,
    }
}

/// A case with one accused and so many facts.
pub(crate) fn record(facts: usize) -> Record {
    let matter = Matter {
        name: "王某帮信案".into(),
        charge: "assisting_cybercrime".into(),
        ..Matter::default()
    };
    let mut record = Record {
        matter,
        ..Record::default()
    };
    let party = Party {
        id: "p1".into(),
        name: "王某".into(),
        client: true,
        ..Party::default()
    };
    record.apply(Op::SetParty(party)).expect("a party");
    let note = "租用服务器三台，月租八百元";
    let fact = |row: usize| {
        change(
            &format!("helped/r{row:06}/amount"),
            Side::Alleged,
            Some(position(Value::Bool(true), note)),
        )
    };
    record.apply(Op::Record((0..facts).map(fact).collect())).expect("facts");
    record
}

pub(crate) fn listed(name: &str) -> Projection {
    Projection {
        name: name.into(),
        accused: vec!["王某".into()],
        updated_at: now(),
        ..Projection::default()
    }
}

/// A vault with one case of so many facts.
pub(crate) fn with_case(dir: &Folder, facts: usize) -> (Vault, CaseId) {
    let vault = create(dir);
    let id = vault
        .create_case(&record(facts), listed("王某帮信案"), now())
        .expect("a case");
    (vault, id)
}
