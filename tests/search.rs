//! Finding things through `app`: everything that is written, in one case and in all of them, and never what is no longer so.

use app::{App, Code, Kdf};
use chrono::{DateTime, FixedOffset};
use serde_json::{Value, json};
use std::path::Path;
use store::{Arrived, CaseId, Page, PageState, Vault};

const USER: (&str, &str) = ("李律师", "纸船 灯塔 白鹭 七点");
const ORIGINAL: &[u8] = b"%PDF-1.7 thirty pages of something";

fn now() -> DateTime<FixedOffset> {
    "2026-11-24T09:00:00+08:00".parse().expect("a moment")
}

/// A vault somebody works in.
struct Desk {
    folder: tempfile::TempDir,
    app: App,
}

impl Desk {
    fn new() -> Desk {
        let folder = tempfile::tempdir().expect("a folder");
        let app = App::open(folder.path(), Kdf::light_for_tests());
        let mut desk = Desk { folder, app };
        desk.call("create_vault", json!({ "name": USER.0, "passphrase": USER.1 }));
        desk
    }

    fn call(&mut self, name: &str, request: Value) -> Value {
        self.app
            .call(name, request, now())
            .unwrap_or_else(|why| panic!("{name}: {why}"))
    }

    /// Another process: this one lets go, `act` has the vault, and somebody unlocks it again.
    fn meanwhile(&mut self, act: impl FnOnce(&Vault, &Path)) {
        self.app = App::open(self.folder.path(), Kdf::light_for_tests());
        let users = Vault::users(self.folder.path()).expect("reads").expect("a vault");
        let vault = Vault::unlock(self.folder.path(), &users[0].id, USER.1, now()).expect("unlocks");
        act(&vault, self.folder.path());
        drop(vault);
        self.call("unlock", json!({ "user": users[0].id, "passphrase": USER.1 }));
    }

    fn import(&mut self, file: &Value) -> String {
        let row = self.call("import_case", json!({ "text": file.to_string() }));
        row["id"].as_str().expect("an id").to_owned()
    }

    /// The prosecution's position, with a note; an empty one takes it back.
    fn note(&mut self, case: &str, note: &str) {
        let seen = self.call("case_head", json!({ "case": case }))["revision"].clone();
        let answer = if note.is_empty() { "clear" } else { "yes" };
        let position = json!({ "case": case, "actor": "a1", "path": "confessed_knowledge", "side": "alleged", "answer": { "kind": answer },
                               "sources": [], "note": note, "status": "", "reason": "", "seen": seen });
        self.call("record_position", position);
    }

    fn search(&mut self, case: &str, query: &str) -> Value {
        self.call(
            "search",
            json!({ "query": query, "case": case, "kinds": [], "limit": 50 }),
        )
    }

    /// `kind: place` of every hit.
    fn places(&mut self, case: &str, query: &str) -> Vec<String> {
        let view = self.search(case, query);
        let groups = view["groups"].as_array().expect("groups").iter();
        let place = |kind: &Value, hit: &Value| {
            format!(
                "{}: {}",
                kind.as_str().expect("a kind"),
                hit["place"].as_str().expect("a place")
            )
        };
        groups
            .flat_map(|group| {
                group["hits"]
                    .as_array()
                    .expect("hits")
                    .iter()
                    .map(|hit| place(&group["kind"], hit))
                    .collect::<Vec<_>>()
            })
            .collect()
    }

    fn idle(&mut self) -> usize {
        for slices in 1..200 {
            if self.call("index_slice", json!({}))["left"] == 0 {
                return slices;
            }
        }
        panic!("the index is never done");
    }
}

fn marked(hit: &Value) -> String {
    let pieces = hit["pieces"].as_array().expect("pieces").iter();
    pieces
        .filter(|piece| piece["found"] == true)
        .filter_map(|piece| piece["text"].as_str())
        .collect()
}

fn file(name: &str, accused: &str) -> Value {
    let original = memo::receipt::sha256(ORIGINAL);
    let item = |kind: &str, id: &str, body: Value| json!({ "id": id, "kind": kind, "body": body });
    json!({
        "format": 1,
        "matter": { "name": name, "charge": "assisting_cybercrime", "docket": "某检刑诉〔2026〕318号", "authority": "某市某区人民检察院" },
        "party": [{ "id": "a1", "name": accused, "client": true, "role": "个体工商户" }],
        "entry": [
            { "actor": "a1", "path": "confessed_knowledge", "alleged": true, "cite": ["2-47「我猜到是跑分」"], "note": "讯问持续九小时" },
            { "actor": "a1", "path": "hiding_measures", "ours": "尚不清楚", "reason": "同录尚未调取" },
        ],
        "item": [
            item("volume", "v0001", json!({ "label": "2", "title": "讯问笔录及电子数据", "original": original, "file": "第二卷.pdf", "pages": 30, "range": [{ "from": 3, "to": 30, "label": 1 }] })),
            item("person", "p0001", json!({ "name": "仇小川", "aliases": ["阿川"], "phones": ["13800138000"], "accounts": ["6222020200112233"], "note": "下家介绍人" })),
            item("exhibit", "e0001", json!({ "name": "手机勘验笔录", "proves": "聊天中提到料钱", "opinion": "提取过程未见哈希值" })),
            item("statement", "s0001", json!({ "person": "p0001", "number": 2, "place": "某看守所", "note": "改口称不知情" })),
            item("proposition", "r0001", json!({ "text": "是否知道资金来路不明" })),
            item("assertion", "r0001/s0001", json!({ "proposition": "r0001", "statement": "s0001", "says": "denies", "note": "与第一次不一致" })),
            item("comment", "c0001", json!({ "on": { "about": "fact", "actor": "a1", "path": "confessed_knowledge" }, "text": "这里要核对同步录像" })),
            item("note", "n0001", json!({ "on": { "about": "case" }, "title": "会见要点", "text": "家属称有抑郁病史" })),
            item("tag", "t0001", json!({ "volume": "2", "page": 7, "text": "关键页" })),
            item("task", "k0001", json!({ "text": "申请调取讯问同录", "result": "已提交书面申请" })),
        ],
    })
}

fn page(number: u32, text: &str) -> Page {
    Page {
        page: number,
        state: if text.is_empty() {
            PageState::Failed
        } else {
            PageState::Read
        },
        via: "layer".into(),
        text: text.into(),
        confidence: None,
        hash: String::new(),
        words: String::new(),
        fault: String::new(),
    }
}

/// Puts an original with pages into a case, as another process that reads it.
fn read_pages(desk: &mut Desk, case: &str, pages: &[Page]) {
    desk.meanwhile(|vault, _| {
        let case: CaseId = case.parse().expect("an id");
        let mut arriving = vault.arrive(&case, "第二卷.pdf", "pdf", now()).expect("arrives");
        vault.take_piece(&mut arriving, ORIGINAL).expect("takes");
        let (Arrived::New(original) | Arrived::Known(original)) = vault.arrived(arriving).expect("arrived");
        vault.put_pages(&case, &original, pages, now()).expect("keeps");
    });
}

#[test]
fn everything_that_is_written_is_found_and_opens_where_it_is() {
    let mut desk = Desk::new();
    let case = desk.import(&file("王某帮信案", "王某"));
    for (words, place) in [
        ("王某帮", "case: 案件信息"),
        ("〔2026〕318", "case: 案件信息"),
        ("个体工商", "party: 当事人"),
        ("川", "person: 人员"),
        ("阿川", "person: 人员"),
        ("0138", "person: 人员"),
        ("112233", "person: 人员"),
        ("猜到", "fact: 事实 · 指控"),
        ("证据卷二第47", "fact: 事实 · 指控"),
        ("九小时", "fact: 事实 · 指控"),
        ("同录尚未", "fact: 事实 · 我方"),
        ("料钱", "exhibit: 证据"),
        ("哈希", "exhibit: 证据"),
        ("改口", "statement: 笔录"),
        ("仇小川第2份", "statement: 笔录"),
        ("来路", "statement: 笔录 · 比对事项"),
        ("不一致", "statement: 笔录 · 陈述比对"),
        ("核对同步", "comment: 批注 · "),
        ("抑郁", "note: 笔记"),
        ("关键页", "note: 页签 · 证据卷二 第5页"),
        ("书面申请", "task: 待办"),
        ("电子数据", "volume: 卷宗"),
    ] {
        for scope in [case.as_str(), ""] {
            let places = desk.places(scope, words);
            assert!(
                places.iter().any(|found| found.starts_with(place)),
                "{words} in “{scope}”: {places:?}"
            );
        }
        let view = desk.search(&case, words);
        let hits = view["groups"]
            .as_array()
            .expect("groups")
            .iter()
            .flat_map(|group| group["hits"].as_array().expect("hits"));
        for hit in hits {
            assert_eq!(marked(hit).chars().next(), words.chars().next(), "{words}: {hit}");
        }
    }
    let fact = &desk.search(&case, "猜到")["groups"][0]["hits"][0];
    let opens = json!({ "tab": "facts", "at": "confessed_knowledge", "actor": "a1", "volume": "", "page": 0 });
    assert_eq!((&fact["open"], &fact["case_name"]), (&opens, &json!("王某帮信案")));
    let tag = &desk.search(&case, "关键页")["groups"][0]["hits"][0]["open"];
    assert_eq!(
        (&tag["tab"], &tag["volume"], &tag["page"]),
        (&json!("file"), &json!("2"), &json!(7))
    );
    // Fields do not run into each other, and what nobody wrote is nowhere.
    for nothing in ["川阿", "录已", "不存在的词"] {
        assert_eq!(desk.places(&case, nothing), Vec::<String>::new(), "{nothing}");
    }
}

#[test]
fn people_and_things_are_found_by_how_they_are_spelled() {
    let mut desk = Desk::new();
    let case = desk.import(&file("欧阳某帮信案", "欧阳某"));
    for (typed, place) in [
        ("oym", "case: 案件信息"),
        ("ouyang", "party: 当事人"),
        ("qxc", "person: 人员"),
        ("chouxiao", "person: 人员"),
        ("ac", "person: 人员"),
    ] {
        for scope in [case.as_str(), ""] {
            let places = desk.places(scope, typed);
            assert!(places.iter().any(|found| found == place), "{typed}: {places:?}");
        }
    }
    assert!(desk.places(&case, "sjky").iter().any(|found| found == "exhibit: 证据"));
    assert!(desk.places("", "qxd").is_empty());
}

#[test]
fn pages_are_found_as_soon_as_they_are_read_and_what_is_missing_is_counted() {
    let mut desk = Desk::new();
    let case = desk.import(&file("王某帮信案", "王某"));
    let pages: Vec<Page> = (1..=28)
        .map(|n| match n {
            9 => page(n, ""),
            n => page(n, &format!("第{n}页，供述：收取佣\n金{n}00元")),
        })
        .collect();
    read_pages(&mut desk, &case, &pages);
    // Nobody has opened the case since: all cases say how far they are, and work while the window is idle.
    assert!(desk.idle() < 20);
    for scope in [case.as_str(), ""] {
        let view = desk.search(scope, "佣金");
        let group = &view["groups"][0];
        assert_eq!(
            (&group["kind"], &group["count"]),
            (&json!("page"), &json!(27)),
            "{scope}"
        );
        assert_eq!(
            view["state"],
            json!({ "pages": 30, "indexed": 27, "failed": 1, "unread": 2, "behind": 0 }),
            "{scope}"
        );
    }
    let hit = &desk.search("", "佣金2000")["groups"][0]["hits"][0];
    assert_eq!(
        (&hit["place"], marked(hit)),
        (&json!("证据卷二 第18页"), "佣 金2000".to_string())
    );
    assert_eq!(
        (&hit["open"]["volume"], &hit["open"]["page"]),
        (&json!("2"), &json!(20))
    );
    assert_eq!(
        desk.search("", "第2页")["groups"][0]["hits"][0]["place"],
        "证据卷二 PDF第2页"
    );

    // A page read again says the new words only.
    read_pages(&mut desk, &case, &[page(20, "重新识别的一页")]);
    assert_eq!(desk.places(&case, "佣金2000"), Vec::<String>::new());
    assert_eq!(desk.places(&case, "新识"), ["page: 证据卷二 第18页"]);
    assert_eq!(desk.call("search_state", json!({ "case": case }))["indexed"], 27);
}

#[test]
fn after_an_edit_an_undo_and_a_removal_the_index_says_the_truth() {
    let mut desk = Desk::new();
    let case = desk.import(&file("王某帮信案", "王某"));
    assert_eq!(desk.places(&case, "九小时").len(), 1);
    desk.note(&case, "讯问持续八小时");
    for scope in [case.as_str(), ""] {
        assert_eq!(desk.places(scope, "八小时"), ["fact: 事实 · 指控"]);
        assert!(desk.places(scope, "九小时").is_empty());
    }
    desk.call("undo", json!({ "case": case }));
    assert_eq!(
        (desk.places("", "八小时").len(), desk.places("", "九小时").len()),
        (0, 1)
    );
    desk.call("redo", json!({ "case": case }));
    assert_eq!(
        (desk.places("", "八小时").len(), desk.places("", "九小时").len()),
        (1, 0)
    );
    desk.note(&case, "");
    assert_eq!(
        (desk.places("", "八小时").len(), desk.places("", "同录尚未").len()),
        (0, 1)
    );
}

#[test]
fn a_search_stays_in_its_case_and_the_newest_case_comes_first() {
    let mut desk = Desk::new();
    let cases: Vec<String> = ["赵某", "钱某", "孙某"]
        .iter()
        .map(|name| desk.import(&file(&format!("{name}帮信案"), name)))
        .collect();
    desk.idle();
    let view = desk.search("", "猜到是跑分");
    let found: Vec<&str> = view["groups"][0]["hits"]
        .as_array()
        .expect("hits")
        .iter()
        .filter_map(|hit| hit["case_name"].as_str())
        .collect();
    assert_eq!(found.len(), 3);
    let here = desk.search(&cases[0], "猜到是跑分");
    assert_eq!(
        (&here["groups"][0]["count"], &here["groups"][0]["hits"][0]["case"]),
        (&json!(1), &json!(cases[0]))
    );
    let one = desk.call(
        "search",
        json!({ "query": "跑分", "case": "", "kinds": ["fact"], "limit": 1 }),
    );
    assert_eq!(
        (
            one["groups"].as_array().map(Vec::len),
            one["groups"][0]["hits"].as_array().map(Vec::len)
        ),
        (Some(1), Some(1))
    );
    assert_eq!(one["groups"][0]["count"], 3);
}

/// The search index of the one user.
fn index_in(dir: &std::path::Path) -> std::path::PathBuf {
    let entries = std::fs::read_dir(dir)
        .expect("reads")
        .map(|entry| entry.expect("an entry").path());
    let index = |path: &std::path::PathBuf| {
        let name = path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        name.starts_with("search-") && name.ends_with(".db")
    };
    entries.into_iter().find(index).unwrap_or_else(|| dir.join("none"))
}

#[test]
fn an_index_that_is_gone_old_or_damaged_is_made_again() {
    let mut desk = Desk::new();
    let case = desk.import(&file("王某帮信案", "王某"));
    read_pages(&mut desk, &case, &[page(5, "租用服务器三台")]);
    desk.idle();
    let mut old = Vec::new();
    desk.meanwhile(|_, dir| old = std::fs::read(index_in(dir)).expect("reads"));
    for damage in ["gone", "torn", "old"] {
        // Something changes that the old index does not know.
        desk.note(&case, &format!("损坏方式{damage}"));
        desk.meanwhile(|_, dir| {
            let path = index_in(dir);
            match damage {
                "gone" => std::fs::remove_file(&path).expect("removes"),
                "torn" => std::fs::write(&path, &old[..old.len() / 2]).expect("writes"),
                _ => std::fs::write(&path, &old).expect("writes"),
            }
        });
        // A few cases are brought up to date at once, their pages while the window is idle.
        assert_eq!(desk.places("", "同录尚未").len(), 1, "{damage}");
        desk.idle();
        let view = desk.search("", "服务器");
        assert_eq!(
            (&view["groups"][0]["count"], &view["state"]["behind"]),
            (&json!(1), &json!(0)),
            "{damage}"
        );
        assert_eq!(desk.places("", damage), ["fact: 事实 · 指控"], "{damage}");
    }
}

#[test]
fn cases_that_are_behind_are_said_and_taken_in_while_idle() {
    let mut desk = Desk::new();
    for n in 0..9 {
        desk.import(&file(&format!("第{n}案"), "王某"));
    }
    desk.meanwhile(|_, dir| std::fs::remove_file(index_in(dir)).unwrap_or_default());
    let view = desk.search("", "猜到");
    assert_eq!(
        (&view["groups"][0]["count"], &view["state"]["behind"]),
        (&json!(4), &json!(5))
    );
    desk.idle();
    let view = desk.search("", "猜到");
    assert_eq!(
        (&view["groups"][0]["count"], &view["state"]["behind"]),
        (&json!(9), &json!(0))
    );
}

#[test]
fn a_case_is_found_by_docket_and_number_and_is_ours_or_another_lawyers() {
    let mut desk = Desk::new();
    let mut theirs = file("钱某帮信案", "钱某");
    theirs["matter"]["lawyers"] = json!(["赵律师"]);
    let mut ours = file("孙某帮信案", "孙某");
    ours["matter"]["lawyers"] = json!(["赵律师", USER.0]);
    let nobodys = file("周某帮信案", "周某");
    for case in [&theirs, &ours, &nobodys] {
        desk.import(case);
    }
    let list = desk.call("case_list", json!({}));
    for (name, mine) in [("周某帮信案", true), ("孙某帮信案", true), ("钱某帮信案", false)] {
        let row = list["cases"]
            .as_array()
            .expect("cases")
            .iter()
            .find(|row| row["name"] == name);
        assert_eq!(row.expect("is listed")["mine"], mine, "{name}");
    }
    for words in ["〔2026〕318", "318号", "8000"] {
        let view = desk.call(
            "search",
            json!({ "query": words, "case": "", "kinds": ["case", "party", "person"], "limit": 500 }),
        );
        assert_eq!(view["groups"][0]["count"], 3, "{words}");
    }
}

#[test]
fn questions_that_make_no_sense_are_answered() {
    let mut desk = Desk::new();
    assert_eq!(desk.search("", "   ")["groups"], json!([]));
    let wrong =
        |query: &str, case: &str, kinds: Value| json!({ "query": query, "case": case, "kinds": kinds, "limit": 50 });
    for (request, code) in [
        (wrong(&"长".repeat(201), "", json!([])), Code::Invalid),
        (wrong("字", "不是编号", json!([])), Code::NotFound),
        (wrong("字", "", json!(["nothing"])), Code::NotFound),
    ] {
        let refused = desk.app.call("search", request, now()).expect_err("is refused");
        assert_eq!(refused.code, code, "{refused}");
    }
}
