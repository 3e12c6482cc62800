//! What leaves the house with hostile names in it: no cell is a formula, no page holds a tag that was typed, no line of a calendar
//! begins another, no file name leads anywhere or is too long for a disk.

use super::mutate::NASTY;
use super::{fit, place, quiet};
use crate::actor::Memory;
use crate::desk::{Desk, text};
use crate::folder::scratch;
use crate::report::Report;
use serde_json::{Value, json};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Names that people, cases, files and sites are given.
fn names() -> Vec<String> {
    let mut names: Vec<String> = NASTY.iter().map(|word| (*word).to_owned()).collect();
    names.extend(
        [
            "=HYPERLINK(\"http://x\",\"点我\")",
            "＝1＋1",
            "\t=1",
            "\u{feff}=1",
            "-2+3",
            "@a",
            "|cmd",
            "案\r\n\r\nBEGIN:VEVENT",
            "a;b,c:d\\n",
            "]]>",
            "<!--",
            "案件".repeat(200).as_str(),
            "con",
            "a/b\\c:d*e?f\"g<h>i|j",
        ]
        .map(str::to_owned),
    );
    names
}

/// All names through every export.
pub fn exports() -> Report {
    quiet();
    let mut report = Report::new("S5 exports with hostile names");
    let home = scratch();
    let mut desk = Desk::sit(&home.path().join("vault"), 0);
    desk.create().expect("a vault");
    let (mut named, mut files, mut refused) = (0, 0, 0);
    for name in names() {
        named += 1;
        match catch_unwind(AssertUnwindSafe(|| one(&mut desk, &name))) {
            Err(_) => report.fault(format!("{name:?}: panics {}", place())),
            Ok(Err(why)) => report.fault(format!("{:?}: {why}", name.chars().take(60).collect::<String>())),
            Ok(Ok(0)) => refused += 1,
            Ok(Ok(count)) => files += count,
        }
    }
    report.figure("names", named);
    report.figure("refused as names, in words", refused);
    report.figure("files looked through", files);
    report.done()
}

/// Everything that can be exported of a case of that name; how many files.
fn one(desk: &mut Desk, name: &str) -> Result<usize, String> {
    let request =
        json!({ "name": name, "accused": name, "charge": "assisting_cybercrime", "stage": "prosecution_review" });
    let case = match desk.call("create_case", request) {
        Ok(row) => text(&row["id"]),
        Err(failure) => return fit(&failure.to_string()).map(|()| 0),
    };
    let said = |failure: app::Failure| fit(&failure.to_string()).map(|()| Value::Null);
    for (command, request) in [
        (
            "add_row",
            json!({ "case": case, "actor": "a1", "table": "objects", "side": "alleged", "name": name }),
        ),
        (
            "add_user",
            json!({ "name": name, "role": "paralegal", "passphrase": "石榴 铁轨 晨雾 三号" }),
        ),
        (
            "add_task",
            json!({ "case": case, "actor": "", "kind": "other", "text": name, "due": "2026-12-01", "who": name, "fact": "", "limit": "", "seen": 9 }),
        ),
        (
            "set_note",
            json!({ "case": case, "id": "", "title": name, "text": name }),
        ),
    ] {
        desk.call(command, request).or_else(said)?;
    }
    let taken = desk
        .take(&case, name, &crate::desk::pdf(name, b""))
        .map(|taken| taken.original);
    if let Ok(original) = taken {
        let volume =
            json!({ "case": case, "original": original, "pages": 2, "part": "evidence", "label": "", "title": name });
        desk.call("add_volume", volume).or_else(said)?;
    }
    let mut count = 0;
    for (export, request) in [
        ("export_case", json!({ "case": case })),
        ("export_log", json!({ "case": case, "format": "csv" })),
        ("export_log", json!({ "case": case, "format": "jsonl" })),
        ("export_calendar", json!({ "case": case, "mine": false, "names": true })),
        (
            "export_week",
            json!({ "day": "2026-12-01", "mine": false, "names": true }),
        ),
    ] {
        let now = desk.now();
        let made = match desk.app.export(export, request, now) {
            Err(failure) if failure.message.contains("没有可以导出") => continue,
            made => made.map_err(|failure| format!("{export}: {failure}"))?,
        };
        file_name(&made.file_name)?;
        count += 1;
        let ending = made.file_name.rsplit('.').next().unwrap_or_default().to_owned();
        looked_through(&ending, &made.bytes).map_err(|why| format!("{export}: {why}"))?;
        if export == "export_case" {
            let text = String::from_utf8_lossy(&made.bytes).into_owned();
            app::parse_case_file(&text).map_err(|failure| format!("its own case file is not read again: {failure}"))?;
        }
    }
    let mut folder = Memory::default();
    let now = desk.now();
    file_name(
        &desk
            .app
            .folder_name(&case, now)
            .map_err(|failure| failure.to_string())?,
    )?;
    desk.app
        .export_folder(&case, &mut folder, now)
        .map_err(|failure| format!("as a folder: {failure}"))?;
    for (path, bytes) in &folder.0 {
        path.split('/').try_for_each(file_name)?;
        let ending = path.rsplit('.').next().unwrap_or_default();
        looked_through(ending, bytes).map_err(|why| format!("{path}: {why}"))?;
        count += 1;
    }
    Ok(count)
}

/// A name that every file system takes, and that says what it is.
fn file_name(name: &str) -> Result<(), String> {
    let bad = |c: char| {
        c.is_control()
            || "/\\:*?\"<>|".contains(c)
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
    };
    let stem = name.split('.').next().unwrap_or_default().to_lowercase();
    let reserved = ["con", "nul", "aux", "prn", "com1", "lpt1"].contains(&stem.as_str());
    match name.is_empty()
        || name.len() > 240
        || name.chars().any(bad)
        || reserved
        || name.ends_with([' ', '.'])
        || name == ".."
    {
        true => Err(format!(
            "a file is named {:?} ({} bytes)",
            name.chars().take(60).collect::<String>(),
            name.len()
        )),
        false => Ok(()),
    }
}

fn looked_through(ending: &str, bytes: &[u8]) -> Result<(), String> {
    let text = String::from_utf8_lossy(bytes);
    match ending {
        "csv" => cells(text.trim_start_matches('\u{feff}'))
            .into_iter()
            .try_for_each(|cell| {
                let first = cell.trim_start_matches(['\u{feff}', ' ']).chars().next().unwrap_or('a');
                match "=+-@\t\r|＝＋－＠".contains(first) {
                    true => Err(format!("a cell is {cell:?}")),
                    false => Ok(()),
                }
            }),
        "html" => {
            let lower = text.to_lowercase();
            let typed = ["<script", "onerror=alert", "<img src=x", "javascript:"];
            let found = typed.iter().find(|typed| {
                let quoted = typed.replace('<', "&lt;");
                lower.matches(**typed).count()
                    > if typed.starts_with('<') {
                        0
                    } else {
                        lower.matches(&quoted).count()
                    }
            });
            match found.filter(|found| found.starts_with('<')) {
                Some(found) => Err(format!("it holds {found}")),
                None => Ok(()),
            }
        }
        "ics" => {
            let lines: Vec<&str> = text.split("\r\n").collect();
            let long = lines.iter().find(|line| line.len() > 75);
            let bare = text.replace("\r\n", "").contains(['\r', '\n']);
            let begun = lines.iter().filter(|line| **line == "BEGIN:VEVENT").count();
            let ended = lines.iter().filter(|line| **line == "END:VEVENT").count();
            match long.is_some() || bare || begun != ended || lines.iter().any(|line| line.contains('\0')) {
                true => Err("a line is broken by what was typed".into()),
                false => Ok(()),
            }
        }
        _ => Ok(()),
    }
}

/// The cells of a table, quotes undone.
fn cells(text: &str) -> Vec<String> {
    let (mut found, mut cell, mut quoted) = (Vec::new(), String::new(), false);
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => {
                letters.next();
                cell.push('"');
            }
            '"' => quoted = !quoted,
            ',' | '\r' | '\n' if !quoted => found.push(std::mem::take(&mut cell)),
            other => cell.push(other),
        }
    }
    found.push(cell);
    found
}
