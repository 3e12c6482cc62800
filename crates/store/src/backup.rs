//! Backups: a copy of the whole vault under its own keys, proved by restoring it to one side before it gets its name.
//!
//! A [`Job`] has keys and files of its own, so that it can run on a thread of its own while work goes on: the register is
//! copied first, so that no list row is ahead of its case. Originals that have not changed since the backup before are
//! linked to it where the disk can link.

use crate::database::{self, CASE, ORIGINALS, Schema, VAULT};
use crate::disk::{private_dir, private_file, remove, sync_dir, sync_parent};
use crate::error::{Error, Kind, What};
use crate::manifest::{Manifest, hashed, newest, rotate};
use crate::register::CaseId;
use crate::secret::Secret;
use crate::slots::Slots;
use crate::time;
use crate::turnover::REGISTER;
use crate::vault::Vault;
use crate::verify::verify;
use chrono::{DateTime, FixedOffset};
use std::io::Write;
use std::path::{Path, PathBuf};

/// Begins the name of every backup.
pub(crate) const NAME: &str = "明辩备份";

/// A backup to be made.
pub struct Job {
    dir: PathBuf,
    into: PathBuf,
    vault: String,
    head: String,
    key: Secret,
    /// The register, and the list of users that opens it, as they were when the backup began.
    register: PathBuf,
    slots: Vec<u8>,
    /// Every case, with its key where the present user has it.
    cases: Vec<(CaseId, Option<Secret>)>,
    now: DateTime<FixedOffset>,
}

/// A backup that was made and verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// Its name: date, vault, and the head of the vault's log.
    pub name: String,
    /// Cases in it.
    pub cases: usize,
    /// Of these, cases whose contents could not be looked into, for they are behind a wall: compared byte by byte.
    pub sealed: usize,
    /// Bytes of all files.
    pub bytes: u64,
    /// Older backups that were given up.
    pub removed: usize,
}

impl Vault {
    /// Prepares a backup into a folder.
    ///
    /// # Errors
    /// [`Kind::Absent`] when the folder is not there; [`Kind::Invalid`] when it lies in the vault.
    pub fn backup_job(&self, into: &Path, now: DateTime<FixedOffset>) -> Result<Job, Error> {
        if !into.is_dir() {
            return Err(absent());
        }
        let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
        if real(into).starts_with(real(&self.dir)) {
            return Err(Error::new(
                Kind::Invalid,
                "备份不能放在保险库文件夹里面，请另选一个文件夹，最好在 U 盘或另一块硬盘上。",
            ));
        }
        let read = || -> rusqlite::Result<Vec<String>> {
            let mut rows = self
                .register
                .prepare("SELECT DISTINCT case_id FROM case_key ORDER BY case_id")?;
            rows.query_map([], |row| row.get(0))?.collect()
        };
        let ids = read().map_err(|error| What::Vault.sql(error))?;
        let mut cases = Vec::with_capacity(ids.len());
        for id in ids {
            let id: CaseId = id.parse()?;
            let key = match self.case_key(&id) {
                Ok(key) => Some(key),
                Err(error) if error.kind == Kind::NotFound => None,
                Err(error) => return Err(error),
            };
            cases.push((id, key));
        }
        Ok(Job {
            dir: self.dir.clone(),
            into: into.to_path_buf(),
            vault: self.id.clone(),
            head: self.office_head()?,
            key: self.keys.vault.copy(),
            register: self.place.clone(),
            slots: std::fs::read(self.dir.join("slots.json")).map_err(|error| What::Slots.io(&error))?,
            cases,
            now,
        })
    }
}

/// One file on its way.
struct Way<'a> {
    name: String,
    key: &'a Secret,
    schema: &'static Schema,
    case: Option<&'a CaseId>,
}

impl Job {
    /// Makes the backup. `go_on` is asked again and again; when it says no, nothing is left.
    ///
    /// # Errors
    /// When there is no room, a file is damaged, the disk goes away, or [`Kind::Stopped`]. Then older backups are as they
    /// were, and no half of a new one has a name.
    pub fn run(self, go_on: &dyn Fn() -> bool) -> Result<Made, Error> {
        let name = format!(
            "{NAME}-{}-{}-{}",
            self.now.format("%Y%m%d-%H%M%S"),
            &self.vault[..8],
            &self.head[..8]
        );
        let (draft, place) = (self.into.join(format!("{name}.part")), self.into.join(&name));
        if place.exists() {
            return Err(Error::new(Kind::Exists, "同一时刻的备份已经有了，请稍后再试。"));
        }
        self.clear_drafts()?;
        self.room()?;
        let made = self.fill(&draft, go_on).and_then(|manifest| {
            self.rehearse(&draft, &manifest, go_on)?;
            Ok(manifest)
        });
        let _ = std::fs::remove_dir_all(self.side());
        let manifest = made.inspect_err(|_| {
            let _ = std::fs::remove_dir_all(&draft);
        })?;
        // The names of what lies in it are safe before it gets its own.
        sync_dir(&draft.join("cases"))
            .and_then(|()| sync_dir(&draft))
            .and_then(|()| std::fs::rename(&draft, &place))
            .and_then(|()| sync_parent(&place))
            .map_err(|_| gone())?;
        Ok(Made {
            name,
            cases: self.cases.len(),
            sealed: self.cases.iter().filter(|(_, key)| key.is_none()).count(),
            bytes: manifest.files.iter().map(|file| file.bytes).sum(),
            removed: rotate(&self.into, &self.vault, self.now),
        })
    }

    /// What is copied page by page: the register first.
    fn ways(&self) -> Vec<Way<'_>> {
        let mut ways = vec![Way {
            name: REGISTER.into(),
            key: &self.key,
            schema: &VAULT,
            case: None,
        }];
        for (id, key) in &self.cases {
            let Some(key) = key else { continue };
            for (ending, schema) in [("db", &CASE), ("originals", &ORIGINALS)] {
                let name = format!("cases/{id}.{ending}");
                if ending == "db" || self.dir.join(&name).is_file() {
                    ways.push(Way {
                        name,
                        key,
                        schema,
                        case: (ending == "db").then_some(id),
                    });
                }
            }
        }
        ways
    }

    fn fill(&self, draft: &Path, go_on: &dyn Fn() -> bool) -> Result<Manifest, Error> {
        private_dir(draft).map_err(|_| gone())?;
        private_dir(&draft.join("cases")).map_err(|_| gone())?;
        let before = newest(&self.into, &self.vault);
        let mut manifest = Manifest::new(&self.vault, &self.head, self.now);
        for way in self.ways() {
            stop(go_on)?;
            let from = if way.name == REGISTER {
                self.register.clone()
            } else {
                self.dir.join(&way.name)
            };
            let to = draft.join(&way.name);
            // A file with something in its journal is never the one of the backup before.
            let journal = std::fs::metadata(database::beside(&from, "-wal")).is_ok_and(|journal| journal.len() > 0);
            let source = if way.schema.what == What::Originals && !journal {
                hashed(&from, go_on)?.1
            } else {
                String::new()
            };
            let known = before.as_ref().and_then(|(folder, before)| {
                let file = before
                    .files
                    .iter()
                    .find(|file| file.name == way.name && !source.is_empty())?;
                (file.source == source).then(|| folder.join(&file.name))
            });
            let linked = known.is_some_and(|known| std::fs::hard_link(known, &to).is_ok());
            if !linked {
                let open = database::connect(&from, way.key, way.schema)?;
                database::copy(&open, &to, way.key, way.schema, go_on).map_err(on_the_way)?;
            }
            manifest.add(draft, &way.name, source, go_on)?;
        }
        // As they were when the backup began: they open the register that was copied, whoever left since.
        private_file(&draft.join("slots.json"), true)
            .and_then(|mut file| file.write_all(&self.slots).and_then(|()| file.sync_all()))
            .map_err(|error| error_of(&error))?;
        manifest.add(draft, "slots.json", String::new(), go_on)?;
        let mut bare: Vec<String> = Vec::new();
        for (id, key) in &self.cases {
            if key.is_none() {
                // Nobody has these open: they are copied as they lie, with their journals.
                let endings = ["db", "db-wal", "originals", "originals-wal"];
                bare.extend(endings.iter().map(|ending| format!("cases/{id}.{ending}")));
            }
        }
        for name in bare.iter().filter(|name| self.dir.join(name).is_file()) {
            stop(go_on)?;
            copy_file(&self.dir.join(name), &draft.join(name)).map_err(|error| error_of(&error))?;
            manifest.add(draft, name, String::new(), go_on)?;
            let source = hashed(&self.dir.join(name), go_on)?;
            if manifest
                .files
                .last()
                .is_some_and(|file| (file.bytes, &file.sha256) != (source.0, &source.1))
            {
                return Err(unlike());
            }
        }
        manifest.write(draft)?;
        Ok(manifest)
    }

    /// Restores every file to one side, opens it, reads it through, compares its counts and its chain with the original.
    fn rehearse(&self, draft: &Path, manifest: &Manifest, go_on: &dyn Fn() -> bool) -> Result<(), Error> {
        let side = self.side();
        let _ = std::fs::remove_dir_all(&side);
        private_dir(&side)?;
        for way in self.ways() {
            stop(go_on)?;
            let place = side.join("restored.db");
            copy_file(&draft.join(&way.name), &place).map_err(|error| error_of(&error))?;
            let restored = database::open(&place, way.key, way.schema)?;
            database::whole_copy(&restored, way.schema)?;
            if let Some(id) = way.case {
                let chain = verify(&restored, id).map_err(|error| What::Case.sql(error))?;
                if chain.broken_at.is_some() {
                    return Err(Error::damaged(What::Case));
                }
            }
            database::rest(restored, &place, way.schema)?;
            remove(&place).map_err(|_| crate::error::disk())?;
        }
        for file in &manifest.files {
            stop(go_on)?;
            let (bytes, sha256) = hashed(&draft.join(&file.name), go_on)?;
            if (bytes, &sha256) != (file.bytes, &file.sha256) {
                return Err(unlike());
            }
        }
        let slots = std::fs::read(draft.join("slots.json")).map_err(|error| error_of(&error))?;
        Slots::parse(&slots).map(|_| ())
    }

    fn side(&self) -> PathBuf {
        self.dir.join("rehearsal")
    }

    /// What interrupted backups of this vault left.
    fn clear_drafts(&self) -> Result<(), Error> {
        let entries = std::fs::read_dir(&self.into).map_err(|_| absent())?;
        for entry in entries.flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.starts_with(NAME) && name.ends_with(".part") && name.contains(&self.vault[..8]) {
                let _ = std::fs::remove_dir_all(entry.path());
            }
        }
        Ok(())
    }

    /// Refuses to begin what cannot fit.
    fn room(&self) -> Result<(), Error> {
        let needed = folder_bytes(&self.dir.join("cases")) + file_bytes(&self.register);
        // The copies, their journals while they are written, and something to spare.
        let needed = needed + needed / 10 + (8 << 20);
        match fs4::available_space(&self.into) {
            Ok(free) if free < needed => Err(Error::new(
                Kind::Io,
                format!(
                    "备份的磁盘空间不够：需要约 {} MB，只剩 {} MB。请腾出空间，或者换一个磁盘。",
                    needed.div_ceil(1 << 20),
                    free >> 20
                ),
            )),
            _ => Ok(()),
        }
    }
}

fn file_bytes(path: &Path) -> u64 {
    std::fs::metadata(path).map_or(0, |file| file.len())
}

fn folder_bytes(path: &Path) -> u64 {
    let entries = std::fs::read_dir(path).into_iter().flatten().flatten();
    entries.map(|entry| file_bytes(&entry.path())).sum()
}

pub(crate) fn stop(go_on: &dyn Fn() -> bool) -> Result<(), Error> {
    if go_on() {
        Ok(())
    } else {
        Err(Error::new(Kind::Stopped, "已停止。"))
    }
}

/// Copies a file into one that only its owner may read, durably.
pub(crate) fn copy_file(from: &Path, to: &Path) -> std::io::Result<()> {
    let mut source = std::fs::File::open(from)?;
    let mut target = private_file(to, true)?;
    std::io::copy(&mut source, &mut target)?;
    target.sync_all()
}

pub(crate) fn error_of(error: &std::io::Error) -> Error {
    match error.kind() {
        std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => full(),
        _ => gone(),
    }
}

/// What went wrong while a file was written to the backup's disk.
fn on_the_way(error: Error) -> Error {
    if error == crate::error::full() { full() } else { error }
}

fn full() -> Error {
    Error::new(
        Kind::Io,
        "备份的磁盘写满了，这次备份没有留下。请腾出空间，或者换一个磁盘。以前的备份没有改动。",
    )
}

fn gone() -> Error {
    Error::new(
        Kind::Io,
        "备份的磁盘不能读写（可能已拔出），这次备份没有留下。请接好磁盘后再试。以前的备份没有改动。",
    )
}

fn unlike() -> Error {
    Error::new(
        Kind::Damaged,
        "备份写出后读回来不一样，这个磁盘可能有问题。备份没有留下，请换一个磁盘再备份。",
    )
}

fn absent() -> Error {
    Error::new(
        Kind::Absent,
        "找不到备份文件夹：U 盘或硬盘可能没有接上。请接好后再备份，或者另选一个文件夹。",
    )
}

/// When a backup of that name was made.
pub(crate) fn moment(text: &str) -> Option<DateTime<FixedOffset>> {
    time::read(text)
}
