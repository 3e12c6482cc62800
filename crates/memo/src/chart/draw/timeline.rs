//! Lanes over one scale of days.

use chrono::{Datelike, NaiveDate};

use super::super::Timeline;
use super::{Anchor, Pen, SHADES, SIZE, SMALL, folded, wide};

/// Height of a line of words under a bar.
const ROW: f64 = 11.0;
const BAR: f64 = 8.0;

/// Something with a place in a lane.
struct Item<'a> {
    from: f64,
    to: Option<f64>,
    open: bool,
    label: &'a str,
    day: String,
    shade: u8,
}

pub(super) fn draw(pen: &mut Pen, chart: &Timeline) {
    let days = || {
        let own = chart.lanes.iter().flat_map(|lane| {
            let stretches = lane
                .stretches
                .iter()
                .flat_map(|stretch| [Some(stretch.from), stretch.to].into_iter().flatten());
            stretches.chain(lane.moments.iter().map(|moment| moment.on))
        });
        own.chain(chart.lines.iter().map(|line| line.on))
    };
    let (Some(first), Some(last)) = (days().min(), days().max()) else {
        return;
    };
    let span = (last - first).num_days().max(1);
    // A little room on either side, so that nothing stands on the edge.
    let room = (span / 40).max(1);
    let labels: Vec<Vec<String>> = chart
        .lanes
        .iter()
        .map(|lane| folded(&lane.label, SIZE, pen.width * 0.16, 3))
        .collect();
    let left = labels
        .iter()
        .flatten()
        .map(|line| wide(line, SIZE))
        .fold(24.0, f64::max)
        + 10.0;
    let width = pen.width - left - 4.0;
    let x = |day: NaiveDate| left + width * ((day - first).num_days() + room) as f64 / (span + 2 * room) as f64;

    let top = pen.y;
    let mut heads: Vec<(f64, usize, f64, String)> = Vec::new();
    let mut levels: Vec<f64> = Vec::new();
    let mut lines: Vec<_> = chart.lines.iter().collect();
    lines.sort_by_key(|line| line.on);
    for line in lines {
        let words = format!("{} {}", line.on.format("%Y.%-m.%-d"), line.label);
        let length = wide(&words, SMALL);
        let start = (x(line.on) + 2.0).min(pen.width - length).max(left);
        let level = free(&mut levels, start, length);
        heads.push((x(line.on), level, start, words));
    }
    let axis = top + levels.len() as f64 * ROW + 14.0;
    ticks(pen, axis, left, pen.width, first, last, &x);
    // The lines that concern every row are drawn under what stands in the rows.
    let under = pen.shapes.len();
    let mut y = axis + 5.0;
    for (lane, label) in chart.lanes.iter().zip(&labels) {
        let mut items: Vec<Item> = Vec::new();
        for stretch in &lane.stretches {
            let to = stretch.to.map_or(pen.width - 1.0, &x);
            let end = stretch.to.map_or("今".into(), |to| to.format("%-m.%-d").to_string());
            items.push(Item {
                from: x(stretch.from),
                to: Some(to),
                open: stretch.to.is_none(),
                label: &stretch.label,
                day: format!("{}—{end}", stretch.from.format("%Y.%-m.%-d")),
                shade: stretch.shade,
            });
        }
        for moment in &lane.moments {
            items.push(Item {
                from: x(moment.on),
                to: None,
                open: false,
                label: &moment.label,
                day: moment.on.format("%Y.%-m.%-d").to_string(),
                shade: 0,
            });
        }
        items.sort_by(|a, b| a.from.total_cmp(&b.from));
        let mut levels: Vec<f64> = Vec::new();
        let start = y;
        for item in &items {
            let words = format!("{} {}", item.label, item.day);
            let lines = folded(&words, SMALL, width * 0.9, 2);
            let length = lines.iter().map(|line| wide(line, SMALL)).fold(0.0, f64::max);
            let at = item.from.min(pen.width - length).max(left);
            // Words of two lines begin below all others: a place among them would be free for one line only.
            let first = if lines.len() > 1 {
                levels.extend(lines.iter().map(|_| at + length));
                levels.len() - lines.len()
            } else {
                free(&mut levels, at, length)
            };
            let bar = start + 3.0;
            match item.to {
                Some(to) => {
                    let grey = SHADES[usize::from(item.shade).min(2)];
                    pen.ground(item.from, bar, (to - item.from).max(1.2), BAR, grey);
                    pen.line((item.from, bar), (item.from, bar + BAR), 0.6, 0.1);
                    if item.open {
                        pen.line((to - 4.0, bar + 1.0), (to, bar + BAR / 2.0), 0.8, 0.1);
                        pen.line((to - 4.0, bar + BAR - 1.0), (to, bar + BAR / 2.0), 0.8, 0.1);
                    } else {
                        pen.line((to, bar), (to, bar + BAR), 0.6, 0.1);
                    }
                }
                None => {
                    pen.line((item.from, bar - 1.0), (item.from, bar + BAR + 1.0), 1.6, 0.0);
                }
            }
            for (row, line) in lines.iter().enumerate() {
                let level = first + row;
                let baseline = bar + BAR + 2.0 + (level + 1) as f64 * ROW - 2.5;
                if level > 0 && item.to.is_none() {
                    pen.line((item.from, bar + BAR + 1.0), (item.from, baseline - SMALL), 0.3, 0.6);
                }
                pen.ground(
                    at - 1.0,
                    baseline - SMALL * 0.9,
                    wide(line, SMALL) + 2.0,
                    SMALL * 1.15,
                    1.0,
                );
                pen.words((at, baseline), SMALL, Anchor::Start, false, line);
            }
        }
        let height = (3.0 + BAR + 2.0 + levels.len() as f64 * ROW + 4.0).max(label.len() as f64 * SIZE * 1.25 + 4.0);
        for (at, line) in label.iter().enumerate() {
            let baseline = start + 3.0 + at as f64 * SIZE * 1.25 + SIZE - 1.5;
            pen.words((left - 8.0, baseline), SIZE, Anchor::End, false, line);
        }
        y = start + height;
        pen.line((left, y), (pen.width, y), 0.3, 0.7);
    }
    let over = pen.shapes.split_off(under);
    for (at, level, start, words) in heads {
        let baseline = top + level as f64 * ROW + SMALL;
        pen.words((start, baseline), SMALL, Anchor::Start, false, &words);
        pen.dashed((at, top + level as f64 * ROW + 1.0), (at, y), 0.7, 0.2);
    }
    pen.shapes.extend(over);
    pen.y = y + 2.0;
}

/// The first level on which words of that length can stand, taken for them.
fn free(levels: &mut Vec<f64>, start: f64, length: f64) -> usize {
    let level = levels.iter().position(|end| *end < start - 5.0).unwrap_or(levels.len());
    if level == levels.len() {
        levels.push(0.0);
    }
    levels[level] = start + length;
    level
}

/// The scale: months, quarters or years, whichever gives room for their names.
fn ticks(
    pen: &mut Pen,
    y: f64,
    left: f64,
    right: f64,
    first: NaiveDate,
    last: NaiveDate,
    x: &impl Fn(NaiveDate) -> f64,
) {
    pen.line((left, y), (right, y), 0.8, 0.2);
    let months = (last.year() - first.year()) * 12 + last.month() as i32 - first.month() as i32 + 1;
    let step = [1, 2, 3, 6, 12, 24, 60]
        .into_iter()
        .find(|step| f64::from(months / step) * 44.0 <= right - left)
        .unwrap_or(120);
    let begin = first.year() * 12 + first.month0() as i32;
    let mut month = begin - begin.rem_euclid(step) + if begin.rem_euclid(step) == 0 { 0 } else { step };
    while let Some(day) = NaiveDate::from_ymd_opt(month.div_euclid(12), month.rem_euclid(12) as u32 + 1, 1) {
        if day > last {
            break;
        }
        if day >= first {
            pen.line((x(day), y - 3.0), (x(day), y), 0.6, 0.2);
            let words = if step >= 12 {
                format!("{}年", day.year())
            } else {
                day.format("%Y.%-m").to_string()
            };
            pen.words((x(day), y - 4.5), SMALL, Anchor::Middle, false, &words);
        }
        month += step;
    }
}
