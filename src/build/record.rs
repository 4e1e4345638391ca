//! What is remembered of the outputs of a build: one record each, and what they all depended on.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io;
use std::path::Path;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::store::{self, Store};
use crate::hash::Digest;
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
}

/// What a build remembers of the one before.
#[derive(Debug, Default)]
pub struct Records {
    by_path: HashMap<Box<str>, Record>,
    /// The parts of the epoch.
    pub epoch: BTreeMap<String, Digest>,
    /// Files of the cache that are damaged.
    pub damaged: Vec<String>,
}

/// The key of the store: nothing but the format, since every record carries its own fingerprint.
const KEY: Digest = Digest(1);

impl Records {
    /// Reads what is kept in the folder of an output.
    pub fn read(state: &Path) -> Self {
        let kept = Store::new(state, "made", KEY).read::<Record>();
        let epoch = Store::new(state, "epoch", KEY).read::<(String, Digest)>();
        Self {
            by_path: kept.records.into_iter().map(|record| (record.path.clone(), record)).collect(),
            epoch: epoch.records.into_iter().collect(),
            damaged: kept.damaged.into_iter().chain(epoch.damaged).collect(),
        }
    }

    /// The record of an output.
    pub fn get(&self, path: &str) -> Option<&Record> {
        self.by_path.get(path)
    }

    /// Forgets what the files looked like: they have to be compared by their bytes.
    pub fn distrust(&mut self) {
        self.by_path.par_iter_mut().for_each(|(_, record)| record.stat = None);
    }

    /// Keeps the records of a new build in place of these. Shards in which nothing changed are not written.
    pub fn replace(
        &self,
        state: &Path,
        records: &[Record],
        epoch: &BTreeMap<String, Digest>,
    ) -> io::Result<()> {
        let mut of_shard: Vec<Vec<&Record>> = vec![Vec::new(); store::all().len()];
        let shards: Vec<u8> = records.par_iter().map(|record| store::shard(&record.path)).collect();
        let mut changed = BTreeSet::new();
        for (record, shard) in records.iter().zip(shards) {
            of_shard[usize::from(shard)].push(record);
            if self.get(&record.path) != Some(record) {
                changed.insert(shard);
            }
        }
        if records.len() != self.by_path.len() || !changed.is_empty() {
            let live: BTreeSet<&str> = records.iter().map(|record| &*record.path).collect();
            let gone = self.by_path.keys().filter(|path| !live.contains(&***path));
            changed.extend(gone.map(|path| store::shard(path)));
        }
        if !self.damaged.is_empty() {
            changed = store::all();
        }
        Store::new(state, "made", KEY).write(&changed, |shard| of_shard[usize::from(shard)].clone())?;
        if *epoch == self.epoch && self.damaged.is_empty() {
            return Ok(());
        }
        let parts: Vec<(&String, &Digest)> = epoch.iter().collect();
        Store::new(state, "epoch", KEY).write(&BTreeSet::from([0]), |_| parts.clone())
    }
}
