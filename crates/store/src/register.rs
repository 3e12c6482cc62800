//! The register of cases in `vault.db`: their keys and their list rows.

use crate::database::{self, CASE};
use crate::disk::remove;
use crate::error::{Error, Kind, What};
use crate::sealing;
use crate::secret::{Secret, identifier};
use crate::vault::Vault;
use crate::{door, time};
use case::Record;
use chrono::{DateTime, FixedOffset};
use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

/// How many case files stay open at once.
pub(crate) const OPEN: usize = 4;
/// Holder of the case keys that every member may unwrap.
pub(crate) const OFFICE: &str = "office";

/// Opaque, random; also the name of the case's file. The default is no case's id.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CaseId(String);

impl CaseId {
    /// As text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for CaseId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl FromStr for CaseId {
    type Err = Error;

    /// Takes nothing but 32 hexadecimal digits, so that no text from outside becomes a path.
    fn from_str(text: &str) -> Result<CaseId, Error> {
        let fine = text.len() == 32 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        if fine {
            Ok(CaseId(text.to_string()))
        } else {
            Err(no_case())
        }
    }
}

/// The list row of a case, as of a revision of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Projection {
    /// Which case.
    pub id: CaseId,
    /// Name of the case.
    pub name: String,
    /// Names of the accused.
    pub accused: Vec<String>,
    /// Offence id of the charge.
    pub charge: String,
    /// Identifier of the procedural stage.
    pub stage: String,
    /// Positions waiting for review.
    pub pending: u64,
    /// Positions returned.
    pub returned: u64,
    /// Where the case stands, in a line.
    pub result: String,
    /// When the case was changed last.
    pub updated_at: DateTime<FixedOffset>,
    /// The revision of the case this row was made from; a record with a higher one needs a new row.
    pub revision: u64,
    /// The fictional demonstration case.
    pub demo: bool,
    /// Custody and the ends of open periods, as the application writes them; empty until it has.
    pub dates: String,
}

impl Vault {
    /// The list of cases, changed last first, without those in the recycle bin. Opens no case file.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub fn cases(&self) -> Result<Vec<Projection>, Error> {
        self.listed("case_id NOT IN (SELECT case_id FROM binned)")
    }

    /// The list rows for which a condition holds.
    pub(crate) fn listed(&self, which: &str) -> Result<Vec<Projection>, Error> {
        let read = || -> rusqlite::Result<Vec<Row>> {
            let select = format!(
                "SELECT * FROM projection WHERE ({which}) AND (case_id NOT IN (SELECT case_id FROM wall)
                 OR case_id IN (SELECT case_id FROM case_key WHERE holder = ?1))"
            );
            let mut rows = self.register.prepare_cached(&select)?;
            rows.query_map([&self.user.id], projection)?.collect()
        };
        let rows = read().map_err(|error| What::Vault.sql(error))?;
        let rows = rows.into_iter().map(|row| match row {
            Row::Plain(row) => Ok(*row),
            Row::Sealed(id, revision, sealed) => {
                let id: CaseId = id.parse()?;
                row_key(&self.case_key(&id)?)
                    .open(&sealed, id.as_str())
                    .and_then(|text| serde_json::from_slice(&text).ok())
                    .and_then(|kept: Kept| kept.row(id, revision))
                    .ok_or_else(|| Error::damaged(What::Vault))
            }
            Row::Damaged => Err(Error::damaged(What::Vault)),
        });
        let mut rows = rows.collect::<Result<Vec<Projection>, Error>>()?;
        rows.sort_by(|a, b| (b.updated_at, &b.id).cmp(&(a.updated_at, &a.id)));
        Ok(rows)
    }

    /// The list row of one case, in the recycle bin or not.
    pub(crate) fn listed_one(&self, id: &CaseId) -> Result<Option<Projection>, Error> {
        // An identifier is hexadecimal digits and nothing else.
        self.listed(&format!("case_id = '{id}'")).map(|mut rows| rows.pop())
    }

    /// Makes a case file with a record in it, and registers it. `row.id` and `row.revision` are set here. It is announced first, so
    /// that a file left behind by a crash in between is known for what it is and cleared away.
    ///
    /// # Errors
    /// When the disk refuses; then there is no case.
    pub fn create_case(&self, record: &Record, row: Projection, now: DateTime<FixedOffset>) -> Result<CaseId, Error> {
        let id = self.begin_case(record, row, now)?;
        if let Err(error) = self.unbin_case(&id) {
            let _ = self.give_up_case(&id);
            return Err(error);
        }
        Ok(id)
    }

    /// As [`Vault::create_case`], for a case whose originals are still to come: it is listed nowhere until
    /// [`Vault::unbin_case`], and given up when the process dies before that.
    ///
    /// # Errors
    /// When the disk refuses; then there is no case.
    pub fn begin_case(&self, record: &Record, row: Projection, now: DateTime<FixedOffset>) -> Result<CaseId, Error> {
        let id = CaseId(identifier()?);
        self.hide(&id, now)?;
        let made = self.create_as(id.clone(), record, row, now);
        if made.is_err() {
            let _ = self.give_up_case(&id);
        }
        made
    }

    fn create_as(
        &self,
        id: CaseId,
        record: &Record,
        row: Projection,
        now: DateTime<FixedOffset>,
    ) -> Result<CaseId, Error> {
        let made = self.make(&id, record, row, now);
        if made.is_err() {
            // Its key is lost: what there is of the file can never be read.
            for ending in ["db", "db-wal", "db-shm"] {
                let _ = remove(&self.path(&id).with_extension(ending));
            }
        }
        made.map(|file| {
            self.keep(id.clone(), file);
            id
        })
    }

    fn make(
        &self,
        id: &CaseId,
        record: &Record,
        row: Projection,
        now: DateTime<FixedOffset>,
    ) -> Result<Connection, Error> {
        let key = Secret::random()?;
        let mut file = database::create(&self.path(id), &key, &CASE)?;
        door::begin(&mut file, id, &self.user, now, record)?;
        let row = Projection {
            id: id.clone(),
            revision: record.revision,
            ..row
        };
        let own = self.keys.user.wrap(&key, &bound(id, &self.user.id))?;
        let office = self.keys.vault.wrap(&key, &bound(id, OFFICE))?;
        let register = || -> rusqlite::Result<()> {
            let tx = self.register.unchecked_transaction()?;
            for (holder, wrapped) in [(self.user.id.as_str(), own), (OFFICE, office)] {
                let insert = "INSERT INTO case_key (case_id, holder, wrapped) VALUES (?1, ?2, ?3)";
                tx.execute(insert, params![id.0, holder, wrapped])?;
            }
            put(&tx, &row)?;
            tx.commit()
        };
        register().map_err(|error| What::Vault.sql(error))?;
        Ok(file)
    }

    /// Refreshes the list row of a case, after the case itself was written.
    ///
    /// # Errors
    /// When the row claims a revision the case does not have, or the disk refuses.
    pub fn project(&self, id: &CaseId, row: Projection) -> Result<(), Error> {
        let revision = self.with(id, |file| door::head(file).map(|head| head.revision))?;
        if row.revision > revision {
            return Err(Error::new(
                Kind::Invalid,
                "案件列表的内容比案件本身还新，请重新打开这个案件。",
            ));
        }
        self.put_row(&Projection { id: id.clone(), ..row })
    }

    /// Keeps a list row: sealed under the key of the case where a wall is around it.
    pub(crate) fn put_row(&self, row: &Projection) -> Result<(), Error> {
        if !self.is_walled(&row.id)? {
            return put(&self.register, row).map_err(|error| What::Vault.sql(error));
        }
        let sealed = row.sealed(&self.case_key(&row.id)?)?;
        let write = || -> rusqlite::Result<()> {
            let tx = self.register.unchecked_transaction()?;
            put_sealed(&tx, row, &sealed)?;
            tx.commit()
        };
        write().map_err(|error| What::Vault.sql(error))
    }

    /// Uses a case file, opening it when it is not open yet. A file found damaged is closed again, and so is one the disk refused:
    /// SQLCipher says of an open file ever after what it said once.
    pub(crate) fn with<T>(
        &self,
        id: &CaseId,
        act: impl FnOnce(&mut Connection) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let known = {
            let mut open = self.cases.borrow_mut();
            let place = open.iter().position(|(own, _)| own == id);
            place.map(|place| open.remove(place).1)
        };
        let mut file = match known {
            Some(file) => file,
            None => self.open_case(id)?,
        };
        let result = act(&mut file);
        if !matches!(&result, Err(error) if matches!(error.kind, Kind::Damaged | Kind::Io)) {
            self.keep(id.clone(), file);
        }
        result
    }

    fn keep(&self, id: CaseId, file: Connection) {
        let mut open = self.cases.borrow_mut();
        open.push((id, file));
        if open.len() > OPEN {
            open.remove(0);
        }
    }

    /// Closes the files of a case.
    pub(crate) fn forget(&self, id: &CaseId) {
        self.cases.borrow_mut().retain(|(own, _)| own != id);
        self.originals.borrow_mut().retain(|(own, _)| own != id);
    }

    fn open_case(&self, id: &CaseId) -> Result<Connection, Error> {
        self.finish_rotation(id)?;
        let file = database::open(&self.path(id), &self.case_key(id)?, &CASE)?;
        if door::head(&file)?.revision < self.projected(id)? {
            return Err(Error::new(
                Kind::Damaged,
                "这个案件的文件缺少最近保存过的内容（可能被换成了旧文件，或旁边的日志文件已损坏），已停止读取。请用备份恢复本案。",
            ));
        }
        Ok(file)
    }

    /// The revision of a case that its list row was made from: the case once had it.
    pub(crate) fn projected(&self, id: &CaseId) -> Result<u64, Error> {
        let revision = "SELECT revision FROM projection WHERE case_id = ?1";
        let revision = self.register.query_row(revision, [&id.0], |row| row.get(0)).optional();
        Ok(revision.map_err(|error| What::Vault.sql(error))?.unwrap_or(0))
    }

    /// The key of a case: wrapped for this user alone, else for the whole office.
    pub(crate) fn case_key(&self, id: &CaseId) -> Result<Secret, Error> {
        for (holder, key) in [(self.user.id.as_str(), &self.keys.user), (OFFICE, &self.keys.vault)] {
            let find = "SELECT wrapped, sealed FROM case_key WHERE case_id = ?1 AND holder = ?2";
            let wrapped = self
                .register
                .query_row(find, [&id.0, holder], |row| {
                    Ok((row.get::<_, Vec<u8>>(0)?, row.get::<_, bool>(1)?))
                })
                .optional();
            if let Some((wrapped, sealed)) = wrapped.map_err(|error| What::Vault.sql(error))? {
                let bound = bound(id, holder);
                let found = if sealed {
                    sealing::open(key, &wrapped, &bound)
                } else {
                    key.unwrap(&wrapped, &bound)
                };
                return found.ok_or_else(|| Error::damaged(What::Vault));
            }
        }
        Err(no_case())
    }

    pub(crate) fn path(&self, id: &CaseId) -> PathBuf {
        self.dir.join("cases").join(format!("{id}.db"))
    }
}

pub(crate) fn bound(id: &CaseId, holder: &str) -> String {
    format!("mingbian case key|{id}|{holder}")
}

fn no_case() -> Error {
    Error::new(
        Kind::NotFound,
        "没有找到这个案件，或您没有查看它的权限。请刷新案件列表。",
    )
}

fn put(register: &Connection, row: &Projection) -> rusqlite::Result<()> {
    let accused = serde_json::to_string(&row.accused).unwrap_or_default();
    let put = "INSERT OR REPLACE INTO projection
               (case_id, name, accused, charge, stage, pending, returned, result, updated_at, revision, demo, dates)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)";
    let updated_at = time::say(row.updated_at);
    register
        .prepare_cached(put)?
        .execute(params![
            row.id.0,
            row.name,
            accused,
            row.charge,
            row.stage,
            row.pending,
            row.returned,
            row.result,
            updated_at,
            row.revision,
            row.demo,
            row.dates
        ])
        .map(|_| ())
}

impl Projection {
    /// The row, sealed under the key of its case.
    pub(crate) fn sealed(&self, key: &Secret) -> Result<Vec<u8>, Error> {
        let text = zeroize::Zeroizing::new(serde_json::to_vec(&Kept::of(self)).unwrap_or_default());
        row_key(key).seal(&text, self.id.as_str())
    }
}

/// Keeps a sealed list row; nothing of it stands beside the seal but the revision.
pub(crate) fn put_sealed(register: &Connection, row: &Projection, sealed: &[u8]) -> rusqlite::Result<()> {
    let bare = Projection {
        id: row.id.clone(),
        revision: row.revision,
        ..Projection::default()
    };
    put(register, &bare)?;
    let seal = "UPDATE projection SET sealed = ?2 WHERE case_id = ?1";
    register.execute(seal, params![row.id.0, sealed]).map(|_| ())
}

/// A list row as it is kept.
enum Row {
    Plain(Box<Projection>),
    /// Behind a wall: case id, revision, and the rest under the key of the case.
    Sealed(String, u64, Vec<u8>),
    Damaged,
}

/// What is sealed of a list row.
#[derive(Serialize, Deserialize)]
struct Kept {
    name: String,
    accused: Vec<String>,
    charge: String,
    stage: String,
    pending: u64,
    returned: u64,
    result: String,
    updated_at: String,
    demo: bool,
    dates: String,
}

impl Kept {
    fn of(row: &Projection) -> Kept {
        let row = row.clone();
        Kept {
            updated_at: time::say(row.updated_at),
            name: row.name,
            accused: row.accused,
            charge: row.charge,
            stage: row.stage,
            pending: row.pending,
            returned: row.returned,
            result: row.result,
            demo: row.demo,
            dates: row.dates,
        }
    }

    fn row(self, id: CaseId, revision: u64) -> Option<Projection> {
        Some(Projection {
            id,
            revision,
            updated_at: time::read(&self.updated_at)?,
            name: self.name,
            accused: self.accused,
            charge: self.charge,
            stage: self.stage,
            pending: self.pending,
            returned: self.returned,
            result: self.result,
            demo: self.demo,
            dates: self.dates,
        })
    }
}

fn row_key(case: &Secret) -> Secret {
    case.branch("mingbian list row")
}

fn projection(row: &rusqlite::Row<'_>) -> rusqlite::Result<Row> {
    let (id, accused, updated_at): (String, String, String) =
        (row.get("case_id")?, row.get("accused")?, row.get("updated_at")?);
    if let Some(sealed) = row.get("sealed")? {
        return Ok(Row::Sealed(id, row.get("revision")?, sealed));
    }
    let (Ok(id), Ok(accused), Some(updated_at)) = (id.parse(), serde_json::from_str(&accused), time::read(&updated_at))
    else {
        return Ok(Row::Damaged);
    };
    Ok(Row::Plain(Box::new(Projection {
        id,
        accused,
        updated_at,
        name: row.get("name")?,
        charge: row.get("charge")?,
        stage: row.get("stage")?,
        pending: row.get("pending")?,
        returned: row.get("returned")?,
        result: row.get("result")?,
        revision: row.get("revision")?,
        demo: row.get("demo")?,
        dates: row.get("dates")?,
    })))
}
