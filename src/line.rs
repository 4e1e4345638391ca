//! A text as one line, as titles, fields and messages have it.

/// A text on one line, with single spaces. Control characters that are no white space stay.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text of so many characters at most, with `…` in the place of the rest.
pub fn shortened(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_one_line() {
        for (text, line) in [("", ""), (" a\r\n\tb\u{a0}\u{0}c ", "a b \u{0}c"), ("a", "a")] {
            assert_eq!(one_line(text), line);
        }
        assert_eq!((&*shortened("äöü", 2), &*shortened("äö", 2)), ("äö…", "äö"));
    }
}
