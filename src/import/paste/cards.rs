//! What stands behind an article: cards of related ones, whose headlines are briefs, and the rest of the page.

use std::collections::BTreeSet;

use super::lines::{Line, Look};
use super::{Brief, Note, Pasted};
use crate::furniture::{Furniture, folded};
use crate::import::newsroom::furniture::Why;
use crate::import::newsroom::origin::originally;

/// From so many words on a text without an end is the beginning of another article.
const TRUNCATED: usize = 25;

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
        if !is_cut_off(line) {
            continue;
        }
        let Some(headline) = at.checked_sub(1).filter(|above| *above >= from && is_headline(&lines[*above]))
        else {
            continue;
        };
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
            pasted.briefs.push(Brief { headline: lines[spelled].text.clone(), words });
        }
        is_card[doubled.unwrap_or(headline)..=at].fill(true);
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
