//! Who makes an output, for messages about its path.

use std::fmt;

use crate::config::PATH;
use crate::content::name::untranslated;
use crate::diagnostic::Diagnostic;
use crate::site::TermKind;

/// What an output is made of or asked for by. Its words continue "made by …".
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// A document, by its path.
    Document(String),
    /// The e-mail of an edition, by its document's path.
    Email(String),
    /// The card of a page for networks.
    Card(Box<Origin>),
    /// An alias, by the path of the document or registry that has it.
    Alias(String),
    /// A term without a file of its own.
    Term(TermKind, String),
    /// The index of terms or editions, in the plural.
    Index(&'static str),
    /// The feed of something.
    Feed(Box<Origin>),
    /// What a feed is at an alias of its list.
    AliasFeed(Box<Origin>),
    /// An old address of a feed, in the configuration.
    MovedFeed(String),
    /// The domain, in the configuration.
    Cname,
    /// A file of `static/`, by its path.
    Static(String),
    /// A file of the theme.
    Theme(String),
    /// What newsprint makes of itself.
    Own(&'static str),
}

impl Origin {
    /// The file in which it can be changed.
    pub fn file(&self) -> Option<&str> {
        match self {
            Self::Document(path) | Self::Email(path) | Self::Alias(path) | Self::Static(path) => Some(path),
            Self::Feed(of) | Self::AliasFeed(of) | Self::Card(of) => of.file(),
            Self::MovedFeed(_) | Self::Cname => Some(PATH),
            Self::Term(..) | Self::Index(_) | Self::Theme(_) | Self::Own(_) => None,
        }
    }

    /// Puts the culprit into the message: as its file when it has one, else as a hint.
    pub fn blame(&self, problem: Diagnostic) -> Diagnostic {
        match self.file() {
            Some(file) => problem.in_file(file),
            None => problem.hint(format!("it is made by {self}")),
        }
    }

    /// Whether two are one but for the languages in the names of their files.
    pub fn is_translation(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Document(one), Self::Document(two))
            | (Self::Email(one), Self::Email(two))
            | (Self::Alias(one), Self::Alias(two)) => untranslated(one) == untranslated(two),
            (Self::Feed(one), Self::Feed(two))
            | (Self::Card(one), Self::Card(two))
            | (Self::AliasFeed(one), Self::AliasFeed(two)) => one.is_translation(two),
            _ => self == other,
        }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Document(path) | Self::Static(path) => f.write_str(path),
            Self::Email(path) => write!(f, "the e-mail of {path}"),
            Self::Alias(path) => write!(f, "the old address in {path}"),
            Self::Term(kind, name) => write!(f, "the {} \"{name}\"", kind.as_str()),
            Self::Index(what) => write!(f, "the index of {what}"),
            Self::Feed(of) => write!(f, "the feed of {of}"),
            Self::Card(of) => write!(f, "the social card of {of}"),
            Self::AliasFeed(of) => write!(f, "an old address of {of}"),
            Self::MovedFeed(from) => write!(f, "the old feed address `{from}` in {PATH}"),
            Self::Cname => write!(f, "`cname:` in {PATH}"),
            Self::Theme(path) => write!(f, "{path} of the theme"),
            Self::Own(what) => f.write_str(what),
        }
    }
}
