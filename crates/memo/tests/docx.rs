//! The Word file as LibreOffice opens it: the same words in the same order, numbers counted by styles, pages alike.
//! Needs libreoffice-writer-nogui and poppler-utils.

#[allow(dead_code)]
mod samples;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use memo::document::{Block, Meta, Preset, Span};
use memo::{Document, docx, pdf};
use tempfile::TempDir;

/// A folder with a LibreOffice profile and a font list of our own, so that the faces lawyers have are stood in for by ours.
struct Office(TempDir);

impl Office {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let fonts = Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts");
        let stand_in = |name: &str, face: &str| {
            format!("<alias binding=\"same\"><family>{name}</family><prefer><family>{face}</family></prefer></alias>")
        };
        let aliases: String = ["仿宋_GB2312", "方正小标宋简体", "宋体", "Times New Roman"]
            .iter()
            .map(|name| stand_in(name, "Noto Serif SC"))
            .chain([stand_in("黑体", "Noto Sans SC"), stand_in("楷体_GB2312", "LXGW WenKai")])
            .collect();
        let list = format!(
            "<?xml version=\"1.0\"?><!DOCTYPE fontconfig SYSTEM \"fonts.dtd\"><fontconfig><dir>{}</dir><cachedir>{}</cachedir>\
             {aliases}</fontconfig>",
            fonts.display(),
            folder.path().join("cache").display()
        );
        fs::write(folder.path().join("fonts.conf"), list).expect("the font list is written");
        Self(folder)
    }

    /// Converts a Word file to PDF and says where it is.
    fn convert(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let source = self.0.path().join(name).with_extension("docx");
        fs::write(&source, bytes).expect("the file is written");
        let output = Command::new("soffice")
            .arg(format!(
                "-env:UserInstallation=file://{}",
                self.0.path().join("profile").display()
            ))
            .args(["--headless", "--convert-to", "pdf", "--outdir"])
            .arg(self.0.path())
            .arg(&source)
            .env("FONTCONFIG_FILE", self.0.path().join("fonts.conf"))
            .output()
            .expect("soffice is needed (libreoffice-writer-nogui)");
        let made = source.with_extension("pdf");
        assert!(
            made.is_file(),
            "LibreOffice: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        made
    }
}

fn solid(text: &str) -> String {
    text.chars().filter(|ch| !ch.is_whitespace()).collect()
}

fn tool(name: &str, before: &[&str], file: &Path, after: &[&str]) -> Vec<u8> {
    let output = Command::new(name)
        .args(before)
        .arg(file)
        .args(after)
        .output()
        .unwrap_or_else(|cause| panic!("{name} is needed (poppler-utils): {cause}"));
    assert!(
        output.status.success(),
        "{name}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    output.stdout
}

/// The words of each page without header, page number and white space.
fn pages(file: &Path, header: &str) -> Vec<String> {
    let text = String::from_utf8(tool("pdftotext", &["-raw", "-enc", "UTF-8"], file, &["-"])).expect("UTF-8");
    let pages: Vec<String> = text.split('\u{c}').map(solid).filter(|page| !page.is_empty()).collect();
    let count = pages.len();
    pages
        .iter()
        .enumerate()
        .map(|(at, page)| {
            let page = page.replace("草稿", "").replacen(&solid(header), "", 1);
            page.replace(&format!("第{}页共{count}页", at + 1), "")
                .replace(&format!("—{}—", at + 1), "")
        })
        .collect()
}

/// Left and right edge of what is printed on each page, in millimetres.
fn edges(file: &Path, folder: &Path) -> Vec<(f64, f64)> {
    let prefix = folder.join("page");
    let prefix = prefix.to_str().expect("a plain path");
    tool("pdftoppm", &["-r", "72", "-gray"], file, &[prefix]);
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .expect("the folder is there")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|kind| kind == "pgm"))
        .collect();
    files.sort();
    files
        .iter()
        .map(|path| {
            let bytes = fs::read(path).expect("a picture");
            fs::remove_file(path).expect("the picture goes");
            let head: Vec<usize> = bytes
                .split(|byte| byte.is_ascii_whitespace())
                .skip(1)
                .take(2)
                .map(|word| std::str::from_utf8(word).expect("digits").parse().expect("a number"))
                .collect();
            let (width, height) = (head[0], head[1]);
            let pixels = &bytes[bytes.len() - width * height..];
            let inked = |x: usize| (0..height).any(|y| pixels[y * width + x] < 100);
            let left = (0..width).find(|x| inked(*x)).unwrap_or(0);
            let right = (0..width).rev().find(|x| inked(*x)).unwrap_or(0);
            let mm = |x: usize| x as f64 * 25.4 / 72.0;
            (mm(left), mm(right))
        })
        .collect()
}

/// Opens the Word file in LibreOffice and compares it with the document and with our own PDF.
fn check(name: &str, document: &Document) {
    let office = Office::new();
    let converted = office.convert(name, &docx(document).expect("a Word file"));
    let header = document.header.as_deref().unwrap_or("");
    let theirs = pages(&converted, header);
    let text = theirs.concat();
    let wanted = solid(&document.text());
    // Heads of tables come again on each page; everything else stands in the document's order.
    let mut from = 0;
    for line in document.text().lines().flat_map(|line| line.split('\t')).map(solid) {
        let found = text[from..].find(&line).unwrap_or_else(|| {
            let near: String = text[from..].chars().take(160).collect();
            panic!("{name}: “{line}” is not in order; here stands: {near}")
        });
        from += found + line.len();
    }
    let repeated = text.chars().count() as f64 / wanted.chars().count() as f64;
    assert!(repeated < 1.1, "{name}: much stands twice, {repeated}");

    let own = office.0.path().join("own.pdf");
    let rendered = pdf(document).expect("a PDF");
    fs::write(&own, &rendered.bytes).expect("the PDF is written");
    let difference = theirs.len().abs_diff(rendered.pages);
    assert!(
        difference * 10 <= rendered.pages.max(10),
        "{name}: {} pages in Word, {} in PDF",
        theirs.len(),
        rendered.pages
    );
    let (ours, word) = (edges(&own, office.0.path()), edges(&converted, office.0.path()));
    for (at, (mine, other)) in ours.iter().zip(&word).enumerate() {
        assert!(
            (mine.0 - other.0).abs() < 3.0 && (mine.1 - other.1).abs() < 12.0,
            "{name}: page {} stands at {mine:?} mm in PDF and at {other:?} mm in Word",
            at + 1
        );
    }
}

#[test]
fn the_analysis_opens_alike() {
    check("analysis", &samples::analysis(3));
}

#[test]
fn a_draft_says_so_in_word_too() {
    let draft = samples::analysis(1).as_draft();
    let office = Office::new();
    let made = office.convert("draft", &docx(&draft).expect("a Word file"));
    let text = String::from_utf8(tool("pdftotext", &["-raw"], &made, &["-"])).expect("UTF-8");
    for (at, page) in text.split('\u{c}').filter(|page| !page.trim().is_empty()).enumerate() {
        assert!(page.contains("草稿"), "page {} does not say 草稿", at + 1);
    }
}

#[test]
fn the_opinion_opens_alike() {
    check("opinion", &samples::opinion());
}

/// How often each character stands in a text: whatever breaks the pages, the same words are the same characters.
fn characters(pages: &[String], without: &str) -> std::collections::BTreeMap<char, i64> {
    let mut counts = std::collections::BTreeMap::new();
    for ch in pages.concat().chars() {
        // Page numbers of the contents and the dots before them depend on where pages end; heads of tables come again; the
        // number of a note has brackets at its place in the text only.
        if !ch.is_ascii_digit() && !".．·[]".contains(ch) && !without.contains(ch) {
            *counts.entry(ch).or_insert(0) += 1;
        }
    }
    counts
}

/// The Word file and the PDF of a document hold the same characters, as often.
fn same_words(name: &str, document: &Document, heads: &str) {
    let office = Office::new();
    let converted = office.convert(name, &docx(document).expect("a Word file"));
    let own = office.0.path().join("own.pdf");
    fs::write(&own, pdf(document).expect("a PDF").bytes).expect("the PDF is written");
    let header = document.header.as_deref().unwrap_or("");
    let (ours, word) = (pages(&own, header), pages(&converted, header));
    let (ours, word) = (characters(&ours, heads), characters(&word, heads));
    let off: Vec<String> = ours
        .keys()
        .chain(word.keys())
        .collect::<std::collections::BTreeSet<_>>()
        .into_iter()
        .filter(|ch| ours.get(ch) != word.get(ch))
        .map(|ch| format!("{ch}: {:?} in PDF, {:?} in Word", ours.get(ch), word.get(ch)))
        .collect();
    assert!(off.is_empty(), "{name}: {off:?}");
}

#[test]
fn word_and_pdf_say_the_same_words() {
    same_words(
        "analysis",
        &samples::analysis(3),
        "序号事项内容金额（元）出处规则包版本校验值依据核实情况确认人时间",
    );
    same_words("opinion", &samples::opinion(), "序号事项内容金额（元）出处");
}

#[test]
fn a_paper_with_cover_contents_notes_and_charts_says_the_same_in_word() {
    same_words("brief", &samples::brief(), "笔录内容");
    let mut firm = samples::brief();
    firm.preset = Preset::Firm;
    same_words("firm", &firm, "笔录内容");
}

#[test]
fn charts_say_their_numbers_to_whoever_cannot_see_them() {
    let bytes = docx(&samples::brief()).expect("a Word file");
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("an archive");
    let mut xml = String::new();
    let mut part = archive.by_name("word/document.xml").expect("the text");
    std::io::Read::read_to_string(&mut part, &mut xml).expect("UTF-8");
    assert!(xml.contains("卡主张某付某公司对公账户 20,400.00元（4笔）"), "the flow");
    assert!(xml.contains("控方主张的违法所得 183,600.00元"), "the bars");
    drop(part);
    for at in 1..=3 {
        let mut metafile = Vec::new();
        let mut part = archive.by_name(&format!("word/media/chart{at}.emf")).expect("a chart");
        std::io::Read::read_to_end(&mut part, &mut metafile).expect("bytes");
        assert_eq!(&metafile[40..44], b" EMF");
        assert_eq!(
            u32::from_le_bytes([metafile[48], metafile[49], metafile[50], metafile[51]]) as usize,
            metafile.len()
        );
    }
}

#[test]
fn lists_and_headings_count_as_in_the_pdf() {
    let item = |marker: &str, depth: u8, words: &str| Block::Item {
        depth,
        marker: marker.into(),
        spans: vec![Span::regular(words)],
        origin: memo::document::Origin::default(),
    };
    let unnumbered = Block::Heading {
        level: 1,
        numbered: false,
        number: String::new(),
        spans: vec!["附录".into()],
        anchor: Some("附录".into()),
        origin: memo::document::Origin::default(),
    };
    let blocks = vec![
        Block::Title {
            spans: vec!["编号".into()],
        },
        Block::heading(1, "甲"),
        Block::heading(2, "子"),
        item("1.", 0, "一项"),
        item("2.", 0, "二项"),
        item("•", 1, "内项"),
        item("3.", 0, "三项"),
        Block::paragraph(vec![Span::regular("见附录").to("#附录"), "。".into()]),
        item("1.", 0, "另起一项"),
        Block::heading(2, "丑"),
        unnumbered,
        // Under an unnumbered heading our count starts afresh; Word's would go on.
        Block::heading(2, "寅"),
        Block::heading(1, "乙"),
        Block::heading(2, "卯"),
        item("4.", 0, "从四开始"),
    ];
    check(
        "numbers",
        &Document::new(Meta::new("编号", chrono::NaiveDate::default()), Preset::Firm, blocks),
    );
}

#[test]
fn words_cannot_become_markup() {
    let words = "<w:p>&amp;\u{1}\u{fffe} \"引号\" ]]>";
    let blocks = vec![Block::paragraph(vec![Span::regular(words)])];
    let document = Document::new(Meta::new(words, chrono::NaiveDate::default()), Preset::Firm, blocks);
    let office = Office::new();
    let made = office.convert("markup", &docx(&document).expect("a Word file"));
    let text = String::from_utf8(tool("pdftotext", &["-raw"], &made, &["-"])).expect("UTF-8");
    assert!(solid(&text).contains("<w:p>&amp;\"引号\"]]>"), "{text}");
}

#[test]
fn the_same_document_gives_the_same_file() {
    let document = samples::analysis(1);
    assert_eq!(docx(&document).expect("a file"), docx(&document).expect("a file"));
}
