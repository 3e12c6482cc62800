//! Volumes: made from what was taken in, named, numbered, put in order, replaced, taken out.

use super::rows::flag;
use super::{FileRequest, FileView, FlagView, RangeView, cites, file_view, in_order, named, part_id, volume};
use crate::cases::case_id;
use crate::entry::{Saved, saved};
use crate::failure::Failure;
use crate::items::{out, put};
use crate::session::{App, Now};
use crate::wire::wire;
use case::{ItemKey, ItemKind, Media, Op, PageMap, PageRange, Part, Volume, is_volume_label, volume_name};
use store::{Page, PageState};

/// Most pages of a document.
const PAGES: u32 = 50_000;

wire! {
    /// Makes a volume of an original that was taken in.
    pub struct AddVolume {
        /// Case id.
        pub case: String,
        /// SHA-256 of the original.
        pub original: String,
        /// Pages of the document, as the viewer counts them; a picture and a Word document are counted here.
        pub pages: u32,
        /// evidence, procedure, supplement, ours or other.
        pub part: String,
        /// Label as cites write it; empty for the next free one.
        pub label: String,
        /// What it holds; empty for the file's name.
        pub title: String,
    }

    /// Discards an original that waits to become a volume.
    pub struct DiscardStaged {
        /// Case id.
        pub case: String,
        /// SHA-256 of the original.
        pub original: String,
    }

    /// Forgets the files that began to arrive and never came through.
    pub struct ForgetUnfinished {
        /// Case id.
        pub case: String,
    }

    /// Names a volume anew. Cites of its former label follow.
    pub struct SetVolume {
        /// Case id.
        pub case: String,
        /// Number of the volume's item.
        pub volume: String,
        /// evidence, procedure, supplement, ours or other.
        pub part: String,
        /// Label as cites write it.
        pub label: String,
        /// What it holds.
        pub title: String,
        /// When and from whom it was received, in words.
        pub received: String,
        /// Revision the page showed.
        #[cfg_attr(feature = "typescript", ts(type = "number"))]
        pub seen: u64,
    }

    /// Puts the volumes in another order.
    pub struct OrderVolumes {
        /// Case id.
        pub case: String,
        /// Numbers of all volumes' items, in order.
        pub volumes: Vec<String>,
        /// Revision the page showed.
        #[cfg_attr(feature = "typescript", ts(type = "number"))]
        pub seen: u64,
    }

    /// Writes a volume's page map anew.
    pub struct SetPageMap {
        /// Case id.
        pub case: String,
        /// Number of the volume's item.
        pub volume: String,
        /// The ranges.
        pub ranges: Vec<RangeView>,
        /// Revision the page showed.
        #[cfg_attr(feature = "typescript", ts(type = "number"))]
        pub seen: u64,
    }

    /// Asks what is to be said of a page map while it is written.
    pub struct CheckMap {
        /// Pages of the document.
        pub pages: u32,
        /// The ranges.
        pub ranges: Vec<RangeView>,
    }

    /// What is to be said of a page map.
    pub struct MapCheck {
        /// Why it cannot be one; empty when it can.
        pub problem: String,
        /// Gaps, duplicates, pages without a number.
        pub flags: Vec<FlagView>,
    }

    /// Puts another original in a volume's place: scanned anew, added to, numbered anew.
    pub struct ReplaceVolume {
        /// Case id.
        pub case: String,
        /// Number of the volume's item.
        pub volume: String,
        /// SHA-256 of the new original, which waits.
        pub original: String,
        /// Pages of the new document.
        pub pages: u32,
        /// Revision the page showed.
        #[cfg_attr(feature = "typescript", ts(type = "number"))]
        pub seen: u64,
    }

    /// Takes a volume out; the recycle bin keeps it.
    pub struct RemoveVolume {
        /// Case id.
        pub case: String,
        /// Number of the volume's item.
        pub volume: String,
        /// Revision the page showed.
        #[cfg_attr(feature = "typescript", ts(type = "number"))]
        pub seen: u64,
    }
}

/// Makes a volume of an original that waits.
pub(crate) fn add_volume(app: &mut App, request: AddVolume, now: Now) -> Result<Saved, Failure> {
    let (original, media) = waiting(app, &request.case, &request.original)?;
    let pages = counted(app, &request.case, &original, media, request.pages, now)?;
    let part = read_part(&request.part)?;
    let record = app.record(&request.case)?;
    let label = match request.label.trim() {
        "" => super::next_label(record, part),
        label => free_label(record, label, "")?,
    };
    let order = in_order(record).last().map_or(1, |(_, last)| last.order + 1);
    let key = record.next_item(ItemKind::Volume);
    let title = match request.title.trim() {
        "" => original
            .name
            .rsplit_once('.')
            .map_or(original.name.as_str(), |(stem, _)| stem)
            .to_owned(),
        title => words(title, "卷的名称")?,
    };
    let made = Volume {
        part,
        title,
        order,
        original: original.sha256,
        file: original.name,
        media,
        pages,
        ranges: PageMap::plain(pages),
        replaced: Vec::new(),
        received: String::new(),
        label,
    };
    let what = format!("新增{}", volume_name(&made.label));
    let change = put(app, key.clone(), made, now)?;
    app.change(&request.case, now, Op::Put(vec![change]), &what)?;
    let mut done = saved(app, &request.case, "", None, what, now)?;
    done.path = key.to_string();
    Ok(done)
}

/// Discards an original that waits; one that a volume names stays.
pub(crate) fn discard_staged(app: &mut App, request: DiscardStaged, now: Now) -> Result<FileView, Failure> {
    waiting(app, &request.case, &request.original)?;
    let id = case_id(&request.case)?;
    app.vault()?.discard_original(&id, &request.original)?;
    file_view(app, FileRequest { case: request.case }, now)
}

/// Clears away what a crash left half done.
pub(crate) fn forget_unfinished(app: &mut App, request: ForgetUnfinished, now: Now) -> Result<FileView, Failure> {
    if app.taking == 0 {
        let id = case_id(&request.case)?;
        app.vault()?.clear_arriving(&id)?;
    }
    file_view(app, FileRequest { case: request.case }, now)
}

/// Names a volume anew; every cite of its former label follows.
pub(crate) fn set_volume(app: &mut App, request: SetVolume, now: Now) -> Result<Saved, Failure> {
    let record = app.record(&request.case)?.clone();
    let mut changed = volume(&record, &request.volume)?.clone();
    let former = changed.label.clone();
    changed.part = read_part(&request.part)?;
    changed.label = free_label(&record, request.label.trim(), &request.volume)?;
    changed.title = words(request.title.trim(), "卷的名称")?;
    changed.received = words(request.received.trim(), "收卷说明")?;
    let label = changed.label.clone();
    let what = if former == label {
        format!("修改{}", volume_name(&label))
    } else {
        format!("{}改为{}", volume_name(&former), volume_name(&label))
    };
    let mut ops = Vec::new();
    let mut items = Vec::new();
    if former != label {
        let moved = cites::relabelled(&record, &former, &label);
        if !moved.positions.is_empty() {
            ops.push(Op::Record(moved.positions));
        }
        items = moved.items;
    }
    items.push(put(app, ItemKey::new(ItemKind::Volume, &request.volume), changed, now)?);
    ops.push(Op::Put(items));
    // Label and cites in one step: undone together, and nothing dies between the two.
    app.change_since(&request.case, now, Op::All(ops), &what, request.seen)?;
    saved(app, &request.case, "", None, what, now)
}

/// Puts the volumes in another order.
pub(crate) fn order_volumes(app: &mut App, request: OrderVolumes, now: Now) -> Result<Saved, Failure> {
    let record = app.record(&request.case)?.clone();
    let mut known: Vec<&str> = record.items_of::<Volume>().map(|(id, _)| id).collect();
    let mut asked: Vec<&str> = request.volumes.iter().map(String::as_str).collect();
    known.sort_unstable();
    asked.sort_unstable();
    if known != asked {
        return Err(Failure::invalid("卷的列表已有变化，请刷新后重新排序。"));
    }
    let mut changes = Vec::new();
    for (order, id) in request.volumes.iter().enumerate() {
        let mut moved = volume(&record, id)?.clone();
        if moved.order != order as u32 + 1 {
            moved.order = order as u32 + 1;
            changes.push(put(app, ItemKey::new(ItemKind::Volume, id), moved, now)?);
        }
    }
    if !changes.is_empty() {
        app.change_since(&request.case, now, Op::Put(changes), "调整各卷顺序", request.seen)?;
    }
    saved(app, &request.case, "", None, "调整各卷顺序".into(), now)
}

/// Writes a volume's page map anew.
pub(crate) fn set_page_map(app: &mut App, request: SetPageMap, now: Now) -> Result<Saved, Failure> {
    let mut changed = volume(app.record(&request.case)?, &request.volume)?.clone();
    changed.ranges = ranges(&request.ranges);
    changed.map().check()?;
    changed.ranges.sort_by_key(|range| range.from);
    let what = format!("{}的页码对照", volume_name(&changed.label));
    let change = put(app, ItemKey::new(ItemKind::Volume, &request.volume), changed, now)?;
    app.change_since(&request.case, now, Op::Put(vec![change]), &what, request.seen)?;
    saved(app, &request.case, "", None, what, now)
}

/// What is to be said of a page map while it is written.
pub(crate) fn check_page_map(_: &mut App, request: CheckMap, _: Now) -> Result<MapCheck, Failure> {
    let ranges = ranges(&request.ranges);
    let map = PageMap {
        pages: request.pages,
        ranges: &ranges,
    };
    let problem = map.check().err().map(|error| error.to_string()).unwrap_or_default();
    let flags = if problem.is_empty() {
        map.flags().iter().map(flag).collect()
    } else {
        Vec::new()
    };
    Ok(MapCheck { problem, flags })
}

/// Puts another original in a volume's place. Cites stay as they are until they have been found again.
pub(crate) fn replace_volume(app: &mut App, request: ReplaceVolume, now: Now) -> Result<Saved, Failure> {
    let (original, media) = waiting(app, &request.case, &request.original)?;
    let pages = counted(app, &request.case, &original, media, request.pages, now)?;
    let mut changed = volume(app.record(&request.case)?, &request.volume)?.clone();
    let former = std::mem::replace(&mut changed.original, original.sha256);
    changed.replaced.push(former);
    changed.file = original.name;
    changed.media = media;
    if changed.pages != pages {
        changed.pages = pages;
        changed.ranges = PageMap::plain(pages);
    }
    let what = format!("替换{}的原件", volume_name(&changed.label));
    let change = put(app, ItemKey::new(ItemKind::Volume, &request.volume), changed, now)?;
    app.change_since(&request.case, now, Op::Put(vec![change]), &what, request.seen)?;
    saved(app, &request.case, "", None, what, now)
}

/// Takes a volume out. Its original stays while the recycle bin holds it.
pub(crate) fn remove_volume(app: &mut App, request: RemoveVolume, now: Now) -> Result<Saved, Failure> {
    let what = format!(
        "移除{}",
        volume_name(&volume(app.record(&request.case)?, &request.volume)?.label)
    );
    let change = out(ItemKey::new(ItemKind::Volume, &request.volume));
    app.change_since(&request.case, now, Op::Put(vec![change]), &what, request.seen)?;
    saved(app, &request.case, "", None, what, now)
}

/// An original that is here and no volume's.
fn waiting(app: &mut App, case: &str, sha256: &str) -> Result<(store::Original, Media), Failure> {
    let id = case_id(case)?;
    let found = app
        .vault()?
        .originals(&id)?
        .into_iter()
        .find(|original| original.sha256 == sha256);
    let original = found.ok_or_else(|| Failure::not_found("这份待入卷的文件"))?;
    if named(app, case)?.contains(sha256) {
        return Err(Failure::invalid(format!("“{}”已经入卷，不能重复处理。", original.name)));
    }
    let media = match original.media.as_str() {
        "png" => Media::Png,
        "jpeg" => Media::Jpeg,
        "docx" => Media::Docx,
        _ => Media::Pdf,
    };
    Ok((original, media))
}

/// How many pages an original has. The words of a Word document are kept at once.
fn counted(
    app: &mut App,
    case: &str,
    original: &store::Original,
    media: Media,
    pages: u32,
    now: Now,
) -> Result<u32, Failure> {
    match media {
        Media::Png | Media::Jpeg => Ok(1),
        Media::Pdf if (1..=PAGES).contains(&pages) => Ok(pages),
        Media::Pdf if pages == 0 => Err(Failure::invalid(format!("“{}”没有任何页面，不能入卷。", original.name))),
        Media::Pdf => Err(Failure::invalid(format!(
            "“{}”超过 {PAGES} 页，请拆分后再导入。",
            original.name
        ))),
        Media::Docx => {
            let id = case_id(case)?;
            let bytes = app.vault()?.read_original(&id, &original.sha256, 0, original.bytes)?;
            let document =
                intake::read_docx(&bytes, &original.name).map_err(|refusal| Failure::invalid(refusal.to_string()))?;
            let pages: Vec<Page> = document
                .pages
                .iter()
                .zip(1..)
                .map(|(page, number)| docx_page(page, number))
                .collect();
            app.vault()?.put_pages(&id, &original.sha256, &pages, now)?;
            Ok(pages.len() as u32)
        }
    }
}

fn docx_page(page: &intake::DocxPage, number: u32) -> Page {
    let text = page.text();
    Page {
        page: number,
        state: if text.trim().is_empty() {
            PageState::Blank
        } else {
            PageState::Read
        },
        via: "docx".into(),
        text,
        confidence: None,
        hash: String::new(),
        words: String::new(),
        fault: String::new(),
    }
}

fn ranges(views: &[RangeView]) -> Vec<PageRange> {
    let range = |view: &RangeView| PageRange {
        from: view.from,
        to: view.to,
        label: view.label,
        prefix: view.prefix.trim().into(),
        per: view.per,
    };
    views.iter().map(range).collect()
}

fn read_part(id: &str) -> Result<Part, Failure> {
    let part = super::PARTS
        .iter()
        .map(|(part, ..)| *part)
        .find(|part| part_id(*part) == id);
    part.ok_or_else(|| Failure::invalid("请选择这一卷的类别。"))
}

/// A label no other volume has.
fn free_label(record: &case::Record, label: &str, own: &str) -> Result<String, Failure> {
    if !is_volume_label(label) {
        return Err(Failure::invalid(
            "卷号请写数字，或在数字前加“补”“文书”“辩方”“其他”，如 2、补1、文书1。",
        ));
    }
    if let Some((_, other)) = record
        .items_of::<Volume>()
        .find(|(id, other)| *id != own && other.label == label)
    {
        return Err(Failure::invalid(format!(
            "已经有{}（{}），请换一个卷号。",
            volume_name(label),
            other.title
        )));
    }
    Ok(label.into())
}

fn words(text: &str, what: &str) -> Result<String, Failure> {
    if text.chars().count() > 200 {
        return Err(Failure::invalid(format!("{what}过长，请控制在200字以内。")));
    }
    Ok(text.into())
}
