//! Tables: where each cell stands beside those that span others, and the rows that come of it. Markdown has no spans: the text of a cell
//! stands once, with empty cells behind it; a short cell is repeated in each row that it spans, and one of the head in each column.

use std::collections::BTreeMap;

use dom_query::NodeRef;

use super::fold::groups;
use super::{Kind, Leaf, Within};
use crate::import::block::{Inline, Span};

/// How many places of a table its cells take beside their own: a page may say any number.
const MOST_SPREAD: u32 = 5000;
/// How many cells of a row may span others below at a time.
const MOST_SPANNING: usize = 100;
/// The longest text that is repeated, in bytes.
const SHORT: usize = 80;

/// A cell's place in its table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    row: u32,
    column: u32,
    rows: u32,
    columns: u32,
    /// Whether it names what stands in others.
    is_head: bool,
}

/// Where the next cell of a table stands (HTML standard, section 4.9.12).
pub(super) struct Grid {
    row: u32,
    column: u32,
    is_head: bool,
    /// Columns that a cell above takes, and up to which row.
    taken: BTreeMap<u32, u32>,
    /// How many more places may be taken.
    left: u32,
}

impl Grid {
    pub(super) fn new() -> Self {
        Self { row: 0, column: 0, is_head: false, taken: BTreeMap::new(), left: MOST_SPREAD }
    }

    /// The next row.
    pub(super) fn row(&mut self, row: &NodeRef<'_>) {
        self.row += 1;
        self.column = 0;
        self.is_head = row.parent().is_some_and(|parent| parent.has_name("thead"));
    }

    /// The next cell of that row.
    pub(super) fn cell(&mut self, node: &NodeRef<'_>, name: &str) -> Cell {
        while self.taken.get(&self.column).is_some_and(|until| *until > self.row) && self.left > 0 {
            self.left -= 1;
            self.column += 1;
        }
        let number = |name, most| {
            let number = node.attr(name).and_then(|number| number.trim().parse::<u32>().ok());
            number.unwrap_or(1).clamp(1, most)
        };
        let columns = match number("colspan", 1000) {
            columns if columns - 1 > self.left => 1,
            columns => columns,
        };
        let rows = number("rowspan", 65_534);
        self.left -= columns - 1;
        let (row, column) = (self.row, self.column);
        self.column += columns;
        if rows > 1 {
            self.taken.extend((column..self.column).map(|column| (column, row + rows)));
        }
        Cell { row, column, rows, columns, is_head: self.is_head || name == "th" }
    }
}

/// The rows of the leaves of a table that stands at a depth; the first one is its head, empty where it has none.
pub(super) fn rows(leaves: &[Leaf], depth: usize) -> Vec<Vec<Inline>> {
    let place = |leaf: &Leaf| match leaf.within.get(depth + 1).map(|container| container.kind) {
        Some(Within::Cell(cell)) => Some(cell),
        _ => None,
    };
    // What spans columns that no cell begins in spans nothing.
    let width = leaves.iter().filter_map(place).map(|cell| cell.column + 1).max().unwrap_or(1);
    let mut rows: Vec<Vec<Inline>> = Vec::new();
    let mut spanning: Vec<(Cell, Inline)> = Vec::new();
    let (mut has_head, mut left) = (false, MOST_SPREAD);
    for group in groups(leaves, depth) {
        let cells: Vec<(Option<Cell>, Inline)> =
            groups(group, depth + 1).map(|cell| (place(&cell[0]), said(cell))).collect();
        let mut row = Vec::new();
        let number = cells.iter().find_map(|(cell, _)| cell.map(|cell| cell.row)).unwrap_or(0);
        spanning.retain(|(cell, _)| cell.row + cell.rows > number);
        for (cell, text) in &spanning {
            if left == 0 {
                break;
            }
            left -= 1;
            put(&mut row, cell.column, text.clone(), &mut left);
        }
        let is_first = rows.is_empty();
        let is_head = cells.iter().all(|(cell, _)| cell.is_some_and(|cell| cell.is_head));
        for (at, (cell, text)) in cells.into_iter().enumerate() {
            let Some(cell) = cell else {
                put(&mut row, u32::try_from(at).unwrap_or(0), text, &mut left);
                continue;
            };
            let is_short = text.text().len() <= SHORT;
            if is_short && is_first && is_head {
                let end = (cell.column + cell.columns).min(width).min(cell.column.saturating_add(left));
                left -= end.saturating_sub(cell.column + 1);
                (cell.column + 1..end).for_each(|column| put(&mut row, column, text.clone(), &mut left));
            }
            if is_short && cell.rows > 1 && spanning.len() < MOST_SPANNING {
                spanning.push((cell, text.clone()));
            }
            put(&mut row, cell.column, text, &mut left);
        }
        if is_first {
            has_head = is_head || row.iter().all(is_strong);
        }
        rows.push(row);
    }
    if has_head {
        rows[0].iter_mut().for_each(unmark);
    } else if !rows.is_empty() {
        rows.insert(0, Vec::new());
    }
    rows
}

/// Puts a text into its column. Where more places before it are empty than a table may have, it stands behind the last one.
fn put(row: &mut Vec<Inline>, column: u32, text: Inline, left: &mut u32) {
    let empty = (column as usize).saturating_sub(row.len());
    if empty > *left as usize {
        row.push(text);
        return;
    }
    *left -= u32::try_from(empty).unwrap_or(*left);
    if row.len() <= column as usize {
        row.resize(column as usize + 1, Inline::default());
    }
    row[column as usize] = text;
}

/// Whether a cell is all strong, as those of a head are that nobody marked as one.
fn is_strong(cell: &Inline) -> bool {
    matches!(cell.0[..], [] | [Span::Strong(_)])
}

/// Takes the mark from a cell that is all strong: a head is.
fn unmark(cell: &mut Inline) {
    if let [Span::Strong(inner)] = &mut cell.0[..] {
        *cell = std::mem::take(inner);
    }
}

/// What a cell says, in one line, with its pictures.
fn said(leaves: &[Leaf]) -> Inline {
    let mut all = Inline::default();
    for leaf in leaves {
        let spans = match &leaf.kind {
            Kind::Picture(picture) => {
                vec![Span::Image { src: picture.src.clone(), alt: picture.alt.clone() }]
            }
            Kind::Player(address) => {
                vec![Span::Link { href: address.clone(), text: Inline::plain(address.as_str()) }]
            }
            _ if leaf.text.is_empty() => continue,
            _ => leaf.text.0.clone(),
        };
        if !all.0.is_empty() {
            all.0.push(Span::Text(" ".to_owned()));
        }
        all.0.extend(spans);
    }
    all
}
