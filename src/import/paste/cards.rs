//! What stands behind an article: cards of related ones, whose headlines are briefs, and the rest of the page.

use std::collections::BTreeSet;

use super::head::is_date;
use super::lines::{Line, Look};
use super::{Card, Note, Pasted};
use crate::furniture::{Furniture, folded};
use crate::import::newsroom::byline;
use crate::import::newsroom::furniture::{self, Why};
use crate::import::newsroom::origin::originally;

/// From so many words on a text without an end is the beginning of another article.
const TRUNCATED: usize = 25;

/// So many headlines are offered in all.
const ALL: usize = 40;
/// So many lines behind a text a wall is before the rest of it, and above a card's words its headline.
const NEAR: usize = 3;
/// Below one heading so many headlines of related articles are offered.
const MOST: usize = 6;

/// The headlines that stand in or below a line which points to other articles, within the text; the line behind them.
pub(super) fn related(lines: &[Line], at: usize, to: usize, pasted: &mut Pasted) -> usize {
    let below = headlines(lines, at, to);
    for line in &lines[at + 1..below] {
        pasted.remove(line, Why::Card);
        offer(line.text.clone(), pasted);
    }
    if let Some(headline) = furniture::pointed_at(&lines[at].text) {
        offer(headline.to_owned(), pasted);
    }
    below
}

fn offer(headline: String, pasted: &mut Pasted) {
    if pasted.briefs.len() < ALL
        && !pasted.briefs.iter().any(|brief| plain(&brief.headline) == plain(&headline))
    {
        pasted.briefs.push(Card { headline, words: String::new() });
    }
}

/// The end of the headlines below a heading of related articles: those right below it, or the line that stands apart. The last
/// line before a sentence may be the heading of a part of the text.
fn headlines(lines: &[Line], at: usize, to: usize) -> usize {
    let first = at + 1;
    if !furniture::is_head_of_related(&lines[at].text) {
        return first;
    }
    let is_short = |line: &&Line| line.look == Look::Short && is_related(line);
    let items = lines[first..to].iter().take_while(|line| matches!(line.look, Look::Item(_))).count();
    if items > 0 {
        return first + items.min(MOST);
    }
    let short = lines[first..to].iter().take(MOST).take_while(is_short).count();
    let together = lines[first..first + short].iter().take_while(|line| !line.is_apart).count();
    if together > 0 {
        // Nothing but lines: what stands before a sentence may be its heading.
        let is_prose =
            lines[..to].get(first + together).is_some_and(|next| next.look == Look::Prose && !next.is_apart);
        return first + if is_prose { together - 1 } else { together };
    }
    let is_prose = lines[..to].get(first + short).is_some_and(|next| next.look == Look::Prose);
    first + if is_prose && short > 1 { short - 1 } else { short }
}

/// Whether a line below such a heading may be a headline: no date, no name, no button.
fn is_related(line: &Line) -> bool {
    const WORDS: usize = 3;
    const LONGEST: usize = 20;
    let text = &*line.text;
    let is_word = |word: &&str| word.chars().filter(|one| one.is_alphabetic()).count() > 1;
    let is_when = text.starts_with(|one: char| one.is_ascii_digit()) && furniture::is_when(text);
    text.split(' ').filter(is_word).count() >= WORDS
        && line.words <= LONGEST
        && !text.ends_with(':')
        && !is_when
        && !is_date(text)
        && byline::read(text).is_none()
}

/// Reads what stands behind the text; all of it is removed.
pub(super) fn read(lines: &[Line], from: usize, pasted: &mut Pasted) {
    let mut known = BTreeSet::new();
    let mut is_card = vec![false; lines.len()];
    for at in from..lines.len() {
        let line = &lines[at];
        if pasted.source.is_none()
            && let Some(origin) = originally(&line.text)
        {
            pasted.source = Some(origin);
        }
        let below = headlines(lines, at, lines.len());
        for line in &lines[at + 1..below] {
            offer(line.text.clone(), pasted);
        }
        is_card[at + 1..below].fill(true);
        if let Some(headline) = furniture::pointed_at(&line.text) {
            offer(headline.to_owned(), pasted);
        }
        if !is_cut_off(line) {
            continue;
        }
        // Between the two may stand how long ago it was.
        let mut above =
            (from..at).rev().take(NEAR).skip_while(|above| furniture::begins_with_age(&lines[*above].text));
        let Some(headline) = above.next().filter(|above| is_headline(&lines[*above])) else { continue };
        let doubled = headline
            .checked_sub(1)
            .filter(|above| *above >= from && same(&lines[*above].text, &lines[headline].text));
        let spelled = match doubled {
            // The page's own typography rather than that of its pictures' texts.
            Some(above) if signs(&lines[above].text) > signs(&lines[headline].text) => above,
            _ => headline,
        };
        if known.insert(plain(&lines[spelled].text)) {
            let is_wall = line.look == Look::Furniture(Why::Wall);
            let words = if is_wall { String::new() } else { line.text.clone() };
            let own = plain(&lines[spelled].text);
            match pasted.briefs.iter().position(|brief| plain(&brief.headline) == own) {
                Some(known) => pasted.briefs[known].words = words,
                None if pasted.briefs.len() < ALL => {
                    pasted.briefs.push(Card { headline: lines[spelled].text.clone(), words });
                }
                None => {}
            }
        }
        is_card[doubled.unwrap_or(headline)..=at].fill(true);
    }
    // The wall stands where the text breaks off.
    let is_wall = |line: &Line| line.look == Look::Furniture(Why::Wall);
    if lines[from..].iter().take(NEAR).any(is_wall) && !pasted.notes.contains(&Note::Wall) {
        pasted.notes.push(Note::Wall);
    }
    for at in from..lines.len() {
        let line = &lines[at];
        let why = match line.look {
            Look::Furniture(why) => why,
            _ if is_card[at] => Why::Card,
            // A caption above a card's headline.
            _ if is_card.get(at + 1) == Some(&true) => Why::Card,
            _ => Why::Behind,
        };
        pasted.remove(line, why);
    }
    let is_open = pasted.blocks.last().is_some_and(|block| {
        let text = block.text();
        text.split_whitespace().count() >= TRUNCATED && !crate::import::newsroom::words::ends_sentence(&text)
    });
    if is_open {
        pasted.notes.push(Note::EndsOpen);
    }
}

/// The first words of another article, cut off; or the wall that stands in their place.
fn is_cut_off(line: &Line) -> bool {
    let is_elided = line.text.trim_end_matches([']', ')', ' ']).ends_with(['…'])
        || line.text.ends_with("...")
        || line.text.ends_with("[...]");
    match line.look {
        Look::Endless | Look::Short => line.words >= TRUNCATED,
        Look::Prose => is_elided && line.words >= 10,
        Look::Furniture(Why::Wall | Why::Contents) => line.words >= TRUNCATED,
        Look::Furniture(Why::Furniture(Furniture::Cookies)) => false,
        _ => false,
    }
}

fn is_headline(line: &Line) -> bool {
    let is_short = (3..=30).contains(&line.words) && line.text.chars().any(char::is_alphabetic);
    let is_ended = line.text.ends_with('.') && !line.text.ends_with("..");
    is_short && !is_ended && matches!(line.look, Look::Short | Look::Prose | Look::Endless)
}

/// Whether two lines are one headline in two spellings.
pub(super) fn same(one: &str, other: &str) -> bool {
    one == other || one.len().abs_diff(other.len()) < 24 && plain(one) == plain(other)
}

/// Its letters and numbers alone.
fn plain(text: &str) -> String {
    folded(text).chars().filter(|letter| letter.is_alphanumeric()).collect()
}

/// How many typographic quotation marks and apostrophes it has.
fn signs(text: &str) -> usize {
    text.chars().filter(|letter| matches!(letter, '‘' | '’' | '“' | '”' | '«' | '»' | '„')).count()
}
