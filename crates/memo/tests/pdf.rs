//! The file as a reader gets it: text, size, outline, marks. Needs poppler-utils.

mod samples;

use std::process::Command;

use memo::document::{Block, Meta, Preset, Span};
use memo::{Document, Rendered, pdf};

fn render(document: &Document) -> Rendered {
    pdf(document).expect("a sample renders")
}

/// Runs a tool on the file and gives what it prints.
fn run(rendered: &Rendered, tool: &str, before: &[&str], after: &[&str]) -> String {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("memo.pdf");
    std::fs::write(&path, &rendered.bytes).expect("the file is written");
    let output = Command::new(tool)
        .args(before)
        .arg(&path)
        .args(after)
        .output()
        .unwrap_or_else(|cause| panic!("{tool} is needed (poppler-utils, qpdf): {cause}"));
    assert!(
        output.status.success(),
        "{tool}: {}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).expect("text in UTF-8")
}

fn solid(text: &str) -> String {
    text.chars().filter(|ch| !ch.is_whitespace()).collect()
}

/// The text of each page, without white space.
fn pages(rendered: &Rendered) -> Vec<String> {
    let text = run(rendered, "pdftotext", &["-raw", "-enc", "UTF-8"], &["-"]);
    text.split('\u{c}').map(solid).filter(|page| !page.is_empty()).collect()
}

/// Takes header, page number and draft mark off, so that running text joins over page breaks.
fn running(pages: &[String], header: &str) -> String {
    let count = pages.len();
    pages
        .iter()
        .enumerate()
        .map(|(at, page)| {
            let folio = [format!("第{}页共{count}页", at + 1), format!("—{}—", at + 1)];
            let page = page.replace("草稿", "");
            let page = page.strip_prefix(&solid(header)).unwrap_or(&page);
            folio
                .iter()
                .find_map(|folio| page.strip_suffix(folio))
                .unwrap_or(page)
                .to_owned()
        })
        .collect()
}

fn check_text(document: &Document) {
    let rendered = render(document);
    let text = running(&pages(&rendered), document.header.as_deref().unwrap_or(""));
    let mut from = 0;
    for span in document.spans() {
        let wanted = solid(&span.text);
        // A paragraph that runs over a page break is joined above; a table cell never does.
        let found = text[from..].find(&wanted).unwrap_or_else(|| {
            let near: String = text[from..].chars().take(160).collect();
            panic!("“{wanted}” is not in order; here stands: {near}")
        });
        from += found + wanted.len();
    }
}

#[test]
fn every_word_of_the_analysis_comes_out_in_order() {
    check_text(&samples::analysis(6));
}

#[test]
fn every_word_of_the_draft_comes_out_in_order() {
    check_text(&samples::analysis(2).as_draft());
}

#[test]
fn every_word_of_the_opinion_comes_out_in_order() {
    check_text(&samples::opinion());
}

#[test]
fn a_date_or_docket_on_one_line_can_be_searched() {
    let document = Document::new(
        Meta::new("查找", chrono::NaiveDate::default()),
        Preset::Firm,
        vec![Block::paragraph(vec![
            "依据法释〔2019〕15号，于2026年11月23日收取30万元。".into(),
        ])],
    );
    let text = run(&render(&document), "pdftotext", &["-layout"], &["-"]);
    for words in ["2026年11月23日", "〔2019〕15号", "30万元", "依据法释"] {
        assert!(text.contains(words), "{words} in {text}");
    }
}

#[test]
fn ten_pages_stay_under_half_a_megabyte() {
    let rendered = render(&samples::analysis(7));
    assert!(rendered.pages >= 10, "{} pages", rendered.pages);
    assert!(rendered.bytes.len() < 500_000, "{} bytes", rendered.bytes.len());
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let document = samples::analysis(2).as_draft();
    let first = render(&document).bytes;
    assert_eq!(first, render(&document).bytes);
    let mut other = document;
    other.meta.title.push('改');
    assert_ne!(first, render(&other).bytes);
}

#[test]
fn the_draft_mark_is_on_every_page_and_only_on_drafts() {
    let draft = pages(&render(&samples::analysis(3).as_draft()));
    assert!(draft.iter().all(|page| page.matches("草稿").count() == 2), "{draft:?}");
    let done = pages(&render(&samples::analysis(3)));
    assert!(done.iter().all(|page| !page.contains("草稿")));
}

#[test]
fn a_table_repeats_its_head_on_every_page_it_reaches() {
    let document = Document::new(
        Meta::new("长表", chrono::NaiveDate::default()),
        Preset::Firm,
        vec![samples::table(90)],
    );
    let pages = pages(&render(&document));
    assert!(pages.len() >= 3, "{} pages", pages.len());
    for page in &pages {
        assert!(page.starts_with("序号事项内容金额（元）出处"), "{page}");
    }
    let rows: usize = pages.iter().map(|page| page.matches("客户提交营业执照").count()).sum();
    assert_eq!(rows, 90);
}

#[test]
fn a_row_taller_than_a_page_is_cut_and_nothing_is_lost() {
    let long: String = (0..1500).map(|n| format!("第{n}笔")).collect();
    let table = memo::document::Table {
        columns: Vec::new(),
        head: vec![vec!["说明".into()], vec!["内容".into()]],
        rows: vec![vec![vec!["流水".into()], vec![long.as_str().into()]]],
    };
    let document = Document::new(
        Meta::new("高行", chrono::NaiveDate::default()),
        Preset::Firm,
        vec![Block::Table(table)],
    );
    let rendered = render(&document);
    assert!(rendered.pages > 1);
    let text = running(&pages(&rendered), "").replace("说明内容", "");
    assert!(text.contains(&long), "the cell is whole");
}

#[test]
fn a_missing_glyph_is_shown_and_reported() {
    let document = Document::new(
        Meta::new("生僻字", chrono::NaiveDate::default()),
        Preset::Firm,
        vec![Block::paragraph(vec!["被害人\u{2a6a5}某，𠮷某".into()])],
    );
    let rendered = render(&document);
    assert_eq!(rendered.missing_glyphs, ['\u{2a6a5}']);
    assert_eq!(rendered.notices().len(), 1);
    assert!(rendered.notices()[0].contains("U+2A6A5"), "{:?}", rendered.notices());
    let text = pages(&rendered).concat();
    // The page shows 〓, the file still says which character it is.
    assert!(text.contains("被害人\u{2a6a5}某，𠮷某"), "{text}");
}

#[test]
fn headings_make_a_nested_outline_and_properties_are_chinese() {
    let document = samples::opinion();
    let rendered = render(&document);
    let tree = lopdf::Document::load_mem(&rendered.bytes).expect("the file loads");
    assert_eq!(tree.version, "1.7");
    let catalog = tree.catalog().expect("a catalog");
    assert_eq!(
        catalog
            .get(b"Lang")
            .and_then(lopdf::Object::as_str)
            .expect("a language"),
        b"zh-CN"
    );
    let contents = tree.get_toc().expect("an outline");
    let levels: Vec<usize> = contents.toc.iter().map(|entry| entry.level).collect();
    assert_eq!(levels, [1, 1, 2, 3, 3, 4, 2, 1, 1]);
    let information = run(&rendered, "pdfinfo", &[], &[]);
    assert!(
        information.contains("不起诉法律意见书") && information.contains("某某律师事务所"),
        "{information}"
    );
    assert!(!information.contains("PDF/X"), "{information}");
}

#[test]
fn links_lead_into_the_annex() {
    let rendered = render(&samples::analysis(2));
    let tree = lopdf::Document::load_mem(&rendered.bytes).expect("the file loads");
    let links = tree
        .objects
        .values()
        .filter_map(|object| object.as_dict().ok())
        .filter_map(|page| page.get(b"Annots").ok()?.as_array().ok())
        .map(Vec::len)
        .sum::<usize>();
    assert!(links >= 2, "{links} links");
}

#[test]
fn qpdf_finds_nothing_wrong() {
    for document in [samples::analysis(2).as_draft(), samples::opinion(), samples::brief()] {
        let said = run(&render(&document), "qpdf", &["--check"], &[]);
        assert!(!said.contains("WARNING"), "{said}");
    }
}

#[test]
fn the_tree_says_what_is_a_heading_a_cell_a_note() {
    let rendered = render(&samples::brief());
    let tree = run(&rendered, "pdfinfo", &["-struct"], &[]);
    for name in [
        "Document",
        "H1",
        "H2",
        "P (",
        "Table",
        "TR",
        "TH",
        "TD",
        "L (",
        "LI",
        "Lbl",
        "LBody",
        "Note",
        "Reference",
        "Link",
        "Figure",
        "TOC",
        "TOCI",
    ] {
        assert!(
            tree.lines()
                .any(|line| line.trim_start().starts_with(name.trim_end_matches(" ("))),
            "no {name} in\n{tree}"
        );
    }
    let spoken = run(&rendered, "pdfinfo", &["-struct-text"], &[]);
    assert!(spoken.contains("现有证据不足以证明"), "{spoken}");
    assert!(run(&rendered, "pdfinfo", &[], &[]).contains("Tagged:          yes"));
}

#[test]
fn the_contents_name_the_pages_their_headings_stand_on() {
    let pages = pages(&render(&samples::brief()));
    let contents = pages
        .iter()
        .find(|page| page.contains("目录"))
        .expect("a page of contents");
    for (at, page) in pages.iter().enumerate().filter(|(at, _)| *at > 1) {
        let mut rest = page.as_str();
        for heading in ["一、本案的基本事实", "二、现有证据不足以证明", "四、结论与请求"] {
            if let Some(found) = rest.find(heading).filter(|_| !page.contains("目录")) {
                rest = &rest[found..];
                let entry = contents.find(heading).expect("it is in the contents");
                let number: String = contents[entry + heading.len()..]
                    .chars()
                    .skip_while(|ch| !ch.is_ascii_digit())
                    .take_while(char::is_ascii_digit)
                    .collect();
                assert_eq!(number, (at + 1).to_string(), "{heading}");
            }
        }
    }
}

#[test]
fn contents_for_long_papers_only_are_left_out_of_short_ones() {
    let mut document = samples::brief();
    for block in &mut document.blocks {
        if let Block::Contents { over, .. } = block {
            *over = 500;
        }
    }
    assert!(!pages(&render(&document)).iter().any(|page| page.contains("目录")));
}

#[test]
fn a_cover_bears_neither_header_nor_number() {
    let pages = pages(&render(&samples::brief()));
    assert!(
        !pages[0].contains("—1—") && !pages[0].contains("辩护词（虚构）"),
        "{}",
        pages[0]
    );
    assert!(pages[1].contains("—2—"), "{}", pages[1]);
}

#[test]
fn a_note_stands_at_the_foot_of_the_page_that_names_it() {
    let rendered = render(&samples::brief());
    let pages = pages(&rendered);
    let document = samples::brief();
    assert!(document.notes().count() >= 3);
    for (number, words) in document.notes() {
        let said = format!("{number}{}", solid(&memo::document::plain(words)));
        let page = pages
            .iter()
            .find(|page| page.contains(&said))
            .expect("the note is printed");
        assert!(page.matches(number).count() >= 2, "{number} in {page}");
    }
}

#[test]
fn nothing_but_line_ends_parts_words_that_belong_together() {
    // Letters, digits and Han stand a hair apart: a reader of the file must not take that for a space.
    let words = "王某于2025年3月12日通过Telegram与客服联系，租用17台服务器，收取租金183,600元。";
    let document = Document::new(
        Meta::new("空格", chrono::NaiveDate::default()),
        Preset::Official,
        vec![Block::paragraph(vec![words.into()])],
    );
    let text = run(&render(&document), "pdftotext", &["-raw"], &["-"]);
    let joined: String = text.lines().map(str::trim_end).collect();
    assert!(joined.contains(words), "{text}");
}

#[test]
fn one_glyph_for_two_characters_still_says_both() {
    // NBSP and space share a glyph, as 〓 shares its own with whatever no face has.
    let words = "〓与\u{2a6a5}之间";
    let document = Document::new(
        Meta::new("同形", chrono::NaiveDate::default()),
        Preset::Firm,
        vec![Block::paragraph(vec![words.into()])],
    );
    let text = run(&render(&document), "pdftotext", &["-raw"], &["-"]);
    assert!(solid(&text).contains(words), "{text}");
}

#[test]
fn an_empty_document_is_one_empty_page() {
    let document = Document::new(
        Meta::new("空", chrono::NaiveDate::default()),
        Preset::Official,
        Vec::new(),
    );
    assert_eq!(render(&document).pages, 1);
    let blank = vec![Block::paragraph(Vec::new()), Block::paragraph(vec![Span::regular("")])];
    assert_eq!(
        render(&Document::new(
            Meta::new("空", chrono::NaiveDate::default()),
            Preset::Firm,
            blank
        ))
        .pages,
        1
    );
}
