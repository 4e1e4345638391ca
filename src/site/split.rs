//! One text that is several names after all: where each of them is known, or looks like somebody's name. Of the others a
//! warning says how they are written.

use super::terms::key;
use crate::content::Document;
use crate::content::Lines;
use crate::content::front_matter::Source;
use crate::content::named::{NameKind, OneText, Splits};
use crate::hash::FastSet;

/// The texts that are several names, in one language of a site.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Split(FastSet<(NameKind, Box<str>)>);

impl Split {
    /// Finds them in articles, and in those that are held back: what is said of these is what will be so when they are due.
    ///
    /// Known is what a registry or a file describes; of people and outlets also whom a live article names by themselves.
    /// `describes` says which names a registry or a file describes.
    pub(super) fn find<'d>(
        live: impl Iterator<Item = &'d Document> + Clone,
        held: impl Iterator<Item = &'d Document>,
        described: &dyn Fn(NameKind, &str) -> bool,
    ) -> Self {
        let mut doubtful = live.clone().chain(held).flat_map(Document::one_texts).peekable();
        // Most sites have none.
        if doubtful.peek().is_none() {
            return Self::default();
        }
        let named: FastSet<(NameKind, &str)> = live.flat_map(named_alone).collect();
        let named: FastSet<(NameKind, String)> =
            named.into_iter().map(|(kind, name)| (kind, key(name))).collect();
        let describes = |kind, name: &str| {
            // A tag that is named like a topic is that topic.
            described(kind, name) || kind == NameKind::Tag && described(NameKind::Topic, name)
        };
        let is_known = |kind, name: &str| describes(kind, name) || named.contains(&(kind, key(name)));
        let several = doubtful.filter(|text| {
            let may_be = match text.splits {
                Splits::Always => true,
                Splits::IfKnown => text.parts.iter().all(|part| is_known(text.kind, part)),
                Splits::Never => false,
            };
            may_be && !describes(text.kind, &text.text)
        });
        Self(several.map(|text| (text.kind, text.text.clone())).collect())
    }

    /// Whether a text is several names.
    pub(super) fn splits(&self, text: &OneText) -> bool {
        !self.0.is_empty() && text.splits != Splits::Never && self.0.contains(&(text.kind, text.text.clone()))
    }

    /// The names that a name in a document is: itself, mostly.
    pub(super) fn names<'d>(
        &self,
        document: &'d Document,
        kind: NameKind,
        name: &'d str,
    ) -> impl Iterator<Item = &'d str> + use<'d> {
        let parts = self.parts(document, kind, name);
        parts.into_iter().flat_map(Lines::iter).chain(parts.is_none().then_some(name))
    }

    /// The sources that a document names in one text; none when its front matter has each by itself.
    pub(super) fn sources(&self, document: &Document) -> Option<Box<[Source]>> {
        // A text of several names is all that its key says.
        let [Source { name: Some(name), .. }] = &*document.front.sources else { return None };
        let names = self.parts(document, NameKind::Source, name)?.iter();
        Some(names.map(Source::named).collect())
    }

    fn parts<'d>(&self, document: &'d Document, kind: NameKind, name: &str) -> Option<&'d Lines> {
        if self.0.is_empty() {
            return None;
        }
        let mut texts = document.one_texts().iter().filter(|text| text.splits != Splits::Never);
        let several = texts.find(|text| text.kind == kind && *text.text == *name && self.splits(text));
        several.map(|text| &text.parts)
    }
}

/// The people and outlets whom a document names, each by itself.
fn named_alone(document: &Document) -> impl Iterator<Item = (NameKind, &str)> {
    let front = &document.front;
    let authors = front.authors.iter().map(|credit| (NameKind::Author, &*credit.name));
    let sources = front.sources.iter().filter_map(|source| Some((NameKind::Source, source.name.as_deref()?)));
    let doubtful =
        |kind, name: &str| document.one_texts().iter().any(|text| text.kind == kind && *text.text == *name);
    authors.chain(sources).filter(move |(kind, name)| !doubtful(*kind, name))
}
