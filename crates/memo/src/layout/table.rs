//! Tables: widths from contents, rows that stay whole, heads that come back on the next page.

use std::rc::Rc;

use crate::document::{Align, Column, Entry, Span, Style, Table, plain};
use crate::fonts::Face;

use super::lines::{Line, Room, lines};
use super::piece::{Piece, Setting};
use super::setting::Type;
use super::tag::Role;
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
    /// Its place in the tree, and those of its spans.
    tag: usize,
    tags: Vec<usize>,
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

/// Rows of more lines than this may be cut between two pages; shorter ones stay whole.
pub(crate) const WHOLE: usize = 7;

/// Sets a table.
pub(crate) fn pieces(setter: &mut Setter, view: &View) -> Vec<Piece> {
    let widths = widths(setter, view);
    let aligns = aligns(view);
    let table = setter.tag(Role::Table, 0);
    let mut pieces = Vec::new();
    let mut head = None;
    if !view.head.is_empty() {
        let row = setter.tag(Role::Row, table);
        let face = setter.style.strong;
        let cells = cells(
            setter,
            &view.head,
            &widths,
            |_| Align::Center,
            face,
            |_| Role::HeadCell(true),
            row,
        );
        let mut first = strip(setter, &cells, &widths, &Part::whole(), Some(Ground::Head));
        let mut again = first.clone();
        // What is printed again is no second row for who hears the page.
        again
            .marks
            .retain(|mark| !matches!(mark, Mark::Begin(_) | Mark::End | Mark::Link { .. }));
        again.notes.clear();
        head = Some(Rc::new(again));
        first.keep = true;
        pieces.push(first);
    }
    let face = setter.style.table.face;
    let count = view.rows.len();
    for (at, row) in view.rows.iter().enumerate() {
        let tag = setter.tag(Role::Row, table);
        let role = |column: usize| {
            if view.keys && column == 0 {
                Role::HeadCell(false)
            } else {
                Role::Cell
            }
        };
        let cells = cells(setter, row, &widths, |at| aligns[at], face, role, tag);
        let longest = cells.iter().map(|cell| cell.lines.len()).max().unwrap_or(0).max(1);
        let ground = view.keys.then_some(Ground::Keys);
        let parts = parts(longest);
        let last = parts.len() - 1;
        for (part_at, part) in parts.iter().enumerate() {
            let mut piece = strip(setter, &cells, &widths, part, ground);
            piece.head.clone_from(&head);
            piece.carries_on = part_at > 0;
            // Neither the first row stands under its head alone, nor the last on a page of its own.
            piece.keep = part_at == last && count > 2 && (at == 0 || at + 2 == count) && longest <= WHOLE;
            pieces.push(piece);
        }
    }
    pieces
}

/// Some lines of a row.
struct Part {
    lines: std::ops::Range<usize>,
    first: bool,
    last: bool,
}

impl Part {
    fn whole() -> Self {
        Self {
            lines: 0..usize::MAX,
            first: true,
            last: true,
        }
    }
}

/// How a row may be cut: not at all when it is short, else between lines, two of them staying on either side.
fn parts(longest: usize) -> Vec<Part> {
    if longest <= WHOLE {
        return vec![Part::whole()];
    }
    let mut parts = vec![Part {
        lines: 0..2,
        first: true,
        last: false,
    }];
    for line in 2..longest - 2 {
        parts.push(Part {
            lines: line..line + 1,
            first: false,
            last: false,
        });
    }
    parts.push(Part {
        lines: longest - 2..usize::MAX,
        first: false,
        last: true,
    });
    parts
}

fn cells<'a>(
    setter: &mut Setter,
    row: &[&'a [Span]],
    widths: &[f64],
    align: impl Fn(usize) -> Align,
    face: Face,
    role: impl Fn(usize) -> Role,
    tag: usize,
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
            let tag = setter.tag(role(at), tag);
            Cell {
                tags: setter.span_tags(spans, tag),
                tag,
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
fn strip(setter: &mut Setter, cells: &[Cell], widths: &[f64], part: &Part, ground: Option<Ground>) -> Piece {
    let shown = |cell: &Cell| part.lines.start.min(cell.lines.len())..part.lines.end.min(cell.lines.len());
    let leading = cells.first().map_or(0.0, |cell| cell.set.leading);
    let most = cells.iter().map(|cell| shown(cell).len()).max().unwrap_or(0).max(1);
    let above = if part.first { PAD_Y } else { 0.0 };
    let below = if part.last { PAD_Y } else { 0.0 };
    let height = most as f64 * leading + above + below;
    let total: f64 = widths.iter().sum();
    let mut marks = Vec::new();
    let mut notes = Vec::new();
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
            tags: &cell.tags,
        };
        let lines = &cell.lines[shown(cell)];
        if lines.is_empty() && part.first {
            // An empty cell is still a cell.
            marks.push(Mark::Begin(cell.tag));
            marks.push(Mark::End);
        }
        // A head of one line stands in the middle of one of two.
        let lower = if ground == Some(Ground::Head) {
            (most - lines.len()) as f64 * leading / 2.0
        } else {
            0.0
        };
        let mut noted = None;
        for (at, line) in lines.iter().enumerate() {
            let shift = match cell.align {
                Align::Auto | Align::Left => 0.0,
                Align::Center => (inner - line.end) / 2.0,
                Align::Right => inner - line.end,
            };
            marks.extend(setting.marks(line, x + PAD_X + shift, above + lower + at as f64 * leading));
            for atom in &cell.atoms[line.atoms.clone()] {
                if atom.raise > 0.0 && noted != Some(atom.span) {
                    noted = Some(atom.span);
                    notes.append(&mut setter.note_lines(&cell.spans[atom.span], cell.tag));
                }
            }
        }
        x += width;
    }
    marks.extend(rules(widths, height, part));
    Piece {
        height,
        marks,
        notes,
        ..Piece::default()
    }
}

/// Thin rules above, below and between.
fn rules(widths: &[f64], height: f64, part: &Part) -> Vec<Mark> {
    let total: f64 = widths.iter().sum();
    let line = |from: (f64, f64), to: (f64, f64)| Mark::Line {
        from,
        to,
        width: 0.45,
        tint: Tint::Grey(0.4),
    };
    let mut marks = Vec::new();
    if part.first {
        marks.push(line((0.0, 0.0), (total, 0.0)));
    }
    if part.last {
        marks.push(line((0.0, height), (total, height)));
    }
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
