//! The window: builder, state, clock, dialogs; three commands.

/// Opens the window and blocks until it is closed.
pub fn run() {
    tauri::Builder::default()
        .run(tauri::generate_context!())
        .expect("the web view starts");
}
