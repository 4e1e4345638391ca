//! From documents to the [`Site`]: an immutable index of what is live, and of what is held back.
//!
//! 1. [`visibility`] decides which documents are live at the given moment;
//! 2. [`terms`] gathers topics, tags, outlets and authors under one spelling each;
//! 3. [`links`] finds where every link and picture leads;
//! 4. [`article`] hashes each article's card and body once, so that lists can be compared by their members.
//!
//! After an edit [`advance`](mod@advance) gives the same site, as far as it can be told from the documents that changed.
//!
//! Nothing here knows templates or outputs, reads a file or asks the time.

pub mod advance;
pub mod article;
mod articles;
pub mod assemble;
pub mod brand;
mod check;
mod checks;
mod copies;
pub mod corrections;
pub mod crops;
pub mod drawn;
mod duplicates;
pub mod editions;
mod family;
pub mod fresh;
mod identities;
pub mod languages;
pub mod links;
pub mod marks;
mod membership;
mod naming;
pub mod neighbours;
pub mod next_edition;
mod numbering;
mod one_language;
mod originals;
mod over;
pub mod pictures;
mod place;
mod previous;
pub mod queries;
mod registered;
pub mod related;
pub mod rights;
mod shown;
pub mod social_cards;
mod split;
pub mod terms;
mod to_come;
mod touched;
mod translations;
mod unknown_names;
pub mod visibility;
pub mod withdrawn;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use chrono::{Datelike, TimeZone};

pub use advance::{Advanced, Change, advance};
pub use article::Article;
pub use assemble::{Input, assemble};
pub use brand::Brand;
pub use corrections::Corrected;
pub use duplicates::{Similarities, are_alike};
pub use editions::{Edition, EditionId, Mention, Mentions};
pub use fresh::Fresh;
pub use identities::identity;
pub use languages::SiteLanguage;
pub use links::Links;
pub use naming::pattern;
pub use place::address_of;
pub use rights::Rights;
pub use terms::{Term, TermKind, Terms};
pub use touched::Touched;
pub use translations::Translations;
pub use visibility::{Flags, Held};
pub use withdrawn::Withdrawn;

use crate::address::uri;
use crate::config::{Config, Search};
use crate::content::Document;
use crate::hash::Digest;
use crate::source::File;

/// A number that stands for an article: its place in the order, newest first, then by path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArticleId(pub u32);

/// A number that stands for a term in its [`Terms`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TermId(pub u32);

/// Everything that is live in one language, indexed. Addresses in it have no base path (`/topics/ukraine/`).
///
/// Its parts are shared: a site that differs from another by one article's body costs little more than that.
#[derive(Debug, Clone)]
pub struct Site {
    /// What is known of the language without the others.
    in_language: SiteInLanguage,
    /// Files of `static/` (addresses) that only what was taken back shows: they are not published. They are published once,
    /// so those of the site's own language decide.
    pub unpublished_statics: Arc<withdrawn::UnpublishedStatics>,
    /// Paths of the pictures of `static/` that pages of any language show and of which files can be made.
    pub shown_statics_of_all: Arc<BTreeSet<Arc<str>>>,
    /// Which pages are there in other languages too.
    pub translations: Arc<Translations>,
}

impl Deref for Site {
    type Target = SiteInLanguage;

    fn deref(&self) -> &SiteInLanguage {
        &self.in_language
    }
}

impl DerefMut for Site {
    fn deref_mut(&mut self) -> &mut SiteInLanguage {
        &mut self.in_language
    }
}

/// What a [`Site`] is without what the languages know of each other, which is found out when all of them are there.
#[derive(Debug, Clone)]
pub struct SiteInLanguage {
    /// The configuration.
    pub config: Arc<Config>,
    /// Articles, newest first, then by path.
    pub articles: Vec<Arc<Article>>,
    /// Topics: those with a file, and those that articles name.
    pub topics: Arc<Terms>,
    /// Tags.
    pub tags: Arc<Terms>,
    /// Outlets; the articles of an outlet are those that name it as a source, first or second.
    pub sources: Arc<Terms>,
    /// Our authors.
    pub authors: Arc<Terms>,
    /// Running stories: those with a file, and those that articles name.
    pub stories: Arc<Terms>,
    /// Editions, newest first, then by path.
    pub editions: Arc<Vec<Edition>>,
    /// Where editions speak of what.
    pub mentions: Arc<Mentions>,
    /// What was taken back after it was published, by path.
    pub withdrawn: Arc<Vec<Withdrawn>>,
    /// Standalone pages, by path.
    pub pages: Arc<Vec<Page>>,
    /// `content/index.md`.
    pub home: Option<Arc<Page>>,
    /// Articles by year and month in the site's zone, newest first.
    pub archive: Arc<BTreeMap<(i32, u32), Vec<ArticleId>>>,
    /// Corrections, clarifications and retractions, newest first.
    pub corrections: Arc<Vec<Corrected>>,
    /// What is news at the moment.
    pub fresh: Arc<Fresh>,
    /// The pictures that stand for the newsroom.
    pub brand: Arc<Brand>,
    /// Whose pictures may not be passed on.
    pub rights: Arc<Rights>,
    /// What is not live, by path.
    pub held: Arc<Vec<Held>>,
    /// The documents of `held`, in its order.
    pub(crate) held_documents: Arc<[Arc<Document>]>,
    /// Documents of which nothing is made because of their errors.
    pub(crate) broken: Arc<[Arc<Document>]>,
    /// Whether the identity of each article in feeds is what it would have by itself.
    pub(crate) identities_are_own: bool,
    /// The moment that decided: seconds since 1970. No output shows it.
    pub now: i64,
    /// The next moment at which something becomes due, expires, or is news no longer: seconds since 1970.
    pub next_due: Option<i64>,
    /// Old addresses: from, to (both without base path), and the file that says so.
    pub redirects: Arc<Vec<Redirect>>,
    /// Files of `content/` that live documents show or link to: address without base path, and the file.
    pub copies: Arc<BTreeMap<String, Copy>>,
    /// Pictures of `static/` that pages show and of which files can be made, by address.
    pub shown_statics: Arc<BTreeMap<String, Arc<File>>>,
    /// What decided about the terms of all articles.
    naming_rules: Arc<naming::NamingRules>,
    /// Hash of what every page shows of the site as a whole besides the configuration.
    pub shell: Digest,
    /// All languages of the site, its own first.
    pub languages: Arc<[SiteLanguage]>,
    /// Where links and pictures lead.
    pub links: Arc<Links>,
    /// What the articles' texts are like.
    pub similarities: Arc<Similarities>,
}

/// A document without a date of its own: a standalone page, the home page's text.
#[derive(Debug, Clone)]
pub struct Page {
    /// As read.
    pub document: Arc<Document>,
    /// Its file.
    pub file: Arc<File>,
    /// Its address.
    pub url: Arc<str>,
    /// Its leading picture.
    pub image: Option<Picture>,
    /// Hash of its body, and where its links and pictures lead.
    pub body: Digest,
    /// The articles that its cards pick, in order.
    pub cards: Vec<ArticleId>,
    /// Files that it shows or links to, by address.
    copies: Arc<[(String, links::LinkedFile)]>,
    /// The names that were looked up to find where its links and pictures lead, as marks; none when more decided.
    lookups: Option<Arc<[u32]>>,
}

impl Page {
    /// That of a document at an address, whose links were followed.
    fn new(document: Arc<Document>, file: Arc<File>, url: Arc<str>, followed: check::Followed) -> Self {
        let check::Followed { image, body, cards, copies, lookups, .. } = followed;
        Self { document, file, url, image, body, cards, copies, lookups }
    }

    /// Files that it shows or links to, by address.
    pub fn files(&self) -> impl Iterator<Item = (&str, &File)> {
        links::files(&self.copies)
    }
}

/// A picture that was found.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Picture {
    /// Address without base path, or absolute when it is somewhere else.
    pub url: String,
    /// Pixels.
    pub size: Option<(u32, u32)>,
    /// Content hash, when it is ours.
    pub hash: Option<Digest>,
    /// Its file, when it is one of the site's own.
    pub file: Option<Arc<File>>,
}

impl Picture {
    /// One that is somewhere else.
    pub(crate) fn elsewhere(url: &str) -> Self {
        Self { url: uri(url).into_owned(), size: None, hash: None, file: None }
    }

    /// One of ours, at an address.
    pub(crate) fn ours(url: &str, linked: &links::LinkedFile) -> Self {
        let links::LinkedFile { file, size, hash, .. } = linked;
        Self { url: url.to_owned(), size: *size, hash: Some(*hash), file: file.clone() }
    }
}

/// A file of `content/` that is copied beside what shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copy {
    /// The file.
    pub file: Arc<File>,
    /// Hash of its bytes.
    pub hash: Digest,
    /// The document that needs it first, for messages.
    pub by: String,
}

/// An old address.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Redirect {
    /// Where it was.
    pub from: String,
    /// Where it is.
    pub to: String,
    /// The file that says so.
    pub by: String,
}

impl SiteInLanguage {
    /// An article by its number.
    pub fn article(&self, id: ArticleId) -> &Article {
        &self.articles[id.0 as usize]
    }

    /// Why a document that is shown would be held back without the flags that show it, in words.
    pub fn shown_though(&self, document: &Document) -> Option<String> {
        visibility::reason(document, self.now, Flags::default()).map(visibility::Reason::describe)
    }

    /// Every document that has a page and is no article: standalone pages, the home page's text, topics, stories, editions.
    pub fn all_pages(&self) -> impl Iterator<Item = &Page> + Clone {
        self.pages_but_editions().chain(self.editions.iter().map(|edition| &edition.page))
    }

    /// Every document that is live or held back and has no error.
    pub fn documents(&self) -> impl Iterator<Item = &Arc<Document>> {
        let articles = self.articles.iter().map(|article| &article.document);
        articles.chain(self.all_pages().map(|page| &page.document)).chain(self.held_documents.iter())
    }

    /// Whether a text that was taken back shows pictures: which of them are published depends on all that others show.
    pub fn has_withdrawn_pictures(&self) -> bool {
        self.withdrawn.iter().any(|withdrawn| withdrawn::has_pictures(&withdrawn.document))
    }

    fn pages_but_editions(&self) -> impl Iterator<Item = &Page> + Clone {
        let in_terms =
            self.topics.iter().chain(self.stories.iter()).filter_map(|(_, term)| term.page.as_ref());
        self.pages.iter().chain(self.home.as_deref()).chain(in_terms)
    }

    /// The terms of a kind.
    pub fn terms(&self, kind: TermKind) -> &Terms {
        match kind {
            TermKind::Topic => &self.topics,
            TermKind::Tag => &self.tags,
            TermKind::Source => &self.sources,
            TermKind::Author => &self.authors,
            TermKind::Story => &self.stories,
        }
    }

    /// All terms that an article's card may name.
    pub(crate) fn names(&self) -> article::Names<'_> {
        terms::ByKind::of(|kind| &**self.terms(kind))
    }

    /// Whether a term is too small to be indexed and to have a feed: a tag with fewer articles than configured.
    pub fn is_minor(&self, kind: TermKind, term: &Term) -> bool {
        kind == TermKind::Tag && term.articles.len() < self.config.index_tags_from
    }

    /// The address (without base path) of what stands at a fixed path in every language: `/editions/`, `/uk/editions/`.
    pub fn at(&self, path: &str) -> String {
        format!("{}{path}", self.config.prefix)
    }

    /// All articles' numbers, newest first.
    pub fn latest(&self) -> impl Iterator<Item = ArticleId> + Clone {
        (0..self.articles.len() as u32).map(ArticleId)
    }

    /// Hash of a list of articles: of its members' card hashes.
    pub fn list_digest(&self, ids: &[ArticleId]) -> Digest {
        Digest::of(&ids.iter().map(|id| self.article(*id).card).collect::<Vec<_>>())
    }

    /// Whether it has a search of its own.
    pub fn has_search(&self) -> bool {
        self.config.presence.search == Search::Own && !self.articles.is_empty()
    }

    /// Year, month and day of a moment in the site's zone.
    pub fn civil(&self, timestamp: i64) -> (i32, u32, u32) {
        civil(self.config.timezone, timestamp)
    }

    /// The day of a moment in the site's zone, in days since 1970.
    pub fn day(&self, timestamp: i64) -> i64 {
        (date_in(self.config.timezone, timestamp) - chrono::NaiveDate::default()).num_days()
    }
}

/// Year, month and day of a moment in a zone.
pub fn civil(zone: chrono_tz::Tz, timestamp: i64) -> (i32, u32, u32) {
    let date = date_in(zone, timestamp);
    (date.year(), date.month(), date.day())
}

fn date_in(zone: chrono_tz::Tz, timestamp: i64) -> chrono::NaiveDate {
    zone.timestamp_opt(timestamp, 0).single().map(|moment| moment.date_naive()).unwrap_or_default()
}
