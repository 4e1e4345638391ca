//! The files of an output folder that are published: those that newsprint made.
#![allow(clippy::disallowed_methods)] // an edge: reads the folder

use std::collections::BTreeSet;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use walkdir::WalkDir;

use crate::hash::Digest;
use crate::paths::OWNED;

/// How many bytes of a file are in memory at a time.
const PIECE: usize = 1 << 20;

/// What an output folder has.
#[derive(Debug, Clone, Default)]
pub struct Folder {
    /// What is published, sorted: path from the folder with `/`, absolute path, bytes.
    pub files: Vec<(String, PathBuf, u64)>,
    /// What newsprint did not make, and may be there by mistake.
    pub left_out: Vec<String>,
}

/// Looks at an output folder.
///
/// # Errors
/// What the file system says.
pub fn of(folder: &Path) -> io::Result<Folder> {
    let owned = std::fs::read_to_string(folder.join(OWNED))?;
    let owned: BTreeSet<&str> = owned.lines().filter(|line| !line.starts_with('#')).collect();
    let mut found = Folder::default();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry?;
        let path = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        let path =
            path.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
        if entry.file_type().is_dir() || path.is_empty() || path == OWNED {
            continue;
        }
        if owned.contains(&*path) {
            let bytes = entry.metadata()?.len();
            found.files.push((path, std::path::absolute(entry.path())?, bytes));
        } else {
            found.left_out.push(path);
        }
    }
    found.files.sort();
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
