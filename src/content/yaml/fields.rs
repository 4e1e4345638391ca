//! Reading a mapping field by field: [`Fields`] takes keys by their names, [`FieldValue`] is a value and where it stands.

mod keys;
#[cfg(test)]
pub(crate) mod record;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use serde_yaml::Value;

pub use self::keys::Fields;
use super::{Report, write};
use crate::content::characters::plain;
use crate::diagnostic::{Code, Diagnostic, Span};

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
