//! The front matter of a document: every key of every kind, typed.
//!
//! [`split`] finds it in a file, [`read`] converts it, one key after another, and collects what is wrong.

mod extra;
mod fence;
mod keys;
mod media;
mod paths;
mod read;
mod sources;
mod terms;
#[cfg(test)]
mod tests;

pub use extra::Extra;
pub(crate) use fence::decode;
pub use fence::{Split, split};
pub use read::read;
use serde::{Deserialize, Serialize};

use super::{Date, Slug};

/// What the YAML between the `---` lines says. Fields that a kind of document does not use are empty.
#[derive(Debug, Clone, Default, PartialEq, Hash, Serialize, Deserialize)]
pub struct FrontMatter {
    /// Headline, plain text. Never empty but for the home page.
    pub title: String,
    /// When it is published. Always there for articles (from the file's name if not from the front matter).
    pub date: Option<Date>,
    /// Last changed in substance.
    pub updated: Option<Date>,
    /// Gone from then on.
    pub expires: Option<Date>,
    /// Only with `--drafts`.
    pub draft: bool,
    /// `news` (default), `opinion`, `analysis`, `explainer`, `obituary`, `live`, `sponsored`.
    pub article_type: ArticleType,
    /// The digest line as written, plain text; the automatic one is a fact of the body.
    pub summary: Option<String>,
    /// Who wrote our text.
    pub authors: Vec<Credit>,
    /// Who reported it; the first leads.
    pub sources: Vec<Source>,
    /// The text is theirs, whole.
    pub republished: bool,
    /// As written; the first is the primary one.
    pub topics: Vec<String>,
    /// As written.
    pub tags: Vec<String>,
    /// Slug of a running story.
    pub story: Option<String>,
    /// The leading picture.
    pub image: Option<Image>,
    /// What was corrected, in the order written.
    pub corrections: Vec<Correction>,
    /// Taken back: the address stays, with a notice.
    pub withdrawn: Option<Withdrawal>,
    /// Permanent identity in feeds, if the editors gave one.
    pub id: Option<String>,
    /// Old addresses, as written, each beginning with `/`.
    pub aliases: Vec<String>,
    /// Overrides the slug of the file's name.
    pub slug: Option<Slug>,
    /// A full path that overrides the permalink pattern, beginning with `/`.
    pub url: Option<String>,
    /// BCP 47 language, lower-case primary subtag.
    pub language: Option<String>,
    /// Absolute address of the original, for `<link rel="canonical">`.
    pub canonical: Option<String>,
    /// Keep out of search engines and sitemap.
    pub noindex: bool,
    /// Topics: the rule that gathers articles besides those that name it.
    pub gather: Option<Gather>,
    /// Whatever the site wants of its own.
    pub extra: Extra,
}

/// The kind of journalism, a label wherever the headline shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum ArticleType {
    #[default]
    News,
    Opinion,
    Analysis,
    Explainer,
    Obituary,
    Live,
    Sponsored,
}

impl ArticleType {
    /// All of them, in the order of the documentation.
    pub const ALL: [Self; 7] = [
        Self::News,
        Self::Opinion,
        Self::Analysis,
        Self::Explainer,
        Self::Obituary,
        Self::Live,
        Self::Sponsored,
    ];

    /// As written in front matter.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::News => "news",
            Self::Opinion => "opinion",
            Self::Analysis => "analysis",
            Self::Explainer => "explainer",
            Self::Obituary => "obituary",
            Self::Live => "live",
            Self::Sponsored => "sponsored",
        }
    }
}

/// A person or desk, with what they did if it was said.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Credit {
    /// As written.
    pub name: String,
    /// "reporting", "translation" …
    pub role: Option<String>,
}

/// An outlet that reported it. At least one of `name`, `url` and `title` is there.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Source {
    /// The outlet's name as written; otherwise the registry may know it by the URL's domain.
    pub name: Option<String>,
    /// Address of the original article (http or https).
    pub url: Option<String>,
    /// Its headline.
    pub title: Option<String>,
    /// Its reporter.
    pub author: Option<String>,
    /// "translation", "reporting" …
    pub role: Option<String>,
    /// When they published it.
    pub published: Option<Date>,
    /// When we read it.
    pub retrieved: Option<Date>,
    /// BCP 47.
    pub language: Option<String>,
    /// Address of an archived copy.
    pub archive: Option<String>,
    /// Name or URL of the licence.
    pub licence: Option<String>,
}

/// A picture named in front matter.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Image {
    /// As written: a path beside the document, a path from `static/` (`/…`), or a URL.
    pub src: String,
    /// Alternative text; empty when decorative or forgotten (then a warning was given).
    pub alt: String,
    /// Plain text.
    pub caption: Option<String>,
    /// Who made it.
    pub credit: Option<String>,
    /// Where they are found.
    pub credit_url: Option<String>,
    /// The point that crops keep, in percent from the left and top.
    pub focus: Option<(u8, u8)>,
}

/// One entry of `corrections:`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Correction {
    /// When it was made.
    pub date: Date,
    /// What kind it is.
    pub kind: CorrectionKind,
    /// What was wrong and what is right.
    pub text: String,
}

/// How serious a correction is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum CorrectionKind {
    Correction,
    Clarification,
    Update,
    Retraction,
}

impl CorrectionKind {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Correction, Self::Clarification, Self::Update, Self::Retraction];

    /// As written in front matter.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Correction => "correction",
            Self::Clarification => "clarification",
            Self::Update => "update",
            Self::Retraction => "retraction",
        }
    }
}

/// `withdrawn:`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Withdrawal {
    /// Since when.
    pub date: Date,
    /// The notice.
    pub text: String,
}

/// `gather:` of a topic: articles with any of these are its own too.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Gather {
    /// Tags, as written.
    pub tags: Vec<String>,
    /// Outlets, as written.
    pub sources: Vec<String>,
}
