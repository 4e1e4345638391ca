//! Titles without the name of their outlet.

use super::super::{Sources, key, line};
use crate::import::html::Kind;

/// Whether a title is the name of the outlet or of its front page.
pub(super) fn is_outlet(sources: &Sources<'_>, title: &str) -> bool {
    let key = key(title);
    let site = sources.meta.first(&["og:site_name", "application-name"]).map(|(_, name)| super::key(name));
    let dense: String = key.chars().filter(|one| *one != ' ').collect();
    key.is_empty()
        || site.is_some_and(|site| site == key)
        || key == "home"
        || dense == host(sources)
        || dense == whole_host(sources)
}

/// The second last part of the host, or the first one: what outlets are called by.
fn host(sources: &Sources<'_>) -> String {
    let host =
        sources.page.url.as_ref().and_then(|url| url.host_str()).unwrap_or("").trim_start_matches("www.");
    host.split('.').next().unwrap_or("").chars().filter(|one| one.is_alphanumeric()).collect()
}

fn whole_host(sources: &Sources<'_>) -> String {
    let host =
        sources.page.url.as_ref().and_then(|url| url.host_str()).unwrap_or("").trim_start_matches("www.");
    host.chars().filter(|one| one.is_alphanumeric()).collect()
}

/// What stands between a headline and an outlet's name.
const DIVIDERS: &[&str] = &[
    " | ", " - ", " – ", " — ", " » ", " « ", " · ", " :: ", " • ", " // ", " / ", " ~ ", " ‹ ", " › ", ": ",
    " |", "| ", " > ", " < ",
];

/// A title without the name of its outlet at either end. That is known by the site's name, by its address, or because the rest
/// is a heading of the page.
pub(super) fn without_outlet(sources: &Sources<'_>, title: &str) -> String {
    let mut title = line(title);
    let site = sources
        .meta
        .first(&["og:site_name", "application-name", "publisher", "article:publisher"])
        .map(|(_, name)| key(name));
    let host = host(sources);
    let headings: Vec<String> = sources
        .leaves
        .iter()
        .filter(|leaf| matches!(leaf.kind, Kind::Heading(1 | 2)))
        .take(50)
        .map(|leaf| key(&leaf.text.text()))
        .collect();
    let is_name = |part: &str| {
        let key = key(part);
        let dense: String = key.chars().filter(|one| *one != ' ').collect();
        let is_site = site.as_deref().is_some_and(|site| {
            site == key
                || (!site.is_empty() && key.starts_with(site))
                || (key.len() > 3 && site.starts_with(&*key))
        });
        is_site || (dense.len() > 2 && !host.is_empty() && (dense.contains(&host) || host.contains(&dense)))
    };
    for _ in 0..3 {
        if headings.contains(&key(&title)) {
            break;
        }
        let parts = DIVIDERS.iter().flat_map(|divider| {
            let last =
                title.rfind(divider).map(|at| (title[..at].trim(), title[at + divider.len()..].trim()));
            let first =
                title.find(divider).map(|at| (title[at + divider.len()..].trim(), title[..at].trim()));
            [last, first].into_iter().flatten()
        });
        let is_rest = |rest: &str, name: &str| {
            let length = rest.chars().count();
            (is_name(name) && length > 8) || (length > 12 && headings.contains(&key(rest)))
        };
        let found = parts.filter(|(rest, _)| !rest.is_empty()).find(|(rest, name)| is_rest(rest, name));
        let Some(rest) = found.map(|(rest, _)| rest.to_owned()) else { break };
        title = rest;
    }
    title
}
