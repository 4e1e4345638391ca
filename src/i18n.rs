//! Interface texts: what the theme says in a language, with plural forms and names of months.
//!
//! `i18n/<language>.yaml` is a tree of texts; a key is the path to one (`nav.skip`). A mapping with an `other`
//! is one text with plural forms (Unicode CLDR's categories). A site's file overrides text by text, and what
//! a language lacks is said in English.

mod alphabet;
mod plural;

use std::collections::{BTreeMap, BTreeSet};

pub use alphabet::Alphabet;
use plural::Rules;

use serde_yaml::Value;

use crate::content::yaml::{FieldValue, Report};
use crate::diagnostic::{Code, Diagnostic, did_you_mean};

/// The texts of one language.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Texts {
    language: String,
    rules: Rules,
    texts: BTreeMap<String, Text>,
    lists: BTreeMap<String, Vec<String>>,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Text {
    Plain(String),
    Plural(BTreeMap<String, String>),
}

/// The texts of all languages.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct I18n {
    languages: BTreeMap<String, Texts>,
}

impl I18n {
    /// Adds a file's tree over what is there.
    pub fn add(&mut self, language: &str, tree: &Value) {
        let texts = self.languages.entry(language.to_owned()).or_default();
        texts.language = language.to_owned();
        texts.rules = Rules::of(language);
        flatten(texts, String::new(), tree);
    }

    /// The texts of a language, English where it lacks one.
    pub fn texts(&self, language: &str) -> Texts {
        let mut texts = self.languages.get("en").cloned().unwrap_or_default();
        let primary = language.split('-').next().unwrap_or(language);
        for own in [primary, language].iter().filter_map(|name| self.languages.get(*name)) {
            texts.texts.extend(own.texts.clone());
            texts.lists.extend(own.lists.clone());
            texts.language.clone_from(&own.language);
            texts.rules = own.rules.clone();
        }
        texts
    }
}

fn flatten(texts: &mut Texts, path: String, tree: &Value) {
    match tree {
        Value::Mapping(map) if map.contains_key("other") => {
            let forms =
                map.iter().filter_map(|(form, text)| Some((form.as_str()?.into(), text.as_str()?.into())));
            texts.texts.insert(path, Text::Plural(forms.collect()));
        }
        Value::Mapping(map) => {
            for (name, value) in map {
                // `no:` is a boolean to YAML 1.1 tools, but a name here.
                let Some(name) = name.as_str() else { continue };
                let path = if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
                flatten(texts, path, value);
            }
        }
        Value::Sequence(items) => {
            let items = items.iter().filter_map(|item| item.as_str().map(str::to_owned));
            texts.lists.insert(path, items.collect());
        }
        Value::String(text) => {
            texts.texts.insert(path, Text::Plain(text.clone()));
        }
        Value::Number(number) => {
            texts.texts.insert(path, Text::Plain(number.to_string()));
        }
        _ => {}
    }
}

/// Which way a language is written, by its tag (BCP 47): `rtl` where its script, or the one it is written in by itself (CLDR's
/// likely subtags), runs from right to left.
pub fn direction(language: &str) -> &'static str {
    const SCRIPTS: [&str; 8] = ["adlm", "arab", "hebr", "mand", "nkoo", "rohg", "syrc", "thaa"];
    const LANGUAGES: [&str; 15] =
        ["ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"];
    let mut parts = language.split(['-', '_']).map(str::to_ascii_lowercase);
    let own = parts.next().is_some_and(|own| LANGUAGES.contains(&&*own));
    let script = parts.find(|part| part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_alphabetic()));
    match script.map_or(own, |script| SCRIPTS.contains(&&*script)) {
        true => "rtl",
        false => "ltr",
    }
}

/// What is wrong with a site's file of texts: values that are no texts, lists of the wrong length, and keys that
/// are nearly one of the theme's. Other keys are the site's own.
pub fn check(tree: &Value, text: &str, path: &str, built_in: &Texts) -> Vec<Diagnostic> {
    let report = Report::new(text, 0);
    let root = FieldValue::root(tree, &report);
    match root.entries() {
        Some(entries) => entries.iter().for_each(|(name, item)| check_item(name, item, built_in)),
        None if tree.is_null() => {}
        None => root.unfit("keys with values", "write lines of `key: text`"),
    }
    report.finish(path).1
}

fn check_item(path: &str, item: &FieldValue<'_>, built_in: &Texts) {
    let list = built_in.lists.get(path);
    match (item.entries(), item.value()) {
        (Some(forms), _) if forms.iter().any(|(form, _)| form == "other") => {
            forms.iter().for_each(|(_, form)| drop(form.text()));
        }
        (Some(entries), _) => {
            for (name, item) in &entries {
                check_item(&format!("{path}.{name}"), item, built_in);
            }
            return;
        }
        (None, Value::Sequence(items)) => match list {
            Some(list) if list.len() != items.len() => {
                let message = format!("`{path}` needs {} names, and has {}", list.len(), items.len());
                item.error(Code::InvalidValue, message, "write them all, in the order of the calendar");
            }
            _ if built_in.texts.contains_key(path) => item.unfit("text", "write one text"),
            _ => drop(item.texts()),
        },
        _ if list.is_some() => item.unfit("a list", "write the names as [January, February, …]"),
        _ => drop(item.text()),
    }
    let known = || built_in.keys().chain(built_in.lists.keys().map(String::as_str));
    if !known().any(|known| known == path)
        && let Some(meant) = did_you_mean(path, known())
    {
        let message = format!("no text of the theme is called `{path}`");
        item.doubtful_key(Code::UnknownKey, message, format!("did you mean `{meant}`?"));
    }
}

impl Texts {
    /// A text with its `{places}` filled; none when there is no such key.
    pub fn get(
        &self,
        key: &str,
        count: Option<i64>,
        fill: &dyn Fn(&str) -> Option<String>,
    ) -> Option<String> {
        let text = match self.texts.get(key)? {
            Text::Plain(text) => text,
            Text::Plural(forms) => {
                let form = count.map_or("other", |count| self.rules.form(&self.language, count));
                forms.get(form).or_else(|| forms.get("other"))?
            }
        };
        if !text.contains('{') {
            return Some(text.clone());
        }
        let mut filled = String::with_capacity(text.len() + 16);
        let mut rest = text.as_str();
        while let Some((before, after)) = rest.split_once('{') {
            filled.push_str(before);
            let Some((name, tail)) = after.split_once('}') else {
                filled.push('{');
                rest = after;
                break;
            };
            match fill(name) {
                Some(value) => filled.push_str(&value),
                None => filled.extend(["{", name, "}"]),
            }
            rest = tail;
        }
        filled.push_str(rest);
        Some(filled)
    }

    /// A text without places; its key when there is none.
    pub fn plain(&self, key: &str) -> String {
        self.get(key, None, &|_| None).unwrap_or_else(|| key.to_owned())
    }

    /// A list (`dates.months`).
    pub fn list(&self, key: &str) -> &[String] {
        self.lists.get(key).map_or(&[], Vec::as_slice)
    }

    /// The letters of all of them.
    pub fn letters(&self) -> BTreeSet<char> {
        let texts = self.texts.values().flat_map(|text| match text {
            Text::Plain(text) => vec![text],
            Text::Plural(forms) => forms.values().collect(),
        });
        let lists = self.lists.values().flatten();
        texts.chain(lists).flat_map(|text| text.chars()).filter(|c| c.is_alphabetic()).collect()
    }

    /// All keys.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.texts.keys().map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_written_one_way() {
        for tag in ["ar", "ar-EG", "he", "fa_IR", "uz-Arab", "PA-ARAB-PK"] {
            assert_eq!(direction(tag), "rtl", "{tag}");
        }
        for tag in ["en", "uk", "ku", "ar-Latn", "az-Latn-IR", "", "pt-BR"] {
            assert_eq!(direction(tag), "ltr", "{tag}");
        }
    }

    #[test]
    fn plural_forms_and_places() {
        let mut i18n = I18n::default();
        let tree =
            serde_yaml::from_str("n: {one: '{count} article', other: '{count} articles'}\nx: {y: 'a {b} c'}");
        i18n.add("en", &tree.unwrap());
        let texts = i18n.texts("en-GB");
        let count = |n: i64| texts.get("n", Some(n), &|_| Some(n.to_string())).unwrap();
        assert_eq!((count(1).as_str(), count(21).as_str()), ("1 article", "21 articles"));
        assert_eq!(texts.get("x.y", None, &|_| None).unwrap(), "a {b} c");
        assert_eq!(texts.get("x.z", None, &|_| None), None);
    }
}
