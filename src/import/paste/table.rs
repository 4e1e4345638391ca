//! Lines with as many cells as those below them → a table.

use super::lines::{Line, block, item};
use super::raw::Raw;
use crate::import::block::{Block, Inline};

/// More cells has no table of a text.
const MOST: usize = 30;
/// With strokes between its cells a table has more rows than a menu has lines.
const ROWS: usize = 3;

/// Finds tables: the cells of all other lines go.
pub(super) fn mark(groups: &mut [Vec<Raw>]) {
    for group in groups {
        strokes(group);
        let mut at = 0;
        while at < group.len() {
            let count = group[at].cells.len();
            let rows = group[at..].iter().take_while(|raw| raw.cells.len() == count).count();
            let run = &group[at..at + rows];
            // Lines that are only indented, and items behind their signs.
            let is_row = |raw: &&Raw| {
                raw.cells.iter().filter(|cell| !cell.is_empty()).count() >= 2 && item(&raw.text).is_none()
            };
            let is_table =
                rows >= 2 && (2..=MOST).contains(&count) && run.iter().filter(is_row).count() * 2 > rows;
            if !is_table {
                group[at..at + rows].iter_mut().for_each(|raw| raw.cells.clear());
            }
            at += rows;
        }
    }
}

/// "2024 | 11": cells with strokes between them, where several lines have as many.
fn strokes(group: &mut [Raw]) {
    let cells = |raw: &Raw| -> Vec<String> {
        let bare = raw.text.trim_start_matches("| ").trim_end_matches(" |");
        bare.split(" | ").map(|cell| cell.trim().to_owned()).collect()
    };
    let counts: Vec<usize> = group.iter().map(|raw| cells(raw).len()).collect();
    let mut at = 0;
    while at < group.len() {
        let rows = counts[at..].iter().take_while(|count| **count == counts[at]).count();
        if counts[at] >= 2 && rows >= ROWS {
            group[at..at + rows].iter_mut().for_each(|raw| raw.cells = cells(raw));
        }
        at += rows;
    }
}

/// How many of some lines are the rows of the table that begins with the first.
pub(super) fn rows(raws: &[(Raw, bool)]) -> usize {
    let Some(count) = raws.first().map(|(raw, _)| raw.cells.len()).filter(|count| *count > 0) else {
        return 0;
    };
    1 + raws[1..].iter().take_while(|(raw, is_apart)| !is_apart && raw.cells.len() == count).count()
}

/// The table of such lines, without columns that only keep others apart.
pub(super) fn made(rows: &[(Raw, bool)]) -> Line {
    let columns = rows.iter().map(|(raw, _)| raw.cells.len()).max().unwrap_or(0);
    let is_filled = |column: &usize| rows.iter().any(|(raw, _)| !raw.cells[*column].is_empty());
    let filled: Vec<usize> = (0..columns).filter(is_filled).collect();
    let row = |(raw, _): &(Raw, bool)| {
        filled.iter().map(|column| Inline::plain(&*raw.cells[*column])).collect::<Vec<_>>()
    };
    let is_apart = rows.first().is_some_and(|(_, is_apart)| *is_apart);
    block(Block::Table(rows.iter().map(row).collect()), is_apart)
}
