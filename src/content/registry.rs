//! The registries of tags, outlets and authors: `content/tags.yaml`, `sources.yaml`, `authors.yaml`.
//!
//! A registry is a list of entries, or a mapping from names to entries; an entry that is only a name is text.

#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono_tz::Tz;
use serde_yaml::Value;

use super::front_matter::{Extra, IMAGE_SHAPE, Image, decode, picture, picture_place};
use super::name_lists::key;
use super::near::Near;
use super::yaml::convert::language_tag;
use super::yaml::{FILE_BYTES, FieldValue, Report};
use super::{Date, Slug, conflict};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::shape::{Key, Known, Shape, keys};

keys! {
    /// What entries of all registries have.
    pub(super) OF_ALL:
    NAME: ["name"], Shape::Text, "", "The Example Times",
        "Its spelling everywhere.";
    ALIASES: ["aliases", "alias"], Shape::List(&Shape::Text), "", "[Example Times, TET]",
        "Other spellings; they are read as this one, and their addresses lead to its page.";
    NAMES: ["names"], Shape::ByLanguage(&Shape::Text), "", "{uk: Приклад}",
        "Names in other languages, by language; they are read as this one, too.";
    DESCRIPTION: ["description"], Shape::Text, "", "A weekly on trade.",
        "What it is, in plain text, on its page.";
    DESCRIPTIONS: ["descriptions"], Shape::ByLanguage(&Shape::Text), "", "{uk: Тижневик}",
        "Descriptions in other languages, by language.";
    URL: ["url"], Shape::WebAddress, "", "https://times.example.org/",
        "The address of its own site.";
    IMAGE: ["image"], IMAGE_SHAPE, "", "/logos/times.png",
        "A picture of it, on its page.";
    SLUG: ["slug"], Shape::Text, "", "example-times",
        "The last part of its address. By itself made of the name.";
    EXTRA: ["extra"], Shape::Mapping, "", "{country: UK}",
        "Whatever the site's own templates want.";
}

keys! {
    /// What tags have besides.
    pub(super) OF_TAGS:
    PARENT: ["parent"], Shape::Name(Known::Tags), "", "NATO",
        "The tag above, which has an entry as well.";
    HIDDEN: ["hidden"], Shape::Switch, "false", "true",
        "The tag gathers for topics and selects in templates, and is shown nowhere.";
}

keys! {
    /// What outlets have besides.
    pub(super) OF_SOURCES:
    DOMAINS: ["domains", "domain"], Shape::List(&Shape::Text), "", "[times.example.org]",
        "The domains of its articles, by which a source without a name is known; subdomains count.";
    LANGUAGE: ["language", "lang"], Shape::Language, "", "en-GB",
        "The language of its articles, where a source names none.";
    LABEL: ["label"], Shape::Text, "", "public broadcaster",
        "What readers should know of it, printed beside its name: state media, news agency.";
    LABELS: ["labels"], Shape::ByLanguage(&Shape::Text), "", "{uk: державне ЗМІ}",
        "Labels in other languages, by language.";
    REDISTRIBUTE: ["redistribute"], Shape::Switch, "true", "false",
        "Whether its pictures may stand elsewhere than on an article's own page.";
}

keys! {
    /// What authors have besides.
    pub(super) OF_AUTHORS:
    ROLE: ["role"], Shape::Text, "", "Editor",
        "What they do.";
    ROLES: ["roles"], Shape::ByLanguage(&Shape::Text), "", "{uk: Редакторка}",
        "The same in other languages, by language.";
    UNTIL: ["until"], Shape::Date, "", "2025-01-31",
        "When they left. Who left keeps the page.";
}

/// One entry of a registry; the three registries have one shape.
#[derive(Debug, Clone, Default, PartialEq, Hash)]
pub struct Entry {
    /// Its spelling everywhere.
    pub name: String,
    /// Names by language.
    pub names: BTreeMap<String, String>,
    /// Descriptions by language.
    pub descriptions: BTreeMap<String, String>,
    /// Outlets: labels by language.
    pub labels: BTreeMap<String, String>,
    /// Authors: roles by language.
    pub roles: BTreeMap<String, String>,
    /// Other spellings, as written.
    pub aliases: Vec<String>,
    /// Plain text.
    pub description: Option<String>,
    /// Its own site (outlets, authors).
    pub url: Option<String>,
    /// A picture, as written: its `src` is a path from `content/`, a path from `static/` (`/…`), or a URL.
    pub image: Option<Image>,
    /// Where the picture is named.
    pub image_place: Span,
    /// Overrides the slug made from the name.
    pub slug: Option<Slug>,
    /// Tags: the name of the tag above.
    pub parent: Option<String>,
    /// Tags: counts and selects, but is shown nowhere.
    pub hidden: bool,
    /// Outlets: `bbc.co.uk`, in lower case, without `www.`.
    pub domains: Vec<String>,
    /// Outlets: BCP 47.
    pub language: Option<String>,
    /// Outlets: "state media", "news agency" …
    pub label: Option<String>,
    /// Outlets: whether their pictures may be passed on.
    pub redistribute: bool,
    /// Authors: what they do.
    pub role: Option<String>,
    /// Authors: when they left.
    pub until: Option<Date>,
    /// Who has left keeps the page, though nothing that is live names them.
    pub stays: bool,
    /// Whatever the site's templates want.
    pub extra: Extra,
    /// Where the entry stands in its file.
    pub span: Span,
}

/// Which of the three a registry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum RegistryKind {
    Tags,
    Sources,
    Authors,
}

impl RegistryKind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Tags, Self::Sources, Self::Authors];

    /// The keys of an entry: those of all registries, and its own.
    pub fn keys(self) -> [&'static [Key]; 2] {
        let own = match self {
            Self::Tags => OF_TAGS,
            Self::Sources => OF_SOURCES,
            Self::Authors => OF_AUTHORS,
        };
        [OF_ALL, own]
    }

    /// Where it stands, relative to the site's root.
    pub fn path(self) -> &'static str {
        match self {
            Self::Tags => "content/tags.yaml",
            Self::Sources => "content/sources.yaml",
            Self::Authors => "content/authors.yaml",
        }
    }
}

/// Reads a registry: all entries that are whole, and what is wrong with the others. `zone` is the one of dates
/// without a zone.
pub fn read(kind: RegistryKind, bytes: &[u8], zone: Tz) -> (Vec<Entry>, Vec<Diagnostic>) {
    let text = match decode(bytes) {
        Ok(text) => text,
        Err(problem) => return (Vec::new(), vec![problem.in_file(kind.path())]),
    };
    if let Some(problem) = conflict::find(text, Vec::new) {
        return (Vec::new(), vec![problem.in_file(kind.path())]);
    }
    let report = Report::new(text, 0).cutting_comments();
    let mut entries = Vec::new();
    if let Some(value) = report.parse(FILE_BYTES) {
        let root = FieldValue::root(&value, &report);
        if let Some(named) = root.entries() {
            entries.extend(named.iter().filter_map(|(name, item)| entry(item, Some(name), kind, zone)));
            parents(&entries, named.iter().map(|(_, item)| item));
        } else if value.is_sequence() {
            let items = root.items();
            entries.extend(items.iter().filter_map(|item| entry(item, None, kind, zone)));
            parents(&entries, items.iter());
        } else if !value.is_null() {
            root.unfit("a list", "write a list of entries, each beginning with `- name:`");
        }
    }
    names_twice(&entries, &report);
    (entries, report.finish(kind.path()).1)
}

/// One entry; `key` is its name when the registry is a mapping.
fn entry(item: &FieldValue<'_>, key: Option<&Cow<'_, str>>, kind: RegistryKind, zone: Tz) -> Option<Entry> {
    let span = item.key_span();
    let blank = Entry { redistribute: true, span, ..Entry::default() };
    let key = key.map(|key| key.trim().to_owned()).filter(|key| !key.is_empty());
    match (item.value(), key) {
        (Value::Null, Some(name)) => Some(Entry { name, ..blank }),
        (Value::String(_) | Value::Number(_) | Value::Bool(_), None) => {
            Some(Entry { name: item.text()?, ..blank })
        }
        (_, key) => {
            let fields = item.fields("write `name:` and what else is known below it")?;
            let text = |names| fields.take(names).and_then(|item| item.text());
            let texts = |names| fields.take(names).map(|item| item.texts()).unwrap_or_default();
            let by_language = |key: Key| fields.take(key.names).map(|item| names(&item)).unwrap_or_default();
            let image = fields.take(IMAGE.names);
            let mut entry = Entry {
                name: text(NAME.names).or_else(|| key.clone()).unwrap_or_default(),
                names: by_language(NAMES),
                descriptions: by_language(DESCRIPTIONS),
                aliases: texts(ALIASES.names),
                description: text(DESCRIPTION.names),
                url: fields.take(URL.names).and_then(|item| item.web_address()),
                image: image.as_ref().and_then(picture),
                image_place: image.as_ref().map_or(span, picture_place),
                slug: fields.take(SLUG.names).and_then(|item| item.slug()),
                extra: Extra(fields.take(EXTRA.names).and_then(|item| item.mapping())),
                ..blank
            };
            match kind {
                RegistryKind::Tags => {
                    entry.parent = text(PARENT.names);
                    entry.hidden = fields.take(HIDDEN.names).and_then(|item| item.switch()).unwrap_or(false);
                }
                RegistryKind::Sources => {
                    let domains = fields.take(DOMAINS.names);
                    entry.domains =
                        domains.map(|i| i.items().iter().filter_map(domain).collect()).unwrap_or_default();
                    entry.language = fields.take(LANGUAGE.names).and_then(|item| item.language());
                    entry.label = text(LABEL.names);
                    entry.labels = by_language(LABELS);
                    entry.redistribute =
                        fields.take(REDISTRIBUTE.names).and_then(|i| i.switch()).unwrap_or(true);
                }
                RegistryKind::Authors => {
                    entry.role = text(ROLE.names);
                    entry.roles = by_language(ROLES);
                    entry.until = fields.take(UNTIL.names).and_then(|item| item.date(zone));
                    entry.stays = entry.until.is_some();
                }
            }
            fields.finish(&[], Some("a site's own values go under `extra:`"));
            if entry.name.is_empty() {
                fields.error(Code::MissingName, "the entry has no name", "write `name:`");
                return None;
            }
            // `hsu: {name: Hanna Schmidt}`: the short name is one more spelling.
            entry.aliases.extend(key.filter(|key| *key != entry.name));
            Some(entry)
        }
    }
}

impl Entry {
    /// The entry as the site in another language has it: its address is made of the name that it has in the site's own.
    pub fn in_language(self, language: &str) -> Self {
        let name = in_language(&self.names, language).unwrap_or(&self.name).to_owned();
        let description = in_language(&self.descriptions, language).map(str::to_owned);
        // What an outlet is and what an author does has to be said, in whatever language it is known.
        let label = in_language(&self.labels, language).map(str::to_owned).or(self.label);
        let role = in_language(&self.roles, language).map(str::to_owned).or(self.role);
        let slug = self.slug.or_else(|| Slug::new(&self.name));
        let aliases = self.aliases.into_iter().chain([self.name]).collect();
        // In the site's own language alone: in another there may never have been a text of theirs.
        Self { name, aliases, description, label, role, slug, stays: false, ..self }
    }
}

/// What is said in a language, or in the language without its region.
pub fn in_language<'t>(texts: &'t BTreeMap<String, String>, language: &str) -> Option<&'t str> {
    let language = language.to_ascii_lowercase();
    let primary = language.split('-').next().unwrap_or(&language);
    texts.get(&language).or_else(|| texts.get(primary)).map(String::as_str)
}

/// Names by language.
fn names(item: &FieldValue<'_>) -> BTreeMap<String, String> {
    let Some(entries) = item.entries() else {
        item.unfit("keys with values", "write `names: {uk: Україна, de: Ukraine}`");
        return BTreeMap::new();
    };
    let named = |(language, item): &(Cow<'_, str>, FieldValue<'_>)| {
        if language_tag(language).is_none() {
            let message = format!("`{language}` is no language, so nothing is called so in it");
            let hint = match item.value().is_null() {
                // `{uk: Оборона, військо}`
                true => "a comma ends a value within braces: put the whole value in quotes",
                false => "write a tag like en, uk or pt-BR",
            };
            item.doubtful_key(Code::UnknownKey, message, hint);
            return None;
        }
        (!item.value().is_null())
            .then(|| item.text().map(|name| (language.to_ascii_lowercase(), name)))
            .flatten()
    };
    entries.iter().filter_map(named).collect()
}

/// A domain in lower case without `www.`, also from a whole address.
fn domain(item: &FieldValue<'_>) -> Option<String> {
    let text = item.text()?;
    let address =
        if text.contains("://") { Cow::Borrowed(&*text) } else { Cow::Owned(format!("https://{text}")) };
    let parsed =
        url::Url::parse(&address).ok().filter(|url| matches!(url.path(), "" | "/") && url.query().is_none());
    let host = parsed.as_ref().and_then(|url| url.host_str()).filter(|host| host.contains('.'));
    if host.is_none() {
        let message = format!("`{}` is not a domain", item.label());
        item.error(Code::InvalidValue, message, "write a domain like bbc.co.uk, without a path");
    }
    host.map(|host| host.strip_prefix("www.").unwrap_or(host).to_owned())
}

/// Warns of parents that no entry is called.
fn parents<'i, 'v: 'i>(entries: &[Entry], items: impl Iterator<Item = &'i FieldValue<'v>>) {
    if entries.iter().all(|entry| entry.parent.is_none()) {
        return;
    }
    let names = |entry: &'_ Entry| -> Vec<String> {
        let all = std::iter::once(&entry.name).chain(&entry.aliases).chain(entry.names.values());
        all.map(|name| key(name)).collect()
    };
    let known: BTreeMap<String, &str> =
        entries.iter().flat_map(|entry| names(entry).into_iter().map(|name| (name, &*entry.name))).collect();
    let mut near = None;
    for item in items.filter(|item| matches!(item.value(), Value::Mapping(_))) {
        let fields = item.fields("");
        let parent = fields.as_ref().and_then(|fields| fields.take_one("parent"));
        let Some((parent, name)) = parent.as_ref().and_then(|parent| Some((parent, parent.text()?))) else {
            continue;
        };
        if known.contains_key(&key(&name)) {
            continue;
        }
        let near = near.get_or_insert_with(|| Near::new(known.iter().map(|(key, name)| (&**key, *name))));
        let hint = match near.find(&key(&name)) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => "write the name of an entry of this file".to_owned(),
        };
        parent.warning(Code::UnknownName, format!("no entry is called \"{name}\""), hint);
    }
}

/// Names and other spellings that two entries claim, or one entry twice.
fn names_twice(entries: &[Entry], report: &Report<'_>) {
    let mut seen: BTreeMap<String, (usize, &str)> = BTreeMap::new();
    for (index, entry) in entries.iter().enumerate() {
        let spellings = std::iter::once(&entry.name).chain(&entry.aliases);
        let all = spellings.map(|name| (name, true)).chain(entry.domains.iter().map(|name| (name, false)));
        for (name, is_spelling) in all {
            let (first, written) = *seen.entry(key(name)).or_insert((index, name));
            // An outlet may be called what its domain is called: that is one and the same entry.
            if first == index && (std::ptr::eq(written, &**name) || !is_spelling) {
                continue;
            }
            let alike = if written == name { String::new() } else { format!(" (as \"{written}\")") };
            report.push(if first == index {
                let message = format!("\"{name}\" is named twice by this entry{alike}");
                Diagnostic::warning(Code::DuplicateName, message)
                    .at(entry.span)
                    .hint("keep it once: capitals, spaces and characters that nobody sees make no difference")
            } else {
                let other = entries[first].span;
                let (one, two) = (other.line, entry.span.line);
                let message = format!(
                    "\"{name}\" is named twice: by the entries in line {one}{alike} and in line {two}"
                );
                Diagnostic::error(Code::DuplicateName, message)
                    .at(entry.span)
                    .label(other, "named by this entry first")
                    .hint("keep it in one of them")
            });
        }
    }
}
