//! This machine's half of the keys: in the system's keychain, and where there is none, in files of their own outside the
//! vault that only their owner may read.

use std::fs::{DirBuilder, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use app::{Device, Place};

/// Under what name the keychain keeps them.
const SERVICE: &str = "cn.mingbian.desktop";

/// Keeps secrets for the vault.
pub struct Keys {
    folder: PathBuf,
    keychain: bool,
}

impl Keys {
    /// Uses the keychain if `keychain` says so and there is one, else files in that folder.
    pub fn new(folder: PathBuf, keychain: bool) -> Self {
        Self { folder, keychain }
    }

    fn entry(&self, name: &str) -> Option<keyring_core::Entry> {
        if !self.keychain || !ready() {
            return None;
        }
        keyring_core::Entry::new(SERVICE, name).ok()
    }

    fn in_keychain(&self, name: &str) -> Option<Vec<u8>> {
        self.entry(name)?.get_secret().ok()
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }
}

/// Whether there is a keychain; asked once.
fn ready() -> bool {
    static READY: OnceLock<bool> = OnceLock::new();
    *READY.get_or_init(|| match keychain() {
        Some(store) => {
            keyring_core::set_default_store(store);
            true
        }
        None => false,
    })
}

#[cfg(target_os = "linux")]
fn keychain() -> Option<std::sync::Arc<keyring_core::CredentialStore>> {
    let store = dbus_secret_service_keyring_store::Store::new().ok()?;
    Some(store)
}

#[cfg(target_os = "windows")]
fn keychain() -> Option<std::sync::Arc<keyring_core::CredentialStore>> {
    let store = windows_native_keyring_store::Store::new().ok()?;
    Some(store)
}

#[cfg(target_os = "macos")]
fn keychain() -> Option<std::sync::Arc<keyring_core::CredentialStore>> {
    let store = apple_native_keyring_store::keychain::Store::new().ok()?;
    Some(store)
}

impl Device for Keys {
    fn load(&self, name: &str) -> Option<Vec<u8>> {
        self.in_keychain(name).or_else(|| std::fs::read(self.file(name)).ok())
    }

    fn save(&self, name: &str, secret: &[u8]) -> bool {
        let kept = self
            .entry(name)
            .is_some_and(|entry| entry.set_secret(secret).is_ok() && self.in_keychain(name).as_deref() == Some(secret));
        kept || write(&self.folder, &self.file(name), secret).is_ok()
    }

    fn place(&self, name: &str) -> Place {
        if self.in_keychain(name).is_some() {
            Place::Keychain
        } else if self.file(name).is_file() {
            Place::File
        } else {
            Place::Nowhere
        }
    }
}

fn write(folder: &Path, file: &Path, secret: &[u8]) -> std::io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)?;
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut open = options.open(file)?;
    open.write_all(secret)?;
    open.sync_all()?;
    #[cfg(unix)]
    std::fs::File::open(folder)?.sync_all()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_keychain_a_file_of_the_owners_alone_keeps_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let keys = Keys::new(folder.path().join("device"), false);
        assert_eq!((keys.load("a"), keys.place("a")), (None, Place::Nowhere));
        assert!(keys.save("a", &[7; 32]));
        assert_eq!((keys.load("a"), keys.place("a")), (Some(vec![7; 32]), Place::File));
        // What is kept is never written over.
        assert!(!keys.save("a", &[8; 32]));
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = |path: &Path| std::fs::metadata(path).expect("there").permissions().mode() & 0o777;
            assert_eq!(mode(&folder.path().join("device")), 0o700);
            assert_eq!(mode(&folder.path().join("device/a")), 0o600);
        }
    }
}
