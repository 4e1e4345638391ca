//! Feeds as the library of a reader's program reads them, against what stands in the JSON Feed.

use feed_rs::model::{Entry, Feed};
use serde_json::Value;

/// What a feed says.
pub(super) struct Said {
    pub(super) title: String,
    pub(super) description: Option<String>,
    pub(super) language: String,
    pub(super) page: String,
    pub(super) items: Vec<Item>,
}

/// What an item says.
pub(super) struct Item {
    pub(super) id: String,
    pub(super) url: String,
    pub(super) external: Option<String>,
    pub(super) title: String,
    pub(super) summary: String,
    pub(super) html: Option<String>,
    pub(super) published: String,
    pub(super) updated: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) tags: Vec<String>,
    pub(super) image: Option<String>,
}

/// What the JSON Feed says, which needs no library to be read.
pub(super) fn of_json(bytes: &[u8]) -> Said {
    let feed: Value = serde_json::from_slice(bytes).expect("JSON");
    let text = |of: &Value, name: &str| of[name].as_str().map(str::to_owned);
    let item = |item: &Value| {
        let texts = |list: &Value| -> Vec<String> {
            list.as_array().into_iter().flatten().filter_map(|v| v.as_str().map(str::to_owned)).collect()
        };
        let authors = item["authors"].as_array().into_iter().flatten();
        Item {
            id: text(item, "id").expect("an id"),
            url: text(item, "url").expect("an address"),
            external: text(item, "external_url"),
            title: text(item, "title").expect("a title"),
            summary: text(item, "summary").unwrap_or_default(),
            html: text(item, "content_html"),
            published: text(item, "date_published").expect("a date"),
            updated: text(item, "date_modified"),
            authors: authors.filter_map(|author| text(author, "name")).collect(),
            tags: texts(&item["tags"]),
            image: text(item, "image"),
        }
    };
    Said {
        title: text(&feed, "title").expect("a title"),
        description: text(&feed, "description"),
        language: text(&feed, "language").expect("a language"),
        page: text(&feed, "home_page_url").expect("a page"),
        items: feed["items"].as_array().expect("items").iter().map(item).collect(),
    }
}

/// What a reader's library makes of a feed.
pub(super) fn read(bytes: &[u8]) -> Feed {
    feed_rs::parser::parse(bytes)
        .unwrap_or_else(|error| panic!("{error}:\n{}", String::from_utf8_lossy(bytes)))
}

/// Where what a reader sees is another thing than what is said.
pub(super) fn differences(said: &Said, read: &Feed, format: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut same = |what: &str, said: Option<&str>, read: Option<&str>| {
        let fold = |text: Option<&str>| text.unwrap_or("").trim().to_owned();
        if fold(said) != fold(read) {
            found.push(format!("{format}: {what} is {read:?} instead of {said:?}"));
        }
    };
    same("title", Some(&said.title), read.title.as_ref().map(|text| text.content.as_str()));
    let description = match format {
        // RSS must have one; the title stands for it.
        "RSS" => said.description.as_ref().or(Some(&said.title)),
        _ => said.description.as_ref(),
    };
    let read_description = read.description.as_ref().map(|text| text.content.as_str());
    same("description", description.map(String::as_str), read_description);
    same("language", Some(&said.language), read.language.as_deref());
    let leads = read.links.iter().any(|link| link.href == said.page);
    same("page", Some("linked"), Some(if leads { "linked" } else { "not linked" }));
    same("number of items", Some(&said.items.len().to_string()), Some(&read.entries.len().to_string()));
    for (said, read) in said.items.iter().zip(&read.entries) {
        let mut same = |what: &str, one: Option<&str>, other: Option<&str>| {
            same(&format!("{} of {}", what, said.url), one, other);
        };
        item(said, read, format, &mut same);
    }
    found
}

/// Takes what something is called, what it should be, and what it is.
type Compare<'c> = &'c mut dyn FnMut(&str, Option<&str>, Option<&str>);

fn item(said: &Item, read: &Entry, format: &str, same: Compare<'_>) {
    let is_iri = said.id.starts_with("urn:") || said.id.starts_with("tag:");
    if format != "Atom" || is_iri {
        same("id", Some(&said.id), Some(&read.id));
    }
    same("title", Some(&said.title), read.title.as_ref().map(|text| text.content.as_str()));
    let summary = read.summary.as_ref().map(|text| match format {
        "RSS" => unescaped(&text.content),
        _ => text.content.clone(),
    });
    same("summary", Some(&said.summary), summary.as_deref());
    let body = read.content.as_ref().filter(|content| content.content_type.subty() != "plain");
    same("text", said.html.as_deref(), body.and_then(|content| content.body.as_deref()));
    let moment = |date: &str| chrono::DateTime::parse_from_rfc3339(date).map(|d| d.timestamp().to_string());
    let published = read.published.map(|date| date.timestamp().to_string());
    same("date", moment(&said.published).ok().as_deref(), published.as_deref());
    if format != "RSS" {
        let updated = said.updated.as_ref().or(Some(&said.published).filter(|_| format == "Atom"));
        let updated = updated.and_then(|date| moment(date).ok());
        same("change", updated.as_deref(), read.updated.map(|date| date.timestamp().to_string()).as_deref());
    }
    let authors: Vec<&str> = read.authors.iter().filter_map(|author| author.name.as_deref()).collect();
    // Who wrote an item that names nobody is the feed's author, and the library says so.
    if !said.authors.is_empty() {
        same("authors", Some(&said.authors.join("\n")), Some(&authors.join("\n")));
    }
    let tags: Vec<&str> = read.categories.iter().map(|category| category.term.as_str()).collect();
    same("categories", Some(&said.tags.join("\n")), Some(&tags.join("\n")));
    let links = |url: &str| read.links.iter().any(|link| link.href == url);
    same("address", Some(&said.url), Some(&said.url).filter(|url| links(url)).map(String::as_str));
    if format != "RSS" {
        let external = said.external.as_deref();
        same("source", external, external.filter(|url| links(url)));
    }
    if format != "JSON Feed" {
        let media =
            read.media.iter().flat_map(|media| &media.content).find_map(|content| content.url.as_ref());
        // As the library prints it: it writes a `'` encoded.
        let image = said.image.as_deref().and_then(|image| url::Url::parse(image).ok());
        same("picture", image.as_ref().map(url::Url::as_str), media.map(url::Url::as_str));
    }
}

/// The text of HTML without elements.
fn unescaped(html: &str) -> String {
    html.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}
