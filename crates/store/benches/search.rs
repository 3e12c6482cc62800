//! Finding a word among 100,000 pages of 1,000 cases, encrypted, beside the two ways it is usually done: a scan with
//! `LIKE`, and a full-text index over pairs of Chinese characters with their places. All three in one run, over the same
//! pages, and every answer of ours compared with the scan's.

#![allow(clippy::print_stdout, reason = "a benchmark says its figures")]

use rusqlite::{Connection, params};
use std::path::Path;
use std::time::{Duration, Instant};
use store::search::{Coverage, Doc, DocKind, Query, Scope, normal};
use store::{CaseId, Kdf, Vault};

const CASES: usize = 1_000;
const PAGES: usize = 100;
/// One, two, three and four characters, common and rare, and other scripts.
const WORDS: [&str; 12] = [
    "诈",
    "稀",
    "明知",
    "流水",
    "张伟",
    "谅解书",
    "帮信罪",
    "银行卡",
    "犯罪嫌疑",
    "刷单返利",
    "6222",
    "vps",
];
const VOCABULARY: [&str; 64] = [
    "犯罪嫌疑人",
    "被告人",
    "明知",
    "他人",
    "利用",
    "信息网络",
    "实施",
    "犯罪",
    "提供",
    "支付结算",
    "帮助",
    "银行卡",
    "电话卡",
    "对公账户",
    "流水",
    "转账",
    "取现",
    "诈骗",
    "被害人",
    "陈述",
    "供述",
    "辩解",
    "笔录",
    "讯问",
    "侦查人员",
    "签名",
    "捺印",
    "手机",
    "微信",
    "聊天记录",
    "截图",
    "服务器",
    "租用",
    "域名",
    "跑分",
    "平台",
    "收款",
    "返利",
    "刷单",
    "上线",
    "下线",
    "佣金",
    "元",
    "万元",
    "二〇二三年",
    "三月",
    "五日",
    "上午",
    "某市",
    "公安局",
    "分局",
    "派出所",
    "检察院",
    "法院",
    "起诉",
    "批准逮捕",
    "取保候审",
    "认罪认罚",
    "谅解书",
    "退赃",
    "，",
    "。",
    "：",
    "\n",
];

struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % sides
    }
}

/// About 400 characters: terms, names and ordinary characters between them, now and then a number or a rare word.
fn page(dice: &mut Dice) -> String {
    let mut text = String::new();
    while text.len() < 1_200 {
        match dice.below(10) {
            0..=4 => text.push_str(VOCABULARY[dice.below(VOCABULARY.len())]),
            5..=8 => {
                // The middle of the table is used more, as characters are.
                let spread = dice.below(40) * dice.below(60) + dice.below(30);
                text.extend(char::from_u32(0x4e00 + u32::try_from(spread).expect("small") * 4));
            }
            _ => match dice.below(4_000) {
                0 => text.push_str("张伟"),
                1 => text.push_str("帮信罪"),
                2 => text.push('稀'),
                3 => text.push_str("VPS"),
                4..400 => text.push_str(&format!("6222{:08}", dice.below(100_000_000))),
                _ => {}
            },
        }
    }
    text
}

fn main() {
    let cases = std::env::var("CASES")
        .ok()
        .and_then(|count| count.parse().ok())
        .unwrap_or(CASES);
    let dir = tempfile::tempdir().expect("a folder");
    let now = "2026-03-02T09:30:00+08:00".parse().expect("a moment");
    let vault = Vault::create(dir.path(), "王律师", "口令", Kdf::FLOOR, now).expect("a vault");
    let mut dice = Dice(7);
    let texts: Vec<Vec<String>> = (0..cases)
        .map(|_| (0..PAGES).map(|_| page(&mut dice)).collect())
        .collect();
    let ids: Vec<CaseId> = (0..cases)
        .map(|case| format!("{case:032x}").parse().expect("an id"))
        .collect();
    println!(
        "{} pages of {cases} cases, {} characters",
        cases * PAGES,
        texts.iter().flatten().map(|text| text.chars().count()).sum::<usize>()
    );

    let classic = Classic::create(&dir.path().join("classic.db"));
    let (mut ours, mut theirs) = (Duration::ZERO, Duration::ZERO);
    for (n, (id, pages)) in ids.iter().zip(&texts).enumerate() {
        let docs: Vec<Doc> = pages.iter().enumerate().map(|(page, text)| doc(page, text)).collect();
        let start = Instant::now();
        vault.index_pages(id, &docs, &Coverage::default()).expect("puts");
        ours += start.elapsed();
        let start = Instant::now();
        classic.put(n * PAGES, pages);
        theirs += start.elapsed();
    }
    let size = |begins: &str| {
        let entries = std::fs::read_dir(dir.path()).expect("reads").flatten();
        let mut own = entries.filter(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            name.starts_with(begins) && name.ends_with(".db")
        });
        own.next()
            .and_then(|entry| entry.metadata().ok())
            .map_or(0, |file| file.len())
            / 1_048_576
    };
    println!(
        "build            ours {:>8.2} s {:>4} MiB   bigram {:>8.2} s {:>4} MiB   ratio {:.2}",
        ours.as_secs_f64(),
        size("search-"),
        theirs.as_secs_f64(),
        size("classic"),
        ours.as_secs_f64() / theirs.as_secs_f64()
    );

    println!(
        "first 50 hits, in ms     all cases: ours  bigram, first 50  bigram, ids of all  scan | in one case: ours  bigram  | hits"
    );
    for word in WORDS {
        let query = Query {
            words: word,
            scope: Scope::All,
            kinds: &[],
            limit: 50,
            after: None,
        };
        let here = Query {
            scope: Scope::One(&ids[cases / 2]),
            ..query
        };
        let mine = median(|| vault.search(&query).expect("searches").hits.len());
        let inside = median(|| vault.search(&here).expect("searches").hits.len());
        let first = median(|| classic.first(word, 0, i64::MAX));
        let span = i64::try_from(cases / 2 * PAGES).expect("small");
        let first_inside = median(|| classic.first(word, span, span + 99));
        let every = median(|| classic.every(word));
        let start = Instant::now();
        let scanned = classic.scan(word);
        let scan = ms(start.elapsed());
        let all = vault
            .search(&Query {
                limit: usize::MAX,
                ..query
            })
            .expect("searches");
        let truth = texts
            .iter()
            .flatten()
            .filter(|text| normal(text).contains(&normal(word)))
            .count();
        assert_eq!(all.hits.len(), truth, "{word}");
        println!(
            "{word:<12} {mine:>10.2} {first:>8.2} (×{:.2}) {every:>8.2} (×{:.2}) {scan:>8.1} (×{:.4}) | {inside:>6.2} {first_inside:>6.2} (×{:.2}) | {truth} (scan {scanned})",
            mine / first,
            mine / every,
            mine / scan,
            inside / first_inside,
        );
    }
}

fn doc(page: usize, text: &str) -> Doc {
    Doc {
        kind: DocKind::Page,
        reference: format!("1-{page}"),
        place: format!("证据卷1 第{page}页"),
        at: String::new(),
        text: text.to_string(),
    }
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}

fn median(mut act: impl FnMut() -> usize) -> f64 {
    let mut times: Vec<f64> = (0..9)
        .map(|_| {
            let start = Instant::now();
            std::hint::black_box(act());
            ms(start.elapsed())
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

/// The usual recipe: neighbouring pairs of Chinese characters and the last of a run, as a phrase, over the texts.
struct Classic(Connection);

impl Classic {
    fn create(path: &Path) -> Classic {
        let file = Connection::open(path).expect("opens");
        let settings = "PRAGMA key = \"x'2DD29CA851E7B56E4697B0E1F08507293D761A05CE4D1B628663F411A8086D99'\";
             PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -65536;
             PRAGMA secure_delete = ON; PRAGMA cell_size_check = ON;
             CREATE TABLE page (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;
             CREATE VIRTUAL TABLE pair USING fts5 (body, content = '', contentless_delete = 1, tokenize = 'unicode61')";
        file.execute_batch(settings).expect("settles");
        Classic(file)
    }

    fn put(&self, from: usize, pages: &[String]) {
        let tx = self.0.unchecked_transaction().expect("begins");
        for (n, text) in pages.iter().enumerate() {
            let id = i64::try_from(from + n).expect("small");
            let mut page = tx
                .prepare_cached("INSERT INTO page VALUES (?1, ?2)")
                .expect("a statement");
            page.execute(params![id, text]).expect("inserts");
            let mut pair = tx
                .prepare_cached("INSERT INTO pair (rowid, body) VALUES (?1, ?2)")
                .expect("a statement");
            pair.execute(params![id, pairs(text)]).expect("inserts");
        }
        tx.commit().expect("commits");
    }

    fn first(&self, word: &str, from: i64, to: i64) -> usize {
        let find = "SELECT page.id, page.text FROM pair JOIN page ON page.id = pair.rowid
                    WHERE pair MATCH ?1 AND pair.rowid BETWEEN ?2 AND ?3 ORDER BY pair.rowid LIMIT 50";
        let mut rows = self.0.prepare_cached(find).expect("a statement");
        let rows = rows
            .query_map(params![phrase(word), from, to], |row| row.get::<_, String>(1))
            .expect("searches");
        rows.filter(|text| text.as_ref().is_ok_and(|text| !text.is_empty()))
            .count()
    }

    fn every(&self, word: &str) -> usize {
        let mut rows = self
            .0
            .prepare_cached("SELECT rowid FROM pair WHERE pair MATCH ?1 LIMIT 50000")
            .expect("a statement");
        let rows = rows
            .query_map([phrase(word)], |row| row.get::<_, i64>(0))
            .expect("searches");
        rows.filter(|id| id.is_ok()).count()
    }

    fn scan(&self, word: &str) -> usize {
        let mut rows = self
            .0
            .prepare_cached("SELECT count(*) FROM page WHERE text LIKE ?1")
            .expect("a statement");
        rows.query_row([format!("%{word}%")], |row| row.get::<_, usize>(0))
            .expect("scans")
    }
}

fn han(c: char) -> bool {
    matches!(u32::from(c), 0x3400..=0x9fff)
}

fn pairs(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len() * 3);
    for (n, c) in chars.iter().enumerate() {
        let next = chars.get(n + 1).copied();
        out.push(*c);
        if han(*c) {
            out.extend(next.filter(|next| han(*next)));
            out.push(' ');
        } else if next.is_some_and(han) {
            out.push(' ');
        }
    }
    out
}

fn phrase(word: &str) -> String {
    let chars: Vec<char> = word.chars().collect();
    match chars.as_slice() {
        [single] => format!("\"{single}\"*"),
        more if more.iter().all(|c| han(*c)) => {
            let pairs: Vec<String> = more.windows(2).map(|pair| pair.iter().collect()).collect();
            format!("\"{}\"", pairs.join(" "))
        }
        _ => format!("\"{word}\"*"),
    }
}
