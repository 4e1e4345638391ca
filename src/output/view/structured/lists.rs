//! Lists that belong to no term, indexes, the home page, standalone pages.

use std::borrow::Cow;

use super::edition::periodical;
use super::page::{Items, Page, Step, Thing};
use super::{Address, Data, image, moment};
use crate::i18n::Texts;
use crate::output::urls;
use crate::site::{ArticleId, Corrected, Edition, Page as Standalone, Site, Term, TermKind};

const LIST: &str = "CollectionPage";

fn step<'a>(name: impl Into<Cow<'a, str>>, url: impl Into<Cow<'a, str>>) -> Step<'a> {
    Step { name: name.into(), url: url.into() }
}

fn articles<'a>(site: &'a Site, ids: impl Iterator<Item = ArticleId>) -> Vec<Cow<'a, str>> {
    ids.map(|id| Cow::Borrowed(&*site.article(id).url)).collect()
}

fn list<'a>(trail: Vec<Step<'a>>, items: Items<'a>) -> Page<'a> {
    Page { kind: LIST, trail, items: Some(items), ..Page::default() }
}

/// A page of the front page's lists, which shows these articles; `before` stand on the pages before it.
pub fn home<'a>(
    site: &'a Site,
    shown: impl Iterator<Item = ArticleId>,
    before: usize,
    total: usize,
) -> Data<'a> {
    let items = Items { entries: articles(site, shown), before, total };
    let is_home = before == 0;
    let about = is_home.then(|| Thing::newsroom(site));
    Data::Page(Box::new(Page { about, is_home, ..list(Vec::new(), items) }))
}

/// A page without a list: a standalone page, or the notice in place of a text.
pub fn plain<'a>(site: &'a Site, title: &'a str, url: &'a str, page: Option<&'a Standalone>) -> Data<'a> {
    let front = page.map(|page| &page.document.front);
    // What a policy names tells how the newsroom works.
    let tells = |policy: &crate::config::Policy| policy.url.split('#').next() == Some(url);
    let about = site.config.policies.iter().any(tells).then(|| Thing::newsroom(site));
    Data::Page(Box::new(Page {
        kind: "WebPage",
        trail: vec![step(title, url)],
        about,
        image: page.and_then(|page| image(site, page.document.front.image.as_deref(), page.image.as_ref())),
        modified: front.and_then(|front| front.updated).map(moment),
        ..Page::default()
    }))
}

/// An index of terms.
pub fn index<'a>(
    site: &'a Site,
    kind: TermKind,
    title: &'a str,
    shown: &[(crate::site::TermId, &'a Term)],
) -> Data<'a> {
    let entries: Vec<_> = shown.iter().map(|(_, term)| Cow::Borrowed(&*term.url)).collect();
    let items = Items { before: 0, total: entries.len(), entries };
    Data::Page(Box::new(list(vec![step(title, urls::terms(site, kind))], items)))
}

/// A page of the index of editions.
pub fn editions<'a>(
    site: &'a Site,
    texts: &Texts,
    shown: &'a [Edition],
    before: usize,
    index: &'a str,
) -> Data<'a> {
    let entries = shown.iter().map(|edition| Cow::Borrowed(&*edition.page.url));
    let items = Items { entries: entries.collect(), before, total: site.editions.len() };
    let trail = vec![step(texts.plain("index.editions"), urls::editions(site))];
    let about = Some(periodical(site, Address::new(&site.config.base_url, index)));
    Data::Page(Box::new(Page { about, ..list(trail, items) }))
}

/// A page of the list of corrections.
pub fn corrections<'a>(site: &'a Site, texts: &Texts, shown: &[Corrected], before: usize) -> Data<'a> {
    let entry = |one: &Corrected| Cow::Owned(urls::correction(site, *one));
    let items = Items { entries: shown.iter().map(entry).collect(), before, total: site.corrections.len() };
    let trail = vec![step(texts.plain("corrections.heading"), urls::corrections(site))];
    Data::Page(Box::new(list(trail, items)))
}

fn archive_step<'a>(site: &Site, texts: &Texts) -> Step<'a> {
    step(texts.plain("index.archive"), urls::archive(site))
}

/// The months of a list.
fn months<'a>(months: impl Iterator<Item = String>) -> Items<'a> {
    let entries: Vec<_> = months.map(Cow::Owned).collect();
    Items { before: 0, total: entries.len(), entries }
}

/// The whole archive.
pub fn archive<'a>(site: &'a Site, texts: &Texts) -> Data<'a> {
    let all = site.archive.keys().rev().map(|(year, month)| urls::month_url(site, *year, *month));
    Data::Page(Box::new(list(vec![archive_step(site, texts)], months(all))))
}

fn year_step<'a>(site: &Site, year: i32) -> Step<'a> {
    step(year.to_string(), urls::year_url(site, year))
}

/// A year of the archive.
pub fn year<'a>(site: &'a Site, texts: &Texts, year: i32) -> Data<'a> {
    let of_year = site.archive.keys().rev().filter(|(of, _)| *of == year);
    let of_year = of_year.map(|(year, month)| urls::month_url(site, *year, *month));
    let trail = vec![archive_step(site, texts), year_step(site, year)];
    Data::Page(Box::new(list(trail, months(of_year))))
}

/// A page of a month of the archive.
pub fn month<'a>(
    site: &'a Site,
    texts: &Texts,
    (year, month, name): (i32, u32, String),
    shown: &[ArticleId],
    (before, total): (usize, usize),
) -> Data<'a> {
    let items = Items { entries: articles(site, shown.iter().copied()), before, total };
    let month = step(name, urls::month_url(site, year, month));
    Data::Page(Box::new(list(vec![archive_step(site, texts), year_step(site, year), month], items)))
}
