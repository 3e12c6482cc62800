//! The rows of the list of volumes.

use super::cites::{Standing, standings};
use super::{FlagView, RangeView, RunView, StagedRow, VolumeRow, in_order, part_id};
use crate::cases::case_id;
use crate::failure::Failure;
use crate::session::App;
use case::{ItemKey, ItemKind, MapFlag, Media, Volume, volume_name};
use std::collections::BTreeMap;
use store::PageState;

/// At most this many failed pages are listed.
const FAILED: usize = 100;
/// At most this many unread runs are said.
const UNREAD: usize = 6;

/// One row for each volume, in order.
pub(super) fn rows(app: &mut App, case: &str) -> Result<Vec<VolumeRow>, Failure> {
    let record = app.record(case)?.clone();
    let id = case_id(case)?;
    let mut standing: BTreeMap<String, (u32, u32)> = BTreeMap::new();
    for (cite, found) in standings(app, case)? {
        let count = standing.entry(cite.volume).or_default();
        count.0 += 1;
        count.1 += u32::from(found != Standing::Fine);
    }
    let vault = app.vault()?;
    let sizes: BTreeMap<String, u64> = vault
        .originals(&id)?
        .into_iter()
        .map(|original| (original.sha256, original.bytes))
        .collect();
    let mut rows = Vec::new();
    for (number, volume) in in_order(&record) {
        let has = sizes.contains_key(&volume.original);
        let marks = if has {
            vault.page_marks(&id, &volume.original)?
        } else {
            BTreeMap::new()
        };
        let seen = if has {
            vault.seen_pages(&id, &volume.original)?
        } else {
            Vec::new()
        };
        let within = |page: &u32| (1..=volume.pages).contains(page);
        let count = |wanted: &dyn Fn(&PageState, &str) -> bool| {
            marks
                .iter()
                .filter(|(page, (state, via))| within(page) && wanted(state, via))
                .count() as u32
        };
        let failed_pages: Vec<u32> = marks
            .iter()
            .filter(|(page, (state, _))| within(page) && *state == PageState::Failed)
            .map(|(page, _)| *page)
            .collect();
        let scans = count(&|state, via| *state == PageState::Blank && via == "layer");
        let read = count(&|state, _| *state != PageState::Failed) - scans;
        let failed = failed_pages.len() as u32;
        let seen: Vec<u32> = seen.into_iter().filter(within).collect();
        let seen_runs = runs(&seen);
        let put = record.items.get(&ItemKey::new(ItemKind::Volume, number));
        let (cites, doubtful) = standing.get(&volume.label).copied().unwrap_or_default();
        rows.push(VolumeRow {
            id: number.into(),
            label: volume.label.clone(),
            name: volume_name(&volume.label),
            part: part_id(volume.part).into(),
            title: volume.title.clone(),
            file: volume.file.clone(),
            media: media_id(volume.media).into(),
            bytes: sizes.get(&volume.original).copied().unwrap_or(0),
            pages: volume.pages,
            original: volume.original.clone(),
            received: volume.received.clone(),
            put: put
                .map(|held| format!("{} {}", held.by, held.at.format("%Y-%m-%d %H:%M")))
                .unwrap_or_default(),
            ranges: volume.ranges.iter().map(range).collect(),
            flags: volume.map().flags().iter().map(flag).collect(),
            read,
            scans,
            failed,
            failed_pages: failed_pages.into_iter().take(FAILED).collect(),
            progress: progress(volume.pages, read, scans, failed),
            seen: seen.len() as u32,
            unread: unread(volume, &seen_runs),
            seen_runs,
            cites,
            doubtful,
            replaced: volume.replaced.len() as u32,
        });
    }
    Ok(rows)
}

/// An original that waits.
pub(super) fn staged(original: store::Original) -> StagedRow {
    StagedRow {
        original: original.sha256,
        file: original.name,
        media: original.media,
        bytes: original.bytes,
        at: original.at.format("%Y-%m-%d %H:%M").to_string(),
    }
}

pub(super) fn media_id(media: Media) -> &'static str {
    match media {
        Media::Pdf => "pdf",
        Media::Png => "png",
        Media::Jpeg => "jpeg",
        Media::Docx => "docx",
    }
}

fn range(range: &case::PageRange) -> RangeView {
    RangeView {
        from: range.from,
        to: range.to,
        label: range.label,
        prefix: range.prefix.clone(),
        per: range.per,
    }
}

/// A flag of a page map in words.
pub(super) fn flag(flag: &MapFlag) -> FlagView {
    let numbers = |prefix: &str, from: u32, to: u32| match to - from {
        0 => format!("第{prefix}{from}页"),
        more => format!("第{prefix}{from}—{prefix}{to}页（{} 页）", more + 1),
    };
    match flag {
        MapFlag::Gap { prefix, from, to } => FlagView {
            kind: "gap".into(),
            text: format!(
                "缺{}：卷内页码在此中断，请核对是否漏装、漏扫",
                numbers(prefix, *from, *to)
            ),
            page: 0,
        },
        MapFlag::Duplicate { prefix, from, to, pdf } => FlagView {
            kind: "duplicate".into(),
            text: format!(
                "{}的页码重复：分别从 PDF 第 {} 页开始，引用时须确认是哪一页",
                numbers(prefix, *from, *to),
                pdf.iter().map(u32::to_string).collect::<Vec<_>>().join("、")
            ),
            page: pdf.first().copied().unwrap_or(0),
        },
        MapFlag::Unlabelled { from, to } => FlagView {
            kind: "unlabelled".into(),
            text: match to - from {
                0 => format!("PDF 第 {from} 页没有卷内页码（封面、目录、隔页等）"),
                _ => format!("PDF 第 {from}—{to} 页没有卷内页码（封面、目录、隔页等）"),
            },
            page: *from,
        },
    }
}

/// How far a volume has been read, in words that leave nothing out.
pub(super) fn progress(pages: u32, read: u32, scans: u32, failed: u32) -> String {
    let mut text = format!("{} / {} 页已索引", grouped(read), grouped(pages));
    if scans > 0 {
        text.push_str(&format!("；{} 页是扫描件，尚未识别文字", grouped(scans)));
    }
    if failed > 0 {
        text.push_str(&format!("；{} 页失败", grouped(failed)));
    }
    text
}

fn grouped(number: u32) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Pages in order as runs.
fn runs(pages: &[u32]) -> Vec<RunView> {
    let mut runs: Vec<RunView> = Vec::new();
    for page in pages {
        match runs.last_mut() {
            Some(run) if run.to + 1 == *page => run.to = *page,
            _ => runs.push(RunView { from: *page, to: *page }),
        }
    }
    runs
}

/// What nobody has looked at, by printed numbers where there are any.
fn unread(volume: &Volume, seen: &[RunView]) -> String {
    let mut gaps = Vec::new();
    let mut next = 1;
    for run in seen {
        if run.from > next {
            gaps.push((next, run.from - 1));
        }
        next = run.to + 1;
    }
    if next <= volume.pages {
        gaps.push((next, volume.pages));
    }
    if gaps.is_empty() {
        return String::new();
    }
    let map = volume.map();
    let label = |page: u32| map.label(page).unwrap_or_else(|| format!("PDF {page}"));
    let said: Vec<String> = gaps
        .iter()
        .take(UNREAD)
        .map(|(from, to)| match from == to {
            true => label(*from),
            false => format!("{}—{}", label(*from), label(*to)),
        })
        .collect();
    let rest = if gaps.len() > UNREAD {
        format!(" 等 {} 处", gaps.len())
    } else {
        String::new()
    };
    format!("未读：第 {} 页{rest}", said.join("、"))
}
