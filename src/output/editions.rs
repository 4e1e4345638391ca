//! The index of editions, and the feed whose items are whole editions.

use super::context::Context;
use super::edition;
use super::feeds::model::{FeedItem, headline, other_language};
use super::feeds::text;
use super::ingredient::{Collect, Ingredient};
use super::job::{Made, Output, Planner, Subject};
use super::list::List;
use super::origin::Origin;
use super::paged::PagedList;
use super::urls::{self, ascii};
use super::view::editions::{EditionsPage, edition as view_of};
use super::view::{head::Head, structured};
use crate::output::class::Class;
use crate::site::{Edition, Site};
use crate::source::Changed;

/// `/editions/`, `/editions/page/2/` …, by `editions.html`; none when there are no editions.
pub struct EditionIndex;

impl Output for EditionIndex {
    fn name(&self) -> &'static str {
        "editions"
    }

    fn class(&self) -> Class {
        Class::List
    }

    fn plan(&self, plan: &mut Planner<'_>) {
        if !plan.site.editions.is_empty() {
            list(plan.site).plan(plan, 0);
        }
    }

    fn ingredients<'k>(&self, context: &'k Context, subject: Subject, add: Collect<'_, 'k>) {
        let site = context.site();
        let page = list(site).at(subject);
        page.shown().iter().for_each(|edition| add(Ingredient::Edition(edition), edition.shown()));
        page.ingredient(add);
        add(Ingredient::Navigation, site.shell);
    }

    fn make(&self, context: &Context, subject: Subject) -> Result<Made, Changed> {
        let site = context.site();
        let page = list(site).at(subject);
        let language = site.config.language.clone();
        let (url, index) = (page.url(), urls::editions(site));
        let name = context.texts(&language).plain("index.editions");
        let title = page.title(context, &name, &language);
        let description = page.description(context, None, ("editions", &name), &language);
        let head = Head {
            feed: List::Editions.has_feed(site).then_some((&*name, &*index)),
            data: structured::editions(site, context.texts(&language), page.shown(), page.before(), &index),
            ..page.head(&url, &title, &description)
        };
        let view = EditionsPage {
            site: context.site_value(),
            page: head.page(context, "editions", &language),
            editions: page.shown().iter().map(|edition| view_of((site, context.tones()), edition)).collect(),
            pager: page.pager(),
        };
        Ok(Made::template("editions.html", &view, language))
    }

    fn origin(&self, _: &Site, _: Subject) -> Origin {
        Origin::Index("editions")
    }
}

fn list(site: &Site) -> PagedList<'_, Edition> {
    PagedList::new(site, urls::editions(site), &site.editions)
}

fn newest(site: &Site) -> &[Edition] {
    &site.editions[..site.editions.len().min(site.config.feeds.items)]
}

/// What the feed shows: each edition whole, and of what it picks who reported it.
pub(super) fn feed_ingredients<'k>(site: &'k Site, add: Collect<'_, 'k>) {
    for edition in newest(site) {
        edition::ingredients(site, edition, add);
        for id in &edition.page.cards {
            super::article::outlets(site, site.article(*id), add);
        }
        if !edition.page.document.facts.images.is_empty() {
            add(Ingredient::Rights, site.rights.digest());
        }
    }
}

/// The items of the feed.
///
/// # Errors
/// When the file of an edition is not what it was.
pub(super) fn feed_items(context: &Context) -> Result<Vec<FeedItem>, Changed> {
    newest(context.site()).iter().map(|edition| item(context, edition)).collect()
}

/// A whole edition as an item.
fn item(context: &Context, edition: &Edition) -> Result<FeedItem, Changed> {
    let site = context.site();
    let document = &edition.page.document;
    let url = ascii(site, &edition.page.url);
    let updated = document.front.updated.map_or(edition.date, |updated| updated.max(edition.date));
    Ok(FeedItem {
        id: text::clean(&edition.id),
        title: headline(&document.front.title, &url),
        url,
        published: edition.date,
        updated,
        language: other_language(document.language(&site.config.language), site),
        authors: Vec::new(),
        sources: Vec::new(),
        categories: Vec::new(),
        summary: text::clean(&document.summary(&site.config.language)),
        content: if site.config.feeds.full { Some(edition::html(context, edition)?.into()) } else { None },
        picture: None,
        rights: Vec::new(),
    })
}
