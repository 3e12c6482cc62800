//! Marks as printpdf's operations, and which of them belong to which place in the tree.

use std::collections::{BTreeMap, HashMap};

use printpdf::{
    Actions, BorderArray, Codepoint, Color, ColorArray, Destination, DictItem, Greyscale, HighlightingMode, Line,
    LinePoint, LinkAnnotation, Op, PaintMode, PdfFontHandle, Point, Pt, Rect, Rgb, TextItem, TextMatrix,
};

use crate::fonts::Face;
use crate::layout::{Mark, Pages, Run, Sign, Tint};

/// What a page adds to the tree.
#[derive(Debug, Default)]
pub(super) struct PageStructure {
    /// In reading order.
    pub events: Vec<Event>,
    /// The tag of each marked stretch, by its number on the page.
    pub stretches: Vec<usize>,
    /// The tag of each link, in the order of the page's annotations.
    pub links: Vec<usize>,
}

/// Something of a tag on a page.
#[derive(Debug, Clone, Copy)]
pub(super) enum Event {
    /// The tag is here, even if nothing of it is printed.
    Seen(usize),
    /// A marked stretch of the page belongs to it.
    Stretch(usize, usize),
    /// A link of the page belongs to it.
    Link(usize, usize),
}

/// A page drawn.
pub(super) struct Drawn {
    pub ops: Vec<Op>,
    pub structure: PageStructure,
}

/// Draws pages one after the other.
pub(super) struct Drawer<'a> {
    /// How high the sheet is.
    high: f64,
    fonts: &'a BTreeMap<Face, PdfFontHandle>,
    anchors: HashMap<String, (usize, f64)>,
    /// What character each glyph stands for in the file's table. One that also draws another says so in its place.
    words: HashMap<(Face, u16), char>,
    ops: Vec<Op>,
    structure: PageStructure,
    open: Open,
    fill: Option<Tint>,
    stroke: Option<(Tint, f64)>,
    font: Option<(Face, f64)>,
}

/// What the operations under way belong to.
#[derive(Clone, Copy, PartialEq)]
enum Open {
    Nothing,
    Artifact,
    Tag(usize),
}

impl<'a> Drawer<'a> {
    pub fn new(pages: &Pages, fonts: &'a BTreeMap<Face, PdfFontHandle>) -> Self {
        Self {
            high: pages.sheet.1,
            fonts,
            anchors: super::anchors(pages),
            words: HashMap::new(),
            ops: Vec::new(),
            structure: PageStructure::default(),
            open: Open::Nothing,
            fill: None,
            stroke: None,
            font: None,
        }
    }

    /// The operations that draw a page.
    pub fn page(&mut self, marks: Vec<Mark>) -> Drawn {
        (self.fill, self.stroke, self.font) = (None, None, None);
        let mut inside = 0;
        for mark in &marks {
            match mark {
                Mark::Begin(tag) => {
                    inside = *tag;
                    if self.open != Open::Tag(inside) {
                        self.structure.events.push(Event::Seen(inside));
                    }
                    continue;
                }
                Mark::End => {
                    inside = 0;
                    continue;
                }
                Mark::Link { area, target, tag } => {
                    self.link(*area, target, *tag);
                    continue;
                }
                _ => {}
            }
            self.begin(if inside > 0 { Open::Tag(inside) } else { Open::Artifact });
            match mark {
                Mark::Text(run) => self.text(run),
                Mark::Line { from, to, width, tint } => self.line(*from, *to, *width, *tint),
                Mark::Fill { area, tint } => {
                    self.fill(*tint);
                    let mut rectangle = rect(*area, self.high);
                    rectangle.mode = Some(PaintMode::Fill);
                    self.ops.push(Op::DrawRectangle { rectangle });
                }
                Mark::Link { .. } | Mark::Begin(_) | Mark::End => {}
            }
        }
        self.begin(Open::Nothing);
        Drawn {
            ops: std::mem::take(&mut self.ops),
            structure: std::mem::take(&mut self.structure),
        }
    }

    /// Ends what is under way and begins something else, if it is something else.
    fn begin(&mut self, next: Open) {
        if self.open == next {
            return;
        }
        if self.open != Open::Nothing {
            self.ops.push(Op::EndMarkedContent);
        }
        self.open = next;
        match next {
            Open::Nothing => {}
            Open::Artifact => self.ops.push(Op::BeginMarkedContent { tag: "Artifact".into() }),
            Open::Tag(tag) => {
                let number = self.structure.stretches.len();
                self.structure.stretches.push(tag);
                self.structure.events.push(Event::Stretch(tag, number));
                let number = i64::try_from(number).unwrap_or(i64::MAX);
                self.ops.push(Op::BeginMarkedContentWithProperties {
                    tag: "Span".into(),
                    properties: dictionary("MCID", DictItem::Int(number)),
                });
            }
        }
    }

    fn fill(&mut self, tint: Tint) {
        if self.fill != Some(tint) {
            self.fill = Some(tint);
            self.ops.push(Op::SetFillColor { col: colour(tint) });
        }
    }

    fn line(&mut self, from: (f64, f64), to: (f64, f64), width: f64, tint: Tint) {
        if self.stroke != Some((tint, width)) {
            self.stroke = Some((tint, width));
            self.ops.push(Op::SetOutlineColor { col: colour(tint) });
            self.ops.push(Op::SetOutlineThickness { pt: points(width) });
        }
        let high = self.high;
        let points = [from, to]
            .map(|(x, y)| LinePoint {
                p: point(x, y, high),
                bezier: false,
            })
            .to_vec();
        self.ops.push(Op::DrawLine {
            line: Line {
                points,
                is_closed: false,
            },
        });
    }

    fn text(&mut self, run: &Run) {
        let Some(font) = self.fonts.get(&run.face).cloned() else {
            return;
        };
        self.fill(Tint::Grey(run.grey));
        let mut from = 0;
        while from < run.signs.len() {
            // A glyph that stands for another character in the table is set by itself, and says what it is.
            let other = self.other(run.face, &run.signs[from]);
            let length = if other {
                1
            } else {
                let rest = &run.signs[from + 1..];
                1 + rest.iter().take_while(|sign| !self.other(run.face, sign)).count()
            };
            if other {
                let actual = utf16(run.signs[from].text);
                self.ops.push(Op::BeginMarkedContentWithProperties {
                    tag: "Span".into(),
                    properties: dictionary("ActualText", DictItem::Bytes(actual)),
                });
            }
            self.stretch(run, from..from + length, &font);
            if other {
                self.ops.push(Op::EndMarkedContent);
            }
            from += length;
        }
    }

    /// Whether a glyph already stands for another character; it stands for this one if for none.
    fn other(&mut self, face: Face, sign: &Sign) -> bool {
        *self.words.entry((face, sign.glyph)).or_insert(sign.text) != sign.text
    }

    fn stretch(&mut self, run: &Run, range: std::ops::Range<usize>, font: &PdfFontHandle) {
        let signs = &run.signs[range];
        let (sin, cos) = run.turn.to_radians().sin_cos();
        self.ops.push(Op::StartTextSection);
        if self.font != Some((run.face, run.size)) {
            self.font = Some((run.face, run.size));
            self.ops.push(Op::SetFont {
                font: font.clone(),
                size: points(run.size),
            });
        }
        self.ops.push(Op::SetTextMatrix {
            matrix: TextMatrix::Raw([
                cos as f32,
                sin as f32,
                -sin as f32,
                cos as f32,
                points(run.x + signs[0].x).0,
                points(self.high - run.y).0,
            ]),
        });
        let glyphs = glyphs(signs, run.size, |glyph| {
            self.words
                .get(&(run.face, glyph))
                .copied()
                .unwrap_or(crate::fonts::GETA)
        });
        self.ops.push(Op::ShowText {
            items: vec![TextItem::GlyphIds(glyphs)],
        });
        self.ops.push(Op::EndTextSection);
    }

    fn link(&mut self, area: (f64, f64, f64, f64), target: &str, tag: usize) {
        let high = self.high;
        let actions = match target.strip_prefix('#') {
            Some(name) => {
                let Some((page, y)) = self.anchors.get(name).copied() else {
                    return;
                };
                Actions::Goto(Destination::Xyz {
                    page: page + 1,
                    left: None,
                    top: Some(points(high - y).0),
                    zoom: None,
                })
            }
            None => Actions::Uri(target.to_owned()),
        };
        let number = self.structure.links.len();
        self.structure.links.push(tag);
        self.structure.events.push(Event::Link(tag, number));
        let link = LinkAnnotation::new(
            rect(area, high),
            actions,
            Some(BorderArray::Solid([0.0, 0.0, 0.0])),
            Some(ColorArray::Transparent),
            Some(HighlightingMode::None),
        );
        self.ops.push(Op::LinkAnnotation { link });
    }
}

fn dictionary(key: &str, value: DictItem) -> DictItem {
    DictItem::Dict {
        map: BTreeMap::from([(key.to_owned(), value)]),
    }
}

fn utf16(ch: char) -> Vec<u8> {
    let mut bytes = vec![0xfe, 0xff];
    bytes.extend(ch.encode_utf16(&mut [0; 2]).iter().flat_map(|unit| unit.to_be_bytes()));
    bytes
}

/// The glyphs of a stretch, each followed by the way to the next, in thousandths of the size.
fn glyphs(signs: &[Sign], size: f64, words: impl Fn(u16) -> char) -> Vec<Codepoint> {
    let from = signs.first().map_or(0.0, |sign| sign.x);
    let mut pen = 0.0;
    signs
        .iter()
        .enumerate()
        .map(|(at, sign)| {
            pen += f64::from(sign.advance);
            let offset = signs.get(at + 1).map_or(0.0, |next| {
                // Rounded against the pen, so that nothing adds up along a line.
                let offset = (pen - (next.x - from) / size * 1000.0).round();
                pen -= offset;
                offset
            });
            Codepoint::with_cid(sign.glyph, offset as f32, words(sign.glyph).to_string())
        })
        .collect()
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
