//! RSS 2.0 (RSS Advisory Board, version 2.0.11): the XML of a feed of anything, and the item of an article.
//!
//! Items carry the full text in `content:encoded`, or by configuration the summary alone; a republished text is
//! never carried. Addresses are absolute. The identity of an item is the article's, whatever its address.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use rss::extension::atom::{AtomExtension, Link};
use rss::extension::dublincore::DublinCoreExtension;
use rss::extension::{Extension, ExtensionMap};
use rss::{Category, Channel, Guid, Item};

use super::view::head::escape;
use super::{Kit, Made, feed_url, print_absolute};
use crate::bytes;
use crate::site::{Article, ArticleId, Site, TermId};
use crate::source::Changed;

/// What a feed holds.
pub struct Feed<'a> {
    /// Its title.
    pub title: &'a str,
    /// What it is, plain text; without it, the title says so.
    pub description: Option<&'a str>,
    /// Whose feed it is: the address of a page of the site. The feed stands in that page's folder.
    pub url: &'a str,
    /// BCP 47; without one, the site's.
    pub language: Option<&'a str>,
    /// Newest first.
    pub items: Vec<Item>,
    /// When the newest of them changed: seconds since 1970.
    pub newest: Option<i64>,
}

/// The bytes of a feed.
pub fn channel(kit: &Kit, feed: Feed<'_>) -> Made {
    let config = &kit.site().config;
    let base = &config.base_url;
    let own = Link {
        href: base.absolute(&feed_url(feed.url)),
        rel: "self".to_owned(),
        mime_type: Some("application/rss+xml".to_owned()),
        ..Link::default()
    };
    let length = feed.items.len();
    let channel = Channel {
        title: clean(feed.title),
        link: base.absolute(feed.url),
        // The element is required (RSS 2.0, "Required channel elements").
        description: clean(feed.description.unwrap_or(feed.title)),
        language: Some(feed.language.unwrap_or(&config.language).to_owned()),
        copyright: config.copyright.as_deref().map(clean),
        generator: Some("newsprint".to_owned()),
        docs: Some("https://www.rssboard.org/rss-specification".to_owned()),
        last_build_date: feed.newest.map(rfc2822),
        atom_ext: Some(AtomExtension { links: vec![own] }),
        namespaces: BTreeMap::from([("media".to_owned(), "http://search.yahoo.com/mrss/".to_owned())]),
        items: feed.items,
        ..Channel::default()
    };
    let mut bytes = Vec::with_capacity(4096 + length * 8192);
    // Writing into memory cannot fail; an empty file would be seen at once.
    let _ = channel.write_to(&mut bytes);
    bytes.push(b'\n');
    Made::Bytes(bytes)
}

/// The feed of a list of articles: their items, and when the newest of them changed.
///
/// # Errors
/// When the file of one of them is not what it was.
pub fn articles(kit: &Kit, ids: &[ArticleId]) -> Result<(Vec<Item>, Option<i64>), Changed> {
    let items = ids.iter().map(|id| article_item(kit, *id)).collect::<Result<_, _>>()?;
    Ok((items, ids.iter().map(|id| changed(kit.site().article(*id))).max()))
}

/// The item of an article. It shows what [`super::feeds::items`] hands out.
///
/// # Errors
/// When its file is not what it was.
pub fn article_item(kit: &Kit, id: ArticleId) -> Result<Item, Changed> {
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
    if article.withheld {
        return ExtensionMap::default();
    }
    let url = print_absolute(&site.config.base_url, &found.url);
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
pub fn changed(article: &Article) -> i64 {
    article.modified().timestamp
}

/// RFC 2822, section 3.3, in UTC.
pub fn rfc2822(timestamp: i64) -> String {
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
