//! Recognising the words of a scanned page with an engine installed beside the program: tesseract, one page at a time, behind
//! everything else, the picture through a pipe and never through a file.

use std::io::{Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::sync::PoisonError;
use std::time::{Duration, Instant};

use app::Failure;
use serde::Serialize;

use crate::failure_text;

/// The longest a page may take.
const PAGE: Duration = Duration::from_secs(180);
/// The longest the engine may take to say what it can read.
const ASK: Duration = Duration::from_secs(10);
/// The largest picture given, and the largest answer read.
const BYTES: usize = 64 << 20;
/// How often the engine is looked at.
const STEP: Duration = Duration::from_millis(20);

/// Whether words can be recognised here.
#[derive(Debug, Clone, Serialize)]
pub struct Engine {
    /// They can.
    pub ready: bool,
    /// What there is, or what is missing and how to get it.
    pub words: String,
}

/// One page at a time.
static TURN: Mutex<()> = Mutex::new(());

/// Asks which engine there is. Blocks.
pub fn engine() -> Engine {
    let missing = |words: &str| Engine {
        ready: false,
        words: words.into(),
    };
    let Some(languages) = languages() else {
        return missing(failure_text::NO_ENGINE);
    };
    if !languages.iter().any(|language| language == "chi_sim") {
        return missing(failure_text::NO_CHINESE);
    }
    Engine {
        ready: true,
        words: "已找到文字识别引擎 Tesseract（简体中文）".into(),
    }
}

fn languages() -> Option<Vec<String>> {
    let mut command = Command::new("tesseract");
    command.arg("--list-langs");
    let listed = run(command, &[], ASK).ok()?;
    Some(listed.lines().map(|line| line.trim().to_owned()).collect())
}

/// The engine's table for a picture of a page. Blocks.
///
/// # Errors
/// `invalid` when there is no engine, or it fails on this page, or takes too long.
pub fn recognise(png: &[u8]) -> Result<String, Failure> {
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    if !png.starts_with(b"\x89PNG\r\n\x1a\n") || png.len() > BYTES {
        return Err(failure_text::unrecognised());
    }
    let mut command = behind("tesseract");
    command.args(["stdin", "stdout", "--dpi", "300", "-l", "chi_sim", "tsv"]);
    run(command, png, PAGE)
}

/// A program that gives way to every other.
fn behind(program: &str) -> Command {
    let mut command = if cfg!(unix) {
        let mut nice = Command::new("nice");
        nice.args(["-n", "19", program]);
        nice
    } else {
        Command::new(program)
    };
    command.env("OMP_THREAD_LIMIT", "1");
    command
}

/// Runs a program with this input and returns what it says; kills it when it takes too long.
fn run(mut command: Command, input: &[u8], limit: Duration) -> Result<String, Failure> {
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    let mut child = command.spawn().map_err(|_| failure_text::unrecognised())?;
    let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
    let said = std::thread::scope(|scope| {
        // Written and read at once: a full pipe on either side would stop both.
        scope.spawn(move || stdin.map(|mut pipe| pipe.write_all(input)));
        let answer = scope.spawn(move || {
            let mut said = Vec::new();
            let read = stdout.map(|pipe| pipe.take(BYTES as u64).read_to_end(&mut said));
            read.and_then(Result::ok).map(|_| said)
        });
        let well = ended(&mut child, limit);
        answer.join().ok().flatten().filter(|_| well)
    });
    said.and_then(|said| String::from_utf8(said).ok())
        .ok_or_else(failure_text::unrecognised)
}

/// Whether it ended well in time.
fn ended(child: &mut Child, limit: Duration) -> bool {
    let start = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return status.success(),
            Ok(None) if start.elapsed() < limit => std::thread::sleep(STEP),
            _ => {
                let _ = child.kill();
                let _ = child.wait();
                return false;
            }
        }
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn more_than_a_pipe_holds_goes_in_and_comes_out() {
        let much = "字".repeat(400_000);
        assert_eq!(run(Command::new("cat"), much.as_bytes(), ASK).expect("answered"), much);
    }

    #[test]
    fn what_hangs_fails_or_is_missing_is_refused() {
        let start = Instant::now();
        let mut sleep = Command::new("sleep");
        sleep.arg("30");
        assert!(run(sleep, &[], Duration::from_millis(100)).is_err());
        assert!(start.elapsed() < Duration::from_secs(10));
        assert!(run(Command::new("false"), b"x", ASK).is_err());
        assert!(run(Command::new("no-such-engine"), b"x", ASK).is_err());
    }

    #[test]
    fn only_pictures_are_given_to_the_engine() {
        assert!(recognise(b"%PDF-1.7").is_err());
    }
}
