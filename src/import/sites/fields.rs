//! Front matter of others → ours: what differs is mapped, what is read anyway stays, and what means nothing to this program
//! goes below `extra:`.

mod dates;
mod people;
mod picture;
mod written;

use std::collections::{BTreeMap, BTreeSet};

use serde_yaml::{Mapping, Value};

use self::written::Head;
use super::permalinks::tidy;
use super::plain::plain;
use super::remark::{Cause, Remark};
use super::site::{Item, OldSite};
use super::values::{names, text};
use crate::content::front_matter::{ArticleType, PASSED_OVER};
use crate::content::hiding::{self, HidingKey, Meaning};
use crate::content::yaml::same_key;
use crate::content::{Kind, Slug};

/// What is decided of a document besides what its front matter says.
#[derive(Debug, Clone, Default)]
pub struct Decided {
    /// Its address, where no pattern makes it.
    pub url: Option<String>,
    /// Its old address, where it has another one here.
    pub alias: Option<String>,
    /// Keys whose values cannot be read here: they go below `extra:`.
    pub unfit: BTreeSet<String>,
    /// Keys within the entries of others whose values cannot be read here: key, number of the entry, key in it.
    pub unfit_within: BTreeSet<(String, usize, String)>,
    /// Its date, where its front matter has none.
    pub date: Option<String>,
    /// Nobody says when it was published: the day that it has until somebody does.
    pub provisional: Option<String>,
    /// Why it is held back, besides what its item says.
    pub hidden: Option<&'static str>,
}

/// What front matter becomes.
#[derive(Debug, Default)]
pub struct Composed {
    /// Lines of YAML.
    pub yaml: String,
    /// What is to be said.
    pub remarks: Vec<Remark>,
}

/// Keys of presentation, which hold nothing that anybody wrote.
const OF_LAYOUT: [&str; 16] = [
    "layout", "template", "page_template", "custom_template", "menu", "menus", "outputs", "sitemap",
    "markup", "sort_by", "paginate_by", "paginate_path", "classes", "css", "js", "wordpress_id",
];

/// Keys by which a text is shown from a moment on, or up to one.
const END_OR_BEGINNING: [&str; 10] = [
    "publishdate", "publish_date", "publish_at", "embargo", "scheduled", "expires", "expirydate",
    "expiry_date", "unpublish_date", "unpublishdate",
];

/// The old addresses that the front matter of an item names.
pub fn old_addresses(head: &Mapping, site: &OldSite) -> Vec<String> {
    let of = |key: &str| head.iter().find(|(name, _)| name.as_str().is_some_and(|name| same_key(name, key)));
    let values = ["aliases", "redirect_from", "alias"].into_iter().filter_map(of);
    values.flat_map(|(_, value)| names(Some(value), true)).map(|alias| alias_of(&alias, site)).collect()
}

fn alias_of(alias: &str, site: &OldSite) -> String {
    let path = alias.split(['?', '#']).next().unwrap_or(alias);
    let path = ["https://", "http://"]
        .iter()
        .find_map(|start| path.strip_prefix(start))
        .map_or(path, |rest| rest.find('/').map_or("/", |at| &rest[at..]));
    tidy(site.within(path))
}

/// The front matter of an item, with its picture as `picture` says it is.
pub fn compose(
    item: &Item,
    site: &OldSite,
    decided: &Decided,
    picture: &dyn Fn(&str) -> Option<String>,
    zone: chrono_tz::Tz,
) -> Composed {
    let mut reader = Reader {
        item,
        site,
        decided,
        picture,
        zone,
        head: Head::default(),
        extra: Mapping::new(),
        remarks: Vec::new(),
        summary_rank: u8::MAX,
        hides: false,
        aliases: Vec::new(),
        source: BTreeMap::new(),
    };
    for (key, value) in &item.head {
        if let Some(key) = key.as_str() {
            reader.key(key, value);
        }
    }
    reader.finish()
}

struct Reader<'a> {
    item: &'a Item,
    site: &'a OldSite,
    decided: &'a Decided,
    picture: &'a dyn Fn(&str) -> Option<String>,
    zone: chrono_tz::Tz,
    head: Head,
    extra: Mapping,
    remarks: Vec<Remark>,
    summary_rank: u8,
    hides: bool,
    aliases: Vec<String>,
    source: BTreeMap<&'static str, String>,
}

/// Whether a value says yes, in one of the spellings of YAML 1.1.
fn is_yes(value: &Value) -> bool {
    let text = text(value).unwrap_or_default().to_ascii_lowercase();
    matches!(text.as_str(), "true" | "yes" | "on" | "y" | "1")
}

impl Reader<'_> {
    fn say(&mut self, cause: Cause, detail: impl Into<String>) {
        self.remarks.push(Remark::of(cause, &self.item.from).about(detail));
    }

    fn keep(&mut self, key: &str, value: &Value) {
        self.extra.insert(key.into(), value.clone());
    }

    fn key(&mut self, key: &str, value: &Value) {
        if value.is_null() || value.as_str().is_some_and(|text| text.trim().is_empty()) {
            return;
        }
        let folded = key.to_ascii_lowercase().replace('-', "_");
        if self.decided.unfit.contains(&folded) {
            if HidingKey::of(key).is_some() || END_OR_BEGINNING.contains(&&*folded) {
                self.head.raw("draft", "true");
                self.say(Cause::Hidden("a key that may hide them, with a value that is not known"), key);
            }
            self.say(Cause::KeyMoved(key.to_owned()), text(value).unwrap_or_default());
            return self.keep(key, value);
        }
        let article = self.item.kind == Kind::Article;
        match &*folded {
            "title" => self.head.text("title", &plain(&text(value).unwrap_or_default())),
            // What is to come stays to come: the later of this and the date counts.
            "publishdate" | "publish_date" | "publish_at" | "embargo" | "scheduled" => {
                self.head.value("publishDate", value);
            }
            "date" | "pubdate" | "published" | "created" | "created_at" if self.date("date", value) => {}
            // What is neither a date nor yes is no, in whatever spelling.
            "published" if is_yes(value) => {}
            "published" if text(value).is_none_or(|text| !text.eq_ignore_ascii_case("false")) => {
                self.head.raw("draft", "true");
                self.say(Cause::Hidden("`published` with a value that is neither yes nor a date"), key);
            }
            "updated" | "lastmod" | "modified" | "last_modified_at" | "updated_at" | "last_updated"
            | "last_modified"
                if self.date("updated", value) => {}
            "expires" | "expirydate" | "expiry_date" | "unpublish_date" | "unpublishdate"
                if self.date("expires", value) => {}
            "summary" | "description" | "excerpt" | "subtitle" | "deck" | "lead" => {
                self.summary(&folded, key, value);
            }
            "authors" | "author" | "byline" if self.people(value) => {}
            "categories" | "category" | "topics" | "topic" if article => {
                let found = self.names(value, folded == "categories" && self.is_jekyll());
                self.head.add("topics", found);
            }
            "tags" | "tag" if article => {
                let found = self.names(value, self.is_jekyll());
                self.head.add("tags", found);
            }
            "taxonomies" => {
                for (key, value) in value.as_mapping().into_iter().flatten() {
                    if let Some(key) = key.as_str() {
                        self.key(key, value);
                    }
                }
            }
            "series" | "story" if article => match names(Some(value), false).first() {
                Some(name) => self.head.text("story", name),
                None => self.keep(key, value),
            },
            "image" | "cover" | "images" | "featured_image" | "feature_image" | "thumbnail" | "banner"
            | "header" | "featuredimage" | "hero_image"
                if !self.head.has("image") && self.image(value) => {}
            "aliases" | "redirect_from" | "alias" => {
                self.aliases.extend(names(Some(value), true).iter().map(|alias| alias_of(alias, self.site)));
            }
            // Where a text stood was decided when it was read.
            "permalink" | "url" | "path" if self.item.address.is_some() => {}
            "slug" => {
                if let Some(slug) = text(value).filter(|slug| Slug::new(slug).is_some()) {
                    self.head.text("slug", &slug);
                }
            }
            "lang" | "language" | "locale" => self.head.text("language", &text(value).unwrap_or_default()),
            "type" => self.kind(key, value),
            "id" | "guid" if article => self.head.text("id", &text(value).unwrap_or_default()),
            "canonical" | "canonical_url" | "canonicalurl" => {
                self.head.text("canonical", &text(value).unwrap_or_default());
            }
            "source" | "source_name" if article && text(value).is_some() => {
                let name = text(value).unwrap_or_default();
                let known = self.site.outlets.get(&name).cloned().unwrap_or(name);
                let key = if known.starts_with("http") { "url" } else { "name" };
                self.source.insert(key, known);
            }
            "source_url" | "external_url"
                if article && text(value).is_some_and(|url| url.starts_with("http")) =>
            {
                self.source.insert("url", text(value).unwrap_or_default());
            }
            "comments" | "comment" if value.as_bool() == Some(false) && article => {
                self.head.raw("comments", "false");
            }
            "comments" | "comment" if value.as_bool().is_some() => {}
            "keywords" if article && !self.head.has("tags") => self.keep(key, value),
            "sources" | "corrections" | "withdrawn" | "republished" if article => {
                let value = self.without_unfit(key, &folded, value);
                self.head.value(key, &value);
            }
            "extra" | "params" => {
                for (key, value) in value.as_mapping().into_iter().flatten() {
                    match key.as_str() {
                        // Hugo reads some of its own keys there, too.
                        Some(key) if HidingKey::of(key).is_some() => self.key(key, value),
                        Some(key) => self.keep(key, value),
                        None => {}
                    }
                }
            }
            _ => self.other(key, &folded, value),
        }
    }

    /// A value without those keys of its entries that cannot be read: these go below `extra:`, and the others stay.
    fn without_unfit(&mut self, key: &str, folded: &str, value: &Value) -> Value {
        let mut value = value.clone();
        let decided = self.decided;
        for (_, entry, inner) in decided.unfit_within.iter().filter(|(of, ..)| of == folded) {
            let mapping = match &mut value {
                Value::Sequence(entries) => entries.get_mut(*entry).and_then(Value::as_mapping_mut),
                value => value.as_mapping_mut(),
            };
            let Some(taken) = mapping.and_then(|mapping| mapping.shift_remove(inner.as_str())) else {
                continue;
            };
            let number = if *entry == 0 { String::new() } else { format!("_{}", entry + 1) };
            self.keep(&format!("{key}{number}_{inner}"), &taken);
            self.say(Cause::KeyMoved(format!("{key}: {inner}")), text(&taken).unwrap_or_default());
        }
        value
    }

    fn other(&mut self, key: &str, folded: &str, value: &Value) {
        if let Some(hiding) = HidingKey::of(key) {
            match hiding.meaning(value) {
                Meaning::Hides(from) => {
                    // What only those do not find who search is shown.
                    self.hides |= from == hiding::From::All;
                    return self.head.value(key, value);
                }
                Meaning::Unfit | Meaning::Unknown => {
                    // What nobody can read may hide the text.
                    self.head.raw("draft", "true");
                    self.say(Cause::Hidden("a key that may hide them, with a value that is not known"), key);
                }
                Meaning::Shows if matches!(value, Value::Bool(_) | Value::String(_)) => return,
                Meaning::Shows | Meaning::Other => {}
            }
        }
        let is_layout = OF_LAYOUT.contains(&folded)
            || matches!(value, Value::Bool(_) | Value::Number(_))
                && PASSED_OVER.iter().any(|known| same_key(known, key));
        match is_layout {
            true => self.say(Cause::KeyLeft(key.to_owned()), ""),
            false => {
                self.keep(key, value);
                self.say(Cause::Done("keys of the site's own: now below `extra:`"), key);
            }
        }
    }

    fn is_jekyll(&self) -> bool {
        matches!(self.item.body, super::site::Body::Markdown(super::site::Dialect::Liquid, _))
    }

    fn summary(&mut self, folded: &str, key: &str, value: &Value) {
        const RANKS: [&str; 6] = ["summary", "description", "excerpt", "deck", "lead", "subtitle"];
        let rank = RANKS.iter().position(|name| *name == folded).unwrap_or(RANKS.len()) as u8;
        match text(value).map(|text| plain(&text)).filter(|text| !text.is_empty()) {
            Some(text) if rank < self.summary_rank => {
                if let Some(before) = self.head.take("summary") {
                    self.extra.insert(RANKS[usize::from(self.summary_rank)].into(), before.into());
                }
                self.head.text("summary", &text);
                self.summary_rank = rank;
            }
            _ => self.keep(key, value),
        }
    }

    fn names(&self, value: &Value, by_spaces: bool) -> Vec<String> {
        let known = |name: String| self.site.terms.get(&name).cloned().unwrap_or(name);
        names(Some(value), by_spaces).into_iter().map(known).map(|name| plain(&name)).collect()
    }

    fn kind(&mut self, key: &str, value: &Value) {
        let word = text(value).unwrap_or_default().to_lowercase();
        let known = ArticleType::ALL.iter().any(|kind| kind.as_str() == word);
        match known && self.item.kind == Kind::Article {
            true => self.head.text("type", &word),
            false if matches!(&*word, "post" | "posts" | "page" | "pages") => {}
            false => self.keep(key, value),
        }
    }

    fn finish(mut self) -> Composed {
        if !self.head.has("title") {
            let stem = self.item.path.rsplit('/').next().unwrap_or("").trim_end_matches(".md");
            let stem = if stem == "index" { self.item.path.rsplit('/').nth(1).unwrap_or(stem) } else { stem };
            let words = crate::content::name::undated(stem).replace(['-', '_'], " ");
            let mut letters = words.trim().chars();
            let title: String =
                letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default();
            self.head.text("title", if title.is_empty() { stem } else { &title });
            self.say(Cause::NoTitle, "");
        }
        if let Some(date) = self.decided.date.as_ref().filter(|_| !self.head.has("date")) {
            self.head.raw("date", date);
        }
        if let Some(day) = &self.decided.provisional {
            self.head.raw("date", &format!("{day}  # a guess: the day of the import"));
            self.head.raw("draft", "true");
            self.say(Cause::NoDate, day.clone());
        }
        if let Some(why) = self.item.hidden.or(self.decided.hidden).filter(|_| !self.hides) {
            self.head.raw("draft", "true");
            self.say(Cause::Hidden(why), "");
        }
        if let Some(language) = self.item.language.as_ref().filter(|_| !self.head.has("language")) {
            self.head.text("language", language);
        }
        if let Some(url) = &self.decided.url {
            self.head.text("url", url);
        }
        let id = self.item.id.as_ref().filter(|_| self.item.kind == Kind::Article);
        if let Some(id) = id.filter(|_| !self.head.has("id")) {
            self.head.text("id", id);
        }
        let own = self.item.address.iter().chain(&self.decided.url);
        let own: BTreeSet<String> = own.map(|address| folded(address)).collect();
        let mut seen = BTreeSet::new();
        let without = &self.item.without;
        let is_free = |alias: &&String| !own.contains(&folded(alias)) && !without.contains(&folded(alias));
        let others = self.aliases.iter().filter(is_free);
        let aliases: Vec<String> = self
            .decided
            .alias
            .iter()
            .chain(others)
            .filter(|alias| alias.len() > 1 && seen.insert(folded(alias)))
            .cloned()
            .collect();
        if !self.decided.unfit.contains("aliases") {
            self.head.add("aliases", aliases);
        }
        if !self.source.is_empty() && !self.head.has("sources") {
            let source: Vec<(&'static str, String)> = self.source.into_iter().collect();
            self.head.mappings("sources", &[source]);
        }
        let yaml = self.head.yaml(&self.extra);
        Composed { yaml, remarks: self.remarks }
    }
}

/// An address as files compare it: `/a/`, `/a` and `/a/index.html` are one.
pub fn folded(address: &str) -> String {
    let path = crate::address::to_path(address);
    let path = path.strip_suffix("index.html").unwrap_or(&path);
    path.trim_end_matches('/').to_lowercase()
}
