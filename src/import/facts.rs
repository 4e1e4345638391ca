//! What a page says of its article: title, dates, authors, outlet and the rest, each with where it was found.
//!
//! A page says most things several times: to search engines (JSON-LD, microdata, meta), to readers, and in its address. What
//! is said to machines and agrees with what readers see is certain; what only stands in the page's address, or is the best of
//! several candidates, is a guess, and is never written without a word.

mod author;
pub mod date;
mod head;
mod language;
mod meta;
mod outlet;
mod structured;
mod title;

use url::Url;

pub use self::date::Moment;
use self::head::Around;
use self::meta::Meta;
use self::structured::Things;
use super::block::Inline;
use super::html::Leaf;
use super::page::Page;

/// Where a value comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Provenance {
    /// Somebody gave it, by a flag or in a form.
    Given,
    /// The page says it to machines: JSON-LD, microdata, meta elements.
    Structured,
    /// Readers see it.
    Visible,
    /// It stands in the page's address.
    Address,
    /// It is the likeliest of several, or of one that may be something else.
    Guessed,
}

impl Provenance {
    /// What readers see is what it looks like, or a guess.
    pub fn visible_if(is_certain: bool) -> Self {
        if is_certain { Self::Visible } else { Self::Guessed }
    }

    /// A word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Given => "given",
            Self::Structured => "structured",
            Self::Visible => "visible",
            Self::Address => "from the address",
            Self::Guessed => "guessed",
        }
    }
}

/// A value with where it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found<T> {
    /// What it is.
    pub value: T,
    /// What kind of place it comes from.
    pub provenance: Provenance,
    /// Which one, for messages: "JSON-LD headline", "`<h1>`".
    pub place: String,
}

impl<T> Found<T> {
    /// A value of a place.
    pub fn new(value: T, provenance: Provenance, place: impl Into<String>) -> Self {
        Self { value, provenance, place: place.into() }
    }

    /// Another value of the same place.
    pub fn map<U>(self, make: impl FnOnce(T) -> U) -> Found<U> {
        Found { value: make(self.value), provenance: self.provenance, place: self.place }
    }

    /// Whether nobody said so.
    pub fn is_guess(&self) -> bool {
        self.provenance >= Provenance::Address
    }
}

/// What a page says of its article.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    /// The headline.
    pub title: Option<Found<String>>,
    /// When it was published.
    pub published: Option<Found<Moment>>,
    /// When it was changed in substance.
    pub updated: Option<Found<Moment>>,
    /// Who wrote it: lines as they stand, a name or several each.
    pub authors: Vec<Found<String>>,
    /// Who published it.
    pub outlet: Option<Found<String>>,
    /// Its address, as the page says it itself.
    pub url: Option<Found<Url>>,
    /// Where the text was first, if that is another place.
    pub based_on: Option<Found<Url>>,
    /// The page of which this is the form for phones.
    pub amp_of: Option<Url>,
    /// What search engines show below its title.
    pub description: Option<Found<String>>,
    /// What it is written in (BCP 47).
    pub language: Option<Found<String>>,
    /// Under what terms it may be used.
    pub licence: Option<Found<String>>,
    /// Whether readers who do not pay see all of it (schema.org `isAccessibleForFree`).
    pub is_free: Option<bool>,
    /// What schema.org calls it.
    pub types: Vec<String>,
    /// The section of its site.
    pub section: Option<String>,
    /// The video that the page is about.
    pub video: Option<Url>,
    /// The text as the page says it to machines, a paragraph on a line; it stands in for what a script would have shown.
    pub text: Option<String>,
    /// The updates of a live blog, as the page says them to machines.
    pub updates: Vec<Update>,
}

/// An update of a live blog.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Update {
    /// When it was published.
    pub at: Option<Moment>,
    /// What stands above it.
    pub headline: String,
    /// What it says.
    pub text: Inline,
}

/// Reads what a page says of its article. `leaves` are its texts, of which those of the article are `kept`.
///
/// Nobody's clock is asked: whether a date has already come is for the caller to say.
pub fn read(page: &Page, leaves: &[Leaf], kept: &[bool]) -> Facts {
    let things = Things::read(page);
    let meta = Meta::read(page);
    let mut sources = Sources {
        page,
        things: &things,
        meta: &meta,
        leaves,
        kept,
        title: "",
        lines: Vec::new(),
        around: Around::default(),
    };
    let headline = title::read(&sources);
    let title = headline.as_ref().map(|headline| headline.title.value.clone()).unwrap_or_default();
    sources.title = &title;
    (sources.lines, sources.around) =
        head::lines(page, leaves, kept, headline.as_ref().and_then(|headline| headline.leaf));
    let article = things.article();
    let url = outlet::canonical(&sources);
    let outlet = outlet::read(&sources);
    let published = date::published(&sources, language::is_month_first(page));
    Facts {
        updated: date::updated(&sources, published.as_ref().map(|published| &published.value)),
        published,
        authors: author::read(&sources, outlet.as_ref().map(|outlet| &*outlet.value)),
        based_on: outlet::based_on(&sources)
            .filter(|based| Some(&based.value) != url.as_ref().map(|url| &url.value)),
        amp_of: outlet::amp_of(&sources),
        description: outlet::description(&sources),
        language: language::read(&sources),
        licence: outlet::licence(&sources),
        is_free: article.and_then(|article| structured::truth(article, "isAccessibleForFree")),
        types: things.types(),
        section: article
            .and_then(|article| structured::text(article, "articleSection"))
            .or_else(|| meta.first(&["article:section"]).map(|(_, section)| section.to_owned())),
        text: article.and_then(|article| structured::paragraphs(article, "articleBody")),
        video: structured::video(&things).and_then(|url| page.address(&url)),
        updates: structured::updates(article),
        outlet,
        url,
        title: headline.map(|headline| headline.title),
    }
}

/// The language of a text without a page around it, if that is beyond doubt.
pub fn language_of(text: &str) -> Option<Found<String>> {
    language::of_text(text)
}

/// What facts are read from.
struct Sources<'a> {
    page: &'a Page,
    things: &'a Things,
    meta: &'a Meta,
    leaves: &'a [Leaf],
    kept: &'a [bool],
    /// The headline, once it is known.
    title: &'a str,
    /// The lines around it and below the text, once it is known.
    lines: Vec<head::Line<'a>>,
    /// Where it and the text stand, once it is known.
    around: Around,
}

impl Sources<'_> {
    /// Where the text of the article begins among the leaves.
    fn start(&self) -> usize {
        self.kept.iter().position(|kept| *kept).unwrap_or(0)
    }
}

/// The words of a text in lower case, with one space between them: by it names and headlines are compared.
fn key(text: &str) -> String {
    let words = text.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;

/// A text of one line: white space is one space, invisible characters are gone, entities that were escaped twice are resolved.
fn line(text: &str) -> String {
    let text = match text.contains('&') {
        true => unescaped(text),
        false => text.to_owned(),
    };
    let visible = text.chars().filter(|character| {
        !matches!(character, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{202a}'..='\u{202e}')
    });
    let visible: String =
        visible.map(|character| if character.is_control() { ' ' } else { character }).collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Entities of a text that is no markup: pages write `&amp;quot;` where a program escaped what was escaped.
fn unescaped(text: &str) -> String {
    let mut text = text.to_owned();
    for _ in 0..2 {
        if !text.contains('&') || !text.contains(';') {
            break;
        }
        let escaped = text.replace('<', "&lt;");
        text = dom_query::Document::fragment(escaped).text().to_string();
    }
    text
}
