//! What a page says to machines: JSON-LD and microdata in the words of schema.org, and which of its things is the article.

mod json;
mod microdata;

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::{Moment, Update, line};
use crate::import::block::Inline;
use crate::import::page::Page;

/// A thing with its properties.
pub(super) type Thing = Map<String, Value>;

/// The things of a page, those in others too.
pub(super) struct Things {
    all: Vec<Thing>,
    /// How many of them are JSON-LD; those behind are microdata.
    json: usize,
    article: Option<usize>,
    /// Whether the article is beyond doubt that of the page: its address or its headline is.
    is_sure: bool,
}

/// The most things of a page that are looked at, and how deep.
const MOST: usize = 2000;
const DEEPEST: usize = 12;
/// The most names that stand under one key.
const MOST_NAMES: usize = 100;

/// Types of schema.org that are articles, and what sites call so.
const ARTICLES: &[&str] = &[
    "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "OpinionNewsArticle",
    "BackgroundNewsArticle", "AskPublicNewsArticle", "ReviewNewsArticle", "LiveBlogPosting", "BlogPosting",
    "Article", "TechArticle", "ScholarlyArticle", "SocialMediaPosting", "AdvertiserContentArticle",
    "SatiricalArticle", "Report", "VideoObject", "WebPage", "ItemPage", "CreativeWork",
];

impl Things {
    pub(super) fn read(page: &Page) -> Self {
        let mut all = Vec::new();
        for node in page.document.select("script").nodes() {
            let is_json = node.attr("type").is_some_and(|kind| {
                let kind = kind.trim().to_ascii_lowercase();
                kind == "application/ld+json" || kind.starts_with("application/ld+json;")
            });
            if is_json && let Some(value) = json::parse(&node.text()) {
                collect(value, 0, &mut all);
            }
        }
        let json = all.len();
        all.extend(microdata::read(page));
        let chosen = choose(page, &all);
        let (article, is_sure) = chosen.map_or((None, true), |(at, is_sure)| (Some(at), is_sure));
        Self { all, json, article, is_sure }
    }

    /// Whether what is said of the article may be said of something else on the page.
    pub(super) fn is_doubtful(&self) -> bool {
        !self.is_sure
    }

    /// How the article is told, for messages.
    pub(super) fn place(&self) -> &'static str {
        if self.article.is_some_and(|at| at >= self.json) { "microdata" } else { "JSON-LD" }
    }

    /// What schema.org calls the article; the page and all that it has, if there is none.
    pub(super) fn types(&self) -> Vec<String> {
        match self.article() {
            Some(article) => types(article),
            None => self
                .all
                .iter()
                .flat_map(types)
                .collect::<std::collections::BTreeSet<_>>()
                .into_iter()
                .collect(),
        }
    }

    /// The article of the page.
    pub(super) fn article(&self) -> Option<&Thing> {
        self.article.map(|at| &self.all[at])
    }

    /// What a reference within the page names (JSON-LD 1.1, section 3.3).
    pub(super) fn resolve<'a>(&'a self, value: &'a Thing) -> &'a Thing {
        let id = value.get("@id").and_then(Value::as_str);
        match (id, value.len()) {
            (Some(id), 1) => {
                let is_meant =
                    |thing: &&Thing| thing.len() > 1 && thing.get("@id").and_then(Value::as_str) == Some(id);
                self.all.iter().find(is_meant).unwrap_or(value)
            }
            _ => value,
        }
    }
}

fn collect(value: Value, depth: usize, all: &mut Vec<Thing>) {
    if depth > DEEPEST || all.len() > MOST {
        return;
    }
    match value {
        Value::Array(values) => values.into_iter().for_each(|value| collect(value, depth + 1, all)),
        Value::Object(thing) => {
            for key in [
                "@graph", "mainEntity", "mainEntityOfPage", "hasPart", "author", "creator", "publisher",
                "video",
            ] {
                if let Some(inner @ (Value::Array(_) | Value::Object(_))) = thing.get(key) {
                    collect(inner.clone(), depth + 1, all);
                }
            }
            all.push(thing);
        }
        _ => {}
    }
}

/// The article: with this page's address or title rather than those of another, and of the most telling type; and whether it
/// is surely the page's.
fn choose(page: &Page, all: &[Thing]) -> Option<(usize, bool)> {
    let path = |url: &url::Url| url.path().trim_end_matches('/').to_owned();
    let canonical = || page.address(&page.first("link[rel~='canonical']")?.attr("href")?);
    let own = page.url.clone().or_else(canonical).as_ref().map(path);
    let title = page.first("head > title").map(|title| super::key(&title.text())).unwrap_or_default();
    let shown = page.first("h1").map(|title| super::key(&title.text())).unwrap_or_default();
    let og = page.first("meta[property='og:title']").and_then(|meta| meta.attr("content"));
    let og = og.map(|title| super::key(&title)).unwrap_or_default();
    let called: BTreeSet<&str> =
        [&title, &shown, &og].into_iter().flat_map(|title| title.split(' ')).collect();
    let score = |thing: &Thing| {
        let rank =
            types(thing).iter().filter_map(|name| ARTICLES.iter().position(|known| known == name)).min()?;
        let is_told = |key: &str| thing.contains_key(key);
        // Pages and videos are no articles unless they say when they were published.
        let is_page = rank + 4 >= ARTICLES.len();
        if is_page && !is_told("datePublished") && !is_told("uploadDate") {
            return None;
        }
        let addresses = ["url", "mainEntityOfPage", "@id"].into_iter().filter_map(|key| address(thing, key));
        let paths: Vec<String> = addresses.filter_map(|url| page.address(&url).as_ref().map(path)).collect();
        let is_own = own.as_ref().is_some_and(|own| paths.contains(own));
        let headline = text(thing, "headline").or_else(|| text(thing, "name").filter(|_| is_page));
        let headline = headline.map(|headline| super::key(&headline)).unwrap_or_default();
        let is_titled = !headline.is_empty() && title.contains(&*headline);
        // A page may tell of the articles that it recommends and of the videos in it, and of itself not at all.
        let is_elsewhere = own.is_some() && !is_own && paths.iter().any(|path| !path.is_empty());
        let of_page = likeness(&headline, &called);
        let is_another = of_page == Some(Likeness::None) || is_elsewhere && of_page == Some(Likeness::Little);
        if is_another && !is_own && !is_titled {
            return None;
        }
        let said = ["headline", "datePublished", "author", "articleBody"]
            .into_iter()
            .filter(|key| is_told(key))
            .count();
        let is_sure = is_own || is_titled || of_page.map_or(!is_page, |of_page| of_page == Likeness::Much);
        Some(((!is_page, is_titled || is_own, is_titled, said, ARTICLES.len() - rank), is_sure))
    };
    let scored = all.iter().enumerate().filter_map(|(at, thing)| Some((score(thing)?, at)));
    // Of equal ones the first.
    scored
        .max_by(|((one, _), first), ((other, _), second)| one.cmp(other).then(second.cmp(first)))
        .map(|((_, is_sure), at)| (at, is_sure))
}

/// How much of a headline is of what a page is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Likeness {
    /// Not a word.
    None,
    /// Less than a third of its words.
    Little,
    Much,
}

/// How alike a headline is to what a page is called; nothing where either says too little, or is of a script without spaces.
fn likeness(headline: &str, called: &BTreeSet<&str>) -> Option<Likeness> {
    let is_long = |word: &&str| word.chars().count() > 3;
    let words: Vec<&str> = headline.split(' ').filter(is_long).collect();
    if words.is_empty() || called.iter().filter(|word| is_long(word)).take(2).count() < 2 {
        return None;
    }
    let shared = words.iter().filter(|word| called.contains(**word)).count();
    Some(match shared {
        0 => Likeness::None,
        _ if words.len() >= 3 && shared * 3 < words.len() => Likeness::Little,
        _ => Likeness::Much,
    })
}

/// The types of a thing, without the address of schema.org.
pub(super) fn types(thing: &Thing) -> Vec<String> {
    let name = |value: &Value| Some(value.as_str()?.rsplit(['/', ':']).next()?.to_owned());
    match thing.get("@type") {
        Some(Value::Array(names)) => names.iter().filter_map(name).collect(),
        Some(one) => name(one).into_iter().collect(),
        None => Vec::new(),
    }
}

/// A text under a key: itself, the first of several, or its `@value`.
pub(super) fn text(thing: &Thing, key: &str) -> Option<String> {
    let text = plain(thing.get(key)?)?;
    (!text.is_empty()).then_some(text)
}

fn plain(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(line(text)),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(values) => values.iter().find_map(plain),
        Value::Object(thing) => ["@value", "name"].into_iter().find_map(|key| plain(thing.get(key)?)),
        Value::Bool(_) | Value::Null => None,
    }
}

/// An address under a key: a text, or that of a thing.
pub(super) fn address(thing: &Thing, key: &str) -> Option<String> {
    fn read(value: &Value) -> Option<String> {
        match value {
            Value::String(text) => Some(text.trim().to_owned()),
            Value::Array(values) => values.iter().find_map(read),
            Value::Object(thing) => {
                ["url", "contentUrl", "@id"].into_iter().find_map(|key| read(thing.get(key)?))
            }
            _ => None,
        }
    }
    read(thing.get(key)?).filter(|address| !address.is_empty())
}

/// A longer text under a key, a paragraph on a line.
pub(super) fn paragraphs(thing: &Thing, key: &str) -> Option<String> {
    let text = thing.get(key)?.as_str()?;
    let lines: Vec<String> = if text.contains("</") {
        let blocks = crate::import::html::blocks(text, None).ok()?;
        blocks.iter().map(crate::import::block::Block::text).collect()
    } else {
        text.split('\n').map(line).collect()
    };
    let lines: Vec<String> = lines.into_iter().filter(|line| !line.trim().is_empty()).collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// The address of the video that a page is about.
pub(super) fn video(things: &Things) -> Option<String> {
    let videos = things.all.iter().filter(|thing| types(thing).iter().any(|kind| kind == "VideoObject"));
    videos.filter_map(|thing| address(thing, "embedUrl").or_else(|| address(thing, "contentUrl"))).next()
}

/// Yes or no, as texts or as such.
pub(super) fn truth(thing: &Thing, key: &str) -> Option<bool> {
    match thing.get(key)? {
        Value::Bool(truth) => Some(*truth),
        Value::String(text) => match text.rsplit('/').next()?.to_ascii_lowercase().as_str() {
            "true" => Some(true),
            "false" => Some(false),
            _ => None,
        },
        _ => None,
    }
}

/// Names of whoever stands under a key, each with what is said of who they are.
pub(super) fn names(things: &Things, thing: &Thing, key: &str) -> Vec<(String, Vec<String>)> {
    let mut all = Vec::new();
    let mut add = |value: &Value| match value {
        Value::String(text) => all.push((line(text), Vec::new())),
        Value::Object(thing) => {
            let thing = things.resolve(thing);
            if let Some(name) = text(thing, "name") {
                all.push((name, types(thing)));
            }
        }
        _ => {}
    };
    match thing.get(key) {
        Some(Value::Array(values)) => values.iter().take(MOST_NAMES).for_each(&mut add),
        Some(one) => add(one),
        None => {}
    }
    all.retain(|(name, _)| !name.is_empty());
    all
}

/// The updates of a live blog, newest last.
pub(super) fn updates(article: Option<&Thing>) -> Vec<Update> {
    let updates = match article.and_then(|article| article.get("liveBlogUpdate")) {
        Some(Value::Array(updates)) => updates.iter().filter_map(Value::as_object).collect(),
        Some(Value::Object(update)) => vec![update],
        _ => Vec::new(),
    };
    let mut updates: Vec<Update> = updates
        .into_iter()
        .map(|update| Update {
            at: text(update, "datePublished").and_then(|text| Moment::parse(&text)),
            headline: text(update, "headline").unwrap_or_default(),
            text: Inline::plain(paragraphs(update, "articleBody").unwrap_or_default()),
        })
        .filter(|update| !update.headline.is_empty() || !update.text.is_empty())
        .collect();
    updates.sort_by_key(|update| update.at.as_ref().map(Moment::order));
    updates
}
