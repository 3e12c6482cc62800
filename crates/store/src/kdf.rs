//! From a passphrase to a key: Argon2id, slow on purpose.

use crate::error::{Error, Kind, disk};
use crate::secret::Secret;
use argon2::{Algorithm, Argon2, Params, Version};
use serde::{Deserialize, Serialize};
use std::time::Duration;

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
    /// What deriving should take on the machine it is done on.
    const LEAST: Duration = Duration::from_millis(500);
    const WANTED: Duration = Duration::from_millis(700);
    const MOST: Duration = Duration::from_secs(1);
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

    /// Measures this machine once and gives parameters for which deriving takes between half a second and a second on
    /// it: harder ones on a fast machine, on a slow one easier ones, never below the floor.
    pub(crate) fn calibrated(self, clock: fn() -> Duration) -> Kdf {
        let mut kdf = self;
        loop {
            let took = || {
                let begun = clock();
                kdf.derive("calibration", b"mingbian measure")
                    .ok()
                    .map(|_| clock().saturating_sub(begun))
            };
            // The better of two: a machine is as fast as it can be, not as it is while something else is busy.
            match took().and_then(|first| took().map(|second| first.min(second))) {
                Some(took) if took <= Kdf::MOST || kdf.memory_kib <= Kdf::FLOOR.memory_kib => return kdf.raised(took),
                None if kdf.memory_kib <= Kdf::FLOOR.memory_kib => return kdf,
                _ => kdf.memory_kib = (kdf.memory_kib / 2).max(Kdf::FLOOR.memory_kib),
            }
        }
    }

    /// These parameters, or harder ones when deriving with these took less than half a second.
    pub(crate) fn raised(self, took: Duration) -> Kdf {
        if !self.may_rise() || took.is_zero() || took >= Kdf::LEAST {
            return self;
        }
        let mut kdf = self;
        let mut took = took;
        // Memory first: it is what a guessing machine lacks.
        if kdf.memory_kib < Kdf::STRONG.memory_kib {
            took *= Kdf::STRONG.memory_kib.div_ceil(kdf.memory_kib);
            kdf.memory_kib = Kdf::STRONG.memory_kib;
        }
        if took < Kdf::LEAST {
            let passes = u128::from(kdf.passes) * Kdf::WANTED.as_nanos() / took.as_nanos();
            kdf.passes = u32::try_from(passes)
                .unwrap_or(Kdf::CEILING.passes)
                .clamp(kdf.passes, Kdf::CEILING.passes);
        }
        kdf
    }

    /// The parameters of tests stay as light as they are.
    fn may_rise(self) -> bool {
        #[cfg(debug_assertions)]
        if self == Kdf::LIGHT {
            return false;
        }
        true
    }

    /// Derives the key-encryption key's first half.
    pub(crate) fn derive(self, passphrase: &str, salt: &[u8]) -> Result<Secret, Error> {
        self.check()?;
        let params = Params::new(self.memory_kib, self.passes, 1, Some(32)).map_err(|_| disk())?;
        let mut derived = Ok(());
        let key = Secret::made(|key| {
            derived = Argon2::new(Algorithm::Argon2id, Version::V0x13, params).hash_password_into(
                passphrase.as_bytes(),
                salt,
                key.as_mut_slice(),
            );
        });
        derived.map_err(|_| Error::new(Kind::Io, "内存不足，无法验证口令。请关闭一些程序后重试。"))?;
        Ok(key)
    }
}

impl Default for Kdf {
    fn default() -> Kdf {
        Kdf::STRONG
    }
}
