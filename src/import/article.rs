//! What a page or a pasted text says, as an article: its text as blocks, what is known of it and from where, and what was left
//! out.

mod cards;
mod live;
mod pages;
mod texts;
mod tidy;

use chrono_tz::Tz;
use url::Url;

pub use self::pages::of_page;
pub use self::texts::{of_piece, of_text};
use super::block::{Block, Comment, Picture};
use super::facts::{Found, Moment};
use super::newsroom::agencies::Agencies;
use super::newsroom::byline::Person;
use super::newsroom::embargo::is_embargo;
use super::page::Unparsable;
use super::paste::Removed;
use crate::line::one_line;

/// An article from elsewhere.
#[derive(Debug, Clone, Default)]
pub struct Article {
    /// What kind of page it was.
    pub form: Form,
    /// The headline.
    pub title: Option<Found<String>>,
    /// The headline of the page, where an editor has given another.
    pub title_of_page: Option<Found<String>>,
    /// What stands below it, or what search engines show.
    pub standfirst: Option<Found<String>>,
    /// When it was published.
    pub published: Option<Found<Moment>>,
    /// When it was changed in substance.
    pub updated: Option<Found<Moment>>,
    /// Who wrote it.
    pub people: Vec<Found<Person>>,
    /// The agency that reported it, where a dateline names one.
    pub agency: Option<Found<String>>,
    /// Where it was reported from.
    pub place: Option<Found<String>>,
    /// Who published it.
    pub outlet: Option<Found<String>>,
    /// Where it stands.
    pub url: Option<Found<Url>>,
    /// Where it was first, if that is another place.
    pub origin: Option<Found<Origin>>,
    /// The page of which this is the form for phones.
    pub amp_of: Option<Url>,
    /// What it is written in (BCP 47).
    pub language: Option<Found<String>>,
    /// Under what terms it may be used.
    pub licence: Option<Found<String>>,
    /// The same text in other languages, by what the page says.
    pub translations: Vec<Url>,
    /// What it is, in the words of front matter: `opinion`.
    pub label: Option<&'static str>,
    /// The text.
    pub blocks: Vec<Block>,
    /// Other articles that it names beside its text.
    pub briefs: Vec<Card>,
    /// What was left out.
    pub removed: Vec<Removed>,
    /// Until when it must not be published, as it says itself.
    pub embargo: Option<String>,
    /// What was attached to the message that it came with, and stayed behind.
    pub attachments: Vec<String>,
    /// All that stood there, line by line.
    pub lines: Vec<String>,
    /// What its editors should know.
    pub notes: Vec<Note>,
}

impl Article {
    /// Gives it another headline. That of the page stays that of its source.
    pub fn retitle(&mut self, title: Option<Found<String>>) {
        let before = std::mem::replace(&mut self.title, title);
        if self.title_of_page.is_none() {
            self.title_of_page = before;
        }
    }

    /// What its text says, a block after the other: without marks, and without its pictures' captions. For the benchmark.
    #[cfg(not(alone))]
    pub fn text(&self) -> String {
        let said = self.blocks.iter().filter(|block| !matches!(block, Block::Picture(_)));
        said.map(Block::text).collect::<Vec<_>>().join("\n")
    }

    /// Why there is nothing to be written, if that is so.
    pub fn nothing(&self, is_brief: bool) -> Option<Note> {
        match self.form {
            Form::List => Some(Note::IsList),
            _ if is_brief => None,
            _ => self.notes.iter().copied().find(|note| matches!(note, Note::NoText | Note::NothingPasted)),
        }
    }
}

/// Where a text was first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Origin {
    /// The outlet.
    pub name: Option<String>,
    /// The address.
    pub url: Option<Url>,
}

/// Another article, as its card shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// Its headline.
    pub headline: String,
    /// Its address, where there is one.
    pub url: Option<Url>,
}

/// What kind of page an article was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Form {
    /// An article.
    #[default]
    Article,
    /// A text that grows by updates.
    Live,
    /// A video with a few words.
    Video,
    /// A list of articles, and none itself.
    List,
}

/// What the editors of an imported article should know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Note {
    /// No text was found.
    NoText,
    /// No text was found among what was pasted.
    NothingPasted,
    /// It is a list of articles.
    IsList,
    /// It is not to be published before a time that it says.
    Embargo,
    /// Readers who do not pay see a part of it.
    NotWhole,
    /// The page has other articles below it, with headlines of their own.
    OneOfSeveral,
    /// The page hides some of it until readers ask for it, or pay.
    PartlyHidden,
    /// It ends in the middle of a sentence.
    EndsOpen,
    /// Nothing in it is a sentence; everything was kept.
    NoSentence,
    /// The text is what the page says to machines: without links, headings and pictures.
    FromMachines,
    /// It was the form of a page for phones.
    IsAmp,
    /// Its pictures were saved beside it.
    SavedPictures,
    /// It has relative addresses, and nobody knows where it stands.
    NoBase,
    /// Characters of its encoding could not be read.
    Undecodable,
    /// Another host answered than the one that was asked.
    Elsewhere,
    /// Many sentences stood around what was taken for the article.
    MuchAround,
}

impl Note {
    /// What is said of it.
    pub fn text(self) -> &'static str {
        match self {
            Self::NoText => "no text was found on the page",
            Self::NothingPasted => "no text was found in what was pasted",
            Self::IsList => "this is a list of articles, and none itself; its items are offered as briefs",
            Self::Embargo => {
                "it is under embargo: do not publish it before the time that a comment in the draft says"
            }
            Self::NotWhole => "readers who do not pay see only a part of it: the text may not be whole",
            Self::OneOfSeveral => {
                "the page has several articles, each with its headline: one of them was taken, and --selector takes another"
            }
            Self::PartlyHidden => {
                "the page hides some sentences of it until readers ask for them, or pay: the text may not be whole"
            }
            Self::EndsOpen => "the text ends in the middle of a sentence: it may not be whole",
            Self::NoSentence => "nothing in it looks like a sentence; everything was kept",
            Self::FromMachines => {
                "the text is what the page says to search engines: links, headings and pictures are missing"
            }
            Self::SavedPictures => {
                "the page was saved with its pictures, and their addresses were lost by that: those are left out; import it by its address, or save its source alone"
            }
            Self::NoBase => {
                "the page does not say where it stands: pictures and links with relative addresses are left out, unless --url says it"
            }
            Self::IsAmp => "this is the form of the page for phones",
            Self::Elsewhere => {
                "another host answered than the one that was asked: is this the article, or a page to sign in?"
            }
            Self::MuchAround => {
                "many sentences stand around what was taken for the article, and were left out: is it whole?"
            }
            Self::Undecodable => {
                "some characters could not be read and stand as \u{fffd}: its encoding is none that it says or looks like"
            }
        }
    }
}

/// How a page is read.
#[derive(Debug, Clone, Copy)]
pub struct Reading<'a> {
    /// Agencies and photo desks.
    pub agencies: &'a Agencies,
    /// Where its text stands, as a CSS selector, if somebody knows better.
    pub selector: Option<&'a str>,
    /// In which zone the updates of a live article are written.
    pub zone: Tz,
}

/// Why a page is not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unreadable {
    /// It has too much of something.
    Page(Unparsable),
    /// The selector is none.
    Selector,
    /// The selector finds nothing on the page.
    NothingSelected,
    /// It takes longer than [`super::worker::DEADLINE`].
    Slow,
    /// Reading it ended before its end: a fault of this program or of a library.
    Failed,
}

impl std::fmt::Display for Unreadable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Page(Unparsable::Long) => "it is longer than 8 MB",
            Self::Page(Unparsable::Attributes) => "one of its elements has more than 1,000 attributes",
            Self::Page(Unparsable::ManyAttributes) => "too many of its elements have hundreds of attributes",
            Self::Page(Unparsable::Deep) => "more than 512 of its elements stand in each other",
            Self::Page(Unparsable::ManyDeep) => "too many of its elements stand many levels deep",
            Self::Page(Unparsable::Large) => "it has more elements or signs (`<`, `&`) than any text",
            Self::Selector => "the selector is no CSS selector",
            Self::NothingSelected => "the selector finds nothing on the page",
            Self::Slow => "reading it takes more than ten seconds",
            Self::Failed => "reading it failed",
        })
    }
}
fn finish(article: &mut Article) {
    let is_empty = article.blocks.iter().all(|block| block.text().trim().is_empty());
    if is_empty && article.form != Form::Video {
        article.notes.push(Note::NoText);
    }
    under_embargo(article);
    article.notes.sort();
    article.notes.dedup();
}

/// What says until when a text must not be published stays with it, wherever it stood: the line that says most, above the text.
pub(super) fn under_embargo(article: &mut Article) {
    if article.embargo.is_some() {
        return;
    }
    let found = article.removed.iter().map(|removed| &removed.text).filter(|text| is_embargo(text));
    article.embargo = found.max_by_key(|text| text.bytes().filter(u8::is_ascii_digit).count()).cloned();
    if let Some(line) = &article.embargo {
        let said = format!("Under embargo, do not publish before: {}", one_line(line));
        article.blocks.insert(0, Block::Comment(Comment::Said(said)));
        article.notes.push(Note::Embargo);
    }
}

fn joined(blocks: &[Block]) -> String {
    blocks.iter().map(Block::text).collect::<Vec<_>>().join("\n")
}
