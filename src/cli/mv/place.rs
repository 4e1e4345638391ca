//! Writes what a renaming comes to: texts, and files into their places.
#![allow(clippy::disallowed_methods)] // an edge: moves files of the site

use std::fs;
use std::path::Path;

use crate::cli::new::{Written, write_new};
use crate::cli::rewrite::{self, Rewrite};
use crate::rename::Renaming;

/// Writes all of it: texts first, then files to their places. What goes wrong on the way is taken back.
///
/// # Errors
/// What is wrong, and what could not be taken back.
pub(super) fn write(root: &Path, renaming: &Renaming) -> Result<(), String> {
    for to in renaming.moves.values().chain(renaming.new.keys()) {
        let is_its_own = |from: &String| same_file(&root.join(from), &root.join(to));
        if root.join(to).symlink_metadata().is_ok() && !renaming.moves.keys().any(is_its_own) {
            return Err(format!("there is {to} already, which is no part of the site; nothing was written"));
        }
    }
    let rewrites: Vec<Rewrite> = renaming
        .rewrites
        .iter()
        .map(|(path, (before, after))| Rewrite {
            path: path.clone(),
            before: before.clone(),
            after: after.clone(),
        })
        .collect();
    let back: Vec<Rewrite> = rewrites
        .iter()
        .map(|one| Rewrite { path: one.path.clone(), before: one.after.clone(), after: one.before.clone() })
        .collect();
    if let Err(unwritten) = rewrite::write(root, &rewrites) {
        let written: Vec<Rewrite> =
            back.into_iter().filter(|one| unwritten.written.contains(&one.path)).collect();
        return Err(format!(
            "{}; {}",
            unwritten.why,
            undone(rewrite::write(root, &written).err().map(|fault| fault.why))
        ));
    }
    let mut done: Vec<(&str, &str)> = Vec::new();
    let fault = place(root, renaming, &mut done).err();
    let Some(fault) = fault else {
        // A folder that nothing is left in goes, and one that is not empty stays.
        for from in renaming.moves.keys() {
            let folders =
                Path::new(from).ancestors().skip(1).take_while(|folder| folder.components().count() > 1);
            for folder in folders {
                if fs::remove_dir(root.join(folder)).is_err() {
                    break;
                }
            }
        }
        return Ok(());
    };
    let mut left = Vec::new();
    for (from, to) in done.into_iter().rev() {
        if let Err(error) = fs::rename(root.join(to), root.join(from)) {
            left.push(format!("{to} is still there, and not at {from}: {error}"));
        }
    }
    left.extend(rewrite::write(root, &back).err().map(|fault| fault.why));
    Err(format!("{fault}; {}", undone((!left.is_empty()).then(|| left.join("; ")))))
}

fn undone(left: Option<String>) -> String {
    left.map_or_else(
        || "nothing was changed".to_owned(),
        |left| format!("not all could be taken back: {left}"),
    )
}

/// Puts files into their places; what is done is noted.
fn place<'r>(root: &Path, renaming: &'r Renaming, done: &mut Vec<(&'r str, &'r str)>) -> Result<(), String> {
    for (from, to) in &renaming.moves {
        let target = root.join(to);
        let moved = fs::create_dir_all(target.parent().unwrap_or(root))
            .and_then(|()| fs::rename(root.join(from), &target));
        moved.map_err(|error| format!("{from} cannot be moved to {to}: {error}"))?;
        done.push((from, to));
    }
    for (path, text) in &renaming.new {
        match write_new(&root.join(path), text) {
            Ok(Written::New) => {}
            Ok(Written::WasThere) => return Err(format!("there is {path} already")),
            Err(error) => return Err(format!("{path} cannot be written: {error}")),
        }
    }
    Ok(())
}

/// Whether two paths are one file: on systems where capitals make no difference a file may be renamed to itself.
fn same_file(one: &Path, other: &Path) -> bool {
    match (fs::canonicalize(one), fs::canonicalize(other)) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    }
}
