//! The front matter of a document: every key of every kind, typed.
//!
//! [`split`] finds it in a file, [`read()`] converts it, one key after another, and collects what is wrong.

mod extra;
mod fence;
mod hidden;
mod keys;
mod media;
mod passed_over;
mod paths;
mod read;
mod several;
mod sources;
mod terms;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::sync::LazyLock;

pub use extra::Extra;
pub(crate) use fence::decode;
pub use fence::{Split, split};
pub use keys::{Effect, KEYS, others};
pub(super) use media::{IMAGE_SHAPE, picture, picture_place};
pub use passed_over::PASSED_OVER;
pub(crate) use paths::path_of_site;
pub use read::read;
use serde::{Deserialize, Serialize};

use super::hiding::HidingKey;
use super::yaml::convert::language_tag;
use super::{Date, Lines, Period, Slug};
use crate::diagnostic::Span;

/// What the YAML between the `---` lines says. Fields that a kind of document does not use are empty.
///
/// A site keeps it of every document: what few of them have is in [`Rare`].
#[derive(Debug, Clone, Default, PartialEq, Hash, Serialize, Deserialize)]
pub struct FrontMatter {
    /// Headline, plain text. Never empty but for the home page.
    pub title: Box<str>,
    /// When it is published. Always there for articles (from the file's name if not from the front matter).
    pub date: Option<Date>,
    /// Last changed in substance.
    pub updated: Option<Date>,
    /// Only with `--drafts`.
    pub draft: bool,
    /// `news` (default), `opinion`, `analysis`, `explainer`, `obituary`, `live`, `sponsored`.
    pub article_type: ArticleType,
    /// The digest line as written, plain text; the automatic one is a fact of the body.
    pub summary: Option<Box<str>>,
    /// Who wrote our text.
    pub authors: Box<[Credit]>,
    /// Who reported it; the first leads.
    pub sources: Box<[Source]>,
    /// The text is theirs, whole.
    pub republished: bool,
    /// As written; the first is the primary one.
    pub topics: Lines,
    /// As written.
    pub tags: Lines,
    /// The leading picture.
    pub image: Option<Box<Image>>,
    /// Keep out of search engines and sitemap.
    pub noindex: bool,
    pub(in crate::content) rare: Option<Box<Rare>>,
}

/// Keys that few documents have.
#[derive(Debug, Clone, Default, PartialEq, Hash, Serialize, Deserialize)]
pub struct Rare {
    /// The key that makes it a draft, where that is not `draft` or its like.
    pub hidden_by: Option<HidingKey>,
    /// Gone from then on.
    pub expires: Option<Date>,
    /// Slug of a running story.
    pub story: Option<Slug>,
    /// What was corrected, in the order written.
    pub corrections: Vec<Correction>,
    /// Taken back: the address stays, with a notice.
    pub withdrawn: Option<Withdrawal>,
    /// When a live article was over.
    pub live_ended: Option<Date>,
    /// Permanent identity in feeds, if the editors gave one.
    pub id: Option<Box<str>>,
    /// Old addresses, as written, each beginning with `/`.
    pub aliases: Vec<String>,
    /// Overrides the slug of the file's name.
    pub slug: Option<Slug>,
    /// A full path that overrides the permalink pattern, beginning with `/`.
    pub url: Option<Box<str>>,
    /// BCP 47 language, lower-case primary subtag.
    pub language: Option<Box<str>>,
    /// Absolute address of the original, for `<link rel="canonical">`.
    pub canonical: Option<Box<str>>,
    /// Articles: readers say nothing under it, whatever the configuration has.
    pub without_comments: bool,
    /// Editions: which issue it is.
    pub number: Option<u32>,
    /// Editions: the days whose news it gathers.
    pub covers: Option<Period>,
    /// Topics: the rule that gathers articles besides those that name it.
    pub gather: Option<Gather>,
    /// Whatever the site wants of its own.
    pub extra: Extra,
}

impl FrontMatter {
    /// When a live article was published; none for all others.
    pub fn live_from(&self) -> Option<Date> {
        self.date.filter(|_| self.article_type == ArticleType::Live)
    }

    /// Whether a text stands first at an absolute address: no other is named as its `canonical`.
    pub fn is_canonical(&self, address: &str) -> bool {
        self.rare().canonical.as_ref().is_none_or(|canonical| **canonical == *address)
    }

    /// The keys that few documents have; all of them are empty for most.
    pub fn rare(&self) -> &Rare {
        static NONE: LazyLock<Rare> = LazyLock::new(Rare::default);
        self.rare.as_deref().unwrap_or(&NONE)
    }

    /// The language that the file's name says is its own, unless it names another.
    pub fn language_of_name(&mut self, language: Option<&str>) {
        let language = language.and_then(language_tag);
        if let Some(language) = language.filter(|_| self.rare().language.is_none()) {
            self.rare.get_or_insert_default().language = Some(language.into());
        }
    }

    /// What of it shows where the article is listed: all of it, but of the corrections only when the last was made.
    pub fn listed(&self) -> (Cow<'_, Self>, Option<Date>) {
        let corrections = &self.rare().corrections;
        let Some(last) = corrections.iter().map(|correction| correction.date).max() else {
            return (Cow::Borrowed(self), None);
        };
        let mut listed = self.clone();
        if let Some(rare) = &mut listed.rare {
            rare.corrections.clear();
        }
        (Cow::Owned(listed), Some(last))
    }
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
    pub const fn as_str(self) -> &'static str {
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

    /// Whether it retells what others have reported, so that readers have to be told who.
    pub fn is_reported(self) -> bool {
        matches!(self, Self::News | Self::Live)
    }

    /// Its type of schema.org.
    pub fn schema(self) -> &'static str {
        match self {
            Self::News | Self::Obituary => "NewsArticle",
            Self::Opinion => "OpinionNewsArticle",
            Self::Analysis => "AnalysisNewsArticle",
            Self::Explainer => "BackgroundNewsArticle",
            Self::Live => "LiveBlogPosting",
            Self::Sponsored => "AdvertiserContentArticle",
        }
    }
}

/// A person or desk, with what they did if it was said.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Credit {
    /// As written.
    pub name: Box<str>,
    /// "reporting", "translation" …
    pub role: Option<Box<str>>,
}

/// An outlet that reported it. At least one of `name`, `url` and `title` is there.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Source {
    /// The outlet's name as written; otherwise the registry may know it by the URL's domain.
    pub name: Option<Box<str>>,
    /// Address of the original article (http or https).
    pub url: Option<Box<str>>,
    /// Its headline.
    pub title: Option<Box<str>>,
    /// Its reporter.
    pub author: Option<Box<str>>,
    rare: Option<Box<RareOfSource>>,
}

/// Keys that few sources have.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct RareOfSource {
    /// "translation", "reporting" …
    pub role: Option<Box<str>>,
    /// When they published it.
    pub published: Option<Date>,
    /// When we read it.
    pub retrieved: Option<Date>,
    /// BCP 47.
    pub language: Option<Box<str>>,
    /// Address of an archived copy.
    pub archive: Option<Box<str>>,
    /// Name or URL of the licence.
    pub licence: Option<Box<str>>,
}

impl Source {
    /// An outlet of which nothing but its name is known.
    pub fn named(name: &str) -> Self {
        Self { name: Some(name.into()), ..Self::default() }
    }

    /// The keys that few sources have; all of them are empty for most.
    pub fn rare(&self) -> &RareOfSource {
        static NONE: LazyLock<RareOfSource> = LazyLock::new(RareOfSource::default);
        self.rare.as_deref().unwrap_or(&NONE)
    }
}

/// Nothing is kept where nothing is said.
fn kept<T: Default + PartialEq>(rare: T) -> Option<Box<T>> {
    (rare != T::default()).then(|| Box::new(rare))
}

/// A picture named in front matter.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Image {
    /// As written: a path beside the document, a path from `static/` (`/…`), or a URL.
    pub src: Box<str>,
    /// Alternative text; empty when decorative or forgotten (then a warning was given).
    pub alt: Box<str>,
    /// Plain text.
    pub caption: Option<Box<str>>,
    /// Who made it.
    pub credit: Option<Box<str>>,
    /// Where they are found.
    pub credit_url: Option<Box<str>>,
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
    pub text: Box<str>,
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
    /// As written in front matter.
    pub const fn as_str(self) -> &'static str {
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
    pub text: Box<str>,
}

/// `gather:` of a topic: articles with any of these are its own too.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Gather {
    /// Tags, as written.
    pub tags: Lines,
    /// Outlets, as written.
    pub sources: Lines,
    /// Where each of them stands, tags first.
    pub places: Vec<Span>,
}
