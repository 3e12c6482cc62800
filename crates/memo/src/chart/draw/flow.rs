//! Who paid whom: names in columns from payer to payee, or a grid where there are too many lines to follow.

use super::super::{Flow, Payment, yuan};
use super::{Anchor, Pen, SIZE, SMALL, folded, wide};

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
    const BOX: f64 = 26.0;
    const APART: f64 = 26.0;
    let columns = columns(chart.names.len(), payments);
    let count = columns.iter().max().map_or(1, |most| most + 1);
    let between = if count > 1 { 92.0 } else { 0.0 };
    let wide_box = ((pen.width - between * (count - 1) as f64) / count as f64).clamp(44.0, 96.0);
    let step = if count > 1 {
        (pen.width - wide_box) / (count - 1) as f64
    } else {
        0.0
    };
    let most = (0..count)
        .map(|column| columns.iter().filter(|own| **own == column).count())
        .max()
        .unwrap_or(1);
    let height = most as f64 * (BOX + APART);
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
    let mut labels = Vec::new();
    for (at, payment) in payments.iter().enumerate() {
        let (from, to) = (places[payment.from], places[payment.to]);
        let thick = 0.5 + 2.5 * (payment.fen.max(0) as f64 / biggest).sqrt();
        // Several that leave one name part early or late, so that their sums do not stand on each other.
        let sharing = payments[..at]
            .iter()
            .filter(|one| one.from == payment.from || one.to == payment.to)
            .count();
        let share = [0.5, 0.36, 0.64, 0.28, 0.72][sharing % 5];
        if columns[payment.from] >= columns[payment.to] {
            // What flows back runs under the names.
            let low = from.1 + BOX / 2.0 + 9.0;
            let (start, end) = (from.0 + wide_box * 0.4, to.0 + wide_box * 0.6);
            let arrives = if to.1 > low { to.1 - BOX / 2.0 } else { to.1 + BOX / 2.0 };
            pen.dashed((start, from.1 + BOX / 2.0), (start, low), 0.8, 0.3);
            pen.dashed((start, low), (end, low), 0.8, 0.3);
            pen.dashed((end, low), (end, arrives), 0.8, 0.3);
            head(pen, (end, low), (end, arrives));
            labels.push((start + (end - start) * share, low, sum(payment)));
            continue;
        }
        let (start, end) = ((from.0 + wide_box, from.1), (to.0, to.1));
        pen.line(start, end, thick, 0.55);
        head(pen, start, end);
        labels.push((
            start.0 + (end.0 - start.0) * share,
            start.1 + (end.1 - start.1) * share,
            sum(payment),
        ));
    }
    for (x, y, words) in labels {
        let width = wide(&words, SMALL);
        let x = x.clamp(width / 2.0 + 1.0, pen.width - width / 2.0 - 1.0);
        pen.ground(x - width / 2.0 - 1.5, y - 5.0, width + 3.0, 10.0, 1.0);
        pen.words((x, y + SMALL * 0.36), SMALL, Anchor::Middle, false, &words);
    }
    for (at, name) in chart.names.iter().enumerate() {
        let (x, y) = places[at];
        pen.boxed(x, y - BOX / 2.0, wide_box, BOX, 0.94);
        let lines = folded(name, SIZE, wide_box - 8.0, 2);
        for (row, line) in lines.iter().enumerate() {
            let baseline = y + SIZE * 0.36 + (row as f64 - (lines.len() - 1) as f64 / 2.0) * SIZE * 1.15;
            pen.words((x + wide_box / 2.0, baseline), SIZE, Anchor::Middle, false, line);
        }
    }
    pen.y = top + height + 4.0;
}

fn sum(payment: &Payment) -> String {
    if payment.count > 1 {
        format!("{}元（{}笔）", yuan(payment.fen), payment.count)
    } else {
        format!("{}元", yuan(payment.fen))
    }
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
