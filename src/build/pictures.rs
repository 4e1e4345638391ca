//! Keeps what was made of pictures, one file for each, in `.newsprint/pictures/`: whoever loses it makes it again.
//!
//! A file is a checksum and what was put, each whole or not at all.
#![allow(clippy::disallowed_methods)] // an edge: keeps its files in `.newsprint/`

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use crate::hash::{Digest, FastSet};
use crate::output::context::PictureStore;

/// The checksum before what was put, in bytes.
const CHECKSUM: usize = 16;

/// What is kept of the pictures of a site.
pub struct KeptPictures {
    folder: PathBuf,
    program: Digest,
    is_eager: bool,
    /// Whether what was put by others before is not looked at.
    is_fresh: bool,
    /// Keys of what was put.
    put: Mutex<FastSet<Digest>>,
    /// Something was put.
    has_new: AtomicBool,
    /// Numbers temporary files.
    number: AtomicU64,
}

impl KeptPictures {
    /// In the folder `cache`, as far as `program` made it. An eager one makes all that is wanted of a picture at once; a fresh one
    /// knows nothing of what was made before.
    pub(super) fn new(cache: &Path, program: Digest, is_eager: bool, is_fresh: bool) -> Self {
        let (has_new, number) = (AtomicBool::new(false), AtomicU64::new(0));
        let (folder, put) = (cache.join("pictures"), Mutex::default());
        Self { folder, program, is_eager, is_fresh, put, has_new, number }
    }

    /// The file of a key: `1f/0c…`.
    fn file(&self, key: Digest) -> PathBuf {
        let name = Digest::of(&(self.program, key)).to_string();
        let (first, rest) = name.split_at(2);
        self.folder.join(first).join(rest)
    }

    fn write(&self, key: Digest, bytes: &[u8]) -> io::Result<()> {
        let file = self.file(key);
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder)?;
        }
        // Another process may keep the same pictures: each puts whole files.
        let number = self.number.fetch_add(1, Ordering::Relaxed);
        let temporary = file.with_extension(format!("tmp{}-{number}", std::process::id()));
        let checksum = checksum(key, bytes);
        fs::write(&temporary, [&checksum, bytes].concat())?;
        fs::rename(&temporary, file)
    }

    /// Removes what is under none of these keys, if anything was put since it was looked at.
    pub(super) fn sweep(&self, keys: impl Iterator<Item = Digest>) -> io::Result<()> {
        if !self.has_new.swap(false, Ordering::Relaxed) {
            return Ok(());
        }
        let known: FastSet<PathBuf> = keys.map(|key| self.file(key)).collect();
        for folder in fs::read_dir(&self.folder)? {
            let folder = folder?.path();
            if !folder.is_dir() {
                continue;
            }
            for file in fs::read_dir(folder)? {
                let file = file?.path();
                // Temporary files are another process's.
                if !known.contains(&file) && file.extension().is_none() {
                    match fs::remove_file(file) {
                        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                        _ => {}
                    }
                }
            }
        }
        Ok(())
    }
}

/// Of what was put under a key: what stands in another's place is as good as nothing.
fn checksum(key: Digest, bytes: &[u8]) -> [u8; CHECKSUM] {
    Digest::of(&(key, Digest::of_bytes(bytes))).0.to_le_bytes()
}

impl PictureStore for KeptPictures {
    fn get(&self, key: Digest) -> Option<Vec<u8>> {
        let is_own = || self.put.lock().unwrap_or_else(PoisonError::into_inner).contains(&key);
        if self.is_fresh && !is_own() {
            return None;
        }
        let mut bytes = fs::read(self.file(key)).ok()?;
        let checksum = bytes.get(..CHECKSUM)?;
        if checksum != self::checksum(key, &bytes[CHECKSUM..]) {
            return None;
        }
        bytes.drain(..CHECKSUM);
        Some(bytes)
    }

    fn put(&self, key: Digest, bytes: &[u8]) -> bool {
        self.has_new.store(true, Ordering::Relaxed);
        let is_written = self.write(key, bytes).is_ok();
        if self.is_fresh && is_written {
            self.put.lock().unwrap_or_else(PoisonError::into_inner).insert(key);
        }
        is_written
    }

    fn is_eager(&self) -> bool {
        self.is_eager
    }
}
