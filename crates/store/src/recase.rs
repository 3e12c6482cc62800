//! One case out of a backup, in the place of a damaged one; everything else stays as it is.

use crate::backup::{copy_file, error_of};
use crate::database::{self, CASE, ORIGINALS};
use crate::disk::{remove, sync_parent};
use crate::door;
use crate::error::{Error, Kind, What};
use crate::manifest::{Manifest, all, hashed};
use crate::register::CaseId;
use crate::vault::Vault;
use crate::verify::verify;
use chrono::{DateTime, FixedOffset};
use rusqlite::params;
use std::path::Path;

/// The files of a case, as they are copied and where they belong.
const FILES: [(&str, &str); 2] = [("restored-db", "db"), ("restored-originals", "originals")];

impl Vault {
    /// Puts a case from the newest backup of this vault in which it is whole in the place of the one here, which stays beside
    /// it. Gives when that backup was made.
    ///
    /// # Errors
    /// When no backup holds it whole under its present key or, if it is open to the office, one it had; then nothing is changed.
    pub fn restore_case(
        &self,
        folder: &Path,
        id: &CaseId,
        now: DateTime<FixedOffset>,
    ) -> Result<DateTime<FixedOffset>, Error> {
        self.case_key(id)?;
        let mut why = Error::new(
            Kind::Absent,
            "备份文件夹里没有本案的备份，或者磁盘没有接上。请接好备份的磁盘再试。",
        );
        for (place, manifest) in all(folder)
            .into_iter()
            .filter(|(_, manifest)| manifest.vault == self.id)
        {
            match self.bring(&place, &manifest, id) {
                Ok(revision) => {
                    self.swap_in(id, revision, now)?;
                    let made = crate::backup::moment(&manifest.made).ok_or_else(|| Error::damaged(What::Backup))?;
                    let what = format!("从{}的备份恢复本案", made.format("%Y-%m-%d %H:%M"));
                    self.mark(id, now, "restore", &what)?;
                    return Ok(made);
                }
                Err(error) => {
                    self.clear_restored(id)?;
                    why = error;
                }
            }
        }
        Err(why)
    }

    /// Copies the files of a case from a backup beside those that are here, and reads them through. Gives the revision.
    fn bring(&self, place: &Path, manifest: &Manifest, id: &CaseId) -> Result<u64, Error> {
        self.clear_restored(id)?;
        let mut revision = None;
        for (new, old) in FILES {
            let name = format!("cases/{id}.{old}");
            let Some(file) = manifest.files.iter().find(|file| file.name == name) else {
                continue;
            };
            let target = self.path(id).with_extension(new);
            copy_file(&place.join(&name), &target).map_err(|error| error_of(&error))?;
            if hashed(&target, &|| true)? != (file.bytes, file.sha256.clone()) {
                return Err(Error::damaged(What::Backup));
            }
            let schema = if old == "db" { &CASE } else { &ORIGINALS };
            let (open, former) = self.open_kept(id, &target, schema)?;
            database::whole_copy(&open, schema)?;
            if old == "db" {
                let chain = verify(&open, id).map_err(|error| What::Case.sql(error))?;
                if chain.broken_at.is_some() {
                    return Err(Error::damaged(What::Backup));
                }
                revision = Some(door::head(&open)?.revision);
            }
            if former {
                // A backup from before the case got the key it has: it is written anew under that one.
                let anew = target.with_extension("restored-anew");
                remove(&anew).map_err(|error| What::Case.io(&error))?;
                database::copy(&open, &anew, &self.case_key(id)?, schema, &|| true)?;
                database::rest(open, &target, schema)?;
                std::fs::rename(&anew, &target).map_err(|error| What::Case.io(&error))?;
            } else {
                database::rest(open, &target, schema)?;
            }
        }
        revision.ok_or_else(|| Error::damaged(What::Backup))
    }

    /// The files that are here step aside, those from the backup take their place.
    fn swap_in(&self, id: &CaseId, revision: u64, now: DateTime<FixedOffset>) -> Result<(), Error> {
        let io = |error: std::io::Error| What::Case.io(&error);
        self.forget(id);
        // The list row may not be ahead of the case; what it shows is made anew when the case is opened.
        let lower = "UPDATE projection SET revision = min(revision, ?2) WHERE case_id = ?1";
        self.register
            .execute(lower, params![id.as_str(), revision])
            .map_err(|error| What::Vault.sql(error))?;
        for (new, old) in FILES {
            let (new, old) = (self.path(id).with_extension(new), self.path(id).with_extension(old));
            if !new.is_file() {
                continue;
            }
            let aside = self.path(id).with_extension(format!(
                "damaged-{}-{}",
                now.format("%Y%m%d%H%M%S"),
                old.extension().unwrap_or_default().to_string_lossy()
            ));
            for journal in ["-wal", "-shm"] {
                let (beside, away) = (database::beside(&old, journal), database::beside(&aside, journal));
                if beside.is_file() {
                    std::fs::rename(beside, away).map_err(io)?;
                }
            }
            if old.is_file() {
                std::fs::rename(&old, &aside).map_err(io)?;
            }
            std::fs::rename(&new, &old).map_err(io)?;
        }
        sync_parent(&self.path(id)).map_err(io)
    }

    fn clear_restored(&self, id: &CaseId) -> Result<(), Error> {
        for (new, _) in FILES {
            for journal in ["", "-wal", "-shm"] {
                let left = database::beside(&self.path(id).with_extension(new), journal);
                remove(&left).map_err(|error| What::Case.io(&error))?;
            }
        }
        Ok(())
    }
}
