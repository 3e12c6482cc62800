//! A lawyer's desk: one vault, and the window on it, driven as a person would: by what is written on the screen and by
//! the `data-testid` of what is not.

use std::io::Write;
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;
use thirtyfour::prelude::*;
use thirtyfour::{Capabilities, TypingData};

use crate::driver::Driver;
use crate::trace::{self, Seen};

/// How long anything on the screen may take to appear on a slow machine.
const PATIENCE: Duration = Duration::from_secs(30);

/// Name of the file that is picked up.
const INCOMING: &str = "讯问笔录.pdf";

/// What a view says that failed to draw itself.
const BROKEN: &str = "这个画面出了错";

/// One vault in a folder of its own, and the window that shows it.
pub struct Desk {
    driver: Driver,
    // A failed test leaves its window to the driver, which ends it: asked politely while the test unwinds, nobody would answer.
    window: ManuallyDrop<WebDriver>,
    folder: TempDir,
    story: &'static str,
    /// Settings that only tests use.
    settings: Vec<(String, String)>,
    /// Its sockets are written down.
    watched: bool,
}

impl Desk {
    /// Starts the program on a fresh folder. `story` names the screenshots.
    pub async fn sit_down(story: &'static str) -> Self {
        Self::sit_down_with(story, &[]).await
    }

    /// As [`Desk::sit_down`], with settings that only tests use.
    pub async fn sit_down_with(story: &'static str, settings: &[(&str, &str)]) -> Self {
        let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        Self::at(fresh(), story, settings.iter().map(owned).collect(), false).await
    }

    /// As [`Desk::sit_down`], with every socket of every process of the program written down; [`Desk::leave_watched`] tells.
    pub async fn sit_down_watched(story: &'static str) -> Self {
        Self::at(fresh(), story, Vec::new(), true).await
    }

    /// The program started on a folder.
    async fn at(folder: TempDir, story: &'static str, settings: Vec<(String, String)>, watched: bool) -> Self {
        let (driver, window) = open(folder.path(), &settings, watched).await;
        Self {
            driver,
            window: ManuallyDrop::new(window),
            folder,
            story,
            settings,
            watched,
        }
    }

    /// Makes a new vault for 周律师 and puts the recovery sheet off.
    pub async fn create_vault(&self, passphrase: &str) {
        self.type_into("create-vault-name", "周律师").await;
        self.type_into("create-vault-passphrase", passphrase).await;
        self.type_into("create-vault-repeat", passphrase).await;
        self.press(Key::Enter + "").await;
        self.click("sheet-later").await;
    }

    /// Opens the demonstration case and gives its id.
    pub async fn open_demo(&self) -> String {
        self.click("demo-case").await;
        self.control("result-track").await;
        let place = self.place().await;
        place.split('/').nth(2).expect("#/case/<id>/<tab>").to_owned()
    }

    /// By keyboard: the prosecution says yes to a question, on a page of the first volume, written `1-47`.
    pub async fn allege(&self, case: &str, fact: &str, page: &str) {
        self.go(&format!("#/case/{case}/facts?at={fact}")).await;
        let card = format!(r#"[data-testid="fact-{fact}"]"#);
        let yes = self
            .css(&format!("{card} [data-side=alleged] [data-testid=answer-yes]"))
            .await;
        yes.focus().await.expect("focus");
        self.press("y").await;
        self.type_slowly(page).await;
        self.press(Key::Enter + "").await;
        self.wait_for_text(&format!("证据卷一第{}页", &page[2..])).await;
        self.saved(&card).await;
    }

    /// Waits until an expression of the page comes to true.
    pub async fn until(&self, expression: &str) {
        let started = Instant::now();
        while self.promise(expression).await != Ok(true.into()) {
            if started.elapsed() > PATIENCE {
                self.screenshot("stuck").await;
                panic!("{expression} never came true");
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    /// Closes the program and starts it again on the same vault.
    pub async fn come_back(self) -> Self {
        let Self {
            window,
            driver,
            folder,
            story,
            settings,
            watched,
        } = self;
        ManuallyDrop::into_inner(window)
            .quit()
            .await
            .expect("the window closes");
        drop(driver);
        Self::at(folder, story, settings, watched).await
    }

    /// The program is killed where it stands, and started again on the same vault.
    pub async fn killed(self) -> Self {
        let Self {
            window,
            driver,
            folder,
            story,
            settings,
            watched,
        } = self;
        driver.kill_the_program();
        // Nobody is left to close this window.
        let _ = window;
        drop(driver);
        Self::at(folder, story, settings, watched).await
    }

    /// Closes the program.
    pub async fn leave(self) {
        ManuallyDrop::into_inner(self.window)
            .quit()
            .await
            .expect("the window closes");
    }

    /// Closes the program, and tells what it asked of the network since [`Desk::sit_down_watched`].
    pub async fn leave_watched(self) -> Seen {
        let Self {
            window, driver, folder, ..
        } = self;
        ManuallyDrop::into_inner(window)
            .quit()
            .await
            .expect("the window closes");
        drop(driver);
        trace::seen(folder.path())
    }

    /// The folder everything of this desk lies in.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Where exported documents arrive.
    pub fn exports(&self) -> PathBuf {
        self.folder.path().join("exports")
    }

    /// Where the program picks files up without asking.
    pub fn incoming(&self) -> PathBuf {
        self.folder.path().join(INCOMING)
    }

    /// Waits until `text` can be read on the screen.
    pub async fn wait_for_text(&self, text: &str) {
        let started = Instant::now();
        while !self.screen().await.contains(text) {
            if self.screen().await.contains(BROKEN) || started.elapsed() > PATIENCE {
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
        let control = self.control(testid).await;
        // Below the fold a person would turn the wheel.
        let _ = control.scroll_into_view().await;
        control
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

    /// Gives the window another size, in pixels.
    pub async fn resize(&self, width: u32, height: u32) {
        self.window
            .set_window_rect(0, 0, width, height)
            .await
            .expect("the window has a size");
    }

    /// Keeps a picture of the screen as `tests/desktop/shots/<story>-<moment>.png`, or in `MINGBIAN_SHOTS`.
    pub async fn screenshot(&self, moment: &str) {
        let shots = std::env::var_os("MINGBIAN_SHOTS").map_or_else(default_shots, PathBuf::from);
        std::fs::create_dir_all(&shots).expect("a folder for screenshots");
        let file = shots.join(format!("{}-{moment}.png", self.story));
        self.window.screenshot(&file).await.expect("a screenshot");
    }

    /// Waits until nothing on the screen is still loading, so that a picture shows what a person sees.
    pub async fn settle(&self) {
        let loading = By::Css("[aria-busy=true]");
        for _ in 0..50 {
            tokio::time::sleep(Duration::from_millis(100)).await;
            if self
                .window
                .find_all(loading.clone())
                .await
                .is_ok_and(|found| found.is_empty())
            {
                break;
            }
        }
        assert!(!self.screen().await.contains(BROKEN), "the view failed to draw itself");
    }

    /// The control with this `data-testid`, once it can be seen.
    pub async fn control(&self, testid: &str) -> WebElement {
        self.css(&format!(r#"[data-testid="{testid}"]"#)).await
    }

    /// The element of a CSS selector, once it can be seen.
    pub async fn css(&self, selector: &str) -> WebElement {
        let query = self
            .window
            .query(By::Css(selector))
            .wait(PATIENCE, Duration::from_millis(100));
        match query.and_displayed().first().await {
            Ok(element) => element,
            Err(why) => {
                self.screenshot("stuck").await;
                panic!(
                    "no {selector} on the screen ({why}), which says:\n{}",
                    self.screen().await
                );
            }
        }
    }

    /// Chooses an option of a list.
    pub async fn option(&self, selector: &str) {
        let query = self
            .window
            .query(By::Css(selector))
            .wait(PATIENCE, Duration::from_millis(100));
        let option = query.first().await.unwrap_or_else(|why| panic!("no {selector}: {why}"));
        option
            .click()
            .await
            .unwrap_or_else(|why| panic!("{selector} cannot be chosen: {why}"));
    }

    /// What the control with this `data-testid` reads.
    pub async fn text_of(&self, testid: &str) -> String {
        self.control(testid).await.text().await.expect("text can be read")
    }

    /// The truth that a cell of the matrix shows in words.
    pub async fn truth(&self, node: &str, stance: &str) -> String {
        let cell = format!(r#"[data-testid="matrix-cell-{node}-{stance}"] .truth"#);
        self.css(&cell)
            .await
            .text()
            .await
            .expect("text can be read")
            .trim()
            .to_owned()
    }

    /// Waits until the card of a fact says that it is saved.
    pub async fn saved(&self, card: &str) {
        let started = Instant::now();
        loop {
            let said = self
                .css(&format!("{card} [data-testid=card-save]"))
                .await
                .text()
                .await
                .unwrap_or_default();
            if said.contains("已保存") {
                return;
            }
            if started.elapsed() > PATIENCE {
                self.screenshot("stuck").await;
                panic!("{card} is not saved, it says {said}");
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    /// Goes to an address of the interface, as its own links do.
    pub async fn go(&self, hash: &str) {
        self.window
            .execute("location.hash = arguments[0]", vec![hash.into()])
            .await
            .expect("the page answers");
    }

    /// The address of the interface that is shown.
    pub async fn place(&self) -> String {
        let place = self.window.execute("return location.hash", vec![]).await;
        place
            .expect("the page answers")
            .json()
            .as_str()
            .unwrap_or_default()
            .to_owned()
    }

    /// Types letter by letter where the focus is, which moves as it does for a person.
    pub async fn type_slowly(&self, text: &str) {
        for letter in text.chars() {
            self.press(letter.to_string()).await;
        }
    }
}

/// A folder for everything of one desk.
fn fresh() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for name in ["exports", "backups"] {
        std::fs::create_dir(folder.path().join(name)).expect("a folder");
    }
    folder
}

async fn open(folder: &Path, settings: &[(String, String)], watched: bool) -> (Driver, WebDriver) {
    let mut binary = std::env::var("MINGBIAN_BINARY").expect("MINGBIAN_BINARY names the program (make test sets it)");
    if watched {
        binary = trace::watched(folder, &binary).to_string_lossy().into_owned();
    }
    let driver = Driver::start(folder, &folder.join(INCOMING), settings);
    let mut wishes = Capabilities::new();
    wishes
        .set(
            "webkitgtk:browserOptions",
            serde_json::json!({ "binary": binary, "args": [] }),
        )
        .expect("a capability is plain JSON");
    let started = Instant::now();
    let window = WebDriver::new(driver.address(), wishes)
        .await
        .expect("the window opens");
    while !matches!(first_screen(&window).await, Some(true)) {
        assert!(started.elapsed() < PATIENCE, "the window stays empty");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let took = started.elapsed().as_millis();
    // Past the test harness, which keeps what passing tests print to itself.
    let _ = writeln!(
        std::io::stderr(),
        "from the start of the program to its first screen: {took} ms"
    );
    (driver, window)
}

/// Whether there is something to read yet.
async fn first_screen(window: &WebDriver) -> Option<bool> {
    let script = "return document.body !== null && document.body.innerText.includes('口令')";
    window.execute(script, vec![]).await.ok()?.json().as_bool()
}

fn default_shots() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("desktop/shots")
}
