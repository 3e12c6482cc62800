//! `docs/cases.md`: what the rules say of every published case, beside what was decided.

use std::fmt::Write;

use case::{Path, Stance, Written, question};
use law::{Book, Step, Truth, assess, read_value, say};

use super::load::{Expect, OFFENCE, Official, Published};
use super::outcome::{Same, compared};
use crate::repository::text;

/// The whole report.
pub fn report(book: &Book, cases: &[Published]) -> String {
    let mut out = String::from(HEAD);
    summary(book, cases, &mut out);
    for published in cases {
        one(book, published, &mut out);
    }
    out
}

const HEAD: &str = "# 公布案件对照

<!-- 由 UPDATE=1 cargo test -p tests cases 生成，请勿手改。 -->

二十一个公布案件，事实在 `tests/cases/`，只填来源写明的内容，来源没有写的一律不填。“行为时”“现行”是适用的两版规则，
“控方”“已查证”“我方”是三种事实立场。✓ 具备，✗ 不具备，？ 未达证明标准。六栏依次是主体、施行时间、上游犯罪、帮助行为、明知、情节严重。

官方结果不是事实，也不是本程序的目标：两者不同的，逐件写明差在哪里、官方结果依赖本文件没有写明的什么。来源几乎都不写出生日期和责任能力，
所以“已查证”一栏多为未达证明标准；补上哪些就能定下来的，说明里另写“如果查明……则……”（按现行规则）。

罪名按控方口径、作出决定之日的法律比较：官方所定罪名成立为相合，尚缺事实为未定，被规则排除为不合。处理（不起诉的种类）按各自要看的口径：
法定、存疑看已查证，相对、附条件看我方。刑期与没有被排除的法定幅度比较；本程序不预测刑期，量刑起点未经律师确认不参与计算。

评价问题（例如“是否足以认定明知”“是否较为稳定的配合关系”）不由程序推出，案件文件里取自判决自己的评价；凡靠这些评价才相合的，只说明规则能容纳该判决，
不是独立的验证。
";

fn one(book: &Book, published: &Published, out: &mut String) {
    let then = published.then(book);
    let _ = write!(
        out,
        "\n## {} {}\n\n",
        &published.name[..3],
        published.record.matter.name
    );
    let _ = writeln!(
        out,
        "来源：<{}>。{}",
        published.record.matter.source, published.wanted.why
    );
    for party in &published.record.parties {
        let official = published.wanted.official.iter().find(|one| one.actor == party.id);
        let result = official.map_or("没有写明", |one| one.result.as_str());
        let _ = writeln!(out, "\n**{}**　官方结果：{result}\n", party.name);
        if let Some(official) = official {
            beside(book, published, official, out);
        }
        let wanted: Vec<&Expect> = published
            .wanted
            .expect
            .iter()
            .filter(|one| one.actor == party.id)
            .collect();
        if wanted.is_empty() {
            out.push_str("来源没有单独写明其行为，不作评定。\n");
            continue;
        }
        out.push_str("| 立场 | 行为时 | 现行 | 说明 |\n| --- | --- | --- | --- |\n");
        for stance in Stance::ALL {
            let Some(expect) = wanted.iter().find(|one| one.law == "now" && one.stance == stance.id()) else {
                continue;
            };
            let facts = published.facts(&party.id, stance);
            let current = book.versions(OFFENCE).last().expect("a version");
            let (old, new) = (assess(then.rules, &facts), assess(current, &facts));
            let because = format!("{}{}", expect.because, supposed(book, expect));
            let _ = writeln!(
                out,
                "| {} | {} | {} | {because} |",
                stance.name(),
                result_of(&old),
                result_of(&new)
            );
        }
    }
}

/// How many of what was decided the rules come to, leave open and exclude.
fn summary(book: &Book, cases: &[Published], out: &mut String) {
    out.push_str("\n| 比较 | 相合 | 未定 | 不合 |\n| --- | --- | --- | --- |\n");
    let mut rows = Vec::new();
    for published in cases {
        let file = text(std::path::Path::new(&format!("tests/cases/{}.toml", published.name)));
        for official in &published.wanted.official {
            rows.extend(compared(book, published, &file, official));
        }
    }
    for (what, word) in [
        ("charge", "罪名"),
        ("lead", "事实指向的罪名"),
        ("exit", "处理"),
        ("term", "刑期在法定幅度内"),
    ] {
        let count = |same| rows.iter().filter(|row| row.what == what && row.same == same).count();
        let (yes, open, no) = (count(Same::Yes), count(Same::Open), count(Same::No));
        let _ = writeln!(out, "| {word} | {yes} | {open} | {no} |");
    }
}

/// Charge, disposition and term beside what the rules offer on the law of the day of the decision.
fn beside(book: &Book, published: &Published, official: &Official, out: &mut String) {
    let file = text(std::path::Path::new(&format!("tests/cases/{}.toml", published.name)));
    let rows = compared(book, published, &file, official);
    if rows.is_empty() {
        return;
    }
    out.push_str("| 比较 | 官方 | 规则给出的 | 结果 |\n| --- | --- | --- | --- |\n");
    for row in rows {
        let what = match row.what {
            "charge" => "罪名",
            "lead" => "事实指向",
            "exit" => "处理",
            _ => "刑期",
        };
        let result = match row.same {
            Same::Yes => "相合".to_string(),
            Same::Open => "未定：来源没有写明的事实还不足以得出结论".into(),
            Same::No => format!("不合：{}", official.differs.get(row.what).map_or("", String::as_str)),
        };
        let _ = writeln!(out, "| {what} | {} | {} | {result} |", row.official, row.found);
    }
    out.push('\n');
}

/// What the source leaves out, and what the law now says with it.
fn supposed(book: &Book, expect: &Expect) -> String {
    let word = match expect.supposed.get("offence") {
        Some(Truth::True) => "成立",
        Some(Truth::False) => "不成立",
        Some(Truth::Unknown) | None => return String::new(),
    };
    let named: Vec<String> = expect
        .suppose
        .iter()
        .map(|(path, written)| answer(book, path, written))
        .collect();
    format!("如果查明：{}，则{word}。", named.join("；"))
}

/// A question with its answer: `行为时的责任能力——正常`.
fn answer(book: &Book, path: &str, written: &Written) -> String {
    let address: Path = path.parse().unwrap_or_else(|why| panic!("{path}: {why}"));
    let table = address.table().and_then(|id| book.dictionary.table(id));
    let asked = match (&address, table) {
        (Path::Fact(id), _) => match book.dictionary.fact(id) {
            Some(fact) => fact.text.clone(),
            None => book.judge(id).map_or_else(|| id.clone(), |judge| judge.name.clone()),
        },
        (Path::Cell(_, _, column), Some(table)) => {
            let column = table
                .column(column)
                .map_or_else(|| column.clone(), |column| column.name.clone());
            format!("{}，{column}", table.name)
        }
        (_, Some(table)) => table.complete.clone(),
        _ => path.into(),
    };
    let (kind, options) = question(book, &address).unwrap_or_else(|| panic!("{path} is no question"));
    let text = match written {
        Written::Bool(holds) => String::from(if *holds { "是" } else { "否" }),
        Written::Number(number) => number.to_string(),
        Written::Text(text) => text.clone(),
    };
    let said = match read_value(kind, &options, &text) {
        Ok(value @ (law::Value::Choice(_) | law::Value::Bool(_))) => say(&value, &options, ""),
        Ok(law::Value::Ref(_)) => "已查证的对象".into(),
        _ => text,
    };
    format!("{}——{said}", asked.trim_end_matches('？'))
}

fn result_of(root: &Step) -> String {
    let word = match root.truth {
        Truth::True => "成立",
        Truth::False => "不成立",
        Truth::Unknown => "未达证明标准",
    };
    let mark = |step: &Step| match step.truth {
        Truth::True => '✓',
        Truth::False => '✗',
        Truth::Unknown => '？',
    };
    let marks: String = root.parts.iter().map(mark).collect();
    format!("{word} {marks}")
}
