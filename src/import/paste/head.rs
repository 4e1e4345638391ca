//! What stands above an article: headline, standfirst, byline, date.

use std::ops::Range;

use super::cards::same;
use super::lines::{Line, Look};
use super::pictures;
use super::{Pasted, TitleFrom, title};
use crate::content::date::months;
use crate::import::facts::date;
use crate::import::newsroom::agencies::Agencies;
use crate::import::newsroom::byline::{self, Byline};
use crate::import::newsroom::embargo::is_embargo;
use crate::import::newsroom::furniture::{self, Why};
use crate::import::newsroom::words::ends_sentence;

/// A byline stands no more lines below the headline.
const NEAR: usize = 30;
/// Lines of the text itself among which a byline may stand, below a standfirst.
const BELOW: usize = 3;

/// Reads what stands above the text. The first line that is left for the text.
pub(super) fn read(lines: &[Line], body: &Range<usize>, agencies: &Agencies, pasted: &mut Pasted) -> usize {
    let (first, from) = if pasted.title.is_some() {
        (0, pasted.title_from)
    } else {
        let Some((title, from)) = title::line(lines, body, agencies) else {
            remove_above(lines, 0..body.start, pasted, |pasted| &mut pasted.date_above);
            return body.start;
        };
        pasted.title = Some(lines[title].text.clone());
        pasted.unlabel();
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
    if date::of_line(line).is_some() {
        date_of(line, &mut pasted.date_text);
    }
    between(lines, first..at, pasted);
    below(lines, at + 1, body, agencies, pasted)
}

/// A byline that says that it is one.
pub(super) fn marked(text: &str) -> Option<Byline> {
    byline::read(text)
        .filter(|byline| byline.is_marked || byline.people.iter().any(|person| person.role.is_some()))
}

/// A line that is no headline: furniture, a byline, a date.
pub(super) fn is_aside(line: &Line) -> bool {
    matches!(line.look, Look::Furniture(_))
        || is_date(&line.text)
        || line.look == Look::Short && byline::read(&line.text).is_some()
}

/// Whether a line of words that begin with capitals has more of them than most names.
pub(super) fn is_capitalised(line: &Line) -> bool {
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
    let is_said = !ends_sentence(text) || furniture::is_when(text);
    words.len() <= 12 && is_dated && is_said && !date::is_of_other(text) && !is_embargo(text)
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
        let byline = byline::read(&line.text).or_else(|| byline::of_staff_alone(&line.text))?;
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
            date_of(&line.text, &mut pasted.date_text);
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
            date_of(&line.text, &mut pasted.date_text);
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
        } else if pasted.is_byline_told
            && pasted.byline.is_empty()
            && pasted.outlet.is_none()
            && line.look == Look::Short
            && byline::is_outlet(&line.text)
            && lines.get(at + 1).is_some_and(|next| is_date(&next.text))
        {
            // "By Staff", and whose.
            pasted.outlet = Some(line.text.clone());
        } else {
            return at;
        }
        at += 1;
    }
    at
}

/// Keeps the text of a date: the first one, unless that is the date of a change. Whether it was kept.
fn date_of(text: &str, place: &mut Option<String>) -> bool {
    let is_kept = place.as_ref().is_none_or(|known| date::is_of_change(known) && !date::is_of_change(text));
    if is_kept {
        *place = Some(text.to_owned());
    }
    is_kept
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
        let is_date = is_date(&line.text) && pasted.title.is_some();
        if !is_date || !date_of(&line.text, date(pasted)) {
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
