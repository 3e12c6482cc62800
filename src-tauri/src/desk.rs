//! What the window holds: one `App`, and the clock it is given.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use app::{App, Failure, Machine};
use chrono::{DateTime, FixedOffset, Local};

use crate::device::Keys;
use crate::{environment, failure_text};

/// The one `App`. Calls take turns, and run away from the window's own thread, so that a slow one (deriving a key takes
/// most of a second) never freezes the window.
#[derive(Clone)]
pub struct Desk(Arc<Mutex<App>>);

impl Desk {
    /// Takes the vault in `dir`, which need not exist yet.
    pub fn open(dir: &Path, device: Keys) -> Self {
        let machine = Machine::new(Arc::new(device), environment::stopwatch());
        Self(Arc::new(Mutex::new(App::on(machine, dir, environment::kdf()))))
    }

    /// Whether the vault is open; true, too, while something is being done with it.
    pub fn is_open(&self) -> bool {
        self.0.try_lock().map_or(true, |app| app.is_open())
    }

    /// How long the desk may be left alone; none while the vault is locked or somebody is busy with it.
    pub fn patience(&self) -> Option<Duration> {
        self.0.try_lock().ok()?.patience()
    }

    /// Gives a case that waits for it a new key, unless somebody is busy with the vault.
    pub fn rekey(&self) {
        if let Ok(mut app) = self.0.try_lock() {
            let _ = app.rekey_next(Local::now().fixed_offset());
        }
    }

    /// Shuts the vault.
    pub fn lock(&self) {
        let _ = self.now(|app, now| app.call("lock", serde_json::json!({}), now));
    }

    /// Does `job` with the app and the time of this call. The clock is read once, after the wait for earlier calls, so
    /// that the audit rows of a vault never run backwards.
    ///
    /// # Errors
    ///
    /// What `job` refuses; `io` when it panicked. A write that panicked was rolled back with its transaction, which is
    /// why the app may be used on.
    pub async fn work<T: Send + 'static>(
        &self,
        job: impl FnOnce(&mut App, DateTime<FixedOffset>) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        let desk = self.clone();
        tauri::async_runtime::spawn_blocking(move || desk.now(job))
            .await
            .unwrap_or_else(|_| Err(failure_text::interrupted()))
    }

    /// As [`Desk::work`], on a thread that may wait.
    ///
    /// # Errors
    ///
    /// What `job` refuses.
    pub fn now<T>(
        &self,
        job: impl FnOnce(&mut App, DateTime<FixedOffset>) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let mut app = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        job(&mut app, Local::now().fixed_offset())
    }
}
