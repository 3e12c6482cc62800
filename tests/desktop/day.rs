//! A lawyer's first day in the real window: a vault, the demonstration case, a case of their own entered by keyboard, the
//! matrix, a PDF, and everything still there after the program was closed. All day long nothing is asked of the network.

use std::path::Path;
use std::process::Command;

use thirtyfour::Key;

use crate::desk::Desk;

const PASSPHRASE: &str = "那年冬天在云南看见骆驼";

#[tokio::test]
async fn a_case_is_entered_read_exported_and_found_again() {
    let desk = Desk::sit_down_watched("day").await;
    create_the_vault(&desk).await;
    read_the_demonstration(&desk).await;
    let case = create_a_case(&desk).await;
    enter_facts(&desk, &case).await;
    read_the_matrix(&desk, &case).await;
    export(&desk, &case).await;

    let desk = desk.come_back().await;
    unlock(&desk).await;
    find_everything(&desk, &case).await;
    let seen = desk.leave_watched().await;
    assert!(seen.calls > 20, "only {} calls were seen: nobody watched", seen.calls);
    assert_eq!(
        seen.network,
        Vec::<String>::new(),
        "the program asked something of the network"
    );
}

async fn create_the_vault(desk: &Desk) {
    desk.create_vault(PASSPHRASE).await;
    desk.control("demo-case").await;
    desk.screenshot("cases-empty").await;
}

async fn read_the_demonstration(desk: &Desk) {
    desk.click("demo-case").await;
    desk.control("result-track").await;
    desk.screenshot("demo-overview").await;
    desk.click("tab-matrix").await;
    let truth = desk.text_of("matrix-cell-knowledge-alleged").await;
    assert!(
        truth.contains("成立"),
        "the prosecution has knowledge made out, the window says {truth}"
    );
    desk.screenshot("demo-matrix").await;
    desk.click("rail-cases").await;
    desk.wait_for_text("王某、某云科技公司服务器出租案").await;
}

/// Four fields, and the id of the case.
async fn create_a_case(desk: &Desk) -> String {
    desk.click("new-case").await;
    desk.type_into("case-name", "赵某域名案").await;
    desk.type_into("case-accused", "赵某").await;
    desk.press(Key::Enter + "").await;
    desk.wait_for_text("承办对象 赵某").await;
    let place = desk.place().await;
    let id = place.split('/').nth(2).expect("#/case/<id>/<tab>");
    id.to_owned()
}

async fn enter_facts(desk: &Desk, case: &str) {
    // A yes on the prosecution's side, with the page and its words: arrow, Y, 2-47, Enter.
    desk.go(&format!("#/case/{case}/facts?at=confessed_knowledge")).await;
    let card = r#"[data-testid="fact-confessed_knowledge"]"#;
    desk.css(&format!("{card} [data-side=alleged] [data-testid=answer-yes]"))
        .await
        .focus()
        .await
        .expect("focus");
    desk.press("y").await;
    desk.type_slowly("2-47").await;
    desk.press(Key::Enter + "").await;
    desk.wait_for_text("证据卷二第47页").await;
    desk.saved(card).await;
    desk.screenshot("fact-with-page").await;

    // Chinese words on our side.
    desk.go(&format!("#/case/{case}/facts?at=post_and_duties")).await;
    let card = r#"[data-testid="fact-post_and_duties"]"#;
    let words = desk
        .css(&format!("{card} [data-side=ours] [data-testid=answer-text]"))
        .await;
    words
        .send_keys("技术员，只管机房上架，“不碰”客户内容")
        .await
        .expect("typed");
    desk.saved(card).await;

    // A vague amount, and how it was understood.
    desk.go(&format!("#/case/{case}/facts?at=total_gains_due")).await;
    let card = r#"[data-testid="fact-total_gains_due"]"#;
    let amount = desk
        .css(&format!("{card} [data-side=alleged] [data-testid=answer-value]"))
        .await;
    amount.send_keys("30余万").await.expect("typed");
    desk.saved(card).await;
    desk.wait_for_text("300,000").await;

    // The prosecution's case fails on one element: a person who could not tell what he did.
    for (fact, option) in [("actor_kind", "person"), ("capacity", "none")] {
        desk.go(&format!("#/case/{case}/facts?at={fact}")).await;
        let card = format!(r#"[data-testid="fact-{fact}"]"#);
        let choice = format!("{card} [data-side=alleged] [data-testid=answer-choice] option[value={option}]");
        desk.option(&choice).await;
        desk.saved(&card).await;
    }
    desk.screenshot("facts").await;
}

async fn read_the_matrix(desk: &Desk, case: &str) {
    desk.go(&format!("#/case/{case}/matrix")).await;
    assert_eq!(desk.truth("subject", "alleged").await, "不成立");
    assert_eq!(desk.truth("subject", "proved").await, "未证明");
    assert_eq!(desk.truth("knowledge", "alleged").await, "未证明");
    desk.click("matrix-cell-subject-alleged").await;
    desk.css(r#"[data-testid="matrix-cell-subject-alleged"][aria-selected=true]"#)
        .await;
    desk.wait_for_text("按控方").await;
    desk.screenshot("matrix").await;
}

async fn export(desk: &Desk, case: &str) {
    desk.go(&format!("#/case/{case}/documents")).await;
    desk.control("export-pdf").await;
    desk.wait_for_text("帮助信息网络犯罪活动罪案件分析备忘录").await;
    desk.screenshot("document").await;
    desk.click("export-pdf").await;
    desk.wait_for_text("已导出").await;
    let made: Vec<_> = std::fs::read_dir(desk.exports())
        .expect("a folder")
        .map(|file| file.expect("readable").path())
        .collect();
    let [file] = made.as_slice() else {
        panic!("one document, not {made:?}")
    };
    let name = file.file_name().expect("a name").to_string_lossy();
    assert!(name.starts_with("案件分析备忘录-") && name.ends_with(".pdf"), "{name}");
    let text = printed(file);
    for words in [
        "赵某域名案",
        "技术员，只管机房上架，“不碰”客户内容",
        "证据卷二第47页",
        "30万元",
        "帮助信息网络犯罪活动罪",
    ] {
        assert!(text.contains(words), "{words} is not printed:\n{text}");
    }
}

/// The words of a PDF, without the line breaks its layout put in.
fn printed(file: &Path) -> String {
    let read = Command::new("pdftotext")
        .arg("-raw")
        .arg(file)
        .arg("-")
        .output()
        .expect("pdftotext is installed (make setup)");
    assert!(read.status.success(), "{}", String::from_utf8_lossy(&read.stderr));
    String::from_utf8_lossy(&read.stdout).split_whitespace().collect()
}

async fn unlock(desk: &Desk) {
    desk.type_into("unlock-passphrase", "不是这一句").await;
    desk.press(Key::Enter + "").await;
    desk.wait_for_text("口令不对").await;
    desk.screenshot("wrong-passphrase").await;
    desk.type_into("unlock-passphrase", PASSPHRASE).await;
    desk.css("[data-testid=unlock-submit]:not([disabled])").await;
    desk.press(Key::Enter + "").await;
    desk.wait_for_text("赵某域名案").await;
    desk.wait_for_text("王某、某云科技公司服务器出租案").await;
    desk.screenshot("cases").await;
}

async fn find_everything(desk: &Desk, case: &str) {
    desk.go(&format!("#/case/{case}/facts?at=confessed_knowledge")).await;
    desk.wait_for_text("证据卷二第47页").await;
    desk.go(&format!("#/case/{case}/facts?at=post_and_duties")).await;
    let words = desk
        .css(r#"[data-testid="fact-post_and_duties"] [data-side=ours] [data-testid=answer-text]"#)
        .await;
    assert_eq!(
        words.value().await.expect("a box").as_deref(),
        Some("技术员，只管机房上架，“不碰”客户内容")
    );
    desk.go(&format!("#/case/{case}/facts?at=total_gains_due")).await;
    let amount = desk
        .css(r#"[data-testid="fact-total_gains_due"] [data-side=alleged] [data-testid=answer-value]"#)
        .await;
    assert_eq!(amount.value().await.expect("a box").as_deref(), Some("30余万"));
    desk.go(&format!("#/case/{case}/matrix")).await;
    assert_eq!(desk.truth("subject", "alleged").await, "不成立");
    desk.screenshot("found-again").await;
}
