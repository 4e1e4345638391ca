//! What the documents of a site could collide in, in one small file: so that a question about one of them need not read them
//! all.
//!
//! It says where there *may* be something to say of two documents together, by the last build. Whoever finds nothing there has an
//! answer; else the whole site is asked.

use std::collections::BTreeSet;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::Options;
use super::load::Engine;
use super::store::Store;
use crate::content::Document;
use crate::content::document::Likeness;
use crate::content::name_lists::key;
use crate::hash::Digest;
use crate::site::{Site, TermKind};

/// See the module.
pub struct Catalogue {
    records: Vec<Record>,
}

#[derive(Serialize, Deserialize)]
enum Record {
    /// A live document: its file, its address, what it is like, and its identity in feeds.
    Document(Box<str>, Box<str>, Likeness, Box<str>),
    /// An old address of one.
    Alias(Box<str>, Box<str>),
    /// What a name is called: its kind, its key, its spelling.
    Name(TermKind, Box<str>, Box<str>),
}

impl Catalogue {
    /// What the last build of a site wrote, if the program and the configuration are still the same.
    pub fn read(engine: &Engine, options: &Options) -> Option<Self> {
        let records =
            store(&engine.cache(options), engine.catalogue_key(options)).read_one::<Record>().records;
        // A site without any record was never built.
        (!records.is_empty()).then_some(Self { records })
    }

    /// Whether something may be to be said of a document and others: one of the same address, identity, title or source, or
    /// a name that is spelled in another way.
    pub fn is_doubtful(&self, document: &Document, address: &str, id: &str) -> bool {
        let names = names(document);
        // Only articles are compared by it.
        let has_title = document.likeness.title != Likeness::default().title;
        self.records.iter().any(|record| match record {
            Record::Document(path, url, like, other_id) => {
                **path != *document.path
                    && (**url == *address
                        || **other_id == *id
                        || like.title == document.likeness.title && has_title
                        || like.sources.iter().any(|source| document.likeness.sources.contains(source)))
            }
            Record::Alias(path, from) => **path != *document.path && **from == *address,
            Record::Name(kind, key, name) => {
                let is_other = |(of, own, spelled): &(TermKind, String, &str)| {
                    // A tag may be a topic.
                    own.as_str() == &**key
                        && (of == kind && *spelled != &**name
                            || *of == TermKind::Tag && *kind == TermKind::Topic)
                };
                names.iter().any(is_other)
            }
        })
    }
}

/// What a document names, by kind, key and spelling.
fn names(document: &Document) -> Vec<(TermKind, String, &str)> {
    let front = &document.front;
    let topics = front.topics.iter().map(|name| (TermKind::Topic, name));
    let tags = front.tags.iter().map(|name| (TermKind::Tag, name));
    let outlets = front.sources.iter().filter_map(|source| source.name.as_deref());
    let outlets = outlets.map(|name| (TermKind::Source, name));
    let authors = front.authors.iter().map(|author| (TermKind::Author, &*author.name));
    let all = topics.chain(tags).chain(outlets).chain(authors);
    all.map(|(kind, name)| (kind, key(name), name)).collect()
}

fn store(cache: &Path, key: Digest) -> Store {
    Store::new(&cache.join("facts"), "catalogue", key)
}

impl Engine {
    /// Writes it down.
    ///
    /// # Errors
    /// What the file system says.
    pub fn keep_catalogue<'s>(
        &self,
        options: &Options,
        sites: impl Iterator<Item = &'s Site>,
    ) -> std::io::Result<()> {
        let mut records = Vec::new();
        for site in sites {
            let articles = site.articles.iter().map(|article| {
                let Likeness { sources, title } = &article.document.likeness;
                let like = Likeness { sources: sources.clone(), title: *title };
                Record::Document(
                    (&*article.document.path).into(),
                    (&*article.url).into(),
                    like,
                    (&*article.id).into(),
                )
            });
            let pages = site.all_pages().map(|page| {
                Record::Document(
                    (&*page.document.path).into(),
                    (&*page.url).into(),
                    Likeness::default(),
                    "".into(),
                )
            });
            let aliases = site
                .redirects
                .iter()
                .map(|redirect| Record::Alias(redirect.by.as_str().into(), redirect.from.as_str().into()));
            records.extend(articles.chain(pages).chain(aliases));
            for kind in TermKind::ALL {
                let names = site.terms(kind).iter().map(|(_, term)| &*term.name);
                records.extend(names.map(|name| Record::Name(kind, key(name).into(), (*name).into())));
            }
        }
        let store = store(&self.cache(options), self.catalogue_key(options));
        let records = std::sync::Mutex::new(records);
        store.write(&BTreeSet::from([0]), |_| {
            records.lock().map(|mut records| std::mem::take(&mut *records)).unwrap_or_default()
        })
    }

    fn catalogue_key(&self, options: &Options) -> Digest {
        Digest::of(&(options.program, self.configured_digest()))
    }
}
