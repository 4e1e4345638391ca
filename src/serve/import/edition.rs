//! The editions that are drafts, for those who look for one, and the briefs that go into them from a list of articles.

use serde_json::{Value, json};

use super::ask::{Briefs, Editions};
use super::words::worded;
use super::work::{OFFERED, in_language, recalled};
use crate::import::article::Article;
use crate::import::facts::{Found, Provenance};
use crate::import::known::brief;
use crate::import::place;
use crate::serve::http::Server;
use crate::serve::live::Live;
use crate::site::{Edition, Site};

/// The editions that an import can add something to, as they are now.
pub(super) fn list(server: &Server, live: &Live, asked: &Editions) -> Result<Value, String> {
    let previewed = recalled(server, asked.number)?;
    Ok(json!({ "editions": open(in_language(live, &previewed.into)?.site()) }))
}

/// The editions of a site that are drafts.
pub(super) fn open(site: &Site) -> Vec<Value> {
    place::open_editions(site).take(OFFERED).map(|edition| shown(site, edition)).collect()
}

/// An edition as the page names it: its title and its file, and its page.
pub(super) fn shown(site: &Site, edition: &Edition) -> Value {
    let document = &edition.page.document;
    json!({
        "title": document.front.title,
        "path": &*document.path,
        "url": site.config.base_url.page(&edition.page.url),
    })
}

/// Adds briefs of articles that a page names to an edition; what an edition has already is named instead.
pub(super) fn add(server: &Server, live: &Live, asked: &Briefs) -> Result<Value, String> {
    let previewed = recalled(server, asked.number)?;
    let site = in_language(live, &previewed.into)?.site();
    let edition = place::edition(site, asked.edition.trim()).map_err(|why| worded(&why))?;
    let path = &*edition.page.document.path;
    let (mut added, mut problems) = (Vec::new(), Vec::new());
    for card in asked.cards.iter().filter_map(|at| previewed.article.briefs.get(*at)) {
        let problem = |why: &str| format!("“{}”: {why}", card.headline);
        let Some(entry) = place::offered_entry(site, &previewed.article, card) else {
            problems.push(problem("the page does not say where it stands"));
            continue;
        };
        let url = card.url.clone().map(|url| Found::new(url, Provenance::Structured, ""));
        let report = Article { url, ..Article::default() };
        let known = brief(live.loaded().context.sites(), &report, Some(path));
        let done = match known {
            Some(known) => Err(known.said()),
            None => place::add_entry(&server.config.root, site, path, &entry).map_err(|why| worded(&why)),
        };
        match done {
            Ok(()) => added.push(entry.markdown),
            Err(why) => problems.push(problem(&why)),
        }
    }
    Ok(json!({ "edition": shown(site, edition), "added": added, "problems": problems }))
}
