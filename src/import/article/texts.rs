//! A pasted text → an article.

use url::Url;

use super::{Agencies, Article, Card, Moment, Note, Origin, finish, joined, tidy};
use crate::import::facts::{self, Found, Provenance, date};
use crate::import::links;
use crate::import::paste::{self, Note as PasteNote, Pasted, TitleFrom};

/// Reads a pasted text.
pub fn of_text(text: &str, agencies: &Agencies) -> Article {
    of_pasted(paste::read(text, agencies), text.lines().map(str::to_owned).collect(), agencies)
}

/// Reads a piece of a page's source that has neither head nor headline, as if its text had been pasted.
pub fn of_piece(source: &str, agencies: &Agencies) -> Option<Article> {
    let pasted = paste::read_source(source, agencies)?;
    let lines =
        pasted.blocks.iter().flat_map(|block| block.text().lines().map(str::to_owned).collect::<Vec<_>>());
    let lines = pasted.title.iter().cloned().chain(lines).collect();
    Some(of_pasted(pasted, lines, agencies))
}

fn of_pasted(pasted: Pasted, lines: Vec<String>, agencies: &Agencies) -> Article {
    let title = pasted.title.map(|title| match pasted.title_from {
        TitleFrom::LineAbove => Found::new(title, Provenance::Guessed, "one of several lines above the text"),
        TitleFrom::FirstOfSeveral => {
            Found::new(title, Provenance::Guessed, "the first of several lines above the text")
        }
        TitleFrom::Subject => Found::new(title, Provenance::Visible, "the subject or a label"),
        TitleFrom::FirstLine | TitleFrom::Nothing => Found::new(title, Provenance::Visible, "the first line"),
    });
    let above =
        |found: Found<Moment>| Found::new(found.value, Provenance::Guessed, "a line above the headline");
    let published = pasted
        .date_text
        .as_deref()
        .and_then(date::of_line)
        .or_else(|| pasted.date_above.as_deref().and_then(date::of_line).map(above));
    let note = |note: &PasteNote| match note {
        PasteNote::NoSentence => Note::NoSentence,
        PasteNote::EndsOpen => Note::EndsOpen,
        PasteNote::Wall => Note::NotWhole,
        PasteNote::MuchAround => Note::MuchAround,
    };
    let card = |card: paste::Card| Card { headline: card.headline, url: None };
    let stated = pasted.source.as_ref().map(|source| Provenance::visible_if(source.is_certain(agencies)));
    let origin = pasted.source.and_then(|source| source.named).map(|named| Origin {
        url: Url::parse(&named).ok().filter(|url| url.has_host()),
        name: (!named.contains("://")).then_some(named),
    });
    // Whoever sends on the address of a page has not published it.
    let sender = pasted.sender.filter(|_| pasted.url.is_none());
    let sender = sender.map(|name| Found::new(name, Provenance::Guessed, "who sent the message"));
    let mut article = Article {
        title,
        standfirst: pasted
            .standfirst
            .map(|text| Found::new(text, Provenance::Visible, "a line below the headline")),
        published,
        people: pasted
            .byline
            .into_iter()
            .map(|person| {
                let place = if pasted.is_byline_told { "the byline" } else { "a line below the headline" };
                let is_sure = pasted.is_byline_told && !person.is_doubtful;
                Found::new(person, Provenance::visible_if(is_sure), place)
            })
            .collect(),
        url: pasted.url.map(|url| {
            let at = if pasted.is_url_last { "the last line" } else { "a line above the text" };
            Found::new(links::cleaned(url), Provenance::visible_if(!pasted.is_url_last), at)
        }),
        outlet: pasted.outlet.map(|name| Found::new(name, Provenance::Visible, "the byline")).or(sender),
        origin: origin.zip(stated).map(|(origin, stated)| Found::new(origin, stated, "a line of the text")),
        language: facts::language_of(&joined(&pasted.blocks)),
        notes: pasted.notes.iter().map(note).collect(),
        blocks: pasted.blocks,
        briefs: pasted.briefs.into_iter().map(card).collect(),
        removed: pasted.removed,
        lines,
        ..Article::default()
    };
    tidy::dateline(&mut article, agencies);
    // An agency that is named in the text tells more than who sent it.
    if article.agency.is_some() && article.outlet.as_ref().is_some_and(Found::is_guess) {
        article.outlet = None;
    }
    finish(&mut article);
    for note in article.notes.iter_mut().filter(|note| **note == Note::NoText) {
        *note = Note::NothingPasted;
    }
    article
}
