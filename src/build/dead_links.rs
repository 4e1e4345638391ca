//! Addresses of this site (`/topics/ukraine/`), in texts and in the navigation, at which nothing is made.
//!
//! A link to a file was followed when the site was assembled. What an address leads to is known when all outputs are.

use std::cell::LazyCell;
use std::sync::Arc;

use rayon::prelude::*;

use super::Plan;
use crate::address::{of_path, to_path};
use crate::config::{PATH, Search, Subscribe};
use crate::content::Document;
use crate::content::markdown::Link;
use crate::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::paths::{OutPath, site_url};
use crate::site::links::{Destination, From, decoded_url};
use crate::site::{Change, Page, Site, Withdrawn};

/// For how many addresses it is looked for what was meant: that takes time, and nobody reads the hundredth guess.
const GUESSES: usize = 50;

/// What is to be said of links that lead to nothing. While a document has errors there is nothing at its address, and so
/// it cannot be said then.
pub(super) fn dead_links(site: &Site, plan: &Plan) -> Vec<Diagnostic> {
    if site.links.is_incomplete() {
        return Vec::new();
    }
    let addresses: LazyCell<Vec<String>, _> =
        LazyCell::new(|| plan.jobs.iter().map(|job| site_url(job.path.as_str())).collect());
    let mut guesses = GUESSES;
    let mut hint = |url: &str| -> String {
        let guess = guesses > 0;
        guesses = guesses.saturating_sub(1);
        way_out(site, plan, url, &|| if guess { nearest(&addresses, url) } else { None })
    };
    let mut diagnostics = Vec::new();
    for (document, link) in in_texts(site, plan) {
        diagnostics.push(dead(document, link).hint(hint(&link.href)));
    }
    // What stands under `languages:` is named as such.
    let above = match site.config.prefix.as_str() {
        "" => String::new(),
        _ => format!("languages.{}.", site.config.language),
    };
    let menu = site.config.menu_urls().map(|url| (format!("{above}menu"), url));
    let footer = site.config.footer.iter().flat_map(|group| &group.items);
    let footer = footer.map(|item| (format!("{above}footer"), &item.url));
    let other = site.config.languages.iter().find(|language| language.code == site.config.language);
    // What a language has from the site's own is said there.
    let policies = match other {
        Some(language) => language.policies.as_deref().unwrap_or_default(),
        None => &site.config.policies,
    };
    let policies = policies.iter().map(|item| (format!("{above}policies.{}", item.name), &item.url));
    let subscribe = match &site.config.subscribe {
        Some(Subscribe::Link { url, .. }) => Some(("subscribe.url".to_owned(), url)),
        _ => None,
    };
    let search = match &site.config.presence.search {
        Search::At(url) => Some(("search".to_owned(), url)),
        Search::Own | Search::Off => None,
    };
    // These are the same in all languages.
    let shared = search.into_iter().chain(subscribe).filter(|_| above.is_empty());
    for (key, url) in menu.chain(footer).chain(policies).chain(shared) {
        if is_dead(plan, url) {
            let message = format!("`{key}` leads to `{url}`, and there is no such page");
            diagnostics.push(Diagnostic::warning(Code::BrokenLink, message).in_file(PATH).hint(hint(url)));
        } else if let Some(withdrawn) = withdrawn_at(site, url) {
            let by = &withdrawn.document.path;
            let message = format!("`{key}` leads to `{url}`, and {by} was withdrawn");
            let hint = "lead it to another page, or take it out: only the notice stands there";
            diagnostics.push(Diagnostic::warning(Code::BrokenLink, message).in_file(PATH).hint(hint));
        }
    }
    diagnostics
}

/// Whether a version of one of these documents has a link that leads to nothing: what was meant by it is looked for of the
/// first of them alone.
pub(super) fn has_dead_links(site: &Site, plan: &Plan, changes: &[Change]) -> bool {
    let versions = changes.iter().flat_map(|change| [&change.before, &change.document]);
    // A path from the root is the same wherever it is written.
    versions.into_iter().any(|document| dead_in(site, plan, document, "/").next().is_some())
}

fn dead(document: &Document, link: &Link) -> Diagnostic {
    let message = format!("`{}` leads to nothing on this site", link.href);
    Diagnostic::warning(Code::BrokenLink, message).in_file(&*document.path).at(link.span)
}

/// The text that was taken back from an address.
fn withdrawn_at<'s>(site: &'s Site, url: &str) -> Option<&'s Withdrawn> {
    let path = decoded_url(url.split(['#', '?']).next().unwrap_or(url));
    let folder = |url: &str| to_path(url).trim_end_matches('/').to_owned();
    site.withdrawn.iter().find(|withdrawn| folder(&withdrawn.url) == folder(&path))
}

/// The dead links in the texts of live documents.
fn in_texts<'s>(site: &'s Site, plan: &'s Plan) -> Vec<(&'s Document, &'s Link)> {
    let of_page = |page: &'s Page| (&page.document, &page.url);
    let pages = site.all_pages().map(of_page);
    let mut documents: Vec<(&Arc<Document>, &Arc<str>)> =
        site.articles.iter().map(|article| (&article.document, &article.url)).collect();
    documents.extend(pages);
    let dead = |(document, url): (&'s Arc<Document>, &'s Arc<str>)| {
        dead_in(site, plan, document, url).map(|link| (&**document, link)).collect::<Vec<_>>()
    };
    documents.into_par_iter().flat_map_iter(dead).collect()
}

fn dead_in<'d>(
    site: &'d Site,
    plan: &'d Plan,
    document: &'d Document,
    url: &'d str,
) -> impl Iterator<Item = &'d Link> {
    let from = From::new(&document.path, url);
    let links = document.facts.links.iter().filter(|link| link.href.starts_with('/'));
    links.filter(move |link| is_dead(plan, &link.href) && is_address(site, from, &link.href))
}

/// Whether a link is an address, and not the path of a file of `content/`, which was followed.
fn is_address(site: &Site, from: From<'_>, href: &str) -> bool {
    match site.links.resolve(from, href) {
        Ok(Destination::Path(_)) => true,
        Ok(Destination::File(_, file)) => !file.beside,
        _ => false,
    }
}

/// Whether an address is one of this site, at which nothing is made.
fn is_dead(plan: &Plan, url: &str) -> bool {
    url.starts_with('/') && !url.starts_with("//") && !leads(plan, url)
}

fn leads(plan: &Plan, url: &str) -> bool {
    let path = decoded_url(url.split(['#', '?']).next().unwrap_or(url));
    let made = |path: OutPath| plan.job(&path).is_some();
    // A file of `static/` may have a name without an ending.
    OutPath::of_path(&path).is_ok_and(made) || OutPath::new(path.trim_start_matches('/')).is_ok_and(made)
}

fn way_out(site: &Site, plan: &Plan, url: &str, nearest: &dyn Fn() -> Option<String>) -> String {
    if let Some(held) = site.links.held_at(&of_path(&to_path(url))) {
        return format!(
            "what stands there is {}: take it out, or come back to it when that is shown",
            held.why
        );
    }
    let below = site.config.base_url.path.trim_end_matches('/');
    let inside = url.strip_prefix(below).filter(|rest| !below.is_empty() && rest.starts_with('/'));
    if let Some(inside) = inside.filter(|inside| leads(plan, inside)) {
        return format!("write it without `{below}`, which is added: `{inside}`");
    }
    match nearest() {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => "correct the address; a page that is held back is not there".to_owned(),
    }
}

fn nearest(addresses: &[String], url: &str) -> Option<String> {
    let (path, suffix) = url.split_at(url.find(['#', '?']).unwrap_or(url.len()));
    let meant = did_you_mean(path, addresses.iter().map(String::as_str))?;
    Some(format!("{meant}{suffix}"))
}
