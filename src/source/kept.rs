//! Texts that were overwritten: a server shows the last good version of a document whose file is broken now.
//!
//! The bytes stand in a file of their own, not in memory: a large site's texts are hundreds of megabytes.

use std::collections::HashMap;
use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use crate::hash::Digest;

/// Texts by their hashes.
#[derive(Debug)]
pub struct KeptTexts(Mutex<Inner>);

#[derive(Debug)]
struct Inner {
    file: File,
    /// Where each text begins, and its length.
    places: HashMap<Digest, (u64, u32)>,
    end: u64,
}

impl KeptTexts {
    /// An empty store in a folder. Its file has no name: it is gone with the process.
    ///
    /// # Errors
    /// What the file system says.
    pub fn new(folder: &Path) -> io::Result<Self> {
        std::fs::create_dir_all(folder)?;
        let path = folder.join(format!("texts-{}", std::process::id()));
        // Left over by a process of that number, where an open file could not be unlinked.
        let _ = std::fs::remove_file(&path);
        // Never through a link that somebody else put there.
        let file = OpenOptions::new().read(true).write(true).create_new(true).open(&path)?;
        let _ = std::fs::remove_file(&path);
        Ok(Self(Mutex::new(Inner { file, places: HashMap::new(), end: 0 })))
    }

    /// Whether a text is there.
    pub fn has(&self, hash: Digest) -> bool {
        self.lock().places.contains_key(&hash)
    }

    /// Keeps a text. What cannot be written is not kept.
    pub fn keep(&self, hash: Digest, text: &[u8]) {
        let mut inner = self.lock();
        let Ok(len) = u32::try_from(text.len()) else { return };
        if inner.places.contains_key(&hash) {
            return;
        }
        let end = inner.end;
        let written = inner.file.seek(SeekFrom::Start(end)).and_then(|_| inner.file.write_all(text));
        if written.is_ok() {
            inner.places.insert(hash, (end, len));
            inner.end += u64::from(len);
        }
    }

    /// Reads a text into the buffer. Says whether it was there, whole.
    pub(super) fn read(&self, hash: Digest, buffer: &mut Vec<u8>) -> bool {
        let mut inner = self.lock();
        let Some((start, len)) = inner.places.get(&hash).copied() else { return false };
        buffer.clear();
        buffer.resize(len as usize, 0);
        let read = inner.file.seek(SeekFrom::Start(start)).and_then(|_| inner.file.read_exact(buffer));
        read.is_ok() && Digest::of_bytes(buffer) == hash
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
