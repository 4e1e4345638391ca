//! A document as rules read it: its front matter, its words, and where they stand.

use std::ops::Range;

use crate::content::Document;
use crate::content::front_matter::split;
use crate::content::markdown::prose::{Prose, Words, words};
use crate::content::yaml::value_place;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::site::Site;

/// A document with its text.
#[derive(Debug)]
pub struct Text<'a> {
    /// As read.
    pub document: &'a Document,
    /// The site in its language.
    pub site: &'a Site,
    /// What its body says.
    pub words: Words,
    /// The file without a byte order mark.
    source: &'a str,
    yaml: &'a str,
    /// Where the body begins in the file, in bytes.
    body_start: usize,
}

impl<'a> Text<'a> {
    /// Reads a file; none when it cannot be taken apart, which was said.
    pub fn read(site: &'a Site, document: &'a Document, source: &'a str) -> Option<Self> {
        let (source, parts) = split(source.as_bytes(), document.kind).ok()?;
        let body_start = parts.body.as_ptr() as usize - source.as_ptr() as usize;
        Some(Self { document, site, words: words(parts.body), source, yaml: parts.yaml, body_start })
    }

    /// The primary subtag of its language (BCP 47).
    pub fn language(&self) -> &str {
        let language = self.document.language(&self.site.config.language);
        language.split('-').next().unwrap_or(language)
    }

    /// A warning about it.
    pub fn warning(&self, code: Code, message: impl Into<String>) -> Diagnostic {
        Diagnostic::warning(code, message).in_file(&*self.document.path)
    }

    /// A warning about words of its body.
    pub fn warning_in(
        &self,
        code: Code,
        block: &Prose,
        range: Range<usize>,
        message: impl Into<String>,
    ) -> Diagnostic {
        self.warning(code, message).at(self.place(block.place(range)))
    }

    /// A warning about the value at a path of keys of its front matter, each with all of its names.
    pub fn warning_at(&self, code: Code, keys: &[&[&str]], message: impl Into<String>) -> Diagnostic {
        self.warning(code, message)
            .at(self.value(keys).map_or(Span { line: 1, column: 1, length: 3 }, |place| self.of_yaml(place)))
    }

    /// Where a range of bytes of the body stands.
    pub fn place(&self, body: Range<usize>) -> Span {
        Span::of(self.source, self.body_start + body.start, self.body_start + body.end)
    }

    /// What stands in the body at a range of bytes.
    pub fn written(&self, body: Range<usize>) -> &str {
        self.source.get(self.body_start + body.start..self.body_start + body.end).unwrap_or_default()
    }

    /// What stands before and behind a range of bytes of the body.
    pub fn around(&self, body: &Range<usize>) -> (Option<char>, Option<char>) {
        let own = &self.source[self.body_start..];
        let before = own.get(..body.start).and_then(|text| text.chars().next_back());
        (before, own.get(body.end..).and_then(|text| text.chars().next()))
    }

    /// The change that puts `text` into the place of a range of bytes of the body; none where it has several lines.
    pub fn fix_in(&self, found: Diagnostic, body: Range<usize>, text: &str) -> Diagnostic {
        let at = self.body_start + body.start;
        self.fix(found, at..at + body.len(), text)
    }

    /// The same of the value at a path of keys, when `part` of it stands there as it is written: the last of it.
    pub fn fix_at(&self, found: Diagnostic, keys: &[&[&str]], part: &str, text: &str) -> Diagnostic {
        let Some(value) = self.value(keys) else { return found };
        let Some(start) = self.yaml[value.clone()].rfind(part) else { return found };
        let at = self.yaml_start() + value.start + start;
        self.fix(found, at..at + part.len(), text)
    }

    /// The same of the `number`th `part` of the value, from 0.
    pub fn fix_nth_at(
        &self,
        found: Diagnostic,
        keys: &[&[&str]],
        (part, number): (&str, usize),
        text: &str,
    ) -> Diagnostic {
        let Some(value) = self.value(keys) else { return found };
        let Some((start, _)) = self.yaml[value.clone()].match_indices(part).nth(number) else {
            return found;
        };
        let at = self.yaml_start() + value.start + start;
        self.fix(found, at..at + part.len(), text)
    }

    fn fix(&self, found: Diagnostic, range: Range<usize>, text: &str) -> Diagnostic {
        match self.source.get(range.clone()) {
            Some(old) if !old.contains(['\n', '\r']) => {
                let length = old.chars().count() as u32;
                let span = Span { length, ..Span::of(self.source, range.start, range.end) };
                found.fix(span, text)
            }
            _ => found,
        }
    }

    /// Where a value stands in the YAML.
    fn value(&self, keys: &[&[&str]]) -> Option<Range<usize>> {
        value_place(self.yaml, keys)
    }

    fn of_yaml(&self, range: Range<usize>) -> Span {
        let start = self.yaml_start();
        Span::of(self.source, start + range.start, start + range.end)
    }

    fn yaml_start(&self) -> usize {
        self.yaml.as_ptr() as usize - self.source.as_ptr() as usize
    }
}
