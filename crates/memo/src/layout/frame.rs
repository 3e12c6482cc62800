//! What stands around the text on every page: header, page number, the mark 草稿.

use crate::Document;
use crate::document::Footer;
use crate::fonts::Face;

use super::pages::Filled;
use super::setting::Type;
use super::{Mark, Setter, Tint};

/// The words that mark a draft.
const DRAFT: &str = "草稿";

/// Adds header, footer and draft mark to every page.
pub(super) fn add(setter: &mut Setter, document: &Document, pages: &mut [Filled]) {
    let total = pages.len();
    let draft = if document.draft { watermark(setter) } else { Vec::new() };
    let header = header(setter, document);
    for (at, filled) in pages.iter_mut().enumerate() {
        let page = &mut filled.page;
        let mut marks = draft.clone();
        if !page.bare {
            marks.extend(header.iter().cloned());
        }
        marks.append(&mut page.marks);
        if !page.bare {
            marks.extend(folio(setter, document.footer, at + 1, total));
        }
        page.marks = marks;
    }
}

/// A line of text on a baseline; `place` says where it begins, given its width.
fn words(
    setter: &mut Setter,
    text: &str,
    set: Type,
    grey: f64,
    baseline: f64,
    place: impl Fn(f64) -> f64,
) -> Vec<Mark> {
    let set = Type {
        leading: set.size,
        ..set
    };
    let mut marks = setter.words_at(text, set, baseline - 0.88 * set.size, place);
    for mark in &mut marks {
        if let Mark::Text(run) = mark {
            run.grey = grey;
        }
    }
    marks
}

/// Document name at the left, draft mark at the right, a hairline below.
fn header(setter: &mut Setter, document: &Document) -> Vec<Mark> {
    let style = setter.style;
    let (left, right) = (style.left, style.left + style.width);
    let mut marks = Vec::new();
    if let Some(text) = &document.header {
        marks.extend(words(setter, text, style.small, 0.35, style.header, |_| left));
    }
    if document.draft {
        let bold = Type {
            face: style.strong,
            ..style.small
        };
        marks.extend(words(setter, DRAFT, bold, 0.2, style.header, |width| right - width));
    }
    if !marks.is_empty() {
        let y = style.header + 5.0;
        marks.push(Mark::Line {
            from: (left, y),
            to: (right, y),
            width: 0.4,
            tint: Tint::Grey(0.6),
        });
    }
    marks
}

/// The page number.
fn folio(setter: &mut Setter, footer: Footer, page: usize, total: usize) -> Vec<Mark> {
    let style = setter.style;
    let baseline = style.sheet.1 - style.folio;
    let set = style.folio_set;
    match footer {
        Footer::Dashed => {
            // One character in from the edge; odd pages right, even pages left.
            let (left, right) = (style.left + set.size, style.left + style.width - set.size);
            let odd = page % 2 == 1;
            words(setter, &format!("— {page} —"), set, 0.0, baseline, |width| {
                if odd { right - width } else { left }
            })
        }
        Footer::Counted => {
            let centre = style.left + style.width / 2.0;
            words(
                setter,
                &format!("第 {page} 页　共 {total} 页"),
                set,
                0.25,
                baseline,
                |width| centre - width / 2.0,
            )
        }
        Footer::Plain => {
            let centre = style.left + style.width / 2.0;
            words(setter, &page.to_string(), set, 0.0, baseline, |width| {
                centre - width / 2.0
            })
        }
        Footer::None => Vec::new(),
    }
}

/// 草稿 in light grey from corner to corner, under the text.
fn watermark(setter: &mut Setter) -> Vec<Mark> {
    const SIZE: f64 = 150.0;
    let (width, height) = setter.style.sheet;
    let set = Type {
        face: Face::SANS,
        size: SIZE,
        pitch: SIZE * 1.4,
        leading: SIZE,
    };
    let mut marks = words(setter, DRAFT, set, 0.93, 0.0, |_| 0.0);
    for mark in &mut marks {
        if let Mark::Text(run) = mark {
            // Centred: half the width of two characters and half their height, turned by 50 degrees.
            let (sin, cos) = 50f64.to_radians().sin_cos();
            let (across, up) = (SIZE * 1.2, SIZE * 0.38);
            run.turn = 50.0;
            run.x = width / 2.0 - across * cos + up * sin;
            run.y = height / 2.0 + across * sin + up * cos;
        }
    }
    marks
}
