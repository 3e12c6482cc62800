//! Money in whole 分.

use serde::{Deserialize, Serialize};
use std::fmt;

/// An amount of money in 分 (1 元 = 100 分). There is no other representation of money in this program.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Fen(pub i64);

impl Fen {
    /// The amount in 万元 for reading beside the exact figure, without rounding; `None` when the amount is
    /// below 一万元 or has more digits than anyone reads.
    pub fn in_wan(self) -> Option<String> {
        const WAN: i64 = 1_000_000;
        if self.0.abs() < WAN || self.0 % 10_000 != 0 {
            return None;
        }
        let (whole, rest) = (self.0 / WAN, (self.0 % WAN).abs() / 10_000);
        let decimals = format!("{rest:02}");
        let decimals = decimals.trim_end_matches('0');
        Some(if decimals.is_empty() {
            format!("{whole}万元")
        } else {
            format!("{whole}.{decimals}万元")
        })
    }
}

impl fmt::Display for Fen {
    /// Grouped 元 with 分: `300,000.00元`.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (yuan, fen) = (self.0.unsigned_abs() / 100, self.0.unsigned_abs() % 100);
        let digits = yuan.to_string();
        let mut grouped = String::new();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                grouped.push(',');
            }
            grouped.push(digit);
        }
        write!(out, "{sign}{grouped}.{fen:02}元")
    }
}
