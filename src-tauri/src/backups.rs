//! Backups: made on a thread of their own, found in a folder the user picks, put back.

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use app::Failure;
use serde::Serialize;
use serde_json::{Value, json};
use tauri::{State, WebviewWindow};

use crate::desk::Desk;
use crate::guard::{Guard, Note};
use crate::{environment, files};

/// The backups found last; the web view names them by their place in this list.
#[derive(Default)]
pub struct Shelf(Mutex<Vec<PathBuf>>);

/// A backup, as the lock screen shows it.
#[derive(Debug, Serialize)]
struct Shown {
    id: usize,
    /// 2026-11-30 09:15.
    made: String,
    cases: usize,
    bytes: u64,
    /// It is of the vault that is here.
    same: bool,
    /// First digits of the vault's number.
    vault: String,
}

/// Makes a backup when one is due.
pub fn when_due(guard: &Guard, desk: &Desk) {
    // A folder that is not there is said where the state is shown.
    if let Ok(Some(job)) = desk.now(|app, now| app.begin_backup(false, now)) {
        guard.tell(Note::Backup);
        let done = job.run();
        let _ = desk.now(|app, now| app.end_backup(done, now));
        guard.tell(Note::Backup);
    }
}

/// Makes a backup now and verifies it.
///
/// # Errors
///
/// Why there is none.
#[tauri::command]
pub async fn back_up(desk: State<'_, Desk>) -> Result<Value, Failure> {
    if let Some(job) = desk.work(|app, now| app.begin_backup(true, now)).await? {
        let done = tauri::async_runtime::spawn_blocking(|| job.run())
            .await
            .map_err(|_| crate::failure_text::interrupted())?;
        desk.work(|app, now| app.end_backup(done, now)).await?;
    }
    desk.work(|app, now| app.call("backup_state", json!({}), now)).await
}

/// Asks where backups go; null when the user cancels.
///
/// # Errors
///
/// When the folder cannot be used.
#[tauri::command]
pub async fn pick_backup_folder(window: WebviewWindow, desk: State<'_, Desk>) -> Result<Value, Failure> {
    match folder(&window, "备份放在哪个文件夹（最好在 U 盘或另一块硬盘上）").await? {
        None => Ok(Value::Null),
        Some(folder) => {
            desk.work(move |app, now| app.choose_backup_folder(&folder, now).map(|state| json!(state)))
                .await
        }
    }
}

/// Asks for a folder and lists the backups in it, newest first; null when the user cancels.
///
/// # Errors
///
/// `io` when the dialog broke off.
#[tauri::command]
pub async fn find_backups(
    window: WebviewWindow,
    desk: State<'_, Desk>,
    shelf: State<'_, Shelf>,
) -> Result<Value, Failure> {
    let Some(folder) = folder(&window, "备份在哪个文件夹").await? else {
        return Ok(Value::Null);
    };
    let here = desk.work(|app, _| Ok(app.vault_number())).await?;
    let found = app::backups(&folder);
    let shown: Vec<Shown> = found
        .iter()
        .enumerate()
        .map(|(id, one)| Shown {
            id,
            made: one.made.format("%Y-%m-%d %H:%M").to_string(),
            cases: one.cases,
            bytes: one.bytes,
            same: here.as_ref().is_none_or(|here| *here == one.vault),
            vault: one.vault.chars().take(8).collect(),
        })
        .collect();
    *shelf.0.lock().unwrap_or_else(PoisonError::into_inner) = found.into_iter().map(|one| one.place).collect();
    Ok(json!(shown))
}

/// Puts a backup of that list in the place of the vault; says under which name what was there is kept.
///
/// # Errors
///
/// When the backup is not whole. Then nothing is changed.
#[tauri::command]
pub async fn restore_backup(desk: State<'_, Desk>, shelf: State<'_, Shelf>, id: usize) -> Result<Value, Failure> {
    let place = shelf.0.lock().unwrap_or_else(PoisonError::into_inner).get(id).cloned();
    let place = place.ok_or_else(crate::failure_text::not_read)?;
    desk.work(move |app, now| app.restore_backup(&place, now).map(|kept| json!({ "kept": kept })))
        .await
}

/// Puts one case from the newest backup in the place of a damaged one.
///
/// # Errors
///
/// When no backup holds it whole. Then nothing is changed.
#[tauri::command]
pub async fn restore_case(desk: State<'_, Desk>, case: String) -> Result<Value, Failure> {
    desk.work(move |app, now| app.restore_case(&case, now).map(|made| json!({ "made": made })))
        .await
}

async fn folder(window: &WebviewWindow, title: &str) -> Result<Option<PathBuf>, Failure> {
    match environment::backup_dir() {
        Some(dir) => Ok(Some(dir)),
        None => files::pick_folder(window, title, true).await,
    }
}
