//! Shortcodes of all generators, in one table: a name, and what it is in Markdown.
//!
//! Themes have their own under like names (`img-right`, `legacy-img`), so a row knows its names by their words. What has no
//! row is nothing here, and whoever asks says so.

mod pairs;
mod rows;
mod scan;

pub use pairs::{Shows, defined, is_shown};
pub use scan::{Syntax, convert};

use super::plain::in_title;

/// A shortcode, taken apart.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Call {
    /// Its name in lower case.
    pub name: String,
    /// What it is given; those without a name have none.
    pub arguments: Vec<(String, String)>,
    /// What stands between it and its end.
    pub inner: Option<String>,
}

impl Call {
    /// Of words: `a b="c d" e=f`, `key: value`.
    pub fn of_words(name: &str, rest: &str, inner: Option<&str>) -> Self {
        let arguments = words(rest)
            .into_iter()
            .map(|word| match word.split_once('=').filter(|(key, _)| is_key(key)) {
                Some((key, value)) => (key.to_lowercase(), unquoted(value)),
                None => (String::new(), unquoted(word.trim_end_matches(','))),
            })
            .collect();
        Self { name: name.to_lowercase(), arguments, inner: inner.map(str::to_owned) }
    }

    /// Names and values as they are written, quotation marks included.
    pub fn written(rest: &str) -> Vec<(String, String)> {
        let named = |word: String| {
            let (key, value) = word.split_once('=').filter(|(key, _)| is_key(key))?;
            Some((key.to_owned(), value.to_owned()))
        };
        words(rest).into_iter().filter_map(named).collect()
    }

    /// The first of these arguments that is there and not empty.
    pub fn get(&self, names: &[&str]) -> Option<&str> {
        let named = names.iter().find_map(|name| {
            self.arguments.iter().find(|(key, value)| key == name && !value.trim().is_empty())
        });
        named.map(|(_, value)| value.trim())
    }

    /// An argument without a name, by its place.
    pub fn at(&self, place: usize) -> Option<&str> {
        let mut plain = self.arguments.iter().filter(|(key, _)| key.is_empty());
        plain.nth(place).map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
    }

    /// Whether one of the words of its name is this.
    fn is(&self, words: &[&str]) -> bool {
        self.name.split(['-', '_', '/', '.']).any(|part| words.contains(&part))
    }
}

/// A value without the quotation marks around it, and those within as they are meant.
fn unquoted(text: &str) -> String {
    let marks = ['"', '\'', '`'];
    let inner = text.strip_prefix(marks).map_or(text, |rest| rest.strip_suffix(marks).unwrap_or(rest));
    inner.replace("\\\"", "\"")
}

fn is_key(key: &str) -> bool {
    !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | ':'))
}

/// Words with white space between them; within quotation marks it is part of one. `key = "value"` is one word.
fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut word = String::new();
    let mut quote = None;
    for c in text.chars() {
        match quote {
            None if c.is_whitespace() => {
                if !word.is_empty() {
                    words.push(std::mem::take(&mut word));
                }
                continue;
            }
            None if matches!(c, '"' | '\'' | '`') && (word.is_empty() || word.ends_with('=')) => {
                quote = Some(c)
            }
            Some(open) if open == c && !word.ends_with('\\') => quote = None,
            _ => {}
        }
        word.push(c);
    }
    if !word.is_empty() {
        words.push(word);
    }
    let mut joined: Vec<String> = Vec::new();
    for word in words {
        match joined.last_mut() {
            Some(last) if word == "=" || last.ends_with('=') && is_key(&last[..last.len() - 1]) => {
                last.push_str(&word);
            }
            _ => joined.push(word),
        }
    }
    joined
}

/// What a shortcode is in Markdown; none when it has no equivalent.
pub fn write(call: &Call) -> Option<String> {
    rows::ROWS
        .iter()
        .find(|row| row.names.iter().any(|name| call.name == *name) || call.is(row.words))
        .and_then(|row| (row.write)(call))
}

/// Code between fences that are longer than any in it.
pub fn fenced(language: &str, code: &str) -> String {
    let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    let code = code.trim_matches('\n');
    format!("\n\n{fence}{language}\n{code}\n{fence}\n\n")
}

/// A paragraph of its own.
fn paragraph(text: &str) -> String {
    format!("\n\n{text}\n\n")
}

/// A picture alone in its paragraph.
pub fn picture(src: &str, alt: &str, caption: Option<&str>, credit: Option<&str>) -> String {
    let alt = alt.replace(['[', ']'], "").replace('\n', " ");
    let title = match (caption.map(in_title), credit.map(in_title)) {
        (None, None) => String::new(),
        (Some(caption), None) => format!(" \"{caption}\""),
        (caption, Some(credit)) => {
            format!(" \"{} | {credit}\"", caption.unwrap_or_default()).replace("\" |", "\"|")
        }
    };
    format!("![{alt}]({}{title})", target(src))
}

/// An address as a link's target.
pub fn target(address: &str) -> String {
    match address.contains([' ', '(', ')'])
        && !address.contains(['<', '>', '\n'])
        && !address.starts_with("{{")
    {
        true => format!("<{address}>"),
        false => address.to_owned(),
    }
}
