//! `slots.json`: the one file that is not encrypted. Who may unlock, and each user's wrapped keys.
//!
//! ```text
//! passphrase ─Argon2id─┐
//! machine's secret ────┴─HKDF─▶ key-encryption key ─▶ user key ─▶ vault key
//! recovery sheet ──────────────HKDF─▶ recovery key ─────┘
//! ```

use crate::disk::replace;
use crate::error::{Error, Kind, What};
use crate::kdf::Kdf;
use crate::machine::Machine;
use crate::sealing;
use crate::secret::{Secret, fill, hex, unhex};
use crate::user::{Role, User};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::path::Path;

const FORMAT: u32 = 2;
/// With the vault key sealed for somebody, which the format before does not know.
const SEALED: u32 = 3;
/// Begins a vault key that somebody else sealed for the user.
const SEAL: &str = "sealed:";

/// The file, whole.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Slots {
    format: u32,
    /// Tells this vault from every other.
    pub(crate) vault: String,
    pub(crate) users: Vec<Slot>,
    /// SHA-256 of the rest. Tells a damaged file from a wrong passphrase without touching any passphrase; it keeps
    /// nobody out, the wrapping does.
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
    /// 1 as the first version of the program wrote it, until its user unlocks; else 2.
    scheme: u32,
    pub(crate) kdf: Kdf,
    salt: String,
    /// Name of the machine's secret that takes part; none where the machine could keep none.
    pub(crate) device: Option<String>,
    /// The user key, wrapped with the key derived from the passphrase and that secret.
    user_key: String,
    /// The vault key, wrapped with the user key; or sealed for it, since it was changed while its user was away.
    vault_key: String,
    /// The user key once more, wrapped with the key on the recovery sheet.
    pub(crate) recovery: Option<Recovery>,
}

/// The second way in.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Recovery {
    /// The day the sheet was made.
    pub(crate) made: String,
    user_key: String,
}

/// What a right passphrase gives.
pub(crate) struct Keys {
    pub(crate) user: Secret,
    pub(crate) vault: Secret,
}

impl Slot {
    /// Makes a slot for a user who will share the vault key.
    pub(crate) fn new(
        vault: &str,
        user: &User,
        passphrase: &str,
        kdf: Kdf,
        keys: &Keys,
        machine: &Machine,
    ) -> Result<Slot, Error> {
        let mut slot = Slot {
            id: user.id.clone(),
            name: user.name.clone(),
            role: user.role,
            scheme: 2,
            kdf,
            salt: String::new(),
            device: None,
            user_key: String::new(),
            vault_key: hex(&keys.user.wrap(&keys.vault, &vault_bound(&user.id))?),
            recovery: None,
        };
        slot.wrap(vault, &keys.user, passphrase, machine)?;
        Ok(slot)
    }

    /// Wraps the user key anew: new salt, new passphrase, a new secret of this machine, the same key.
    pub(crate) fn wrap(
        &mut self,
        vault: &str,
        user_key: &Secret,
        passphrase: &str,
        machine: &Machine,
    ) -> Result<(), Error> {
        if passphrase.is_empty() {
            return Err(Error::new(Kind::Invalid, "口令不能为空，请输入口令。"));
        }
        let mut salt = [0; 16];
        fill(&mut salt)?;
        let enrolled = machine.enrol()?;
        let derived = self.kdf.derive(passphrase, &salt)?;
        self.scheme = 2;
        self.salt = hex(&salt);
        self.device = enrolled.as_ref().map(|enrolled| enrolled.name.clone());
        let kek = kek(&derived, enrolled.as_ref().map(|enrolled| &enrolled.secret));
        self.user_key = hex(&kek.wrap(user_key, &self.bound(vault))?);
        Ok(())
    }

    /// Tries a passphrase. Takes as long as the key derivation does.
    pub(crate) fn unwrap(&self, vault: &str, passphrase: &str, machine: &Machine) -> Result<Keys, Error> {
        let damaged = || Error::damaged(What::Slots);
        let secret = match &self.device {
            Some(name) => Some(machine.find(name).ok_or_else(no_device)?),
            None => None,
        };
        let derived = self.kdf.derive(passphrase, &bytes(&self.salt)?)?;
        let kek = match self.scheme {
            1 => derived,
            2 => kek(&derived, secret.as_ref()),
            _ => return Err(damaged()),
        };
        let user = kek.unwrap(&bytes(&self.user_key)?, &self.bound(vault));
        self.keys(user.ok_or_else(|| Error::new(Kind::WrongPassphrase, "口令不正确，请核对大小写和输入法后重试。"))?)
    }

    /// The key-encryption key, to be looked for.
    #[cfg(all(test, debug_assertions))]
    pub(crate) fn kek(&self, passphrase: &str, machine: &Machine) -> Result<Secret, Error> {
        let secret = self.device.as_ref().and_then(|name| machine.find(name));
        let derived = self.kdf.derive(passphrase, &bytes(&self.salt)?)?;
        Ok(kek(&derived, secret.as_ref()))
    }

    /// Whether the wrapping is that of an older program.
    pub(crate) fn is_old(&self) -> bool {
        self.scheme < 2
    }

    /// Wraps the user key under the key of a recovery sheet; the sheet before opens nothing from now on.
    pub(crate) fn wrap_recovery(
        &mut self,
        vault: &str,
        user_key: &Secret,
        sheet: &Secret,
        made: String,
    ) -> Result<(), Error> {
        let wrapped = recovery_key(sheet, vault, &self.id).wrap(user_key, &recovery_bound(vault, &self.id))?;
        self.recovery = Some(Recovery {
            made,
            user_key: hex(&wrapped),
        });
        Ok(())
    }

    /// What the key of a recovery sheet gives; `None` when it is not this user's, or no longer.
    pub(crate) fn recover(&self, vault: &str, sheet: &Secret) -> Result<Option<Keys>, Error> {
        let Some(recovery) = &self.recovery else {
            return Ok(None);
        };
        let key = recovery_key(sheet, vault, &self.id);
        match key.unwrap(&bytes(&recovery.user_key)?, &recovery_bound(vault, &self.id)) {
            Some(user) => self.keys(user).map(Some),
            None => Ok(None),
        }
    }

    /// Gives the slot another vault key: by its own user.
    pub(crate) fn wrap_vault_key(&mut self, user: &Secret, vault: &Secret) -> Result<(), Error> {
        self.vault_key = hex(&user.wrap(vault, &vault_bound(&self.id))?);
        Ok(())
    }

    /// Gives the slot another vault key: by somebody else, who knows the public half of the user key.
    pub(crate) fn seal_vault_key(&mut self, public: [u8; 32], vault: &Secret) -> Result<(), Error> {
        self.vault_key = format!("{SEAL}{}", hex(&sealing::seal(public, vault, &vault_bound(&self.id))?));
        Ok(())
    }

    fn keys(&self, user: Secret) -> Result<Keys, Error> {
        let vault = match self.vault_key.strip_prefix(SEAL) {
            Some(sealed) => sealing::open(&user, &bytes(sealed)?, &vault_bound(&self.id)),
            None => user.unwrap(&bytes(&self.vault_key)?, &vault_bound(&self.id)),
        };
        Ok(Keys {
            vault: vault.ok_or_else(|| Error::damaged(What::Slots))?,
            user,
        })
    }

    /// A wrapped key opens only in its own slot of its own vault, and only with the parameters it was made with.
    fn bound(&self, vault: &str) -> String {
        let Slot { id, kdf, device, .. } = self;
        match self.scheme {
            1 => format!("mingbian user key|{id}|argon2id|{}|{}", kdf.memory_kib, kdf.passes),
            _ => format!(
                "mingbian user key|2|{vault}|{id}|argon2id|19|{}|{}|1|{}",
                kdf.memory_kib,
                kdf.passes,
                device.as_deref().unwrap_or("-")
            ),
        }
    }

    pub(crate) fn user(&self) -> User {
        User {
            id: self.id.clone(),
            name: self.name.clone(),
            role: self.role,
        }
    }
}

fn bytes(text: &str) -> Result<Vec<u8>, Error> {
    unhex(text).ok_or_else(|| Error::damaged(What::Slots))
}

fn kek(derived: &Secret, device: Option<&Secret>) -> Secret {
    match device {
        Some(device) => Secret::of(&[derived, device], &[], "mingbian kek|passphrase and device"),
        None => Secret::of(&[derived], &[], "mingbian kek|passphrase"),
    }
}

fn vault_bound(user: &str) -> String {
    format!("mingbian vault key|{user}")
}

fn recovery_key(sheet: &Secret, vault: &str, user: &str) -> Secret {
    sheet.branch(&format!("mingbian recovery|{vault}|{user}"))
}

fn recovery_bound(vault: &str, user: &str) -> String {
    format!("mingbian user key by recovery|{vault}|{user}")
}

fn no_device() -> Error {
    Error::new(
        Kind::NoDevice,
        "这台电脑上没有这个保险库的设备密钥，单凭口令不能解锁。请用打印的恢复表恢复一次，之后就可以用口令解锁。",
    )
}

impl Slots {
    pub(crate) fn new(vault: String, users: Vec<Slot>) -> Slots {
        Slots {
            format: FORMAT,
            vault,
            users,
            check: String::new(),
        }
    }

    /// Reads the file; `None` when there is none.
    pub(crate) fn read(dir: &Path) -> Result<Option<Slots>, Error> {
        match std::fs::read(dir.join("slots.json")) {
            Ok(bytes) => Slots::parse(&bytes).map(Some),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(What::Slots.io(&error)),
        }
    }

    /// Reads the text of the file.
    pub(crate) fn parse(text: &[u8]) -> Result<Slots, Error> {
        #[derive(Deserialize)]
        struct Format {
            format: u32,
        }
        let damaged = |_| Error::damaged(What::Slots);
        let slots = match serde_json::from_slice::<Format>(text) {
            Ok(Format { format }) if format > SEALED => return Err(What::Slots.newer()),
            Ok(Format { format: 1 }) => serde_json::from_slice::<first::Slots>(text).map_err(damaged)?.now()?,
            _ => serde_json::from_slice::<Slots>(text).map_err(damaged)?,
        };
        if !(FORMAT..=SEALED).contains(&slots.format) || slots.users.is_empty() || slots.check != slots.digest() {
            return Err(Error::damaged(What::Slots));
        }
        slots.users.iter().try_for_each(|slot| slot.kdf.check())?;
        Ok(slots)
    }

    /// Writes the file in one step.
    pub(crate) fn write(&mut self, dir: &Path) -> Result<(), Error> {
        let sealed = self.users.iter().any(|slot| slot.vault_key.starts_with(SEAL));
        self.format = if sealed { SEALED } else { FORMAT };
        self.check = self.digest();
        let text = serde_json::to_string_pretty(self).map_err(|_| Error::damaged(What::Slots))?;
        replace(&dir.join("slots.json"), text.as_bytes(), What::Slots)
    }

    /// The slot of a user.
    pub(crate) fn of(&self, user: &str) -> Result<&Slot, Error> {
        let slot = self.users.iter().find(|slot| slot.id == user);
        slot.ok_or_else(no_user)
    }

    /// The slot of a user, to be changed.
    pub(crate) fn of_mut(&mut self, user: &str) -> Result<&mut Slot, Error> {
        let slot = self.users.iter_mut().find(|slot| slot.id == user);
        slot.ok_or_else(no_user)
    }

    pub(crate) fn digest(&self) -> String {
        let body = serde_json::to_string(&(self.format, &self.vault, &self.users)).unwrap_or_default();
        hex(&Sha256::digest(body.as_bytes()))
    }
}

fn no_user() -> Error {
    Error::new(Kind::NotFound, "保险库中没有这个用户，请重新选择。")
}

/// The file as the first version of the program wrote it.
pub(crate) mod first {
    use super::{Digest, Error, FORMAT, Kdf, Role, Sha256, What, hex};
    use serde::{Deserialize, Serialize};

    /// The file, whole.
    #[derive(Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(crate) struct Slots {
        pub(crate) format: u32,
        pub(crate) users: Vec<Slot>,
        pub(crate) check: String,
    }

    /// One user's way in: the passphrase alone.
    #[derive(Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(crate) struct Slot {
        pub(crate) id: String,
        pub(crate) name: String,
        pub(crate) role: Role,
        pub(crate) kdf: Kdf,
        pub(crate) salt: String,
        pub(crate) user_key: String,
        pub(crate) vault_key: String,
    }

    impl Slots {
        /// The same as this version keeps it. Each user's wrapping becomes new when that user unlocks.
        pub(super) fn now(self) -> Result<super::Slots, Error> {
            let body = serde_json::to_string(&(self.format, &self.users)).unwrap_or_default();
            let first = self
                .users
                .first()
                .filter(|_| self.check == hex(&Sha256::digest(body.as_bytes())));
            let first = first.ok_or_else(|| Error::damaged(What::Slots))?;
            let vault = Sha256::digest(format!("mingbian vault of {}", first.id).as_bytes());
            let slot = |slot: Slot| super::Slot {
                id: slot.id,
                name: slot.name,
                role: slot.role,
                scheme: 1,
                kdf: slot.kdf,
                salt: slot.salt,
                device: None,
                user_key: slot.user_key,
                vault_key: slot.vault_key,
                recovery: None,
            };
            let mut slots = super::Slots {
                format: FORMAT,
                vault: hex(&vault[..16]),
                users: self.users.into_iter().map(slot).collect(),
                check: String::new(),
            };
            slots.check = slots.digest();
            Ok(slots)
        }
    }
}
