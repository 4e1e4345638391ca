//! The lists that have feeds: where each stands, what its feed is made of, and its feed.

use std::borrow::Cow;

use super::model::{self, Feed};
use crate::config::FeedOf;
use crate::hash::Digest;
use crate::output::context::Context;
use crate::output::ingredient::Collect;
use crate::output::list::List;
use crate::output::origin::Origin;
use crate::output::{corrections, editions, term};
use crate::site::{ArticleId, Site};
use crate::source::Changed;

impl List {
    /// What it is called: "Trade", "Editions"; the home page is called like the site.
    pub fn name(self, context: &Context) -> String {
        let site = context.site();
        let texts = context.texts(&site.config.language);
        match self {
            Self::Home => site.config.title.clone(),
            Self::Editions => texts.plain("index.editions"),
            Self::Corrections => texts.plain("corrections.heading"),
            Self::Term(kind, id) => site.terms(kind).get(id).name.clone(),
        }
    }

    /// What its feed shows, whatever the format.
    pub(in crate::output) fn ingredients<'k>(self, context: &'k Context, add: Collect<'_, 'k>) {
        let site = context.site();
        match self {
            Self::Home => super::items(site, &latest(site), add),
            Self::Term(kind, id) => {
                super::term(site, kind, id, add);
                super::items(site, self.articles(site), add);
            }
            Self::Editions => editions::feed_ingredients(site, add),
            Self::Corrections => corrections::feed_ingredients(context, add),
        }
    }

    /// Its feed.
    ///
    /// # Errors
    /// When a file is not what it was.
    pub(in crate::output) fn feed(self, context: &Context) -> Result<Feed, Changed> {
        let site = context.site();
        let config = &site.config;
        let name = self.name(context);
        let (title, description, items) = match self {
            Self::Home => {
                let description = config.description.as_deref().or(config.tagline.as_deref());
                (name, description.map(Cow::Borrowed), model::articles(context, &latest(site))?)
            }
            Self::Term(kind, id) => {
                let description = site.terms(kind).get(id).description(&config.language);
                (model::title(context, &name), description, model::articles(context, self.articles(site))?)
            }
            Self::Editions => {
                let description = config.description.as_deref().map(Cow::Borrowed);
                (model::title(context, &name), description, editions::feed_items(context)?)
            }
            Self::Corrections => (model::title(context, &name), None, corrections::feed_items(context)),
        };
        Ok(Feed {
            title: super::text::clean(&title),
            description: description.as_deref().map(super::text::clean),
            page: self.url(site).into_owned(),
            id: self.id(site),
            items,
        })
    }

    /// Its articles, as many as its feed holds; only those of terms.
    fn articles(self, site: &Site) -> &[ArticleId] {
        match self {
            Self::Term(kind, id) => {
                super::newest(&site.terms(kind).get(id).articles, site.config.feeds.items)
            }
            _ => &[],
        }
    }

    /// The identity of its feed, in which there is no address: a custom UUID made from what the site is called for good
    /// (`feeds.id`, else its title), its language, what the list is of, and its slug.
    fn id(self, site: &Site) -> String {
        let config = &site.config;
        let own = config.feeds.id.as_ref().unwrap_or(&config.title);
        let of = self.of().map_or("", FeedOf::as_str);
        let slug = match self {
            Self::Term(kind, id) => site.terms(kind).get(id).slug.as_str(),
            _ => "",
        };
        let name = format!("newsprint\0feed\0{own}\0{}\0{of}\0{slug}", config.language);
        Digest::of_bytes(name.as_bytes()).urn()
    }

    /// What it is, for messages.
    pub(in crate::output) fn origin(self, site: &Site) -> Origin {
        match self {
            Self::Home => Origin::Own("the home page's feed"),
            Self::Editions => Origin::Own("the feed of editions"),
            Self::Corrections => Origin::Own("the feed of corrections"),
            Self::Term(kind, id) => Origin::Feed(Box::new(term::origin(site, kind, id))),
        }
    }
}

fn latest(site: &Site) -> Vec<ArticleId> {
    site.latest().take(site.config.feeds.items).collect()
}
