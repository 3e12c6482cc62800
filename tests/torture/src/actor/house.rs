//! What is done to the vault as a whole: walls, people who leave, backups, and putting one back.

use super::{Actor, BACKUPS, GONE, fact};
use crate::desk::LAWYER;
use serde_json::json;

impl Actor {
    /// A wall goes up around the case, which gets a new key; or it comes down.
    pub(super) fn wall(&mut self) -> Result<(), app::Failure> {
        let case = self.case.clone();
        let wall = self.desk.call("wall", json!({ "case": case }))?;
        let up = wall["walled"] == false;
        let facts = fact(format!("wall|{case}"), if up { "up" } else { "down" });
        let state = self.desk.call("vault_state", json!({}))?;
        let me = crate::desk::user_id(&state, LAWYER);
        self.step("wall", facts.clone(), |own| {
            match up {
                true => own.desk.call("set_wall", json!({ "case": case, "members": [me] }))?,
                false => own.desk.call("drop_wall", json!({ "case": case }))?,
            };
            Ok(facts)
        })
    }

    /// Somebody comes and leaves again; the vault and then every case gets a new key.
    pub(super) fn remove(&mut self) -> Result<(), app::Failure> {
        let name = format!("助理{}", self.done);
        // The answer of an attempt before can be lost though they were added: then they are there.
        self.act("add_user").or_else(|why| match why.message.contains("同名") {
            true => Ok(()),
            false => Err(why),
        })?;
        let state = self.desk.call("vault_state", json!({}))?;
        let leaver = crate::desk::user_id(&state, &name);
        let facts = fact(format!("user|{name}"), GONE);
        self.step("remove", facts.clone(), |own| {
            own.desk.call("remove_user", json!({ "user": leaver }))?;
            Ok(facts)
        })?;
        self.step("rekey", json!({}), |own| {
            let now = own.desk.now();
            while own.desk.app.rekey_next(now) {}
            Ok(json!({}))
        })
    }

    /// A backup, proved as the program proves it, on the disk beside the vault.
    pub(super) fn backup(&mut self) -> Result<(), app::Failure> {
        self.step("backup", json!({}), |own| {
            let made = own.back_up()?;
            Ok(made.map_or_else(|| json!({}), |found| fact("backup", found.name)))
        })
    }

    /// The vault is put back from a backup that was made a moment ago: nothing is lost by that.
    pub(super) fn put_back(&mut self) -> Result<(), app::Failure> {
        self.step("putback", json!({}), |own| {
            if !own.desk.app.is_open() {
                let passphrase = own.passphrase.clone();
                own.desk.unlock(LAWYER, &passphrase)?;
            }
            let Some(made) = own.back_up()? else {
                return Ok(json!({}));
            };
            own.desk.call("lock", json!({}))?;
            let now = own.desk.now();
            own.desk.app.restore_backup(&made.place, now)?;
            let passphrase = own.passphrase.clone();
            own.desk.unlock(LAWYER, &passphrase)?;
            Ok(fact("backup", made.name))
        })
    }

    fn back_up(&mut self) -> Result<Option<store::Found>, app::Failure> {
        let folder = self.desk.folder().with_file_name(BACKUPS);
        // Where it cannot be made the program says that there is none.
        let _ = std::fs::create_dir_all(&folder);
        let now = self.desk.now();
        self.desk.app.choose_backup_folder(&folder, now)?;
        let now = self.desk.now();
        let Some(job) = self.desk.app.begin_backup(true, now)? else {
            return Ok(None);
        };
        let now = self.desk.now();
        self.desk.app.end_backup(job.run(), now)?;
        Ok(store::backups(&folder).into_iter().next())
    }
}
