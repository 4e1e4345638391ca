//! The pages of topics, tags, outlets, authors and stories: lists, each about what it is named after.

use std::borrow::Cow;

use super::newsroom::Newsroom;
use super::page::{Items, Page, Step, Thing};
use super::{Address, Data, anchor, image};
use crate::i18n::Texts;
use crate::output::urls;
use crate::site::{Article, ArticleId, Site, Term, TermId, TermKind};

/// A page of a term's list that shows these articles, `before` of which stand on the pages before it.
pub fn term<'a>(
    site: &'a Site,
    texts: &Texts,
    (kind, id): (TermKind, TermId),
    shown: impl Iterator<Item = ArticleId>,
    before: usize,
) -> Data<'a> {
    let term = site.terms(kind).get(id);
    let step = |term: &'a Term| Step { name: (&*term.name).into(), url: (&*term.url).into() };
    let mut trail = vec![step(term)];
    if kind == TermKind::Tag {
        trail.extend(ancestors(site, term).map(step));
    }
    trail.push(Step {
        name: texts.plain(&format!("index.{}", kind.plural())).into(),
        url: urls::terms(site, kind).into(),
    });
    trail.reverse();
    let articles = shown.map(|id| site.article(id));
    let thing = thing(site, kind, term);
    // A profile is one page; the further pages of the list are about the person.
    let profile = kind == TermKind::Author && before == 0;
    let (about, person, items) = if profile {
        let work = |article: &'a Article| Step {
            name: Cow::Borrowed(&*article.document.front.title),
            url: Cow::Borrowed(&*article.url),
        };
        (None, Some((thing, articles.map(work).collect())), None)
    } else {
        let entries = articles.map(|article| Cow::Borrowed(&*article.url)).collect();
        let total = term.pinned().len() + term.background.len() + term.listed().len();
        (Some(thing), None, Some(Items { entries, before, total }))
    };
    Data::Page(Box::new(Page {
        kind: if profile { "ProfilePage" } else { "CollectionPage" },
        trail,
        about,
        person,
        items,
        image: term_image(site, term),
        ..Page::default()
    }))
}

/// The tags above a tag, the nearest first.
pub fn ancestors<'a>(site: &'a Site, term: &'a Term) -> impl Iterator<Item = &'a Term> {
    std::iter::successors(term.above, |id| site.tags.get(*id).above).map(|id| site.tags.get(id))
}

fn term_image<'a>(site: &'a Site, term: &'a Term) -> Option<super::Image<'a>> {
    let of_page = || {
        let page = term.page.as_ref()?;
        image(site, page.document.front.image.as_deref(), page.image.as_ref())
    };
    let entry = term.entry.as_ref();
    of_page().or_else(|| image(site, entry.and_then(|entry| entry.image.as_ref()), term.image.as_ref()))
}

/// What a term's page is about.
fn thing<'a>(site: &'a Site, kind: TermKind, term: &'a Term) -> Thing<'a> {
    let base = &site.config.base_url;
    let page = Address::new(base, &term.url);
    let entry = term.entry.as_ref();
    let description = entry.and_then(|entry| entry.description.as_deref());
    let website = entry.and_then(|entry| entry.url.as_deref()).map(|url| Address::new(base, url));
    let plain = |kind, anchor| Thing { url: Some(page), ..Thing::new(kind, page.at(anchor), &term.name) };
    match kind {
        TermKind::Topic => plain("Thing", anchor::TOPIC),
        TermKind::Tag => plain("Thing", anchor::TAG),
        TermKind::Story => plain("CreativeWorkSeries", anchor::SERIES),
        TermKind::Source => Thing {
            url: website,
            description,
            image: term_image(site, term),
            ..plain("Organization", anchor::OUTLET)
        },
        TermKind::Author => Thing {
            description,
            image: term_image(site, term),
            job_title: entry.and_then(|entry| entry.role.as_deref()),
            // Who has left keeps the page, and works for somebody else.
            works_for: entry.is_none_or(|entry| entry.until.is_none()).then(|| Newsroom::named(site)),
            same_as: website,
            ..plain("Person", anchor::PERSON)
        },
    }
}
