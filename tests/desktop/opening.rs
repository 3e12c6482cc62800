//! The window itself: it opens, in Chinese, and is shut in.

use crate::desk::Desk;

#[tokio::test]
async fn a_new_lawyer_is_asked_to_create_a_vault() {
    let desk = Desk::sit_down("opening").await;
    desk.wait_for_text("明辩").await;
    desk.wait_for_text("口令").await;
    desk.screenshot("create").await;
    desk.leave().await;
}

#[tokio::test]
async fn the_web_view_reaches_nothing_but_our_commands() {
    let desk = Desk::sit_down("shut-in").await;
    desk.wait_for_text("明辩").await;

    let state = desk
        .promise("window.__TAURI_INTERNALS__.invoke('call', { name: 'vault_state', request: {} })")
        .await;
    assert_eq!(state.expect("our own command is granted")["exists"], false);
    for (foreign, request) in [
        ("plugin:dialog|open", "{ options: {} }"),
        ("plugin:dialog|save", "{ options: {} }"),
        ("plugin:fs|read_text_file", "{ path: '/etc/hostname' }"),
        ("plugin:window|close", "{}"),
        ("plugin:webview|create_webview_window", "{ options: { label: 'x' } }"),
        (
            "plugin:event|listen",
            "{ event: 'x', target: { kind: 'Any' }, handler: 0 }",
        ),
        ("plugin:path|resolve_directory", "{ directory: 1 }"),
    ] {
        let refused = desk
            .promise(&format!("window.__TAURI_INTERNALS__.invoke('{foreign}', {request})"))
            .await;
        let why = refused.expect_err(foreign);
        assert!(
            why.contains("not allowed") || why.contains("not found"),
            "{foreign}: {why}"
        );
    }

    for address in ["http://127.0.0.1:9/", "https://example.com/", "file:///etc/hostname"] {
        assert!(
            desk.promise(&format!("fetch('{address}')")).await.is_err(),
            "{address} was fetched"
        );
    }
    assert_eq!(desk.promise("typeof window.__TAURI__").await, Ok("undefined".into()));
    assert_eq!(
        desk.promise("window.open('https://example.com/') === null").await,
        Ok(true.into())
    );
    let script = "new Promise((done) => { const s = document.createElement('script'); s.textContent = 'window.ran = true'; \
                  document.head.append(s); done(window.ran === true) })";
    assert_eq!(
        desk.promise(script).await,
        Ok(false.into()),
        "an inline script ran: the content security policy is off"
    );

    let _ = desk.promise("location.assign('https://example.com/')").await;
    let _ = desk.promise("location.assign('file:///etc/hostname')").await;
    tokio::time::sleep(std::time::Duration::from_secs(1)).await;
    assert_eq!(
        desk.promise("location.protocol").await,
        Ok("tauri:".into()),
        "the window left the interface"
    );
    desk.leave().await;
}
