//! What the window holds: one `App`, and the clock it is given.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use app::{App, Failure};
use chrono::{DateTime, FixedOffset, Local};

use crate::{environment, failure_text};

/// The one `App`. Calls take turns, and run away from the window's own thread, so that a slow one (deriving a key takes
/// most of a second) never freezes the window.
#[derive(Clone)]
pub struct Desk(Arc<Mutex<App>>);

impl Desk {
    /// Takes the vault in `dir`, which need not exist yet.
    pub fn open(dir: &Path) -> Self {
        Self(Arc::new(Mutex::new(App::open(dir, environment::kdf()))))
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
