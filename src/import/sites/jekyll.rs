//! Jekyll (<https://jekyllrb.com/docs/structure/>): `_posts`, `_drafts`, collections, pages; `_config.yml`, `_includes`, `_data`.

mod defaults;
mod unpublished;

use std::collections::BTreeMap;

use serde_yaml::{Mapping, Value};

use self::defaults::Defaults;
use self::unpublished::{Excluded, unpublished};
use super::Generator;
use super::folder::Folder;
use super::heads;
use super::permalinks::{Parts, expand, jekyll_style, tidy};
use super::remark::{Cause, Remark};
use super::site::{Body, Dialect, Item, OldSite};
use super::values::{names, text};
use crate::content::hiding::HidingKey;
use crate::content::{Kind, name};

pub(super) const GENERATOR: Generator =
    Generator { name: "jekyll", takes: "the folder that holds _config.yml", read };

/// Folders that are the theme's.
const OF_THEME: [&str; 6] = ["_layouts", "_includes", "_sass", "_plugins", "_data", "_site"];

fn read(folder: &Folder) -> Result<OldSite, String> {
    let config_name =
        ["_config.yml", "_config.yaml", "_config.toml"].into_iter().find(|name| folder.has(name));
    let has_posts = folder.paths().any(|path| path.split('/').any(|part| part == "_posts"));
    if config_name.is_none() && !has_posts {
        return Err("there is neither _config.yml nor _posts/: name the folder of the Jekyll site".to_owned());
    }
    let mut site = OldSite::default();
    let config = match config_name.map(|name| (name, folder.text(name))) {
        Some((name, Ok(text))) => heads::configuration(name, &text),
        Some((_, Err(remark))) => {
            site.remarks.push(remark);
            Mapping::new()
        }
        None => Mapping::new(),
    };
    let below = tidy(&config.get("baseurl").and_then(text).unwrap_or_default());
    let below = below.trim_end_matches('/');
    let base = config.get("url").and_then(text).map(|url| format!("{}{below}", url.trim_end_matches('/')));
    site.stand_at(base.and_then(|base| url::Url::parse(&base).ok()));
    // Hosts of projects' pages say the rest.
    below.clone_into(&mut site.below);
    let pattern = permalink(config.get("permalink").and_then(text).as_deref());
    site.people = people(folder);
    let excluded: Vec<Excluded> =
        names(config.get("exclude"), false).iter().map(|pattern| Excluded::new(pattern)).collect();
    let collections = collections(&config);
    let defaults = Defaults::of(&config);
    for path in folder.paths() {
        let first = path.split('/').next().unwrap_or("");
        if OF_THEME.contains(&first) {
            continue;
        }
        if excluded.iter().any(|excluded| excluded.fits(path)) {
            continue;
        }
        let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
        let is_text = matches!(&*ending, "md" | "markdown" | "mkdown" | "mkd" | "html" | "htm" | "textile");
        let place = Place::of(path, &collections);
        if !is_text || place.is_none() {
            // Files that begin with an underscore or a dot are not published.
            if !path.split('/').any(|part| part.starts_with(['_', '.', '#']) || part.ends_with('~')) {
                site.files.insert(format!("/{path}"), path.to_owned());
            }
            continue;
        }
        let text = match folder.text(path) {
            Ok(text) => text,
            Err(remark) => {
                site.remarks.push(remark);
                continue;
            }
        };
        let split = match heads::split(&text) {
            Ok(split) => split,
            Err((format, fault)) => {
                site.remarks.push(Remark::of(Cause::Head(format), path).about(fault));
                continue;
            }
        };
        if !split.has_head {
            // Without front matter it is a file like any other.
            site.files.insert(format!("/{path}"), path.to_owned());
            continue;
        }
        let place = place.unwrap_or(Place::Page);
        let values = defaults.values(path, place.collection());
        let mut item = item(path, split, place, &ending, &values, &pattern);
        item.hidden = unpublished(path, place, &collections);
        if let (Some(base), Place::Post | Place::Draft) = (&site.base, place) {
            // As the plugin jekyll-feed has it: without ending.
            let address = item.address.as_deref().unwrap_or("/");
            let id = address.strip_suffix(".html").unwrap_or(address).trim_end_matches('/');
            item.id = Some(format!("{}{id}", base.as_str().trim_end_matches('/')));
        }
        let is_template = match &item.body {
            Body::Html(text) => text.contains("{%") || text.contains("{{"),
            Body::Markdown(_, text) => text.trim().is_empty() && item.kind == Kind::Page,
        };
        if is_template {
            site.remarks.push(Remark::of(Cause::Template, path));
            continue;
        }
        site.items.push(item);
    }
    for name in folder.below("_includes/") {
        if let Ok(text) = folder.text(name) {
            site.includes.insert(name["_includes/".len()..].to_owned(), text);
        }
    }
    let mut variables = config;
    for name in collections.keys().filter(|name| *name != "posts") {
        let of = |item: &&Item| item.from.strip_prefix('_').is_some_and(|path| is_below(path, name));
        let values: Vec<Value> =
            site.items.iter().filter(of).map(|item| Value::Mapping(item.values())).collect();
        variables.insert(name.as_str().into(), values.into());
    }
    site.variables = variables;
    site.variables.insert("data".into(), Value::Mapping(data(folder)));
    Ok(site)
}

/// Where a text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place<'p> {
    Post,
    Draft,
    Collection(&'p str),
    Page,
}

impl<'p> Place<'p> {
    fn of(path: &'p str, collections: &'p BTreeMap<String, bool>) -> Option<Self> {
        let mut folders = path.split('/').rev().skip(1);
        if path.split('/').any(|part| part == "_posts") {
            return Some(Self::Post);
        }
        if path.split('/').any(|part| part == "_drafts") {
            return Some(Self::Draft);
        }
        let first = path.split('/').next()?;
        let collection = first.strip_prefix('_').and_then(|name| collections.get_key_value(name));
        if let Some((name, _)) = collection {
            return Some(Self::Collection(name));
        }
        let is_hidden = |part: &str| part.starts_with(['_', '.', '#']);
        (!folders.any(is_hidden) && !is_hidden(path.rsplit('/').next()?)).then_some(Self::Page)
    }

    fn collection(self) -> &'p str {
        match self {
            Self::Post => "posts",
            Self::Draft => "drafts",
            Self::Collection(name) => name,
            Self::Page => "pages",
        }
    }
}

fn item(
    path: &str,
    split: heads::Split<'_>,
    place: Place<'_>,
    ending: &str,
    defaults: &Mapping,
    pattern: &str,
) -> Item {
    let mut head = split.head;
    let own = head.get("permalink").and_then(text);
    for (key, value) in defaults {
        // What all of a folder have in common is the theme's, but for what this program reads.
        let is_read = key.as_str().is_some_and(|key| {
            matches!(key, "author" | "lang" | "categories" | "category" | "tags" | "permalink")
                || HidingKey::of(key).is_some()
        });
        if is_read && !head.contains_key(key) {
            head.insert(key.clone(), value.clone());
        }
    }
    let stem = path.rsplit('/').next().unwrap_or(path).rsplit_once('.').map_or(path, |(stem, _)| stem);
    let date = head.get("date").and_then(text).and_then(|date| day(&date)).or_else(|| {
        let name = name::of(&format!("content/{stem}.md")).ok()?.date?;
        Some((chrono::Datelike::year(&name), chrono::Datelike::month(&name), chrono::Datelike::day(&name)))
    });
    let (folder, categories_by_folder) = folder_of(path, place);
    let slug = head.get("slug").and_then(text).unwrap_or_else(|| name::undated(stem).to_owned());
    let categories = match names(head.get("categories").or(head.get("category")), true) {
        found if found.is_empty() => categories_by_folder,
        found => found,
    };
    let parts =
        Parts { date, slug: &slug, title: &slug, name: stem, folder: &folder, categories: &categories };
    let of_page = || {
        let below = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        match stem {
            "index" => format!("/{below}/"),
            stem => format!("/{below}/{stem}.html"),
        }
    };
    let written = head.get("permalink").and_then(text);
    let address = match (written, place) {
        (Some(pattern), _) => expand(jekyll_style(&pattern).unwrap_or(&pattern), &parts),
        (None, Place::Post | Place::Draft) => expand(pattern, &parts),
        (None, Place::Collection(name)) => Some(format!("/{name}/{stem}.html")),
        (None, Place::Page) => Some(of_page()),
    };
    let (kind, target) = match place {
        Place::Post => (Kind::Article, join(&folder, stem)),
        Place::Draft => (Kind::Article, format!("_drafts/{}", join(&folder, stem))),
        Place::Collection(name) => {
            let below = path.split_once('/').map_or(path, |(_, rest)| rest);
            let below = below.rsplit_once('.').map_or(below, |(stem, _)| stem);
            (Kind::Page, format!("pages/{name}/{below}"))
        }
        Place::Page => {
            (Kind::Page, format!("pages/{}", path.rsplit_once('.').map_or(path, |(stem, _)| stem)))
        }
    };
    let body = match ending {
        "html" | "htm" => Body::Html(split.body.to_owned()),
        _ => Body::Markdown(Dialect::Liquid, split.body.to_owned()),
    };
    Item {
        line: split.body_line,
        address: address.map(|address| tidy(&address)),
        is_fixed: own.is_some_and(|own| !own.contains(':') && jekyll_style(&own).is_none()),
        ..Item::new(path.to_owned(), head, body, kind, format!("{target}.md"))
    }
}

fn join(folder: &str, name: &str) -> String {
    if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
}

/// The folder of a post below `_posts`, and the folders above it, which are its categories.
fn folder_of(path: &str, place: Place<'_>) -> (String, Vec<String>) {
    let mark = match place {
        Place::Post => "_posts",
        Place::Draft => "_drafts",
        _ => return (path.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned(), Vec::new()),
    };
    let parts: Vec<&str> = path.split('/').collect();
    let at = parts.iter().position(|part| *part == mark).unwrap_or(0);
    let above: Vec<String> = parts[..at].iter().map(|part| (*part).to_owned()).collect();
    let below = parts[at + 1..parts.len() - 1].join("/");
    (join(&above.join("/"), &below).trim_matches('/').to_owned(), above)
}

fn permalink(written: Option<&str>) -> String {
    let written = written.unwrap_or("date");
    let pattern = jekyll_style(written).unwrap_or(written);
    // Jekyll lets them stand at an address without ending, and hosts serve `.html` there.
    pattern.to_owned()
}

/// Collections, and whether each has pages. Posts have.
fn collections(config: &Mapping) -> BTreeMap<String, bool> {
    match config.get("collections") {
        Some(Value::Mapping(mapping)) => mapping
            .iter()
            .filter_map(|(name, settings)| {
                let name = name.as_str()?;
                let output = settings.get("output").and_then(Value::as_bool);
                Some((name.to_owned(), output.unwrap_or(name == "posts")))
            })
            .filter(|(name, _)| name != "drafts")
            .collect(),
        Some(Value::Sequence(items)) => {
            items.iter().filter_map(text).map(|name| (name.clone(), name == "posts")).collect()
        }
        _ => BTreeMap::new(),
    }
}

fn is_below(path: &str, folder: &str) -> bool {
    let folder = folder.trim_matches('/');
    path == folder || path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

/// `_data/authors.yml`: names by keys.
fn people(folder: &Folder) -> BTreeMap<String, String> {
    let mut people = BTreeMap::new();
    for name in ["_data/authors.yml", "_data/authors.yaml", "_data/authors.json", "_data/people.yml"] {
        let Ok(text) = folder.text(name) else { continue };
        for (key, value) in heads::configuration(name, &text) {
            let called = value.get("name").or(value.get("display_name")).and_then(self::text);
            if let (Some(key), Some(called)) = (key.as_str(), called) {
                people.insert(key.to_owned(), called);
            }
        }
    }
    people
}

fn data(folder: &Folder) -> Mapping {
    let mut data = Mapping::new();
    for path in folder.below("_data/") {
        let name = &path["_data/".len()..];
        let Some((stem, "yml" | "yaml" | "json")) = name.rsplit_once('.') else { continue };
        if stem.contains('/') {
            continue;
        }
        if let Ok(text) = folder.text(path)
            && let Some(value) = heads::value(&text)
        {
            data.insert(stem.into(), value);
        }
    }
    data
}

/// Year, month and day at the beginning of a date.
pub(super) fn day(date: &str) -> Option<(i32, u32, u32)> {
    let mut parts = date.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let day = day.get(..2).unwrap_or(day);
    let found = (year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    chrono::NaiveDate::from_ymd_opt(found.0, found.1, found.2).map(|_| found)
}
