//! A document as one page for any browser: no script, nothing fetched, everything that is not ours escaped.

use crate::Document;
use crate::document::{Block, Span, Style, Table};

/// The look of every page: paper and ink, readable when printed.
const LOOK: &str = "\
body{margin:0 auto;max-width:52em;padding:24px 28px 64px;background:#fff;color:#1d2228;\
font:16px/1.75 \"Noto Serif SC\",\"Source Han Serif SC\",SimSun,\"Songti SC\",serif}\
h1{font-size:1.4em;text-align:center;margin:.6em 0 1em}h2{font-size:1.15em;margin:1.4em 0 .4em}h3,h4,h5{font-size:1em;margin:1em 0 .3em}\
p{margin:.3em 0;text-indent:2em}p.flush,td p,li p{text-indent:0}p.right{text-align:right;text-indent:0;padding-right:4em}\
p.center{text-align:center;text-indent:0}ul{margin:.3em 0;padding-left:3.2em}table{border-collapse:collapse;width:100%;margin:.8em 0;font-size:.9em}\
th,td{border:1px solid #999;padding:4px 8px;text-align:left;vertical-align:top}th{background:#f3f1ec}mark{background:#f7efd9;color:#7a5b12}\
nav{border-bottom:1px solid #ccc;padding-bottom:8px}nav a{margin-right:1.2em;white-space:nowrap}a{color:#1f4b5c}\
.note{border-left:3px solid #888;background:#f7f7f5;padding:4px 14px;font-size:.92em}.draft{border:1px dashed #7a5b12;color:#7a5b12;text-align:center}\
code{font:600 1em/1.4 ui-monospace,Consolas,monospace}.quiet{color:#5b636d;font-size:.9em}@media print{nav{display:none}body{padding:0}}";

/// A page around a body that is safe already.
pub fn page(title: &str, body: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\">\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\">\
         <meta name=\"referrer\" content=\"no-referrer\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <title>{}</title><style>{LOOK}</style></head>\n<body>\n{body}\n</body></html>\n",
        escaped(title)
    )
}

/// A document as a page; `back` leads to the page it belongs to.
pub fn html(document: &Document, back: Option<&str>) -> String {
    let mut body = String::new();
    if let Some(back) = back {
        body.push_str(&format!("<nav><a href=\"{}\">返回目录</a></nav>\n", escaped(back)));
    }
    if document.draft {
        body.push_str("<p class=\"draft flush\">草稿</p>\n");
    }
    let mut listing = false;
    for block in &document.blocks {
        let item = matches!(block, Block::Item { .. });
        if item != listing {
            body.push_str(if item { "<ul>\n" } else { "</ul>\n" });
            listing = item;
        }
        body.push_str(&written(block));
        body.push('\n');
    }
    if listing {
        body.push_str("</ul>\n");
    }
    page(&document.meta.title, &body)
}

/// Text that cannot be read as anything else.
pub fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for ch in text.chars() {
        match ch {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\n' => escaped.push_str("<br>"),
            // What turns the direction of writing, or is not seen at all, has no place in a page others read.
            '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => {}
            ch if ch.is_control() => {}
            ch => escaped.push(ch),
        }
    }
    escaped
}

fn spans(spans: &[Span]) -> String {
    let one = |span: &Span| {
        let text = escaped(&span.text);
        let note: String = span.note.iter().map(|own| escaped(&own.text)).collect();
        match span.style {
            Style::Bold => format!("<b>{text}</b>"),
            Style::Missing => format!("<mark>{text}</mark>"),
            Style::Note => format!("<sup>{text}</sup><small>（{note}）</small>"),
            Style::Regular => text,
        }
    };
    spans.iter().map(one).collect()
}

fn written(block: &Block) -> String {
    let lines = |all: &[Vec<Span>], class: &str| -> String {
        let line = |own: &Vec<Span>| format!("<p class=\"{class}\">{}</p>", spans(own));
        all.iter().map(line).collect::<Vec<_>>().join("\n")
    };
    match block {
        Block::Title { spans: own } => format!("<h1>{}</h1>", spans(own)),
        Block::Addressee { spans: own } => format!("<p class=\"flush\">{}</p>", spans(own)),
        Block::Heading {
            level,
            number,
            spans: own,
            ..
        } => {
            let level = (*level).clamp(1, 4) + 1;
            format!("<h{level}>{}{}</h{level}>", escaped(number), spans(own))
        }
        Block::Paragraph {
            spans: own,
            indent,
            align,
            ..
        } => {
            let class = match align {
                crate::document::Align::Right => " class=\"right\"",
                crate::document::Align::Center => " class=\"center\"",
                _ if !indent => " class=\"flush\"",
                _ => "",
            };
            format!("<p{class}>{}</p>", spans(own))
        }
        Block::Item { marker, spans: own, .. } if marker == "•" => format!("<li>{}</li>", spans(own)),
        Block::Item { marker, spans: own, .. } => {
            format!("<li style=\"list-style:none\">{} {}</li>", escaped(marker), spans(own))
        }
        Block::Table(table) => grid(table),
        Block::KeyValue { rows } => {
            let row =
                |key: &[Span], value: &[Span]| format!("<tr><th>{}</th><td>{}</td></tr>", spans(key), spans(value));
            let rows: String = rows.iter().map(|own| row(&own.key, &own.value)).collect();
            format!("<table>{rows}</table>")
        }
        Block::Note { title, paragraphs } => {
            let title = title
                .as_deref()
                .map(|title| format!("<p class=\"flush\"><b>{}</b></p>", escaped(title)));
            format!(
                "<div class=\"note\">{}{}</div>",
                title.unwrap_or_default(),
                lines(paragraphs, "flush")
            )
        }
        Block::Signature { lines: own } => lines(own, "right"),
        Block::Attachments { label, items } => format!("<p>{}</p>\n{}", escaped(label), lines(items, "")),
        Block::PageBreak | Block::Rule => "<hr>".into(),
        Block::Cover {
            title,
            rows,
            lines: own,
        } => {
            let row =
                |key: &[Span], value: &[Span]| format!("<tr><th>{}</th><td>{}</td></tr>", spans(key), spans(value));
            let rows: String = rows.iter().map(|own| row(&own.key, &own.value)).collect();
            format!("<h1>{}</h1><table>{rows}</table>{}", spans(title), lines(own, "right"))
        }
        Block::Contents { .. } => String::new(),
        Block::Chart(chart) => format!(
            "<p class=\"flush\"><b>{}</b></p>{}",
            escaped(chart.title()),
            grid(&chart.table())
        ),
    }
}

fn grid(table: &Table) -> String {
    let row = |cells: &[Vec<Span>], tag: &str| -> String {
        let cells: String = cells
            .iter()
            .map(|cell| format!("<{tag}>{}</{tag}>", spans(cell)))
            .collect();
        format!("<tr>{cells}</tr>\n")
    };
    let head = if table.head.is_empty() {
        String::new()
    } else {
        format!("<thead>{}</thead>\n", row(&table.head, "th"))
    };
    let body: String = table.rows.iter().map(|cells| row(cells, "td")).collect();
    format!("<table>\n{head}<tbody>{body}</tbody></table>")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Meta, Preset};
    use chrono::NaiveDate;

    #[test]
    fn nothing_a_case_says_becomes_a_tag() {
        let date = NaiveDate::from_ymd_opt(2026, 11, 30).expect("a day");
        let evil = "<script>alert(1)</script>\" onload='x'&\u{202e}";
        let cell = || vec![Span::regular(evil)];
        let blocks = vec![
            Block::Title { spans: cell() },
            Block::heading(1, evil),
            Block::paragraph(vec![
                Span::bold(evil),
                Span::missing(evil),
                Span::regular(evil).to("javascript:x"),
            ]),
            Block::Table(Table {
                head: vec![cell()],
                rows: vec![vec![cell()]],
                ..Table::default()
            }),
            Block::Note {
                title: Some(evil.into()),
                paragraphs: vec![cell()],
            },
        ];
        let page = html(
            &Document::new(Meta::new(evil, date), Preset::Firm, blocks),
            Some("index.html"),
        );
        assert!(
            !page.contains("<script") && !page.contains("javascript:") && !page.contains('\u{202e}'),
            "{page}"
        );
        assert!(page.contains("&lt;script&gt;"));
        assert!(!page.contains("http://") && !page.contains("https://"));
    }
}
