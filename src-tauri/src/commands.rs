//! The commands of the web view. Their bodies only connect `desk` and `files`.

use app::Failure;
use serde_json::{Value, json};
use tauri::ipc::{Channel, InvokeBody, Request, Response};
use tauri::{State, WebviewWindow};

use crate::folder::{Reading, Writing};
use crate::guard::{self, Guard};
use crate::intake::{Intake, Note};
use crate::{clipboard, desk::Desk, failure_text, files, ocr};

/// Answers one request of the command list; the view's shape is that of `ui/src/api/commands.ts`.
///
/// # Errors
///
/// Whatever `app` refuses, as it says it.
#[tauri::command]
pub async fn call(desk: State<'_, Desk>, name: String, request: Value) -> Result<Value, Failure> {
    desk.work(move |app, now| app.call(&name, request, now)).await
}

/// Composes a file, asks the user where it goes and writes it there. The view tells the web view what was made and, in
/// `saved`, whether the user kept it.
///
/// # Errors
///
/// Whatever `app` refuses; `io` when the place the user chose cannot be written.
#[tauri::command]
pub async fn export(
    window: WebviewWindow,
    desk: State<'_, Desk>,
    name: String,
    request: Value,
) -> Result<Value, Failure> {
    let mut file = desk.work(move |app, now| app.export(&name, request, now)).await?;
    let saved = files::save(&window, file.file_name, file.bytes).await?;
    if let (true, Some(trace)) = (saved, file.trace) {
        desk.work(move |app, now| app.left_the_house(&trace, now)).await?;
    }
    file.view["saved"] = json!(saved);
    Ok(file.view)
}

/// Reads a file the user picks and hands it to the command of that name; null when the user picks none.
///
/// # Errors
///
/// `io` when the file cannot be read, `invalid` when it is not text; and whatever `app` refuses.
#[tauri::command]
pub async fn import(window: WebviewWindow, desk: State<'_, Desk>, kind: files::Kind) -> Result<Value, Failure> {
    match files::pick_text(&window, kind).await? {
        None => Ok(Value::Null),
        Some(text) => {
            desk.work(move |app, now| app.call(kind.command(), json!({ "text": text }), now))
                .await
        }
    }
}

/// Bytes `from..to` of an original, for the viewer of pages; they go to the web view as they are, not as text.
///
/// # Errors
///
/// Whatever `app` refuses.
#[tauri::command]
pub async fn bytes(
    desk: State<'_, Desk>,
    case: String,
    original: String,
    from: u64,
    to: u64,
) -> Result<Response, Failure> {
    let bytes = desk
        .work(move |app, now| app.original_bytes(&case, &original, from, to, now))
        .await?;
    Ok(Response::new(bytes))
}

/// The web view listens: it hears that the vault is being locked, and of backups.
#[tauri::command]
pub fn attend(guard: State<'_, Guard>, channel: Channel<guard::Note>) {
    guard.listen(channel);
}

/// Somebody is at the desk.
#[tauri::command]
pub fn alive(guard: State<'_, Guard>) {
    guard.seen();
}

/// Something was copied out of the window.
#[tauri::command]
pub fn copied() {
    clipboard::filled_here();
}

/// The screen of a case's file is open: it hears of every file on its way, and what is dropped on the window is for its case.
#[tauri::command]
pub fn watch_files(intake: State<'_, Intake>, case: String, channel: Channel<Note>) {
    intake.watch(case, channel);
}

/// That screen has closed; what is on its way goes on.
#[tauri::command]
pub fn leave_files(intake: State<'_, Intake>) {
    intake.leave();
}

/// Asks for files and takes them into the case; returns at once, the watching screen hears of each.
///
/// # Errors
///
/// `io` when the dialog did not come back.
#[tauri::command]
pub async fn pick_files(
    window: WebviewWindow,
    desk: State<'_, Desk>,
    intake: State<'_, Intake>,
    case: String,
) -> Result<(), Failure> {
    let paths = files::pick_many(&window).await?;
    let (desk, intake) = (desk.inner().clone(), intake.inner().clone());
    if !paths.is_empty() {
        tauri::async_runtime::spawn_blocking(move || intake.take(&desk, &case, &paths));
    }
    Ok(())
}

/// Stops what is on its way.
#[tauri::command]
pub fn stop_files(intake: State<'_, Intake>) {
    intake.stop();
}

/// Whether the words of scanned pages can be recognised here.
///
/// # Errors
///
/// `io` when the question was not answered.
#[tauri::command]
pub async fn engine() -> Result<ocr::Engine, Failure> {
    tauri::async_runtime::spawn_blocking(ocr::engine)
        .await
        .map_err(|_| failure_text::interrupted())
}

/// Recognises the words of a page's picture (PNG in the body) and keeps them, or keeps that it failed. The headers say which
/// page: `case`, `original`, `page`, `hash`.
///
/// # Errors
///
/// Whatever `app` refuses; `invalid` when the headers or the body are not that.
#[tauri::command]
pub async fn recognise(desk: State<'_, Desk>, request: Request<'_>) -> Result<bool, Failure> {
    let header = |name: &str| {
        let value = request.headers().get(name).and_then(|value| value.to_str().ok());
        value.map(str::to_owned).ok_or_else(failure_text::unrecognised)
    };
    let (case, original, hash) = (header("case")?, header("original")?, header("hash")?);
    let page: u32 = header("page")?.parse().map_err(|_| failure_text::unrecognised())?;
    let InvokeBody::Raw(png) = request.body() else {
        return Err(failure_text::unrecognised());
    };
    let png = png.clone();
    let table = tauri::async_runtime::spawn_blocking(move || ocr::recognise(&png))
        .await
        .unwrap_or_else(|_| Err(failure_text::interrupted()));
    desk.work(move |app, now| match table {
        Ok(table) => app
            .put_recognised(&case, &original, page, &hash, &table, now)
            .map(|()| true),
        Err(failure) => app
            .put_unrecognised(&case, &original, page, &hash, &failure.message, now)
            .map(|()| false),
    })
    .await
}

/// Writes a whole case into a new folder where the user says; null when the user cancels.
///
/// # Errors
///
/// Whatever `app` refuses; `io` when the place cannot be written. Then no folder is left there.
#[tauri::command]
pub async fn export_folder(window: WebviewWindow, desk: State<'_, Desk>, case: String) -> Result<Value, Failure> {
    let own = case.clone();
    let name = desk.work(move |app, now| app.folder_name(&own, now)).await?;
    let Some(parent) = files::pick_folder(&window, "导出到哪个文件夹", true).await? else {
        return Ok(Value::Null);
    };
    desk.work(move |app, now| {
        let refused = |why: &std::io::Error| failure_text::not_written(&name, why);
        let mut writing = Writing::begin(&parent, &name).map_err(|why| refused(&why))?;
        let mut made = app.export_folder(&case, &mut writing, now)?;
        writing.finish().map_err(|why| refused(&why))?;
        made.folder = name;
        Ok(json!(made))
    })
    .await
}

/// Writes the pack for a hearing into a new folder where the user says, which nobody can change by accident; null when the
/// user cancels.
///
/// # Errors
///
/// Whatever `app` refuses; `io` when the place cannot be written. Then no folder is left there.
#[tauri::command]
pub async fn hearing_pack(
    window: WebviewWindow,
    desk: State<'_, Desk>,
    case: String,
    actor: String,
    volumes: bool,
) -> Result<Value, Failure> {
    let own = case.clone();
    let name = desk.work(move |app, now| app.hearing_name(&own, now)).await?;
    let Some(parent) = files::pick_folder(&window, "出庭包放到哪里（可以选 U 盘）", true).await? else {
        return Ok(Value::Null);
    };
    desk.work(move |app, now| {
        let refused = |why: &std::io::Error| failure_text::not_written(&name, why);
        let mut writing = Writing::begin(&parent, &name).map_err(|why| refused(&why))?;
        let mut made = app.hearing_pack(&case, &actor, volumes, &mut writing, now)?;
        writing.finish_read_only().map_err(|why| refused(&why))?;
        made.folder = name;
        Ok(json!(made))
    })
    .await
}

/// Takes a case from a folder the user picks; null when the user picks none.
///
/// # Errors
///
/// `io` when it cannot be read; and whatever `app` refuses.
#[tauri::command]
pub async fn import_folder(window: WebviewWindow, desk: State<'_, Desk>) -> Result<Value, Failure> {
    match files::pick_folder(&window, "选择案件文件夹", false).await? {
        None => Ok(Value::Null),
        Some(folder) => {
            desk.work(move |app, now| {
                app.import_folder(&mut Reading::of(folder), now)
                    .map(|taken| json!(taken))
            })
            .await
        }
    }
}
