//! The activity log as a file anybody can check without this program: one JSON object a line, with the chain in it.

use crate::audit::{Line, root};
use crate::error::{Error, Kind, What};
use crate::register::CaseId;
use crate::secret::{hex, unhex};
use crate::vault::Vault;
use rusqlite::Connection;
use serde::{Deserialize, Serialize};

/// One line of the exported log.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    seq: i64,
    revision: u64,
    at: String,
    who: String,
    name: String,
    kind: String,
    what: String,
    payload: String,
    prev: String,
    hash: String,
}

/// What checking an exported log found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// How many lines were read.
    pub lines: u64,
    /// The head of the chain, in hexadecimal: to be compared with one that was written down before.
    pub head: String,
    /// The first line that does not fit, counted from 1, and why.
    pub broken: Option<(u64, String)>,
}

impl Vault {
    /// The whole activity log of a case, oldest first, as JSON lines. The first line's `prev` is the SHA-256 of
    /// `mingbian case <id>`.
    ///
    /// # Errors
    /// When the case cannot be read.
    pub fn log_lines(&self, id: &CaseId) -> Result<String, Error> {
        let select = "SELECT seq, revision, at, who, name, kind, what, payload, prev, hash FROM audit ORDER BY seq";
        self.with(id, |file| lines_of(file, select, What::Case))
    }

    /// Head of the chain of a case's log, in hexadecimal.
    ///
    /// # Errors
    /// When the case cannot be read.
    pub fn log_head(&self, id: &CaseId) -> Result<String, Error> {
        self.with(id, |file| crate::door::head(file).map(|head| hex(&head.hash)))
    }

    /// What stands before the first line of a case's log, in hexadecimal.
    pub fn log_root(&self, id: &CaseId) -> String {
        hex(&root(id))
    }
}

/// The rows of a log as JSON lines.
pub(crate) fn lines_of(file: &Connection, select: &str, what: What) -> Result<String, Error> {
    let sql = |error| what.sql(error);
    let mut select = file.prepare(select).map_err(sql)?;
    let mut rows = select.query([]).map_err(sql)?;
    let mut text = String::new();
    while let Some(row) = rows.next().map_err(sql)? {
        let read = || -> rusqlite::Result<Written> {
            Ok(Written {
                seq: row.get(0)?,
                revision: row.get(1)?,
                at: row.get(2)?,
                who: row.get(3)?,
                name: row.get(4)?,
                kind: row.get(5)?,
                what: row.get(6)?,
                payload: row.get(7)?,
                prev: hex(&row.get::<_, Vec<u8>>(8)?),
                hash: hex(&row.get::<_, Vec<u8>>(9)?),
            })
        };
        let line = read().map_err(sql)?;
        text.push_str(&serde_json::to_string(&line).map_err(|_| Error::damaged(what))?);
        text.push('\n');
    }
    Ok(text)
}

/// Recomputes every hash of an exported log. `root`, when known, is what the first line must follow.
///
/// # Errors
/// When the text holds no line at all.
pub fn verify_log(text: &str, root: Option<&str>) -> Result<Verified, Error> {
    let mut found = Verified {
        lines: 0,
        head: String::new(),
        broken: None,
    };
    let mut before: Option<Written> = None;
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        found.lines += 1;
        let fault = match serde_json::from_str::<Written>(line) {
            Err(_) => Some("这一行不是完整的日志记录".to_string()),
            Ok(written) => {
                let fault = check(&written, before.as_ref(), root);
                found.head.clone_from(&written.hash);
                before = Some(written);
                fault
            }
        };
        if let Some(fault) = fault {
            found.broken = Some((found.lines, fault));
            return Ok(found);
        }
    }
    if found.lines == 0 {
        return Err(Error::new(
            Kind::Invalid,
            "文件里没有日志记录，请选择导出的 .jsonl 文件。",
        ));
    }
    Ok(found)
}

fn check(own: &Written, before: Option<&Written>, root: Option<&str>) -> Option<String> {
    let expected = before.map_or(root.unwrap_or(&own.prev), |before| before.hash.as_str());
    if own.seq != before.map_or(1, |before| before.seq + 1) {
        return Some("序号不连续，前面有记录被删去或者调换".into());
    }
    if own.prev != expected {
        return Some("与上一行的哈希接不上".into());
    }
    let line = Line {
        seq: own.seq,
        revision: own.revision,
        at: own.at.clone(),
        who: own.who.clone(),
        name: own.name.clone(),
        kind: own.kind.clone(),
        what: own.what.clone(),
        payload: own.payload.clone(),
    };
    match unhex(&own.prev) {
        Some(prev) if hex(&line.hash(&prev)) == own.hash => None,
        Some(_) => Some("内容与哈希不符，这一行被改动过".into()),
        None => Some("上一行的哈希写法不对".into()),
    }
}
