//! Atom 1.0 (RFC 4287).
//!
//! Titles and summaries are plain text, the text is HTML. Where an item was reported stands as `link rel="via"`. Who wrote
//! an item that names nobody is the site itself, which the feed names as its author.

use std::collections::BTreeMap;

use atom_syndication::extension::{Extension, ExtensionMap};
use atom_syndication::{Category, Content, Entry, FixedDateTime, Generator, Link, Person, Text, TextType};
use chrono::{DateTime, FixedOffset};
use quick_xml::escape::escape;

use super::identity::iri;
use super::model::{Feed, FeedItem, Picture, Reported};
use super::text::clean;
use crate::config::FeedFormat;
use crate::content::Date;
use crate::output::urls::ascii;
use crate::site::Site;

/// The bytes of a feed.
pub(super) fn write(site: &Site, feed: &Feed) -> Vec<u8> {
    let config = &site.config;
    let mut links = vec![
        link("self", ascii(site, &FeedFormat::Atom.url(&feed.page)), FeedFormat::Atom.media_type()),
        link("alternate", ascii(site, &feed.page), "text/html"),
    ];
    links.extend(config.feeds.hubs.iter().map(|hub| Link {
        href: crate::address::uri(hub).into_owned(),
        rel: "hub".to_owned(),
        ..Link::default()
    }));
    let atom = atom_syndication::Feed {
        title: plain(&feed.title, None),
        subtitle: feed.description.as_deref().map(|text| plain(text, None)),
        id: feed.id.clone(),
        // The element is required; nothing of an empty feed tells a date (section 4.1.1).
        updated: feed.updated().map_or_else(FixedDateTime::default, moment),
        authors: vec![Person {
            name: clean(&config.title),
            uri: Some(ascii(site, &site.at("/"))),
            ..Person::default()
        }],
        generator: Some(Generator { value: "newsprint".to_owned(), ..Generator::default() }),
        links,
        rights: config.copyright.as_deref().map(|text| plain(&clean(text), None)),
        entries: feed.items.iter().map(entry).collect(),
        namespaces: BTreeMap::from([("media".to_owned(), "http://search.yahoo.com/mrss/".to_owned())]),
        lang: Some(config.language.clone()),
        ..atom_syndication::Feed::default()
    };
    bytes(&atom)
}

fn bytes(feed: &atom_syndication::Feed) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(4096 + feed.entries.len() * 9216);
    // Writing into memory cannot fail; an empty file would be seen at once.
    let _ = feed.write_to(&mut bytes);
    bytes.push(b'\n');
    bytes
}

/// A feed of these items and nothing else.
#[cfg(any(test, feature = "fuzzing"))]
pub(super) fn of_items(items: &[FeedItem]) -> Vec<u8> {
    let namespaces = BTreeMap::from([("media".to_owned(), "http://search.yahoo.com/mrss/".to_owned())]);
    let entries = items.iter().map(entry).collect();
    bytes(&atom_syndication::Feed { entries, namespaces, ..atom_syndication::Feed::default() })
}

fn entry(item: &FeedItem) -> Entry {
    let language = item.language.as_deref();
    let mut links = vec![link("alternate", item.url.clone(), "text/html")];
    links.extend(item.sources.iter().filter_map(via));
    let person = |name: &str, uri: Option<&String>| Person {
        name: name.to_owned(),
        uri: uri.cloned(),
        ..Person::default()
    };
    Entry {
        title: plain(&item.title, language),
        id: iri(&item.id).into_owned(),
        updated: moment(item.updated),
        published: Some(moment(item.published)),
        authors: item.authors.iter().map(|author| person(&author.name, author.url.as_ref())).collect(),
        categories: item
            .categories
            .iter()
            .map(|name| Category { term: name.clone(), ..Category::default() })
            .collect(),
        links,
        rights: (!item.rights.is_empty()).then(|| plain(&item.rights.join("; "), None)),
        summary: (!item.summary.is_empty()).then(|| plain(&item.summary, language)),
        content: item.content.as_deref().map(|html| Content {
            value: Some(html.to_owned()),
            content_type: Some("html".to_owned()),
            lang: language.map(str::to_owned),
            ..Content::default()
        }),
        extensions: item.picture.as_ref().map(media).unwrap_or_default(),
        ..Entry::default()
    }
}

fn link(rel: &str, href: String, kind: &str) -> Link {
    Link { href, rel: rel.to_owned(), mime_type: Some(kind.to_owned()), ..Link::default() }
}

/// Where an item was reported (section 4.2.7.2).
fn via(source: &Reported) -> Option<Link> {
    Some(Link { href: source.url.clone()?, rel: "via".to_owned(), title: source.words(), ..Link::default() })
}

fn plain(text: &str, language: Option<&str>) -> Text {
    Text { value: text.to_owned(), r#type: TextType::Text, lang: language.map(str::to_owned), base: None }
}

/// A moment with the offset it was written with (RFC 3339).
fn moment(date: Date) -> FixedDateTime {
    let zone = FixedOffset::east_opt(date.offset);
    let moment = DateTime::from_timestamp(date.timestamp, 0).unwrap_or_default();
    zone.map_or_else(|| moment.fixed_offset(), |zone| moment.with_timezone(&zone))
}

/// The leading picture as Media RSS 1.5.1 says it.
fn media(picture: &Picture) -> ExtensionMap {
    let text = |name: &str, text: &str| {
        let value = Some(text.to_owned());
        (name.to_owned(), vec![Extension { name: format!("media:{name}"), value, ..Extension::default() }])
    };
    let description = (!picture.alt.is_empty()).then(|| text("description", &picture.alt));
    let credit = picture.credit.as_deref().map(|credit| text("credit", credit));
    let content = Extension {
        name: "media:content".to_owned(),
        // The library writes the attributes of extensions as they are.
        attrs: picture
            .attributes()
            .into_iter()
            .map(|(name, value)| (name.to_owned(), escape(value).into_owned()))
            .collect(),
        children: description.into_iter().chain(credit).collect(),
        ..Extension::default()
    };
    BTreeMap::from([("media".to_owned(), BTreeMap::from([("content".to_owned(), vec![content])]))])
}
