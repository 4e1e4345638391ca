//! The automatic summary: text with its white space folded, cut at a word.

/// How long a summary is at most, in characters.
const LIMIT: usize = 600;

/// Text collected until there is more than enough of it.
#[derive(Debug, Default)]
pub(super) struct Folded {
    text: String,
    chars: usize,
    gap: bool,
}

impl Folded {
    /// Appends text.
    pub(super) fn push(&mut self, text: &str) {
        if self.chars > LIMIT {
            return;
        }
        // A space that holds two words together is no gap.
        let is_gap = |c: char| c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}') || c.is_control();
        // Long texts come as one; what lies far beyond the limit need not be looked at.
        let mut words = text.split(is_gap);
        if let Some(first) = words.next() {
            self.push_word(first);
        }
        for word in words {
            self.gap = true;
            if self.chars > LIMIT {
                return;
            }
            self.push_word(word);
        }
    }

    fn push_word(&mut self, word: &str) {
        if word.is_empty() {
            return;
        }
        if std::mem::take(&mut self.gap) && !self.text.is_empty() {
            self.text.push(' ');
            self.chars += 1;
        }
        // A word may be a whole file: what lies beyond the limit is cut anyway.
        let short = word.len() <= LIMIT;
        let end = if short { None } else { word.char_indices().nth(LIMIT + 1) };
        let word = &word[..end.map_or(word.len(), |(i, _)| i)];
        self.chars += word.chars().count();
        self.text.push_str(word);
    }

    /// Ends a word.
    pub(super) fn gap(&mut self) {
        self.gap = true;
    }

    /// How much there is, to come back to.
    pub(super) fn mark(&self) -> usize {
        self.text.len()
    }

    /// What was appended since.
    pub(super) fn since(&self, mark: usize) -> &str {
        self.text.get(mark..).unwrap_or("")
    }

    /// Takes back what was appended since.
    pub(super) fn take_back(&mut self, mark: usize) {
        self.text.truncate(mark);
        self.chars = self.text.chars().count();
        self.gap = true;
    }

    /// The summary, if there is any text.
    pub(super) fn cut(self) -> Option<Box<str>> {
        if self.text.is_empty() {
            return None;
        }
        if self.text.chars().nth(LIMIT).is_none() {
            return Some(self.text.into());
        }
        let hard = self.text.char_indices().nth(LIMIT - 1).map_or(self.text.len(), |(i, _)| i);
        let head = &self.text[..hard];
        let at_word = if self.text[hard..].starts_with(' ') { hard } else { head.rfind(' ').unwrap_or(hard) };
        let head = head[..at_word].trim_end_matches([',', ';', ':', '–', '—', '-', ' ']);
        Some(format!("{head}…").into())
    }
}

/// Whether a paragraph says something: whether it is more than shortcodes, attribute lists, marks of containers and of a
/// table of contents.
pub(super) fn is_prose(paragraph: &str) -> bool {
    const MARKS: [(&str, &str); 6] =
        [("{{", "}}"), ("{%", "%}"), ("{:", "}"), ("[[_", "_]]"), ("<o:", ">"), ("</o:", ">")];
    const CONTENTS: [&str; 4] = ["[toc]", "@[toc]", "${toc}", "[[toc]]"];
    let mut rest = paragraph.trim();
    // Most paragraphs begin with a letter.
    while let Some(mark) = rest.chars().next().filter(|c| "{[<:!@$".contains(*c)) {
        let is_contents = CONTENTS.iter().any(|contents| rest.eq_ignore_ascii_case(contents));
        // `:::note`, `!!! note "Title"`.
        let is_container = rest.starts_with(":::") || mark == '!' && rest.starts_with("!!! ");
        if is_contents || is_container {
            return false;
        }
        let Some((start, end)) = MARKS.iter().find(|(start, _)| rest.starts_with(start)) else { break };
        let Some(inside) = rest[start.len()..].find(end) else { break };
        rest = rest[start.len() + inside + end.len()..].trim_start();
    }
    rest.chars().any(char::is_alphanumeric)
}

/// Counts words across text events, which end anywhere.
#[derive(Debug, Default)]
pub(super) struct Words {
    pub(super) count: u32,
    in_word: bool,
}

impl Words {
    /// Counts the words that begin in `text`.
    pub(super) fn push(&mut self, text: &str) {
        let bytes = text.as_bytes();
        if text.is_ascii() {
            // A word begins where a space is before and none is here. Bytes are counted in bytes, as many as one can
            // count, which processors do many at a time.
            let is_space = |byte: u8| byte <= b' ';
            let Some((first, last)) = bytes.first().zip(bytes.last()) else { return };
            let begins = |(a, b): (&u8, &u8)| u8::from(is_space(*a) & !is_space(*b));
            let pairs = bytes[..bytes.len() - 1].chunks(255).zip(bytes[1..].chunks(255));
            let inside = pairs.map(|(a, b)| u32::from(a.iter().zip(b).map(begins).sum::<u8>()));
            self.count += inside.sum::<u32>() + u32::from(!self.in_word && !is_space(*first));
            self.in_word = !is_space(*last);
            return;
        }
        for (i, byte) in bytes.iter().enumerate() {
            // Spaces beyond ASCII begin with one of these bytes; letters almost never do.
            let is_space = match byte {
                b'\t'..=b' ' => true,
                0xC2 | 0xE1 | 0xE2 | 0xE3 => text[i..].starts_with(char::is_whitespace),
                // The rest of a character belongs to its first byte.
                0x80..=0xBF => continue,
                _ => false,
            };
            self.count += u32::from(!self.in_word && !is_space);
            self.in_word = !is_space;
        }
    }

    /// Ends a word.
    pub(super) fn gap(&mut self) {
        self.in_word = false;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_and_cuts_at_a_word() {
        let mut folded = Folded::default();
        folded.push("  a\n\tb");
        folded.gap();
        folded.push("c ");
        assert_eq!(folded.cut().as_deref(), Some("a b c"));
        let mut long = Folded::default();
        long.push(&"слово ".repeat(1000));
        let cut = long.cut().unwrap_or_default();
        assert!(cut.ends_with("слово…") && cut.chars().count() <= LIMIT, "{cut}");
        let mut solid = Folded::default();
        solid.push(&"x".repeat(10_000));
        assert_eq!(solid.cut().map(|cut| cut.chars().count()), Some(LIMIT));
    }

    #[test]
    fn what_is_prose() {
        for prose in ["a", "{{ x }} says", "[a] b", "! b", "{% a", "№ 1", ": b"] {
            assert!(is_prose(prose), "{prose}");
        }
        for other in [
            "", "…", "{{< x a >}} {% b %}", "{: .note}", "[TOC]", "[[_TOC_]]", ":::note", "<o:p></o:p>",
            "!!! note a",
        ] {
            assert!(!is_prose(other), "{other}");
        }
    }

    #[test]
    fn words_go_on_across_events() {
        let mut words = Words::default();
        for part in ["don", "’", "t  stop\u{a0}at", " два\u{2003}слова", "й"] {
            words.push(part);
        }
        assert_eq!(words.count, 5);
    }
}
