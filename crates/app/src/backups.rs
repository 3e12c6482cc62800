//! Backups: where they go, when one is due, what the last one was, and putting one back.

use crate::failure::{Code, Failure};
use crate::session::{App, Now};
use crate::wire::wire;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

wire! {
    /// What is known of backups.
    pub struct BackupState {
        /// Name of the folder they go to; empty when none was chosen.
        pub folder: String,
        /// The folder is there now.
        pub present: bool,
        /// When the last verified one was made, 2026-11-30 09:15; empty when there is none.
        pub last: String,
        /// Days since then; none when there is none.
        pub days: Option<u32>,
        /// Changes since then.
        pub changes: u32,
        /// One should be made now, by itself.
        pub due: bool,
        /// It is so old, or missing, that it should be said.
        pub stale: bool,
        /// One is being made.
        pub running: bool,
        /// Why the last attempt failed, or empty.
        pub failure: String,
    }

    /// Asks for it.
    pub struct BackupStateRequest {}
}

/// Kept for the whole office.
const KEY: &str = "backup";
/// So many changes make a backup due before the day is over.
const CHANGES: u32 = 50;
/// After so many days without one it is said.
const STALE: i64 = 3;
/// After a failure it is tried again so many minutes later.
const AGAIN: i64 = 15;

#[derive(Default, Clone, Serialize, Deserialize)]
struct Kept {
    folder: PathBuf,
    last: Option<Now>,
    name: String,
    /// Revisions of all cases together when it was made.
    revisions: u64,
}

/// What a session knows of backups.
#[derive(Default)]
pub(crate) struct Backups {
    running: Option<Arc<AtomicBool>>,
    failure: String,
    tried: Option<Now>,
}

impl Backups {
    /// Stops the one being made: the vault is being locked.
    pub(crate) fn stop(&mut self) {
        if let Some(go_on) = self.running.take() {
            go_on.store(false, Ordering::Relaxed);
        }
    }
}

/// A backup on its way, for a thread of its own.
pub struct BackupJob {
    job: store::Job,
    go_on: Arc<AtomicBool>,
    revisions: u64,
    now: Now,
}

impl BackupJob {
    /// Makes it, away from the app.
    pub fn run(self) -> BackupDone {
        let go_on = self.go_on;
        let asked = go_on.clone();
        let made = self.job.run(&move || asked.load(Ordering::Relaxed));
        store::scrub_stack();
        BackupDone {
            made,
            go_on,
            revisions: self.revisions,
            now: self.now,
        }
    }
}

/// How it went.
pub struct BackupDone {
    made: Result<store::Made, store::Error>,
    go_on: Arc<AtomicBool>,
    revisions: u64,
    now: Now,
}

fn kept(app: &mut App) -> Result<Kept, Failure> {
    let found = app.vault()?.office_settings(KEY)?;
    let own = found.into_iter().find(|(key, _)| key == KEY);
    Ok(own
        .and_then(|(_, text)| serde_json::from_str(&text).ok())
        .unwrap_or_default())
}

fn keep(app: &mut App, kept: &Kept) -> Result<(), Failure> {
    let text = serde_json::to_string(kept).unwrap_or_default();
    Ok(app.vault()?.set_office_setting(KEY, &text)?)
}

fn revisions(app: &mut App) -> Result<u64, Failure> {
    Ok(app.vault()?.cases()?.iter().map(|row| row.revision).sum())
}

/// What is known of backups.
pub(crate) fn backup_state(app: &mut App, _: BackupStateRequest, now: Now) -> Result<BackupState, Failure> {
    let kept = kept(app)?;
    let changes = revisions(app)?.saturating_sub(kept.revisions);
    let changes = u32::try_from(changes).unwrap_or(u32::MAX);
    let present = kept.folder.is_dir();
    let days = kept.last.map(|last| (now - last).num_days().max(0));
    let running = app.backups.running.is_some();
    let old = kept.last.is_none_or(|last| last.date_naive() < now.date_naive());
    let patient = app
        .backups
        .tried
        .is_some_and(|tried| (now - tried).num_minutes() < AGAIN && now >= tried);
    Ok(BackupState {
        folder: label(&kept.folder),
        present,
        last: kept
            .last
            .map(|last| last.format("%Y-%m-%d %H:%M").to_string())
            .unwrap_or_default(),
        days: days.map(|days| u32::try_from(days).unwrap_or(u32::MAX)),
        changes,
        due: present && !running && !patient && changes > 0 && (old || changes >= CHANGES),
        stale: days.is_none_or(|days| days >= STALE) && changes > 0,
        running,
        failure: app.backups.failure.clone(),
    })
}

/// What a folder is called: never the whole path.
fn label(folder: &Path) -> String {
    let name = |path: &Path| path.file_name().map(|name| name.to_string_lossy().into_owned());
    match (name(folder), folder.parent().and_then(name)) {
        (Some(own), Some(above)) => format!("{above}/{own}"),
        (Some(own), None) => own,
        _ => String::new(),
    }
}

impl App {
    /// Chooses where backups go.
    ///
    /// # Errors
    /// When the vault is locked or the folder lies within it.
    pub fn choose_backup_folder(&mut self, folder: &Path, now: Now) -> Result<BackupState, Failure> {
        self.vault()?.backup_job(folder, now)?;
        let kept = Kept {
            folder: folder.to_path_buf(),
            ..kept(self)?
        };
        keep(self, &kept)?;
        self.vault()?.note(now, "backup", "选定备份文件夹")?;
        self.backups.failure = String::new();
        self.backups.tried = None;
        backup_state(self, BackupStateRequest {}, now)
    }

    /// Prepares a backup; none when one is on its way already, or, unless it is wanted now, none is due.
    ///
    /// # Errors
    /// When no folder was chosen, or it is not there.
    pub fn begin_backup(&mut self, wanted: bool, now: Now) -> Result<Option<BackupJob>, Failure> {
        let state = backup_state(self, BackupStateRequest {}, now)?;
        if state.running || !(wanted || state.due) {
            return Ok(None);
        }
        let kept = kept(self)?;
        if kept.folder.as_os_str().is_empty() {
            return Err(Failure::new(
                Code::Invalid,
                "还没有选定备份文件夹。",
                "请先在“设置 › 备份”里选一个，最好在 U 盘或另一块硬盘上。",
            ));
        }
        self.backups.tried = Some(now);
        let job = self.vault()?.backup_job(&kept.folder, now);
        let job = job.inspect_err(|error| self.backups.failure.clone_from(&error.message))?;
        let go_on = Arc::new(AtomicBool::new(true));
        self.backups.running = Some(go_on.clone());
        Ok(Some(BackupJob {
            job,
            go_on,
            revisions: revisions(self)?,
            now,
        }))
    }

    /// Takes note of how a backup went.
    ///
    /// # Errors
    /// Why it failed, in words.
    pub fn end_backup(&mut self, done: BackupDone, now: Now) -> Result<(), Failure> {
        let own = self
            .backups
            .running
            .as_ref()
            .is_some_and(|running| Arc::ptr_eq(running, &done.go_on));
        if !own {
            // The vault was locked meanwhile, and perhaps opened again: this one was stopped.
            return Ok(());
        }
        self.backups.running = None;
        match done.made {
            Ok(made) => {
                self.backups.failure = String::new();
                let kept = Kept {
                    last: Some(done.now),
                    name: made.name.clone(),
                    revisions: done.revisions,
                    ..kept(self)?
                };
                keep(self, &kept)?;
                let what = format!("备份并验证：{}件案件，{}", made.cases, made.name);
                Ok(self.vault()?.note(now, "backup", &what)?)
            }
            Err(error) => {
                self.backups.failure.clone_from(&error.message);
                Err(error.into())
            }
        }
    }

    /// Puts one case from the newest backup in the place of a damaged one; gives when that backup was made.
    ///
    /// # Errors
    /// When no backup holds it whole. Then nothing is changed.
    pub fn restore_case(&mut self, case: &str, now: Now) -> Result<String, Failure> {
        let kept = kept(self)?;
        let id = crate::cases::case_id(case)?;
        self.open.remove(case);
        let made = self.by_itself("restore_from_backup", case, now, |app| {
            Ok(app.vault()?.restore_case(&kept.folder, &id, now)?)
        })?;
        self.people = None;
        crate::cases::refresh(self, case, now)?;
        Ok(made.format("%Y-%m-%d %H:%M").to_string())
    }

    /// Puts a backup in the place of the vault, which is locked; gives the name under which what was there is kept.
    ///
    /// # Errors
    /// When the backup is not whole, or the vault is open. Then nothing is changed.
    pub fn restore_backup(&mut self, from: &Path, now: Now) -> Result<Option<String>, Failure> {
        if self.vault.is_some() {
            return Err(Failure::invalid("请先锁定保险库，再从备份恢复。"));
        }
        Ok(store::restore(from, &self.dir, now)?)
    }

    /// The number of the vault that is here, to be compared with those of backups.
    ///
    /// # Errors
    /// When its list of users is damaged.
    pub fn vault_number(&self) -> Option<String> {
        store::vault_id(&self.dir).ok().flatten()
    }
}
