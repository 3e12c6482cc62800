//! Paper that went over a scanner: pictures of pages in one PDF, no words in it.

use std::path::{Path, PathBuf};
use std::process::Command;

/// Pixels of a page, and points.
const SIZE: (u32, u32) = (1240, 1754);
const POINTS: (u32, u32) = (595, 842);

/// Pages of the demonstration memo: each as a picture, and the words it really has.
pub struct Paper {
    pub pictures: Vec<Vec<u8>>,
    pub words: Vec<String>,
}

/// Prints the demonstration memo into `folder` and puts its first pages on the scanner, grey and not quite sharp.
pub fn paper(folder: &Path, pages: u32, quality: u32) -> Paper {
    let memo = folder.join("memo.pdf");
    if !memo.exists() {
        let printed = folder.join("printed");
        run(Command::new(beside("mingbian")).arg("demo").arg("-o").arg(&printed));
        let made = std::fs::read_dir(&printed).expect("printed").flatten();
        let first = made
            .map(|file| file.path())
            .find(|path| path.to_string_lossy().contains("案件分析备忘录"));
        std::fs::rename(first.expect("a memo"), &memo).expect("renamed");
    }
    let last = pages.to_string();
    run(Command::new("pdftoppm")
        .args(["-gray", "-jpeg", "-jpegopt", &format!("quality={quality}"), "-l", &last])
        .args(["-scale-to-x", &SIZE.0.to_string(), "-scale-to-y", &SIZE.1.to_string()])
        .arg(&memo)
        .arg(folder.join("page")));
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("a folder")
        .flatten()
        .map(|file| file.path())
        .filter(|path| path.extension().is_some_and(|end| end == "jpg"))
        .collect();
    files.sort();
    let pictures = files
        .iter()
        .map(|file| std::fs::read(file).expect("a picture"))
        .collect();
    files.iter().for_each(|file| std::fs::remove_file(file).expect("gone"));
    let words = (1..=pages).map(|page| {
        let page = page.to_string();
        let said = Command::new("pdftotext")
            .args(["-f", &page, "-l", &page])
            .arg(&memo)
            .arg("-")
            .output();
        String::from_utf8(said.expect("poppler-utils is installed (make setup)").stdout).expect("words")
    });
    Paper {
        words: words.collect(),
        pictures,
    }
}

/// The pictures as one PDF, a page each.
pub fn scanned(pictures: &[&[u8]]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.5\n".to_vec();
    let mut places = Vec::new();
    let mut object = |bytes: &mut Vec<u8>, head: &str, stream: &[u8]| {
        places.push(bytes.len());
        bytes.extend(format!("{} 0 obj\n{head}\n", places.len()).as_bytes());
        if !stream.is_empty() {
            bytes.extend(b"stream\n");
            bytes.extend(stream);
            bytes.extend(b"\nendstream\n");
        }
        bytes.extend(b"endobj\n");
    };
    let kids: String = (0..pictures.len())
        .map(|page| format!("{} 0 R ", 3 + 3 * page))
        .collect();
    object(&mut bytes, "<< /Type /Catalog /Pages 2 0 R >>", &[]);
    let pages = format!("<< /Type /Pages /Count {} /Kids [{kids}] >>", pictures.len());
    object(&mut bytes, &pages, &[]);
    let (width, height) = POINTS;
    let drawn = format!("q {width} 0 0 {height} 0 0 cm /P Do Q");
    for (page, picture) in pictures.iter().enumerate() {
        let own = 3 + 3 * page;
        let (content, image) = (own + 1, own + 2);
        let head = format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width} {height}] /Contents {content} 0 R /Resources << /XObject << /P \
             {image} 0 R >> >> >>"
        );
        object(&mut bytes, &head, &[]);
        object(&mut bytes, &format!("<< /Length {} >>", drawn.len()), drawn.as_bytes());
        let head = format!(
            "<< /Type /XObject /Subtype /Image /Width {} /Height {} /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter \
             /DCTDecode /Length {} >>",
            SIZE.0,
            SIZE.1,
            picture.len()
        );
        object(&mut bytes, &head, picture);
    }
    let start = bytes.len();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", places.len() + 1);
    for place in &places {
        table.push_str(&format!("{place:010} 00000 n \n"));
    }
    let size = places.len() + 1;
    table.push_str(&format!(
        "trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    ));
    bytes.extend(table.as_bytes());
    bytes
}

/// How much of `words` was recognised: the share of its pairs of Chinese characters that `said` has too.
pub fn recognised(words: &str, said: &str) -> f64 {
    let pairs = |text: &str| {
        let letters: Vec<char> = text
            .chars()
            .filter(|ch| ('\u{4e00}'..='\u{9fff}').contains(ch))
            .collect();
        letters.windows(2).map(|two| (two[0], two[1])).collect::<Vec<_>>()
    };
    let (wanted, had) = (pairs(words), pairs(said));
    let hit = wanted.iter().filter(|pair| had.contains(pair)).count();
    hit as f64 / wanted.len().max(1) as f64
}

/// A program built beside the window's.
fn beside(name: &str) -> PathBuf {
    let window = std::env::var_os("MINGBIAN_BINARY").expect("MINGBIAN_BINARY names the program");
    Path::new(&window).with_file_name(name)
}

fn run(command: &mut Command) {
    let done = command.output().expect("installed (make setup)");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}
