//! Keys of a mapping that are taken by their names, and what is said of those that nobody took.

use std::borrow::Cow;
use std::cell::RefCell;

use serde_yaml::{Mapping, Value};

use super::{FieldValue, key_text, same_key};
use crate::content::hiding::{From, HidingKey, Meaning};
use crate::diagnostic::{Code, Diagnostic, Span, did_you_mean};

/// A mapping whose keys are taken by name, whatever their capitals; [`Fields::finish`] reports those that nobody took.
pub struct Fields<'a> {
    item: FieldValue<'a>,
    entries: Vec<(Cow<'a, str>, &'a Value)>,
    asked: RefCell<Vec<&'static str>>,
    /// Entries of which all was said, by number.
    answered: RefCell<Vec<usize>>,
}

impl<'a> Fields<'a> {
    pub(super) fn new(mapping: &'a Mapping, item: FieldValue<'a>) -> Self {
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
        #[cfg(test)]
        super::record::note(&self.item.label(), names);
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
