//! Reading a mapping field by field: [`Fields`] takes keys by their names, [`FieldValue`] is a value and where it stands.

#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::cell::RefCell;

use serde_yaml::{Mapping, Value};

use super::{Report, write};
use crate::content::characters::plain;
use crate::content::hiding::{From, HidingKey, Meaning};
use crate::diagnostic::{Code, Diagnostic, Span, did_you_mean};

/// The way from the root of a text to a value.
#[derive(Debug, Clone, Copy)]
pub struct Path<'a> {
    pub(super) parent: Option<&'a Path<'a>>,
    pub(super) index: usize,
    /// The key; empty for items of a list.
    pub(super) name: &'a str,
}

/// A value, and where it stands.
#[derive(Clone, Copy)]
pub struct FieldValue<'a> {
    pub(super) value: &'a Value,
    pub(super) path: Path<'a>,
    pub(super) report: &'a Report<'a>,
}

impl<'a> FieldValue<'a> {
    /// The whole of a text.
    pub fn root(value: &'a Value, report: &'a Report<'a>) -> Self {
        Self { value, path: Path { parent: None, index: 0, name: "" }, report }
    }

    /// The value itself.
    pub fn value(&self) -> &'a Value {
        self.value
    }

    /// The key it was given under.
    pub fn key(&self) -> &'a str {
        self.path.name
    }

    /// Its name in messages: `image.alt`.
    pub fn label(&self) -> String {
        label(&self.path)
    }

    /// Where it stands.
    pub fn span(&self) -> Span {
        if self.report.full() {
            return self.report.top();
        }
        match self.report.locate(&self.path) {
            Some(place) if self.path.parent.is_some() && !place.value.is_empty() => {
                self.report.span(place.value)
            }
            Some(place) => place.key.map_or(self.report.top(), |key| self.report.span(key)),
            None => self.report.top(),
        }
    }

    /// Where its key stands, or itself when it has none.
    pub fn key_span(&self) -> Span {
        let key = self.report.locate(&self.path).and_then(|place| place.key);
        key.map_or_else(|| self.span(), |key| self.report.span(key))
    }

    /// One more message, made elsewhere.
    pub fn push(&self, diagnostic: Diagnostic) {
        self.report.push(diagnostic);
    }

    /// Where its value stands, quotes and all, when it stands on one line and another may be written in its place.
    pub fn line_of_value(&self) -> Option<Span> {
        let range = self.report.locate(&self.path)?.value;
        let written = self.report.text.get(range.clone()).filter(|text| !text.is_empty())?;
        (!written.contains(['\n', '\r']) && !written.starts_with(['&', '*', '!', '|', '>']))
            .then(|| self.report.span(range))
    }

    /// Where the last of these words in it stands, or all of it when they are written in another way.
    pub fn span_of_last(&self, words: &str) -> Span {
        let inside = || {
            let range = self.report.locate(&self.path)?.value;
            let start = range.start + self.report.text.get(range)?.rfind(words)?;
            Some(self.report.span(start..start + words.len()))
        };
        if self.report.full() { self.span() } else { inside().unwrap_or_else(|| self.span()) }
    }

    /// What stands in the text where its value is, quotes and all.
    pub(super) fn raw(&self) -> Option<&'a str> {
        self.report.text.get(self.report.locate(&self.path)?.value)
    }

    /// Says that it is wrong.
    pub fn error(&self, code: Code, message: impl Into<String>, hint: impl Into<String>) {
        self.report.push(Diagnostic::error(code, message).at(self.span()).hint(hint));
    }

    /// What to write in its place, when that is certain: as a hint, and as a change where it stands on one line.
    pub fn written_as(&self, fault: Diagnostic, text: &str) -> Diagnostic {
        let fault = fault.hint(format!("write {text}"));
        match self.line_of_value() {
            Some(place) => fault.fix(place, write::scalar(text, true)),
            None => fault,
        }
    }

    /// Says that it is doubtful.
    pub fn warning(&self, code: Code, message: impl Into<String>, hint: impl Into<String>) {
        self.report.push(Diagnostic::warning(code, message).at(self.span()).hint(hint));
    }

    /// Says that its key is wrong.
    pub fn error_at_key(&self, code: Code, message: impl Into<String>, hint: impl Into<String>) {
        self.report.push(Diagnostic::error(code, message).at(self.key_span()).hint(hint));
    }

    /// Says that its key is doubtful.
    pub fn doubtful_key(&self, code: Code, message: impl Into<String>, hint: impl Into<String>) {
        self.report.push(Diagnostic::warning(code, message).at(self.key_span()).hint(hint));
    }

    /// Says that it is of the wrong kind; `wanted` is "text", "a list" …
    pub fn unfit(&self, wanted: &str, hint: &str) {
        if matches!(self.value, Value::Tagged(_)) {
            return self.report.push_tagged(self.span());
        }
        let found = match self.value {
            Value::Null => "empty",
            Value::Bool(_) => "true or false",
            Value::Number(_) => "a number",
            Value::String(_) => "text",
            Value::Sequence(_) => "a list",
            Value::Mapping(_) => "keys with values",
            Value::Tagged(_) => "a value with `!`",
        };
        let message = match self.label() {
            label if label.is_empty() => format!("this must be {wanted}, not {found}"),
            label => format!("`{label}` must be {wanted}, not {found}"),
        };
        self.error(Code::InvalidValue, message, hint);
    }

    /// The values of a list, nulls left out; a value that is no list is a list of one.
    pub fn items(&self) -> Vec<FieldValue<'_>> {
        match self.value {
            Value::Sequence(items) => (items.iter().enumerate())
                .filter(|(_, value)| !value.is_null())
                .map(|(index, value)| self.child(index, "", value))
                .collect(),
            Value::Null => Vec::new(),
            _ => vec![*self],
        }
    }

    /// The entries of a mapping with their keys as text; none when it is no mapping.
    pub fn entries(&self) -> Option<Vec<(Cow<'a, str>, FieldValue<'_>)>> {
        let Value::Mapping(mapping) = self.value else { return None };
        let entry = |(index, (key, value)): (usize, (&'a Value, &'a Value))| {
            let name = key.as_str().unwrap_or("");
            (key_text(key), self.child(index, name, value))
        };
        Some(mapping.iter().enumerate().map(entry).collect())
    }

    fn child(&self, index: usize, name: &'a str, value: &'a Value) -> FieldValue<'_> {
        FieldValue { value, path: Path { parent: Some(&self.path), index, name }, report: self.report }
    }

    /// As a mapping to take keys from; anything else is an error with this hint.
    pub fn fields(&self, hint: &str) -> Option<Fields<'a>> {
        match self.value {
            Value::Mapping(mapping) => Some(Fields::new(mapping, *self)),
            _ => {
                self.unfit("keys with values", hint);
                None
            }
        }
    }

    /// The text as written, for numbers and booleans where text is wanted: `1.10` is not 1.1.
    pub(super) fn written(&self) -> Option<Cow<'a, str>> {
        match self.value {
            Value::String(text) => Some(Cow::Borrowed(text)),
            Value::Bool(_) | Value::Number(_) => {
                let place = self.report.locate(&self.path)?;
                Some(Cow::Borrowed(self.report.text.get(place.value)?))
                    .filter(|text| !text.starts_with(['*', '&', '!']))
            }
            _ => None,
        }
    }
}

fn label(path: &Path<'_>) -> String {
    let mut names = Vec::new();
    let mut step = Some(path);
    while let Some(path) = step {
        if !path.name.is_empty() {
            names.push(path.name);
        }
        step = path.parent;
    }
    names.reverse();
    names.join(".")
}

fn key_text(key: &Value) -> Cow<'_, str> {
    match key {
        Value::String(text) => Cow::Borrowed(text),
        Value::Bool(value) => Cow::Owned(value.to_string()),
        Value::Number(number) => Cow::Owned(number.to_string()),
        _ => Cow::Borrowed(""),
    }
}

/// A mapping whose keys are taken by name, whatever their capitals; [`Fields::finish`] reports those that nobody took.
pub struct Fields<'a> {
    item: FieldValue<'a>,
    entries: Vec<(Cow<'a, str>, &'a Value)>,
    asked: RefCell<Vec<&'static str>>,
    /// Entries of which all was said, by number.
    answered: RefCell<Vec<usize>>,
}

impl<'a> Fields<'a> {
    fn new(mapping: &'a Mapping, item: FieldValue<'a>) -> Self {
        let entries = mapping.iter().map(|(key, value)| (key_text(key), value)).collect();
        Self { item, entries, asked: RefCell::default(), answered: RefCell::default() }
    }

    /// The mapping as a value.
    pub fn item(&self) -> &FieldValue<'a> {
        &self.item
    }

    /// What the first of these names says; null is absent. When two of them say something, the first in
    /// this order holds and a warning names both. A key that is written as asked comes before one in other capitals.
    pub fn take(&self, names: &[&'static str]) -> Option<FieldValue<'_>> {
        let mut given = self.every(names).into_iter();
        let (first, written) = given.next()?;
        for (other, key) in given {
            let message = format!("`{written}` and `{key}` say the same thing, `{key}` is passed over");
            let hint = format!("write `{}` alone", first.key());
            let fault = Diagnostic::warning(Code::Synonym, message).at(other.key_span());
            self.item.report.push(fault.label(first.key_span(), "this one is read").hint(hint));
        }
        Some(first)
    }

    /// Where a key stands that has no value.
    pub fn empty(&self, name: &'static str) -> Option<Span> {
        let empty = |(key, value): &(Cow<'_, str>, &Value)| same_key(key, name) && **value == Value::Null;
        let index = self.entries.iter().position(empty)?;
        let (_, value) = &self.entries[index];
        Some(self.item.child(index, name, value).key_span())
    }

    /// What all of these names say, each with its key as written, without a word about there being several.
    pub fn every(&self, names: &[&'static str]) -> Vec<(FieldValue<'_>, &str)> {
        self.asked.borrow_mut().extend(names);
        let exact = |name: &'static str| (self.entries.iter()).position(|(key, _)| key == name);
        let mut found: Vec<(usize, &'static str)> =
            names.iter().filter_map(|name| exact(name).map(|index| (index, *name))).collect();
        for name in names {
            for (index, (key, _)) in self.entries.iter().enumerate() {
                if same_key(key, name) && found.iter().all(|(known, _)| *known != index) {
                    found.push((index, *name));
                }
            }
        }
        let item = |(index, name): (usize, &'static str)| {
            let (key, value) = &self.entries[index];
            // A type without a value, as in `title: !word`, is no empty value: it is said.
            (**value != Value::Null).then(|| (self.item.child(index, name, value), &**key))
        };
        found.into_iter().filter_map(item).collect()
    }

    /// What one name says, without asking whether a synonym says something too.
    pub fn take_one(&self, name: &'static str) -> Option<FieldValue<'_>> {
        self.every(&[name]).into_iter().next().map(|(item, _)| item)
    }

    /// The entries that nobody took, by number, with their keys.
    pub fn strangers(&self) -> Vec<(usize, &str, FieldValue<'_>)> {
        let asked = self.asked.borrow();
        let answered = self.answered.borrow();
        let of = |(index, (key, value)): (usize, &'_ (Cow<'a, str>, &'a Value))| {
            let known = asked.iter().any(|name| *name == key.as_ref() || same_key(key, name));
            (!known && !answered.contains(&index)).then(|| self.item.child(index, "", value))
        };
        let named = self.entries.iter().enumerate();
        named.filter_map(|entry| of(entry).map(|item| (entry.0, &*entry.1.0, item))).collect()
    }

    /// All was said of an entry.
    pub fn answer(&self, index: usize) {
        self.answered.borrow_mut().push(index);
    }

    /// Says that something about the whole mapping is wrong.
    pub fn error(&self, code: Code, message: impl Into<String>, hint: impl Into<String>) {
        self.item.error(code, message, hint);
    }

    /// Warns of keys in other capitals than they have, and of keys that nobody took and that are not among those
    /// passed over. `own` says where a site's own values go, if there is such a place.
    pub fn finish(&self, passed_over: &[&str], own: Option<&str>) {
        self.spellings();
        let asked = self.asked.borrow();
        // Looking for what was meant takes time, and nobody reads the thousandth guess.
        for (_, key, item) in self.strangers() {
            if passed_over.iter().any(|name| *name == key || same_key(key, name)) {
                continue;
            }
            if self.item.report.full() {
                self.item.report.leave_unsaid();
                break;
            }
            if HidingKey::of(key).is_some_and(|known| {
                matches!(known.meaning(item.value), Meaning::Hides(From::All | From::Lists))
            }) {
                let message = format!("`{key}` hides nothing here");
                item.error_at_key(Code::HidesNothing, message, "take it out, and what it shall hide with it");
                continue;
            }
            let mut message =
                Diagnostic::warning(Code::UnknownKey, format!("unknown key `{key}`")).at(item.key_span());
            // `{text: Six, not five}`
            if key.contains(' ') && *item.value == Value::Null {
                let message = format!("`{key}` is read as a key, since a comma ends a value within braces");
                let hint = "put the whole value in quotes";
                self.item
                    .report
                    .push(Diagnostic::warning(Code::UnknownKey, message).at(item.key_span()).hint(hint));
                continue;
            }
            match did_you_mean(key, asked.iter().copied()) {
                Some(meant) => message = message.hint(format!("did you mean `{meant}`?")),
                None if own.is_none() => {
                    let names = asked.join("`, `");
                    message = message.hint(format!("the keys here are `{names}`"));
                }
                None => {}
            }
            if let Some(own) = own {
                message = message.hint(own);
            }
            self.item.report.push(message);
        }
    }

    /// Warns of keys that were read although they are written in other capitals, or with other hyphens.
    fn spellings(&self) {
        let asked = self.asked.borrow();
        for (index, (key, value)) in self.entries.iter().enumerate() {
            if asked.iter().any(|name| *name == key.as_ref()) {
                continue;
            }
            let Some(name) = asked.iter().find(|name| same_key(key, name)) else { continue };
            self.spelling(&self.item.child(index, "", value), key, name);
        }
    }

    /// Warns of a key that was read although it is written in another way.
    pub fn spelling(&self, item: &FieldValue<'_>, key: &str, name: &str) {
        let message = format!("the key `{key}` is written `{name}`: it was read as that");
        let place = item.key_span();
        let fault =
            Diagnostic::warning(Code::KeySpelling, message).at(place).hint(format!("write `{name}:`"));
        // Another one that is written so would stand there twice.
        let fits =
            place.length == key.chars().count() as u32 && self.entries.iter().all(|(key, _)| key != name);
        item.push(if fits { fault.fix(place, name) } else { fault });
    }
}

/// Whether two keys differ in nothing but capitals, hyphens, underscores and spaces: `Expiry-Date` and `expiryDate`; or in
/// characters that only look like the plain ones, as in `“draft”`.
pub(crate) fn same_key(one: &str, two: &str) -> bool {
    // Every key is compared with all known ones, and nearly none of them begin alike.
    let begins = |text: &str| {
        text.bytes().next().filter(u8::is_ascii_alphanumeric).map(|byte| byte.to_ascii_lowercase())
    };
    if begins(one).zip(begins(two)).is_some_and(|(one, two)| one != two) {
        return false;
    }
    fn folded(text: &str) -> impl Iterator<Item = u8> + '_ {
        let bytes = text.bytes().filter(|byte| !matches!(byte, b'-' | b'_' | b' '));
        bytes.map(|byte| byte.to_ascii_lowercase())
    }
    if one.is_ascii() && two.is_ascii() {
        return folded(one).eq(folded(two));
    }
    folded(&plain(one)).eq(folded(&plain(two)))
}
