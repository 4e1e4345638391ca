//! Slips: `##Heading` without its space, `** bold **` that is none, `&nbsp` without its semicolon.

use super::{At, Found, Kind, failed};
use crate::content::markdown::HtmlPolicy;

const HEADING: Kind = Kind {
    key: "##",
    summary: "these are no headings: there is no space behind their `##`",
    remedy: "write a space behind the signs: `## Heading`",
};
const STRONG: Kind = Kind {
    key: "**",
    summary: "`**` is shown as text here: nothing is made bold",
    remedy: "write the words right between the signs, `**bold**`, and a space or a full stop behind",
};
const ENTITY: Kind = Kind {
    key: "&",
    summary: "character references that are none are shown as text",
    remedy: "write them with their semicolon and once: `&nbsp;`",
};

/// References without which one is surely a slip (HTML, 13.5), by those that typewriters lack.
const ENTITIES: [&str; 26] = [
    "amp", "bull", "copy", "eacute", "euro", "gt", "hellip", "laquo", "ldquo", "lsquo", "lt", "mdash",
    "middot", "nbsp", "ndash", "pound", "quot", "raquo", "rdquo", "reg", "rsquo", "sbquo", "bdquo", "shy",
    "times", "trade",
];

/// Those of them that may be in capitals.
const IN_CAPITALS: [&str; 7] = ["amp", "copy", "gt", "lt", "quot", "reg", "trade"];

pub(super) fn heading(at: At<'_>) -> Option<Found> {
    let line = at.line().trim_end();
    let words = line.trim_start_matches('#');
    let level = line.len() - words.len();
    // One sign alone is a hashtag.
    let is_heading = (2..=6).contains(&level)
        && words.starts_with(|c: char| {
            c.is_alphanumeric() || matches!(c, '*' | '[' | '`' | '"' | '«' | '“' | '„')
        });
    is_heading.then(|| {
        let signs = &line[..level];
        let message = format!("this is no heading: there is no space behind its `{signs}`");
        let instead = format!("{signs} {words}");
        failed(at, line.len(), message, &HEADING, format!("write `{instead}`")).replaced_by(instead)
    })
}

pub(super) fn strong(at: At<'_>, html: HtmlPolicy) -> Option<Found> {
    let inside = at.line().strip_prefix("**")?;
    let end = inside.find("**")?;
    let words = &inside[..end];
    let after = inside[end + 2..].chars().next();
    let before = at.previous();
    if words.contains(['*', '`'])
        || !words.chars().any(char::is_alphabetic)
        || after == Some('*')
        || before == Some('*')
    {
        return None;
    }
    let bare = words.trim();
    let in_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let message = |why: &str| format!("`**` is shown as text: {why}");
    if bare.len() < words.len() {
        // `a ** b` is a power, `price**` leads to a note.
        // `He **said **it`: what begins as it should, and ends beside a word. `f(**a, **b)` is a program's.
        let runs_on = words.trim_start() == words
            && before.is_none_or(char::is_whitespace)
            && bare.ends_with(|c: char| c.is_alphanumeric() || ".!?:”»…".contains(c));
        let is_power = bare.chars().count() < 3
            || bare.starts_with(|c: char| c.is_ascii_digit())
            || in_word(before)
            || in_word(after) && !runs_on;
        let why = "a space stands between the signs and the words";
        return (!is_power).then(|| {
            // The space goes out of the signs, where none stands.
            let opens = |c: char| c.is_whitespace() || "([{\"“«_*".contains(c);
            let space = |is_needed: bool| if is_needed { " " } else { "" };
            let before = space(words.starts_with(' ') && before.is_some_and(|c| !opens(c)));
            let behind = space(words.ends_with(' ') && in_word(after));
            let instead = format!("{before}**{bare}**{behind}");
            failed(at, end + 4, message(why), &STRONG, format!("write `{instead}`")).replaced_by(instead)
        });
    }
    let is_mark = |c: Option<char>| c.is_some_and(|c| !c.is_alphanumeric());
    let cannot_open = in_word(before) && is_mark(words.chars().next());
    let cannot_close = in_word(after) && is_mark(words.chars().next_back());
    (cannot_open || cannot_close).then(|| {
        let why = "a mark within the signs and a letter outside of them keep them from being read";
        let said = |hint| failed(at, end + 4, message(why), &STRONG, hint);
        match html {
            HtmlPolicy::Escape => said("leave a space between the signs and the word beside them".to_owned()),
            _ => {
                let instead = format!("<strong>{words}</strong>");
                said(format!("write `{instead}`")).replaced_by(instead)
            }
        }
    })
}

/// `*word *` and `**words*`: one pair of signs in a line, of which one is not where it should be.
pub(super) fn stars(at: At<'_>) -> Option<Found> {
    let line = at.line();
    let signs = if line.starts_with("**") { 2 } else { 1 };
    let inside = &line[signs..];
    let end = inside.find('*')?;
    let (words, after) = (&inside[..end], &inside[end + 1..]);
    let bare = words.trim_end();
    let begins = at.previous().is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '"' | '“' | '«'));
    let ends = !after.starts_with(|c: char| c.is_alphanumeric() || c == '*');
    let is_pair = begins
        && ends
        && !after.contains('*')
        && bare.starts_with(char::is_alphabetic)
        && bare.chars().count() <= 60
        && !bare.contains('`');
    let (why, instead) = match (signs, words.len() - bare.len()) {
        (1, 1) if is_pair => ("a space stands between the words and the sign", format!("*{bare}*")),
        (2, 0) if is_pair => ("two signs stand before the words, and one behind them", format!("**{bare}**")),
        _ => return None,
    };
    let message = format!("`*` is shown as text: {why}");
    let hint = format!("write `{instead}`");
    Some(failed(at, signs + end + 1, message, &STRONG, hint).replaced_by(instead))
}

pub(super) fn entity(at: At<'_>) -> Option<Found> {
    let line = at.line();
    let rest = line.strip_prefix('&')?;
    let (twice, rest) = match rest.strip_prefix("amp;") {
        Some(rest) => (true, rest),
        None => (false, rest),
    };
    let length = rest
        .bytes()
        .take(12)
        .position(|b| !(b.is_ascii_alphanumeric() || b == b'#'))
        .unwrap_or(rest.len().min(12));
    let name = &rest[..length];
    let after = rest[length..].chars().next();
    let lower = name.to_ascii_lowercase();
    let number = name.strip_prefix('#');
    let is_number = number.is_some_and(|number| {
        let digits = number.strip_prefix(['x', 'X']).unwrap_or(number);
        digits.len() > 1
            && digits
                .bytes()
                .all(|b| b.is_ascii_digit() || number.len() > digits.len() && b.is_ascii_hexdigit())
    });
    let is_name = ENTITIES.contains(&&*lower);
    let in_capitals = is_name && name != lower && !IN_CAPITALS.contains(&&*lower);
    let is_slip = match after {
        Some(';') => (is_name && !matches!(&*lower, "lt" | "gt") || is_number) && twice || in_capitals,
        Some('=' | '_' | '-') => false,
        after => {
            (is_name && name == lower || is_number) && !twice && !after.is_some_and(char::is_alphanumeric)
        }
    };
    if !is_slip {
        return None;
    }
    let length = 1 + usize::from(twice) * 4 + length + usize::from(after == Some(';'));
    let written = &line[..length];
    let meant = if is_name { lower.as_str() } else { name };
    let message = format!("`{written}` is shown as text: it is no character reference");
    let instead = format!("&{meant};");
    Some(failed(at, length, message, &ENTITY, format!("write `{instead}`")).replaced_by(instead))
}
