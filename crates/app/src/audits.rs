//! Going through the logs of all cases behind everything else, and the vault's own log.

use crate::document::{Exported, ExportedView};
use crate::failure::Failure;
use crate::session::{App, Now};
use crate::wire::wire;

wire! {
    /// A log that does not hold together.
    pub struct BrokenLog {
        /// Case id; empty for the vault's own log.
        pub case: String,
        /// Name of the case.
        pub name: String,
        /// The first line that does not fit, counted from 1.
        #[cfg_attr(feature = "typescript", ts(type = "number"))]
        pub line: u64,
        /// What is wrong with it, in words.
        pub why: String,
    }

    /// Goes through one more log.
    pub struct AuditSlice {
        /// Begins anew.
        pub again: bool,
    }

    /// How far it got.
    pub struct AuditState {
        /// Logs still to be gone through.
        pub left: u32,
        /// Logs gone through.
        pub done: u32,
        /// Those that do not hold together.
        pub broken: Vec<BrokenLog>,
        /// When the last one was gone through, 14:32; empty while any is left.
        pub at: String,
    }

    /// A line of the vault's own log.
    pub struct OfficeLine {
        /// Number.
        #[cfg_attr(feature = "typescript", ts(type = "number"))]
        pub seq: i64,
        /// 2026-11-30 09:15.
        pub at: String,
        /// Who.
        pub who: String,
        /// What, without client data.
        pub what: String,
    }

    /// The vault's own log.
    pub struct OfficeLog {
        /// Newest first.
        pub lines: Vec<OfficeLine>,
        /// Head of its chain.
        pub head: String,
    }

    /// Asks for the vault's own log.
    pub struct OfficeLogRequest {
        /// How many lines at most.
        pub limit: u32,
    }

    /// Asks for the vault's own log as a file.
    pub struct ExportOfficeLog {}
}

/// How far the logs have been gone through.
#[derive(Default)]
pub(crate) struct Audits {
    /// Case ids, the vault's own log as an empty one; next last.
    left: Vec<String>,
    done: u32,
    broken: Vec<BrokenLog>,
    at: String,
    /// Every page is read and every structure checked, too.
    deep: bool,
}

/// When every case was last read through, for the whole office; and after how many days that is done again.
const DEEP: &str = "read_through";
const DAYS: i64 = 7;

fn deep_is_due(app: &mut App, now: Now) -> Result<bool, Failure> {
    let found = app.vault()?.office_settings(DEEP)?;
    let last = found
        .iter()
        .find(|(key, _)| key == DEEP)
        .and_then(|(_, at)| at.parse::<Now>().ok());
    Ok(last.is_none_or(|last| (now - last).num_days() >= DAYS || last > now))
}

/// Goes through one log.
pub(crate) fn audit_slice(app: &mut App, request: AuditSlice, now: Now) -> Result<AuditState, Failure> {
    let mut audits = match app.audits.take().filter(|_| !request.again) {
        Some(audits) => audits,
        None => {
            let mut left: Vec<String> = app
                .vault()?
                .cases()?
                .iter()
                .rev()
                .map(|row| row.id.to_string())
                .collect();
            left.push(String::new());
            Audits {
                left,
                deep: request.again || deep_is_due(app, now)?,
                ..Audits::default()
            }
        }
    };
    if let Some(next) = audits.left.pop() {
        if let Some(broken) = look(app, &next, audits.deep)? {
            app.vault()?.note(now, "audit", "日志校验发现断开")?;
            audits.broken.push(broken);
        }
        audits.done += 1;
        if audits.left.is_empty() {
            audits.at = now.format("%H:%M").to_string();
            if audits.deep && audits.broken.is_empty() {
                app.vault()?.set_office_setting(DEEP, &now.to_rfc3339())?;
            }
        }
    }
    let state = AuditState {
        left: audits.left.len() as u32,
        done: audits.done,
        broken: audits.broken.clone(),
        at: audits.at.clone(),
    };
    app.audits = Some(audits);
    Ok(state)
}

fn look(app: &mut App, case: &str, deep: bool) -> Result<Option<BrokenLog>, Failure> {
    if case.is_empty() {
        return Ok(app.vault()?.office_broken()?.map(|(line, why)| BrokenLog {
            case: String::new(),
            name: String::new(),
            line,
            why,
        }));
    }
    let id = crate::cases::case_id(case)?;
    let vault = app.vault()?;
    let name = vault.cases()?.into_iter().find(|row| row.id == id).map(|row| row.name);
    let broken = |line, why: String| BrokenLog {
        case: case.into(),
        name: name.clone().unwrap_or_default(),
        line,
        why,
    };
    let whole = if deep { vault.read_through(&id) } else { Ok(()) };
    match whole.and_then(|()| vault.verify_chain(&id)) {
        Ok(chain) => Ok(chain.broken_at.map(|line| broken(line, chain.why.unwrap_or_default()))),
        // A case that went away in the meantime has no log; one that cannot be read has none that holds together.
        Err(error) if error.kind == store::Kind::NotFound => Ok(None),
        Err(error) => Ok(Some(broken(0, error.message))),
    }
}

/// The vault's own log; lawyers only.
pub(crate) fn office_log(app: &mut App, request: OfficeLogRequest, _: Now) -> Result<OfficeLog, Failure> {
    let vault = app.vault()?;
    let lines = vault.office_log(request.limit.clamp(1, 5_000) as usize)?;
    let line = |line: store::Activity| OfficeLine {
        seq: line.seq,
        at: line.at.format("%Y-%m-%d %H:%M").to_string(),
        who: line.who,
        what: line.what,
    };
    Ok(OfficeLog {
        lines: lines.into_iter().map(line).collect(),
        head: vault.office_head()?,
    })
}

/// The vault's own log as a file with its chain; lawyers only.
pub(crate) fn export_office_log(app: &mut App, _: ExportOfficeLog, now: Now) -> Result<Exported, Failure> {
    app.lawyer_only("导出保险库日志的决定")?;
    let text = app.vault()?.office_log_lines()?;
    app.vault()?.note(now, "export", "导出保险库日志")?;
    let file_name = format!("保险库日志-{}.jsonl", now.format("%Y%m%d"));
    Ok(Exported {
        view: serde_json::json!(ExportedView {
            file_name: file_name.clone(),
            sha256: memo::receipt::sha256(text.as_bytes()),
            pages: 0,
            saved: false,
        }),
        file_name,
        bytes: text.into_bytes(),
        trace: None,
    })
}
