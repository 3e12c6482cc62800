//! The law this program was built with.

use law::{Book, File};
use std::sync::OnceLock;

static FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/rules.rs"));

/// Every rule file, as built in.
pub fn rule_files() -> Vec<File> {
    FILES
        .iter()
        .map(|(path, text)| File {
            path: path.to_string(),
            text: text.to_string(),
        })
        .collect()
}

/// The built-in rules, linked once.
pub fn book() -> &'static Book {
    static BOOK: OnceLock<Book> = OnceLock::new();
    BOOK.get_or_init(|| {
        Book::read(&rule_files()).unwrap_or_else(|faults| {
            let said: Vec<String> = faults.iter().map(ToString::to_string).collect();
            unreachable!("the built-in rules are checked by the tests: {}", said.join("\n"))
        })
    })
}
