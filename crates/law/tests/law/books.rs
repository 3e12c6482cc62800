//! Books for the tests: the rules of the tree, and small made-up ones.

use law::{Book, File};
use std::path::Path;
use std::sync::OnceLock;

/// The rules in the tree.
pub fn real() -> &'static Book {
    static BOOK: OnceLock<Book> = OnceLock::new();
    BOOK.get_or_init(|| {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rules");
        let mut files = Vec::new();
        collect(&root, &root, &mut files);
        read(files)
    })
}

/// A book of one pack, from the text of its dictionary and of its pack.
pub fn made_up(facts: &str, pack: &str) -> Book {
    let file = |path: &str, text: &str| File {
        path: path.into(),
        text: text.into(),
    };
    read(vec![
        file("facts/made_up.toml", facts),
        file("offences/made_up/2020-01-01.toml", pack),
    ])
}

fn read(files: Vec<File>) -> Book {
    Book::read(&files).unwrap_or_else(|faults| {
        let lines: Vec<String> = faults.iter().map(ToString::to_string).collect();
        panic!("{}", lines.join("\n"))
    })
}

fn collect(dir: &Path, root: &Path, files: &mut Vec<File>) {
    for entry in std::fs::read_dir(dir).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, root, files);
        } else if path.extension().is_some_and(|kind| kind == "toml") {
            let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
            let text = std::fs::read_to_string(&path).unwrap();
            files.push(File { path: name, text });
        }
    }
}
