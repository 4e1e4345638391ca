//! Front matter as other generators write it: YAML, TOML, JSON, and lines of `Key: value` at the top (Pelican, MultiMarkdown).

use serde_yaml::{Mapping, Value};

use super::folder::Folder;
use super::remark::{Cause, Remark};
use crate::content::yaml::of_toml;

/// A text taken apart.
#[derive(Debug, Clone, PartialEq)]
pub struct Split<'t> {
    /// What the front matter says; empty when there is none.
    pub head: Mapping,
    /// Whether there was front matter.
    pub has_head: bool,
    /// What stands behind it.
    pub body: &'t str,
    /// Lines before the body.
    pub body_line: u32,
}

/// The most bytes of front matter.
const MOST_BYTES: usize = 256 << 10;

/// Takes a text apart.
///
/// # Errors
/// The format that cannot be read, and what its parser says.
pub fn split(text: &str) -> Result<Split<'_>, (&'static str, String)> {
    let start = text.len() - text.trim_start().len();
    let rest = &text[start..];
    let first = rest.lines().next().unwrap_or("").trim_end();
    let parts = |fence: &str| between(text, start, fence);
    match first {
        "---" => {
            let Some((inner, body)) = parts("---") else {
                return Err(("YAML", "it is not closed".to_owned()));
            };
            Ok(of(text, yaml(inner)?, body))
        }
        "+++" => {
            let Some((inner, body)) = parts("+++") else {
                return Err(("TOML", "it is not closed".to_owned()));
            };
            let table: toml::Table = if inner.len() > MOST_BYTES {
                return Err(("TOML", "it is too large".to_owned()));
            } else {
                toml::from_str(inner).map_err(|error| ("TOML", error.message().to_owned()))?
            };
            Ok(of(text, of_toml::mapping(table), body))
        }
        _ if first == "{" || first.starts_with("{\"") => {
            let mut values = serde_json::Deserializer::from_str(rest).into_iter::<Value>();
            match values.next() {
                Some(Ok(_)) if values.byte_offset() > MOST_BYTES => {
                    Err(("JSON", "it is too large".to_owned()))
                }
                Some(Ok(Value::Mapping(head))) => {
                    let body = &rest[values.byte_offset()..];
                    Ok(of(text, head, body.strip_prefix('\n').unwrap_or(body)))
                }
                _ => Err(("JSON", "it is no object".to_owned())),
            }
        }
        _ => Ok(Split { head: Mapping::new(), has_head: false, body: text, body_line: 0 }),
    }
}

/// Lines `Key: value` at the top, up to an empty line; what is indented goes on (Python-Markdown's `meta` extension). Keys in
/// lower case.
pub fn lines(text: &str) -> Split<'_> {
    let mut head = Mapping::new();
    let mut last: Option<String> = None;
    let (mut at, mut count) = (0, 0);
    for line in text.split_inclusive('\n') {
        let content = line.trim_end();
        let is_fence = matches!(content, "---" | "...");
        let goes_on = line.starts_with("    ") || line.starts_with('\t');
        let key = content.split_once(':').filter(|(key, _)| {
            let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
            !key.is_empty() && key.chars().all(is_part)
        });
        match (key, &last) {
            _ if head.is_empty() && (content.is_empty() || is_fence) => {}
            _ if content.is_empty() || is_fence => {
                at += line.len();
                count += 1;
                break;
            }
            (_, Some(last)) if goes_on => {
                if let Some(Value::String(value)) = head.get_mut(last.as_str()) {
                    value.push('\n');
                    value.push_str(content.trim());
                }
            }
            (Some((key, value)), _) => {
                let key = key.to_ascii_lowercase();
                head.insert(key.as_str().into(), value.trim().into());
                last = Some(key);
            }
            (None, _) => break,
        }
        at += line.len();
        count += 1;
    }
    // A sentence with a colon is no front matter, and neither is one that nothing ends.
    if !head.contains_key("title") && !head.contains_key("date") {
        return Split { head: Mapping::new(), has_head: false, body: text, body_line: 0 };
    }
    Split { head, has_head: true, body: &text[at..], body_line: count }
}

/// What stands between two fences, and behind them.
fn between<'t>(text: &'t str, start: usize, fence: &str) -> Option<(&'t str, &'t str)> {
    let first = text[start..].find('\n')? + start + 1;
    let mut at = first;
    while at < text.len() {
        let end = text[at..].find('\n').map_or(text.len(), |end| at + end + 1);
        let content = text[at..end].trim_end();
        if content == fence || fence == "---" && content == "..." {
            return Some((&text[first..at], &text[end..]));
        }
        at = end;
    }
    None
}

fn of<'t>(text: &'t str, head: Mapping, body: &'t str) -> Split<'t> {
    let before = &text[..text.len() - body.len()];
    let body_line = before.bytes().filter(|byte| *byte == b'\n').count() as u32;
    Split { head, has_head: true, body, body_line }
}

/// YAML as its writers meant it: where a strict reader stops, keys with one value on a line are read by themselves.
fn yaml(text: &str) -> Result<Mapping, (&'static str, String)> {
    if text.len() > MOST_BYTES {
        return Err(("YAML", "it is too large".to_owned()));
    }
    let report = crate::content::yaml::Report::new(text, 0);
    match report.parse(MOST_BYTES) {
        Some(Value::Mapping(head)) => Ok(head),
        Some(Value::Null) => Ok(Mapping::new()),
        Some(_) => Err(("YAML", "it is no mapping".to_owned())),
        None => {
            let (_, said) = report.finish("");
            let fault = said.iter().find(|problem| problem.is_error());
            Err(("YAML", fault.map_or_else(String::new, |fault| fault.message.clone())))
        }
    }
}

/// A configuration in the format that its name says; empty where it cannot be read.
pub fn configuration(name: &str, text: &str) -> Mapping {
    let ending = name.rsplit('.').next().unwrap_or("");
    let value = match ending {
        "toml" => toml::from_str(text).ok().map(|table| Value::Mapping(of_toml::mapping(table))),
        "json" => serde_json::from_str(text).ok(),
        _ => crate::content::yaml::Report::new(text, 0).parse(8 << 20),
    };
    match value {
        Some(Value::Mapping(mapping)) => mapping,
        _ => Mapping::new(),
    }
}

/// Any value of a file of data; none where it cannot be read.
pub fn value(text: &str) -> Option<Value> {
    crate::content::yaml::Report::new(text, 0).parse(8 << 20)
}

/// Front matter, body and lines before it of a file; what cannot be read is said.
pub fn read(folder: &Folder, path: &str, remarks: &mut Vec<Remark>) -> Option<(Mapping, String, u32)> {
    let text = folder.text(path).map_err(|remark| remarks.push(remark)).ok()?;
    match split(&text) {
        Ok(split) => Some((split.head, split.body.to_owned(), split.body_line)),
        Err((format, fault)) => {
            remarks.push(Remark::of(Cause::Head(format), path).about(fault));
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_in_four_formats() {
        for (text, body, line) in [
            ("---\ntitle: x\n---\nBody\n", "Body\n", 3),
            ("+++\ntitle = \"x\"\n+++\nBody\n", "Body\n", 3),
            ("{\n\"title\": \"x\"}\nBody\n", "Body\n", 2),
        ] {
            let split = split(text).expect("front matter");
            assert_eq!((split.body, split.body_line), (body, line), "{text}");
            assert_eq!(split.head.get("title").and_then(Value::as_str), Some("x"), "{text}");
        }
        let head = lines("Title: This: that\nAuthors: A,\n    B\n\nBody: no key\n");
        assert_eq!((head.body, head.body_line), ("Body: no key\n", 4));
        assert_eq!(head.head.get("title").and_then(Value::as_str), Some("This: that"));
        assert_eq!(head.head.get("authors").and_then(Value::as_str), Some("A,\nB"));
        assert!(!lines("Only text: really?\n\nMore\n").has_head);
        assert_eq!(split("---\na: [\n---\n").unwrap_err().0, "YAML");
        assert_eq!(split("+++\na = \n").unwrap_err().0, "TOML");
    }
}
