//! A site's files read again, when something is made of them: their bytes as they were, or none.
#![allow(clippy::disallowed_methods)] // an edge: io is what it is for

use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::read::{Wanted, read_file};
use super::{File, KeptTexts};
use crate::hash::Digest;

/// A file is not what it was when the site was read: start over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// Which.
    pub path: String,
}

/// Reads the files of a site again when something is made of them.
#[derive(Debug, Clone)]
pub struct Reader {
    root: PathBuf,
    kept: Option<Arc<KeptTexts>>,
}

impl Reader {
    /// Of the site in a folder; `kept` has texts that files no longer hold.
    pub(super) fn new(root: &Path, kept: Option<Arc<KeptTexts>>) -> Self {
        Self { root: root.to_path_buf(), kept }
    }

    /// The bytes of a file as they were when the site was read.
    ///
    /// # Errors
    /// [`Changed`] when they are not what they were, or cannot be read any more.
    pub fn read(&self, file: &File, buffer: &mut Vec<u8>) -> Result<(), Changed> {
        if self.read_now(file, buffer).is_ok() && Digest::of_bytes(buffer) == file.hash {
            return Ok(());
        }
        match &self.kept {
            Some(kept) if kept.read(file.hash, buffer) => Ok(()),
            _ => Err(Changed { path: file.path.to_string() }),
        }
    }

    fn read_now(&self, file: &File, buffer: &mut Vec<u8>) -> std::io::Result<usize> {
        buffer.clear();
        buffer.reserve(file.len as usize + 1);
        std::fs::File::open(self.root.join(&*file.path))?.read_to_end(buffer)
    }

    /// The bytes of a file that cannot be read now, if they were kept.
    pub fn kept(&self, file: &File) -> Option<Vec<u8>> {
        let mut buffer = Vec::new();
        self.kept.as_ref().is_some_and(|kept| kept.read(file.hash, &mut buffer)).then_some(buffer)
    }

    /// Keeps a text for the time when its file holds something else, if there is a place for it and it is not kept yet.
    pub fn keep(&self, file: &File) {
        let mut buffer = Vec::new();
        if let Some(kept) = self.kept.as_ref().filter(|kept| !kept.has(file.hash))
            && self.read_now(file, &mut buffer).is_ok()
            && Digest::of_bytes(&buffer) == file.hash
        {
            kept.keep(file.hash, &buffer);
        }
    }
}

/// A text for a message: whatever the file holds now.
pub fn peek(root: &Path, path: &str) -> Option<String> {
    let mut buffer = Vec::new();
    read_file(&root.join(path), Wanted::Text, &mut buffer).ok()?;
    Some(String::from_utf8_lossy(&buffer).into_owned())
}

/// The text of a file as it stands, with its mark of byte order; none when it cannot be read or is not UTF-8.
pub fn text(root: &Path, path: &str) -> Option<String> {
    let mut buffer = Vec::new();
    read_file(&root.join(path), Wanted::Text, &mut buffer).ok()?;
    String::from_utf8(buffer).ok()
}
