//! Tables that are none: without their second line, or with one that has other columns than the first.

use super::{At, Found, Kind, failed};

const TABLE: Kind = Kind {
    key: "table",
    summary: "these are no tables: their lines are shown as text",
    remedy: "the second line of a table has as many columns as the first: `|---|---|`, and an empty line stands above it",
};

pub(super) fn find(at: At<'_>) -> Option<Found> {
    let line = at.line().trim_end();
    if !line.contains('|') {
        return None;
    }
    let start = at.at - at.before().len();
    let above = at.body[..start].trim_end_matches(['\r', '\n']);
    let above = if at.body[above.len()..start].matches('\n').count() > 1 { "" } else { above };
    let above = bare(above.lines().next_back().unwrap_or(""));
    if is_rule(line) {
        let columns = columns(above);
        if !above.contains('|') || columns < 2 {
            return None;
        }
        let second = second_line(columns);
        let (message, hint) = match columns == self::columns(line) {
            false => (
                format!(
                    "this is no table: its first line has {columns} columns, and this one {}",
                    self::columns(line)
                ),
                format!("write `{second}`"),
            ),
            true => ("this is no table".to_owned(), "leave an empty line above its first line".to_owned()),
        };
        return Some(failed(at, line.len(), message, &TABLE, hint));
    }
    let next = at.rest()[at.line().len()..].trim_start_matches('\r').strip_prefix('\n')?;
    let next = bare(next.lines().next().unwrap_or(""));
    let is_row =
        |line: &str| line.len() > 2 && line.starts_with('|') && line.ends_with('|') && columns(line) > 1;
    let begins = is_row(line) && is_row(next) && !is_rule(next) && !above.starts_with('|');
    begins.then(|| {
        let hint = format!("write `{}` in the line below it", second_line(columns(line)));
        failed(at, line.len(), "this is no table: it lacks its second line".to_owned(), &TABLE, hint)
    })
}

fn bare(line: &str) -> &str {
    line.trim_start_matches([' ', '\t', '>']).trim_end()
}

/// Whether a line is nothing but dashes, colons and bars.
fn is_rule(line: &str) -> bool {
    line.contains('-')
        && line.contains('|')
        && line.bytes().all(|b| matches!(b, b'-' | b':' | b'|' | b' ' | b'\t'))
}

fn columns(line: &str) -> usize {
    let line = line.trim();
    let line = line.strip_prefix('|').unwrap_or(line);
    let line = if line.ends_with("\\|") { line } else { line.strip_suffix('|').unwrap_or(line) };
    let mut escaped = false;
    1 + line
        .bytes()
        .filter(|byte| {
            let is_bar = *byte == b'|' && !escaped;
            escaped = *byte == b'\\' && !escaped;
            is_bar
        })
        .count()
}

fn second_line(columns: usize) -> String {
    format!("|{}", "---|".repeat(columns.min(64)))
}
