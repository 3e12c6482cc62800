//! Originals arrive whole or not at all, and say so.

use super::{folder, now, unlock, with_case};
use crate::{Arrived, CaseId, Kind, PIECE, Page, PageState, Vault};

fn content(bytes: usize) -> Vec<u8> {
    (0..bytes).map(|at| (at * 31 % 251) as u8).collect()
}

fn bring(vault: &Vault, id: &CaseId, bytes: &[u8]) -> Arrived {
    let mut arriving = vault.arrive(id, "卷二.pdf", "pdf", now()).expect("room");
    for piece in bytes.chunks(PIECE) {
        vault.take_piece(&mut arriving, piece).expect("taken");
    }
    vault.arrived(arriving).expect("all here")
}

#[test]
fn an_original_comes_back_byte_for_byte_from_any_place() {
    let dir = folder();
    let (vault, id) = with_case(dir.path(), 1);
    let bytes = content(2 * PIECE + 777);
    let Arrived::New(sha256) = bring(&vault, &id, &bytes) else {
        panic!("it is new");
    };
    drop(vault);
    let vault = unlock(dir.path());
    let read = |from: usize, to: usize| vault.read_original(&id, &sha256, from as u64, to as u64).expect("read");
    for (from, to) in [
        (0, bytes.len()),
        (0, 1),
        (PIECE - 1, PIECE + 1),
        (PIECE, 2 * PIECE),
        (2 * PIECE, bytes.len()),
        (5, 5),
    ] {
        assert_eq!(read(from, to), bytes[from..to], "{from}..{to}");
    }
    assert_eq!(read(bytes.len() - 3, bytes.len() + 100), bytes[bytes.len() - 3..]);
    assert!(vault.original_is_whole(&id, &sha256).expect("walked"));
    assert_eq!(vault.originals(&id).expect("listed")[0].bytes, bytes.len() as u64);
}

#[test]
fn the_same_content_is_kept_once_and_what_stopped_half_way_is_cleared() {
    let dir = folder();
    let (vault, id) = with_case(dir.path(), 1);
    let bytes = content(1000);
    let Arrived::New(sha256) = bring(&vault, &id, &bytes) else {
        panic!("it is new");
    };
    assert_eq!(bring(&vault, &id, &bytes), Arrived::Known(sha256.clone()));
    let mut half = vault.arrive(&id, "卷三.pdf", "pdf", now()).expect("room");
    vault.take_piece(&mut half, &content(PIECE)).expect("taken");
    drop(half);
    drop(vault);
    let vault = unlock(dir.path());
    assert_eq!(
        vault.originals(&id).expect("listed").len(),
        1,
        "half an original is none"
    );
    assert_eq!(vault.clear_arriving(&id).expect("cleared"), 1);
    vault.discard_original(&id, &sha256).expect("discarded");
    let gone = vault.read_original(&id, &sha256, 0, 10);
    assert_eq!(gone.map_err(|error| error.kind), Err(Kind::NotFound));
}

#[test]
fn nothing_of_an_original_can_be_read_from_the_disk() {
    let dir = folder();
    let (vault, id) = with_case(dir.path(), 1);
    let secret = "讯问笔录第一次".repeat(100);
    bring(&vault, &id, secret.as_bytes());
    drop(vault);
    let file = std::fs::read(dir.path().join("cases").join(format!("{id}.originals"))).expect("there");
    let needle = "讯问笔录".as_bytes();
    assert!(!file.windows(needle.len()).any(|window| window == needle));
}

#[test]
fn pages_are_read_again_without_losing_who_saw_them() {
    let dir = folder();
    let (vault, id) = with_case(dir.path(), 1);
    let Arrived::New(sha256) = bring(&vault, &id, &content(10)) else {
        panic!("it is new");
    };
    let page = |number: u32, state: PageState, text: &str| Page {
        page: number,
        state,
        via: "layer".into(),
        text: text.into(),
        confidence: None,
        hash: "00ff00ff00ff00ff".into(),
        words: String::new(),
        fault: String::new(),
    };
    let first = [page(1, PageState::Read, "第一页"), page(2, PageState::Failed, "")];
    vault.put_pages(&id, &sha256, &first, now()).expect("kept");
    vault.mark_seen(&id, &sha256, &[1, 1, 2], now()).expect("marked");
    vault
        .put_pages(&id, &sha256, &[page(2, PageState::Read, "第二页")], now())
        .expect("kept");
    let count = vault.page_counts(&id).expect("counted")[&sha256];
    assert_eq!((count.read, count.failed, count.seen), (2, 0, 2));
    let pages = vault.pages(&id, &sha256, 2, 9).expect("read");
    assert_eq!(pages, [page(2, PageState::Read, "第二页")]);
}
