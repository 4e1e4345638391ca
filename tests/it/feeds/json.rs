//! JSON Feed 1.1, with the names of its sections.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::xml::{is_language, is_rfc3339, is_uri};

const TOP: [&str; 14] = [
    "version", "title", "home_page_url", "feed_url", "description", "user_comment", "next_url", "icon",
    "favicon", "authors", "language", "expired", "hubs", "items",
];
const ITEM: [&str; 15] = [
    "id", "url", "external_url", "title", "content_html", "content_text", "summary", "image", "banner_image",
    "date_published", "date_modified", "authors", "tags", "language", "attachments",
];

pub(super) fn faults(bytes: &[u8]) -> Vec<String> {
    let mut faults = Vec::new();
    let feed: Map<String, Value> = match serde_json::from_slice(bytes) {
        Ok(Value::Object(feed)) => feed,
        Ok(_) => return vec!["no object".to_owned()],
        Err(error) => return vec![format!("no JSON: {error}")],
    };
    let mut check = |holds: bool, rule: &str| {
        if !holds {
            faults.push(rule.to_owned());
        }
    };
    // Top-level.
    check(text(&feed, "version") == Some("https://jsonfeed.org/version/1.1"), "version");
    check(text(&feed, "title").is_some_and(|title| !title.is_empty()), "title");
    for url in ["home_page_url", "feed_url"] {
        check(text(&feed, url).is_some_and(is_uri), url);
    }
    check(
        text(&feed, "feed_url").is_some_and(|url| url.ends_with("/feed.json")),
        "feed_url is its own address",
    );
    check(text(&feed, "language").is_some_and(is_language), "language");
    members(&feed, &TOP, &mut check);
    authors(&feed, &mut check);
    for hub in list(&feed, "hubs") {
        let is_one =
            |hub: &Map<String, Value>| text(hub, "type").is_some() && text(hub, "url").is_some_and(is_uri);
        check(hub.as_object().is_some_and(is_one), "hubs: type and url");
    }
    check(feed.get("items").is_some_and(Value::is_array), "items");

    // Items.
    let mut ids = BTreeSet::new();
    for item in list(&feed, "items") {
        let Some(item) = item.as_object() else {
            check(false, "an item that is no object");
            continue;
        };
        let id = text(item, "id").unwrap_or("");
        let mut check = |holds: bool, rule: &str| check(holds, &format!("item {id}: {rule}"));
        check(!id.is_empty() && ids.insert(id.to_owned()), "an id of its own, as text");
        let contents = ["content_html", "content_text"].into_iter().filter_map(|name| text(item, name));
        check(contents.clone().count() == 1 && contents.clone().all(|text| !text.is_empty()), "one text");
        for url in ["url", "external_url", "image", "banner_image"] {
            check(item.get(url).is_none() || text(item, url).is_some_and(is_uri), url);
        }
        check(text(item, "url").is_some(), "url");
        for date in ["date_published", "date_modified"] {
            check(item.get(date).is_none() || text(item, date).is_some_and(is_rfc3339), date);
        }
        check(text(item, "date_published").is_some(), "date_published");
        let tags = list(item, "tags");
        check(tags.iter().all(|tag| tag.as_str().is_some_and(|tag| !tag.is_empty())), "tags are texts");
        check(item.get("language").is_none() || text(item, "language").is_some_and(is_language), "language");
        authors(item, &mut check);
        members(item, &ITEM, &mut check);
    }
    faults
}

/// "Extensions": what is not of the format begins with `_` and a letter, and is an object.
fn members(of: &Map<String, Value>, known: &[&str], check: &mut dyn FnMut(bool, &str)) {
    for (name, value) in of {
        let extends =
            name.strip_prefix('_').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic()));
        check(
            known.contains(&name.as_str()) || (extends && value.is_object()),
            &format!("unknown member {name}"),
        );
        check(!value.is_null(), &format!("{name} is null"));
    }
}

/// "Top-level", authors: each has at least one of three members.
fn authors(of: &Map<String, Value>, check: &mut dyn FnMut(bool, &str)) {
    check(of.get("author").is_none(), "author is of version 1.0");
    for author in list(of, "authors") {
        let Some(author) = author.as_object() else { return check(false, "an author that is no object") };
        check(
            ["name", "url", "avatar"].iter().any(|name| text(author, name).is_some()),
            "an author of nothing",
        );
        check(author.get("url").is_none() || text(author, "url").is_some_and(is_uri), "an author's url");
    }
}

fn text<'m>(of: &'m Map<String, Value>, name: &str) -> Option<&'m str> {
    of.get(name)?.as_str()
}

fn list<'m>(of: &'m Map<String, Value>, name: &str) -> &'m [Value] {
    of.get(name).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

#[test]
fn faults_are_found() {
    let feed = r#"{"version": "https://jsonfeed.org/version/1", "items": [{"id": 1, "url": "/x", "own": 1}], "language": "en"}"#;
    let found = faults(feed.as_bytes()).join("\n");
    for rule in
        ["version", "title", "feed_url", "an id of its own", "one text", "item : url", "unknown member own"]
    {
        assert!(found.contains(rule), "{rule}:\n{found}");
    }
}
