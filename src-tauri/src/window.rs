//! The one window: its size, and everything its web view may not do.

use tauri::webview::NewWindowResponse;
use tauri::{Url, WebviewUrl, WebviewWindow, WebviewWindowBuilder};

use crate::environment;

/// Opens the window. Its web view keeps nothing on disk, goes nowhere, opens nothing and downloads nothing.
///
/// # Errors
///
/// When the system's web view does not start.
pub fn open(shell: &tauri::App) -> tauri::Result<()> {
    let window = WebviewWindowBuilder::new(shell, "main", WebviewUrl::App("index.html".into()))
        .title("明辩")
        .inner_size(1280.0, 800.0)
        .min_inner_size(1100.0, 700.0)
        .incognito(!environment::automated())
        .disable_drag_drop_handler()
        .on_navigation(is_ours)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_download(|_, _| false)
        .build()?;
    show_preedit(&window)
}

/// Whether an address is the interface we ship: `tauri://localhost`, or on Windows `http://tauri.localhost`.
fn is_ours(address: &Url) -> bool {
    match address.scheme() {
        "tauri" => address.host_str() == Some("localhost"),
        "http" => cfg!(windows) && address.host_str() == Some("tauri.localhost"),
        _ => false,
    }
}

/// Shows the letters of a Chinese input method where they are typed. wry turns this off for every program on Linux.
#[cfg(target_os = "linux")]
fn show_preedit(window: &WebviewWindow) -> tauri::Result<()> {
    use webkit2gtk::{InputMethodContextExt, WebViewExt};
    window.with_webview(|view| {
        if let Some(input) = view.inner().input_method_context() {
            input.set_enable_preedit(true);
        }
    })
}

#[cfg(not(target_os = "linux"))]
fn show_preedit(_: &WebviewWindow) -> tauri::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::is_ours;

    #[test]
    fn only_the_shipped_interface_is_ours() {
        let ours = |address: &str| is_ours(&address.parse().expect("a literal address"));
        assert!(ours("tauri://localhost/index.html"));
        assert!(ours("tauri://localhost/#/case/1"));
        for foreign in [
            "https://localhost/",
            "http://127.0.0.1:5173/",
            "tauri://elsewhere/index.html",
            "file:///etc/hostname",
            "data:text/html,x",
            "about:blank",
        ] {
            assert!(!ours(foreign), "{foreign}");
        }
    }
}
