//! Attribute lists and extensions of kramdown (<https://kramdown.gettalong.org/syntax.html>): what a heading may have here is
//! moved to it, an id elsewhere becomes an anchor, and the rest is taken out.

use std::borrow::Cow;
use std::ops::Range;

use super::remark::Cause;
use super::spans::{Next, is_in};
use crate::content::markdown::code_blocks;

/// The longest attribute list, in bytes.
const MOST_OF_LIST: usize = 1000;

/// Converts a text. What is said has places in the text as it was.
pub fn convert(text: &str) -> (String, Vec<(Cause, usize, String)>) {
    let (converted, said) = without_lists(text);
    (with_whole_targets(&converted).into_owned(), said)
}

/// A text whose links have no spaces in their addresses: kramdown reads those, and Markdown does not.
fn with_whole_targets(text: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let mut done = 0;
    let mut code = None;
    let mut before = Line::default();
    for place in targets(text) {
        let target = &text[place.clone()];
        let holds_space = target.contains(' ') && target.trim() == target;
        if !holds_space || target.contains(['"', '\'', '<', '{', '`']) {
            continue;
        }
        let at = place.start - "](".len();
        before.go_to(text, at);
        if before.in_code_span || is_in(code.get_or_insert_with(|| code_blocks(text)), at) {
            continue;
        }
        out.push_str(&text[done..place.start]);
        out.push_str(&target.replace(' ', "%20"));
        done = place.end;
    }
    if done == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(&text[done..]);
    Cow::Owned(out)
}

/// Where the addresses of links stand, each within its line and its parentheses. Those in which another link begins are none,
/// so that no two overlap.
fn targets(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    // Parentheses that are open in the line, by where their inside begins.
    let mut open: Vec<usize> = Vec::new();
    let mut last = None;
    for (at, c) in text.char_indices() {
        match c {
            '\n' => open.clear(),
            '(' => {
                open.push(at + 1);
                if text[..at].ends_with(']') {
                    last = Some(at + 1);
                }
            }
            ')' => found.extend(open.pop().filter(|start| last == Some(*start)).map(|start| start..at)),
            _ => {}
        }
    }
    found
}

/// A text without attribute lists and extensions.
fn without_lists(text: &str) -> (String, Vec<(Cause, usize, String)>) {
    if !text.contains("{:") {
        return (text.to_owned(), Vec::new());
    }
    let code = code_blocks(text);
    let mut out = String::with_capacity(text.len());
    let mut said = Vec::new();
    let mut done = 0;
    let mut at = 0;
    let mut line = Line::default();
    let (mut braces, mut closes) = (Next::default(), Next::default());
    let mut breaks = Next::default();
    while let Some(next) = text[at..].find("{:") {
        let start = at + next;
        at = start + 2;
        line.go_to(text, start);
        if is_in(&code, start) || line.in_code_span {
            continue;
        }
        if let Some(end) = extension(text, start, &mut braces, &mut closes) {
            out.push_str(&text[done..start]);
            let name = text[start + 3..].split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
            let cause = match name {
                "comment" => Cause::Comment,
                _ => Cause::TagTaken(format!("{{::{name}}}")),
            };
            said.push((cause, start, text[start..end.start].lines().next().unwrap_or("").to_owned()));
            // `nomarkdown` holds text.
            if name == "nomarkdown" {
                out.push_str(&text[end.clone()]);
            }
            let behind = text[end.end..].strip_prefix("{:/").and_then(|rest| rest.find('}'));
            done = behind.map_or(end.end, |length| end.end + 3 + length + 1);
            at = done;
            continue;
        }
        let line_end = breaks.at(text, start, "\n").unwrap_or(text.len());
        let Some(end) = braces.at(text, start + 2, "}").filter(|end| *end < line_end) else { continue };
        let inside = &text[start + 2..end];
        let end = end + 1;
        if inside.len() > MOST_OF_LIST || !is_list(inside) {
            continue;
        }
        let is_alone = line.first.is_none() && text[end..line_end].trim_start().is_empty();
        out.push_str(&text[done..start]);
        done = end;
        at = end;
        let words: Vec<&str> = inside.split_whitespace().collect();
        let id = words.iter().find_map(|word| word.strip_prefix('#')).filter(|id| !id.is_empty());
        if is_alone {
            // With its line.
            let kept = out.trim_end_matches([' ', '\t']).len();
            out.truncate(kept);
            if text[end..].starts_with('\n') && (out.is_empty() || out.ends_with('\n')) {
                done += 1;
                at = done;
            }
        }
        let is_toc = words.contains(&"toc");
        if is_toc {
            take_item_above(&mut out);
        }
        if let Some(id) = id {
            if !heading_with(&mut out, id, is_alone, line.first == Some('#')) {
                out.push_str(&format!("<span id=\"{}\"></span>", id.replace(['"', '<', '&'], "")));
            }
        } else if !is_toc {
            said.push((Cause::Attributes, start, text[start..end].to_owned()));
        }
    }
    out.push_str(&text[done..]);
    (out, said)
}

/// What stands in a line before a place. Places only grow, and each character is seen once.
#[derive(Default)]
struct Line {
    seen: usize,
    /// Whether an odd number of backticks is among it.
    in_code_span: bool,
    /// The first that is no white space.
    first: Option<char>,
}

impl Line {
    fn go_to(&mut self, text: &str, at: usize) {
        for c in text[self.seen..at].chars() {
            match c {
                '\n' => (self.in_code_span, self.first) = (false, None),
                c => {
                    self.in_code_span ^= c == '`';
                    self.first = self.first.or(Some(c).filter(|c| !c.is_whitespace()));
                }
            }
        }
        self.seen = at;
    }
}

/// `{::name}…{:/name}`, `{::options … /}`: what stands within.
fn extension(text: &str, start: usize, braces: &mut Next, closes: &mut Next) -> Option<Range<usize>> {
    let rest = text[start..].strip_prefix("{::")?;
    if !rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let open_end = braces.at(text, start + 2, "}")? + 1;
    if text[..open_end].ends_with("/}") {
        return Some(open_end..open_end);
    }
    Some(open_end..closes.at(text, open_end, "{:/")?)
}

/// Whether the words are names, ids, classes and values.
fn is_list(inside: &str) -> bool {
    let inside = inside.trim();
    if inside.is_empty() || inside.contains(['{', '`', '<']) {
        return false;
    }
    let first = inside.split_whitespace().next().unwrap_or("");
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ':');
    let begins = first.strip_prefix(['.', '#']).unwrap_or(first);
    let name = begins.split('=').next().unwrap_or("");
    !name.is_empty()
        && name.chars().all(is_part)
        && (first.starts_with(['.', '#']) || first.contains('=') || matches!(first, "toc" | "no_toc"))
}

/// The last line of a text that is not empty: where it begins and ends. None where that is not near the text's end.
fn last_line(out: &str) -> Option<(usize, usize)> {
    const NEAR: usize = 500;
    let from = out.floor_char_boundary(out.len().saturating_sub(NEAR));
    let end = from + out[from..].trim_end().len();
    let line_break = out[from..end].rfind('\n').map(|at| from + at + 1);
    Some((line_break.or((from == 0).then_some(0))?, end))
}

/// The item above a table of contents.
fn take_item_above(out: &mut String) {
    let Some((start, end)) = last_line(out) else { return };
    let line = out[start..end].trim_start();
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let is_item = ["* ", "- ", "+ "].iter().any(|sign| line.starts_with(sign))
        || digits > 0 && line[digits..].starts_with(". ");
    if is_item {
        out.truncate(start);
    }
}

/// Gives an id to the heading in whose line the list stands, or that stands above it.
fn heading_with(out: &mut String, id: &str, is_alone: bool, in_heading: bool) -> bool {
    let Some((start, end)) = last_line(out) else { return false };
    let line = &out[start..end];
    let is_heading = if is_alone { line.starts_with('#') } else { in_heading };
    let is_id = id.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ':' | '.'));
    if !is_heading || !is_id || line.ends_with('}') {
        return false;
    }
    let after = out.split_off(end);
    out.push_str(&format!(" {{#{id}}}"));
    out.push_str(&after);
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_go_where_they_may_stand() {
        for (text, expected, said) in [
            ("# A\n{: #b}\n\nText\n", "# A {#b}\n\nText\n", 0),
            ("## A {:#b}\n", "## A {#b} \n", 0),
            ("Text\n{:.center}\n\nMore\n", "Text\n\nMore\n", 1),
            ("- {:#b} **c**\n", "- <span id=\"b\"></span> **c**\n", 0),
            ("[a](b){:target=\"_blank\"} c", "[a](b) c", 1),
            ("* TOC\n{:toc}\n\nText", "\nText", 0),
            ("1. TOC\n{:toc}\n\nText", "\nText", 0),
            ("1918 was cold.\n{:toc}\n\nText", "1918 was cold.\n\nText", 0),
            ("-40 degrees.\n{:toc}\n\nText", "-40 degrees.\n\nText", 0),
            ("a {::comment}b{:/comment} c", "a  c", 1),
            ("a {::nomarkdown}b{:/} c", "a b c", 1),
            ("`{:.x}` {:5} {: } {:\n", "`{:.x}` {:5} {: } {:\n", 0),
            ("```\n{:.x}\n```\n", "```\n{:.x}\n```\n", 0),
        ] {
            let (out, found) = convert(text);
            assert_eq!((&*out, found.len()), (expected, said), "{text}");
        }
    }

    #[test]
    fn hostile_texts_end() {
        for text in [
            "`{:.a}`".repeat(40_000),
            "{::a}".repeat(40_000),
            "{::a".repeat(40_000) + "}",
            "{:".repeat(80_000) + "}",
            "{: ".repeat(40_000) + &" ".repeat(40_000) + "}",
            "x{:.a}".repeat(20_000) + &" ".repeat(20_000),
            " ".repeat(20_000) + &"x{:#a}".repeat(20_000),
            "{:#a}\n".repeat(20_000),
            "\n".repeat(20_000) + &"{:toc}\n".repeat(20_000),
            "](".repeat(1 << 20),
            "](a (".repeat(400_000) + &")".repeat(400_000),
        ] {
            convert(&text);
        }
    }

    #[test]
    fn addresses_with_spaces() {
        for (text, converted) in [
            ("![a](/my pic.png) [b](c d \"T\")", "![a](/my%20pic.png) [b](c d \"T\")"),
            ("[a](b (1) c.png) [d](e)", "[a](b%20(1)%20c.png) [d](e)"),
            ("`[a](b c)` (see [x](y) and z)", "`[a](b c)` (see [x](y) and z)"),
            ("```\n[a](b c)\n```\n", "```\n[a](b c)\n```\n"),
            ("[a](never", "[a](never"),
            ("[a](never [b](c d) e", "[a](never [b](c%20d) e"),
            ("[a](never\nb) c d)", "[a](never\nb) c d)"),
        ] {
            assert_eq!(convert(text).0, converted);
        }
    }
}
