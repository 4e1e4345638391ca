//! Caches on disk: records in a few files (shards), each whole or not at all.
//!
//! A shard is a header and records in postcard's format. It is passed over when it is another version's or was kept for
//! something else, and dropped with a word when it is damaged. Losing one costs time, never correctness.
#![allow(clippy::disallowed_methods)] // an edge: keeps its files in `.newsprint/`

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::hash::Digest;
use crate::source::Stat;

/// Into how many files the records of a cache are put.
const SHARDS: u8 = 64;
/// Begins each file; the number is the version of the format.
const MAGIC: &[u8; 16] = b"newsprint cache1";
/// Magic, key, checksum.
const HEADER: usize = 16 * 3;

/// The shards of one cache.
#[derive(Debug, Clone)]
pub(super) struct Store {
    folder: PathBuf,
    name: &'static str,
    /// What the records depend on besides what is in them: the program above all.
    key: Digest,
}

/// What a cache held.
pub(super) struct Stored<R> {
    /// All records of all shards that are whole.
    pub(super) records: Vec<R>,
    /// Files that are damaged.
    pub(super) damaged: Vec<String>,
}

/// Which shard the record of a path is in.
pub(super) fn shard(path: &str) -> u8 {
    (Digest::of_bytes(path.as_bytes()).0 % u128::from(SHARDS)) as u8
}

impl Store {
    pub(super) fn new(folder: &Path, name: &'static str, key: Digest) -> Self {
        Self { folder: folder.to_path_buf(), name, key }
    }

    fn file(&self, shard: u8) -> PathBuf {
        self.folder.join(format!("{}-{shard:02}", self.name))
    }

    /// What the files look like.
    pub(super) fn stats(&self) -> Vec<Option<Stat>> {
        let stat = |shard| fs::symlink_metadata(self.file(shard)).ok().map(|metadata| Stat::of(&metadata));
        (0..SHARDS).map(stat).collect()
    }

    /// All records.
    pub(super) fn read<R: DeserializeOwned + Send>(&self) -> Stored<R> {
        let shards: Vec<Result<Vec<R>, String>> =
            (0..SHARDS).into_par_iter().map(|n| self.shard(n)).collect();
        let mut kept = Stored { records: Vec::new(), damaged: Vec::new() };
        for shard in shards {
            match shard {
                Ok(records) => kept.records.extend(records),
                Err(damaged) => kept.damaged.push(damaged),
            }
        }
        kept
    }

    /// The records of a cache that is a single file.
    pub(super) fn read_one<R: DeserializeOwned>(&self) -> Stored<R> {
        match self.shard(0) {
            Ok(records) => Stored { records, damaged: Vec::new() },
            Err(damaged) => Stored { records: Vec::new(), damaged: vec![damaged] },
        }
    }

    fn shard<R: DeserializeOwned>(&self, number: u8) -> Result<Vec<R>, String> {
        let file = self.file(number);
        let Ok(bytes) = fs::read(&file) else { return Ok(Vec::new()) };
        let damaged = || file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let (header, payload) = bytes.split_at_checked(HEADER).ok_or_else(damaged)?;
        if header[..16] != *MAGIC || header[16..32] != self.key.0.to_le_bytes() {
            return Ok(Vec::new());
        }
        if header[32..] != Digest::of_bytes(payload).0.to_le_bytes() {
            return Err(damaged());
        }
        postcard::from_bytes(payload).map_err(|_| damaged())
    }

    /// Replaces some shards; `records` gives those of one, in a stable order.
    pub(super) fn write<R: Serialize>(
        &self,
        shards: &BTreeSet<u8>,
        records: impl Fn(u8) -> Vec<R> + Sync,
    ) -> io::Result<()> {
        if shards.is_empty() {
            return Ok(());
        }
        fs::create_dir_all(&self.folder)?;
        let shards: Vec<u8> = shards.iter().copied().collect();
        shards.par_iter().try_for_each(|number| {
            let mut bytes = vec![0; HEADER];
            bytes = postcard::to_extend(&records(*number), bytes).map_err(io::Error::other)?;
            let checksum = Digest::of_bytes(&bytes[HEADER..]);
            bytes[..16].copy_from_slice(MAGIC);
            bytes[16..32].copy_from_slice(&self.key.0.to_le_bytes());
            bytes[32..HEADER].copy_from_slice(&checksum.0.to_le_bytes());
            let file = self.file(*number);
            // Another process may keep the same cache: each replaces whole files.
            let temporary = file.with_extension(format!("tmp{}", std::process::id()));
            fs::write(&temporary, bytes)?;
            fs::rename(&temporary, file)
        })
    }
}

/// What is said of a file of a cache that is damaged.
pub(super) fn damaged(file: &str) -> String {
    format!("the cache file {file} is damaged: what it knew is found out again")
}

/// What is said of a cache that cannot be written: the site is made all the same.
pub fn unkept(cache: &Path, error: &io::Error) -> String {
    format!(
        "the cache `{}` cannot be used ({error}): the next run takes longer; `--cache DIR` puts it elsewhere",
        cache.display()
    )
}

/// Every shard there is.
pub(super) fn all() -> BTreeSet<u8> {
    (0..SHARDS).collect()
}
