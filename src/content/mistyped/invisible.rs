//! Characters in addresses that nobody sees.

/// Characters that nobody sees and no address needs, with their names (Unicode 16).
const INVISIBLE: [(char, &str); 7] = [
    ('\u{200b}', "zero width space"),
    ('\u{feff}', "byte order mark"),
    ('\u{2060}', "word joiner"),
    ('\u{ad}', "soft hyphen"),
    ('\u{2028}', "line separator"),
    ('\u{2029}', "paragraph separator"),
    ('\u{fffc}', "object replacement character"),
];
/// Characters that some scripts need within words: at the ends of an address nobody does.
const AT_ENDS: [(char, &str); 9] = [
    ('\u{a0}', "no-break space"),
    ('\u{200c}', "zero width non-joiner"),
    ('\u{200d}', "zero width joiner"),
    ('\u{200e}', "left-to-right mark"),
    ('\u{200f}', "right-to-left mark"),
    ('\u{202a}', "left-to-right embedding"),
    ('\u{202c}', "pop directional formatting"),
    ('\u{202f}', "narrow no-break space"),
    ('\u{3000}', "ideographic space"),
];
/// The address without what nobody sees, typed or percent-encoded, and what that was.
pub(super) fn without_invisible(address: &str) -> Option<(String, String)> {
    let mut text = address.to_owned();
    let mut first: Option<String> = None;
    let mut say = |c: char, name: &str, place: &str| {
        first.get_or_insert_with(|| format!("U+{:04X} ({name}) stands {place}", c as u32));
    };
    for (c, name) in INVISIBLE {
        for written in [c.to_string(), encoded(c)] {
            if let Some(at) = text.find(&written) {
                let is_last = text[at..].trim_end_matches(&written).is_empty();
                say(
                    c,
                    name,
                    if at == 0 {
                        "at its beginning"
                    } else if is_last {
                        "at its end"
                    } else {
                        "in it"
                    },
                );
                text = text.replace(&written, "");
            }
        }
    }
    let blank = |c: char| format!("%{:02X}", c as u32);
    loop {
        let before = text.len();
        for (c, name) in AT_ENDS {
            for written in [c.to_string(), encoded(c)] {
                if let Some(rest) = text.strip_suffix(&*written).map(str::to_owned) {
                    say(c, name, "at its end");
                    text = rest;
                }
                if let Some(rest) = text.strip_prefix(&*written).map(str::to_owned) {
                    say(c, name, "at its beginning");
                    text = rest;
                }
            }
        }
        for c in [' ', '\t', '\n', '\r'] {
            // What somebody searched for may end with a space.
            if c == ' ' && text.contains('?') {
                continue;
            }
            let stripped = text.strip_suffix(&*blank(c)).or_else(|| text.strip_prefix(&*blank(c)));
            if let Some(rest) = stripped.map(str::to_owned) {
                say(c, if c == ' ' { "space" } else { "control character" }, "at its end");
                text = rest;
            }
        }
        if text.len() == before {
            break;
        }
    }
    first.map(|what| (text, what))
}

fn encoded(c: char) -> String {
    c.to_string().bytes().map(|byte| format!("%{byte:02X}")).collect()
}
