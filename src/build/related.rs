//! The cache of related articles: one file that holds them for the last site that was built, under the hash of what they
//! are computed from.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use super::store::Store;
use crate::hash::Digest;
use crate::site::Site;
use crate::site::related::{Kept, Related};

/// What is remembered of a site's related articles, on disk and since the last look.
pub(super) struct RelatedStore {
    store: Store,
    /// What was read, until a site is made of it.
    read: Option<Kept>,
    /// What the file holds.
    written: Option<Digest>,
    /// Those of the last site.
    last: Option<Arc<Related>>,
}

impl RelatedStore {
    /// The cache of the site at `root`, as far as `program` made it.
    pub(super) fn new(root: &Path, program: Digest) -> Self {
        let store = Store::new(&root.join(".newsprint/facts"), "related", Digest::of(&program));
        Self { store, read: None, written: None, last: None }
    }

    /// Reads the file; returns its name if it is damaged.
    pub(super) fn read(&mut self) -> Vec<String> {
        let mut kept = self.store.read_one::<Kept>();
        self.read = kept.records.pop();
        self.written = self.read.as_ref().map(|kept| kept.key);
        kept.damaged
    }

    /// The related articles of a site with this key: those of the last one, those that were read, or others.
    pub(super) fn of(&mut self, site: &Site, key: Digest) -> Arc<Related> {
        let same = self.last.take().filter(|last| last.key() == key);
        let related = same.unwrap_or_else(|| Arc::new(Related::new(site, key, self.read.take())));
        self.last = Some(Arc::clone(&related));
        related
    }

    /// Writes down all of a site's, unless the file holds them.
    pub(super) fn write(&mut self, related: &Related, site: &Site) -> std::io::Result<()> {
        let key = related.key();
        // Without any there is nothing worth a file.
        if self.written == Some(key) || site.config.related.articles == 0 {
            return Ok(());
        }
        self.store.write(&BTreeSet::from([0]), |_| vec![related.keep(site)])?;
        self.written = Some(key);
        Ok(())
    }
}
