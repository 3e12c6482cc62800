//! The page map of a volume, on files as they come from the prosecution.

use case::{Jump, MapFlag, PageMap, PageRange, Source, is_volume_label, read_jump, read_label, volume_name};

fn range(pdf_from: u32, pdf_to: u32, label_from: u32, prefix: &str) -> PageRange {
    PageRange {
        from: pdf_from,
        to: pdf_to,
        label: label_from,
        prefix: prefix.into(),
    }
}

/// Two covers, 1 to 50, a divider, 52 to 60 (51 is missing), then 58 to 62 once more, then 补1 to 补3.
fn file() -> Vec<PageRange> {
    vec![
        range(3, 52, 1, ""),
        range(54, 62, 52, ""),
        range(63, 67, 58, ""),
        range(68, 70, 1, "补"),
    ]
}

#[test]
fn labels_and_pages_both_ways() {
    let ranges = file();
    let map = PageMap {
        pages: 70,
        ranges: &ranges,
    };
    assert_eq!(map.label(1), None);
    assert_eq!(map.label(3).as_deref(), Some("1"));
    assert_eq!(map.label(52).as_deref(), Some("50"));
    assert_eq!(map.label(70).as_deref(), Some("补3"));
    assert_eq!(map.label(71), None);
    assert_eq!(map.find("47"), [49]);
    assert_eq!(map.find("47-49"), [49]);
    assert_eq!(map.find("58"), [60, 63], "both pages that bear it");
    assert_eq!(map.find("补2"), [69]);
    assert_eq!(map.find("２"), [4]);
    assert_eq!(map.find("51"), []);
    assert_eq!(map.find("补0"), []);
    assert_eq!(map.find("封面"), []);
    for pdf in 1..=70 {
        if let Some(label) = map.label(pdf) {
            assert!(map.find(&label).contains(&pdf), "{label}");
        }
    }
}

#[test]
fn gaps_duplicates_and_pages_without_a_number_are_flagged() {
    let ranges = file();
    let flags = PageMap {
        pages: 72,
        ranges: &ranges,
    }
    .flags();
    let expected = [
        MapFlag::Gap {
            prefix: String::new(),
            from: 51,
            to: 51,
        },
        MapFlag::Duplicate {
            prefix: String::new(),
            from: 58,
            to: 60,
            pdf: vec![60, 63],
        },
        MapFlag::Unlabelled { from: 1, to: 2 },
        MapFlag::Unlabelled { from: 53, to: 53 },
        MapFlag::Unlabelled { from: 71, to: 72 },
    ];
    assert_eq!(flags, expected);
    let plain = PageMap::plain(72);
    assert_eq!(
        PageMap {
            pages: 72,
            ranges: &plain
        }
        .flags(),
        []
    );
    assert_eq!(
        PageMap { pages: 2, ranges: &[] }.flags(),
        [MapFlag::Unlabelled { from: 1, to: 2 }]
    );
}

#[test]
fn a_run_inside_another_is_a_duplicate_and_leaves_no_gap() {
    let ranges = vec![range(1, 100, 1, ""), range(101, 105, 20, ""), range(106, 110, 101, "")];
    let flags = PageMap {
        pages: 110,
        ranges: &ranges,
    }
    .flags();
    assert_eq!(
        flags,
        [MapFlag::Duplicate {
            prefix: String::new(),
            from: 20,
            to: 24,
            pdf: vec![20, 101]
        }]
    );
}

#[test]
fn what_cannot_be_a_map_is_refused_by_its_place() {
    let refused = |ranges: Vec<PageRange>| {
        PageMap {
            pages: 50,
            ranges: &ranges,
        }
        .check()
        .expect_err("refused")
        .to_string()
    };
    assert_eq!(
        refused(vec![range(9, 3, 1, "")]),
        "第 1 段：PDF 页码要从小到大，从第 1 页起，现在是 9 至 3。"
    );
    assert_eq!(
        refused(vec![range(0, 3, 1, "")]),
        "第 1 段：PDF 页码要从小到大，从第 1 页起，现在是 0 至 3。"
    );
    assert_eq!(
        refused(vec![range(1, 51, 1, "")]),
        "第 1 段：PDF 只有 50 页，没有第 51 页。"
    );
    assert_eq!(
        refused(vec![range(1, 9, 1, ""), range(9, 12, 1, "补")]),
        "第 1 段与第 2 段的 PDF 页码重叠，一页只能有一个卷内页码。"
    );
    assert!(refused(vec![range(1, 2, 1, "补1")]).contains("前缀"));
    assert!(refused(vec![range(1, 2, u32::MAX, "")]).contains("太大"));
    assert!(
        PageMap {
            pages: 70,
            ranges: &file()
        }
        .check()
        .is_ok()
    );
}

#[test]
fn the_jump_box_reads_what_people_type() {
    let label = |volume: Option<&str>, page: &str| {
        Ok(Jump::Label {
            volume: volume.map(str::to_owned),
            page: page.into(),
        })
    };
    assert_eq!(read_jump("2-47"), label(Some("2"), "47"));
    assert_eq!(read_jump(" 补1－3 "), label(Some("补1"), "3"));
    assert_eq!(read_jump("２—４７"), label(Some("2"), "47"));
    assert_eq!(read_jump("2-补3"), label(Some("2"), "补3"));
    assert_eq!(read_jump("证据卷二第47页"), label(Some("2"), "47"));
    assert_eq!(read_jump("47"), label(None, "47"));
    assert_eq!(read_jump("第47页"), label(None, "47"));
    assert_eq!(read_jump("补3"), label(None, "补3"));
    assert_eq!(read_jump("p52"), Ok(Jump::Pdf(52)));
    assert_eq!(read_jump("PDF 52"), Ok(Jump::Pdf(52)));
    for wrong in ["", "二", "p0", "第页", "2-", "-3", "99999999999", "p99999999999"] {
        assert!(read_jump(wrong).is_err(), "{wrong}");
    }
    assert_eq!(read_label("补12"), Some(("补".into(), 12)));
    assert_eq!(read_label("12补"), None);
}

#[test]
fn volumes_are_named_by_their_label_and_read_back() {
    for (label, name) in [
        ("2", "证据卷二"),
        ("补1", "证据卷补1"),
        ("文书1", "诉讼文书卷一"),
        ("辩方12", "辩方材料卷十二"),
        ("104", "证据卷104"),
    ] {
        assert_eq!(volume_name(label), name);
        assert!(is_volume_label(label), "{label}");
        for written in [format!("{label}-7"), format!("{name}第7页")] {
            let Ok(Source::Page { volume, page, .. }) = written.parse() else {
                panic!("{written}")
            };
            assert_eq!((volume.as_str(), page.as_str()), (label, "7"), "{written}");
        }
    }
    for wrong in ["", "二", "补", "1-2", "1234", "图1", "文书"] {
        assert!(!is_volume_label(wrong), "{wrong}");
    }
}
