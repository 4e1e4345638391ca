//! What pages show of a term.

use std::borrow::Cow;

use super::cards::link;
use super::images::{Tones, image};
use super::{Counted, Link, Term};
use crate::output::list::{List, feed_url};
use crate::site::{Site, TermId, TermKind};

/// A term as its page and the indexes show it; a topic's text is added by its page alone.
pub fn term((site, tones): (&Site, &dyn Tones), kind: TermKind, id: TermId) -> Term {
    term_in((site, tones), kind, id, &site.config.language)
}

/// The same on a page in a language.
pub fn term_in((site, tones): (&Site, &dyn Tones), kind: TermKind, id: TermId, language: &str) -> Term {
    let term = site.terms(kind).get(id);
    let base = &site.config.base_url;
    let entry = term.entry.as_ref();
    let page = term.page.as_ref();
    let feed = feed_url(site, &term.url).filter(|_| List::Term(kind, id).has_feed(site));
    let extra = page.map(|page| &page.document.front.rare().extra).or(entry.map(|entry| &entry.extra));
    let of_page =
        page.and_then(|page| image((site, tones), page.document.front.image.as_deref(), page.image.as_ref()));
    let registered = image((site, tones), entry.and_then(|entry| entry.image.as_ref()), term.image.as_ref());
    Term {
        name: term.name.clone(),
        url: base.page(&term.url),
        description: term.description(&site.config.language).map(Cow::into_owned),
        count: term.articles.len(),
        latest: term.articles.first().map(|id| site.article(*id).date.to_rfc3339()),
        feed: feed.map(|feed| base.page(&feed)),
        image: of_page.or(registered),
        website: entry.and_then(|entry| entry.url.clone()),
        label: entry.and_then(|entry| entry.label.clone()),
        language: entry.and_then(|entry| entry.language.clone()),
        role: entry.and_then(|entry| entry.role.clone()),
        until: entry.and_then(|entry| entry.until).map(|date| date.to_rfc3339()),
        parent: term.above.map(|id| link(site, &site.tags, id, language)),
        children: term
            .below
            .iter()
            .map(|id| {
                let Link { name, url } = link(site, &site.tags, *id, language);
                Counted { name, url, count: site.tags.get(*id).articles.len() }
            })
            .collect(),
        content: crate::render::safe(""),
        extra: extra.map_or_else(|| super::extra(&Default::default()), super::extra),
    }
}
