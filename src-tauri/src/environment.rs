//! What may be set from outside. A release build honours the vault's place only; the rest serves tests.

use std::path::PathBuf;

use tauri::Manager;

/// The vault's folder: `MINGBIAN_VAULT`, or `vault` in the user's application data.
///
/// # Errors
///
/// When the system does not say where application data belongs.
pub fn vault(shell: &tauri::App) -> tauri::Result<PathBuf> {
    match std::env::var_os("MINGBIAN_VAULT") {
        Some(chosen) => Ok(chosen.into()),
        None => Ok(shell.path().app_data_dir()?.join("vault")),
    }
}

/// How hard passphrases are made to guess. `MINGBIAN_TEST_KDF=light` makes test runs quick, in debug builds only.
pub fn kdf() -> app::Kdf {
    // The light derivation does not even exist in a release build.
    #[cfg(debug_assertions)]
    if test_setting("MINGBIAN_TEST_KDF").is_some_and(|level| level == "light") {
        return app::Kdf::light_for_tests();
    }
    app::Kdf::default()
}

/// Where exports go without asking (`MINGBIAN_EXPORT_DIR`, debug builds only).
pub fn export_dir() -> Option<PathBuf> {
    test_setting("MINGBIAN_EXPORT_DIR").map(PathBuf::from)
}

/// What is imported without asking (`MINGBIAN_IMPORT_FILE`, debug builds only).
pub fn import_file() -> Option<PathBuf> {
    test_setting("MINGBIAN_IMPORT_FILE").map(PathBuf::from)
}

/// Whether a WebDriver session drives this window; never in a release build, whose web view is always private.
pub fn automated() -> bool {
    test_setting("TAURI_WEBVIEW_AUTOMATION").is_some_and(|on| on == "true")
}

fn test_setting(name: &str) -> Option<std::ffi::OsString> {
    if cfg!(debug_assertions) {
        std::env::var_os(name)
    } else {
        None
    }
}
