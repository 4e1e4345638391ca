//! Where a document's front matter names topics, tags, people, outlets and its picture, and which of its texts may be
//! several names.
//!
//! Whether a name is known, or nearly one that is, is found out when the site is assembled: a document is read without
//! knowing any other. So what a message would be about is kept, as small as it can be.

use std::cell::RefCell;

use serde::{Deserialize, Serialize};

use super::Lines;
use crate::diagnostic::{Diagnostic, Span};

/// What a name is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum NameKind {
    Topic,
    Tag,
    Author,
    Source,
    Story,
}

/// See the module.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct NamePositions {
    /// Where it names its picture.
    pub(super) image: Option<Span>,
    /// Where its names stand; those of a kind in the order of the front matter's values.
    pub(super) places: Box<[NamePosition]>,
    /// Texts that may be several names.
    pub(super) doubtful: Box<[OneText]>,
}

/// A name's place. Who has more lines or columns than fit has other worries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamePosition {
    kind: NameKind,
    length: u8,
    line: u16,
    column: u16,
}

/// A text that was read as one name and may be several.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OneText {
    /// What it names.
    pub kind: NameKind,
    /// The whole of it.
    pub text: Box<str>,
    /// The names that it may be.
    pub parts: Lines,
    /// Whether it is doubtful only when each of the parts is known: "Trade and Industry" is not, in itself.
    pub if_known: bool,
    /// What has to be so for it to be read as the several.
    pub splits: Splits,
    /// What to say, unless the whole is a name that somebody registered.
    pub problem: Diagnostic,
}

/// When a text becomes the names that it may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Splits {
    /// Whatever anybody knows: each part is somebody's full name.
    Always,
    /// When each of the parts is known.
    IfKnown,
    /// Only its editor can say.
    Never,
}

impl NamePositions {
    /// Where the names of a kind stand, in the order of the front matter's values.
    pub fn places(&self, kind: NameKind) -> impl Iterator<Item = Span> {
        self.places.iter().filter(move |place| place.kind == kind).map(NamePosition::span)
    }

    /// Nothing, for a document that names nothing.
    pub(super) fn kept(self) -> Option<Box<Self>> {
        (self != Self::default()).then(|| Box::new(self))
    }
}

impl NamePosition {
    fn new(kind: NameKind, span: Span) -> Self {
        let small = |number: u32| u16::try_from(number).unwrap_or(u16::MAX);
        let length = u8::try_from(span.length).unwrap_or(u8::MAX);
        Self { kind, length, line: small(span.line), column: small(span.column) }
    }

    fn span(&self) -> Span {
        Span { line: self.line.into(), column: self.column.into(), length: self.length.into() }
    }
}

/// Collects what a front matter names while it is read.
#[derive(Default)]
pub(super) struct Noted {
    places: RefCell<Vec<NamePosition>>,
    doubtful: RefCell<Vec<OneText>>,
}

impl Noted {
    /// A name stands here.
    pub(super) fn name(&self, kind: NameKind, span: Span) {
        self.places.borrow_mut().push(NamePosition::new(kind, span));
    }

    /// A text may be several names.
    pub(super) fn doubt(&self, text: OneText) {
        self.doubtful.borrow_mut().push(text);
    }

    /// The outlet that was noted has an address: only one can have it.
    pub(super) fn keep_outlet_whole(&self) {
        let mut doubtful = self.doubtful.borrow_mut();
        let outlets = doubtful.iter_mut().filter(|text| text.kind == NameKind::Source);
        outlets.for_each(|text| text.splits = Splits::Never);
    }

    /// All of it; `path` is the document's.
    pub(super) fn finish(self, path: &str) -> NamePositions {
        let mut doubtful = self.doubtful.into_inner();
        doubtful.iter_mut().for_each(|text| text.problem.path = Some(path.to_owned()));
        NamePositions { image: None, places: self.places.into_inner().into(), doubtful: doubtful.into() }
    }
}
