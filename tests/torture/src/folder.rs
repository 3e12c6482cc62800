//! Folders of vaults: copied, listed, and kept where copying is quick.

use std::path::{Path, PathBuf};

/// A folder that goes away again, in memory where the system has a place for that.
pub fn scratch() -> tempfile::TempDir {
    let quick = Path::new("/dev/shm");
    let made = if quick.is_dir() {
        tempfile::tempdir_in(quick)
    } else {
        tempfile::tempdir()
    };
    made.expect("a temporary folder")
}

/// Every file below a folder, by name below it.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    collect(folder, folder, &mut found);
    found.sort();
    found
}

fn collect(folder: &Path, root: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, root, found);
        } else if let Ok(name) = path.strip_prefix(root) {
            found.push(name.to_path_buf());
        }
    }
}

/// Copies a folder with everything in it; what is in the way at the other end goes first.
pub fn copy(from: &Path, to: &Path) {
    let _ = std::fs::remove_dir_all(to);
    std::fs::create_dir_all(to.join("cases")).expect("a folder");
    for name in files(from) {
        let target = to.join(&name);
        if let Some(parent) = target.parent() {
            std::fs::create_dir_all(parent).expect("a folder");
        }
        std::fs::copy(from.join(&name), target).expect("copied");
    }
}
