//! The files of an output folder that are published: those that newsprint made.
#![allow(clippy::disallowed_methods)] // an edge: reads the folder

use std::collections::BTreeSet;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use walkdir::WalkDir;

use crate::hash::Digest;
use crate::paths::{OWNED, OutPath};
use crate::source::is_hidden;

/// How many bytes of a file are in memory at a time.
const PIECE: usize = 1 << 20;

/// What an output folder has.
#[derive(Debug, Clone, Default)]
pub struct Folder {
    /// What is published, sorted: path from the folder with `/`, absolute path, bytes.
    pub files: Vec<(String, PathBuf, u64)>,
    /// What newsprint did not make, and may be there by mistake.
    pub left_out: Vec<String>,
    /// What newsprint made, as it wrote down, and is not there.
    pub missing: Vec<String>,
}

/// Looks at an output folder: what newsprint has written down that it made there is published.
///
/// # Errors
/// What the file system says, also where there is no such list.
pub fn of(folder: &Path) -> io::Result<Folder> {
    look(folder, Some(&std::fs::read_to_string(folder.join(OWNED))?))
}

/// The same of a folder that may have been put together from several, without the list: then all of its files are published that newsprint
/// can have made, so nothing that is hidden or no path of an output.
///
/// # Errors
/// What the file system says.
pub fn standing(folder: &Path) -> io::Result<Folder> {
    match std::fs::read_to_string(folder.join(OWNED)) {
        Ok(list) => look(folder, Some(&list)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => look(folder, None),
        Err(error) => Err(error),
    }
}

fn look(folder: &Path, list: Option<&str>) -> io::Result<Folder> {
    let owned: Option<BTreeSet<&str>> =
        list.map(|list| list.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect());
    let is_made = |path: &str| match &owned {
        Some(owned) => owned.contains(path),
        None => OutPath::new(path).is_ok() && !path.split('/').any(is_hidden),
    };
    let mut found = Folder::default();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry?;
        let path = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        let path =
            path.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
        if entry.file_type().is_dir() || path.is_empty() || path == OWNED {
            continue;
        }
        // Newsprint makes no links: what one leads to is somebody's own.
        if entry.file_type().is_file() && is_made(&path) {
            let bytes = entry.metadata()?.len();
            found.files.push((path, std::path::absolute(entry.path())?, bytes));
        } else {
            found.left_out.push(path);
        }
    }
    found.files.sort();
    let missing = owned.iter().flatten().filter(|path| !found.has(path));
    found.missing = missing.map(|path| (*path).to_owned()).collect();
    Ok(found)
}

/// A file that is published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// From the folder, with `/`.
    pub path: String,
    /// Where it is.
    pub file: PathBuf,
    /// Its bytes.
    pub size: u64,
    /// The hash of its bytes.
    pub digest: Digest,
}

impl Folder {
    /// Where a file is that is published.
    pub fn file(&self, path: &str) -> Option<&Path> {
        let number = self.files.binary_search_by(|(other, ..)| (**other).cmp(path)).ok()?;
        Some(&self.files[number].1)
    }

    /// Whether a file is published.
    pub fn has(&self, path: &str) -> bool {
        self.file(path).is_some()
    }

    /// Reads all files for their hashes.
    ///
    /// # Errors
    /// What the file system says.
    pub fn hashed(self) -> io::Result<Vec<Published>> {
        let hashed = self.files.into_par_iter().map(|(path, file, _)| {
            let mut size = 0;
            let digest = pieces(&file, &mut |piece| {
                size += piece.len() as u64;
                Ok::<(), io::Error>(())
            })?;
            Ok(Published { path, file, size, digest })
        });
        hashed.collect()
    }
}

/// Hands out the bytes of a file, one piece after another; says the hash of all of them.
///
/// # Errors
/// What the file system says, or `take`.
pub fn pieces<E: From<io::Error>>(
    file: &Path,
    take: &mut dyn FnMut(&[u8]) -> Result<(), E>,
) -> Result<Digest, E> {
    let mut file = std::fs::File::open(file)?;
    let mut hasher = xxhash_rust::xxh3::Xxh3::new();
    let mut piece = vec![0; PIECE];
    loop {
        let mut filled = 0;
        while filled < piece.len() {
            match file.read(&mut piece[filled..])? {
                0 => break,
                read => filled += read,
            }
        }
        if filled == 0 {
            return Ok(Digest(hasher.digest128()));
        }
        hasher.update(&piece[..filled]);
        take(&piece[..filled])?;
    }
}
