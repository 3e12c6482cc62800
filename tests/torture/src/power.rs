//! R2: the power goes. Everything a session does to its folder is recorded; for every sync and promise the disk is rebuilt as a
//! power cut there could have left it, with what was not yet synced dropped, torn or reordered, and the vault is opened again.

use crate::actor::furnish;
use crate::child::Under;
use crate::folder::{files, scratch};
use crate::promise::{Promises, keeps};
use crate::report::{Report, Tally};
use crate::seed::Seed;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What a session consists of.
pub const SCRIPTS: [&str; 8] = [
    "note,undo,row,draft,theme",
    "volume,pages,note,take",
    "create,bin,restore,destroy,import",
    "passphrase,add_user,note,relock",
    "folder,relock,index,note",
    "wall,note,remove,wall,take",
    "backup,note,take",
    "note,putback,row",
];
/// Bytes a disk writes whole.
const SECTOR: usize = 512;

/// So many scripted sessions; at most so many points of each, 0 for all of them.
pub fn cuts(seed: u64, sessions: usize, most: usize) -> Report {
    let mut report = Report::new("R2 power cuts: what was not synced is dropped, torn or reordered");
    let mut chance = Seed::new(seed, "power");
    let (mut points, mut images, mut acks, mut tally) = (0, 0, 0, Tally::default());
    for session in 0..sessions {
        let home = scratch();
        let (marks, log) = (home.path().with_extension("marks"), home.path().with_extension("log"));
        // Every fifth session begins with nothing: even the vault is made under the recorder.
        let fresh = session % 5 == 4;
        let mut before = String::new();
        if fresh {
            let _ = std::fs::remove_file(&marks);
        } else {
            furnish(&home.path().join("vault"), &marks);
            before = std::fs::read_to_string(&marks).unwrap_or_default();
        }
        let disk = Disk::of(home.path());
        let under = Under {
            home: home.path(),
            marks: &marks,
            seed: chance.next(),
            script: format!(
                "work:{}:{}",
                if fresh { 3 } else { 7 },
                SCRIPTS[session % SCRIPTS.len()]
            ),
            plan: String::new(),
            log: Some(&log),
        };
        if let Err(why) = under.run() {
            report.fault(format!("session {session}: {why}"));
        }
        let events = events(&std::fs::read(&log).unwrap_or_default());
        let wanted: Vec<usize> = (0..events.len())
            .filter(|at| matches!(events[*at].what, b'S' | b'D' | b'A'))
            .collect();
        let step = if most == 0 {
            1
        } else {
            wanted.len().div_ceil(most).max(1)
        };
        for end in wanted.iter().skip(chance.below(step)).step_by(step) {
            points += 1;
            // Just before the sync came back, and just after.
            for (end, how) in [(*end, "before"), (*end + 1, "after")] {
                let mut disk = disk.clone();
                let mut promises = Promises::read(&before);
                for event in &events[..end] {
                    disk.play(event, &mut promises);
                }
                let manner = *chance.of(&Manner::ALL);
                let image = scratch();
                disk.cut(manner, &mut chance).write(home.path(), image.path());
                images += 1;
                acks += promises.acks;
                tally.one(manner.name());
                if promises.acks == 0 {
                    continue;
                }
                if let Err(why) = keeps(&image.path().join("vault"), &promises) {
                    report.fault(format!(
                        "session {session} of seed {seed}, {how} event {end}, {}: {why}",
                        manner.name()
                    ));
                }
            }
        }
        let _ = std::fs::remove_file(&marks);
        let _ = std::fs::remove_file(&log);
    }
    report.figure("sessions", sessions);
    report.figure("sync points and promises tried", points);
    report.figure("disks rebuilt and opened", format!("{images} ({})", tally.line()));
    report.figure("acknowledged changes looked for", acks);
    report.done()
}

/// How the cut treats what was not synced.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Manner {
    Dropped,
    Kept,
    Torn,
    Reordered,
}

impl Manner {
    const ALL: [Manner; 4] = [Manner::Dropped, Manner::Kept, Manner::Torn, Manner::Reordered];

    fn name(self) -> &'static str {
        match self {
            Manner::Dropped => "dropped",
            Manner::Kept => "kept",
            Manner::Torn => "torn",
            Manner::Reordered => "reordered",
        }
    }
}

/// One line of the recorder.
struct Event {
    what: u8,
    inode: u64,
    first: u64,
    path: PathBuf,
    bytes: Vec<u8>,
}

fn events(log: &[u8]) -> Vec<Event> {
    let mut found = Vec::new();
    let mut rest = log;
    while let Some((head, after)) = rest.split_at_checked(40) {
        let number = |at: usize| u64::from_le_bytes(head[at * 8..at * 8 + 8].try_into().unwrap_or_default());
        let (name, count) = (number(3) as usize, number(4) as usize);
        let Some((path, after)) = after.split_at_checked(name) else {
            break;
        };
        let Some((bytes, after)) = after.split_at_checked(count) else {
            break;
        };
        rest = after;
        found.push(Event {
            what: number(0) as u8,
            inode: number(1),
            first: number(2),
            path: PathBuf::from(String::from_utf8_lossy(path).into_owned()),
            bytes: bytes.to_vec(),
        });
    }
    found
}

/// A change of a file that was not synced yet.
#[derive(Clone)]
enum Change {
    Write(usize, Vec<u8>),
    Length(usize),
}

/// A file: what is safe, and what is not yet.
#[derive(Clone, Default)]
struct File {
    safe: Vec<u8>,
    pending: Vec<Change>,
}

impl File {
    fn apply(&mut self, change: &Change) {
        match change {
            Change::Write(at, bytes) => {
                if self.safe.len() < at + bytes.len() {
                    self.safe.resize(at + bytes.len(), 0);
                }
                self.safe[*at..at + bytes.len()].copy_from_slice(bytes);
            }
            Change::Length(length) => self.safe.resize(*length, 0),
        }
    }
}

/// A change of a folder that was not synced yet.
#[derive(Clone)]
enum Naming {
    Put(PathBuf, usize),
    Gone(PathBuf),
    /// A folder with everything in it.
    Moved(PathBuf, PathBuf),
}

/// The disk: files by number, names, and what of both is not safe yet.
#[derive(Clone, Default)]
struct Disk {
    files: Vec<File>,
    names: BTreeMap<PathBuf, usize>,
    live: BTreeMap<PathBuf, usize>,
    naming: Vec<Naming>,
    inodes: BTreeMap<u64, usize>,
}

impl Disk {
    /// What lies in a folder, all of it safe.
    fn of(folder: &Path) -> Disk {
        use std::os::unix::fs::MetadataExt;
        let mut disk = Disk::default();
        for name in files(folder) {
            let path = folder.join(name);
            let (Ok(bytes), Ok(data)) = (std::fs::read(&path), path.metadata()) else {
                continue;
            };
            disk.files.push(File {
                safe: bytes,
                pending: Vec::new(),
            });
            let number = disk.files.len() - 1;
            disk.inodes.insert(data.ino(), number);
            disk.names.insert(path.clone(), number);
            disk.live.insert(path, number);
        }
        disk
    }

    fn play(&mut self, event: &Event, promises: &mut Promises) {
        let own = self.inodes.get(&event.inode).copied();
        let other = PathBuf::from(String::from_utf8_lossy(&event.bytes).into_owned());
        match event.what {
            b'O' => {
                self.files.push(File::default());
                let number = self.files.len() - 1;
                self.inodes.insert(event.inode, number);
                self.put(&event.path, number);
            }
            b'W' => self.pending(own, Change::Write(event.first as usize, event.bytes.clone())),
            b'F' => self.pending(own, Change::Length(event.first as usize)),
            b'S' => {
                if let Some(own) = own {
                    let pending = std::mem::take(&mut self.files[own].pending);
                    pending.iter().for_each(|change| self.files[own].apply(change));
                }
            }
            b'D' => self.sync(&event.path),
            b'R' => {
                if let Some(number) = self.live.remove(&event.path) {
                    self.naming.push(Naming::Gone(event.path.clone()));
                    self.put(&other, number);
                } else {
                    moved(&mut self.live, &event.path, &other);
                    self.naming.push(Naming::Moved(event.path.clone(), other));
                }
            }
            b'L' => {
                if let Some(number) = self.live.get(&event.path).copied() {
                    self.put(&other, number);
                }
            }
            b'U' => {
                self.live.remove(&event.path);
                self.naming.push(Naming::Gone(event.path.clone()));
            }
            b'A' => String::from_utf8_lossy(&event.bytes)
                .lines()
                .for_each(|line| promises.line(line)),
            _ => {}
        }
    }

    fn pending(&mut self, own: Option<usize>, change: Change) {
        if let Some(own) = own {
            self.files[own].pending.push(change);
        }
    }

    fn put(&mut self, path: &Path, number: usize) {
        self.live.insert(path.to_path_buf(), number);
        self.naming.push(Naming::Put(path.to_path_buf(), number));
    }

    /// A folder's names are safe now. Names are written in order, so those before them are, too.
    fn sync(&mut self, folder: &Path) {
        let last = self.naming.iter().rposition(|naming| match naming {
            Naming::Put(path, _) | Naming::Gone(path) | Naming::Moved(_, path) => path.parent() == Some(folder),
        });
        if let Some(last) = last {
            let safe: Vec<Naming> = self.naming.drain(..=last).collect();
            safe.iter().for_each(|naming| self.name(naming));
        }
    }

    fn name(&mut self, naming: &Naming) {
        match naming {
            Naming::Put(path, number) => {
                self.names.insert(path.clone(), *number);
            }
            Naming::Gone(path) => {
                self.names.remove(path);
            }
            Naming::Moved(from, to) => moved(&mut self.names, from, to),
        }
    }

    /// The power goes.
    fn cut(mut self, manner: Manner, chance: &mut Seed) -> Disk {
        let kept = match manner {
            Manner::Dropped => 0,
            Manner::Kept => self.naming.len(),
            Manner::Torn | Manner::Reordered => chance.below(self.naming.len() + 1),
        };
        let naming = std::mem::take(&mut self.naming);
        naming[..kept].iter().for_each(|naming| self.name(naming));
        for file in &mut self.files {
            let pending = std::mem::take(&mut file.pending);
            let kept = chance.below(pending.len() + 1);
            for (place, change) in pending.iter().enumerate() {
                match manner {
                    Manner::Dropped => {}
                    Manner::Kept => file.apply(change),
                    Manner::Torn if place < kept => file.apply(change),
                    Manner::Torn if place == kept => tear(change, chance).iter().for_each(|change| file.apply(change)),
                    Manner::Torn => {}
                    Manner::Reordered => {
                        if chance.one_in(2) {
                            sectors(change, chance).iter().for_each(|change| file.apply(change));
                        }
                    }
                }
            }
        }
        self
    }

    fn write(&self, from: &Path, to: &Path) {
        for (path, number) in &self.names {
            let Ok(name) = path.strip_prefix(from) else { continue };
            let target = to.join(name);
            if let Some(parent) = target.parent() {
                std::fs::create_dir_all(parent).expect("a folder");
            }
            std::fs::write(target, &self.files[*number].safe).expect("written");
        }
        // Where nothing is left of a vault, there was none, or it is about to be put back.
        if !to.join("vault.restoring").exists() {
            std::fs::create_dir_all(to.join("vault").join("cases")).expect("a folder");
        }
    }
}

/// Everything below one folder is below another one now.
fn moved(names: &mut BTreeMap<PathBuf, usize>, from: &Path, to: &Path) {
    let below: Vec<PathBuf> = names.keys().filter(|path| path.starts_with(from)).cloned().collect();
    for path in below {
        if let (Some(number), Ok(rest)) = (names.remove(&path), path.strip_prefix(from)) {
            names.insert(to.join(rest), number);
        }
    }
}

/// The first sectors of a write.
fn tear(change: &Change, chance: &mut Seed) -> Vec<Change> {
    match change {
        Change::Write(at, bytes) => {
            let kept = chance.below(bytes.len() / SECTOR + 1) * SECTOR;
            vec![Change::Write(*at, bytes[..kept.min(bytes.len())].to_vec())]
        }
        Change::Length(_) => Vec::new(),
    }
}

/// Some of the sectors of a write, those behind perhaps without those before.
fn sectors(change: &Change, chance: &mut Seed) -> Vec<Change> {
    match change {
        Change::Write(at, bytes) => {
            let whole = chance.one_in(2);
            let parts = bytes.chunks(SECTOR).enumerate();
            parts
                .filter(|_| whole || chance.one_in(2))
                .map(|(place, part)| Change::Write(at + place * SECTOR, part.to_vec()))
                .collect()
        }
        Change::Length(length) => vec![Change::Length(*length)],
    }
}
