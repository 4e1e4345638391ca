//! `newsprint check --addresses`: whether the addresses of an old site still answer.
#![allow(clippy::disallowed_methods)] // an edge: reads the list that somebody names

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use url::Url;

use crate::address::decode;
use crate::build::Loaded;
use crate::content::Document;
use crate::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::output::sitemap::Locations;
use crate::site::Site;

/// What became of the addresses of a list.
pub(super) struct Addresses {
    pub(super) said: Vec<Diagnostic>,
    /// How many there were.
    pub(super) count: usize,
}

/// Looks for each address of a list: a sitemap, or a text with an address in each line.
///
/// # Errors
/// The list cannot be read, in words.
pub(super) fn addresses(list: &Path, loaded: &Loaded) -> Result<Addresses, String> {
    let text = std::fs::read_to_string(list)
        .map_err(|error| format!("{} cannot be read: {error}", list.display()))?;
    let written = match text.trim_start_matches('\u{feff}').trim_start().starts_with('<') {
        true => of_sitemap(&text).map_err(|error| format!("{} is no sitemap: {error}", list.display()))?,
        false => text
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty() && !line.starts_with('#'))
            .map(str::to_owned)
            .collect(),
    };
    if written.is_empty() {
        return Err(format!("{} names no address", list.display()));
    }
    let outputs: BTreeSet<&str> = loaded.plan.jobs.iter().map(|job| job.path.as_str()).collect();
    let sites: Vec<&Site> = loaded.context.sites().collect();
    let places = Places::of(&sites);
    let base = sites.first().map(|site| site.config.base_url.page("/")).unwrap_or_default();
    let (mut said, mut seen) = (Vec::new(), BTreeSet::new());
    let count = written.iter().collect::<BTreeSet<_>>().len();
    for address in written {
        let path = match path_of(&address, &base) {
            Ok(path) => path,
            Err(why) => {
                said.push(Diagnostic::warning(Code::AddressLost, format!("`{address}` {why}")));
                continue;
            }
        };
        if seen.insert(path.clone()) && !answers(&outputs, &path) {
            said.push(lost(&path, &places));
        }
    }
    Ok(Addresses { said, count })
}

/// The addresses of a sitemap.
fn of_sitemap(text: &str) -> Result<Vec<String>, String> {
    let named = Locations::read(text)?;
    if named.is_index {
        return Err("it is a list of sitemaps: download those that it names, and check each".to_owned());
    }
    Ok(named.addresses)
}

/// The path of an address within the site, decoded; whatever host it has: the site may have moved to another.
fn path_of(address: &str, base: &str) -> Result<String, &'static str> {
    let path = if address.starts_with('/') {
        address.split(['?', '#']).next().unwrap_or_default().to_owned()
    } else {
        let url = Url::parse(address)
            .map_err(|_| "is no address: write one like https://old.example/2024/vote/, or /2024/vote/")?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err("is no address of a page");
        }
        // `/?p=12`, as some programs have it: a host of files looks at the path alone.
        if url.path() == "/" && url.query().is_some() {
            return Err("says by its query which page it is: no host of files can answer that");
        }
        url.path().to_owned()
    };
    let inside =
        path.strip_prefix(base.trim_end_matches('/')).filter(|rest| rest.starts_with('/')).unwrap_or(&path);
    decode(inside).map(|path| path.into_owned()).map_err(|_| "is encoded in a way that nobody can decode")
}

/// Whether a host of files answers a path: with a file, or with the page of a folder.
fn answers(outputs: &BTreeSet<&str>, path: &str) -> bool {
    let inside = path.trim_start_matches('/');
    let folder = inside.trim_end_matches('/');
    let index = if folder.is_empty() { "index.html".to_owned() } else { format!("{folder}/index.html") };
    outputs.contains(inside)
        || outputs.contains(&*index)
        || !inside.ends_with('/') && outputs.contains(&*format!("{inside}.html"))
}

/// What stands at addresses, by their last parts.
struct Places<'s> {
    /// Documents and their addresses.
    by_slug: BTreeMap<String, Vec<(&'s Document, &'s str)>>,
}

impl<'s> Places<'s> {
    fn of(sites: &[&'s Site]) -> Self {
        let mut by_slug: BTreeMap<String, Vec<(&Document, &str)>> = BTreeMap::new();
        for site in sites {
            let articles = site.articles.iter().map(|article| (&*article.document, &*article.url));
            let pages = site.all_pages().map(|page| (&*page.document, &*page.url));
            for (document, url) in articles.chain(pages) {
                by_slug.entry(slug(url)).or_default().push((document, url));
            }
        }
        by_slug.remove("");
        Self { by_slug }
    }

    /// The document that an old address was most likely of.
    fn meant(&self, path: &str) -> Option<&'s Document> {
        let slug = slug(path);
        let near = || {
            did_you_mean(&slug, self.by_slug.keys().map(String::as_str))
                .filter(|near| near.chars().count() > 5)
        };
        let of_slug = self.by_slug.get(&slug).or_else(|| self.by_slug.get(near()?))?;
        // Of several the one with the most of its day.
        let numbers = |text: &str| -> BTreeSet<String> {
            let parts = text.split(|c: char| !c.is_ascii_digit()).filter(|part| part.len() > 1);
            parts.map(str::to_owned).collect()
        };
        let of_path = numbers(path);
        let same = |(document, url): &&(&Document, &str)| {
            numbers(url).union(&numbers(&document.path)).filter(|number| of_path.contains(*number)).count()
        };
        of_slug.iter().max_by_key(same).map(|(document, _)| *document)
    }
}

/// The last part of an address, without an ending and a date or a number that some generators write into it.
fn slug(path: &str) -> String {
    let path = path.trim_end_matches('/');
    let path = path.strip_suffix("/index.html").unwrap_or(path);
    let last = path.rsplit('/').next().unwrap_or_default();
    let last = [".html", ".htm", ".php", ".aspx"]
        .iter()
        .find_map(|ending| last.strip_suffix(ending))
        .unwrap_or(last);
    let words = last.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '-' | '_'));
    if words.is_empty() { last.to_lowercase() } else { words.to_lowercase().replace('_', "-") }
}

fn lost(path: &str, places: &Places<'_>) -> Diagnostic {
    let found = Diagnostic::warning(Code::AddressLost, format!("nothing answers at {path}"));
    match places.meant(path) {
        Some(document) => {
            let aliases = document.front.rare().aliases.iter().map(String::as_str).chain([path]);
            let written = aliases.map(quoted).collect::<Vec<_>>().join(", ");
            found.in_file(&*document.path).hint(format!("write `aliases: [{written}]`, if it was this one"))
        }
        None => found
            .hint("write it into `aliases:` of what stands in its place")
            .cause("", "old addresses are of nothing that is here"),
    }
}

/// An address as YAML has it in a list.
fn quoted(address: &str) -> String {
    let is_plain = address.chars().all(|c| c.is_alphanumeric() || "/-_.~%".contains(c));
    if is_plain { address.to_owned() } else { format!("'{}'", address.replace('\'', "''")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_as_sites_write_them() {
        assert_eq!(path_of("https://old.example/d/2024/a%20b/?x#y", "/d/").as_deref(), Ok("/2024/a b/"));
        assert_eq!(path_of("/2024/vote.html", "/").as_deref(), Ok("/2024/vote.html"));
        assert_eq!(path_of("https://old.example", "/").as_deref(), Ok("/"));
        assert!(path_of("2024/vote", "/").is_err());
        for (path, expected) in [
            ("/2024/02/12/The_Vote.html", "the-vote"),
            ("/2025-02-12-vote/", "vote"),
            ("/blog/vote/index.html", "vote"),
            ("/archive/2024/", "2024"),
            ("/", ""),
        ] {
            assert_eq!(slug(path), expected, "{path}");
        }
        let map = "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc> https://a.example/?x=1&amp;y=2 </loc></url></urlset>";
        assert_eq!(of_sitemap(map).as_deref(), Ok(&["https://a.example/?x=1&y=2".to_owned()][..]));
        assert!(of_sitemap("<sitemapindex><sitemap><loc>x</loc></sitemap></sitemapindex>").is_err());
    }
}
