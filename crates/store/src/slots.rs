//! `slots.json`: the one file that is not encrypted. Who may unlock, and each user's wrapped keys.

use crate::disk::replace;
use crate::error::{Error, Kind, What};
use crate::kdf::Kdf;
use crate::secret::{Secret, fill, hex, unhex};
use crate::user::{Role, User};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::path::Path;

const FORMAT: u32 = 1;

/// The file, whole.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Slots {
    format: u32,
    pub(crate) users: Vec<Slot>,
    /// SHA-256 of the rest. Tells a damaged file from a wrong passphrase; it keeps nobody out, the wrapping does.
    check: String,
}

/// One user's way in.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Slot {
    pub(crate) id: String,
    pub(crate) name: String,
    /// For the lock screen only; the role that counts is in `vault.db`.
    pub(crate) role: Role,
    pub(crate) kdf: Kdf,
    salt: String,
    /// The user key, wrapped with the key derived from the passphrase.
    user_key: String,
    /// The vault key, wrapped with the user key.
    vault_key: String,
}

/// What a right passphrase gives.
pub(crate) struct Keys {
    pub(crate) user: Secret,
    pub(crate) vault: Secret,
}

impl Slot {
    /// Makes a slot for a user who will share the vault key.
    pub(crate) fn new(user: &User, passphrase: &str, kdf: Kdf, keys: &Keys) -> Result<Slot, Error> {
        let mut slot = Slot {
            id: user.id.clone(),
            name: user.name.clone(),
            role: user.role,
            kdf,
            salt: String::new(),
            user_key: String::new(),
            vault_key: hex(&keys
                .user
                .wrap(&keys.vault, &format!("mingbian vault key|{}", user.id))?),
        };
        slot.wrap(&keys.user, passphrase)?;
        Ok(slot)
    }

    /// Wraps the user key anew: new salt, new passphrase, the same key.
    pub(crate) fn wrap(&mut self, user_key: &Secret, passphrase: &str) -> Result<(), Error> {
        if passphrase.is_empty() {
            return Err(Error::new(Kind::Invalid, "口令不能为空，请输入口令。"));
        }
        let mut salt = [0; 16];
        fill(&mut salt)?;
        self.salt = hex(&salt);
        let kek = self.kdf.derive(passphrase, &salt)?;
        self.user_key = hex(&kek.wrap(user_key, &self.bound())?);
        Ok(())
    }

    /// Tries a passphrase. Takes as long as the key derivation does.
    pub(crate) fn unwrap(&self, passphrase: &str) -> Result<Keys, Error> {
        let damaged = || Error::damaged(What::Slots);
        let bytes = |text: &str| unhex(text).ok_or_else(damaged);
        let kek = self.kdf.derive(passphrase, &bytes(&self.salt)?)?;
        let user = kek.unwrap(&bytes(&self.user_key)?, &self.bound());
        let user = user.ok_or_else(|| Error::new(Kind::WrongPassphrase, "口令不正确，请核对大小写和输入法后重试。"))?;
        let vault = user.unwrap(&bytes(&self.vault_key)?, &format!("mingbian vault key|{}", self.id));
        Ok(Keys {
            vault: vault.ok_or_else(damaged)?,
            user,
        })
    }

    /// A wrapped key opens only in its own slot and only with the parameters it was made with.
    fn bound(&self) -> String {
        format!(
            "mingbian user key|{}|argon2id|{}|{}",
            self.id, self.kdf.memory_kib, self.kdf.passes
        )
    }

    pub(crate) fn user(&self) -> User {
        User {
            id: self.id.clone(),
            name: self.name.clone(),
            role: self.role,
        }
    }
}

impl Slots {
    pub(crate) fn new(users: Vec<Slot>) -> Slots {
        Slots {
            format: FORMAT,
            users,
            check: String::new(),
        }
    }

    /// Reads the file; `None` when there is none.
    pub(crate) fn read(dir: &Path) -> Result<Option<Slots>, Error> {
        let text = match std::fs::read(dir.join("slots.json")) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(What::Slots.io(&error)),
        };
        #[derive(Deserialize)]
        struct Format {
            format: u32,
        }
        match serde_json::from_slice::<Format>(&text) {
            Ok(Format { format }) if format > FORMAT => return Err(What::Slots.newer()),
            _ => {}
        }
        let slots: Slots = serde_json::from_slice(&text).map_err(|_| Error::damaged(What::Slots))?;
        if slots.format != FORMAT || slots.users.is_empty() || slots.check != slots.digest() {
            return Err(Error::damaged(What::Slots));
        }
        slots.users.iter().try_for_each(|slot| slot.kdf.check())?;
        Ok(Some(slots))
    }

    /// Writes the file in one step.
    pub(crate) fn write(&mut self, dir: &Path) -> Result<(), Error> {
        self.check = self.digest();
        let text = serde_json::to_string_pretty(self).map_err(|_| Error::damaged(What::Slots))?;
        replace(&dir.join("slots.json"), text.as_bytes(), What::Slots)
    }

    /// The slot of a user.
    pub(crate) fn of(&self, user: &str) -> Result<&Slot, Error> {
        let slot = self.users.iter().find(|slot| slot.id == user);
        slot.ok_or_else(|| Error::new(Kind::NotFound, "保险库中没有这个用户，请重新选择。"))
    }

    pub(crate) fn digest(&self) -> String {
        let body = serde_json::to_string(&(self.format, &self.users)).unwrap_or_default();
        hex(&Sha256::digest(body.as_bytes()))
    }
}
