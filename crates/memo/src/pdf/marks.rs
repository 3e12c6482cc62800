//! Marks as printpdf's operations.

use std::collections::BTreeMap;

use printpdf::{
    Actions, BorderArray, Codepoint, Color, ColorArray, Destination, Greyscale, HighlightingMode, Line, LinePoint,
    LinkAnnotation, Op, PaintMode, PdfFontHandle, Point, Pt, Rect, Rgb, TextItem, TextMatrix,
};

use crate::fonts::Face;
use crate::layout::{Mark, Page, Pages, Run, Tint};

/// The operations that draw a page.
pub(super) fn operations(page: &Page, pages: &Pages, fonts: &BTreeMap<Face, PdfFontHandle>) -> Vec<Op> {
    let mut ops = Vec::new();
    let high = pages.sheet.1;
    for mark in &page.marks {
        match mark {
            Mark::Text(run) => {
                if let Some(font) = fonts.get(&run.face) {
                    text(&mut ops, run, font, high);
                }
            }
            Mark::Line { from, to, width, tint } => {
                ops.push(Op::SetOutlineColor { col: colour(*tint) });
                ops.push(Op::SetOutlineThickness { pt: points(*width) });
                ops.push(Op::DrawLine {
                    line: Line {
                        points: [from, to]
                            .map(|(x, y)| LinePoint {
                                p: point(*x, *y, high),
                                bezier: false,
                            })
                            .to_vec(),
                        is_closed: false,
                    },
                });
            }
            Mark::Fill { area, tint } => {
                ops.push(Op::SetFillColor { col: colour(*tint) });
                let mut rectangle = rect(*area, high);
                rectangle.mode = Some(PaintMode::Fill);
                ops.push(Op::DrawRectangle { rectangle });
            }
            Mark::Link { area, target } => ops.extend(link(*area, target, pages)),
        }
    }
    ops
}

fn text(ops: &mut Vec<Op>, run: &Run, font: &PdfFontHandle, high: f64) {
    let (sin, cos) = run.turn.to_radians().sin_cos();
    ops.push(Op::StartTextSection);
    ops.push(Op::SetFillColor {
        col: colour(Tint::Grey(run.grey)),
    });
    ops.push(Op::SetFont {
        font: font.clone(),
        size: points(run.size),
    });
    ops.push(Op::SetTextMatrix {
        matrix: TextMatrix::Raw([
            cos as f32,
            sin as f32,
            -sin as f32,
            cos as f32,
            points(run.x).0,
            points(high - run.y).0,
        ]),
    });
    ops.push(Op::ShowText {
        items: vec![TextItem::GlyphIds(glyphs(run))],
    });
    ops.push(Op::EndTextSection);
}

/// The glyphs of a run, each followed by the way to the next, in thousandths of the size.
fn glyphs(run: &Run) -> Vec<Codepoint> {
    let mut pen = 0.0;
    run.signs
        .iter()
        .enumerate()
        .map(|(at, sign)| {
            pen += f64::from(sign.advance);
            let offset = run.signs.get(at + 1).map_or(0.0, |next| {
                // Rounded against the pen, so that nothing adds up along a line.
                let offset = (pen - next.x / run.size * 1000.0).round();
                pen -= offset;
                offset
            });
            Codepoint::with_cid(sign.glyph, offset as f32, sign.text.to_string())
        })
        .collect()
}

fn link(area: (f64, f64, f64, f64), target: &str, pages: &Pages) -> Option<Op> {
    let actions = match target.strip_prefix('#') {
        Some(name) => {
            let (page, y) = super::anchor(pages, name)?;
            Actions::Goto(Destination::Xyz {
                page: page + 1,
                left: None,
                top: Some(points(pages.sheet.1 - y).0),
                zoom: None,
            })
        }
        None => Actions::Uri(target.to_owned()),
    };
    let link = LinkAnnotation::new(
        rect(area, pages.sheet.1),
        actions,
        Some(BorderArray::Solid([0.0, 0.0, 0.0])),
        Some(ColorArray::Transparent),
        Some(HighlightingMode::None),
    );
    Some(Op::LinkAnnotation { link })
}

fn colour(tint: Tint) -> Color {
    let rgb = |r: f32, g: f32, b: f32| Color::Rgb(Rgb::new(r, g, b, None));
    match tint {
        Tint::Grey(grey) => Color::Greyscale(Greyscale::new(grey as f32, None)),
        Tint::Missing => rgb(0.97, 0.937, 0.851),
        Tint::MissingLine => rgb(0.73, 0.6, 0.27),
    }
}

fn rect((left, top, width, height): (f64, f64, f64, f64), high: f64) -> Rect {
    Rect::from_xywh(points(left), points(high - top - height), points(width), points(height))
}

fn point(x: f64, y: f64, high: f64) -> Point {
    Point {
        x: points(x),
        y: points(high - y),
    }
}

/// Points as PDF takes them, to a hundredth: shorter files, and nothing a printer could show.
fn points(length: f64) -> Pt {
    Pt(((length * 100.0).round() / 100.0) as f32)
}
