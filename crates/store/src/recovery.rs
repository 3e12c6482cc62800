//! The second way in: a sheet of paper, when the passphrase is forgotten or the machine is another one.

use crate::disk::lock;
use crate::error::{Error, Kind, What};
use crate::machine::Machine;
use crate::sheet::Sheet;
use crate::slots::Slots;
use crate::vault::{Proof, Vault};
use chrono::{DateTime, FixedOffset};
use std::path::Path;

impl Vault {
    /// The day the present user's recovery sheet was made; `None` when there is none.
    ///
    /// # Errors
    /// When the list of users cannot be read.
    pub fn recovery_made(&self) -> Result<Option<String>, Error> {
        let slots = self.slots()?;
        let recovery = slots.of(&self.user.id)?.recovery.as_ref();
        Ok(recovery.map(|recovery| recovery.made.clone()))
    }

    /// From now on this sheet, and no earlier one, opens the vault for the present user.
    ///
    /// # Errors
    /// When the disk refuses; then the earlier one stands.
    pub fn keep_recovery(&self, sheet: &Sheet, now: DateTime<FixedOffset>) -> Result<(), Error> {
        let mut slot = self.slots()?.of(&self.user.id)?.clone();
        let replaces = slot.recovery.is_some();
        slot.wrap_recovery(&self.id, &self.keys.user, &sheet.0, now.date_naive().to_string())?;
        self.put_slot(slot)?;
        self.note(
            now,
            "keys",
            if replaces {
                "更换恢复表，旧表作废"
            } else {
                "打印恢复表"
            },
        )
    }

    /// Gets in with a recovery sheet and sets a new passphrase, with a new secret of this machine.
    ///
    /// # Errors
    /// [`Kind::WrongSheet`] when the sheet is of another vault or was replaced; [`Kind::InUse`] and what can be wrong with
    /// files.
    pub fn recover(
        machine: &Machine,
        dir: &Path,
        sheet: &Sheet,
        passphrase: &str,
        now: DateTime<FixedOffset>,
    ) -> Result<Vault, Error> {
        let slots = Slots::read(dir)?.ok_or_else(|| Error::damaged(What::Slots))?;
        crate::place::fits(dir)?;
        let lock = lock(dir)?;
        for slot in &slots.users {
            let Some(keys) = slot.recover(&slots.vault, &sheet.0)? else {
                continue;
            };
            let mut fresh = slot.clone();
            fresh.wrap(&slots.vault, &keys.user, passphrase, machine)?;
            let proof = Proof {
                vault: slots.vault.clone(),
                user: slot.id.clone(),
                kdf: slot.kdf,
                keys,
                machine: machine.clone(),
                fresh: Some(fresh),
            };
            let vault = Vault::enter(dir, proof, lock, now)?;
            vault.note(now, "keys", "用恢复表恢复，设置了新口令")?;
            return Ok(vault);
        }
        Err(Error::new(
            Kind::WrongSheet,
            "这张恢复表不能打开这个保险库：它可能属于另一个保险库，或者已被后来打印的恢复表取代。请核对表上的保险库编号和日期。",
        ))
    }
}
