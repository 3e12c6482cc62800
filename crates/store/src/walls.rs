//! 信息隔离墙: a case whose key is sealed for its members alone, one by one. Who has no key has no case.
//!
//! What stays readable to everybody who can open the vault: that there is such a case, who its members are, and the names and
//! numbers of its people, for without them a conflict of interest could not be found. Its list row is sealed.

use crate::disk::remove;
use crate::error::{Error, Kind, What};
use crate::register::{CaseId, OFFICE, bound};
use crate::rekey::{Holder, Keepers};
use crate::sealing;
use crate::secret::Secret;
use crate::time;
use crate::vault::Vault;
use chrono::{DateTime, FixedOffset};
use rusqlite::{OptionalExtension, params};

/// A case the present user may not see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hidden {
    /// Its file.
    pub id: CaseId,
    /// Name of the member to ask.
    pub contact: String,
}

impl Vault {
    /// Who may open a case; `None` when everybody may.
    ///
    /// # Errors
    /// When there is no such case for the present user, or the register cannot be read.
    pub fn wall(&self, id: &CaseId) -> Result<Option<Vec<String>>, Error> {
        self.case_key(id)?;
        if self.is_walled(id)? {
            self.members_of(id).map(Some)
        } else {
            Ok(None)
        }
    }

    /// Walls a case off, or changes who is behind the wall: it gets a new key, sealed for these members and nobody else.
    ///
    /// # Errors
    /// When the present user is not among them, somebody cannot be reached, or the disk refuses; then nothing is changed.
    pub fn set_wall(&self, id: &CaseId, members: &[String], now: DateTime<FixedOffset>) -> Result<(), Error> {
        if !members.contains(&self.user.id) {
            return Err(Error::new(
                Kind::Invalid,
                "隔离墙的成员里必须有您自己；要退出本案，请由另一名成员把您移出。",
            ));
        }
        let before = self.wall(id)?;
        let same = |before: &Vec<String>| {
            before.len() == members.len() && members.iter().all(|member| before.contains(member))
        };
        if before.as_ref().is_some_and(same) {
            return Ok(());
        }
        let only_more = before
            .as_ref()
            .is_some_and(|before| before.iter().all(|member| members.contains(member)));
        if only_more {
            // Nobody leaves: the key stays, and is sealed for whoever joins.
            let key = self.case_key(id)?;
            for member in members
                .iter()
                .filter(|own| !before.iter().flatten().any(|known| known == *own))
            {
                let sealed = self.sealed_for(member, &key, id)?;
                let put = "INSERT OR REPLACE INTO case_key (case_id, holder, wrapped, sealed) VALUES (?1, ?2, ?3, 1)";
                self.register
                    .execute(put, params![id.as_str(), member, sealed])
                    .map_err(vault)?;
            }
        } else {
            self.rewall(id, members, now)?;
        }
        let names: Vec<String> = self
            .members()?
            .into_iter()
            .filter(|user| members.contains(&user.id))
            .map(|user| user.name)
            .collect();
        self.mark(id, now, "wall", &format!("信息隔离墙：成员为{}", names.join("、")))?;
        self.note(
            now,
            "wall",
            &format!("案件{}：设置信息隔离墙，{}名成员", mark(id), names.len()),
        )
    }

    /// Takes the wall down: every member of the office may open the case.
    ///
    /// # Errors
    /// When the present user may not open it, or the disk refuses.
    pub fn drop_wall(&self, id: &CaseId, now: DateTime<FixedOffset>) -> Result<(), Error> {
        if self.wall(id)?.is_none() {
            return Ok(());
        }
        let row = self.listed_one(id)?;
        let key = self.case_key(id)?;
        let office = self.keys.vault.wrap(&key, &bound(id, OFFICE))?;
        let open = || -> rusqlite::Result<()> {
            let tx = self.register.unchecked_transaction()?;
            tx.execute("DELETE FROM case_key WHERE case_id = ?1", [id.as_str()])?;
            let put = "INSERT INTO case_key (case_id, holder, wrapped, sealed) VALUES (?1, ?2, ?3, 0)";
            tx.execute(put, params![id.as_str(), OFFICE, office])?;
            tx.execute("DELETE FROM wall WHERE case_id = ?1", [id.as_str()])?;
            tx.commit()
        };
        open().map_err(vault)?;
        if let Some(row) = row {
            self.put_row(&row)?;
        }
        self.mark(id, now, "wall", "撤除信息隔离墙")?;
        self.note(now, "wall", &format!("案件{}：撤除信息隔离墙", mark(id)))
    }

    /// A new key for a walled case, sealed for these members; its list row is sealed with it.
    pub(crate) fn rewall(&self, id: &CaseId, members: &[String], now: DateTime<FixedOffset>) -> Result<(), Error> {
        let row = self.listed_one(id)?;
        let publics = members
            .iter()
            .map(|member| self.public_of(member).map(|public| Holder(member.clone(), public)))
            .collect::<Result<Vec<_>, _>>()?;
        self.rotate(id, Keepers::Wall(&publics), row.as_ref(), now)?;
        // What the others' search indexes hold of it goes with them; they are made again from what each may see.
        for user in self.members()?.iter().filter(|user| !members.contains(&user.id)) {
            for ending in ["db", "db-wal", "db-shm"] {
                remove(&self.index_path(&user.id).with_extension(ending)).map_err(|error| What::Search.io(&error))?;
            }
        }
        Ok(())
    }

    /// The cases the present user may not see, with whom to ask.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub fn hidden(&self) -> Result<Vec<Hidden>, Error> {
        let find = "SELECT case_id, contact FROM wall
                    WHERE case_id NOT IN (SELECT case_id FROM case_key WHERE holder = ?1) ORDER BY case_id";
        let read = || -> rusqlite::Result<Vec<(String, String)>> {
            let mut rows = self.register.prepare_cached(find)?;
            rows.query_map([&self.user.id], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect()
        };
        let hidden = |(id, contact): (String, String)| {
            Ok(Hidden {
                id: id.parse()?,
                contact,
            })
        };
        read().map_err(vault)?.into_iter().map(hidden).collect()
    }

    pub(crate) fn is_walled(&self, id: &CaseId) -> Result<bool, Error> {
        let find = "SELECT 1 FROM wall WHERE case_id = ?1";
        let found = self.register.query_row(find, [id.as_str()], |_| Ok(())).optional();
        Ok(found.map_err(vault)?.is_some())
    }

    /// The members behind a wall.
    pub(crate) fn members_of(&self, id: &CaseId) -> Result<Vec<String>, Error> {
        self.texts(
            "SELECT holder FROM case_key WHERE case_id = ?1 AND holder <> 'office' ORDER BY holder",
            id.as_str(),
        )
    }

    /// The walled cases somebody can open.
    pub(crate) fn walls_of(&self, user: &str) -> Result<Vec<CaseId>, Error> {
        let find = "SELECT case_id FROM case_key WHERE holder = ?1 AND case_id IN (SELECT case_id FROM wall)";
        self.texts(find, user)?.iter().map(|id| id.parse()).collect()
    }

    fn texts(&self, find: &str, of: &str) -> Result<Vec<String>, Error> {
        let read = || -> rusqlite::Result<Vec<String>> {
            let mut rows = self.register.prepare_cached(find)?;
            rows.query_map([of], |row| row.get(0))?.collect()
        };
        read().map_err(vault)
    }

    pub(crate) fn public_of(&self, member: &str) -> Result<[u8; 32], Error> {
        let find = "SELECT public FROM member WHERE id = ?1 AND left_at IS NULL";
        let found: Option<Option<Vec<u8>>> = self
            .register
            .query_row(find, [member], |row| row.get(0))
            .optional()
            .map_err(vault)?;
        let public = found.ok_or_else(|| Error::new(Kind::NotFound, "保险库中没有这个用户，请重新选择。"))?;
        public.and_then(|public| public.try_into().ok()).ok_or_else(|| {
            Error::new(
                Kind::Invalid,
                "有成员还没有用这个版本的程序解锁过，暂时不能把新的密钥交给他。请他先解锁一次，再办这件事。",
            )
        })
    }

    fn sealed_for(&self, member: &str, key: &Secret, id: &CaseId) -> Result<Vec<u8>, Error> {
        sealing::seal(self.public_of(member)?, key, &bound(id, member))
    }

    pub(crate) fn wall_now(
        tx: &rusqlite::Transaction<'_>,
        id: &CaseId,
        contact: &str,
        now: DateTime<FixedOffset>,
    ) -> rusqlite::Result<()> {
        let put = "INSERT INTO wall (case_id, since, contact) VALUES (?1, ?2, ?3) ON CONFLICT (case_id) DO UPDATE SET contact = excluded.contact";
        tx.execute(put, params![id.as_str(), time::say(now), contact])
            .map(|_| ())
    }
}

/// How a case is called where its name may not stand.
fn mark(id: &CaseId) -> &str {
    &id.as_str()[..8]
}

fn vault(error: rusqlite::Error) -> Error {
    What::Vault.sql(error)
}
