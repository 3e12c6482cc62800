//! What a conflict check costs: one person against a register of ten thousand.

use case::conflict::{Identity, Prepared, find};
use divan::{Bencher, black_box};

const ENTRIES: usize = 10_000;

fn main() {
    divan::main();
}

fn entry(number: usize) -> Identity {
    let pick = |from: &str, at: usize| from.chars().nth(at % from.chars().count()).unwrap_or('某');
    let name = [
        pick("王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗单曾解仇查", number),
        pick("小晓大文志建国玉海春秀美", number / 25),
        pick("明鸣铭伟玮芳川山峰锋强静敏", number / 300),
    ];
    Identity {
        register: format!("c/{number}"),
        name: name.iter().collect(),
        aliases: vec![format!("网名{number}")],
        ids: vec![format!("11010119900101{:04}", number % 10_000)],
        phones: vec![format!("138{number:08}")],
        accounts: vec![format!("622200000000{number:07}")],
        units: Vec::new(),
    }
}

fn asked() -> Prepared {
    Prepared::of(&Identity {
        register: "c/new".into(),
        ..entry(4_321)
    })
}

/// The register already prepared.
#[divan::bench]
fn check(bencher: Bencher) {
    let register: Vec<Prepared> = (0..ENTRIES).map(|number| Prepared::of(&entry(number))).collect();
    bencher.bench(|| find(black_box(&asked()), &register));
}

/// The register read from its rows for this one check.
#[divan::bench]
fn prepare_and_check(bencher: Bencher) {
    let register: Vec<Identity> = (0..ENTRIES).map(entry).collect();
    bencher.bench(|| {
        let prepared: Vec<Prepared> = register.iter().map(Prepared::of).collect();
        find(black_box(&asked()), &prepared)
    });
}
