//! What is wrong with a text that is no JSON, in an editor's words.
//!
//! The library says where it stopped; what stands there and before it tells what was meant.

use serde_json::error::Category;

use crate::content::characters::{Instead, about, named};
use crate::diagnostic::{Code, Diagnostic, Span};

/// How deep the library reads, and one more.
const DEPTH: usize = 128;

/// A message for a text in which the library stopped.
pub(super) fn fault(text: &str, error: &serde_json::Error) -> Diagnostic {
    let at = place(text, error);
    let before = text[..at].trim_end();
    let behind = before.chars().next_back();
    let here = text[at..].chars().next();
    let (message, hint) = said(text, at, error.classify(), before, behind, here);
    let end = at + here.map_or(0, char::len_utf8);
    Diagnostic::error(Code::Data, message).at(Span::of(text, at, end)).hint(hint)
}

/// The byte at which the library stopped: its columns are bytes, and count from 1.
fn place(text: &str, error: &serde_json::Error) -> usize {
    if error.classify() == Category::Eof {
        return text.trim_end().char_indices().next_back().map_or(0, |(at, _)| at);
    }
    let line: usize = text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
    let mut at = (line + error.column()).saturating_sub(1).min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn said(
    text: &str,
    at: usize,
    category: Category,
    before: &str,
    behind: Option<char>,
    here: Option<char>,
) -> (String, &'static str) {
    let say = |message: &str, hint| (message.to_owned(), hint);
    let depth = before.bytes().filter(|b| matches!(b, b'[' | b'{')).count();
    if depth + 1 >= DEPTH && matches!(here, Some('[' | '{')) {
        return say("the JSON is nested too deeply", "write it flatter");
    }
    if category == Category::Eof {
        return match text.trim() {
            "" => say(
                "there is nothing in this file", "write a list `[]` or keys with values `{}`, or delete it",
            ),
            _ => say(
                "the file ends before all of it is closed",
                "close each `{` with `}`, each `[` with `]`, and each text with a quotation mark",
            ),
        };
    }
    match (behind, here) {
        (_, Some('\'')) => say("JSON has no single quotation marks", "write `\"` in the place of `'`"),
        (_, Some('/' | '#')) => say("JSON has no comments", "take it out"),
        (_, Some('\n' | '\r')) => say(
            "a line ends within a text",
            "close its quotation mark, or write `\\n` where a line shall end in it",
        ),
        (_, Some('\t')) => say("a tab stands within a text", "write `\\t`, or spaces"),
        (Some('\\'), _) => {
            say("a backslash stands before what it has no meaning for", "write `\\\\` for a backslash")
        }
        (_, Some(c)) if about(c).is_some() => match about(c) {
            Some((_, Instead::Plain(plain))) => (
                format!("{} stands where JSON wants `{plain}`", named(c)),
                "write the plain character in its place",
            ),
            _ => (format!("{} stands where JSON wants none", named(c)), "delete it: nobody sees it"),
        },
        (Some(','), Some('}' | ']')) => say("a comma stands behind the last value", "delete the comma"),
        (Some(':' | '[' | '{' | ','), Some('}' | ']' | ',' | ':')) => {
            say("a value is missing here", "write it")
        }
        (Some(':' | '[' | '{' | ',') | None, Some(c)) if c.is_alphabetic() => say(
            "a text without quotation marks stands here",
            "write quotation marks around it, or one of true, false, null",
        ),
        _ if serde_json::from_str::<serde::de::IgnoredAny>(before).is_ok() && at > 0 => {
            say("text follows the end of the JSON", "write one list or one `{…}`, and nothing behind it")
        }
        // A key ends before a value, a value before the next key.
        (
            Some('"' | '}' | ']' | '0'..='9' | 'e' | 'l'),
            Some('"' | '{' | '[' | '0'..='9' | '-' | 't' | 'f' | 'n'),
        ) => match before.ends_with('"') && follows_a_key(before) {
            true => say("a colon is missing before this", "write `:` between a key and its value"),
            false if text[before.len()..at].is_empty() => generic(),
            false => say("a comma is missing before this", "write `,` between two values"),
        },
        _ => generic(),
    }
}

fn generic() -> (String, &'static str) {
    let hint = "write commas between values, colons behind keys, and keys and texts in quotation marks";
    ("this cannot be read as JSON where it stands".to_owned(), hint)
}

/// Whether a text ends with the key of a `{…}`: before it stands `{` or `,`, and with a value behind it all could be read.
fn follows_a_key(before: &str) -> bool {
    let open = before[..before.len() - 1].rfind('"').map_or("", |start| before[..start].trim_end());
    open.ends_with('{') || open.ends_with(',') && open.rfind('{') > open.rfind('[')
}
