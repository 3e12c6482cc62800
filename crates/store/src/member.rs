//! Who works with the vault: members, their roles, their passphrases, and how somebody leaves.

use crate::disk::remove;
use crate::error::{Error, Kind, What};
use crate::sealing;
use crate::secret::{Secret, identifier};
use crate::slots::{Keys, Slot};
use crate::time;
use crate::user::{Role, User};
use crate::vault::Vault;
use chrono::{DateTime, FixedOffset};
use rusqlite::{Connection, params};

impl Vault {
    /// Everybody who can unlock it, with the roles that count.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub fn members(&self) -> Result<Vec<User>, Error> {
        let read = || -> rusqlite::Result<Vec<(String, String, String)>> {
            let mut members = self
                .register
                .prepare("SELECT id, name, role FROM member WHERE left_at IS NULL ORDER BY since, id")?;
            members
                .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
                .collect()
        };
        let members = read().map_err(vault)?;
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
        self.clear_unfinished()?;
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
        let slot = Slot::new(&self.id, &user, passphrase, self.kdf, &keys, &self.machine)?;
        // The member first: a member without a slot is nobody, a slot without a member is damage.
        enrol(&self.register, &user, &keys.user, now)?;
        // The line before the way in: nobody gets in unlogged, and whoever is told that it failed does not find it done.
        self.note(now, "member", &format!("添加用户：{}（{}）", user.name, role.name()))?;
        slots.users.push(slot);
        slots.write(&self.dir)?;
        Ok(user)
    }

    /// Members who were being added when something failed: they have no way in and never had one.
    pub(crate) fn clear_unfinished(&self) -> Result<(), Error> {
        let slots = self.slots()?;
        let clear = "DELETE FROM member WHERE id = ?1 AND id NOT IN (SELECT who FROM office_log)
                     AND id NOT IN (SELECT member FROM setting) AND id NOT IN (SELECT holder FROM case_key)";
        for member in self.members()? {
            if !slots.users.iter().any(|slot| slot.id == member.id) {
                self.register.execute(clear, [&member.id]).map_err(vault)?;
            }
        }
        Ok(())
    }

    /// Gives a user another role. The last lawyer stays one.
    ///
    /// # Errors
    /// [`Kind::Invalid`] when nobody would be a lawyer any more, [`Kind::NotFound`], or when the disk refuses.
    pub fn set_role(&mut self, user: &str, role: Role, now: DateTime<FixedOffset>) -> Result<(), Error> {
        let member = self.member(user)?;
        if member.role == role {
            return Ok(());
        }
        self.keeps_a_lawyer(&member)?;
        let set = "UPDATE member SET role = ?2 WHERE id = ?1";
        self.register.execute(set, [user, role.id()]).map_err(vault)?;
        // The label of the lock screen follows; were it lost, the role that counts is set.
        let mut slots = self.slots()?;
        slots.of_mut(user)?.role = role;
        slots.write(&self.dir)?;
        if user == self.user.id {
            self.user.role = role;
        }
        self.note(now, "member", &format!("改变角色：{}改为{}", member.name, role.name()))
    }

    /// Removes a user: the way in goes, their name stays on what they wrote. The vault and the cases behind a wall that they
    /// could open get new keys at once, the cases open to the office one after the other ([`Vault::rekey_next`]); those they
    /// alone could open are refused first.
    ///
    /// # Errors
    /// [`Kind::Invalid`] when they are the present user, the last lawyer, or the last who can open a case.
    pub fn remove_user(&mut self, user: &str, now: DateTime<FixedOffset>) -> Result<(), Error> {
        let member = self.member(user)?;
        if user == self.user.id {
            return Err(Error::new(Kind::Invalid, "不能移除自己，请由另一名律师操作。"));
        }
        self.keeps_a_lawyer(&member)?;
        let walled = self.walls_of(user)?;
        for id in &walled {
            if !self.members_of(id)?.contains(&self.user.id) {
                return Err(Error::new(
                    Kind::Invalid,
                    "这名用户还在您不能查看的隔离案件里。请先由该案成员把他移出隔离墙，再移除用户。",
                ));
            }
        }
        for id in &walled {
            let stay: Vec<String> = self.members_of(id)?.into_iter().filter(|own| own != user).collect();
            self.rewall(id, &stay, now)?;
        }
        self.turn_over(&member, now)?;
        for ending in ["db", "db-wal", "db-shm"] {
            let _ = remove(&self.index_path(user).with_extension(ending));
        }
        Ok(())
    }

    /// Changes the passphrase of the present user. Only the user key is wrapped anew; no case file is touched.
    ///
    /// # Errors
    /// [`Kind::WrongPassphrase`] when the old one is not right.
    pub fn change_passphrase(&mut self, old: &str, new: &str, now: DateTime<FixedOffset>) -> Result<(), Error> {
        let mut slot = self.slots()?.of(&self.user.id)?.clone();
        slot.unwrap(&self.id, old, &self.machine)?;
        slot.wrap(&self.id, &self.keys.user, new, &self.machine)?;
        self.put_slot(slot)?;
        self.note(now, "keys", "更换口令")
    }

    /// Whether this is the present user's passphrase. Takes as long as the key derivation does.
    ///
    /// # Errors
    /// [`Kind::WrongPassphrase`] when it is not.
    pub fn check_passphrase(&self, passphrase: &str) -> Result<(), Error> {
        let slots = self.slots()?;
        slots
            .of(&self.user.id)?
            .unwrap(&self.id, passphrase, &self.machine)
            .map(|_| ())
    }

    /// A member who has not left.
    pub(crate) fn member(&self, user: &str) -> Result<User, Error> {
        let found = self.members()?.into_iter().find(|member| member.id == user);
        found.ok_or_else(|| Error::new(Kind::NotFound, "保险库中没有这个用户，请重新选择。"))
    }

    fn keeps_a_lawyer(&self, leaving: &User) -> Result<(), Error> {
        let others = self.members()?;
        let others = others
            .iter()
            .any(|member| member.role == Role::Lawyer && member.id != leaving.id);
        if leaving.role == Role::Lawyer && !others {
            return Err(Error::new(
                Kind::Invalid,
                "至少要有一名律师：这是最后一名律师，不能移除，也不能改作助理。",
            ));
        }
        Ok(())
    }

    /// Lets others seal keys for the present user.
    pub(crate) fn publish(&self) -> Result<(), Error> {
        let set = "UPDATE member SET public = ?2 WHERE id = ?1 AND public IS NOT ?2";
        let public = sealing::public_of(&self.keys.user);
        self.register
            .execute(set, params![self.user.id, public.as_slice()])
            .map(|_| ())
            .map_err(vault)
    }
}

/// A new member, for whom others can seal keys.
pub(crate) fn enrol(register: &Connection, user: &User, key: &Secret, now: DateTime<FixedOffset>) -> Result<(), Error> {
    let public = sealing::public_of(key);
    let row = params![user.id, user.name, user.role.id(), time::say(now), public.as_slice()];
    let added = register.execute(
        "INSERT INTO member (id, name, role, since, public) VALUES (?1, ?2, ?3, ?4, ?5)",
        row,
    );
    added.map(|_| ()).map_err(vault)
}

fn vault(error: rusqlite::Error) -> Error {
    What::Vault.sql(error)
}
