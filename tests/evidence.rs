//! The register of evidence and the comparison of statements, through the same door as the window.

use app::{App, Failure, Kdf};
use chrono::{DateTime, FixedOffset};
use law::Confidence;
use serde_json::{Value, json};
use std::collections::BTreeSet;

const LAWYER: (&str, &str) = ("李律师", "纸船 灯塔 白鹭 七点");
const PARALEGAL: (&str, &str) = ("陈助理", "石榴 铁轨 晨雾 三号");

fn now() -> DateTime<FixedOffset> {
    "2026-11-23T09:00:00+08:00".parse().expect("a moment")
}

/// A vault with a lawyer, a paralegal and one case; the paralegal is in.
struct Room {
    _folder: tempfile::TempDir,
    app: App,
    case: String,
}

impl Room {
    fn open() -> Room {
        let folder = tempfile::tempdir().expect("a folder");
        let mut app = App::open(&folder.path().join("vault"), Kdf::light_for_tests());
        let mut call = |name: &str, request| {
            app.call(name, request, now())
                .unwrap_or_else(|why| panic!("{name}: {why}"))
        };
        call("create_vault", json!({ "name": LAWYER.0, "passphrase": LAWYER.1 }));
        call(
            "add_user",
            json!({ "name": PARALEGAL.0, "role": "paralegal", "passphrase": PARALEGAL.1 }),
        );
        let made = json!({ "name": "甲案", "accused": "王某", "charge": "assisting_cybercrime", "stage": "prosecution_review" });
        let case = call("create_case", made)["id"].as_str().expect("an id").to_owned();
        let mut room = Room {
            _folder: folder,
            app,
            case,
        };
        room.sit(PARALEGAL);
        room
    }

    fn sit(&mut self, (name, passphrase): (&str, &str)) {
        self.app.call("lock", json!({}), now()).expect("locks");
        let state = self.app.call("vault_state", json!({}), now()).expect("a state");
        let users = state["users"].as_array().expect("users");
        let id = users.iter().find(|user| user["name"] == name).expect("known")["id"].clone();
        let request = json!({ "user": id, "passphrase": passphrase });
        self.app.call("unlock", request, now()).expect("unlocks");
    }

    fn ask(&mut self, name: &str, more: Value) -> Result<Value, Failure> {
        let mut request = more;
        request["case"] = json!(self.case);
        if request.get("seen").is_none() {
            let head = self.app.call("case_head", json!({ "case": self.case }), now())?;
            request["seen"] = head["revision"].clone();
        }
        self.app.call(name, request, now())
    }

    fn done(&mut self, name: &str, more: Value) -> Value {
        self.ask(name, more).unwrap_or_else(|why| panic!("{name}: {why}"))
    }

    fn refused(&mut self, name: &str, more: Value) -> String {
        match self.ask(name, more) {
            Ok(view) => panic!("{name} should be refused, gave {view}"),
            Err(why) => why.to_string(),
        }
    }

    fn exhibit(&mut self, name: &str, kind: &str, volume: &str, pages: &str) -> String {
        let entry = entry(name, kind, volume, pages);
        self.done("put_exhibit", entry)["path"]
            .as_str()
            .expect("an id")
            .to_owned()
    }

    fn register(&mut self) -> Value {
        self.done("evidence", json!({ "actor": "" }))
    }

    fn statement(&mut self, name: &str, number: u32, from: &str, to: &str, pages: &str) -> String {
        let entry = json!({ "id": "", "person": "", "name": name, "role": "co_accused", "number": number, "kind": "interrogation",
            "from": from, "to": to, "place": "某看守所", "taken_by": "周某、吴某", "recorded": "yes", "volume": "3", "pages": pages, "note": "" });
        self.done("put_statement", entry)["path"]
            .as_str()
            .expect("an id")
            .to_owned()
    }

    fn cell(&mut self, proposition: &str, statement: &str, says: &str, quote: &str, page: &str) {
        let cell = json!({ "proposition": proposition, "statement": statement, "says": says, "quote": quote, "page": page, "anchor": "", "note": "" });
        self.done("put_assertion", cell);
    }

    fn fact(&mut self, path: &str, sources: &[&str]) {
        let sources: Vec<Value> = sources
            .iter()
            .map(|text| json!({ "kind": "page", "text": text, "quote": "", "anchor": "" }))
            .collect();
        let position = json!({ "actor": "a1", "path": path, "side": "alleged", "answer": { "kind": "yes" }, "sources": sources,
            "note": "", "status": "", "reason": "" });
        self.done("record_position", position);
    }

    fn paper(&mut self, document: &str) -> Value {
        self.done(
            "document",
            json!({ "actor": "", "document": document, "pack": null, "accepted_only": false }),
        )
    }
}

fn entry(name: &str, kind: &str, volume: &str, pages: &str) -> Value {
    json!({ "id": "", "name": name, "kind": kind, "by": "prosecution", "source": "某公安分局", "date": "", "form": "copy",
            "volume": volume, "pages": pages, "proves": "证明当事人明知", "nodes": ["assisting_cybercrime/knowledge"] })
}

fn judgment(id: &str, authenticity: (&str, &str), opinion: &str) -> Value {
    let open = json!({ "view": "open", "reason": "" });
    json!({ "id": id, "authenticity": { "view": authenticity.0, "reason": authenticity.1 }, "legality": open, "relevance": open, "opinion": opinion })
}

fn words(view: &Value) -> String {
    serde_json::to_string(view).expect("json")
}

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
    assert_eq!(cited(&view, 1), ["is_student", "deceived_into_helping"]);
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
    assert_eq!(found, [("is_student", true), ("deceived_into_helping", false)]);
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
        Some(2),
        "one person, however many statements"
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
    let mut put = |room: &mut Room, id: &str, text: &str, before: &str| {
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

#[test]
fn papers_of_evidence_lie_across_the_sheet_and_come_back_with_the_case() {
    let mut room = Room::open();
    room.exhibit("后台数据光盘", "electronic", "2", "12-18");
    let request =
        json!({ "case": room.case, "actor": "", "document": "evidence_list", "pack": null, "accepted_only": false });
    let made = room.app.export("export_document", request, now()).expect("made");
    let text = String::from_utf8_lossy(&made.bytes);
    assert!(
        text.contains("/MediaBox[0 0 841.89") || text.contains("841.8"),
        "the sheet is turned"
    );
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
