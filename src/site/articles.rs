//! Articles: which terms each names, and then each as a whole.

use std::sync::Arc;

use super::article::{Article, Card, Names, date_of};
use super::check::Followed;
use super::membership::distinct;
use super::place::Placed;
use super::split::Split;
use super::terms::{TermsBuilder, host, key};
use super::{Rights, TermId};
use crate::content::front_matter::Source;
use crate::content::named::NameKind;
use crate::content::{Document, Slug};

/// What is known of an article before the terms are made.
pub(super) struct ArticleDraft {
    pub(super) place: Placed,
    /// Its permanent identity in feeds.
    pub(super) id: Arc<str>,
    pub(super) followed: Followed,
}

/// The builders of all kinds of terms, as registries and files filled them.
pub(super) struct Builders<'a> {
    pub(super) topics: TermsBuilder<'a>,
    pub(super) tags: TermsBuilder<'a>,
    pub(super) sources: TermsBuilder<'a>,
    pub(super) authors: TermsBuilder<'a>,
    pub(super) stories: TermsBuilder<'a>,
}

/// Names of topics and stories whose files are held back: they show nowhere, though articles name them.
pub(super) struct HeldNames {
    /// By their keys.
    pub(super) topics: Vec<String>,
    pub(super) stories: Vec<String>,
}

/// The terms that an article names; topics and tags each once.
pub(super) struct ArticleTerms {
    subjects: Subjects,
    credits: Credits,
}

/// What it is about.
struct Subjects {
    topics: Vec<TermId>,
    tags: Vec<TermId>,
    story: Option<TermId>,
}

/// Whom it is by.
struct Credits {
    authors: Vec<TermId>,
    split: Option<Box<[Source]>>,
    outlets: Vec<Option<TermId>>,
}

/// Finds the terms that articles name, in the order of the articles: who is met first decides where nothing else does.
pub(super) fn name_terms(
    drafts: &[ArticleDraft],
    builders: &mut Builders<'_>,
    split: &Split,
    held: &HeldNames,
) -> Vec<ArticleTerms> {
    let Builders { topics, tags, sources, authors, stories } = builders;
    let documents = || drafts.iter().map(|draft| &*draft.place.document);
    let subjects_of = |document: &Document| subjects(document, split, held, (topics, tags, stories));
    let credits_of = |document: &Document| credits(document, split, (authors, sources));
    let (subjects, credits): (Vec<_>, Vec<_>) =
        rayon::join(|| documents().map(subjects_of).collect(), || documents().map(credits_of).collect());
    subjects.into_iter().zip(credits).map(|(subjects, credits)| ArticleTerms { subjects, credits }).collect()
}

fn subjects(
    document: &Document,
    split: &Split,
    held: &HeldNames,
    (topics, tags, stories): (&mut TermsBuilder<'_>, &mut TermsBuilder<'_>, &mut TermsBuilder<'_>),
) -> Subjects {
    let (path, front) = (&document.path, &document.front);
    let names = |kind, name| split.names(document, kind, name);
    let is_held = |name: &str| !held.topics.is_empty() && held.topics.contains(&key(name));
    let of_topics = front.topics.iter().flat_map(|name| names(NameKind::Topic, name));
    let of_topics = of_topics.filter(|name| !is_held(name)).map(|name| topics.intern(name, path));
    let of_tags = front.tags.iter().flat_map(|name| names(NameKind::Tag, name));
    let story = front.rare().story.as_ref().map(Slug::as_str);
    let story = story.filter(|slug| !held.stories.iter().any(|held| held == slug));
    Subjects {
        topics: distinct(of_topics),
        tags: distinct(of_tags.map(|name| tags.intern(name, path))),
        story: story.map(|slug| stories.intern(slug, path)),
    }
}

fn credits(
    document: &Document,
    split: &Split,
    (authors, sources): (&mut TermsBuilder<'_>, &mut TermsBuilder<'_>),
) -> Credits {
    let (path, front) = (&document.path, &document.front);
    let names = front.authors.iter().flat_map(|credit| split.names(document, NameKind::Author, &credit.name));
    let authors = distinct(names.map(|name| authors.intern(name, path)));
    let several = split.sources(document);
    let outlets = several.as_deref().unwrap_or(&front.sources).iter();
    let outlets = outlets.map(|source| outlet(sources, source, path)).collect();
    Credits { authors, split: several, outlets }
}

/// The outlet that a source means: by its name, else by its address's domain.
fn outlet(sources: &mut TermsBuilder<'_>, source: &Source, by: &str) -> Option<TermId> {
    if let Some(name) = &source.name {
        return Some(sources.intern(name, by));
    }
    let host = host(source.url.as_deref()?)?;
    Some(sources.by_domain(&host).unwrap_or_else(|| sources.intern(&host, by)))
}

impl Article {
    /// The article of a draft. `terms` are all terms, and `rights` what the registry of outlets says.
    pub(super) fn new(draft: ArticleDraft, named: ArticleTerms, terms: &Names<'_>, rights: &Rights) -> Self {
        let ArticleDraft { place: Placed { document, file, url }, id, followed } = draft;
        let Followed { image, body, copies, lookups, .. } = followed;
        let ArticleTerms {
            subjects: Subjects { topics, tags, story },
            credits: Credits { authors, split, outlets },
        } = named;
        let image_withheld = rights.withhold_image(&document);
        let card = Card {
            document: &document,
            place: (&url, &id),
            about: (&topics, &tags, story),
            by: (&authors, &outlets),
            image: (image.as_ref(), image_withheld),
        };
        let card = card.digest(terms);
        let date = date_of(&document);
        Self {
            document,
            file,
            date,
            url,
            id,
            topics,
            tags,
            story,
            authors,
            split,
            outlets,
            image,
            image_withheld,
            card,
            body,
            copies,
            lookups,
        }
    }
}
