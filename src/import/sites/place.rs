//! Puts the files of a plan into a site: the edge at which they are written. Nothing is written over.

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
