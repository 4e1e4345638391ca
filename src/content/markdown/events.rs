//! The Markdown that newsprint understands, as parser events, and the few questions about a body
//! that its facts and its HTML must answer alike.

use pulldown_cmark::{BrokenLinkCallback, Event, HeadingLevel, OffsetIter, Options, Parser, Tag};

/// CommonMark and what editors expect beside it.
const EXTENSIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_HEADING_ATTRIBUTES)
    .union(Options::ENABLE_DEFINITION_LIST)
    .union(Options::ENABLE_GFM)
    .union(Options::ENABLE_SMART_PUNCTUATION);

/// Tags open at once. What is nested deeper loses its markup, not its text: browsers stop at 512,
/// and the sanitiser's time grows with the square of the depth.
pub(super) const MAX_DEPTH: usize = 128;

/// The events of a body with the places in it that they come from.
pub(super) fn events(body: &str) -> OffsetIter<'_> {
    Parser::new_ext(body, extensions(body)).into_offset_iter()
}

/// Those of a body. The parser takes any colon that begins a line for the mark of a definition, and would swallow it:
/// where one has no space behind it (`:::note`, `:tada:`, `::: {.x}`), none is.
fn extensions(body: &str) -> Options {
    let bytes = body.as_bytes();
    let begins_line = |at: usize| {
        let before = bytes[..at].iter().rev().find(|byte| !matches!(byte, b' ' | b'\t' | b'>'));
        before.is_none_or(|byte| matches!(byte, b'\n' | b'\r'))
    };
    let is_none = |at: usize| {
        bytes.get(at + 1).is_some_and(|next| !next.is_ascii_whitespace())
            && at
                .checked_sub(1)
                .is_none_or(|before| matches!(bytes[before], b'\n' | b'\r' | b' ' | b'\t' | b'>'))
            && begins_line(at)
    };
    match memchr::memchr_iter(b':', bytes).any(is_none) && has_colon_in_text(body) {
        true => EXTENSIONS.difference(Options::ENABLE_DEFINITION_LIST),
        false => EXTENSIONS,
    }
}

/// Whether such a colon begins a line that is no line of code: `:root {` in a style sheet is one.
fn has_colon_in_text(body: &str) -> bool {
    let mut fence: Option<&str> = None;
    for line in body.lines() {
        let text = line.trim_start_matches([' ', '\t', '>']);
        let mark = ["```", "~~~"].into_iter().find(|mark| text.starts_with(mark));
        match (fence, mark) {
            (Some(open), Some(mark)) if open == mark => fence = None,
            (None, Some(mark)) => fence = Some(mark),
            (None, None) => {
                let colon = text.strip_prefix(':');
                let is_code = line.starts_with("    ") || line.starts_with('\t');
                if !is_code && colon.is_some_and(|rest| !rest.is_empty() && !rest.starts_with([' ', '\t'])) {
                    return true;
                }
            }
            _ => {}
        }
    }
    false
}

/// The same events; `broken` hears of references that have no definition, and defines none.
pub(super) fn events_with<'b, F: BrokenLinkCallback<'b>>(body: &'b str, broken: F) -> OffsetIter<'b, F> {
    Parser::new_with_broken_link_callback(body, extensions(body), Some(broken)).into_offset_iter()
}

/// Where the code blocks of a body are; blocks of HTML that show text as it is written count.
pub(crate) fn code_blocks(body: &str) -> Vec<std::ops::Range<usize>> {
    let is_code = |event: &Event<'_>, place: &std::ops::Range<usize>| match event {
        Event::Start(Tag::CodeBlock(_)) => true,
        Event::Start(Tag::HtmlBlock) => body[place.clone()].starts_with("<pre"),
        _ => false,
    };
    events(body).filter(|(event, place)| is_code(event, place)).map(|(_, place)| place).collect()
}

/// Whether a body holds a heading of level 1.
///
/// The page's own headline is the only `h1`, so then every heading of the body is shown one level
/// lower (6 stays 6). A body that begins with `##` is shown as written.
pub(super) fn has_h1(body: &str) -> bool {
    may_have_h1(body)
        && events(body)
            .any(|(event, _)| matches!(event, Event::Start(Tag::Heading { level: HeadingLevel::H1, .. })))
}

/// A guess that never misses one: a `#` with no other beside it, or `=` at the start of a word.
fn may_have_h1(body: &str) -> bool {
    let bytes = body.as_bytes();
    let before = |i: usize| i.checked_sub(1).map_or(b'\n', |i| bytes[i]);
    // The parser takes a vertical tab for a blank, too.
    let blank = |b: &u8| b.is_ascii_whitespace() || *b == 0x0b;
    memchr::memchr2_iter(b'#', b'=', bytes).any(|i| match bytes[i] {
        b'#' => before(i) != b'#' && bytes.get(i + 1).is_none_or(blank),
        _ => matches!(before(i), b'\n' | b'\r' | b' ' | b'\t' | b'>'),
    })
}

/// A text event as it was typed: straight quotation marks where the parser made curly ones.
pub(super) fn typed<'t>(body: &'t str, text: &'t str, place: &std::ops::Range<usize>) -> &'t str {
    if text.len() == 3 && place.len() == 1 { body.get(place.clone()).unwrap_or(text) } else { text }
}

/// The comments that raw HTML begins with, taken off: whether one of them was `<!-- more -->`, and
/// what is left. HTML that is only comments leaves nothing.
pub(super) fn strip_comments(html: &str) -> (bool, &str) {
    let mut more = false;
    let mut rest = html.trim();
    while let Some(comment) = rest.strip_prefix("<!--") {
        let (inside, after) = comment.split_once("-->").unwrap_or((comment, ""));
        more |= inside.trim().eq_ignore_ascii_case("more");
        rest = after.trim_start();
    }
    (more, rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_h1_and_only_h1() {
        for body in
            ["# A", "text\n\n#\n", "A\n=", "> # A", "- A\n  ===\n", "\r\n# A\r\n", "#\u{b}A", "A\n   =="]
        {
            assert!(has_h1(body), "{body:?}");
        }
        for body in ["## A", "```\n# no\n```", "    # no", "a # b", "a = b", "C#"] {
            assert!(!has_h1(body), "{body:?}");
        }
    }

    #[test]
    fn comments_go_and_more_is_seen() {
        assert_eq!(strip_comments("<!--MORE-->\n"), (true, ""));
        assert_eq!(strip_comments("<!-- a --> <!--  More\t--> <b>"), (true, "<b>"));
        assert_eq!(strip_comments("<!-- never closed"), (false, ""));
        assert_eq!(strip_comments("<p><!-- more -->"), (false, "<p><!-- more -->"));
    }
}
