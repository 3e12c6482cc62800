//! `index.html`: the case for anybody with a browser. No script, nothing from outside, every word escaped.

use super::{Counts, Entry};
use crate::answer::{shape, words};
use crate::entry::titled;
use crate::rules::book;
use crate::session::Now;
use crate::thing::{called, fields};
use case::{ItemKind, Record, ReviewState};
use std::fmt::Write;
use store::Was;

const STYLE: &str = "body{font:16px/1.7 'Noto Serif SC','Songti SC',SimSun,serif;color:#1d2228;background:#faf9f6;margin:0}\
main{max-width:60rem;margin:0 auto;padding:2rem 1.5rem 4rem}h1{font-size:1.6rem}h2{font-size:1.2rem;margin-top:2.5rem;border-bottom:1px solid #c9c5ba}\
table{border-collapse:collapse;width:100%;font-size:.93rem}th,td{text-align:left;vertical-align:top;padding:.35rem .6rem .35rem 0;border-bottom:1px solid #e4e1d9}\
th{color:#525b66;font-weight:400;white-space:nowrap}.q{color:#525b66}.s{font-size:.86rem;color:#525b66}code{font-size:.82rem;word-break:break-all}\
@media print{body{background:#fff}}";

/// Words that no browser takes for anything else.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // Marks that turn the order of words round would show another name than the one there is.
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{0}'..='\u{8}' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

/// A relative link: every byte that is not plain is written as its number.
fn link(path: &str) -> String {
    let mut out = String::new();
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'.' | b'-' | b'_') {
            out.push(byte as char);
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// The page.
pub(super) fn page(record: &Record, files: &[Entry], counts: &Counts, by: &str, head: &str, now: Now) -> String {
    let mut out = String::new();
    let _ = write!(
        out,
        "<!doctype html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\">\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\
         <title>{name}</title><style>{STYLE}</style></head><body><main><h1>{name}</h1>\
         <p class=\"s\">{by} 于{}导出。本页不含脚本，可离线打开；案件数据以 case.toml 为准。</p>",
        now.format("%Y年%-m月%-d日 %H:%M"),
        name = escape(&record.matter.name),
        by = escape(by),
    );
    cover(&mut out, record);
    facts(&mut out, record);
    items(&mut out, record);
    let _ = write!(out, "<h2>文件（{}个）</h2><table>", files.len());
    for file in files {
        let _ = write!(
            out,
            "<tr><td><a href=\"{}\">{}</a></td><td class=\"s\">{} 字节</td><td><code>{}</code></td></tr>",
            link(&file.path),
            escape(&file.path),
            file.bytes,
            file.sha256
        );
    }
    let _ = writeln!(
        out,
        "</table><h2>核对</h2><p>SHA256SUMS 列出每个文件的校验值，可用 <code>sha256sum -c SHA256SUMS</code> 核对。\
         活动日志共{}行（log.csv 供阅读，log.jsonl 带哈希链），链首为 <code>{}</code>；\
         <code>mingbian verify-log log.jsonl</code> 可逐行重算。</p></main></body></html>",
        counts.log_lines,
        escape(head)
    );
    out
}

fn rows(out: &mut String, fields: &[(String, String)]) {
    for (label, value) in fields {
        let _ = write!(out, "<tr><th>{}</th><td>{}</td></tr>", escape(label), escape(value));
    }
}

fn cover(out: &mut String, record: &Record) {
    out.push_str("<h2>案件信息</h2><table>");
    rows(out, &fields(record, &Was::Matter(Box::new(record.matter.clone()))));
    out.push_str("</table><h2>当事人</h2><table>");
    for party in &record.parties {
        let role = if party.client { "承办对象" } else { "同案人" };
        let _ = write!(
            out,
            "<tr><td>{}</td><td>{role}</td><td>{}</td></tr>",
            escape(&party.name),
            escape(&party.role)
        );
    }
    out.push_str("</table>");
}

fn facts(out: &mut String, record: &Record) {
    out.push_str(
        "<h2>事实</h2><table><tr><th>问题</th><th>谁的说法</th><th>回答</th><th>来源</th><th>录入与审核</th></tr>",
    );
    for (key, entry) in &record.entries {
        let actor = key.actor.as_deref();
        let Ok(shape) = shape(book(), &key.path) else { continue };
        let name = actor
            .and_then(|id| record.party(id))
            .map_or("", |party| party.name.as_str());
        for (side, position) in entry.positions() {
            let sources: Vec<String> = position
                .sources
                .iter()
                .map(|source| match source.quote() {
                    "" => source.to_string(),
                    quote => format!("{source}“{quote}”"),
                })
                .collect();
            let state = match position.review.state {
                ReviewState::Accepted => "已审核",
                ReviewState::Returned => "已退回",
                ReviewState::Proposed => "待审",
            };
            let mut said = words(record, actor, &shape, &position.answer);
            for more in [&position.reason, &position.note] {
                if !more.is_empty() && !said.contains(more.as_str()) {
                    said.push_str(&format!("（{more}）"));
                }
            }
            let _ = write!(
                out,
                "<tr><td>{}<br><span class=\"s\">{}</span></td><td>{}</td><td>{}</td><td>{}</td><td class=\"s\">{} {}　{state}</td></tr>",
                escape(&titled(record, actor.unwrap_or_default(), &key.path)),
                escape(name),
                side.name(),
                escape(&said),
                escape(&sources.join("；")),
                escape(&position.by),
                position.at.format("%Y-%m-%d %H:%M"),
            );
        }
    }
    out.push_str("</table>");
}

fn items(out: &mut String, record: &Record) {
    for kind in ItemKind::ALL {
        let all: Vec<_> = record.items.iter().filter(|(key, _)| key.kind == kind).collect();
        if all.is_empty() {
            continue;
        }
        let _ = write!(out, "<h2>{}（{}）</h2>", kind.name(), all.len());
        for (key, held) in all {
            let _ = write!(
                out,
                "<h3>{}</h3><p class=\"s\">{} {}</p><table>",
                escape(&called(record, &held.item)),
                escape(&held.by),
                held.at.format("%Y-%m-%d %H:%M")
            );
            rows(out, &fields(record, &Was::Item(key.clone(), Box::new(held.clone()))));
            out.push_str("</table>");
        }
    }
}
