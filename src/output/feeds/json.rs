//! JSON Feed 1.1.
//!
//! Where an item was reported stands as `external_url`, which is for feeds that speak of others' pages; what the format has
//! no member for (all sources, licences) stands in an extension of its own, `_newsprint`.

use std::borrow::Cow;

use serde::Serialize;

use super::model::{self, Feed};
use super::text::clean;
use crate::config::FeedFormat;
use crate::output::urls::ascii;
use crate::site::Site;

const VERSION: &str = "https://jsonfeed.org/version/1.1";

#[derive(Serialize)]
struct JsonFeed<'a> {
    version: &'static str,
    title: &'a str,
    home_page_url: String,
    feed_url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    authors: [Author<'a>; 1],
    language: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    hubs: Vec<Hub<'a>>,
    items: Vec<JsonItem<'a>>,
}

#[derive(Serialize)]
struct Author<'a> {
    name: Cow<'a, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<Cow<'a, str>>,
}

#[derive(Serialize)]
struct Hub<'a> {
    r#type: &'static str,
    url: Cow<'a, str>,
}

#[derive(Serialize)]
struct JsonItem<'a> {
    id: &'a str,
    url: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    external_url: Option<&'a str>,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    content_html: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    content_text: Option<&'a str>,
    #[serde(skip_serializing_if = "str::is_empty")]
    summary: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<&'a str>,
    date_published: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_modified: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<Author<'a>>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    tags: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    #[serde(rename = "_newsprint", skip_serializing_if = "Option::is_none")]
    more: Option<More<'a>>,
}

/// What JSON Feed has no member for.
#[derive(Serialize)]
struct More<'a> {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    sources: Vec<Source<'a>>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    rights: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    image_alt: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image_credit: Option<&'a str>,
}

#[derive(Serialize)]
struct Source<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

/// The bytes of a feed.
pub(super) fn write(site: &Site, feed: &Feed) -> Vec<u8> {
    let config = &site.config;
    let hubs = config.feeds.hubs.iter();
    let json = JsonFeed {
        version: VERSION,
        title: &feed.title,
        home_page_url: ascii(site, &feed.page),
        feed_url: ascii(site, &FeedFormat::Json.url(&feed.page)),
        description: feed.description.as_deref(),
        authors: [Author { name: clean(&config.title).into(), url: Some(ascii(site, &site.at("/")).into()) }],
        language: &config.language,
        hubs: hubs.map(|hub| Hub { r#type: "WebSub", url: crate::address::uri(hub) }).collect(),
        items: feed.items.iter().map(item).collect(),
    };
    let mut bytes = Vec::with_capacity(4096 + feed.items.len() * 9216);
    // Texts, lists and maps with texts as keys: nothing in it can fail to be written.
    let _ = serde_json::to_writer(&mut bytes, &json);
    bytes.push(b'\n');
    bytes
}

fn item(item: &model::FeedItem) -> JsonItem<'_> {
    let html = item.content.as_deref();
    JsonItem {
        id: &item.id,
        url: &item.url,
        external_url: item.sources.iter().find_map(|source| source.url.as_deref()),
        title: &item.title,
        content_html: html,
        // One of the two is required.
        content_text: match html {
            Some(_) => None,
            None if item.summary.is_empty() => Some(&item.title),
            None => Some(&item.summary),
        },
        summary: &item.summary,
        image: item.picture.as_ref().map(|picture| picture.url.as_str()),
        date_published: item.published.to_rfc3339(),
        date_modified: (item.updated > item.published).then(|| item.updated.to_rfc3339()),
        authors: item
            .authors
            .iter()
            .map(|author| Author {
                name: author.name.as_str().into(),
                url: author.url.as_deref().map(Cow::Borrowed),
            })
            .collect(),
        tags: &item.categories,
        language: item.language.as_deref(),
        more: more(item),
    }
}

fn more(item: &model::FeedItem) -> Option<More<'_>> {
    let picture = item.picture.as_ref();
    let more = More {
        sources: item
            .sources
            .iter()
            .map(|source| Source {
                name: source.name.as_deref(),
                title: source.title.as_deref(),
                url: source.url.as_deref(),
            })
            .collect(),
        rights: &item.rights,
        image_alt: picture.map(|picture| picture.alt.as_str()).filter(|alt| !alt.is_empty()),
        image_credit: picture.and_then(|picture| picture.credit.as_deref()),
    };
    let is_empty = more.sources.is_empty()
        && more.rights.is_empty()
        && more.image_alt.is_none()
        && more.image_credit.is_none();
    (!is_empty).then_some(more)
}
