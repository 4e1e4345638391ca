//! Puts the files of a plan into a site: the edge at which they are written. Nothing is written over.
#![allow(clippy::disallowed_methods)] // an edge: writes files of the site

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};
use std::path::Path;

use super::folder::Folder;
use super::plan::{Bytes, Fate, Plan};

/// Writes what is new of a plan.
///
/// # Errors
/// What could not be written, in words; what was written before stays.
pub fn place(plan: &Plan, from: &Folder, root: &Path) -> Result<usize, String> {
    let mut written = 0;
    for file in plan.files.iter().filter(|file| file.fate == Fate::New) {
        let bytes = match &file.bytes {
            Bytes::Text(text) => text.as_bytes().to_vec(),
            Bytes::Copy(path) => match from.file(path) {
                Ok(bytes) => bytes,
                Err(remark) => return Err(format!("{path}: {}", remark.cause)),
            },
        };
        let path = root.join(&file.path);
        write(&path, &bytes).map_err(|error| format!("{} cannot be written: {error}", file.path))?;
        written += 1;
    }
    Ok(written)
}

fn write(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    match OpenOptions::new().write(true).create_new(true).open(path) {
        Ok(mut file) => file.write_all(bytes).inspect_err(|_| {
            // Half of it would be taken for somebody's own the next time.
            let _ = std::fs::remove_file(path);
        }),
        // Somebody was faster.
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(error),
    }
}
