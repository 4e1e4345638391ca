//! Feeds: RSS, Atom and JSON Feed. What stands in them is somebody's report and no text of ours: each item is a draft that
//! names its source.

use std::borrow::Cow;

use serde_json::Value as Json;
use serde_yaml::{Mapping, Value};
use url::Url;

use super::Generator;
use super::folder::Folder;
use super::moment::moment;
use super::plain::printable;
use super::remark::{Cause, Remark};
use super::site::{Body, Item, OldSite};
use crate::content::{Kind, Slug};
use crate::import::links::cleaned;

pub(super) const GENERATOR: Generator =
    Generator { name: "rss", takes: "the file of a feed: RSS, Atom or JSON Feed", read };

/// An item of a feed.
#[derive(Default)]
struct Entry {
    title: String,
    /// What it reports.
    url: Option<String>,
    /// Its own page, where that is another one.
    page: Option<String>,
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
    let Feed { outlet, link, entries, odd_dates } = match text.trim_start() {
        json if json.starts_with('{') => of_json(json)?,
        xml if xml.contains("<feed") && !xml.contains("<rss") => of_atom(xml)?,
        xml => of_rss(xml)?,
    };
    let mut site = OldSite::default();
    let odd = odd_dates.into_iter().map(|date| Remark::of(Cause::OddDate, path).about(date));
    site.remarks.extend(odd);
    let link = link.as_deref().and_then(|link| Url::parse(link.trim()).ok());
    let item = |(number, entry): (usize, Entry)| item(path, number, (&outlet, link.as_ref()), entry);
    site.items.extend(entries.into_iter().enumerate().map(item));
    Ok(site)
}

/// A feed, taken apart.
struct Feed {
    outlet: String,
    /// The page whose feed it is.
    link: Option<String>,
    entries: Vec<Entry>,
    /// Dates for which it would not be read, and which are left out.
    odd_dates: Vec<String>,
}

fn of_rss(text: &str) -> Result<Feed, String> {
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
            page: None,
            date: item.pub_date.as_deref().and_then(date),
            author: creator.or_else(|| item.author.clone()),
            html: item.content.clone().or_else(|| item.description.clone()).unwrap_or_default(),
            tags: item.categories.iter().map(|category| category.name.clone()).collect(),
        }
    });
    let entries = entries.collect();
    let (outlet, link) = (channel.title.clone(), Some(channel.link.clone()));
    Ok(Feed { outlet, link, entries, odd_dates: Vec::new() })
}

fn of_atom(text: &str) -> Result<Feed, String> {
    let (feed, odd_dates) = without_odd_dates(text)?;
    let entries = feed.entries.iter().map(|entry| {
        let link = alternate(&entry.links);
        let content = entry.content.as_ref().and_then(|content| content.value.clone());
        let summary = entry.summary.as_ref().map(|summary| summary.value.clone());
        // Where it has none, the library says 1970.
        let updated = Some(entry.updated).filter(|date| date.timestamp() != 0);
        Entry {
            title: entry.title.value.clone(),
            url: link.map(|link| link.href.clone()),
            page: None,
            date: entry.published.or(updated).map(|date| date.to_rfc3339()),
            author: entry.authors.first().or(feed.authors.first()).map(|author| author.name.clone()),
            html: content.or(summary).unwrap_or_default(),
            tags: entry.categories.iter().map(|category| category.term.clone()).collect(),
        }
    });
    let link = alternate(&feed.links).map(|link| link.href.clone());
    let entries = entries.collect();
    Ok(Feed { outlet: feed.title.value.clone(), link, entries, odd_dates })
}

/// A feed in Atom whose dates are in the form that it has to have, without those that mean nothing, for which none of it would be read;
/// and these.
fn without_odd_dates(text: &str) -> Result<(atom_syndication::Feed, Vec<String>), String> {
    /// Each costs a reading of the whole feed.
    const MOST_DATES: usize = 500;
    const MOST_ODD: usize = 20;
    let mut text = Cow::Borrowed(text);
    let (mut odd, mut dates) = (Vec::new(), 0);
    loop {
        let fault = match atom_syndication::Feed::read_from(text.as_bytes()) {
            Ok(feed) => return Ok((feed, odd)),
            Err(fault) => fault,
        };
        let date = match &fault {
            atom_syndication::Error::WrongDatetime(date) if dates < MOST_DATES && odd.len() < MOST_ODD => {
                dates += 1;
                Some(format!(">{date}<"))
            }
            _ => None,
        };
        let Some(date) = date.filter(|date| text.contains(&**date)) else {
            return Err(format!("this is no feed: {fault}"));
        };
        let written = date.trim_matches(['<', '>']).trim();
        let read = moment(written);
        text = Cow::Owned(text.replace(&date, &format!(">{}<", read.as_deref().unwrap_or_default())));
        if read.is_none() {
            odd.push(written.to_owned());
        }
    }
}

/// The page among links.
fn alternate(links: &[atom_syndication::Link]) -> Option<&atom_syndication::Link> {
    links.iter().find(|link| link.rel == "alternate").or(links.first())
}

/// <https://www.jsonfeed.org/version/1.1/>
fn of_json(text: &str) -> Result<Feed, String> {
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
            page: of(item, "url"),
            date: of(item, "date_published").or_else(|| of(item, "date_modified")).as_deref().and_then(date),
            author: author.and_then(Json::as_str).map(str::to_owned),
            html: of(item, "content_html").or(plain).or_else(|| of(item, "summary")).unwrap_or_default(),
            tags: tags.filter_map(Json::as_str).map(str::to_owned).collect(),
        }
    });
    let link = of(&feed, "home_page_url").or_else(|| of(&feed, "feed_url"));
    let entries = entries.collect();
    Ok(Feed { outlet: of(&feed, "title").unwrap_or_default(), link, entries, odd_dates: Vec::new() })
}

/// A date with its time; one that is not read stays, and an empty one is none.
fn date(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| moment(text).unwrap_or_else(|| text.to_owned()))
}

/// The first words of a text, in the place of a title.
fn beginning(text: &str) -> String {
    const MOST: usize = 80;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => {
            let words = text[..end].rsplit_once(' ').map_or(&text[..end], |(words, _)| words);
            format!("{words} …")
        }
        None => text.to_owned(),
    }
}

fn item(path: &str, number: usize, (outlet, link): (&str, Option<&Url>), entry: Entry) -> Item {
    let plain = |text: &str| super::plain::plain(&super::plain::without_tags(text));
    let title = match plain(&entry.title) {
        title if title.is_empty() => beginning(&plain(&entry.html)),
        title => title,
    };
    let mut source = Mapping::new();
    let mut put = |key: &str, value: Option<String>| {
        let value = value.map(|value| printable(&value)).filter(|value| !value.is_empty());
        source.extend(value.map(|value| (key.into(), Value::from(value))));
    };
    put("name", Some(outlet.to_owned()));
    let whole = |url: &String| match link {
        Some(link) => link.join(url.trim()).ok(),
        None => Url::parse(url.trim()).ok(),
    };
    let is_web = |url: &Url| matches!(url.scheme(), "http" | "https");
    let url = entry.url.as_ref().and_then(whole).filter(is_web);
    let page = entry.page.as_ref().and_then(whole).filter(is_web);
    let page = page.or_else(|| url.clone()).or_else(|| link.cloned());
    let url = url.map(cleaned);
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
        hidden: Some("reports of others, for you to shorten"),
        page,
        is_of_others: true,
        ..Item::new(
            format!("{path}: {title}"),
            head,
            Body::Html(entry.html),
            Kind::Article,
            match day {
                Some(day) => format!("{day}-{slug}.md"),
                None => format!("_drafts/{slug}.md"),
            },
        )
    }
}
