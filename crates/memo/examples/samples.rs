//! Writes the sample documents as PDF and DOCX into a folder, to be looked at: `cargo run -p memo --example samples -- FOLDER`.

#[path = "../tests/samples/mod.rs"]
#[allow(dead_code)]
mod samples;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args().nth(1).ok_or("give a folder")?;
    for (name, document) in [
        ("analysis", samples::analysis(3).as_draft()),
        ("opinion", samples::opinion()),
        ("brief", samples::brief()),
        ("brief-firm", {
            let mut document = samples::brief();
            document.preset = memo::document::Preset::Firm;
            document.footer = memo::document::Footer::Counted;
            document.as_draft()
        }),
    ] {
        let path = std::path::Path::new(&folder).join(name);
        std::fs::write(path.with_extension("pdf"), memo::pdf(&document)?.bytes)?;
        std::fs::write(path.with_extension("docx"), memo::docx(&document)?)?;
    }
    Ok(())
}
