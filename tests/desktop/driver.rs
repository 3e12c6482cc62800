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
    pub fn start(folder: &Path, incoming: &Path, settings: &[(String, String)]) -> Self {
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
            .envs(settings.iter().map(|(name, value)| (name, value)))
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

    /// Kills the program this driver started, as the system would, and waits until it is gone.
    pub fn kill_the_program(&self) {
        let binary = std::env::var_os("MINGBIAN_BINARY").expect("MINGBIAN_BINARY names the program");
        let binary = Path::new(&binary).canonicalize().expect("the program is there");
        let ours = |pid: &u32| {
            let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
            // After the name in brackets: state, parent, process group.
            let group = stat
                .rsplit(')')
                .next()
                .and_then(|rest| rest.split_whitespace().nth(2)?.parse::<u32>().ok());
            group == Some(self.process.id())
                && std::fs::read_link(format!("/proc/{pid}/exe")).is_ok_and(|exe| exe == binary)
        };
        let all = || {
            let names = std::fs::read_dir("/proc").expect("Linux").flatten();
            names.filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok())
        };
        let programs: Vec<u32> = all().filter(ours).collect();
        assert!(!programs.is_empty(), "the program is running");
        for pid in &programs {
            let _ = Command::new("kill").args(["-KILL", &pid.to_string()]).status();
        }
        let started = Instant::now();
        while programs.iter().any(ours) && started.elapsed() < PATIENCE {
            std::thread::sleep(Duration::from_millis(5));
        }
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
