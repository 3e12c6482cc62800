//! Packs `rules/` into the program, so that it reads no file to know the law.

use std::fmt::Write;
use std::path::Path;

fn main() {
    // Asked when it runs: built for one checkout, it may be run for another that shares the build folder.
    let here = std::env::var("CARGO_MANIFEST_DIR").expect("cargo sets CARGO_MANIFEST_DIR for build scripts");
    let root = Path::new(&here).join("../../rules");
    println!("cargo::rerun-if-changed={}", root.display());
    let mut files = Vec::new();
    collect(&root, &root, &mut files);
    files.sort();
    let mut code = String::from("&[\n");
    for (name, path) in files {
        let _ = writeln!(code, "    ({name:?}, include_str!({path:?})),");
    }
    code.push(']');
    let out = std::env::var("OUT_DIR").expect("cargo sets OUT_DIR for build scripts");
    std::fs::write(Path::new(&out).join("rules.rs"), code).expect("the build folder is writable");
}

fn collect(dir: &Path, root: &Path, files: &mut Vec<(String, String)>) {
    println!("cargo::rerun-if-changed={}", dir.display());
    for entry in std::fs::read_dir(dir)
        .expect("rules/ is part of the source tree")
        .flatten()
    {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, root, files);
        } else if path.extension().is_some_and(|kind| kind == "toml" || kind == "md") {
            let name = path
                .strip_prefix(root)
                .expect("below rules/")
                .to_string_lossy()
                .replace('\\', "/");
            let path = path.canonicalize().expect("it was just listed");
            files.push((name, path.to_string_lossy().into_owned()));
        }
    }
}
