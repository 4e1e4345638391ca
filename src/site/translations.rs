//! Which pages of a site are there in its other languages too: what stands in `hreflang`, and where a reader who wants
//! another language is led.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

use super::{Site, SiteInLanguage, TermKind};
use crate::address::nfc;
use crate::config::FeedOf;
use crate::content::Document;
use crate::content::name::untranslated;
use crate::hash::FastMap;
use crate::paths::OutPath;

/// A page in another language.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Translation {
    /// The number of its language in [`Site::languages`](crate::site::SiteInLanguage::languages).
    pub language: usize,
    /// Its address, without base path.
    pub url: Arc<str>,
    /// Whether search engines may know it, and it is nobody's copy.
    pub indexed: bool,
}

/// Which pages of a site are there in its other languages too, by their paths in the output.
pub type Translations = FastMap<OutPath, Vec<Translation>>;

/// By what a page is known in any language: the file that it is a translation of, the name of a term, or a fixed place.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Same<'s> {
    File(Cow<'s, str>),
    Term(TermKind, &'s str),
    Place(Cow<'s, str>),
}

/// A page, and by what it is known; what is first counts most.
struct Known<'s> {
    url: Arc<str>,
    indexed: bool,
    by: Vec<Same<'s>>,
}

/// The pages of each language that are there in others too.
pub(super) fn translations(sites: &[SiteInLanguage]) -> Vec<Translations> {
    if let [_] = sites {
        return vec![Translations::default()];
    }
    let pages: Vec<Vec<Known<'_>>> = sites.iter().map(pages).collect();
    let indexes: Vec<FastMap<Same<'_>, usize>> = pages.iter().map(|pages| index(pages)).collect();
    let of = |own: usize, page: &Known<'_>| -> Vec<Translation> {
        let in_language = |(language, known): (usize, &FastMap<Same<'_>, usize>)| {
            let other = &pages[language][page.by.iter().find_map(|by| known.get(by)).copied()?];
            Some(Translation { language, url: Arc::clone(&other.url), indexed: other.indexed })
        };
        indexes.iter().enumerate().filter(|(language, _)| *language != own).filter_map(in_language).collect()
    };
    let of_language = |(own, pages): (usize, &Vec<Known<'_>>)| {
        let found = pages.iter().map(|page| (page, of(own, page)));
        let found = found.filter(|(_, found)| !found.is_empty());
        found.filter_map(|(page, found)| Some((OutPath::of_url(&page.url).ok()?, found))).collect()
    };
    pages.iter().enumerate().map(of_language).collect()
}

fn index<'s>(pages: &[Known<'s>]) -> FastMap<Same<'s>, usize> {
    let each = pages.iter().enumerate();
    each.flat_map(|(number, page)| page.by.iter().map(move |by| (by.clone(), number))).collect()
}

/// Every page that may be there in another language.
fn pages(site: &SiteInLanguage) -> Vec<Known<'_>> {
    let mut pages = Vec::with_capacity(site.articles.len());
    let own = |document: &Document, url: &str| {
        let front = &document.front;
        let canonical = front.rare().canonical.as_deref();
        !front.noindex
            && !front.republished
            && canonical.is_none_or(|canonical| *canonical == site.config.base_url.absolute(url))
    };
    let file = |document: &Arc<Document>, url: &Arc<str>| Known {
        url: Arc::clone(url),
        indexed: own(document, url),
        by: vec![Same::File(untranslated(&nfc(&document.path)).into_owned().into())],
    };
    pages.extend(site.articles.iter().map(|article| file(&article.document, &article.url)));
    let documents = site.pages.iter().chain(site.editions.iter().map(|edition| &edition.page));
    pages.extend(documents.map(|page| file(&page.document, &page.url)));
    for kind in TermKind::ALL {
        for (_, term) in site.terms(kind).iter().filter(|(_, term)| term.has_page()) {
            let page = term.page.as_ref();
            let by_file =
                page.map(|page| Same::File(untranslated(&nfc(&page.document.path)).into_owned().into()));
            let slug = Same::Term(kind, term.slug.as_str());
            pages.push(Known {
                url: term.url.as_str().into(),
                indexed: page.is_none_or(|page| own(&page.document, &page.url)) && !site.is_minor(kind, term),
                by: by_file.into_iter().chain([slug]).collect(),
            });
        }
    }
    let home = site.home.as_ref().is_none_or(|home| own(&home.document, &home.url));
    pages.extend(fixed(site).map(|place| Known {
        url: site.at(&place).into(),
        indexed: place != "/" || home,
        by: vec![Same::Place(place)],
    }));
    pages
}

/// What stands at a fixed place, as far as there is something to list.
fn fixed(site: &SiteInLanguage) -> impl Iterator<Item = Cow<'static, str>> {
    let years: BTreeSet<i32> = site.archive.keys().map(|(year, _)| *year).collect();
    let years = years.into_iter().map(|year| format!("/archive/{year:04}/"));
    let months = site.archive.keys().map(|(year, month)| format!("/archive/{year:04}/{month:02}/"));
    let feeds = &site.config.feeds;
    let has_terms = |kind| site.terms(kind).iter().any(|(_, term)| term.has_page());
    [
        ("/", true),
        ("/archive/", !site.articles.is_empty()),
        ("/editions/", !site.editions.is_empty()),
        ("/corrections/", !site.corrections.is_empty()),
        ("/search/", site.has_search()),
        ("/feeds/", !feeds.formats.is_empty() && feeds.of.contains(&FeedOf::Home)),
        ("/topics/", has_terms(TermKind::Topic)),
        ("/tags/", has_terms(TermKind::Tag)),
        ("/sources/", has_terms(TermKind::Source)),
        ("/authors/", has_terms(TermKind::Author)),
        ("/stories/", has_terms(TermKind::Story)),
    ]
    .into_iter()
    .filter_map(|(place, is_there)| is_there.then_some(place.into()))
    .chain(years.chain(months).map(Cow::from))
}

impl Site {
    /// The same page in other languages; `url` is its address without base path.
    pub fn translations_of(&self, url: &str) -> &[Translation] {
        if self.translations.is_empty() {
            return &[];
        }
        OutPath::of_url(url).map_or(&[], |path| self.translations_at(&path))
    }

    /// The same by the page's path in the output.
    pub fn translations_at(&self, path: &OutPath) -> &[Translation] {
        self.translations.get(path).map_or(&[], Vec::as_slice)
    }

    /// The number of the site's own language among all of them: 0 for the one without a prefix.
    pub fn language_number(&self) -> usize {
        let own = &self.config.language;
        self.languages.iter().position(|language| language.code == *own).unwrap_or(0)
    }
}
