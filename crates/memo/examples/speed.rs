//! Sets the memo that every program of the comparison sets, and says how long it took and how much memory:
//! `cargo run -p memo --example speed -- SECTIONS.json OUT.pdf`. The sections are a list of `{title, paragraphs, table}`.
#![allow(clippy::print_stdout)]

use std::time::Instant;

use chrono::NaiveDate;
use memo::Document;
use memo::document::{Block, Meta, Preset, Span, Table};
use serde_json::Value;

const HEAD: [&str; 6] = ["序号", "交易时间", "对方户名", "借贷", "金额（元）", "摘要"];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut asked = std::env::args().skip(1);
    let sections: Vec<Value> = serde_json::from_slice(&std::fs::read(asked.next().ok_or("give the sections")?)?)?;
    let out = asked.next().ok_or("give a file")?;
    let mut seconds = Vec::new();
    let mut rendered = None;
    // The first time also parses the typefaces, as a program does that writes one paper.
    for _ in 0..4 {
        let begun = Instant::now();
        let document = document(&sections);
        let made = memo::pdf(&document)?;
        std::fs::write(&out, &made.bytes)?;
        seconds.push(begun.elapsed().as_secs_f64());
        rendered = Some(made);
    }
    let rendered = rendered.ok_or("nothing was made")?;
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status
        .lines()
        .find(|line| line.starts_with("VmHWM"))
        .unwrap_or("VmHWM: unknown");
    println!(
        "{} pages, {} kB, {peak}, seconds {seconds:.3?}",
        rendered.pages,
        rendered.bytes.len() / 1024
    );
    Ok(())
}

fn text(value: &Value) -> Vec<Span> {
    vec![Span::regular(value.as_str().unwrap_or_default())]
}

fn list<'a>(section: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> {
    section[key].as_array().into_iter().flatten()
}

fn document(sections: &[Value]) -> Document {
    let mut blocks = Vec::new();
    for (at, section) in sections.iter().enumerate() {
        if at > 0 {
            blocks.push(Block::PageBreak);
        }
        blocks.push(Block::Heading {
            level: 1,
            numbered: false,
            number: String::new(),
            spans: text(&section["title"]),
            anchor: None,
            origin: memo::document::Origin::default(),
        });
        blocks.extend(list(section, "paragraphs").map(|words| Block::paragraph(text(words))));
        blocks.push(Block::Table(Table {
            columns: Vec::new(),
            head: HEAD.iter().map(|cell| vec![(*cell).into()]).collect(),
            rows: list(section, "table")
                .map(|row| row.as_array().into_iter().flatten().map(text).collect())
                .collect(),
        }));
    }
    Document::new(Meta::new("资金往来分析", NaiveDate::default()), Preset::Firm, blocks)
}
