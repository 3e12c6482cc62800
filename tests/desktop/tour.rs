//! Every screen of the real window on the demonstration case. The pictures are what `make screens` keeps.

use thirtyfour::Key;

use crate::desk::Desk;

const PASSPHRASE: &str = "那年冬天在云南看见骆驼";

/// Address below the case, words that must be read there, and the picture's name.
const SCREENS: [(&str, &str, &str); 27] = [
    ("overview", "未达证明标准", "overview"),
    ("facts?at=confessed_knowledge", "当事人是否供认", "facts"),
    ("facts?at=income/i1/amount", "违法所得", "facts-table"),
    ("matrix?at=knowledge", "推定明知", "matrix"),
    ("charges", "诈骗罪", "charges"),
    ("strategy", "合法业务", "strategy"),
    ("whatif", "推演", "whatif"),
    ("sentence", "存疑不起诉", "sentence"),
    ("charts", "违法所得", "charts"),
    ("deadlines", "审查起诉", "deadlines"),
    ("review", "待审", "review"),
    ("documents", "案件分析备忘录", "documents"),
    ("matter", "办案机关", "matter"),
    ("matter?at=changes", "新建案件", "changes"),
    ("matter?at=bin", "回收站", "bin"),
    ("matter?at=log", "链首", "log"),
    ("matter?at=archive", "归档", "archive"),
    ("matter?at=leaving", "导出案件文件夹", "leaving"),
    ("deadlines?at=tasks", "待办", "tasks"),
    ("review?at=comments", "批注", "comments"),
    ("file", "导入", "file"),
    ("evidence", "证明内容", "evidence"),
    ("statements", "笔录", "statements"),
    ("people", "同案人", "people"),
    ("search", "逐字检索", "search"),
    ("matrix?at=seriousness", "情节严重", "matrix-seriousness"),
    ("facts?at=objects/o1/crime_verified", "被帮助对象", "facts-objects"),
];

#[tokio::test]
async fn every_screen_shows_the_demonstration_case() {
    let desk = Desk::sit_down("screen").await;
    desk.control("create-vault-name").await;
    desk.screenshot("vault-create").await;
    desk.create_vault(PASSPHRASE).await;
    desk.click("demo-case").await;
    desk.control("result-track").await;
    let place = desk.place().await;
    let id = place.split('/').nth(2).expect("#/case/<id>/<tab>").to_owned();
    for (address, words, picture) in SCREENS {
        desk.go(&format!("#/case/{id}/{address}")).await;
        desk.wait_for_text(words).await;
        desk.settle().await;
        desk.screenshot(picture).await;
        fits(&desk, picture).await;
    }
    desk.go("#/settings").await;
    desk.control("theme-dark").await;
    desk.screenshot("settings").await;
    desk.click("theme-dark").await;
    desk.resize(1366, 768).await;
    for (address, words, picture) in SCREENS {
        desk.go(&format!("#/case/{id}/{address}")).await;
        desk.wait_for_text(words).await;
        desk.settle().await;
        desk.screenshot(&format!("{picture}-dark")).await;
        fits(&desk, picture).await;
    }
    desk.go(&format!("#/case/{id}/overview")).await;
    desk.control("result-track").await;
    desk.promise("document.activeElement?.blur()")
        .await
        .expect("no box has the focus");
    desk.press(Key::Control + "k").await;
    desk.type_into("palette", "lx").await;
    desk.wait_for_text("量刑").await;
    desk.screenshot("palette").await;
    desk.press(Key::Escape + "").await;
    desk.click("rail-keys").await;
    desk.wait_for_text("审核：采纳，退回").await;
    desk.screenshot("keys").await;
    desk.press(Key::Escape + "").await;
    desk.go("#/calendar").await;
    desk.wait_for_text("审查起诉").await;
    desk.settle().await;
    desk.screenshot("calendar").await;
    desk.go("#/people").await;
    desk.wait_for_text("人员").await;
    desk.settle().await;
    desk.screenshot("register").await;
    desk.go("#/rules").await;
    desk.wait_for_text("帮助信息网络犯罪活动罪").await;
    desk.settle().await;
    desk.screenshot("rules").await;
    desk.go("#/cases").await;
    desk.wait_for_text("王某、某云科技公司服务器出租案").await;
    desk.screenshot("cases").await;
    desk.leave().await;
}

/// Nothing on the screen is wider than the window.
async fn fits(desk: &Desk, picture: &str) {
    let over = desk.promise("document.documentElement.scrollWidth - innerWidth").await;
    assert_eq!(over, Ok(0.into()), "{picture} is wider than the window");
}
