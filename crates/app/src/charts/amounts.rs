//! Every sum the law compares with a line, as each side has it, with the lines of every version that can apply.

use super::{Drawn, Subject};
use crate::analysis::{Facts, versions};
use crate::overview::{AmountBar, amounts_of};
use case::Stance;
use memo::chart::{Bar, Bars, Chart, Threshold, Unit};
use std::collections::BTreeMap;

/// One chart for each sum, in the order of the rules.
pub(super) fn charts(subject: &Subject) -> Vec<Drawn> {
    let mut sums: BTreeMap<String, Sum> = BTreeMap::new();
    for version in versions(subject.book, subject.record, subject.actor, subject.today) {
        let facts = Facts::of(
            subject.book,
            subject.record,
            subject.actor,
            subject.scope,
            version.rules,
            subject.today,
        );
        let from = version.rules.from.map(|day| day.format("%Y-%m-%d").to_string());
        for stance in Stance::ALL {
            for bar in amounts_of(version.rules, &facts, stance) {
                let sum = sums.entry(bar.id.clone()).or_default();
                sum.take(stance, bar, from.as_deref().unwrap_or_default());
            }
        }
    }
    let charts = sums.into_values().filter(|sum| !sum.bars.is_empty()).enumerate();
    charts.map(|(at, sum)| sum.drawn(at + 1)).collect()
}

#[derive(Default)]
struct Sum {
    name: String,
    money: bool,
    unit: String,
    /// By side: the widest count of any version.
    bars: BTreeMap<usize, (i64, Option<i64>)>,
    /// By value: which rule, in which versions.
    lines: BTreeMap<i64, (String, Vec<String>)>,
}

impl Sum {
    fn take(&mut self, stance: Stance, bar: AmountBar, version: &str) {
        (self.name, self.money, self.unit) = (bar.name, bar.money, bar.unit);
        let held = self.bars.entry(stance as usize).or_insert((bar.low_fen, bar.high_fen));
        held.0 = held.0.max(bar.low_fen);
        held.1 = held.1.zip(bar.high_fen).map(|(a, b)| a.max(b));
        for line in bar.lines {
            let (_, versions) = self
                .lines
                .entry(line.fen)
                .or_insert_with(|| (line.label.clone(), Vec::new()));
            if !version.is_empty() && !versions.iter().any(|own| own == version) {
                versions.push(version.to_string());
            }
        }
    }

    fn drawn(self, number: usize) -> Drawn {
        let open = self.bars.values().any(|(_, high)| high.is_none());
        let bars = self.bars.into_iter().map(|(stance, (low, high))| Bar {
            label: Stance::ALL[stance].name().into(),
            value: low,
            at_most: high.filter(|high| *high > low),
            shade: stance as u8,
        });
        let thresholds = self.lines.into_iter().map(|(value, (label, mut versions))| {
            versions.sort();
            Threshold {
                label: match versions.as_slice() {
                    [] => label,
                    versions => format!("{label}（{}版）", versions.join("、")),
                },
                value,
            }
        });
        Drawn {
            id: format!("amounts_{number}"),
            chart: Chart::Bars(Bars {
                title: self.name,
                unit: if self.money { Unit::Fen } else { Unit::Count(self.unit) },
                bars: bars.collect(),
                thresholds: thresholds.collect(),
                shades: Vec::new(),
            }),
            note: if open {
                "表格尚未确认“已穷尽”的，数额没有上限，图上只画到已知的下限。".into()
            } else {
                String::new()
            },
        }
    }
}
