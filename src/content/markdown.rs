//! Markdown: the [`Facts`] of a body, read once, and its HTML, made whenever something shows it.
//!
//! Both go over the same events (`events`) with the same heading ids, so that what the facts
//! promise is what the page has. Where links and pictures lead is asked of a [`Resolve`].

mod absolute;
mod addresses;
pub mod anchors;
mod card_grammar;
mod comments;
mod definitions;
mod dialects;
mod escape;
mod events;
mod excerpt;
pub mod facts;
mod figure;
mod footnotes;
mod fragments;
mod headings;
pub mod html;
mod links;
mod live;
mod notes;
mod outline;
mod places;
mod plain;
pub mod players;
pub mod prose;
mod quotation;
mod quotes;
mod raw_html;
mod references;
mod sanitise;
mod shortcodes;
mod similarity;
mod social;
#[cfg(test)]
mod tests;

use std::num::{NonZeroU32, NonZeroU64};

pub use absolute::absolute;
pub(crate) use addresses::{held, rewritten};
pub(crate) use comments::without_comments;
pub(crate) use definitions::definitions;
pub(crate) use events::code_blocks;
pub use facts::facts;
pub use html::render;
pub(crate) use links::scheme;
pub use live::{Live, Update};
pub use outline::{BriefLink, Outline, Section};
pub(crate) use plain::plain;
pub use players::Players;
pub(super) use quotes::quoted;
pub(crate) use raw_html::{Tag, shown, tags};
pub(crate) use shortcodes::{holds, means_nothing, path_of};

use serde::{Deserialize, Serialize};

use super::Lines;
use crate::diagnostic::Span;

/// What others ask of a body without reading it. Positions are in the whole file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Facts {
    /// Ids of the headings in order, the same as on the page.
    pub heading_ids: Lines,
    /// Links in order, without those to `#fragments` of the same document (these are checked with the headings).
    pub links: Box<[Link]>,
    /// Pictures in order.
    pub images: Box<[ImageRef]>,
    /// Words of text, code blocks left out.
    pub words: u32,
    /// Whether it holds raw HTML (comments left out).
    pub raw_html: bool,
    /// The similarity hash of its text; none when it is too short for one.
    pub similarity: Option<NonZeroU64>,
    /// The automatic summary, plain text with white space folded: what stands before `<!-- more -->`,
    /// else the first paragraph; at most 600 characters, cut at a word. None when it was not asked for. Its quotation
    /// marks wait for a language: [`Document::summary`](super::Document::summary) has those of the page.
    pub excerpt: Option<Box<str>>,
    /// Sections and briefs of an edition; the latest update of a live article.
    pub outline: Option<Box<Outline>>,
    /// Links by a name, as other generators have them.
    pub named: Option<Box<NamedLinks>>,
}

/// What few texts have: links by a name.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct NamedLinks {
    /// In order.
    pub links: Vec<NamedLink>,
}

/// A link by a name or by another generator's path: `[[The vote]]`, `{% post_url 2025-02-12-talks %}`. It is printed as
/// text; what it leads to is known when all documents are, for the hint.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct NamedLink {
    /// As written.
    pub text: Box<str>,
    /// Where it stands.
    pub span: Span,
}

/// A heading.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Heading {
    /// 1 to 6, as written.
    pub level: u8,
    /// Unique in the document.
    pub id: Box<str>,
    /// Plain text.
    pub text: Box<str>,
}

/// A link whose scheme is allowed.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Link {
    /// As written.
    pub href: Box<str>,
    /// The number of the paragraph or list that is nothing but links which may lead to articles; none when it stands
    /// in another one. If all links of a number do lead to articles they are cards, where a document has cards.
    pub alone: Option<NonZeroU32>,
    /// Where it stands.
    pub span: Span,
}

/// A picture in the text.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ImageRef {
    /// As written.
    pub src: Box<str>,
    /// Where it stands.
    pub span: Span,
}

/// What becomes of raw HTML (`markdown.html`).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum HtmlPolicy {
    /// Kept as far as a sanitiser allows.
    #[default]
    Safe,
    /// Shown as text.
    Escape,
    /// Kept as it is.
    Trusted,
}

/// What becomes of paragraphs and lists that are cards.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Cards {
    /// They are links as written.
    #[default]
    Keep,
    /// They are left out: the page shows them elsewhere.
    Omit,
    /// The body comes in [`pieces`](Rendered::pieces), of which they are some.
    Apart,
}

/// How a body is turned into HTML.
#[derive(Clone, Copy)]
pub struct Options<'a> {
    /// BCP 47; decides the quotation marks.
    pub language: &'a str,
    /// What becomes of raw HTML.
    pub html: HtmlPolicy,
    /// Whether pages print raw HTML as it is: what browsers hide there is hidden where it is not trusted, too.
    pub trusted_on_pages: bool,
    /// What becomes of paragraphs and lists that are cards ([`Resolve::is_card`]).
    pub cards: Cards,
    /// Of a live article.
    pub live: Option<Live<'a>>,
    /// Which addresses are played.
    pub players: &'a Players,
    /// Whether they can be played here (pages yes, feeds no: there they are links).
    pub plays: bool,
    /// What stands before `#fragment` in links within the text: empty on the page itself, its absolute address in a feed.
    pub fragment_base: &'a str,
    /// Whether headings get a visible anchor link (pages yes, feeds no).
    pub anchors: bool,
    /// The accessible name of these anchors and of footnote back-links, by interface text.
    pub labels: Labels<'a>,
}

/// Interface texts that the HTML of a body needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub struct Labels<'a> {
    pub anchor: &'a str,
    pub footnotes: &'a str,
    pub footnote_back: &'a str,
    pub play_video: &'a str,
    pub play_audio: &'a str,
    pub note: &'a str,
    pub tip: &'a str,
    pub important: &'a str,
    pub warning: &'a str,
    pub caution: &'a str,
}

/// Answers where links and pictures lead; addresses are as they shall be printed.
pub trait Resolve {
    /// Where a link leads.
    fn link(&self, href: &str) -> ResolvedLink;
    /// Whether links may have the scheme of an address; of others only the words are shown.
    fn allows(&self, _href: &str) -> bool {
        true
    }
    /// Whether a link is a card if it stands alone: whether it leads to an article, live or held back.
    fn is_card(&self, href: &str) -> bool;
    /// The slug that the anchor of an article's card is made of: from the name of the file that a link to it names, or
    /// from its address. None when the link leads to no article.
    fn card_anchor(&self, href: &str) -> Option<String>;
    /// Where a picture is.
    fn image(&self, src: &str) -> ResolvedImage;
    /// What stands in the place of a picture with this credit, if it may not be shown here: a link to its page.
    fn placeholder(&self, _alt: &str, _credit: &str) -> Option<String> {
        None
    }
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum ResolvedLink {
    /// To this address.
    Url(String),
    /// To something that is held back: only the link's text is shown.
    TextOnly,
}

/// Where a picture is.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ResolvedImage {
    /// Its address.
    pub url: String,
    /// Width and height in pixels, when known.
    pub size: Option<(u32, u32)>,
    /// The same in other widths and formats.
    pub responsive: Option<Box<Responsive>>,
}

/// A picture in other widths and formats than the one at its address.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Responsive {
    /// Media types of other formats, with addresses and widths (HTML, section 4.8.4.2.1); what browsers are to take first
    /// stands first.
    pub formats: Vec<(&'static str, String)>,
    /// Addresses and widths in the picture's own format.
    pub srcset: Option<String>,
    /// The colour that stands in its place until it is loaded, as CSS writes it.
    pub tone: Option<String>,
}

/// A body as HTML.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rendered {
    /// Safe to print as it is. Empty when the body comes in pieces.
    pub html: String,
    /// With [`Cards::Apart`]: the body in the order of its text.
    pub pieces: Vec<Piece>,
    /// Whether something in it waits for the script that plays.
    pub has_player: bool,
    /// The updates of a live article in the order shown.
    pub updates: Vec<Update>,
    /// Headings of level 2 and 3 with their ids, nested by the template; without updates.
    pub toc: Vec<Heading>,
}

/// A part of a body whose cards stand apart. All HTML is safe to print as it is, each on its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// What stands between the others: HTML of whole blocks. The last one ends with the footnotes.
    Text(String),
    /// A heading at top level.
    Heading {
        /// 1 to 6, as shown.
        level: u8,
        /// The same as in the facts.
        id: Box<str>,
        /// What stands between its tags.
        html: String,
        /// The same as plain text.
        text: Box<str>,
    },
    /// The card of an article, which may be held back.
    Card {
        /// As written.
        href: String,
        /// `card:…`
        anchor: String,
    },
    /// A link out of the site with what is said of it.
    Brief {
        /// As written; `http:` or `https:`.
        href: String,
        /// HTML of the link's words.
        title: String,
        /// HTML of the words after the dash; empty when there are none.
        text: String,
        /// The outlet, as the link's title names it: plain text.
        outlet: Option<String>,
        /// `brief:…`
        anchor: String,
    },
}
