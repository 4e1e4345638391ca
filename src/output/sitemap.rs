//! `sitemap.xml` (sitemaps.org, protocol 0.9), split at 50,000 addresses.

mod locations;

use std::borrow::Cow;

pub use locations::Locations;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::context::Context;
use super::ingredient::{Collect, Ingredient};
use super::job::{Made, Output, Planner, Subject};
use super::list;
use super::origin::Origin;
use super::urls::{self, ascii};
use crate::address::uri;
use crate::config::BaseUrl;
use crate::content::Date;
use crate::hash::Digest;
use crate::output::class::Class;
use crate::site::{Article, Page, Site, TermKind};
use crate::source::Changed;

/// The most addresses that one file may have.
const MOST_ADDRESSES: usize = 50_000;
/// How many addresses there are at most besides those of articles, terms, editions and pages.
const FIXED: usize = 8;
/// The longest address that one may name.
pub(super) const LONGEST: usize = 2048;
/// Of its elements.
pub(super) const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// `/sitemap.xml`; with more than 50,000 addresses an index of `/sitemap-1.xml` and so on.
pub struct Sitemap;

/// An address without base path, and when what stands there last changed.
#[derive(Hash)]
struct Entry<'s> {
    url: Cow<'s, str>,
    changed: Option<Date>,
}

/// Everything that search engines may know, in the order of the site. Further pages of lists are found through their first.
fn entries(site: &Site) -> Vec<Entry<'_>> {
    let newest = site.articles.iter().map(|article| article.modified).max();
    let mut entries = Vec::new();
    if site.home.as_ref().is_none_or(|home| !home.document.front.noindex) {
        // It shows the newest edition, too.
        let own = site.home.as_ref().and_then(|home| home.document.front.updated);
        let edition = site.editions.first().map(|edition| edition.date);
        entries.push(Entry { url: site.at("/").into(), changed: newest.max(own).max(edition) });
    }
    let indexed = |article: &&std::sync::Arc<Article>| {
        let front = &article.document.front;
        !super::article::noindex(front) && article.is_original(&site.config)
    };
    let page_indexed = |page: &Page| {
        let front = &page.document.front;
        !front.noindex && front.is_canonical(&site.config.base_url.absolute(&page.url))
    };
    entries.extend(
        site.articles
            .iter()
            .filter(indexed)
            .map(|article| Entry { url: (&*article.url).into(), changed: Some(article.modified) }),
    );
    for kind in TermKind::ALL {
        let terms = site.terms(kind).with_page();
        if !terms.is_empty() {
            entries.push(Entry { url: urls::terms(site, kind).into(), changed: None });
        }
        for (_, term) in terms {
            if site.is_minor(kind, term) || term.page.as_ref().is_some_and(|page| !page_indexed(page)) {
                continue;
            }
            let of_page = term.page.as_ref().and_then(|page| page.document.front.updated);
            let of_articles = term.articles.iter().map(|id| site.article(*id).modified);
            let changed = of_articles.chain(of_page).max();
            entries.push(Entry { url: term.url.as_str().into(), changed });
        }
    }
    if !site.articles.is_empty() {
        entries.push(Entry { url: urls::archive(site).into(), changed: newest });
    }
    if !site.editions.is_empty() {
        let newest = site.editions.iter().map(|edition| edition.date).max();
        entries.push(Entry { url: urls::editions(site).into(), changed: newest });
    }
    for edition in site.editions.iter().filter(|edition| page_indexed(&edition.page)) {
        let updated = edition.page.document.front.updated;
        let changed = Some(updated.map_or(edition.date, |updated| updated.max(edition.date)));
        entries.push(Entry { url: (&*edition.page.url).into(), changed });
    }
    if let Some(newest) = site.corrections.first() {
        let changed = Some(site.correction(*newest).1.date);
        entries.push(Entry { url: urls::corrections(site).into(), changed });
    }
    if list::has_index(site) {
        entries.push(Entry { url: urls::feeds(site).into(), changed: None });
    }
    let pages = site.pages.iter().filter(|page| page_indexed(page));
    entries
        .extend(pages.map(|page| Entry { url: (&*page.url).into(), changed: page.document.front.updated }));
    // Written out a letter takes three times its bytes at most, so that few have to be written out to be measured.
    let above = site.config.base_url.absolute("/").len();
    let is_short = |url: &str| above + 3 * url.len() <= LONGEST || ascii(site, url).len() <= LONGEST;
    entries.retain(|entry| is_short(&entry.url));
    entries
}

/// The absolute addresses of what search engines may know, as they are printed.
pub fn addresses(site: &Site) -> Vec<String> {
    let base = &site.config.base_url;
    entries(site).iter().map(|entry| uri(&base.absolute(&entry.url)).into_owned()).collect()
}

fn part_url(site: &Site, part: usize) -> String {
    site.at(&format!("/sitemap-{}.xml", part + 1))
}

impl Output for Sitemap {
    fn name(&self) -> &'static str {
        "sitemap"
    }

    fn class(&self) -> Class {
        Class::Feed
    }

    fn plan(&self, plan: &mut Planner<'_>) {
        plan.add(&plan.site.at("/sitemap.xml"), Subject::default());
        // Most sites need not be counted to the last address to see that they fit into one file.
        let site = plan.site;
        let terms: usize = TermKind::ALL.into_iter().map(|kind| site.terms(kind).numbers() + 1).sum();
        if site.articles.len() + terms + site.editions.len() + site.pages.len() + FIXED <= MOST_ADDRESSES {
            return;
        }
        let entries = entries(site).len();
        if entries > MOST_ADDRESSES {
            for index in 0..entries.div_ceil(MOST_ADDRESSES) {
                // Subject 0 is the file above.
                plan.add(&part_url(plan.site, index), Subject { index: index as u32 + 1, page: 0 });
            }
        }
    }

    fn ingredients<'k>(&self, context: &'k Context, subject: Subject, add: Collect<'_, 'k>) {
        let entries = entries(context.site());
        let shown = match (subject.index as usize).checked_sub(1) {
            None => Digest::of(&entries),
            Some(index) => Digest::of(&entries.chunks(MOST_ADDRESSES).nth(index)),
        };
        add(Ingredient::Addresses, shown);
    }

    fn make(&self, context: &Context, subject: Subject) -> Result<Made, Changed> {
        let site = context.site();
        let (entries, base) = (entries(site), &site.config.base_url);
        let bytes = match (subject.index as usize).checked_sub(1) {
            None if entries.len() <= MOST_ADDRESSES => write(base, "urlset", "url", &entries),
            None => write(
                base,
                "sitemapindex",
                "sitemap",
                &index(&entries, MOST_ADDRESSES, &|part| part_url(site, part)),
            ),
            Some(index) => {
                write(base, "urlset", "url", entries.chunks(MOST_ADDRESSES).nth(index).unwrap_or(&[]))
            }
        };
        Ok(Made::Bytes(bytes.unwrap_or_default()))
    }

    fn origin(&self, _: &Site, _: Subject) -> Origin {
        Origin::Own("the sitemap")
    }
}

/// The sitemaps of at most `most` entries each, and when something in each last changed.
fn index(entries: &[Entry<'_>], most: usize, address: &dyn Fn(usize) -> String) -> Vec<Entry<'static>> {
    let part = |(part, entries): (usize, &[Entry<'_>])| Entry {
        url: address(part).into(),
        changed: entries.iter().filter_map(|entry| entry.changed).max(),
    };
    entries.chunks(most).enumerate().map(part).collect()
}

fn write(base: &BaseUrl, root: &str, element: &str, entries: &[Entry<'_>]) -> std::io::Result<Vec<u8>> {
    let mut writer = Writer::new(Vec::with_capacity(entries.len() * 120));
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
    writer.create_element(root).with_attribute(("xmlns", NAMESPACE)).write_inner_content(|writer| {
        for entry in entries {
            writer.create_element(element).write_inner_content(|writer| {
                writer
                    .create_element("loc")
                    .write_text_content(BytesText::new(&uri(&base.absolute(&entry.url))))?;
                if let Some(changed) = &entry.changed {
                    writer
                        .create_element("lastmod")
                        .write_text_content(BytesText::new(&changed.to_rfc3339()))?;
                }
                Ok(())
            })?;
        }
        Ok(())
    })?;
    let mut bytes = writer.into_inner();
    bytes.push(b'\n');
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_index_names_its_parts_and_when_they_changed() {
        let day = |day: &str| Date::parse(day, chrono_tz::Tz::Europe__Berlin).ok().map(|(date, _)| date);
        let base = BaseUrl::parse("https://digest.example/").unwrap();
        let entry = |changed| Entry { url: "/a/".into(), changed };
        let entries = [entry(day("2025-02-11")), entry(day("2025-02-12T18:30")), entry(None)];
        let address = |part: usize| format!("/uk/sitemap-{}.xml", part + 1);
        let bytes = write(&base, "sitemapindex", "sitemap", &index(&entries, 2, &address)).unwrap();
        assert_eq!(String::from_utf8(bytes).unwrap(), include_str!("../../tests/schemas/index.xml"));
    }
}
