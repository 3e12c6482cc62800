//! Files that only their owner may read, written whole or not at all, and the lock that keeps a second process out.

use crate::error::{Error, What, disk, in_use};
use std::fs::{DirBuilder, File, OpenOptions, TryLockError};
use std::io::Write;
use std::path::Path;

/// Makes a folder only its owner may enter; one that exists is narrowed.
pub(crate) fn private_dir(dir: &Path) -> Result<(), Error> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    let fresh = !dir.is_dir();
    builder.create(dir).map_err(|_| disk())?;
    if fresh {
        // A folder whose name is not safe yet takes everything in it along in a power cut.
        sync_parent(dir).map_err(|_| disk())?;
    }
    #[cfg(unix)]
    std::fs::set_permissions(dir, std::os::unix::fs::PermissionsExt::from_mode(0o700)).map_err(|_| disk())?;
    Ok(())
}

/// Opens a file only its owner may read, making it if need be.
pub(crate) fn private_file(path: &Path, new: bool) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true);
    if new {
        options.create_new(true);
    } else {
        options.create(true).truncate(false);
    }
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Replaces a file in one step: after a crash it holds the old bytes or the new ones, never a mixture. When it fails, the old
/// bytes stand: whoever is told that a change was not made must not find it made.
pub(crate) fn replace(path: &Path, bytes: &[u8], what: What) -> Result<(), Error> {
    let (fresh, former) = (path.with_extension("new"), path.with_extension("former"));
    let write = || -> std::io::Result<()> {
        remove(&fresh)?;
        remove(&former)?;
        let mut file = private_file(&fresh, true)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        let kept = path.exists();
        if kept {
            std::fs::hard_link(path, &former).or_else(|_| std::fs::copy(path, &former).map(|_| ()))?;
        }
        std::fs::rename(&fresh, path)?;
        if let Err(error) = sync_parent(path) {
            if kept {
                let _ = std::fs::rename(&former, path);
            }
            return Err(error);
        }
        // The old one under its other name is of no use to anybody; the next change removes it at the latest.
        let _ = remove(&former);
        Ok(())
    };
    write().map_err(|error| what.io(&error))
}

/// Removes a file that may not be there.
pub(crate) fn remove(path: &Path) -> std::io::Result<()> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Makes a rename or a new file durable.
pub(crate) fn sync_parent(path: &Path) -> std::io::Result<()> {
    match path.parent() {
        Some(parent) if parent.as_os_str().is_empty() => sync_dir(Path::new(".")),
        Some(parent) => sync_dir(parent),
        None => Ok(()),
    }
}

/// Makes the names in a folder durable.
pub(crate) fn sync_dir(dir: &Path) -> std::io::Result<()> {
    #[cfg(unix)]
    File::open(dir)?.sync_all()?;
    #[cfg(not(unix))]
    let _ = dir;
    Ok(())
}

/// The vault's lock, held by this process; let go when dropped, and by any kind of death.
pub(crate) struct Lock(File);

impl Drop for Lock {
    /// Lets go at once: merely closing the file would leave it with a child process that is just being started.
    fn drop(&mut self) {
        let _ = self.0.unlock();
    }
}

/// Takes the vault's lock for this process.
pub(crate) fn lock(dir: &Path) -> Result<Lock, Error> {
    let file = private_file(&dir.join("vault.lock"), false).map_err(|_| disk())?;
    match file.try_lock() {
        Ok(()) => Ok(Lock(file)),
        Err(TryLockError::WouldBlock) => Err(in_use()),
        Err(TryLockError::Error(_)) => Err(disk()),
    }
}
