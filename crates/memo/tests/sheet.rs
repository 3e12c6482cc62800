//! Style sheets: the presets measure what they promise, a firm's own is read over them, faults are named.

use memo::document::{Block, Footer, Meta, Preset, Span};
use memo::layout::{Mark, layout};
use memo::{Document, ErrorKind, Sheet};

/// Points in a millimetre.
const MM: f64 = 72.0 / 25.4;

fn page(document: &Document) -> memo::layout::Page {
    layout(document).expect("it is set").pages.swap_remove(0)
}

fn prose(preset: Preset) -> Document {
    Document::new(
        Meta::new("版式", chrono::NaiveDate::default()),
        preset,
        vec![Block::paragraph(vec![Span::regular("法".repeat(2000))])],
    )
}

/// Left edge, right edge, first and last baseline and the number of lines of running text of a size, in points.
fn block(page: &memo::layout::Page, size: f64) -> (f64, f64, f64, f64, usize) {
    let mut found = (f64::MAX, 0.0f64, f64::MAX, 0.0f64);
    let mut lines = std::collections::BTreeSet::new();
    for mark in &page.marks {
        if let Mark::Text(run) = mark
            && (run.size - size).abs() < 0.01
        {
            let last = run
                .signs
                .last()
                .map_or(0.0, |sign| sign.x + f64::from(sign.advance) / 1000.0 * run.size);
            found = (
                found.0.min(run.x),
                found.1.max(run.x + last),
                found.2.min(run.y),
                found.3.max(run.y),
            );
            lines.insert((run.y * 100.0).round() as i64);
        }
    }
    (found.0, found.1, found.2, found.3, lines.len())
}

#[test]
fn an_official_page_has_the_measures_of_the_standard() {
    let (left, right, top, bottom, lines) = block(&page(&prose(Preset::Official)), 16.0);
    assert_eq!(lines, 22);
    assert!((left - 28.0 * MM).abs() < 0.5, "{left}");
    assert!((right - (28.0 + 156.0) * MM).abs() < 0.5, "{right}");
    let leading = 225.0 * MM / 22.0;
    assert!((28.0..=29.05).contains(&leading));
    assert!(((bottom - top) - 21.0 * leading).abs() < 0.1, "{top} {bottom}");
    assert!(top > 37.0 * MM && bottom < (37.0 + 225.0) * MM);
}

#[test]
fn a_firm_page_has_the_measures_of_the_practice_kit() {
    let (left, right, top, bottom, lines) = block(&page(&prose(Preset::Firm)), 14.0);
    assert!((left - 31.7 * MM).abs() < 0.5, "{left}");
    assert!((right - (210.0 - 31.7) * MM).abs() < 0.5, "{right}");
    assert!(
        ((bottom - top) / 27.0 - (lines - 1) as f64).abs() < 0.01,
        "a fixed line of 27 pt"
    );
    let sheet = Sheet::of(Preset::Firm);
    assert_eq!(f64::from(sheet.title.size), f64::from(sheet.body.size));
    assert!(sheet.title.bold && sheet.level1.bold && sheet.level2.bold && !sheet.level3.bold);
}

#[test]
fn official_page_numbers_stand_one_character_in_on_the_outer_side() {
    let mut document = prose(Preset::Official);
    document.blocks.push(Block::PageBreak);
    document.blocks.push(Block::paragraph(vec!["二".into()]));
    let pages = layout(&document).expect("it is set").pages;
    for (at, page) in pages.iter().enumerate() {
        let (left, right, y, _, _) = block(page, 14.0);
        let expected = if at % 2 == 0 {
            right - ((28.0 + 156.0) * MM - 14.0)
        } else {
            left - (28.0 * MM + 14.0)
        };
        assert!(expected.abs() < 2.0, "page {}: off by {expected}", at + 1);
        assert!(y > (37.0 + 225.0 + 7.0) * MM, "7 mm below the text");
    }
}

#[test]
fn a_firm_says_only_what_differs() {
    let sheet = Sheet::read(
        "base = \"official\"\nid = \"ours\"\nname = \"本所版式\"\nnumbering = \"decimal\"\n[body]\nsize = 15\n\
         [paper]\nleft = 30\n[footer]\nform = \"plain\"\n[header]\ntext = \"某某律师事务所　{标题}\"\n[faces]\nbody = [\"楷体\"]\n",
    )
    .expect("it is read");
    assert_eq!(f64::from(sheet.body.size), 15.0);
    assert_eq!(sheet.paper.columns, None, "the old grid does not fit the new margins");
    let document = prose(Preset::Firm);
    let document = Document::new(
        document.meta,
        Preset::Firm,
        vec![Block::heading(1, "甲"), Block::heading(2, "乙")],
    )
    .in_sheet(sheet);
    assert_eq!(document.footer, Footer::Plain);
    assert_eq!(document.header.as_deref(), Some("某某律师事务所　版式"));
    assert_eq!(document.text(), "1　甲\n1.1　乙\n");
    assert!(memo::pdf(&document).is_ok() && memo::docx(&document).is_ok());
}

#[test]
fn faults_name_the_key_and_the_range() {
    let own = |rest: &str| format!("base = \"official\"\nid = \"ours\"\nname = \"本所版式\"\n{rest}");
    for (source, words) in [
        (own("[paper]\ntop = 5\n"), "paper.top 写了 5，应在 10 至 80 毫米之间"),
        (own("[body]\nsize = 60\n"), "body.size 写了 60，应在 7 至 42 磅之间"),
        (
            own("[body]\nsize = 20\nleading = 20\n"),
            "body.leading 写了 20，应在 22 至 60",
        ),
        (
            own("[paper]\nlines = 60\n"),
            "paper.lines 写了 60，按现在的字号和边距，每页应为",
        ),
        (own("[paper]\nleft = 80\nright = 80\n"), "版心只剩"),
        (own("[body]\nsise = 16\n"), "第 5 行有误：不认识“sise”"),
        (own("[body]\nsize = \"大\"\n"), "类型不对（写的是文字，应是数字）"),
        (
            own("[footer]\nform = \"roman\"\n"),
            "“roman”不是可选的值，可选：dashed、counted、plain、none",
        ),
        (own("[faces]\nbody = []\n"), "“正文”的字体须至少写一种"),
        ("base = \"ours\"\n".into(), "base 写了 \"ours\"，只能写"),
        ("id = \"x\"\n".into(), "缺少“name”一项"),
        (own("[body\n"), "第 4 行有误：写法不合 TOML 的格式"),
        (own("").replace("ours", "我们"), "只能用小写英文字母"),
    ] {
        let error = Sheet::read(&source).expect_err(&source);
        assert_eq!(error.kind, ErrorKind::Sheet);
        assert!(error.message.contains(words), "{words}\n{}", error.message);
    }
}

#[test]
fn the_presets_read_back_as_they_are_written() {
    for preset in [Preset::Official, Preset::Firm, Preset::Wide, Preset::Brief] {
        let sheet = Sheet::of(preset);
        assert_eq!(&Sheet::read(Sheet::source(preset)).expect("it is read"), sheet);
        assert_eq!(Footer::from(preset), sheet.footer.form);
    }
}

#[test]
fn a_paper_knows_which_faces_it_is_set_in() {
    let faces = memo::fonts::uses(&prose(Preset::Official)).expect("the faces are there");
    let body = &faces[0];
    assert_eq!(
        (body.part, body.wanted.as_str(), body.used.as_str()),
        ("正文", "仿宋_GB2312", "Noto Serif SC")
    );
    assert!(!body.is_wanted());
    let second = faces.iter().find(|face| face.part == "二级标题").expect("it is there");
    assert_eq!(second.used, "LXGW WenKai");
}

#[test]
fn a_face_of_the_machine_is_taken_in_once_and_a_bad_one_refused() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts");
    let file = std::fs::read(folder.join("LXGWWenKai-Regular.ttf")).expect("make fonts");
    let taken = memo::fonts::supply(file).expect("its licence allows embedding");
    assert!(taken[0].names.iter().any(|name| name == "LXGW WenKai"), "{taken:?}");
    let refused = memo::fonts::supply(b"no font at all".to_vec()).expect_err("it is none");
    assert_eq!(refused.kind, ErrorKind::Font);
    assert!(refused.message.contains("不是可以读取的字体"), "{}", refused.message);
}
