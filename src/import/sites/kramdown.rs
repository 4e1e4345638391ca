//! Attribute lists and extensions of kramdown (<https://kramdown.gettalong.org/syntax.html>): what a heading may have here is
//! moved to it, an id elsewhere becomes an anchor, and the rest is taken out.

use std::ops::Range;

use super::remark::Cause;
use crate::content::markdown::code_blocks;

/// Converts a text. What is said has places in the text as it was.
pub fn convert(text: &str) -> (String, Vec<(Cause, usize, String)>) {
    if !text.contains("{:") {
        return (text.to_owned(), Vec::new());
    }
    let code = code_blocks(text);
    let mut out = String::with_capacity(text.len());
    let mut said = Vec::new();
    let mut done = 0;
    let mut at = 0;
    while let Some(next) = text[at..].find("{:") {
        let start = at + next;
        at = start + 2;
        if is_in(&code, start) || in_code_span(text, start) {
            continue;
        }
        if let Some(end) = extension(text, start) {
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
        let line_end = text[start..].find('\n').map_or(text.len(), |end| start + end);
        let Some(length) = text[start..line_end].find('}') else { continue };
        let end = start + length + 1;
        let inside = &text[start + 2..end - 1];
        if !is_list(inside) {
            continue;
        }
        let line_start = text[..start].rfind('\n').map_or(0, |end| end + 1);
        let before = &text[line_start..start];
        let is_alone = before.trim().is_empty() && text[end..line_end].trim().is_empty();
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
            if !heading_with(&mut out, id, is_alone, before) {
                out.push_str(&format!("<span id=\"{}\"></span>", id.replace(['"', '<', '&'], "")));
            }
        } else if !is_toc {
            said.push((Cause::Attributes, start, text[start..end].to_owned()));
        }
    }
    out.push_str(&text[done..]);
    (out, said)
}

fn is_in(code: &[Range<usize>], at: usize) -> bool {
    let before = code.partition_point(|place| place.end <= at);
    code.get(before).is_some_and(|place| place.contains(&at))
}

/// Whether an odd number of backticks stands before it in its line.
fn in_code_span(text: &str, at: usize) -> bool {
    let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
    text[line..at].matches('`').count() % 2 == 1
}

/// `{::name}…{:/name}`, `{::options … /}`: what stands within.
fn extension(text: &str, start: usize) -> Option<Range<usize>> {
    let rest = text[start..].strip_prefix("{::")?;
    if !rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let open_end = start + text[start..].find('}')? + 1;
    if text[..open_end].ends_with("/}") {
        return Some(open_end..open_end);
    }
    let close = open_end + text[open_end..].find("{:/")?;
    Some(open_end..close)
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

/// The item above a table of contents.
fn take_item_above(out: &mut String) {
    let end = out.trim_end().len();
    let start = out[..end].rfind('\n').map_or(0, |at| at + 1);
    if out[start..end].trim_start().starts_with(['*', '-', '+', '1']) && out[start..end].len() < 80 {
        out.truncate(start);
    }
}

/// Gives an id to the heading in whose line the list stands, or that stands above it.
fn heading_with(out: &mut String, id: &str, is_alone: bool, before: &str) -> bool {
    let end = out.trim_end().len();
    let start = out[..end].rfind('\n').map_or(0, |at| at + 1);
    let line = &out[start..end];
    let is_heading = if is_alone { line.starts_with('#') } else { before.trim_start().starts_with('#') };
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
            ("a {::comment}b{:/comment} c", "a  c", 1),
            ("a {::nomarkdown}b{:/} c", "a b c", 1),
            ("`{:.x}` {:5} {: } {:\n", "`{:.x}` {:5} {: } {:\n", 0),
            ("```\n{:.x}\n```\n", "```\n{:.x}\n```\n", 0),
        ] {
            let (out, found) = convert(text);
            assert_eq!((&*out, found.len()), (expected, said), "{text}");
        }
    }
}
