//! Files the user chose: the two dialogs, and writing so that a file is whole, and the owner's alone.

use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use app::Failure;
use tauri::WebviewWindow;
use tauri_plugin_dialog::{DialogExt, FileDialogBuilder, FilePath};

use crate::{environment, failure_text};

/// The largest case file read, in MiB. A case is text; a larger file is something else.
const CASE_FILE_MIB: u64 = 16;

/// Asks where `bytes` go and writes them there; false when the user cancels.
///
/// # Errors
///
/// `io` when the place cannot be written. The file that was there before is then still whole.
pub async fn save(window: &WebviewWindow, file_name: String, bytes: Vec<u8>) -> Result<bool, Failure> {
    let dialog = dialog(window, "导出到").set_file_name(&file_name);
    off_the_window(move || {
        let chosen = match environment::export_dir() {
            Some(dir) => Some(dir.join(&file_name)),
            None => path(dialog.blocking_save_file()),
        };
        let Some(place) = chosen else { return Ok(false) };
        write_whole(&place, &bytes).map_err(|why| failure_text::not_written(&file_name, &why))?;
        Ok(true)
    })
    .await
}

/// What kind of file is asked for.
#[derive(Debug, Clone, Copy, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A case, to be added to the vault.
    Case,
    /// Rules, to be read and tried.
    Rules,
    /// A template of the firm.
    Template,
}

impl Kind {
    /// The command that takes its text.
    pub fn command(self) -> &'static str {
        match self {
            Kind::Case => "import_case",
            Kind::Rules => "stage_rules",
            Kind::Template => "put_template",
        }
    }

    fn words(self) -> (&'static str, &'static str, &'static [&'static str]) {
        match self {
            Kind::Case => ("选择案件文件", "案件文件", &["toml", "json"]),
            Kind::Rules => ("选择规则包", "规则包", &["json"]),
            Kind::Template => ("选择文书模板或者版式", "模板、版式", &["md", "toml"]),
        }
    }
}

/// Asks for a file and reads it; none when the user cancels.
///
/// # Errors
///
/// `io` when it cannot be read; `invalid` when it is too large for what is asked for, or not text.
pub async fn pick_text(window: &WebviewWindow, kind: Kind) -> Result<Option<String>, Failure> {
    let (title, filter, endings) = kind.words();
    let dialog = dialog(window, title).add_filter(filter, endings);
    off_the_window(move || {
        environment::import_file()
            .or_else(|| path(dialog.blocking_pick_file()))
            .map(|file| read_text(&file))
            .transpose()
    })
    .await
}

/// Asks for files of a case; none when the user cancels.
///
/// # Errors
///
/// `io` when the dialog did not come back.
pub async fn pick_many(window: &WebviewWindow) -> Result<Vec<PathBuf>, Failure> {
    let dialog = dialog(window, "选择要导入的卷宗材料")
        .add_filter("卷宗材料（PDF、图片、Word）", &["pdf", "png", "jpg", "jpeg", "docx"])
        .add_filter("全部文件", &["*"]);
    off_the_window(move || {
        if let Some(file) = environment::import_file() {
            return Ok(vec![file]);
        }
        let chosen = dialog.blocking_pick_files().unwrap_or_default();
        Ok(chosen.into_iter().filter_map(|file| file.into_path().ok()).collect())
    })
    .await
}

/// Asks for a folder, to write into or to read from; none when the user cancels.
///
/// # Errors
///
/// `io` when the dialog broke off.
pub async fn pick_folder(window: &WebviewWindow, title: &str, to_write: bool) -> Result<Option<PathBuf>, Failure> {
    let dialog = dialog(window, title);
    off_the_window(move || {
        let set = if to_write {
            environment::export_dir()
        } else {
            environment::import_file().filter(|place| place.is_dir())
        };
        Ok(set.or_else(|| path(dialog.blocking_pick_folder())))
    })
    .await
}

fn dialog(window: &WebviewWindow, title: &str) -> FileDialogBuilder<tauri::Wry> {
    window.dialog().file().set_parent(window).set_title(title)
}

fn path(chosen: Option<FilePath>) -> Option<PathBuf> {
    chosen.and_then(|file| file.into_path().ok())
}

async fn off_the_window<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Failure> + Send + 'static,
) -> Result<T, Failure> {
    tauri::async_runtime::spawn_blocking(work)
        .await
        .unwrap_or_else(|_| Err(failure_text::interrupted()))
}

/// Writes beside the place and moves it there, readable by its owner only: nobody ever sees half a document, and a
/// shared folder does not share it.
fn write_whole(place: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = place.parent().ok_or(io::ErrorKind::NotFound)?;
    let mut draft = tempfile::NamedTempFile::new_in(folder)?;
    draft.write_all(bytes)?;
    draft.as_file().sync_all()?;
    draft.persist(place)?;
    Ok(())
}

fn read_text(file: &Path) -> Result<String, Failure> {
    let limit = CASE_FILE_MIB << 20;
    let mut bytes = Vec::new();
    std::fs::File::open(file)
        .and_then(|open| open.take(limit + 1).read_to_end(&mut bytes))
        .map_err(|_| failure_text::not_read())?;
    if bytes.len() as u64 > limit {
        return Err(failure_text::too_large(CASE_FILE_MIB));
    }
    String::from_utf8(bytes).map_err(|_| failure_text::not_text())
}

#[cfg(test)]
mod tests {
    use super::*;
    use app::Code;

    #[test]
    fn a_written_file_replaces_the_old_one_and_leaves_nothing_beside_it() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let place = folder.path().join("法律意见.pdf");
        write_whole(&place, b"first").expect("written");
        write_whole(&place, b"second").expect("written again");
        assert_eq!(std::fs::read(&place).expect("readable"), b"second");
        assert_eq!(std::fs::read_dir(folder.path()).expect("listed").count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn a_written_file_is_its_owners_alone() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().expect("a temporary folder");
        let place = folder.path().join("法律意见.pdf");
        write_whole(&place, b"x").expect("written");
        let mode = std::fs::metadata(&place).expect("there").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }

    #[test]
    fn a_missing_folder_is_refused() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        assert!(write_whole(&folder.path().join("none").join("x.pdf"), b"x").is_err());
    }

    #[test]
    fn a_case_file_is_text_of_a_sensible_size() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let file = folder.path().join("case.toml");
        let code = |bytes: &[u8]| {
            std::fs::write(&file, bytes).expect("written");
            read_text(&file).map_err(|failure| failure.code)
        };
        assert_eq!(code("案名 = \"王某案\"".as_bytes()).as_deref(), Ok("案名 = \"王某案\""));
        assert_eq!(code(&[0xB0, 0xB8]), Err(Code::Invalid));
        assert_eq!(
            code(&vec![b' '; (CASE_FILE_MIB << 20) as usize + 1]),
            Err(Code::Invalid)
        );
        assert_eq!(
            read_text(&folder.path().join("none")).map_err(|f| f.code),
            Err(Code::Io)
        );
    }
}
