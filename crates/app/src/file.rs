//! The file of the case (卷宗): volumes, how far they are read, what is still to be taken in, and where cites stand.
//!
//! ```text
//! take      bytes arrive, by the shell, piece by piece ─▶ a staged original
//! volumes   a staged original becomes a volume; names, page map, order, removal
//! pages     what is read off the pages, in batches; coverage
//! page      one page: its words, who cites it, what was remarked
//! tags      a reader's own marks on pages
//! cites     every cite of the case and where it stands
//! anchors   cites found again after a volume was replaced or numbered anew
//! ```

mod anchors;
mod cites;
mod page;
mod pages;
mod rows;
mod tags;
mod take;
mod volumes;

pub(crate) use anchors::{AcceptCites, CiteCheck, CiteCheckView, accept_cites, cite_check};
pub(crate) use cites::doubtful;
pub(crate) use page::{CommentPage, FilePage, PageView, comment_page, page_view};
pub(crate) use pages::{
    IndexWork, MarkRead, PutPages, ReadState, RetryPages, WorkView, index_work, mark_read, put_page_text, retry_pages,
};
pub(crate) use tags::{TagPage, UntagPage, tag_page, untag_page};
pub use take::{Arriving, TakenView};
pub(crate) use volumes::{
    AddVolume, CheckMap, DiscardStaged, ForgetUnfinished, MapCheck, OrderVolumes, RemoveVolume, ReplaceVolume,
    SetPageMap, SetVolume, add_volume, check_page_map, discard_staged, forget_unfinished, order_volumes, remove_volume,
    replace_volume, set_page_map, set_volume,
};

use crate::cases::{Named, case_id};
pub(crate) use crate::entry::Saved;
use crate::failure::Failure;
use crate::head::{CaseHead, head};
use crate::session::{App, Now};
use crate::wire::wire;
use case::{Part, Record, Volume, volume_name};
use std::collections::BTreeSet;

wire! {
    /// Consecutive pages whose printed numbers run on.
    pub struct RangeView {
        /// First page of the document, from 1.
        pub from: u32,
        /// Last page of the document.
        pub to: u32,
        /// Number printed on the first.
        pub label: u32,
        /// What is printed before the number, as in 补.
        pub prefix: String,
        /// How many printed numbers each page bears: 2 for an A3 sheet with two pages.
        pub per: u32,
    }

    /// Some consecutive pages of the document.
    #[derive(Copy, PartialEq, Eq)]
    pub struct RunView {
        /// First.
        pub from: u32,
        /// Last.
        pub to: u32,
    }

    /// Something about a page map that its reader must know.
    pub struct FlagView {
        /// gap, duplicate or unlabelled.
        #[cfg_attr(feature = "typescript", ts(type = "\"gap\" | \"duplicate\" | \"unlabelled\""))]
        pub kind: String,
        /// In words.
        pub text: String,
        /// A page of the document to look at; 0 when there is none.
        pub page: u32,
    }

    /// One volume.
    pub struct VolumeRow {
        /// Number of the item.
        pub id: String,
        /// Label, as cites write it.
        pub label: String,
        /// 证据卷二.
        pub name: String,
        /// evidence, procedure, supplement, ours or other.
        pub part: String,
        /// What it holds.
        pub title: String,
        /// Name of the file it came from.
        pub file: String,
        /// What the original is.
        #[cfg_attr(feature = "typescript", ts(type = "\"pdf\" | \"png\" | \"jpeg\" | \"docx\""))]
        pub media: String,
        /// Size of the original.
        #[cfg_attr(feature = "typescript", ts(type = "number"))]
        pub bytes: u64,
        /// Pages of the document.
        pub pages: u32,
        /// SHA-256 of the original.
        pub original: String,
        /// When and from whom it was received.
        pub received: String,
        /// Who put it, and when: 周某 2026-11-24 09:30.
        pub put: String,
        /// Printed numbers.
        pub ranges: Vec<RangeView>,
        /// Gaps, duplicates, pages without a number.
        pub flags: Vec<FlagView>,
        /// Pages whose words are known, blank ones included.
        pub read: u32,
        /// Scanned pages whose words nobody has recognised yet.
        pub scans: u32,
        /// Pages that could not be read.
        pub failed: u32,
        /// Which those are, the first hundred.
        pub failed_pages: Vec<u32>,
        /// 1,204 / 1,206 页已索引；2 页失败.
        pub progress: String,
        /// Pages somebody has looked at.
        pub seen: u32,
        /// Which those are.
        pub seen_runs: Vec<RunView>,
        /// 未读：第 3—41 页、第 88 页; or empty.
        pub unread: String,
        /// Cites of this volume.
        pub cites: u32,
        /// Cites that must be looked at again.
        pub doubtful: u32,
        /// How many originals it has replaced.
        pub replaced: u32,
    }

    /// An original that is all here and no volume yet.
    pub struct StagedRow {
        /// SHA-256.
        pub original: String,
        /// Name of the file it came from.
        pub file: String,
        /// What it is.
        #[cfg_attr(feature = "typescript", ts(type = "\"pdf\" | \"png\" | \"jpeg\" | \"docx\""))]
        pub media: String,
        /// Its size.
        #[cfg_attr(feature = "typescript", ts(type = "number"))]
        pub bytes: u64,
        /// 2026-11-24 09:30.
        pub at: String,
    }

    /// Asks for the file.
    pub struct FileRequest {
        /// Case id.
        pub case: String,
    }

    /// The file.
    pub struct FileView {
        /// Case bar.
        pub head: CaseHead,
        /// Volumes, in their order.
        pub volumes: Vec<VolumeRow>,
        /// Originals that wait to become volumes.
        pub staged: Vec<StagedRow>,
        /// Files that began to arrive and never came through.
        pub unfinished: Vec<String>,
        /// Whose papers a volume can hold.
        pub parts: Vec<Named>,
        /// The label the next volume of each of them would get.
        pub next: Vec<Named>,
        /// How far the whole file has been read.
        pub state: ReadState,
        /// Cites of these volumes that must be looked at again.
        pub doubtful: u32,
        /// Marks on its pages, those on most pages first.
        pub tags: Vec<tags::TagRow>,
        /// Volumes that are cited and not here yet.
        pub missing: Vec<MissingVolume>,
    }

    /// A volume that is cited and not in the file.
    pub struct MissingVolume {
        /// Label as cites write it.
        pub label: String,
        /// 证据卷三.
        pub name: String,
        /// How many cites name it.
        pub cites: u32,
    }
}

/// The file of a case: what there is, how far it is read, what is missing.
pub(crate) fn file_view(app: &mut App, request: FileRequest, now: Now) -> Result<FileView, Failure> {
    let head = head(app, &request.case, "", now)?;
    let id = case_id(&request.case)?;
    let unfinished = if app.taking == 0 {
        app.vault()?.arriving(&id)?
    } else {
        Vec::new()
    };
    let volumes = rows::rows(app, &request.case)?;
    let record = app.record(&request.case)?.clone();
    let named = named(app, &request.case)?;
    let staged = app.vault()?.originals(&id)?;
    let staged = staged.into_iter().filter(|original| !named.contains(&original.sha256));
    Ok(FileView {
        head,
        staged: staged.map(rows::staged).collect(),
        unfinished,
        parts: PARTS.iter().map(|(part, name, _)| named_part(*part, name)).collect(),
        next: PARTS
            .iter()
            .map(|(part, ..)| named_part(*part, &next_label(&record, *part)))
            .collect(),
        state: ReadState::of(&volumes),
        doubtful: volumes.iter().map(|volume| volume.doubtful).sum(),
        tags: tags::tags(&record),
        missing: missing(&record),
        volumes,
    })
}

/// The volumes that are cited and not here, in order of prefix and number.
fn missing(record: &Record) -> Vec<MissingVolume> {
    let mut missing: Vec<MissingVolume> = cites::missing(record)
        .into_iter()
        .map(|(label, cites)| MissingVolume {
            name: volume_name(&label),
            label,
            cites,
        })
        .collect();
    missing.sort_by_cached_key(|one| case::read_label(&one.label).unwrap_or((one.label.clone(), 0)));
    missing
}

/// Whose papers a volume can hold: in words, and what stands before the number of its label.
const PARTS: [(Part, &str, &str); 5] = [
    (Part::Evidence, "证据卷", ""),
    (Part::Procedure, "诉讼文书卷", "文书"),
    (Part::Supplement, "补充侦查卷", "补"),
    (Part::Ours, "辩方材料", "辩方"),
    (Part::Other, "其他材料", "其他"),
];

fn part_id(part: Part) -> &'static str {
    match part {
        Part::Evidence => "evidence",
        Part::Procedure => "procedure",
        Part::Supplement => "supplement",
        Part::Ours => "ours",
        Part::Other => "other",
    }
}

fn named_part(part: Part, name: &str) -> Named {
    Named {
        id: part_id(part).into(),
        name: name.into(),
    }
}

/// The first free label of a part: one after the highest.
fn next_label(record: &Record, part: Part) -> String {
    let prefix = PARTS
        .iter()
        .find(|(own, ..)| *own == part)
        .map_or("", |(_, _, prefix)| prefix);
    let number = |volume: &Volume| volume.label.strip_prefix(prefix)?.parse::<u32>().ok();
    let highest = record
        .items_of::<Volume>()
        .filter_map(|(_, volume)| number(volume))
        .max();
    format!("{prefix}{}", highest.unwrap_or(0) + 1)
}

/// Every original that a volume names, now, formerly, or in the recycle bin.
fn named(app: &mut App, case: &str) -> Result<BTreeSet<String>, Failure> {
    let names = |volume: &Volume| {
        volume
            .replaced
            .iter()
            .cloned()
            .chain([volume.original.clone()])
            .collect::<Vec<_>>()
    };
    let mut named: BTreeSet<String> = app
        .record(case)?
        .items_of::<Volume>()
        .flat_map(|(_, volume)| names(volume))
        .collect();
    let removed = app.vault()?.removed_items(&case_id(case)?)?;
    let gone = removed
        .iter()
        .filter_map(|removed| <Volume as case::Body>::of(&removed.held.item));
    named.extend(gone.flat_map(names));
    Ok(named)
}

/// The volumes of a record in the order they are shown.
fn in_order(record: &Record) -> Vec<(&str, &Volume)> {
    let mut volumes: Vec<(&str, &Volume)> = record.items_of::<Volume>().collect();
    volumes.sort_by_key(|(id, volume)| (volume.order, *id));
    volumes
}

/// A volume by its item number.
fn volume<'a>(record: &'a Record, id: &str) -> Result<&'a Volume, Failure> {
    record.item::<Volume>(id).ok_or_else(|| Failure::not_found("这一卷"))
}
