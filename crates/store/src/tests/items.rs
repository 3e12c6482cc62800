//! Items: what stands, what was, and what can be put back.

use super::{folder, now, unlock, with_case};
use crate::Kind;
use case::{Held, ItemChange, ItemKey, ItemKind, Note, Op, Target};

fn note(text: &str) -> Op {
    let note = Note {
        on: Target::Case,
        title: String::new(),
        text: text.into(),
    };
    put(Some(Held {
        item: note.into(),
        by: "王律师".into(),
        at: now(),
    }))
}

fn key() -> ItemKey {
    ItemKey::new(ItemKind::Note, "n0001")
}

fn put(held: Option<Held>) -> Op {
    Op::Put(vec![ItemChange {
        key: key(),
        held: held.map(Box::new),
    }])
}

fn text(held: &Held) -> &str {
    match &held.item {
        case::Item::Note(note) => &note.text,
        _ => "",
    }
}

#[test]
fn what_was_taken_out_waits_in_the_bin_with_who_and_when() {
    let dir = folder();
    let (vault, id) = with_case(dir.path(), 1);
    for (op, what) in [(note("一"), "写笔记"), (note("二"), "改笔记"), (put(None), "删除笔记")] {
        vault.write(&id, now(), &op, what, None).expect("written");
    }
    drop(vault);
    let vault = unlock(dir.path());
    let record = vault.load(&id).expect("the case");
    assert!(record.items.is_empty());
    assert_eq!(
        record.next_item(ItemKind::Note).id,
        "n0002",
        "a number is not used again"
    );
    let removed = vault.removed_items(&id).expect("the bin");
    assert_eq!(removed.len(), 1);
    assert_eq!((text(&removed[0].held), removed[0].by.as_str()), ("二", "王律师"));
    let history = vault.item_history(&id, &key()).expect("history");
    let told: Vec<_> = history
        .iter()
        .map(|past| (past.what.as_str(), past.held.as_ref().map(text)))
        .collect();
    assert_eq!(
        told,
        [("删除笔记", None), ("改笔记", Some("二")), ("写笔记", Some("一"))]
    );
    let chain = vault.verify_chain(&id).expect("walked");
    assert_eq!(chain.broken_at, None);

    vault
        .write(&id, now(), &put(Some(removed[0].held.clone())), "恢复笔记", None)
        .expect("put back");
    assert!(vault.removed_items(&id).expect("the bin").is_empty());
}

#[test]
fn a_change_of_what_somebody_else_changed_is_refused() {
    let dir = folder();
    let (vault, id) = with_case(dir.path(), 1);
    let seen = vault.write(&id, now(), &note("一"), "写笔记", None).expect("written");
    vault
        .write(&id, now(), &note("二"), "改笔记", Some(seen))
        .expect("written on what was seen");
    let stale = vault.write(&id, now(), &note("三"), "改笔记", Some(seen));
    assert_eq!(stale.map_err(|error| error.kind), Err(Kind::Stale));
}

#[test]
fn a_draft_survives_the_vault_and_is_its_writers_own() {
    let dir = folder();
    let (vault, id) = with_case(dir.path(), 1);
    vault.keep_draft(&id, "fact:gains", "一万二", now()).expect("kept");
    vault.keep_draft(&id, "fact:gains", "一万二千", now()).expect("kept");
    drop(vault);
    let vault = unlock(dir.path());
    let drafts = vault.drafts(&id).expect("drafts");
    assert_eq!(drafts, [("fact:gains".into(), "一万二千".into(), now())]);
    vault.drop_draft(&id, "fact:gains").expect("dropped");
    assert!(vault.drafts(&id).expect("drafts").is_empty());
}
