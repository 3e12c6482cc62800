//! The pages of a document as they print, a few at a time: set once, kept until something changes.

use super::{DocumentRequest, composed};
use crate::failure::Failure;
use crate::session::{App, Now};
use crate::wire::wire;
use memo::layout::Pages;

wire! {
    /// Characters of one face and size on one baseline. Lengths are hundredths of a point.
    pub struct StretchView {
        /// Left edge.
        pub x: i32,
        /// Baseline.
        pub y: i32,
        /// Size.
        pub size: i32,
        /// Name of the typeface.
        pub face: String,
        /// 0 is black, 100 is white.
        pub grey: i32,
        /// Degrees against the clock.
        pub turn: i32,
        /// The characters.
        pub text: String,
        /// The left edge of each character from the start of the stretch.
        pub at: Vec<i32>,
    }

    /// A line, or a filled rectangle when it has no width.
    pub struct StrokeView {
        /// Left, top, right, bottom.
        pub area: Vec<i32>,
        /// Thickness of a line; 0 for a rectangle.
        pub width: i32,
        /// grey0 … grey100, missing or missing-line.
        pub tint: String,
    }

    /// Where a block stands on a page.
    pub struct SpotView {
        /// Which block.
        pub block: u32,
        /// Its upper edge.
        pub top: i32,
        /// Its lower edge.
        pub bottom: i32,
    }

    /// One page.
    pub struct PageSheet {
        /// Page, from 1.
        pub number: u32,
        /// What is drawn first.
        pub strokes: Vec<StrokeView>,
        /// The words.
        pub stretches: Vec<StretchView>,
        /// Where the blocks are.
        pub spots: Vec<SpotView>,
    }

    /// Asks for pages of a document.
    pub struct PagesRequest {
        /// Which document.
        pub paper: DocumentRequest,
        /// First page, from 1.
        pub from: u32,
        /// Last page.
        pub to: u32,
    }

    /// Some pages.
    pub struct PagesView {
        /// How many there are in all.
        pub count: u32,
        /// Width and height of a sheet.
        pub sheet: Vec<i32>,
        /// Those asked for.
        pub pages: Vec<PageSheet>,
    }
}

/// Pages set before, and of what.
pub(crate) struct SetPages {
    pub key: String,
    pub pages: Pages,
}

/// What tells one setting from another: the wish, the state of the case, the day, who looks, the template and the look.
pub(super) fn key(app: &mut App, request: &DocumentRequest, now: Now) -> Result<String, Failure> {
    let source = super::kinds::source(app, &request.document)?;
    let sheet = crate::templates::sheet_of(app, &source)?;
    let look = sheet.as_ref().map(super::receipt::look).unwrap_or_default();
    let lawyer = app.is_lawyer();
    let revision = app.record(&request.case)?.revision;
    let wish = serde_json::to_string(request).unwrap_or_default();
    let template = memo::receipt::sha256(source.as_bytes());
    Ok(format!(
        "{wish}|{revision}|{}|{lawyer}|{template}|{look}",
        now.date_naive()
    ))
}

/// Pages of a document as it would print now.
pub(crate) fn document_pages(app: &mut App, request: PagesRequest, now: Now) -> Result<PagesView, Failure> {
    let mut paper = request.paper;
    super::choose(app, &mut paper, now)?;
    let key = key(app, &paper, now)?;
    if app.set.as_ref().is_none_or(|set| set.key != key) {
        let (_, made) = composed(app, &paper, now)?;
        let pages = memo::layout::layout(&made.document)?;
        app.set = Some(SetPages { key, pages });
    }
    let set = app.set.as_ref().ok_or_else(|| Failure::not_found("这些页"))?;
    Ok(view(&set.pages, request.from, request.to))
}

/// Some pages, as the window draws them.
pub(super) fn view(pages: &Pages, from: u32, to: u32) -> PagesView {
    let (width, height) = pages.size();
    let count = pages.pages.len() as u32;
    let wanted = from.max(1)..=to.min(count).min(from.saturating_add(MOST));
    PagesView {
        count,
        sheet: vec![width, height],
        pages: wanted.filter_map(|number| sheet(pages, number)).collect(),
    }
}

/// Most pages sent at a time.
const MOST: u32 = 24;

fn sheet(pages: &Pages, number: u32) -> Option<PageSheet> {
    let own = pages.shown(number as usize - 1)?;
    Some(PageSheet {
        number,
        strokes: own
            .strokes
            .into_iter()
            .map(|stroke| StrokeView {
                area: vec![stroke.from[0], stroke.from[1], stroke.to[0], stroke.to[1]],
                width: stroke.width,
                tint: stroke.tint,
            })
            .collect(),
        stretches: own
            .stretches
            .into_iter()
            .map(|run| StretchView {
                x: run.x,
                y: run.y,
                size: run.size,
                face: run.face.into(),
                grey: run.grey,
                turn: run.turn,
                text: run.text,
                at: run.at,
            })
            .collect(),
        spots: own
            .spots
            .into_iter()
            .map(|spot| SpotView {
                block: spot.block as u32,
                top: spot.top,
                bottom: spot.bottom,
            })
            .collect(),
    })
}
