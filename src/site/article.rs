//! An article in the index: its document, its place among the others, and the hashes of what shows of it.

use std::sync::Arc;

use super::{Picture, TermId, Terms};
use crate::config::Config;
use crate::content::front_matter::Source;
use crate::content::{Date, Document};
use crate::hash::Digest;
use crate::source::File;

/// A live article.
#[derive(Debug, Clone)]
pub struct Article {
    /// As read.
    pub document: Arc<Document>,
    /// Its file.
    pub file: Arc<File>,
    /// When it was published.
    pub date: Date,
    /// Its address.
    pub url: Arc<str>,
    /// Its permanent identity in feeds.
    pub id: String,
    /// Topics it names, the primary one first.
    pub topics: Vec<TermId>,
    /// Tags, hidden ones too, in the order written.
    pub tags: Vec<TermId>,
    /// The running story that it belongs to.
    pub story: Option<TermId>,
    /// Our authors, in the order written, as in the front matter.
    pub authors: Vec<TermId>,
    /// Its sources, where its front matter names several in one text.
    pub(super) split: Option<Box<[Source]>>,
    /// The outlet of each source; none when nothing says which it is.
    pub outlets: Vec<Option<TermId>>,
    /// Its leading picture.
    pub image: Option<Picture>,
    /// Whether that stands on its own page alone, because its owner does not let it be passed on.
    pub withheld: bool,
    /// Hash of all that a card of it can show.
    pub card: Digest,
    /// Hash of its body, and where its links and pictures lead.
    pub body: Digest,
}

/// What an article's card is hashed from, besides its own front matter.
pub struct Names<'a> {
    /// See [`super::Site`].
    pub topics: &'a Terms,
    /// See [`super::Site`].
    pub tags: &'a Terms,
    /// See [`super::Site`].
    pub sources: &'a Terms,
    /// See [`super::Site`].
    pub authors: &'a Terms,
    /// See [`super::Site`].
    pub stories: &'a Terms,
}

impl Article {
    /// Who reported it, in the order written.
    pub fn sources(&self) -> &[Source] {
        self.split.as_deref().unwrap_or(&self.document.front.sources)
    }

    /// BCP 47: the document's language, else the site's.
    pub fn language<'a>(&'a self, site: &'a str) -> &'a str {
        self.document.language(site)
    }

    /// Whether its text stands nowhere else first: a sitemap lists addresses that are canonical.
    pub fn is_original(&self, config: &Config) -> bool {
        self.document.front.is_canonical(&config.base_url.absolute(&self.url))
    }

    /// Minutes to read it, at 230 words a minute; at least 1.
    pub fn reading_time(&self) -> u32 {
        reading_time(self.document.facts.words)
    }

    /// The hash of all that a card can show. The front matter is part of it but for the words of corrections: a card
    /// shows most of it. The
    /// quotation marks of an automatic summary are of its language, or of the site's, which is in the epoch.
    pub(super) fn card_digest(&self, names: &Names<'_>) -> Digest {
        let link = |terms: &Terms, id: TermId| terms.get(id).link;
        let topics: Vec<Digest> = self.topics.iter().map(|id| link(names.topics, *id)).collect();
        let tags: Vec<Digest> = self.tags.iter().map(|id| link(names.tags, *id)).collect();
        let authors: Vec<Digest> = self.authors.iter().map(|id| link(names.authors, *id)).collect();
        let outlets: Vec<Option<Digest>> =
            self.outlets.iter().map(|id| id.map(|id| link(names.sources, id))).collect();
        Digest::of(&(
            self.document.shown,
            (&self.url, &self.id, self.date, self.reading_time()),
            (topics, tags, authors, outlets, self.story.map(|id| link(names.stories, id))),
            (&self.image, self.withheld),
        ))
    }
}

/// Minutes to read `words` words, at 230 a minute; at least 1.
pub fn reading_time(words: u32) -> u32 {
    words.div_ceil(230).max(1)
}
