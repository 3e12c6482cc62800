//! The reference pages: what is printed, as pictures. `UPDATE=1` writes them again; look at them before keeping them.
//! Needs poppler-utils.

#[allow(dead_code)]
mod samples;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use memo::document::Preset;
use memo::{Document, pdf};

/// Dots to the inch: enough to see a line that moved, little enough to keep the pictures small.
const DOTS: &str = "40";

/// A page in greys.
struct Picture {
    width: usize,
    height: usize,
    greys: Vec<u8>,
}

fn read(path: &Path) -> Picture {
    let file = fs::File::open(path).unwrap_or_else(|cause| panic!("{}: {cause}; run with UPDATE=1", path.display()));
    let mut decoder = png::Decoder::new(std::io::BufReader::new(file));
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().expect("a PNG");
    let mut greys = vec![0; reader.output_buffer_size().expect("it fits in memory")];
    let info = reader.next_frame(&mut greys).expect("a whole PNG");
    greys.truncate(info.buffer_size());
    // pdftoppm writes greys as three equal colours.
    let step = info.color_type.samples();
    let greys = greys.into_iter().step_by(step).collect();
    Picture {
        width: info.width as usize,
        height: info.height as usize,
        greys,
    }
}

/// Keeps a page in sixteen greys: a fifth of what pdftoppm writes.
fn keep(picture: &Picture, path: &Path) {
    let file = fs::File::create(path).expect("the picture is kept");
    let mut encoder = png::Encoder::new(
        std::io::BufWriter::new(file),
        picture.width as u32,
        picture.height as u32,
    );
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::Four);
    encoder.set_compression(png::Compression::High);
    let rows = picture.greys.chunks(picture.width).flat_map(|row| {
        row.chunks(2)
            .map(|pair| pair[0] & 0xf0 | pair.get(1).copied().unwrap_or(0) >> 4)
            .collect::<Vec<u8>>()
    });
    let bytes: Vec<u8> = rows.collect();
    let mut writer = encoder.write_header().expect("a head");
    writer.write_image_data(&bytes).expect("the picture");
}

impl Picture {
    /// The grey of each square of three by three dots: what an eye sees from where it reads.
    fn squares(&self) -> Vec<f64> {
        let mut squares = Vec::new();
        for top in (0..self.height - 2).step_by(3) {
            for left in (0..self.width - 2).step_by(3) {
                let sum: u32 = (0..9)
                    .map(|at| u32::from(self.greys[(top + at / 3) * self.width + left + at % 3]))
                    .sum();
                squares.push(f64::from(sum) / 9.0);
            }
        }
        squares
    }
}

/// Compares some pages of a document with those that are kept.
fn check(name: &str, document: &Document, pages: &[usize]) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("paper.pdf");
    fs::write(&file, pdf(document).expect("a sample renders").bytes).expect("the file is written");
    let status = Command::new("pdftoppm")
        .args(["-r", DOTS, "-gray", "-png"])
        .arg(&file)
        .arg(folder.path().join("page"))
        .status()
        .expect("pdftoppm is needed (poppler-utils)");
    assert!(status.success());
    let mut made: Vec<PathBuf> = fs::read_dir(folder.path())
        .expect("the folder is there")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|kind| kind == "png"))
        .collect();
    made.sort();
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages");
    let place = |at: usize| kept.join(format!("{name}-{at}.png"));
    if std::env::var_os("UPDATE").is_some() {
        fs::create_dir_all(&kept).expect("the folder is made");
        for at in pages {
            keep(&read(&made[at - 1]), &place(*at));
        }
    }
    for at in pages {
        let (mut ours, theirs) = (read(&made[at - 1]), read(&place(*at)));
        for grey in &mut ours.greys {
            *grey = (*grey >> 4) * 17;
        }
        assert_eq!(
            (ours.width, ours.height),
            (theirs.width, theirs.height),
            "{name}, page {at}"
        );
        let (ours, theirs) = (ours.squares(), theirs.squares());
        let off: Vec<f64> = ours
            .iter()
            .zip(&theirs)
            .map(|(one, other)| (one - other).abs())
            .collect();
        let mean = off.iter().sum::<f64>() / off.len() as f64;
        let far = off.iter().filter(|off| **off > 60.0).count() as f64 / off.len() as f64;
        // Another version of poppler smooths otherwise by a few greys; a word that moved changes whole squares.
        assert!(
            mean < 1.5 && far < 0.002,
            "{name}, page {at}: {mean:.2} greys off on average, {:.2}% of the page far off",
            far * 100.0
        );
    }
}

#[test]
fn the_opinion_looks_as_it_did() {
    check("opinion", &samples::opinion(), &[1, 2, 4, 5]);
}

#[test]
fn the_brief_looks_as_it_did() {
    check("brief", &samples::brief(), &[1, 2, 3, 6, 7]);
}

#[test]
fn the_draft_analysis_looks_as_it_did() {
    check("analysis", &samples::analysis(1).as_draft(), &[1, 2]);
}

#[test]
fn the_wide_sheet_looks_as_it_did() {
    let mut document = samples::analysis(1);
    document.blocks.truncate(10);
    document.preset = Preset::Wide;
    check("wide", &document, &[1]);
}

#[test]
fn a_page_that_changed_is_seen() {
    let mut document = samples::opinion();
    if let Some(memo::document::Block::Title { spans }) = document.blocks.first_mut() {
        spans[0].text = "另一个标题".to_owned();
    }
    if std::env::var_os("UPDATE").is_none() {
        assert!(std::panic::catch_unwind(|| check("opinion", &document, &[1])).is_err());
    }
}
