//! Topics, tags, outlets and authors: one spelling, one slug and one page each.
//!
//! Names compare by their [`key`]. A registry (or a topic's file) decides how a name is spelled; without one
//! the most used spelling does, ties by byte order.

use std::borrow::Cow;
use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use super::{ArticleId, Page, Picture, TermId};
use crate::config::Pattern;
use crate::content::Slug;
use crate::content::registry::{Entry, RegistryKind};
use crate::diagnostic::{Diagnostic, Span};
use crate::hash::{Digest, FastMap};

/// What a term is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub enum TermKind {
    /// A curated page.
    Topic,
    /// A keyword.
    Tag,
    /// An outlet.
    Source,
    /// One of our authors.
    Author,
    /// A running story.
    Story,
}

impl TermKind {
    /// "topic", "tag" …
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Topic => "topic",
            Self::Tag => "tag",
            Self::Source => "source",
            Self::Author => "author",
            Self::Story => "story",
        }
    }

    /// All of them.
    pub const ALL: [Self; 5] = [Self::Topic, Self::Tag, Self::Source, Self::Author, Self::Story];

    /// "topics", "stories" …
    pub fn plural(self) -> &'static str {
        match self {
            Self::Topic => "topics",
            Self::Tag => "tags",
            Self::Source => "sources",
            Self::Author => "authors",
            Self::Story => "stories",
        }
    }

    /// The registry of such terms, if they have one.
    pub fn registry(self) -> Option<RegistryKind> {
        match self {
            Self::Topic | Self::Story => None,
            Self::Tag => Some(RegistryKind::Tags),
            Self::Source => Some(RegistryKind::Sources),
            Self::Author => Some(RegistryKind::Authors),
        }
    }
}

/// One topic, tag, outlet or author.
#[derive(Debug)]
pub struct Term {
    /// By which names of it are found.
    pub key: String,
    /// Its spelling everywhere.
    pub name: String,
    /// Its slug.
    pub slug: Slug,
    /// Where its name leads: its page, or the topic's page for a tag that is named like a topic.
    pub url: String,
    /// What a registry says of it.
    pub entry: Option<Entry>,
    /// A topic's file.
    pub page: Option<Page>,
    /// The picture that a registry names.
    pub image: Option<Picture>,
    /// Counts and selects, but is shown nowhere.
    pub hidden: bool,
    /// A tag that is named like a topic: it has no page of its own.
    pub is_topic: Option<TermId>,
    /// The tag above, by the registry.
    pub parent: Option<TermId>,
    /// The nearest tag above that is shown.
    pub above: Option<TermId>,
    /// The tags below that are shown, by name; also of a topic that is named like a tag.
    pub below: Vec<TermId>,
    /// Its articles and those of the tags below it, newest first.
    pub articles: Vec<ArticleId>,
    /// A topic's newest explainers, which stand apart as its background.
    pub background: Vec<ArticleId>,
    /// Its articles without those that stand above the list: what its text picks, and its background. None when nothing
    /// does.
    pub(super) rest: Option<Vec<ArticleId>>,
    /// Hash of its name and address, and of whether they are shown.
    pub link: Digest,
    /// Hash of all its page and the indexes say of it, without its articles.
    pub facts: Digest,
}

impl Term {
    /// Whether it has a page of its own.
    pub fn has_page(&self) -> bool {
        // Who has left keeps the page, though nothing that is live names them.
        let stays = || self.entry.as_ref().is_some_and(|entry| entry.until.is_some());
        !self.hidden
            && self.is_topic.is_none()
            && (self.page.is_some() || !self.articles.is_empty() || stays())
    }

    /// What it is called on a page in a language: by the registry, where that is not the site's own.
    pub fn name_in(&self, language: &str, site: &str) -> &str {
        let names = self.entry.as_ref().map(|entry| &entry.names).filter(|names| !names.is_empty());
        let Some(names) = names.filter(|_| language != site) else { return &self.name };
        let language = language.to_ascii_lowercase();
        let primary = language.split('-').next().unwrap_or(&language);
        names.get(&language).or_else(|| names.get(primary)).unwrap_or(&self.name)
    }

    /// The articles that its text picks.
    pub fn pinned(&self) -> &[ArticleId] {
        self.page.as_ref().map_or(&[], |page| &page.cards)
    }

    /// The articles of its list: those that do not stand above it.
    pub fn listed(&self) -> &[ArticleId] {
        self.rest.as_deref().unwrap_or(&self.articles)
    }

    /// What it is, plain text: a topic's summary, else the registry's description. `site` is the site's language.
    pub fn description(&self, site: &str) -> Option<Cow<'_, str>> {
        let of_page = self.page.as_ref().map(|page| page.document.summary(site));
        let registered = || self.entry.as_ref().and_then(|entry| entry.description.as_deref());
        of_page.filter(|text| !text.is_empty()).or_else(|| registered().map(Cow::Borrowed))
    }
}

/// All terms of a kind, by key.
#[derive(Debug, Default)]
pub struct Terms {
    terms: Vec<Term>,
    by_key: BTreeMap<String, TermId>,
}

impl Terms {
    /// A term by its number.
    pub fn get(&self, id: TermId) -> &Term {
        &self.terms[id.0 as usize]
    }

    pub(super) fn get_mut(&mut self, id: TermId) -> &mut Term {
        &mut self.terms[id.0 as usize]
    }

    /// A term by any spelling, alias or slug of it.
    pub fn find(&self, name: &str) -> Option<TermId> {
        let by_slug = |name: &str| {
            let slug = Slug::new(name)?;
            self.iter().find(|(_, term)| term.slug == slug).map(|(id, _)| id)
        };
        self.by_key.get(&key(name)).copied().or_else(|| by_slug(name))
    }

    /// The outlet at an address, by the registry's domains, the longest first.
    pub fn at_address(&self, url: &str) -> Option<TermId> {
        let entries = self.terms.iter().map(|term| term.entry.as_ref());
        by_domain(entries, &host(url)?)
    }

    /// A term by any spelling or alias of it.
    pub(super) fn find_exactly(&self, name: &str) -> Option<TermId> {
        self.by_key.get(&key(name)).copied()
    }

    pub(super) fn iter_mut(&mut self) -> impl Iterator<Item = &mut Term> {
        self.terms.iter_mut()
    }

    /// All of them, by key.
    pub fn iter(&self) -> impl Iterator<Item = (TermId, &Term)> + Clone {
        self.terms.iter().enumerate().map(|(i, term)| (TermId(i as u32), term))
    }

    /// Those that have a page, by name.
    pub fn with_page(&self) -> Vec<(TermId, &Term)> {
        let mut terms: Vec<_> = self.iter().filter(|(_, term)| term.has_page()).collect();
        terms.sort_by_cached_key(|(_, term)| (key(&term.name), term.slug.clone()));
        terms
    }
}

/// The host of a web address, in lower case, without `www.`.
pub fn host(url: &str) -> Option<String> {
    let host = url::Url::parse(url).ok()?.host_str()?.to_ascii_lowercase();
    Some(host.strip_prefix("www.").map(str::to_owned).unwrap_or(host))
}

/// The number of the entry that has a host, the longest domain first.
fn by_domain<'e>(entries: impl Iterator<Item = Option<&'e Entry>>, host: &str) -> Option<TermId> {
    let matches =
        |domain: &str| host == domain || host.strip_suffix(domain).is_some_and(|rest| rest.ends_with('.'));
    entries
        .enumerate()
        .flat_map(|(i, entry)| entry.into_iter().flat_map(|e| &e.domains).map(move |d| (d.len(), i, d)))
        .filter(|(_, _, domain)| matches(domain))
        .max_by_key(|(length, i, _)| (*length, usize::MAX - i))
        .map(|(_, i, _)| TermId(i as u32))
}

/// How names compare: NFKC, lower case, white space folded.
pub fn key(name: &str) -> String {
    if name.is_ascii() && !name.contains(|c: char| c.is_ascii_whitespace()) {
        return name.to_ascii_lowercase();
    }
    let folded: String = name.nfkc().flat_map(char::to_lowercase).collect();
    let words: Vec<&str> = folded.split_whitespace().collect();
    words.join(" ")
}

/// Collects the terms of a kind; [`TermsBuilder::finish`] makes them.
pub(super) struct TermsBuilder<'a> {
    kind: TermKind,
    pattern: &'a Pattern,
    drafts: Vec<Draft>,
    ids: BTreeMap<String, usize>,
    /// Spellings that were met: which term each means, and how often it was met.
    met: FastMap<Box<str>, (usize, usize)>,
}

#[derive(Default)]
struct Draft {
    key: String,
    entry: Option<Entry>,
    page: Option<Page>,
    slug: Option<Slug>,
    /// Its most used spelling, ties by byte order, and how often it was met.
    spelling: Option<(Box<str>, usize)>,
    first_seen: String,
}

/// Where a term is named, for a message about it.
#[derive(Clone)]
struct Place {
    file: String,
    span: Option<Span>,
}

impl Place {
    fn of(draft: &Draft, kind: TermKind) -> Self {
        match (&draft.page, &draft.entry, kind.registry()) {
            (Some(page), ..) => Self { file: page.document.path.to_string(), span: None },
            (None, Some(entry), Some(registry)) => {
                Self { file: registry.path().to_owned(), span: Some(entry.span) }
            }
            _ => Self { file: draft.first_seen.clone(), span: None },
        }
    }

    fn blame(&self, problem: Diagnostic) -> Diagnostic {
        Diagnostic { span: self.span, ..problem.in_file(&self.file) }
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.span {
            Some(span) => write!(f, "{} in line {}", self.file, span.line),
            None => f.write_str(&self.file),
        }
    }
}

impl<'a> TermsBuilder<'a> {
    /// Starts with what a registry says.
    pub(super) fn new(kind: TermKind, pattern: &'a Pattern, entries: Vec<Entry>) -> Self {
        let mut builder =
            Self { kind, pattern, drafts: Vec::new(), ids: BTreeMap::new(), met: FastMap::default() };
        for entry in entries {
            let index = builder.drafts.len();
            for name in std::iter::once(&entry.name).chain(&entry.aliases).chain(entry.names.values()) {
                builder.ids.entry(key(name)).or_insert(index);
            }
            let slug = entry.slug.as_deref().and_then(Slug::new);
            let key = key(&entry.name);
            builder.drafts.push(Draft { key, slug, entry: Some(entry), ..Draft::default() });
        }
        builder
    }

    /// A topic's file: found by its title and by its slug.
    pub(super) fn add_page(&mut self, page: Page, slug: Slug) {
        let index = self.drafts.len();
        let title = key(&page.document.front.title);
        self.ids.insert(slug.as_str().to_owned(), index);
        self.ids.insert(title.clone(), index);
        self.drafts.push(Draft { key: title, slug: Some(slug), page: Some(page), ..Draft::default() });
    }

    /// The number of the term that `name` means, made if there is none. `by` is the file that names it.
    pub(super) fn intern(&mut self, name: &str, by: &str) -> TermId {
        if let Some((index, count)) = self.met.get_mut(name) {
            *count += 1;
            return TermId(*index as u32);
        }
        let key = key(name);
        let index = match self.ids.get(&key) {
            Some(index) => *index,
            None => {
                let index = self.drafts.len();
                self.ids.insert(key.clone(), index);
                self.drafts.push(Draft { key, first_seen: by.to_owned(), ..Draft::default() });
                index
            }
        };
        self.met.insert(name.into(), (index, 1));
        TermId(index as u32)
    }

    /// The registry's entry for a host, the longest domain first.
    pub(super) fn by_domain(&self, host: &str) -> Option<TermId> {
        by_domain(self.drafts.iter().map(|draft| draft.entry.as_ref()), host)
    }

    /// Makes the terms. `tag_is_topic` says which tags are named like a topic, and where that topic is.
    pub(super) fn finish(mut self, topics: Option<&Terms>, diagnostics: &mut Vec<Diagnostic>) -> Terms {
        let mut met: Vec<_> = std::mem::take(&mut self.met).into_iter().collect();
        met.sort_unstable();
        for (name, (index, count)) in met {
            let spelling = &mut self.drafts[index].spelling;
            if spelling.as_ref().is_none_or(|(_, most)| count > *most) {
                *spelling = Some((name, count));
            }
        }
        let mut addresses: BTreeMap<String, (String, Place)> = BTreeMap::new();
        let mut terms = Vec::with_capacity(self.drafts.len());
        for draft in self.drafts {
            let name = match (&draft.page, &draft.entry) {
                (Some(page), _) => page.document.front.title.to_string(),
                (_, Some(entry)) => entry.name.clone(),
                _ => draft.spelling.as_ref().map_or_else(|| draft.key.clone(), |(name, _)| name.to_string()),
            };
            let name = match (self.kind, &draft.page) {
                (TermKind::Story, None) => words_of_slug(&name),
                _ => name,
            };
            let by = Place::of(&draft, self.kind);
            let slug =
                draft.slug.or_else(|| Slug::new(if draft.entry.is_some() { &name } else { &draft.key }));
            let Some(slug) = slug else {
                let kind = self.kind.as_str();
                let message = format!("no address can be made of the {kind} \"{name}\"");
                let hint = match self.kind.registry() {
                    Some(registry) => {
                        format!(
                            "use letters or digits in its name, or give it a `slug:` in {}",
                            registry.path()
                        )
                    }
                    None => "use letters or digits in its name".to_owned(),
                };
                diagnostics.push(by.blame(Diagnostic::error("no-slug", message)).hint(hint));
                // The build stops at this error; the term keeps its number.
                let slug = Slug::new("unnamed").unwrap_or_else(|| unreachable!("ASCII letters make a slug"));
                terms.push(make(self.pattern, draft.key, name, slug, draft.entry, draft.page, None));
                continue;
            };
            let is_topic = topics.and_then(|topics| {
                let id = *topics.by_key.get(&key(&name))?;
                Some((id, topics.get(id).url.clone()))
            });
            let own = draft.page.as_ref().map(|page| page.url.to_string());
            let address = own.unwrap_or_else(|| self.pattern.expand_slug(slug.as_str()));
            if let Some((other, other_by)) = addresses.insert(address.clone(), (name.clone(), by.clone())) {
                let kinds = self.kind.plural();
                let message =
                    format!("the {kinds} \"{other}\" and \"{name}\" would have one address: {address}");
                let places = format!("\"{other}\" is named by {other_by}, \"{name}\" by {by}");
                let hint = match self.kind.registry() {
                    Some(registry) => format!(
                        "{places}: write one of them, or in {} make one an alias of the other or give one a `slug:`",
                        registry.path()
                    ),
                    None => {
                        format!("{places}: write one of them, or give one a file with a `slug:` of its own")
                    }
                };
                diagnostics.push(by.blame(Diagnostic::error("slug-clash", message)).hint(hint));
            }
            terms.push(make(self.pattern, draft.key, name, slug, draft.entry, draft.page, is_topic));
        }
        let by_key = self.ids.into_iter().map(|(key, index)| (key, TermId(index as u32))).collect();
        let mut terms = Terms { terms, by_key };
        super::family::parents(&mut terms, diagnostics);
        terms
    }
}

/// A story that no file describes is called by the words of its slug: `ukraine-talks` is "Ukraine talks".
fn words_of_slug(slug: &str) -> String {
    let words = slug.replace('-', " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn make(
    pattern: &Pattern,
    key: String,
    name: String,
    slug: Slug,
    entry: Option<Entry>,
    page: Option<Page>,
    is_topic: Option<(TermId, String)>,
) -> Term {
    let (is_topic, topic_url) = is_topic.unzip();
    let own = page.as_ref().map(|page| page.url.to_string());
    let url = topic_url.or(own).unwrap_or_else(|| pattern.expand_slug(slug.as_str()));
    let hidden = entry.as_ref().is_some_and(|entry| entry.hidden);
    let link = Digest::of(&(&name, &url, hidden));
    // A span says where an entry stands, not what it says.
    let plain =
        entry.clone().map(|entry| Entry { span: Span::default(), image_place: Span::default(), ..entry });
    let facts =
        Digest::of(&(link, plain, page.as_ref().map(|page| (&page.document.front, page.body, &page.image))));
    Term {
        key,
        name,
        slug,
        url,
        entry,
        page,
        image: None,
        hidden,
        is_topic,
        parent: None,
        above: None,
        below: Vec::new(),
        articles: Vec::new(),
        background: Vec::new(),
        rest: None,
        link,
        facts,
    }
}
