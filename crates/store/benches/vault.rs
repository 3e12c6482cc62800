//! What a lawyer waits for: the vault to open, a change to be saved, a large case to be read.

use case::{Answer, Change, Op, Party, Position, Record, Review, Side, Source};
use chrono::{DateTime, FixedOffset};
use divan::{Bencher, black_box};
use law::{Interval, Value};
use store::{CaseId, Kdf, Projection, Vault};
use tempfile::TempDir;

const FACTS: usize = 100_000;
const PASSPHRASE: &str = "口令";

fn main() {
    divan::main();
}

fn now() -> DateTime<FixedOffset> {
    "2026-03-02T09:30:00+08:00".parse().expect("a moment")
}

fn change(row: usize) -> Change {
    let source = Source::Page {
        volume: "2".into(),
        page: format!("{}", row % 300),
        quote: String::new(),
        anchor: None,
    };
    let position = Position {
        answer: Answer::Known {
            value: Value::Money(Interval::exactly(row as i64 * 100)),
            typed: format!("{row}元"),
        },
        sources: vec![source],
        note: "租用服务器三台".into(),
        status: None,
        reason: String::new(),
        by: "王律师".into(),
        at: now(),
        review: Review::default(),
    };
    let path = format!("helped/r{row:06}/amount").parse().expect("a path");
    Change {
        actor: Some("p1".into()),
        path,
        side: Side::Alleged,
        position: Some(Box::new(position)),
    }
}

fn empty() -> Record {
    let mut record = Record::default();
    let party = Party {
        id: "p1".into(),
        name: "王某".into(),
        client: true,
        ..Party::default()
    };
    record.apply(Op::SetParty(party)).expect("a party");
    record
}

fn changes(facts: usize) -> Op {
    Op::Record((0..facts).map(change).collect())
}

fn vault(facts: usize) -> (TempDir, Vault, CaseId) {
    let dir = tempfile::tempdir().expect("a folder");
    let vault = Vault::create(dir.path(), "王律师", PASSPHRASE, Kdf::FLOOR, now()).expect("a vault");
    let mut record = empty();
    record.apply(changes(facts)).expect("facts");
    let id = vault
        .create_case(&record, Projection::default(), now())
        .expect("a case");
    (dir, vault, id)
}

/// Without the key derivation, which is slow on purpose; with closing it again.
#[divan::bench(sample_count = 20, sample_size = 1)]
fn vault_open(bencher: Bencher<'_, '_>) {
    let (dir, vault, _) = vault(100);
    let user = vault.user().id.clone();
    drop(vault);
    bencher
        .with_inputs(|| Vault::prove(dir.path(), &user, PASSPHRASE).expect("proves"))
        .bench_values(|proof| drop(Vault::open(dir.path(), proof, now()).expect("opens")));
}

/// One fact and its audit line, on the disk.
#[divan::bench(sample_count = 100, sample_size = 1)]
fn one_write(bencher: Bencher<'_, '_>) {
    let (_dir, vault, id) = vault(1_000);
    bencher
        .with_inputs(|| Op::Record(vec![change(7)]))
        .bench_local_values(|op| vault.write(&id, now(), &op, "录入事实", None).expect("writes"));
}

/// The yardstick: the same record built from changes that are already in memory.
#[divan::bench(sample_count = 10, sample_size = 1)]
fn baseline_in_memory(bencher: Bencher<'_, '_>) {
    bencher
        .with_inputs(|| (empty(), changes(FACTS)))
        .bench_values(|(mut record, changes)| {
            record.apply(changes).expect("facts");
            record
        });
}

/// 100,000 facts from an open file.
#[divan::bench(sample_count = 10, sample_size = 1)]
fn load(bencher: Bencher<'_, '_>) {
    let (_dir, vault, id) = vault(FACTS);
    bencher.bench_local(|| black_box(vault.load(&id).expect("reads")));
}

/// 100,000 facts from a closed vault: unwrapping, opening, checking every page, reading.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn open_and_load(bencher: Bencher<'_, '_>) {
    let (dir, vault, id) = vault(FACTS);
    let user = vault.user().id.clone();
    drop(vault);
    bencher
        .with_inputs(|| Vault::prove(dir.path(), &user, PASSPHRASE).expect("proves"))
        .bench_values(|proof| {
            let vault = Vault::open(dir.path(), proof, now()).expect("opens");
            black_box(vault.load(&id).expect("reads"))
        });
}

/// The whole audit chain of a case with 100,000 facts.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn verify(bencher: Bencher<'_, '_>) {
    let (_dir, vault, id) = vault(FACTS);
    bencher.bench_local(|| vault.verify_chain(&id).expect("reads"));
}
