//! The site as every page shows it: its names, its navigation, the indexes that it has.

use std::collections::BTreeSet;

use super::email::subscribe_view;
use super::feeds::links;
use super::reader::{analytics_view, offline_view};
use super::{
    ArticlePlaces, FontLink, FooterGroup, Indexes, LanguageView, Link, LogoView, MenuLink, PolicyLink,
    SiteView, ThemeView, report,
};
use crate::address::of_path;
use crate::config::{ArticleLayout, BaseUrl, Density, Scheme, SiteLink, Theme};
use crate::output::list::{self, List};
use crate::output::urls::{self, print_url};
use crate::site::brand::HeaderPicture;
use crate::site::{Site, TermKind, Terms};

/// Every address that a page's header or footer may lead to.
pub fn navigation(view: &SiteView) -> BTreeSet<String> {
    let Indexes { topics, tags, sources, authors, archive, corrections, editions, stories, feeds } =
        &view.indexes;
    let below = |item: &MenuLink| item.items.iter().map(|link| link.url.clone()).collect::<Vec<_>>();
    let menu = view.menu.iter().flat_map(|item| below(item).into_iter().chain([item.url.clone()]));
    let footer = view.footer.iter().flat_map(|group| &group.items);
    let links = view.topics.iter().chain(footer).map(|link| &link.url);
    let indexes = [topics, tags, sources, authors, archive, corrections, editions, stories, feeds]
        .into_iter()
        .flatten();
    let policies = view.policies.iter().map(|policy| &policy.url);
    links
        .chain(indexes)
        .chain(policies)
        .chain([&view.home])
        .chain(&view.search)
        .cloned()
        .chain(menu)
        .collect()
}

/// Where the navigation leads to one of the parts of the site that a page belongs to, the first that it leads to; all
/// addresses without base path.
pub fn section<'s>(site: &Site, mut parts: impl Iterator<Item = &'s str>) -> Option<String> {
    let config = &site.config;
    let is_topic = |part: &str| site.topics.iter().any(|(_, topic)| topic.has_page() && *topic.url == *part);
    let is_in_menu = |part: &&str| match config.menu.is_empty() {
        true => is_topic(part),
        false => config.menu_urls().any(|url| url == part),
    };
    parts.find(is_in_menu).map(|part| config.base_url.page(part))
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
    let link = |item: &SiteLink| Link { name: item.name.clone(), url: print_url(base, &item.url) };
    let links_of = |items: &[SiteLink]| items.iter().map(link).collect::<Vec<_>>();
    let menu = config.menu.iter().map(|item| {
        let Link { name, url } = link(&item.link);
        MenuLink { name, url, items: links_of(&item.items) }
    });
    let footer = config.footer.iter();
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
        menu: menu.collect(),
        footer: footer
            .map(|group| FooterGroup { name: group.name.clone(), items: links_of(&group.items) })
            .collect(),
        logo: site.brand.header.as_ref().map(|logo| logo_view(site, logo)),
        profiles: config.presence.profiles.iter().map(|url| profile(url)).collect(),
        theme: theme_view(base, &config.theme),
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
        search: site.has_search().then(|| base.page(&urls::search(site))),
        subscribe: config.subscribe.as_ref().map(|subscribe| subscribe_view(subscribe, base)),
        analytics: analytics_view(config),
        offline: offline_view(site),
        extra: super::extra(&config.extra),
    }
}

fn logo_view(site: &Site, logo: &HeaderPicture) -> LogoView {
    let base = &site.config.base_url;
    LogoView {
        src: print_url(base, &logo.light.url),
        dark: logo.dark.as_ref().map(|dark| print_url(base, &dark.url)),
        width: logo.light.size.map(|(width, _)| width),
        height: logo.light.size.map(|(_, height)| height),
        with_title: logo.with_title,
    }
}

/// A page of the newsroom's elsewhere, by its host.
fn profile(url: &str) -> Link {
    let host = crate::site::terms::host(url).unwrap_or_else(|| url.to_owned());
    Link { name: host, url: url.to_owned() }
}

/// A typeface in `static/`; its media type (RFC 8081).
fn font_link(base: &BaseUrl, path: &str) -> FontLink {
    let r#type = match path.rsplit_once('.') {
        Some((_, ending)) if ending.eq_ignore_ascii_case("ttf") => "font/ttf",
        Some((_, ending)) if ending.eq_ignore_ascii_case("otf") => "font/otf",
        _ => "font/woff2",
    };
    FontLink { url: base.page(&of_path(path)), r#type }
}

fn theme_view(base: &BaseUrl, theme: &Theme) -> ThemeView {
    let (scheme, of_scheme) = match theme.scheme {
        Scheme::Auto => ("auto", None),
        Scheme::Light => ("light", Some("scheme-light")),
        Scheme::Dark => ("dark", Some("scheme-dark")),
        Scheme::Choice => ("choice", None),
    };
    let dense = (theme.density == Density::Dense).then_some("density-dense");
    let relative = theme.relative_dates.then_some("dates-relative");
    let classes: Vec<&str> = [dense, of_scheme, relative].into_iter().flatten().collect();
    let ArticleLayout { top, side, end, after } = theme.article.clone();
    ThemeView {
        classes: classes.join(" "),
        scheme,
        style: theme.has_style(),
        preload: theme.fonts.preloaded().into_iter().map(|path| font_link(base, path)).collect(),
        contents_from: theme.contents_from,
        article: ArticlePlaces { top, side, end, after },
    }
}
