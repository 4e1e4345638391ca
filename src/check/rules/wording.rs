//! What rules about wording have in common.

use std::ops::Range;

/// The keys of a headline.
pub(super) const TITLE: &[&[&str]] = &[&["title"]];
/// The keys of a digest line.
pub(super) const SUMMARY: &[&[&str]] = &[&["summary", "description", "excerpt"]];
/// The keys of a leading picture.
pub(super) const IMAGE: &[&str] = &["image", "cover", "images"];

/// The words of a text, without what stands around them.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’'))).filter(|word| !word.is_empty())
}

/// Words in lower case, for comparing.
pub(super) fn folded(text: &str) -> Vec<String> {
    words(text).map(str::to_lowercase).collect()
}

/// A text in lower case, and where its letters stood: some have more bytes then.
pub(super) struct Lower<'t> {
    written: &'t str,
    text: String,
    /// Offsets in lower case, and what they were; none where all are the same.
    moved: Vec<(usize, usize)>,
}

impl<'t> Lower<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        let mut lower = Self { written: text, text: String::with_capacity(text.len()), moved: Vec::new() };
        let mut may_have_moved = false;
        for (at, c) in text.char_indices() {
            if std::mem::replace(&mut may_have_moved, !c.is_ascii()) || !c.is_ascii() {
                lower.moved_to(at);
            }
            // An apostrophe is one, however it is typed.
            match c {
                '’' | 'ʼ' => lower.text.push('\''),
                // Words may stand on two lines.
                c if c.is_whitespace() => lower.text.push(' '),
                c if c.is_ascii() => lower.text.push(c.to_ascii_lowercase()),
                c => lower.text.extend(c.to_lowercase()),
            }
        }
        lower.moved_to(text.len());
        lower
    }

    /// A phrase as it is looked for.
    pub(super) fn phrase(words: &str) -> String {
        Lower::of(words.trim()).text
    }

    /// Every place in the text of a phrase (in lower case), where it is not a part of longer words.
    pub(super) fn find<'p>(&'p self, phrase: &'p str) -> impl Iterator<Item = Range<usize>> + 'p {
        let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        memchr::memmem::find_iter(self.text.as_bytes(), phrase).filter_map(move |at| {
            let end = at + phrase.len();
            let (before, after) = (&self.text[..at], &self.text[end..]);
            let is_whole = !is_word(before.chars().next_back()) && !is_word(after.chars().next());
            let place = self.place(at)..self.place(end);
            // `İ` is two letters in lower case, of which none is there alone.
            (is_whole && self.written.get(place.clone()).is_some()).then_some(place)
        })
    }

    /// Whether it has a phrase.
    pub(super) fn has(&self, phrase: &str) -> bool {
        self.find(phrase).next().is_some()
    }

    /// Notes where the next letter stood, if that does not follow from where the last one did.
    fn moved_to(&mut self, at: usize) {
        let here = self.text.len();
        if self.place(here) != at {
            self.moved.push((here, at));
        }
    }

    fn place(&self, at: usize) -> usize {
        let next = self.moved.partition_point(|(lower, _)| *lower <= at);
        next.checked_sub(1).map_or(at, |index| {
            let (lower, original) = self.moved[index];
            original + (at - lower)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_found_where_they_stand() {
        for (text, phrase, found) in [
            ("He said today’s news", "today's", Some("today’s")),
            ("Todayish", "today", None),
            ("Hİ there", "hi", None),
            ("read\nmore", "read more", Some("read\nmore")),
            ("İstanbul: Read\u{a0}more", "read more", Some("Read\u{a0}more")),
            ("СЬОГОДНІ", "сьогодні", Some("СЬОГОДНІ")),
        ] {
            assert_eq!(Lower::of(text).find(phrase).next().map(|place| &text[place]), found, "{text}");
        }
    }
}
