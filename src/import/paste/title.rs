//! Which of the lines above an article is its headline.

use std::collections::BTreeSet;
use std::ops::Range;

use super::TitleFrom;
use super::body::is_of_page;
use super::cards::same;
use super::head::{is_aside, is_capitalised, is_date, marked};
use super::lines::{Line, Look};
use super::pictures;
use crate::import::block::Block;
use crate::import::facts::date;
use crate::import::newsroom::agencies::Agencies;
use crate::import::newsroom::byline;
use crate::import::newsroom::furniture::Why;

/// With no more lines than these above it, a text was copied from its headline on.
const FEW: usize = 8;
/// Of more lines than these the first may be another than the headline.
const SEVERAL: usize = 4;
/// The longest headline, in words.
const LONGEST: usize = 35;
/// A headline stands no more lines than these above its text.
const NEAR: usize = 30;
/// The line of the headline.
pub(super) fn line(lines: &[Line], body: &Range<usize>, agencies: &Agencies) -> Option<(usize, TitleFrom)> {
    let is_of_picture = |at: usize| pictures::between(&lines[at..], agencies) > 0;
    let is_caption =
        |at: usize| at.checked_sub(1).is_some_and(|above| pictures::between(&lines[above..], agencies) > 1);
    if let Some(Line { block: Some(Block::Heading { level: 1, .. }), words: 1..=LONGEST, .. }) = lines.first()
    {
        return Some((0, TitleFrom::FirstLine));
    }
    let plain: Vec<usize> =
        (0..body.start).filter(|at| !is_aside(&lines[*at]) && !is_of_picture(*at)).collect();
    if plain.len() <= FEW
        && let Some(first) = plain.first().filter(|first| **first <= FEW)
    {
        let line = &lines[*first];
        if let Some(at) = below_site(lines, &plain, body.start) {
            return Some((at, TitleFrom::LineAbove));
        }
        if (2..=LONGEST).contains(&line.words) {
            let is_clear =
                plain.len() <= SEVERAL && !is_one_of_several(lines, &plain) && !is_citation(&line.text);
            let from = if is_clear { TitleFrom::FirstLine } else { TitleFrom::FirstOfSeveral };
            return Some((*first, from));
        }
    }
    // "Senate Passes Budget Bill" looks like names.
    if plain.is_empty()
        && let Some(at) = (0..body.start).find(|at| is_capitalised(&lines[*at]) && !is_of_picture(*at))
    {
        return Some((at, TitleFrom::FirstOfSeveral));
    }
    if body.start == 0 || plain.is_empty() {
        // A headline that ends as sentences do looks like the text's first line.
        let line = lines.get(body.start)?;
        let is_question = line.text.ends_with(['?', '!', '”', '’', '"', '\'', '»']) && line.words <= 18;
        let follows = lines[body.clone()]
            .iter()
            .skip(1)
            .take(4)
            .filter(|line| line.look == Look::Prose && line.words > line.text.len() / 40);
        return (is_question && line.look == Look::Prose && follows.count() >= 2)
            .then_some((body.start, TitleFrom::FirstLine));
    }
    let near = body.start.saturating_sub(NEAR)..body.start;
    let told = told(&lines[body.clone()]);
    let score = |at: usize| -> usize {
        let line = &lines[at];
        let behind = &lines[at + 1..body.end.min(at + 5)];
        let is_alone = line.is_apart && behind.first().is_some_and(|next| next.is_apart);
        let is_signed = behind
            .iter()
            .any(|line| is_date(&line.text) || line.look == Look::Short && marked(&line.text).is_some());
        let is_repeated = lines[..at].iter().any(|other| same(&other.text, &line.text));
        let is_sentence = line.look == Look::Prose && !line.text.ends_with(['?', '!']);
        let marks =
            [(is_alone, 8), (is_signed, 10), (is_repeated, 6), (!is_sentence, 16), (!is_caption(at), 40)];
        let marks: usize = marks.iter().filter(|(is_so, _)| *is_so).map(|(_, weight)| weight).sum();
        line.words.min(12) * 2 + NEAR - (body.start - at) + marks + shared(&line.text, &told)
    };
    let is_candidate = |at: &usize| {
        let line = &lines[*at];
        (2..=28).contains(&line.words)
            && !is_aside(line)
            && !is_of_page(&line.text)
            && !is_trail(&line.text)
            && !matches!(line.look, Look::Item(_) | Look::Made)
            && !is_of_picture(*at)
    };
    near.filter(is_candidate)
        .max_by_key(|at| (score(*at), usize::MAX - at))
        .map(|at| (at, TitleFrom::LineAbove))
}

/// The headline below the name of a site: that is a known outlet's, or has the lines of a menu below it, and a longer line follows
/// that is none of the menu.
fn below_site(lines: &[Line], plain: &[usize], body: usize) -> Option<usize> {
    /// The longest name of a site, in words.
    const SITE: usize = 3;
    /// So many short lines are a menu.
    const MENU: usize = 3;
    let (first, rest) = plain.split_first()?;
    let site = &lines[*first];
    let is_of_menu = |at: usize| {
        use crate::furniture::Furniture::{Cookies, Navigation, ReadOn, Subscribe};
        let next = lines.get(at + 1).map(|line| line.look);
        matches!(next, Some(Look::Furniture(Why::Furniture(Cookies | Navigation | ReadOn | Subscribe))))
    };
    let headline = rest.iter().copied().find(|at| lines[*at].words > SITE && !is_of_menu(*at))?;
    let is_headline = lines[headline].look != Look::Prose && lines[headline].words <= LONGEST;
    let between = lines[first + 1..headline].iter();
    let menu =
        between.filter(|line| line.words <= SITE && matches!(line.look, Look::Short | Look::Furniture(_)));
    let is_site = byline::is_outlet(&site.text) || byline::is_titled(&site.text) || menu.count() >= MENU;
    (site.look == Look::Short && site.words <= SITE && is_site && is_headline && headline < body)
        .then_some(headline)
}

/// Whether the headline can be another one of the lines above a text and its byline: there are two more that are no sentences, or one
/// that is longer, below a few words. "Council of Melby", "Budget committee", and the headline.
fn is_one_of_several(lines: &[Line], plain: &[usize]) -> bool {
    /// The longest name of a section, in words.
    const SECTION: usize = 2;
    let Some((first, rest)) = plain.split_first() else { return false };
    let is_signature = |line: &Line| is_date(&line.text) || byline::read(&line.text).is_some();
    let signed =
        lines[*first..].iter().skip(1).position(is_signature).map_or(lines.len(), |at| first + 1 + at);
    let above = rest.iter().filter(|at| **at < signed).map(|at| &lines[*at]);
    let first = &lines[*first];
    // "When: 4 March 2025" is none.
    let is_candidate =
        |line: &&Line| line.look == Look::Short && line.words > 1 && !date::is_of_other(&line.text);
    let mut short = above.filter(is_candidate);
    let is_section = |line: &Line| first.words <= SECTION && line.words > first.words + 1;
    first.look == Look::Short && (short.clone().count() >= 2 || short.any(is_section))
}

/// Whether a line is the number of a case, above what it is about: `[2025] MWHC 12`, "Case No: C-12/24", "Az.: 3 K 12/24".
fn is_citation(text: &str) -> bool {
    /// The longest, in words.
    const LONGEST: usize = 10;
    const BEGINNINGS: &[&str] = &[
        "case no", "case number", "case ref", "claim no", "appeal no", "docket no", "neutral citation",
        "ecli:", "aktenzeichen", "geschäftszeichen", "az.", "az:", "n° rg", "rg n°", "n° de rg", "pourvoi n",
        "requête n", "affaire n", "arrêt n", "jugement n", "sentencia n", "recurso n", "rollo n",
        "procedimiento n", "справа №", "справа n", "провадження №", "єдиний унікальний номер",
    ];
    let lower = text.to_lowercase();
    // "[2025] MWHC 12 (Admin)", alone or behind the names of the parties.
    let bracket = lower.split_once('[').and_then(|(_, rest)| rest.split_once(']'));
    let is_year = bracket.is_some_and(|(year, rest)| {
        year.len() == 4
            && year.bytes().all(|byte| byte.is_ascii_digit())
            && rest.bytes().any(|byte| byte.is_ascii_digit())
    });
    let is_begun = BEGINNINGS.iter().any(|start| lower.starts_with(start));
    text.split(' ').count() <= LONGEST
        && text.bytes().any(|byte| byte.is_ascii_digit())
        && (is_begun || is_year && lower.starts_with('['))
}

/// The longer words of a text.
fn told(body: &[Line]) -> BTreeSet<String> {
    body.iter().take(60).flat_map(|line| longer_words(&line.text)).collect()
}

/// What it speaks for a headline that the text has its words.
fn shared(text: &str, told: &BTreeSet<String>) -> usize {
    let words: Vec<String> = longer_words(text).collect();
    let known = words.iter().filter(|word| told.contains(*word)).count();
    known.min(4) * 4 + if words.is_empty() { 0 } else { known * 14 / words.len() }
}

fn longer_words(text: &str) -> impl Iterator<Item = String> + '_ {
    let words = text.split(|letter: char| !letter.is_alphanumeric());
    words.filter(|word| word.chars().count() >= 4).map(str::to_lowercase)
}

/// "Home / World / Ships", "HomeWorldShips": a trail or a menu that lost its gaps.
fn is_trail(text: &str) -> bool {
    let letters: Vec<char> = text.chars().collect();
    let glued = letters
        .windows(3)
        .filter(|part| part[0].is_lowercase() && part[1].is_uppercase() && part[2].is_lowercase())
        .count();
    glued >= 2
        || text.contains(['›', '»']) && !text.contains('«')
        || text.matches(" / ").count() >= 2
        || text.matches(" > ").count() >= 1
}
