//! The window. The only crate that knows Tauri.
//!
//! ```text
//! web view ──invoke──▶ commands ──▶ desk (one App, the clock) ──▶ app
//!                         └──▶ files (dialogs, private writes)
//! ```
//!
//! It decides nothing: it reads the clock, shows the two file dialogs, and moves bytes between a file the user chose and
//! `app`. The web view gets these few commands and nothing else. No path ever reaches it; of a file's
//! bytes only those of an original of the case it shows.

mod commands;
mod desk;
mod environment;
mod failure_text;
mod files;
mod folder;
mod intake;
mod ocr;
mod panics;
mod window;

use tauri::Manager;

/// Opens the window and returns when it has been closed.
///
/// # Panics
///
/// When the system has no web view or no display; nothing can be shown then.
pub fn run() {
    panics::keep_data_out();
    tauri::Builder::default()
        .plugin(tauri_plugin_dialog::init())
        .setup(|shell| {
            shell.manage(desk::Desk::open(&environment::vault(shell)?));
            shell.manage(intake::Intake::default());
            window::open(shell)?;
            Ok(())
        })
        .invoke_handler(tauri::generate_handler![
            commands::bytes,
            commands::call,
            commands::engine,
            commands::export,
            commands::export_folder,
            commands::import,
            commands::import_folder,
            commands::leave_files,
            commands::pick_files,
            commands::recognise,
            commands::stop_files,
            commands::watch_files
        ])
        .run(tauri::generate_context!())
        .expect("the system has a web view and a display");
}
