//! The case into the folder.

use super::hashed::{Hashed, Pieces};
use super::{Counts, Entry, FolderMade, FolderOut, Manifest, PageLine, index};
use crate::cases::{case_id, file_name};
use crate::failure::{Code, Failure};
use crate::rules::under;
use crate::session::{App, Now};
use case::{Record, Volume};
use std::collections::{BTreeMap, BTreeSet};
use std::io;

/// Puts files and remembers what the manifest says of them.
struct Writer<'a> {
    to: &'a mut dyn FolderOut,
    files: Vec<Entry>,
}

impl Writer<'_> {
    fn put(&mut self, path: &str, bytes: &mut dyn io::Read) -> Result<&mut Entry, Failure> {
        let mut hashed = Hashed::new(bytes);
        self.to
            .put(path, &mut hashed)
            .map_err(|error| unwritten(path, &error))?;
        self.files.push(Entry {
            path: path.into(),
            bytes: hashed.bytes,
            sha256: hashed.sha256(),
            name: String::new(),
            media: String::new(),
            of: String::new(),
        });
        let last = self.files.len() - 1;
        Ok(&mut self.files[last])
    }

    fn text(&mut self, path: &str, text: &str) -> Result<(), Failure> {
        self.put(path, &mut text.as_bytes()).map(|_| ())
    }
}

fn unwritten(path: &str, error: &io::Error) -> Failure {
    let what = if path.starts_with("originals/") {
        "卷宗原件"
    } else {
        "案件文件"
    };
    let hint = match error.kind() {
        io::ErrorKind::StorageFull => "磁盘空间不足，请清理后重试，或另选位置。",
        io::ErrorKind::PermissionDenied => "该位置不允许写入，请另选文件夹。",
        _ => "请确认该位置可用（如 U 盘未拔出），或另选文件夹。",
    };
    Failure::new(
        Code::Io,
        format!("有一份{what}没有写入所选文件夹，导出没有完成。"),
        hint,
    )
}

impl App {
    /// Name of the folder a case is exported into.
    ///
    /// # Errors
    /// When there is no such case.
    pub fn folder_name(&mut self, case: &str, now: Now) -> Result<String, Failure> {
        self.user()?;
        self.by_itself("folder_name", case, now, |app| {
            Ok(folder_of(&app.record(case)?.matter.name, now))
        })
    }

    /// Writes a whole case into an empty folder; originals pass through in pieces.
    ///
    /// # Errors
    /// When there is no such case, or the folder refuses a file. Then the folder is not a whole case.
    pub fn export_folder(&mut self, case: &str, to: &mut dyn FolderOut, now: Now) -> Result<FolderMade, Failure> {
        self.user()?;
        let rules = self.rules;
        self.by_itself("export_folder", case, now, |app| {
            under(rules, || write(app, case, to, now))
        })
    }
}

fn folder_of(case: &str, now: Now) -> String {
    format!("{}_案件_{}", file_name(case), now.format("%Y%m%d-%H%M%S"))
}

fn write(app: &mut App, id: &str, to: &mut dyn FolderOut, now: Now) -> Result<FolderMade, Failure> {
    let case = case_id(id)?;
    let record = app.record(id)?.clone();
    let by = app.user()?.name.clone();
    let folder = folder_of(&record.matter.name, now);
    let mut writer = Writer { to, files: Vec::new() };
    let mut counts = Counts {
        parties: record.parties.len(),
        facts: record.entries.values().map(|entry| entry.positions().count()).sum(),
        items: record.items.len(),
        ..Counts::default()
    };
    let text = toml::to_string(&case::write_file(&record))
        .map_err(|_| Failure::invalid("案件无法写成文件，请联系技术支持。"))?;
    writer.text("case.toml", &text)?;
    let missing = originals(app, &case, &record, &mut writer, &mut counts)?;
    let exports = app.vault()?.exports(&case)?;
    for (number, export) in exports
        .iter()
        .rev()
        .filter(|export| !export.receipt.is_empty())
        .enumerate()
    {
        let receipt = serde_json::json!({
            "at": export.at.to_rfc3339(), "by": export.by, "document": export.document, "sha256": export.sha256,
            "receipt": serde_json::from_str::<serde_json::Value>(&export.receipt).unwrap_or_default(),
        });
        let path = format!("receipts/{:04}-{}.json", number + 1, file_name(&export.document));
        writer.text(&path, &format!("{receipt:#}\n"))?;
        counts.receipts += 1;
    }
    let log = app.vault()?.log_lines(&case)?;
    counts.log_lines = log.lines().count() as u64;
    writer.text("log.jsonl", &log)?;
    let table = crate::log::table(app, &case)?;
    writer.text("log.csv", &table)?;
    let chain = app.vault()?.verify_chain(&case)?;
    let page = index::page(&record, &writer.files, &counts, &by, &chain.head, now);
    writer.text("index.html", &page)?;
    let manifest = Manifest {
        format: 1,
        program: format!("明辩 {}", env!("CARGO_PKG_VERSION")),
        exported_at: now.to_rfc3339(),
        exported_by: by,
        log_head: chain.head,
        counts: counts.clone(),
        files: writer.files.clone(),
    };
    let manifest =
        serde_json::to_string_pretty(&manifest).map_err(|_| Failure::invalid("清单无法写出，请联系技术支持。"))?;
    writer.text("MANIFEST.json", &manifest)?;
    let sha256 = memo::receipt::sha256(manifest.as_bytes());
    let sums: String = writer
        .files
        .iter()
        .map(|file| format!("{}  {}\n", file.sha256, file.path))
        .collect();
    writer.text("SHA256SUMS", &sums)?;
    let made = FolderMade {
        folder,
        files: writer.files.len() as u32,
        originals: counts.originals as u32,
        missing,
        sha256,
        saved: true,
    };
    app.vault()?
        .record_export(&case, now, "导出整个案件文件夹", "case_folder", &made.sha256, "")?;
    Ok(made)
}

/// Every original with what was read off it. Returns the volumes whose original is not here.
fn originals(
    app: &mut App,
    case: &store::CaseId,
    record: &Record,
    writer: &mut Writer<'_>,
    counts: &mut Counts,
) -> Result<Vec<String>, Failure> {
    let vault = app.vault()?;
    let held = vault.originals(case)?;
    let volumes: BTreeMap<&str, &Volume> = record
        .items_of::<Volume>()
        .map(|(_, volume)| (volume.original.as_str(), volume))
        .collect();
    let mut names = BTreeSet::new();
    for original in &held {
        let stem = match volumes.get(original.sha256.as_str()) {
            Some(volume) => file_name(format!("{} {}", volume.label, volume.title).trim()),
            None => format!("未编卷_{}", &original.sha256[..8]),
        };
        let mut own = stem.clone();
        for number in 2.. {
            if names.insert(own.clone()) {
                break;
            }
            own = format!("{stem}_{number}");
        }
        let ending = match original.media.as_str() {
            "jpeg" => "jpg",
            known @ ("pdf" | "png" | "docx") => known,
            _ => "bin",
        };
        let mut pieces = Pieces {
            vault,
            case,
            original: &original.sha256,
            at: 0,
            piece: Vec::new(),
            used: 0,
        };
        let entry = writer.put(&format!("originals/{own}.{ending}"), &mut pieces)?;
        if entry.sha256 != original.sha256 {
            return Err(Failure::new(
                Code::Damaged,
                "有一份卷宗原件的内容与登记的校验值不符，导出没有完成。",
                "请用备份恢复卷宗原件后再导出。",
            ));
        }
        entry.name.clone_from(&original.name);
        entry.media.clone_from(&original.media);
        counts.originals += 1;
        pages(vault, case, &original.sha256, &own, writer, counts)?;
    }
    let missing = volumes
        .iter()
        .filter(|(sha256, volume)| !volume.original.is_empty() && !held.iter().any(|held| held.sha256 == **sha256));
    Ok(missing
        .map(|(_, volume)| format!("{} {}", volume.label, volume.title))
        .collect())
}

/// What was read off an original: for people, and for reading it in again.
fn pages(
    vault: &store::Vault,
    case: &store::CaseId,
    original: &str,
    stem: &str,
    writer: &mut Writer<'_>,
    counts: &mut Counts,
) -> Result<(), Failure> {
    let (mut lines, mut text) = (String::new(), String::new());
    let tried = vault.page_states(case, original)?;
    let Some(last) = tried.keys().next_back().copied() else {
        return Ok(());
    };
    for from in (1..=last).step_by(200) {
        for page in vault.pages(case, original, from, from + 199)? {
            counts.pages += 1;
            text.push_str(&format!("——— 第{}页 ———\n{}\n", page.page, page.text));
            let line = PageLine {
                page: page.page,
                state: page.state.id().into(),
                via: page.via,
                text: page.text,
                confidence: page.confidence,
                hash: page.hash,
                words: page.words,
                fault: page.fault,
            };
            lines.push_str(&serde_json::to_string(&line).unwrap_or_default());
            lines.push('\n');
        }
    }
    writer.text(&format!("pages/{stem}.txt"), &text)?;
    writer.put(&format!("pages/{stem}.jsonl"), &mut lines.as_bytes())?.of = original.into();
    Ok(())
}
