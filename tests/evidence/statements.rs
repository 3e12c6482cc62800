//! Statements, compared.

use super::room::{Room, words};
use serde_json::json;

#[test]
fn statements_are_compared_and_feed_the_facts_once() {
    let mut room = Room::open();
    let first = room.statement("张某", 1, "2026-03-05 21:30", "1:10", "1-6");
    let second = room.statement("张某", 3, "2026-03-09 09:00", "2026-03-09 21:01", "20-31");
    let other = room.statement("刘某", 1, "2026-03-05 22:00", "23:00", "40-44");
    let proposition =
        json!({ "id": "", "text": "王某是在校学生", "fact": "is_student", "negates": false, "before": "" });
    let proposition = room.done("put_proposition", proposition)["path"]
        .as_str()
        .expect("an id")
        .to_owned();
    room.cell(&proposition, &first, "affirms", "他当时还在读书", "3");
    room.cell(&proposition, &second, "denies", "他早就不读书了", "3-25");
    room.cell(&proposition, &other, "silent", "", "");
    let view = room.done("statements", json!({ "actor": "" }));
    let titles: Vec<&str> = view["statements"]
        .as_array()
        .expect("rows")
        .iter()
        .filter_map(|own| own["title"].as_str())
        .collect();
    assert_eq!(
        titles,
        ["张某第1次讯问笔录", "刘某第1次讯问笔录", "张某第3次讯问笔录"],
        "in order of time"
    );
    assert_eq!(
        view["people"].as_array().map(Vec::len),
        Some(3),
        "the accused and two more, however many statements"
    );
    let flags = |at: usize| -> Vec<&str> {
        view["statements"][at]["flags"]
            .as_array()
            .expect("flags")
            .iter()
            .filter_map(|own| own["id"].as_str())
            .collect()
    };
    assert_eq!(flags(0), ["night", "same_officers"]);
    assert_eq!(flags(1), ["night"]);
    assert_eq!(flags(2), ["longer_than_12", "missing_number"]);
    let long = &view["statements"][2]["flags"][0];
    assert_eq!(long["cites"][0]["cite"], "刑诉法/119");
    assert_eq!(long["detail"], "12小时1分钟");
    assert_eq!(
        view["statements"][0]["flags"][0]["cites"],
        json!([]),
        "night is a plain fact"
    );

    let found = view["contradictions"].as_array().expect("contradictions");
    assert_eq!(found.len(), 1);
    let said = found[0]["words"].as_str().expect("words");
    for word in [
        "张某前后说法有变化",
        "他当时还在读书",
        "证据卷三第3页",
        "否认",
        "他早就不读书了",
        "证据卷三第25页",
    ] {
        assert!(said.contains(word), "{said}");
    }

    let record = |side: &str| json!({ "actor": "a1", "proposition": proposition, "statement": first, "side": side });
    let card = room.done("record_assertion", record("ours"))["card"].clone();
    assert!(words(&card).contains("他当时还在读书"), "{card}");
    let again = room.refused("record_assertion", record("ours"));
    assert!(again.contains("已经有这一处来源"), "{again}");
    assert!(room.refused("record_assertion", record("finding")).contains("研判"));
    let mut silent = record("ours");
    silent["statement"] = json!(other);
    assert!(room.refused("record_assertion", silent).contains("没有卷页"));
    let mut denied = record("alleged");
    denied["statement"] = json!(second);
    let card = room.done("record_assertion", denied)["card"].clone();
    let alleged = card["positions"]
        .as_array()
        .expect("sides")
        .iter()
        .find(|own| own["side"] == "alleged")
        .expect("there");
    assert_eq!(alleged["answer"]["kind"], "no", "who denies answers no");
    let view = room.done("statements", json!({ "actor": "" }));
    let cell = view["cells"]
        .as_array()
        .expect("cells")
        .iter()
        .find(|own| own["statement"] == json!(first))
        .expect("there");
    assert_eq!(cell["on_fact"], "我方");

    let paper = words(&room.paper("statement_comparison"));
    for word in ["笔录一览", "逐项比对", "同一人前后不一致", "持续超过12小时", "未提及"] {
        assert!(paper.contains(word), "the comparison lacks {word}");
    }
    room.done("list_statements", json!({}));
    let view = room.register();
    assert_eq!(view["exhibits"].as_array().map(Vec::len), Some(3));
    assert_eq!(view["exhibits"][0]["kind"], "accused");
    assert!(room.refused("list_statements", json!({})).contains("都已在"));

    room.done("remove_statement", json!({ "id": second }));
    let view = room.done("statements", json!({ "actor": "" }));
    assert_eq!(view["cells"].as_array().map(Vec::len), Some(2), "its cells go with it");
    room.done("undo", json!({}));
    let view = room.done("statements", json!({ "actor": "" }));
    assert_eq!(
        (
            view["cells"].as_array().map(Vec::len),
            view["statements"].as_array().map(Vec::len)
        ),
        (Some(3), Some(3))
    );
}

#[test]
fn propositions_keep_the_order_they_are_given() {
    let mut room = Room::open();
    let put = |room: &mut Room, id: &str, text: &str, before: &str| {
        let own = json!({ "id": id, "text": text, "fact": "", "negates": false, "before": before });
        room.done("put_proposition", own)["path"]
            .as_str()
            .expect("an id")
            .to_owned()
    };
    let a = put(&mut room, "", "甲", "");
    let b = put(&mut room, "", "乙", "");
    let c = put(&mut room, "", "丙", &a);
    put(&mut room, &b, "乙", &a);
    put(&mut room, &c, "丙丙", "");
    let view = room.done("statements", json!({ "actor": "" }));
    let texts: Vec<&str> = view["propositions"]
        .as_array()
        .expect("rows")
        .iter()
        .filter_map(|own| own["text"].as_str())
        .collect();
    assert_eq!(texts, ["丙丙", "乙", "甲"]);
}
