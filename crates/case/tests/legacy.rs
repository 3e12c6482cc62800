//! Dates that were questions of their own are rows of procedural events now; a file that has them still imports.
#![allow(clippy::unwrap_used, reason = "a test may stop")]

use case::{Path, Side, read_file, write_file};
use chrono::DateTime;
use law::{Book, File, Value};

const FACTS: &str = r#"
group = "events"
name = "程序事件"
order = 1
[[table]]
id = "events"
name = "程序事件"
text = "一行一个事件。"
of = "actor"
complete = "是否均已列入？"
column = [
  { id = "document", name = "文书", type = "text", key = true },
  { id = "kind", name = "事件", type = "choice", options = [{ id = "detained", name = "刑事拘留" }, { id = "arrested", name = "执行逮捕" }, { id = "bailed", name = "取保候审" }] },
  { id = "on", name = "日期", type = "date" },
  { id = "remark", name = "备注", type = "text" },
]
"#;

const CASE: &str = r#"
format = 1
[matter]
name = "王某案"
charge = "sample"
stage = "investigation"
[[party]]
id = "wang"
name = "王某"
kind = "person"
client = true
[[entry]]
actor = "wang"
path = "detained_on"
both = "2025-09-20"
cite = ["1-5"]
[[entry]]
actor = "wang"
path = "bailed_on"
alleged = "2025-10-17"
ours = "尚不清楚"
review = "proposed"
reason = "家属记不清"
[[row]]
actor = "wang"
table = "events"
id = "r0004"
both = { kind = "执行逮捕", on = "2025-09-30" }
"#;

fn book() -> Book {
    let file = File {
        path: "facts/events.toml".into(),
        text: FACTS.into(),
    };
    Book::read(&[file]).unwrap()
}

#[test]
fn nothing_of_the_old_dates_is_lost() {
    let at = DateTime::parse_from_rfc3339("2026-11-23T09:30:00+08:00").unwrap();
    let file = toml::from_str(CASE).unwrap();
    let record = read_file(file, &book(), "周律师", at).unwrap();
    let rows = record.rows(Some("wang"), "events");
    assert_eq!(rows, ["r0004", "r0005", "r0006"]);
    let cell = |row: &str, column: &str| {
        record
            .entry(Some("wang"), &Path::Cell("events".into(), row.into(), column.into()))
            .unwrap()
    };
    let kinds: Vec<_> = rows
        .iter()
        .map(|row| cell(row, "kind").alleged.clone().unwrap().answer.value().cloned())
        .collect();
    let choice = |id: &str| Some(Value::Choice(id.into()));
    assert_eq!(kinds, [choice("arrested"), choice("detained"), choice("bailed")]);
    let detained = cell("r0005", "on").side(Side::Ours).unwrap();
    assert_eq!(detained.sources[0].to_string(), "证据卷一第5页");
    let bailed = cell("r0006", "on");
    assert!(bailed.ours.as_ref().unwrap().answer.value().is_none());
    assert_eq!(
        bailed.alleged.as_ref().unwrap().review.state,
        case::ReviewState::Proposed
    );
    assert!(record.entry(Some("wang"), &Path::Fact("detained_on".into())).is_none());
    // Written out and read again it is the same, and nothing is carried over twice.
    let again = read_file(write_file(&record), &book(), "周律师", at).unwrap();
    assert_eq!(again.rows(Some("wang"), "events"), rows);
    assert!(case::carried_over(&book(), &again).is_empty());
}
