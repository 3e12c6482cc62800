//! The clipboard, as far as this window filled it: emptied half a minute later, and when the vault is locked, unless somebody
//! has copied something else since.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// How long what was copied may lie there.
const LIES: Duration = Duration::from_secs(30);

/// Mark of what was copied here, and which copying it was.
static FILLED: Mutex<(u64, Option<u64>)> = Mutex::new((0, None));

fn filled() -> std::sync::MutexGuard<'static, (u64, Option<u64>)> {
    FILLED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Something was copied in the window.
pub fn filled_here() {
    on_the_window(|text| {
        let number = {
            let mut filled = filled();
            filled.0 += 1;
            filled.1 = text.map(mark);
            filled.0
        };
        std::thread::spawn(move || {
            std::thread::sleep(crate::environment::clipboard().unwrap_or(LIES));
            if filled().0 == number {
                clear_now();
            }
        });
    });
}

/// Empties the clipboard if what lies there was copied here.
pub fn clear_now() {
    if filled().1.is_none() {
        return;
    }
    on_the_window(|text| {
        let ours = filled().1.take();
        if text.map(mark) == ours && ours.is_some() {
            empty();
        }
    });
}

/// Tells two texts apart without keeping either.
fn mark(text: &str) -> u64 {
    use std::hash::{BuildHasher, RandomState};
    static KEY: std::sync::OnceLock<RandomState> = std::sync::OnceLock::new();
    KEY.get_or_init(RandomState::new).hash_one(text)
}

#[cfg(target_os = "linux")]
fn on_the_window(act: impl FnOnce(Option<&str>) + Send + 'static) {
    gtk::glib::MainContext::default().invoke(move || {
        gtk::Clipboard::get(&gtk::gdk::SELECTION_CLIPBOARD).request_text(move |_, text| act(text));
    });
}

#[cfg(target_os = "linux")]
fn empty() {
    let clipboard = gtk::Clipboard::get(&gtk::gdk::SELECTION_CLIPBOARD);
    // Taking it over is what makes it ours to empty.
    clipboard.set_text("");
    clipboard.clear();
}

/// Elsewhere nothing of ours reads the clipboard.
#[cfg(not(target_os = "linux"))]
fn on_the_window(_: impl FnOnce(Option<&str>) + Send + 'static) {}

#[cfg(not(target_os = "linux"))]
fn empty() {}
