//! What is wrong with a rule file, and where.

use std::fmt;

/// One fault found while reading or linting rules. Reading collects every fault; it never stops at the first.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// The file, as it was named to the reader.
    pub file: String,
    /// The line, from 1; 0 when the fault is about the file as a whole.
    pub line: usize,
    /// A Chinese sentence that names the thing and says what to do.
    pub message: String,
}

impl Fault {
    /// A fault of the thing with that id: at the line that gives it the id, else at the first that names it.
    pub(crate) fn at(file: &str, text: &str, id: &str, message: String) -> Fault {
        let quoted = format!("\"{id}\"");
        let gives = |line: &str| {
            let mut parts = line.trim_start_matches(['{', ' ']).splitn(2, '=');
            let key = parts.next().is_some_and(|key| key.trim() == "id");
            key && parts
                .next()
                .is_some_and(|value| value.trim_start().starts_with(&quoted))
        };
        let place = text.lines().position(gives);
        let place = place.or_else(|| text.lines().position(|line| line.contains(&quoted)));
        Fault {
            file: file.into(),
            line: place.map_or(0, |at| at + 1),
            message,
        }
    }

    /// A fault of the second thing with that id.
    pub(crate) fn again(file: &str, text: &str, id: &str, message: String) -> Fault {
        let first = Fault::at(file, text, id, message);
        let rest: String = text.lines().skip(first.line).map(|line| format!("{line}\n")).collect();
        let second = Fault::at(file, &rest, id, String::new()).line;
        let line = if second == 0 { first.line } else { first.line + second };
        Fault { line, ..first }
    }

    /// A fault of something named below the thing with that id.
    pub(crate) fn below(file: &str, text: &str, id: &str, named: &str, message: String) -> Fault {
        let owner = Fault::at(file, text, id, message);
        let start = owner.line.saturating_sub(1);
        let named = format!("\"{named}\"");
        match text.lines().skip(start).position(|line| line.contains(&named)) {
            Some(at) => Fault {
                line: start + at + 1,
                ..owner
            },
            None => owner,
        }
    }

    /// A fault of a whole file.
    pub(crate) fn of(file: &str, message: impl Into<String>) -> Fault {
        Fault {
            file: file.into(),
            line: 0,
            message: message.into(),
        }
    }

    /// A TOML error with its place and a caret under the spot.
    pub(crate) fn toml(file: &str, text: &str, error: &toml::de::Error) -> Fault {
        let start = error.span().map_or(0, |span| span.start.min(text.len()));
        let before = &text[..text.floor_char_boundary(start)];
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or("").chars().count();
        let shown = text.lines().nth(line - 1).unwrap_or("");
        let caret = " ".repeat(column) + "^";
        let message = format!("{}\n  {shown}\n  {caret}", translated(error.message()));
        Fault {
            file: file.into(),
            line,
            message,
        }
    }
}

/// What the TOML reader says, for somebody who edits rules and no code.
fn translated(message: &str) -> String {
    let quoted: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    if let (true, [unknown, known @ ..]) = (message.starts_with("unknown field"), quoted.as_slice()) {
        return format!("不认识字段 {unknown}，这里可以写的有：{}。", known.join("、"));
    }
    if let (true, [unknown, known @ ..]) = (message.starts_with("unknown variant"), quoted.as_slice()) {
        return format!("不认识 {unknown}，只能写：{}。", known.join("、"));
    }
    if let (true, [missing]) = (message.starts_with("missing field"), quoted.as_slice()) {
        return format!("缺少字段 {missing}，请补写。");
    }
    if message.starts_with("duplicate key") {
        return String::from("同一个字段写了两次，请删去一个。");
    }
    if let Some((found, wanted)) = message
        .strip_prefix("invalid type: ")
        .and_then(|rest| rest.split_once(", expected "))
    {
        return format!("此处应是{}，却写了{}。", kind_of(wanted), kind_of(found));
    }
    format!("TOML 书写有误，请核对引号、逗号、括号和等号是否成对（{message}）。")
}

fn kind_of(english: &str) -> String {
    let kinds = [
        ("string", "带引号的文字"),
        ("integer", "整数"),
        ("usize", "整数"),
        ("i64", "整数"),
        ("boolean", "true 或 false"),
        ("bool", "true 或 false"),
        ("sequence", "方括号列表"),
        ("map", "表（字段 = 值）"),
        ("struct", "表（字段 = 值）"),
        ("floating", "小数"),
        ("datetime", "日期"),
    ];
    let found = kinds.iter().find(|(word, _)| english.contains(word));
    found.map_or_else(|| english.to_string(), |(_, said)| said.to_string())
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(out, "{}：{}", self.file, self.message),
            line => write!(out, "{}:{line}：{}", self.file, self.message),
        }
    }
}

/// `（是不是 serious？）` when one of the names that exist is close to the one that does not.
pub(crate) fn perhaps<'a>(wrong: &str, known: impl Iterator<Item = &'a String>) -> String {
    let close = known.map(|name| (distance(wrong, name), name)).min();
    match close.filter(|(distance, _)| *distance <= 2) {
        Some((_, name)) => format!("（是不是 {name}？）"),
        None => String::new(),
    }
}

/// How many letters have to be written, deleted or changed.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (at, letter) in a.chars().enumerate() {
        let mut corner = std::mem::replace(&mut row[0], at + 1);
        for (place, other) in b.iter().enumerate() {
            let changed = corner + usize::from(letter != *other);
            corner = row[place + 1];
            row[place + 1] = changed.min(corner + 1).min(row[place] + 1);
        }
    }
    row[b.len()]
}
