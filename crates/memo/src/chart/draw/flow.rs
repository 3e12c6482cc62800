//! Who paid whom: names in columns from payer to payee, or a grid where there are too many lines to follow.

use super::super::{Flow, Payment, yuan};
use super::{Anchor, Pen, SMALL, folded, wide};

/// With more names or payments than this, lines would cross until nobody could follow them.
const MOST_NAMES: usize = 12;
const MOST_LINES: usize = 16;

pub(super) fn draw(pen: &mut Pen, chart: &Flow) {
    let known = chart.known();
    if chart.names.len() > MOST_NAMES || known.len() > MOST_LINES {
        grid(pen, chart, &known);
    } else {
        graph(pen, chart, &known);
    }
}

/// The column of each name: one after the furthest of those who pay it. A payment that closes a circle does not count.
fn columns(count: usize, payments: &[&Payment]) -> Vec<usize> {
    let mut columns = vec![0usize; count];
    let mut forward: Vec<&Payment> = Vec::new();
    for payment in payments {
        if !reaches(payment.to, payment.from, &forward, count) {
            forward.push(payment);
        }
    }
    for _ in 0..count {
        for payment in &forward {
            columns[payment.to] = columns[payment.to].max(columns[payment.from] + 1);
        }
    }
    columns
}

fn reaches(from: usize, to: usize, payments: &[&Payment], count: usize) -> bool {
    let mut seen = vec![false; count];
    let mut open = vec![from];
    while let Some(at) = open.pop() {
        if at == to {
            return true;
        }
        if !std::mem::replace(&mut seen[at], true) {
            open.extend(payments.iter().filter(|one| one.from == at).map(|one| one.to));
        }
    }
    false
}

fn graph(pen: &mut Pen, chart: &Flow, payments: &[&Payment]) {
    const APART: f64 = 30.0;
    let columns = columns(chart.names.len(), payments);
    let count = columns.iter().max().map_or(1, |most| most + 1);
    // Between two columns there is room for the widest sum: none may end under a name.
    let widest = payments
        .iter()
        .flat_map(|one| sum(one))
        .map(|line| wide(&line, SMALL))
        .fold(0.0, f64::max);
    let between = widest + 14.0;
    let wide_box = ((pen.width - between * (count - 1) as f64) / count as f64).min(96.0);
    if wide_box < 40.0 {
        grid(pen, chart, payments);
        return;
    }
    let names: Vec<Vec<String>> = chart
        .names
        .iter()
        .map(|name| folded(name, SMALL, wide_box - 8.0, 4))
        .collect();
    let rows = names.iter().map(Vec::len).max().unwrap_or(1);
    let tall = rows as f64 * SMALL * 1.15 + 10.0;
    let step = if count > 1 {
        (pen.width - wide_box) / (count - 1) as f64
    } else {
        0.0
    };
    let most = (0..count)
        .map(|column| columns.iter().filter(|own| **own == column).count())
        .max()
        .unwrap_or(1);
    let height = most as f64 * (tall + APART);
    let top = pen.y + 4.0;
    let mut places = vec![(0.0, 0.0); chart.names.len()];
    for column in 0..count {
        let mut own: Vec<usize> = (0..columns.len()).filter(|at| columns[*at] == column).collect();
        // Beside whom they are paid by, as far as that is known already.
        let beside = |at: &usize| {
            let from: Vec<f64> = payments
                .iter()
                .filter(|one| one.to == *at && columns[one.from] < column)
                .map(|one| places[one.from].1)
                .collect();
            if from.is_empty() {
                f64::MAX
            } else {
                from.iter().sum::<f64>() / from.len() as f64
            }
        };
        let keys: Vec<f64> = own.iter().map(beside).collect();
        let mut order: Vec<usize> = (0..own.len()).collect();
        order.sort_by(|a, b| keys[*a].total_cmp(&keys[*b]));
        own = order.into_iter().map(|at| own[at]).collect();
        let each = height / own.len().max(1) as f64;
        for (row, at) in own.into_iter().enumerate() {
            places[at] = (column as f64 * step, top + (row as f64 + 0.5) * each);
        }
    }
    let biggest = payments.iter().map(|one| one.fen).max().unwrap_or(1).max(1) as f64;
    let mut labels: Vec<(f64, f64, Vec<String>)> = Vec::new();
    for payment in payments {
        let (from, to) = (places[payment.from], places[payment.to]);
        let thick = 0.5 + 2.5 * (payment.fen.max(0) as f64 / biggest).sqrt();
        if columns[payment.from] >= columns[payment.to] {
            // What flows back runs under the names.
            let low = from.1 + tall / 2.0 + 9.0;
            let (start, end) = (from.0 + wide_box * 0.4, to.0 + wide_box * 0.6);
            let arrives = if to.1 > low {
                to.1 - tall / 2.0
            } else {
                to.1 + tall / 2.0
            };
            pen.dashed((start, from.1 + tall / 2.0), (start, low), 0.8, 0.3);
            pen.dashed((start, low), (end, low), 0.8, 0.3);
            pen.dashed((end, low), (end, arrives), 0.8, 0.3);
            head(pen, (end, low), (end, arrives));
            labels.push((from.0 - between / 2.0, low, sum(payment)));
            continue;
        }
        let (start, end) = ((from.0 + wide_box, from.1), (to.0, to.1));
        pen.line(start, end, thick, 0.55);
        head(pen, start, end);
        // In the first gap after whoever pays, where no name stands.
        let share = (step - wide_box) / 2.0 / (end.0 - start.0).max(1.0);
        labels.push((
            start.0 + (step - wide_box) / 2.0,
            start.1 + (end.1 - start.1) * share,
            sum(payment),
        ));
    }
    for (at, lines) in names.iter().enumerate() {
        let (x, y) = places[at];
        pen.boxed(x, y - tall / 2.0, wide_box, tall, 0.94);
        for (row, line) in lines.iter().enumerate() {
            let baseline = y + SMALL * 0.36 + (row as f64 - (lines.len() - 1) as f64 / 2.0) * SMALL * 1.15;
            pen.words((x + wide_box / 2.0, baseline), SMALL, Anchor::Middle, false, line);
        }
    }
    sums(pen, labels, top + height);
    pen.y += 4.0;
}

/// Writes the sums over everything else; one that would stand on another moves down until it does not.
fn sums(pen: &mut Pen, labels: Vec<(f64, f64, Vec<String>)>, bottom: f64) {
    let mut taken: Vec<(f64, f64, f64, f64)> = Vec::new();
    for (x, y, lines) in labels {
        let width = lines.iter().map(|line| wide(line, SMALL)).fold(0.0, f64::max) + 3.0;
        let high = lines.len() as f64 * SMALL * 1.15;
        let left = (x - width / 2.0).clamp(0.0, (pen.width - width).max(0.0));
        let mut y = y - high / 2.0;
        let meets = |y: f64, other: &(f64, f64, f64, f64)| {
            left < other.0 + other.2 && other.0 < left + width && y < other.1 + other.3 && other.1 < y + high
        };
        while let Some(other) = taken.iter().find(|other| meets(y, other)) {
            y = other.1 + other.3 + 0.5;
        }
        taken.push((left, y, width, high));
        pen.ground(left, y, width, high, 1.0);
        for (row, line) in lines.iter().enumerate() {
            let baseline = y + SMALL * 0.88 + row as f64 * SMALL * 1.15;
            pen.words((left + width / 2.0, baseline), SMALL, Anchor::Middle, false, line);
        }
    }
    let lowest = taken.iter().map(|own| own.1 + own.3).fold(bottom, f64::max);
    pen.y = lowest;
}

/// A sum, and beneath it how many payments it is of.
fn sum(payment: &Payment) -> Vec<String> {
    let mut lines = vec![format!("{}元", yuan(payment.fen))];
    if payment.count > 1 {
        lines.push(format!("{}笔", payment.count));
    }
    lines
}

/// Two short strokes where a line arrives.
fn head(pen: &mut Pen, from: (f64, f64), to: (f64, f64)) {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let length = (dx * dx + dy * dy).sqrt().max(1.0);
    let (ux, uy) = (dx / length, dy / length);
    for side in [-1.0, 1.0] {
        let back = (to.0 - 6.0 * ux - side * 3.0 * uy, to.1 - 6.0 * uy + side * 3.0 * ux);
        pen.line(back, to, 1.0, 0.2);
    }
}

/// Payers down the side, payees across, sums where they meet.
fn grid(pen: &mut Pen, chart: &Flow, payments: &[&Payment]) {
    let payers: Vec<usize> = (0..chart.names.len())
        .filter(|at| payments.iter().any(|one| one.from == *at))
        .collect();
    let payees: Vec<usize> = (0..chart.names.len())
        .filter(|at| payments.iter().any(|one| one.to == *at))
        .collect();
    let left = 70.0;
    // As many columns as can hold a sum; what is left over goes into the next part of the grid.
    let each = ((pen.width - left) / 62.0).floor().max(1.0) as usize;
    for part in payees.chunks(each) {
        let width = (pen.width - left) / part.len() as f64;
        let top = pen.y + 4.0;
        let high = 24.0;
        let row = 15.0;
        pen.ground(0.0, top, pen.width, high, 0.94);
        pen.words(
            (4.0, top + high / 2.0 + 3.0),
            SMALL,
            Anchor::Start,
            false,
            "付款方＼收款方",
        );
        for (at, payee) in part.iter().enumerate() {
            let lines = folded(&chart.names[*payee], SMALL, width - 6.0, 2);
            for (line, words) in lines.iter().enumerate() {
                let middle = left + (at as f64 + 0.5) * width;
                let baseline = top + high / 2.0 + 2.8 + (line as f64 - (lines.len() - 1) as f64 / 2.0) * 9.5;
                pen.words((middle, baseline), SMALL, Anchor::Middle, false, words);
            }
        }
        let mut y = top + high;
        for payer in &payers {
            pen.line((0.0, y), (pen.width, y), 0.4, 0.5);
            let name = folded(&chart.names[*payer], SMALL, left - 8.0, 1);
            pen.words((4.0, y + row / 2.0 + 2.8), SMALL, Anchor::Start, false, &name[0]);
            for (at, payee) in part.iter().enumerate() {
                let all: i64 = payments
                    .iter()
                    .filter(|one| one.from == *payer && one.to == *payee)
                    .map(|one| one.fen)
                    .sum();
                if all != 0 {
                    let right = left + (at + 1) as f64 * width - 4.0;
                    pen.words((right, y + row / 2.0 + 2.8), SMALL, Anchor::End, false, &yuan(all));
                }
            }
            y += row;
        }
        pen.line((0.0, top), (pen.width, top), 0.6, 0.2);
        pen.line((0.0, y), (pen.width, y), 0.6, 0.2);
        for at in 0..=part.len() {
            let at = left + at as f64 * width;
            pen.line((at, top), (at, y), 0.4, 0.5);
        }
        pen.y = y + 4.0;
    }
}
