//! R5: bytes go bad. Every file of a vault is flipped, zeroed, cut, shuffled and swapped; what is read afterwards is what was
//! written, or the program says that it is not.

use crate::actor::{Actor, BACKUPS, furnish};
use crate::desk::{LAWYER, PASSPHRASE};
use crate::folder::{copy, files, scratch};
use crate::promise::Facts;
use crate::report::{Report, Tally};
use crate::seed::Seed;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use store::search::{Query, Scope};
use store::{Error, Kind, Vault};

/// How a file goes bad.
const HOWS: [&str; 9] = [
    "flip",
    "zero",
    "cut",
    "double",
    "swap pages",
    "append",
    "noise",
    "foreign",
    "older",
];
/// A page of a database.
const PAGE: usize = 4096;

/// So many mutations.
pub fn mutations(seed: u64, count: usize) -> Report {
    let mut report = Report::new("R5 bytes flipped, zeroed, cut, doubled, swapped, replaced");
    let stand = Stand::set_up(seed);
    let (mut chance, mut by_file, mut by_how) = (Seed::new(seed, "bytes"), Tally::default(), Tally::default());
    let (mut noticed, mut harmless, mut behind, mut taken, mut panics, mut wrong) = (0, 0, 0, 0, 0, 0);
    let place = scratch();
    let vault = place.path().join("vault");
    let (mut n, mut made) = (0, 0);
    while made < count {
        n += 1;
        if n % 8 == 0 {
            made += 1;
            by_file.one("backup");
            match stand.backup(&place.path().join("backup"), &mut chance) {
                Back::Refused(how) => {
                    by_how.one(how);
                    noticed += 1;
                }
                Back::Right(how) => {
                    by_how.one(how);
                    harmless += 1;
                }
                Back::Wrong(why) => {
                    wrong += 1;
                    report.fault(format!("seed {seed}, mutation {n}: {why}"));
                }
            }
            continue;
        }
        let base = if n % 2 == 0 { &stand.closed } else { &stand.open };
        let names: Vec<PathBuf> = files(base.path()).into_iter().filter(|name| attackable(name)).collect();
        let name = chance.of(&names).clone();
        let how = *chance.of(&HOWS);
        copy(base.path(), &vault);
        let own = std::fs::read(base.path().join(&name)).unwrap_or_default();
        let Some(bytes) = mutate(&own, how, &name, &stand, &mut chance) else {
            continue;
        };
        if bytes == own {
            continue;
        }
        std::fs::write(vault.join(&name), bytes).expect("written");
        made += 1;
        let label = kind_of(&name);
        by_file.one(label);
        by_how.one(how);
        match catch_unwind(AssertUnwindSafe(|| read(&vault))) {
            Err(_) => {
                panics += 1;
                report.fault(format!("seed {seed}, mutation {n}: {how} of {label} panics"));
            }
            Ok(seen) => match compare(&seen, &stand.right, taken_back(how, label)) {
                Verdict::Noticed => noticed += 1,
                Verdict::Harmless => harmless += 1,
                Verdict::Behind => behind += 1,
                Verdict::TakenBack => taken += 1,
                Verdict::Wrong(why) => {
                    wrong += 1;
                    report.fault(format!("seed {seed}, mutation {n}: {how} of {label}: {why}"));
                }
            },
        }
    }
    report.figure("mutations", noticed + harmless + behind + taken + panics + wrong);
    report.figure("by file", by_file.line());
    report.figure("by kind", by_how.line());
    report.figure("noticed and said", noticed);
    report.figure("harmless: everything read as it was written", harmless);
    report.figure("the search index thrown away and made again", behind);
    report.figure(
        "a whole older file put back, or the end of a journal cut off: like a power cut before it, out of scope",
        taken,
    );
    report.figure("panics", panics);
    report.figure("wrong data shown as right", wrong);
    report.done()
}

/// A vault at rest, the same vault as a power cut leaves it with its journals, and files to put in wrong places.
struct Stand {
    closed: tempfile::TempDir,
    open: tempfile::TempDir,
    other: tempfile::TempDir,
    older: tempfile::TempDir,
    /// A backup of the vault at rest.
    backup: tempfile::TempDir,
    right: Seen,
}

/// What came of putting a damaged backup back.
enum Back {
    Refused(&'static str),
    Right(&'static str),
    Wrong(String),
}

impl Stand {
    fn set_up(seed: u64) -> Stand {
        let (closed, open, other, older, backup) = (scratch(), scratch(), scratch(), scratch(), scratch());
        let work = scratch();
        let (vault, marks) = (work.path().join("vault"), work.path().with_extension("marks"));
        furnish(&vault, &marks);
        let mut actor = Actor::begin(&vault, &marks, seed);
        actor.enter().expect("unlocks");
        actor.act("note").expect("a note");
        copy(&vault, older.path());
        for action in ["note", "row", "note", "create", "take", "draft"] {
            actor.act(action).expect("done");
        }
        copy(&vault, open.path());
        actor.act("relock").expect("relocks");
        actor.act("backup").expect("a backup");
        let made = store::backups(&vault.with_file_name(BACKUPS)).remove(0);
        copy(&made.place, backup.path());
        drop(actor);
        copy(&vault, closed.path());
        let stranger = other.path().join("marks");
        furnish(&other.path().join("vault"), &stranger);
        let right = read(closed.path());
        assert!(right.error.is_none(), "{:?}", right.error);
        let again = scratch();
        copy(open.path(), &again.path().join("vault"));
        assert!(
            matches!(
                compare(&read(&again.path().join("vault")), &right, false),
                Verdict::Harmless
            ),
            "the journals are whole"
        );
        let _ = std::fs::remove_file(&marks);
        Stand {
            closed,
            open,
            other,
            older,
            backup,
            right,
        }
    }

    /// One mutation of a file of the backup; what is put back from it, if anything, is what was backed up.
    fn backup(&self, place: &Path, chance: &mut Seed) -> Back {
        copy(self.backup.path(), place);
        let names = files(place);
        let (name, how) = loop {
            let (name, how) = (chance.of(&names).clone(), *chance.of(&HOWS[..7]));
            let own = std::fs::read(place.join(&name)).unwrap_or_default();
            if let Some(bytes) = mutate(&own, how, &name, self, chance).filter(|bytes| *bytes != own) {
                std::fs::write(place.join(&name), bytes).expect("written");
                break (name, how);
            }
        };
        let back = place.with_file_name("back");
        let _ = std::fs::remove_dir_all(&back);
        let now = crate::desk::morning() + chrono::TimeDelta::days(10);
        let put = catch_unwind(AssertUnwindSafe(|| store::restore(place, &back, now)));
        match put {
            Err(_) => Back::Wrong(format!("{how} of {} in a backup panics", name.display())),
            Ok(Err(error)) if crate::faults::clean(&error.message) && !back.exists() => Back::Refused(how),
            Ok(Err(error)) => Back::Wrong(format!("a backup says {:?}: {}", error.kind, error.message)),
            // The list of a backup is no secret: only its numbers can be changed without harm, and they are shown, not used.
            Ok(Ok(_)) => match compare(&read(&back), &self.right, false) {
                Verdict::Harmless | Verdict::Behind => Back::Right(how),
                _ => Back::Wrong(format!("{how} of {} in a backup comes back wrong", name.display())),
            },
        }
    }
}

/// The lock holds nothing, and the shared-memory index is made anew by whoever opens first.
fn attackable(name: &Path) -> bool {
    let name = name.to_string_lossy();
    !name.ends_with(".lock") && !name.ends_with("-shm") && name != "marks"
}

fn kind_of(name: &Path) -> &'static str {
    let name = name.to_string_lossy();
    match () {
        () if name.ends_with("slots.json") => "slots.json",
        () if name.starts_with("search.db-") => "search journal",
        () if name.starts_with("search.db") => "search.db",
        () if name.starts_with("vault.next.db") => "new register",
        () if name.starts_with("vault.db-") => "register journal",
        () if name.starts_with("vault.db") => "vault.db",
        () if name.ends_with(".originals") => "originals",
        () if name.contains(".originals-") => "journal of originals",
        () if name.ends_with(".db") => "case file",
        () if name.ends_with("-wal") => "case journal",
        () => "other",
    }
}

fn mutate(own: &[u8], how: &str, name: &Path, stand: &Stand, chance: &mut Seed) -> Option<Vec<u8>> {
    let mut bytes = own.to_vec();
    let length = bytes.len();
    if length == 0 && !matches!(how, "append" | "foreign" | "older") {
        return None;
    }
    let page = |chance: &mut Seed| chance.below(length.div_ceil(PAGE)) * PAGE;
    match how {
        "flip" => {
            for _ in 0..1 + chance.below(3) {
                bytes[chance.below(length)] ^= 1 << chance.below(8);
            }
        }
        "zero" => {
            let (from, count) = (chance.below(length), 1 + chance.below(PAGE));
            let to = (from + count).min(length);
            bytes[from..to].fill(0);
        }
        "cut" => bytes.truncate(if chance.one_in(2) {
            page(chance)
        } else {
            chance.below(length)
        }),
        "double" => {
            let (from, to) = (page(chance), page(chance));
            let count = PAGE.min(length - from).min(length - to);
            bytes.copy_within(from..from + count, to);
        }
        "swap pages" => {
            let (a, b) = (page(chance), page(chance));
            let count = PAGE.min(length - a.max(b));
            for at in 0..count {
                bytes.swap(a + at, b + at);
            }
        }
        "append" => {
            let count = 1 + chance.below(PAGE);
            bytes.extend(chance.bytes(count));
        }
        "noise" => {
            let from = chance.below(length);
            let count = (1 + chance.below(64)).min(length - from);
            let noise = chance.bytes(count);
            bytes[from..from + noise.len()].copy_from_slice(&noise);
        }
        // The same kind of file of another vault, or the journal of another file of this one.
        "foreign" => {
            let ending = |name: &Path| {
                let name = name.to_string_lossy().into_owned();
                name.rsplit_once('.').map(|(_, ending)| ending.to_owned())
            };
            let folders = [stand.other.path().join("vault"), stand.open.path().to_path_buf()];
            let mut found: Vec<PathBuf> = folders
                .iter()
                .flat_map(|folder| files(folder).into_iter().map(|name| folder.join(name)))
                .collect();
            found.retain(|path| ending(path) == ending(name) && !path.ends_with(name) && attackable(path));
            if found.is_empty() {
                return None;
            }
            bytes = std::fs::read(chance.of(&found)).ok()?;
        }
        _ => bytes = std::fs::read(stand.older.path().join(name)).ok()?,
    }
    Some(bytes)
}

/// What could be read.
struct Seen {
    facts: Facts,
    /// The first thing that was refused.
    error: Option<(Kind, String)>,
    /// How many documents a search found.
    found: Option<usize>,
}

/// Reads everything there is to read, as far as it goes.
fn read(dir: &Path) -> Seen {
    let mut seen = Seen {
        facts: Facts::new(),
        error: None,
        found: None,
    };
    let result = all(dir, &mut seen);
    if let Err(error) = result {
        seen.error = Some((error.kind, error.message));
    }
    seen
}

/// Everything a vault shows to the one who opened it: facts by what they are about.
pub fn facts(vault: &Vault) -> Result<Facts, Error> {
    let mut seen = Seen {
        facts: Facts::new(),
        error: None,
        found: None,
    };
    shown(vault, &mut seen)?;
    Ok(seen.facts)
}

fn all(dir: &Path, seen: &mut Seen) -> Result<(), Error> {
    let users = Vault::users(dir)?.unwrap_or_default();
    let id = users
        .iter()
        .find(|user| user.name == LAWYER)
        .map(|user| user.id.clone())
        .unwrap_or_default();
    let vault = Vault::unlock(
        dir,
        &id,
        PASSPHRASE,
        crate::desk::morning() + chrono::TimeDelta::days(9),
    )?;
    shown(&vault, seen)
}

fn shown(vault: &Vault, seen: &mut Seen) -> Result<(), Error> {
    for user in vault.members()? {
        seen.facts
            .insert(format!("user|{}", user.name), user.role.id().to_owned());
    }
    seen.facts
        .insert("theme".into(), vault.setting("theme")?.unwrap_or_default());
    let rows = vault.cases()?;
    for row in vault.binned()? {
        seen.facts.insert(format!("binned|{}", row.row.id), row.row.name);
    }
    let mut first = None;
    for row in rows {
        seen.facts.insert(
            format!("case|{}", row.id),
            format!("{}{:?}{}", row.name, row.accused, row.charge),
        );
        // One damaged case does not take the others with it.
        if let Err(error) = one(vault, &row.id, &mut seen.facts) {
            first.get_or_insert(error);
        }
    }
    let query = Query {
        words: "服务器",
        scope: Scope::All,
        kinds: &[],
        limit: 50,
        after: None,
    };
    match vault.search(&query) {
        Ok(found) => seen.found = Some(found.hits.len()),
        Err(error) => {
            first.get_or_insert(error);
        }
    }
    first.map_or(Ok(()), Err)
}

fn one(vault: &Vault, id: &store::CaseId, facts: &mut Facts) -> Result<(), Error> {
    let record = vault.load(id)?;
    let chain = vault.verify_chain(id)?;
    if chain.broken_at.is_some() {
        return Err(Error {
            kind: Kind::Damaged,
            message: "日志链条断开，这个案件被改动过。".into(),
        });
    }
    facts.insert(format!("record|{id}"), format!("{record:?}"));
    facts.insert(format!("head|{id}"), chain.head);
    for (key, body, _) in vault.drafts(id)? {
        facts.insert(format!("draft|{id}|{key}"), body);
    }
    for original in vault.originals(id)? {
        if !vault.original_is_whole(id, &original.sha256)? {
            return Err(Error {
                kind: Kind::Damaged,
                message: "原件与其校验值不符，原件被改动过。".into(),
            });
        }
        facts.insert(
            format!("original|{id}|{}", original.sha256),
            format!("{} {}", original.name, original.bytes),
        );
        for page in vault.pages(id, &original.sha256, 1, 50)? {
            facts.insert(format!("page|{id}|{}|{}", original.sha256, page.page), page.text);
        }
    }
    Ok(())
}

/// What nobody can tell from a power cut before the last writes, or from a backup put back.
fn taken_back(how: &str, label: &str) -> bool {
    how == "older" || label.ends_with("journal") || label.starts_with("journal") || label == "register journal"
}

enum Verdict {
    TakenBack,
    Noticed,
    Harmless,
    Behind,
    Wrong(String),
}

fn compare(seen: &Seen, right: &Seen, taken_back: bool) -> Verdict {
    // What is shown of a case is always right; a setting, a draft, a case nobody has touched since may be gone with the journal.
    let light = |key: &str| !key.starts_with("record|") && !key.starts_with("head|");
    // Whatever was read must be right, noticed damage or not.
    for (key, value) in &seen.facts {
        if right.facts.get(key) != Some(value) && !(taken_back && key == "theme") {
            return Verdict::Wrong(format!(
                "{} is not what was written",
                key.split('|').next().unwrap_or(key)
            ));
        }
    }
    if let Some((kind, words)) = &seen.error {
        let fine = matches!(
            kind,
            Kind::Damaged | Kind::Newer | Kind::Io | Kind::WrongPassphrase | Kind::NotFound | Kind::InUse
        );
        return match fine && crate::faults::clean(words) {
            true => Verdict::Noticed,
            false => Verdict::Wrong(format!("it says {kind:?}: {words}")),
        };
    }
    let missing = right.facts.keys().find(|key| !seen.facts.contains_key(*key));
    match (missing, seen.found == right.found) {
        (Some(key), _) if taken_back && (light(key) || whole_case_gone(key, seen)) => Verdict::TakenBack,
        (Some(key), _) => Verdict::Wrong(format!(
            "a {} is missing and nothing is said",
            key.split('|').next().unwrap_or(key)
        )),
        (None, _) if taken_back && seen.found != right.found => Verdict::TakenBack,
        (None, true) => Verdict::Harmless,
        (None, false) if seen.found == Some(0) => Verdict::Behind,
        (None, false) => Verdict::Wrong(format!("{:?} found, {:?} are there", seen.found, right.found)),
    }
}

/// A case that is not listed at all shows nothing wrong.
fn whole_case_gone(key: &str, seen: &Seen) -> bool {
    let id = key.split('|').nth(1).unwrap_or_default();
    !seen.facts.contains_key(&format!("case|{id}"))
}
