//! Scanned paper in the real window: what cannot be taken in is refused by name, what is here already is not taken twice, the
//! rest is recognised in the background and found; a new scan takes the place of an old one and the cites follow.

use std::io::Write;
use std::time::{Duration, Instant};

use thirtyfour::Key;

use crate::desk::Desk;
use crate::scan::{Paper, paper, recognised, scanned};

const PASSPHRASE: &str = "那年冬天在云南看见骆驼";

/// How long recognising a few pages may take on a slow machine.
const PATIENCE: Duration = Duration::from_secs(240);

/// The least share of a clean page that must be recognised for a search to be worth anything.
const SHARE: f64 = 0.85;

#[tokio::test]
async fn scans_are_recognised_and_cites_follow_a_new_scan() {
    let desk = Desk::sit_down("scans").await;
    let work = tempfile::tempdir().expect("a folder");
    let first = paper(work.path(), 4, 80);
    hand_in(&desk, &first);
    desk.create_vault(PASSPHRASE).await;
    desk.click("new-case").await;
    desk.type_into("case-name", "赵某域名案").await;
    desk.type_into("case-accused", "赵某").await;
    desk.press(Key::Enter + "").await;
    desk.wait_for_text("承办对象 赵某").await;
    let place = desk.place().await;
    let id = place.split('/').nth(2).expect("#/case/<id>/<tab>").to_owned();

    take_in(&desk, &id).await;
    read(&desk, &first).await;
    cite(&desk, &id).await;
    replace(&desk, &id, &work).await;
    desk.leave().await;
}

/// One good scan, the same again under another name, and four files that are not what they seem.
fn hand_in(desk: &Desk, paper: &Paper) {
    let folder = desk.incoming();
    std::fs::create_dir(&folder).expect("a folder");
    let scan = scanned(&paper.pictures[..3].iter().map(Vec::as_slice).collect::<Vec<_>>());
    let put = |name: &str, bytes: &[u8]| std::fs::write(folder.join(name), bytes).expect("written");
    put("01 讯问笔录.pdf", &scan);
    put("02 讯问笔录（副本）.pdf", &scan);
    put("03 网页另存.pdf", b"<!DOCTYPE html><html><body>404</body></html>");
    put("04 微信记录.zip", b"PK\x03\x04\x14\x00\x00\x00\x08\x00 and so on");
    put("05 空文件.pdf", b"");
    put("06 没有下载完.pdf", &scan[..600]);
}

async fn take_in(desk: &Desk, id: &str) {
    desk.go(&format!("#/case/{id}/file")).await;
    desk.click("file-choose").await;
    desk.wait_for_text("没有重复导入").await;
    desk.wait_for_text("06 没有下载完.pdf").await;
    desk.settle().await;
    let started = Instant::now();
    let said = loop {
        let said = desk.text_of("file-intake").await;
        if said.matches("没有导入").count() == 4 || started.elapsed() > PATIENCE {
            break said;
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    };
    desk.screenshot("refused").await;
    for name in [
        "03 网页另存.pdf",
        "04 微信记录.zip",
        "05 空文件.pdf",
        "06 没有下载完.pdf",
    ] {
        assert!(
            said.contains(&format!("“{name}”")),
            "{name} is refused by name:\n{said}"
        );
    }
    assert_eq!(said.matches("没有导入").count(), 4, "{said}");
    assert_eq!(said.matches("已入卷").count(), 1, "{said}");
    assert!(said.contains("完全相同"), "{said}");
}

/// Reads the pages by recognition and looks for what they say.
async fn read(desk: &Desk, paper: &Paper) {
    let started = Instant::now();
    desk.css("[data-testid=volume-v0001]").await;
    index(desk, 3).await;
    say("to recognise three pages", started);
    for (page, words) in paper.words[..3].iter().enumerate() {
        desk.type_into("page-jump", &(page + 1).to_string()).await;
        desk.press(Key::Enter + "").await;
        desk.wait_for_text(&format!("第{}页（PDF {})", page + 1, page + 1).replace(')', "）"))
            .await;
        desk.wait_for_text("引用此页的事实").await;
        desk.click("tab-text").await;
        desk.wait_for_text("识别可信度").await;
        let said = desk.text_of("page-text").await;
        let share = recognised(words, &said);
        let _ = writeln!(
            std::io::stderr(),
            "page {}: {:.1} % recognised",
            page + 1,
            share * 100.0
        );
        assert!(share > SHARE, "page {} was not recognised: {said}", page + 1);
    }
    desk.settle().await;
    desk.screenshot("recognised").await;
}

/// Two facts rest on two pages.
async fn cite(desk: &Desk, id: &str) {
    for (fact, page) in [("confessed_knowledge", "1-1"), ("direct_knowledge_evidence", "1-3")] {
        desk.allege(id, fact, page).await;
    }
}

/// The office scans the volume again, with a cover this time: every page is one further on.
async fn replace(desk: &Desk, id: &str, work: &tempfile::TempDir) {
    let second = paper(work.path(), 4, 55);
    let folder = desk.incoming();
    std::fs::remove_dir_all(&folder).expect("gone");
    std::fs::create_dir(&folder).expect("a folder");
    let order = [3, 0, 1, 2].map(|page: usize| second.pictures[page].as_slice());
    std::fs::write(folder.join("讯问笔录（重新扫描）.pdf"), scanned(&order)).expect("written");
    desk.go(&format!("#/case/{id}/file?at=manage/v0001")).await;
    desk.click("volume-replace").await;
    desk.click("file-choose").await;
    desk.wait_for_text("（PDF").await;
    desk.wait_for_text("4 页").await;
    index(desk, 4).await;
    desk.click("file-cites").await;
    desk.wait_for_text("2 处可以自动更新").await;
    desk.settle().await;
    desk.screenshot("cites").await;
    desk.click("cites-all").await;
    desk.wait_for_text("全部引注都能对应到页面").await;
    for (fact, page) in [("confessed_knowledge", "2"), ("direct_knowledge_evidence", "4")] {
        desk.go(&format!("#/case/{id}/facts?at={fact}")).await;
        desk.wait_for_text(&format!("证据卷一第{page}页")).await;
    }
    desk.settle().await;
    desk.screenshot("followed").await;
}

/// Waits until every page is read.
async fn index(desk: &Desk, pages: u32) {
    let started = Instant::now();
    loop {
        let state = desk.text_of("file-state").await;
        let bare: String = state.chars().filter(|c| c.is_ascii_digit() || *c == '/').collect();
        if bare.starts_with(&format!("{pages}/{pages}")) {
            return;
        }
        if started.elapsed() > PATIENCE {
            desk.screenshot("stuck").await;
            panic!("still reading: {state}");
        }
        tokio::time::sleep(Duration::from_millis(300)).await;
    }
}

/// Past the test harness, which keeps what passing tests print to itself.
fn say(what: &str, since: Instant) {
    let _ = writeln!(std::io::stderr(), "{what}: {} ms", since.elapsed().as_millis());
}
