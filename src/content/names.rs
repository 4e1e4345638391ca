//! Several names in one text: what separates them in practice, where a list was meant.
//!
//! Other tools split a text of tags at spaces (Jekyll, <https://jekyllrb.com/docs/front-matter/>), commas (Eleventy's
//! and Ghost's exports), semicolons (Zotero, MARC) or `#`; word processors leave bullets. Whether a text is one name or
//! several is for the caller to decide: this says only what the several would be.

/// What stands between names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Separator {
    /// Lines of their own.
    Line,
    /// `• one • two`
    Bullet,
    /// `#one #two`
    Hash,
    /// `one; two`
    Semicolon,
    /// `one | two`
    Bar,
    /// `one, two`
    Comma,
    /// `one / two`; without spaces it is part of a name.
    Slash,
}

/// Takes a text apart at the strongest separator that is in it; none when there is no separator or no name. A text
/// with one name and a separator behind it (`one;`) is that name.
pub fn separated(text: &str) -> Option<(Separator, Vec<&str>)> {
    let text = text.trim();
    if text.contains(['\n', '\r', '\u{2028}', '\u{2029}', '\u{85}']) {
        return found(
            Separator::Line,
            names(text, |c| matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}' | '\u{85}')),
        );
    }
    if text.starts_with(BULLETS) || text.contains(" • ") || text.contains(" · ") {
        return found(Separator::Bullet, names(text, |c| BULLETS.contains(&c)));
    }
    // "C#, F#" are names of their own.
    if text.strip_prefix('#').is_some_and(|rest| rest.starts_with(char::is_alphanumeric)) {
        return found(Separator::Hash, names(text, |c| c == '#'));
    }
    for (separator, marks) in [
        (Separator::Semicolon, &[';', '；', '؛'][..]),
        (Separator::Bar, &['|', '｜', '¦']),
        (Separator::Comma, &[',', '，', '、', '،']),
    ] {
        if text.contains(marks) {
            return found(separator, names(text, |c| marks.contains(&c)));
        }
    }
    let parts: Vec<&str> = text.split(" / ").map(bare).filter(|name| !name.is_empty()).collect();
    (parts.len() > 1).then_some((Separator::Slash, parts))
}

fn found(separator: Separator, names: Vec<&str>) -> Option<(Separator, Vec<&str>)> {
    (!names.is_empty()).then_some((separator, names))
}

const BULLETS: [char; 6] = ['•', '·', '●', '▪', '‣', '◦'];

fn names(text: &str, separates: impl Fn(char) -> bool) -> Vec<&str> {
    text.split(separates).map(bare).filter(|name| !name.is_empty()).collect()
}

/// A name without what its list left around it.
fn bare(name: &str) -> &str {
    let name = name.trim();
    let item = ["- ", "* ", "+ "].iter().find_map(|mark| name.strip_prefix(mark)).unwrap_or(name);
    let name = item.trim().trim_matches([',', ';', '|', '；', '，']).trim_start_matches(BULLETS).trim();
    // Nothing but marks is no name.
    if name.chars().any(char::is_alphanumeric) { name } else { "" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_separates_names_in_practice() {
        for (text, separator, expected) in [
            ("Strikes; Courts", Separator::Semicolon, &["Strikes", "Courts"][..]),
            ("Black Sea; Law of the sea;", Separator::Semicolon, &["Black Sea", "Law of the sea"]),
            ("Reuters, AP; AFP", Separator::Semicolon, &["Reuters, AP", "AFP"]),
            ("one | two words|three", Separator::Bar, &["one", "two words", "three"]),
            ("one,two , three,", Separator::Comma, &["one", "two", "three"]),
            ("один、два，три", Separator::Comma, &["один", "два", "три"]),
            ("one / two", Separator::Slash, &["one", "two"]),
            ("#one #two", Separator::Hash, &["one", "two"]),
            ("#one, #two words", Separator::Hash, &["one", "two words"]),
            ("• one • two", Separator::Bullet, &["one", "two"]),
            ("one · two", Separator::Bullet, &["one", "two"]),
            ("- one\n- two\n\n", Separator::Line, &["one", "two"]),
            ("• one\n• two", Separator::Line, &["one", "two"]),
            ("one;", Separator::Semicolon, &["one"]),
        ] {
            assert_eq!(separated(text), Some((separator, expected.to_vec())), "{text}");
        }
        for text in ["", "one", "one two", ";", " | ", "C#", "AC/DC", "24/7", "paral·lel", "#", "# one", "-"]
        {
            assert_eq!(separated(text), None, "{text}");
        }
    }
}
