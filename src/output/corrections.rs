//! The list of corrections, and its feed: corrections, clarifications and retractions of all live articles.

use super::context::Context;
use super::feeds::identity::of_part;
use super::feeds::model::{FeedItem, headline, other_language};
use super::feeds::text::clean;
use super::ingredient::{Collect, Ingredient};
use super::job::{Made, Output, Planner, Subject};
use super::list::List;
use super::origin::Origin;
use super::paged::PagedList;
use super::urls::{self, ascii, slice};
use super::view::head::Head;
use super::view::structured;
use super::view::{CorrectionEntry, CorrectionsPage};
use crate::output::class::Class;
use crate::site::{Corrected, Site};
use crate::source::Changed;

/// `/corrections/`, by `corrections.html`; none when nothing was corrected.
pub struct Corrections;

/// What entries show, each an ingredient.
fn shown<'k>(context: &'k Context, entries: &[Corrected], add: Collect<'_, 'k>) {
    let site = context.site();
    for one in entries {
        let (article, _) = site.correction(*one);
        add(Ingredient::Correction(&article.document.path), site.correction_digest(*one));
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
        if !plan.site.corrections.is_empty() {
            list(plan.site).plan(plan, 0);
        }
    }

    fn ingredients<'k>(&self, context: &'k Context, subject: Subject, add: Collect<'_, 'k>) {
        let site = context.site();
        let page = list(site).at(subject);
        shown(context, page.shown(), add);
        page.ingredient(add);
        add(Ingredient::Navigation, site.shell);
    }

    fn make(&self, context: &Context, subject: Subject) -> Result<Made, Changed> {
        let site = context.site();
        let language = site.config.language.clone();
        let page = list(site).at(subject);
        let heading = context.texts(&language).plain("corrections.heading");
        let title = page.title(context, &heading, &language);
        let (url, index) = (page.url(), urls::corrections(site));
        let description = page.description(context, None, ("corrections", &heading), &language);
        let head = Head {
            feed: List::Corrections.has_feed(site).then_some((&*heading, &*index)),
            data: structured::corrections(site, context.texts(&language), page.shown(), page.before()),
            ..page.head(&url, &title, &description)
        };
        let view = CorrectionsPage {
            site: context.site_value(),
            page: head.page(context, "corrections", &language),
            corrections: page.shown().iter().map(|one| entry(site, *one)).collect(),
            pager: page.pager(),
        };
        Ok(Made::template("corrections.html", &view, language))
    }

    fn origin(&self, _: &Site, _: Subject) -> Origin {
        Origin::Own("the list of corrections")
    }
}

fn list(site: &Site) -> PagedList<'_, Corrected> {
    PagedList::new(site, urls::corrections(site), &site.corrections)
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
pub(super) fn feed_ingredients<'k>(context: &'k Context, add: Collect<'_, 'k>) {
    shown(context, slice(&context.site().corrections, 0, context.site().config.feeds.items), add);
}

/// The items of the feed.
pub(super) fn feed_items(context: &Context) -> Vec<FeedItem> {
    let site = context.site();
    let texts = context.texts(&site.config.language);
    let item = |one: &Corrected| {
        let (article, correction) = site.correction(*one);
        let kind = texts.plain(&format!("corrections.{}", correction.kind.as_str()));
        let anchor = site.correction_anchor(*one);
        let url = ascii(site, &urls::correction(site, *one));
        FeedItem {
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
