//! Hugo (<https://gohugo.io/getting-started/directory-structure/>): `content/` with sections and bundles, `static/`, `assets/`.

mod cascade;
mod languages;
mod permalinks;
mod unpublished;

use std::collections::{BTreeMap, BTreeSet};

use serde_yaml::{Mapping, Value};
use url::Url;

use self::cascade::Cascades;
pub(super) use self::languages::Languages;
use self::permalinks::Permalinks;
use self::unpublished::Unpublished;
use super::Generator;
use super::folder::Folder;
use super::heads;
use super::jekyll::day;
use super::permalinks::{Parts, expand, tidy};
use super::remark::{Cause, Remark};
use super::shortcodes::{Shows, defined};
use super::site::{Body, Dialect, Item, OldSite};
use super::values::{names, text};
use crate::content::{Kind, Slug, name};

pub(super) const GENERATOR: Generator =
    Generator { name: "hugo", takes: "the folder that holds content/ and hugo.toml or config.toml", read };

/// Where the configuration may stand.
const CONFIGS: [&str; 12] = [
    "hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json", "config.toml", "config.yaml", "config.yml",
    "config.json", "config/_default/hugo.toml", "config/_default/hugo.yaml", "config/_default/config.toml",
    "config/_default/config.yaml",
];
/// Taxonomies that are topics here.
const TOPICS: [&str; 2] = ["topics", "categories"];
/// Keys that date a text.
pub(super) const DATES: [&str; 4] = ["date", "publishdate", "pubdate", "published"];

fn read(folder: &Folder) -> Result<OldSite, String> {
    let config = CONFIGS.iter().find(|name| folder.has(name));
    let mut settings = config
        .and_then(|name| Some(heads::configuration(name, &folder.text(name).ok()?)))
        .map(|config| lower(&config))
        .unwrap_or_default();
    for (part, key) in
        [("permalinks", "permalinks"), ("languages", "languages"), ("taxonomies", "taxonomies")]
    {
        for ending in ["toml", "yaml", "yml"] {
            let name = format!("config/_default/{part}.{ending}");
            if let Ok(text) = folder.text(&name) {
                settings.insert(key.into(), Value::Mapping(heads::configuration(&name, &text)));
            }
        }
    }
    let content = settings.get("contentdir").and_then(text).unwrap_or_else(|| "content".to_owned());
    let content = format!("{}/", content.trim_matches('/'));
    if folder.below(&content).next().is_none() {
        return Err(format!("there is no folder {content}: name the folder of the Hugo site"));
    }
    let mut site = OldSite::default();
    site.stand_at(settings.get("baseurl").and_then(text).and_then(|base| Url::parse(&base).ok()));
    site.tags = tags(folder);
    let languages = Languages::of(&settings, &content);
    let permalinks = Permalinks::of(&settings);
    let taxonomies = taxonomies(&settings);
    let mut leaves: BTreeSet<String> = BTreeSet::new();
    for path in folder.below(&content) {
        let file = path.rsplit('/').next().unwrap_or(path);
        if languages.split_file(file).0 == "index" {
            leaves.insert(path[..path.len() - file.len()].to_owned());
        }
    }
    for path in folder.paths() {
        if let Some(rest) = path.strip_prefix("static/") {
            site.files.insert(format!("/{rest}"), path.to_owned());
        } else if let Some(rest) = path.strip_prefix("assets/") {
            site.files.entry(format!("/{rest}")).or_insert_with(|| path.to_owned());
        }
    }
    let mut others: Vec<&str> = Vec::new();
    let mut cascades = Cascades::default();
    cascades.add("", None, &settings);
    for path in folder.below(&content) {
        let is_text = [".md", ".markdown", ".html", ".htm"].iter().any(|ending| path.ends_with(ending));
        let in_leaf = path.match_indices('/').any(|(at, _)| leaves.contains(&path[..=at])) && {
            // Of a bundle only its index is a page; further texts are resources.
            let file = path.rsplit('/').next().unwrap_or(path);
            languages.split_file(file).0 != "index"
        };
        if is_text && in_leaf {
            site.remarks.push(Remark::of(Cause::Other(RESOURCES), path));
        }
        if !is_text || in_leaf {
            others.push(path);
            continue;
        }
        let Some((head, body, line)) = heads::read(folder, path, &mut site.remarks) else { continue };
        let (language, below) = languages.of_path(path, &content);
        let (above, file) = below.split_at(below.rfind('/').map_or(0, |at| at + 1));
        let (stem, of_name) = languages.split_file(file);
        if stem == "_index" {
            cascades.add(above, Some(of_name.or(language)), &head);
        }
        let item =
            item(path, &content, (head, body, line), (&languages, &permalinks, &taxonomies), &mut site);
        site.items.extend(item);
    }
    let unpublished = Unpublished::of(&settings, &languages.default);
    for item in &mut site.items {
        let below = languages.of_path(&item.from, &content).1;
        item.hidden = unpublished.hide(below, item).or_else(|| cascades.hide(below, item));
    }
    site.add_files_beside_texts(&others, &content);
    Ok(site)
}

/// Shortcodes of the site and of its themes (<https://gohugo.io/templates/shortcode/>).
fn tags(folder: &Folder) -> BTreeMap<String, Shows> {
    let places = ["layouts/shortcodes/", "layouts/_shortcodes/"];
    defined(folder, &places, |text| Shows::of_template(text, ".Inner", &["partial", "template"]))
}

/// Keys in lower case, as Hugo reads them.
fn lower(mapping: &Mapping) -> Mapping {
    let folded =
        |key: &Value| key.as_str().map_or_else(|| key.clone(), |key| key.to_ascii_lowercase().into());
    mapping.iter().map(|(key, value)| (folded(key), value.clone())).collect()
}

type Settings<'s> = (&'s Languages, &'s Permalinks, &'s BTreeMap<String, String>);

fn item(
    path: &str,
    content: &str,
    (mut head, body, line): (Mapping, String, u32),
    (languages, permalinks, taxonomies): Settings<'_>,
    site: &mut OldSite,
) -> Option<Item> {
    let (language, below) = languages.of_path(path, content);
    let (folder, file) = below.rsplit_once('/').unwrap_or(("", below));
    let (stem, of_name) = languages.split_file(file);
    let language = of_name.or(language);
    let head_of = |key: &str| {
        head.iter().find(|(name, _)| name.as_str().is_some_and(|name| name.eq_ignore_ascii_case(key)))
    };
    let of = |key: &str| head_of(key).and_then(|(_, value)| text(value));
    let section = folder.split('/').next().unwrap_or("");
    let is_section = stem == "_index";
    let is_leaf = stem == "index";
    if let Some(known) = terms(section, folder, stem, &head, taxonomies, site) {
        if body.trim().is_empty() || !known {
            site.remarks.push(Remark::of(Cause::Done(NAMES_ONLY), path));
            return None;
        }
    } else if is_section && body.trim().is_empty() {
        site.remarks.push(Remark::of(Cause::Done(LISTS), path));
        return None;
    }
    let called = if is_leaf || is_section { folder.rsplit('/').next().unwrap_or("") } else { stem };
    let date = DATES.iter().find_map(|key| of(key)).and_then(|date| day(&date)).or_else(|| {
        let name = name::of(&format!("content/{called}.md")).ok()?.date?;
        Some((chrono::Datelike::year(&name), chrono::Datelike::month(&name), chrono::Datelike::day(&name)))
    });
    let title = of("title").unwrap_or_default();
    let slug =
        of("slug").or_else(|| Some(Slug::new(&title)?.to_string())).unwrap_or_else(|| called.to_owned());
    let categories = names(head_of("categories").map(|(_, value)| value), false);
    let parts = Parts { date, slug: &slug, title: &title, name: called, folder, categories: &categories };
    let above =
        if is_leaf || is_section { folder.rsplit_once('/').map_or("", |(above, _)| above) } else { folder };
    let plain = match of("slug") {
        _ if is_section => format!("/{folder}/"),
        Some(slug) => format!("/{above}/{slug}/"),
        None => format!("/{above}/{called}/"),
    };
    let pattern = permalinks.of_section(section).filter(|_| !is_section);
    let fixed = of("url").filter(|url| !url.contains("://") && !url.contains(':'));
    let address =
        fixed.clone().or_else(|| pattern.and_then(|pattern| expand(pattern, &parts))).unwrap_or(plain);
    let address = match (permalinks.ugly, address.ends_with('/'), is_section) {
        (true, true, false) if fixed.is_none() => format!("{}.html", address.trim_end_matches('/')),
        _ => address,
    };
    let is_article = date.is_some() && !section.is_empty() && !is_section;
    // The address of an article may be made of its title. Those of translations have to be one file's.
    let is_of_title = pattern.is_some_and(|pattern| pattern.contains(":slug") || pattern.contains(":title"));
    if is_article && is_of_title && fixed.is_none() && !languages.are_several() && head_of("slug").is_none() {
        let of_file = Slug::new(name::undated(called)).map(|slug| slug.to_string());
        if of_file.is_some_and(|of_file| of_file != slug) {
            head.insert("slug".into(), slug.clone().into());
        }
    }
    let is_topic = TOPICS.contains(&section) && taxonomies.contains_key(section) && is_section;
    let target = match (is_leaf, folder) {
        (true, folder) => format!("{folder}/index"),
        (false, folder) if is_section => folder.to_owned(),
        (false, "") => stem.to_owned(),
        (false, folder) => format!("{folder}/{stem}"),
    };
    let (kind, target) = match (is_article, is_topic) {
        (true, _) => (Kind::Article, target),
        (_, true) => (Kind::Topic, format!("topics/{}", folder.rsplit('/').next().unwrap_or(folder))),
        _ if target.is_empty() => (Kind::Page, "pages/home".to_owned()),
        _ => (Kind::Page, format!("pages/{target}")),
    };
    let suffix = language.as_ref().map_or_else(String::new, |language| format!(".{language}"));
    let address = tidy(&match language.as_deref().or(languages.in_folder()) {
        // One that begins with a slash is whole.
        Some(language) if fixed.as_ref().is_none_or(|url| !url.starts_with('/')) => {
            format!("/{language}{}", tidy(&address))
        }
        _ => address,
    });
    let id = site.base.as_ref().map(|base| format!("{}{address}", base.as_str().trim_end_matches('/')));
    let body = match file.ends_with("html") || file.ends_with("htm") {
        true => Body::Html(body),
        false => Body::Markdown(Dialect::Hugo, body),
    };
    Some(Item {
        line,
        address: Some(address),
        is_fixed: fixed.is_some(),
        id,
        language,
        bundle: is_leaf.then(|| path[..path.len() - file.len()].to_owned()),
        ..Item::new(path.to_owned(), head, body, kind, format!("{target}{suffix}.md"))
    })
}

/// What is said of sections that are nothing but a list.
pub(super) const LISTS: &str = "pages of sections without a text: lists make themselves";
const RESOURCES: &str = "further texts in the folder of another, of which Hugo makes no page: not imported";
const NAMES_ONLY: &str = "pages of names without a text: their names are used";

/// Notes what a page of a term or a person says of its name: whether it may be a page of its own. None when it is no such page.
fn terms(
    section: &str,
    folder: &str,
    stem: &str,
    head: &Mapping,
    taxonomies: &BTreeMap<String, String>,
    site: &mut OldSite,
) -> Option<bool> {
    let is_list = stem == "_index" && !folder.contains('/');
    if section.is_empty() || is_list {
        return None;
    }
    let called = if matches!(stem, "_index" | "index") { folder.rsplit('/').next()? } else { stem };
    let name = ["display_name", "name", "title"].iter().find_map(|key| head.get(*key)).and_then(text);
    let keys = [Some(called.to_owned()), head.get("slug").and_then(text)];
    match section {
        "authors" | "author" | "people" if taxonomies.contains_key(section) || stem == "_index" => {
            for key in keys.into_iter().flatten() {
                site.people.extend(name.clone().map(|name| (key, name)));
            }
            Some(false)
        }
        "sources" | "outlets" if head.contains_key("domain") => {
            for key in keys.into_iter().flatten() {
                site.outlets.extend(name.clone().map(|name| (key, name)));
            }
            Some(false)
        }
        _ if taxonomies.contains_key(section) && stem == "_index" => {
            for key in keys.into_iter().flatten() {
                site.terms.extend(name.clone().map(|name| (key, name)));
            }
            Some(TOPICS.contains(&section))
        }
        _ => None,
    }
}

fn taxonomies(settings: &Mapping) -> BTreeMap<String, String> {
    match settings.get("taxonomies").and_then(Value::as_mapping) {
        Some(mapping) => mapping
            .iter()
            .filter_map(|(single, plural)| Some((plural.as_str()?.to_owned(), single.as_str()?.to_owned())))
            .collect(),
        None => [("categories", "category"), ("tags", "tag")]
            .map(|(plural, single)| (plural.to_owned(), single.to_owned()))
            .into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hidden(files: &[(&str, &str)]) -> Vec<(String, &'static str)> {
        let folder = Folder::of(files);
        let site = read(&folder.0).expect("a site");
        site.items.iter().filter_map(|item| Some((item.from.clone(), item.hidden?))).collect()
    }

    #[test]
    fn what_sections_cascade_hides() {
        let hidden = hidden(&[
            (
                "hugo.toml",
                "[[cascade]]\n[cascade.target]\npath = '/d/**'\n[cascade.build]\nrender = 'never'\n",
            ),
            ("content/a/_index.md", "---\ncascade:\n  draft: true\n---\n"),
            ("content/a/b/one.md", "---\n---\n"),
            ("content/a/own.md", "---\ndraft: false\n---\n"),
            ("content/a/c/_index.md", "---\ncascade: {draft: false}\n---\n"),
            ("content/a/c/two.md", "---\n---\n"),
            (
                "content/c/_index.md",
                "---\ncascade:\n- _build: {render: never}\n  _target: {kind: section}\n---\n",
            ),
            ("content/c/three.md", "---\n---\n"),
            ("content/d/four.md", "---\n---\n"),
            ("content/e/five.md", "---\n_build: {render: never}\n---\n"),
            ("content/e/six.md", "---\nbuild: {render: link}\n---\n"),
            (
                "content/f/_index.md",
                "---\ncascade:\n  params: {private: true}\n  sitemap: {disable: true}\n---\n",
            ),
            ("content/f/seven.md", "---\nprivate: false\n---\n"),
            ("content/f/eight.md", "---\n---\n"),
            ("content/g/_index.md", "---\ncascade: {draft: perhaps}\n---\n"),
            ("content/g/nine.md", "---\n---\n"),
            ("content/h/_index.md", "---\ncascade: {expiryDate: 2020-01-01}\n---\n"),
            ("content/h/ten.md", "---\n---\n"),
        ]);
        let files: Vec<&str> = hidden.iter().map(|(from, _)| &**from).collect();
        let expected = ["a/b/one.md", "d/four.md", "e/five.md", "f/eight.md", "g/nine.md", "h/ten.md"];
        assert_eq!(files, expected.map(|path| format!("content/{path}")));
    }

    #[test]
    fn what_the_configuration_hides() {
        let of = |config: &str| {
            let hidden = hidden(&[
                ("hugo.toml", config),
                ("content/a/one.md", "---\ndate: 2020-02-03\n---\n"),
                ("content/a/one.fr.md", "---\ndate: 2020-02-03\n---\n"),
                ("content/a/two.skip.md", "---\n---\n"),
                ("content/a/_index.md", "---\n---\nText.\n"),
                ("content/.trash/three.md", "---\n---\n"),
            ]);
            hidden.into_iter().map(|(from, _)| from["content/".len()..].to_owned()).collect::<Vec<_>>()
        };
        let languages = "[languages.en]\n[languages.fr]\n";
        assert_eq!(of(languages), [".trash/three.md"]);
        let files = format!("ignoreFiles = ['\\.skip\\.md$']\n{languages}");
        assert_eq!(of(&files), [".trash/three.md", "a/two.skip.md"]);
        assert_eq!(
            of(&format!("disableLanguages = ['fr']\n{languages}")),
            [".trash/three.md", "a/one.fr.md"]
        );
        assert_eq!(of(&format!("{languages}disabled = true\n")), [".trash/three.md", "a/one.fr.md"]);
        assert_eq!(
            of(&format!("disableKinds = ['section']\n{languages}")),
            [".trash/three.md", "a/_index.md"]
        );
        let mounts = |more: &str| {
            format!("{languages}[[module.mounts]]\nsource = 'content'\ntarget = 'content'\n{more}\n")
        };
        assert_eq!(of(&mounts("")), [".trash/three.md"]);
        assert_eq!(of(&mounts("excludeFiles = ['**/two.*']")), [".trash/three.md", "a/two.skip.md"]);
        assert_eq!(of(&mounts("files = ['! a/two.*']")), [".trash/three.md", "a/two.skip.md"]);
        assert_eq!(of(&mounts("includeFiles = 'b/**'")).len(), 5);
        // What cannot be read may hide anything.
        assert_eq!(of(&format!("ignoreFiles = ['(']\n{languages}")).len(), 5);
    }
}
