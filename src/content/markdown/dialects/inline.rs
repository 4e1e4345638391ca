//! Marks within a line: `==marked==`, `++added++`, `H~2~O`, `x^2^`, `:smile:`, `^[a note]`.
//!
//! See <https://pandoc.org/MANUAL.html#extension-mark>, <https://github.com/markdown-it/markdown-it> (its plugins `ins`,
//! `mark`, `sub`, `sup`, `emoji`) and <https://docs.github.com/en/get-started/writing-on-github> (emoji).

use super::{At, Found, Kind, foreign};
use crate::content::markdown::HtmlPolicy;

const MARKED: Kind = Kind {
    key: "==",
    summary: "`==…==` means nothing here: it is shown as text",
    remedy: "write `<mark>…</mark>`",
};
const ADDED: Kind = Kind {
    key: "++",
    summary: "`++…++` means nothing here: it is shown as text",
    remedy: "write `<ins>…</ins>`",
};
const LOWERED: Kind = Kind {
    key: "~",
    summary: "`~…~` within a word means nothing here: it is shown as text",
    remedy: "write `<sub>…</sub>`",
};
const RAISED: Kind = Kind {
    key: "^",
    summary: "`^…^` means nothing here: it is shown as text",
    remedy: "write `<sup>…</sup>`",
};
const EMOJI: Kind = Kind {
    key: ":",
    summary: "emoji codes (`:smile:`) mean nothing here: they are shown as text",
    remedy: "write the emoji themselves",
};
const NOTE: Kind = Kind {
    key: "^[",
    summary: "notes in the line (`^[…]`) mean nothing here: they are shown as text",
    remedy: "write `[^1]`, and `[^1]: …` in a paragraph of its own",
};

pub(super) fn find(at: At<'_>, byte: u8, html: HtmlPolicy) -> Option<Found> {
    match byte {
        b'=' => pair(at, "==", "mark", &MARKED, html),
        b'+' => pair(at, "++", "ins", &ADDED, html),
        b'~' => lowered(at, html),
        b'^' => note(at).or_else(|| raised(at, html)),
        b':' => emoji(at),
        _ => None,
    }
}

/// Two signs, words, and the signs again, none of them within a word.
fn pair(at: At<'_>, signs: &str, tag: &str, kind: &Kind, html: HtmlPolicy) -> Option<Found> {
    let line = at.line();
    let sign = signs.as_bytes()[0] as char;
    let inside = line.strip_prefix(signs).filter(|inside| !inside.starts_with(sign))?;
    if at.previous().is_some_and(|c| c.is_alphanumeric() || c == sign || matches!(c, '/' | '_')) {
        return None;
    }
    let end = inside.find(signs)?;
    let words = &inside[..end];
    let after = inside[end + 2..].chars().next();
    let is_pair = words.trim() == words
        && words.chars().any(char::is_alphanumeric)
        && !words.contains('`')
        && !after.is_some_and(|c| c.is_alphanumeric() || c == sign);
    is_pair.then(|| element(at, end + 4, kind, (tag, words), html))
}

/// The element with these words; where HTML is shown as text, what comes near it.
fn element(at: At<'_>, length: usize, kind: &Kind, (tag, words): (&str, &str), html: HtmlPolicy) -> Found {
    if html == HtmlPolicy::Escape {
        let hint = format!("HTML is shown as text here (`markdown.html: escape`): write `**{words}**`");
        return foreign(at, length, kind, [hint]);
    }
    write(at, length, kind, format!("<{tag}>{words}</{tag}>"))
}

fn script(at: At<'_>, kind: &Kind, (tag, words): (&str, &str), digits: &str, html: HtmlPolicy) -> Found {
    let sign = |c: char| digits.chars().nth(c.to_digit(10)? as usize);
    let length = words.len() + 2;
    match (html, words.chars().map(sign).collect::<Option<String>>()) {
        (HtmlPolicy::Escape, Some(signs)) => write(at, length, kind, signs),
        (HtmlPolicy::Escape, None) => {
            let hint = "HTML is shown as text here (`markdown.html: escape`): write it in words";
            foreign(at, length, kind, [hint.to_owned()])
        }
        _ => write(at, length, kind, format!("<{tag}>{words}</{tag}>")),
    }
}

/// What is mended by writing something else in its place.
fn write(at: At<'_>, length: usize, kind: &Kind, instead: String) -> Found {
    foreign(at, length, kind, [format!("write `{instead}`")]).replaced_by(instead)
}

/// `H~2~O`: within a formula. Times and paths (`~5`, `~user`) are none.
fn lowered(at: At<'_>, html: HtmlPolicy) -> Option<Found> {
    let follows = |c: char| c.is_ascii_alphabetic() || matches!(c, ')' | ']' | '*' | '_');
    let inside = at.line().strip_prefix('~').filter(|_| at.previous().is_some_and(follows))?;
    let words = &inside[..inside.find('~')?];
    let after = inside[words.len() + 1..].chars().next();
    let is_script = is_script(words)
        && after != Some('~')
        && !(words.len() > 4 && after.is_some_and(char::is_alphanumeric));
    is_script.then(|| script(at, &LOWERED, ("sub", words), "₀₁₂₃₄₅₆₇₈₉", html))
}

/// `x^2^`, `19^th^`. Powers (`2^10`, `2^3^2`) are none.
fn raised(at: At<'_>, html: HtmlPolicy) -> Option<Found> {
    let follows = |c: char| c.is_alphanumeric() || matches!(c, ')' | ']' | '*' | '_' | '’' | '”');
    let inside = at.line().strip_prefix('^').filter(|_| at.previous().is_some_and(follows))?;
    let words = &inside[..inside.find('^')?];
    let after = inside[words.len() + 1..].chars().next();
    let goes_on =
        after.is_some_and(|c| c.is_ascii_digit() || c == '^' || c.is_alphanumeric() && words.len() == 1);
    (is_script(words) && !goes_on).then(|| script(at, &RAISED, ("sup", words), "⁰¹²³⁴⁵⁶⁷⁸⁹", html))
}

fn is_script(words: &str) -> bool {
    (1..=16).contains(&words.len())
        && words.chars().any(|c| c.is_alphanumeric())
        && words.chars().all(|c| c.is_alphanumeric() || matches!(c, '+' | '-' | '−' | '(' | ')' | ',' | '.'))
}

/// The code of an emoji that GitHub knows.
fn emoji(at: At<'_>) -> Option<Found> {
    let inside = at.line().strip_prefix(':')?;
    let is_code = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'_' | b'+' | b'-');
    let end = inside.bytes().position(|b| !is_code(b)).filter(|end| (2..=40).contains(end))?;
    let after = inside[end..].strip_prefix(':')?.chars().next();
    let joins = |c: char| c.is_alphanumeric() || matches!(c, '/' | ':' | '_' | '-');
    if at.previous().is_some_and(|c| c.is_alphanumeric() || matches!(c, '/' | '_'))
        || after.is_some_and(|c| joins(c) && c != ':')
    {
        return None;
    }
    let emoji = emojis::get_by_shortcode(&inside[..end])?;
    Some(write(at, end + 2, &EMOJI, emoji.to_string()))
}

/// `^[A note]` of Pandoc and Obsidian.
fn note(at: At<'_>) -> Option<Found> {
    let line = at.line();
    let words = line.strip_prefix("^[")?;
    let end = words.find(']')?;
    let is_note = words[..end].contains(' ') && !words[end + 1..].starts_with(['(', '[']);
    is_note.then(|| {
        let hint = format!("write `[^1]`, and `[^1]: {}` in a paragraph of its own", &words[..end]);
        foreign(at, end + 3, &NOTE, [hint])
    })
}
