//! `.newsprint-owned`: the list of what newsprint made in an output folder, and may therefore remove.

use std::fs;
use std::io;
use std::path::Path;

use crate::diagnostic::Diagnostic;
use crate::paths::{OWNED, OutPath};

const HEADER: &str =
    "# What newsprint made in this folder, and may remove. Written by newsprint; do not edit.";

/// Reads the list, sorted; none when there is none. A line that is no path of an output is passed over, and said.
pub(super) fn read(file: &Path, warnings: &mut Vec<Diagnostic>) -> io::Result<Option<Vec<OutPath>>> {
    let bytes = match fs::read(file) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    let text = String::from_utf8_lossy(&bytes);
    let mut owned = Vec::new();
    for (number, line) in
        text.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
    {
        match OutPath::new(line) {
            Ok(path) => {
                owned.push(path);
            }
            Err(error) => warnings.push(Diagnostic::warning(
                "output-list",
                format!("line {} of {OWNED} in the output is passed over: {error}", number + 1),
            )),
        }
    }
    owned.sort_unstable();
    owned.dedup();
    Ok(Some(owned))
}

/// The text of a list.
pub(super) fn text<'a>(paths: impl Iterator<Item = &'a OutPath>) -> String {
    let mut text = format!("{HEADER}\n");
    for path in paths {
        text.push_str(path.as_str());
        text.push('\n');
    }
    text
}
