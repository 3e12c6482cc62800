//! Writes the sample documents as PDF into a folder, to be looked at: `cargo run -p memo --example samples -- FOLDER`.

#[path = "../tests/samples/mod.rs"]
#[allow(dead_code)]
mod samples;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args().nth(1).ok_or("give a folder")?;
    for (name, document) in [
        ("analysis", samples::analysis(3).as_draft()),
        ("opinion", samples::opinion()),
    ] {
        let path = std::path::Path::new(&folder).join(format!("{name}.pdf"));
        std::fs::write(path, memo::pdf(&document)?.bytes)?;
    }
    Ok(())
}
