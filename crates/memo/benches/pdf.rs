//! How long a document takes: 10 pages, 100 and 1,000. Run with `cargo bench -p memo`.

#[path = "../tests/samples/mod.rs"]
#[allow(dead_code)]
mod samples;

fn main() {
    // The first document of a process also parses the typefaces; that is measured by `first`.
    divan::main();
}

#[divan::bench(sample_count = 1, sample_size = 1)]
fn a_first_ten_pages() {
    divan::black_box(memo::pdf(&samples::analysis(7)).expect("a sample renders"));
}

#[divan::bench(sample_count = 10, sample_size = 1)]
fn ten_pages(bencher: divan::Bencher) {
    let document = samples::analysis(7);
    bencher.bench(|| memo::pdf(&document).expect("a sample renders"));
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn hundred_pages(bencher: divan::Bencher) {
    let document = samples::analysis(70);
    bencher.bench(|| memo::pdf(&document).expect("a sample renders"));
}

#[divan::bench(sample_count = 2, sample_size = 1)]
fn thousand_pages(bencher: divan::Bencher) {
    let document = samples::analysis(700);
    bencher.bench(|| memo::pdf(&document).expect("a sample renders"));
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn hundred_pages_as_word(bencher: divan::Bencher) {
    let document = samples::analysis(70);
    bencher.bench(|| memo::docx(&document).expect("a sample is written"));
}
