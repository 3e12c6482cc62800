//! The folder back into a vault: all of it or nothing, and a report either way.

use super::hashed::{Hashed, fill};
use super::{Entry, FolderIn, FolderTaken, Manifest, PageLine, fine};
use crate::cases::{listed_row, proposed, read_record, to_list};
use crate::failure::{Code, Failure};
use crate::rules::under;
use crate::session::{App, Now};
use case::{Record, Volume};
use std::io::{self, Read};
use store::{Arrived, Page, PageState};

/// Largest text file that is read, in bytes.
const TEXT_LIMIT: u64 = 64 << 20;

impl App {
    /// Takes a case from a folder that [`App::export_folder`] made. Every file is compared with the manifest first; when
    /// one that the case needs is missing or different, nothing is taken and the report names it.
    ///
    /// # Errors
    /// When the folder is no such folder, cannot be read, or the vault refuses. Then nothing was taken.
    pub fn import_folder(&mut self, from: &mut dyn FolderIn, now: Now) -> Result<FolderTaken, Failure> {
        self.user()?;
        under(self.rules, || take(self, from, now))
    }
}

fn unreadable(_: io::Error) -> Failure {
    Failure::new(
        Code::Io,
        "所选文件夹有文件无法读取，没有导入。",
        "请确认文件夹没有被移动、U 盘没有拔出，然后重试。",
    )
}

fn text(from: &mut dyn FolderIn, name: &str) -> Result<String, Failure> {
    let mut text = String::new();
    let mut file = from.open(name).map_err(unreadable)?.take(TEXT_LIMIT + 1);
    file.read_to_string(&mut text).map_err(unreadable)?;
    if text.len() as u64 > TEXT_LIMIT {
        return Err(Failure::invalid("文件夹中的案件文件超过 64 MB，没有导入。"));
    }
    Ok(text)
}

/// Whether the case itself is made of this file; the others are for people.
fn needed(entry: &Entry) -> bool {
    entry.path == "case.toml" || entry.path.starts_with("originals/") || !entry.of.is_empty()
}

fn take(app: &mut App, from: &mut dyn FolderIn, now: Now) -> Result<FolderTaken, Failure> {
    let names = from.names().map_err(unreadable)?;
    if !names.iter().any(|name| name == "MANIFEST.json") {
        return Err(Failure::new(
            Code::Invalid,
            "这个文件夹里没有 MANIFEST.json，不是明辩导出的案件文件夹。",
            "请选择导出时生成的那一层文件夹。",
        ));
    }
    let written = text(from, "MANIFEST.json")?;
    let manifest: Manifest = serde_json::from_str(&written)
        .map_err(|_| Failure::invalid("案件文件夹的清单 MANIFEST.json 读不出来，没有导入。"))?;
    if manifest.format != 1 {
        return Err(Failure::new(
            Code::Newer,
            "这个案件文件夹由更新版本的明辩导出，本版本不能导入。",
            "请升级程序后再试。",
        ));
    }
    let mut taken = FolderTaken {
        case: None,
        refused: Vec::new(),
        came: Vec::new(),
        differences: Vec::new(),
        former_head: manifest.log_head.clone(),
    };
    compare(from, &names, &manifest, &mut taken)?;
    if !manifest.files.iter().any(|entry| entry.path == "case.toml") {
        taken.refused.push("清单里没有 case.toml".into());
    }
    if !taken.refused.is_empty() {
        return Ok(taken);
    }
    let by = app.user()?.name.clone();
    let record = read_record(&text(from, "case.toml")?, &by, now)?;
    let record = proposed(app, record, now)?;
    check(from, &record, &manifest, &mut taken)?;
    let listed = to_list(app, &record, now)?;
    let id = app.vault()?.begin_case(&record, listed, now)?;
    match fetch(app, from, &id, &manifest, &written, now) {
        Ok(pages) => taken.came = came(&record, &manifest, pages),
        Err(failure) => {
            // What cannot be cleared away now is cleared away by the next unlocking.
            let _ = app.vault()?.give_up_case(&id);
            return Err(failure);
        }
    }
    app.vault()?.unbin_case(&id)?;
    crate::people::register::fasten(app, id.as_str())?;
    taken.case = Some(listed_row(app, &id, now)?);
    Ok(taken)
}

/// Every file against the manifest, hashes included.
fn compare(
    from: &mut dyn FolderIn,
    names: &[String],
    manifest: &Manifest,
    taken: &mut FolderTaken,
) -> Result<(), Failure> {
    for entry in &manifest.files {
        let fault = if !fine(&entry.path) {
            Some("文件名不合规".to_string())
        } else if !names.contains(&entry.path) {
            Some("文件不见了".to_string())
        } else {
            let mut file = from.open(&entry.path).map_err(unreadable)?;
            let mut hashed = Hashed::new(&mut file);
            io::copy(&mut hashed, &mut io::sink()).map_err(unreadable)?;
            (hashed.bytes != entry.bytes || hashed.sha256() != entry.sha256)
                .then(|| "内容与清单的校验值不符".to_string())
        };
        if let Some(fault) = fault {
            let line = format!("{}：{fault}", entry.path);
            if needed(entry) {
                taken.refused.push(line);
            } else {
                taken.differences.push(line);
            }
        }
    }
    let own = ["MANIFEST.json", "SHA256SUMS"];
    let extra = names
        .iter()
        .filter(|name| !own.contains(&name.as_str()) && !manifest.files.iter().any(|entry| entry.path == **name));
    taken
        .differences
        .extend(extra.map(|name| format!("{name}：清单里没有，未导入")));
    Ok(())
}

/// What the case says against what came with it.
fn check(
    from: &mut dyn FolderIn,
    record: &Record,
    manifest: &Manifest,
    taken: &mut FolderTaken,
) -> Result<(), Failure> {
    for (_, volume) in record
        .items_of::<Volume>()
        .filter(|(_, volume)| !volume.original.is_empty())
    {
        if !manifest.files.iter().any(|entry| entry.sha256 == volume.original) {
            taken
                .differences
                .push(format!("{} {}：没有附原件，需要重新导入", volume.label, volume.title));
        }
    }
    let facts: usize = record.entries.values().map(|entry| entry.positions().count()).sum();
    for (what, here, there) in [
        ("当事人", record.parties.len(), manifest.counts.parties),
        ("事实", facts, manifest.counts.facts),
        ("条目", record.items.len(), manifest.counts.items),
    ] {
        if here != there {
            taken.differences.push(format!("{what}：清单记{there}项，读入{here}项"));
        }
    }
    if manifest.files.iter().any(|entry| entry.path == "log.jsonl")
        && !taken.differences.iter().any(|line| line.starts_with("log.jsonl"))
    {
        let log = crate::log::verify_log(&text(from, "log.jsonl")?)?;
        if let Some((line, why)) = log.broken {
            taken.differences.push(format!("log.jsonl：第{line}行{why}"));
        } else if log.head != manifest.log_head {
            taken.differences.push("log.jsonl：链首与清单不一致".into());
        }
    }
    Ok(())
}

/// Originals and pages into a case that nobody sees yet. Returns how many pages came.
fn fetch(
    app: &mut App,
    from: &mut dyn FolderIn,
    id: &store::CaseId,
    manifest: &Manifest,
    written: &str,
    now: Now,
) -> Result<usize, Failure> {
    let vault = app.vault()?;
    for entry in manifest
        .files
        .iter()
        .filter(|entry| entry.path.starts_with("originals/"))
    {
        let mut file = from.open(&entry.path).map_err(unreadable)?;
        let mut arriving = vault.arrive(id, &entry.name, &entry.media, now)?;
        loop {
            let piece = fill(&mut file, store::PIECE).map_err(unreadable)?;
            if !piece.is_empty() {
                vault.take_piece(&mut arriving, &piece)?;
            }
            if piece.len() < store::PIECE {
                break;
            }
        }
        let (Arrived::New(sha256) | Arrived::Known(sha256)) = vault.arrived(arriving)?;
        if sha256 != entry.sha256 {
            return Err(Failure::invalid(
                "有一份原件在导入过程中被改动，没有导入。请关闭其他程序后重试。",
            ));
        }
    }
    let mut count = 0;
    for entry in manifest.files.iter().filter(|entry| !entry.of.is_empty()) {
        let lines = text(from, &entry.path)?;
        let mut pages = Vec::new();
        for line in lines.lines() {
            let line: PageLine = serde_json::from_str(line)
                .map_err(|_| Failure::invalid("有一份页面文字读不出来，没有导入。请重新导出后再试。"))?;
            pages.push(Page {
                page: line.page,
                state: match line.state.as_str() {
                    "read" => PageState::Read,
                    "blank" => PageState::Blank,
                    _ => PageState::Failed,
                },
                via: line.via,
                text: line.text,
                confidence: line.confidence,
                hash: line.hash,
                words: line.words,
                fault: line.fault,
            });
        }
        count += pages.len();
        for batch in pages.chunks(500) {
            vault.put_pages(id, &entry.of, batch, now)?;
        }
    }
    let former = serde_json::json!({
        "exported_at": manifest.exported_at, "exported_by": manifest.exported_by, "log_head": manifest.log_head,
    });
    let sha256 = memo::receipt::sha256(written.as_bytes());
    vault.record_export(id, now, "从案件文件夹导入", "import", &sha256, &former.to_string())?;
    Ok(count)
}

fn came(record: &Record, manifest: &Manifest, pages: usize) -> Vec<String> {
    let facts: usize = record.entries.values().map(|entry| entry.positions().count()).sum();
    let originals = manifest
        .files
        .iter()
        .filter(|entry| entry.path.starts_with("originals/"))
        .count();
    let pending = record.reviews().get(&case::ReviewState::Proposed).copied().unwrap_or(0);
    let mut lines = vec![
        format!("当事人{}名", record.parties.len()),
        format!(
            "事实{facts}项{}",
            if pending > 0 {
                format!("，其中{pending}项待律师审核")
            } else {
                String::new()
            }
        ),
        format!("卷宗、证据、人员等条目{}项", record.items.len()),
        format!("原件{originals}份，均与清单的校验值一致"),
    ];
    lines.push(format!("页面文字{pages}页"));
    lines
}
