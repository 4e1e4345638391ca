//! Where pages and lists stand, and how addresses are printed.

use crate::address::uri;
use crate::config::BaseUrl;
pub use crate::paths::folder;
use crate::site::{Corrected, Site, TermKind};

/// Whether an address is a path of this site.
pub fn is_inside(url: &str) -> bool {
    url.starts_with('/') && !url.starts_with("//")
}

/// An address with its base path, or as it is when it leads out of the site.
pub fn print_url(base: &BaseUrl, url: &str) -> String {
    let url = uri(url);
    if is_inside(&url) { base.page(&url) } else { url.into_owned() }
}

/// The same, absolute.
pub fn print_absolute(base: &BaseUrl, url: &str) -> String {
    let url = uri(url);
    if is_inside(&url) { base.absolute(&url) } else { url.into_owned() }
}

/// An address of the site (without base path) as feeds must hold it: absolute, and in ASCII (RFC 3986; the RSS profile asks for
/// it, Atom and JSON Feed take it).
pub fn ascii(site: &Site, url: &str) -> String {
    uri(&site.config.base_url.absolute(url)).into_owned()
}

/// The part of a list that stands on a page.
pub fn slice<T>(list: &[T], page: usize, per_page: usize) -> &[T] {
    let start = (page * per_page).min(list.len());
    &list[start..(start + per_page).min(list.len())]
}

/// Where the worker stands that keeps a copy in readers' browsers, without base path.
pub fn worker(site: &Site) -> String {
    site.at("/service-worker.js")
}

/// Where the page stands that takes the place of what it does not keep, without base path.
pub fn offline(site: &Site) -> String {
    site.at("/offline.html")
}

/// Where the archive stands, without base path.
pub fn archive(site: &Site) -> String {
    site.at("/archive/")
}

/// Where a year stands, without base path.
pub fn year_url(site: &Site, year: i32) -> String {
    format!("{}{year:04}/", archive(site))
}

/// Where a month stands, without base path.
pub fn month_url(site: &Site, year: i32, month: u32) -> String {
    format!("{}{year:04}/{month:02}/", archive(site))
}

/// Where the index of editions stands, without base path.
pub fn editions(site: &Site) -> String {
    site.at("/editions/")
}

/// Where the list of corrections stands, without base path.
pub fn corrections(site: &Site) -> String {
    site.at("/corrections/")
}

/// Where an entry of the list of corrections leads, without base path: to the notice on the article.
pub fn correction(site: &Site, one: Corrected) -> String {
    let (article, _) = site.correction(one);
    format!("{}#{}", article.url, site.correction_anchor(one))
}

/// Where the index of a kind of terms stands, without base path.
pub fn terms(site: &Site, kind: TermKind) -> String {
    site.at(&format!("/{}/", kind.plural()))
}

/// Where the search stands, without base path.
pub fn search(site: &Site) -> String {
    site.at("/search/")
}

/// Where the list of all feeds stands, without base path.
pub fn feeds(site: &Site) -> String {
    site.at("/feeds/")
}
