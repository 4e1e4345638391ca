//! What stands above an article: headline, standfirst, byline, date.

use std::collections::BTreeSet;
use std::ops::Range;

use super::body::is_of_page;
use super::cards::same;
use super::lines::{Line, Look};
use super::pictures;
use super::{Pasted, TitleFrom};
use crate::content::date::months;
use crate::import::newsroom::agencies::Agencies;
use crate::import::newsroom::byline::{self, Byline};
use crate::import::newsroom::furniture::{self, Why};
use crate::import::newsroom::words::{DEFINITE, ends_sentence};

/// With no more lines than these above it, a text was copied from its headline on.
const FEW: usize = 8;
/// Of more lines than these the first may be another than the headline.
const SEVERAL: usize = 4;
/// A headline stands no more lines than these above its text.
const NEAR: usize = 30;
/// Lines of the text itself among which a byline may stand, below a standfirst.
const BELOW: usize = 3;

/// Reads what stands above the text. The first line that is left for the text.
pub(super) fn read(lines: &[Line], body: &Range<usize>, agencies: &Agencies, pasted: &mut Pasted) -> usize {
    let (first, from) = if pasted.title.is_some() {
        (0, pasted.title_from)
    } else {
        let Some((title, from)) = title(lines, body, agencies) else {
            remove_above(lines, 0..body.start, pasted, |pasted| &mut pasted.date_above);
            return body.start;
        };
        pasted.title = Some(lines[title].text.clone());
        pasted.title_from = from;
        remove_above(lines, 0..title, pasted, |pasted| &mut pasted.date_above);
        (title + 1, from)
    };
    let zone = first..(body.start.max(first) + BELOW).min(body.end.max(first)).min(first + NEAR);
    let Some((at, byline, is_told)) = find_byline(lines, zone, from) else {
        let start = if from.is_first() { first } else { body.start.max(first) };
        remove_above(lines, first..start, pasted, |pasted| &mut pasted.date_text);
        return below(lines, start, body, agencies, pasted);
    };
    pasted.outlet = byline.people.is_empty().then(|| byline.outlet.clone()).flatten();
    pasted.byline = byline.people;
    pasted.is_byline_told = is_told;
    // "Peter Dale | 14 April 2026 at 10:20"
    let line = &lines[at].text;
    if line.bytes().filter(u8::is_ascii_digit).count() >= 5 && line.split(' ').any(months::is_month) {
        pasted.date_text.get_or_insert_with(|| line.clone());
    }
    between(lines, first..at, pasted);
    below(lines, at + 1, body, agencies, pasted)
}

/// The line of the headline.
fn title(lines: &[Line], body: &Range<usize>, agencies: &Agencies) -> Option<(usize, TitleFrom)> {
    let is_of_picture = |at: usize| pictures::between(&lines[at..], agencies) > 0;
    let is_caption =
        |at: usize| at.checked_sub(1).is_some_and(|above| pictures::between(&lines[above..], agencies) > 1);
    let plain: Vec<usize> =
        (0..body.start).filter(|at| !is_aside(&lines[*at]) && !is_of_picture(*at)).collect();
    if plain.len() <= FEW
        && let Some(first) = plain.first().filter(|first| **first <= FEW)
    {
        let line = &lines[*first];
        if let Some(at) = below_site(lines, &plain, body.start) {
            return Some((at, TitleFrom::LineAbove));
        }
        if (2..=35).contains(&line.words) {
            let from = if plain.len() > SEVERAL { TitleFrom::FirstOfSeveral } else { TitleFrom::FirstLine };
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
    let is_headline = lines[headline].look != Look::Prose && lines[headline].words <= 35;
    let between = lines[first + 1..headline].iter();
    let menu =
        between.filter(|line| line.words <= SITE && matches!(line.look, Look::Short | Look::Furniture(_)));
    let is_site = byline::is_outlet(&site.text) || is_titled(&site.text) || menu.count() >= MENU;
    (site.look == Look::Short && site.words <= SITE && is_site && is_headline && headline < body)
        .then_some(headline)
}

/// "The Ledger", "Der Bote", "Le Phare": an article, and nothing in small letters.
fn is_titled(text: &str) -> bool {
    let mut words = text.split(' ');
    let is_begun = words.next().is_some_and(|word| DEFINITE.contains(&word));
    let rest: Vec<&str> = words.collect();
    is_begun && !rest.is_empty() && rest.iter().all(|word| word.starts_with(char::is_uppercase))
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

/// A byline that says that it is one.
fn marked(text: &str) -> Option<Byline> {
    byline::read(text)
        .filter(|byline| byline.is_marked || byline.people.iter().any(|person| person.role.is_some()))
}

/// A line that is no headline: furniture, a byline, a date.
fn is_aside(line: &Line) -> bool {
    matches!(line.look, Look::Furniture(_))
        || is_date(&line.text)
        || line.look == Look::Short && byline::read(&line.text).is_some()
}

/// Whether a line of words that begin with capitals has more of them than most names.
fn is_capitalised(line: &Line) -> bool {
    (3..=18).contains(&line.words)
        && line.look == Look::Short
        && !is_date(&line.text)
        && byline::read(&line.text).is_some_and(|byline| !byline.is_marked && byline.people.len() == 1)
}

/// Whether a line says when, and nothing else.
pub(super) fn is_date(text: &str) -> bool {
    let words: Vec<&str> = text.split(' ').collect();
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let is_time = |word: &&str| {
        let clock = word.trim_matches(|letter: char| !letter.is_ascii_digit());
        let (hours, rest) = clock.split_once([':', '.']).unwrap_or_default();
        let minutes = rest.bytes().take_while(u8::is_ascii_digit).count();
        (1..=2).contains(&hours.len()) && minutes == 2
    };
    // "Firefighters were called at 04:00" is no date.
    let is_clock = (words.len() <= 4 || digits >= 8) && words.iter().any(is_time);
    let is_day = words
        .iter()
        .any(|word| word.split(['/', '.', '-']).filter(|part| part.parse::<u32>().is_ok()).count() == 3);
    let is_named = words.iter().any(|word| months::is_month(word)) && digits > 0;
    // "2019-11-18T20:51:19Z"
    let is_iso =
        words.iter().any(|word| word.len() >= 16 && word.as_bytes()[10] == b'T' && word.starts_with("20"));
    let is_dated = digits >= 2 && (is_day || is_named || is_clock || is_iso) && digits * 6 >= text.len() / 2;
    words.len() <= 12 && is_dated && (!ends_sentence(text) || furniture::is_when(text))
}

/// The first byline below the headline. A bare name is one where it stands right below headline or standfirst, or beside a
/// date, a role or the word "By".
///
/// Behind more than one sentence there is none: what stands between is text. Answers also whether the line says that it is one.
fn find_byline(lines: &[Line], zone: Range<usize>, from: TitleFrom) -> Option<(usize, Byline, bool)> {
    let first = zone.start;
    let is_sentence = |at: &usize| lines[*at].look == Look::Prose && lines[*at].words >= 5;
    let second = zone.clone().filter(is_sentence).nth(1).unwrap_or(zone.end);
    (zone.start..second).find_map(|at| {
        let line = &lines[at];
        if line.words > 30 || line.look == Look::Prose && line.words > 14 {
            return None;
        }
        let byline = byline::read(&line.text)?;
        let is_told = byline.is_marked
            || byline.people.iter().any(|person| person.role.is_some() || person.place.is_some());
        let next = lines.get(at + 1);
        let is_before = next.is_some_and(|next| {
            is_date(&next.text)
                || next.look == Look::Short
                    && byline::below_name(&next.text)
                        .is_some_and(|person| person.role.is_some() || person.outlet.is_some())
        });
        let above = at.checked_sub(1).map(|above| &lines[above]);
        let is_behind =
            above.is_some_and(|above| byline::is_mark(&above.text) || at > first && is_date(&above.text));
        let is_near = matches!(from, TitleFrom::FirstLine | TitleFrom::FirstOfSeveral) && at <= first + 1;
        let is_told = is_told || is_before || is_behind;
        (is_told || is_near).then_some((at, byline, is_told))
    })
}

/// Between headline and byline: at most one standfirst; the rest is the page's.
fn between(lines: &[Line], range: Range<usize>, pasted: &mut Pasted) {
    for line in &lines[range] {
        let is_text = matches!(line.look, Look::Prose | Look::Short | Look::Endless) && line.words >= 5;
        if byline::is_mark(&line.text) {
            continue;
        }
        if is_date(&line.text) {
            pasted.date_text.get_or_insert_with(|| line.text.clone());
        } else if is_text && pasted.standfirst.is_none() && !is_again(line, pasted) {
            pasted.standfirst = Some(line.text.clone());
        } else {
            remove_line(line, pasted);
        }
    }
}

/// Below the byline: roles of whom it names, further names, dates. The first line that is none of it.
fn below(
    lines: &[Line],
    from: usize,
    body: &Range<usize>,
    agencies: &Agencies,
    pasted: &mut Pasted,
) -> usize {
    let mut at = from;
    while at < body.end {
        let line = &lines[at];
        if is_date(&line.text) || line.look == Look::Furniture(Why::Date) {
            pasted.date_text.get_or_insert_with(|| line.text.clone());
        } else if let Look::Furniture(why) = line.look {
            pasted.remove(line, why);
        } else if is_again(line, pasted) {
            pasted.remove(line, Why::Headline);
        } else if pictures::between(&lines[at..], agencies) > 1 {
            return at;
        } else if let Some(more) =
            (line.look == Look::Short).then(|| byline::below_name(&line.text)).flatten()
            && let Some(last) = pasted.byline.last_mut()
        {
            last.role = last.role.take().or(more.role);
            last.outlet = last.outlet.take().or(more.outlet);
            last.place = last.place.take().or(more.place);
        } else if line.look == Look::Short
            && !pasted.byline.is_empty()
            && let Some(more) = byline::read(&line.text)
        {
            for person in more.people {
                if !pasted.byline.iter().any(|known| known.name == person.name) {
                    pasted.byline.push(person);
                }
            }
        } else {
            return at;
        }
        at += 1;
    }
    at
}

fn is_again(line: &Line, pasted: &Pasted) -> bool {
    pasted.title.as_deref().is_some_and(|title| same(title, &line.text))
}

/// Takes out lines above the text. The first date among them goes where `date` says, once there is a headline.
fn remove_above(
    lines: &[Line],
    range: Range<usize>,
    pasted: &mut Pasted,
    date: fn(&mut Pasted) -> &mut Option<String>,
) {
    for line in &lines[range] {
        if is_date(&line.text) && pasted.title.is_some() && date(pasted).is_none() {
            *date(pasted) = Some(line.text.clone());
        } else {
            remove_line(line, pasted);
        }
    }
}

fn remove_line(line: &Line, pasted: &mut Pasted) {
    let why = match line.look {
        Look::Furniture(why) => why,
        _ if is_again(line, pasted) => Why::Headline,
        _ if is_date(&line.text) => Why::Date,
        _ => Why::Above,
    };
    pasted.remove(line, why);
}
