//! Collects the names of terms, by registry, by file and by article, and makes one term of all spellings of a name.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::alike::{Joined, alike};
use super::{Term, TermKind, Terms, by_domain, key};
use crate::config::Pattern;
use crate::content::Slug;
use crate::content::registry::Entry;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::hash::{Digest, FastMap};
use crate::i18n::Alphabet;
use crate::site::{Page, TermId};

/// Collects the terms of a kind; [`TermsBuilder::finish`] makes them.
pub(in crate::site) struct TermsBuilder<'a> {
    kind: TermKind,
    pattern: &'a Pattern,
    drafts: Vec<Draft>,
    ids: BTreeMap<String, usize>,
    /// Spellings that were met: which term each means, and how often it was met.
    met: FastMap<Box<str>, (usize, usize)>,
    /// The registry's domains; of two entries with one the first has it.
    domains: FastMap<String, TermId>,
    /// The terms by what their names are but for hyphens, spaces and points ([`alike`]).
    alike: FastMap<String, usize>,
    /// Names that were taken for another for that reason.
    joined: Vec<Joined>,
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
struct Mentioned {
    file: String,
    span: Option<Span>,
}

impl Mentioned {
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

impl std::fmt::Display for Mentioned {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.span {
            Some(span) => write!(f, "{} in line {}", self.file, span.line),
            None => f.write_str(&self.file),
        }
    }
}

impl<'a> TermsBuilder<'a> {
    /// Starts with what a registry says.
    pub(in crate::site) fn new(kind: TermKind, pattern: &'a Pattern, entries: Vec<Entry>) -> Self {
        let mut builder = Self {
            kind,
            pattern,
            drafts: Vec::new(),
            ids: BTreeMap::new(),
            met: FastMap::default(),
            domains: FastMap::default(),
            alike: FastMap::default(),
            joined: Vec::new(),
        };
        for entry in entries {
            let index = builder.drafts.len();
            for name in std::iter::once(&entry.name).chain(&entry.aliases).chain(entry.names.values()) {
                let key = key(name);
                if let Some(alike) = alike(&key) {
                    builder.alike.entry(alike).or_insert(index);
                }
                builder.ids.entry(key).or_insert(index);
            }
            for domain in &entry.domains {
                builder.domains.entry(domain.clone()).or_insert(TermId(index as u32));
            }
            let slug = entry.slug.clone();
            let key = key(&entry.name);
            builder.drafts.push(Draft { key, slug, entry: Some(entry), ..Draft::default() });
        }
        builder
    }

    /// A topic's file: found by its title and by its slug.
    pub(in crate::site) fn add_page(&mut self, page: Page, slug: Slug) {
        let index = self.drafts.len();
        let title = key(&page.document.front.title);
        self.ids.insert(slug.as_str().to_owned(), index);
        self.ids.insert(title.clone(), index);
        self.alike.extend(alike(&title).map(|alike| (alike, index)));
        self.drafts.push(Draft { key: title, slug: Some(slug), page: Some(page), ..Draft::default() });
    }

    /// A topic's file in another language: where that topic has one in this language too, it is found by that title.
    pub(in crate::site) fn also(&mut self, slug: &str, title: &str) {
        if let Some(index) = self.ids.get(slug).copied() {
            self.ids.entry(key(title)).or_insert(index);
        }
    }

    /// The number of the term that `name` means, made if there is none. `by` is the file that names it.
    pub(in crate::site) fn intern(&mut self, name: &str, by: &str) -> TermId {
        if let Some((index, count)) = self.met.get_mut(name) {
            *count += 1;
            return TermId(*index as u32);
        }
        let key = key(name);
        let index = match self.ids.get(&key) {
            Some(index) => *index,
            None => self.add(key, name, by),
        };
        self.met.insert(name.into(), (index, 1));
        TermId(index as u32)
    }

    /// A name that is met for the first time, of a term that may be known by one that is nearly the same.
    fn add(&mut self, key: String, name: &str, by: &str) -> usize {
        let alike = alike(&key);
        let index = match alike.as_ref().and_then(|alike| self.alike.get(alike)) {
            Some(term) => {
                self.joined.push(Joined { term: *term, name: name.to_owned(), by: by.to_owned() });
                *term
            }
            None => {
                let index = self.drafts.len();
                self.alike.extend(alike.map(|alike| (alike, index)));
                self.drafts.push(Draft { key: key.clone(), first_seen: by.to_owned(), ..Draft::default() });
                index
            }
        };
        self.ids.insert(key, index);
        index
    }

    /// Whether the registry or a file describes a name.
    pub(in crate::site) fn describes(&self, name: &str) -> bool {
        let draft = self.ids.get(&key(name)).map(|index| &self.drafts[*index]);
        draft.is_some_and(|draft| draft.entry.is_some() || draft.page.is_some())
    }

    /// The registry's entry for a host, the longest domain first.
    pub(in crate::site) fn by_domain(&self, host: &str) -> Option<TermId> {
        by_domain(&self.domains, host)
    }

    /// Makes the terms. `tag_is_topic` says which tags are named like a topic, and where that topic is.
    pub(in crate::site) fn finish(
        mut self,
        topics: Option<&Terms>,
        alphabet: &Alphabet,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Terms {
        let mut met: Vec<_> = std::mem::take(&mut self.met).into_iter().collect();
        met.sort_unstable();
        for (name, (index, count)) in met {
            let spelling = &mut self.drafts[index].spelling;
            if spelling.as_ref().is_none_or(|(_, most)| count > *most) {
                *spelling = Some((name, count));
            }
        }
        // Of two spellings one is shown; the other is what an editor may want to change.
        let joined: Vec<Joined> = std::mem::take(&mut self.joined);
        let other = |joined: Joined, drafts: &[Draft]| -> Joined {
            let draft = &drafts[joined.term];
            match draft.spelling.as_ref().filter(|(shown, _)| key(shown) == key(&joined.name)) {
                Some(_) if draft.entry.is_none() && draft.page.is_none() => {
                    Joined { name: draft.key.clone(), by: draft.first_seen.clone(), ..joined }
                }
                _ => joined,
            }
        };
        let joined: Vec<Joined> = joined.into_iter().map(|joined| other(joined, &self.drafts)).collect();
        let mut addresses: BTreeMap<String, (String, Mentioned)> = BTreeMap::new();
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
            let by = Mentioned::of(&draft, self.kind);
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
                diagnostics.push(by.blame(Diagnostic::error(Code::NoSlug, message)).hint(hint));
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
                let fault = by.blame(Diagnostic::error(Code::SlugClash, message)).hint(hint);
                let label = format!("\"{other}\" is named here");
                diagnostics.push(fault.label_in(&other_by.file, other_by.span, label));
            }
            terms.push(make(self.pattern, draft.key, name, slug, draft.entry, draft.page, is_topic));
        }
        diagnostics.extend(joined.iter().map(|joined| joined.warning(self.kind, &terms[joined.term].name)));
        let by_key = self.ids.into_iter().map(|(key, index)| (key, TermId(index as u32))).collect();
        let by_name = by_name(&terms, alphabet);
        let mut by_slug = FastMap::default();
        for (number, term) in terms.iter().enumerate() {
            by_slug.entry(term.slug.clone()).or_insert(TermId(number as u32));
        }
        let mut terms = Terms { terms, by_name, by_key, by_slug, domains: self.domains };
        crate::site::family::parents(&mut terms, diagnostics);
        terms
    }
}

/// The numbers of terms by their names; of two that the alphabet puts in one place, by key.
fn by_name(terms: &[Term], alphabet: &Alphabet) -> Vec<TermId> {
    let places = terms.par_iter().with_min_len(64).map(|term| alphabet.place(&term.name));
    let places: Vec<Vec<u8>> = places.collect();
    let mut ids: Vec<TermId> = (0..terms.len() as u32).map(TermId).collect();
    ids.sort_unstable_by(|one, two| {
        let [one, two] = [one, two].map(|id| id.0 as usize);
        let rest = || (&terms[one].key, &terms[one].slug).cmp(&(&terms[two].key, &terms[two].slug));
        places[one].cmp(&places[two]).then_with(rest).then(one.cmp(&two))
    });
    ids
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
    let label = entry.as_ref().and_then(|entry| entry.label.as_deref());
    let link = Digest::of(&(&name, &url, hidden, label));
    let facts = super::facts_of(link, entry.as_ref(), page.as_ref(), None);
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
