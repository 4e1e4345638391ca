//! Ghost: its export (<https://ghost.org/docs/migration/ghost/>), one file of JSON, alone or in a folder with `content/images/`.

mod cards;

use std::collections::BTreeMap;

use serde_json::Value as Json;
use serde_yaml::{Mapping, Value};
use url::Url;

use self::cards::{of_mail, readable};
use super::Generator;
use super::folder::Folder;
use super::remark::{Cause, Remark};
use super::site::{Body, Item, OldSite, path_of};
use crate::content::{Kind, Slug};

pub(super) const GENERATOR: Generator = Generator {
    name: "ghost",
    takes: "the file of the export (.json), or a folder with it and content/images/",
    read,
};

/// What stands for the site's own address in an export.
const URL: &str = "__GHOST_URL__";
/// What is said of cards that no page has.
const OF_MAIL: &str =
    "parts that only e-mails had, and no page: not in the text; look whether readers are to have them";

fn read(folder: &Folder) -> Result<OldSite, String> {
    let export = folder.paths().find(|path| path.ends_with(".json") && !path.contains('/'));
    let Some(export) = export else { return Err("there is no .json of an export".to_owned()) };
    let text = folder.export(export).map_err(|remark| format!("{export}: {}", remark.cause))?;
    // The parser bounds how deep values are nested.
    let json: Json = serde_json::from_str(&text).map_err(|fault| format!("{export} is no JSON: {fault}"))?;
    let data =
        json.pointer("/db/0/data").or_else(|| json.get("data")).filter(|data| data.get("posts").is_some());
    let Some(data) = data else {
        return Err(format!(
            "{export} is no export of Ghost: Settings, Migration tools, Export there makes one"
        ));
    };
    let mut site = OldSite::default();
    for path in folder.paths().filter(|path| *path != export) {
        let below = path.find("content/").map(|at| format!("/{}", &path[at..]));
        site.files.insert(below.unwrap_or_else(|| format!("/{path}")), path.to_owned());
    }
    let address = rows(data, "settings").find(|row| text_of(row, "key").as_deref() == Some("url"));
    let address = address.and_then(|row| Url::parse(text_of(row, "value")?.trim()).ok());
    site.stand_at(address.filter(Url::has_host));
    let users = by_id(data, "users");
    let tags = by_id(data, "tags");
    let meta: BTreeMap<String, &Json> =
        rows(data, "posts_meta").filter_map(|row| Some((text_of(row, "post_id")?, row))).collect();
    let authors = linked(data, "posts_authors", "author_id");
    let labels = linked(data, "posts_tags", "tag_id");
    for post in rows(data, "posts") {
        let id = text_of(post, "id").unwrap_or_default();
        let names = |of: &BTreeMap<String, Vec<String>>, all: &BTreeMap<String, &Json>| -> Vec<String> {
            let found = of.get(&id).into_iter().flatten().filter_map(|id| all.get(id));
            // Tags that begin with `#` are for the editors.
            let shown = found.filter(|row| text_of(row, "visibility").as_deref() != Some("internal"));
            shown.filter_map(|row| text_of(row, "name")).filter(|name| !name.starts_with('#')).collect()
        };
        let (authors, labels) = (names(&authors, &users), names(&labels, &tags));
        let place = (export, &*site.below);
        let item = item(post, meta.get(&id).copied(), (&authors, &labels), place, &mut site.remarks);
        site.items.extend(item);
    }
    Ok(site)
}

fn item(
    post: &Json,
    meta: Option<&Json>,
    (authors, tags): (&[String], &[String]),
    (export, below): (&str, &str),
    remarks: &mut Vec<Remark>,
) -> Option<Item> {
    let of = |key: &str| text_of(post, key);
    let title = of("title").unwrap_or_default();
    let from =
        format!("{export}: {}", if title.is_empty() { of("id").unwrap_or_default() } else { title.clone() });
    let Some(body) = of("html") else {
        let form = match (of("lexical"), of("mobiledoc")) {
            (Some(_), _) => "Lexical without HTML",
            (None, Some(_)) => "Mobiledoc without HTML",
            (None, None) => "empty",
        };
        remarks.push(Remark::of(Cause::NoText(form), &from));
        return None;
    };
    let is_of_mail = |html: String| Remark::of(Cause::Other(OF_MAIL), &from).about(html);
    remarks.extend(of_mail(post).into_iter().map(is_of_mail));
    let is_page = of("type").as_deref() == Some("page")
        || matches!(post.get("page"), Some(Json::Bool(true)))
        || post.get("page").and_then(Json::as_i64) == Some(1);
    let hidden = hidden(post, meta);
    let own = |text: String| text.replace(URL, below);
    let mut head = Mapping::new();
    let mut put = |key: &str, value: Option<String>| {
        head.extend(
            value.filter(|value| !value.trim().is_empty()).map(|value| (key.into(), own(value).into())),
        );
    };
    put("title", Some(title.clone()));
    let date =
        ["published_at", "updated_at", "created_at"].iter().find_map(|key| of(key)).map(|date| moment(&date));
    put("date", date.clone());
    put("summary", of("custom_excerpt").or_else(|| meta.and_then(|meta| text_of(meta, "meta_description"))));
    put("canonical", of("canonical_url").filter(|url| url.starts_with("http")));
    put("image", of("feature_image"));
    for key in ["feature_image_alt", "feature_image_caption"] {
        put(key, meta.and_then(|meta| text_of(meta, key)).or_else(|| of(key)));
    }
    let list =
        |names: &[String]| Value::Sequence(names.iter().map(|name| Value::from(name.as_str())).collect());
    if !authors.is_empty() {
        head.insert("authors".into(), list(authors));
    }
    if !tags.is_empty() {
        head.insert("tags".into(), list(tags));
    }
    let slug = of("slug").into_iter().chain([title]).find_map(|text| Slug::new(&text));
    let slug = slug.map_or_else(|| "post".to_owned(), |slug| slug.to_string());
    let day = date.as_deref().and_then(|date| date.get(..10));
    let kind = if is_page { Kind::Page } else { Kind::Article };
    Some(Item {
        address: Some(format!("/{slug}/")),
        hidden,
        // As Ghost's own feed has it.
        id: of("id").filter(|_| !is_page),
        ..Item::new(from, head, Body::Html(own(readable(&body))), kind, path_of(kind, day, &slug))
    })
}

/// Why not everybody could read a post.
fn hidden(post: &Json, meta: Option<&Json>) -> Option<&'static str> {
    // What is neither no nor nothing may say yes.
    let is_of_mail = |row: &Json| match row.get("email_only") {
        None | Some(Json::Null | Json::Bool(false)) => false,
        Some(Json::Number(number)) => number.as_f64() != Some(0.0),
        Some(Json::String(text)) => !matches!(text.trim(), "" | "0" | "false"),
        Some(_) => true,
    };
    match (text_of(post, "status").as_deref(), text_of(post, "visibility").as_deref()) {
        _ if is_of_mail(post) || meta.is_some_and(is_of_mail) => Some("sent by e-mail only"),
        (Some("published"), Some("public")) => None,
        (Some("published"), Some("members" | "paid" | "tiers")) => Some("for members only"),
        (Some("published"), _) => Some("nobody says that all may read them"),
        (Some("scheduled"), _) => Some("scheduled"),
        (Some("sent"), _) => Some("sent by e-mail only"),
        (Some("draft"), _) => Some("drafts there, too"),
        (_, _) => Some("nobody says that they were published"),
    }
}

/// `2020-01-02T03:04:05.000Z`, `2020-01-02 03:04:05` (in UTC) or milliseconds since 1970.
fn moment(written: &str) -> String {
    if let Some(date) = written.parse::<i64>().ok().and_then(chrono::DateTime::from_timestamp_millis) {
        return date.format("%Y-%m-%dT%H:%M:%SZ").to_string();
    }
    match chrono::NaiveDateTime::parse_from_str(written, "%Y-%m-%d %H:%M:%S") {
        Ok(date) => date.format("%Y-%m-%dT%H:%M:%SZ").to_string(),
        Err(_) => written.to_owned(),
    }
}

fn rows<'d>(data: &'d Json, table: &str) -> impl Iterator<Item = &'d Json> {
    data.get(table).and_then(Json::as_array).into_iter().flatten()
}

fn by_id<'d>(data: &'d Json, table: &str) -> BTreeMap<String, &'d Json> {
    rows(data, table).filter_map(|row| Some((text_of(row, "id")?, row))).collect()
}

/// Posts and what they are linked to, in the order that the export says.
fn linked(data: &Json, table: &str, key: &str) -> BTreeMap<String, Vec<String>> {
    let mut found: Vec<(String, i64, String)> = rows(data, table)
        .filter_map(|row| {
            let order = row.get("sort_order").and_then(Json::as_i64).unwrap_or(0);
            Some((text_of(row, "post_id")?, order, text_of(row, key)?))
        })
        .collect();
    found.sort();
    let mut linked: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (post, _, other) in found {
        linked.entry(post).or_default().push(other);
    }
    linked
}

/// A text or a number; none of what is empty.
fn text_of(row: &Json, key: &str) -> Option<String> {
    match row.get(key)? {
        Json::String(text) if !text.trim().is_empty() => Some(text.clone()),
        Json::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
