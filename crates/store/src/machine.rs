//! The machine a vault is on: the secrets that only it has, and how fast it is.

use crate::error::Error;
use crate::secret::{Secret, hex};
use std::sync::Arc;
use std::time::Duration;
use zeroize::Zeroizing;

/// Where a machine keeps its secrets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The keychain of the operating system.
    Keychain,
    /// A file outside the vault that only its owner may read.
    File,
    /// Nowhere: the passphrase stands alone.
    Nowhere,
}

/// Keeps the machine's half of the keys, by name, outside the vault's folder. The shell brings it along.
pub trait Device: Send + Sync {
    /// The secret of that name, if it is here.
    fn load(&self, name: &str) -> Option<Vec<u8>>;
    /// Keeps a secret; false when it could not be kept anywhere.
    fn save(&self, name: &str, secret: &[u8]) -> bool;
    /// Where the secret of that name lies.
    fn place(&self, name: &str) -> Place;
}

/// What the shell knows of the machine. [`Machine::default`] keeps no secret and measures nothing.
#[derive(Clone, Default)]
pub struct Machine {
    device: Option<Arc<dyn Device>>,
    /// A clock that only goes forward, for measuring a derivation. Nothing else here may tell the time.
    pub(crate) stopwatch: Option<fn() -> Duration>,
}

impl Machine {
    /// A machine that keeps secrets there, measured with that clock.
    pub fn new(device: Arc<dyn Device>, stopwatch: Option<fn() -> Duration>) -> Machine {
        Machine {
            device: Some(device),
            stopwatch,
        }
    }

    /// A new secret of this machine, kept and read back; `None` where nothing can be kept.
    pub(crate) fn enrol(&self) -> Result<Option<Enrolled>, Error> {
        let Some(device) = &self.device else { return Ok(None) };
        let secret = Secret::random()?;
        let name = name_of(&secret);
        let kept = device.save(&name, secret.bytes()) && self.find(&name).is_some();
        Ok(kept.then_some(Enrolled { name, secret }))
    }

    /// The secret of that name, if this machine has it and it is that one.
    pub(crate) fn find(&self, name: &str) -> Option<Secret> {
        let bytes = Zeroizing::new(self.device.as_ref()?.load(name)?);
        Secret::from_slice(&bytes).filter(|secret| name_of(secret) == name)
    }

    /// Where the secret of that name lies.
    pub(crate) fn place(&self, name: Option<&str>) -> Place {
        match (&self.device, name) {
            (Some(device), Some(name)) => device.place(name),
            _ => Place::Nowhere,
        }
    }
}

/// A secret of this machine and its name.
pub(crate) struct Enrolled {
    pub(crate) name: String,
    pub(crate) secret: Secret,
}

/// The name of a secret says nothing about it, and tells it from every other.
fn name_of(secret: &Secret) -> String {
    hex(&secret.branch("mingbian device name").bytes()[..16])
}
