//! The commands of the web view. Their bodies only connect `desk` and `files`.

use app::Failure;
use serde_json::{Value, json};
use tauri::ipc::Response;
use tauri::{State, WebviewWindow};

use crate::{desk::Desk, files};

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
        .work(move |app, _| app.original_bytes(&case, &original, from, to))
        .await?;
    Ok(Response::new(bytes))
}
