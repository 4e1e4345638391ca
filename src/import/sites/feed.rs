//! Feeds: RSS, Atom and JSON Feed. What stands in them is somebody's report and no text of ours: each item is a draft that
//! names its source.

use std::collections::BTreeSet;

use serde_json::Value as Json;
use serde_yaml::{Mapping, Value};
use url::Url;

use super::Generator;
use super::folder::Folder;
use super::plain::one_line;
use super::site::{Body, Item, OldSite};
use crate::content::{Kind, Slug};
use crate::import::links::cleaned;

pub(super) const GENERATOR: Generator =
    Generator { name: "rss", takes: "the file of a feed: RSS, Atom or JSON Feed", read };

/// An item of a feed.
#[derive(Default)]
struct Entry {
    title: String,
    url: Option<String>,
    date: Option<String>,
    author: Option<String>,
    html: String,
    tags: Vec<String>,
}

fn read(folder: &Folder) -> Result<OldSite, String> {
    let mut paths = folder.paths();
    let (Some(path), None) = (paths.next(), paths.next()) else {
        return Err("name one file of a feed".to_owned());
    };
    let text = folder.text(path).map_err(|remark| format!("{path}: {}", remark.cause))?;
    if !text.trim_start().starts_with('{') {
        super::xml::fits(&text).map_err(|fault| format!("this is no feed: {fault}"))?;
    }
    let (outlet, entries) = match text.trim_start() {
        json if json.starts_with('{') => of_json(json)?,
        xml if xml.contains("<feed") && !xml.contains("<rss") => of_atom(xml)?,
        xml => of_rss(xml)?,
    };
    let mut site = OldSite::default();
    site.items
        .extend(entries.into_iter().enumerate().map(|(number, entry)| item(path, number, &outlet, entry)));
    Ok(site)
}

fn of_rss(text: &str) -> Result<(String, Vec<Entry>), String> {
    let channel =
        rss::Channel::read_from(text.as_bytes()).map_err(|fault| format!("this is no feed: {fault}"))?;
    let entries = channel.items.iter().map(|item| {
        let creator = item.dublin_core_ext.as_ref().and_then(|extension| extension.creators.first().cloned());
        Entry {
            title: item.title.clone().unwrap_or_default(),
            url: item
                .link
                .clone()
                .or_else(|| Some(item.guid.as_ref()?.value.clone()).filter(|guid| guid.starts_with("http"))),
            date: item.pub_date.as_deref().map(moment),
            author: creator.or_else(|| item.author.clone()),
            html: item.content.clone().or_else(|| item.description.clone()).unwrap_or_default(),
            tags: item.categories.iter().map(|category| category.name.clone()).collect(),
        }
    });
    Ok((channel.title.clone(), entries.collect()))
}

fn of_atom(text: &str) -> Result<(String, Vec<Entry>), String> {
    let feed = atom_syndication::Feed::read_from(text.as_bytes())
        .map_err(|fault| format!("this is no feed: {fault}"))?;
    let entries = feed.entries.iter().map(|entry| {
        let link = entry.links.iter().find(|link| link.rel == "alternate").or(entry.links.first());
        let content = entry.content.as_ref().and_then(|content| content.value.clone());
        let summary = entry.summary.as_ref().map(|summary| summary.value.clone());
        Entry {
            title: entry.title.value.clone(),
            url: link.map(|link| link.href.clone()),
            date: Some(entry.published.unwrap_or(entry.updated).to_rfc3339()),
            author: entry.authors.first().or(feed.authors.first()).map(|author| author.name.clone()),
            html: content.or(summary).unwrap_or_default(),
            tags: entry.categories.iter().map(|category| category.term.clone()).collect(),
        }
    });
    Ok((feed.title.value.clone(), entries.collect()))
}

/// <https://www.jsonfeed.org/version/1.1/>
fn of_json(text: &str) -> Result<(String, Vec<Entry>), String> {
    let feed: Json = serde_json::from_str(text).map_err(|fault| format!("this is no JSON Feed: {fault}"))?;
    let Some(items) = feed.get("items").and_then(Json::as_array) else {
        return Err("this is no JSON Feed: it has no items".to_owned());
    };
    let of = |item: &Json, key: &str| item.get(key).and_then(Json::as_str).map(str::to_owned);
    let entries = items.iter().map(|item| {
        let author = item.pointer("/authors/0/name").or_else(|| item.pointer("/author/name"));
        let plain =
            of(item, "content_text").map(|text| super::html::with_paragraphs(&text.replace('<', "&lt;")));
        let tags = item.get("tags").and_then(Json::as_array).into_iter().flatten();
        Entry {
            title: of(item, "title").unwrap_or_default(),
            url: of(item, "external_url").or_else(|| of(item, "url")),
            date: of(item, "date_published").or_else(|| of(item, "date_modified")),
            author: author.and_then(Json::as_str).map(str::to_owned),
            html: of(item, "content_html").or(plain).or_else(|| of(item, "summary")).unwrap_or_default(),
            tags: tags.filter_map(Json::as_str).map(str::to_owned).collect(),
        }
    });
    Ok((of(&feed, "title").unwrap_or_default(), entries.collect()))
}

fn moment(date: &str) -> String {
    let read =
        chrono::DateTime::parse_from_rfc2822(date).or_else(|_| chrono::DateTime::parse_from_rfc3339(date));
    read.map_or_else(|_| date.to_owned(), |date| date.format("%Y-%m-%dT%H:%M:%S%:z").to_string())
}

fn item(path: &str, number: usize, outlet: &str, entry: Entry) -> Item {
    let plain = |text: &str| super::plain::plain(&super::plain::without_tags(text));
    let title = match plain(&entry.title) {
        title if title.is_empty() => plain(&entry.html).chars().take(80).collect(),
        title => title,
    };
    let mut source = Mapping::new();
    let mut put = |key: &str, value: Option<String>| {
        let value = value.map(|value| one_line(&value)).filter(|value| !value.is_empty());
        source.extend(value.map(|value| (key.into(), Value::from(value))));
    };
    put("name", Some(outlet.to_owned()));
    let url = entry.url.as_deref().and_then(|url| Url::parse(url.trim()).ok());
    let url = url.filter(|url| matches!(url.scheme(), "http" | "https")).map(cleaned);
    put("url", url.map(|url| url.to_string()));
    put("title", Some(title.clone()));
    put("author", entry.author);
    put("published", entry.date.clone());
    let mut head = Mapping::new();
    head.insert("title".into(), title.clone().into());
    head.extend(entry.date.clone().map(|date| ("date".into(), date.into())));
    if !source.is_empty() {
        head.insert("sources".into(), Value::Sequence(vec![Value::Mapping(source)]));
    }
    if !entry.tags.is_empty() {
        head.insert("tags".into(), Value::Sequence(entry.tags.into_iter().map(Value::from).collect()));
    }
    let slug = Slug::new(&title).map_or_else(|| format!("item-{}", number + 1), |slug| slug.to_string());
    let day = entry
        .date
        .as_deref()
        .and_then(|date| date.get(..10))
        .filter(|day| day.parse::<chrono::NaiveDate>().is_ok());
    Item {
        from: format!("{path}: {title}"),
        line: 0,
        head,
        body: Body::Html(entry.html),
        kind: Kind::Article,
        path: match day {
            Some(day) => format!("{day}-{slug}.md"),
            None => format!("_drafts/{slug}.md"),
        },
        address: None,
        is_fixed: false,
        hidden: Some("reports of others, for you to shorten"),
        id: None,
        language: None,
        without: BTreeSet::new(),
        bundle: None,
    }
}
