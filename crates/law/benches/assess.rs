//! One assessment of the whole pack, its openings, and a large table. Absolute times are the machine's; after them stand
//! ratios to the smallest useful piece of work: copying the facts of the same case once.

use law::{Book, FactSet, File, Row, RuleSet, Table, Truth};
use std::io::Write;
use std::path::Path;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

fn main() {
    divan::main();
    ratios();
}

/// What each piece of work costs, in copies of the facts it reads.
fn ratios() {
    let (pack, rich, empty, large) = (pack(), rich(), FactSet::default(), large());
    let copy = median(200, || rich.clone().facts.len());
    let copy_large = median(5, || large.clone().facts.len());
    let rows = [
        (
            "assess, rich case",
            median(200, || law::assess(pack, &rich).parts.len()),
            copy,
        ),
        (
            "assess, empty case",
            median(200, || law::assess(pack, &empty).parts.len()),
            copy,
        ),
        ("all offences, rich case", median(200, || all_offences(&rich)), copy),
        (
            "openings, rich case",
            median(200, || law::openings(pack, &rich).len()),
            copy,
        ),
        (
            "openings, empty case",
            median(50, || law::openings(pack, &empty).len()),
            copy,
        ),
        (
            "flips, rich case",
            median(20, || flips_of(&rich, law::Want::NotMadeOut)),
            copy,
        ),
        (
            "flips, empty case",
            median(20, || flips_of(&empty, law::Want::MadeOut)),
            copy,
        ),
        (
            "assess, 100,000 rows",
            median(5, || law::assess(pack, &large).parts.len()),
            copy_large,
        ),
    ];
    let mut out = std::io::stdout();
    let _ = writeln!(
        out,
        "ratio to one copy of the same facts ({copy:?} rich, {copy_large:?} large):"
    );
    for (name, time, baseline) in rows {
        let tenths = time.as_nanos() * 10 / baseline.as_nanos().max(1);
        let _ = writeln!(out, "  {name:<22} {:>6}.{}", tenths / 10, tenths % 10);
    }
}

/// Every smallest flip of the whole offence, nothing undisputed.
fn flips_of(facts: &FactSet, want: law::Want) -> usize {
    let aim = law::Aim {
        node: pack().root,
        want,
        fixed: &std::collections::BTreeSet::new(),
        size: law::Aim::LARGEST,
        most: 60,
    };
    law::flips(book(), pack(), facts, aim).sets.len()
}

fn median(times: usize, work: impl Fn() -> usize) -> Duration {
    let mut all: Vec<Duration> = (0..times)
        .map(|_| {
            let start = Instant::now();
            divan::black_box(work());
            start.elapsed()
        })
        .collect();
    all.sort();
    all[times / 2]
}

fn book() -> &'static Book {
    static BOOK: OnceLock<Book> = OnceLock::new();
    BOOK.get_or_init(|| {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rules");
        let mut files = Vec::new();
        collect(&root, &root, &mut files);
        Book::read(&files).expect("the rules in the tree are linted")
    })
}

fn collect(dir: &Path, root: &Path, files: &mut Vec<File>) {
    for entry in std::fs::read_dir(dir).expect("a folder of the tree").flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, root, files);
        } else if path.extension().is_some_and(|kind| kind == "toml") {
            let name = path
                .strip_prefix(root)
                .expect("below the root")
                .to_string_lossy()
                .replace('\\', "/");
            files.push(File {
                path: name,
                text: std::fs::read_to_string(&path).expect("a file of the tree"),
            });
        }
    }
}

fn pack() -> &'static RuleSet {
    book()
        .versions("assisting_cybercrime")
        .last()
        .expect("the offence there is")
}

/// Every offence in its newest version, each as a whole tree with its penalty bands.
fn all_offences(facts: &FactSet) -> usize {
    let newest = book()
        .offences
        .chunk_by(|a, b| a.id == b.id)
        .filter_map(<[RuleSet]>::last);
    newest
        .map(|pack| law::assess(pack, facts).parts.len() + law::Charge::of(pack, facts).bands.len())
        .sum()
}

/// The example with the most facts among those with unlawful income: a rich case.
fn rich() -> FactSet {
    let rows = |facts: &FactSet| facts.tables.values().map(|table| table.rows.len()).sum::<usize>();
    let counts = |facts: &FactSet| {
        let tree = law::assess(pack(), facts);
        let gains = tree.find("s4_gross_all").and_then(|step| step.leaf.as_ref());
        gains.is_some_and(|leaf| leaf.rows.iter().any(|row| row.truth.is_true()))
    };
    let examples = law::example_facts(book()).into_iter().filter(counts);
    examples
        .max_by_key(|facts| facts.facts.len() + rows(facts) * 8)
        .expect("an example with an income row that counts")
}

/// The rich case with 100,000 income rows.
fn large() -> FactSet {
    let mut facts = rich();
    let model = facts
        .tables
        .get("income")
        .and_then(|table| table.rows.first())
        .cloned()
        .unwrap_or_default();
    let rows = (0..100_000)
        .map(|at| Row {
            id: format!("r{at:06}"),
            ..model.clone()
        })
        .collect();
    facts.tables.insert(
        "income".into(),
        Table {
            complete: Truth::True,
            rows,
        },
    );
    facts
}

/// Baseline: every fact copied once.
#[divan::bench]
fn baseline_copy_facts(bencher: divan::Bencher) {
    let facts = rich();
    bencher.bench_local(|| facts.clone());
}

#[divan::bench]
fn assess_rich(bencher: divan::Bencher) {
    let (pack, facts) = (pack(), rich());
    bencher.bench_local(|| law::assess(pack, &facts).truth);
}

#[divan::bench]
fn all_offences_rich(bencher: divan::Bencher) {
    let facts = rich();
    all_offences(&facts);
    bencher.bench_local(|| all_offences(&facts));
}

#[divan::bench]
fn assess_empty(bencher: divan::Bencher) {
    let (pack, facts) = (pack(), FactSet::default());
    bencher.bench_local(|| law::assess(pack, &facts).truth);
}

#[divan::bench]
fn openings_rich(bencher: divan::Bencher) {
    let (pack, facts) = (pack(), rich());
    bencher.bench_local(|| law::openings(pack, &facts).len());
}

#[divan::bench]
fn openings_empty(bencher: divan::Bencher) {
    let (pack, facts) = (pack(), FactSet::default());
    bencher.bench_local(|| law::openings(pack, &facts).len());
}

#[divan::bench(sample_count = 20)]
fn flips_rich(bencher: divan::Bencher) {
    let facts = rich();
    let want = if law::assess(pack(), &facts).truth.is_true() {
        law::Want::NotMadeOut
    } else {
        law::Want::MadeOut
    };
    bencher.bench_local(|| flips_of(&facts, want));
}

#[divan::bench(sample_count = 20)]
fn flips_empty(bencher: divan::Bencher) {
    bencher.bench_local(|| flips_of(&FactSet::default(), law::Want::MadeOut));
}

#[divan::bench(sample_count = 5)]
fn assess_100_000_rows(bencher: divan::Bencher) {
    let (pack, facts) = (pack(), large());
    bencher.bench_local(|| law::assess(pack, &facts).truth);
}

/// A large table of which nothing is settled: every row is an opening.
#[divan::bench(sample_count = 5)]
fn openings_100_000_unsettled_rows(bencher: divan::Bencher) {
    let (pack, mut facts) = (pack(), large());
    for row in facts
        .tables
        .get_mut("income")
        .into_iter()
        .flat_map(|table| &mut table.rows)
    {
        row.cells.remove("kept");
    }
    facts.tables.remove("settlements");
    for object in facts
        .tables
        .get_mut("objects")
        .into_iter()
        .flat_map(|table| &mut table.rows)
    {
        object.doubtful = true;
    }
    bencher.bench_local(|| law::openings(pack, &facts).len());
}
