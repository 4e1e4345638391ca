//! Files of `content/` that are copied beside what shows them.

use std::collections::BTreeMap;

use super::Copy;
use super::links::LinkedFile;
use crate::diagnostic::Diagnostic;

/// Takes the files that `by`, a file of the site, shows or links to, by their addresses.
pub(super) fn take_copies(
    copies: &mut BTreeMap<String, Copy>,
    by: &str,
    files: Vec<(String, LinkedFile)>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for (url, linked) in files {
        let Some(file) = linked.file else { continue };
        match copies.get(&url) {
            Some(other) if other.file != file => diagnostics.push(
                Diagnostic::error("path-clash", format!("two files would be copied to `{url}`"))
                    .in_file(by)
                    .hint("give one of them another name"),
            ),
            Some(_) => {}
            None => {
                copies.insert(url, Copy { file, hash: linked.hash, by: by.to_owned() });
            }
        }
    }
}
