//! P1: many cases, many notes, many pages; what the person waits for stays short, and memory bounded.

use crate::desk::{Desk, pdf};
use crate::folder::scratch;
use crate::fuzz::memory;
use crate::report::Report;
use serde_json::{Value, json};
use std::time::Instant;

/// Pages an original gets at once, as the viewer sends them.
const BATCH: usize = 250;

/// `cases` cases; 500 pages for each of them.
pub fn load(cases: usize) -> Report {
    let mut report = Report::new("P1 load");
    let pages = cases * 500;
    let home = scratch();
    let mut desk = Desk::sit(&home.path().join("vault"), 0);
    desk.create().expect("a vault");
    let mut first = String::new();
    for n in 0..cases {
        let case = desk.case(&format!("欧阳某案第{n}件")).expect("a case");
        desk.note(&case, "is_student", &format!("第{n}件的备注"))
            .expect("a note");
        if first.is_empty() {
            first.clone_from(&case);
        }
    }
    let mut left = pages;
    let mut volume = 0;
    while left > 0 {
        let own = left.min(3_000);
        volume += 1;
        let taken = desk
            .take(&first, &format!("卷{volume}.pdf"), &pdf(&format!("卷{volume}"), b""))
            .expect("taken");
        desk.volume(&first, &taken.original, u32::try_from(own).unwrap_or(1))
            .expect("a volume");
        for from in (1..=own).step_by(BATCH) {
            let words = |page: usize| {
                format!(
                    "第{page}页，讯问笔录：问，你是否知道租用服务器三台用于何事？答，我只收租金每月八百元，卡号尾号{page}。"
                )
            };
            let batch: Vec<Value> = (from..=own.min(from + BATCH - 1))
                .map(|page| json!({ "page": page, "text": words(page), "hash": "0123456789abcdef", "fault": "" }))
                .collect();
            desk.call(
                "put_page_text",
                json!({ "case": first, "original": taken.original, "pages": batch }),
            )
            .expect("pages");
        }
        left -= own;
    }
    let started = Instant::now();
    while desk.call("index_slice", json!({})).expect("an index")["left"]
        .as_u64()
        .is_some_and(|left| left > 0)
    {}
    let indexed = started.elapsed();
    let mut waits = Vec::new();
    for (name, request) in [
        ("case_list", json!({})),
        (
            "calendar",
            json!({ "mine": false, "held": false, "kind": "", "all": false }),
        ),
        (
            "search",
            json!({ "query": "租用服务器", "case": "", "kinds": [], "limit": 20 }),
        ),
        (
            "search",
            json!({ "query": "卡号", "case": first, "kinds": [], "limit": 20 }),
        ),
        ("file_view", json!({ "case": first })),
        ("case_head", json!({ "case": first })),
        ("check_parties", json!({ "accused": "欧阳某", "id_number": "" })),
    ] {
        let mut best = u128::MAX;
        for _ in 0..3 {
            let started = Instant::now();
            desk.call(name, request.clone())
                .unwrap_or_else(|why| panic!("{name}: {why}"));
            best = best.min(started.elapsed().as_millis());
        }
        waits.push(format!("{name} {best}"));
    }
    let peak = memory("VmHWM") / 1024;
    report.figure("cases", cases);
    report.figure("pages indexed (in one case)", pages);
    report.figure("milliseconds to wait, program built for debugging", waits.join(", "));
    report.figure("seconds to index", indexed.as_secs());
    report.figure("peak memory of the process, MiB (limit 600)", peak);
    report.figure("bank rows", "none: bank statements are not part of the product yet");
    if peak > 600 {
        report.fault(format!("{peak} MiB"));
    }
    report.done()
}
