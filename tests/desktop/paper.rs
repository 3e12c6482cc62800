//! A paper in the real window: a paragraph in other words, something changed beneath it, the mark, the export, the version opened
//! as it left, and what changed since.

use thirtyfour::Key;

use crate::desk::Desk;

const PASSPHRASE: &str = "那年冬天在云南看见骆驼";

#[tokio::test]
async fn an_edit_is_kept_marked_exported_and_found_again() {
    let desk = Desk::sit_down("paper").await;
    desk.create_vault(PASSPHRASE).await;
    desk.click("demo-case").await;
    desk.control("result-track").await;
    let place = desk.place().await;
    let case = place.split('/').nth(2).expect("#/case/<id>/<tab>").to_owned();

    desk.go(&format!("#/case/{case}/documents")).await;
    desk.css(r#"[data-testid="sheet-1"] text"#).await;
    desk.screenshot("analysis").await;
    desk.click("tool-checks").await;
    desk.screenshot("checks").await;

    // By keyboard: the third block of the opinion, F2, other words, Ctrl+Enter.
    desk.go(&format!("#/case/{case}/documents?at=non_prosecution_opinion"))
        .await;
    desk.css(r#"[data-testid="document-non_prosecution_opinion"][aria-current=page]"#)
        .await;
    // The sign beside a paragraph shows itself when the pointer is near: it is there, not to be seen.
    let sign = "document.querySelector('[data-testid=\"source-2\"]')";
    desk.until(&format!("{sign} !== null")).await;
    desk.settle().await;
    desk.promise(&format!("{sign}.click()"))
        .await
        .expect("the paragraph is chosen");
    desk.click("edit-block").await;
    desk.css(r#"[data-testid="words"]:not([disabled])"#).await;
    desk.screenshot("editing").await;
    desk.promise("(() => { const box = document.querySelector('[data-testid=\"words\"]'); box.setSelectionRange(0, box.value.length); })()")
        .await
        .expect("all of it is marked");
    desk.type_slowly("辩护人经阅卷、会见，另行提出书面意见。").await;
    desk.click("words-save").await;
    desk.wait_for_text("另行提出书面意见").await;
    desk.screenshot("edited").await;

    // The firm changes: what the paragraph would say by itself is no longer what it was.
    desk.go(&format!("#/case/{case}/matter")).await;
    desk.type_into("matter-firm", "某某新律师事务所").await;
    desk.press(Key::Enter + "").await;
    desk.wait_for_text("已保存案件信息").await;
    desk.go(&format!("#/case/{case}/documents?at=non_prosecution_opinion"))
        .await;
    desk.css(r#"[data-testid="tool-wordings"]"#).await;
    desk.click("tool-wordings").await;
    desk.wait_for_text("底层事实已变").await;
    desk.screenshot("changed").await;
    desk.click("wording-accept").await;
    desk.wait_for_text("律师改定").await;

    desk.click("export-pdf").await;
    desk.wait_for_text("已导出").await;
    desk.click("tool-versions").await;
    desk.click("version-open").await;
    desk.wait_for_text("逐字节一致").await;
    desk.css(r#"[data-testid="sheet-1"] text"#).await;
    desk.screenshot("version").await;
    desk.click("version-close").await;
    desk.click("version-diff").await;
    desk.wait_for_text("没有变化").await;

    desk.click("tool-redacted").await;
    desk.control("redacted-pdf").await;
    desk.wait_for_text("隐去").await;
    desk.screenshot("redacted").await;
    desk.click("tool-hearing").await;
    desk.click("hearing-pack").await;
    desk.wait_for_text("已生成").await;
    desk.type_into("code", "A1").await;
    desk.type_into("code-text", "当庭承认").await;
    desk.click("code-save").await;
    desk.wait_for_text("已记为批注").await;
    desk.screenshot("hearing").await;
    let pack = std::fs::read_dir(desk.exports())
        .expect("a folder")
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .find(|path| path.is_dir())
        .expect("a pack");
    let index = std::fs::read_to_string(pack.join("index.html")).expect("opens on any computer");
    assert!(
        index.contains("<code>A1</code>")
            && !index.contains("<script")
            && !index.contains("http://")
            && !index.contains("https://")
    );
    desk.leave().await;
}
