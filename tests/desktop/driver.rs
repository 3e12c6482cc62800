//! WebKitWebDriver, started on a free port and ended with everything it started.

use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How long the driver may take to listen.
const PATIENCE: Duration = Duration::from_secs(20);

/// A running driver. Dropping it ends the windows it opened too, however the test ended.
pub struct Driver {
    process: Child,
    port: u16,
}

impl Driver {
    /// Starts a driver whose windows keep everything in `folder`: the vault, this machine's half of the keys, exports,
    /// backups; and pick `incoming` up when a file is chosen.
    pub fn start(folder: &Path, incoming: &Path, settings: &[(&str, &str)]) -> Self {
        let port = free_port();
        let process = Command::new("WebKitWebDriver")
            .arg(format!("--port={port}"))
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .env("MINGBIAN_VAULT", folder.join("vault"))
            .env("MINGBIAN_DEVICE_DIR", folder.join("device"))
            .env("MINGBIAN_EXPORT_DIR", folder.join("exports"))
            .env("MINGBIAN_BACKUP_DIR", folder.join("backups"))
            .env("MINGBIAN_IMPORT_FILE", incoming)
            .env("MINGBIAN_TEST_KDF", "light")
            .envs(settings.iter().copied())
            .stdin(Stdio::null())
            .process_group(0)
            .spawn()
            .expect("WebKitWebDriver is installed (make setup)");
        let driver = Self { process, port };
        driver.wait_until_listening();
        driver
    }

    /// Where sessions are asked for.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    fn wait_until_listening(&self) {
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, self.port));
        let started = Instant::now();
        while TcpStream::connect_timeout(&address, Duration::from_millis(200)).is_err() {
            assert!(
                started.elapsed() < PATIENCE,
                "WebKitWebDriver does not listen on {address}"
            );
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // The driver leads a process group of its own, which its windows belong to.
        let group = format!("-{}", self.process.id());
        let _ = Command::new("kill")
            .args(["-TERM", "--", &group])
            .stderr(Stdio::null())
            .status();
        let _ = self.process.wait();
    }
}

fn free_port() -> u16 {
    let probe = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
    probe.local_addr().expect("bound").port()
}
