//! What may be set from outside. A release build honours the vault's place only; the rest serves tests.

use std::path::PathBuf;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use tauri::Manager;

use crate::device::Keys;

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

/// Where this machine's half of the keys lies, outside the vault: the keychain, or `device-keys` in the user's application
/// data. `MINGBIAN_DEVICE_DIR` puts it elsewhere, without a keychain, in debug builds only.
///
/// # Errors
///
/// When the system does not say where application data belongs.
pub fn device(shell: &tauri::App) -> tauri::Result<Keys> {
    match test_setting("MINGBIAN_DEVICE_DIR").filter(|folder| !folder.is_empty()) {
        Some(folder) => Ok(Keys::new(folder.into(), false)),
        None => Ok(Keys::new(shell.path().app_data_dir()?.join("device-keys"), true)),
    }
}

/// What a derivation is measured with. Where the derivation is light, nothing is.
pub fn stopwatch() -> Option<fn() -> Duration> {
    static BEGUN: OnceLock<Instant> = OnceLock::new();
    fn since() -> Duration {
        BEGUN.get_or_init(Instant::now).elapsed()
    }
    since();
    Some(since)
}

/// How long the desk may be left alone (`MINGBIAN_TEST_IDLE`, seconds, debug builds only).
pub fn idle() -> Option<Duration> {
    seconds("MINGBIAN_TEST_IDLE")
}

/// How long what was copied lies in the clipboard (`MINGBIAN_TEST_CLIPBOARD`, seconds, debug builds only).
pub fn clipboard() -> Option<Duration> {
    seconds("MINGBIAN_TEST_CLIPBOARD")
}

/// Where backups go and come from without asking (`MINGBIAN_BACKUP_DIR`, debug builds only).
pub fn backup_dir() -> Option<PathBuf> {
    test_setting("MINGBIAN_BACKUP_DIR").map(PathBuf::from)
}

fn seconds(name: &str) -> Option<Duration> {
    test_setting(name)?.to_str()?.parse().ok().map(Duration::from_secs)
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
