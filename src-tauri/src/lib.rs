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

mod backups;
mod clipboard;
mod commands;
mod desk;
mod device;
mod environment;
mod failure_text;
mod files;
mod folder;
mod guard;
mod harden;
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
    harden::shut_in();
    tauri::Builder::default()
        .plugin(tauri_plugin_dialog::init())
        .setup(|shell| {
            let desk = desk::Desk::open(&environment::vault(shell)?, environment::device(shell)?);
            shell.manage(guard::Guard::begin(&desk));
            shell.manage(desk);
            shell.manage(backups::Shelf::default());
            shell.manage(intake::Intake::default());
            window::open(shell)?;
            Ok(())
        })
        .invoke_handler(tauri::generate_handler![
            backups::back_up,
            backups::find_backups,
            backups::pick_backup_folder,
            backups::restore_backup,
            backups::restore_case,
            commands::alive,
            commands::attend,
            commands::bytes,
            commands::call,
            commands::copied,
            commands::engine,
            commands::export,
            commands::export_folder,
            commands::hearing_pack,
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
