//! Which terms articles name.
//!
//! Names are met in the order of the articles: who is met first decides where nothing else does. After an edit only the
//! names of the articles that came and went are looked at, where everything else that decides is the same.

use std::borrow::Cow;
use std::cell::LazyCell;
use std::sync::Arc;

use super::article::{Article, Names};
use super::membership::distinct;
use super::place::Placed;
use super::previous::Reusable;
use super::split::Split;
use super::terms::{ByKind, EditedNames, NamesEdit, TermKind, TermNames, TermsBuilder, host, key};
use super::{Held, TermId};
use crate::config::{Pattern, Permalinks};
use crate::content::front_matter::Source;
use crate::content::named::NameKind;
use crate::content::registry::Entry;
use crate::content::{Document, Kind, Slug};
use crate::hash::Digest;
use crate::i18n::Alphabet;

/// A file that describes a topic or a story.
#[derive(Debug, Clone, Hash)]
pub(super) struct Described {
    pub(super) path: Arc<str>,
    pub(super) title: String,
    pub(super) url: Arc<str>,
    pub(super) slug: Slug,
}

impl Described {
    /// What stands at a place.
    pub(super) fn of(place: &Placed) -> Self {
        let Placed { document, url, .. } = place;
        let (path, title) = (Arc::clone(&document.path), document.front.title.to_string());
        Self { path, title, url: Arc::clone(url), slug: place.slug() }
    }
}

/// What names are given their terms by, besides the articles.
pub(super) struct Registered<'a> {
    pub(super) entries: ByKind<Cow<'a, [Entry]>>,
    pub(super) files: ByKind<Vec<Described>>,
    /// The topics and stories that files of other languages describe: kind, slug and title.
    pub(super) elsewhere: Vec<(TermKind, String, String)>,
    pub(super) permalinks: &'a Permalinks,
}

/// Names of topics and stories whose files are held back: they show nowhere, though articles name them.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct HeldNames {
    /// By their keys.
    pub(super) topics: Vec<String>,
    pub(super) stories: Vec<String>,
}

impl HeldNames {
    /// Those among what is held back.
    pub(super) fn of(held: &[Held]) -> Self {
        let names = |kind| -> Vec<String> {
            let of_kind = held.iter().filter(|held| Kind::of(&held.path) == Some(kind));
            of_kind.flat_map(|held| [key(&held.title), held.slug.clone()]).collect()
        };
        Self { topics: names(Kind::Topic), stories: names(Kind::Story) }
    }
}

/// What decides about the terms of all articles.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct NamingRules {
    /// Hash of what registries and files describe.
    registered: Digest,
    held: HeldNames,
    pub(super) split: Split,
}

/// The terms that an article names; topics and tags each once.
pub(super) struct ArticleTerms {
    pub(super) subjects: Subjects,
    pub(super) credits: Credits,
}

/// What it is about.
pub(super) struct Subjects {
    pub(super) topics: Vec<TermId>,
    pub(super) tags: Vec<TermId>,
    pub(super) story: Option<TermId>,
}

/// Whom it is by.
pub(super) struct Credits {
    pub(super) authors: Vec<TermId>,
    pub(super) split: Option<Box<[Source]>>,
    pub(super) outlets: Vec<Option<TermId>>,
}

/// All names, and the terms of the articles.
pub(super) struct Naming {
    pub(super) rules: NamingRules,
    pub(super) names: ByKind<TermNames>,
    /// Of each article; none of those that name what they named.
    pub(super) articles: Vec<Option<ArticleTerms>>,
    /// Whether terms have the numbers that they had.
    pub(super) keeps_numbers: bool,
    /// The terms that are spelled otherwise than before.
    respelled: ByKind<Vec<TermId>>,
}

impl Registered<'_> {
    fn digest(&self) -> Digest {
        let entries = TermKind::ALL.map(|kind| &self.entries[kind]);
        let files = TermKind::ALL.map(|kind| &self.files[kind]);
        Digest::of(&(entries, files, &self.elsewhere))
    }

    /// The addresses of terms of a kind.
    pub(super) fn pattern(&self, kind: TermKind) -> &Pattern {
        pattern(self.permalinks, kind)
    }

    fn builders(&self) -> ByKind<TermsBuilder<'_>> {
        let builder = |kind| {
            let mut builder =
                TermsBuilder::new(kind, self.pattern(kind), &self.entries[kind], &self.files[kind]);
            let elsewhere = self.elsewhere.iter().filter(|(of, ..)| *of == kind);
            elsewhere.for_each(|(_, slug, title)| builder.also(slug, title));
            builder
        };
        ByKind::of(builder)
    }
}

impl Naming {
    /// The names of all terms, and who names which. `documents` are those of the articles, in their order.
    pub(super) fn new(
        registered: &Registered<'_>,
        held: HeldNames,
        (documents, held_documents): (&[&Document], &[Arc<Document>]),
        reusable: Option<&Reusable<'_>>,
        alphabet: &Alphabet,
    ) -> Self {
        let builders = LazyCell::new(|| registered.builders());
        let describes =
            |kind: NameKind, name: &str| kind != NameKind::Story && builders[term_kind(kind)].describes(name);
        let held_documents = held_documents.iter().map(|document| &**document);
        let split = Split::find(documents.iter().copied(), held_documents, &describes);
        let rules = NamingRules { registered: registered.digest(), held, split };
        let goes_on = |reusable: &&Reusable<'_>| *reusable.site.naming_rules == rules;
        let after = |reusable| Self::after(reusable, rules.clone(), registered, documents, alphabet);
        let after = reusable.filter(goes_on).and_then(after);
        after.unwrap_or_else(|| Self::anew(rules, registered, documents, alphabet))
    }

    fn anew(
        rules: NamingRules,
        registered: &Registered<'_>,
        documents: &[&Document],
        alphabet: &Alphabet,
    ) -> Self {
        let [mut topics, mut tags, mut sources, mut authors, mut stories] =
            registered.builders().into_array();
        let NamingRules { held, split, .. } = &rules;
        let domains = sources.domains();
        let subjects = |document: &Document| {
            let mut intern = |kind, name: &str| match kind {
                TermKind::Topic => topics.intern(name, &document.path),
                TermKind::Tag => tags.intern(name, &document.path),
                _ => stories.intern(name, &document.path),
            };
            Subjects::of(document, split, held, &mut intern)
        };
        let credits = |document: &Document| {
            let mut intern = |kind, name: &str| match kind {
                TermKind::Author => authors.intern(name, &document.path),
                _ => sources.intern(name, &document.path),
            };
            let at_host = |host: &str| super::terms::by_domain(&domains, host);
            Credits::of(document, split, &mut intern, &at_host)
        };
        let documents = || documents.iter().copied();
        let (subjects, credits): (Vec<_>, Vec<_>) =
            rayon::join(|| documents().map(subjects).collect(), || documents().map(credits).collect());
        let articles = subjects.into_iter().zip(credits);
        let articles = articles.map(|(subjects, credits)| Some(ArticleTerms { subjects, credits })).collect();
        let topics = topics.finish(None, alphabet);
        let tags = tags.finish(Some(&topics), alphabet);
        let [sources, authors, stories] =
            [sources, authors, stories].map(|builder| builder.finish(None, alphabet));
        let names = ByKind::from_array([topics, tags, sources, authors, stories]);
        Self { rules, names, articles, keeps_numbers: false, respelled: ByKind::default() }
    }

    /// The names after an edit, of which the rules are the same; none if they have to be found anew.
    fn after(
        reusable: &Reusable<'_>,
        rules: NamingRules,
        registered: &Registered<'_>,
        documents: &[&Document],
        alphabet: &Alphabet,
    ) -> Option<Self> {
        let (site, NamingRules { held, split, .. }) = (reusable.site, &rules);
        let edit = |kind| NamesEdit::new(kind, registered.pattern(kind), site.terms(kind));
        let mut edits = ByKind::of(edit);
        let at_host = |host: &str| site.sources.at_host(host);
        for number in &reusable.difference.gone {
            let document = &site.articles[*number as usize].document;
            let mut forget = |kind: TermKind, name: &str| edits[kind].forget(name);
            Subjects::of(document, split, held, &mut forget);
            Credits::of(document, split, &mut forget, &at_host);
        }
        let mut articles: Vec<Option<ArticleTerms>> = documents.iter().map(|_| None).collect();
        for number in reusable.difference.come.iter().map(|number| *number as usize) {
            let mut intern = |kind: TermKind, name: &str| edits[kind].intern(name);
            let subjects = Subjects::of(documents[number], split, held, &mut intern);
            let credits = Credits::of(documents[number], split, &mut intern, &at_host);
            articles[number] = Some(ArticleTerms { subjects, credits });
        }
        let [topics, tags, sources, authors, stories] = edits.into_array();
        let topics = topics.finish(None, alphabet)?;
        // A tag that is named like a topic which came or went is another one now.
        if topics.keys.iter().any(|key| site.tags.has_key(key)) {
            return None;
        }
        let tags = tags.finish(Some(&topics.names), alphabet)?;
        let [sources, authors, stories] = [sources, authors, stories].map(|edit| edit.finish(None, alphabet));
        let edited = ByKind::from_array([topics, tags, sources?, authors?, stories?]);
        let names = edited.as_ref().map(|EditedNames { names, .. }| names.clone());
        let respelled = edited.map(|edited| edited.respelled);
        Some(Self { rules, names, articles, keeps_numbers: true, respelled })
    }

    /// All names.
    pub(super) fn names(&self) -> Names<'_> {
        self.names.as_ref()
    }

    /// Whether an article shows the name of a term that is spelled otherwise than before.
    pub(super) fn respells(&self, article: &Article) -> bool {
        let Article { topics, tags, story, authors, outlets, .. } = article;
        let is_respelled = |kind| move |id: &TermId| self.respelled[kind].contains(id);
        topics.iter().any(is_respelled(TermKind::Topic))
            || tags.iter().any(is_respelled(TermKind::Tag))
            || story.iter().any(is_respelled(TermKind::Story))
            || authors.iter().any(is_respelled(TermKind::Author))
            || outlets.iter().flatten().any(is_respelled(TermKind::Source))
    }
}

/// The terms that names of a kind mean.
pub(super) fn term_kind(kind: NameKind) -> TermKind {
    match kind {
        NameKind::Topic => TermKind::Topic,
        NameKind::Tag => TermKind::Tag,
        NameKind::Author => TermKind::Author,
        NameKind::Source => TermKind::Source,
        NameKind::Story => TermKind::Story,
    }
}

/// The addresses of terms of a kind.
pub fn pattern(permalinks: &Permalinks, kind: TermKind) -> &Pattern {
    match kind {
        TermKind::Topic => &permalinks.topic,
        TermKind::Tag => &permalinks.tag,
        TermKind::Source => &permalinks.source,
        TermKind::Author => &permalinks.author,
        TermKind::Story => &permalinks.story,
    }
}

impl ArticleTerms {
    /// Those of an article.
    pub(super) fn of(article: &Article) -> Self {
        let Article { topics, tags, story, authors, split, outlets, .. } = article;
        let subjects = Subjects { topics: topics.clone(), tags: tags.clone(), story: *story };
        let credits = Credits { authors: authors.clone(), split: split.clone(), outlets: outlets.clone() };
        Self { subjects, credits }
    }
}

/// Gives a name of a kind its term.
type Intern<'i> = dyn FnMut(TermKind, &str) -> TermId + 'i;

impl Subjects {
    fn of(document: &Document, split: &Split, held: &HeldNames, intern: &mut Intern<'_>) -> Self {
        let front = &document.front;
        let names = |kind, name| split.names(document, kind, name);
        let is_held = |name: &str| !held.topics.is_empty() && held.topics.contains(&key(name));
        let topics = front.topics.iter().flat_map(|name| names(NameKind::Topic, name));
        let topics = topics.filter(|name| !is_held(name)).map(|name| intern(TermKind::Topic, name));
        let topics = distinct(topics);
        let tags = front.tags.iter().flat_map(|name| names(NameKind::Tag, name));
        let tags = distinct(tags.map(|name| intern(TermKind::Tag, name)));
        let story = front.rare().story.as_ref().map(Slug::as_str);
        let story = story.filter(|slug| !held.stories.iter().any(|held| held == slug));
        Self { topics, tags, story: story.map(|slug| intern(TermKind::Story, slug)) }
    }
}

impl Credits {
    fn of(
        document: &Document,
        split: &Split,
        intern: &mut Intern<'_>,
        at_host: &dyn Fn(&str) -> Option<TermId>,
    ) -> Self {
        let front = &document.front;
        let names =
            front.authors.iter().flat_map(|credit| split.names(document, NameKind::Author, &credit.name));
        let authors = distinct(names.map(|name| intern(TermKind::Author, name)));
        let several = split.sources(document);
        let sources = several.as_deref().unwrap_or(&front.sources).iter();
        // The outlet that a source means: by its name, else by its address's domain.
        let outlet = |source: &Source| {
            if let Some(name) = &source.name {
                return Some(intern(TermKind::Source, name));
            }
            let host = host(source.url.as_deref()?)?;
            Some(at_host(&host).unwrap_or_else(|| intern(TermKind::Source, &host)))
        };
        let outlets = sources.map(outlet).collect();
        Self { authors, split: several, outlets }
    }
}
