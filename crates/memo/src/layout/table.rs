//! Tables: widths from contents, rows that stay whole, heads that come back on the next page.

use std::rc::Rc;

use crate::document::{Align, Column, Entry, Span, Style, Table, plain};
use crate::fonts::Face;

use super::lines::{Line, Room, lines};
use super::piece::{Piece, Setting};
use super::setting::Type;
use super::{Mark, Setter, Tint};

/// Blank between a cell's edge and its text, in points.
const PAD_X: f64 = 5.0;
const PAD_Y: f64 = 3.5;

/// A table as it is drawn: with a head above or with keys at the left.
pub(crate) struct View<'a> {
    pub columns: Vec<Column>,
    pub head: Vec<&'a [Span]>,
    pub rows: Vec<Vec<&'a [Span]>>,
    pub keys: bool,
}

impl<'a> View<'a> {
    pub fn table(table: &'a Table) -> Self {
        let count = table
            .rows
            .iter()
            .map(Vec::len)
            .chain([table.head.len(), table.columns.len()])
            .max()
            .unwrap_or(0);
        let mut columns = table.columns.clone();
        columns.resize(count, Column::default());
        Self {
            columns,
            head: table.head.iter().map(Vec::as_slice).collect(),
            rows: table
                .rows
                .iter()
                .map(|row| row.iter().map(Vec::as_slice).collect())
                .collect(),
            keys: false,
        }
    }

    pub fn entries(rows: &'a [Entry]) -> Self {
        let left = Column {
            align: Align::Left,
            share: None,
        };
        Self {
            columns: vec![left, left],
            head: Vec::new(),
            rows: rows
                .iter()
                .map(|row| vec![row.key.as_slice(), row.value.as_slice()])
                .collect(),
            keys: true,
        }
    }

    /// Whether the column counts its rows: 1, 2, 3.
    fn is_ordinal(&self, column: usize) -> bool {
        !self.rows.is_empty()
            && self
                .rows
                .iter()
                .enumerate()
                .all(|(at, row)| row.get(column).is_some_and(|cell| plain(cell) == (at + 1).to_string()))
    }

    /// Whether every cell of a column is a number or empty, and one is not empty.
    fn is_numeric(&self, column: usize) -> bool {
        let mut cells = self
            .rows
            .iter()
            .filter_map(|row| row.get(column))
            .map(|cell| plain(cell))
            .peekable();
        cells.peek().is_some()
            && cells.all(|cell| {
                cell.chars()
                    .all(|ch| ch.is_ascii_digit() || " ,.-+%％元万亿分约—－".contains(ch))
            })
    }
}

/// One cell, set.
struct Cell<'a> {
    atoms: Vec<super::atom::Atom>,
    spans: &'a [Span],
    lines: Vec<Line>,
    set: Type,
    align: Align,
}

/// How each column stands: as asked, else by what is in it.
pub(crate) fn aligns(view: &View) -> Vec<Align> {
    (0..view.columns.len())
        .map(|at| match view.columns[at].align {
            Align::Auto if view.is_ordinal(at) => Align::Center,
            Align::Auto if view.is_numeric(at) => Align::Right,
            Align::Auto => Align::Left,
            given => given,
        })
        .collect()
}

/// Sets a table.
pub(crate) fn pieces(setter: &mut Setter, view: &View) -> Vec<Piece> {
    let widths = widths(setter, view);
    let aligns = aligns(view);
    let head = (!view.head.is_empty()).then(|| {
        let cells = cells(setter, &view.head, &widths, |_| Align::Center, Face::SansBold);
        Rc::new(strip(&cells, &widths, 0..usize::MAX, Some(Ground::Head)))
    });
    let mut pieces = Vec::new();
    if let Some(head) = &head {
        let mut first = (**head).clone();
        first.keep = true;
        pieces.push(first);
    }
    let most = setter.style.height - head.as_ref().map_or(0.0, |head| head.height);
    for row in &view.rows {
        let cells = cells(setter, row, &widths, |at| aligns[at], Face::Serif);
        let longest = cells.iter().map(|cell| cell.lines.len()).max().unwrap_or(0).max(1);
        // A row taller than a page is cut between lines; any other stays whole.
        let room = ((most - 2.0 * PAD_Y) / setter.style.table.leading).floor();
        let chunk = longest.min(room.max(1.0) as usize);
        let ground = view.keys.then_some(Ground::Keys);
        for from in (0..longest).step_by(chunk) {
            let mut piece = strip(&cells, &widths, from..from + chunk, ground);
            piece.head.clone_from(&head);
            pieces.push(piece);
        }
    }
    // A last row does not go over alone.
    if let Some(before_last) = pieces.len().checked_sub(2).filter(|_| view.rows.len() > 2) {
        pieces[before_last].keep = true;
    }
    pieces
}

fn cells<'a>(
    setter: &mut Setter,
    row: &[&'a [Span]],
    widths: &[f64],
    align: impl Fn(usize) -> Align,
    face: Face,
) -> Vec<Cell<'a>> {
    let set = Type {
        face,
        ..setter.style.table
    };
    widths
        .iter()
        .enumerate()
        .map(|(at, width)| {
            let spans = row.get(at).copied().unwrap_or(&[]);
            let atoms = setter.atoms(spans, set);
            let inner = width - 2.0 * PAD_X;
            let room = Room {
                width: inner,
                first: 0.0,
                // Wide cells look better flush, narrow ones ragged.
                justify: align(at) == Align::Left && inner >= 12.0 * set.size,
            };
            let lines = lines(&atoms, room);
            Cell {
                atoms,
                spans,
                lines,
                set,
                align: align(at),
            }
        })
        .collect()
}

/// What lies under a row.
#[derive(Clone, Copy, PartialEq)]
enum Ground {
    Head,
    Keys,
}

/// A strip of a row: some of its lines, its rules, its ground.
fn strip(cells: &[Cell], widths: &[f64], part: std::ops::Range<usize>, ground: Option<Ground>) -> Piece {
    let shown = |cell: &Cell| part.start.min(cell.lines.len())..part.end.min(cell.lines.len());
    let leading = cells.first().map_or(0.0, |cell| cell.set.leading);
    let most = cells.iter().map(|cell| shown(cell).len()).max().unwrap_or(0).max(1);
    let height = most as f64 * leading + 2.0 * PAD_Y;
    let total: f64 = widths.iter().sum();
    let mut marks = Vec::new();
    let tinted = match ground {
        Some(Ground::Head) => total,
        Some(Ground::Keys) => widths.first().copied().unwrap_or(0.0),
        None => 0.0,
    };
    if tinted > 0.0 {
        marks.push(Mark::Fill {
            area: (0.0, 0.0, tinted, height),
            tint: Tint::Grey(0.95),
        });
    }
    let mut x = 0.0;
    for (cell, width) in cells.iter().zip(widths) {
        let inner = width - 2.0 * PAD_X;
        let setting = Setting {
            atoms: &cell.atoms,
            spans: cell.spans,
            set: cell.set,
        };
        let lines = &cell.lines[shown(cell)];
        // A head of one line stands in the middle of one of two.
        let lower = if ground == Some(Ground::Head) {
            (most - lines.len()) as f64 * leading / 2.0
        } else {
            0.0
        };
        for (at, line) in lines.iter().enumerate() {
            let shift = match cell.align {
                Align::Auto | Align::Left => 0.0,
                Align::Center => (inner - line.end) / 2.0,
                Align::Right => inner - line.end,
            };
            marks.extend(setting.marks(line, x + PAD_X + shift, PAD_Y + lower + at as f64 * leading));
        }
        x += width;
    }
    marks.extend(rules(widths, height));
    Piece {
        height,
        marks,
        ..Piece::default()
    }
}

/// Thin rules above, below and between.
fn rules(widths: &[f64], height: f64) -> Vec<Mark> {
    let total: f64 = widths.iter().sum();
    let line = |from: (f64, f64), to: (f64, f64)| Mark::Line {
        from,
        to,
        width: 0.45,
        tint: Tint::Grey(0.4),
    };
    let mut marks = vec![line((0.0, 0.0), (total, 0.0)), line((0.0, height), (total, height))];
    let mut x = 0.0;
    marks.push(line((0.0, 0.0), (0.0, height)));
    for width in widths {
        x += width;
        marks.push(line((x, 0.0), (x, height)));
    }
    marks
}

/// Column widths: by share where given, else as wide as the contents ask, narrow columns first.
pub(crate) fn widths(setter: &mut Setter, view: &View) -> Vec<f64> {
    let total = setter.style.width;
    let count = view.columns.len();
    if view.columns.iter().any(|column| column.share.is_some()) {
        let share = |column: &Column| f64::from(column.share.unwrap_or(1).max(1));
        let sum: f64 = view.columns.iter().map(share).sum();
        return view.columns.iter().map(|column| total * share(column) / sum).collect();
    }
    let wanted: Vec<f64> = (0..count).map(|at| wanted(setter, view, at)).collect();
    let mut widths = vec![0.0; count];
    let mut open: Vec<usize> = (0..count).collect();
    let mut left = total;
    // Columns that ask for less than an even part get it; the others share the rest.
    loop {
        let even = left / open.len().max(1) as f64;
        let Some(at) = open.iter().position(|column| wanted[*column] <= even) else {
            break;
        };
        let column = open.remove(at);
        widths[column] = wanted[column];
        left -= wanted[column];
    }
    if open.is_empty() {
        // Room to spare goes to the columns in the measure of their contents.
        let sum: f64 = wanted.iter().sum::<f64>().max(1.0);
        return wanted.iter().map(|width| width / sum * total).collect();
    }
    let sum: f64 = open.iter().map(|column| wanted[*column].sqrt()).sum();
    for column in open {
        widths[column] = left * wanted[column].sqrt() / sum;
    }
    widths
}

/// The width at which no cell of the column would wrap, with its padding.
fn wanted(setter: &mut Setter, view: &View, column: usize) -> f64 {
    let rows = view
        .head
        .get(column)
        .into_iter()
        .chain(view.rows.iter().filter_map(|row| row.get(column)));
    let mut most: f64 = 2.0 * setter.style.table.size;
    for spans in rows {
        let mut line: f64 = 0.0;
        for atom in setter.atoms(spans, setter.style.table) {
            line += atom.width + atom.gap;
            most = most.max(line);
            if atom.after == super::atom::Break::Forced {
                line = 0.0;
            }
        }
    }
    // Missing values and bold words run a little wider than they measure.
    let bold = view
        .rows
        .iter()
        .flatten()
        .flat_map(|cell| cell.iter())
        .any(|span| span.style != Style::Regular);
    most + 2.0 * PAD_X + if bold { 2.0 } else { 0.5 }
}
