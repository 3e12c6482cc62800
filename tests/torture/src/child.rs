//! Starting the program under test, with the shim between it and the disk.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::OnceLock;
use std::time::Duration;

/// What stands between the program and the disk.
const SHIM: &str = include_str!("../shim.c");

/// The program under test.
pub struct Under<'a> {
    /// Folder that is meddled with; the vault lies in `vault` below it.
    pub home: &'a Path,
    /// Where its promises go.
    pub marks: &'a Path,
    /// Its chance.
    pub seed: u64,
    /// What it does.
    pub script: String,
    /// What the shim does; empty for nothing.
    pub plan: String,
    /// Where the shim records; none for nowhere.
    pub log: Option<&'a Path>,
}

impl Under<'_> {
    /// Starts it.
    pub fn start(&self) -> Child {
        let program = std::env::current_exe().expect("this program");
        let mut command = Command::new(program);
        command.arg("actor").arg(self.home.join("vault")).arg(self.marks);
        command.arg(self.seed.to_string()).arg(&self.script);
        command
            .env("LD_PRELOAD", shim())
            .env("TORTURE_DIR", self.home)
            .env("TORTURE_MARKS", self.marks);
        if !self.plan.is_empty() {
            command.env("TORTURE_PLAN", &self.plan);
        }
        if let Some(log) = self.log {
            command.env("TORTURE_LOG", log);
        }
        command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped());
        command.spawn().expect("starts")
    }

    /// Runs it to its end, however that comes.
    ///
    /// # Errors
    /// When it panicked: what it said.
    pub fn run(&self) -> Result<ExitStatus, String> {
        ended(self.start())
    }
}

/// Waits for the end; a fault of the program itself is told apart from being killed.
///
/// # Errors
/// What it said when it panicked.
pub fn ended(child: Child) -> Result<ExitStatus, String> {
    let output = child.wait_with_output().map_err(|error| error.to_string())?;
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let killed = output.status.code().is_none();
    match output.status.success() || (killed && !said.contains("panicked")) {
        true => Ok(output.status),
        false => Err(format!("the program ended with {}: {said}", output.status)),
    }
}

/// Kills it after a while.
pub fn kill_after(mut child: Child, wait: Duration) -> Result<ExitStatus, String> {
    std::thread::sleep(wait);
    let _ = child.kill();
    ended(child)
}

/// The shim, compiled once a run.
pub fn shim() -> PathBuf {
    static MADE: OnceLock<(tempfile::TempDir, PathBuf)> = OnceLock::new();
    let (_, path) = MADE.get_or_init(|| {
        let folder = tempfile::tempdir().expect("a folder");
        let (source, made) = (folder.path().join("shim.c"), folder.path().join("shim.so"));
        std::fs::write(&source, SHIM).expect("written");
        let mut compiler = Command::new("cc");
        compiler
            .args(["-shared", "-fPIC", "-O1", "-o"])
            .arg(&made)
            .arg(&source)
            .arg("-ldl");
        assert!(
            compiler.status().expect("a C compiler").success(),
            "the shim does not compile"
        );
        (folder, made)
    });
    path.clone()
}
