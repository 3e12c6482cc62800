//! Wrong attempts to get in, kept beside the vault so that a restart forgives none of them.
//!
//! This slows somebody at the desk. Whoever has copied the folder is slowed by the key derivation alone.

use crate::disk::replace;
use crate::error::{Error, Kind, What};
use crate::time;
use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};
use std::path::Path;

/// Longest wait, in seconds.
const LONGEST: i64 = 60;
/// So many attempts are told to whoever gets in; the rest are counted.
const TOLD: usize = 100;

/// What was tried since somebody got in last.
#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Kept {
    failures: u32,
    /// The last one, from which the wait counts.
    last: String,
    tried: Vec<Tried>,
}

/// One wrong attempt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tried {
    /// When.
    pub at: String,
    /// As which user.
    pub user: String,
}

/// Seconds to wait after so many failures: 1, 2, 4 … 60.
fn delay(failures: u32) -> i64 {
    match failures {
        0 => 0,
        1..=6 => 1 << (failures - 1),
        _ => LONGEST,
    }
}

/// How many seconds are left before another attempt is taken. A clock that was set back begins the wait anew.
///
/// # Errors
/// When the folder cannot be read.
pub fn wait(dir: &Path, now: DateTime<FixedOffset>) -> Result<u32, Error> {
    Ok(left(&read(dir, now)?, now))
}

fn left(kept: &Kept, now: DateTime<FixedOffset>) -> u32 {
    let whole = delay(kept.failures);
    let passed = time::read(&kept.last).map_or(0, |last| (now - last).num_milliseconds().max(0));
    // Rounded up: the last part of a second is waited for, too.
    let left = (whole * 1000 - passed).max(0);
    u32::try_from((left + 999) / 1000).unwrap_or(0)
}

/// Begins an attempt: refused while the wait lasts, else counted as failed until [`succeeded`] says otherwise, so that
/// ending the program in the middle gains nothing.
///
/// # Errors
/// [`Kind::Wait`], or when the disk refuses.
pub fn begin(dir: &Path, user: &str, now: DateTime<FixedOffset>) -> Result<(), Error> {
    let mut kept = read(dir, now)?;
    let left = left(&kept, now);
    if left > 0 {
        if time::read(&kept.last).is_none_or(|last| last > now) {
            kept.last = time::say(now);
            write(dir, &kept)?;
        }
        return Err(Error::new(
            Kind::Wait,
            format!("口令输错的次数较多，请等待{left}秒后再试。"),
        ));
    }
    kept.failures = kept.failures.saturating_add(1);
    kept.last = time::say(now);
    if kept.tried.len() < TOLD {
        kept.tried.push(Tried {
            at: time::say(now),
            user: user.chars().take(64).collect(),
        });
    }
    write(dir, &kept)
}

/// The attempt begun last was not about a passphrase at all, as when the vault was in use: it is not held against anybody.
///
/// # Errors
/// When the disk refuses.
pub fn forgive(dir: &Path, now: DateTime<FixedOffset>) -> Result<(), Error> {
    let mut kept = read(dir, now)?;
    kept.failures = kept.failures.saturating_sub(1);
    kept.tried.pop();
    if kept.failures == 0 {
        kept.last = String::new();
    }
    write(dir, &kept)
}

/// Somebody got in: gives the wrong attempts before (not this one), and forgets them.
///
/// # Errors
/// When the disk refuses.
pub fn succeeded(dir: &Path, now: DateTime<FixedOffset>) -> Result<(u32, Vec<Tried>), Error> {
    let mut kept = read(dir, now)?;
    kept.tried.pop();
    let failures = kept.failures.saturating_sub(1);
    crate::disk::remove(&dir.join(NAME)).map_err(|error| What::Slots.io(&error))?;
    Ok((failures, kept.tried))
}

const NAME: &str = "attempts.json";

/// What is kept. A file that cannot be understood was meddled with: the longest wait begins.
fn read(dir: &Path, now: DateTime<FixedOffset>) -> Result<Kept, Error> {
    match std::fs::read(dir.join(NAME)) {
        Ok(bytes) => match serde_json::from_slice(&bytes) {
            Ok(kept) => Ok(kept),
            Err(_) => {
                let kept = Kept {
                    failures: 7,
                    last: time::say(now),
                    tried: Vec::new(),
                };
                write(dir, &kept)?;
                Ok(kept)
            }
        },
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Kept::default()),
        Err(_) => Err(crate::error::disk()),
    }
}

fn write(dir: &Path, kept: &Kept) -> Result<(), Error> {
    let text = serde_json::to_string(kept).map_err(|_| crate::error::disk())?;
    replace(&dir.join(NAME), text.as_bytes(), What::Slots)
}
