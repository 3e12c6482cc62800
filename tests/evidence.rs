//! The register of evidence and the comparison of statements, through the same door as the window.

mod room;
mod statements;

use law::Confidence;
use room::{LAWYER, PARALEGAL, Room, entry, judgment, now, words};
use serde_json::{Value, json};
use std::collections::BTreeSet;

#[test]
fn the_law_of_evidence_is_whole() {
    let book = app::book();
    let law = &book.evidence;
    let kinds: Vec<&str> = law.kinds.iter().map(|kind| kind.id.as_str()).collect();
    assert_eq!(
        kinds,
        [
            "object",
            "document",
            "witness",
            "victim",
            "accused",
            "expert",
            "inspection",
            "electronic"
        ]
    );
    let points: Vec<&law::Point> = law.checklists.iter().flat_map(|list| &list.points).collect();
    for article in [110, 111, 112, 113, 114, 115] {
        let cite = format!("法释〔2021〕1号/{article}");
        assert!(
            points.iter().any(|point| point.cite.contains(&cite)),
            "no point rests on {cite}"
        );
    }
    let unverified = |cites: &[String]| {
        cites
            .iter()
            .all(|cite| book.sources.confidence(cite) == Confidence::Unverified)
    };
    let locked: BTreeSet<&str> = points
        .iter()
        .filter(|point| unverified(&point.cite))
        .map(|point| point.id.as_str())
        .collect();
    let expected = [
        "supplement_115",
        "seize_first",
        "online_extraction",
        "frozen",
        "examined",
        "identity",
        "medium_linked",
    ];
    assert_eq!(
        locked,
        expected.into_iter().collect(),
        "what is not verified is locked, and nothing else"
    );
    let grounds: Vec<&String> = law.grounds.iter().flat_map(|ground| &ground.cite).collect();
    for article in [113, 114, 123, 124, 125, 126] {
        assert!(
            grounds.contains(&&format!("法释〔2021〕1号/{article}")),
            "no ground rests on article {article}"
        );
    }
    let confinement = law.ground("confinement").expect("the third kind of article 123");
    assert!(
        confinement.show.iter().all(|show| !show.contains("难以忍受")),
        "article 123 asks no pain of confinement"
    );
    for id in ["violence", "threat"] {
        let ground = law.ground(id).expect("a kind of article 123");
        assert!(
            ground
                .show
                .iter()
                .any(|show| show.starts_with("且") && show.contains("难以忍受")),
            "{id}"
        );
    }
    assert_eq!(law.ground("repeated").expect("article 124").unless.len(), 2);
    let steps: Vec<&String> = law.steps.iter().flat_map(|step| &step.cite).collect();
    for cite in [
        "刑诉法/57",
        "刑诉法/58",
        "刑诉法/59",
        "刑诉法/60",
        "法释〔2021〕1号/127",
        "法释〔2021〕1号/128",
    ] {
        assert!(steps.contains(&&cite.to_string()), "no step rests on {cite}");
    }
}

#[test]
fn a_checklist_is_ticked_and_what_is_not_verified_stays_open() {
    let mut room = Room::open();
    let id = room.exhibit("后台数据光盘", "electronic", "证据卷二", "12—18");
    let check =
        |point: &str, state: &str, note: &str| json!({ "id": id, "point": point, "state": state, "note": note });
    room.done("check_exhibit", check("sealed", "failed", "没有封条（2-13）"));
    room.done("check_exhibit", check("two_investigators", "met", ""));
    let why = room.refused("check_exhibit", check("seize_first", "failed", ""));
    assert!(why.contains("未核实"), "{why}");
    room.done("check_exhibit", check("seize_first", "open", "没有写明不能扣押的原因"));
    let view = room.register();
    let own = &view["exhibits"][0];
    assert_eq!(
        (own["volume"].as_str(), own["pages"].as_str()),
        (Some("2"), Some("12-18")),
        "written one way"
    );
    assert_eq!(own["place"], "证据卷二第12-18页");
    assert_eq!(own["checks_done"], 2);
    let all = view["checklists"][0]["points"].as_array().expect("points");
    let counting = all.iter().filter(|point| point["locked"] == false).count();
    assert_eq!(own["checks_total"], json!(counting));
    let failed = own["failed"].as_array().expect("failed");
    assert_eq!(failed.len(), 1);
    assert_eq!(failed[0]["effect"], "flaw");
    assert!(
        words(&failed[0]).contains("不能补正又不能作出合理解释"),
        "{}",
        failed[0]
    );
    let paper = room.exhibit("聊天记录截图", "document", "2", "30");
    let why = room.refused(
        "check_exhibit",
        json!({ "id": paper, "point": "sealed", "state": "met", "note": "" }),
    );
    assert!(
        why.contains("审查要点"),
        "a document has no checklist of electronic data: {why}"
    );
}

#[test]
fn what_we_say_of_evidence_is_a_proposal_until_a_lawyer_sets_it() {
    let mut room = Room::open();
    let id = room.exhibit("讯问笔录", "accused", "3", "1-9");
    let why = room.refused("judge_exhibit", judgment(&id, ("objected", ""), ""));
    assert!(why.contains("理由"), "{why}");
    room.done(
        "judge_exhibit",
        judgment(&id, ("objected", "签名不是本人所写"), "请求鉴定笔迹"),
    );
    let raise = |state: &str| json!({ "id": id, "ground": "threat", "clues": "2026年3月5日晚，周某，某派出所", "state": state });
    let why = room.refused("exclude_exhibit", raise("applied"));
    assert!(why.contains("律师"), "{why}");
    room.done("exclude_exhibit", raise("planned"));
    let wrong = json!({ "id": id, "ground": "irregular", "clues": "", "state": "planned" });
    assert!(room.refused("exclude_exhibit", wrong).contains("不适用于"));
    let own = &room.register()["exhibits"][0];
    assert_eq!(own["proposed"], true);
    assert_eq!(own["authenticity"]["settled"], false);
    assert_eq!(own["exclusions"][0]["settled"], false);
    assert_eq!(own["objections"], json!(["真实性有异议", "拟申请排除"]));
    assert!(room.refused("settle_exhibit", json!({ "id": id })).contains("律师"));
    assert_eq!(
        room.paper("cross_examination")["draft"],
        true,
        "a proposal makes a draft"
    );

    room.sit(LAWYER);
    room.done("settle_exhibit", json!({ "id": id }));
    let own = &room.register()["exhibits"][0];
    assert_eq!(
        (own["proposed"].clone(), own["opinion_settled"].clone()),
        (json!(false), json!(true))
    );
    assert!(
        room.refused("settle_exhibit", json!({ "id": id }))
            .contains("没有待审定")
    );

    room.sit(PARALEGAL);
    for (name, request) in [
        ("judge_exhibit", judgment(&id, ("accepted", ""), "请求鉴定笔迹")),
        (
            "judge_exhibit",
            judgment(&id, ("objected", "签名不是本人所写"), "没有意见"),
        ),
        ("exclude_exhibit", raise("planned")),
        ("exclude_exhibit", raise("")),
        ("remove_exhibit", json!({ "id": id })),
    ] {
        let why = room.refused(name, request);
        assert!(why.contains("律师审定过的"), "{name}: {why}");
    }
    // The register stays the paralegal's, and changing it leaves what the lawyer set.
    let mut again = entry("第一次讯问笔录", "accused", "3", "1-10");
    again["id"] = json!(id);
    room.done("put_exhibit", again);
    let own = &room.register()["exhibits"][0];
    assert_eq!(
        (own["name"].as_str(), own["opinion_settled"].clone()),
        (Some("第一次讯问笔录"), json!(true))
    );
    room.done("undo", json!({}));
    assert_eq!(room.register()["exhibits"][0]["name"], "讯问笔录");
}

#[test]
fn facts_and_evidence_find_each_other_by_page() {
    let mut room = Room::open();
    let first = room.exhibit("甲的证言", "witness", "2", "40-50");
    let second = room.exhibit("银行回单", "document", "1", "3、7-8");
    room.fact("is_student", &["2-47"]);
    room.fact("deceived_into_helping", &["2-50", "1-7"]);
    room.fact("informed_verified", &["4-1"]);
    let view = room.register();
    let names: Vec<&str> = view["exhibits"]
        .as_array()
        .expect("rows")
        .iter()
        .filter_map(|own| own["name"].as_str())
        .collect();
    assert_eq!(names, ["银行回单", "甲的证言"], "by volume and page");
    let cited = |view: &Value, at: usize| -> Vec<String> {
        let all = view["exhibits"][at]["cited"].as_array().expect("cited");
        all.iter()
            .map(|own| own["path"].as_str().expect("a path").to_owned())
            .collect()
    };
    assert_eq!(cited(&view, 1), ["deceived_into_helping", "is_student"]);
    assert_eq!(cited(&view, 0), ["deceived_into_helping"]);
    assert_eq!(view["challenged"], json!([]));
    assert_eq!(view["uncovered"][0]["place"], "证据卷四第1页");
    assert_eq!(view["uncovered"].as_array().map(Vec::len), Some(1));

    room.sit(LAWYER);
    room.done("judge_exhibit", judgment(&first, ("objected", "证言前后矛盾"), ""));
    let view = room.register();
    let challenged = view["challenged"].as_array().expect("challenged");
    let found: Vec<(&str, bool)> = challenged
        .iter()
        .map(|own| (own["fact"]["path"].as_str().expect("a path"), own["sole"] == true))
        .collect();
    assert_eq!(found, [("deceived_into_helping", false), ("is_student", true)]);
    let marks = room.done("exhibit_marks", json!({}));
    assert_eq!(marks["exhibits"][0]["id"], json!(second));
    assert_eq!(marks["exhibits"][0]["runs"], json!([[3, 3], [7, 8]]));
    assert_eq!(marks["exhibits"][1]["objections"], json!(["真实性有异议"]));
    let list = words(&room.paper("evidence_list"));
    for word in [
        "证据卷一",
        "证据卷二",
        "甲的证言",
        "真实性有异议",
        "有异议的证据支撑的事实",
    ] {
        assert!(list.contains(word), "the list by volume lacks {word}");
    }
    let list = words(&room.paper("evidence_by_element"));
    assert!(list.contains("有异议：证言前后矛盾"), "{list}");
}

#[test]
fn what_cannot_be_read_is_refused_by_name() {
    let mut room = Room::open();
    for (kind, volume, pages, said) in [
        ("document", "2", "十二页", "页码"),
        ("document", "2", "18-12", "页码"),
        ("document", "", "12", "卷号"),
        ("rumour", "2", "12", "种类"),
    ] {
        let why = room.refused("put_exhibit", entry("某物", kind, volume, pages));
        assert!(why.contains(said), "{kind} {volume}-{pages}: {why}");
    }
    let mut nameless = entry("", "document", "2", "12");
    assert!(room.refused("put_exhibit", nameless.clone()).contains("证据名称"));
    nameless["name"] = json!("某物");
    nameless["nodes"] = json!(["assisting_cybercrime/nothing"]);
    assert!(room.refused("put_exhibit", nameless).contains("要件"));
}

#[test]
fn papers_of_evidence_lie_across_the_sheet_and_come_back_with_the_case() {
    let mut room = Room::open();
    room.exhibit("后台数据光盘", "electronic", "2", "12-18");
    let request =
        json!({ "case": room.case, "actor": "", "document": "evidence_list", "pack": null, "accepted_only": false });
    let made = room.app.export("export_document", request, now()).expect("made");
    let paper = tempfile::NamedTempFile::new().expect("a file");
    std::fs::write(paper.path(), &made.bytes).expect("written");
    let said = std::process::Command::new("pdfinfo").arg(paper.path()).output();
    let said = said.expect("poppler-utils is installed (make setup)").stdout;
    let said = String::from_utf8_lossy(&said);
    assert!(said.contains("841.89 x 595"), "the sheet is turned: {said}");
    let file = room
        .app
        .export("export_case", json!({ "case": room.case }), now())
        .expect("made");
    let text = String::from_utf8(file.bytes).expect("text");
    let twin = room
        .app
        .call("import_case", json!({ "text": text }), now())
        .expect("read");
    room.case = twin["id"].as_str().expect("an id").to_owned();
    assert_eq!(room.register()["exhibits"][0]["name"], "后台数据光盘");
}

#[test]
fn what_a_lawyer_settled_is_a_proposal_in_a_file_a_paralegal_brings() {
    let mut room = Room::open();
    let id = room.exhibit("后台数据光盘", "electronic", "2", "12-18");
    room.sit(LAWYER);
    room.done(
        "judge_exhibit",
        judgment(&id, ("objected", "没有封存记录"), "提取过程没有见证人"),
    );
    let settled = |room: &mut Room| {
        let own = room.register()["exhibits"][0].clone();
        let quality = own["authenticity"].clone();
        (
            own["proposed"].clone(),
            quality["view"].clone(),
            quality["reason"].clone(),
            own["opinion"].clone(),
        )
    };
    let words = |proposed: bool| {
        (
            json!(proposed),
            json!("objected"),
            json!("没有封存记录"),
            json!("提取过程没有见证人"),
        )
    };
    assert_eq!(settled(&mut room), words(false));
    let waived = json!({ "id": archive_line(&mut room), "reason": "本案没有这类材料" });
    room.done("waive_archive", waived);
    let file = room
        .app
        .export("export_case", json!({ "case": room.case }), now())
        .expect("made");
    let text = String::from_utf8(file.bytes).expect("text");
    let own = room.case.clone();
    for (user, proposed, waivers) in [(LAWYER, false, 1), (PARALEGAL, true, 0)] {
        room.sit(user);
        let twin = room
            .app
            .call("import_case", json!({ "text": text }), now())
            .expect("read");
        room.case = twin["id"].as_str().expect("an id").to_owned();
        assert_eq!(settled(&mut room), words(proposed), "{}", user.0);
        let lines = room.done("archive", json!({}))["lines"].clone();
        let waived = lines
            .as_array()
            .expect("lines")
            .iter()
            .filter(|line| line["state"] == "waived")
            .count();
        assert_eq!(waived, waivers, "{}", user.0);
        room.case.clone_from(&own);
    }
}

/// A line of the closing checklist.
fn archive_line(room: &mut Room) -> Value {
    room.done("archive", json!({}))["lines"][0]["id"].clone()
}
