//! This machine's half of the keys in a real keychain: the vault opens with it, and no file holds it.

use std::io::Write;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use thirtyfour::Key;

use crate::desk::Desk;

const PASSPHRASE: &str = "那年冬天在云南看见骆驼";

/// A keychain of its own, open, on the bus of these tests; ended with the test.
struct Keychain(Child);

impl Keychain {
    fn open(home: &Path) -> Keychain {
        let mut daemon = Command::new("gnome-keyring-daemon")
            .args(["--foreground", "--unlock", "--components=secrets"])
            .env("HOME", home)
            .env("XDG_DATA_HOME", home.join("data"))
            .env("XDG_RUNTIME_DIR", home)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("gnome-keyring is installed (make setup)");
        let mut password = daemon.stdin.take().expect("its input");
        password.write_all(b"open").expect("the password of the keychain");
        drop(password);
        Keychain(daemon)
    }
}

impl Drop for Keychain {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[tokio::test]
async fn the_machines_half_of_the_keys_lies_in_the_keychain_and_opens_the_vault() {
    let home = tempfile::tempdir().expect("a folder");
    let _keychain = Keychain::open(home.path());
    let data = home.path().join("program");
    let data_text = data.to_str().expect("plain").to_owned();
    let desk = Desk::sit_down_with(
        "keychain",
        &[("MINGBIAN_DEVICE_DIR", ""), ("XDG_DATA_HOME", &data_text)],
    )
    .await;
    desk.create_vault(PASSPHRASE).await;
    desk.click("rail-settings").await;
    desk.wait_for_text("在本机系统钥匙串中").await;
    desk.screenshot("settings").await;
    assert!(
        !data.join("cn.mingbian.desktop/device-keys").exists(),
        "the secret lies in a file"
    );

    let desk = desk.come_back().await;
    desk.type_into("unlock-passphrase", PASSPHRASE).await;
    desk.press(Key::Enter + "").await;
    desk.control("new-case").await;
    desk.leave().await;
}
