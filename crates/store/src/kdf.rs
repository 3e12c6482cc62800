//! From a passphrase to a key: Argon2id, slow on purpose.

use crate::error::{Error, Kind, disk};
use crate::secret::Secret;
use argon2::{Algorithm, Argon2, Params, Version};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

/// How much work one guess at a passphrase costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kdf {
    /// Memory in KiB.
    pub memory_kib: u32,
    /// Passes over it.
    pub passes: u32,
}

impl Kdf {
    /// 256 MiB, three passes: about 0.6 s on a small machine.
    pub const STRONG: Kdf = Kdf {
        memory_kib: 256 * 1024,
        passes: 3,
    };
    /// 64 MiB, three passes. Nothing below is ever used, whoever asks for it.
    pub const FLOOR: Kdf = Kdf {
        memory_kib: 64 * 1024,
        passes: 3,
    };
    /// What a file may ask for at most, so that a forged one cannot exhaust the machine.
    const CEILING: Kdf = Kdf {
        memory_kib: 4 * 1024 * 1024,
        passes: 64,
    };
    #[cfg(debug_assertions)]
    const LIGHT: Kdf = Kdf {
        memory_kib: 256,
        passes: 1,
    };

    /// Next to no work. Exists only in debug builds: a release build refuses vaults made with it.
    #[cfg(debug_assertions)]
    pub fn light_for_tests() -> Kdf {
        Kdf::LIGHT
    }

    /// Refuses parameters out of bounds, wherever they came from.
    pub(crate) fn check(self) -> Result<(), Error> {
        #[cfg(debug_assertions)]
        if self == Kdf::LIGHT {
            return Ok(());
        }
        let within = |value, low, high| (low..=high).contains(&value);
        if within(self.memory_kib, Kdf::FLOOR.memory_kib, Kdf::CEILING.memory_kib)
            && within(self.passes, Kdf::FLOOR.passes, Kdf::CEILING.passes)
        {
            return Ok(());
        }
        Err(Error::new(
            Kind::Damaged,
            "保险库的用户清单被改动过：口令保护强度不在允许的范围内，已拒绝解锁。请用备份恢复整个保险库文件夹。",
        ))
    }

    /// Derives the key-encryption key.
    pub(crate) fn derive(self, passphrase: &str, salt: &[u8]) -> Result<Secret, Error> {
        self.check()?;
        let params = Params::new(self.memory_kib, self.passes, 1, Some(32)).map_err(|_| disk())?;
        let mut key = Zeroizing::new([0; 32]);
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(passphrase.as_bytes(), salt, key.as_mut_slice())
            .map_err(|_| Error::new(Kind::Io, "内存不足，无法验证口令。请关闭一些程序后重试。"))?;
        Ok(Secret::from_bytes(key))
    }
}

impl Default for Kdf {
    fn default() -> Kdf {
        Kdf::STRONG
    }
}
