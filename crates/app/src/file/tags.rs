//! Marks of a reader's own on pages: 有利, 流水, 要问. Found again by word, across volumes; no document prints them.

use super::{in_order, volume};
use crate::entry::{Saved, saved};
use crate::failure::Failure;
use crate::items::{out, put};
use crate::session::{App, Now};
use crate::wire::wire;
use case::{ItemKey, ItemKind, Op, Record, Tag, volume_name};
use std::collections::BTreeMap;

/// Longest mark, in characters.
const TAG: usize = 20;

wire! {
    /// A page that bears a mark.
    pub struct TagPlace {
        /// Number of the mark's item.
        pub id: String,
        /// Number of the volume's item.
        pub volume: String,
        /// Page of the document, from 1.
        pub page: u32,
        /// 证据卷二第47页.
        pub name: String,
    }

    /// A mark and the pages that bear it.
    pub struct TagRow {
        /// The mark.
        pub text: String,
        /// In the order of volumes and pages.
        pub places: Vec<TagPlace>,
    }

    /// Marks a page.
    pub struct TagPage {
        /// Case id.
        pub case: String,
        /// Number of the volume's item.
        pub volume: String,
        /// Page of the document.
        pub page: u32,
        /// The mark.
        pub text: String,
    }

    /// Takes a mark off its page.
    pub struct UntagPage {
        /// Case id.
        pub case: String,
        /// Number of the mark's item.
        pub id: String,
    }
}

/// Every mark of the file, those on most pages first.
pub(super) fn tags(record: &Record) -> Vec<TagRow> {
    let mut rows: BTreeMap<&str, Vec<TagPlace>> = BTreeMap::new();
    for (number, volume) in in_order(record) {
        let map = volume.map();
        let mut own: Vec<(&str, &Tag)> = record
            .items_of::<Tag>()
            .filter(|(_, tag)| tag.volume == volume.label)
            .collect();
        own.sort_by_key(|(_, tag)| tag.page);
        for (id, tag) in own {
            let name = match map.label(tag.page) {
                Some(label) => format!("{}第{label}页", volume_name(&volume.label)),
                None => format!("{} PDF 第{}页", volume_name(&volume.label), tag.page),
            };
            rows.entry(&tag.text).or_default().push(TagPlace {
                id: id.into(),
                volume: number.into(),
                page: tag.page,
                name,
            });
        }
    }
    let mut rows: Vec<TagRow> = rows
        .into_iter()
        .map(|(text, places)| TagRow {
            text: text.into(),
            places,
        })
        .collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.places.len()));
    rows
}

/// Marks a page; the same mark twice is one.
pub(crate) fn tag_page(app: &mut App, request: TagPage, now: Now) -> Result<Saved, Failure> {
    let text = request.text.trim();
    if text.is_empty() || text.chars().count() > TAG {
        return Err(Failure::invalid(format!("请填写页签，{TAG}字以内。")));
    }
    let record = app.record(&request.case)?;
    let volume = volume(record, &request.volume)?;
    if !(1..=volume.pages).contains(&request.page) {
        return Err(Failure::invalid("这一卷没有这一页，请刷新后重试。"));
    }
    let what = format!("{}：加页签", volume_name(&volume.label));
    let tag = Tag {
        volume: volume.label.clone(),
        page: request.page,
        text: text.into(),
    };
    if record.items_of::<Tag>().all(|(_, known)| *known != tag) {
        let key = record.next_item(ItemKind::Tag);
        let change = put(app, key, tag, now)?;
        app.change(&request.case, now, Op::Put(vec![change]), &what)?;
    }
    saved(app, &request.case, "", None, what, now)
}

/// Takes a mark off its page.
pub(crate) fn untag_page(app: &mut App, request: UntagPage, now: Now) -> Result<Saved, Failure> {
    let record = app.record(&request.case)?;
    let tag = record
        .item::<Tag>(&request.id)
        .ok_or_else(|| Failure::not_found("这个页签"))?;
    let what = format!("{}：去掉页签", volume_name(&tag.volume));
    let change = out(ItemKey::new(ItemKind::Tag, &request.id));
    app.change(&request.case, now, Op::Put(vec![change]), &what)?;
    saved(app, &request.case, "", None, what, now)
}
