//! What a TOML reader says in English, said in Chinese with the line and the key.

use std::ops::Range;

/// A reader's complaint as a Chinese sentence: “第 3 行有误：不认识 foo，……。”
pub(crate) fn told(source: &str, span: Option<Range<usize>>, message: &str) -> String {
    let first = message.lines().next().unwrap_or_default();
    let mut quoted = first.split('`').skip(1).step_by(2);
    let key = quoted.next().unwrap_or_default();
    let known: Vec<&str> = quoted.collect();
    let said = if first.starts_with("unknown field") {
        format!("不认识“{key}”，可用的有：{}。", known.join("、"))
    } else if first.starts_with("unknown variant") {
        format!("“{key}”不是可选的值，可选：{}。", known.join("、"))
    } else if first.starts_with("missing field") {
        format!("缺少“{key}”一项，请补上。")
    } else if first.starts_with("duplicate key") {
        "同一项写了两次，请删去一处。".to_owned()
    } else if first.starts_with("invalid type") {
        format!(
            "值的类型不对（{}），请检查数字有没有误加引号、文字有没有漏写引号。",
            kinds(first)
        )
    } else if first.chars().any(|ch| ch > '\u{2e80}') {
        format!("{first}。")
    } else {
        "写法不合 TOML 的格式，请检查等号、引号和方括号是否成对。".to_owned()
    };
    match line(source, span, key) {
        Some(line) => format!("第 {line} 行有误：{said}"),
        None => format!("有误：{said}"),
    }
}

/// What was written and what was wanted, as far as the complaint tells.
fn kinds(message: &str) -> String {
    let name = |part: &str| {
        [
            ("string", "文字"),
            ("integer", "整数"),
            ("floating point", "小数"),
            ("f64", "数字"),
            ("boolean", "是或否"),
            ("sequence", "列表"),
            ("map", "一组值"),
            ("u16", "整数"),
        ]
        .iter()
        .find(|(english, _)| part.contains(english))
        .map_or("别的", |(_, chinese)| *chinese)
    };
    let (found, wanted) = message.split_once("expected").unwrap_or((message, ""));
    format!("写的是{}，应是{}", name(found), name(wanted))
}

/// The line a complaint is about: where the reader points, else where the key stands.
fn line(source: &str, span: Option<Range<usize>>, key: &str) -> Option<usize> {
    let at = span.map(|span| span.start).or_else(|| {
        (!key.is_empty()).then_some(())?;
        let mut at = 0;
        source.split_inclusive('\n').find_map(|line| {
            let here = at;
            at += line.len();
            let begins = line.trim_start().strip_prefix(key)?;
            begins.trim_start().starts_with(['=', '.']).then_some(here)
        })
    })?;
    Some(source.get(..at)?.matches('\n').count() + 1)
}
