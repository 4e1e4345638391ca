//! RSS 2.0 (RSS Advisory Board, version 2.0.11, and its best practices profile).
//!
//! Items carry the full text in `content:encoded`, or by configuration the summary alone. What is plain text is written
//! with hexadecimal references, as the profile asks: some readers take a title for HTML, and these they show rightly.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use memchr::memmem;
use rss::extension::atom::{AtomExtension, Link};
use rss::extension::dublincore::DublinCoreExtension;
use rss::extension::{Extension, ExtensionMap};
use rss::{Category, Channel, Guid};

use super::model::{Feed, FeedItem, Picture, Reported};
use super::text::clean;
use crate::config::FeedFormat;
use crate::html::escape;
use crate::output::urls::ascii;
use crate::site::Site;

/// The bytes of a feed.
pub(super) fn write(site: &Site, feed: &Feed) -> Vec<u8> {
    let config = &site.config;
    let own = Link {
        href: ascii(site, &FeedFormat::Rss.url(&feed.page)),
        rel: "self".to_owned(),
        mime_type: Some(FeedFormat::Rss.media_type().to_owned()),
        ..Link::default()
    };
    let hub = |hub: &String| Link {
        href: crate::address::uri(hub).into_owned(),
        rel: "hub".to_owned(),
        ..Link::default()
    };
    let channel = Channel {
        title: feed.title.clone(),
        link: ascii(site, &feed.page),
        // The element is required (RSS 2.0, "Required channel elements").
        description: feed.description.as_ref().unwrap_or(&feed.title).clone(),
        language: Some(config.language.clone()),
        copyright: config.copyright.as_deref().map(clean),
        generator: Some("newsprint".to_owned()),
        docs: Some("https://www.rssboard.org/rss-specification".to_owned()),
        last_build_date: feed.updated().map(|date| rfc2822(date.timestamp)),
        atom_ext: Some(AtomExtension {
            links: std::iter::once(own).chain(config.feeds.hubs.iter().map(hub)).collect(),
        }),
        namespaces: BTreeMap::from([("media".to_owned(), "http://search.yahoo.com/mrss/".to_owned())]),
        items: feed.items.iter().map(item).collect(),
        ..Channel::default()
    };
    bytes(&channel)
}

fn bytes(channel: &Channel) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(4096 + channel.items.len() * 8192);
    // Writing into memory cannot fail; an empty file would be seen at once.
    let _ = channel.write_to(&mut bytes);
    bytes.push(b'\n');
    hexadecimal(bytes)
}

/// A feed of these items and nothing else.
#[cfg(any(test, feature = "fuzzing"))]
pub(super) fn of_items(items: &[FeedItem]) -> Vec<u8> {
    let namespaces = BTreeMap::from([("media".to_owned(), "http://search.yahoo.com/mrss/".to_owned())]);
    bytes(&Channel { items: items.iter().map(item).collect(), namespaces, ..Channel::default() })
}

fn item(item: &FeedItem) -> rss::Item {
    let dublin_core = DublinCoreExtension {
        creators: item.authors.iter().map(|author| author.name.clone()).collect(),
        // `source` of RSS 2.0 wants the address of a feed, which nobody knows here; Dublin Core's takes any. Of both a
        // validator takes one: https://github.com/w3c/feedvalidator/blob/main/src/feedvalidator/extension.py. The leading
        // source stands for all of them, which the text and the page name.
        sources: item.sources.iter().find_map(source).into_iter().collect(),
        languages: item.language.iter().cloned().collect(),
        rights: rights(item).into_iter().collect(),
        ..DublinCoreExtension::default()
    };
    rss::Item {
        title: Some(item.title.clone()),
        link: Some(item.url.clone()),
        // The one element of RSS that holds HTML.
        description: (!item.summary.is_empty()).then(|| escape(&item.summary)),
        categories: item
            .categories
            .iter()
            .map(|name| Category { name: name.clone(), domain: None })
            .collect(),
        guid: Some(Guid { value: item.id.clone(), permalink: false }),
        pub_date: Some(rfc2822(item.published.timestamp)),
        content: item.content.as_deref().map(str::to_owned),
        dublin_core_ext: (dublin_core != DublinCoreExtension::default()).then_some(dublin_core),
        extensions: item.picture.as_ref().map(media).unwrap_or_default(),
        ..rss::Item::default()
    }
}

/// "Outlet: headline (address)", as far as known.
fn source(source: &Reported) -> Option<String> {
    Some(match (source.words(), &source.url) {
        (Some(words), Some(url)) => format!("{words} ({url})"),
        (Some(words), None) => words,
        (None, url) => url.clone()?,
    })
}

/// All licences as one text.
fn rights(item: &FeedItem) -> Option<String> {
    (!item.rights.is_empty()).then(|| item.rights.join("; "))
}

/// The leading picture as Media RSS 1.5.1 says it: `media:content` with description and credit.
fn media(picture: &Picture) -> ExtensionMap {
    let text = |name: &str, text: &str, attributes: &[(&str, &str)]| Extension {
        name: format!("media:{name}"),
        value: Some(text.to_owned()),
        attrs: attributes.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
        ..Extension::default()
    };
    let mut children = BTreeMap::new();
    if !picture.alt.is_empty() {
        let description = text("description", &picture.alt, &[("type", "plain")]);
        children.insert("description".to_owned(), vec![description]);
    }
    if let Some(credit) = &picture.credit {
        children.insert("credit".to_owned(), vec![text("credit", credit, &[])]);
    }
    let attributes = picture.attributes().into_iter().map(|(name, value)| (name.to_owned(), value));
    let content = Extension {
        name: "media:content".to_owned(),
        attrs: attributes.collect(),
        children,
        ..Extension::default()
    };
    BTreeMap::from([("media".to_owned(), BTreeMap::from([("content".to_owned(), vec![content])]))])
}

/// RFC 2822, section 3.3, in UTC.
fn rfc2822(timestamp: i64) -> String {
    DateTime::<Utc>::from_timestamp(timestamp, 0).unwrap_or_default().to_rfc2822()
}

/// The same XML with hexadecimal references for `&`, `<` and `>`, wherever it is not in a CDATA section.
fn hexadecimal(xml: Vec<u8>) -> Vec<u8> {
    let mut out = Vec::with_capacity(xml.len() + 64);
    let mut rest = &xml[..];
    while let Some(at) = memchr::memchr2(b'&', b'!', rest) {
        out.extend_from_slice(&rest[..at]);
        rest = &rest[at..];
        if out.ends_with(b"<") && rest.starts_with(b"![CDATA[") {
            let end = memmem::find(rest, b"]]>").map_or(rest.len(), |end| end + 3);
            out.extend_from_slice(&rest[..end]);
            rest = &rest[end..];
            continue;
        }
        let by: [(&[u8], &[u8]); 3] = [(b"&amp;", b"&#x26;"), (b"&lt;", b"&#x3C;"), (b"&gt;", b"&#x3E;")];
        match by.iter().find(|(named, _)| rest.starts_with(named)) {
            Some((named, hexadecimal)) => {
                out.extend_from_slice(hexadecimal);
                rest = &rest[named.len()..];
            }
            None => {
                out.push(rest[0]);
                rest = &rest[1..];
            }
        }
    }
    out.extend_from_slice(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_hexadecimal_outside_of_cdata() {
        for (xml, expected) in [
            ("<t>a &amp; b &lt;c&gt; &quot;!&quot;</t>", "<t>a &#x26; b &#x3C;c&#x3E; &quot;!&quot;</t>"),
            ("<d><![CDATA[a &amp; b!]]>&amp;</d>", "<d><![CDATA[a &amp; b!]]>&#x26;</d>"),
            ("<t>&amp;lt; ![CDATA[ &amp;</t>", "<t>&#x26;lt; ![CDATA[ &#x26;</t>"),
            ("", ""),
        ] {
            assert_eq!(hexadecimal(xml.into()), expected.as_bytes(), "{xml}");
        }
    }
}
