//! Files made to hurt, handed in through the real window: pages without an end, trees that lead back to themselves, pictures that
//! claim to be enormous, scripts, addresses. The window goes on answering, nothing of them runs, and the file beside them is read.

use std::time::{Duration, Instant};

use thirtyfour::Key;

use crate::desk::Desk;
use crate::volume::{pdf, volume};

const PASSPHRASE: &str = "那年冬天在云南看见骆驼";
/// How long a file may keep the reader busy before the next one is asked for, and the window from answering.
const BUSY: Duration = Duration::from_secs(20);
const ANSWERS: Duration = Duration::from_secs(5);

fn stream(dictionary: &str, body: &str) -> String {
    format!("<< {dictionary} /Length {} >>\nstream\n{body}\nendstream", body.len())
}

/// Name and bytes of each.
fn files() -> Vec<(&'static str, Vec<u8>)> {
    const CATALOGUE: &str = "<< /Type /Catalog /Pages 2 0 R >>";
    const ONE: &str = "<< /Type /Pages /Count 1 /Kids [3 0 R] >>";
    let page = |more: &str| format!("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] {more} >>");
    let script =
        "<< /S /JavaScript /JS (app.alert\\(1\\); this.submitForm\\('http://127.0.0.1:9/'\\); window.ran = true;) >>";
    vec![
        (
            "01 无边的页.pdf",
            pdf(&[
                CATALOGUE,
                ONE,
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 1e9 1e9] >>",
            ]),
        ),
        (
            "02 自指的页树.pdf",
            pdf(&[CATALOGUE, "<< /Type /Pages /Count 9 /Kids [2 0 R 2 0 R 2 0 R] >>"]),
        ),
        (
            "03 二十亿页.pdf",
            pdf(&[
                CATALOGUE,
                "<< /Type /Pages /Count 2000000000 /Kids [3 0 R] >>",
                &page(""),
            ]),
        ),
        (
            "04 打开即运行.pdf",
            pdf(&[
                &format!("<< /Type /Catalog /Pages 2 0 R /OpenAction {script} /AA << /WC {script} >> >>"),
                ONE,
                &page(&format!(
                    "/AA << /O {script} >> /Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 595 842] /A << /S /URI /URI (http://127.0.0.1:9/) >> >> \
                     << /Type /Annot /Subtype /Widget /FT /Tx /T (x) /Rect [0 0 99 99] /AA << /F {script} >> >>]"
                )),
            ]),
        ),
        (
            "05 启动程序.pdf",
            pdf(&[
                "<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /Launch /F (/bin/sh) >> >>",
                ONE,
                &page(""),
            ]),
        ),
        (
            "06 巨大的图.pdf",
            pdf(&[
                CATALOGUE,
                ONE,
                &page("/Resources << /XObject << /I 4 0 R >> >> /Contents 5 0 R"),
                &stream(
                    "/Type /XObject /Subtype /Image /Width 60000 /Height 60000 /BitsPerComponent 8 /ColorSpace /DeviceRGB",
                    "x",
                ),
                &stream("", "q 500 0 0 500 0 0 cm /I Do Q"),
            ]),
        ),
        (
            "07 画自己的图形.pdf",
            pdf(&[
                CATALOGUE,
                ONE,
                &page("/Resources << /XObject << /F 4 0 R >> >> /Contents 5 0 R"),
                &stream(
                    "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F 4 0 R >> >>",
                    "/F Do /F Do",
                ),
                &stream("", "/F Do"),
            ]),
        ),
        (
            "08 两百万笔.pdf",
            pdf(&[
                CATALOGUE,
                ONE,
                &page("/Contents 4 0 R"),
                &stream("", &"q 0 0 m 9 9 l S Q\n".repeat(300_000)),
            ]),
        ),
        (
            "09 无尽的括号.pdf",
            pdf(&[CATALOGUE, ONE, &page(&format!("/X {}", "[".repeat(200_000)))]),
        ),
        (
            "10 图案套图案.pdf",
            pdf(&[
                CATALOGUE,
                ONE,
                &page("/Resources << /Pattern << /P 4 0 R >> >> /Contents 5 0 R"),
                &stream(
                    "/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 1 1] /XStep 0.0001 /YStep 0.0001 \
                     /Resources << /Pattern << /P 4 0 R >> >>",
                    "/Pattern cs /P scn 0 0 1 1 re f",
                ),
                &stream("", "/Pattern cs /P scn 0 0 595 842 re f"),
            ]),
        ),
    ]
}

#[tokio::test]
async fn files_made_to_hurt_do_not_stop_the_window() {
    let desk = Desk::sit_down("hostile").await;
    let folder = desk.incoming();
    std::fs::create_dir(&folder).expect("a folder");
    let hostile = files();
    for (name, bytes) in &hostile {
        std::fs::write(folder.join(name), bytes).expect("written");
    }
    std::fs::write(folder.join("99 讯问笔录.pdf"), volume(3, 7).bytes).expect("written");
    desk.create_vault(PASSPHRASE).await;
    let id = desk.open_demo().await;
    desk.go(&format!("#/case/{id}/file")).await;
    desk.click("file-choose").await;

    // Every one of them is taken in or refused by name.
    let started = Instant::now();
    loop {
        let said = desk.text_of("file-intake").await;
        let settled = said.matches("没有导入").count() + said.matches("已入卷").count();
        if settled > hostile.len() {
            break;
        }
        assert!(
            started.elapsed() < BUSY * 6,
            "{settled} of {} are settled:\n{said}",
            hostile.len() + 1
        );
        answers(&desk, "while files are taken in").await;
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    desk.screenshot("taken").await;
    let said = desk.text_of("file-intake").await;
    assert!(!said.to_lowercase().contains("error"), "{said}");

    let listed = "[...document.querySelectorAll('[data-testid^=volume-v]')].map((one) => one.dataset.testid)";
    let volumes = desk.promise(listed).await.expect("the page answers");
    let volumes: Vec<String> = volumes
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|one| one.as_str().map(str::to_owned))
        .collect();
    assert!(!volumes.is_empty(), "the good one is taken in");
    for (n, volume) in volumes.iter().enumerate() {
        desk.click(volume).await;
        let begun = Instant::now();
        // A picture of a page, or a word about it.
        while begun.elapsed() < Duration::from_secs(3) {
            answers(&desk, volume).await;
            tokio::time::sleep(Duration::from_millis(250)).await;
        }
        desk.screenshot(&format!("{n:02}")).await;
        for (what, wanted) in [
            ("window.ran === undefined", true),
            ("location.protocol === 'tauri:'", true),
            ("document.querySelector('iframe, object, embed') === null", true),
        ] {
            assert_eq!(desk.promise(what).await, Ok(wanted.into()), "{volume}: {what}");
        }
    }

    // The one that means well is read as ever.
    desk.click(volumes.last().expect("a volume")).await;
    desk.type_into("page-jump", "2").await;
    desk.press(Key::Enter + "").await;
    desk.wait_for_text("第2页").await;
    desk.settle().await;
    desk.screenshot("after").await;
    desk.leave().await;
}

/// The window answers within a moment.
async fn answers(desk: &Desk, during: &str) {
    let asked = Instant::now();
    assert_eq!(desk.promise("1 + 1").await, Ok(2.into()), "{during}");
    assert!(
        asked.elapsed() < ANSWERS,
        "the window did not answer for {:?} {during}",
        asked.elapsed()
    );
}
