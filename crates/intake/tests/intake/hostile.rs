//! Bytes that mean harm, and bytes that mean nothing: nothing panics, nothing runs away.

use intake::{Anchor, Kind, NewPage, Reanchor, Sample, normal, read_docx, read_picture, read_tsv, shown_name, sniff};
use proptest::prelude::*;

use crate::pack::{Entry, docx_with, p, zip};

fn config() -> ProptestConfig {
    ProptestConfig {
        cases: 2_000,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// Everything that reads bytes, on these bytes.
fn read_all(bytes: &[u8]) {
    let _ = sniff(&Sample::whole(bytes), "材料");
    for kind in [Kind::Png, Kind::Jpeg, Kind::Docx] {
        let _ = read_picture(bytes, kind, "材料");
    }
    if let Ok(document) = read_docx(bytes, "材料") {
        assert!(!document.pages.is_empty());
    }
}

fn magic() -> impl Strategy<Value = Vec<u8>> {
    let starts: Vec<&[u8]> = vec![
        b"%PDF-1.7\n",
        b"\x89PNG\r\n\x1a\n\0\0\0\x0DIHDR",
        b"\xFF\xD8\xFF\xE1\0\x20Exif\0\0II*\0\x08\0\0\0",
        b"\xFF\xD8\xFF\xC0",
        b"PK\x03\x04",
        b"PK\x05\x06",
        b"PK\x01\x02",
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
        b"\0\0\0\x18ftyp",
        b"RIFF",
        b"",
    ];
    (
        proptest::sample::select(starts),
        proptest::collection::vec(any::<u8>(), 0..600),
    )
        .prop_map(|(start, rest)| [start, &rest].concat())
}

/// XML as a broken or malicious writer would put it together: the words the reader acts on, in any order.
fn soup() -> impl Strategy<Value = String> {
    let pieces = vec![
        "<w:p>",
        "</w:p>",
        "<w:p/>",
        "<w:r>",
        "</w:r>",
        "<w:t>",
        "</w:t>",
        "字",
        "&amp;",
        "&#0;",
        "&x;",
        "<w:br w:type=\"page\"/>",
        "<w:lastRenderedPageBreak/>",
        "<w:tbl>",
        "</w:tbl>",
        "<w:tr>",
        "</w:tr>",
        "<w:tc>",
        "</w:tc>",
        "<w:del>",
        "</w:del>",
        "<w:sectPr/>",
        "<w:footnoteReference w:id=\"1\"/>",
        "<![CDATA[x]]>",
        "<!--",
        "-->",
        "<",
        ">",
        "<w:pStyle w:val=\"1\"/>",
        "<mc:Fallback>",
        "</mc:Fallback>",
        "\0",
        "<w:p w:a=\"",
        "\"",
    ];
    proptest::collection::vec(proptest::sample::select(pieces), 0..80).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn bytes_with_a_known_start(bytes in magic()) {
        read_all(&bytes);
    }

    #[test]
    fn a_document_with_bytes_changed(changes in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 1..12), cut in any::<proptest::sample::Index>(), whole in any::<bool>()) {
        let mut bytes = docx_with(&p("王某向李某转账三笔"), &[("word/styles.xml", "<w:styles/>")]);
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if !whole {
            bytes.truncate(cut.index(bytes.len()));
        }
        read_all(&bytes);
    }

    #[test]
    fn any_order_of_tags(body in soup(), notes in soup()) {
        let bytes = docx_with(&body, &[("word/footnotes.xml", &notes), ("word/styles.xml", &notes)]);
        if let Ok(document) = read_docx(&bytes, "材料") {
            let said: usize = document.pages.iter().map(|page| page.text().len()).sum();
            prop_assert!(said <= 4 * (body.len() + notes.len()) + 4096);
        }
    }

    #[test]
    fn any_table_of_tesseract(rows in proptest::collection::vec("(5|[0-9]{1,12})(\t(1|[0-9]{1,12}|-1)){9}\t[0-9.\\-]{0,6}\t.{0,8}|.{0,40}", 0..40)) {
        let page = read_tsv(&rows.join("\n"));
        let length = page.text.chars().count() as u32;
        for word in &page.words {
            prop_assert!(word.at + word.length <= length && word.confidence <= 100);
        }
    }

    #[test]
    fn any_name(name in ".{0,200}") {
        let shown = shown_name(&name);
        prop_assert!(!shown.is_empty() && shown.chars().count() <= 60);
        let tricky = shown.contains(['/', '\\', '\u{202E}', '\u{200B}']) || shown.contains(char::is_control);
        prop_assert!(!tricky);
    }

    #[test]
    fn any_pages_and_any_cite(texts in proptest::collection::vec((".{0,80}", any::<Option<u64>>()), 0..12), quote in ".{0,40}", text in ".{0,80}", fingerprint in any::<Option<u64>>()) {
        let pages = texts.iter().enumerate().map(|(number, (text, fingerprint))| NewPage { page: number as u32 + 1, text, fingerprint: *fingerprint });
        let _ = Reanchor::new(pages.collect()).find(&Anchor { page: 1, quote: &quote, text: &text, fingerprint });
        prop_assert!(normal(&text).iter().all(|c| c.is_alphanumeric() || !c.is_ascii()));
    }
}

#[test]
fn an_archive_that_points_into_itself_or_beyond() {
    let mut bytes = zip(&[Entry::new("word/document.xml", "<w:document/>"), Entry::new("a", "b")]);
    let directory = bytes.windows(4).position(|four| four == b"PK\x01\x02").expect("there");
    for field in [20, 24, 28, 30, 42] {
        let mut bent = bytes.clone();
        bent[directory + field..directory + field + 2].copy_from_slice(&[0xFF, 0xFF]);
        assert!(read_docx(&bent, "材料").is_err(), "field {field}");
    }
    let end = bytes.len() - 22;
    bytes[end + 10..end + 12].copy_from_slice(&[0xFF, 0xFF]);
    assert!(read_docx(&bytes, "材料").is_err());
}

#[test]
fn two_documents_under_one_name_are_refused() {
    let twice = zip(&[
        Entry::new("word/document.xml", "<w:document/>"),
        Entry::new("word/document.xml", "<w:document/>"),
    ]);
    assert!(read_docx(&twice, "材料").is_err());
}
