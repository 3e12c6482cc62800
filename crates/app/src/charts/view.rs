//! A chart as the window draws it: shapes in hundredths of a point, the numbers as a table, the whole in words.

use super::Drawn;
use crate::wire::wire;
use memo::chart::{Anchor, Shape};

wire! {
    /// A shape. Lengths are hundredths of a point from the top left corner.
    pub struct ChartLine {
        /// line, ground or words.
        #[cfg_attr(feature = "typescript", ts(type = "\"line\" | \"ground\" | \"words\""))]
        pub shape: String,
        /// Left end, left side, or the point of the words.
        pub x: i32,
        /// Its height; the baseline of words.
        pub y: i32,
        /// Right end of a line, or width of a ground.
        pub to_x: i32,
        /// The same downwards.
        pub to_y: i32,
        /// Thickness of a line, or size of words.
        pub size: i32,
        /// 0 black to 100 white.
        pub grey: i32,
        /// A dashed line, or words in the strong face.
        pub marked: bool,
        /// Where words stand against their point.
        #[cfg_attr(feature = "typescript", ts(type = "\"start\" | \"middle\" | \"end\""))]
        pub anchor: String,
        /// The words.
        pub words: String,
    }

    /// A chart.
    pub struct ChartView {
        /// Its name in templates.
        pub id: String,
        /// Its name.
        pub title: String,
        /// What has to be said beside it, or empty.
        pub note: String,
        /// Everything it shows, in words.
        pub alt: String,
        /// Width, in hundredths of a point.
        pub width: i32,
        /// Height, in hundredths of a point.
        pub height: i32,
        /// Undermost first.
        pub shapes: Vec<ChartLine>,
        /// Head of the table of its numbers.
        pub head: Vec<String>,
        /// Its rows.
        pub rows: Vec<Vec<String>>,
    }
}

/// How wide a chart is drawn for the window, in points.
const WIDTH: f64 = 760.0;

impl ChartView {
    pub(super) fn of(drawn: &Drawn) -> ChartView {
        let drawing = drawn.chart.draw(WIDTH);
        let table = drawn.chart.table();
        let plain = |row: &[Vec<memo::document::Span>]| row.iter().map(|cell| memo::document::plain(cell)).collect();
        ChartView {
            id: drawn.id.clone(),
            title: drawn.chart.title().to_string(),
            note: drawn.note.clone(),
            alt: drawn.chart.alt(),
            width: hundredths(drawing.width),
            height: hundredths(drawing.height),
            shapes: drawing.shapes.iter().map(line).collect(),
            head: plain(&table.head),
            rows: table.rows.iter().map(|row| plain(row)).collect(),
        }
    }
}

fn hundredths(points: f64) -> i32 {
    (points * 100.0).round() as i32
}

fn line(shape: &Shape) -> ChartLine {
    let none = ChartLine {
        shape: String::new(),
        x: 0,
        y: 0,
        to_x: 0,
        to_y: 0,
        size: 0,
        grey: 0,
        marked: false,
        anchor: "start".into(),
        words: String::new(),
    };
    match shape {
        Shape::Line {
            from,
            to,
            width,
            grey,
            dashed,
        } => ChartLine {
            shape: "line".into(),
            x: hundredths(from.0),
            y: hundredths(from.1),
            to_x: hundredths(to.0),
            to_y: hundredths(to.1),
            size: hundredths(*width),
            grey: hundredths(*grey),
            marked: *dashed,
            ..none
        },
        Shape::Ground { area, grey } => ChartLine {
            shape: "ground".into(),
            x: hundredths(area.0),
            y: hundredths(area.1),
            to_x: hundredths(area.2),
            to_y: hundredths(area.3),
            grey: hundredths(*grey),
            ..none
        },
        Shape::Words {
            at,
            size,
            anchor,
            strong,
            grey,
            words,
        } => ChartLine {
            shape: "words".into(),
            x: hundredths(at.0),
            y: hundredths(at.1),
            size: hundredths(*size),
            grey: hundredths(*grey),
            marked: *strong,
            anchor: match anchor {
                Anchor::Start => "start",
                Anchor::Middle => "middle",
                Anchor::End => "end",
            }
            .into(),
            words: words.clone(),
            ..none
        },
    }
}
