//! Rows for people, on standard output: columns as wide as they need to be, or one JSON object a line for programs.

use std::io::Write;

use serde::Serializer as _;
use serde_json::Value;
use textwrap::core::display_width;

use crate::diagnostic::print::plain;

/// How rows are printed.
#[derive(clap::ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RowFormat {
    /// For people
    Table,
    /// One JSON object per line
    Json,
}

/// The columns that only programs get: they would make lines longer than a terminal is wide.
const FOR_PROGRAMS: [&str; 1] = ["url"];

/// Rows of the same columns: each a name, for programs and above the column, and the values.
pub(super) struct Table {
    columns: Vec<&'static str>,
    rows: Vec<Vec<Value>>,
}

impl Table {
    pub(super) fn new(columns: &[&'static str]) -> Self {
        Self { columns: columns.to_vec(), rows: Vec::new() }
    }

    /// One more row: a value for each column.
    pub(super) fn row<const N: usize>(&mut self, values: [Value; N]) {
        self.rows.push(values.into());
    }

    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    /// Prints them. A closed pipe is no reason to complain.
    pub(super) fn print(&self, format: RowFormat) {
        let mut out = std::io::BufWriter::new(anstream::stdout().lock());
        let _ = match format {
            RowFormat::Json => self.json(&mut out),
            RowFormat::Table => self.table(&mut out),
        };
        let _ = out.flush();
    }

    fn json(&self, out: &mut dyn Write) -> std::io::Result<()> {
        for row in &self.rows {
            let mut line = serde_json::Serializer::new(&mut *out);
            line.collect_map(self.columns.iter().zip(row))?;
            writeln!(out)?;
        }
        Ok(())
    }

    fn table(&self, out: &mut dyn Write) -> std::io::Result<()> {
        if self.rows.is_empty() {
            return Ok(());
        }
        let shown_columns =
            (0..self.columns.len()).filter(|column| !FOR_PROGRAMS.contains(&self.columns[*column]));
        let columns: Vec<usize> = shown_columns.collect();
        let heads =
            columns.iter().map(|column| self.columns[*column].replace('_', " ").to_uppercase()).collect();
        let cells = |row: &Vec<Value>| columns.iter().map(|column| shown(&row[*column])).collect();
        let rows: Vec<Vec<String>> = std::iter::once(heads).chain(self.rows.iter().map(cells)).collect();
        let width = |column: usize| rows.iter().map(|row| display_width(&row[column])).max().unwrap_or(0);
        let widths: Vec<usize> = (0..columns.len()).map(width).collect();
        // Numbers stand one below the other.
        let is_number = |column: &usize| self.rows.iter().all(|row| row[*column].is_number());
        let numbers: Vec<bool> = columns.iter().map(is_number).collect();
        for row in &rows {
            let mut line = String::new();
            for ((cell, width), is_number) in row.iter().zip(&widths).zip(&numbers) {
                let space = " ".repeat(width.saturating_sub(display_width(cell)));
                line.push_str(&if *is_number {
                    format!("{space}{cell}  ")
                } else {
                    format!("{cell}{space}  ")
                });
            }
            writeln!(out, "{}", line.trim_end())?;
        }
        Ok(())
    }
}

fn shown(value: &Value) -> String {
    match value {
        Value::Null => "–".to_owned(),
        Value::String(text) => plain(text),
        Value::Array(items) => items.iter().map(shown).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}
