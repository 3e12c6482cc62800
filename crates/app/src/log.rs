//! The activity log of a case: read with filters, exported with its chain, verified without the program.

use crate::cases::Named;
use crate::cases::case_id;
use crate::document::{Exported, ExportedView};
use crate::failure::Failure;
use crate::session::{App, Now};
use crate::wire::wire;

wire! {
    /// One line of the log.
    pub struct LogRow {
        /// Its number.
        #[cfg_attr(feature = "typescript", ts(type = "number"))]
        pub seq: i64,
        /// When.
        pub at: String,
        /// Who.
        pub who: String,
        /// What kind, in words.
        pub kind: String,
        /// What, without client data.
        pub what: String,
        /// Head of the chain after it.
        pub hash: String,
    }

    /// The log of a case.
    pub struct LogView {
        /// Those asked for, newest first.
        pub rows: Vec<LogRow>,
        /// How many fit the filter.
        #[cfg_attr(feature = "typescript", ts(type = "number"))]
        pub fitting: usize,
        /// How many lines the log has.
        #[cfg_attr(feature = "typescript", ts(type = "number"))]
        pub total: usize,
        /// Everybody who is in the log.
        pub people: Vec<String>,
        /// Every kind that is in the log.
        pub kinds: Vec<Named>,
        /// The first line that does not fit the chain, counted from 1.
        #[cfg_attr(feature = "typescript", ts(type = "number | null"))]
        pub broken_at: Option<u64>,
        /// What is wrong with that line, in words.
        pub broken_why: String,
        /// Head of the chain.
        pub head: String,
    }

    /// Asks for the log; empty filters let everything through.
    pub struct LogRequest {
        /// Case id.
        pub case: String,
        /// Name.
        pub who: String,
        /// Kind id.
        pub kind: String,
        /// First day, 2026-11-24, or empty.
        pub from: String,
        /// Last day, or empty.
        pub to: String,
        /// How many lines at most.
        pub limit: u32,
    }

    /// Asks for the log as a file.
    pub struct ExportLog {
        /// Case id.
        pub case: String,
        /// jsonl (with its chain) or csv (to be read).
        #[cfg_attr(feature = "typescript", ts(type = "\"jsonl\" | \"csv\""))]
        pub format: String,
    }
}

/// What a kind of change is called.
fn kind_name(kind: &str) -> &'static str {
    match kind {
        "create" => "新建",
        "set_matter" => "案件信息",
        "set_party" | "drop_party" => "当事人",
        "record" => "事实",
        "put" => "卷宗、证据、人员等",
        "review" => "审核",
        "export" => "导出",
        "wall" => "信息隔离墙",
        "restore" => "从备份恢复",
        _ => "其他",
    }
}

/// The first and the last day that a date as typed can be; all of time when nothing is typed.
fn span(text: &str) -> Result<law::Interval, Failure> {
    if text.trim().is_empty() {
        return Ok(law::Interval::OPEN);
    }
    match law::read_value(law::Kind::Date, &[], text) {
        Ok(law::Value::Date(span)) => Ok(span),
        _ => Err(Failure::invalid("日期读不出来，请写作 2026-11-24。")),
    }
}

/// The log with filters, its chain checked.
pub(crate) fn log(app: &mut App, request: LogRequest, _: Now) -> Result<LogView, Failure> {
    let (from, to) = (span(&request.from)?.low, span(&request.to)?.high);
    let case = case_id(&request.case)?;
    let chain = app.vault()?.verify_chain(&case)?;
    let lines = app.vault()?.activity(&case, usize::MAX)?;
    let mut people: Vec<String> = lines.iter().map(|line| line.who.clone()).collect();
    people.sort();
    people.dedup();
    let mut kinds: Vec<(&str, String)> = lines
        .iter()
        .map(|line| (kind_name(&line.kind), line.kind.clone()))
        .collect();
    kinds.sort();
    kinds.dedup_by(|a, b| a.0 == b.0);
    let total = lines.len();
    let wanted = kind_name(&request.kind);
    let fits = |line: &store::Activity| {
        let on = law::day_number(line.at.date_naive());
        (request.who.is_empty() || line.who == request.who)
            && (request.kind.is_empty() || kind_name(&line.kind) == wanted)
            && from.is_none_or(|from| on >= from)
            && to.is_none_or(|to| on <= to)
    };
    let fitting: Vec<store::Activity> = lines.into_iter().filter(fits).collect();
    let rows = fitting
        .iter()
        .take(request.limit.clamp(1, 5_000) as usize)
        .map(|line| LogRow {
            seq: line.seq,
            at: line.at.format("%Y-%m-%d %H:%M:%S").to_string(),
            who: line.who.clone(),
            kind: kind_name(&line.kind).into(),
            what: line.what.clone(),
            hash: line.hash.clone(),
        });
    Ok(LogView {
        rows: rows.collect(),
        fitting: fitting.len(),
        total,
        people,
        kinds: kinds
            .into_iter()
            .map(|(name, id)| Named { id, name: name.into() })
            .collect(),
        broken_at: chain.broken_at,
        broken_why: chain.why.unwrap_or_default(),
        head: chain.head,
    })
}

/// The log as a file: JSON lines with the chain, or a table for people.
pub(crate) fn export_log(app: &mut App, request: ExportLog, _: Now) -> Result<Exported, Failure> {
    let case = case_id(&request.case)?;
    let text = match request.format.as_str() {
        "jsonl" => app.vault()?.log_lines(&case)?,
        "csv" => table(app, &case)?,
        _ => return Err(Failure::invalid("日志只能导出为 jsonl 或者 csv。")),
    };
    let name = crate::cases::file_name(&app.record(&request.case)?.matter.name);
    let file_name = format!("{name}_活动日志.{}", request.format);
    let view = ExportedView {
        file_name: file_name.clone(),
        sha256: memo::receipt::sha256(text.as_bytes()),
        pages: 0,
        saved: false,
    };
    Ok(Exported {
        file_name,
        bytes: text.into_bytes(),
        view: serde_json::json!(view),
        trace: None,
    })
}

/// The log as a table: comma-separated, in UTF-8 with a mark that spreadsheets understand, nothing in it a formula.
pub(crate) fn table(app: &mut App, case: &store::CaseId) -> Result<String, Failure> {
    let mut lines = app.vault()?.activity(case, usize::MAX)?;
    lines.reverse();
    let mut text = String::from("\u{feff}序号,时间,人员,种类,内容,哈希\r\n");
    for line in lines {
        let cells = [
            line.seq.to_string(),
            line.at.format("%Y-%m-%d %H:%M:%S").to_string(),
            line.who,
            kind_name(&line.kind).to_string(),
            line.what,
            line.hash,
        ];
        text.push_str(&cells.map(|cell| safe(&cell)).join(","));
        text.push_str("\r\n");
    }
    Ok(text)
}

/// A cell that no spreadsheet takes for a formula.
pub(crate) fn safe(cell: &str) -> String {
    let formula = cell
        .trim_start()
        .starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
    let quoted = cell.replace('"', "\"\"");
    format!("\"{}{quoted}\"", if formula { "'" } else { "" })
}

/// What checking an exported log found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogCheck {
    /// How many lines were read.
    pub lines: u64,
    /// Head of the chain.
    pub head: String,
    /// The first line that does not fit, counted from 1, and why.
    pub broken: Option<(u64, String)>,
}

/// Recomputes every hash of an exported log.
///
/// # Errors
/// When the text is no log.
pub fn verify_log(text: &str) -> Result<LogCheck, Failure> {
    let found = store::verify_log(text, None)?;
    Ok(LogCheck {
        lines: found.lines,
        head: found.head,
        broken: found.broken,
    })
}
