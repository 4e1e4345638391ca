//! Names that would have one address, or none: `C` and `C++` are both `/tags/c/`. They are told apart by entries of the
//! registries, and topics by pages of their own; those that can't be are written as one.

use std::collections::{BTreeMap, BTreeSet};

use chrono_tz::Tz;

use crate::content::document::Document;
use crate::content::registry::{self, RegistryKind};
use crate::content::yaml::write::scalar;
use crate::content::{Kind, Slug};
use crate::rewrite::Rewrite;
use crate::scaffold::entry::{NewEntry, append};
use crate::site::TermKind;
use crate::site::terms::{alike, key};

/// The most names of a kind that get an entry: each is read back.
const MOST_ENTRIES: usize = 300;
/// How many of them a report names.
const MOST_NAMED: usize = 10;

/// A name that a document names.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Named {
    /// What it is a name of.
    pub kind: TermKind,
    /// As it is written.
    pub name: String,
    /// Its address's last part, where the document is the term's own page.
    pub slug: Option<String>,
}

/// What a document names.
pub fn of(document: &Document) -> Vec<Named> {
    let front = &document.front;
    let named = |kind: TermKind, name: &str| Named { kind, name: name.to_owned(), slug: None };
    let topics = front.topics.iter().map(|name| named(TermKind::Topic, name));
    let tags = front.tags.iter().map(|name| named(TermKind::Tag, name));
    let authors = front.authors.iter().map(|author| named(TermKind::Author, &author.name));
    let sources =
        front.sources.iter().filter_map(|source| Some(named(TermKind::Source, source.name.as_ref()?)));
    let own = (document.kind == Kind::Topic).then(|| {
        let slug = front.rare().slug.clone().or_else(|| Slug::new(&document.name().slug_text));
        Named {
            kind: TermKind::Topic,
            name: front.title.to_string(),
            slug: slug.map(|slug| slug.to_string()),
        }
    });
    topics.chain(tags).chain(authors).chain(sources).chain(own).collect()
}

/// What tells names apart.
#[derive(Debug, Default)]
pub struct ToldApart {
    /// New files: path and text.
    pub files: Vec<(String, String)>,
    /// Registries with further entries.
    pub rewrites: Vec<Rewrite>,
    /// What the report says of it.
    pub advice: Vec<String>,
    /// Names that are written as another one.
    pub merged: Vec<(TermKind, String, String)>,
}

/// The site that names come into.
pub struct Site<'s> {
    /// Its files, relative to its root.
    pub files: &'s BTreeSet<String>,
    /// The bytes of one.
    pub read: &'s dyn Fn(&str) -> Option<Vec<u8>>,
    /// What its documents name.
    pub names: &'s [Named],
    /// Of dates without a zone.
    pub zone: Tz,
}

/// Tells the names of documents to come apart, from each other and from those of the site.
pub fn told_apart<'n>(named: impl Iterator<Item = &'n Named> + Clone, site: &Site<'n>) -> ToldApart {
    let mut told = ToldApart::default();
    for kind in [TermKind::Topic, TermKind::Tag, TermKind::Source, TermKind::Author] {
        let of_kind = |named: &&Named| named.kind == kind;
        let mut places = Places::default();
        let text = kind.registry().map(|registry| registry_of(registry, site, &mut places));
        // Pages of terms first, then what the site names.
        for one in named.clone().chain(site.names).filter(of_kind) {
            if let Some(slug) = &one.slug {
                places.take(&one.name, slug);
            }
        }
        for one in site.names.iter().filter(of_kind) {
            places.meet(&one.name);
        }
        let names: BTreeSet<&str> = named.clone().filter(of_kind).map(|one| &*one.name).collect();
        let clashing: Vec<&str> = names.into_iter().filter(|name| places.meet(name).is_some()).collect();
        if clashing.is_empty() {
            continue;
        }
        match (kind.registry(), text) {
            (Some(registry), Some(before)) => {
                in_registry(registry, before, &clashing, &mut places, site, &mut told);
            }
            _ => in_pages(&clashing, &mut places, site, &mut told),
        }
    }
    told
}

/// Which name has which address.
#[derive(Debug, Default)]
struct Places {
    /// Keys of names that have an address.
    names: BTreeSet<String>,
    /// Slugs, and whose they are.
    slugs: BTreeMap<String, String>,
}

impl Places {
    /// A name has this slug, whatever others have.
    fn take(&mut self, name: &str, slug: &str) {
        self.names.insert(key(name));
        self.slugs.entry(slug.to_owned()).or_insert_with(|| name.to_owned());
    }

    /// A name without a slug of its own. Whose address it would have, if that is another's; an empty name when it has none.
    fn meet(&mut self, name: &str) -> Option<&str> {
        let key = key(name);
        if self.names.contains(&key) {
            return None;
        }
        let Some(slug) = Slug::new(&key) else { return Some("") };
        let is_free = self.slugs.get(slug.as_str()).is_none_or(|other| {
            let same = alike(&key).zip(alike(&self::key(other)));
            same.is_some_and(|(one, other)| one == other)
        });
        if is_free {
            self.take(name, slug.as_str());
            return None;
        }
        self.slugs.get(slug.as_str()).map(String::as_str)
    }

    /// A slug that is free, for a name: with its signs as words (`c-plus-plus`), or with a number.
    fn give(&mut self, name: &str, kind: &str) -> String {
        let words =
            name.replace('+', " plus ").replace('#', " sharp ").replace('&', " and ").replace('.', " dot ");
        let plain = Slug::new(name).map_or_else(|| kind.to_owned(), |slug| slug.to_string());
        let spelled = Slug::new(&words).map(|slug| slug.to_string());
        let numbered = (2..).map(|number| format!("{plain}-{number}"));
        let is_free = |slug: &String| !self.slugs.contains_key(slug);
        let slug = spelled.into_iter().chain(numbered).find(is_free).unwrap_or(plain);
        self.take(name, &slug);
        slug
    }
}

/// The text of a registry, and where its entries stand.
fn registry_of(kind: RegistryKind, site: &Site<'_>, places: &mut Places) -> String {
    let bytes =
        site.files.contains(kind.path()).then(|| (site.read)(kind.path())).flatten().unwrap_or_default();
    for entry in registry::read(kind, &bytes, site.zone).0 {
        let slug = entry.slug.clone().or_else(|| Slug::new(&entry.name));
        if let Some(slug) = slug {
            places.take(&entry.name, slug.as_str());
        }
        for other in entry.aliases.iter().chain(entry.names.values()) {
            places.names.insert(key(other));
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn in_registry(
    kind: RegistryKind,
    before: String,
    names: &[&str],
    places: &mut Places,
    site: &Site<'_>,
    told: &mut ToldApart,
) {
    let of = TermKind::of(kind);
    let mut after = before.clone();
    let mut apart = Vec::new();
    for (number, name) in names.iter().enumerate() {
        let other = places.meet(name).map(str::to_owned);
        let slug = places.give(name, of.as_str());
        let entry =
            NewEntry { name: (*name).to_owned(), texts: vec![("slug", slug.clone())], ..NewEntry::default() };
        let added = match number < MOST_ENTRIES {
            true => append(kind, &after, &entry, site.zone).ok(),
            false => None,
        };
        match (added, other) {
            (Some(added), _) => {
                after = added;
                apart.push(format!("{name} ({slug})"));
            }
            (None, Some(other)) if !other.is_empty() && of != TermKind::Source => {
                told.merged.push((of, (*name).to_owned(), other));
            }
            (None, _) => told.advice.push(format!(
                "A name that has no address of its own: give {name} an entry with a `slug:` in {}",
                kind.path()
            )),
        }
    }
    let merged: Vec<String> = told
        .merged
        .iter()
        .filter(|(kind, ..)| *kind == of)
        .map(|(_, name, other)| format!("{name} is {other}"))
        .collect();
    if !merged.is_empty() {
        told.advice.push(format!(
            "Names of {} that would have one address are written as one, since no entry can be added to {}: {}.",
            of.plural(),
            kind.path(),
            few(&merged)
        ));
    }
    if apart.is_empty() {
        return;
    }
    told.advice.push(format!(
        "Names of {} that would have the address of another, or none, have one by an entry in {}: {}.",
        of.plural(),
        kind.path(),
        few(&apart)
    ));
    match site.files.contains(kind.path()) {
        true => told.rewrites.push(Rewrite { path: kind.path().to_owned(), before, after }),
        false => told.files.push((kind.path().to_owned(), after)),
    }
}

/// Topics have no registry, but pages.
fn in_pages(names: &[&str], places: &mut Places, site: &Site<'_>, told: &mut ToldApart) {
    let mut apart = Vec::new();
    for name in names {
        let slug = places.give(name, TermKind::Topic.as_str());
        let path = format!("content/topics/{slug}.md");
        if site.files.contains(&path) {
            continue;
        }
        told.files.push((path, format!("---\ntitle: {}\nslug: {slug}\n---\n", scalar(name, false))));
        apart.push(format!("{name} ({slug})"));
    }
    if !apart.is_empty() {
        told.advice.push(format!(
            "Names of topics that would have the address of another, or none, have one by a page in content/topics/: {}.",
            few(&apart)
        ));
    }
}

fn few(names: &[String]) -> String {
    let rest = names.len().saturating_sub(MOST_NAMED);
    let more = if rest > 0 { format!(" and {rest} more") } else { String::new() };
    format!("{}{more}", names[..names.len() - rest].join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(names: &[(TermKind, &str)], registry: Option<&str>, here: &[(TermKind, &str)]) -> ToldApart {
        let named = |names: &[(TermKind, &str)]| -> Vec<Named> {
            names
                .iter()
                .map(|(kind, name)| Named { kind: *kind, name: (*name).to_owned(), slug: None })
                .collect()
        };
        let files = registry.iter().map(|_| "content/tags.yaml".to_owned()).collect();
        let read = |_: &str| registry.map(|text| text.as_bytes().to_vec());
        let (names, here) = (named(names), named(here));
        told_apart(names.iter(), &Site { files: &files, read: &read, names: &here, zone: chrono_tz::UTC })
    }

    const TAGS: [(TermKind, &str); 4] =
        [(TermKind::Tag, "C"), (TermKind::Tag, "C++"), (TermKind::Tag, "C#"), (TermKind::Tag, "c")];

    #[test]
    fn a_new_registry() {
        let told = told(&TAGS, None, &[]);
        let text = "- name: C#\n  slug: c-sharp\n- name: C++\n  slug: c-plus-plus\n";
        assert_eq!(told.files, [("content/tags.yaml".to_owned(), text.to_owned())]);
        assert!(told.rewrites.is_empty() && told.merged.is_empty());
        assert_eq!(told.advice.len(), 1);
    }

    #[test]
    fn a_registry_that_is_there() {
        let told =
            super::tests::told(&TAGS, Some("# Tags.\n- Grain\n- name: C Sharp\n  aliases: [\"C#\"]\n"), &[]);
        assert_eq!(told.rewrites.len(), 1);
        assert!(
            told.rewrites[0].after.ends_with("- name: C++\n  slug: c-plus-plus\n"),
            "{:?}",
            told.rewrites
        );
        // What the site knows by an entry, or has in its own texts, counts.
        let c_plus_plus = [(TermKind::Tag, "C++")];
        assert_eq!(super::tests::told(&c_plus_plus, None, &[(TermKind::Tag, "C")]).files.len(), 1);
        assert_eq!(super::tests::told(&c_plus_plus, Some("- C\n"), &[]).rewrites.len(), 1);
        assert_eq!(super::tests::told(&c_plus_plus, Some("- C++\n"), &[]).rewrites.len(), 0);
        assert_eq!(super::tests::told(&c_plus_plus, None, &[]).advice, [""; 0]);
    }

    #[test]
    fn names_that_cannot_be_told_apart_are_one() {
        let told = told(&TAGS, Some("[Grain, C]\n"), &[]);
        let merged = ["C#", "C++"].map(|name| (TermKind::Tag, name.to_owned(), "C".to_owned()));
        assert_eq!(told.merged, merged);
        assert!(told.rewrites.is_empty() && told.files.is_empty());
    }

    #[test]
    fn topics_have_pages_and_names_without_letters_an_address() {
        let told =
            told(&[(TermKind::Topic, "C"), (TermKind::Topic, "C++"), (TermKind::Tag, "!!!")], None, &[]);
        let topic = "---\ntitle: C++\nslug: c-plus-plus\n---\n".to_owned();
        assert_eq!(told.files[0], ("content/topics/c-plus-plus.md".to_owned(), topic));
        assert_eq!(told.files[1].1, "- name: \"!!!\"\n  slug: tag-2\n");
    }
}
