//! The feeds of lists of articles: the home page's, and one per topic, tag and story.
//!
//! What a feed is made of stands here; the XML is of [`super::rss`].

use super::ingredient::{self, Take, What};
use super::rss::{self, Feed};
use super::{Kit, Made, Output, Planner, Subject, feed_url};
use crate::build::sink::Class;
use crate::hash::Digest;
use crate::site::{ArticleId, Site, TermId, TermKind};
use crate::source::Changed;

/// `/feed.xml`.
pub struct HomeFeed;
/// `/topics/<slug>/feed.xml`, and those of tags, authors and stories.
pub struct TermFeed(pub TermKind);

impl Output for HomeFeed {
    fn name(&self) -> &'static str {
        "feed"
    }

    fn class(&self) -> Class {
        Class::Feed
    }

    fn plan(&self, plan: &mut Planner<'_>) {
        plan.add(&feed_url(&plan.site.at("/")), Subject::default());
    }

    fn ingredients<'k>(&self, kit: &'k Kit, _: Subject, add: Take<'_, 'k>) {
        items(kit.site(), &latest(kit.site()), add);
    }

    fn make(&self, kit: &Kit, _: Subject) -> Result<Made, Changed> {
        let site = kit.site();
        let description = site.config.description.as_deref().or(site.config.tagline.as_deref());
        let (items, newest) = rss::articles(kit, &latest(site))?;
        let feed = Feed {
            title: &site.config.title,
            description,
            url: &site.at("/"),
            language: None,
            items,
            newest,
        };
        Ok(rss::channel(kit, feed))
    }

    fn origin(&self, _: &Site, _: Subject) -> String {
        "the home page's feed".to_owned()
    }
}

impl Output for TermFeed {
    fn name(&self) -> &'static str {
        match self.0 {
            TermKind::Topic => "topic-feed",
            TermKind::Story => "story-feed",
            TermKind::Author => "author-feed",
            _ => "tag-feed",
        }
    }

    fn is_said_to_clash(&self) -> bool {
        true
    }

    fn class(&self) -> Class {
        Class::Feed
    }

    fn plan(&self, plan: &mut Planner<'_>) {
        let site = plan.site;
        for (id, term) in
            site.terms(self.0).iter().filter(|(_, term)| super::term::has_feed(site, self.0, term))
        {
            plan.add(&feed_url(&term.url), Subject { index: id.0, page: 0 });
        }
    }

    fn ingredients<'k>(&self, kit: &'k Kit, subject: Subject, add: Take<'_, 'k>) {
        let site = kit.site();
        let term = site.terms(self.0).get(TermId(subject.index));
        add(What::Link(self.0, term), Digest::of(&(term.link, term.description(&site.config.language))));
        items(site, newest(&term.articles, site.config.feeds.items), add);
    }

    fn make(&self, kit: &Kit, subject: Subject) -> Result<Made, Changed> {
        let site = kit.site();
        let term = site.terms(self.0).get(TermId(subject.index));
        let title = title(kit, &term.name);
        let description = term.description(&site.config.language);
        let (items, newest) = rss::articles(kit, newest(&term.articles, site.config.feeds.items))?;
        let feed = Feed {
            title: &title,
            description: description.as_deref(),
            url: &term.url,
            language: None,
            items,
            newest,
        };
        Ok(rss::channel(kit, feed))
    }

    fn origin(&self, site: &Site, subject: Subject) -> String {
        format!("the feed of {}", super::term::origin(site, self.0, TermId(subject.index)))
    }
}

/// The title of the feed of a list: "Trade – The Brief Desk".
pub fn title(kit: &Kit, list: &str) -> String {
    let config = &kit.site().config;
    let title = kit.texts(&config.language).get("title.feed", None, &|place| match place {
        "title" => Some(list.to_owned()),
        "site" => Some(config.title.clone()),
        _ => None,
    });
    title.unwrap_or_else(|| list.to_owned())
}

/// As many of a list of articles, newest first, as a feed holds.
pub fn newest(articles: &[ArticleId], items: usize) -> &[ArticleId] {
    &articles[..articles.len().min(items)]
}

fn latest(site: &Site) -> Vec<ArticleId> {
    site.latest().take(site.config.feeds.items).collect()
}

/// What a feed shows of its articles: their cards, their texts, and who their outlets are.
pub fn items<'k>(site: &'k Site, items: &[ArticleId], add: Take<'_, 'k>) {
    for id in items {
        let article = site.article(*id);
        ingredient::card(site, *id, add);
        add(What::Body(&article.document.path), article.body);
        if !article.document.facts.images.is_empty() {
            add(What::Rights, site.rights.digest());
        }
        super::article::outlets(site, article, add);
    }
}
