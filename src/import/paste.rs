//! Pasted text → headline, byline, body, and what else stood around them.
//!
//! A paste is lines: nobody says any more which of them was a heading, a caption or a button. `email.rs` (with `labels.rs`) takes off
//! what e-mails have around a text, `matter.rs` what files of sites have above it, `lines.rs` reads its lines (with `raw.rs`, `signs.rs`, `release.rs`, `wrap.rs` and `table.rs`; `markup.rs` does where it has marks),
//! `body.rs` finds the article among them, `head.rs` what stands above it (with `title.rs`), `blocks.rs` makes its blocks (with `headings.rs` and
//! `pictures.rs`) and `cards.rs` reads what stands behind it. Whatever is left out is in `removed`, with its reason.

mod blocks;
mod body;
mod cards;
pub(super) mod email;
mod head;
mod headings;
mod labels;
mod lines;
mod markup;
mod matter;
mod pictures;
mod raw;
mod release;
mod signs;
mod table;
mod title;
mod wrap;

use url::Url;

use crate::import::block::Block;
use crate::import::facts::date;
use crate::import::newsroom::agencies::Agencies;
use crate::import::newsroom::byline::Person;
use crate::import::newsroom::embargo::is_embargo;
use crate::import::newsroom::furniture::Why;
use crate::import::newsroom::origin::{Origin, originally};
use crate::import::newsroom::release::labelled;
use lines::{Line, Look};

/// What a pasted text is made of.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pasted {
    /// The headline.
    pub title: Option<String>,
    /// How far it can be relied upon.
    pub title_from: TitleFrom,
    /// What stands between headline and byline.
    pub standfirst: Option<String>,
    /// Those who wrote it.
    pub byline: Vec<Person>,
    /// Whether the line that names them says so: by a word, by a role, or by the date beside it.
    pub is_byline_told: bool,
    /// The outlet that the byline names where it names nobody.
    pub outlet: Option<String>,
    /// The text of a date that stands above the article, as it is written.
    pub date_text: Option<String>,
    /// That of a date above the headline, which may be the day on which it was copied.
    pub date_above: Option<String>,
    /// The address that it was copied with.
    pub url: Option<Url>,
    /// Whether that stands behind the text, where it may be another one's.
    pub is_url_last: bool,
    /// The text.
    pub blocks: Vec<Block>,
    /// Related articles whose cards stood behind it.
    pub briefs: Vec<Card>,
    /// What was left out.
    pub removed: Vec<Removed>,
    /// Where it says that it was published first.
    pub source: Option<Origin>,
    /// The name of whoever sent it.
    pub sender: Option<String>,
    /// What its editors should know.
    pub notes: Vec<Note>,
}

/// Where a headline is from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TitleFrom {
    /// There is none.
    #[default]
    Nothing,
    /// The text begins with it.
    FirstLine,
    /// It begins with it, and several lines follow that are no sentences: a guess.
    FirstOfSeveral,
    /// One of several lines above the text: a guess.
    LineAbove,
    /// The subject of an e-mail, or a line that is labelled as the headline.
    Subject,
}

impl TitleFrom {
    /// Whether the text begins with it.
    fn is_first(self) -> bool {
        matches!(self, Self::FirstLine | Self::FirstOfSeveral | Self::Subject)
    }
}

/// A related article, as its card shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// Its headline, as the page spells it.
    pub headline: String,
    /// Its first words, with what the card ran together with them; empty where a wall stood in their place.
    pub words: String,
}

/// Something that was left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Removed {
    /// What it said.
    pub text: String,
    /// Why.
    pub why: Why,
}

/// What is doubtful.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Note {
    /// Nothing in it is a sentence; everything was kept.
    NoSentence,
    /// The text ends in the middle of a sentence.
    EndsOpen,
    /// A wall stood in it: it may not be whole.
    Wall,
    /// Much stood around what was taken for the article.
    MuchAround,
}

/// Reads a pasted text.
pub fn read(text: &str, agencies: &Agencies) -> Pasted {
    if let Some((pasted, rest)) = matter::read(text) {
        let lines = markup::known_markdown(rest).unwrap_or_else(|| lines::read(rest));
        return of_lines(&lines, pasted, agencies);
    }
    let email = email::read(text);
    let lines = markup::markdown(&email.rest).unwrap_or_else(|| lines::read(&email.rest));
    let is_address = |line: &String| email.url.is_some() && email::address(line).is_some();
    let why = |line: &String| if is_address(line) { Why::Address } else { Why::Email };
    let removed = email.removed.iter().map(|line| Removed { text: line.clone(), why: why(line) }).collect();
    let mut pasted = Pasted {
        title_from: if email.subject.is_some() { TitleFrom::Subject } else { TitleFrom::Nothing },
        title: email.subject,
        date_text: email.date,
        url: email.url,
        is_url_last: email.is_url_last,
        sender: email.sender,
        removed,
        ..Pasted::default()
    };
    pasted.unlabel();
    of_lines(&lines, pasted, agencies)
}

/// Reads a piece of a page's source as a text that was pasted. None where it has too much of something.
pub fn read_source(source: &str, agencies: &Agencies) -> Option<Pasted> {
    Some(of_lines(&markup::source(source)?, Pasted::default(), agencies))
}

fn of_lines(lines: &[Line], mut pasted: Pasted, agencies: &Agencies) -> Pasted {
    // A headline and the address of its page: enough for a brief.
    if let [line] = lines
        && pasted.url.is_some()
        && pasted.title.is_none()
        && line.look != Look::Endless
    {
        return Pasted { title: Some(line.text.clone()), title_from: TitleFrom::FirstLine, ..pasted };
    }
    let lines = release::without_foot(lines, &mut pasted);
    let mut body = body::find(lines, agencies);
    if body.is_empty() {
        body = 0..lines.len();
        pasted.notes.push(Note::NoSentence);
    }
    let head = head::read(lines, &body, agencies, &mut pasted);
    blocks::make(lines, head, body.end, agencies, &mut pasted);
    cards::read(lines, body.end, &mut pasted);
    if body::is_much_around(lines, head.min(body.end)..body.end) {
        pasted.notes.push(Note::MuchAround);
    }
    // "First published on 3 May 2031", below the text.
    if pasted.date_text.is_none() {
        let mut dates = pasted.removed.iter().filter(|line| line.why == Why::Date);
        let told = dates.find(|line| date::is_of_publication(&line.text));
        pasted.date_text = told.map(|line| line.text.clone());
    }
    if pasted.source.as_ref().is_none_or(|source| source.named.is_none()) {
        let named = pasted.removed.iter().filter_map(|line| originally(&line.text));
        pasted.source = named.into_iter().find(|source| source.named.is_some()).or(pasted.source);
    }
    pasted
}

impl Pasted {
    /// Takes what a release calls itself from before its headline.
    fn unlabel(&mut self) {
        let found = self.title.as_deref().and_then(labelled);
        if let Some((label, title)) = found.map(|(label, title)| (label.to_owned(), title.to_owned())) {
            let why = if is_embargo(&label) { Why::Embargo } else { Why::Release };
            self.removed.push(Removed { text: label, why });
            self.title = Some(title);
        }
    }

    fn remove(&mut self, line: &Line, why: Why) {
        self.removed.push(Removed { text: line.text.clone(), why });
    }
}

#[cfg(test)]
mod tests;
