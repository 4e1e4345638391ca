//! Puts the files of a plan into a site: the edge at which they are written. Nothing is written over.
#![allow(clippy::disallowed_methods)] // an edge: writes files of the site

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};
use std::path::Path;

use super::folder::Folder;
use super::plan::{Bytes, Fate, Plan};

/// Writes what is new of a plan. A file of the old site that cannot be read is passed over, and the plan says so then.
///
/// # Errors
/// What could not be written, in words; what was written before stays.
pub fn place(plan: &mut Plan, from: &Folder, root: &Path) -> Result<(), String> {
    for file in plan.files.iter_mut().filter(|file| file.fate == Fate::New) {
        let path = root.join(&file.path);
        let written = match &file.bytes {
            Bytes::Text(text) => write(&path, text.as_bytes()),
            Bytes::Copy(old) => match from.file(old) {
                Ok(bytes) => write(&path, &bytes),
                Err(remark) => {
                    plan.remarks.push(remark);
                    file.fate = Fate::LeftAlone;
                    continue;
                }
            },
        };
        written.map_err(|error| format!("{} cannot be written: {error}", file.path))?;
    }
    plan.remarks.sort();
    Ok(())
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
