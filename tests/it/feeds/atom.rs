//! Atom 1.0: RFC 4287, with its sections.

use std::collections::BTreeSet;

use roxmltree::{Document, Node};

use super::xml::{ATOM, MEDIA, children, is_character, is_language, is_rfc3339, is_uri, text};

const XML: &str = "http://www.w3.org/XML/1998/namespace";

pub(super) fn faults(bytes: &[u8]) -> Vec<String> {
    let mut faults = Vec::new();
    let Ok(xml) = std::str::from_utf8(bytes) else { return vec!["not UTF-8".to_owned()] };
    let document = match Document::parse(xml) {
        Ok(document) => document,
        Err(error) => return vec![format!("not well formed: {error}")],
    };
    let mut check = |holds: bool, rule: &str| {
        if !holds {
            faults.push(rule.to_owned());
        }
    };
    check(xml.chars().all(is_character), "XML 2.2: a character that XML cannot hold");
    let feed = document.root_element();
    check(
        feed.tag_name().name() == "feed" && feed.tag_name().namespace() == Some(ATOM),
        "2: the root is a feed",
    );
    check(feed.attribute((XML, "lang")).is_some_and(is_language), "2: a language");
    element(feed, "feed", &mut check);
    for name in ["generator", "icon", "logo", "rights", "subtitle"] {
        check(children(feed, Some(ATOM), name).count() <= 1, &format!("4.1.1: at most one {name}"));
    }
    check(!relation(feed, "self").is_empty(), "4.1.1: a link to the feed itself");
    check(relation(feed, "self").len() <= 1, "4.2.7.2: one link to the feed itself");
    let entries: Vec<_> = children(feed, Some(ATOM), "entry").collect();
    let has_author = |node| children(node, Some(ATOM), "author").next().is_some();
    check(
        has_author(feed) || entries.iter().all(|entry| has_author(*entry)),
        "4.1.1: an author, of the feed or of every entry",
    );
    let mut seen = BTreeSet::new();
    for entry in entries {
        let one = |name| children(entry, Some(ATOM), name).next().map(text).unwrap_or_default();
        let title = one("title");
        let mut check = |holds: bool, rule: &str| check(holds, &format!("\"{title}\": {rule}"));
        element(entry, "entry", &mut check);
        check(seen.insert((one("id"), one("updated"))), "4.1.1: an entry of the same id and date");
        for name in ["content", "published", "rights", "source", "summary"] {
            check(children(entry, Some(ATOM), name).count() <= 1, &format!("4.1.2: at most one {name}"));
        }
        let content = children(entry, Some(ATOM), "content").next();
        check(
            content.is_some() || !relation(entry, "alternate").is_empty(),
            "4.1.2: a text, or a link to it",
        );
        if let Some(content) = content {
            let kind = content.attribute("type").unwrap_or("text");
            check(["text", "html"].contains(&kind), "4.1.3.1: a type that we write");
            check(content.attribute("src").is_none(), "4.1.3.2: no text elsewhere");
            check(
                !content.children().any(|child| child.is_element()),
                "4.1.3.3: no elements in HTML as text",
            );
        }
        for name in ["published", "updated"] {
            for date in children(entry, Some(ATOM), name) {
                check(is_rfc3339(&text(date)), &format!("3.3: {name} is a date"));
            }
        }
        for media in entry.children().filter(|node| node.tag_name().namespace() == Some(MEDIA)) {
            check(media.attribute("url").is_some_and(is_uri), "the address of a picture");
        }
        let moment = |name| chrono::DateTime::parse_from_rfc3339(&one(name)).ok();
        check(moment("published") <= moment("updated"), "4.2.15: changed before it was published");
    }
    faults
}

/// What feeds and entries have in common.
fn element(of: Node<'_, '_>, kind: &str, check: &mut dyn FnMut(bool, &str)) {
    let section = if kind == "feed" { "4.1.1" } else { "4.1.2" };
    for name in ["id", "title", "updated"] {
        check(
            children(of, Some(ATOM), name).count() == 1,
            &format!("{section}: exactly one {name} of the {kind}"),
        );
    }
    for id in children(of, Some(ATOM), "id") {
        let id = text(id);
        check(is_iri(&id), &format!("4.2.6: `{id}` is no IRI"));
    }
    for updated in children(of, Some(ATOM), "updated") {
        check(is_rfc3339(&text(updated)), "3.3: updated is a date");
    }
    for name in ["title", "subtitle", "summary", "rights"] {
        for node in children(of, Some(ATOM), name) {
            let kind = node.attribute("type").unwrap_or("text");
            check(["text", "html", "xhtml"].contains(&kind), &format!("3.1.1: the type of {name}"));
            check(
                kind == "xhtml" || !node.children().any(|child| child.is_element()),
                &format!("3.1.1.1: {name}"),
            );
            check(!text(node).trim().is_empty(), &format!("4.2.14: {name} is empty"));
            check(node.attribute((XML, "lang")).is_none_or(is_language), "2: a language");
        }
    }
    for person in children(of, Some(ATOM), "author") {
        check(children(person, Some(ATOM), "name").count() == 1, "3.2.1: a person has one name");
        check(children(person, Some(ATOM), "uri").count() <= 1, "3.2.2: a person has one address");
        check(children(person, Some(ATOM), "uri").all(|uri| is_uri(&text(uri))), "3.2.2: the address is one");
    }
    for category in children(of, Some(ATOM), "category") {
        check(category.attribute("term").is_some_and(|term| !term.trim().is_empty()), "4.2.2.1: a term");
    }
    let mut alternates = BTreeSet::new();
    for link in children(of, Some(ATOM), "link") {
        let href = link.attribute("href").unwrap_or("");
        check(is_uri(href), &format!("4.2.7.1: `{href}` is no address"));
        let kind = link.attribute("type").unwrap_or("text/html");
        check(kind.split('/').count() == 2, "4.2.7.3: a media type");
        if link.attribute("rel").is_none_or(|rel| rel == "alternate") {
            check(
                alternates.insert((link.attribute("type"), link.attribute("hreflang"))),
                &format!("{section}: two alternates of one type and language"),
            );
        }
    }
    check(alternates.len() == 1, "4.2.7.2: a link to the page");
}

fn relation<'a, 'i>(of: Node<'a, 'i>, rel: &str) -> Vec<Node<'a, 'i>> {
    children(of, Some(ATOM), "link")
        .filter(|link| link.attribute("rel").unwrap_or("alternate") == rel)
        .collect()
}

/// RFC 3987 in outline: a scheme, and none of what no IRI holds; with the rules of the two schemes we write.
fn is_iri(id: &str) -> bool {
    let Some((scheme, rest)) = id.split_once(':') else { return false };
    let scheme_fits = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    let fits = rest.matches('#').count() <= 1
        && !rest.contains(|c: char| c.is_whitespace() || c.is_control() || "\"<>\\^`{|}".contains(c));
    let uuid = rest.strip_prefix("uuid:").is_none_or(|uuid| {
        // With a fragment it is none (the W3C's validator, RFC 9562, section 4).
        uuid.len() == 36 && uuid.split('-').map(str::len).eq([8, 4, 4, 4, 12])
    });
    scheme_fits && fits && (scheme != "urn" || uuid) && (scheme != "tag" || rest.contains(','))
}

#[test]
fn faults_are_found() {
    let feed = "<feed xmlns='http://www.w3.org/2005/Atom'><id>a b</id><title>T</title><updated>2025-02-01</updated>\
                <link rel='self' href='/x'/><entry><id>urn:uuid:1</id><updated>2025-02-01T00:00:00Z</updated>\
                <content type='html'><p>x</p></content></entry></feed>";
    let found = faults(feed.as_bytes()).join("\n");
    for rule in [
        "`a b` is no IRI", "3.3", "4.2.7.1", "exactly one title of the entry", "4.1.3.3", "an author",
        "`urn:uuid:1`",
    ] {
        assert!(found.contains(rule), "{rule}:\n{found}");
    }
}
