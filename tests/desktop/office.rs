//! A paralegal's and a lawyer's week at one desk, through the real window: the conflict that stops a case, a piece of evidence
//! with its three qualities, two statements that do not agree, a time limit met and signed off, the review by keyboard with the
//! page beside, a comment that becomes a question, what was thrown away and comes back, the case as a folder and back again.

use std::path::PathBuf;
use std::process::Command;

use serde_json::{Value, json};
use thirtyfour::Key;

use crate::desk::Desk;
use crate::volume::volume;

const LAWYER: &str = "那年冬天在云南看见骆驼";
const PARALEGAL: &str = "石榴 铁轨 晨雾 三号";
const CASE: &str = "赵某域名案";

#[tokio::test]
async fn a_paralegal_prepares_and_a_lawyer_decides() {
    let desk = Desk::sit_down("office").await;
    desk.create_vault(LAWYER).await;
    desk.control("demo-case").await;
    let people = json!({ "name": "陈助理", "role": "paralegal", "passphrase": PARALEGAL });
    let state = call(&desk, "add_user", people).await;
    let user = |name: &str| {
        let users = state["users"].as_array().expect("users");
        users.iter().find(|one| one["name"] == name).expect("known")["id"]
            .as_str()
            .expect("an id")
            .to_owned()
    };
    let (lawyer, paralegal) = (user("周律师"), user("陈助理"));
    new_case(&desk, "顾家服务器案", "顾长河、林小川").await;

    sit(&desk, &paralegal, PARALEGAL).await;
    the_conflict_stops(&desk).await;
    let id = new_case(&desk, CASE, "赵某").await;
    std::fs::write(desk.incoming(), volume(40, 11).bytes).expect("a file");
    desk.go(&format!("#/case/{id}/file")).await;
    desk.click("file-choose").await;
    desk.control("page-title").await;
    evidence(&desk, &id).await;
    statements(&desk, &id).await;
    dates(&desk, &id).await;
    facts(&desk, &id).await;
    thrown_away(&desk, &id).await;

    sit(&desk, &lawyer, LAWYER).await;
    sign(&desk, &id).await;
    review(&desk, &id).await;
    settle(&desk, &id).await;
    leave_and_come(&desk, &id).await;
    desk.leave().await;
}

/// Asks the program directly: what is arranged before the story begins.
async fn call(desk: &Desk, name: &str, request: Value) -> Value {
    let call = format!("window.__TAURI_INTERNALS__.invoke('call', {{ name: '{name}', request: {request} }})");
    desk.promise(&call).await.unwrap_or_else(|why| panic!("{name}: {why}"))
}

/// The one who sits leaves, another one unlocks.
async fn sit(desk: &Desk, user: &str, passphrase: &str) {
    desk.click("rail-lock").await;
    desk.control("unlock-passphrase").await;
    desk.click(&format!("unlock-user-{user}")).await;
    desk.type_into("unlock-passphrase", passphrase).await;
    desk.press(Key::Enter + "").await;
    let open = "document.querySelector('[data-testid=sheet-later], [data-testid=rail-cases]')?.dataset.testid ?? ''";
    for _ in 0..100 {
        match desk.promise(open).await.expect("answers").as_str() {
            Some("sheet-later") => desk.click("sheet-later").await,
            Some("rail-cases") => break,
            _ => tokio::time::sleep(std::time::Duration::from_millis(100)).await,
        }
    }
    desk.go("#/cases").await;
    desk.control("new-case").await;
}

async fn new_case(desk: &Desk, name: &str, accused: &str) -> String {
    desk.click("new-case").await;
    desk.type_into("case-name", name).await;
    desk.type_into("case-accused", accused).await;
    desk.option("[data-testid=case-stage] option[value=prosecution_review]")
        .await;
    desk.press(Key::Enter + "").await;
    desk.wait_for_text("承办对象").await;
    let place = desk.place().await;
    let id = place.split('/').nth(2).expect("#/case/<id>/<tab>").to_owned();
    if !name.starts_with('顾') {
        return id;
    }
    desk.go("#/cases").await;
    desk.control("new-case").await;
    id
}

/// Whoever is an accused beside one of our clients cannot become a client by opening another case.
async fn the_conflict_stops(desk: &Desk) {
    desk.click("new-case").await;
    desk.type_into("case-name", "林某另案").await;
    desk.type_into("case-accused", "林小川").await;
    desk.control("case-stopped").await;
    let said = desk.text_of("case-matches").await;
    assert!(said.contains("顾家服务器案") && said.contains("姓名相同"), "{said}");
    desk.screenshot("conflict").await;
    desk.press(Key::Escape + "").await;
    desk.control("new-case").await;
}

/// A piece of evidence, and what a paralegal proposes to say of it.
async fn evidence(desk: &Desk, id: &str) {
    desk.go(&format!("#/case/{id}/evidence")).await;
    desk.type_into("evidence-volume", "1").await;
    desk.type_into("evidence-pages", "2-5").await;
    desk.type_into("evidence-name", "赵某讯问笔录").await;
    desk.option("[data-testid=evidence-kind] option[value=accused]").await;
    desk.type_into("evidence-proves", "赵某知道客户从事诈骗").await;
    desk.click("evidence-save").await;
    desk.click("exhibit-e0001").await;
    desk.css("label:has(> [data-testid=authenticity-objected])")
        .await
        .click()
        .await
        .expect("chosen");
    desk.type_into("authenticity-reason", "没有同步录音录像").await;
    desk.type_into(
        "opinion",
        "供述前后不一，且与客户清单不符，不能单独作为认定明知的依据。",
    )
    .await;
    desk.press(Key::Tab + "").await;
    desk.press(Key::Enter + "").await;
    desk.wait_for_text("待律师审定").await;
    desk.settle().await;
    desk.screenshot("evidence").await;
    desk.go(&format!("#/case/{id}/file?at=v0001/3")).await;
    desk.wait_for_text("第3页（PDF 3）").await;
    desk.click("tab-exhibits").await;
    let said = desk.text_of("on-page-e0001").await;
    assert!(
        said.contains("没有同步录音录像") && said.contains("待律师确定"),
        "{said}"
    );
    desk.settle().await;
    desk.screenshot("evidence-on-page").await;
}

/// Two statements of one person that do not agree.
async fn statements(desk: &Desk, id: &str) {
    desk.go(&format!("#/case/{id}/statements")).await;
    for (from, to, pages) in [
        ("2026-03-02 09:30", "11:15", "2-3"),
        ("2026-03-09 14:00", "15:40", "4-5"),
    ] {
        if desk.screen().await.contains("登记笔录") {
            desk.click("add-statement").await;
        }
        desk.type_into("statement-from", from).await;
        desk.type_into("statement-to", to).await;
        desk.type_into("statement-volume", "1").await;
        desk.type_into("statement-pages", pages).await;
        desk.click("statement-save").await;
        for _ in 0..100 {
            let view = call(desk, "statements", json!({ "case": id, "actor": "" })).await;
            if view["statements"].to_string().contains(pages) {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        }
    }
    desk.css("[data-testid=statement-form] [type=button]")
        .await
        .click()
        .await
        .expect("closed");
    desk.type_into("new-proposition", "赵某知道客户从事诈骗").await;
    desk.press(Key::Enter + "").await;
    for (cell, key, quote, page) in [
        ("cell-p0001-s0001", "1", "我知道他们不干净", "2"),
        ("cell-p0001-s0002", "3", "我不知道他们做什么", "4"),
    ] {
        desk.click(cell).await;
        desk.press(key).await;
        desk.css(&format!("[data-testid={cell}] .says")).await;
        desk.press(Key::Enter + "").await;
        desk.press(quote).await;
        desk.press(Key::Tab + "").await;
        desk.press(page).await;
        desk.press(Key::Enter + "").await;
        desk.css(&format!("[data-testid={cell}] .quote")).await;
    }
    desk.settle().await;
    desk.screenshot("statements").await;
    desk.click("part-contradictions").await;
    desk.wait_for_text("我不知道他们做什么").await;
    desk.screenshot("contradictions").await;
    desk.click("print-comparison").await;
    let paper = made(desk, ".pdf").await;
    let said = printed(&paper);
    assert!(
        said.contains("我知道他们不干净") && said.contains("我不知道他们做什么"),
        "{said}"
    );
}

/// Bail and the transfer to the prosecution; the limit is met by holding on purpose, not by a slip.
async fn dates(desk: &Desk, id: &str) {
    desk.go(&format!("#/case/{id}/deadlines")).await;
    let today = desk.promise("new Date().toISOString()").await.expect("a day");
    let month: u32 = today.as_str().expect("text")[5..7].parse().expect("a month");
    let year: u32 = today.as_str().expect("text")[..4].parse().expect("a year");
    let (year, month) = if month == 1 { (year - 1, 12) } else { (year, month - 1) };
    for (kind, day) in [("bailed", 26), ("transferred", 27)] {
        desk.click("add-event").await;
        desk.option(&format!("[data-testid=event-kind] option[value={kind}]"))
            .await;
        desk.type_into("event-on", &format!("{year}{month:02}{day}")).await;
        desk.type_into("event-served", &format!("{year}{month:02}{day}")).await;
        desk.control("effect").await;
        desk.settle().await;
        if kind == "transferred" {
            desk.screenshot("event").await;
        }
        desk.click("event-save").await;
        desk.control("add-event").await;
    }
    let card = "[data-testid=period][data-key^='prosecution_review@']";
    desk.css(&format!("{card} [data-testid=limit-begin]"))
        .await
        .click()
        .await
        .expect("begun");
    desk.type_into("limit-how", "提交书面辩护意见").await;
    desk.type_into("limit-document", "辩护意见（一）").await;
    desk.screenshot("completing").await;
    // A click is a slip.
    desk.click("limit-hold").await;
    desk.control("limit-form").await;
    desk.type_into("limit-word", "完成").await;
    desk.wait_for_text("待律师签核").await;
    assert!(desk.screen().await.contains("由律师签核"), "{}", desk.screen().await);
    desk.settle().await;
    desk.screenshot("completed").await;
}

/// Three proposals for the lawyer's queue, one with its page, one with a comment.
async fn facts(desk: &Desk, id: &str) {
    for (fact, page) in [
        ("confessed_knowledge", "1-3"),
        ("direct_knowledge_evidence", "1-5"),
        ("is_student", "1-7"),
    ] {
        desk.allege(id, fact, page).await;
    }
}

/// A mistake: the evidence is taken out, and comes back from the bin.
async fn thrown_away(desk: &Desk, id: &str) {
    desk.go(&format!("#/case/{id}/evidence")).await;
    desk.click("exhibit-e0001").await;
    desk.click("remove-exhibit").await;
    desk.wait_for_text("从第一项证据开始").await;
    desk.go(&format!("#/case/{id}/matter?at=bin")).await;
    desk.wait_for_text("赵某讯问笔录").await;
    desk.settle().await;
    desk.screenshot("bin").await;
    desk.css("tr[data-testid^=bin-] input[type=checkbox]")
        .await
        .click()
        .await
        .expect("chosen");
    desk.click("bin-restore").await;
    desk.settle().await;
    desk.go(&format!("#/case/{id}/evidence")).await;
    desk.control("exhibit-e0001").await;
}

async fn sign(desk: &Desk, id: &str) {
    desk.go(&format!("#/case/{id}/deadlines")).await;
    desk.click("limit-sign").await;
    desk.wait_for_text("周律师签核").await;
    desk.screenshot("signed").await;
}

/// States of what waits in the queue.
async fn waiting(desk: &Desk, id: &str) -> Vec<String> {
    let queue = call(desk, "review_queue", json!({ "case": id, "actor": "" })).await;
    let items = queue["items"].as_array().expect("items").iter();
    items
        .filter_map(|item| item["state"].as_str().map(str::to_owned))
        .collect()
}

/// J, P, A and R: the page lies beside, one is accepted, one returned with its reason; a comment becomes a question.
async fn review(desk: &Desk, id: &str) {
    let before = waiting(desk, id).await.len();
    desk.go(&format!("#/case/{id}/review")).await;
    desk.control("review-answer").await;
    desk.css("body").await;
    desk.promise("document.activeElement?.blur()")
        .await
        .expect("no box has the focus");
    desk.press("p").await;
    desk.control("page-title").await;
    desk.settle().await;
    desk.screenshot("review").await;
    desk.click("remark-add").await;
    desk.type_into("remark-text", "会见时请他说明这句话是怎么记下来的")
        .await;
    desk.click("remark-send").await;
    desk.click("remark-ask").await;
    desk.wait_for_text("会见").await;
    desk.promise("document.activeElement?.blur()")
        .await
        .expect("no box has the focus");
    desk.press("a").await;
    for _ in 0..100 {
        if waiting(desk, id).await.len() < before {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    desk.settle().await;
    desk.promise("document.activeElement?.blur()")
        .await
        .expect("no box has the focus");
    desk.press("r").await;
    desk.type_into("review-reason", "请补引原话").await;
    desk.screenshot("returning").await;
    desk.press(Key::Control + Key::Enter).await;
    let mut states = Vec::new();
    for _ in 0..100 {
        states = waiting(desk, id).await;
        if states.iter().any(|state| state == "returned") {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    let returned = states.iter().filter(|state| *state == "returned").count();
    assert_eq!((returned, states.len()), (1, before - 1), "{states:?}");
    desk.go(&format!("#/case/{id}/deadlines?at=tasks")).await;
    desk.wait_for_text("会见时请他说明这句话是怎么记下来的").await;
    desk.settle().await;
    desk.screenshot("tasks").await;
}

/// The lawyer takes over what was proposed for the evidence.
async fn settle(desk: &Desk, id: &str) {
    desk.go(&format!("#/case/{id}/evidence")).await;
    desk.click("exhibit-e0001").await;
    desk.click("settle").await;
    desk.wait_for_text("律师已定").await;
    desk.settle().await;
    desk.screenshot("settled").await;
}

/// The case leaves as a folder, goes into the bin, comes back, and comes in once more from the folder.
async fn leave_and_come(desk: &Desk, id: &str) {
    desk.go(&format!("#/case/{id}/matter?at=leaving")).await;
    desk.click("folder-export").await;
    desk.control("folder-made").await;
    desk.screenshot("folder-made").await;
    let folder = made(desk, "").await;
    std::fs::remove_file(desk.incoming()).expect("gone");
    std::fs::rename(&folder, desk.incoming()).expect("moved");
    desk.click("bin-case").await;
    desk.click("bin-case-confirm").await;
    desk.control("case-bin").await;
    assert!(!desk.screen().await.contains(CASE), "{}", desk.screen().await);
    desk.click("case-bin").await;
    desk.click("restore-case").await;
    desk.click("bin-back").await;
    desk.wait_for_text(CASE).await;
    desk.click("import-folder").await;
    desk.wait_for_text("案件文件夹已导入").await;
    let said = desk.screen().await;
    assert!(said.contains("原件1份，均与清单的校验值一致"), "{said}");
    desk.screenshot("folder-taken").await;
    desk.click("taken-open").await;
    desk.wait_for_text("承办对象").await;
    desk.settle().await;
}

/// What was exported last with that ending; a folder for none.
async fn made(desk: &Desk, ending: &str) -> PathBuf {
    for _ in 0..100 {
        let found = std::fs::read_dir(desk.exports())
            .expect("exports")
            .flatten()
            .map(|file| file.path())
            .find(|path| {
                let name = path.to_string_lossy();
                if ending.is_empty() {
                    path.is_dir() && !name.ends_with(".part")
                } else {
                    name.ends_with(ending)
                }
            });
        if let Some(path) = found {
            return path;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    panic!("nothing was exported")
}

/// The words of a PDF, without the line breaks its layout put in.
fn printed(file: &std::path::Path) -> String {
    let read = Command::new("pdftotext").arg("-raw").arg(file).arg("-").output();
    let read = read.expect("pdftotext is installed (make setup)");
    String::from_utf8_lossy(&read.stdout).split_whitespace().collect()
}
