//! What is remembered of the outputs of a build: one record each, and what they all depended on.
#![allow(clippy::disallowed_methods)] // an edge: looks at the files of the output

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::plan::Plan;
use super::store::{self, Store};
use crate::diagnostic::Diagnostic;
use crate::hash::{Digest, FastMap};
use crate::paths::OutPath;
use crate::site::queries::Question;
use crate::source::Stat;

/// What is known of an output that was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// Its path.
    pub path: Box<str>,
    /// Hash of everything that it depends on.
    pub fingerprint: Digest,
    /// Hash of its bytes.
    pub bytes: Digest,
    /// What the system said of the file after it was written; none when that is not known.
    pub stat: Option<Stat>,
    /// A short hash of each of its ingredients, for explanations.
    pub marks: Box<[u32]>,
    /// What its template asked, and the hashes of the answers.
    pub asked: Box<[(Question, Digest)]>,
    /// What was said of it.
    pub said: Option<Box<Diagnostic>>,
}

/// What a build remembers of the one before.
#[derive(Debug, Default)]
pub struct Records {
    by_path: FastMap<Box<str>, Record>,
    /// The parts of the epoch.
    pub epoch: BTreeMap<String, Digest>,
    /// Files of the cache that are damaged.
    pub damaged: Vec<String>,
    /// What the files of the cache looked like.
    shards: Vec<Option<Stat>>,
    /// What the files of the output looked like, by a hash of their paths.
    seen: FastMap<u64, Stat>,
}

/// A short name for a path; two with one name cost a comparison of bytes.
fn key(path: &str) -> u64 {
    xxhash_rust::xxh3::xxh3_64(path.as_bytes())
}

/// The key of the store: nothing but the format, since every record carries its own fingerprint.
const KEY: Digest = Digest(2);

impl Records {
    /// Reads what is kept in the folder of an output, and looks at the files of the output: whatever takes time and depends
    /// on nothing else, so that it can be done while the site is put together. [`Records::is_current`] tells afterwards
    /// whether another build came between.
    pub fn read(state: &Path, output: &Path) -> Self {
        let mut records = Self::read_shards(state);
        let seen: Vec<(u64, Stat)> = records
            .by_path
            .par_iter()
            .filter_map(|(path, _)| {
                let metadata = std::fs::symlink_metadata(output.join(&**path)).ok()?;
                metadata.is_file().then(|| (key(path), Stat::of(&metadata)))
            })
            .collect();
        records.seen = seen.into_iter().collect();
        records
    }

    /// What the file of an output looked like when the records were read.
    pub fn seen(&self, path: &str) -> Option<Stat> {
        self.seen.get(&key(path)).copied()
    }

    /// Whether the records in the folder of the output are those that were read.
    pub fn is_current(&self, state: &Path) -> bool {
        Store::new(state, "made", KEY).stats() == self.shards
    }

    fn read_shards(state: &Path) -> Self {
        let shards = Store::new(state, "made", KEY).stats();
        let kept = Store::new(state, "made", KEY).read::<Record>();
        let epoch = Store::new(state, "epoch", KEY).read::<(String, Digest)>();
        Self {
            by_path: kept.records.into_iter().map(|record| (record.path.clone(), record)).collect(),
            epoch: epoch.records.into_iter().collect(),
            damaged: kept.damaged.into_iter().chain(epoch.damaged).collect(),
            shards,
            seen: FastMap::default(),
        }
    }

    /// The record of an output.
    pub fn get(&self, path: &str) -> Option<&Record> {
        self.by_path.get(path)
    }

    /// Forgets what the files looked like: they have to be compared by their bytes.
    pub fn distrust(&mut self) {
        self.seen.clear();
        self.by_path.values_mut().for_each(|record| record.stat = None);
    }

    /// Keeps the records of a new build in place of these: of each job of its plan the new one, or the one that is here.
    /// Shards in which nothing changed are not written.
    ///
    /// # Errors
    /// What the file system says.
    pub fn replace(
        &self,
        state: &Path,
        plan: &Plan,
        records: &[Option<Record>],
        epoch: &BTreeMap<String, Digest>,
    ) -> io::Result<()> {
        let whole = self.damaged.is_empty();
        let mut changed = if whole { BTreeSet::new() } else { store::all() };
        changed.extend(records.iter().flatten().map(|record| store::shard(&record.path)));
        let new = records.iter().flatten().filter(|record| self.get(&record.path).is_none()).count();
        if self.by_path.len() + new != plan.jobs.len() {
            let gone = |path: &str| OutPath::new(path).map_or(true, |path| plan.job(&path).is_none());
            changed.extend(self.by_path.keys().filter(|path| gone(path)).map(|path| store::shard(path)));
        }
        if !changed.is_empty() {
            let mut of_shard: Vec<Vec<&Record>> = vec![Vec::new(); store::all().len()];
            for (job, record) in plan.jobs.iter().zip(records) {
                let shard = store::shard(job.path.as_str());
                if changed.contains(&shard) {
                    of_shard[usize::from(shard)]
                        .extend(record.as_ref().or_else(|| self.get(job.path.as_str())));
                }
            }
            Store::new(state, "made", KEY).write(&changed, |shard| of_shard[usize::from(shard)].clone())?;
        }
        if *epoch == self.epoch && whole {
            return Ok(());
        }
        let parts: Vec<(&String, &Digest)> = epoch.iter().collect();
        Store::new(state, "epoch", KEY).write(&BTreeSet::from([0]), |_| parts.clone())
    }
}
