//! Tables of keys and what is read: a key that only one of the two knows, a value that a schema refuses and reading takes without a
//! word, an example that is none.

mod refusal;

use std::collections::{BTreeMap, BTreeSet};

use serde_yaml::Mapping;

use self::refusal::{as_file, refusal};
use super::*;
use crate::content::registry;
use crate::content::yaml::record;
use crate::diagnostic::Diagnostic;

/// Where a mapping with keys of a table stands, as messages name it: `feeds`, `comments.giscus`; and how to get there.
struct Place {
    label: String,
    keys: Vec<Key>,
    needed: &'static [&'static [&'static str]],
    /// The whole text of which it is a part.
    within: Box<dyn Fn(serde_yaml::Value) -> serde_yaml::Value>,
}

fn mapping(key: &str, value: serde_yaml::Value) -> serde_yaml::Value {
    serde_yaml::Value::Mapping(Mapping::from_iter([(key.into(), value)]))
}

/// All mappings below a shape.
fn sections(
    shape: &Shape,
    label: &str,
    within: &std::rc::Rc<dyn Fn(serde_yaml::Value) -> serde_yaml::Value>,
) -> Vec<Place> {
    match shape {
        Shape::Keys(section) => places(section.keys, section.needed, label, within),
        Shape::List(shape) | Shape::First(shape) | Shape::Open(shape) => {
            let within = within.clone();
            sections(shape, label, &(std::rc::Rc::new(move |value| within(vec![value].into())) as _))
        }
        Shape::ByLanguage(shape) => {
            let within = within.clone();
            sections(
                shape,
                &format!("{label}.uk"),
                &(std::rc::Rc::new(move |value| within(mapping("uk", value))) as _),
            )
        }
        Shape::Either(shapes) => shapes.iter().flat_map(|shape| sections(shape, label, within)).collect(),
        _ => Vec::new(),
    }
}

fn places(
    keys: &[Key],
    needed: &'static [&'static [&'static str]],
    label: &str,
    within: &std::rc::Rc<dyn Fn(serde_yaml::Value) -> serde_yaml::Value>,
) -> Vec<Place> {
    let own = within.clone();
    let mut all = vec![Place {
        label: label.to_owned(),
        keys: keys.to_vec(),
        needed,
        within: Box::new(move |value| own(value)),
    }];
    for key in keys {
        let (name, within) = (key.names[0], within.clone());
        // What has to stand beside it; a root's is put there by `said`.
        let beside: Vec<Key> = needed
            .iter()
            .filter(|names| !label.is_empty() && !names.contains(&name))
            .filter_map(|names| keys.iter().find(|key| key.names[0] == names[0]).copied())
            .collect();
        let inside = move |value| {
            let mut mapping = Mapping::from_iter([(name.into(), value)]);
            for key in &beside {
                mapping.insert(key.names[0].into(), examples(key).swap_remove(0));
            }
            within(serde_yaml::Value::Mapping(mapping))
        };
        let label = if label.is_empty() { name.to_owned() } else { format!("{label}.{name}") };
        all.extend(sections(&key.shape, &label, &(std::rc::Rc::new(inside) as _)));
    }
    all
}

fn all_places(kind: SchemaKind) -> Vec<Place> {
    let keys: Vec<Key> = match kind {
        SchemaKind::FrontMatter(document) => front_matter::KEYS
            .iter()
            .filter(|key| matches!(key.effect(document), Effect::Some | Effect::Silent))
            .map(|key| key.written())
            .collect(),
        SchemaKind::Registry(registry) => registry.keys().concat(),
        SchemaKind::Config => config::KEYS.to_vec(),
    };
    let needed: &[&[&str]] = if kind == SchemaKind::Config { &[] } else { &[&["title", "name"]] };
    places(&keys, needed, "", &(std::rc::Rc::new(|value| value) as _))
}

/// What is said of a text of a kind, with what it has to have besides.
fn said(kind: SchemaKind, value: &serde_yaml::Value) -> Vec<Diagnostic> {
    let mut value = value.clone();
    let Some(mapping) = value.as_mapping_mut() else { return Vec::new() };
    let mut besides = |key: &str, text: &str| {
        if !mapping.contains_key(key) {
            mapping.insert(key.into(), serde_yaml::from_str(text).expect("YAML"));
        }
    };
    match kind {
        SchemaKind::FrontMatter(document) => {
            besides("title", "T");
            if matches!(document, Kind::Article | Kind::Edition) {
                besides("date", "2001-01-01");
            }
            if document == Kind::Article {
                if besides_type(&value) {
                    value["type"] = "live".into();
                }
                let has_source = ["sources", "source", "source_name", "source_url"]
                    .iter()
                    .any(|key| value.get(*key).is_some());
                if !has_source {
                    value["sources"] = serde_yaml::from_str("[{name: A, licence: L}]").expect("YAML");
                }
            }
            let text = format!("---\n{}---\n", serde_yaml::to_string(&value).expect("YAML"));
            let (_, split) = front_matter::split(text.as_bytes(), document).expect("front matter");
            front_matter::read(&split, "x.md", document, None, chrono_tz::UTC).2
        }
        SchemaKind::Registry(of) => {
            besides("name", "N");
            let mut list = vec![value];
            if of == RegistryKind::Tags {
                list.push("NATO".into());
            }
            let text = serde_yaml::to_string(&list).expect("YAML");
            registry::read(of, text.as_bytes(), chrono_tz::UTC).1
        }
        SchemaKind::Config => {
            besides("title", "T");
            besides("base_url", "https://a.org/");
            if value.get("email").is_some_and(|email| email.get("one_click").is_some()) {
                value["email"]["list_unsubscribe"] = "https://a.org/leave".into();
            }
            let text = serde_yaml::to_string(&value).expect("YAML");
            config::Config::read(Some(text.as_bytes()), None).1
        }
    }
}

/// What says when it was over is a live article.
fn besides_type(value: &serde_yaml::Value) -> bool {
    value.get("live").is_some() && value.get("type").is_none()
}

/// Examples of a key: its own, its default, its words, and one of its shape.
fn examples(key: &Key) -> Vec<serde_yaml::Value> {
    let mut all: Vec<serde_yaml::Value> = Vec::new();
    let known = [key.example, key.default]
        .map(|text| (!text.is_empty()).then(|| serde_yaml::from_str(text).expect(text)));
    all.extend(known.into_iter().flatten());
    all.extend(of_shape(&key.shape));
    all
}

fn of_shape(shape: &Shape) -> Vec<serde_yaml::Value> {
    match shape {
        Shape::Switch => vec![true.into(), false.into()],
        Shape::Off => vec![false.into()],
        Shape::Whole { least, most } => vec![(*least as u64).into(), (*most as u64).into()],
        Shape::Date => vec!["2025-02-12 18:30".into(), "2025-02-12".into()],
        Shape::WebAddress => vec!["https://example.org/a".into()],
        Shape::Language => vec!["pt-BR".into()],
        Shape::Choice { words, .. } => words.iter().map(|word| (*word).into()).collect(),
        Shape::Either(shapes) => shapes.iter().flat_map(of_shape).collect(),
        Shape::List(shape) => of_shape(shape).into_iter().map(|value| vec![value].into()).collect(),
        // Texts have forms of their own: those have an example.
        _ => Vec::new(),
    }
}

/// A mapping with one key, and what has to stand beside it.
fn with(place: &Place, key: &str, value: serde_yaml::Value) -> serde_yaml::Value {
    let mut mapping = Mapping::from_iter([(key.into(), value)]);
    for names in place.needed {
        if !names.iter().any(|name| mapping.contains_key(*name)) {
            let other = place.keys.iter().find(|key| key.names[0] == names[0]);
            // A root needs what `said` puts there.
            let Some(other) = other.filter(|_| !place.label.is_empty()) else { continue };
            mapping.insert(other.names[0].into(), examples(other).swap_remove(0));
        }
    }
    // A script of Plausible that does not name its site asks for it.
    if place.label == "analytics.plausible" && !mapping.contains_key("domain") {
        mapping.insert("domain".into(), "digest.example.org".into());
    }
    // Not needed, but its lack is said.
    if place.keys.iter().any(|key| key.names[0] == "alt") && !mapping.contains_key("alt") {
        mapping.insert("alt".into(), "What it shows".into());
    }
    (place.within)(serde_yaml::Value::Mapping(mapping))
}

#[test]
fn what_is_read_is_what_the_tables_have() {
    let mut wrong = Vec::new();
    for kind in SchemaKind::ALL {
        let places = all_places(kind);
        let asked = record::during(|| {
            for place in &places {
                drop(said(kind, &(place.within)(serde_yaml::Value::Mapping(Mapping::new()))));
                for key in &place.keys {
                    for value in examples(key).into_iter().take(2) {
                        drop(said(kind, &with(place, key.names[0], value)));
                    }
                }
            }
        });
        let mut read: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
        for (label, name) in asked {
            read.entry(label).or_default().insert(name);
        }
        // A registry that is a list has no label of its own; what stands in others has.
        for place in &places {
            let mut known: BTreeSet<&str> = BTreeSet::new();
            for other in places.iter().filter(|other| other.label == place.label) {
                known.extend(other.keys.iter().flat_map(|key| key.names));
            }
            let mut read = read.get(&place.label).cloned().unwrap_or_default();
            if place.label.is_empty() && matches!(kind, SchemaKind::FrontMatter(_)) {
                // All that hide are read together.
                read.extend(HidingKey::all_names().filter(|name| known.contains(name)));
            }
            // Directives and services are not asked for by name.
            if !matches!(&*place.label, "csp" | "comments" | "analytics" | "announce.mail") {
                let unread: Vec<_> = known.difference(&read).collect();
                if !unread.is_empty() {
                    wrong
                        .push(format!("{kind:?} {}: in the table, and nobody reads {unread:?}", place.label));
                }
            }
            let others: BTreeSet<&str> = front_matter::others().collect();
            let is_root = place.label.is_empty() && matches!(kind, SchemaKind::FrontMatter(_));
            let mut untold: BTreeSet<&str> = read.difference(&known).copied().collect();
            // Links on a level too many are read to be refused.
            untold.retain(|name| !(*name == "items" && place.label.ends_with(".items")));
            // Those of other kinds of documents, and those that hide.
            let foreign = front_matter::KEYS.iter().flat_map(|key| key.names);
            untold.retain(|name| {
                !(is_root && (others.contains(name) || foreign.clone().any(|known| known == name)))
            });
            if !untold.is_empty() {
                wrong.push(format!("{kind:?} {}: read, and in no table: {untold:?}", place.label));
            }
        }
        let told: BTreeSet<&str> = places.iter().map(|place| &*place.label).collect();
        let untold: Vec<&String> = read.keys().filter(|label| !told.contains(&***label)).collect();
        let is_inner = |label: &str| label == "taxonomies";
        let untold: Vec<_> = untold.into_iter().filter(|label| !is_inner(label)).collect();
        if !untold.is_empty() {
            wrong.push(format!("{kind:?}: keys are read below what no table knows: {untold:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn what_a_table_gives_as_example_is_read_without_a_word() {
    let mut wrong = Vec::new();
    for kind in SchemaKind::ALL {
        let schema = schema(kind, &Names::new());
        for place in all_places(kind) {
            for key in &place.keys {
                // Elsewhere they ask for what only articles have.
                let is_of_articles = matches!(key.names[0], "republished" | "live") || place.label == "live";
                if is_of_articles && kind != SchemaKind::FrontMatter(Kind::Article) {
                    continue;
                }
                let shown = examples(key);
                if shown.is_empty() && !matches!(key.shape, Shape::Text) {
                    wrong.push(format!("{kind:?} {}.{}: give an example", place.label, key.names[0]));
                }
                for value in shown {
                    let text = with(&place, key.names[0], value);
                    let found = said(kind, &text);
                    let file = as_file(kind, &text);
                    let messages: Vec<&str> = found.iter().map(|said| &*said.message).collect();
                    if !messages.is_empty() {
                        wrong.push(format!("{kind:?} {file}: {messages:?}"));
                    }
                    if let Some(why) = refusal(&schema, &file, &schema) {
                        wrong.push(format!("{kind:?} {file} is refused: {why:.300}"));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn what_a_schema_refuses_newsprint_reports() {
    let values: Vec<serde_yaml::Value> = [
        "~", "true", "'YES'", "0", "7", "2.5", "12345678", "words", "Words: with", "''", "' FULL '", "[a]",
        "[[a]]", "{a: b}", "[{a: b}]", "{}", "[]", "[~]", "2025-2-3", "2025-02-12T18:30:00+01:00",
        "20250212", "http://a.example", "a@b.example", "/a/", "Юнікод", "uk", "[uk, 5, true]",
    ]
    .iter()
    .map(|text| serde_yaml::from_str(text).unwrap_or_else(|_| serde_yaml::Value::String((*text).to_owned())))
    .collect();
    let (mut refused, mut wrong) = (0, Vec::new());
    for kind in SchemaKind::ALL {
        let schema = schema(kind, &Names::new());
        for place in all_places(kind) {
            for key in &place.keys {
                for name in key.names {
                    for value in &values {
                        let text = with(&place, name, value.clone());
                        let file = as_file(kind, &text);
                        if let Some(why) = refusal(&schema, &file, &schema) {
                            refused += 1;
                            if said(kind, &text).is_empty() {
                                wrong.push(format!(
                                    "{kind:?}: {file} is refused, and nothing is said: {why:.300}"
                                ));
                            }
                        }
                    }
                }
            }
        }
        // A key that nobody knows, and one that others have.
        for (key, is_known) in [("titel", false), ("Show-TOC", true), ("status", true), ("weight", true)] {
            let known = is_known && matches!(kind, SchemaKind::FrontMatter(_));
            let file = as_file(kind, &mapping(key, "x".into()));
            assert_eq!(refusal(&schema, &file, &schema).is_none(), known, "{kind:?} {key}");
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(refused > 2000, "{refused}");
}

/// The documentation has every key of the configuration, and where it has a row with a meaning, the very words of the table, its
/// default and its other names.
#[test]
fn the_documentation_has_the_words_of_the_tables() {
    let text = include_str!("../../docs/configuration.md");
    let rows: Vec<Vec<&str>> = text
        .lines()
        .filter(|line| line.starts_with("| `"))
        .map(|line| line.trim_matches('|').split(" | ").map(str::trim).collect())
        .filter(|row: &Vec<&str>| row.len() == 4)
        .collect();
    let (mut told, mut wrong) = (0, Vec::new());
    for place in all_places(SchemaKind::Config) {
        let section = place.label.rsplit('.').next().unwrap_or_default();
        for key in &place.keys {
            let name = key.names[0];
            let is_named = [format!("{name}`"), format!("{name}:"), format!("{name},"), format!("{name}.")]
                .iter()
                .any(|way| text.contains(way));
            // Directives are those of browsers.
            if !is_named && section != "csp" {
                wrong.push(format!("{section}.{name} is nowhere in the documentation"));
            }
            let ways = [format!("`{section}.{name}`"), format!("`{name}`"), format!("`.{name}`")];
            let is_of = |row: &&Vec<&str>| row[0].split(", ").any(|cell| ways.iter().any(|way| cell == way));
            let Some(row) = rows.iter().filter(is_of).find(|row| row[3].starts_with(key.about)) else {
                continue;
            };
            told += 1;
            for other in &key.names[1..] {
                if !text.contains(&format!("`{other}`")) {
                    wrong.push(format!("{section}.{name}: `{other}` is not told of"));
                }
            }
            if !key.default.is_empty() && !row[2].contains(key.default) {
                wrong.push(format!(
                    "{section}.{name}: {} is not its default in the documentation",
                    key.default
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(told > 85, "{told} keys have a row with the words of their table");
}
