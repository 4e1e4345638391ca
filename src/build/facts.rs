//! The cache of facts: what was read of a site's files, so that a file that looks as it did need not be read again.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::program::Program;
use super::read::Parsed;
use super::store::{self, Store};
use crate::content::document::ParseContext;
use crate::content::{Document, Kind};
use crate::hash::Digest;
use crate::source::{self, Entry, File, Holds, Pixels, Sources, Stat};

/// A site's cache of facts, which all its outputs and the server share.
#[derive(Debug, Clone)]
pub(super) struct Facts {
    cache: PathBuf,
    program: Program,
    context: ParseContext,
}

/// One file: a document, or one that nothing is made of. Templates and their like are few and read each time.
#[derive(Serialize, Deserialize)]
struct Fact<P, D> {
    /// None when the document says it.
    path: Option<P>,
    hash: Digest,
    size: Option<(u32, u32)>,
    pixels: Pixels,
    holds: Holds,
    len: u64,
    stat: Option<Stat>,
    document: Option<D>,
}

impl Facts {
    /// The cache of a site in the folder `cache`, as far as `program` made it in this context.
    pub(super) fn new(cache: PathBuf, program: Program, context: ParseContext) -> Self {
        Self { cache, program, context }
    }

    /// Asks for the hash of the program.
    fn store(&self) -> Store {
        let key = Digest::of(&(self.program.digest(), &self.context));
        Store::new(&self.cache.join("facts"), "facts", key)
    }

    /// What it remembers, and which of its files are damaged.
    pub(super) fn read(&self) -> (Vec<Entry<Parsed>>, Vec<String>) {
        let kept = self.store().read::<Fact<Box<str>, Document>>();
        let entry = |fact: Fact<Box<str>, Document>| {
            let document = fact.document.map(Arc::new);
            let path = match (&document, fact.path) {
                (Some(document), _) => Arc::clone(&document.path),
                (None, path) => path?.into(),
            };
            let Fact { hash, size, pixels, holds, len, .. } = fact;
            let file = Arc::new(File { path, hash, size, pixels, holds, len });
            Some(Entry { file, stat: fact.stat, made: document.map(Parsed::Document) })
        };
        (kept.records.into_iter().filter_map(entry).collect(), kept.damaged)
    }

    /// Replaces the shards of these paths by what is known now.
    pub(super) fn write(&self, sources: &Sources<Parsed>, shards: &BTreeSet<u8>) -> std::io::Result<()> {
        let mut of_shard: Vec<Vec<&Entry<Parsed>>> = vec![Vec::new(); store::all().len()];
        let wanted = sources.iter().map(|entry| (store::shard(&entry.file.path), entry));
        for (shard, entry) in wanted.filter(|(shard, _)| shards.contains(shard)) {
            of_shard[usize::from(shard)].push(entry);
        }
        self.store().write(shards, |shard| {
            of_shard[usize::from(shard)].iter().filter_map(|entry| fact(entry)).collect()
        })
    }
}

/// Whether the cache holds what was read of a file: documents, and files that nothing is made of.
pub(super) fn holds(path: &str) -> bool {
    Kind::of(path).is_some() || source::is_plain(path)
}

fn fact(entry: &Entry<Parsed>) -> Option<Fact<&str, &Document>> {
    let document = match &entry.made {
        Some(Parsed::Document(document)) => Some(&**document),
        None if source::is_plain(&entry.file.path) => None,
        _ => return None,
    };
    let file = &entry.file;
    Some(Fact {
        path: document.is_none().then_some(&*file.path),
        hash: file.hash,
        size: file.size,
        pixels: file.pixels,
        holds: file.holds,
        len: file.len,
        stat: entry.stat,
        document,
    })
}
