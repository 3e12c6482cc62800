//! A paralegal's file: a volume of three thousand pages is taken in, turned, read to the end in the background, searched, and
//! every answer of the search compared with a plain scan of what the pages say.

use std::io::Write;
use std::time::{Duration, Instant};

use thirtyfour::Key;

use crate::desk::Desk;
use crate::volume::volume;

const PASSPHRASE: &str = "那年冬天在云南看见骆驼";
const PAGES: usize = 3_000;

/// How long reading the whole volume may take on a slow machine with a debug build.
const READING: Duration = Duration::from_secs(300);

#[tokio::test]
async fn a_volume_of_three_thousand_pages_is_read_and_searched() {
    let desk = Desk::sit_down("week").await;
    let volume = volume(PAGES, 7);
    std::fs::write(desk.incoming(), &volume.bytes).expect("a file to import");
    desk.create_vault(PASSPHRASE).await;
    let id = desk.open_demo().await;

    desk.go(&format!("#/case/{id}/file")).await;
    let started = Instant::now();
    desk.click("file-choose").await;
    desk.control("page-title").await;
    say("from picking a file to its first page", started);
    desk.settle().await;
    desk.screenshot("file").await;

    for page in [2_999, 1_500, 3] {
        let started = Instant::now();
        desk.type_into("page-jump", &page.to_string()).await;
        desk.press(Key::Enter + "").await;
        desk.wait_for_text(&format!("第{page}页")).await;
        say(&format!("to page {page}"), started);
    }
    desk.screenshot("page").await;
    // The volume names a face and leaves it out: with no Chinese face on the machine, every character would be the same box.
    let drawn = "Promise.resolve(new Set([...'明辩讯问'].map((ch) => { const canvas = document.createElement('canvas'); \
                 const context = canvas.getContext('2d'); context.font = '40px \"STSong-Light\", serif'; \
                 context.fillText(ch, 10, 60); return canvas.toDataURL(); })).size)";
    let pictures = desk.promise(drawn).await.expect("drawn");
    assert_eq!(pictures, 4, "a character of a face that was left out is a box");

    let started = Instant::now();
    loop {
        let state = desk.text_of("file-state").await;
        let bare: String = state.chars().filter(|c| c.is_ascii_digit() || *c == '/').collect();
        if bare.starts_with(&format!("{PAGES}/{PAGES}")) {
            break;
        }
        assert!(started.elapsed() < READING, "still reading: {state}");
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
    say("to read every page", started);
    desk.screenshot("file-read").await;

    desk.go(&format!("#/case/{id}/search")).await;
    let number = volume.pages[1_233]
        .last()
        .expect("a line")
        .chars()
        .skip(4)
        .take(6)
        .collect::<String>();
    for words in [
        "赃",
        "网安",
        "协查函",
        "没有收过高价",
        "退赃一万二千元，有收据",
        "2999",
        &number,
    ] {
        let wanted = volume
            .pages
            .iter()
            .filter(|page| page.iter().any(|line| line.contains(words)))
            .count();
        let started = Instant::now();
        desk.type_into("search-words", words).await;
        let found = found(&desk, wanted).await;
        say(&format!("to find {wanted} pages"), started);
        assert_eq!(found, wanted, "「{words}」 against a plain scan");
    }
    desk.settle().await;
    desk.screenshot("search").await;
    desk.leave().await;
}

/// How many pages the search says it found, once it says `wanted` or has had time enough.
async fn found(desk: &Desk, wanted: usize) -> usize {
    let started = Instant::now();
    loop {
        let said = desk.css("#group-page").await.text().await.unwrap_or_default();
        let digits: String = said.chars().filter(char::is_ascii_digit).collect();
        let count = digits.parse().unwrap_or(0);
        if count == wanted || started.elapsed() > Duration::from_secs(10) {
            return count;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// Past the test harness, which keeps what passing tests print to itself.
fn say(what: &str, since: Instant) {
    let _ = writeln!(std::io::stderr(), "{what}: {} ms", since.elapsed().as_millis());
}
