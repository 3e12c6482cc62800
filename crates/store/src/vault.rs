//! A vault: opened by one user, in one process.

use crate::database::{self, VAULT};
use crate::disk::{Lock, lock, private_dir, remove};
use crate::error::{Error, Kind, What};
use crate::kdf::Kdf;
use crate::machine::{Machine, Place};
use crate::member::enrol;
use crate::register::CaseId;
use crate::secret::{Secret, identifier};
use crate::slots::{Keys, Slot, Slots};
use crate::turnover::{self, REGISTER};
use crate::user::{Role, User};
use chrono::{DateTime, FixedOffset};
use rusqlite::{Connection, OptionalExtension};
use std::cell::RefCell;
use std::path::{Path, PathBuf};

/// An unlocked vault. Dropping it closes every file, wipes the keys and lets other processes in.
pub struct Vault {
    pub(crate) dir: PathBuf,
    /// Tells this vault from every other.
    pub(crate) id: String,
    pub(crate) user: User,
    pub(crate) keys: Keys,
    pub(crate) machine: Machine,
    pub(crate) register: Connection,
    /// Where the register lies.
    pub(crate) place: PathBuf,
    /// Open case files, the one used last at the end.
    pub(crate) cases: RefCell<Vec<(CaseId, Connection)>>,
    /// Open files of originals, the one used last at the end.
    pub(crate) originals: RefCell<Vec<(CaseId, Connection)>>,
    /// The search index, once it has been asked for.
    pub(crate) index: RefCell<Option<Connection>>,
    pub(crate) kdf: Kdf,
    /// Declared last: the lock is released after the files are closed.
    _lock: Lock,
}

/// Proof that a user knows the passphrase: the slow half of [`Vault::unlock`], which needs no vault to be locked or
/// open and may run on another thread.
pub struct Proof {
    pub(crate) vault: String,
    pub(crate) user: String,
    pub(crate) kdf: Kdf,
    pub(crate) keys: Keys,
    pub(crate) machine: Machine,
    /// The slot wrapped anew, where it was wrapped in an older way or more weakly than this machine can afford.
    pub(crate) fresh: Option<Slot>,
}

impl Vault {
    /// The users of the vault in a folder, readable while it is locked; `None` when there is no vault yet.
    ///
    /// # Errors
    /// When the list of users is damaged or written by a newer version.
    pub fn users(dir: &Path) -> Result<Option<Vec<User>>, Error> {
        crate::restore::settle(dir)?;
        match Slots::read(dir)? {
            Some(slots) => Ok(Some(slots.users.iter().map(Slot::user).collect())),
            None if has_cases(dir) => Err(Error::damaged(What::Slots)),
            None => Ok(None),
        }
    }

    /// Makes a vault. Its first user is a lawyer.
    ///
    /// # Errors
    /// When there is one already, the parameters are too weak, or the disk refuses.
    pub fn create(
        dir: &Path,
        name: &str,
        passphrase: &str,
        kdf: Kdf,
        now: DateTime<FixedOffset>,
    ) -> Result<Vault, Error> {
        Vault::create_on(&Machine::default(), dir, name, passphrase, kdf, now)
    }

    /// As [`Vault::create`], with a secret of this machine in the keys, and with parameters fitted to its speed.
    ///
    /// # Errors
    /// As [`Vault::create`].
    pub fn create_on(
        machine: &Machine,
        dir: &Path,
        name: &str,
        passphrase: &str,
        kdf: Kdf,
        now: DateTime<FixedOffset>,
    ) -> Result<Vault, Error> {
        kdf.check()?;
        crate::place::fits(dir)?;
        private_dir(dir)?;
        let lock = lock(dir)?;
        if Vault::users(dir)?.is_some() {
            return Err(Error::new(
                Kind::Exists,
                "这个文件夹中已有保险库，请直接解锁，或另选一个文件夹。",
            ));
        }
        private_dir(&dir.join("cases"))?;
        // What an interrupted creation left: without slots and without cases, nothing in it can ever be read.
        let place = dir.join(REGISTER);
        for ending in database::JOURNALS.iter().chain(&[""]) {
            remove(&database::beside(&place, ending)).map_err(|error| What::Vault.io(&error))?;
        }
        let kdf = machine.stopwatch.map_or(kdf, |clock| kdf.calibrated(clock));
        let id = identifier()?;
        let user = User {
            id: identifier()?,
            name: name.to_string(),
            role: Role::Lawyer,
        };
        let keys = Keys {
            user: Secret::random()?,
            vault: Secret::random()?,
        };
        let slot = Slot::new(&id, &user, passphrase, kdf, &keys, machine)?;
        let register = database::create(&place, &keys.vault, &VAULT)?;
        enrol(&register, &user, &keys.user, now)?;
        Slots::new(id.clone(), vec![slot]).write(dir)?;
        let vault = Vault {
            dir: dir.to_path_buf(),
            id,
            user,
            keys,
            machine: machine.clone(),
            register,
            place,
            cases: RefCell::default(),
            originals: RefCell::default(),
            index: RefCell::default(),
            kdf,
            _lock: lock,
        };
        vault.note(now, "create", "建立保险库")?;
        Ok(vault)
    }

    /// Checks a passphrase, which takes as long as the key derivation does.
    ///
    /// # Errors
    /// [`Kind::WrongPassphrase`], or what is wrong with the list of users.
    pub fn prove(dir: &Path, user: &str, passphrase: &str) -> Result<Proof, Error> {
        Vault::prove_on(&Machine::default(), dir, user, passphrase)
    }

    /// As [`Vault::prove`], with the secrets of this machine.
    ///
    /// # Errors
    /// As [`Vault::prove`], and [`Kind::NoDevice`] when this machine does not have the secret that takes part.
    pub fn prove_on(machine: &Machine, dir: &Path, user: &str, passphrase: &str) -> Result<Proof, Error> {
        let slots = Slots::read(dir)?.ok_or_else(|| Error::damaged(What::Slots))?;
        let slot = slots.of(user)?;
        let begun = machine.stopwatch.map(|clock| clock());
        let keys = slot.unwrap(&slots.vault, passphrase, machine)?;
        let took = begun
            .zip(machine.stopwatch)
            .map(|(begun, clock)| clock().saturating_sub(begun));
        let kdf = took.map_or(slot.kdf, |took| slot.kdf.raised(took));
        let fresh = if slot.is_old() || kdf != slot.kdf {
            let mut fresh = slot.clone();
            fresh.kdf = kdf;
            fresh.wrap(&slots.vault, &keys.user, passphrase, machine)?;
            Some(fresh)
        } else {
            None
        };
        Ok(Proof {
            vault: slots.vault.clone(),
            user: slot.id.clone(),
            kdf,
            keys,
            machine: machine.clone(),
            fresh,
        })
    }

    /// Opens the vault for a user who has proved to know the passphrase.
    ///
    /// # Errors
    /// [`Kind::InUse`] when another process has it open; [`Kind::Damaged`], [`Kind::Newer`] or [`Kind::Io`].
    pub fn open(dir: &Path, proof: Proof, now: DateTime<FixedOffset>) -> Result<Vault, Error> {
        Vault::enter(dir, proof, lock(dir)?, now)
    }

    /// [`Vault::prove`] and [`Vault::open`]. A vault in use is refused before the slow part.
    ///
    /// # Errors
    /// As both of them.
    pub fn unlock(dir: &Path, user: &str, passphrase: &str, now: DateTime<FixedOffset>) -> Result<Vault, Error> {
        Vault::unlock_on(&Machine::default(), dir, user, passphrase, now)
    }

    /// As [`Vault::unlock`], with the secrets of this machine.
    ///
    /// # Errors
    /// As [`Vault::prove_on`] and [`Vault::open`].
    pub fn unlock_on(
        machine: &Machine,
        dir: &Path,
        user: &str,
        passphrase: &str,
        now: DateTime<FixedOffset>,
    ) -> Result<Vault, Error> {
        if Vault::users(dir)?.is_none() {
            return Err(Error::new(Kind::NotFound, "这个文件夹中还没有保险库，请先创建。"));
        }
        crate::place::fits(dir)?;
        let lock = lock(dir)?;
        Vault::enter(dir, Vault::prove_on(machine, dir, user, passphrase)?, lock, now)
    }

    pub(crate) fn enter(dir: &Path, proof: Proof, lock: Lock, now: DateTime<FixedOffset>) -> Result<Vault, Error> {
        turnover::settle(dir, &proof.keys.vault)?;
        let place = dir.join(REGISTER);
        let register = database::open(&place, &proof.keys.vault, &VAULT)?;
        let member: Option<(String, String)> = register
            .query_row(
                "SELECT name, role FROM member WHERE id = ?1 AND left_at IS NULL",
                [&proof.user],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )
            .optional()
            .map_err(|error| What::Vault.sql(error))?;
        let (name, role) = member.ok_or_else(|| Error::damaged(What::Vault))?;
        let role = Role::from_id(&role).ok_or_else(|| Error::damaged(What::Vault))?;
        let vault = Vault {
            dir: dir.to_path_buf(),
            id: proof.vault,
            user: User {
                id: proof.user,
                name,
                role,
            },
            keys: proof.keys,
            machine: proof.machine,
            register,
            place,
            cases: RefCell::default(),
            originals: RefCell::default(),
            index: RefCell::default(),
            kdf: proof.kdf,
            _lock: lock,
        };
        if let Some(fresh) = proof.fresh {
            vault.put_slot(fresh)?;
            vault.note(now, "keys", "按本机速度和新的格式重新保护口令")?;
        }
        vault.publish()?;
        vault.tidy()?;
        Ok(vault)
    }

    /// Puts a slot in the place of the one its user has.
    pub(crate) fn put_slot(&self, fresh: Slot) -> Result<(), Error> {
        let mut slots = self.slots()?;
        let id = fresh.id.clone();
        *slots.of_mut(&id)? = fresh;
        slots.write(&self.dir)
    }

    /// Tells this vault from every other; printed on recovery sheets and in the names of backups.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Where the machine's half of the present user's key lies.
    ///
    /// # Errors
    /// When the list of users cannot be read.
    pub fn device_place(&self) -> Result<Place, Error> {
        let slots = self.slots()?;
        Ok(self.machine.place(slots.of(&self.user.id)?.device.as_deref()))
    }

    /// How much work a guess at the present user's passphrase costs.
    pub fn kdf(&self) -> Kdf {
        self.kdf
    }

    /// Who unlocked it. The role is the one kept inside the encrypted register.
    pub fn user(&self) -> &User {
        &self.user
    }

    /// A setting of the present user.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub fn setting(&self, key: &str) -> Result<Option<String>, Error> {
        let read = "SELECT value FROM setting WHERE member = ?1 AND key = ?2";
        let value = self.register.query_row(read, [&self.user.id, key], |row| row.get(0));
        value.optional().map_err(|error| What::Vault.sql(error))
    }

    /// Keeps a setting of the present user.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn set_setting(&self, key: &str, value: &str) -> Result<(), Error> {
        let write = "INSERT INTO setting (member, key, value) VALUES (?1, ?2, ?3)
                     ON CONFLICT (member, key) DO UPDATE SET value = excluded.value";
        self.register
            .execute(write, [&self.user.id, key, value])
            .map_err(|error| What::Vault.sql(error))?;
        Ok(())
    }

    /// Settings of the whole office whose key begins so, by key; whoever wrote one last wrote it for everybody.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub fn office_settings(&self, prefix: &str) -> Result<Vec<(String, String)>, Error> {
        let read = || -> rusqlite::Result<Vec<(String, String)>> {
            let find = "SELECT key, value FROM setting WHERE substr(key, 1, length(?1)) = ?1 ORDER BY key, rowid";
            let mut rows = self.register.prepare_cached(find)?;
            rows.query_map([prefix], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect()
        };
        read().map_err(|error| What::Vault.sql(error))
    }

    /// Keeps a setting of the whole office, in place of the one that was there.
    ///
    /// # Errors
    /// When the disk refuses; then the old one stands.
    pub fn set_office_setting(&self, key: &str, value: &str) -> Result<(), Error> {
        let write = || -> rusqlite::Result<()> {
            let tx = self.register.unchecked_transaction()?;
            tx.execute("DELETE FROM setting WHERE key = ?1", [key])?;
            tx.execute(
                "INSERT INTO setting (member, key, value) VALUES (?1, ?2, ?3)",
                [&self.user.id, key, value],
            )?;
            tx.commit()
        };
        write().map_err(|error| What::Vault.sql(error))
    }

    pub(crate) fn slots(&self) -> Result<Slots, Error> {
        Slots::read(&self.dir)?.ok_or_else(|| Error::damaged(What::Slots))
    }
}

fn has_cases(dir: &Path) -> bool {
    std::fs::read_dir(dir.join("cases")).is_ok_and(|mut entries| entries.next().is_some())
}
