//! RSS 2.0.11 of the RSS Advisory Board, and its Best Practices Profile. The names in brackets are the profile's anchors.

use std::collections::BTreeSet;

use roxmltree::{Document, Node};

use super::xml::{ATOM, CONTENT, DUBLIN_CORE, MEDIA, children, is_character, is_language, is_uri, text};

/// Elements that a channel has at most once, beside those that it must have.
const CHANNEL: [&str; 13] = [
    "language", "copyright", "managingEditor", "webMaster", "pubDate", "lastBuildDate", "generator", "docs",
    "cloud", "ttl", "image", "textInput", "rating",
];
/// Elements that an item has at most once ("Elements of <item>"; the profile allows several categories).
const ITEM: [&str; 9] =
    ["title", "link", "description", "author", "comments", "enclosure", "guid", "pubDate", "source"];

pub(super) fn faults(bytes: &[u8]) -> Vec<String> {
    let mut faults = Vec::new();
    let mut check = |holds: bool, rule: String| {
        if !holds {
            faults.push(rule);
        }
    };
    let Ok(xml) = std::str::from_utf8(bytes) else { return vec!["not UTF-8".to_owned()] };
    let document = match Document::parse(xml) {
        Ok(document) => document,
        Err(error) => return vec![format!("not well formed: {error}")],
    };
    check(xml.chars().all(is_character), "holds a character that XML cannot (XML 1.0, 2.2)".to_owned());

    // "What is RSS?": the root, its version, one channel; no namespace of its own.
    let root = document.root_element();
    check(
        root.tag_name().name() == "rss" && root.tag_name().namespace().is_none(),
        "the root is rss".to_owned(),
    );
    check(root.attribute("version") == Some("2.0"), "the version is 2.0".to_owned());
    let channels: Vec<_> = children(root, None, "channel").collect();
    let [channel] = channels[..] else { return vec![format!("{} channels", channels.len())] };

    // "Required channel elements".
    for name in ["title", "link", "description"] {
        let found: Vec<_> = children(channel, None, name).collect();
        check(found.len() == 1 && !text(found[0]).trim().is_empty(), format!("one {name} of the channel"));
    }
    for name in CHANNEL {
        check(children(channel, None, name).count() <= 1, format!("at most one {name} of the channel"));
    }
    for node in channel.children().filter(Node::is_element) {
        let (name, namespace) = (node.tag_name().name(), node.tag_name().namespace());
        let known =
            CHANNEL.contains(&name) || ["title", "link", "description", "category", "item"].contains(&name);
        // "Extending RSS": what is of no namespace is of RSS.
        check(namespace.is_some() || known, format!("unknown element {name} in the channel"));
        check(namespace.is_some() || name == "item" || is_plain(node), format!("{name} holds an element"));
    }
    for language in children(channel, None, "language") {
        check(is_language(&text(language)), "language is a tag".to_owned());
    }
    for date in ["pubDate", "lastBuildDate"].into_iter().flat_map(|name| children(channel, None, name)) {
        check(is_rfc822(&text(date)), format!("{} is no date of RFC 822", text(date)));
    }
    // [data-types-url]: addresses are absolute.
    for link in children(channel, None, "link").chain(children(channel, None, "docs")) {
        check(is_uri(&text(link)), format!("{} is no address", text(link)));
    }
    // [namespace-elements-atom-link]: one to the feed itself, with its media type.
    let links: Vec<_> = children(channel, Some(ATOM), "link").collect();
    let own: Vec<_> = links.iter().filter(|link| link.attribute("rel") == Some("self")).collect();
    check(own.len() == 1, "one atom:link to the feed itself".to_owned());
    check(
        own.iter().all(|link| link.attribute("type") == Some("application/rss+xml")),
        "the feed's own media type".to_owned(),
    );
    check(
        links.iter().all(|link| link.attribute("href").is_some_and(is_uri)),
        "the address of an atom:link".to_owned(),
    );

    let mut guids = BTreeSet::new();
    for item in children(channel, None, "item") {
        let one = |name| children(item, None, name).next().map(text);
        let title = one("title").unwrap_or_default();
        let mut check = |holds: bool, rule: &str| check(holds, format!("item \"{title}\": {rule}"));
        for name in ITEM {
            check(children(item, None, name).count() <= 1, &format!("at most one {name}"));
        }
        for node in
            item.children().filter(Node::is_element).filter(|node| node.tag_name().namespace().is_none())
        {
            let name = node.tag_name().name();
            check(ITEM.contains(&name) || name == "category", &format!("unknown element {name}"));
            check(is_plain(node), &format!("{name} holds an element"));
            check(!text(node).trim().is_empty(), &format!("{name} is empty"));
        }
        // "Elements of <item>": at least one of the two.
        check(one("title").is_some() || one("description").is_some(), "a title or a description");
        check(one("link").is_some_and(|link| is_uri(&link)), "link is an address");
        check(one("pubDate").is_some_and(|date| is_rfc822(&date)), "pubDate is a date of RFC 822");
        // [element-channel-item-guid]: every item has one; what is no address says so; each is of one item.
        let guid = children(item, None, "guid").next();
        check(guid.is_some(), "a guid");
        if let Some(guid) = guid {
            check(guid.attribute("isPermaLink") == Some("false"), "a guid that is no address says so");
            check(guids.insert(text(guid)), "its guid is another item's too");
        }
        // [namespace-elements-content-encoded]: at most one, and behind the description.
        let encoded: Vec<_> = children(item, Some(CONTENT), "encoded").collect();
        check(encoded.len() <= 1, "at most one content:encoded");
        check(
            encoded.iter().all(|node| is_plain(*node) && !text(*node).is_empty()),
            "content:encoded holds text",
        );
        // The W3C's validator: of Dublin Core's elements only a creator may be there more than once.
        for node in item.children().filter(|node| node.tag_name().namespace() == Some(DUBLIN_CORE)) {
            let name = node.tag_name().name();
            let count = children(item, Some(DUBLIN_CORE), name).count();
            check(name == "creator" || count == 1, &format!("{count} dc:{name}"));
            check(!text(node).trim().is_empty(), &format!("dc:{name} is empty"));
            check(name != "language" || is_language(&text(node)), "dc:language is a tag");
        }
        let media = item.children().filter(|node| node.tag_name().namespace() == Some(MEDIA));
        check(
            media.clone().all(|media| media.attribute("url").is_some_and(is_uri)),
            "the address of a picture",
        );
        let place = |node: Node<'_, '_>| node.range().start;
        if let (Some(description), Some(encoded)) =
            (children(item, None, "description").next(), encoded.first())
        {
            check(place(description) < place(*encoded), "the description comes before the whole text");
        }
    }
    // [data-types-characterdata]: `&`, `<` and `>` of plain texts are hexadecimal references.
    let outside: String = xml
        .split("<![CDATA[")
        .enumerate()
        .map(|(n, part)| if n == 0 { part } else { part.split_once("]]>").map_or("", |(_, rest)| rest) })
        .collect();
    for named in ["&amp;", "&lt;", "&gt;"] {
        check(!outside.contains(named), format!("{named} in a plain text"));
    }
    faults
}

/// Whether an element holds nothing but text.
fn is_plain(node: Node<'_, '_>) -> bool {
    node.children().all(|child| child.is_text())
}

/// RFC 822 with years of four digits [data-types-datetime].
fn is_rfc822(date: &str) -> bool {
    let year = date.split(' ').nth(3).unwrap_or("");
    chrono::DateTime::parse_from_rfc2822(date).is_ok() && year.len() == 4
}

#[test]
fn faults_are_found() {
    let feed = "<rss version='2.0'><channel><title>T &amp; U</title><link>/x</link><item><title/><guid>a</guid>\
                <pubDate>2025-02-01</pubDate></item><item><title>B</title><guid>a</guid></item></channel></rss>";
    let found = faults(feed.as_bytes()).join("\n");
    for rule in [
        "one description", "/x is no address", "title is empty", "pubDate", "says so", "another item's",
        "&amp;",
    ] {
        assert!(found.contains(rule), "{rule}:\n{found}");
    }
}
