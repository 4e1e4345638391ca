//! A copy of the latest edition in readers' browsers: the worker that keeps it, and the page that stands in place of all else.
//!
//! Each language has its own, so that nobody keeps what they do not read: `/service-worker.js` for pages below `/`,
//! `/uk/service-worker.js` for those below `/uk/`. The worker's text is `offline/service-worker.js` below a line that says what
//! it keeps: browsers look at nothing but these bytes to find out whether there is something new, so they are others when, and
//! only when, what is kept is other.

mod kept;

use serde::Serialize;

use self::kept::Kept;
use super::context::Context;
use super::ingredient::{Collect, Ingredient};
use super::job::{Made, Output, Planner, Subject};
use super::origin::Origin;
use super::view::editions;
use super::view::head::Head;
use super::view::social::Share;
use super::{edition, ingredient, urls};
use crate::config::Offline;
use crate::hash::{Digest, Hasher};
use crate::output::class::Class;
use crate::output::view::OfflinePage;
use crate::site::Site;
use crate::source::Changed;
use std::hash::Hash;

/// `/service-worker.js`. A site's own in `static/` wins.
pub struct Workers;
/// `/offline.html`, by the template of that name.
pub struct OfflinePages;

/// What the browser runs: it keeps what the first line names.
const KEEPS: &str = include_str!("offline/service-worker.js");
/// The same for sites that had one: it takes itself away.
const REMOVES: &str = include_str!("offline/remove-worker.js");

/// How many digits of a hash tell versions apart.
const DIGITS: usize = 16;

/// The first line of a worker.
#[derive(Serialize)]
struct KeptCopy {
    /// The path below which its pages stand: part of the names of its caches.
    scope: String,
    /// Stands for what is kept: the name of the cache.
    version: String,
    /// What is kept: the first is what there must be.
    pages: Vec<String>,
    /// Pictures of these pages, each in one size.
    pictures: Vec<String>,
    /// The page in place of those that are not kept.
    fallback: String,
}

/// All that decides what is kept, and what of it shows.
fn ingredients<'k>(context: &'k Context, add: Collect<'_, 'k>) {
    let site = context.site();
    let kept = Kept::of(context);
    add(Ingredient::Length, Digest::of(&(kept.pages(site), kept.pictures(site))));
    let Kept { edition, articles } = kept;
    if let Some(edition) = edition {
        edition::ingredients(site, edition, add);
    }
    for id in articles {
        let article = site.article(id);
        ingredient::card(site, id, add);
        add(Ingredient::Body(&article.document.path), article.body);
    }
}

fn copy(context: &Context) -> KeptCopy {
    let site = context.site();
    let base = &site.config.base_url;
    let kept = Kept::of(context);
    let mut hasher = Hasher::default();
    KEEPS.hash(&mut hasher);
    ingredients(context, &mut |_, digest| digest.hash(&mut hasher));
    KeptCopy {
        scope: base.page(&site.at("/")),
        version: hasher.digest().short(DIGITS),
        pages: kept.pages(site).iter().map(|page| urls::print_url(base, page)).collect(),
        pictures: kept.pictures(site),
        fallback: base.page(&urls::offline(site)),
    }
}

impl Output for Workers {
    fn name(&self) -> &'static str {
        "service-worker"
    }

    /// It is put into place after what it names.
    fn class(&self) -> Class {
        Class::Feed
    }

    fn plan(&self, plan: &mut Planner<'_>) {
        let url = urls::worker(plan.site);
        let is_own = plan.assets.contains_key(url.trim_start_matches('/'));
        if plan.site.config.offline != Offline::Off && !is_own {
            plan.add_file(&url, Subject::default());
        }
    }

    fn ingredients<'k>(&self, context: &'k Context, _: Subject, add: Collect<'_, 'k>) {
        let mode = context.site().config.offline;
        add(Ingredient::Setting("offline"), Digest::of(&mode));
        if mode == Offline::On {
            ingredients(context, add);
        }
    }

    fn make(&self, context: &Context, _: Subject) -> Result<Made, Changed> {
        let site = context.site();
        let text = match site.config.offline {
            Offline::On => {
                let copy = serde_json::to_string(&copy(context)).unwrap_or_default();
                format!("const copy = {copy};\n{KEEPS}")
            }
            Offline::Off | Offline::Remove => {
                let scope = serde_json::Value::from(site.config.base_url.page(&site.at("/")));
                format!("const scope = {scope};\n{REMOVES}")
            }
        };
        Ok(Made::Bytes(text.into_bytes()))
    }

    fn origin(&self, _: &Site, _: Subject) -> Origin {
        Origin::Own("`offline:` in newsprint.yaml")
    }
}

impl Output for OfflinePages {
    fn name(&self) -> &'static str {
        "offline"
    }

    fn class(&self) -> Class {
        Class::Page
    }

    fn plan(&self, plan: &mut Planner<'_>) {
        if plan.site.config.offline == Offline::On {
            plan.add(&urls::offline(plan.site), Subject::default());
        }
    }

    fn ingredients<'k>(&self, context: &'k Context, _: Subject, add: Collect<'_, 'k>) {
        ingredients(context, add);
        let edition = Kept::of(context).edition;
        let image = edition.and_then(|edition| edition.page.document.front.image.as_deref());
        ingredient::rights(context.site(), image, add);
        add(Ingredient::Navigation, context.site().shell);
    }

    fn make(&self, context: &Context, _: Subject) -> Result<Made, Changed> {
        let site = context.site();
        let Kept { edition, articles } = Kept::of(context);
        let language = site.config.language.clone();
        let title = context.texts(&language).plain("offline.title");
        let url = urls::offline(site);
        let head = Head { title: &title, url: &url, noindex: true, share: Share::Nothing, ..Head::default() };
        let view = OfflinePage {
            site: context.site_value(),
            page: head.page(context, "offline", &language),
            edition: edition.map(|edition| editions::edition((site, context.tones()), edition)),
            articles: context.cards(&articles),
        };
        Ok(Made::template("offline.html", &view, language))
    }

    fn origin(&self, _: &Site, _: Subject) -> Origin {
        Origin::Own("the page for readers without a network")
    }
}
