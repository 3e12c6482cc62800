//! Bad rules, one fault each, and the exact words a lawyer is told. `tests/lint/good/` is a book with no fault; every
//! `tests/lint/<fault>.toml` says what to write wrong in it, and the `.txt` beside it holds the message.
//! `UPDATE=1` rewrites the messages; the diff is reviewed like code.

use std::path::{Path, PathBuf};

use law::{Book, File, lint, run_examples};
use serde::Deserialize;

use crate::repository::{files, root, text};

/// One slip.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Slip {
    /// The file of the good book it is in, or a new one.
    file: String,
    /// What is replaced; it stands there exactly once. Without it the text is added at the end.
    replace: Option<String>,
    /// What is written instead.
    with: String,
}

fn good() -> Vec<File> {
    let below = |path: &PathBuf| {
        path.strip_prefix("tests/lint/good")
            .expect("below the good book")
            .to_owned()
    };
    let read = |path: &PathBuf| File {
        path: below(path).to_string_lossy().into_owned(),
        text: text(path),
    };
    files("tests/lint/good", &["toml"]).iter().map(read).collect()
}

/// Everything that is wrong with a book, as it is printed.
fn complaints(files: &[File]) -> Vec<String> {
    match Book::read(files) {
        Err(faults) => faults.iter().map(ToString::to_string).collect(),
        Ok(book) => {
            let faults = lint(&book).into_iter().map(|fault| fault.to_string());
            faults
                .chain(run_examples(&book).into_iter().map(|failure| failure.message))
                .collect()
        }
    }
}

#[test]
fn the_good_book_has_no_fault() {
    assert_eq!(complaints(&good()), Vec::<String>::new());
}

#[test]
fn every_slip_is_told_in_these_words() {
    let all = files("tests/lint", &["toml"]);
    let slips: Vec<&PathBuf> = all.iter().filter(|path| !path.starts_with("tests/lint/good")).collect();
    assert!(slips.len() >= 25, "only {} slips", slips.len());
    let mut wrong = Vec::new();
    for path in slips {
        let found = told(path);
        // A TOML fault shows the line and a caret below its message.
        let faults = found.lines().filter(|line| !line.starts_with("  ")).count();
        if faults != 1 {
            wrong.push(format!("{}: one slip, {faults} messages\n{found}", path.display()));
        }
        let beside = path.with_extension("txt");
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(root().join(&beside), &found).expect("the folder of the tests can be written");
        }
        let wanted = std::fs::read_to_string(root().join(&beside)).unwrap_or_default();
        if found != wanted {
            wrong.push(format!("{}\nwanted:\n{wanted}found:\n{found}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn told(path: &Path) -> String {
    let slip: Slip = toml::from_str(&text(path)).unwrap_or_else(|why| panic!("{}: {why}", path.display()));
    let mut book = good();
    match (book.iter_mut().find(|file| file.path == slip.file), &slip.replace) {
        (Some(file), Some(old)) => {
            assert_eq!(
                file.text.matches(old).count(),
                1,
                "{}: the text to replace",
                path.display()
            );
            file.text = file.text.replace(old, &slip.with);
        }
        (Some(file), None) => file.text.push_str(&slip.with),
        (None, None) => book.push(File {
            path: slip.file,
            text: slip.with,
        }),
        (None, Some(_)) => panic!("{}: no such file in the good book", path.display()),
    }
    complaints(&book).iter().map(|line| format!("{line}\n")).collect()
}
