//! What a person waits for in an office of a thousand cases and a hundred thousand pages: every figure beside the case bar of
//! an open case, the cheapest thing a screen asks.

#![allow(clippy::print_stdout, reason = "a benchmark says its figures")]

use app::{App, Kdf, Sample};
use chrono::{DateTime, FixedOffset};
use serde_json::{Value, json};
use std::time::{Duration, Instant};

const CASES: usize = 1_000;
/// Cases with a volume in the vault, and the pages of each: together a hundred thousand.
const FILES: usize = 34;
const PAGES: u32 = 3_000;
const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗单曾解仇查";
const GIVEN: &str = "小晓大文志建国玉海春秀美明鸣铭伟玮芳川山峰锋强静敏云飞";
const SAID: &str = "问：你是否知道对方租用服务器的用途？答：我不知道，合同写的是企业官网，租金每月八百元，对公转账并已开票。\
                    平台工单显示客户要求更换地址三次，二〇二四年七月收到停机通知后当天停机，留存了营业执照和经办人证件。";

fn now() -> DateTime<FixedOffset> {
    "2026-11-23T09:30:00+08:00".parse().expect("a moment")
}

struct Office {
    app: App,
    cases: Vec<String>,
    original: String,
    _folder: tempfile::TempDir,
}

impl Office {
    fn new() -> Office {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let app = App::open(folder.path(), Kdf::FLOOR);
        let mut office = Office {
            app,
            cases: Vec::new(),
            original: String::new(),
            _folder: folder,
        };
        office.call(
            "create_vault",
            json!({ "name": "王律师", "passphrase": "八个字以上的口令" }),
        );
        office
    }

    fn call(&mut self, name: &str, request: Value) -> Value {
        self.app
            .call(name, request, now())
            .unwrap_or_else(|why| panic!("{name}: {why}"))
    }

    fn add_case(&mut self, number: usize) {
        let case = json!({ "name": format!("第{number}号帮信案"), "accused": format!("{}、{}", name(number), name(number + 7_919)),
                           "charge": "assisting_cybercrime", "stage": "investigation", "decided": [] });
        let id = self.call("create_case", case)["id"].as_str().expect("an id").to_owned();
        self.cases.push(id);
    }

    fn add_volume(&mut self, case: &str, name: &str) -> String {
        let bytes = format!("%PDF-1.7\n% {case} {name}\n%%EOF\n").into_bytes();
        let sample = Sample {
            head: &bytes,
            tail: &bytes,
            size: bytes.len() as u64,
        };
        let mut arriving = self.app.take_begin(case, name, &sample, now()).expect("begins");
        self.app.take_piece(&mut arriving, &bytes).expect("taken");
        let original = self.app.take_end(arriving).expect("taken").original;
        let volume =
            json!({ "case": case, "original": original, "pages": PAGES, "part": "evidence", "label": "", "title": "" });
        self.call("add_volume", volume);
        original
    }

    /// Keeps the words of every page of a volume, as the viewer hands them over.
    fn read(&mut self, case: &str, original: &str, seed: u32) {
        let pages: Vec<Value> = (1..=PAGES)
            .map(|page| json!({ "page": page, "text": text(page + seed), "hash": format!("{:016x}", u64::from(page) << 20), "fault": "" }))
            .collect();
        for batch in pages.chunks(16) {
            self.call(
                "put_page_text",
                json!({ "case": case, "original": original, "pages": batch }),
            );
        }
    }
}

fn name(number: usize) -> String {
    let pick = |from: &str, at: usize| from.chars().nth(at % from.chars().count()).unwrap_or('某');
    [
        pick(SURNAMES, number),
        pick(GIVEN, number / 25 + number * 3),
        pick(GIVEN, number / 7 + number * 11),
    ]
    .iter()
    .collect()
}

/// Some four hundred characters, other ones on every page.
fn text(page: u32) -> String {
    let letters: Vec<char> = SAID.chars().collect();
    let turned = letters.iter().cycle().skip((page * 37) as usize % letters.len());
    format!(
        "讯问笔录（第{page}页）{}流水号 {:08}",
        turned.take(380).collect::<String>(),
        page * 7_919
    )
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}

/// The median of so many runs.
fn median(runs: usize, mut work: impl FnMut(usize)) -> f64 {
    let mut times: Vec<f64> = (0..runs)
        .map(|run| {
            let start = Instant::now();
            work(run);
            ms(start.elapsed())
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[runs / 2]
}

fn main() {
    let mut office = Office::new();
    let start = Instant::now();
    (0..CASES).for_each(|number| office.add_case(number));
    println!("{CASES} cases made in {:.1} s", start.elapsed().as_secs_f64());
    let (mut reading, ids) = (Vec::new(), office.cases.clone());
    for (number, case) in ids.iter().take(FILES).enumerate() {
        let original = office.add_volume(case, "卷.pdf");
        let start = Instant::now();
        office.read(case, &original, number as u32 * PAGES);
        reading.push(ms(start.elapsed()));
        office.original = original;
    }
    reading.sort_by(f64::total_cmp);
    let start = Instant::now();
    while office.call("index_slice", json!({}))["left"] != 0 {}
    println!(
        "{} pages indexed in {:.1} s",
        FILES as u32 * PAGES,
        start.elapsed().as_secs_f64()
    );

    let full = ids[FILES - 1].clone();
    let base = median(50, |_| drop(office.call("case_head", json!({ "case": full }))));
    let say = |what: &str, time: f64| println!("{what:<44} {time:>9.2} ms   {:>8.1} × case bar", time / base);
    say("baseline: case bar of an open case", base);
    say("put_page_text of 3,000 pages, 16 at a time", reading[FILES / 2]);
    say("case list", median(20, |_| drop(office.call("case_list", json!({})))));
    let everything = json!({ "mine": false, "held": false, "kind": "", "all": false });
    say(
        "calendar",
        median(20, |_| drop(office.call("calendar", everything.clone()))),
    );
    for words in ["王", "停机", "营业执照", "00007919"] {
        let query = json!({ "query": words, "case": "", "kinds": [], "limit": 50 });
        say(
            &format!("search “{words}” in all cases"),
            median(20, |_| drop(office.call("search", query.clone()))),
        );
        let inside = json!({ "query": words, "case": full, "kinds": [], "limit": 50 });
        say(
            &format!("search “{words}” in one case"),
            median(20, |_| drop(office.call("search", inside.clone()))),
        );
    }
    say(
        "file_view of a volume of 3,000 pages",
        median(20, |_| drop(office.call("file_view", json!({ "case": full })))),
    );
    let work = json!({ "case": full, "ocr": false, "first": "", "most": 16 });
    say(
        "index_work of a volume of 3,000 pages",
        median(20, |_| drop(office.call("index_work", work.clone()))),
    );
    let page = json!({ "case": full, "volume": "v0001", "page": 1_500 });
    say(
        "page_view",
        median(20, |_| drop(office.call("page_view", page.clone()))),
    );
    let asked = json!({ "accused": "陈小明、王建国", "id_number": "" });
    say(
        "conflict check of a new case",
        median(20, |_| drop(office.call("check_parties", asked.clone()))),
    );

    office.call("lock", json!({}));
    let state = office.call("vault_state", json!({}));
    let user = state["users"][0]["id"].clone();
    office.call("unlock", json!({ "user": user, "passphrase": "八个字以上的口令" }));
    let start = Instant::now();
    drop(office.call("case_list", json!({})));
    say("case list, first after unlocking", ms(start.elapsed()));
    say(
        "open a case never opened before: case bar",
        median(40, |run| {
            drop(office.call("case_head", json!({ "case": ids[FILES + run] })))
        }),
    );
    say(
        "open one: overview",
        median(40, |run| {
            drop(office.call(
                "overview",
                json!({ "case": ids[FILES + 50 + run], "actor": "", "pack": null }),
            ))
        }),
    );
    let start = Instant::now();
    office.add_case(CASES);
    say("make one more case", ms(start.elapsed()));
    let start = Instant::now();
    drop(office.call("case_list", json!({})));
    say("case list after it", ms(start.elapsed()));
}
