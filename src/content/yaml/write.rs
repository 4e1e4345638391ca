//! Values as YAML, for hints: what an editor copies out of a message must be read as what was meant.

/// A text as a YAML scalar on one line: plain where that is safe, else in the quotes that need the fewest marks.
/// `in_list` for `[…]`, where commas and brackets mean something.
pub fn scalar(text: &str, in_list: bool) -> String {
    if is_plain(text, in_list) { text.to_owned() } else { quoted(text) }
}

/// A text in quotes, on one line.
pub fn quoted(text: &str) -> String {
    let special = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}');
    if !text.contains(special) && (text.contains('"') || text.contains('\\')) && !text.contains('\'') {
        return format!("'{text}'");
    }
    let mut written = String::with_capacity(text.len() + 2);
    written.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => written.extend(['\\', c]),
            '\n' => written.push_str("\\n"),
            '\t' => written.push_str("\\t"),
            c if special(c) => written.push_str(&format!("\\u{:04x}", c as u32)),
            c => written.push(c),
        }
    }
    written.push('"');
    written
}

/// Names as a list on one line: `[Strikes, "Courts, high"]`.
pub fn list(names: &[&str]) -> String {
    let names: Vec<String> = names.iter().map(|name| scalar(name, true)).collect();
    format!("[{}]", names.join(", "))
}

/// Whether a text may stand without quotes and is read as this very text. Numbers are text as written.
fn is_plain(text: &str, in_list: bool) -> bool {
    let Some(first) = text.chars().next() else { return false };
    let indicator = match first {
        '-' | '?' | ':' => text[1..].starts_with(|c: char| c.is_whitespace()) || text.len() == 1 || in_list,
        c => "!&*|>%@`\"'#,[]{}".contains(c),
    };
    let read_otherwise = ["null", "~", "true", "false", "yes", "no", "on", "off", "<<", "=", "...", "---"];
    !indicator
        && text.trim() == text
        && !text.contains(": ")
        && !text.ends_with(':')
        && !text.contains(" #")
        && !text.contains(|c: char| c.is_control() || (c.is_whitespace() && c != ' '))
        && !text.contains(['\u{feff}', '\u{200b}'])
        && !(in_list && text.contains([',', '[', ']', '{', '}', ':', '"', '\'']))
        && !read_otherwise.contains(&text.to_ascii_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_yaml::Value;

    use super::*;

    #[test]
    fn the_quotes_that_read_best() {
        for (text, written) in [
            ("Talks", "Talks"),
            ("Talks: day two", "\"Talks: day two\""),
            ("\"Unlawful\", says operator", "'\"Unlawful\", says operator'"),
            ("'Tis the season", "\"'Tis the season\""),
            ("\"It's\" here", "\"\\\"It's\\\" here\""),
            ("- more", "\"- more\""),
            ("-5 degrees", "-5 degrees"),
            ("no", "\"no\""),
            ("", "\"\""),
        ] {
            assert_eq!(scalar(text, false), written);
        }
        assert_eq!(list(&["Strikes", "Courts, high", "R&D"]), "[Strikes, \"Courts, high\", R&D]");
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(text in "[-:#,'\"\\\\{}&*!|>%@`? a1\u{a0}\u{2028}\u{85}\n\té]{0,8}") {
            for (yaml, in_list) in [(format!("k: {}\n", scalar(&text, false)), false), (format!("k: {}\n", list(&[&text])), true)] {
                let value: Value = serde_yaml::from_str(&yaml).unwrap_or_else(|e| panic!("{yaml}: {e}"));
                let read = if in_list { &value["k"][0] } else { &value["k"] };
                let same = match read {
                    Value::String(read) => *read == text,
                    // Numbers are text as written.
                    Value::Number(_) => true,
                    _ => false,
                };
                prop_assert!(same, "{yaml}: {read:?}");
            }
        }
    }
}
