//! What is found is what a plain scan of the texts finds.

use super::{create, folder, listed, now, record};
use crate::search::{Coverage, Doc, DocKind, Found, Query, Scope, normal, snippet};
use crate::{CaseId, Vault};
use std::collections::BTreeSet;

/// The same numbers in every run.
pub(super) struct Dice(pub(super) u64);

impl Dice {
    pub(super) fn below(&mut self, sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % sides
    }
}

pub(super) fn page(reference: &str, text: &str) -> Doc {
    Doc {
        kind: DocKind::Page,
        reference: reference.into(),
        place: format!("第{reference}页"),
        at: String::new(),
        text: text.into(),
    }
}

pub(super) fn case(vault: &Vault) -> CaseId {
    vault.create_case(&record(0), listed("王某案"), now()).expect("a case")
}

pub(super) fn found(vault: &Vault, words: &str) -> Found {
    let query = Query {
        words,
        scope: Scope::All,
        kinds: &[],
        limit: 10_000,
        after: None,
    };
    vault.search(&query).expect("searches")
}

pub(super) fn put(vault: &Vault, case: &CaseId, pages: &[Doc]) {
    vault.index_pages(case, pages, &Coverage::default()).expect("puts");
}

pub(super) fn references(found: &Found) -> Vec<&str> {
    found.hits.iter().map(|hit| hit.doc.reference.as_str()).collect()
}

/// Few different characters, so that they repeat, overlap and meet in every way; two planes, three scripts.
const ALPHABET: [&str; 24] = [
    "诈", "骗", "罪", "明", "知", "哈", "哈", "𠮷", "田", "王", "a", "b", "1", "2", "，", "。", "-", "“", "😀", "é",
    "\n", " ", "Ａ", "\u{3000}",
];

fn corpus(dice: &mut Dice, docs: usize) -> Vec<String> {
    let text = |dice: &mut Dice| {
        let length = 1 + dice.below(40);
        (0..length).map(|_| ALPHABET[dice.below(ALPHABET.len())]).collect()
    };
    (0..docs).map(|_| text(dice)).collect()
}

#[test]
fn every_word_of_every_length_is_found_where_a_plain_scan_finds_it() {
    let dir = folder();
    let vault = create(dir.path());
    let mut dice = Dice(20_261_124);
    for round in 0..6_u64 {
        let case = case(&vault);
        let texts = corpus(&mut dice, 120);
        let docs: Vec<Doc> = texts
            .iter()
            .enumerate()
            .map(|(n, text)| page(&n.to_string(), text))
            .collect();
        put(&vault, &case, &docs);
        let forms: Vec<String> = texts.iter().map(|text| normal(text)).collect();

        let mut words: BTreeSet<String> = BTreeSet::new();
        for form in &forms {
            let chars: Vec<char> = form.chars().collect();
            for length in 1..=5 {
                for _ in 0..4 {
                    let start = dice.below(chars.len().max(1));
                    words.insert(chars.iter().skip(start).take(length).collect());
                }
            }
        }
        // And words that are nowhere, or only in pieces.
        words.extend(
            corpus(&mut dice, 200)
                .iter()
                .map(|text| normal(text).chars().take(4).collect()),
        );
        let (mut hits, mut misses) = (0, 0);
        for word in words
            .iter()
            .filter(|word| !word.trim().is_empty() && !word.contains(' '))
        {
            let scanned = forms
                .iter()
                .enumerate()
                .filter(|(_, form)| form.contains(word.as_str()));
            let scanned: BTreeSet<String> = scanned.map(|(n, _)| n.to_string()).collect();
            let query = Query {
                words: word,
                scope: Scope::One(&case),
                kinds: &[],
                limit: 1_000,
                after: None,
            };
            let answer = vault.search(&query).expect("searches");
            let answered: BTreeSet<String> = references(&answer).into_iter().map(String::from).collect();
            assert_eq!(answered, scanned, "round {round}: “{word}”");
            assert_eq!(answer.counts.values().sum::<usize>(), scanned.len(), "“{word}”");
            assert!(answer.counted_all && answer.next.is_none());
            for hit in &answer.hits {
                for mark in &hit.marks {
                    assert!(
                        normal(&hit.doc.text[mark.clone()]).contains(word.as_str()),
                        "“{word}” in {:?}",
                        hit.doc.text
                    );
                }
            }
            if scanned.is_empty() { misses += 1 } else { hits += 1 }
        }
        assert!(hits > 500 && misses > 20, "{hits} found, {misses} not");
    }
}

#[test]
fn several_words_are_all_of_them_and_quotes_keep_their_spaces() {
    let dir = folder();
    let vault = create(dir.path());
    let case = case(&vault);
    let docs = [
        page("1", "王某明知他人实施诈骗，仍提供 bank card 两张"),
        page("2", "王某不知情；card bank"),
        page("3", "李某明知"),
    ];
    put(&vault, &case, &docs);
    for (words, expected) in [
        ("王某 明知", vec!["1"]),
        ("明知　王某", vec!["1"]),
        ("card bank", vec!["1", "2"]),
        ("\"card bank\"", vec!["2"]),
        ("\"bank card\" 诈骗", vec!["1"]),
        ("某", vec!["1", "2", "3"]),
        ("知", vec!["1", "2", "3"]),
        ("张", vec!["1"]),
        ("王某 \"", vec![]),
        ("  ", vec![]),
        ("\"\"", vec![]),
    ] {
        assert_eq!(references(&found(&vault, words)), expected, "{words}");
    }
}

#[test]
fn lines_widths_capitals_and_radicals_do_not_hide_a_word() {
    let dir = folder();
    let vault = create(dir.path());
    let case = case(&vault);
    let docs = [
        page("break", "涉嫌帮助信息网络犯\n罪活动\r\n罪。"),
        page("form feed", "银行\u{c}  流水"),
        page("wide", "ＡＢＣ－１２３（转账）￥５００"),
        page("spaces", "卡号 6222 0212\t  3456"),
        page("radical", "\u{2f00}\u{2f64}\u{2ee2}\u{2ed3}"),
        page("marks", "张\u{200b}三\u{feff}\u{fe0f}丰"),
        page("private", "\u{ee61}\u{ee62}"),
        page("plane", "𠮷野家𠮷𠮷"),
        page("emoji", "好👨\u{200d}👩吧"),
    ];
    put(&vault, &case, &docs);
    for (words, expected) in [
        ("犯罪活动罪", vec!["break"]),
        ("活动 罪。", vec!["break"]),
        ("行流", vec!["form feed"]),
        ("abc-123(转账)", vec!["wide"]),
        ("￥500", vec!["wide"]),
        ("\"0212 3456\"", vec!["spaces"]),
        ("号6222", vec!["spaces"]),
        ("一用马长", vec!["radical"]),
        ("张三丰", vec!["marks"]),
        ("ab", vec!["wide"]),
        ("𠮷𠮷", vec!["plane"]),
        ("𠮷", vec!["plane"]),
        ("家𠮷", vec!["plane"]),
        ("👩", vec!["emoji"]),
        ("👨👩吧", vec!["emoji"]),
    ] {
        assert_eq!(references(&found(&vault, words)), expected, "{words}");
    }
}

#[test]
fn marks_are_places_in_the_text_as_it_was_written() {
    let dir = folder();
    let vault = create(dir.path());
    let case = case(&vault);
    let text = "他说：“哈哈哈”，并转走 ＡＢ\n款项。";
    put(&vault, &case, &[page("1", text)]);
    for (words, expected) in [
        ("哈哈", vec!["哈哈哈"]),
        ("ab款", vec!["ＡＢ\n款"]),
        ("走ab", vec!["走 ＡＢ"]),
        ("他 款项", vec!["他", "款项"]),
    ] {
        let found = found(&vault, words);
        let marked: Vec<&str> = found.hits[0].marks.iter().map(|mark| &text[mark.clone()]).collect();
        assert_eq!(marked, expected, "{words}");
    }
}

#[test]
fn a_snippet_is_the_words_and_what_is_around_them() {
    let text = format!("{}明知\n是诈骗{}", "前".repeat(100), "后".repeat(100));
    let start = "前".len() * 100;
    let mark = start..start + "明知".len();
    let pieces = snippet(&text, std::slice::from_ref(&mark), 32);
    let said: Vec<(&str, bool)> = pieces.iter().map(|piece| (piece.text.as_str(), piece.found)).collect();
    let (before, after) = ("前".repeat(10), format!(" 是诈骗{}", "后".repeat(16)));
    assert_eq!(
        said,
        [
            ("…", false),
            (&before, false),
            ("明知", true),
            (&after, false),
            ("…", false)
        ]
    );

    let pieces = snippet("短句", &[0..3, 3..6], 60);
    let said: Vec<(&str, bool)> = pieces.iter().map(|piece| (piece.text.as_str(), piece.found)).collect();
    assert_eq!(said, [("短", true), ("句", true)]);
    assert_eq!(snippet("没有命中", &[], 2)[0].text, "没有…");
}

#[test]
fn hits_come_newest_case_first_and_by_kind_and_go_on() {
    let dir = folder();
    let vault = create(dir.path());
    let (old, new) = (case(&vault), case(&vault));
    for case in [&old, &new] {
        let mut docs: Vec<Doc> = (0..30).map(|n| page(&n.to_string(), "明知是赃款")).collect();
        docs.push(Doc {
            kind: DocKind::Fact,
            ..page("fact", "明知")
        });
        put(&vault, case, &docs);
    }
    let (mut after, mut all) = (None, Vec::new());
    loop {
        let query = Query {
            words: "明知",
            scope: Scope::All,
            kinds: &[DocKind::Page],
            limit: 7,
            after,
        };
        let found = vault.search(&query).expect("searches");
        assert_eq!(found.counts.values().sum::<usize>(), 60 - all.len());
        all.extend(found.hits.into_iter().map(|hit| (hit.case, hit.doc.reference)));
        after = found.next;
        if after.is_none() {
            break;
        }
    }
    let expected = [&new, &old].into_iter().flat_map(|case| {
        let pages = (0..30).map(|n| n.to_string());
        pages.map(|reference| (case.clone(), reference))
    });
    assert_eq!(all, expected.collect::<Vec<_>>());

    // Of each kind at most so many, the newest case first, in it by kind.
    let query = Query {
        words: "明知",
        scope: Scope::All,
        kinds: &[],
        limit: 1,
        after: None,
    };
    let found = vault.search(&query).expect("searches");
    assert_eq!(references(&found), ["fact", "0"]);
    assert!(found.hits.iter().all(|hit| hit.case == new));
    assert_eq!(found.counts.values().copied().collect::<Vec<_>>(), [2, 60]);

    let facts = Query {
        words: "明知",
        scope: Scope::One(&old),
        kinds: &[DocKind::Fact],
        limit: 9,
        after: None,
    };
    let found = vault.search(&facts).expect("searches");
    assert_eq!((references(&found), &found.hits[0].case), (vec!["fact"], &old));
    let everywhere = Query {
        scope: Scope::All,
        ..facts
    };
    assert_eq!(vault.search(&everywhere).expect("searches").hits.len(), 2);
}
