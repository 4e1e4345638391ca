//! Regular expressions of schemas, in what ECMA 262 and Java have in common.

/// Exactly one of some texts. `loosely`: in any capitals, with or without hyphens and underscores between words, as
/// [`same_key`](crate::content::yaml) compares keys.
pub(super) fn any_of<'t>(texts: impl Iterator<Item = &'t str>, loosely: bool) -> String {
    let texts: Vec<String> = texts.map(|text| if loosely { loose(text) } else { exact(text) }).collect();
    format!("^({})$", texts.join("|"))
}

/// One of some words in any capitals, with white space around it; with `or_nothing` empty text as well.
pub(super) fn words<'t>(texts: impl Iterator<Item = &'t str>, or_nothing: bool) -> String {
    let texts: Vec<String> = texts.map(any_case).collect();
    format!("^\\s*({}){}\\s*$", texts.join("|"), if or_nothing { "?" } else { "" })
}

/// A text in any capitals.
pub(super) fn any_case(text: &str) -> String {
    text.chars().map(letter).collect()
}

fn exact(text: &str) -> String {
    text.chars().map(escaped).collect()
}

/// Letters and digits in any capitals, and hyphens, underscores and spaces wherever somebody may have them.
fn loose(text: &str) -> String {
    let letters: Vec<String> = text.chars().filter(|c| !matches!(c, '-' | '_' | ' ')).map(letter).collect();
    letters.join("[-_ ]*")
}

fn letter(c: char) -> String {
    match c.is_ascii_alphabetic() {
        true => format!("[{}{}]", c.to_ascii_uppercase(), c.to_ascii_lowercase()),
        false => escaped(c),
    }
}

fn escaped(c: char) -> String {
    if c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ' ' | ':') || !c.is_ascii() {
        c.to_string()
    } else {
        format!("\\{c}")
    }
}
