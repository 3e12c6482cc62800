//! The one window: its size, and everything its web view may not do.

use tauri::webview::NewWindowResponse;
use tauri::{DragDropEvent, Manager, Url, WebviewUrl, WebviewWindow, WebviewWindowBuilder, WindowEvent};

use crate::desk::Desk;
use crate::environment;
use crate::intake::{Intake, Note};

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
        .on_navigation(is_ours)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_download(|_, _| false)
        .build()?;
    take_what_is_dropped(&window);
    show_preedit(&window)
}

/// Files dropped on the window go into the case whose file is on the screen; without one they are ignored. Their paths come
/// to this side only: the web view may not listen to the window's events.
fn take_what_is_dropped(window: &WebviewWindow) {
    let shell = window.app_handle().clone();
    window.on_window_event(move |event| {
        let WindowEvent::DragDrop(event) = event else { return };
        let intake = shell.state::<Intake>().inner().clone();
        match event {
            DragDropEvent::Enter { .. } => intake.tell(Note::Over),
            DragDropEvent::Leave => intake.tell(Note::Away),
            DragDropEvent::Drop { paths, .. } => {
                intake.tell(Note::Away);
                if let Some(case) = intake.case() {
                    let (desk, paths) = (shell.state::<Desk>().inner().clone(), paths.clone());
                    tauri::async_runtime::spawn_blocking(move || intake.take(&desk, &case, &paths));
                }
            }
            _ => {}
        }
    });
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
