//! Bars lying beside each other, the lines of the law across them.

use super::super::Bars;
use super::{Anchor, Pen, SHADES, SIZE, SMALL, folded, wide};

const BAR: f64 = 13.0;
const GAP: f64 = 9.0;

pub(super) fn draw(pen: &mut Pen, chart: &Bars) {
    let labels: Vec<Vec<String>> = chart
        .bars
        .iter()
        .map(|bar| folded(&bar.label, SIZE, pen.width * 0.28, 3))
        .collect();
    let left = labels
        .iter()
        .flatten()
        .map(|line| wide(line, SIZE))
        .fold(30.0, f64::max)
        + 8.0;
    let numbers = chart
        .bars
        .iter()
        .map(|bar| wide(&number(chart, bar), SIZE))
        .fold(40.0, f64::max)
        + 6.0;
    let room = (pen.width - left - numbers).max(60.0);
    let most = chart
        .bars
        .iter()
        .map(|bar| bar.at_most.unwrap_or(bar.value).max(bar.value))
        .chain(chart.thresholds.iter().map(|line| line.value))
        .max()
        .unwrap_or(1)
        .max(1);
    let x = |value: i64| left + room * (value.max(0) as f64) / (most as f64);

    // The names of the lines stand above, each lower than the one that would run into it.
    let mut lines: Vec<_> = chart.thresholds.iter().collect();
    lines.sort_by_key(|line| line.value);
    let mut levels: Vec<f64> = Vec::new();
    let mut heads = Vec::new();
    for line in &lines {
        let words = format!("{} {}", line.label, chart.unit.written(line.value));
        let width = wide(&words, SMALL);
        // Right of its line, or left of it where there is no room: never across.
        let right = x(line.value) + 2.0;
        let start = if right + width <= pen.width {
            right
        } else {
            (x(line.value) - 2.0 - width).max(0.0)
        };
        let level = levels.iter().position(|end| *end < start - 4.0).unwrap_or(levels.len());
        if level == levels.len() {
            levels.push(0.0);
        }
        levels[level] = start + width;
        heads.push((line.value, level, start, words));
    }
    let top = pen.y;
    let first = top + levels.len() as f64 * 11.0 + 4.0;
    let heights: Vec<f64> = labels
        .iter()
        .map(|lines| (lines.len() as f64 * SIZE * 1.25).max(BAR))
        .collect();
    let bottom = first + heights.iter().sum::<f64>() + GAP * labels.len().max(1) as f64;

    // Left, right, top and bottom of each number: the lines stop for them.
    let mut numbers: Vec<(f64, f64, f64, f64)> = Vec::new();
    let mut y = first + GAP / 2.0;
    for ((bar, label), height) in chart.bars.iter().zip(&labels).zip(&heights) {
        for (at, line) in label.iter().enumerate() {
            let above = (height - label.len() as f64 * SIZE * 1.25) / 2.0;
            let baseline = y + above + at as f64 * SIZE * 1.25 + SIZE;
            pen.words((left - 6.0, baseline), SIZE, Anchor::End, false, line);
        }
        let upper = y + (height - BAR) / 2.0;
        let sure = x(bar.value) - left;
        pen.ground(left, upper, sure.max(0.8), BAR, SHADES[usize::from(bar.shade).min(2)]);
        let mut end = x(bar.value);
        if let Some(upto) = bar.at_most.filter(|upto| *upto > bar.value) {
            let to = x(upto);
            pen.boxed(end, upper, to - end, BAR, 0.95);
            let mut stroke = end + 4.0;
            while stroke < to {
                pen.line((stroke, upper), ((stroke - 4.0).max(end), upper + BAR), 0.4, 0.5);
                stroke += 5.0;
            }
            end = to;
        }
        let said = number(chart, bar);
        numbers.push((end + 2.0, end + 6.0 + wide(&said, SIZE), upper, upper + BAR));
        pen.words(
            (end + 4.0, upper + BAR / 2.0 + SIZE * 0.36),
            SIZE,
            Anchor::Start,
            false,
            &said,
        );
        y += height + GAP;
    }
    pen.line((left, first), (left, bottom), 0.8, 0.2);
    for (value, level, start, words) in heads {
        let baseline = top + level as f64 * 11.0 + SMALL;
        pen.words((start, baseline), SMALL, Anchor::Start, false, &words);
        let across = x(value);
        let mut from = top + level as f64 * 11.0 + 2.0;
        for (_, _, upper, lower) in numbers.iter().filter(|own| (own.0..=own.1).contains(&across)) {
            pen.dashed((across, from), (across, *upper), 0.7, 0.1);
            from = *lower;
        }
        pen.dashed((across, from), (across, bottom), 0.7, 0.1);
    }
    pen.y = bottom + 4.0;
    legend(pen, left, &chart.shades);
}

fn number(chart: &Bars, bar: &super::super::Bar) -> String {
    match bar.at_most.filter(|most| *most > bar.value) {
        Some(most) => format!("{} 至 {}", chart.unit.written(bar.value), chart.unit.written(most)),
        None => chart.unit.written(bar.value),
    }
}

/// What each grey means.
pub(super) fn legend(pen: &mut Pen, left: f64, shades: &[String]) {
    if shades.is_empty() {
        return;
    }
    let mut x = left;
    for (at, words) in shades.iter().enumerate().take(3) {
        pen.ground(x, pen.y + 2.0, 9.0, 7.0, SHADES[at]);
        pen.words((x + 12.0, pen.y + 9.0), SMALL, Anchor::Start, false, words);
        x += 24.0 + wide(words, SMALL);
    }
    pen.y += 14.0;
}
