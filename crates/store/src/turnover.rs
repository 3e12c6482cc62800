//! Somebody leaves: the vault gets a new key at once, and every case that was open to them gets one, a case at a time.
//!
//! Whoever left knew the key of the vault and, through it, those of the cases open to the whole office. A copy of the vault
//! made before they left stays readable to them; what is written afterwards does not.
//!
//! The register is written anew, whole, under another name and a new key. Writing the list of users with the new key in it
//! decides: before that the old register counts, after it the new one, and the next unlocking clears away whichever is left.

use crate::database::{self, JOURNALS, VAULT};
use crate::disk::{remove, sync_dir};
use crate::error::{Error, Kind, What};
use crate::register::{CaseId, OFFICE, bound};
use crate::rekey::Keepers;
use crate::secret::Secret;
use crate::slots::Slots;
use crate::time;
use crate::user::User;
use crate::vault::Vault;
use chrono::{DateTime, FixedOffset};
use rusqlite::params;
use std::path::Path;

/// Name of the register.
pub(crate) const REGISTER: &str = "vault.db";
/// Its name while it is new, until the vault is unlocked next.
const NEXT: &str = "vault.next.db";

impl Vault {
    /// Takes the way in from a member, gives the vault a new key, and notes which cases are to get one.
    pub(crate) fn turn_over(&mut self, leaver: &User, now: DateTime<FixedOffset>) -> Result<(), Error> {
        let fresh = Secret::random()?;
        let mut slots = self.slots()?;
        slots.users.retain(|slot| slot.id != leaver.id);
        for slot in &mut slots.users {
            if slot.id == self.user.id {
                slot.wrap_vault_key(&self.keys.user, &fresh)?;
            } else {
                slot.seal_vault_key(self.public_of(&slot.id)?, &fresh)?;
            }
        }
        let place = self.dir.join(if self.place.ends_with(NEXT) { REGISTER } else { NEXT });
        clear(&place)?;
        database::copy(&self.register, &place, &fresh, &VAULT, &|| true)?;
        let register = database::connect(&place, &fresh, &VAULT)?;
        // From here on everything is written into the new register; the old one comes back when that, or deciding, fails.
        let former = (
            std::mem::replace(&mut self.register, register),
            std::mem::replace(&mut self.keys.vault, fresh),
            std::mem::replace(&mut self.place, place),
        );
        let decided = self.write_turn(leaver, &former.1, &mut slots, now);
        if let Err(error) = decided {
            let there = self.slots().map(|there| there.digest());
            if there.as_ref().is_ok_and(|there| *there == slots.digest()) {
                // The list stands on the disk, which only would not say that it is safe: the new register counts, and the old
                // one stays beside it until the next unlocking sees which of the two lists is there.
                return Err(error);
            }
            let (register, key, place) = former;
            self.register = register;
            self.keys.vault = key;
            let given_up = std::mem::replace(&mut self.place, place);
            if there.is_ok() {
                let _ = clear(&given_up);
            }
            return Err(error);
        }
        drop(former.0);
        // What is left of the old register opens nothing that counts; the next unlocking removes it at the latest.
        let _ = clear(&former.2);
        Ok(())
    }

    fn write_turn(
        &self,
        leaver: &User,
        former: &Secret,
        slots: &mut Slots,
        now: DateTime<FixedOffset>,
    ) -> Result<(), Error> {
        let keys = self.wrapped(
            "SELECT case_id, wrapped FROM case_key WHERE holder = ?1 ORDER BY case_id",
            &[OFFICE],
        )?;
        let formers = self.wrapped(
            "SELECT case_id || '|' || until, wrapped FROM former_key ORDER BY 1",
            &[],
        )?;
        let again = |wrapped: &[u8], bound: &str| -> Result<Vec<u8>, Error> {
            let key = former
                .unwrap(wrapped, bound)
                .ok_or_else(|| Error::damaged(What::Vault))?;
            self.keys.vault.wrap(&key, bound)
        };
        let keys = keys
            .iter()
            .map(|(id, wrapped)| Ok((id, again(wrapped, &bound(&id.parse()?, OFFICE))?)))
            .collect::<Result<Vec<_>, Error>>()?;
        let formers = formers
            .iter()
            .map(|(of, wrapped)| Ok((of, again(wrapped, &former_bound(of))?)))
            .collect::<Result<Vec<_>, Error>>()?;
        let write = || -> rusqlite::Result<()> {
            let tx = self.register.unchecked_transaction()?;
            let left = "UPDATE member SET left_at = ?2, public = NULL WHERE id = ?1";
            tx.execute(left, params![leaver.id, time::say(now)])?;
            for (id, wrapped) in &keys {
                let put = "UPDATE case_key SET wrapped = ?3 WHERE case_id = ?1 AND holder = ?2";
                tx.execute(put, params![id, OFFICE, wrapped])?;
                tx.execute("INSERT OR IGNORE INTO rekey (case_id) VALUES (?1)", params![id])?;
            }
            for (of, wrapped) in &formers {
                let put = "UPDATE former_key SET wrapped = ?2 WHERE case_id || '|' || until = ?1";
                tx.execute(put, params![of, wrapped])?;
            }
            tx.commit()
        };
        write().map_err(vault)?;
        let what = format!("移除用户：{}；保险库换了新的密钥", leaver.name);
        self.note(now, "member", &what)?;
        sync_dir(&self.dir).map_err(|error| What::Vault.io(&error))?;
        slots.write(&self.dir)
    }

    /// Gives one of the cases that wait for it a new key. Gives how many still wait; none when no more can be done now.
    ///
    /// # Errors
    /// When the register cannot be read. A case that cannot be written anew, because its file is damaged or the disk is full,
    /// is passed over and waits.
    pub fn rekey_next(&self, now: DateTime<FixedOffset>) -> Result<Option<usize>, Error> {
        let waiting = self.waiting()?;
        for (n, id) in waiting.iter().enumerate() {
            if self.is_walled(id)? || matches!(self.case_key(id), Err(error) if error.kind == Kind::NotFound) {
                let done = "DELETE FROM rekey WHERE case_id = ?1";
                self.register.execute(done, [id.as_str()]).map_err(vault)?;
            } else if self.rotate(id, Keepers::Office, None, now).is_err() {
                continue;
            }
            let left = waiting.len() - n - 1;
            if self.waiting()?.is_empty() {
                self.note(now, "keys", "移除用户以后，全体可见的案件都已换用新的密钥")?;
            }
            return Ok(Some(left));
        }
        Ok(None)
    }

    /// Cases that wait for a new key.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub fn waiting(&self) -> Result<Vec<CaseId>, Error> {
        let read = || -> rusqlite::Result<Vec<String>> {
            let mut rows = self
                .register
                .prepare_cached("SELECT case_id FROM rekey ORDER BY case_id")?;
            rows.query_map([], |row| row.get(0))?.collect()
        };
        read().map_err(vault)?.iter().map(|id| id.parse()).collect()
    }

    /// The keys a case open to the office had before, the last one first.
    pub(crate) fn former_keys(&self, id: &CaseId) -> Result<Vec<Secret>, Error> {
        let find = "SELECT case_id || '|' || until, wrapped FROM former_key WHERE case_id = ?1 ORDER BY until DESC";
        let open = |(of, wrapped): (String, Vec<u8>)| {
            let key = self.keys.vault.unwrap(&wrapped, &former_bound(&of));
            key.ok_or_else(|| Error::damaged(What::Vault))
        };
        self.wrapped(find, &[id.as_str()])?.into_iter().map(open).collect()
    }

    fn wrapped(&self, find: &str, of: &[&str]) -> Result<Vec<(String, Vec<u8>)>, Error> {
        let read = || -> rusqlite::Result<Vec<(String, Vec<u8>)>> {
            let mut rows = self.register.prepare_cached(find)?;
            rows.query_map(rusqlite::params_from_iter(of), |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect()
        };
        read().map_err(vault)
    }

    /// Opens a file of a case out of a backup, under the key the case has or one it had; says whether it was one it had.
    pub(crate) fn open_kept(
        &self,
        id: &CaseId,
        place: &Path,
        schema: &'static database::Schema,
    ) -> Result<(rusqlite::Connection, bool), Error> {
        let mut opened = database::open(place, &self.case_key(id)?, schema).map(|file| (file, false));
        for former in self.former_keys(id)? {
            if opened.is_ok() {
                break;
            }
            opened = database::open(place, &former, schema).map(|file| (file, true));
        }
        opened
    }
}

/// Which register counts is the one that the key in the list of users opens: it gets the name of the register, the other goes.
pub(crate) fn settle(dir: &Path, key: &Secret) -> Result<(), Error> {
    let (next, place) = (dir.join(NEXT), dir.join(REGISTER));
    if !next.is_file() {
        return Ok(());
    }
    let open = match database::open(&next, key, &VAULT) {
        Ok(open) => open,
        // Nobody decided on it, unless the other one is gone, too.
        Err(_) if place.is_file() && database::open(&place, key, &VAULT).is_ok() => return clear(&next),
        Err(error) => return Err(error),
    };
    database::rest(open, &next, &VAULT)?;
    // A journal of the old register is nothing to the new one; it is gone for good before the new one has its name.
    journals(&place)?;
    sync_dir(dir).map_err(|error| What::Vault.io(&error))?;
    std::fs::rename(&next, &place)
        .and_then(|()| sync_dir(dir))
        .map_err(|error| What::Vault.io(&error))?;
    journals(&next)
}

/// What a key that a case had was wrapped for: `case|until`.
pub(crate) fn former_bound(of: &str) -> String {
    format!("mingbian former case key|{of}")
}

fn clear(place: &Path) -> Result<(), Error> {
    journals(place)?;
    remove(place).map_err(|error| What::Vault.io(&error))
}

fn journals(place: &Path) -> Result<(), Error> {
    JOURNALS
        .iter()
        .try_for_each(|journal| remove(&database::beside(place, journal)))
        .map_err(|error| What::Vault.io(&error))
}

fn vault(error: rusqlite::Error) -> Error {
    What::Vault.sql(error)
}
