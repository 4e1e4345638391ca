//! Where in a pasted text its article stands: the densest run of lines that end as sentences do.

use std::ops::Range;

use super::lines::{Line, Look};
use super::pictures;
use crate::furniture::Furniture;
use crate::import::newsroom::agencies::Agencies;
use crate::import::newsroom::furniture::{self, Why};

/// Whether half as many words as in the article stand around it in sentences that are not of the page.
pub(super) fn is_much_around(lines: &[Line], article: Range<usize>) -> bool {
    const FEWEST: usize = 60;
    let words = |lines: &[Line]| -> usize {
        let is_text = |line: &&Line| line.look == Look::Prose && line.words >= 8 && !is_of_page(&line.text);
        lines.iter().filter(is_text).map(|line| line.words).sum()
    };
    let around = words(&lines[..article.start]) + words(&lines[article.end..]);
    around >= FEWEST && around * 2 >= words(&lines[article])
}

/// What a line speaks for the article's standing here, in words.
fn weight(line: &Line) -> i64 {
    let words = i64::try_from(line.words.min(60)).unwrap_or(60);
    match line.look {
        Look::Prose if is_of_page(&line.text) => -words / 4,
        Look::Prose if words >= 8 => words,
        Look::Prose => words / 2,
        Look::Endless => 10,
        Look::Item(_) if words >= 8 => words / 3,
        Look::Item(_) => -2,
        Look::Made => 0,
        Look::Short if words >= 8 => -6,
        Look::Short => -5,
        Look::Furniture(_) => -5,
    }
}

/// Words of sentences that are of the page and not of its article. In lower case.
const OF_PAGE: &[&str] = &[
    "cookie", "privacy policy", "terms of use", "terms of service", "terms and conditions",
    "all rights reserved", "your email address", "newsletter", "unsubscribe", "recaptcha", "javascript",
    "your inbox", "subscri", "save my name", "required fields", "affiliate", "your browser", "datenschutz",
    "nutzungsbedingungen", "e-mail-adresse", "abonnieren", "confidentialité", "adresse e-mail",
    "adresse email", "abonnez", "política de privacidad", "correo electrónico", "suscríb", "suscrib",
    "конфіденційності", "електронної пошти", "електронну", "підпис", "розсилк",
];

/// Whether a sentence speaks of cookies, rights, newsletters: two such words, or one in a short sentence.
pub(super) fn is_of_page(text: &str) -> bool {
    if text.len() > 900 {
        return false;
    }
    let lower = text.to_lowercase();
    let hits = OF_PAGE.iter().filter(|word| lower.contains(*word)).count();
    hits >= 2 || hits == 1 && text.len() < 220
}

/// Behind the head of the comments sentences weigh half: they are their readers'.
const OF_READERS: i64 = 2;

/// The lines of the article; empty where nothing is a sentence.
pub(super) fn find(lines: &[Line], agencies: &Agencies) -> Range<usize> {
    let (mut best, mut best_sum) = (0..0, 0);
    let (mut start, mut sum) = (0, 0);
    let mut is_of_readers = false;
    for (at, line) in lines.iter().enumerate() {
        let mut own = weight(line);
        is_of_readers |=
            line.look == Look::Furniture(Why::Furniture(Furniture::Comments)) && best_sum >= ENOUGH_SUM;
        if is_of_readers && own > 0 {
            own /= OF_READERS;
        }
        sum += own;
        if sum <= 0 {
            (start, sum) = (at + 1, 0);
        } else if sum > best_sum {
            (best, best_sum) = (start..at + 1, sum);
        }
    }
    if best.is_empty() {
        return best;
    }
    let is_text = |line: &Line| matches!(line.look, Look::Prose | Look::Item(_) | Look::Made);
    let first = || lines.iter().position(is_text).unwrap_or(best.start).min(best.start);
    if !lines.iter().any(is_frame) {
        return first()..lines.len();
    }
    let all = first()..lines.len();
    let end = end_by_marks(lines, &all, true);
    if is_nearly_alone(&lines[..end]) {
        return all.start..before_frame(&lines[..end], &best);
    }
    let end = end_by_marks(lines, &best, false);
    best.start..if end == best.end { with_tail(lines, end, agencies) } else { end }
}

/// Whether a line is of a page. What stands in a text that was copied alone is none: dates, signs, who filed it.
fn is_frame(line: &Line) -> bool {
    match line.look {
        Look::Furniture(why) => !matches!(
            why,
            Why::Date
                | Why::Staff
                | Why::Sign
                | Why::Email
                | Why::Release
                | Why::Embargo
                | Why::Furniture(Furniture::SourceLink)
        ),
        Look::Endless => true,
        _ => is_of_page(&line.text),
    }
}

/// Whether hardly anything of a page was copied with a text: an advertisement's label, a notice of rights. Most of its words are
/// sentences then, from the first one on.
fn is_nearly_alone(lines: &[Line]) -> bool {
    const MOST: usize = 3;
    let frame = lines.iter().filter(|line| is_frame(line)).count();
    let is_text = |line: &&Line| matches!(line.look, Look::Prose | Look::Item(_) | Look::Made);
    let first = lines.iter().position(|line| is_text(&line)).unwrap_or(lines.len());
    let rest = || lines[first..].iter().filter(|line| !matches!(line.look, Look::Furniture(_)));
    let all: usize = rest().map(|line| line.words).sum();
    let text: usize = rest().filter(is_text).map(|line| line.words).sum();
    let is_few = frame <= MOST && frame * 4 <= lines.len();
    is_few && first <= ABOVE && text * 2 >= all
}

/// So many lines can stand above a text that was copied from its headline on.
const ABOVE: usize = 8;

/// The end before the last lines of a page, where no text stands behind them.
fn before_frame(lines: &[Line], best: &Range<usize>) -> usize {
    let is_text =
        |line: &Line| matches!(line.look, Look::Prose | Look::Item(_) | Look::Made) && !is_frame(line);
    let best = best.end.min(lines.len());
    let last = lines.iter().rposition(is_text).map_or(best, |at| (at + 1).max(best));
    let frame = lines[last..].iter().position(|line| is_frame(line) || is_over(line));
    let end = frame.map_or(lines.len(), |at| last + at);
    if end - last > TAIL { last } else { end }
}

/// Whether it says that a text is over.
fn is_over(line: &Line) -> bool {
    matches!(line.look, Look::Furniture(why) if is_end(why))
}

/// So many lines behind the last sentence may belong to a text that was copied without its page.
const TAIL: usize = 6;

/// The end with the list that follows, and with a few lines more where nothing of a page stands among them.
fn with_tail(lines: &[Line], end: usize, agencies: &Agencies) -> usize {
    let is_own = |line: &&Line| matches!(line.look, Look::Short | Look::Item(_) | Look::Made);
    let is_text = |line: &Line| line.look == Look::Prose && !is_of_page(&line.text);
    let behind = &lines[end..];
    let list = |end: usize| {
        end + lines[end..].iter().take_while(|line| matches!(line.look, Look::Item(_) | Look::Made)).count()
    };
    if behind.len() <= TAIL {
        let open = behind.iter().take_while(|line| !is_over(line)).count();
        let is_clean = behind.iter().all(|line| is_own(&line));
        let own = if is_clean {
            Some(behind.len())
        } else {
            behind[..open].iter().rposition(is_text).map(|at| at + 1)
        };
        return list(end + own.unwrap_or(0));
    }
    // A short sentence behind one line more weighs too little to be seen: speech below a caption. A picture with its caption are
    // two.
    let mut end = end;
    loop {
        let between = pictures::between(&lines[end..], agencies)
            .max(usize::from(lines.get(end).is_some_and(|line| is_own(&line))));
        if between == 0 || !lines.get(end + between).is_some_and(is_text) {
            break;
        }
        end += between + 1;
    }
    list(end)
}

/// From so many words on an article can be over.
const ENOUGH: usize = 80;
const ENOUGH_SUM: i64 = 60;

/// The article's end as far as words of the page tell it: a source link, a counter, the comment box, cards. In a text that was copied
/// nearly alone an invitation to subscribe is a box.
fn end_by_marks(lines: &[Line], body: &Range<usize>, is_alone: bool) -> usize {
    let prose = |range: Range<usize>| -> usize {
        lines[range].iter().filter(|line| line.look == Look::Prose).map(|line| line.words).sum()
    };
    let all = prose(body.clone());
    // In a short text one sentence more is much of it.
    let few = if all >= ENOUGH * 2 { 3 } else { 1 };
    // How many lines are no sentences, from each on.
    let mut asides = vec![0; body.len() + 1];
    for at in body.clone().rev() {
        let place = at - body.start;
        asides[place] = asides[place + 1] + usize::from(is_aside(&lines[at]));
    }
    let mut before = 0;
    for at in body.clone() {
        let line = &lines[at];
        let is_enough = before > 0 && (before >= ENOUGH || before * 2 >= all);
        match line.look {
            _ if is_enough && is_of_reader(lines, at) => return at,
            Look::Prose => before += line.words,
            Look::Furniture(why) if is_enough => {
                let behind = at + 1..body.end.min(at + 10);
                let follows =
                    lines[behind].iter().filter(|line| line.look == Look::Prose && line.words >= 12).count();
                let is_most = (all - before) * 2 < before;
                let rest = body.end - at - 1;
                let is_over = match why {
                    Why::Furniture(Furniture::SourceLink) => true,
                    // "Comments (12)", and what readers say: no part of a text is headed so.
                    Why::Furniture(Furniture::Comments) if is_counted(line) => true,
                    // "Comments" may be the heading of a part, and a report goes on below who wrote it: words of the page,
                    // names and dates stand between the sentences of others.
                    _ if is_end(why) => asides[at + 1 - body.start] * 3 >= rest,
                    _ => !is_alone && is_turn(why) && follows < few && is_most,
                };
                if is_over {
                    return at;
                }
            }
            _ => {}
        }
    }
    body.end
}

/// Whether a line has a number.
fn is_counted(line: &Line) -> bool {
    line.text.bytes().any(|byte| byte.is_ascii_digit())
}

/// Whether a line is one of a page around its text, or of whoever comments on it.
fn is_aside(line: &Line) -> bool {
    matches!(line.look, Look::Furniture(_) | Look::Endless) || line.look == Look::Short && line.words <= 8
}

/// "Clara says:", and when: how comments of readers are headed.
fn is_of_reader(lines: &[Line], at: usize) -> bool {
    const SAYS: &[&str] = &[
        " says:", " said:", " wrote:", " sagt:", " schrieb:", " schreibt:", " dit :", " a dit :", " dice:",
        " dijo:", " каже:", " пише:", " говорить:", " коментує:",
    ];
    let line = &lines[at];
    let is_says = line.words <= 7 && SAYS.iter().any(|says| line.text.to_lowercase().ends_with(says));
    is_says && lines.get(at + 1).is_some_and(|next| furniture::is_when(&next.text))
}

/// Behind this comes no article.
fn is_end(why: Why) -> bool {
    matches!(
        why,
        Why::Furniture(Furniture::SourceLink | Furniture::Counter | Furniture::Comments) | Why::Staff
    )
}

/// Behind this comes an article only if there is much of it.
fn is_turn(why: Why) -> bool {
    matches!(
        why,
        Why::Furniture(
            Furniture::ReadOn
                | Furniture::Rights
                | Furniture::Subscribe
                | Furniture::Follow
                | Furniture::Cookies
        ) | Why::Newsletter
            | Why::Wall
    )
}
