//! Collects the names of terms, by registry, by file and by article, and makes one term of all spellings of a name.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::alike::{Joined, alike};
use super::{TermKind, TermName, TermNames, key};
use crate::config::Pattern;
use crate::content::Slug;
use crate::content::registry::Entry;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::hash::FastMap;
use crate::i18n::Alphabet;
use crate::site::naming::Described;
use crate::site::{TermId, family};

/// Collects the names of the terms of a kind; [`TermsBuilder::finish`] makes the terms.
pub(in crate::site) struct TermsBuilder<'a> {
    kind: TermKind,
    pattern: &'a Pattern,
    drafts: Vec<TermDraft<'a>>,
    ids: BTreeMap<String, TermId>,
    /// Spellings that were met: which term each means, and how often it was met.
    met: FastMap<Arc<str>, (TermId, u32)>,
    /// The registry's domains; of two entries with one the first has it.
    domains: FastMap<String, TermId>,
    /// The terms by what their names are but for hyphens, spaces and points ([`alike`]).
    alike: FastMap<String, TermId>,
    /// Names that were taken for another for that reason.
    joined: Vec<Joined>,
}

#[derive(Default)]
struct TermDraft<'a> {
    key: String,
    entry: Option<Entry>,
    file: Option<&'a Described>,
    slug: Option<Slug>,
    first_seen: String,
}

/// Where a term is named, for a message about it.
#[derive(Clone)]
struct Mentioned {
    file: String,
    span: Option<Span>,
}

impl Mentioned {
    fn of(draft: &TermDraft<'_>, kind: TermKind) -> Self {
        match (&draft.file, &draft.entry, kind.registry()) {
            (Some(file), ..) => Self { file: file.path.to_string(), span: None },
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
    /// Starts with what a registry says, and with the files that describe terms.
    pub(in crate::site) fn new(
        kind: TermKind,
        pattern: &'a Pattern,
        entries: &[Entry],
        files: &'a [Described],
    ) -> Self {
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
        entries.iter().for_each(|entry| builder.add_entry(entry));
        files.iter().for_each(|file| builder.add_file(file));
        builder
    }

    fn next_id(&self) -> TermId {
        TermId(self.drafts.len() as u32)
    }

    fn add_entry(&mut self, entry: &Entry) {
        let id = self.next_id();
        for name in std::iter::once(&entry.name).chain(&entry.aliases).chain(entry.names.values()) {
            let key = key(name);
            if let Some(alike) = alike(&key) {
                self.alike.entry(alike).or_insert(id);
            }
            self.ids.entry(key).or_insert(id);
        }
        for domain in &entry.domains {
            self.domains.entry(domain.clone()).or_insert(id);
        }
        let (key, slug) = (key(&entry.name), entry.slug.clone());
        self.drafts.push(TermDraft { key, slug, entry: Some(entry.clone()), ..TermDraft::default() });
    }

    /// A topic's file: found by its title and by its slug.
    fn add_file(&mut self, file: &'a Described) {
        let (id, title) = (self.next_id(), key(&file.title));
        self.ids.insert(file.slug.as_str().to_owned(), id);
        self.ids.insert(title.clone(), id);
        self.alike.extend(alike(&title).map(|alike| (alike, id)));
        let (key, slug) = (title, Some(file.slug.clone()));
        self.drafts.push(TermDraft { key, slug, file: Some(file), ..TermDraft::default() });
    }

    /// A topic's file in another language: where that topic has one in this language too, it is found by that title.
    pub(in crate::site) fn also(&mut self, slug: &str, title: &str) {
        if let Some(id) = self.ids.get(slug).copied() {
            self.ids.entry(key(title)).or_insert(id);
        }
    }

    /// The number of the term that `name` means, made if there is none. `by` is the file that names it.
    pub(in crate::site) fn intern(&mut self, name: &str, by: &str) -> TermId {
        if let Some((id, count)) = self.met.get_mut(name) {
            *count += 1;
            return *id;
        }
        let key = key(name);
        let id = match self.ids.get(&key) {
            Some(id) => *id,
            None => self.add(key, name, by),
        };
        self.met.insert(name.into(), (id, 1));
        id
    }

    /// A name that is met for the first time, of a term that may be known by one that is nearly the same.
    fn add(&mut self, key: String, name: &str, by: &str) -> TermId {
        let alike = alike(&key);
        let id = match alike.as_ref().and_then(|alike| self.alike.get(alike)) {
            Some(term) => {
                self.joined.push(Joined { term: *term, name: name.to_owned(), by: by.to_owned() });
                *term
            }
            None => {
                let id = self.next_id();
                self.alike.extend(alike.map(|alike| (alike, id)));
                self.drafts.push(TermDraft {
                    key: key.clone(),
                    first_seen: by.to_owned(),
                    ..TermDraft::default()
                });
                id
            }
        };
        self.ids.insert(key, id);
        id
    }

    /// The registered domains, and their outlets.
    pub(in crate::site) fn domains(&self) -> FastMap<String, TermId> {
        self.domains.clone()
    }

    /// Whether the registry or a file describes a name.
    pub(in crate::site) fn describes(&self, name: &str) -> bool {
        let draft = self.ids.get(&key(name)).map(|id| &self.drafts[id.0 as usize]);
        draft.is_some_and(|draft| draft.entry.is_some() || draft.file.is_some())
    }

    /// Makes the terms. Of tags, `topics` are those that may be named alike.
    pub(in crate::site) fn finish(mut self, topics: Option<&TermNames>, alphabet: &Alphabet) -> TermNames {
        let mut diagnostics = Vec::new();
        let spellings = most_used(self.met.iter());
        let joined: Vec<Joined> = std::mem::take(&mut self.joined);
        let joined: Vec<Joined> = joined.into_iter().map(|joined| self.as_said(joined, &spellings)).collect();
        let mut addresses: BTreeMap<String, (String, Mentioned)> = BTreeMap::new();
        let mut names = Vec::with_capacity(self.drafts.len());
        for (id, draft) in (0..).map(TermId).zip(self.drafts) {
            let name = match (&draft.file, &draft.entry) {
                (Some(file), _) => file.title.clone(),
                (_, Some(entry)) => entry.name.clone(),
                _ => spellings.get(&id).map_or_else(|| draft.key.clone(), |(name, _)| name.to_string()),
            };
            let name = if draft.file.is_none() { shown_name(self.kind, name) } else { name };
            let by = Mentioned::of(&draft, self.kind);
            let slug =
                draft.slug.or_else(|| Slug::new(if draft.entry.is_some() { &name } else { &draft.key }));
            let Some(slug) = slug else {
                diagnostics.push(no_slug(self.kind, &name, &by));
                // The build stops at this error; the term keeps its number.
                let slug = Slug::new("unnamed").unwrap_or_else(|| unreachable!("ASCII letters make a slug"));
                let url = self.pattern.expand_slug(slug.as_str());
                let has_file = draft.file.is_some();
                names.push(TermName::new((draft.key, name, slug), url, draft.entry, has_file, None));
                continue;
            };
            let own = draft.file.map(|file| file.url.to_string());
            let address = own.unwrap_or_else(|| self.pattern.expand_slug(slug.as_str()));
            if let Some((other, other_by)) = addresses.insert(address.clone(), (name.clone(), by.clone())) {
                diagnostics.push(slug_clash(self.kind, &address, (&other, &other_by), (&name, &by)));
            }
            let (is_topic, url) = like_a_topic(topics, &name, address);
            let has_file = draft.file.is_some();
            names.push(TermName::new((draft.key, name, slug), url, draft.entry, has_file, is_topic));
        }
        let taken_for = |joined: &Joined| &*names[joined.term.0 as usize].name;
        diagnostics.extend(joined.iter().map(|joined| joined.warning(self.kind, taken_for(joined))));
        let mut by_slug = FastMap::default();
        for (id, named) in (0..).map(TermId).zip(&names) {
            by_slug.entry(named.slug.clone()).or_insert(id);
        }
        let find = |name: &str| self.ids.get(&key(name)).copied();
        let parents = family::parents(&names, &find, &mut diagnostics);
        TermNames {
            by_name: Arc::new(by_name(&names, alphabet)),
            names: names.into_iter().map(Arc::new).collect(),
            by_key: Arc::new(self.ids),
            by_slug: Arc::new(by_slug),
            domains: Arc::new(self.domains),
            parents: Arc::new(parents),
            met: Arc::new(self.met),
            alike: Arc::new(self.alike),
            joined: Arc::new(joined.iter().map(|joined| joined.term).collect()),
            said: Arc::new(diagnostics),
        }
    }

    /// A name that was taken for a term's, as it is to be said: of two spellings one is shown, and the other is what an editor
    /// may want to change.
    fn as_said(&self, joined: Joined, spellings: &FastMap<TermId, (Arc<str>, u32)>) -> Joined {
        let draft = &self.drafts[joined.term.0 as usize];
        let is_shown = spellings.get(&joined.term).is_some_and(|(shown, _)| key(shown) == key(&joined.name));
        if is_shown && draft.entry.is_none() && draft.file.is_none() {
            return Joined { name: draft.key.clone(), by: draft.first_seen.clone(), ..joined };
        }
        joined
    }
}

fn no_slug(kind: TermKind, name: &str, by: &Mentioned) -> Diagnostic {
    let message = format!("no address can be made of the {} \"{name}\"", kind.as_str());
    let hint = match kind.registry() {
        Some(registry) => {
            format!("use letters or digits in its name, or give it a `slug:` in {}", registry.path())
        }
        None => "use letters or digits in its name".to_owned(),
    };
    by.blame(Diagnostic::error(Code::NoSlug, message)).hint(hint)
}

fn slug_clash(
    kind: TermKind,
    address: &str,
    (other, other_by): (&str, &Mentioned),
    (name, by): (&str, &Mentioned),
) -> Diagnostic {
    let message =
        format!("the {} \"{other}\" and \"{name}\" would have one address: {address}", kind.plural());
    let places = format!("\"{other}\" is named by {other_by}, \"{name}\" by {by}");
    let hint = match kind.registry() {
        Some(registry) => format!(
            "{places}: write one of them, or in {} make one an alias of the other or give one a `slug:`",
            registry.path()
        ),
        None => format!("{places}: write one of them, or give one a file with a `slug:` of its own"),
    };
    let fault = by.blame(Diagnostic::error(Code::SlugClash, message)).hint(hint);
    fault.label_in(&other_by.file, other_by.span, format!("\"{other}\" is named here"))
}

/// The most used spelling of each term, of those that were met, and how often that was; of two that are used as often the
/// first by the order of their bytes.
pub(super) fn most_used<'m>(
    met: impl Iterator<Item = (&'m Arc<str>, &'m (TermId, u32))>,
) -> FastMap<TermId, (Arc<str>, u32)> {
    let mut spellings: FastMap<TermId, (Arc<str>, u32)> = FastMap::default();
    for (name, (id, count)) in met {
        let is_more = |(other, most): &(Arc<str>, u32)| count > most || count == most && name < other;
        if spellings.get(id).is_none_or(is_more) {
            spellings.insert(*id, (Arc::clone(name), *count));
        }
    }
    spellings
}

/// The name of a term that no file describes. A story is called by the words of its slug: `ukraine-talks` is "Ukraine
/// talks".
pub(super) fn shown_name(kind: TermKind, name: String) -> String {
    if kind != TermKind::Story {
        return name;
    }
    let words = name.replace('-', " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The topic that a tag is named like, if there is one, and where its name leads: there, or to `own`.
pub(super) fn like_a_topic(topics: Option<&TermNames>, name: &str, own: String) -> (Option<TermId>, String) {
    match topics.and_then(|topics| Some((topics.find_exactly(name)?, topics))) {
        Some((id, topics)) => (Some(id), topics.name(id).url.clone()),
        None => (None, own),
    }
}

/// The numbers of terms by their names; of two that the alphabet puts in one place, by key.
fn by_name(terms: &[TermName], alphabet: &Alphabet) -> Vec<TermId> {
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
