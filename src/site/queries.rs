//! The questions that templates ask of the site, in canonical form, and their answers.
//!
//! A question's answer is a list of numbers; its hash is that of the members' cards. An output whose
//! template asked is made again when a question that it asked has another answer ([`Question::digest`]).

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::{ArticleId, Edition, Site, Term, TermId, TermKind};
use crate::hash::Digest;

/// A question; its [`Display`](fmt::Display) form is canonical.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Question {
    /// `articles(…)`: those for which everything given is true, newest first, or in the order of the edition.
    Articles {
        /// `topic`, `tag`, `source`, `author`, `type`, `edition` → its name.
        filters: BTreeMap<Cow<'static, str>, String>,
        /// How many at most.
        limit: Option<usize>,
        /// How many of the newest are left out.
        offset: usize,
    },
    /// `topic(name=…)`, `tag(name=…)` …: one term.
    Term(TermKind, String),
    /// `topics()`, `tags(limit=…)` …: all that have a page; with a limit those with most articles.
    Terms(TermKind, Option<usize>),
    /// `edition(name=…)`: one edition, by its slug or its number.
    Edition(String),
    /// `editions(limit=…)`: all of them or as many of the newest.
    Editions(Option<usize>),
}

/// What `articles(…)` can be asked by.
pub const FILTERS: [&str; 6] = ["author", "source", "story", "tag", "topic", "type"];

/// And by an edition, as [`edition`] finds it.
pub const EDITION: &str = "edition";

impl fmt::Display for Question {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Articles { filters, limit, offset } => {
                let mut parts: Vec<String> =
                    filters.iter().map(|(key, name)| format!("{key}={name}")).collect();
                parts.extend(limit.map(|limit| format!("limit={limit}")));
                parts.extend((*offset > 0).then(|| format!("offset={offset}")));
                write!(f, "articles({})", parts.join(", "))
            }
            Self::Term(kind, name) => write!(f, "{}(name={name})", kind.as_str()),
            Self::Terms(kind, None) => write!(f, "{}()", kind.plural()),
            Self::Terms(kind, Some(limit)) => write!(f, "{}(limit={limit})", kind.plural()),
            Self::Edition(name) => write!(f, "edition(name={name})"),
            Self::Editions(None) => f.write_str("editions()"),
            Self::Editions(Some(limit)) => write!(f, "editions(limit={limit})"),
        }
    }
}

impl Question {
    /// Hash of the answer that `site` gives.
    pub fn digest(&self, site: &Site) -> Digest {
        match self {
            Self::Articles { .. } => site.list_digest(&self.articles(site)),
            Self::Term(kind, name) => Digest::of(&find(site, *kind, name).map(|(_, term)| facts(site, term))),
            Self::Terms(kind, limit) => Digest::of(
                &terms(site, *kind, *limit).iter().map(|(_, term)| facts(site, term)).collect::<Vec<_>>(),
            ),
            Self::Edition(name) => Digest::of(&edition(site, name).map(Edition::shown)),
            Self::Editions(limit) => {
                Digest::of(&editions(site, *limit).iter().map(Edition::shown).collect::<Vec<_>>())
            }
        }
    }

    /// The articles that an [`Question::Articles`] means; nothing for the others.
    pub fn articles(&self, site: &Site) -> Vec<ArticleId> {
        let Self::Articles { filters, limit, offset } = self else { return Vec::new() };
        let mut lists: Vec<&[ArticleId]> = Vec::new();
        let mut kind_of_article = None;
        let mut in_edition: Option<&[ArticleId]> = None;
        for (key, name) in filters {
            let kind = match &**key {
                "topic" => TermKind::Topic,
                "tag" => TermKind::Tag,
                "source" => TermKind::Source,
                "author" => TermKind::Author,
                "story" => TermKind::Story,
                EDITION => {
                    in_edition = Some(edition(site, name).map_or(&[][..], |edition| &edition.page.cards));
                    continue;
                }
                _ => {
                    kind_of_article = Some(name.as_str());
                    continue;
                }
            };
            let terms = site.terms(kind);
            lists.push(terms.find(name).map_or(&[][..], |id| &terms.get(id).articles));
        }
        // The first list is gone through, and the others say who of it fits.
        let gone_through = usize::from(in_edition.is_none());
        let fits = |id: &ArticleId| {
            lists.iter().skip(gone_through).all(|list| list.binary_search(id).is_ok())
                && kind_of_article
                    .is_none_or(|kind| site.article(*id).document.front.article_type.as_str() == kind)
        };
        let limit = limit.unwrap_or(usize::MAX);
        match in_edition.or(lists.first().copied()) {
            Some(list) => list.iter().copied().filter(fits).skip(*offset).take(limit).collect(),
            None => site.latest().filter(fits).skip(*offset).take(limit).collect(),
        }
    }
}

/// The term that a name means, if it has a page.
pub fn find<'a>(site: &'a Site, kind: TermKind, name: &str) -> Option<(TermId, &'a Term)> {
    let terms = site.terms(kind);
    let id = terms.find(name)?;
    Some((id, terms.get(id))).filter(|(_, term)| term.has_page())
}

/// All terms of a kind that have a page, by name; with a limit those with most articles, in that order.
pub fn terms(site: &Site, kind: TermKind, limit: Option<usize>) -> Vec<(TermId, &Term)> {
    let mut terms = site.terms(kind).with_page();
    if let Some(limit) = limit {
        terms.sort_by_key(|(_, term)| std::cmp::Reverse(term.articles.len()));
        terms.truncate(limit);
    }
    terms
}

/// The edition that an address (as printed, with base path), a number or a file's slug means.
pub fn edition<'a>(site: &'a Site, name: &str) -> Option<&'a Edition> {
    if name.starts_with('/') {
        let base = &site.config.base_url;
        return site.editions.iter().find(|edition| base.page(&edition.page.url) == name);
    }
    let by_number = name
        .parse()
        .ok()
        .and_then(|number: u32| site.editions.iter().find(|edition| edition.number() == Some(number)));
    let by_slug = || site.editions.iter().find(|edition| *edition.page.document.name().slug_text == *name);
    by_number.or_else(by_slug)
}

/// The newest editions, all of them without a limit.
pub fn editions(site: &Site, limit: Option<usize>) -> &[Edition] {
    &site.editions[..site.editions.len().min(limit.unwrap_or(usize::MAX))]
}

/// Hash of what a term's view shows: what is said of it, how many articles it has, and when the newest was published.
pub fn facts(site: &Site, term: &Term) -> Digest {
    let latest = term.articles.first().map(|id| site.article(*id).date);
    Digest::of(&(term.facts, term.articles.len(), latest, family(site, term)))
}

/// What a term's view shows of the tags above and below it; both are tags, also those of a topic.
fn family(site: &Site, term: &Term) -> Option<Digest> {
    (term.above.is_some() || !term.below.is_empty()).then(|| {
        let above = term.above.map(|id| site.tags.get(id).link);
        let below: Vec<_> = term
            .below
            .iter()
            .map(|id| (site.tags.get(*id).link, site.tags.get(*id).articles.len()))
            .collect();
        Digest::of(&(above, below))
    })
}
