//! RSS 2.0 feeds (RSS Advisory Board, version 2.0.11): the home page's, and one per topic and tag.
//!
//! Items carry the full text in `content:encoded`, or by configuration the summary alone; a republished text is
//! never carried. Addresses are absolute. The identity of an item is the article's, whatever its address.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use rss::extension::atom::{AtomExtension, Link};
use rss::extension::dublincore::DublinCoreExtension;
use rss::extension::{Extension, ExtensionMap};
use rss::{Category, Channel, Guid, Item};

use super::ingredient::{self, Take, What};
use super::view::head::escape;
use super::{Kit, Made, Output, Planner, Subject, feed_url};
use crate::build::sink::Class;
use crate::bytes;
use crate::hash::Digest;
use crate::site::{Article, ArticleId, Site, TermId, TermKind};
use crate::source::Changed;

/// `/feed.xml`.
pub struct HomeFeed;
/// `/topics/<slug>/feed.xml` and `/tags/<slug>/feed.xml`.
pub struct TermFeed(pub TermKind);

impl Output for HomeFeed {
    fn name(&self) -> &'static str {
        "feed"
    }

    fn class(&self) -> Class {
        Class::Feed
    }

    fn plan(&self, plan: &mut Planner<'_>) {
        plan.add(&feed_url("/"), Subject::default());
    }

    fn ingredients<'k>(&self, kit: &'k Kit, _: Subject, add: Take<'_, 'k>) {
        items(kit.site(), &latest(kit.site()), add);
    }

    fn make(&self, kit: &Kit, _: Subject) -> Result<Made, Changed> {
        let site = kit.site();
        let description = site.config.description.as_deref().or(site.config.tagline.as_deref());
        make(kit, &site.config.title, description, "/", &latest(site))
    }

    fn origin(&self, _: &Site, _: Subject) -> String {
        "the home page's feed".to_owned()
    }
}

impl Output for TermFeed {
    fn name(&self) -> &'static str {
        match self.0 {
            TermKind::Topic => "topic-feed",
            _ => "tag-feed",
        }
    }

    fn is_said_to_clash(&self) -> bool {
        true
    }

    fn class(&self) -> Class {
        Class::Feed
    }

    fn plan(&self, plan: &mut Planner<'_>) {
        let site = plan.site;
        for (id, term) in site.terms(self.0).iter().filter(|(_, term)| term.has_page()) {
            plan.add(&feed_url(&term.url), Subject { index: id.0, page: 0 });
        }
    }

    fn ingredients<'k>(&self, kit: &'k Kit, subject: Subject, add: Take<'_, 'k>) {
        let site = kit.site();
        let term = site.terms(self.0).get(TermId(subject.index));
        add(What::Link(self.0, term), Digest::of(&(term.link, term.description(&site.config.language))));
        items(site, newest(&term.articles, site.config.feeds.items), add);
    }

    fn make(&self, kit: &Kit, subject: Subject) -> Result<Made, Changed> {
        let site = kit.site();
        let term = site.terms(self.0).get(TermId(subject.index));
        let texts = kit.texts(&site.config.language);
        let title = texts.get("title.feed", None, &|place| match place {
            "title" => Some(term.name.clone()),
            "site" => Some(site.config.title.clone()),
            _ => None,
        });
        let title = title.unwrap_or_else(|| term.name.clone());
        let description = term.description(&site.config.language);
        let items = newest(&term.articles, site.config.feeds.items);
        make(kit, &title, description.as_deref(), &term.url, items)
    }

    fn origin(&self, site: &Site, subject: Subject) -> String {
        format!("the feed of {}", super::term::origin(site, self.0, TermId(subject.index)))
    }
}

fn newest(articles: &[ArticleId], items: usize) -> &[ArticleId] {
    &articles[..articles.len().min(items)]
}

fn latest(site: &Site) -> Vec<ArticleId> {
    site.latest().take(site.config.feeds.items).collect()
}

/// What a feed shows of its articles: their cards, their texts, and who their outlets are.
fn items<'k>(site: &'k Site, items: &[ArticleId], add: Take<'_, 'k>) {
    for id in items {
        let article = site.article(*id);
        ingredient::card(site, *id, add);
        add(What::Body(&article.document.path), article.body);
        super::article::outlets(site, article, add);
    }
}

fn make(
    kit: &Kit,
    title: &str,
    description: Option<&str>,
    url: &str,
    items: &[ArticleId],
) -> Result<Made, Changed> {
    let site = kit.site();
    let config = &site.config;
    let base = &config.base_url;
    let newest = items.iter().map(|id| changed(site.article(*id))).max();
    let own = Link {
        href: base.absolute(&feed_url(url)),
        rel: "self".to_owned(),
        mime_type: Some("application/rss+xml".to_owned()),
        ..Link::default()
    };
    let channel = Channel {
        title: clean(title),
        link: base.absolute(url),
        // The element is required (RSS 2.0, "Required channel elements").
        description: clean(description.unwrap_or(title)),
        language: Some(config.language.clone()),
        copyright: config.copyright.as_deref().map(clean),
        generator: Some("newsprint".to_owned()),
        docs: Some("https://www.rssboard.org/rss-specification".to_owned()),
        last_build_date: newest.map(rfc2822),
        atom_ext: Some(AtomExtension { links: vec![own] }),
        namespaces: BTreeMap::from([("media".to_owned(), "http://search.yahoo.com/mrss/".to_owned())]),
        items: items.iter().map(|id| item(kit, *id)).collect::<Result<_, _>>()?,
        ..Channel::default()
    };
    let mut bytes = Vec::with_capacity(4096 + items.len() * 8192);
    // Writing into memory cannot fail; an empty file would be seen at once.
    let _ = channel.write_to(&mut bytes);
    bytes.push(b'\n');
    Ok(Made::Bytes(bytes))
}

fn item(kit: &Kit, id: ArticleId) -> Result<Item, Changed> {
    let site = kit.site();
    let article = site.article(id);
    let front = &article.document.front;
    let base = &site.config.base_url;
    let full = site.config.feeds.full && !front.republished;
    let content = match full {
        true => Some(kit.feed_body(id)?),
        false => None,
    };
    let summary = article.document.summary(&site.config.language);
    let creators = article.authors.iter().map(|id| clean(&site.authors.get(*id).name));
    let dublin_core = DublinCoreExtension {
        creators: creators.collect(),
        // `source` of RSS 2.0 wants the address of a feed, which nobody knows here; Dublin Core's takes any.
        sources: sources(site, article),
        rights: front
            .sources
            .iter()
            .filter_map(|source| source.rare().licence.as_deref())
            .map(clean)
            .collect(),
        ..DublinCoreExtension::default()
    };
    Ok(Item {
        title: Some(clean(&front.title)),
        link: Some(base.absolute(&article.url)),
        description: (!summary.is_empty()).then(|| clean(&escape(&summary))),
        categories: categories(site, article),
        guid: Some(Guid { value: clean(&article.id), permalink: false }),
        pub_date: Some(rfc2822(article.date.timestamp)),
        content: content.map(|html| html.to_string()),
        dublin_core_ext: Some(dublin_core),
        extensions: media(site, article),
        ..Item::default()
    })
}

/// Topics and tags without hidden ones. A tag that is named like a topic is that topic: one category.
fn categories(site: &Site, article: &Article) -> Vec<Category> {
    let mut topics = article.topics.clone();
    let mut names: Vec<&str> = topics.iter().map(|id| site.topics.get(*id).name.as_str()).collect();
    for tag in article.tags.iter().map(|id| site.tags.get(*id)).filter(|tag| !tag.hidden) {
        if tag.is_topic.is_some_and(|topic| topics.contains(&topic)) {
            continue;
        }
        topics.extend(tag.is_topic);
        names.push(&tag.name);
    }
    names.into_iter().map(|name| Category { name: clean(name), domain: None }).collect()
}

/// Who reported it: "Outlet: headline (address)", as far as known.
fn sources(site: &Site, article: &Article) -> Vec<String> {
    let of = |(source, outlet): (&crate::content::front_matter::Source, &Option<TermId>)| {
        let name = outlet.map(|id| site.sources.get(id).name.clone());
        let text: Vec<String> = name.into_iter().chain(source.title.clone().map(String::from)).collect();
        let text = text.join(": ");
        clean(&match &source.url {
            Some(url) if text.is_empty() => url.to_string(),
            Some(url) => format!("{text} ({url})"),
            None => text,
        })
    };
    article
        .document
        .front
        .sources
        .iter()
        .zip(&article.outlets)
        .map(of)
        .filter(|text| !text.is_empty())
        .collect()
}

/// The leading picture as Media RSS 1.5.1 says it: `media:content` with description and credit. A picture of an
/// outlet that does not let its pictures be passed on stays out.
fn media(site: &Site, article: &Article) -> ExtensionMap {
    let Some((image, found)) = article.document.front.image.as_ref().zip(article.image.as_ref()) else {
        return ExtensionMap::default();
    };
    let owner = image.credit.as_deref().and_then(|credit| site.sources.find(credit));
    let kept_back = |id| site.sources.get(id).entry.as_ref().is_some_and(|entry| !entry.redistribute);
    if owner.is_some_and(kept_back) {
        return ExtensionMap::default();
    }
    let url = match found.url.starts_with('/') {
        true => site.config.base_url.absolute(&found.url),
        false => found.url.clone(),
    };
    let mut attributes = BTreeMap::from([("url".to_owned(), url), ("medium".to_owned(), "image".to_owned())]);
    if let Some(kind) = media_type(&found.url) {
        attributes.insert("type".to_owned(), kind.to_owned());
    }
    if let Some((width, height)) = found.size {
        attributes.insert("width".to_owned(), width.to_string());
        attributes.insert("height".to_owned(), height.to_string());
    }
    let text = |name: &str, text: &str, attrs: BTreeMap<String, String>| Extension {
        name: format!("media:{name}"),
        value: Some(clean(text)),
        attrs,
        ..Extension::default()
    };
    let mut children = BTreeMap::new();
    if !image.alt.is_empty() {
        let plain = BTreeMap::from([("type".to_owned(), "plain".to_owned())]);
        children.insert("description".to_owned(), vec![text("description", &image.alt, plain)]);
    }
    if let Some(credit) = &image.credit {
        children.insert("credit".to_owned(), vec![text("credit", credit, BTreeMap::new())]);
    }
    let content =
        Extension { name: "media:content".to_owned(), attrs: attributes, children, ..Extension::default() };
    BTreeMap::from([("media".to_owned(), BTreeMap::from([("content".to_owned(), vec![content])]))])
}

fn media_type(url: &str) -> Option<&'static str> {
    let ending = url.rsplit_once('.')?.1.to_ascii_lowercase();
    Some(match ending.as_str() {
        "jpg" | "jpeg" => "image/jpeg",
        "png" => "image/png",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "svg" => "image/svg+xml",
        _ => return None,
    })
}

/// When an article last changed: seconds since 1970.
fn changed(article: &Article) -> i64 {
    let updated = article.document.front.updated.map_or(i64::MIN, |date| date.timestamp);
    updated.max(article.date.timestamp)
}

/// RFC 2822, section 3.3, in UTC.
fn rfc2822(timestamp: i64) -> String {
    DateTime::<Utc>::from_timestamp(timestamp, 0).unwrap_or_default().to_rfc2822()
}

/// Text without the characters that XML 1.0 cannot hold (section 2.2).
pub fn clean(text: &str) -> String {
    // What is not allowed below U+0080 is a control character; what is not allowed above is U+FFFE and U+FFFF.
    if !bytes::any(text.as_bytes(), |byte| bytes::is_control(byte) | (byte == 0xef)) {
        return text.to_owned();
    }
    let allowed = |c: char| matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    if text.chars().all(allowed) { text.to_owned() } else { text.chars().filter(|c| allowed(*c)).collect() }
}
