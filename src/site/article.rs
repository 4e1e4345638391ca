//! An article in the index: its document, its place among the others, and the hashes of what shows of it.

use std::sync::Arc;

use super::SiteInLanguage;
use super::check::Followed;
use super::corrections::{is_corrected, modified};
use super::links::LinkedFile;
use super::terms::{ByKind, TermNames};
use super::{Picture, TermId, TermKind};
use crate::config::Config;
use crate::content::front_matter::Source;
use crate::content::{Date, Document};
use crate::hash::Digest;
use crate::paths::OutPath;
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
    /// When it last changed in substance: the latest of its date, `updated`, and its corrections.
    pub modified: Date,
    /// When it was over, if it is a live one and is over.
    pub over: Option<Date>,
    /// Whether it has corrections: few have, and lists of all articles are looked through for them.
    pub(super) is_corrected: bool,
    /// Its address.
    pub url: Arc<str>,
    /// The file of its page; none if its address cannot be written.
    pub(crate) path: Option<OutPath>,
    /// Its permanent identity in feeds.
    pub id: Arc<str>,
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
    pub image_withheld: bool,
    /// Hash of all that a card of it can show.
    pub card: Digest,
    /// Hash of its body, and where its links and pictures lead.
    pub body: Digest,
    /// Files that it shows or links to, by address.
    pub(super) copies: Arc<[(String, LinkedFile)]>,
    /// The names that were looked up to find where its links and pictures lead, as marks; none when more decided.
    pub(super) lookups: Option<Arc<[u32]>>,
}

/// What all terms of a language are called.
pub type Names<'a> = ByKind<&'a TermNames>;

impl Article {
    /// Files that it shows or links to, by address.
    pub fn files(&self) -> impl Iterator<Item = (&str, &File)> {
        super::links::files(&self.copies)
    }

    /// Who reported it, in the order written.
    pub fn sources(&self) -> &[Source] {
        self.split.as_deref().unwrap_or(&self.document.front.sources)
    }

    /// BCP 47: the document's language, else the site's.
    pub fn language<'a>(&'a self, site: &'a str) -> &'a str {
        self.document.language(site)
    }

    /// The names in its front matter, as they are spelled there; an outlet that nothing but an address names is called as its term is.
    pub fn written_names<'a>(
        &'a self,
        site: &'a SiteInLanguage,
    ) -> impl Iterator<Item = (TermKind, &'a str)> {
        let front = &self.document.front;
        let topics = front.topics.iter().map(|name| (TermKind::Topic, name));
        let tags = front.tags.iter().map(|name| (TermKind::Tag, name));
        let authors = front.authors.iter().map(|author| (TermKind::Author, &*author.name));
        let story = front.rare().story.iter().map(|story| (TermKind::Story, story.as_str()));
        let outlets = self.sources().iter().zip(&self.outlets).filter_map(|(source, outlet)| {
            let of_term = || outlet.map(|outlet| &*site.sources.get(outlet).name);
            Some((TermKind::Source, source.name.as_deref().or_else(of_term)?))
        });
        topics.chain(tags).chain(authors).chain(story).chain(outlets)
    }

    /// The terms that it names.
    pub fn terms(&self) -> impl Iterator<Item = (TermKind, TermId)> {
        let of = |kind, ids: &'_ [TermId]| ids.iter().map(move |id| (kind, *id)).collect::<Vec<_>>();
        let outlets: Vec<TermId> = self.outlets.iter().copied().flatten().collect();
        let story: Vec<TermId> = self.story.into_iter().collect();
        [
            of(TermKind::Topic, &self.topics),
            of(TermKind::Tag, &self.tags),
            of(TermKind::Author, &self.authors),
            of(TermKind::Source, &outlets),
            of(TermKind::Story, &story),
        ]
        .into_iter()
        .flatten()
    }

    /// Whether its text stands nowhere else first: a sitemap lists addresses that are canonical.
    pub fn is_original(&self, config: &Config) -> bool {
        self.document.front.is_canonical(&config.base_url.absolute(&self.url))
    }

    /// Minutes to read it, at 230 words a minute; at least 1.
    pub fn reading_time(&self) -> u32 {
        reading_time(self.document.facts.words)
    }

    /// The same article, with another version of its document.
    pub(super) fn replaced(
        &self,
        document: Arc<Document>,
        file: Arc<File>,
        followed: Followed,
        names: &Names<'_>,
    ) -> Self {
        let Followed { image, body, copies, lookups, .. } = followed;
        let Self { url, id, topics, tags, story, authors, outlets, .. } = self;
        let card = Card {
            document: &document,
            place: (url, id),
            about: (topics, tags, *story),
            by: (authors, outlets),
            image: (image.as_ref(), self.image_withheld),
            over: self.over,
        };
        let card = card.digest(names);
        let (modified, is_corrected) = (modified(&document), is_corrected(&document));
        Self { document, file, modified, is_corrected, image, body, copies, lookups, card, ..self.clone() }
    }
}

/// When an article was published.
pub(super) fn date_of(document: &Document) -> Date {
    document.front.date.unwrap_or(Date { timestamp: 0, offset: 0, has_time: false })
}

/// All that a card can show of an article.
pub(super) struct Card<'a> {
    pub(super) document: &'a Document,
    /// Its address and its permanent identity.
    pub(super) place: (&'a str, &'a str),
    /// Topics, tags, story.
    pub(super) about: (&'a [TermId], &'a [TermId], Option<TermId>),
    /// Authors and outlets.
    pub(super) by: (&'a [TermId], &'a [Option<TermId>]),
    /// Its leading picture, and whether that is withheld.
    pub(super) image: (Option<&'a Picture>, bool),
    /// When a live one was over.
    pub(super) over: Option<Date>,
}

impl Card<'_> {
    /// Its hash. The front matter is part of it but for the words of corrections: a card shows most of it. The quotation marks
    /// of an automatic summary are of its language, or of the site's, which is in the epoch.
    pub(super) fn digest(&self, names: &Names<'_>) -> Digest {
        let Self { document, place, about: (topics, tags, story), by: (authors, outlets), image, over } =
            *self;
        let link = |kind, id: TermId| names[kind].name(id).link;
        let topics: Vec<Digest> = topics.iter().map(|id| link(TermKind::Topic, *id)).collect();
        let tags: Vec<Digest> = tags.iter().map(|id| link(TermKind::Tag, *id)).collect();
        let authors: Vec<Digest> = authors.iter().map(|id| link(TermKind::Author, *id)).collect();
        let outlets: Vec<Option<Digest>> =
            outlets.iter().map(|id| id.map(|id| link(TermKind::Source, id))).collect();
        Digest::of(&(
            document.shown,
            (place, date_of(document), reading_time(document.facts.words)),
            (topics, tags, authors, outlets, story.map(|id| link(TermKind::Story, id))),
            image,
            over,
        ))
    }
}

/// Minutes to read `words` words, at 230 a minute; at least 1.
pub fn reading_time(words: u32) -> u32 {
    words.div_ceil(230).max(1)
}
