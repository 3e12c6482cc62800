//! A lawyer's desk: one vault, and the window on it, driven as a person would: by what is written on the screen and by
//! the `data-testid` of what is not.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;
use thirtyfour::prelude::*;
use thirtyfour::{Capabilities, TypingData};

use crate::driver::Driver;

/// How long anything on the screen may take to appear on a slow machine.
const PATIENCE: Duration = Duration::from_secs(30);

/// One vault in a folder of its own, and the window that shows it.
pub struct Desk {
    window: WebDriver,
    driver: Driver,
    folder: TempDir,
    story: &'static str,
}

impl Desk {
    /// Starts the program on a fresh folder. `story` names the screenshots.
    pub async fn sit_down(story: &'static str) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        std::fs::create_dir(folder.path().join("exports")).expect("a folder for exports");
        let (driver, window) = open(folder.path()).await;
        Self {
            window,
            driver,
            folder,
            story,
        }
    }

    /// Closes the program and starts it again on the same vault.
    pub async fn come_back(self) -> Self {
        let Self {
            window,
            driver,
            folder,
            story,
        } = self;
        window.quit().await.expect("the window closes");
        drop(driver);
        let (driver, window) = open(folder.path()).await;
        Self {
            window,
            driver,
            folder,
            story,
        }
    }

    /// Closes the program.
    pub async fn leave(self) {
        self.window.quit().await.expect("the window closes");
    }

    /// Where exported documents arrive.
    pub fn exports(&self) -> PathBuf {
        self.folder.path().join("exports")
    }

    /// Waits until `text` can be read on the screen.
    pub async fn wait_for_text(&self, text: &str) {
        let started = Instant::now();
        while !self.screen().await.contains(text) {
            if started.elapsed() > PATIENCE {
                self.screenshot("stuck").await;
                panic!("「{text}」 did not appear; the screen says:\n{}", self.screen().await);
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    /// Everything that can be read on the screen.
    pub async fn screen(&self) -> String {
        let text = self
            .window
            .execute("return document.body ? document.body.innerText : ''", vec![])
            .await;
        text.expect("the page answers")
            .json()
            .as_str()
            .unwrap_or_default()
            .to_owned()
    }

    /// Clicks the control with this `data-testid`.
    pub async fn click(&self, testid: &str) {
        self.control(testid)
            .await
            .click()
            .await
            .unwrap_or_else(|why| panic!("{testid} cannot be clicked: {why}"));
    }

    /// Replaces what the box with this `data-testid` holds.
    pub async fn type_into(&self, testid: &str, text: &str) {
        let control = self.control(testid).await;
        control
            .clear()
            .await
            .unwrap_or_else(|why| panic!("{testid} cannot be emptied: {why}"));
        control
            .send_keys(text)
            .await
            .unwrap_or_else(|why| panic!("{testid} cannot be typed into: {why}"));
    }

    /// Presses keys where the focus is.
    pub async fn press(&self, keys: impl Into<TypingData>) {
        let focused = self.window.active_element().await.expect("something has the focus");
        focused.send_keys(keys).await.expect("keys can be pressed");
    }

    /// What a promise in the page came to: its value, or the text of its failure.
    pub async fn promise(&self, expression: &str) -> Result<Value, String> {
        let script = format!(
            "const done = arguments[arguments.length - 1];
             Promise.resolve().then(() => {expression}).then(
                 (value) => done({{ value: value ?? null }}),
                 (why) => done({{ why: typeof why === 'string' ? why : why?.message ?? JSON.stringify(why) }}));"
        );
        let outcome = self
            .window
            .execute_async(script, vec![])
            .await
            .expect("the page answers")
            .json()
            .clone();
        match outcome.get("why") {
            Some(why) => Err(why.as_str().unwrap_or_default().to_owned()),
            None => Ok(outcome["value"].clone()),
        }
    }

    /// Keeps a picture of the screen as `tests/desktop/shots/<story>-<moment>.png`, or in `MINGBIAN_SHOTS`.
    pub async fn screenshot(&self, moment: &str) {
        let shots = std::env::var_os("MINGBIAN_SHOTS").map_or_else(default_shots, PathBuf::from);
        std::fs::create_dir_all(&shots).expect("a folder for screenshots");
        let file = shots.join(format!("{}-{moment}.png", self.story));
        self.window.screenshot(&file).await.expect("a screenshot");
    }

    async fn control(&self, testid: &str) -> WebElement {
        let found = self
            .window
            .query(By::Testid(testid))
            .wait(PATIENCE, Duration::from_millis(100))
            .and_displayed();
        match found.first().await {
            Ok(control) => control,
            Err(why) => {
                self.screenshot("stuck").await;
                panic!(
                    "no {testid} on the screen ({why}), which says:\n{}",
                    self.screen().await
                );
            }
        }
    }
}

async fn open(folder: &Path) -> (Driver, WebDriver) {
    let binary = std::env::var("MINGBIAN_BINARY").expect("MINGBIAN_BINARY names the program (make test sets it)");
    let driver = Driver::start(&folder.join("vault"), &folder.join("exports"));
    let mut wishes = Capabilities::new();
    wishes
        .set(
            "webkitgtk:browserOptions",
            serde_json::json!({ "binary": binary, "args": [] }),
        )
        .expect("a capability is plain JSON");
    let window = WebDriver::new(driver.address(), wishes)
        .await
        .expect("the window opens");
    (driver, window)
}

fn default_shots() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("desktop/shots")
}
