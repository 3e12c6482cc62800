//! One page of the file: its words, who relies on it, what was remarked on it.

use super::cites::{At, Cite, all};
use super::{RunView, volume};
use crate::answer::{shape, show};
use crate::cases::case_id;
use crate::entry::{Saved, saved, titled};
use crate::failure::Failure;
use crate::items::put;
use crate::rules::book;
use crate::session::{App, Now};
use crate::wire::{Answer, Side, wire};
use case::{
    Comment, Exhibit, ItemKey, ItemKind, Op, Quality, Record, Statement, Tag, Target, View, Volume, volume_name,
};
use store::PageState;

/// Longest remark, in characters.
const REMARK: usize = 2_000;

wire! {
    /// Asks for one page.
    pub struct FilePage {
        /// Case id.
        pub case: String,
        /// Number of the volume's item.
        pub volume: String,
        /// Page of the document, from 1.
        pub page: u32,
    }

    /// An answer that relies on this page.
    pub struct PageFact {
        /// Identity of the cite.
        pub cite: String,
        /// Party id, or empty.
        pub actor: String,
        /// Where the answer is.
        pub path: String,
        /// Whose position.
        pub side: Side,
        /// The question.
        pub question: String,
        /// What is said.
        pub answer: Answer,
        /// The words relied on.
        pub quote: String,
        /// Where they were marked: `original:page:crop:hash`; or empty.
        pub anchor: String,
        /// proposed, accepted or returned.
        #[cfg_attr(feature = "typescript", ts(type = "\"proposed\" | \"accepted\" | \"returned\""))]
        pub review: String,
        /// Who entered it.
        pub by: String,
    }

    /// Another thing on this page: a statement, a mark.
    pub struct PageThing {
        /// `kind:id`.
        pub key: String,
        /// 笔录, 页签.
        pub kind: String,
        /// What it is called.
        pub name: String,
    }

    /// What we say of one quality of a piece of evidence.
    pub struct PageQuality {
        /// 真实性, 合法性 or 关联性.
        pub name: String,
        /// open, accepted or objected.
        #[cfg_attr(feature = "typescript", ts(type = "\"open\" | \"accepted\" | \"objected\""))]
        pub view: String,
        /// Why.
        pub reason: String,
        /// A lawyer set it.
        pub settled: bool,
    }

    /// A piece of evidence that lies on this page.
    pub struct PageExhibit {
        /// Number of the item.
        pub id: String,
        /// What it is called.
        pub name: String,
        /// Kind in words.
        pub kind: String,
        /// Its printed pages.
        pub pages: String,
        /// 证明内容.
        pub proves: String,
        /// 三性.
        pub qualities: Vec<PageQuality>,
        /// 质证意见, or empty.
        pub opinion: String,
        /// A lawyer set it.
        pub opinion_settled: bool,
        /// What stands against it, in words.
        pub objections: Vec<String>,
    }

    /// A remark on this page.
    pub struct PageComment {
        /// Number of the item.
        pub id: String,
        /// The remark.
        pub text: String,
        /// Who made it, and when.
        pub by: String,
        /// It is settled.
        pub settled: bool,
    }

    /// One page.
    pub struct PageView {
        /// Number of the volume's item.
        pub volume: String,
        /// Page of the document.
        pub page: u32,
        /// Printed number, or empty.
        pub label: String,
        /// 证据卷二第47页.
        pub title: String,
        /// As typed: 2-47; or empty.
        pub cite: String,
        /// waiting, read, blank or failed.
        #[cfg_attr(feature = "typescript", ts(type = "\"waiting\" | \"read\" | \"blank\" | \"failed\""))]
        pub state: String,
        /// Where the words come from, in words.
        pub via: String,
        /// How sure the recognition is, 0 to 100.
        pub confidence: Option<u8>,
        /// The words.
        pub text: String,
        /// Uncertain words: places in the text, counted in characters, last included.
        pub unsure: Vec<RunView>,
        /// Why it could not be read.
        pub fault: String,
        /// Fingerprint of the picture, or empty.
        pub hash: String,
        /// Answers that rely on it.
        pub facts: Vec<PageFact>,
        /// What else is on it.
        pub things: Vec<PageThing>,
        /// The evidence on it.
        pub exhibits: Vec<PageExhibit>,
        /// Remarks, oldest first.
        pub comments: Vec<PageComment>,
    }

    /// Remarks on a page.
    pub struct CommentPage {
        /// Case id.
        pub case: String,
        /// Number of the volume's item.
        pub volume: String,
        /// Page of the document.
        pub page: u32,
        /// The remark.
        pub text: String,
    }
}

/// One page of the file with everything that hangs on it.
pub(crate) fn page_view(app: &mut App, request: FilePage, _: Now) -> Result<PageView, Failure> {
    let record = app.record(&request.case)?.clone();
    let volume = volume(&record, &request.volume)?.clone();
    let page = request.page;
    if !(1..=volume.pages).contains(&page) {
        return Err(Failure::invalid(format!(
            "{}只有 {} 页，没有 PDF 第 {page} 页。",
            volume_name(&volume.label),
            volume.pages
        )));
    }
    let id = case_id(&request.case)?;
    let kept = match app.vault()?.has_original(&id, &volume.original)? {
        true => app
            .vault()?
            .pages(&id, &volume.original, page, page)?
            .into_iter()
            .next(),
        false => None,
    };
    let label = volume.map().label(page).unwrap_or_default();
    let title = match label.as_str() {
        "" => format!("{} PDF 第{page}页", volume_name(&volume.label)),
        label => format!("{}第{label}页", volume_name(&volume.label)),
    };
    let cite = if label.is_empty() {
        String::new()
    } else {
        format!("{}-{label}", volume.label)
    };
    let here: Vec<Cite> = all(&record)
        .into_iter()
        .filter(|cite| is_here(cite, &volume, page))
        .collect();
    let facts = here
        .iter()
        .filter_map(|cite| fact(&record, cite).transpose())
        .collect::<Result<Vec<_>, Failure>>()?;
    let mut view = PageView {
        volume: request.volume,
        page,
        label,
        title,
        cite,
        state: "waiting".into(),
        via: String::new(),
        confidence: None,
        text: String::new(),
        unsure: Vec::new(),
        fault: String::new(),
        hash: String::new(),
        facts,
        things: here.iter().filter_map(|cite| thing(&record, cite)).collect(),
        exhibits: here.iter().filter_map(|cite| exhibit(&record, cite)).collect(),
        comments: comments(&record, &volume, page),
    };
    if let Some(kept) = kept {
        let ocr = kept.via == "ocr";
        (view.state, view.via) = match (kept.state, kept.via.as_str()) {
            (PageState::Failed, _) => ("failed".into(), String::new()),
            (PageState::Blank, "layer") => ("blank".into(), "扫描件，尚未识别文字".into()),
            (PageState::Blank, _) => ("blank".into(), "空白页".into()),
            (PageState::Read, "ocr") => ("read".into(), "文字识别".into()),
            (PageState::Read, "docx") => ("read".into(), "Word 文档".into()),
            (PageState::Read, _) => ("read".into(), "PDF 自带文字".into()),
        };
        let unsure: Vec<[u32; 3]> = if ocr {
            serde_json::from_str(&kept.words).unwrap_or_default()
        } else {
            Vec::new()
        };
        view.unsure = unsure
            .into_iter()
            .map(|[at, length, _]| RunView {
                from: at,
                to: at + length.max(1) - 1,
            })
            .collect();
        (view.text, view.confidence, view.fault, view.hash) = (kept.text, kept.confidence, kept.fault, kept.hash);
    }
    Ok(view)
}

/// Whether a cite means this page: it was marked on it, or its printed numbers include the page's.
fn is_here(cite: &Cite, volume: &Volume, page: u32) -> bool {
    if cite.volume != volume.label {
        return false;
    }
    if cite.label.is_empty() || cite.original == volume.original {
        if cite.page == Some(page) {
            return true;
        }
        if !cite.label.contains('-') {
            return false;
        }
    }
    let map = volume.map();
    let mut ends = cite.label.splitn(2, '-');
    let (first, last) = (ends.next().unwrap_or_default(), ends.next());
    let from = map.find(first);
    match last {
        None => from.contains(&page),
        Some(last) => map
            .find(last)
            .into_iter()
            .any(|to| from.iter().any(|from| (*from..=to).contains(&page))),
    }
}

fn fact(record: &Record, cite: &Cite) -> Result<Option<PageFact>, Failure> {
    let At::Position { key, side, nth } = &cite.at else {
        return Ok(None);
    };
    let Some(position) = record.entries.get(key).and_then(|entry| entry.side(*side)) else {
        return Ok(None);
    };
    let actor = key.actor.as_deref().unwrap_or_default();
    let shape = shape(book(), &key.path)?;
    Ok(Some(PageFact {
        cite: cite.at.id(),
        actor: actor.into(),
        path: key.path.to_string(),
        side: (*side).into(),
        question: titled(record, actor, &key.path),
        answer: show(record, key.actor.as_deref(), &shape, Some(&position.answer)),
        quote: cite.quote.clone(),
        anchor: position
            .sources
            .get(*nth)
            .and_then(|source| source.anchor())
            .map(ToString::to_string)
            .unwrap_or_default(),
        review: match position.review.state {
            case::ReviewState::Proposed => "proposed",
            case::ReviewState::Accepted => "accepted",
            case::ReviewState::Returned => "returned",
        }
        .into(),
        by: position.by.clone(),
    }))
}

fn thing(record: &Record, cite: &Cite) -> Option<PageThing> {
    let At::Item(key) = &cite.at else { return None };
    let name = match key.kind {
        ItemKind::Statement => {
            let statement = record.item::<Statement>(&key.id)?;
            format!(
                "{}（第{}页）",
                crate::statements::title(record, statement),
                statement.pages
            )
        }
        ItemKind::Tag => record.item::<Tag>(&key.id)?.text.clone(),
        _ => return None,
    };
    Some(PageThing {
        key: key.to_string(),
        kind: key.kind.name().into(),
        name,
    })
}

fn exhibit(record: &Record, cite: &Cite) -> Option<PageExhibit> {
    let At::Item(key) = &cite.at else { return None };
    if key.kind != ItemKind::Exhibit {
        return None;
    }
    let exhibit = record.item::<Exhibit>(&key.id)?;
    let quality = |(name, quality): (&str, &Quality)| PageQuality {
        name: name.into(),
        view: match quality.view {
            View::Open => "open",
            View::Accepted => "accepted",
            View::Objected => "objected",
        }
        .into(),
        reason: quality.reason.clone(),
        settled: quality.settled,
    };
    Some(PageExhibit {
        id: key.id.clone(),
        name: exhibit.name.clone(),
        kind: crate::evidence::kind_name(book(), exhibit.kind),
        pages: exhibit.pages.clone(),
        proves: exhibit.proves.clone(),
        qualities: exhibit.qualities().into_iter().map(quality).collect(),
        opinion: exhibit.opinion.clone(),
        opinion_settled: exhibit.opinion_settled,
        objections: exhibit.objections(),
    })
}

fn comments(record: &Record, volume: &Volume, page: u32) -> Vec<PageComment> {
    let here = |target: &Target| matches!(target, Target::Page { volume: own, page: at } if *own == volume.label && *at == page);
    let all = record.items_of::<Comment>().filter(|(_, comment)| here(&comment.on));
    all.map(|(id, comment)| {
        let held = record.items.get(&ItemKey::new(ItemKind::Comment, id));
        PageComment {
            id: id.into(),
            text: comment.text.clone(),
            by: held
                .map(|held| format!("{} {}", held.by, held.at.format("%m-%d %H:%M")))
                .unwrap_or_default(),
            settled: !comment.settled_by.is_empty(),
        }
    })
    .collect()
}

/// Keeps a remark on a page.
pub(crate) fn comment_page(app: &mut App, request: CommentPage, now: Now) -> Result<Saved, Failure> {
    let text = request.text.trim();
    if text.is_empty() || text.chars().count() > REMARK {
        return Err(Failure::invalid(format!("请填写批注，{REMARK}字以内。")));
    }
    let record = app.record(&request.case)?;
    let volume = volume(record, &request.volume)?;
    if !(1..=volume.pages).contains(&request.page) {
        return Err(Failure::invalid("这一卷没有这一页，请刷新后重试。"));
    }
    let what = format!("{}：批注", volume_name(&volume.label));
    let comment = Comment {
        on: Target::Page {
            volume: volume.label.clone(),
            page: request.page,
        },
        text: text.into(),
        reply_to: String::new(),
        settled_by: String::new(),
        task: String::new(),
    };
    let key = record.next_item(ItemKind::Comment);
    let change = put(app, key, comment, now)?;
    app.change(&request.case, now, Op::Put(vec![change]), &what)?;
    saved(app, &request.case, "", None, what, now)
}
