//! Restoring a whole vault from a backup, without any key: compared hash by hash, copied beside what is there, compared
//! again, and only then put in its place. What was there before stays, under another name.

use crate::backup::{copy_file, error_of, moment};
use crate::disk::{lock, private_dir, remove, sync_dir, sync_parent};
use crate::error::{Error, Kind, What, disk};
use crate::manifest::{Manifest, all, hashed};
use crate::slots::Slots;
use crate::turnover::REGISTER;
use chrono::{DateTime, FixedOffset};
use std::path::{Path, PathBuf};

/// A backup found in a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Where it lies.
    pub place: PathBuf,
    /// Its name.
    pub name: String,
    /// When it was made.
    pub made: DateTime<FixedOffset>,
    /// Which vault.
    pub vault: String,
    /// Head of the vault's log when it was made.
    pub head: String,
    /// Cases in it.
    pub cases: usize,
    /// Bytes of all files.
    pub bytes: u64,
}

/// The backups in a folder, newest first; the folder may be a backup itself.
pub fn backups(folder: &Path) -> Vec<Found> {
    let mut found = all(folder);
    if let Some(own) = Manifest::read(folder) {
        found.insert(0, (folder.to_path_buf(), own));
    }
    let found = found.into_iter().filter_map(|(place, manifest)| {
        Some(Found {
            name: place.file_name()?.to_string_lossy().into_owned(),
            made: moment(&manifest.made)?,
            cases: manifest
                .files
                .iter()
                .filter(|file| file.name.starts_with("cases/") && file.name.ends_with(".db"))
                .count(),
            bytes: manifest.files.iter().map(|file| file.bytes).sum(),
            vault: manifest.vault,
            head: manifest.head,
            place,
        })
    });
    found.collect()
}

/// The identifier of the vault in a folder, readable while it is locked.
///
/// # Errors
/// When its list of users is damaged.
pub fn vault_id(dir: &Path) -> Result<Option<String>, Error> {
    Ok(Slots::read(dir)?.map(|slots| slots.vault))
}

/// Puts a backup in the place of the vault in `dir`, which need not exist. Gives the name under which what was there before is
/// kept, if anything was.
///
/// # Errors
/// When a file of the backup is missing or not as it was written, there is no room, or the vault is open. Then what was
/// there is untouched.
pub fn restore(from: &Path, dir: &Path, now: DateTime<FixedOffset>) -> Result<Option<String>, Error> {
    let manifest = Manifest::read(from).ok_or_else(|| {
        Error::new(
            Kind::Damaged,
            "所选的文件夹不是明辩的备份，或者备份清单已损坏。请另选一个备份。",
        )
    })?;
    let whole: u64 = manifest.files.iter().map(|file| file.bytes).sum();
    let parent = dir.parent().ok_or_else(disk)?;
    private_parent(parent)?;
    if fs4::available_space(parent).is_ok_and(|free| free < whole + whole / 10) {
        return Err(crate::error::full());
    }
    let held = if dir.is_dir() { Some(lock(dir)?) } else { None };
    let draft = beside(dir, "restoring");
    let _ = std::fs::remove_dir_all(&draft);
    let filled = fill(from, &draft, &manifest);
    if filled.is_err() {
        let _ = std::fs::remove_dir_all(&draft);
    }
    filled?;
    // From here on the restored vault is whole: whatever happens, `settle` puts it in its place.
    sync_dir(&draft.join("cases"))
        .and_then(|()| std::fs::write(draft.join(WHOLE), b""))
        .and_then(|()| sync_dir(&draft))
        .map_err(|_| disk())?;
    let kept = if dir.exists() {
        let kept = beside(dir, &format!("before-{}", now.format("%Y%m%d-%H%M%S")));
        std::fs::rename(dir, &kept).map_err(|_| disk())?;
        kept.file_name().map(|name| name.to_string_lossy().into_owned())
    } else {
        None
    };
    drop(held);
    settle(dir)?;
    Ok(kept)
}

/// Says that a restored vault is all there.
const WHOLE: &str = "restored.whole";

/// Finishes a restoration that was interrupted between taking the old vault away and putting the new one there.
///
/// # Errors
/// When the disk refuses.
pub(crate) fn settle(dir: &Path) -> Result<(), Error> {
    let draft = beside(dir, "restoring");
    if !dir.exists() && draft.join(WHOLE).is_file() {
        std::fs::rename(&draft, dir).map_err(|_| disk())?;
        remove(&dir.join(WHOLE)).map_err(|_| disk())?;
        sync_parent(dir).map_err(|_| disk())?;
    }
    Ok(())
}

fn fill(from: &Path, draft: &Path, manifest: &Manifest) -> Result<(), Error> {
    private_dir(draft)?;
    private_dir(&draft.join("cases"))?;
    for needed in ["slots.json", REGISTER] {
        if !manifest.files.iter().any(|file| file.name == needed) {
            return Err(Error::damaged(What::Backup));
        }
    }
    for file in &manifest.files {
        copy_file(&from.join(&file.name), &draft.join(&file.name)).map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => Error::damaged(What::Backup),
            _ => error_of(&error),
        })?;
        if hashed(&draft.join(&file.name), &|| true)? != (file.bytes, file.sha256.clone()) {
            return Err(Error::damaged(What::Backup));
        }
    }
    let slots = std::fs::read(draft.join("slots.json")).map_err(|_| disk())?;
    Slots::parse(&slots)?;
    Ok(())
}

fn beside(dir: &Path, ending: &str) -> PathBuf {
    let mut name = dir.as_os_str().to_os_string();
    name.push(".");
    name.push(ending);
    name.into()
}

/// The folder around the vault, which a new account does not have yet; one that exists is left as it is.
fn private_parent(parent: &Path) -> Result<(), Error> {
    if parent.is_dir() { Ok(()) } else { private_dir(parent) }
}
