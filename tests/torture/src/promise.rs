//! What the product has acknowledged, and whether it is still there.
//!
//! The program under test writes a line before each action (`try`, with what the action would make true) and one after it was
//! acknowledged (`ack`, with what is true from now on). Whatever happens to it then, everything acknowledged must be found again;
//! of the action it died in, all or nothing.

use crate::actor::GONE;
use crate::desk::{LAWYER, PASSPHRASE};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;
use store::{CaseId, Kind, Vault};

/// What is true, by what it is about: `fact|case|path` → note, and so on.
pub type Facts = BTreeMap<String, String>;

/// What was promised, and what was on its way.
#[derive(Debug, Clone, Default)]
pub struct Promises {
    /// Acknowledged; it must be so.
    pub kept: Facts,
    /// Of the action under way; it may be so.
    pub may: Facts,
    /// Of an action that failed: it may be so all the same, when only the answer was lost.
    pub unsure: Facts,
    /// How many actions were acknowledged.
    pub acks: usize,
    /// Failures that were reported instead: code and message.
    pub refusals: Vec<(String, String)>,
    /// Steps the shim counted.
    pub steps: Option<u64>,
}

impl Promises {
    /// Reads what a program under test wrote; a line cut off in the middle is no promise.
    pub fn read(text: &str) -> Promises {
        let mut promises = Promises::default();
        for line in text.split_inclusive('\n').filter(|line| line.ends_with('\n')) {
            promises.line(line.trim_end());
        }
        promises
    }

    /// As [`Promises::read`], from a file.
    pub fn of(marks: &Path) -> Promises {
        Promises::read(&std::fs::read_to_string(marks).unwrap_or_default())
    }

    /// Takes one line.
    pub fn line(&mut self, line: &str) {
        if let Some(counts) = line.strip_prefix("steps ") {
            self.steps = counts.split(' ').next().and_then(|count| count.parse().ok());
        }
        let Ok(Value::Object(said)) = serde_json::from_str::<Value>(line) else {
            return;
        };
        let facts = |value: &Value| -> Facts {
            let pairs = value.as_object().into_iter().flatten();
            pairs
                .map(|(key, value)| (key.clone(), value.as_str().unwrap_or_default().to_owned()))
                .collect()
        };
        if let Some(may) = said.get("try") {
            self.may = facts(may);
        }
        if let Some(kept) = said.get("ack") {
            let kept = facts(kept);
            self.unsure.retain(|key, _| !kept.contains_key(key));
            self.kept.extend(kept);
            self.may.clear();
            self.acks += 1;
        }
        if let Some(now) = said.get("now") {
            self.kept.extend(facts(now));
            self.may.clear();
        }
        if let (Some(code), Some(message)) = (said.get("err"), said.get("message")) {
            self.unsure.extend(self.may.clone());
            let words = |value: &Value| value.as_str().unwrap_or_default().to_owned();
            self.refusals.push((words(code), words(message)));
        }
    }
}

/// What opening the vault again came to.
#[derive(Debug, Default)]
pub struct Opened {
    /// Milliseconds to unlock it and read every case.
    pub took: u128,
    /// Cases looked at.
    pub cases: usize,
    /// How the action that was under way came out: to be counted on from now on.
    pub settled: Facts,
}

/// Opens the vault and compares it with what was promised.
///
/// # Errors
/// What is missing or wrong.
pub fn keeps(dir: &Path, promises: &Promises) -> Result<Opened, String> {
    let started = std::time::Instant::now();
    let (vault, passphrase) = enter(dir, promises)?;
    let mut seen = Facts::new();
    seen.insert(format!("pass|{LAWYER}"), passphrase);
    let mut opened = Opened::default();
    look(&vault, &mut seen, &mut opened)?;
    opened.took = started.elapsed().as_millis();
    drop(vault);
    if let Some(name) = promises.kept.get("backup") {
        let folder = dir.with_file_name(crate::actor::BACKUPS);
        restorable(&folder, name)?;
        seen.insert("backup".into(), name.clone());
    }
    for key in promises.kept.keys() {
        if key.starts_with("user|") && !seen.contains_key(key) {
            seen.insert(key.clone(), GONE.into());
        }
    }
    for (key, value) in &promises.kept {
        let found = seen.get(key);
        let fine = if key.starts_with("revision|") {
            let number = |text: Option<&String>| text.and_then(|text| text.parse::<u64>().ok());
            number(found) >= number(Some(value))
        } else {
            let unsure = [promises.may.get(key), promises.unsure.get(key)];
            found == Some(value) || (found.is_some() && unsure.contains(&found))
        };
        let gone = key.starts_with("case|") || !of_a_gone_case(key, &seen, promises);
        if !fine && gone {
            return Err(format!("{key} is {found:?}, promised was {value:?}"));
        }
    }
    let may = promises.may.keys().filter_map(|key| seen.get_key_value(key));
    opened.settled = may.map(|(key, value)| (key.clone(), value.clone())).collect();
    for (key, value) in &promises.may {
        if let Some(found) = seen.get(key)
            && found != value
            && promises.kept.get(key).map_or(unpromised(key), String::as_str) != found
            && !key.starts_with("revision|")
        {
            return Err(format!("{key} is {found:?}: neither before nor after"));
        }
    }
    Ok(opened)
}

/// How something is of which nothing was promised yet: a case begins without a wall.
fn unpromised(key: &str) -> &'static str {
    if key.starts_with("wall|") { "down" } else { "" }
}

/// The backup that was acknowledged last is there and comes back whole; nothing without a name passes for one.
fn restorable(folder: &Path, name: &str) -> Result<(), String> {
    let found = store::backups(folder);
    let own = found.iter().find(|found| found.name == name);
    let own = own.ok_or("the backup that was made last is gone")?;
    let place = crate::folder::scratch();
    let vault = place.path().join("vault");
    let now = crate::desk::morning() + chrono::TimeDelta::days(4);
    store::restore(&own.place, &vault, now).map_err(|error| format!("the last backup: {error}"))?;
    match Vault::users(&vault) {
        Ok(Some(_)) => Ok(()),
        other => Err(format!("the users of the last backup: {other:?}")),
    }
}

/// Whether something belongs to a case that was destroyed, or was being destroyed.
fn of_a_gone_case(key: &str, seen: &Facts, promises: &Promises) -> bool {
    let Some(case) = key.split('|').nth(1) else {
        return false;
    };
    let own = format!("case|{case}");
    let destroyed = |facts: &Facts| facts.get(&own).is_some_and(|state| state == "destroyed");
    destroyed(seen) && (destroyed(&promises.kept) || destroyed(&promises.may))
}

/// Unlocks with the passphrase that was promised, or with the one that was on its way.
fn enter(dir: &Path, promises: &Promises) -> Result<(Vault, String), String> {
    let users = Vault::users(dir).map_err(|error| format!("the users: {error}"))?;
    let users = users.ok_or("there is no vault")?;
    let user = users
        .iter()
        .find(|user| user.name == LAWYER)
        .ok_or("the lawyer is gone")?;
    let key = format!("pass|{LAWYER}");
    let first = promises.kept.get(&key).map_or(PASSPHRASE, String::as_str);
    let now = crate::desk::morning() + chrono::TimeDelta::days(3);
    match Vault::unlock(dir, &user.id, first, now) {
        Err(error) if error.kind == Kind::WrongPassphrase => match promises.may.get(&key) {
            Some(next) => Vault::unlock(dir, &user.id, next, now)
                .map(|vault| (vault, next.clone()))
                .map_err(|error| format!("either passphrase: {error}")),
            None => Err(format!("the promised passphrase: {error}")),
        },
        other => other
            .map(|vault| (vault, first.to_owned()))
            .map_err(|error| format!("unlocking: {error}")),
    }
}

fn look(vault: &Vault, seen: &mut Facts, opened: &mut Opened) -> Result<(), String> {
    let said = |what: &str| {
        let what = what.to_owned();
        move |error: store::Error| format!("{what}: {error}")
    };
    for user in vault.members().map_err(said("members"))? {
        seen.insert(format!("user|{}", user.name), user.role.id().to_owned());
    }
    if let Some(theme) = vault.setting("theme").map_err(said("a setting"))? {
        seen.insert("theme".into(), theme);
    }
    for stone in vault.tombstones().map_err(said("what was destroyed"))? {
        seen.insert(format!("case|{}", stone.id), "destroyed".into());
    }
    for row in vault.binned().map_err(said("the bin"))? {
        seen.insert(format!("case|{}", row.row.id), "binned".into());
        case(vault, &row.row.id, seen).map_err(|why| format!("a case in the bin: {why}"))?;
        opened.cases += 1;
    }
    for row in vault.cases().map_err(said("the list"))? {
        seen.insert(format!("case|{}", row.id), "listed".into());
        case(vault, &row.id, seen)?;
        opened.cases += 1;
    }
    Ok(())
}

fn case(vault: &Vault, id: &CaseId, seen: &mut Facts) -> Result<(), String> {
    let said = |error: store::Error| error.to_string();
    let record = vault.load(id).map_err(said)?;
    seen.insert(format!("revision|{id}"), record.revision.to_string());
    for (key, entry) in &record.entries {
        if let Some(position) = &entry.alleged {
            seen.insert(format!("fact|{id}|{}", key.path), position.note.clone());
        }
    }
    let wall = vault.wall(id).map_err(said)?;
    seen.insert(format!("wall|{id}"), if wall.is_some() { "up" } else { "down" }.into());
    let chain = vault.verify_chain(id).map_err(said)?;
    if chain.broken_at.is_some() {
        return Err(format!("the chain is broken at {:?}", chain.broken_at));
    }
    for (key, body, _) in vault.drafts(id).map_err(said)? {
        seen.insert(format!("draft|{id}|{key}"), body);
    }
    for original in vault.originals(id).map_err(said)? {
        let whole = vault.original_is_whole(id, &original.sha256).map_err(said)?;
        if !whole {
            return Err("an original is not what its name says".into());
        }
        seen.insert(format!("original|{id}|{}", original.sha256), "here".into());
        for page in vault.pages(id, &original.sha256, 1, 50).map_err(said)? {
            seen.insert(format!("page|{id}|{}|{}", original.sha256, page.page), page.text);
        }
    }
    for (_, volume) in record.items_of::<case::Volume>() {
        if !volume.original.is_empty() {
            let key = format!("original|{id}|{}", volume.original);
            if !seen.contains_key(&key) {
                return Err("a volume names an original that is not here".into());
            }
            seen.insert(format!("volume|{id}|{}", volume.original), "here".into());
        }
    }
    Ok(())
}
