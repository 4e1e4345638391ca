//! `sitemap.xml` (sitemaps.org, protocol 0.9), split at 50,000 addresses.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::feeds::address::absolute;
use super::ingredient::{Take, What};
use super::{Kit, Made, Output, Planner, Subject};
use crate::build::sink::Class;
use crate::content::Date;
use crate::hash::Digest;
use crate::site::{Article, Page, Site, TermKind};
use crate::source::Changed;

/// The most addresses that one file may have.
const MOST: usize = 50_000;
/// The longest address that one may name.
pub(super) const LONGEST: usize = 2048;
/// Of its elements.
pub(super) const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// `/sitemap.xml`; with more than 50,000 addresses an index of `/sitemap-1.xml` and so on.
pub struct Sitemap;

/// An address and when what stands there last changed.
#[derive(Hash)]
struct Entry {
    url: String,
    changed: Option<Date>,
}

/// Everything that search engines may know, in the order of the site. Further pages of lists are found through their first.
fn entries(site: &Site) -> Vec<Entry> {
    let newest = site.articles.iter().map(|article| article.modified()).max();
    let mut entries = Vec::new();
    if site.home.as_ref().is_none_or(|home| !home.document.front.noindex) {
        // It shows the newest edition, too.
        let own = site.home.as_ref().and_then(|home| home.document.front.updated);
        let edition = site.editions.first().map(|edition| edition.date);
        entries.push(Entry { url: absolute(site, &site.at("/")), changed: newest.max(own).max(edition) });
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
            .map(|article| Entry { url: absolute(site, &article.url), changed: Some(article.modified()) }),
    );
    for kind in TermKind::ALL {
        let terms = site.terms(kind).with_page();
        if !terms.is_empty() {
            entries.push(Entry { url: absolute(site, &super::terms::index_url(site, kind)), changed: None });
        }
        for (_, term) in terms {
            if site.is_minor(kind, term) || term.page.as_ref().is_some_and(|page| !page_indexed(page)) {
                continue;
            }
            let of_page = term.page.as_ref().and_then(|page| page.document.front.updated);
            let of_articles = term.articles.iter().map(|id| site.article(*id).modified());
            let changed = of_articles.chain(of_page).max();
            entries.push(Entry { url: absolute(site, &term.url), changed });
        }
    }
    if !site.articles.is_empty() {
        entries.push(Entry { url: absolute(site, &super::archive::index(site)), changed: newest });
    }
    if !site.editions.is_empty() {
        let newest = site.editions.iter().map(|edition| edition.date).max();
        entries.push(Entry { url: absolute(site, &super::editions::index(site)), changed: newest });
    }
    for edition in site.editions.iter().filter(|edition| page_indexed(&edition.page)) {
        let updated = edition.page.document.front.updated;
        let changed = Some(updated.map_or(edition.date, |updated| updated.max(edition.date)));
        entries.push(Entry { url: absolute(site, &edition.page.url), changed });
    }
    if let Some(newest) = site.corrections.first() {
        let changed = Some(site.correction(*newest).1.date);
        entries.push(Entry { url: absolute(site, &super::corrections::index(site)), changed });
    }
    if super::feeds::page::is_own(site) {
        entries.push(Entry { url: absolute(site, &super::feeds::page::index(site)), changed: None });
    }
    let pages = site.pages.iter().filter(|page| page_indexed(page));
    entries.extend(
        pages.map(|page| Entry { url: absolute(site, &page.url), changed: page.document.front.updated }),
    );
    entries.retain(|entry| entry.url.len() <= LONGEST);
    entries
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
        let entries = entries(plan.site).len();
        if entries > MOST {
            for index in 0..entries.div_ceil(MOST) {
                // Subject 0 is the file above.
                plan.add(&part_url(plan.site, index), Subject { index: index as u32 + 1, page: 0 });
            }
        }
    }

    fn ingredients<'k>(&self, kit: &'k Kit, subject: Subject, add: Take<'_, 'k>) {
        let entries = entries(kit.site());
        let shown = match (subject.index as usize).checked_sub(1) {
            None => Digest::of(&entries),
            Some(index) => Digest::of(&entries.chunks(MOST).nth(index)),
        };
        add(What::Addresses, shown);
    }

    fn make(&self, kit: &Kit, subject: Subject) -> Result<Made, Changed> {
        let site = kit.site();
        let entries = entries(site);
        let bytes = match (subject.index as usize).checked_sub(1) {
            None if entries.len() <= MOST => write("urlset", "url", &entries),
            None => {
                let address = |part| absolute(site, &part_url(site, part));
                write("sitemapindex", "sitemap", &index(&entries, MOST, &address))
            }
            Some(index) => write("urlset", "url", entries.chunks(MOST).nth(index).unwrap_or(&[])),
        };
        Ok(Made::Bytes(bytes.unwrap_or_default()))
    }

    fn origin(&self, _: &Site, _: Subject) -> String {
        "the sitemap".to_owned()
    }
}

/// The sitemaps of at most `most` entries each, and when something in each last changed.
fn index(entries: &[Entry], most: usize, address: &dyn Fn(usize) -> String) -> Vec<Entry> {
    let part = |(part, entries): (usize, &[Entry])| Entry {
        url: address(part),
        changed: entries.iter().filter_map(|entry| entry.changed).max(),
    };
    entries.chunks(most).enumerate().map(part).collect()
}

fn write(root: &str, element: &str, entries: &[Entry]) -> std::io::Result<Vec<u8>> {
    let mut writer = Writer::new(Vec::with_capacity(entries.len() * 120));
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
    writer.create_element(root).with_attribute(("xmlns", NAMESPACE)).write_inner_content(|writer| {
        for entry in entries {
            writer.create_element(element).write_inner_content(|writer| {
                writer.create_element("loc").write_text_content(BytesText::new(&entry.url))?;
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
        let entry = |changed| Entry { url: "https://digest.example/a/".to_owned(), changed };
        let entries = [entry(day("2025-02-11")), entry(day("2025-02-12T18:30")), entry(None)];
        let address = |part: usize| format!("https://digest.example/uk/sitemap-{}.xml", part + 1);
        let bytes = write("sitemapindex", "sitemap", &index(&entries, 2, &address)).unwrap();
        assert_eq!(String::from_utf8(bytes).unwrap(), include_str!("../../tests/schemas/index.xml"));
    }
}
