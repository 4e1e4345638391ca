//! Messages to editors: what is wrong, where, and what to do about it.
//!
//! A [`Diagnostic`] is a value. Everything that reads content makes them, nobody prints them on the
//! way; the command line prints all of a build's diagnostics at once, in the form that was asked for
//! (see [`mod@print`]).

mod code;
pub mod faults;
pub mod print;

use serde::{Deserialize, Serialize};

pub use code::Code;

/// How bad it is; the worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Severity {
    /// Nothing is written.
    Error,
    /// Said, and passed over unless `--strict`.
    Warning,
}

/// A place in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Span {
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
    /// How many characters the caret underlines; at least 1.
    pub length: u32,
}

impl Span {
    /// The place of `text[start..end]`, cut at the end of its first line.
    pub fn of(text: &str, start: usize, end: usize) -> Self {
        let start = floor_char_boundary(text, start);
        let end = floor_char_boundary(text, end.max(start));
        let before = &text[..start];
        let line_start = before.rfind('\n').map_or(0, |i| i + 1);
        let marked = text[start..end].lines().next().unwrap_or("");
        Self {
            line: before.bytes().filter(|b| *b == b'\n').count() as u32 + 1,
            column: text[line_start..start].chars().count() as u32 + 1,
            length: (marked.chars().count() as u32).max(1),
        }
    }

    /// The same place in a file of which the text was a part that begins `lines` lines down.
    pub fn down(self, lines: u32) -> Self {
        Self { line: self.line + lines, ..self }
    }
}

/// What a message names may hold line breaks: a tag, an address.
fn one_line(text: String) -> String {
    match text.contains(['\n', '\r']) {
        true => text
            .split(['\n', '\r'])
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .collect::<Vec<_>>()
            .join(" "),
        false => text,
    }
}

fn floor_char_boundary(text: &str, index: usize) -> usize {
    let mut index = index.min(text.len());
    while !text.is_char_boundary(index) {
        index -= 1;
    }
    index
}

/// One message.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Diagnostic {
    /// The file, relative to the site's root with `/`; none when it is about no file.
    pub path: Option<String>,
    /// The place in it.
    pub span: Option<Span>,
    /// How bad it is.
    pub severity: Severity,
    /// What kind of message it is.
    pub code: Code,
    /// What is wrong, in one line, without a full stop.
    pub message: String,
    /// The further places that it is about, when it names two culprits or more.
    pub labels: Vec<Label>,
    /// What to do about it. Only text to be written into a file has several lines.
    pub hints: Vec<String>,
    /// What many messages have in common that each say something else; none when its message says all.
    pub cause: Option<Box<Cause>>,
    /// The change that mends it, when that is known for certain: also for programs, with `--format json`.
    pub fix: Option<Box<Fix>>,
}

/// A further place that a message is about: the other one of two.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Label {
    /// Its file; none when it is the message's own.
    pub path: Option<Box<str>>,
    /// The place in it; none when it is the file as a whole.
    pub span: Option<Span>,
    /// What stands there, in a few words.
    pub text: Box<str>,
}

/// A change that mends what a message is about. Who obeys a hint that says "write …" makes this change; a
/// test makes all of them and looks whether the message is gone and nothing worse came.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Fix {
    /// What is replaced. Unlike elsewhere a length of 0 is an insertion, and ends of lines count as the characters that
    /// they are.
    pub span: Span,
    /// What stands there then.
    pub text: Box<str>,
}

/// The thing that causes a message: a tag's name, a file's ending, a folder, a pattern of addresses. Messages of one code
/// and one cause are one fault, and from a few places on they are printed as one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Cause {
    /// The thing itself, by which messages are grouped.
    pub key: Box<str>,
    /// Said of all places together, in one line, without a full stop: "files that end in `.markdown` are not read".
    pub summary: Box<str>,
    /// What mends all places at once; without it the hints that all of them share are printed.
    pub remedy: Option<Box<str>>,
}

impl Diagnostic {
    /// A message that stops the build.
    pub fn error(code: Code, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, message)
    }

    /// A message that does not stop the build.
    pub fn warning(code: Code, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, message)
    }

    fn new(severity: Severity, code: Code, message: impl Into<String>) -> Self {
        Self {
            path: None,
            span: None,
            severity,
            code,
            message: one_line(message.into()),
            labels: Vec::new(),
            hints: Vec::new(),
            cause: None,
            fix: None,
        }
    }

    /// The file it is about.
    #[must_use]
    pub fn in_file(mut self, path: impl Into<String>) -> Self {
        self.path = Some(path.into());
        self
    }

    /// The place it is about.
    #[must_use]
    pub fn at(mut self, span: Span) -> Self {
        self.span = Some(span);
        self
    }

    /// A further place in the same file that it is about.
    #[must_use]
    pub fn label(mut self, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label { path: None, span: Some(span), text: one_line(text.into()).into() });
        self
    }

    /// A further file that it is about, and the place in it if that is known.
    #[must_use]
    pub fn label_in(mut self, path: &str, span: Option<Span>, text: impl Into<String>) -> Self {
        self.labels.push(Label { path: Some(path.into()), span, text: one_line(text.into()).into() });
        self
    }

    /// One more line on what to do.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        let hint: String = hint.into();
        // What is to be written may be several lines.
        self.hints.push(if hint.contains('\r') {
            hint.replace("\r\n", "\n").replace('\r', " ")
        } else {
            hint
        });
        self
    }

    /// What causes it, and what is said of all places that have the same cause.
    #[must_use]
    pub fn cause(mut self, key: impl Into<Box<str>>, summary: impl Into<Box<str>>) -> Self {
        let summary = one_line(String::from(summary.into())).into();
        self.cause = Some(Box::new(Cause { key: key.into(), summary, remedy: None }));
        self
    }

    /// What mends all places with its cause at once, which must have been given.
    #[must_use]
    pub fn remedy(mut self, remedy: impl Into<Box<str>>) -> Self {
        if let Some(cause) = &mut self.cause {
            cause.remedy = Some(remedy.into());
        }
        self
    }

    /// The change that mends it: `text` in the place of what stands at `span`.
    #[must_use]
    pub fn fix(mut self, span: Span, text: impl Into<Box<str>>) -> Self {
        self.fix = Some(Box::new(Fix { span, text: text.into() }));
        self
    }

    /// The files that it names as its places.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        self.path.as_deref().into_iter().chain(self.labels.iter().filter_map(|label| label.path.as_deref()))
    }

    /// Whether it stops the build.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// `Some(best)` when one of `known` is so near to `word` that a typing error is likely.
pub fn did_you_mean<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    let (length, letters) = (word.chars().count(), Letters::of(&word));
    known
        .into_iter()
        .filter_map(|candidate| {
            let count = candidate.chars().count();
            let most = (count.max(3) / 3).min(3);
            // Comparing takes long, and nearly no other name has so nearly the same letters.
            let may_be_near = count.abs_diff(length) <= most && letters.differences(candidate) <= 2 * most;
            let distance = may_be_near.then(|| strsim::damerau_levenshtein(&word, candidate))?;
            (distance <= most).then_some((distance, candidate))
        })
        .min()
        .map(|(_, candidate)| candidate)
}

/// How often each letter is in a text, some letters being taken for one.
struct Letters([u8; 64]);

impl Letters {
    fn of(text: &str) -> Self {
        let mut counts = [0_u8; 64];
        for letter in text.chars() {
            let count = &mut counts[letter as usize % 64];
            *count = count.saturating_add(1);
        }
        Self(counts)
    }

    /// In how many letters another text differs at least: one that is exchanged for another counts twice.
    fn differences(&self, text: &str) -> usize {
        self.0.iter().zip(Self::of(text).0).map(|(one, two)| usize::from(one.abs_diff(two))).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_is_near_is_found() {
        let known = "війна-і-торгівля-2025";
        for word in [
            "війна-і-тoргівля-2025", "вйіна-і-торгівля-2025", "війна-торгвля-2025", "війна-і-торгівляxx-2025",
        ] {
            assert_eq!(did_you_mean(word, ["aaaaaaaaaaaaaaaaaaaaa", known]), Some(known), "{word}");
        }
        // The same letters in another order are as far as other letters.
        assert_eq!(did_you_mean("trade-talks", ["talks-trade"]), None);
    }

    #[test]
    fn whatever_a_message_names_it_is_one_line() {
        let said = Diagnostic::error(Code::BrokenMarkup, "`<a\r\n\n  b` has no end")
            .hint("write\r\n`a\rb`")
            .cause("x", "a\nb");
        assert_eq!((&*said.message, &*said.hints[0]), ("`<a b` has no end", "write\n`a b`"));
        assert_eq!(said.cause.map(|cause| cause.summary).as_deref(), Some("a b"));
    }
}
