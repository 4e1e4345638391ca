//! Zola (<https://www.getzola.org/documentation/getting-started/directory-structure/>): `content/` with sections, `static/`.

use std::collections::{BTreeMap, BTreeSet};

use serde_yaml::{Mapping, Value};
use url::Url;

use super::Generator;
use super::folder::Folder;
use super::globs::Glob;
use super::heads;
use super::hugo::{LISTS, Languages};
use super::permalinks::{day_in, tidy};
use super::remark::{Cause, Remark};
use super::shortcodes::{Shows, defined};
use super::site::{Body, Dialect, Item, OldSite};
use super::unpublished::by_name;
use super::values::{names, text};
use crate::content::{Kind, name};

pub(super) const GENERATOR: Generator =
    Generator { name: "zola", takes: "the folder that holds config.toml and content/", read };

const CONTENT: &str = "content/";

fn read(folder: &Folder) -> Result<OldSite, String> {
    let config = ["config.toml", "zola.toml"].into_iter().find(|name| folder.has(name));
    let Some(config) = config.filter(|_| folder.below(CONTENT).next().is_some()) else {
        return Err(
            "there is no config.toml with a folder content/: name the folder of the Zola site".to_owned()
        );
    };
    let settings = folder.text(config).map(|text| heads::configuration(config, &text)).unwrap_or_default();
    let mut site = OldSite::default();
    site.stand_at(settings.get("base_url").and_then(text).and_then(|base| Url::parse(&base).ok()));
    site.tags = tags(folder);
    let languages = Languages::of(&settings, CONTENT);
    for path in folder.below("static/") {
        site.files.insert(format!("/{}", &path["static/".len()..]), path.to_owned());
    }
    let mut others: Vec<&str> = Vec::new();
    // Zola passes over whatever stands in such a section.
    let mut drafts: BTreeSet<String> = BTreeSet::new();
    for path in folder.below(CONTENT) {
        if !path.ends_with(".md") {
            others.push(path);
            continue;
        }
        if let Some(read) = heads::read(folder, path, &mut site.remarks) {
            let (above, file) = path.split_at(path.rfind('/').map_or(0, |at| at + 1));
            if languages.split_file(file).0 == "_index" && read.0.get("draft") == Some(&Value::Bool(true)) {
                drafts.insert(above.to_owned());
            }
            let item = item(path, read, &languages, &mut site);
            site.items.extend(item);
        }
    }
    let ignored: Vec<Glob> =
        names(settings.get("ignored_content"), false).iter().map(|pattern| Glob::new(pattern)).collect();
    for item in &mut site.items {
        let below = &item.from[CONTENT.len()..];
        let file = below.rsplit('/').next().unwrap_or(below);
        let is_ignored = |glob: &Glob| [below, &*item.from, file].into_iter().any(|path| glob.fits(path));
        if ignored.iter().any(is_ignored) {
            item.hidden = Some("`ignored_content` names them");
        }
        item.hidden = item.hidden.or_else(|| by_name(below));
        let hides = |(at, _): (usize, &str)| drafts.contains(&item.from[..=at]);
        if item.from.match_indices('/').any(hides) {
            item.hidden = Some("their section is a draft");
        }
    }
    site.add_files_beside_texts(&others, CONTENT);
    Ok(site)
}

/// Shortcodes of the site and of its theme (<https://www.getzola.org/documentation/content/shortcodes/>).
fn tags(folder: &Folder) -> BTreeMap<String, Shows> {
    let of_template = |text: &str| Shows::of_template(text, "body", &["include", "import"]);
    let tags = defined(folder, &["templates/shortcodes/"], of_template).into_iter();
    // Folders below are no part of the name.
    tags.map(|(name, shows)| (name.rsplit('/').next().unwrap_or(&name).to_owned(), shows)).collect()
}

fn item(
    path: &str,
    (head, body, line): (Mapping, String, u32),
    languages: &Languages,
    site: &mut OldSite,
) -> Option<Item> {
    let below = &path[CONTENT.len()..];
    let (folder, file) = below.rsplit_once('/').unwrap_or(("", below));
    let (stem, language) = languages.split_file(file);
    let is_section = stem == "_index";
    if is_section && body.trim().is_empty() {
        site.remarks.push(Remark::of(Cause::Done(LISTS), path));
        return None;
    }
    let is_bundle = stem == "index" && !folder.is_empty();
    let called = if is_bundle || is_section { folder.rsplit('/').next().unwrap_or("") } else { stem };
    let above = if is_bundle { folder.rsplit_once('/').map_or("", |(above, _)| above) } else { folder };
    let slug = head.get("slug").and_then(text).unwrap_or_else(|| name::undated(called).to_owned());
    let fixed = head.get("path").and_then(text);
    let address = match &fixed {
        Some(path) => format!("/{path}/"),
        None if is_section => format!("/{folder}/"),
        None => format!("/{above}/{slug}/"),
    };
    let address = match &language {
        Some(language) => tidy(&format!("/{language}/{address}")),
        None => tidy(&address),
    };
    let has_date = head.get("date").is_some()
        || name::of(&format!("content/{called}.md")).is_ok_and(|name| name.date.is_some())
        || day_in(&address).is_some();
    let target = match (is_bundle, folder) {
        (true, folder) => format!("{folder}/index"),
        (false, "") if is_section => "home".to_owned(),
        (false, folder) if is_section => folder.to_owned(),
        (false, "") => stem.to_owned(),
        (false, folder) => format!("{folder}/{stem}"),
    };
    let (kind, target) = match has_date && !is_section {
        true => (Kind::Article, target),
        false => (Kind::Page, format!("pages/{target}")),
    };
    let suffix = language.as_ref().map_or_else(String::new, |language| format!(".{language}"));
    let id = site.base.as_ref().map(|base| format!("{}{address}", base.as_str().trim_end_matches('/')));
    let hidden = match head.get("render").and_then(Value::as_bool) {
        Some(false) => Some("`render = false`"),
        _ => None,
    };
    Some(Item {
        line,
        address: Some(address),
        is_fixed: fixed.is_some(),
        hidden,
        id,
        language,
        bundle: is_bundle.then(|| path[..path.len() - file.len()].to_owned()),
        ..Item::new(
            path.to_owned(),
            head,
            Body::Markdown(Dialect::Zola, body),
            kind,
            format!("{target}{suffix}.md"),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_section_that_is_a_draft_hides_its_pages() {
        let folder = Folder::of(&[
            ("config.toml", "ignored_content = [\"*.skip.md\", \"c/*\"]\n"),
            ("content/_index.md", "+++\n+++\n"),
            ("content/a/_index.md", "+++\ndraft = true\n+++\n"),
            ("content/a/one.md", "+++\ndraft = false\n+++\n"),
            ("content/a/b/two.md", "+++\n+++\n"),
            ("content/ab/three.md", "+++\n+++\n"),
            ("content/ab/four.skip.md", "+++\n+++\n"),
            ("content/c/five.md", "+++\n+++\n"),
            ("content/ab/.six.md", "+++\n+++\n"),
        ]);
        let site = read(&folder.0).expect("a site");
        let hidden: Vec<&str> =
            site.items.iter().filter(|item| item.hidden.is_some()).map(|item| &*item.from).collect();
        let expected = ["a/b/two.md", "a/one.md", "ab/.six.md", "ab/four.skip.md", "c/five.md"];
        assert_eq!(hidden, expected.map(|path| format!("{CONTENT}{path}")));
    }
}
