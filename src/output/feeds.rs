//! Feeds: of the site, of its topics, tags, stories and authors, of editions, of corrections; each in every format that the
//! site wants.
//!
//! [`list`] says what the feed of each list holds; [`model`] what a feed and its items are, whatever the format; [`rss`],
//! [`atom`] and [`json`] write it. A feed is made of the same ingredients in all formats. [`old`] are the addresses at which
//! feeds stood before; [`opml`] and [`page`] name all feeds, to programs and to people.

pub mod atom;
pub mod identity;
pub mod json;
pub mod list;
pub mod model;
pub mod old;
pub mod opml;
pub mod page;
#[cfg(any(test, feature = "fuzzing"))]
pub(crate) mod properties;
pub mod rss;
pub mod text;

use super::context::Context;
use super::ingredient::{Collect, Ingredient};
use super::job::{Made, Output, Planner, Subject};
use crate::config::{FeedFormat, FeedOf};
use crate::hash::Digest;
use crate::output::class::Class;
use crate::output::list::{List, kind};
use crate::output::origin::Origin;
use crate::site::{ArticleId, Site, TermId, TermKind};
use crate::source::Changed;

/// The feeds of a list, or of each list of a kind, in a format: `/feed.xml`, `/topics/<slug>/atom.xml` …
pub struct Feeds(pub FeedOf, pub FeedFormat);

impl Feeds {
    /// The list whose feed a job is.
    fn list(&self, subject: Subject) -> List {
        match self.0 {
            FeedOf::Home => List::Home,
            FeedOf::Editions => List::Editions,
            FeedOf::Corrections => List::Corrections,
            FeedOf::Topics => List::Term(TermKind::Topic, TermId(subject.index)),
            FeedOf::Tags => List::Term(TermKind::Tag, TermId(subject.index)),
            FeedOf::Stories => List::Term(TermKind::Story, TermId(subject.index)),
            FeedOf::Authors => List::Term(TermKind::Author, TermId(subject.index)),
        }
    }
}

/// The name of an output in each format.
macro_rules! name {
    ($name:literal, $format:expr) => {
        match $format {
            FeedFormat::Rss => $name,
            FeedFormat::Atom => concat!($name, "-atom"),
            FeedFormat::Json => concat!($name, "-json"),
        }
    };
}

impl Output for Feeds {
    fn name(&self) -> &'static str {
        match self.0 {
            FeedOf::Home => name!("feed", self.1),
            FeedOf::Editions => name!("editions-feed", self.1),
            FeedOf::Corrections => name!("corrections-feed", self.1),
            FeedOf::Topics => name!("topic-feed", self.1),
            FeedOf::Tags => name!("tag-feed", self.1),
            FeedOf::Stories => name!("story-feed", self.1),
            FeedOf::Authors => name!("author-feed", self.1),
        }
    }

    fn is_said_to_clash(&self) -> bool {
        kind(self.0).is_some()
    }

    fn is_about_one(&self) -> bool {
        kind(self.0).is_some()
    }

    fn class(&self) -> Class {
        Class::Feed
    }

    fn plan(&self, plan: &mut Planner<'_>) {
        let site = plan.site;
        let of_terms = kind(self.0).map(|kind| site.terms(kind).ids().map(|id| id.0).collect());
        for index in of_terms.unwrap_or_else(|| vec![0]) {
            let subject = Subject { index, page: 0 };
            let list = self.list(subject);
            if list.has_feed(site) && site.config.feeds.formats.contains(&self.1) {
                plan.add(&self.1.url(&list.url(site)), subject);
            }
        }
    }

    fn ingredients<'k>(&self, context: &'k Context, subject: Subject, add: Collect<'_, 'k>) {
        self.list(subject).ingredients(context, add);
    }

    fn make(&self, context: &Context, subject: Subject) -> Result<Made, Changed> {
        write(context, self.list(subject), self.1)
    }

    fn origin(&self, site: &Site, subject: Subject) -> Origin {
        self.list(subject).origin(site)
    }
}

/// The feed of a list in a format.
fn write(context: &Context, list: List, format: FeedFormat) -> Result<Made, Changed> {
    let (site, feed) = (context.site(), list.feed(context)?);
    Ok(Made::Bytes(match format {
        FeedFormat::Rss => rss::write(site, &feed),
        FeedFormat::Atom => atom::write(site, &feed),
        FeedFormat::Json => json::write(site, &feed),
    }))
}

/// As many of a list of articles, newest first, as a feed holds.
pub fn newest(articles: &[ArticleId], items: usize) -> &[ArticleId] {
    &articles[..articles.len().min(items)]
}

/// What a feed shows of its articles: their cards, their texts, and who their outlets are.
pub(super) fn items<'k>(site: &'k Site, items: &[ArticleId], add: Collect<'_, 'k>) {
    for id in items {
        let article = site.article(*id);
        super::ingredient::card(site, *id, add);
        add(Ingredient::Body(&article.document.path), article.body);
        if !article.document.facts.images.is_empty() {
            add(Ingredient::Rights, site.rights.digest());
        }
        super::article::outlets(site, article, add);
    }
}

/// The name and the words of a term, as its feed shows them.
fn term<'k>(site: &'k Site, kind: TermKind, id: TermId, add: Collect<'_, 'k>) {
    let term = site.terms(kind).get(id);
    add(Ingredient::Link(kind, term), Digest::of(&(term.link, term.description(&site.config.language))));
}
