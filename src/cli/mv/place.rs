//! Writes what a renaming comes to: texts, and files into their places.
#![allow(clippy::disallowed_methods)] // an edge: moves files of the site

use std::fs;
use std::path::{Path, PathBuf};

use crate::files::{Written, write_new};
use crate::rename::Renaming;
use crate::rewrite::{self, Rewrite};

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
    let mut done: Vec<Done<'_>> = Vec::new();
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
    for step in done.into_iter().rev() {
        left.extend(step.taken_back(root).err());
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

/// What was done on the way, and can be taken back.
enum Done<'r> {
    /// A folder was made.
    Folder(PathBuf),
    /// A file moved: from where to where.
    Moved(&'r str, &'r str),
    /// A file was written.
    New(&'r str),
}

impl Done<'_> {
    /// Takes it back, when all that was done after it is.
    fn taken_back(self, root: &Path) -> Result<(), String> {
        match self {
            // One that somebody has put something into meanwhile stays.
            Self::Folder(folder) => {
                let _ = fs::remove_dir(folder);
                Ok(())
            }
            Self::Moved(from, to) => fs::rename(root.join(to), root.join(from))
                .map_err(|error| format!("{to} is still there, and not at {from}: {error}")),
            Self::New(path) => fs::remove_file(root.join(path))
                .map_err(|error| format!("{path} is new and still there: {error}")),
        }
    }
}

/// Puts files into their places; what is done is noted.
fn place<'r>(root: &Path, renaming: &'r Renaming, done: &mut Vec<Done<'r>>) -> Result<(), String> {
    for (from, to) in &renaming.moves {
        let target = root.join(to);
        let moved = folder_of(&target, done).and_then(|()| fs::rename(root.join(from), &target));
        moved.map_err(|error| format!("{from} cannot be moved to {to}: {error}"))?;
        done.push(Done::Moved(from, to));
    }
    for (path, text) in &renaming.new {
        let target = root.join(path);
        match folder_of(&target, done).and_then(|()| write_new(&target, text)) {
            Ok(Written::New) => done.push(Done::New(path)),
            Ok(Written::WasThere) => return Err(format!("there is {path} already")),
            Err(error) => return Err(format!("{path} cannot be written: {error}")),
        }
    }
    Ok(())
}

/// Makes the folder of a file, and those above it, as far as they are not there.
fn folder_of(file: &Path, done: &mut Vec<Done<'_>>) -> std::io::Result<()> {
    let missing: Vec<&Path> = file.ancestors().skip(1).take_while(|folder| !folder.exists()).collect();
    for folder in missing.into_iter().rev().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir(folder)?;
        done.push(Done::Folder(folder.to_path_buf()));
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

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = walkdir::WalkDir::new(folder)
            .min_depth(1)
            .into_iter()
            .map(|entry| entry.expect("an entry").path().strip_prefix(folder).expect("below").to_owned())
            .map(|path| path.to_string_lossy().replace('\\', "/"))
            .collect();
        names.sort();
        names
    }

    #[test]
    fn new_files_and_folders_go_when_a_later_one_cannot_be_written() {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path();
        fs::create_dir(root.join("content")).expect("a folder");
        fs::write(root.join("content/a.md"), "a").expect("a file");
        fs::write(root.join("content/wall"), "x").expect("a file");
        let mut renaming = Renaming::default();
        renaming.moves.insert("content/a.md".to_owned(), "content/far/away/a.md".to_owned());
        renaming.new.insert("content/topics/one.md".to_owned(), "1".to_owned());
        renaming.new.insert("content/wall/two.md".to_owned(), "2".to_owned());
        let fault = write(root, &renaming).expect_err("a file where a folder should be");
        assert!(fault.starts_with("content/wall/two.md cannot be written: "), "{fault}");
        assert!(fault.ends_with("; nothing was changed"), "{fault}");
        assert_eq!(names(root), ["content", "content/a.md", "content/wall"]);

        renaming.new.remove("content/wall/two.md");
        assert_eq!(write(root, &renaming), Ok(()));
        assert!(names(root).contains(&"content/far/away/a.md".to_owned()));
        assert_eq!(fs::read(root.join("content/topics/one.md")).expect("a file"), b"1");
    }
}
