//! Puts the files of a plan into a site: the edge at which they are written. Nothing is written over;
//! examples of `newsprint init` that give way are taken out before.

#![allow(clippy::disallowed_methods)] // an edge: reads and removes examples

use std::fs;
use std::path::Path;

use super::folder::Folder;
use super::plan::{Bytes, Fate, Plan};
use crate::files::write_new;
use crate::rewrite;

/// Writes what is new of a plan. A file of the old site that cannot be read is passed over, and the plan says so then.
///
/// # Errors
/// What could not be written, in words; what was written before stays.
pub fn place(plan: &mut Plan, from: &Folder, root: &Path) -> Result<(), String> {
    for (path, text) in &plan.examples {
        let file = root.join(path);
        // Since it was read somebody may have written something.
        match fs::read(&file) {
            Ok(bytes) if bytes == text.as_bytes() => {
                fs::remove_file(&file).map_err(|error| format!("{path} cannot be removed: {error}"))?;
            }
            Ok(_) => return Err(format!("{path} has changed meanwhile")),
            Err(error) => return Err(format!("{path} cannot be read: {error}")),
        }
    }
    for file in plan.files.iter_mut().filter(|file| matches!(file.fate, Fate::New | Fate::AddedTo)) {
        let path = root.join(&file.path);
        let written = match &file.bytes {
            Bytes::Text(text) => write_new(&path, text),
            Bytes::Rewrite(rewrite) => {
                rewrite::write(root, std::slice::from_ref(rewrite)).map_err(|fault| fault.why)?;
                continue;
            }
            Bytes::Copy(old) => match from.file(old) {
                Ok(bytes) => write_new(&path, &bytes),
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
