//! What the lines look like, whatever the text.

#[allow(dead_code)]
mod samples;

use memo::Document;
use memo::document::{Block, Meta, Preset, Span};
use memo::layout::{Mark, forbidden_at_end, forbidden_at_start, layout};
use proptest::prelude::*;

fn lines(preset: Preset, text: &str) -> Vec<Vec<String>> {
    let document = Document::new(
        Meta::new("行", chrono::NaiveDate::default()),
        preset,
        vec![Block::paragraph(vec![Span::regular(text)])],
    );
    let pages = layout(&document).expect("a paragraph is set");
    pages.pages.into_iter().map(|page| page.lines).collect()
}

fn check(pages: &[Vec<String>]) -> Result<(), TestCaseError> {
    let all: Vec<&String> = pages.iter().flatten().collect();
    for (at, line) in all.iter().enumerate() {
        if at > 0 {
            let first = line.chars().next();
            prop_assert!(!first.is_some_and(forbidden_at_start), "line {at} begins badly: {line}");
        }
        if at + 1 < all.len() {
            let last = line.trim_end().chars().last();
            prop_assert!(!last.is_some_and(forbidden_at_end), "line {at} ends badly: {line}");
        }
    }
    for page in pages {
        prop_assert!(
            pages.len() == 1 || page.len() >= 2,
            "a single line stands alone: {page:?}"
        );
    }
    Ok(())
}

/// Words and marks as they meet in legal writing, in any order.
fn prose() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        8 => "[一-龥]{1,9}",
        1 => Just("Telegram".to_owned()),
        1 => "[A-Za-z]{1,12}",
        1 => "[0-9]{1,20}",
        1 => Just("法释〔2019〕15号".to_owned()),
        1 => Just("2026年11月23日".to_owned()),
        1 => Just("30万元".to_owned()),
        1 => Just("——".to_owned()),
    ];
    let mark = prop_oneof![
        4 => Just(""), 3 => Just("，"), 2 => Just("。"), 1 => Just("、"), 1 => Just("；"), 1 => Just("：“"),
        1 => Just("”，"), 1 => Just("（"), 1 => Just("）"), 1 => Just("《"), 1 => Just("》（"), 1 => Just("。”"),
        1 => Just("……"), 1 => Just("？！"), 1 => Just(" "), 1 => Just("）。”"),
    ];
    proptest::collection::vec((word, mark), 1..160)
        .prop_map(|parts| parts.into_iter().map(|(word, mark)| word + mark).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_line_begins_or_ends_with_a_forbidden_character(text in prose()) {
        for preset in [Preset::Firm, Preset::Official] {
            let pages = lines(preset, &text);
            check(&pages)?;
            let set: String = pages.concat().concat();
            let solid = |text: &str| text.chars().filter(|ch| *ch != ' ').collect::<String>();
            prop_assert_eq!(solid(&set), solid(&text), "nothing is lost");
        }
    }
}

#[test]
fn the_samples_keep_to_the_rules() {
    for document in [samples::analysis(6), samples::opinion()] {
        let pages = layout(&document).expect("a sample is set");
        for line in pages.pages.iter().flat_map(|page| &page.lines) {
            assert!(!line.starts_with(forbidden_at_start), "{line}");
            assert!(!line.ends_with(forbidden_at_end), "{line}");
        }
    }
}

#[test]
fn no_heading_stands_at_the_foot_of_a_page() {
    for parts in 2..9 {
        let pages = layout(&samples::analysis(parts)).expect("a sample is set");
        for page in &pages.pages {
            let Some((heading, y)) = page.headings.last() else {
                continue;
            };
            // Something of the text, below the heading and above the page number.
            let followed = page
                .marks
                .iter()
                .any(|mark| matches!(mark, Mark::Text(run) if run.y > y + 30.0 && run.y < 780.0 && run.turn == 0.0));
            assert!(followed, "{} stands last", heading.text);
        }
    }
}

#[test]
fn an_official_page_holds_22_lines_of_28_characters() {
    let pages = lines(Preset::Official, &"法".repeat(28 * 60));
    assert_eq!(pages[0].len(), 22);
    assert_eq!(pages[0][0].chars().count(), 26, "two characters of indent");
    assert!(pages[0][1..].iter().all(|line| line.chars().count() == 28));
}

#[test]
fn a_number_stays_with_its_unit_and_a_docket_whole() {
    for shift in 0..32 {
        let text = format!(
            "{}共计收取30万元整，依据法释〔2019〕15号办理，时间为2026年11月23日。",
            "法".repeat(shift)
        );
        for line in lines(Preset::Firm, &text).concat() {
            for end in [
                "3",
                "30",
                "30万",
                "〔",
                "〔2019",
                "〔2019〕1",
                "〔2019〕15",
                "2026",
                "11",
                "1",
            ] {
                assert!(!line.ends_with(end), "shift {shift}: {line}");
            }
        }
    }
}

#[test]
fn a_long_account_number_breaks_rather_than_leaving_a_hole() {
    let text = format!("{}账户6222021001123456789012345678901234567890流水", "法".repeat(14));
    let lines = lines(Preset::Firm, &text).concat();
    assert!(lines[0].chars().count() > 26, "{lines:?}");
}
