//! The page map of a volume, on files as they come from the prosecution.

use case::{MapFlag, PageMap, PageRange, Source, is_volume_label, read_label, volume_name};

fn range(pdf_from: u32, pdf_to: u32, label_from: u32, prefix: &str) -> PageRange {
    PageRange {
        from: pdf_from,
        to: pdf_to,
        label: label_from,
        prefix: prefix.into(),
        per: 1,
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
fn two_printed_pages_on_one_sheet() {
    let double = |from, to, label, prefix: &str| PageRange {
        per: 2,
        ..range(from, to, label, prefix)
    };
    // A cover, twenty pages on ten sheets, one page alone, four more on two sheets.
    let ranges = vec![
        double(2, 11, 1, ""),
        range(12, 12, 21, ""),
        double(13, 14, 22, ""),
        double(15, 15, 1, "补"),
    ];
    let map = PageMap {
        pages: 15,
        ranges: &ranges,
    };
    map.check().expect("a map");
    assert_eq!(map.label(2).as_deref(), Some("1-2"));
    assert_eq!(map.label(11).as_deref(), Some("19-20"));
    assert_eq!(map.label(12).as_deref(), Some("21"));
    assert_eq!(map.label(15).as_deref(), Some("补1-补2"));
    for (label, pdf) in [
        ("1", 2),
        ("2", 2),
        ("3", 3),
        ("3-4", 3),
        ("20", 11),
        ("21", 12),
        ("25", 14),
        ("补2", 15),
    ] {
        assert_eq!(map.find(label), [pdf], "{label}");
    }
    assert_eq!(map.find("26"), []);
    assert_eq!(map.flags(), [MapFlag::Unlabelled { from: 1, to: 1 }]);
    let again = vec![double(1, 5, 1, ""), double(6, 8, 9, "")];
    let flags = PageMap {
        pages: 8,
        ranges: &again,
    }
    .flags();
    assert_eq!(
        flags,
        [MapFlag::Duplicate {
            prefix: String::new(),
            from: 9,
            to: 10,
            pdf: vec![5, 6]
        }]
    );
    let three = PageRange {
        per: 3,
        ..range(1, 2, 1, "")
    };
    let refused = PageMap {
        pages: 2,
        ranges: &[three],
    }
    .check();
    assert_eq!(
        refused.expect_err("refused").to_string(),
        "第 1 段：一张扫描页上只能有 1 个或 2 个卷内页码。"
    );
}

#[test]
fn a_label_is_a_number_after_letters() {
    assert_eq!(read_label("补12"), Some(("补".into(), 12)));
    assert_eq!(read_label("１２"), Some((String::new(), 12)));
    for wrong in ["12补", "", "封面", "99999999999"] {
        assert_eq!(read_label(wrong), None, "{wrong}");
    }
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
