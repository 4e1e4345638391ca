//! The index of editions, and the feed whose items are whole editions.

use ::rss::{Guid, Item};

use super::edition;
use super::feeds;
use super::ingredient::{Take, What};
use super::rss::{self, Feed};
use super::term::slice;
use super::view::editions::EditionsPage;
use super::view::{self, head, head::Head, structured};
use super::{Kit, Made, Output, Planner, Subject, feed_url, page_url, pages};
use crate::build::sink::Class;
use crate::hash::Digest;
use crate::site::{Edition, Site};
use crate::source::Changed;

/// Where the index stands, without base path.
pub fn index(site: &Site) -> String {
    site.at("/editions/")
}

/// `/editions/`, `/editions/page/2/` …, by `editions.html`; none when there are no editions.
pub struct EditionIndex;
/// `/editions/feed.xml`.
pub struct EditionFeed;

impl Output for EditionIndex {
    fn name(&self) -> &'static str {
        "editions"
    }

    fn class(&self) -> Class {
        Class::List
    }

    fn plan(&self, plan: &mut Planner<'_>) {
        let site = plan.site;
        if !site.editions.is_empty() {
            for page in 0..pages(site.editions.len(), site.config.paginate) {
                plan.add(&page_url(&index(site), page), Subject { index: 0, page: page as u32 });
            }
        }
    }

    fn ingredients<'k>(&self, kit: &'k Kit, subject: Subject, add: Take<'_, 'k>) {
        let site = kit.site();
        let (page, per_page) = (subject.page as usize, site.config.paginate);
        slice(&site.editions, page, per_page)
            .iter()
            .for_each(|edition| add(What::Edition(edition), edition.shown()));
        add(What::Length, Digest::of(&(site.editions.len(), per_page)));
        add(What::Navigation, site.shell);
    }

    fn make(&self, kit: &Kit, subject: Subject) -> Result<Made, Changed> {
        let site = kit.site();
        let page = subject.page as usize;
        let language = site.config.language.clone();
        let per_page = site.config.paginate;
        let pager = view::pager(&site.config.base_url, &index(site), page, site.editions.len(), per_page);
        let url = page_url(&index(site), page);
        let prev = (page > 0).then(|| page_url(&index(site), page - 1));
        let next = (page + 1 < pager.pages).then(|| page_url(&index(site), page + 1));
        let name = kit.texts(&language).plain("index.editions");
        let title = kit.numbered(&name, &language, page);
        let feed = feed_url(&index(site));
        let (shown, list) = (slice(&site.editions, page, per_page), index(site));
        let head = Head {
            title: &title,
            url: &url,
            prev: prev.as_deref(),
            next: next.as_deref(),
            feed: Some((&name, &feed)),
            data: structured::editions(site, kit.texts(&language), shown, page * per_page, &list),
            ..Head::default()
        };
        let view = EditionsPage {
            site: kit.site_value(),
            page: head.page(kit, "editions", &language),
            editions: shown.iter().map(|edition| edition::view(site, edition)).collect(),
            pager,
        };
        Ok(Made::Template { name: "editions.html".to_owned(), context: view::context(&view), language })
    }

    fn origin(&self, _: &Site, _: Subject) -> String {
        "the index of editions".to_owned()
    }
}

impl Output for EditionFeed {
    fn name(&self) -> &'static str {
        "editions-feed"
    }

    fn class(&self) -> Class {
        Class::Feed
    }

    fn plan(&self, plan: &mut Planner<'_>) {
        if !plan.site.editions.is_empty() {
            plan.add(&feed_url(&index(plan.site)), Subject::default());
        }
    }

    fn ingredients<'k>(&self, kit: &'k Kit, _: Subject, add: Take<'_, 'k>) {
        let site = kit.site();
        for edition in newest(site) {
            edition::ingredients(site, edition, add);
            if !edition.page.document.facts.images.is_empty() {
                add(What::Rights, site.rights.digest());
            }
        }
    }

    fn make(&self, kit: &Kit, _: Subject) -> Result<Made, Changed> {
        let site = kit.site();
        let title = feeds::title(kit, &kit.texts(&site.config.language).plain("index.editions"));
        let editions = newest(site);
        let items = editions.iter().map(|edition| item(kit, edition)).collect::<Result<_, _>>()?;
        let changed = editions.iter().map(|edition| {
            let updated = edition.page.document.front.updated.map_or(i64::MIN, |date| date.timestamp);
            updated.max(edition.date.timestamp)
        });
        let feed = Feed {
            title: &title,
            description: site.config.description.as_deref(),
            url: &index(site),
            language: None,
            items,
            newest: changed.max(),
        };
        Ok(rss::channel(kit, feed))
    }

    fn origin(&self, _: &Site, _: Subject) -> String {
        "the feed of editions".to_owned()
    }
}

fn newest(site: &Site) -> &[Edition] {
    &site.editions[..site.editions.len().min(site.config.feeds.items)]
}

/// A whole edition as an item of a feed.
fn item(kit: &Kit, edition: &Edition) -> Result<Item, Changed> {
    let site = kit.site();
    let document = &edition.page.document;
    let summary = document.summary(&site.config.language);
    let content = if site.config.feeds.full { Some(rss::clean(&edition::html(kit, edition)?)) } else { None };
    Ok(Item {
        title: Some(rss::clean(&document.front.title)),
        link: Some(site.config.base_url.absolute(&edition.page.url)),
        description: (!summary.is_empty()).then(|| rss::clean(&head::escape(&summary))),
        guid: Some(Guid { value: rss::clean(&edition.id), permalink: false }),
        pub_date: Some(rss::rfc2822(edition.date.timestamp)),
        content,
        ..Item::default()
    })
}
