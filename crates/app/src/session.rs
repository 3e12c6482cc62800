//! The state behind the window: one vault, its open cases, and what can be undone.

use crate::bundle::Bundle;
use crate::failure::{Code, Failure};
use crate::rules::{Rules, under};
use case::{Op, Record};
use chrono::{DateTime, FixedOffset};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The moment of a call; shells read the clock once and pass it down.
pub(crate) type Now = DateTime<FixedOffset>;

/// The whole product without a window.
pub struct App {
    pub(crate) dir: PathBuf,
    pub(crate) kdf: store::Kdf,
    pub(crate) machine: store::Machine,
    pub(crate) vault: Option<store::Vault>,
    pub(crate) open: BTreeMap<String, Open>,
    /// The people of every case, once they have been asked for.
    pub(crate) people: Option<crate::people::register::Register>,
    /// Rules this vault has accepted instead of the program's own.
    pub(crate) rules: Option<Rules>,
    /// Rules that were read and not yet accepted.
    pub(crate) staged: Option<Bundle>,
    /// Cases the search index is still to be compared with, last first; `None` before the first moment of that work.
    pub(crate) sweep: Option<Vec<String>>,
    /// A recovery sheet that is shown and not in force yet.
    pub(crate) sheet: Option<crate::keys::Pending>,
    /// How far the logs have been gone through in this session.
    pub(crate) audits: Option<crate::audits::Audits>,
    /// What is known of backups in this session.
    pub(crate) backups: crate::backups::Backups,
    /// Pages of a document that were set last.
    pub(crate) set: Option<crate::document::SetPages>,
    /// Cases may wait for a new key, since somebody left.
    pub(crate) rekeying: bool,
    /// How many files are on their way into a case.
    pub(crate) taking: u32,
    /// The moment of the call that is being answered.
    now: Option<Now>,
}

/// A case that has been read.
pub(crate) struct Open {
    pub record: Record,
    /// Inverse changes, newest last.
    pub undo: Vec<Step>,
    /// Undone changes, newest last.
    pub redo: Vec<Step>,
    pub saved_at: Option<Now>,
}

/// A change that can be taken back, or done again.
pub(crate) struct Step {
    /// What takes it back, or does it again.
    pub op: Op,
    /// What was done, in words.
    pub what: String,
    /// The revision it made.
    pub revision: u64,
}

/// How many changes can be taken back in one session.
const UNDO_LIMIT: usize = 200;

/// Most text one request may carry, in bytes: more than anybody types.
const REQUEST: usize = 1 << 20;

/// Commands that carry a whole file, or the words of many pages, with their own bounds.
const WHOLE: [(&str, usize); 3] = [
    ("import_case", 65 << 20),
    ("stage_rules", 17 << 20),
    ("put_page_text", 32 << 20),
];

/// Refuses what is larger than its command has any use for, before anything reads it.
fn bounded(name: &str, request: &serde_json::Value) -> Result<(), Failure> {
    fn weight(value: &serde_json::Value) -> usize {
        match value {
            serde_json::Value::String(text) => text.len(),
            serde_json::Value::Array(items) => items.iter().map(|item| 8 + weight(item)).sum(),
            serde_json::Value::Object(fields) => fields.iter().map(|(key, item)| 8 + key.len() + weight(item)).sum(),
            _ => 0,
        }
    }
    let most = WHOLE
        .iter()
        .find(|(own, _)| *own == name)
        .map_or(REQUEST, |(_, most)| *most);
    if weight(request) > most {
        return Err(Failure::invalid(
            "一次提交的内容过多，没有保存。请分成几次填写，或者作为文件导入卷宗。",
        ));
    }
    Ok(())
}

/// What the program writes by itself when it opens a case of an older version: nobody's action.
pub(crate) const CARRIED_OVER: &str = "拘留、逮捕、取保日期并入程序事件";

impl App {
    /// The product on a vault folder, which need not exist yet. Nothing is read until it is asked for.
    pub fn open(dir: &Path, kdf: store::Kdf) -> App {
        App::on(store::Machine::default(), dir, kdf)
    }

    /// As [`App::open`], on a machine that keeps its half of the keys and can be measured.
    pub fn on(machine: store::Machine, dir: &Path, kdf: store::Kdf) -> App {
        App {
            dir: dir.to_path_buf(),
            kdf,
            machine,
            sheet: None,
            audits: None,
            backups: crate::backups::Backups::default(),
            vault: None,
            open: BTreeMap::new(),
            people: None,
            rules: None,
            staged: None,
            sweep: None,
            set: None,
            rekeying: false,
            taking: 0,
            now: None,
        }
    }

    /// Runs one command of the list.
    ///
    /// # Errors
    /// A [`Failure`] whose message a lawyer can read.
    pub fn call(&mut self, name: &str, request: serde_json::Value, now: Now) -> Result<serde_json::Value, Failure> {
        self.now = Some(now);
        let case = request["case"].as_str().map(str::to_owned);
        let answer =
            bounded(name, &request).and_then(|()| under(self.rules, || crate::api::dispatch(self, name, request, now)));
        let answer = self.refusal(name, case.as_deref(), answer, now);
        store::scrub_stack();
        answer
    }

    /// A way into a case that is not on the list of commands; what is refused there is written down as on the list.
    pub(crate) fn by_itself<T>(
        &mut self,
        name: &str,
        case: &str,
        now: Now,
        act: impl FnOnce(&mut App) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let answer = act(self);
        self.refusal(name, Some(case), answer, now)
    }

    /// What was refused to somebody who had come in is written down; the refusal stands even if that fails.
    pub(crate) fn refusal<T>(
        &self,
        name: &str,
        case: Option<&str>,
        answer: Result<T, Failure>,
        now: Now,
    ) -> Result<T, Failure> {
        if let (Err(failure), Some(vault)) = (&answer, &self.vault)
            && name.len() < 40
            && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
        {
            let hidden = || vault.hidden().unwrap_or_default();
            let walled = |case: &str| hidden().iter().any(|hidden| hidden.id.as_str() == case);
            let what = match failure.code {
                Code::Forbidden => Some(format!("拒绝越权操作：{name}")),
                Code::NotFound if case.is_some_and(walled) => Some(format!("拒绝访问受隔离案件：{name}")),
                _ => None,
            };
            if let Some(what) = what {
                let _ = vault.note(now, "refused", &what);
            }
        }
        answer
    }

    /// Gives the next case that waits for it a new key, since somebody left; says whether there is more to do. To be called
    /// while nobody waits for anything else: a case with large originals takes seconds.
    pub fn rekey_next(&mut self, now: Now) -> bool {
        let Some(vault) = self.vault.as_ref().filter(|_| self.rekeying && self.taking == 0) else {
            return false;
        };
        // What could not be done now is tried again after the next unlocking.
        self.rekeying = matches!(vault.rekey_next(now), Ok(Some(left)) if left > 0);
        store::scrub_stack();
        self.rekeying
    }

    /// Whether the vault is open.
    pub fn is_open(&self) -> bool {
        self.vault.is_some()
    }

    /// After how long without anybody the vault is locked; none while it is.
    pub fn patience(&self) -> Option<std::time::Duration> {
        let vault = self.vault.as_ref()?;
        let minutes = crate::settings::idle_minutes(vault);
        Some(std::time::Duration::from_secs(u64::from(minutes) * 60))
    }

    pub(crate) fn vault(&mut self) -> Result<&mut store::Vault, Failure> {
        self.vault
            .as_mut()
            .ok_or_else(|| Failure::new(Code::Locked, "保险库已锁定。", "请先输入口令解锁。"))
    }

    pub(crate) fn user(&self) -> Result<&store::User, Failure> {
        let vault = self
            .vault
            .as_ref()
            .ok_or_else(|| Failure::new(Code::Locked, "保险库已锁定。", "请先输入口令解锁。"))?;
        Ok(vault.user())
    }

    pub(crate) fn is_lawyer(&self) -> bool {
        self.user().is_ok_and(|user| user.role == store::Role::Lawyer)
    }

    /// Refuses what only a lawyer decides.
    pub(crate) fn lawyer_only(&self, what: &str) -> Result<(), Failure> {
        if self.is_lawyer() {
            Ok(())
        } else {
            Err(Failure::new(
                Code::Forbidden,
                format!("{what}由律师作出，助理不能填写。"),
                "请提交给承办律师。",
            ))
        }
    }

    /// The case, read once a session.
    pub(crate) fn case(&mut self, id: &str) -> Result<&mut Open, Failure> {
        if !self.open.contains_key(id) {
            let case = crate::cases::case_id(id)?;
            if self.vault()?.is_binned(&case)? {
                return Err(Failure::new(
                    Code::NotFound,
                    "这个案件在回收站中。",
                    "请先在案件列表的“回收站”里恢复它。",
                ));
            }
            let record = self.vault()?.load(&case)?;
            if let Some(now) = self.now {
                let mark: String = id.chars().take(8).collect();
                self.vault()?.note(now, "read", &format!("打开案件{mark}"))?;
            }
            self.open.insert(
                id.into(),
                Open {
                    record,
                    undo: Vec::new(),
                    redo: Vec::new(),
                    saved_at: None,
                },
            );
            self.carry_over(id)?;
        }
        self.open.get_mut(id).ok_or_else(|| Failure::not_found("这个案件"))
    }

    /// A case written by an older version answers questions that are rows now: written over once, through the one door.
    fn carry_over(&mut self, id: &str) -> Result<(), Failure> {
        let Some((now, open)) = self.now.zip(self.open.get(id)) else {
            return Ok(());
        };
        let changes = case::carried_over(crate::rules::book(), &open.record);
        if !changes.is_empty() {
            let seen = open.record.revision;
            self.commit(id, now, Op::Record(changes), CARRIED_OVER, seen)?;
        }
        Ok(())
    }

    /// The record of a case.
    pub(crate) fn record(&mut self, id: &str) -> Result<&Record, Failure> {
        Ok(&self.case(id)?.record)
    }

    /// The one way to change a case: applied to a copy, written, then taken over; undo knows its inverse.
    pub(crate) fn change(&mut self, id: &str, now: Now, op: Op, what: &str) -> Result<(), Failure> {
        let seen = self.record(id)?.revision;
        self.change_since(id, now, op, what, seen)
    }

    /// A change made on a page that showed revision `seen`: refused if the same thing was changed after it.
    pub(crate) fn change_since(&mut self, id: &str, now: Now, op: Op, what: &str, seen: u64) -> Result<(), Failure> {
        let inverse = self.commit(id, now, op, what, seen)?;
        let open = self.case(id)?;
        open.undo.push(Step {
            op: inverse,
            what: what.into(),
            revision: open.record.revision,
        });
        open.redo.clear();
        let excess = open.undo.len().saturating_sub(UNDO_LIMIT);
        open.undo.drain(..excess);
        Ok(())
    }

    /// Writes one change and returns its inverse.
    pub(crate) fn commit(&mut self, id: &str, now: Now, op: Op, what: &str, seen: u64) -> Result<Op, Failure> {
        let open = self.case(id)?;
        // Applied in memory first: a change that cannot be applied is never written.
        let inverse = open.record.apply(op.clone())?;
        let people = crate::people::register::concerns(&op);
        if people && let Err(failure) = crate::people::register::loosen(self, id) {
            self.open.remove(id);
            return Err(failure);
        }
        let written = self
            .vault()?
            .write(&crate::cases::case_id(id)?, now, &op, what, Some(seen));
        let open = self.case(id)?;
        match written {
            Ok(revision) => {
                open.record.revision = revision;
                open.saved_at = Some(now);
            }
            Err(error) => {
                // What is on disk is the truth; the next look reads it again.
                self.open.remove(id);
                return Err(error.into());
            }
        }
        crate::cases::refresh(self, id, now)?;
        if people {
            crate::people::register::fasten(self, id)?;
        }
        Ok(inverse)
    }
}
