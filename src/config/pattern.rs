//! Patterns of addresses: `/{year}/{month}/{slug}/`.

use std::fmt;

use crate::address::{of_path, to_path};
use crate::diagnostic::did_you_mean;
use crate::paths::kept_for;

/// An address with places in it: `/{year}/{month}/{slug}/`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Pattern(pub Vec<PatternPart>);

/// A piece of a [`Pattern`].
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum PatternPart {
    Text(String),
    Year,
    Month,
    Day,
    Slug,
    Type,
}

const PLACES: [(&str, PatternPart); 5] = [
    ("year", PatternPart::Year),
    ("month", PatternPart::Month),
    ("day", PatternPart::Day),
    ("slug", PatternPart::Slug),
    ("type", PatternPart::Type),
];

impl Pattern {
    /// Reads a pattern; `dated` patterns may hold more than `{slug}`. The error is what is wrong, as the end of a
    /// sentence, and what to write.
    pub fn parse(text: &str, dated: bool) -> Result<Self, (String, String)> {
        let fault = |message: &str, hint: &str| Err((message.to_owned(), hint.to_owned()));
        let example = if dated { "/{year}/{month}/{slug}/" } else { "/tags/{slug}/" };
        let parts = parts(text, dated)?;
        if !text.starts_with('/') {
            return fault("must begin with /", &format!("write it like {example}"));
        }
        if !text.ends_with('/') && !text.ends_with(".html") {
            return fault("must end with / or .html", &format!("write it like {example}"));
        }
        if !parts.contains(&PatternPart::Slug) {
            return fault(
                "must hold {slug}, or all addresses would be one",
                &format!("write it like {example}"),
            );
        }
        if text.contains("//") || text.split('/').any(|segment| matches!(segment, "." | "..")) {
            return fault("must not hold //, /./ or /../", &format!("write it like {example}"));
        }
        let odd = |c: char| {
            c.is_whitespace() || c.is_control() || matches!(c, '\\' | '?' | '#' | '%' | ':' | '"' | '<' | '>')
        };
        if text.contains(odd) {
            return fault(
                "holds a character that addresses do not have", "keep to letters, digits and - _ . ~",
            );
        }
        if let Some(whom) = kept_for(text) {
            let message = format!("leads to a place that is kept for {whom}");
            return fault(&message, &format!("write it like {example}"));
        }
        // The address of a text that is known as such: what is not ASCII is encoded once.
        let encoded = |part| match part {
            PatternPart::Text(text) => PatternPart::Text(of_path(&text).into_owned()),
            place => place,
        };
        Ok(Self(parts.into_iter().map(encoded).collect()))
    }

    /// The address for a date (year, month, day), a slug and a type of article.
    pub fn expand(&self, (year, month, day): (i32, u32, u32), slug: &str, kind: &str) -> String {
        let mut address = String::new();
        for part in &self.0 {
            match part {
                PatternPart::Text(text) => address.push_str(text),
                PatternPart::Year => address.push_str(&format!("{year:04}")),
                PatternPart::Month => address.push_str(&format!("{month:02}")),
                PatternPart::Day => address.push_str(&format!("{day:02}")),
                PatternPart::Slug => address.push_str(slug),
                PatternPart::Type => address.push_str(kind),
            }
        }
        address
    }

    /// The address for a slug alone, for what has no date.
    pub fn expand_slug(&self, slug: &str) -> String {
        self.expand((0, 0, 0), slug, "")
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for part in &self.0 {
            match part {
                PatternPart::Text(text) => f.write_str(&to_path(text))?,
                place => {
                    let name = PLACES.iter().find(|(_, known)| known == place).map_or("", |(name, _)| name);
                    write!(f, "{{{name}}}")?;
                }
            }
        }
        Ok(())
    }
}

fn parts(text: &str, dated: bool) -> Result<Vec<PatternPart>, (String, String)> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(open) = rest.find(['{', '}']) {
        let close = rest[open..].find('}').map(|length| open + length);
        let Some(close) = close.filter(|close| *close > open) else {
            return Err((
                "has a brace without its other half".to_owned(),
                "write places like {slug}".to_owned(),
            ));
        };
        let name = &rest[open + 1..close];
        let known = PLACES.iter().filter(|(_, part)| dated || *part == PatternPart::Slug);
        let names: Vec<&str> = known.clone().map(|(name, _)| *name).collect();
        let Some((_, part)) = known.clone().find(|(known, _)| *known == name) else {
            let hint = match did_you_mean(name, names.iter().copied()) {
                Some(meant) => format!("did you mean {{{meant}}}?"),
                None => format!("the placeholders here are {{{}}}", names.join("}, {")),
            };
            return Err((format!("has an unknown placeholder {{{name}}}"), hint));
        };
        if open > 0 {
            parts.push(PatternPart::Text(rest[..open].to_owned()));
        }
        parts.push(part.clone());
        rest = &rest[close + 1..];
    }
    if !rest.is_empty() {
        parts.push(PatternPart::Text(rest.to_owned()));
    }
    Ok(parts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Permalinks;

    #[test]
    fn patterns_expand() {
        let pattern = Pattern::parse("/{type}/{year}-{month}-{day}/{slug}.html", true).unwrap();
        assert_eq!(pattern.expand((2025, 2, 3), "a-b", "opinion"), "/opinion/2025-02-03/a-b.html");
        assert_eq!(pattern.to_string(), "/{type}/{year}-{month}-{day}/{slug}.html");
        let defaults = Permalinks::default();
        assert_eq!(defaults.article, Pattern::parse("/{year}/{month}/{slug}/", true).unwrap());
        assert_eq!(defaults.page, Pattern::parse("/{slug}/", false).unwrap());
        assert_eq!(defaults.topic.expand_slug("x"), "/topics/x/");
    }

    #[test]
    fn faults() {
        for (text, dated) in [
            ("", true),
            ("{slug}/", true),
            ("/{slug}", true),
            ("/{year}/", true),
            ("/../{slug}/", true),
            ("//{slug}/", true),
            ("/{slug/", true),
            ("/}{slug}/", true),
            ("/{slug}?/", true),
            ("/{year}/{slug}/", false),
        ] {
            assert!(Pattern::parse(text, dated).is_err(), "{text}");
        }
        assert_eq!(Pattern::parse("/{sluk}/", true).unwrap_err().1, "did you mean {slug}?");
    }
}
