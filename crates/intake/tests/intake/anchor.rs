//! Cites found again: planted moves, the noise of a new scan, and pages that must be asked about.

use intake::{Anchor, Found, NewPage, Reanchor, distance};

/// A page of invented prose, different for each number, without randomness.
fn prose(number: u32) -> String {
    const WORDS: [&str; 24] = [
        "账户", "转账", "手机", "陈述", "银行", "上线", "同住", "车站", "现金", "报酬", "收款", "微信", "群聊", "身份",
        "电话", "办理", "出租", "密码", "网点", "民警", "笔录", "核对", "签名", "日期",
    ];
    let mut state = u64::from(number + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (0..160)
        .map(|_| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            WORDS[(state % 24) as usize]
        })
        .collect()
}

/// The same page scanned and recognised anew: every `nth` character comes out wrong.
fn noisy(text: &str, nth: usize) -> String {
    text.chars()
        .enumerate()
        .map(|(at, c)| if at % nth == nth - 1 { '口' } else { c })
        .collect()
}

fn fingerprint(number: u32) -> u64 {
    (u64::from(number) + 1).wrapping_mul(0xD6E8_FEB8_6659_FD93)
}

fn volume(order: &[u32], change: impl Fn(&str) -> String) -> Vec<(String, u64)> {
    order
        .iter()
        .map(|number| (change(&prose(*number)), fingerprint(*number)))
        .collect()
}

fn find(pages: &[(String, u64)], anchor: &Anchor<'_>) -> Found {
    let pages = pages.iter().enumerate().map(|(at, (text, fingerprint))| NewPage {
        page: at as u32 + 1,
        text,
        fingerprint: Some(*fingerprint),
    });
    Reanchor::new(pages.collect()).find(anchor)
}

fn quote(text: &str) -> String {
    text.chars().skip(40).take(24).collect()
}

#[test]
fn an_unchanged_volume_keeps_its_cites() {
    let order: Vec<u32> = (0..40).collect();
    let pages = volume(&order, str::to_owned);
    let text = prose(12);
    let anchor = Anchor {
        page: 13,
        quote: &quote(&text),
        text: &text,
        fingerprint: Some(fingerprint(12)),
    };
    assert_eq!(find(&pages, &anchor), Found::Same);
}

#[test]
fn pages_put_in_front_move_every_cite() {
    let order: Vec<u32> = [900, 901, 902].into_iter().chain(0..60).collect();
    let pages = volume(&order, |text| noisy(text, 17));
    for number in 0..60 {
        let text = prose(number);
        let anchor = Anchor {
            page: number + 1,
            quote: &quote(&text),
            text: &text,
            fingerprint: Some(fingerprint(number) ^ 0b101),
        };
        assert_eq!(find(&pages, &anchor), Found::Moved(number + 4), "page {number}");
    }
}

#[test]
fn a_bad_scan_is_found_or_asked_about_never_misplaced() {
    let order: Vec<u32> = (0..30).rev().collect();
    for nth in [3, 4, 5, 7, 10] {
        let pages = volume(&order, |text| noisy(text, nth));
        for number in 0..30 {
            let text = prose(number);
            let anchor = Anchor {
                page: number + 1,
                quote: &quote(&text),
                text: &text,
                fingerprint: None,
            };
            let right = 30 - number;
            match find(&pages, &anchor) {
                Found::Same => assert_eq!(right, number + 1),
                Found::Moved(page) => assert_eq!(page, right, "1 in {nth} wrong"),
                Found::Doubtful(asked) => assert_eq!(asked[0].page, right, "1 in {nth} wrong"),
                Found::Unread => panic!("every page is read"),
                Found::Lost => assert!(nth <= 3, "1 in {nth} wrong"),
            }
        }
    }
}

#[test]
fn a_page_taken_out_is_lost() {
    let order: Vec<u32> = (0..40).filter(|number| *number != 12).collect();
    let pages = volume(&order, str::to_owned);
    let text = prose(12);
    let anchor = Anchor {
        page: 13,
        quote: &quote(&text),
        text: &text,
        fingerprint: Some(fingerprint(12)),
    };
    assert_eq!(find(&pages, &anchor), Found::Lost);
}

#[test]
fn the_same_form_twice_is_asked_about() {
    let mut pages = volume(&[1, 2, 3, 4, 5, 6], str::to_owned);
    pages[4] = pages[1].clone();
    let text = prose(2);
    let anchor = Anchor {
        page: 2,
        quote: &quote(&text),
        text: &text,
        fingerprint: Some(fingerprint(2)),
    };
    let Found::Doubtful(asked) = find(&pages, &anchor) else {
        panic!("guessed")
    };
    assert_eq!(
        asked.iter().map(|candidate| candidate.page).collect::<Vec<_>>(),
        [2, 5],
        "the nearer one first"
    );
}

#[test]
fn a_form_that_differs_in_one_name_is_asked_about() {
    let form = |name: &str| format!("{}被讯问人{name}已阅读权利义务告知书并签名确认无误", prose(7));
    let mut pages = volume(&[1, 2, 3], str::to_owned);
    pages.push((form("王某"), fingerprint(70)));
    pages.push((form("李某"), fingerprint(71)));
    let text = form("王某");
    let anchor = Anchor {
        page: 1,
        quote: "被讯问人王某已阅读权利义务告知书",
        text: &text,
        fingerprint: Some(fingerprint(70)),
    };
    let Found::Doubtful(asked) = find(&pages, &anchor) else {
        panic!("guessed")
    };
    assert_eq!(asked[0].page, 4);
    assert!(asked.iter().any(|candidate| candidate.page == 5));
}

#[test]
fn words_that_left_the_page_are_asked_about_though_the_picture_fits() {
    let pages = volume(&[1, 2, 3], str::to_owned);
    let text = prose(2);
    let anchor = Anchor {
        page: 2,
        quote: "从未到过那家宾馆也不认识上述证人",
        text: &text,
        fingerprint: Some(fingerprint(2)),
    };
    let Found::Doubtful(asked) = find(&pages, &anchor) else {
        panic!("guessed")
    };
    assert_eq!(asked[0].page, 2);
}

#[test]
fn a_picture_alone_moves_a_cite_only_when_no_other_is_near() {
    let scans: Vec<(String, u64)> = (0..20).map(|number| (String::new(), fingerprint(number))).collect();
    let anchor = |fingerprint| Anchor {
        page: 1,
        quote: "",
        text: "",
        fingerprint: Some(fingerprint),
    };
    let (hash, others) = (fingerprint(9), scans.iter().enumerate().filter(|(at, _)| *at != 9));
    assert!(
        others.clone().all(|(_, (_, other))| distance(hash, *other) > 12),
        "the invented pictures differ"
    );
    assert_eq!(find(&scans, &anchor(hash ^ 0b11)), Found::Moved(10));
    let mut alike = scans.clone();
    alike[3].1 = hash ^ 0b1111_0000;
    assert!(matches!(find(&alike, &anchor(hash)), Found::Doubtful(_)));
}

#[test]
fn pages_not_read_yet_keep_the_answer_open() {
    let text = prose(4);
    let anchor = Anchor {
        page: 5,
        quote: &quote(&text),
        text: &text,
        fingerprint: None,
    };
    let pages = vec![NewPage {
        page: 1,
        text: "",
        fingerprint: None,
    }];
    assert_eq!(Reanchor::new(pages).find(&anchor), Found::Unread);
}

#[test]
fn nothing_known_is_nothing_found() {
    let pages = volume(&[1, 2], str::to_owned);
    assert_eq!(
        find(
            &pages,
            &Anchor {
                page: 1,
                quote: "",
                text: "",
                fingerprint: None
            }
        ),
        Found::Lost
    );
    assert_eq!(
        find(
            &[],
            &Anchor {
                page: 1,
                quote: "转账给上线的那一笔",
                text: "",
                fingerprint: Some(1)
            }
        ),
        Found::Lost
    );
}
