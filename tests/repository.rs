//! The files of this repository, as the tests about the house itself need them.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// Folders that are made, fetched or not ours.
const SKIPPED: [&str; 8] = [
    ".git",
    "target",
    "node_modules",
    "dist",
    "dist-fake",
    "gen",
    "shots",
    "fonts",
];

/// The root of the repository that is tested; asked when the test runs, as checkouts may share a build folder.
pub fn root() -> &'static Path {
    static HERE: LazyLock<PathBuf> = LazyLock::new(|| {
        std::env::var_os("CARGO_MANIFEST_DIR").map_or(env!("CARGO_MANIFEST_DIR").into(), PathBuf::from)
    });
    HERE.parent().expect("tests/ has a parent")
}

/// Every hand-kept file under `folder` whose name ends in one of `extensions`, in order; paths are relative to the root.
pub fn files(folder: &str, extensions: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    walk(&root().join(folder), extensions, &mut found);
    assert!(
        !found.is_empty(),
        "{folder} has no {extensions:?} file: the test looks in the wrong place"
    );
    found.sort();
    found
}

/// The text of a file given relative to the root.
pub fn text(file: &Path) -> String {
    std::fs::read_to_string(root().join(file)).unwrap_or_else(|why| panic!("{}: {why}", file.display()))
}

/// The lines of a Rust file that are not comments, with their numbers.
pub fn code_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines()
        .enumerate()
        .map(|(index, line)| (index + 1, line))
        .filter(|(_, line)| !line.trim_start().starts_with("//"))
}

fn walk(folder: &Path, extensions: &[&str], found: &mut Vec<PathBuf>) {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|why| panic!("{}: {why}", folder.display()));
    for entry in entries {
        let path = entry.expect("a readable folder").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() {
            if !SKIPPED.contains(&name.as_str()) {
                walk(&path, extensions, found);
            }
        } else if extensions
            .iter()
            .any(|extension| name.ends_with(&format!(".{extension}")))
        {
            found.push(path.strip_prefix(root()).expect("walked from the root").to_owned());
        }
    }
}
