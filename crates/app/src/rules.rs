//! The law in force here: what the program was built with, or what this vault has accepted instead.

use law::{Book, File};
use std::cell::Cell;
use std::sync::OnceLock;

static FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/rules.rs"));

/// A whole set of rules, read once and kept for the life of the program.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rules {
    pub book: &'static Book,
    pub files: &'static [File],
}

thread_local! {
    /// The rules of the vault whose call this thread is answering.
    static IN_FORCE: Cell<Option<Rules>> = const { Cell::new(None) };
}

/// Answers with these rules in force, then with those from before.
pub(crate) fn under<T>(rules: Option<Rules>, work: impl FnOnce() -> T) -> T {
    struct Back(Option<Rules>);
    impl Drop for Back {
        fn drop(&mut self) {
            IN_FORCE.set(self.0);
        }
    }
    let _back = Back(IN_FORCE.replace(rules));
    work()
}

/// The rules the program was built with.
pub(crate) fn built_in() -> Rules {
    static RULES: OnceLock<(Book, Vec<File>)> = OnceLock::new();
    let (book, files) = RULES.get_or_init(|| {
        let files: Vec<File> = FILES
            .iter()
            .map(|(path, text)| File {
                path: path.to_string(),
                text: text.to_string(),
            })
            .collect();
        let book = Book::read(&files).unwrap_or_else(|faults| {
            let said: Vec<String> = faults.iter().map(ToString::to_string).collect();
            unreachable!("the built-in rules are checked by the tests: {}", said.join("\n"))
        });
        (book, files)
    });
    Rules { book, files }
}

fn in_force() -> Rules {
    IN_FORCE.get().unwrap_or_else(built_in)
}

/// Every rule file in force.
pub fn rule_files() -> Vec<File> {
    in_force().files.to_vec()
}

/// The rules in force, linked.
pub fn book() -> &'static Book {
    in_force().book
}
