//! Pelican (<https://docs.getpelican.com/en/latest/content.html>): `content/`, heads of `Key: value` lines, `pelicanconf.py`.

mod published;
mod python;

use std::collections::BTreeSet;

use serde_yaml::Value;
use url::Url;

use self::published::Published;
use self::python::{Literal, Settings};
use super::Generator;
use super::folder::Folder;
use super::heads;
use super::jekyll::day;
use super::permalinks::{Parts, expand, tidy};
use super::remark::{Cause, Remark};
use super::site::{Body, Dialect, Item, OldSite};
use super::values::text;
use crate::content::{Kind, Slug, name};

pub(super) const GENERATOR: Generator =
    Generator { name: "pelican", takes: "the folder that holds pelicanconf.py and content/", read };

fn read(folder: &Folder) -> Result<OldSite, String> {
    let mut settings = Settings::default();
    let mut seen = BTreeSet::new();
    for name in ["pelicanconf.py", "publishconf.py"] {
        read_settings(folder, name, &mut settings, &mut seen);
    }
    let content = settings.text("PATH").map_or("content", |path| path.trim_matches(['/', '.']));
    let content = format!("{}/", if content.is_empty() { "content" } else { content });
    if folder.below(&content).next().is_none() {
        return Err(format!("there is no folder {content}: name the folder of the Pelican site"));
    }
    let base = settings.text("SITEURL").and_then(|url| {
        let whole = if url.starts_with("//") { format!("https:{url}") } else { url.to_owned() };
        Url::parse(&whole).ok()
    });
    let pattern = pattern(settings.text("ARTICLE_URL").unwrap_or("{slug}.html"));
    let of_pages = self::pattern(settings.text("PAGE_URL").unwrap_or("pages/{slug}.html"));
    let published = Published::of(&settings);
    let mut site = OldSite::default();
    site.stand_at(base);
    for path in folder.below(&content) {
        let below = &path[content.len()..];
        let (stem, ending) = below.rsplit_once('.').unwrap_or((below, ""));
        match &*ending.to_ascii_lowercase() {
            "md" | "markdown" | "mkd" | "mdown" => {}
            "rst" => {
                site.remarks.push(Remark::of(Cause::NoText("reStructuredText"), path));
                continue;
            }
            _ => {
                site.files.insert(format!("/{below}"), path.to_owned());
                continue;
            }
        }
        let text_of = match folder.text(path) {
            Ok(text) => text,
            Err(remark) => {
                site.remarks.push(remark);
                continue;
            }
        };
        let split = match text_of.trim_start().starts_with("---").then(|| heads::split(&text_of)) {
            Some(Ok(split)) if split.has_head => split,
            _ => heads::lines(&text_of),
        };
        let mut head = split.head;
        // What is a list in one line there is one here.
        for key in ["tags", "authors"] {
            if let Some(Value::String(list)) = head.get(key) {
                let names: Vec<Value> = list.split([',', ';']).map(|name| name.trim().into()).collect();
                head.insert(key.into(), Value::Sequence(names));
            }
        }
        let place = published.place(below);
        let is_page = place.is_page;
        let title = head.get("title").and_then(text).unwrap_or_default();
        let file = stem.rsplit('/').next().unwrap_or(stem);
        let slug = head.get("slug").and_then(text).or_else(|| Some(Slug::new(&title)?.to_string()));
        let slug = slug.unwrap_or_else(|| name::undated(file).to_owned());
        let date = head.get("date").and_then(text).and_then(|date| day(&date));
        let category = head.get("category").and_then(text);
        let folder_name = stem.rsplit_once('/').map_or("", |(folder, _)| folder);
        let parts = Parts {
            date,
            slug: &slug,
            title: &title,
            name: file,
            folder: folder_name,
            categories: category.as_slice(),
        };
        let fixed = head.get("url").and_then(text);
        let made = expand(if is_page { &of_pages } else { &pattern }, &parts);
        let address = fixed.clone().or(made).map(|address| tidy(&address));
        let hidden = published.hide(below, &place, &head);
        let has_date =
            date.is_some() || name::of(&format!("content/{file}.md")).is_ok_and(|name| name.date.is_some());
        let is_article = has_date && !is_page;
        // The address of an article is made of its title.
        if is_article
            && !head.contains_key("slug")
            && Slug::new(name::undated(file)).is_none_or(|of_file| of_file.as_str() != slug)
        {
            head.insert("slug".into(), slug.clone().into());
        }
        let id = site.base.as_ref().zip(address.as_ref()).zip(date).map(
            |((base, address), (year, month, day))| {
                // Django's `get_tag_uri`, which Pelican's feeds use.
                format!(
                    "tag:{},{year:04}-{month:02}-{day:02}:{address}",
                    base.host_str().unwrap_or("localhost")
                )
            },
        );
        site.items.push(Item {
            line: split.body_line,
            address,
            is_fixed: fixed.is_some(),
            hidden,
            id,
            ..Item::new(
                path.to_owned(),
                head,
                Body::Markdown(Dialect::Plain, split.body.to_owned()),
                if is_article { Kind::Article } else { Kind::Page },
                match is_article {
                    true => format!("{stem}.md"),
                    false => format!("pages/{}.md", stem.strip_prefix("pages/").unwrap_or(stem)),
                },
            )
        });
    }
    Ok(site)
}

/// Reads settings from a file, those that it takes over from others before its own.
fn read_settings(folder: &Folder, name: &str, settings: &mut Settings, seen: &mut BTreeSet<String>) {
    if !folder.has(name) || !seen.insert(name.to_owned()) {
        return;
    }
    let Ok(text) = folder.text(name) else { return };
    let modules =
        text.lines().filter_map(|line| line.strip_prefix("from ")?.trim_end().strip_suffix("import *"));
    for module in modules {
        read_settings(folder, &format!("{}.py", module.trim().trim_start_matches('.')), settings, seen);
    }
    settings.read(&text);
}

/// `ARTICLE_URL = '{date:%Y}/{slug}/'` as a pattern of `:places`.
fn pattern(url: &str) -> String {
    let mut out = url.to_owned();
    for (from, to) in [
        ("{date:%Y}", ":year"),
        ("{date:%m}", ":month"),
        ("{date:%d}", ":day"),
        ("{date:%b}", ":shortmonth"),
        ("{slug}", ":slug"),
        ("{category}", ":categories"),
        ("{filename}", ":filename"),
    ] {
        out = out.replace(from, to);
    }
    tidy(&out)
}
