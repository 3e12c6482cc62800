//! A vault: opened by one user, in one process.

use crate::database::{self, VAULT};
use crate::disk::{Lock, lock, private_dir, remove};
use crate::error::{Error, Kind, What};
use crate::kdf::Kdf;
use crate::register::CaseId;
use crate::secret::{Secret, identifier};
use crate::slots::{Keys, Slot, Slots};
use crate::time;
use crate::user::{Role, User};
use chrono::{DateTime, FixedOffset};
use rusqlite::{Connection, OptionalExtension, params};
use std::cell::RefCell;
use std::path::{Path, PathBuf};

/// An unlocked vault. Dropping it closes every file, wipes the keys and lets other processes in.
pub struct Vault {
    pub(crate) dir: PathBuf,
    pub(crate) user: User,
    pub(crate) keys: Keys,
    pub(crate) register: Connection,
    /// Open case files, the one used last at the end.
    pub(crate) cases: RefCell<Vec<(CaseId, Connection)>>,
    /// Open files of originals, the one used last at the end.
    pub(crate) originals: RefCell<Vec<(CaseId, Connection)>>,
    /// The search index, once it has been asked for.
    pub(crate) index: RefCell<Option<Connection>>,
    kdf: Kdf,
    /// Declared last: the lock is released after the files are closed.
    _lock: Lock,
}

/// Proof that a user knows the passphrase: the slow half of [`Vault::unlock`], which needs no vault to be locked or
/// open and may run on another thread.
pub struct Proof {
    user: String,
    kdf: Kdf,
    keys: Keys,
}

impl Vault {
    /// The users of the vault in a folder, readable while it is locked; `None` when there is no vault yet.
    ///
    /// # Errors
    /// When the list of users is damaged or written by a newer version.
    pub fn users(dir: &Path) -> Result<Option<Vec<User>>, Error> {
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
        kdf.check()?;
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
        for leftover in ["vault.db", "vault.db-wal", "vault.db-shm"] {
            remove(&dir.join(leftover)).map_err(|error| What::Vault.io(&error))?;
        }
        let user = User {
            id: identifier()?,
            name: name.to_string(),
            role: Role::Lawyer,
        };
        let keys = Keys {
            user: Secret::random()?,
            vault: Secret::random()?,
        };
        let slot = Slot::new(&user, passphrase, kdf, &keys)?;
        let register = database::create(&dir.join("vault.db"), &keys.vault, &VAULT)?;
        enrol(&register, &user, now)?;
        Slots::new(vec![slot]).write(dir)?;
        Ok(Vault {
            dir: dir.to_path_buf(),
            user,
            keys,
            register,
            cases: RefCell::default(),
            originals: RefCell::default(),
            index: RefCell::default(),
            kdf,
            _lock: lock,
        })
    }

    /// Checks a passphrase, which takes as long as the key derivation does.
    ///
    /// # Errors
    /// [`Kind::WrongPassphrase`], or what is wrong with the list of users.
    pub fn prove(dir: &Path, user: &str, passphrase: &str) -> Result<Proof, Error> {
        let slots = Slots::read(dir)?.ok_or_else(|| Error::damaged(What::Slots))?;
        let slot = slots.of(user)?;
        Ok(Proof {
            user: slot.id.clone(),
            kdf: slot.kdf,
            keys: slot.unwrap(passphrase)?,
        })
    }

    /// Opens the vault for a user who has proved to know the passphrase.
    ///
    /// # Errors
    /// [`Kind::InUse`] when another process has it open; [`Kind::Damaged`], [`Kind::Newer`] or [`Kind::Io`].
    pub fn open(dir: &Path, proof: Proof) -> Result<Vault, Error> {
        Vault::enter(dir, proof, lock(dir)?)
    }

    /// [`Vault::prove`] and [`Vault::open`]. A vault in use is refused before the slow part.
    ///
    /// # Errors
    /// As both of them.
    pub fn unlock(dir: &Path, user: &str, passphrase: &str, _now: DateTime<FixedOffset>) -> Result<Vault, Error> {
        if Vault::users(dir)?.is_none() {
            return Err(Error::new(Kind::NotFound, "这个文件夹中还没有保险库，请先创建。"));
        }
        let lock = lock(dir)?;
        Vault::enter(dir, Vault::prove(dir, user, passphrase)?, lock)
    }

    fn enter(dir: &Path, proof: Proof, lock: Lock) -> Result<Vault, Error> {
        let Proof { user, kdf, keys } = proof;
        let register = database::open(&dir.join("vault.db"), &keys.vault, &VAULT)?;
        let member: Option<(String, String)> = register
            .query_row("SELECT name, role FROM member WHERE id = ?1", [&user], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
            .optional()
            .map_err(|error| What::Vault.sql(error))?;
        let (name, role) = member.ok_or_else(|| Error::damaged(What::Vault))?;
        let role = Role::from_id(&role).ok_or_else(|| Error::damaged(What::Vault))?;
        let user = User { id: user, name, role };
        let vault = Vault {
            dir: dir.to_path_buf(),
            user,
            keys,
            register,
            cases: RefCell::default(),
            originals: RefCell::default(),
            index: RefCell::default(),
            kdf,
            _lock: lock,
        };
        vault.tidy()?;
        Ok(vault)
    }

    /// Who unlocked it. The role is the one kept inside the encrypted register.
    pub fn user(&self) -> &User {
        &self.user
    }

    /// Everybody who can unlock it, with the roles that count.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub fn members(&self) -> Result<Vec<User>, Error> {
        let read = || -> rusqlite::Result<Vec<(String, String, String)>> {
            let mut members = self
                .register
                .prepare("SELECT id, name, role FROM member ORDER BY since, id")?;
            members
                .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
                .collect()
        };
        let members = read().map_err(|error| What::Vault.sql(error))?;
        let user = |(id, name, role): (String, String, String)| {
            let role = Role::from_id(&role).ok_or_else(|| Error::damaged(What::Vault))?;
            Ok(User { id, name, role })
        };
        members.into_iter().map(user).collect()
    }

    /// Adds a user with a passphrase of their own, protected as strongly as that of the present user.
    ///
    /// # Errors
    /// When the name is taken or the disk refuses.
    pub fn add_user(
        &mut self,
        name: &str,
        role: Role,
        passphrase: &str,
        now: DateTime<FixedOffset>,
    ) -> Result<User, Error> {
        let mut slots = self.slots()?;
        if slots.users.iter().any(|slot| slot.name == name) {
            return Err(Error::new(Kind::Exists, "已有同名的用户，请换一个可以区分的名字。"));
        }
        let user = User {
            id: identifier()?,
            name: name.to_string(),
            role,
        };
        let keys = Keys {
            user: Secret::random()?,
            vault: self.keys.vault.copy(),
        };
        let slot = Slot::new(&user, passphrase, self.kdf, &keys)?;
        // The member first: a member without a slot is nobody, a slot without a member is damage.
        enrol(&self.register, &user, now)?;
        slots.users.push(slot);
        slots.write(&self.dir)?;
        Ok(user)
    }

    /// Changes the passphrase of the present user. Only the user key is wrapped anew; no case file is touched.
    ///
    /// # Errors
    /// [`Kind::WrongPassphrase`] when the old one is not right.
    pub fn change_passphrase(&mut self, old: &str, new: &str, _now: DateTime<FixedOffset>) -> Result<(), Error> {
        let mut slots = self.slots()?;
        slots.of(&self.user.id)?.unwrap(old)?;
        for slot in slots.users.iter_mut().filter(|slot| slot.id == self.user.id) {
            slot.wrap(&self.keys.user, new)?;
        }
        slots.write(&self.dir)
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

    fn slots(&self) -> Result<Slots, Error> {
        Slots::read(&self.dir)?.ok_or_else(|| Error::damaged(What::Slots))
    }
}

fn enrol(register: &Connection, user: &User, now: DateTime<FixedOffset>) -> Result<(), Error> {
    let row = params![user.id, user.name, user.role.id(), time::say(now)];
    let added = register.execute(
        "INSERT INTO member (id, name, role, since) VALUES (?1, ?2, ?3, ?4)",
        row,
    );
    added.map(|_| ()).map_err(|error| What::Vault.sql(error))
}

fn has_cases(dir: &Path) -> bool {
    std::fs::read_dir(dir.join("cases")).is_ok_and(|mut entries| entries.next().is_some())
}
