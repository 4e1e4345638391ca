//! Feeds: of the site, of its topics, tags, stories and authors, of editions, of corrections; each in every format that the
//! site wants.
//!
//! [`list`] says which lists have feeds and where; [`model`] what a feed and its items are, whatever the format; [`rss`],
//! [`atom`] and [`json`] write it. A feed is made of the same ingredients in all formats. [`old`] are the addresses at which
//! feeds stood before; [`opml`] and [`page`] name all feeds, to programs and to people.

pub mod address;
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

pub use list::List;

use super::ingredient::{Take, What};
use super::{Kit, Made, Output, Planner, Subject, folder};
use crate::config::{FeedFormat, FeedOf};
use crate::hash::Digest;
use crate::output::Class;
use crate::site::{ArticleId, Site, TermId, TermKind};
use crate::source::Changed;

/// `/feed.xml`, `/atom.xml`, `/feed.json`.
pub struct HomeFeed(pub FeedFormat);
/// `/topics/<slug>/feed.xml` and the other formats, and those of tags, authors and stories.
pub struct TermFeed(pub TermKind, pub FeedFormat);

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

/// Plans the feed of a list in a format, if both are made.
pub(super) fn plan(plan: &mut Planner<'_>, list: List, format: FeedFormat, subject: Subject) {
    if list.has_feed(plan.site) && plan.site.config.feeds.formats.contains(&format) {
        let url = format.url(&list.url(plan.site));
        plan.add(&url, subject);
    }
}

/// The bytes of a feed in a format.
pub(super) fn write(kit: &Kit, list: List, format: FeedFormat) -> Result<Made, Changed> {
    let feed = list.feed(kit)?;
    Ok(Made::Bytes(match format {
        FeedFormat::Rss => rss::write(kit.site(), &feed),
        FeedFormat::Atom => atom::write(kit.site(), &feed),
        FeedFormat::Json => json::write(kit.site(), &feed),
    }))
}

impl Output for HomeFeed {
    fn name(&self) -> &'static str {
        match self.0 {
            FeedFormat::Rss => "feed",
            FeedFormat::Atom => "feed-atom",
            FeedFormat::Json => "feed-json",
        }
    }

    fn class(&self) -> Class {
        Class::Feed
    }

    fn plan(&self, plan: &mut Planner<'_>) {
        self::plan(plan, List::Home, self.0, Subject::default());
    }

    fn ingredients<'k>(&self, kit: &'k Kit, _: Subject, add: Take<'_, 'k>) {
        List::Home.ingredients(kit, add);
    }

    fn make(&self, kit: &Kit, _: Subject) -> Result<Made, Changed> {
        write(kit, List::Home, self.0)
    }

    fn origin(&self, site: &Site, _: Subject) -> String {
        List::Home.origin(site)
    }
}

impl Output for TermFeed {
    fn name(&self) -> &'static str {
        use FeedFormat::{Atom, Json, Rss};
        match (self.0, self.1) {
            (TermKind::Topic, Rss) => "topic-feed",
            (TermKind::Topic, Atom) => "topic-feed-atom",
            (TermKind::Topic, Json) => "topic-feed-json",
            (TermKind::Story, Rss) => "story-feed",
            (TermKind::Story, Atom) => "story-feed-atom",
            (TermKind::Story, Json) => "story-feed-json",
            (TermKind::Author, Rss) => "author-feed",
            (TermKind::Author, Atom) => "author-feed-atom",
            (TermKind::Author, Json) => "author-feed-json",
            (_, Rss) => "tag-feed",
            (_, Atom) => "tag-feed-atom",
            (_, Json) => "tag-feed-json",
        }
    }

    fn is_said_to_clash(&self) -> bool {
        true
    }

    fn class(&self) -> Class {
        Class::Feed
    }

    fn plan(&self, plan: &mut Planner<'_>) {
        for (id, _) in plan.site.terms(self.0).iter() {
            self::plan(plan, List::Term(self.0, id), self.1, Subject { index: id.0, page: 0 });
        }
    }

    fn ingredients<'k>(&self, kit: &'k Kit, subject: Subject, add: Take<'_, 'k>) {
        List::Term(self.0, TermId(subject.index)).ingredients(kit, add);
    }

    fn make(&self, kit: &Kit, subject: Subject) -> Result<Made, Changed> {
        write(kit, List::Term(self.0, TermId(subject.index)), self.1)
    }

    fn origin(&self, site: &Site, subject: Subject) -> String {
        List::Term(self.0, TermId(subject.index)).origin(site)
    }
}

/// As many of a list of articles, newest first, as a feed holds.
pub fn newest(articles: &[ArticleId], items: usize) -> &[ArticleId] {
    &articles[..articles.len().min(items)]
}

/// What a feed shows of its articles: their cards, their texts, and who their outlets are.
pub(super) fn items<'k>(site: &'k Site, items: &[ArticleId], add: Take<'_, 'k>) {
    for id in items {
        let article = site.article(*id);
        super::ingredient::card(site, *id, add);
        add(What::Body(&article.document.path), article.body);
        if !article.document.facts.images.is_empty() {
            add(What::Rights, site.rights.digest());
        }
        super::article::outlets(site, article, add);
    }
}

/// The name and the words of a term, as its feed shows them.
fn term<'k>(site: &'k Site, kind: TermKind, id: TermId, add: Take<'_, 'k>) {
    let term = site.terms(kind).get(id);
    add(What::Link(kind, term), Digest::of(&(term.link, term.description(&site.config.language))));
}

/// The lists of a kind that have a feed, by name.
pub(super) fn lists(site: &Site, of: FeedOf) -> Vec<List> {
    let lists: Vec<List> = match of {
        FeedOf::Home => vec![List::Home],
        FeedOf::Editions => vec![List::Editions],
        FeedOf::Corrections => vec![List::Corrections],
        FeedOf::Topics | FeedOf::Tags | FeedOf::Stories | FeedOf::Authors => {
            let kind = list::kind(of);
            let terms = kind.map(|kind| (kind, site.terms(kind).with_page()));
            let terms = terms.into_iter();
            terms
                .flat_map(|(kind, terms)| terms.into_iter().map(move |(id, _)| List::Term(kind, id)))
                .collect()
        }
    };
    lists.into_iter().filter(|list| list.has_feed(site)).collect()
}
