//! The list of corrections, and its feed: corrections, clarifications and retractions of all live articles.

use rss::{Guid, Item};

use super::feeds::title as feed_title;
use super::ingredient::{Take, What};
use super::rss::{Feed, channel, clean, rfc2822};
use super::term::slice;
use super::view::head::{Head, escape};
use super::view::structured;
use super::view::{self, CorrectionEntry, CorrectionsPage};
use super::{Kit, Made, Output, Planner, Subject, feed_url, page_url, pages};
use crate::build::sink::Class;
use crate::hash::Digest;
use crate::site::{Corrected, Site};
use crate::source::Changed;

/// Where the list stands, without base path.
pub fn index(site: &Site) -> String {
    site.at("/corrections/")
}

/// `/corrections/`, by `corrections.html`; none when nothing was corrected.
pub struct Corrections;
/// `/corrections/feed.xml`.
pub struct CorrectionsFeed;

/// What entries show, each an ingredient.
fn shown<'k>(kit: &'k Kit, entries: &[Corrected], add: Take<'_, 'k>) {
    let site = kit.site();
    for one in entries {
        let (article, _) = site.correction(*one);
        add(What::Correction(&article.document.path), site.correction_digest(*one));
    }
}

impl Output for Corrections {
    fn name(&self) -> &'static str {
        "corrections"
    }

    fn class(&self) -> Class {
        Class::List
    }

    fn plan(&self, plan: &mut Planner<'_>) {
        let site = plan.site;
        if site.corrections.is_empty() {
            return;
        }
        for page in 0..pages(site.corrections.len(), site.config.paginate) {
            plan.add(&page_url(&index(site), page), Subject { index: 0, page: page as u32 });
        }
    }

    fn ingredients<'k>(&self, kit: &'k Kit, subject: Subject, add: Take<'_, 'k>) {
        let site = kit.site();
        let per_page = site.config.paginate;
        shown(kit, slice(&site.corrections, subject.page as usize, per_page), add);
        add(What::Length, Digest::of(&(site.corrections.len(), per_page)));
        add(What::Navigation, site.shell);
    }

    fn make(&self, kit: &Kit, subject: Subject) -> Result<Made, Changed> {
        let site = kit.site();
        let language = site.config.language.clone();
        let (page, per_page) = (subject.page as usize, site.config.paginate);
        let heading = kit.texts(&language).plain("corrections.heading");
        let title = kit.numbered(&heading, &language, page);
        let url = page_url(&index(site), page);
        let pager = view::pager(&site.config.base_url, &index(site), page, site.corrections.len(), per_page);
        let prev = (page > 0).then(|| page_url(&index(site), page - 1));
        let next = (page + 1 < pager.pages).then(|| page_url(&index(site), page + 1));
        let listed = slice(&site.corrections, page, per_page);
        let head = Head {
            title: &title,
            url: &url,
            prev: prev.as_deref(),
            next: next.as_deref(),
            feed: Some((&heading, &feed_url(&index(site)))),
            data: structured::corrections(site, kit.texts(&language), listed, page * per_page),
            ..Head::default()
        };
        let view = CorrectionsPage {
            site: kit.site_value(),
            page: head.page(kit, "corrections", &language),
            corrections: listed.iter().map(|one| entry(site, *one)).collect(),
            pager,
        };
        Ok(Made::Template { name: "corrections.html".to_owned(), context: view::context(&view), language })
    }

    fn origin(&self, _: &Site, _: Subject) -> String {
        "the list of corrections".to_owned()
    }
}

/// Where an entry leads, without base path: to the notice on the article.
pub(super) fn notice(site: &Site, one: Corrected) -> String {
    let (article, _) = site.correction(one);
    format!("{}#{}", article.url, article.correction_anchor(one.number))
}

fn entry(site: &Site, one: Corrected) -> CorrectionEntry {
    let (article, correction) = site.correction(one);
    CorrectionEntry {
        title: article.document.front.title.to_string(),
        url: site.config.base_url.page(&notice(site, one)),
        date: correction.date.to_rfc3339(),
        kind: correction.kind.as_str(),
        text: correction.text.to_string(),
        language: article.language(&site.config.language).to_owned(),
    }
}

impl Output for CorrectionsFeed {
    fn name(&self) -> &'static str {
        "corrections-feed"
    }

    fn class(&self) -> Class {
        Class::Feed
    }

    fn plan(&self, plan: &mut Planner<'_>) {
        if !plan.site.corrections.is_empty() {
            plan.add(&feed_url(&index(plan.site)), Subject::default());
        }
    }

    fn ingredients<'k>(&self, kit: &'k Kit, _: Subject, add: Take<'_, 'k>) {
        shown(kit, slice(&kit.site().corrections, 0, kit.site().config.feeds.items), add);
    }

    fn make(&self, kit: &Kit, _: Subject) -> Result<Made, Changed> {
        let site = kit.site();
        let texts = kit.texts(&site.config.language);
        let entries = slice(&site.corrections, 0, site.config.feeds.items);
        let item = |one: &Corrected| {
            let (article, correction) = site.correction(*one);
            let kind = texts.plain(&format!("corrections.{}", correction.kind.as_str()));
            let anchor = article.correction_anchor(one.number);
            Item {
                title: Some(clean(&format!("{kind}: {}", article.document.front.title))),
                link: Some(site.config.base_url.absolute(&notice(site, *one))),
                description: Some(clean(&escape(&correction.text))),
                guid: Some(Guid { value: clean(&format!("{}#{anchor}", article.id)), permalink: false }),
                pub_date: Some(rfc2822(correction.date.timestamp)),
                ..Item::default()
            }
        };
        let feed = Feed {
            title: &feed_title(kit, &texts.plain("corrections.heading")),
            description: None,
            url: &index(site),
            language: None,
            items: entries.iter().map(item).collect(),
            newest: entries.first().map(|one| site.correction(*one).1.date.timestamp),
        };
        Ok(channel(kit, feed))
    }

    fn origin(&self, _: &Site, _: Subject) -> String {
        "the feed of corrections".to_owned()
    }
}
