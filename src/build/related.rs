//! The cache of related articles: one file that holds them for the last site that was built, under the hash of what they
//! are computed from.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::program::Program;
use super::store::Store;
use crate::hash::Digest;
use crate::output::Context;
use crate::site::Site;
use crate::site::related::{Basis, Related, StoredMatches};

/// What is remembered of a site's related articles, on disk and since the last look.
pub(super) struct RelatedStore {
    folder: PathBuf,
    program: Program,
    /// What was read, until a site is made of it.
    read: Vec<StoredMatches>,
    /// What the file holds.
    written: Vec<Digest>,
    /// Those of the last site, by language.
    last: Vec<Arc<Related>>,
}

impl RelatedStore {
    /// The cache of a site in the folder `cache`, as far as `program` made it.
    pub(super) fn new(cache: &Path, program: Program) -> Self {
        Self { folder: cache.join("facts"), program, read: Vec::new(), written: Vec::new(), last: Vec::new() }
    }

    /// Asks for the hash of the program.
    fn store(&self) -> Store {
        Store::new(&self.folder, "related", Digest::of(&self.program.digest()))
    }

    /// Reads the file; returns its name if it is damaged.
    pub(super) fn read(&mut self) -> Vec<String> {
        let kept = self.store().read_one::<StoredMatches>();
        self.read = kept.records;
        self.written = self.read.iter().map(|kept| kept.key).collect();
        kept.damaged
    }

    /// The related articles of the site in each language, by what they are computed from: those of the last one, those that
    /// were read, or others, with the index of the last site, whose languages are `before`, as far as it holds.
    pub(super) fn of(
        &mut self,
        sites: &[Site],
        bases: Vec<Basis>,
        before: &[(&Site, &Arc<Related>)],
    ) -> Vec<Arc<Related>> {
        let (last, mut read) = (std::mem::take(&mut self.last), std::mem::take(&mut self.read));
        let of_site = |(language, (site, basis)): (usize, (&Site, Basis))| {
            let key = basis.key;
            if let Some(same) = last.iter().find(|last| last.key() == key) {
                return Arc::clone(same);
            }
            if let Some((before, related)) = before.get(language).filter(|_| before.len() == sites.len()) {
                return Arc::new(related.next(before, site, basis));
            }
            // Else what was remembered of this language.
            let kept =
                read.iter().position(|kept| kept.key == key).or((language < read.len()).then_some(language));
            let kept = kept.map(|at| std::mem::take(&mut read[at]));
            Arc::new(Related::new(basis, site.config.related.articles, kept))
        };
        self.last = sites.iter().zip(bases).enumerate().map(of_site).collect();
        self.last.clone()
    }

    /// Takes those of a site that came of the last one.
    pub(super) fn advance(&mut self, context: &Context) {
        self.last = context.languages().map(|context| Arc::clone(context.relations())).collect();
    }

    /// Writes down all of a site's, unless the file holds them.
    pub(super) fn write(&mut self, context: &Context) -> std::io::Result<()> {
        let keys: Vec<Digest> = context.languages().map(|context| context.relations().key()).collect();
        // Without any there is nothing worth a file.
        if self.written == keys || context.site().config.related.articles == 0 {
            return Ok(());
        }
        let keep = || context.languages().map(|context| context.relations().keep(context.site())).collect();
        self.store().write(&BTreeSet::from([0]), |_| keep())?;
        self.written = keys;
        Ok(())
    }
}
