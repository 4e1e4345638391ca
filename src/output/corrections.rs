//! The list of corrections, and its feed: corrections, clarifications and retractions of all live articles.

use super::feeds::identity::of_part;
use super::feeds::model::{Item, headline, other_language};
use super::feeds::text::clean;
use super::ingredient::{Take, What};
use super::job::{Made, Output, Planner, Subject};
use super::kit::Kit;
use super::list::List;
use super::origin::Origin;
use super::urls::{self, ascii, page_url, pages, slice};
use super::view::head::Head;
use super::view::structured;
use super::view::{self, CorrectionEntry, CorrectionsPage};
use crate::hash::Digest;
use crate::output::class::Class;
use crate::site::{Corrected, Site};
use crate::source::Changed;

/// `/corrections/`, by `corrections.html`; none when nothing was corrected.
pub struct Corrections;

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
            plan.add(&page_url(&urls::corrections(site), page), Subject { index: 0, page: page as u32 });
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
        let list = urls::corrections(site);
        let url = page_url(&list, page);
        let pager = view::pager(
            &site.config.base_url,
            &urls::corrections(site),
            page,
            site.corrections.len(),
            per_page,
        );
        let prev = (page > 0).then(|| page_url(&urls::corrections(site), page - 1));
        let next = (page + 1 < pager.pages).then(|| page_url(&urls::corrections(site), page + 1));
        let listed = slice(&site.corrections, page, per_page);
        let description = kit.described("corrections", &heading, site.corrections.len(), &language, page);
        let head = Head {
            title: &title,
            description: Some(&description),
            url: &url,
            prev: prev.as_deref(),
            next: next.as_deref(),
            feed: List::Corrections.has_feed(site).then_some((&*heading, &*list)),
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

    fn origin(&self, _: &Site, _: Subject) -> Origin {
        Origin::Own("the list of corrections")
    }
}

fn entry(site: &Site, one: Corrected) -> CorrectionEntry {
    let (article, correction) = site.correction(one);
    CorrectionEntry {
        title: article.document.front.title.to_string(),
        url: site.config.base_url.page(&urls::correction(site, one)),
        date: correction.date.to_rfc3339(),
        kind: correction.kind.as_str(),
        text: correction.text.to_string(),
        language: article.language(&site.config.language).to_owned(),
    }
}

/// What the feed shows.
pub(super) fn feed_ingredients<'k>(kit: &'k Kit, add: Take<'_, 'k>) {
    shown(kit, slice(&kit.site().corrections, 0, kit.site().config.feeds.items), add);
}

/// The items of the feed.
pub(super) fn feed_items(kit: &Kit) -> Vec<Item> {
    let site = kit.site();
    let texts = kit.texts(&site.config.language);
    let item = |one: &Corrected| {
        let (article, correction) = site.correction(*one);
        let kind = texts.plain(&format!("corrections.{}", correction.kind.as_str()));
        let anchor = site.correction_anchor(*one);
        let url = ascii(site, &urls::correction(site, *one));
        Item {
            id: of_part(&article.id, &anchor),
            title: headline(&format!("{kind}: {}", article.document.front.title), &url),
            url,
            published: correction.date,
            updated: correction.date,
            language: other_language(article.language(&site.config.language), site),
            authors: Vec::new(),
            sources: Vec::new(),
            categories: Vec::new(),
            summary: clean(&correction.text),
            content: None,
            picture: None,
            rights: Vec::new(),
        }
    };
    slice(&site.corrections, 0, site.config.feeds.items).iter().map(item).collect()
}
