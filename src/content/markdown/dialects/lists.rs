//! Lines that were meant as a list and are none, so that they run together: `•` and what else word processors write for a
//! bullet, dashes, `-` and numbers without a space, numbers below a paragraph that do not begin with 1.
//!
//! See CommonMark 0.31, sections 5.2 and 5.3: a list that interrupts a paragraph begins with `-`, `*`, `+` or 1.

use super::{At, Found, Kind, failed};

const BULLET: Kind = Kind {
    key: "•",
    summary: "bullets (`•`) make no list: they are shown as text",
    remedy: "write `- ` in their place, at the beginning of the line",
};
const DASH: Kind = Kind {
    key: "list of dashes",
    summary: "lines that begin with a dash make no list: they run together",
    remedy: "write `- ` in its place; if the dashes belong to what people say, leave an empty line between the lines",
};
const SPACE: Kind = Kind {
    key: "list without spaces",
    summary: "lines that begin with `-` or a number make no list without a space behind it: they run together",
    remedy: "write a space behind each `-` or number",
};
const NUMBERS: Kind = Kind {
    key: "list below a paragraph",
    summary: "a list that does not begin with 1 makes none right below a paragraph: its lines run together",
    remedy: "leave an empty line above the first of them",
};

pub(super) fn find(at: At<'_>) -> Option<Found> {
    // Within a list's first line it is no list of its own.
    if !at.before().bytes().all(|byte| matches!(byte, b' ' | b'\t' | b'>')) {
        return None;
    }
    let line = at.line();
    match line.chars().next()? {
        '–' | '—' => dash(at, line),
        '-' => hyphen(at, line),
        '0'..='9' => number(at, line),
        first => bullet(at, line, first),
    }
}

/// `• Words`, `•⇥Words`. Word's own marks (`·`, `§`, `o` and what only its fonts have) stand before a tab.
fn bullet(at: At<'_>, line: &str, sign: char) -> Option<Found> {
    let needs_tab = match sign {
        '•' | '‣' | '◦' | '▪' | '▫' | '●' | '○' | '■' | '□' | '\u{f0b7}' | '\u{f0a7}' | '\u{f0d8}' => {
            false
        }
        '·' | '§' | 'o' => true,
        _ => return None,
    };
    let rest = &line[sign.len_utf8()..];
    let words = rest.trim_start();
    let begins = words.starts_with(|c: char| c.is_alphanumeric() || "\"'“„«‘*_[(!`€$£".contains(c));
    let is_bullet = begins
        && words.contains(char::is_alphabetic)
        && (!needs_tab || rest.starts_with('\t'))
        && !words.contains(sign)
        && !is_broken(at);
    is_bullet.then(|| {
        let length = line.len() - words.len();
        let message = format!("`{sign}` makes no list: it is shown as text");
        let said = failed(at, sign.len_utf8(), message, &BULLET, format!("write `- ` in place of `{sign}`"));
        // Further to the right it would be code, or text of the line above.
        match at.before().len() - at.before().trim_end().len() > 3 {
            true => said,
            false => said.mended(at.place(length), "- "),
        }
    })
}

/// `– words` in two lines, one below the other.
fn dash(at: At<'_>, line: &str) -> Option<Found> {
    let is_item = |line: &str| {
        let words = line.strip_prefix(['–', '—']).unwrap_or("");
        words.starts_with([' ', '\t', '\u{a0}']) && words.trim_start().starts_with(char::is_alphanumeric)
    };
    (is_item(line) && neighbours(at).any(is_item) && !is_broken(at)).then(|| {
        let sign = &line[..line.chars().next().map_or(0, char::len_utf8)];
        let message = format!("`{sign}` makes no list: the lines run together");
        failed(at, sign.len(), message, &DASH, DASH.remedy.to_owned())
    })
}

/// `-word` in two lines, one below the other. `-v` is an option of a command.
fn hyphen(at: At<'_>, line: &str) -> Option<Found> {
    let is_item = |line: &str| {
        let letters = line.strip_prefix('-').unwrap_or("").chars().take_while(|c| c.is_alphabetic());
        letters.count() > 1
    };
    (is_item(line) && neighbours(at).any(is_item) && !is_broken(at)).then(|| {
        let message = "this makes no list: a space is missing behind its `-`".to_owned();
        failed(at, 1, message, &SPACE, "write `- ` in place of `-`".to_owned()).replaced_by("- ")
    })
}

/// The first of several lines that begin with numbers, one after the other.
fn number(at: At<'_>, line: &str) -> Option<Found> {
    let (number, mark, rest) = numbered(line)?;
    let spaced = rest.starts_with([' ', '\t']);
    let is_next = |line: &str, wanted: u32| {
        numbered(line).is_some_and(|(number, sign, rest)| {
            number == wanted && sign == mark && rest.starts_with([' ', '\t']) == spaced
        })
    };
    let (above, below) = (above(at), below(at));
    let is_first = !above.is_some_and(|above| number > 0 && is_next(above, number - 1));
    let begins =
        |rest: &str| rest.trim_start().starts_with(|c: char| c.is_alphabetic() || "\"“„«*_[".contains(c));
    let is_list = is_first && begins(rest) && below.is_some_and(|below| is_next(below, number + 1));
    if !is_list || is_broken(at) {
        return None;
    }
    let length = line.len() - rest.len();
    if !spaced {
        let message = format!("this makes no list: a space is missing behind its `{number}{mark}`");
        let hint = format!("write `{number}{mark} `, and a space in the lines below, too");
        return Some(failed(at, length, message, &SPACE, hint));
    }
    above?;
    let message =
        format!("this makes no list: right below a paragraph a list begins with 1, and not with {number}");
    let said = failed(at, length, message, &NUMBERS, "leave an empty line above it".to_owned());
    let start = at.at - at.before().len();
    match at.before().contains('>') {
        true => Some(said),
        false => Some(said.mended(start..start, "\n")),
    }
}

/// `12. words`: the number, the mark behind it, and the rest.
fn numbered(line: &str) -> Option<(u32, char, &str)> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let number = line.get(..digits).filter(|digits| (1..=3).contains(&digits.len()))?.parse().ok()?;
    let mark = line[digits..].chars().next().filter(|mark| matches!(mark, '.' | ')'))?;
    let rest = &line[digits + 1..];
    let fits =
        rest.starts_with([' ', '\t']) || rest.chars().take(2).filter(|c| c.is_alphabetic()).count() == 2;
    fits.then_some((number, mark, rest))
}

/// Whether the line, or the one above, is broken by hand: then the lines stand below each other as they were written.
fn is_broken(at: At<'_>) -> bool {
    let ends = |line: &str| {
        line.ends_with("  ") || line.ends_with(['\\', '>']) && (line.ends_with('\\') || line.contains("<br"))
    };
    ends(at.line()) || above(at).is_some_and(ends)
}

fn neighbours(at: At<'_>) -> impl Iterator<Item = &str> {
    above(at).into_iter().chain(below(at))
}

/// The line above in the same paragraph, without the marks of quotations.
fn above(at: At<'_>) -> Option<&str> {
    let start = at.at - at.before().len();
    let text = at.body[..start].strip_suffix('\n')?;
    let text = text.strip_suffix('\r').unwrap_or(text);
    bare(&text[text.rfind('\n').map_or(0, |end| end + 1)..])
}

fn below(at: At<'_>) -> Option<&str> {
    let rest = at.rest();
    let text = &rest[memchr::memchr(b'\n', rest.as_bytes())? + 1..];
    let line = &text[..memchr::memchr(b'\n', text.as_bytes()).unwrap_or(text.len())];
    bare(line.strip_suffix('\r').unwrap_or(line))
}

fn bare(line: &str) -> Option<&str> {
    let line = line.trim_start_matches([' ', '\t', '>']);
    (!line.is_empty()).then_some(line)
}
