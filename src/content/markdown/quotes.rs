//! Quotation marks by language.
//!
//! The parser turns straight marks into English ones. What was typed curly already stays as typed;
//! an apostrophe is `’` in every language.
//!
//! The automatic summary is a fact, and facts know no language: in them the parser's marks are [`NEUTRAL`] ones,
//! which [`quoted`] replaces where the summary is shown.

use std::borrow::Cow;
use std::ops::Range;

/// The outer and the inner pair of a language.
pub(super) struct Marks {
    double: [&'static str; 2],
    single: [&'static str; 2],
}

const ENGLISH: Marks = Marks { double: ["“", "”"], single: ["‘", "’"] };
const GERMAN: Marks = Marks { double: ["„", "“"], single: ["‚", "‘"] };
const UKRAINIAN: Marks = Marks { double: ["«", "»"], single: ["„", "“"] };
const FRENCH: Marks = Marks { double: ["«\u{202f}", "\u{202f}»"], single: ["“", "”"] };
const SWISS: Marks = Marks { double: ["«", "»"], single: ["‹", "›"] };
const POLISH: Marks = Marks { double: ["„", "”"], single: ["«", "»"] };
const SPANISH: Marks = Marks { double: ["«", "»"], single: ["“", "”"] };
const SWEDISH: Marks = Marks { double: ["”", "”"], single: ["’", "’"] };
const NORWEGIAN: Marks = Marks { double: ["«", "»"], single: ["‘", "’"] };
const DANISH: Marks = Marks { double: ["»", "«"], single: ["›", "‹"] };
const HUNGARIAN: Marks = Marks { double: ["„", "”"], single: ["»", "«"] };
const CROATIAN: Marks = Marks { double: ["„", "”"], single: ["‘", "’"] };

/// Noncharacters (Unicode, section 23.7: for use within a program), which no text of an editor means anything by.
const NEUTRAL: Marks = Marks { double: ["\u{fdd0}", "\u{fdd1}"], single: ["\u{fdd2}", "\u{fdd3}"] };

/// A text of the facts with the quotation marks of a BCP 47 language.
pub(in crate::content) fn quoted<'t>(text: &'t str, language: &str) -> Cow<'t, str> {
    let neutral = |c: char| matches!(c, '\u{fdd0}'..='\u{fdd3}');
    if !text.contains(neutral) {
        return Cow::Borrowed(text);
    }
    let marks = Marks::of(language);
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{fdd0}' => shown.push_str(marks.double[0]),
            '\u{fdd1}' => shown.push_str(marks.double[1]),
            '\u{fdd2}' => shown.push_str(marks.single[0]),
            '\u{fdd3}' => shown.push_str(marks.single[1]),
            c => shown.push(c),
        }
    }
    Cow::Owned(shown)
}

impl Marks {
    /// The marks of a BCP 47 language; English ones for those not listed.
    pub(super) fn of(language: &str) -> &'static Self {
        let language = language.to_ascii_lowercase().replace('_', "-");
        if language.ends_with("-ch") {
            return &SWISS;
        }
        match language.split('-').next().unwrap_or("") {
            "uk" | "be" | "ru" => &UKRAINIAN,
            "de" | "cs" | "sk" | "sl" | "bg" | "lt" | "lv" | "et" | "is" | "ka" => &GERMAN,
            "fr" => &FRENCH,
            "pl" | "ro" => &POLISH,
            "es" | "it" | "ca" | "gl" | "el" | "hy" => &SPANISH,
            "pt" if language == "pt-pt" => &SPANISH,
            "sv" | "fi" => &SWEDISH,
            "no" | "nb" | "nn" => &NORWEGIAN,
            "da" => &DANISH,
            "hu" => &HUNGARIAN,
            "hr" | "bs" | "sr" => &CROATIAN,
            _ => &ENGLISH,
        }
    }
}

/// Follows the marks of one document.
pub(super) struct Quotes {
    marks: &'static Marks,
    single_open: bool,
}

impl Quotes {
    pub(super) fn new(language: &str) -> Self {
        Self { marks: Marks::of(language), single_open: false }
    }

    /// Marks of no language, for [`quoted`].
    pub(super) fn neutral() -> Self {
        Self { marks: &NEUTRAL, single_open: false }
    }

    /// A text event as it is shown. The parser's own marks are three bytes made from one.
    pub(super) fn show<'t>(&mut self, body: &str, text: &'t str, place: &Range<usize>) -> &'t str {
        if text.len() != 3 || place.len() != 1 {
            return text;
        }
        match text {
            "“" => self.marks.double[0],
            "”" => self.marks.double[1],
            "‘" => {
                self.single_open = true;
                self.marks.single[0]
            }
            "’" if self.single_open && !in_word(body, place.end) => {
                self.single_open = false;
                self.marks.single[1]
            }
            _ => text,
        }
    }
}

fn in_word(body: &str, end: usize) -> bool {
    body.get(end..).is_some_and(|rest| rest.starts_with(char::is_alphanumeric))
}
