//! The lists of a site that may have feeds: which have one, and where each stands.

use std::borrow::Cow;

use super::urls::{self, folder};
use crate::config::{FeedFormat, FeedOf};
use crate::site::{Site, TermId, TermKind};

/// A list that may have a feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum List {
    /// All articles.
    Home,
    /// Those of a topic, a tag, a story or an author.
    Term(TermKind, TermId),
    /// Editions.
    Editions,
    /// Corrections.
    Corrections,
}

/// What a feed of terms is of.
pub fn kind(of: FeedOf) -> Option<TermKind> {
    match of {
        FeedOf::Topics => Some(TermKind::Topic),
        FeedOf::Tags => Some(TermKind::Tag),
        FeedOf::Stories => Some(TermKind::Story),
        FeedOf::Authors => Some(TermKind::Author),
        FeedOf::Home | FeedOf::Editions | FeedOf::Corrections => None,
    }
}

impl List {
    /// As `feeds.of` calls it; outlets have no feeds.
    pub fn of(self) -> Option<FeedOf> {
        Some(match self {
            Self::Home => FeedOf::Home,
            Self::Editions => FeedOf::Editions,
            Self::Corrections => FeedOf::Corrections,
            Self::Term(TermKind::Topic, _) => FeedOf::Topics,
            Self::Term(TermKind::Tag, _) => FeedOf::Tags,
            Self::Term(TermKind::Story, _) => FeedOf::Stories,
            Self::Term(TermKind::Author, _) => FeedOf::Authors,
            Self::Term(TermKind::Source, _) => return None,
        })
    }

    /// The page whose feed it is, without base path.
    pub fn url(self, site: &Site) -> Cow<'_, str> {
        match self {
            Self::Home => site.at("/").into(),
            Self::Editions => urls::editions(site).into(),
            Self::Corrections => urls::corrections(site).into(),
            Self::Term(kind, id) => site.terms(kind).get(id).url.as_str().into(),
        }
    }

    /// Whether it has a feed: the site wants such feeds, and there is such a list.
    pub fn has_feed(self, site: &Site) -> bool {
        let feeds = &site.config.feeds;
        let is_wanted = !feeds.formats.is_empty() && self.of().is_some_and(|of| feeds.of.contains(&of));
        is_wanted
            && match self {
                Self::Home => true,
                Self::Editions => !site.editions.is_empty(),
                Self::Corrections => !site.corrections.is_empty(),
                Self::Term(kind, id) => {
                    let term = site.terms(kind).get(id);
                    term.has_page() && !site.is_minor(kind, term)
                }
            }
    }
}

impl FeedFormat {
    /// The address of the feed of a list, by the list's own.
    pub fn url(self, list: &str) -> String {
        format!("{}{}", folder(list), self.file())
    }
}

/// The address of a list's feed in the format that pages lead to; none when feeds are made in no format.
pub fn feed_url(site: &Site, list: &str) -> Option<String> {
    site.config.feeds.formats.first().map(|format| format.url(list))
}

/// The lists of a kind that have a feed, by name.
pub fn lists(site: &Site, of: FeedOf) -> Vec<List> {
    let lists: Vec<List> = match of {
        FeedOf::Home => vec![List::Home],
        FeedOf::Editions => vec![List::Editions],
        FeedOf::Corrections => vec![List::Corrections],
        FeedOf::Topics | FeedOf::Tags | FeedOf::Stories | FeedOf::Authors => {
            let kind = kind(of);
            let terms = kind.map(|kind| (kind, site.terms(kind).with_page()));
            let terms = terms.into_iter();
            terms
                .flat_map(|(kind, terms)| terms.into_iter().map(move |(id, _)| List::Term(kind, id)))
                .collect()
        }
    };
    lists.into_iter().filter(|list| list.has_feed(site)).collect()
}

/// Whether there are feeds.
pub fn any_feeds(site: &Site) -> bool {
    let feeds = &site.config.feeds;
    // The home page's is there whatever the site holds.
    !feeds.formats.is_empty()
        && (feeds.of.contains(&FeedOf::Home) || feeds.of.iter().any(|of| !lists(site, *of).is_empty()))
}

/// Whether the list of all feeds is there, and no page of the site's own is in its place.
pub fn has_index(site: &Site) -> bool {
    any_feeds(site) && !site.pages.iter().any(|page| *page.url == *urls::feeds(site))
}
