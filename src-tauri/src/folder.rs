//! Folders the user chose: a case written into a new one, a case read from one.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use app::{FolderIn, FolderOut};

/// A folder being written. It has its name only once all of it is there; dropped before that, it goes away again.
pub struct Writing {
    draft: PathBuf,
    place: PathBuf,
    done: bool,
}

impl Writing {
    /// Makes room below `parent` for a folder of that name.
    ///
    /// # Errors
    ///
    /// When there is one already, or `parent` cannot be written to.
    pub fn begin(parent: &Path, name: &str) -> io::Result<Self> {
        let place = parent.join(name);
        if place.exists() {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        let draft = parent.join(format!("{name}.part"));
        if draft.exists() {
            fs::remove_dir_all(&draft)?;
        }
        private_dir(&draft)?;
        Ok(Self {
            draft,
            place,
            done: false,
        })
    }

    /// All of it is there: it gets its name.
    ///
    /// # Errors
    ///
    /// What the disk says.
    pub fn finish(mut self) -> io::Result<()> {
        fs::rename(&self.draft, &self.place)?;
        self.done = true;
        #[cfg(unix)]
        if let Some(parent) = self.place.parent() {
            File::open(parent)?.sync_all()?;
        }
        Ok(())
    }
}

impl Writing {
    /// All of it is there: it gets its name, and from then on its files can be read and not changed.
    ///
    /// # Errors
    ///
    /// What the disk says.
    pub fn finish_read_only(self) -> io::Result<()> {
        let place = self.place.clone();
        self.finish()?;
        read_only(&place)
    }
}

/// A stick that knows no rights (FAT) has nothing to set; the files are there all the same.
fn read_only(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            read_only(&path)?;
            continue;
        }
        let mut rights = fs::metadata(&path)?.permissions();
        rights.set_readonly(true);
        match fs::set_permissions(&path, rights) {
            Err(error) if error.kind() != io::ErrorKind::PermissionDenied => return Err(error),
            _ => {}
        }
    }
    Ok(())
}

impl Drop for Writing {
    fn drop(&mut self) {
        if !self.done {
            let _ = fs::remove_dir_all(&self.draft);
        }
    }
}

impl FolderOut for Writing {
    fn put(&mut self, name: &str, bytes: &mut dyn Read) -> io::Result<()> {
        let place = below(&self.draft, name)?;
        if let Some(parent) = place.parent() {
            private_dir(parent)?;
        }
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(place)?;
        io::copy(bytes, &mut file)?;
        file.sync_all()
    }
}

/// A folder being read. Links are not followed: what is read lies in the folder.
pub struct Reading(PathBuf);

impl Reading {
    /// Reads from that folder.
    pub fn of(folder: PathBuf) -> Self {
        Self(folder)
    }
}

impl FolderIn for Reading {
    fn names(&mut self) -> io::Result<Vec<String>> {
        let mut found = Vec::new();
        collect(&self.0, "", &mut found)?;
        found.sort();
        Ok(found)
    }

    fn open(&mut self, name: &str) -> io::Result<Box<dyn Read>> {
        let place = below(&self.0, name)?;
        if !fs::symlink_metadata(&place)?.is_file() {
            return Err(io::ErrorKind::NotFound.into());
        }
        Ok(Box::new(io::BufReader::new(File::open(place)?)))
    }
}

/// Most files that a folder of a case may hold.
const MOST: usize = 20_000;

fn collect(folder: &Path, prefix: &str, found: &mut Vec<String>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let Ok(own) = entry.file_name().into_string() else {
            continue;
        };
        let name = if prefix.is_empty() {
            own
        } else {
            format!("{prefix}/{own}")
        };
        let kind = entry.file_type()?;
        // Two levels: the folder itself, and `originals/`, `pages/`, `receipts/`.
        if kind.is_dir() && prefix.is_empty() {
            collect(&entry.path(), &name, found)?;
        } else if kind.is_file() {
            found.push(name);
        }
        if found.len() > MOST {
            return Err(io::ErrorKind::InvalidInput.into());
        }
    }
    Ok(())
}

/// A place below the folder, whatever the name says.
fn below(folder: &Path, name: &str) -> io::Result<PathBuf> {
    let fine =
        !name.is_empty() && !name.contains(['\\', ':']) && name.split('/').all(|part| !matches!(part, "" | "." | ".."));
    if fine {
        Ok(folder.join(name))
    } else {
        Err(io::ErrorKind::InvalidInput.into())
    }
}

fn private_dir(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_appears_when_all_of_it_is_there_or_not_at_all() {
        let parent = tempfile::tempdir().expect("a folder");
        let mut writing = Writing::begin(parent.path(), "案件").expect("room");
        writing.put("originals/一.pdf", &mut &b"pdf"[..]).expect("written");
        writing.put("case.toml", &mut &b"format = 1"[..]).expect("written");
        assert!(!parent.path().join("案件").exists());
        writing.finish().expect("named");
        let mut reading = Reading::of(parent.path().join("案件"));
        assert_eq!(reading.names().expect("listed"), ["case.toml", "originals/一.pdf"]);
        let mut text = String::new();
        reading
            .open("case.toml")
            .expect("opened")
            .read_to_string(&mut text)
            .expect("read");
        assert_eq!(text, "format = 1");
        drop(Writing::begin(parent.path(), "另案").expect("room"));
        assert_eq!(
            fs::read_dir(parent.path()).expect("listed").count(),
            1,
            "nothing half is left"
        );
        assert!(
            Writing::begin(parent.path(), "案件").is_err(),
            "what is there is not written over"
        );
    }

    #[test]
    fn no_name_leads_out_of_the_folder() {
        let parent = tempfile::tempdir().expect("a folder");
        let mut writing = Writing::begin(parent.path(), "案件").expect("room");
        for name in ["../x", "/etc/x", "a/../../x", "a\\b", "c:x", ""] {
            assert!(writing.put(name, &mut &b"x"[..]).is_err(), "{name}");
            assert!(Reading::of(parent.path().into()).open(name).is_err(), "{name}");
        }
    }
}
