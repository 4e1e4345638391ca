//! The site as every page shows it: its names, its navigation, the indexes that it has.

use std::collections::BTreeSet;

use super::email::subscribe_view;
use super::feeds::links;
use super::{Indexes, LanguageView, Link, PolicyLink, SiteView, report};
use crate::output::list::{self, List};
use crate::output::urls::{self, print_url};
use crate::site::{Site, TermKind, Terms};

/// Every address that a page's header or footer may lead to.
pub fn navigation(view: &SiteView) -> BTreeSet<String> {
    let Indexes { topics, tags, sources, authors, archive, corrections, editions, stories, feeds } =
        &view.indexes;
    let links = view.menu.iter().chain(&view.topics).map(|link| &link.url);
    let indexes = [topics, tags, sources, authors, archive, corrections, editions, stories, feeds]
        .into_iter()
        .flatten();
    let policies = view.policies.iter().map(|policy| &policy.url);
    links.chain(indexes).chain(policies).chain([&view.home]).cloned().collect()
}

/// The site as every page sees it.
///
/// The names are those of its languages.
pub fn site_view(site: &Site, names: &[String]) -> SiteView {
    let config = &site.config;
    let base = &config.base_url;
    let index = |terms: &Terms, kind: TermKind| {
        terms.iter().any(|(_, term)| term.has_page()).then(|| base.page(&urls::terms(site, kind)))
    };
    let menu = config.menu.iter();
    let feeds = match List::Home.has_feed(site) {
        true => links(base, &config.feeds.formats, &site.at("/")),
        false => Vec::new(),
    };
    SiteView {
        title: config.title.clone(),
        tagline: config.tagline.clone(),
        description: config.description.clone(),
        home: base.page(&site.at("/")),
        url: base.absolute(&site.at("/")),
        language: config.language.clone(),
        languages: site
            .languages
            .iter()
            .zip(names)
            .map(|(language, name)| LanguageView {
                language: language.code.clone(),
                name: name.clone(),
                url: base.page(&language.home),
            })
            .collect(),
        contact: config
            .contact
            .as_deref()
            .map(|contact| report::with_url(contact, &base.absolute(&site.at("/")))),
        policies: config.policies.iter().map(|policy| PolicyLink::new(policy, base)).collect(),
        copyright: config.copyright.clone(),
        feed: feeds.first().map(|feed| feed.url.clone()),
        feeds,
        menu: menu.map(|item| Link { name: item.name.clone(), url: print_url(base, &item.url) }).collect(),
        topics: site
            .topics
            .with_page()
            .into_iter()
            .map(|(_, term)| Link { name: term.name.clone(), url: base.page(&term.url) })
            .collect(),
        indexes: Indexes {
            topics: index(&site.topics, TermKind::Topic),
            tags: index(&site.tags, TermKind::Tag),
            sources: index(&site.sources, TermKind::Source),
            authors: index(&site.authors, TermKind::Author),
            archive: (!site.articles.is_empty()).then(|| base.page(&urls::archive(site))),
            editions: (!site.editions.is_empty()).then(|| base.page(&urls::editions(site))),
            stories: index(&site.stories, TermKind::Story),
            feeds: list::any_feeds(site).then(|| base.page(&urls::feeds(site))),
            corrections: (!site.corrections.is_empty()).then(|| base.page(&urls::corrections(site))),
        },
        subscribe: config.subscribe.as_ref().map(|subscribe| subscribe_view(subscribe, base)),
        extra: super::extra(&config.extra),
    }
}
