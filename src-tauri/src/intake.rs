//! Files on their way into a case: picked or dropped, read piece by piece, reported to the screen that watches. The web view
//! learns names, sizes and outcomes; paths stay here.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use app::{App, Failure, Sample, TakenView};
use chrono::{DateTime, FixedOffset};
use serde::Serialize;
use tauri::ipc::Channel;

use crate::desk::Desk;
use crate::failure_text;

/// Bytes of a piece.
const PIECE: usize = 1 << 20;
/// Bytes of either end that are shown to say what a file is.
const END: usize = 64 << 10;
/// Most files taken at once.
const FILES: usize = 2_000;
/// How deep a dropped folder is looked through.
const DEPTH: usize = 4;

/// What the watching screen is told.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Note {
    /// Files are held over the window.
    Over,
    /// They are no longer.
    Away,
    /// A file will be taken.
    File {
        /// Its number in this session.
        id: u32,
        /// Its name.
        name: String,
        /// Its size.
        bytes: u64,
    },
    /// So much of it is here.
    Progress {
        /// Its number.
        id: u32,
        /// Bytes.
        taken: u64,
    },
    /// It is all here.
    Taken {
        /// Its number.
        id: u32,
        /// What it is.
        file: TakenView,
    },
    /// It was not taken.
    Refused {
        /// Its number.
        id: u32,
        /// Why, and what to do.
        message: String,
    },
    /// Somebody stopped it.
    Stopped {
        /// Its number.
        id: u32,
    },
    /// Nothing more is on its way.
    Finished,
}

/// The screen that watches, and what is on its way.
#[derive(Clone, Default)]
pub struct Intake(Arc<State>);

#[derive(Default)]
struct State {
    watcher: Mutex<Option<(String, Channel<Note>)>>,
    stop: AtomicBool,
    running: Mutex<()>,
    next: AtomicU32,
}

impl Intake {
    /// From now on files dropped on the window belong to this case, and this channel is told.
    pub fn watch(&self, case: String, channel: Channel<Note>) {
        *self.0.watcher.lock().unwrap_or_else(PoisonError::into_inner) = Some((case, channel));
    }

    /// Nobody watches: what is dropped is ignored. What is on its way goes on.
    pub fn leave(&self) {
        *self.0.watcher.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// Stops what is on its way.
    pub fn stop(&self) {
        self.0.stop.store(true, Ordering::Relaxed);
    }

    /// The case that is watched.
    pub fn case(&self) -> Option<String> {
        let watcher = self.0.watcher.lock().unwrap_or_else(PoisonError::into_inner);
        watcher.as_ref().map(|(case, _)| case.clone())
    }

    /// Tells the watching screen; a screen that has gone hears nothing.
    pub fn tell(&self, note: Note) {
        let watcher = self.0.watcher.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, channel)) = watcher.as_ref() {
            let _ = channel.send(note);
        }
    }

    /// Takes files into a case, one after another; a wrong or damaged one is refused by name and the rest go on. Blocks.
    pub fn take(&self, desk: &Desk, case: &str, paths: &[PathBuf]) {
        let _turn = self.0.running.lock().unwrap_or_else(PoisonError::into_inner);
        self.0.stop.store(false, Ordering::Relaxed);
        let mut files = Vec::new();
        for path in paths {
            gather(path, DEPTH, &mut files);
        }
        let numbered: Vec<(u32, PathBuf)> = files
            .into_iter()
            .map(|file| (self.0.next.fetch_add(1, Ordering::Relaxed), file))
            .collect();
        for (id, file) in &numbered {
            let bytes = file.metadata().map(|data| data.len()).unwrap_or(0);
            self.tell(Note::File {
                id: *id,
                name: name(file),
                bytes,
            });
        }
        for (id, file) in numbered {
            let id_of = id;
            let note = match self.stopped() {
                true => Note::Stopped { id },
                false => match self.one(desk, case, &file, id_of) {
                    Ok(Some(file)) => Note::Taken { id, file },
                    Ok(None) => Note::Stopped { id },
                    Err(failure) => Note::Refused {
                        id,
                        message: [failure.message, failure.hint].concat(),
                    },
                },
            };
            self.tell(note);
        }
        self.tell(Note::Finished);
    }

    fn stopped(&self) -> bool {
        self.0.stop.load(Ordering::Relaxed)
    }

    /// Takes one file; none when it was stopped.
    fn one(&self, desk: &Desk, case: &str, path: &Path, id: u32) -> Result<Option<TakenView>, Failure> {
        let name = name(path);
        let unreadable = |_| failure_text::not_taken(&name);
        let mut file = File::open(path).map_err(unreadable)?;
        let size = file.metadata().map_err(unreadable)?.len();
        let (head, tail) = ends(&mut file, size).map_err(unreadable)?;
        let begin = |app: &mut App, now: DateTime<FixedOffset>| {
            let sample = Sample {
                head: &head,
                tail: &tail,
                size,
            };
            app.take_begin(case, &name, &sample, now)
        };
        let mut arriving = desk.now(begin)?;
        let mut taken = 0;
        loop {
            let piece = match read_piece(&mut file) {
                Ok(piece) if !self.stopped() => piece,
                read => {
                    // Locked meanwhile, it is cleared away by the next import.
                    let _ = desk.now(|app, _| app.take_back(arriving));
                    return read.map(|_| None).map_err(unreadable);
                }
            };
            if piece.is_empty() {
                return desk.now(|app, _| app.take_end(arriving)).map(Some);
            }
            if let Err(failure) = desk.now(|app, _| app.take_piece(&mut arriving, &piece)) {
                let _ = desk.now(|app, _| app.take_back(arriving));
                return Err(failure);
            }
            taken += piece.len() as u64;
            self.tell(Note::Progress { id, taken });
        }
    }
}

/// A dropped folder stands for the files in it, in order of name; what hides and what links elsewhere is left out.
fn gather(path: &Path, depth: usize, files: &mut Vec<PathBuf>) {
    let Ok(data) = path.symlink_metadata() else { return };
    if files.len() >= FILES || name(path).starts_with('.') {
        return;
    }
    if data.is_file() {
        files.push(path.to_path_buf());
    } else if data.is_dir() && depth > 0 {
        let listed = std::fs::read_dir(path)
            .into_iter()
            .flatten()
            .flatten()
            .map(|entry| entry.path());
        let mut listed: Vec<PathBuf> = listed.collect();
        listed.sort();
        for entry in listed {
            gather(&entry, depth - 1, files);
        }
    }
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// Both ends of a file; it stands at its beginning afterwards.
fn ends(file: &mut File, size: u64) -> std::io::Result<(Vec<u8>, Vec<u8>)> {
    let (mut head, mut tail) = (Vec::new(), Vec::new());
    (&mut *file).take(END as u64).read_to_end(&mut head)?;
    file.seek(SeekFrom::Start(size.saturating_sub(END as u64)))?;
    (&mut *file).take(END as u64).read_to_end(&mut tail)?;
    file.rewind()?;
    Ok((head, tail))
}

fn read_piece(file: &mut File) -> std::io::Result<Vec<u8>> {
    let mut piece = Vec::with_capacity(PIECE);
    file.take(PIECE as u64).read_to_end(&mut piece)?;
    Ok(piece)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_its_files_in_order_without_what_hides_or_links() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let place = |name: &str| folder.path().join("卷").join(name);
        std::fs::create_dir_all(place("深/更深/很深/太深")).expect("made");
        for name in ["2.pdf", "1.pdf", ".隐藏.pdf", "深/3.pdf", "深/更深/很深/太深/4.pdf"] {
            std::fs::write(place(name), b"x").expect("written");
        }
        #[cfg(unix)]
        std::os::unix::fs::symlink(place("1.pdf"), place("链接.pdf")).expect("linked");
        let mut files = Vec::new();
        gather(&folder.path().join("卷"), DEPTH, &mut files);
        let names: Vec<String> = files.iter().map(|file| name(file)).collect();
        assert_eq!(names, ["1.pdf", "2.pdf", "3.pdf"]);
    }

    #[test]
    fn a_file_is_shown_by_its_ends_and_read_from_its_beginning() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("大.pdf");
        let bytes: Vec<u8> = (0..PIECE + 100).map(|n| (n % 251) as u8).collect();
        std::fs::write(&path, &bytes).expect("written");
        let mut file = File::open(&path).expect("opened");
        let (head, tail) = ends(&mut file, bytes.len() as u64).expect("read");
        assert_eq!((&head[..], &tail[..]), (&bytes[..END], &bytes[bytes.len() - END..]));
        assert_eq!(read_piece(&mut file).expect("read"), bytes[..PIECE]);
        assert_eq!(read_piece(&mut file).expect("read").len(), 100);
        assert!(read_piece(&mut file).expect("read").is_empty());
    }
}
