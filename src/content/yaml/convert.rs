//! What a value is taken for: text, a list of texts, a switch, a number, a date, an address, a language.

use std::borrow::Cow;

use chrono_tz::Tz;
use serde_yaml::{Mapping, Value};

use super::FieldValue;
use crate::address::uri;
use crate::content::characters::{first_odd, named, plain};
use crate::content::date::{Date, DateError, NoOffset, Shift};
use crate::content::markdown::without_comments;
use crate::content::mistyped::{Mistyped, mistyped, without_scheme};
use crate::content::slug::Slug;
use crate::diagnostic::{Code, Diagnostic, Span, did_you_mean};

impl FieldValue<'_> {
    /// Text with its white space folded; numbers and booleans as written. Empty text is nothing.
    pub fn text(&self) -> Option<String> {
        self.any_text().filter(|text| !text.is_empty())
    }

    /// Like [`FieldValue::text`], but empty text is text.
    pub fn any_text(&self) -> Option<String> {
        let Some(written) = self.written() else {
            self.unfit("text", "put text in quotes");
            return None;
        };
        if written.contains(|c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r')) {
            let message = format!("`{}` holds a control character", self.label());
            self.error(Code::InvalidValue, message, "delete it");
            return None;
        }
        if self.report.cuts_comments
            && (written.contains(' ') || !has_scheme(&written))
            && let Some((left, open)) = without_comments(&written)
        {
            let message =
                format!("`{}` holds a comment, which begins with `{open}`: it is left out", self.label());
            self.warning(
                Code::ForeignComment,
                message,
                "take it out, or write it behind ` #` at the end of the line",
            );
            return Some(fold(&left));
        }
        Some(fold(&written))
    }

    /// A list of texts; one text is a list of one.
    pub fn texts(&self) -> Vec<String> {
        self.items().iter().filter_map(FieldValue::text).collect()
    }

    /// True or false, also as `yes`, `no`, `on`, `off`, 1, 0.
    pub fn switch(&self) -> Option<bool> {
        let found = self.as_switch();
        match found {
            Some(found) => self.odd_characters(if found { "true" } else { "false" }),
            None => self.unfit("true or false", "write true or false"),
        }
        found
    }

    /// Like [`FieldValue::switch`], but says nothing when it is something else.
    pub fn as_switch(&self) -> Option<bool> {
        as_switch(self.value)
    }

    /// A whole number of at least 1.
    pub fn count(&self, most: usize) -> Option<usize> {
        self.whole(1, most)
    }

    /// A whole number within bounds.
    pub fn whole(&self, least: usize, most: usize) -> Option<usize> {
        let number = match self.value {
            Value::Number(number) => number.as_u64(),
            Value::String(text) => plain(text).trim().parse().ok(),
            _ => None,
        };
        let found =
            number.and_then(|number| usize::try_from(number).ok()).filter(|n| (least..=most).contains(n));
        if found.is_none() {
            let message = format!("`{}` must be a whole number from {least} to {most}", self.label());
            self.error(Code::InvalidValue, message, "write a number without quotes");
        }
        if let Some(found) = found {
            self.odd_characters(&found.to_string());
        }
        found
    }

    /// A date in its own zone, or else in this one; the latest when its offset leaves it in doubt, so that nothing is
    /// out before its time.
    pub fn date(&self, zone: Tz) -> Option<Date> {
        self.date_or(zone, |offset| (offset.latest, "latest"))
    }

    /// A date until which something is shown; the earliest when its offset leaves it in doubt.
    pub fn end(&self, zone: Tz) -> Option<Date> {
        self.date_or(zone, |offset| (offset.earliest, "earliest"))
    }

    fn date_or(&self, zone: Tz, safe: impl Fn(NoOffset) -> (Date, &'static str)) -> Option<Date> {
        const HINT: &str = "write one date: 2025-02-12 or 2025-02-12 18:30";
        let text = match self.value {
            Value::String(text) => Cow::Borrowed(text.as_str()),
            // `20250527` and seconds since 1970 are numbers to YAML: what is meant is said below.
            Value::Number(_) if self.written().is_some() => self.written().unwrap_or_default(),
            _ => {
                let what = match self.value {
                    Value::Sequence(_) => "a list",
                    Value::Number(_) => "a bare number",
                    Value::Bool(_) => "true or false",
                    _ => "keys with values",
                };
                self.error(Code::InvalidDate, format!("`{}` must be a date, not {what}", self.label()), HINT);
                return None;
            }
        };
        let mut text = &*text;
        // What is a date but for its characters has one reading.
        let characters = plain(text);
        let mut parsed = Date::parse(text, zone);
        if parsed.is_err() && matches!(characters, Cow::Owned(_)) && Date::parse(&characters, zone).is_ok() {
            text = &*characters;
            parsed = Date::parse(text, zone);
            self.odd_characters(text);
        }
        match parsed {
            Ok((date, shift)) => {
                let hint = "write the offset with it: 2025-02-12 18:30 +01:00";
                match shift {
                    Some(Shift::Gap) => {
                        let message = "this time was skipped when the clocks changed; it was moved forward";
                        self.warning(Code::DateGap, message, hint);
                    }
                    Some(Shift::Overlap) => {
                        let message =
                            "this time came twice when the clocks changed; the earlier one was taken";
                        self.warning(Code::DateOverlap, message, hint);
                    }
                    None => {}
                }
                Some(date)
            }
            Err(DateError { offset: Some(offset), message, hint, .. }) => {
                let (date, which) = safe(offset);
                let taken = format!("it is taken as the {which} moment that it may mean");
                let summary = format!("`{}` {message}; {taken}", self.label());
                let text = text.trim_end();
                let written = &text[text.len() - offset.len..];
                let message = format!("`{}` {message}, `{written}`; {taken}", self.label());
                let fault = Diagnostic::warning(Code::DateOffset, message).at(self.span_of_last(written));
                self.push(fault.hint(hint).cause(self.label(), summary));
                Some(date)
            }
            Err(problem) => {
                let message = format!("`{}` {}", self.label(), problem.message);
                // An archive writes all its dates alike.
                let shape: String = text
                    .chars()
                    .map(|c| if c.is_ascii_digit() { '0' } else { c.to_ascii_lowercase() })
                    .collect();
                let summary = format!("{message}, as `{}`", text.trim());
                let mut fault =
                    Diagnostic::error(Code::InvalidDate, message).at(self.span()).hint(problem.hint);
                fault = fault.cause(format!("{} {shape}", self.label()), summary);
                if let Some((write, place)) = problem.write.zip(self.line_of_value()) {
                    fault = fault.fix(place, write);
                }
                self.push(fault);
                None
            }
        }
    }

    /// Warns of characters that only look like the plain ones, in a value that was read as `read`.
    pub fn odd_characters(&self, read: &str) {
        let Value::String(text) = self.value else { return };
        if text.is_ascii() {
            return;
        }
        let place = self.line_of_value();
        let raw = place.and_then(|_| self.raw()).unwrap_or(text);
        let Some((at, c)) = first_odd(raw) else { return };
        let message = format!("{} stands in `{}`, which was read as `{read}`", named(c), self.label());
        let mut span = self.span();
        if let Some(place) = place {
            span = Span { column: place.column + at as u32, length: 1, ..place };
        }
        let key = format!("{} {}", self.label(), named(c));
        let summary = format!("{} stands in `{}`, which was read without it", named(c), self.label());
        let fault = Diagnostic::warning(Code::YamlCharacter, message).at(span).hint(format!("write {read}"));
        let fault = fault.cause(key, summary);
        self.push(match place {
            Some(place) => fault.fix(place, read),
            None => fault,
        });
    }

    /// An absolute address, http or https, as it is printed.
    pub fn web_address(&self) -> Option<String> {
        let text = self.text()?;
        let fault = mistyped(&text);
        if !is_web_address(&text) {
            let message = format!("`{}` is not a web address", self.label());
            let web = |meant: &String| is_web_address(meant);
            let meant = fault.and_then(|fault| fault.meant).or_else(|| without_scheme(&text)).filter(web);
            let fault = Diagnostic::error(Code::InvalidUrl, message).at(self.span());
            self.push(match meant {
                Some(meant) => self.written_as(fault, &meant),
                None => fault.hint("write the whole address, beginning with https://"),
            });
            return None;
        }
        self.mistyped(fault);
        Some(uri(&text).into_owned())
    }

    /// The warning about an address that cannot be meant.
    fn mistyped(&self, fault: Option<Mistyped>) {
        let Some(Mistyped { what, meant, .. }) = fault else { return };
        let fault =
            Diagnostic::warning(Code::MistypedAddress, format!("`{}`: {what}", self.label())).at(self.span());
        self.push(match meant {
            Some(meant) => self.written_as(fault, &meant),
            None => fault.hint("write the whole address, as a browser shows it"),
        });
    }

    /// A language tag (BCP 47), its primary subtag in lower case.
    pub fn language(&self) -> Option<String> {
        let tag = language_tag(&self.text()?);
        if tag.is_none() {
            let message = format!("`{}` is not a language tag", self.label());
            self.error(Code::InvalidValue, message, "write a tag like en, uk or pt-BR");
        }
        tag
    }

    /// The words of an address.
    pub fn slug(&self) -> Option<Slug> {
        let fault = match Slug::written(&self.text()?) {
            Ok(Some(slug)) => return Some(slug),
            Ok(None) => "has no letter or digit for an address".to_owned(),
            Err(fault) => fault.to_string(),
        };
        let message = format!("`{}` {fault}", self.label());
        self.error(Code::InvalidValue, message, "write lower-case words with hyphens: peace-talks");
        None
    }

    /// One of some words, in any case.
    pub fn choice<T: Copy>(&self, known: &[(&'static str, T)]) -> Option<T> {
        let text = self.text()?.to_lowercase();
        let found = known.iter().find(|(word, _)| *word == text);
        if found.is_none() {
            let words: Vec<&str> = known.iter().map(|(word, _)| *word).collect();
            let message = format!("`{}` must be one of {}", self.label(), words.join(", "));
            let hint = match did_you_mean(&text, words) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => "write one of these words".to_owned(),
            };
            self.error(Code::InvalidValue, message, hint);
        }
        found.map(|(_, value)| *value)
    }

    /// The path of a picture, as written, or its address, as it is printed.
    pub fn picture(&self) -> Option<String> {
        let text = self.text()?;
        if text.contains('\\') || has_scheme(&text) && !is_web_address(&text) {
            let message = format!("`{}` is not a picture's path", self.label());
            let meant = mistyped(&text).and_then(|fault| fault.meant).or_else(|| {
                let path = text.replace('\\', "/");
                (!has_scheme(&path)).then_some(path)
            });
            let fault = Diagnostic::error(Code::InvalidUrl, message).at(self.span());
            let paths = "write a path beside this file (map.png), one from static/ (/img/map.png), or an https:// address";
            self.push(match meant {
                Some(meant) => self.written_as(fault, &meant),
                None => fault.hint(paths),
            });
            return None;
        }
        if has_scheme(&text) {
            self.mistyped(mistyped(&text));
        }
        Some(if has_scheme(&text) { uri(&text).into_owned() } else { text })
    }

    /// A mapping as it stands, for a site's own values.
    pub fn mapping(&self) -> Option<Box<Mapping>> {
        match self.value {
            Value::Mapping(mapping) => Some(Box::new(mapping.clone())),
            _ => {
                self.unfit("keys with values", "write `extra:` and below it, indented, `key: value`");
                None
            }
        }
    }
}

/// True or false in any of the forms that YAML and other programs have for it.
pub fn as_switch(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(value) => Some(*value),
        Value::Number(number) => match number.as_u64()? {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        },
        Value::String(text) => match plain(text).trim().to_ascii_lowercase().as_str() {
            "true" | "yes" | "on" | "y" | "1" => Some(true),
            "false" | "no" | "off" | "n" | "0" => Some(false),
            _ => None,
        },
        _ => None,
    }
}

/// Text on one line: white space folded, but no-break spaces kept.
pub fn fold(text: &str) -> String {
    let folded = !text.contains(['\n', '\r', '\t']) && !text.contains("  ");
    if folded {
        return text.trim_matches(|c: char| c.is_ascii_whitespace()).to_owned();
    }
    let words: Vec<&str> = text.split_ascii_whitespace().collect();
    words.join(" ")
}

/// Whether a text is an absolute http or https address with a host.
pub fn is_web_address(text: &str) -> bool {
    let lower = text.get(..8).unwrap_or(text).to_ascii_lowercase();
    (lower.starts_with("http://") || lower.starts_with("https://"))
        && !text.contains(|c: char| c.is_whitespace() || c == '\\')
        && url::Url::parse(text).is_ok_and(|url| url.has_host())
}

/// Whether a text begins with a scheme, `mailto:` or `C:` alike.
pub fn has_scheme(text: &str) -> bool {
    let Some((scheme, _)) = text.split_once(':') else { return false };
    scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'.' | b'-'))
}

/// A language tag (BCP 47), its primary part in lower case; none when the text is none.
pub fn language_tag(text: &str) -> Option<String> {
    let text = text.replace('_', "-");
    let (primary, rest) = text.split_at(text.find('-').unwrap_or(text.len()));
    let fits = |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric());
    // Longer ones than three letters are reserved (RFC 5646, section 2.2.1): `english` is no tag.
    let primary_fits = (2..=3).contains(&primary.len()) && primary.bytes().all(|b| b.is_ascii_alphabetic());
    (primary_fits && rest.split('-').skip(1).all(fits)).then(|| primary.to_ascii_lowercase() + rest)
}
