//! `newsprint check --fix`: what messages propose is done.

use std::collections::BTreeMap;
use std::path::Path;

use crate::cli::messages;
use crate::cli::rewrite::{self, Rewrite, show};
use crate::diagnostic::Diagnostic;
use crate::edits::{Replacement, apply};
use crate::source;

/// Mends what was said and has a known remedy, and shows the difference, if it is for people: how many changes were made, or with `dry_run` would be.
///
/// # Errors
/// The exit code, when a file cannot be written.
pub(super) fn fix(root: &Path, said: &[Diagnostic], (dry_run, is_shown): (bool, bool)) -> Result<usize, u8> {
    let mut by_file: BTreeMap<&str, Vec<&Diagnostic>> = BTreeMap::new();
    for one in said {
        if let (Some(path), Some(_)) = (&one.path, &one.fix) {
            by_file.entry(path).or_default().push(one);
        }
    }
    let mut count = 0;
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
        count += replacements.len();
        rewrites.push(Rewrite { path: path.to_owned(), before, after });
    }
    if dry_run {
        messages::say(&format!("Would make {}", changes(count, rewrites.len())));
        return Ok(count);
    }
    match rewrite::write(root, &rewrites) {
        Ok(()) => {
            messages::say(&format!("Made {}", changes(count, rewrites.len())));
            Ok(count)
        }
        Err(unwritten) => {
            for path in &unwritten.written {
                messages::say(&format!("Changed {path}"));
            }
            Err(messages::failed(&unwritten.why))
        }
    }
}

fn changes(count: usize, files: usize) -> String {
    let number = |n: usize, what: &str| format!("{n} {what}{}", if n == 1 { "" } else { "s" });
    match count {
        0 => "no change: nothing here mends itself".to_owned(),
        _ => format!("{} in {}", number(count, "change"), number(files, "file")),
    }
}
