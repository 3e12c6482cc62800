//! Volumes: their numbers, their page maps, how far they are read.

use super::{Desk, pdf, prose};
use serde_json::{Value, json};

fn fields(view: &Value, name: &str) -> Vec<Value> {
    view["volumes"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|row| row[name].clone())
        .collect()
}

#[test]
fn volumes_are_numbered_by_their_part() {
    let mut desk = Desk::new();
    for (name, part) in [
        ("a", "evidence"),
        ("b", "evidence"),
        ("c", "procedure"),
        ("d", "supplement"),
        ("e", "ours"),
    ] {
        let taken = desk.take(&format!("{name}卷.pdf"), &pdf(name)).expect("taken");
        desk.call(
            "add_volume",
            json!({ "original": taken.original, "pages": 9, "part": part, "label": "", "title": "" }),
        );
    }
    let view = desk.view();
    assert_eq!(
        fields(&view, "name"),
        ["证据卷一", "证据卷二", "诉讼文书卷一", "证据卷补1", "辩方材料卷一"]
    );
    assert_eq!(fields(&view, "title")[0], "a卷");
    assert_eq!(view["next"][0]["name"], "3");
    let order: Vec<Value> = fields(&view, "id").into_iter().rev().collect();
    desk.write("order_volumes", json!({ "volumes": order }));
    assert_eq!(fields(&desk.view(), "label"), ["辩方1", "补1", "文书1", "2", "1"]);
    let twice = json!({ "volume": "v0002", "part": "evidence", "label": "1", "title": "", "received": "", "seen": 99 });
    assert!(desk.refused("set_volume", twice).contains("已经有证据卷一"));
    let wrong =
        json!({ "volume": "v0002", "part": "evidence", "label": "二", "title": "", "received": "", "seen": 99 });
    assert!(desk.refused("set_volume", wrong).contains("卷号请写数字"));
    assert!(
        desk.refused("order_volumes", json!({ "volumes": ["v0001"], "seen": 99 }))
            .contains("刷新")
    );
}

#[test]
fn a_page_map_is_checked_while_it_is_written_and_when_it_is_kept() {
    let mut desk = Desk::new();
    desk.volume("卷.pdf", 12);
    let ranges = json!([{ "from": 3, "to": 6, "label": 1, "prefix": "", "per": 1 }, { "from": 7, "to": 12, "label": 4, "prefix": "", "per": 1 }]);
    let check = desk.call("check_page_map", json!({ "pages": 12, "ranges": ranges }));
    assert_eq!(check["problem"], "");
    let said: Vec<&str> = check["flags"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|flag| flag["text"].as_str())
        .collect();
    assert_eq!(
        said,
        [
            "第4页的页码重复：分别从 PDF 第 6、7 页开始，引用时须确认是哪一页",
            "PDF 第 1—2 页没有卷内页码（封面、目录、隔页等）",
        ]
    );
    let wrong = json!([{ "from": 3, "to": 99, "label": 1, "prefix": "", "per": 1 }]);
    assert_eq!(
        desk.call("check_page_map", json!({ "pages": 12, "ranges": wrong }))["problem"],
        "第 1 段：PDF 只有 12 页，没有第 99 页。"
    );
    assert!(
        desk.refused(
            "set_page_map",
            json!({ "volume": "v0001", "ranges": wrong, "seen": 99 })
        )
        .contains("没有第 99 页")
    );
    desk.write("set_page_map", json!({ "volume": "v0001", "ranges": ranges }));
    let view = desk.call("page_view", json!({ "volume": "v0001", "page": 3 }));
    assert_eq!(
        (&view["label"], &view["title"], &view["cite"]),
        (&json!("1"), &json!("证据卷一第1页"), &json!("1-1"))
    );
    let cover = desk.call("page_view", json!({ "volume": "v0001", "page": 1 }));
    assert_eq!(
        (&cover["label"], &cover["title"], &cover["cite"]),
        (&json!(""), &json!("证据卷一 PDF 第1页"), &json!(""))
    );
}

#[test]
fn reading_goes_on_where_it_stopped_and_leaves_nothing_unsaid() {
    let mut desk = Desk::new();
    let original = desk.volume("卷.pdf", 6);
    let work = |desk: &mut Desk, ocr: bool| desk.call("index_work", json!({ "ocr": ocr, "first": "", "most": 4 }));
    assert_eq!(work(&mut desk, false)["job"]["pages"], json!([1, 2, 3, 4]));
    let page = |number: u32, text: &str, fault: &str| json!({ "page": number, "text": text, "hash": "00ff00ff00ff00ff", "fault": fault });
    let first = json!([
        page(1, "讯问笔录", ""),
        page(2, "", ""),
        page(3, "\u{FFFD}\u{FFFD}\u{E000}", ""),
        page(4, "", "这一页画不出来")
    ]);
    let state = desk.call("put_page_text", json!({ "original": original, "pages": first }));
    assert_eq!(state["words"], "1 / 6 页已索引；2 页是扫描件，尚未识别文字；1 页失败");
    desk.die();
    assert_eq!(work(&mut desk, false)["job"]["pages"], json!([5, 6]), "resumed");
    desk.call(
        "put_page_text",
        json!({ "original": original, "pages": [page(5, "甲", ""), page(6, "乙", "")] }),
    );
    assert_eq!(work(&mut desk, false)["job"], Value::Null);
    let scans = work(&mut desk, true);
    assert_eq!(
        (&scans["job"]["want"], &scans["job"]["pages"]),
        (&json!("ocr"), &json!([2, 3]))
    );
    let row = "5\t1\t1\t1\t1\t1\t0\t0\t9\t9\t91.2\t王某\n5\t1\t1\t1\t1\t2\t0\t0\t9\t9\t33\t签名\n";
    let case = desk.case.clone();
    desk.app
        .put_recognised(&case, &original, 2, "00ff00ff00ff00ff", row, super::now())
        .expect("kept");
    desk.app
        .put_recognised(&case, &original, 3, "", "", super::now())
        .expect("kept");
    assert_eq!(work(&mut desk, true)["job"], Value::Null, "a blank page is done");
    let view = desk.call("page_view", json!({ "volume": "v0001", "page": 2 }));
    assert_eq!(
        (&view["text"], &view["confidence"], &view["via"]),
        (&json!("王某签名"), &json!(62), &json!("文字识别"))
    );
    assert_eq!(view["unsure"], json!([{ "from": 2, "to": 3 }]));
    assert_eq!(desk.view()["state"]["words"], "5 / 6 页已索引；1 页失败");
    assert_eq!(desk.view()["volumes"][0]["failed_pages"], json!([4]));
    desk.call("retry_pages", json!({ "original": "" }));
    assert_eq!(work(&mut desk, true)["job"]["pages"], json!([4]));
    let failure = desk
        .app
        .put_recognised(&case, &original, 7, "", row, super::now())
        .expect_err("beyond");
    assert!(failure.message.contains("超出"), "{failure}");
    assert!(
        desk.refused(
            "put_page_text",
            json!({ "original": original, "pages": [page(0, "", "")] })
        )
        .contains("超出")
    );
}

#[test]
fn coverage_says_what_nobody_has_looked_at() {
    let mut desk = Desk::new();
    let original = desk.volume("卷.pdf", 20);
    let ranges = json!([{ "from": 2, "to": 20, "label": 1, "prefix": "", "per": 1 }]);
    desk.write("set_page_map", json!({ "volume": "v0001", "ranges": ranges }));
    desk.call(
        "mark_read",
        json!({ "original": original, "pages": [1, 2, 3, 9, 10, 99] }),
    );
    desk.call("mark_read", json!({ "original": original, "pages": [10] }));
    let row = desk.view()["volumes"][0].clone();
    assert_eq!(row["seen"], 5);
    assert_eq!(
        row["seen_runs"],
        json!([{ "from": 1, "to": 3 }, { "from": 9, "to": 10 }])
    );
    assert_eq!(row["unread"], "未读：第 3—7、10—19 页");
}

#[test]
fn a_remark_stays_on_its_page() {
    let mut desk = Desk::new();
    desk.volume("卷.pdf", 5);
    desk.call(
        "comment_page",
        json!({ "volume": "v0001", "page": 4, "text": "签名与第 2 次笔录不同" }),
    );
    let page = desk.call("page_view", json!({ "volume": "v0001", "page": 4 }));
    assert_eq!(page["comments"][0]["text"], "签名与第 2 次笔录不同");
    assert_eq!(
        desk.call("page_view", json!({ "volume": "v0001", "page": 3 }))["comments"],
        json!([])
    );
    assert!(
        desk.refused("comment_page", json!({ "volume": "v0001", "page": 9, "text": "x" }))
            .contains("没有这一页")
    );
}

#[test]
fn three_thousand_pages_are_read_and_shown_at_once() {
    let mut desk = Desk::new();
    let original = desk.volume("大卷.pdf", 3_000);
    let texts: Vec<String> = (0..3_000).map(prose).collect();
    desk.read(&original, &texts);
    let view = desk.view();
    assert_eq!(view["state"]["words"], "3,000 / 3,000 页已索引");
    assert_eq!(
        desk.call("index_work", json!({ "ocr": true, "first": "", "most": 64 }))["job"],
        Value::Null
    );
}
