//! What is remembered of the outputs of a build: one record each, and what they all depended on.
#![allow(clippy::disallowed_methods)] // an edge: looks at the files of the output

use std::borrow::Borrow;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::Hash;
use std::io;
use std::path::Path;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::plan::Plan;
use super::store::{self, Store};
use crate::diagnostic::Diagnostic;
use crate::hash::{Digest, FastSet};
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
    /// The key of the drawing that it is, if a template made it: few outputs are, and all have a place for it.
    pub drawn: Option<Box<Digest>>,
    /// What was said of it.
    pub said: Option<Box<Diagnostic>>,
}

/// What a build remembers of the one before.
#[derive(Debug, Default)]
pub struct Records {
    known: FastSet<Known>,
    /// The parts of the epoch.
    pub epoch: BTreeMap<String, Digest>,
    /// Files of the cache that are damaged.
    pub damaged: Vec<String>,
    /// What the files of the cache looked like.
    shards: Vec<Option<Stat>>,
}

/// A record, found by its path.
#[derive(Debug)]
struct Known {
    record: Record,
    /// What the file looked like when the record was read.
    seen: Option<Stat>,
}

impl Borrow<str> for Known {
    fn borrow(&self) -> &str {
        &self.record.path
    }
}

impl Hash for Known {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.record.path.hash(state);
    }
}

impl PartialEq for Known {
    fn eq(&self, other: &Self) -> bool {
        self.record.path == other.record.path
    }
}

impl Eq for Known {}

/// The key of the store: nothing but the format, since every record carries its own fingerprint.
const KEY: Digest = Digest(3);

impl Records {
    /// Reads what is kept in the folder of an output, and looks at the files of the output: whatever takes time and depends
    /// on nothing else, so that it can be done while the site is put together. [`Records::is_current`] tells afterwards
    /// whether another build came between.
    pub fn read(state: &Path, output: &Path) -> Self {
        let look = |path: &str| {
            let metadata = std::fs::symlink_metadata(output.join(path)).ok()?;
            metadata.is_file().then(|| Stat::of(&metadata))
        };
        let shards = Store::new(state, "made", KEY).stats();
        let kept = Store::new(state, "made", KEY).read::<Record>();
        let epoch = Store::new(state, "epoch", KEY).read::<(String, Digest)>();
        let known = kept.records.into_par_iter().map(|record| Known { seen: look(&record.path), record });
        let known: Vec<Known> = known.collect();
        Self {
            known: known.into_iter().collect(),
            epoch: epoch.records.into_iter().collect(),
            damaged: kept.damaged.into_iter().chain(epoch.damaged).collect(),
            shards,
        }
    }

    /// What the file of an output looked like when the records were read.
    pub fn seen(&self, path: &str) -> Option<Stat> {
        self.known.get(path)?.seen
    }

    /// Whether the records in the folder of the output are those that were read.
    pub fn is_current(&self, state: &Path) -> bool {
        Store::new(state, "made", KEY).stats() == self.shards
    }

    /// The record of an output.
    pub fn get(&self, path: &str) -> Option<&Record> {
        Some(&self.known.get(path)?.record)
    }

    /// Forgets what the files looked like: they have to be compared by their bytes.
    pub fn distrust(&mut self) {
        let distrusted = |Known { record, .. }| Known { record: Record { stat: None, ..record }, seen: None };
        self.known = std::mem::take(&mut self.known).into_iter().map(distrusted).collect();
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
        if self.known.len() + new != plan.jobs.len() {
            let gone = |path: &str| OutPath::new(path).map_or(true, |path| plan.job(&path).is_none());
            changed.extend(
                self.known
                    .iter()
                    .map(|known| &*known.record.path)
                    .filter(|path| gone(path))
                    .map(store::shard),
            );
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
