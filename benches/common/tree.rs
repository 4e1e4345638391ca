//! Folders of files: what is in them, and their removal.

use std::fs;
use std::io;
use std::path::Path;

use walkdir::WalkDir;

/// What a build wrote.
#[derive(Clone, Copy, Default)]
pub(crate) struct Tree {
    /// All files.
    pub(crate) files: u64,
    /// Their bytes.
    pub(crate) bytes: u64,
    /// Those that end in `.html`.
    pub(crate) html: u64,
    /// Those that end in `.xml`.
    pub(crate) xml: u64,
}

/// Counts the files below `folder`.
pub(crate) fn count(folder: &Path) -> io::Result<Tree> {
    let mut tree = Tree::default();
    for entry in WalkDir::new(folder) {
        let entry = entry?;
        if entry.file_type().is_file() {
            tree.files += 1;
            tree.bytes += entry.metadata()?.len();
            let extension = entry.path().extension();
            tree.html += u64::from(extension.is_some_and(|extension| extension == "html"));
            tree.xml += u64::from(extension.is_some_and(|extension| extension == "xml"));
        }
    }
    Ok(tree)
}

/// Copies the files below `from` to the same places below `to`.
pub(crate) fn copy(from: &Path, to: &Path) -> io::Result<()> {
    for entry in WalkDir::new(from) {
        let entry = entry?;
        let target = to.join(entry.path().strip_prefix(from).expect("it is below"));
        if entry.file_type().is_dir() {
            fs::create_dir_all(target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

/// Removes a folder and all in it, if it is there.
pub(crate) fn remove(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        done => done,
    }
}
