//! What may be written under the keys of front matter, registries and configuration.
//!
//! Each part of them has a table of [`Key`]s beside the function that reads it: the names come from there, and so do the words of a
//! choice. [JSON Schemas](crate::schema) for editors of code are made of the same tables, and a test holds the documentation to
//! them. Another reads what a table allows and refuses, so that a key which only one of the two knows fails it.

/// A key: what it is called, and what may stand under it.
#[derive(Debug, Clone, Copy)]
pub struct Key {
    /// Its names, the one of the documentation first; of two that say something the first holds.
    pub names: &'static [&'static str],
    /// What may stand there. Nothing at all always may, and is as if the key were not there.
    pub shape: Shape,
    /// What holds without it, as YAML; empty where that is nothing or cannot be said in a word.
    pub default: &'static str,
    /// A value that somebody might write, as YAML; empty where the shape has one that will do.
    pub example: &'static str,
    /// A sentence or two, in Markdown, as in the documentation.
    pub about: &'static str,
}

/// The keys of a mapping.
#[derive(Debug, Clone, Copy)]
pub struct Section {
    /// Its keys.
    pub keys: &'static [Key],
    /// Of each of these lists one name has to be there.
    pub needed: &'static [&'static [&'static str]],
    /// Keys that mean nothing and are passed over without a word.
    pub passed_over: &'static [&'static str],
    /// Whether other capitals are no fault.
    pub any_case: bool,
}

/// What a value may be.
#[derive(Debug, Clone, Copy)]
pub enum Shape {
    /// Text; numbers and truth values are taken as they are written.
    Text,
    /// True or false, in any of the forms that YAML and other programs have for it.
    Switch,
    /// Nothing but false.
    Off,
    /// A whole number.
    Whole {
        /// The smallest that is allowed.
        least: usize,
        /// The largest.
        most: usize,
    },
    /// A date, with or without a time and a zone.
    Date,
    /// An absolute address, http or https.
    WebAddress,
    /// A language tag (BCP 47).
    Language,
    /// Text; what a site has of it may be known.
    Name(Known),
    /// One of some words, in any capitals.
    Choice {
        /// The words.
        words: &'static [&'static str],
        /// Words of other programs that are no fault.
        also: &'static [&'static str],
    },
    /// A list, or one that is not written as a list.
    List(&'static Shape),
    /// The same, of which only the first counts.
    First(&'static Shape),
    /// Keys with values.
    Keys(&'static Section),
    /// Keys of the site's own, each with such a value.
    Named(&'static Shape),
    /// Languages, each with such a value.
    ByLanguage(&'static Shape),
    /// Rules of `newsprint check`, each with such a value, and the files that none of them looks at.
    ByRule(&'static Shape),
    /// Keys with values of any kind.
    Mapping,
    /// One of these.
    Either(&'static [Shape]),
    /// Anything: what is not of this shape means nothing here, or something to another reader.
    Open(&'static Shape),
}

/// What a site may know the names of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Known {
    Topics,
    Tags,
    Sources,
    Authors,
    Stories,
    Zones,
    Players,
}

impl Known {
    /// Its name in a schema.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Topics => "topics",
            Self::Tags => "tags",
            Self::Sources => "sources",
            Self::Authors => "authors",
            Self::Stories => "stories",
            Self::Zones => "zones",
            Self::Players => "players",
        }
    }
}

impl Section {
    /// Keys of which none has to be there.
    pub const fn of(keys: &'static [Key]) -> Self {
        Self { keys, needed: &[], passed_over: &[], any_case: false }
    }

    /// The same, with some that have to be.
    pub const fn needing(self, needed: &'static [&'static [&'static str]]) -> Self {
        Self { needed, ..self }
    }
}

/// The words of a choice, as it is read.
pub const fn words<T, const N: usize>(known: &[(&'static str, T); N]) -> [&'static str; N] {
    let mut words = [""; N];
    let mut at = 0;
    while at < N {
        words[at] = known[at].0;
        at += 1;
    }
    words
}

/// One of some words, as they are read: an array of them with what they mean.
macro_rules! choice {
    ($known:expr) => {
        $crate::shape::Shape::Choice { words: &$crate::shape::words(&$known), also: &[] }
    };
}

/// A table of keys, each also a constant by itself, which reading takes.
macro_rules! keys {
    ($(#[$about:meta])* $vis:vis $all:ident: $(
        $name:ident: [$($names:literal),+], $shape:expr, $default:literal, $example:literal, $sentence:literal;
    )+) => {
        $(pub(super) const $name: $crate::shape::Key = $crate::shape::Key {
            names: &[$($names),+],
            shape: $shape,
            default: $default,
            example: $example,
            about: $sentence,
        };)+
        $(#[$about])*
        $vis const $all: &[$crate::shape::Key] = &[$($name),+];
    };
}

pub(crate) use {choice, keys};
