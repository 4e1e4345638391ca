//! `newsprint check --fix`: what messages propose is done.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::cli::messages;
use crate::diagnostic::Diagnostic;
use crate::edits::{Replacement, apply};
use crate::rewrite::{self, Rewrite, show};
use crate::source;

/// What was mended.
#[derive(Default)]
pub(super) struct Mended {
    /// How many changes.
    pub(super) changes: usize,
    /// In which files.
    pub(super) files: BTreeSet<String>,
}

impl Mended {
    /// The changes of another time, too.
    pub(super) fn add(&mut self, other: Self) {
        self.changes += other.changes;
        self.files.extend(other.files);
    }

    /// "2 changes in 1 file"
    pub(super) fn describe(&self) -> String {
        let number = |n: usize, what: &str| format!("{n} {what}{}", if n == 1 { "" } else { "s" });
        match self.changes {
            0 => "no change: nothing here mends itself".to_owned(),
            changes => format!("{} in {}", number(changes, "change"), number(self.files.len(), "file")),
        }
    }
}

/// Mends what was said and has a known remedy, and shows the difference, if it is for people; with `dry_run` nothing is written.
///
/// # Errors
/// The exit code, when a file cannot be written.
pub(super) fn fix(root: &Path, said: &[Diagnostic], (dry_run, is_shown): (bool, bool)) -> Result<Mended, u8> {
    let mut by_file: BTreeMap<&str, Vec<&Diagnostic>> = BTreeMap::new();
    for one in said {
        if let (Some(path), Some(_)) = (&one.path, &one.fix) {
            by_file.entry(path).or_default().push(one);
        }
    }
    let mut mended = Mended::default();
    let mut rewrites = Vec::new();
    for (path, said) in by_file {
        let Some(before) = source::text(root, path) else { continue };
        let mut replacements: Vec<Replacement> = Vec::new();
        for replacement in said.iter().filter_map(|one| Replacement::of(one.fix.as_deref()?, &before)) {
            // Of two that cannot both be made the first is; the next run makes the other, if it is still to be made.
            if replacements.contains(&replacement) {
                continue;
            }
            let with = [&replacements[..], std::slice::from_ref(&replacement)].concat();
            if apply(&before, &with).is_ok() {
                replacements = with;
            }
        }
        let Ok(after) = apply(&before, &replacements) else { continue };
        if after == before {
            continue;
        }
        if is_shown {
            show(&before, &after, (path, path));
        }
        mended.changes += replacements.len();
        mended.files.insert(path.to_owned());
        rewrites.push(Rewrite { path: path.to_owned(), before, after });
    }
    if dry_run {
        return Ok(mended);
    }
    rewrite::write(root, &rewrites).map_err(|unwritten| {
        unwritten.written.iter().for_each(|path| messages::say(&format!("Changed {path}")));
        messages::failed(&unwritten.why)
    })?;
    Ok(mended)
}
