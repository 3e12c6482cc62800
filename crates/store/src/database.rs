//! One SQLCipher file: how it is made, opened, checked and brought up to date.

use crate::disk::{private_file, remove, sync_parent};
use crate::error::{Error, Kind, What};
use crate::journal;
use crate::secret::Secret;
use rusqlite::{Connection, OpenFlags, TransactionBehavior};
use std::path::Path;

/// What a kind of file must look like.
pub(crate) struct Schema {
    pub(crate) what: What,
    /// Marks our files, so that another program's database is not taken for one.
    pub(crate) application: i32,
    /// In order; the number of those applied is the file's `user_version`.
    pub(crate) migrations: &'static [&'static str],
    /// Page cache at most, in KiB. SQLCipher decrypts a page each time it comes back into the cache.
    cache_kib: i32,
    /// Whether every page is read when the file is opened. Each page is authenticated when it is read in any case; a file
    /// of a gigabyte is not read through for that.
    whole: bool,
}

pub(crate) const CASE: Schema = Schema {
    what: What::Case,
    application: 0x4d42_4353,
    migrations: &[
        include_str!("migrations/case/0001_case.sql"),
        include_str!("migrations/case/0002_export.sql"),
        include_str!("migrations/case/0003_item.sql"),
    ],
    cache_kib: 65_536,
    whole: true,
};

/// The originals of a case, beside its file and under the same key.
pub(crate) const ORIGINALS: Schema = Schema {
    what: What::Originals,
    application: 0x4d42_4f52,
    migrations: &[include_str!("migrations/originals/0001_originals.sql")],
    cache_kib: 32_768,
    whole: false,
};

pub(crate) const VAULT: Schema = Schema {
    what: What::Vault,
    application: 0x4d42_5654,
    migrations: &[
        include_str!("migrations/vault/0001_vault.sql"),
        include_str!("migrations/vault/0002_dates.sql"),
        include_str!("migrations/vault/0003_rules.sql"),
        include_str!("migrations/vault/0004_people.sql"),
        include_str!("migrations/vault/0005_bin.sql"),
        include_str!("migrations/vault/0006_walls.sql"),
        include_str!("migrations/vault/0007_turnover.sql"),
    ],
    cache_kib: 16_384,
    whole: true,
};

/// The search index. Derived: whatever is wrong with it, it is made again and never brought up to date.
pub(crate) const SEARCH: Schema = Schema {
    what: What::Search,
    application: 0x4d42_5345,
    migrations: &[include_str!("migrations/search/0001_search.sql")],
    cache_kib: 65_536,
    whole: false,
};

/// What can lie beside a database: the last one while it is being copied into. Left behind under the name of another file, it
/// would be played back into that one.
pub(crate) const JOURNALS: [&str; 3] = ["-wal", "-shm", "-journal"];

/// What the name of a file ends in until all of it is there.
pub(crate) const MAKING: &str = ".making";

/// Makes a new, empty file of the newest schema.
pub(crate) fn create(path: &Path, key: &Secret, schema: &Schema) -> Result<Connection, Error> {
    create_as(path, key, schema, schema.migrations.len())
}

/// Makes a new, empty file of an older schema too. It is made under another name and gets its own once it is whole: killed in
/// between, there is no half file that would be taken for a damaged one.
pub(crate) fn create_as(path: &Path, key: &Secret, schema: &Schema, version: usize) -> Result<Connection, Error> {
    let io = |error: std::io::Error| schema.what.io(&error);
    if path.exists() {
        return Err(io(std::io::ErrorKind::AlreadyExists.into()));
    }
    let draft = beside(path, MAKING);
    for leftover in [&draft, &beside(&draft, "-wal"), &beside(&draft, "-shm")] {
        remove(leftover).map_err(io)?;
    }
    drop(private_file(&draft, true).map_err(io)?);
    let mut connection = connect(&draft, key, schema)?;
    let make = |connection: &mut Connection| -> rusqlite::Result<()> {
        let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        tx.pragma_update(None, "application_id", schema.application)?;
        apply(&tx, schema, 0, version)?;
        tx.commit()
    };
    make(&mut connection).map_err(|error| schema.what.sql(error))?;
    rest(connection, &draft, schema)?;
    std::fs::rename(&draft, path).map_err(io)?;
    sync_parent(path).map_err(io)?;
    connect(path, key, schema)
}

/// Opens a file: proves the key, checks every page, refuses a newer schema, brings an older one up to date.
pub(crate) fn open(path: &Path, key: &Secret, schema: &Schema) -> Result<Connection, Error> {
    let connection = connect(path, key, schema)?;
    let newest = schema.migrations.len();
    match version(&connection, schema)? {
        found if found > newest => return Err(schema.what.newer()),
        0 => return Err(Error::damaged(schema.what)),
        found if found == newest => {}
        found => {
            drop(connection);
            migrate(path, key, schema, found)?;
            return open_current(path, key, schema);
        }
    }
    check(&connection, schema)?;
    Ok(connection)
}

/// Opens a file that is not worth a migration or reading every page of it: the key is proved and the schema is ours and
/// the newest, or it is damaged.
pub(crate) fn open_derived(path: &Path, key: &Secret, schema: &Schema) -> Result<Connection, Error> {
    let connection = connect(path, key, schema)?;
    if version(&connection, schema)? == schema.migrations.len() {
        Ok(connection)
    } else {
        Err(Error::damaged(schema.what))
    }
}

fn open_current(path: &Path, key: &Secret, schema: &Schema) -> Result<Connection, Error> {
    let connection = connect(path, key, schema)?;
    if version(&connection, schema)? != schema.migrations.len() {
        return Err(Error::damaged(schema.what));
    }
    check(&connection, schema)?;
    Ok(connection)
}

/// The key first, then the settings; reading the schema proves the key.
pub(crate) fn connect(path: &Path, key: &Secret, schema: &Schema) -> Result<Connection, Error> {
    if !path.is_file() {
        return Err(Error::damaged(schema.what));
    }
    if !journal::whole(&beside(path, "-wal")).map_err(|error| schema.what.io(&error))? {
        return Err(Error::damaged(schema.what));
    }
    let settle = || -> rusqlite::Result<Connection> {
        let connection = keyed(path, key)?;
        connection.query_row("SELECT count(*) FROM sqlite_master", [], |row| row.get::<_, i64>(0))?;
        connection.execute_batch(&format!(
            "PRAGMA busy_timeout = 5000;
             PRAGMA journal_mode = WAL;
             PRAGMA synchronous = FULL;
             PRAGMA foreign_keys = ON;
             PRAGMA recursive_triggers = ON;
             PRAGMA secure_delete = ON;
             PRAGMA cell_size_check = ON;
             PRAGMA trusted_schema = OFF;
             PRAGMA temp_store = MEMORY;
             PRAGMA cache_size = -{};",
            schema.cache_kib
        ))?;
        Ok(connection)
    };
    settle().map_err(|error| schema.what.sql(error))
}

/// Opened with its key, and nothing asked of it yet.
fn keyed(path: &Path, key: &Secret) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    // SQLCipher would otherwise write its own complaints to the standard error stream. Whatever it frees it wipes first:
    // keys go in as text, and what was read of a case stays in its pages.
    connection.execute_batch("PRAGMA cipher_log_level = NONE; PRAGMA cipher_memory_security = ON")?;
    connection.execute_batch(&key.pragma())?;
    Ok(connection)
}

fn version(connection: &Connection, schema: &Schema) -> Result<usize, Error> {
    let number = |name: &str| connection.pragma_query_value(None, name, |row| row.get::<_, i32>(0));
    let ours = number("application_id").map_err(|error| schema.what.sql(error))?;
    let version = number("user_version").map_err(|error| schema.what.sql(error))?;
    if ours != schema.application {
        return Err(Error::damaged(schema.what));
    }
    usize::try_from(version).map_err(|_| Error::damaged(schema.what))
}

/// Reads every page in use, which also verifies its authentication code.
fn check(connection: &Connection, schema: &Schema) -> Result<(), Error> {
    if !schema.whole {
        return Ok(());
    }
    let verdict: String = connection
        .query_row("PRAGMA quick_check(1)", [], |row| row.get(0))
        .map_err(|error| schema.what.sql(error))?;
    if verdict == "ok" {
        Ok(())
    } else {
        Err(Error::damaged(schema.what))
    }
}

fn apply(connection: &Connection, schema: &Schema, from: usize, to: usize) -> rusqlite::Result<()> {
    for sql in &schema.migrations[from..to] {
        connection.execute_batch(sql)?;
    }
    connection.pragma_update(None, "user_version", i32::try_from(to).unwrap_or(i32::MAX))
}

/// Copies the file, brings the copy up to date, verifies it and swaps. The old file stays beside it, as `.v1` and so on.
/// Killed at any point, the old file or the new one is in place, whole.
fn migrate(path: &Path, key: &Secret, schema: &Schema, from: usize) -> Result<(), Error> {
    let (copy, previous) = (
        path.with_extension("migrating"),
        path.with_extension(format!("v{from}")),
    );
    let sql = |error| schema.what.sql(error);
    let io = |error: std::io::Error| schema.what.io(&error);

    let old = connect(path, key, schema)?;
    check(&old, schema)?;
    let before = counts(&old).map_err(sql)?;
    rest(old, path, schema)?;

    for leftover in [&copy, &beside(&copy, "-wal"), &beside(&copy, "-shm"), &previous] {
        remove(leftover).map_err(io)?;
    }
    drop(private_file(&copy, true).map_err(io)?);
    std::fs::copy(path, &copy).map_err(io)?;

    let mut fresh = connect(&copy, key, schema)?;
    let tx = fresh
        .transaction_with_behavior(TransactionBehavior::Immediate)
        .map_err(sql)?;
    apply(&tx, schema, from, schema.migrations.len()).map_err(sql)?;
    tx.commit().map_err(sql)?;
    check(&fresh, schema)?;
    let after = counts(&fresh).map_err(sql)?;
    if !before.iter().all(|row| after.contains(row)) {
        return Err(Error::damaged(schema.what));
    }
    rest(fresh, &copy, schema)?;
    private_file(&copy, false)
        .and_then(|file| file.sync_all())
        .map_err(io)?;

    std::fs::hard_link(path, &previous)
        .or_else(|_| std::fs::copy(path, &previous).map(|_| ()))
        .map_err(io)?;
    std::fs::rename(&copy, path).map_err(io)?;
    sync_parent(path).map_err(io)
}

/// Copies a file page by page into a new one under a key of its own, and reads the copy through. `go_on` is asked between
/// pieces; when it says no the copy is removed.
pub(crate) fn copy(
    from: &Connection,
    to: &Path,
    key: &Secret,
    schema: &Schema,
    go_on: &dyn Fn() -> bool,
) -> Result<(), Error> {
    let sql = |error| schema.what.sql(error);
    let io = |error: std::io::Error| schema.what.io(&error);
    drop(private_file(to, true).map_err(io)?);
    let copied = || -> Result<(), Error> {
        let mut fresh = keyed(to, key).map_err(sql)?;
        // One moment of the file is copied and counted, whatever another connection writes meanwhile.
        let moment = from.unchecked_transaction().map_err(sql)?;
        let before = counts(&moment).map_err(sql)?;
        let whole = {
            let backup = rusqlite::backup::Backup::new(&moment, &mut fresh).map_err(sql)?;
            loop {
                if !go_on() {
                    return Err(Error::new(Kind::Stopped, "已停止。"));
                }
                use rusqlite::backup::StepResult;
                match backup.step(PAGES).map_err(sql)? {
                    StepResult::Done => break true,
                    StepResult::More => {}
                    _ => break false,
                }
            }
        };
        if !whole {
            return Err(crate::error::in_use());
        }
        drop(moment);
        fresh.close().map_err(|(_, error)| sql(error))?;
        let fresh = connect(to, key, schema)?;
        whole_copy(&fresh, schema)?;
        if before != counts(&fresh).map_err(sql)? {
            return Err(Error::damaged(schema.what));
        }
        rest(fresh, to, schema)?;
        private_file(to, false).and_then(|file| file.sync_all()).map_err(io)
    };
    let copied = copied();
    if copied.is_err() {
        for ending in JOURNALS.iter().chain(&[""]) {
            let _ = remove(&beside(to, ending));
        }
    }
    copied
}

/// Pages copied before the copying asks whether to go on.
const PAGES: std::ffi::c_int = 512;

/// Reads every page of a file, verifies its authentication code and its structure.
pub(crate) fn whole_copy(file: &Connection, schema: &Schema) -> Result<(), Error> {
    let mut pages = file
        .prepare("PRAGMA cipher_integrity_check")
        .map_err(|error| schema.what.sql(error))?;
    let mut faults = pages.query([]).map_err(|error| schema.what.sql(error))?;
    if faults.next().map_err(|error| schema.what.sql(error))?.is_some() {
        return Err(Error::damaged(schema.what));
    }
    let verdict: String = file
        .query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))
        .map_err(|error| schema.what.sql(error))?;
    if verdict == "ok" {
        Ok(())
    } else {
        Err(Error::damaged(schema.what))
    }
}

/// Closes a file with everything in it and nothing beside it, so that it may be copied or replaced.
pub(crate) fn rest(connection: Connection, path: &Path, schema: &Schema) -> Result<(), Error> {
    connection
        .execute_batch("PRAGMA wal_checkpoint(TRUNCATE)")
        .map_err(|error| schema.what.sql(error))?;
    connection.close().map_err(|(_, error)| schema.what.sql(error))?;
    match std::fs::metadata(beside(path, "-wal")) {
        Ok(left) if left.len() > 0 => Err(crate::error::in_use()),
        _ => Ok(()),
    }
}

pub(crate) fn beside(path: &Path, ending: &str) -> std::path::PathBuf {
    let mut name = path.as_os_str().to_os_string();
    name.push(ending);
    name.into()
}

/// How many rows each table has.
pub(crate) fn counts(connection: &Connection) -> rusqlite::Result<Vec<(String, i64)>> {
    let mut tables = connection.prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")?;
    let names: Vec<String> = tables.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let count = |name: String| {
        let rows = connection.query_row(&format!("SELECT count(*) FROM \"{name}\""), [], |row| row.get(0))?;
        Ok((name, rows))
    };
    names.into_iter().map(count).collect()
}
