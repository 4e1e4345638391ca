//! Characters that nobody sees or that look like another: what they are called, and what to write instead.
//!
//! Names are those of the Unicode character database (<https://www.unicode.org/charts/>), in lower case.

use std::borrow::Cow;

/// What is to be written in the place of a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Instead {
    /// A plain space.
    Space,
    /// Nothing.
    Nothing,
    /// The character that it looks like.
    Plain(char),
}

/// What a character is called, and what to write instead; none for those that are what they look like.
pub fn about(c: char) -> Option<(&'static str, Instead)> {
    use Instead::{Nothing, Plain, Space};
    Some(match c {
        '\u{85}' => ("next line", Space),
        '\u{2028}' => ("line separator", Space),
        '\u{2029}' => ("paragraph separator", Space),
        '\u{a0}' => ("no-break space", Space),
        '\u{2007}' => ("figure space", Space),
        '\u{202f}' => ("narrow no-break space", Space),
        '\u{3000}' => ("ideographic space", Space),
        '\u{1680}' | '\u{2000}'..='\u{2006}' | '\u{2008}'..='\u{200a}' | '\u{205f}' => {
            ("typographic space", Space)
        }
        '\u{200b}' => ("zero width space", Nothing),
        '\u{200c}' => ("zero width non-joiner", Nothing),
        '\u{200d}' => ("zero width joiner", Nothing),
        '\u{2060}' => ("word joiner", Nothing),
        '\u{feff}' => ("byte order mark", Nothing),
        '\u{ad}' => ("soft hyphen", Nothing),
        '\u{180e}' => ("vowel separator", Nothing),
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            ("control character for the direction of writing", Nothing)
        }
        '：' | '︓' | '﹕' => ("full-width colon", Plain(':')),
        '∶' => ("ratio", Plain(':')),
        '，' => ("full-width comma", Plain(',')),
        '、' => ("ideographic comma", Plain(',')),
        '［' => ("full-width left square bracket", Plain('[')),
        '］' => ("full-width right square bracket", Plain(']')),
        '｛' => ("full-width left curly bracket", Plain('{')),
        '｝' => ("full-width right curly bracket", Plain('}')),
        '＃' => ("full-width number sign", Plain('#')),
        '＂' => ("full-width quotation mark", Plain('"')),
        '＇' => ("full-width apostrophe", Plain('\'')),
        '“' => ("left double quotation mark", Plain('"')),
        '”' => ("right double quotation mark", Plain('"')),
        '„' => ("double low quotation mark", Plain('"')),
        '‟' => ("double high-reversed quotation mark", Plain('"')),
        '«' => ("left-pointing double angle quotation mark", Plain('"')),
        '»' => ("right-pointing double angle quotation mark", Plain('"')),
        '‘' => ("left single quotation mark", Plain('\'')),
        '’' => ("right single quotation mark", Plain('\'')),
        '‚' => ("single low quotation mark", Plain('\'')),
        '—' => ("em dash", Plain('-')),
        '–' => ("en dash", Plain('-')),
        '‐' => ("hyphen", Plain('-')),
        '‑' => ("non-breaking hyphen", Plain('-')),
        '‒' => ("figure dash", Plain('-')),
        '―' => ("horizontal bar", Plain('-')),
        '−' => ("minus sign", Plain('-')),
        '－' => ("full-width hyphen-minus", Plain('-')),
        '•' => ("bullet", Plain('-')),
        _ if c.is_control() && !matches!(c, '\t' | '\n' | '\r') => ("control character", Nothing),
        _ => return None,
    })
}

/// A character by its number and name: `U+00A0, no-break space`.
pub fn named(c: char) -> String {
    match about(c) {
        Some((name, _)) => format!("U+{:04X}, {name}", u32::from(c)),
        None => match plain_character(c).filter(|plain| *plain != c) {
            Some(plain) => format!("U+{:04X}, full-width `{plain}`", u32::from(c)),
            None => format!("U+{:04X}", u32::from(c)),
        },
    }
}

/// A word, a number or a date in plain characters: without what nobody sees and without quotation marks around it, other
/// spaces, dashes and full-width forms as the plain ones. For what is read by its letters, never for what is shown.
pub fn plain(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let plain: String = text.chars().filter_map(plain_character).collect();
    let mut plain = plain.trim();
    while let Some(inner) =
        ['"', '\''].iter().find_map(|quote| plain.strip_prefix(*quote)?.strip_suffix(*quote))
    {
        plain = inner.trim();
    }
    Cow::Owned(plain.to_owned())
}

/// The first character that [`plain`] reads as another one, with its place in characters.
pub fn first_odd(text: &str) -> Option<(usize, char)> {
    text.chars().enumerate().find(|(_, c)| plain_character(*c) != Some(*c))
}

fn plain_character(c: char) -> Option<char> {
    match (about(c), c) {
        (Some((_, Instead::Space)), _) => Some(' '),
        (Some((_, Instead::Nothing)), _) => None,
        (Some((_, Instead::Plain(plain))), _) => Some(plain),
        // Full-width forms of ASCII (<https://www.unicode.org/charts/PDF/UFF00.pdf>).
        (None, '\u{ff01}'..='\u{ff5e}') => char::from_u32(c as u32 - 0xfee0),
        _ => Some(c),
    }
}

/// Whether a character ends a line to YAML 1.1 and to no editor.
pub fn is_hidden_break(c: char) -> bool {
    matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Whether a character takes no room and says nothing in a name: `Trade` with it behind is `Trade`. Joiners are not among
/// them, since within Persian words and emoji they are part of the spelling.
pub fn is_nothing(c: char) -> bool {
    about(c).is_some_and(|(_, instead)| instead == Instead::Nothing)
        && !matches!(c, '\u{200c}' | '\u{200d}')
        && !c.is_control()
}

/// A name without what nobody sees: spaces of any kind are one plain space, and characters that say nothing are gone.
pub fn tidy(name: &str) -> String {
    if name.bytes().all(|b| b.is_ascii_graphic()) {
        return name.to_owned();
    }
    let seen: String = name.chars().filter(|c| !is_nothing(*c)).collect();
    let words: Vec<&str> = seen.split_whitespace().collect();
    words.join(" ").trim_matches(['\u{200c}', '\u{200d}']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_in_plain_characters() {
        for (text, word) in [
            ("“true”", "true"),
            ("‘2025-05-01’", "2025-05-01"),
            ("true\u{200b}", "true"),
            ("２０２５－０５－０１", "2025-05-01"),
            ("« no »", "no"),
            ("2025–05–01\u{a0}18：30", "2025-05-01 18:30"),
            ("é", "é"),
        ] {
            assert_eq!(plain(text), word, "{text}");
        }
        assert_eq!(first_odd("a\u{200b}b"), Some((1, '\u{200b}')));
        assert_eq!(first_odd("aé"), None);
    }

    #[test]
    fn names_without_what_nobody_sees() {
        for name in ["Trade\u{200b}", "\u{feff}Trade", " Trade\u{a0}", "Tr\u{ad}ade", "\u{202a}Trade\u{202c}"]
        {
            assert_eq!(tidy(name), "Trade", "{name:?}");
        }
        assert_eq!(tidy("Black\u{a0}Sea"), "Black Sea");
        for kept in ["می\u{200c}خواهم", "👩\u{200d}🚀"] {
            assert_eq!(tidy(kept), kept);
        }
        assert_eq!(named('\u{a0}'), "U+00A0, no-break space");
        assert_eq!(named('２'), "U+FF12, full-width `2`");
        assert_eq!(named('\u{7}'), "U+0007, control character");
    }
}
