//! The reader's search: its page, and the index that the browser asks.
//!
//! ```text
//! /search/                    the page
//! /search/index.json          which segments there are, and how words lose their endings: [`manifest`]
//! /search/<segment>/<n>.bin   words and the articles that have them: [`shards`]
//! /search/<segment>/<n>.json  what is shown of articles: [`tables`]
//! /search/names.json          topics, tags, stories, outlets, authors, editions and pages by name: [`names`]
//! /search/words.json          words of headlines, for what was mistyped: [`names`]
//! ```
//!
//! Each language has its own. Which segments there are follows from the dates of articles ([`segments`](super::segments)).

pub mod manifest;
pub mod names;
pub mod shards;
pub mod tables;

use super::context::Context;
use super::ingredient::{Collect, Ingredient};
use super::job::{Made, Output, Planner, Subject};
use super::origin::Origin;
use super::segments::{SegmentPlace, places};
use super::urls;
use super::view::SearchPage;
use super::view::head::Head;
use super::view::structured;
use crate::output::class::Class;
use crate::site::Site;
use crate::source::Changed;

/// Plans the files of all segments, `count` of each.
fn plan_segments(plan: &mut Planner<'_>, count: fn(&SegmentPlace) -> usize, ending: &str) {
    if !plan.site.has_search() {
        return;
    }
    for (index, place) in (0..).zip(places(plan.site)) {
        for page in 0..count(&place) {
            plan.add_file(
                &place.url(plan.site, &format!("{page}.{ending}")),
                Subject { index, page: page as u32 },
            );
        }
    }
}

/// `/search/`, by `search.html`.
pub struct Search;

impl Output for Search {
    fn name(&self) -> &'static str {
        "search"
    }

    fn class(&self) -> Class {
        Class::Page
    }

    fn plan(&self, plan: &mut Planner<'_>) {
        if plan.site.has_search() {
            plan.add(&urls::search(plan.site), Subject::default());
        }
    }

    fn ingredients<'k>(&self, context: &'k Context, _: Subject, add: Collect<'_, 'k>) {
        add(Ingredient::Navigation, context.site().shell);
    }

    fn make(&self, context: &Context, _: Subject) -> Result<Made, Changed> {
        let site = context.site();
        let language = site.config.language.clone();
        let title = context.texts(&language).plain("search.title");
        let url = urls::search(site);
        let description = context.described("search", &title, 0, &language, 0);
        let description = Some(description.as_str());
        let data = structured::plain(site, &title, &url, None);
        let head = Head { title: &title, description, url: &url, data, ..Head::default() };
        let page = head.page(context, "search", &language);
        Ok(Made::template("search.html", &SearchPage { site: context.site_value(), page }, language))
    }

    fn origin(&self, _: &Site, _: Subject) -> Origin {
        Origin::Own("the search")
    }
}
