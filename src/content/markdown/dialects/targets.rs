//! Links and pictures that are none for what stands in their parentheses, and definitions of links that are none.
//!
//! See CommonMark 0.31, sections 4.7 and 6.3.

use std::ops::Range;

use super::{At, Found, Kind, short};
use crate::content::markdown::shortcodes;
use crate::diagnostic::{Code, Diagnostic};
use crate::line::one_line;

const LINK: Kind = Kind {
    key: "](",
    summary: "these are no links for what stands in their parentheses: they are shown as text",
    remedy: "write an address with spaces or parentheses between `<` and `>`: `[text](<the report.pdf>)`",
};
const DEFINITION: Kind = Kind {
    key: "]:",
    summary: "these lines define no addresses: they are shown as text",
    remedy: "write them as `[name]: https://example.org/`, below an empty line",
};

/// How far a link's words and its target are looked at, in bytes.
const WORDS: usize = 600;

/// A link that is printed: its brackets, which are known, and what follows them.
#[derive(Clone, Copy)]
struct Link<'b> {
    at: At<'b>,
    /// Where it begins, with the `!` of a picture.
    start: usize,
    words: &'b str,
}

/// What may be wrong with what follows a bracket that closes.
pub(super) fn find(at: At<'_>) -> Option<Found> {
    let after = &at.ahead(WORDS)[1..];
    let begins = after.trim_start_matches([' ', '\t', '\r', '\n']);
    match after.bytes().next() {
        Some(b'(') => target(Link::before(at)?, &after[1..]),
        Some(b' ' | b'\n' | b'\r') if begins.starts_with('(') && after.len() - begins.len() <= 3 => {
            let inside = &begins[1..begins.find(')')?];
            is_address(inside).then(|| {
                let link = Link::before(at)?;
                let end = at.at + 1 + (after.len() - begins.len()) + inside.len() + 2;
                let message = "this is no link: nothing may stand between its `]` and its `(`";
                Some(link.said(link.start..end, message.to_owned(), link.with(inside, "")))
            })?
        }
        Some(b'<') => {
            let inside = &after[1..after.find('>')?];
            let link = Link::before(at).filter(|_| is_address(inside))?;
            let message = "this is no link: its address does not stand in parentheses".to_owned();
            Some(link.said(link.start..at.at + inside.len() + 3, message, link.with(inside, "")))
        }
        Some(b':') => definition(at, &after[1..]),
        _ => reversed(at),
    }
}

impl<'b> Link<'b> {
    /// The link whose words end at a bracket.
    fn before(at: At<'b>) -> Option<Self> {
        let mut from = at.at.saturating_sub(WORDS);
        while !at.body.is_char_boundary(from) {
            from += 1;
        }
        let text = &at.body[from..at.at];
        let mut depth = 0;
        for (index, byte) in text.bytes().enumerate().rev() {
            match byte {
                b']' => depth += 1,
                b'[' if depth > 0 => depth -= 1,
                b'[' => {
                    let open = from + index;
                    let words = &at.body[open + 1..at.at];
                    let picture = at.body[..open].ends_with('!');
                    let is_whole = !words.contains("\n\n");
                    return is_whole.then_some(Self { at, start: open - usize::from(picture), words });
                }
                _ => {}
            }
        }
        None
    }

    /// The link with another target.
    fn with(self, address: &str, title: &str) -> String {
        let mark = if self.at.body[self.start..].starts_with('!') { "!" } else { "" };
        let address = address.trim();
        let plain = !address.is_empty()
            && !address.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>'))
            && is_balanced(address);
        let address = match plain {
            true => address.to_owned(),
            false => format!("<{}>", address.replace('<', "%3C").replace('>', "%3E")),
        };
        let title = title.trim();
        let title =
            if title.is_empty() { String::new() } else { format!(" \"{}\"", title.replace('"', "'")) };
        format!("{mark}[{}]({address}{title})", self.words)
    }

    fn said(self, place: Range<usize>, message: String, instead: String) -> Found {
        let one_line = if instead.contains('\n') { instead.replace(['\r', '\n'], " ") } else { instead };
        let problem = Diagnostic::warning(Code::BrokenMarkup, message).hint(format!("write `{one_line}`"));
        // Its target stands at the place, or all of it.
        let is_target = place.start > self.start && self.at.body[place.end..].starts_with(')');
        let end = place.end + usize::from(is_target);
        let said = Found::Said(place, problem.cause(LINK.key, LINK.summary).remedy(LINK.remedy), None);
        said.mended(self.start..end, one_line)
    }
}

/// `text` is what follows `](`.
fn target(link: Link<'_>, text: &str) -> Option<Found> {
    let start = link.at.at + 2;
    let paragraph = text.find("\n\n").into_iter().chain(text.find("\n\r\n")).min().unwrap_or(text.len());
    let text = &text[..paragraph];
    let run = text.find(char::is_whitespace).unwrap_or(text.len());
    let Some(close) = closing(text).filter(|close| !text[..*close].contains('\n') || *close < 400) else {
        // Nothing closes it, or one parenthesis too few does.
        let address = text[..run].trim_end_matches(['.', ',', ';', ':', '!', '?']);
        let closes = address.ends_with(')') && is_balanced(address);
        let meant = if closes { address } else { address.trim_end_matches(')') };
        if meant.is_empty() || shortcodes::begins(text) || !(is_address(meant) || closes) {
            return None;
        }
        let message = match closes {
            true => "this is no link: one of its parentheses is not closed",
            false => "this is no link: its parenthesis is not closed",
        };
        return Some(link.said(start..start + meant.len(), message.to_owned(), link.with(meant, "")));
    };
    let inside = &text[..close];
    if inside.trim().is_empty() || shortcodes::holds(inside) {
        return None;
    }
    let place = start..start + inside.len();
    let lines = if inside.contains('\n') { ", in one line" } else { "" };
    if link.words.contains("](") {
        let problem = Diagnostic::warning(
            Code::BrokenMarkup,
            "a link cannot stand in a link: this one is shown as text",
        )
        .hint("write one link behind the other")
        .cause("link in link", "links that stand in links are shown as text");
        return Some(Found::Said(place, problem.remedy("write one link behind the other"), None));
    }
    if let Some(open) = inside.strip_prefix('<')
        && !open.contains('>')
    {
        let message = "this is no link: the `<` of its address is not closed".to_owned();
        return Some(link.said(place, message, link.with(open, "")));
    }
    let (address, title) = parts(inside);
    let joined: String = address.split_whitespace().collect();
    if let Some(title) = &title
        && !address.is_empty()
        && (!address.contains(char::is_whitespace) || address.starts_with('<'))
    {
        let message =
            format!("this is no link: its title is not written between quotation marks as one{lines}");
        let address = address.strip_prefix('<').and_then(|inner| inner.strip_suffix('>')).unwrap_or(address);
        return Some(link.said(place, message, link.with(address, title)));
    }
    if address.contains('\n') && address.contains("://") {
        let message = "this is no link: its address is broken into lines".to_owned();
        return Some(link.said(place, message, link.with(&joined, title.as_deref().unwrap_or(""))));
    }
    if address.contains(char::is_whitespace) {
        let (first, rest) = address.split_once(char::is_whitespace).unwrap_or((address, ""));
        let rest = rest.trim();
        let is_size = rest
            .strip_prefix('=')
            .is_some_and(|size| size.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'x' | b'*' | b'%')));
        let is_whole = first.contains("://")
            || std::path::Path::new(first).extension().is_some_and(|end| {
                (2..=4).contains(&end.len()) && end.as_encoded_bytes().iter().all(u8::is_ascii_alphanumeric)
            });
        if is_size {
            let message = "this is no picture: no size may stand behind its address".to_owned();
            return Some(link.said(place, message, link.with(first, title.as_deref().unwrap_or(""))));
        }
        if title.is_none() && is_whole && !rest.contains(['.', '/', '_', '%']) {
            let message =
                "this is no link: the title behind its address lacks its quotation marks".to_owned();
            return Some(link.said(place, message, link.with(first, rest)));
        }
        let message = format!("this is no link: there is a space in its address `{}`", short(address));
        let address = one_line(address);
        return Some(link.said(place, message, link.with(&address, title.as_deref().unwrap_or(""))));
    }
    None
}

/// The address, and the title behind it, as far as one can be told.
fn parts(inside: &str) -> (&str, Option<String>) {
    const QUOTES: [char; 9] = ['"', '\'', '“', '”', '„', '«', '»', '‘', '’'];
    let mut before = ' ';
    for (index, c) in inside.char_indices() {
        if QUOTES.contains(&c) && before.is_whitespace() && index > 0 {
            let title = inside[index..].trim().trim_matches(QUOTES);
            let title = one_line(title);
            return (inside[..index].trim(), Some(title));
        }
        before = c;
    }
    (inside.trim(), None)
}

/// Where the parenthesis closes that was open before `text`; nothing when it never does.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0;
    let mut escaped = false;
    for (index, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'(' => depth += 1,
            b')' if depth == 0 => return Some(index),
            b')' => depth -= 1,
            _ => {}
        }
    }
    None
}

fn is_balanced(address: &str) -> bool {
    closing(address).is_none() && address.matches('(').count() == address.matches(')').count()
}

/// Whether a text without spaces is an address beyond doubt.
fn is_address(text: &str) -> bool {
    const ENDINGS: [&str; 19] = [
        ".md", ".html", ".htm", ".pdf", ".png", ".jpg", ".jpeg", ".svg", ".gif", ".webp", ".mp3", ".mp4",
        ".csv", ".txt", ".docx", ".zip", ".xls", ".doc", ".xlsx",
    ];
    let lower = text.to_ascii_lowercase();
    !text.is_empty()
        && !text.contains(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"'))
        && (lower.contains("://") && !lower.starts_with(':')
            || ["./", "../", "mailto:", "tel:", "www."].iter().any(|begin| lower.starts_with(begin))
            || text.starts_with('/') && text.len() > 1 && text[1..].contains(|c: char| c.is_alphanumeric())
            || ENDINGS.iter().any(|ending| lower.ends_with(ending)))
}

/// `(text)[https://example.org/]`.
fn reversed(at: At<'_>) -> Option<Found> {
    let line = at.before();
    let open = line.rfind('[')?;
    let address = &line[open + 1..];
    let words = line[..open].strip_suffix(')').filter(|_| is_address(address))?;
    let words = &words[words.rfind('(')? + 1..];
    if words.is_empty() || words.contains(['[', ']']) {
        return None;
    }
    let start = at.at - address.len() - words.len() - 3;
    let message = "this is no link: its brackets and its parentheses are the wrong way round".to_owned();
    let link = Link { at, start, words };
    let address = if is_balanced(address) { address.to_owned() } else { format!("<{address}>") };
    Some(link.said(start..at.at + 1, message, format!("[{words}]({address})")))
}

/// `[name]: https://example.org/` that is printed: within a paragraph, or with spaces in its address.
fn definition(at: At<'_>, after: &str) -> Option<Found> {
    let before = at.before();
    let label = before.trim_start_matches([' ', '>']).strip_prefix('[')?;
    let indent = before.len() - label.len() - 1;
    if label.is_empty() || label.starts_with('^') || label.contains(['[', ']']) {
        return None;
    }
    let end = after.find(['\n', '\r']).unwrap_or(after.len());
    let line = after[..end].trim();
    let (address, title) = parts(line);
    let first = address.split_whitespace().next()?;
    if shortcodes::holds(line) || !(is_address(first) || is_address(&address.replace(' ', "-"))) {
        return None;
    }
    let start = at.at - label.len() - 1;
    let above = &at.body[..start - indent.min(start)];
    let in_paragraph = above.trim_end_matches([' ', '\t', '>']).strip_suffix('\n').is_some_and(|above| {
        !above.lines().next_back().unwrap_or("").trim_matches([' ', '\t', '>', '\r']).is_empty()
    });
    let spaced = address.contains(char::is_whitespace);
    let (message, hint) = match spaced {
        true => {
            let title = title.map_or_else(String::new, |title| format!(" \"{title}\""));
            (
                "this line defines no address: there is a space in it".to_owned(),
                format!("write `[{label}]: <{address}>{title}`"),
            )
        }
        false if in_paragraph => (
            "this line defines no address: it belongs to the paragraph above".to_owned(),
            "leave an empty line above it".to_owned(),
        ),
        false => return None,
    };
    let problem = Diagnostic::warning(Code::BrokenMarkup, message).hint(hint);
    let problem = problem.cause(DEFINITION.key, DEFINITION.summary).remedy(DEFINITION.remedy);
    Some(Found::Said(start..at.at + 2 + end, problem, None))
}
