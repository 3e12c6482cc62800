//! A file is one idea: nothing hand-written is over 500 lines, a component over 250.

use std::path::Path;

use crate::repository::{files, text};

/// Written by a program, read by nobody.
const GENERATED: [&str; 1] = ["ui/src/api/commands.ts"];

#[test]
fn no_file_is_too_long() {
    let mut faults = Vec::new();
    for file in files("", &["rs", "ts", "js", "mjs", "css", "sql", "svelte"]) {
        let limit = limit(&file);
        let lines = text(&file).lines().count();
        if lines > limit {
            faults.push(format!("{}: {lines} lines, at most {limit}", file.display()));
        }
    }
    assert!(faults.is_empty(), "split these files by idea:\n{}", faults.join("\n"));
}

fn limit(file: &Path) -> usize {
    if GENERATED.iter().any(|generated| Path::new(generated) == file) {
        usize::MAX
    } else if file.extension().is_some_and(|extension| extension == "svelte") {
        250
    } else {
        500
    }
}
