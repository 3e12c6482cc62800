//! Charts as lines, grounds and words, in points from the top left corner. The same chart and width give the same shapes.

mod bars;
mod flow;
mod timeline;

use serde::Serialize;

use super::Chart;

/// Where words stand against their point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Anchor {
    /// They begin there.
    Start,
    /// They are centred on it.
    Middle,
    /// They end there.
    End,
}

/// One thing drawn. Greys run from 0, black, to 1, white.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "shape", rename_all = "snake_case")]
pub enum Shape {
    /// A straight line.
    Line {
        /// Start and end.
        from: (f64, f64),
        /// See `from`.
        to: (f64, f64),
        /// Thickness.
        width: f64,
        /// Grey.
        grey: f64,
        /// Broken into dashes.
        dashed: bool,
    },
    /// A filled rectangle.
    Ground {
        /// Left, top, width, height.
        area: (f64, f64, f64, f64),
        /// Grey.
        grey: f64,
    },
    /// Words on one line.
    Words {
        /// The point and the baseline.
        at: (f64, f64),
        /// Size.
        size: f64,
        /// Where they stand against the point.
        anchor: Anchor,
        /// Set in the strong face.
        strong: bool,
        /// Grey.
        grey: f64,
        /// The words.
        words: String,
    },
}

/// A chart drawn.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Drawing {
    /// Width in points.
    pub width: f64,
    /// Height in points.
    pub height: f64,
    /// What is drawn, undermost first.
    pub shapes: Vec<Shape>,
}

/// Size of the words in a chart, in points.
const SIZE: f64 = 9.5;
/// Size of the small words.
const SMALL: f64 = 8.0;
/// The three greys a part of a chart can have.
const SHADES: [f64; 3] = [0.3, 0.55, 0.8];

pub(super) fn draw(chart: &Chart, width: f64) -> Drawing {
    let mut pen = Pen {
        shapes: Vec::new(),
        y: 0.0,
        width,
    };
    if !chart.title().is_empty() {
        pen.words((width / 2.0, 11.0), 10.5, Anchor::Middle, true, chart.title());
        pen.y = 20.0;
    }
    match chart {
        Chart::Bars(bars) => bars::draw(&mut pen, bars),
        Chart::Timeline(timeline) => timeline::draw(&mut pen, timeline),
        Chart::Flow(flow) => flow::draw(&mut pen, flow),
    }
    Drawing {
        width,
        height: pen.y,
        shapes: pen.shapes,
    }
}

/// A drawing under way.
struct Pen {
    shapes: Vec<Shape>,
    /// How far down it has come.
    y: f64,
    width: f64,
}

impl Pen {
    fn line(&mut self, from: (f64, f64), to: (f64, f64), width: f64, grey: f64) {
        self.shapes.push(Shape::Line {
            from,
            to,
            width,
            grey,
            dashed: false,
        });
    }

    fn dashed(&mut self, from: (f64, f64), to: (f64, f64), width: f64, grey: f64) {
        self.shapes.push(Shape::Line {
            from,
            to,
            width,
            grey,
            dashed: true,
        });
    }

    fn ground(&mut self, left: f64, top: f64, width: f64, height: f64, grey: f64) {
        self.shapes.push(Shape::Ground {
            area: (left, top, width.max(0.0), height.max(0.0)),
            grey,
        });
    }

    /// A rectangle with a thin edge.
    fn boxed(&mut self, left: f64, top: f64, width: f64, height: f64, grey: f64) {
        self.ground(left, top, width, height, grey);
        let (right, bottom) = (left + width, top + height);
        for (from, to) in [
            ((left, top), (right, top)),
            ((right, top), (right, bottom)),
            ((right, bottom), (left, bottom)),
            ((left, bottom), (left, top)),
        ] {
            self.line(from, to, 0.6, 0.2);
        }
    }

    fn words(&mut self, at: (f64, f64), size: f64, anchor: Anchor, strong: bool, words: &str) {
        if words.is_empty() {
            return;
        }
        self.shapes.push(Shape::Words {
            at,
            size,
            anchor,
            strong,
            grey: 0.1,
            words: words.to_owned(),
        });
    }
}

/// About how wide words are: Han as wide as high, others half of that.
fn wide(words: &str, size: f64) -> f64 {
    words
        .chars()
        .map(|ch| if ch.is_ascii() { 0.56 } else { 1.0 })
        .sum::<f64>()
        * size
}

/// Words cut into lines of at most that width, at most so many; the last ends in … if something is left.
fn folded(words: &str, size: f64, width: f64, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = vec![String::new()];
    for ch in words.chars() {
        let line = lines.last().map_or(0.0, |line| wide(line, size));
        let full = line + wide(ch.encode_utf8(&mut [0; 4]), size) > width;
        let held = ch.is_ascii_alphanumeric() && line < width * 0.6 || "，。、；：）”》".contains(ch);
        if full && !held {
            if lines.len() == most {
                if let Some(last) = lines.last_mut() {
                    last.pop();
                    last.push('…');
                }
                break;
            }
            lines.push(String::new());
        }
        if let Some(last) = lines.last_mut() {
            last.push(ch);
        }
    }
    lines
}
