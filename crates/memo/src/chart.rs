//! Charts as data: what is compared, when it happened, who paid whom. Drawn in grey on paper, and by whoever likes on screen.
//!
//! Amounts are fen and counts are counts; nothing here is a float until it is drawn. Every chart says its numbers in words,
//! for a reader who cannot see it, and gives them as a table.

mod draw;
mod words;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use draw::{Anchor, Drawing, Shape};

/// A chart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "chart", rename_all = "snake_case")]
pub enum Chart {
    /// Amounts beside each other, with the lines of the law.
    Bars(Bars),
    /// What happened when, in lanes.
    Timeline(Timeline),
    /// Who paid whom.
    Flow(Flow),
}

/// What the numbers count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Money in fen, printed in yuan with two decimals.
    Fen,
    /// A count, with its Chinese measure word, such as 个.
    Count(String),
}

/// One amount.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bar {
    /// What it is.
    pub label: String,
    /// How much for certain.
    pub value: i64,
    /// How much at most, where that is open: the part between is hatched.
    #[serde(default)]
    pub at_most: Option<i64>,
    /// 0 dark, 1 middle, 2 light: for whose account it is, for example.
    #[serde(default)]
    pub shade: u8,
}

/// A line of the law.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Threshold {
    /// What it is, such as 情节严重.
    pub label: String,
    /// Where it lies.
    pub value: i64,
}

/// Amounts with thresholds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bars {
    /// Its name.
    pub title: String,
    /// What is counted.
    pub unit: Unit,
    /// The amounts.
    pub bars: Vec<Bar>,
    /// The lines.
    pub thresholds: Vec<Threshold>,
    /// What each shade means, darkest first; empty where there is nothing to tell apart.
    #[serde(default)]
    pub shades: Vec<String>,
}

/// A stretch of time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stretch {
    /// Its first day.
    pub from: NaiveDate,
    /// Its last day; open when absent.
    #[serde(default)]
    pub to: Option<NaiveDate>,
    /// What it was.
    pub label: String,
    /// 0 dark, 1 middle, 2 light.
    #[serde(default)]
    pub shade: u8,
}

/// Something that happened on one day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moment {
    /// The day.
    pub on: NaiveDate,
    /// What happened.
    pub label: String,
}

/// A row of a timeline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lane {
    /// Whose or what, such as 羁押.
    pub label: String,
    /// What lasted.
    #[serde(default)]
    pub stretches: Vec<Stretch>,
    /// What happened on a day.
    #[serde(default)]
    pub moments: Vec<Moment>,
}

/// Lanes over one scale of time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timeline {
    /// Its name.
    pub title: String,
    /// The rows.
    pub lanes: Vec<Lane>,
    /// Days that concern every row, such as the day a version of the law came into force.
    #[serde(default)]
    pub lines: Vec<Moment>,
}

/// A payment, or several between the same two taken together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payment {
    /// Who paid: a place in the list of names.
    pub from: usize,
    /// Who was paid.
    pub to: usize,
    /// How much, in fen.
    pub fen: i64,
    /// How many payments.
    #[serde(default)]
    pub count: u32,
}

/// Who paid whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flow {
    /// Its name.
    pub title: String,
    /// Those who paid or were paid.
    pub names: Vec<String>,
    /// What was paid; a payment to or from no name of the list is left out.
    pub payments: Vec<Payment>,
}

impl Chart {
    /// Its name.
    pub fn title(&self) -> &str {
        match self {
            Self::Bars(bars) => &bars.title,
            Self::Timeline(timeline) => &timeline.title,
            Self::Flow(flow) => &flow.title,
        }
    }

    /// Draws it in a column of so many points.
    pub fn draw(&self, width: f64) -> Drawing {
        draw::draw(self, width)
    }
}

impl Unit {
    /// A number as it is printed.
    pub fn written(&self, value: i64) -> String {
        match self {
            Self::Fen => format!("{}元", yuan(value)),
            Self::Count(measure) => format!("{}{measure}", grouped(value.unsigned_abs(), value < 0)),
        }
    }
}

/// Fen as yuan with two decimals, in groups of three: 183,600.00.
pub fn yuan(fen: i64) -> String {
    let all = fen.unsigned_abs();
    format!("{}.{:02}", grouped(all / 100, fen < 0), all % 100)
}

fn grouped(number: u64, minus: bool) -> String {
    let digits = number.to_string();
    let mut written = String::new();
    if minus {
        written.push('-');
    }
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            written.push(',');
        }
        written.push(digit);
    }
    written
}
