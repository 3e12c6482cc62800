//! Reads, links, lints a rules folder and runs its examples.
fn main() {
    let root = std::path::PathBuf::from(std::env::args().nth(1).unwrap_or_else(|| "rules".into()));
    let mut files = Vec::new();
    fn walk(dir: &std::path::Path, root: &std::path::Path, files: &mut Vec<law::File>) {
        for entry in std::fs::read_dir(dir).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                walk(&path, root, files)
            } else if let Ok(text) = std::fs::read_to_string(&path) {
                let path = path
                    .strip_prefix(root)
                    .map(|p| p.to_string_lossy().replace('\\', "/"))
                    .unwrap_or_default();
                files.push(law::File { path, text });
            }
        }
    }
    walk(&root, &root, &mut files);
    match law::Book::read(&files) {
        Err(faults) => {
            for fault in faults {
                println!("{fault}")
            }
        }
        Ok(book) => {
            for fault in law::lint(&book) {
                println!("{fault}")
            }
            for failure in law::run_examples(&book) {
                println!("{}", failure.message)
            }
            println!("{} packs, {} defences", book.offences.len(), book.defences.len());
        }
    }
}
