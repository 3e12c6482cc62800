//! What lies in a backup: names, sizes and hashes of encrypted files, and no word of a case. And which backups are kept.

use crate::backup::{NAME, error_of, moment, stop};
use crate::disk::replace;
use crate::error::{Error, What};
use crate::secret::hex;
use crate::time;
use chrono::{DateTime, Datelike, FixedOffset};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::io::Read;
use std::path::{Path, PathBuf};

const FILE: &str = "manifest.json";
/// Backups of the last days, weeks and months that are kept.
const DAYS: usize = 7;
const WEEKS: usize = 4;
const MONTHS: usize = 12;
/// The very last ones are kept whatever day they are of.
const LAST: usize = 3;

/// The list.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Manifest {
    format: u32,
    pub(crate) vault: String,
    pub(crate) made: String,
    /// Head of the vault's log.
    pub(crate) head: String,
    pub(crate) files: Vec<Entry>,
}

/// A file.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Entry {
    pub(crate) name: String,
    pub(crate) bytes: u64,
    pub(crate) sha256: String,
    /// SHA-256 of the file it was copied from, where that can tell whether it changed since.
    pub(crate) source: String,
}

impl Manifest {
    pub(crate) fn new(vault: &str, head: &str, now: DateTime<FixedOffset>) -> Manifest {
        Manifest {
            format: 1,
            vault: vault.into(),
            made: time::say(now),
            head: head.into(),
            files: Vec::new(),
        }
    }

    pub(crate) fn add(
        &mut self,
        folder: &Path,
        name: &str,
        source: String,
        go_on: &dyn Fn() -> bool,
    ) -> Result<(), Error> {
        let (bytes, sha256) = hashed(&folder.join(name), go_on)?;
        self.files.push(Entry {
            name: name.into(),
            bytes,
            sha256,
            source,
        });
        Ok(())
    }

    pub(crate) fn write(&self, folder: &Path) -> Result<(), Error> {
        let text = serde_json::to_string_pretty(self).map_err(|_| crate::error::disk())?;
        replace(&folder.join(FILE), text.as_bytes(), What::Backup)
    }

    /// The list of a backup; none where there is no backup, or one this program cannot use.
    pub(crate) fn read(folder: &Path) -> Option<Manifest> {
        let file = std::fs::File::open(folder.join(FILE)).ok()?;
        let mut text = Vec::new();
        file.take(16 << 20).read_to_end(&mut text).ok()?;
        let manifest: Manifest = serde_json::from_slice(&text).ok()?;
        let fine = manifest.format == 1 && manifest.files.iter().all(|file| fits(&file.name));
        (fine && moment(&manifest.made).is_some()).then_some(manifest)
    }
}

/// Names of files of a vault, and nothing that leads elsewhere.
fn fits(name: &str) -> bool {
    let case = |name: &str| {
        let (id, ending) = name.split_once('.').unwrap_or_default();
        id.parse::<crate::CaseId>().is_ok() && matches!(ending, "db" | "db-wal" | "originals" | "originals-wal")
    };
    matches!(name, "slots.json" | "vault.db") || name.strip_prefix("cases/").is_some_and(case)
}

/// Size and SHA-256 of a file.
pub(crate) fn hashed(path: &Path, go_on: &dyn Fn() -> bool) -> Result<(u64, String), Error> {
    let read = || -> std::io::Result<Option<(u64, String)>> {
        let mut file = std::fs::File::open(path)?;
        let (mut digest, mut bytes, mut piece) = (Sha256::new(), 0, vec![0; 1 << 20]);
        loop {
            if !go_on() {
                return Ok(None);
            }
            match file.read(&mut piece)? {
                0 => return Ok(Some((bytes, hex(&digest.finalize())))),
                read => {
                    digest.update(&piece[..read]);
                    bytes += read as u64;
                }
            }
        }
    };
    match read() {
        Ok(Some(found)) => Ok(found),
        Ok(None) => stop(&|| false).map(|()| Default::default()),
        Err(error) => Err(error_of(&error)),
    }
}

/// Every backup in a folder, newest first.
pub(crate) fn all(folder: &Path) -> Vec<(PathBuf, Manifest)> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut found: Vec<(PathBuf, Manifest)> = entries
        .filter(|entry| {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            name.starts_with(NAME) && !name.ends_with(".part")
        })
        .filter_map(|entry| Manifest::read(&entry.path()).map(|manifest| (entry.path(), manifest)))
        .collect();
    found.sort_by_key(|(_, manifest)| std::cmp::Reverse(moment(&manifest.made)));
    found
}

/// The newest backup of a vault in a folder.
pub(crate) fn newest(folder: &Path, vault: &str) -> Option<(PathBuf, Manifest)> {
    all(folder).into_iter().find(|(_, manifest)| manifest.vault == vault)
}

/// Gives up the backups of a vault that are too many: kept is the newest of each of the last days, weeks and months that
/// have any.
pub(crate) fn rotate(folder: &Path, vault: &str, now: DateTime<FixedOffset>) -> usize {
    let own: Vec<(PathBuf, DateTime<FixedOffset>)> = all(folder)
        .into_iter()
        .filter(|(_, manifest)| manifest.vault == vault)
        .filter_map(|(path, manifest)| moment(&manifest.made).map(|made| (path, made)))
        .collect();
    let moments: Vec<DateTime<FixedOffset>> = own.iter().map(|(_, made)| *made).collect();
    let keep = kept(&moments, now);
    let gone = own.iter().filter(|(_, made)| !keep.contains(made));
    gone.filter(|(path, _)| std::fs::remove_dir_all(path).is_ok()).count()
}

/// Which of these moments, newest first, are kept. What claims to be of the future is left alone.
fn kept(moments: &[DateTime<FixedOffset>], now: DateTime<FixedOffset>) -> BTreeSet<DateTime<FixedOffset>> {
    let mut keep: BTreeSet<_> = moments.iter().filter(|made| **made > now).copied().collect();
    keep.extend(moments.iter().take(LAST));
    let mut newest_of = |count: usize, key: &dyn Fn(&DateTime<FixedOffset>) -> (i32, u32)| {
        let mut seen = BTreeSet::new();
        for made in moments.iter().filter(|made| **made <= now) {
            if seen.len() < count && seen.insert(key(made)) {
                keep.insert(*made);
            }
        }
    };
    newest_of(DAYS, &|made| (made.year(), made.ordinal()));
    newest_of(WEEKS, &|made| (made.iso_week().year(), made.iso_week().week()));
    newest_of(MONTHS, &|made| (made.year(), made.month()));
    keep
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeDelta;

    #[test]
    fn a_year_of_daily_backups_leaves_days_weeks_and_months() {
        let now: DateTime<FixedOffset> = "2026-11-30T09:00:00+08:00".parse().expect("a moment");
        let moments: Vec<_> = (0..500).map(|day| now - TimeDelta::days(day)).collect();
        let keep = kept(&moments, now);
        let ages: Vec<i64> = keep.iter().rev().map(|made| (now - *made).num_days()).collect();
        // 30 November is a Monday: the newest of the weeks before are its Sundays; of the months, their last days.
        assert_eq!(ages[..7], [0, 1, 2, 3, 4, 5, 6]);
        assert_eq!(ages[7..10], [8, 15, 30], "{ages:?}");
        assert_eq!(ages.len(), 7 + 2 + 11, "{ages:?}");
        // Many in one day: the last three stay, and after them one a day.
        let many: Vec<_> = (0..48).map(|hour| now - TimeDelta::hours(hour)).collect();
        let ages: Vec<i64> = kept(&many, now)
            .iter()
            .rev()
            .map(|made| (now - *made).num_hours())
            .collect();
        assert_eq!(ages, [0, 1, 2, 10, 34]);
        let future = [now + TimeDelta::days(9), now];
        assert_eq!(kept(&future, now).len(), 2);
    }

    #[test]
    fn no_name_in_a_list_leads_out_of_the_vault() {
        let case = "0123456789abcdef0123456789abcdef";
        for name in [
            "vault.db".to_string(),
            "slots.json".into(),
            format!("cases/{case}.db"),
            format!("cases/{case}.originals-wal"),
        ] {
            assert!(fits(&name), "{name}");
        }
        for name in [
            "../vault.db",
            "/etc/passwd",
            "cases/../x.db",
            "cases/x.db",
            "vault.lock",
            "",
            "cases/0123456789abcdef0123456789abcdef.exe",
        ] {
            assert!(!fits(name), "{name}");
        }
    }
}
