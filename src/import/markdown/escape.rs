//! Characters that would be markup where they stand, and only those.

/// How far the end of a mark is looked for.
const LONGEST: usize = 64;
/// A title in brackets that is longer is escaped unseen.
const LONGEST_BRACKETS: usize = 100;

/// Text whose characters are not taken for markup (CommonMark, section 2.4). White space is one space. In brackets, as in the words of
/// a link, brackets are always markup.
pub(super) fn escaped(text: &str, in_brackets: bool) -> String {
    let text = folded(text);
    // BBCode and shortcodes of WordPress come in pairs.
    let has_tags = in_brackets || text.contains("[/");
    let mut all = String::with_capacity(text.len() + 8);
    let mut last = None;
    let mut in_address = false;
    for (at, character) in text.char_indices() {
        let before = last.unwrap_or(' ');
        let rest = &text[at + character.len_utf8()..];
        if character == ' ' {
            in_address = false;
        } else if character == ':' && rest.starts_with("//") {
            in_address = true;
        }
        let is_markup = match character {
            '`' | '{' => true,
            '\\' => !rest.starts_with(char::is_alphanumeric),
            // Between spaces it is a sign, in the middle of a word a letter.
            '*' => !(last.is_some_and(|last| last == ' ') && rest.starts_with(' ') && rest.len() > 1),
            '_' => !(before.is_alphanumeric() && rest.starts_with(char::is_alphanumeric)),
            // "~50": nothing that struck text could end with.
            '~' => {
                !(last.is_none_or(|last| last == ' ') && rest.starts_with(|one: char| one.is_ascii_digit()))
                    || has_another(rest, '~')
            }
            '[' => has_tags || !is_remark(rest),
            ']' => in_brackets || rest.is_empty() || rest.starts_with(['(', '[', ':', '{']),
            // "<3", "<= 5": no tag begins so, but an address of e-mail does (CommonMark, section 6.5).
            '<' => {
                !rest.starts_with(|one: char| one == ' ' || one == '=' || one.is_ascii_digit())
                    || begins_email(rest)
            }
            '&' => begins_entity(rest),
            '%' => rest.starts_with(['%', '}', '>']) || before == '%',
            '^' => last.is_none(),
            ':' => begins_emoji(before, rest),
            '=' | '+' => begins_pair(character, before, rest),
            // A dash that somebody typed becomes one; those of an option and of an address do not.
            '-' => {
                rest.starts_with('-')
                    && (in_address
                        || before == ' ' && rest[1..].starts_with(|one: char| one.is_ascii_alphabetic()))
            }
            '.' => rest.starts_with("..") && in_address,
            _ => false,
        };
        if is_markup {
            all.push('\\');
        }
        all.push(character);
        last = Some(character);
    }
    all
}

/// White space as one space, without characters that only devices know.
pub(super) fn folded(text: &str) -> String {
    let mut all = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\t' | '\n' | '\u{b}' | '\u{c}' | '\r' | ' ' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                if !all.ends_with(' ') {
                    all.push(' ');
                }
            }
            _ if character.is_control() => {}
            _ => all.push(character),
        }
    }
    all
}

fn has_another(rest: &str, sign: char) -> bool {
    rest.chars().take(LONGEST).any(|one| one == sign)
}

/// Whether brackets hold words that nothing behind them makes a link of: `[sic]`, `[the minister]`, `[…]`.
fn is_remark(rest: &str) -> bool {
    let Some(end) = rest.as_bytes().iter().take(LONGEST_BRACKETS).position(|byte| *byte == b']') else {
        return false;
    };
    let (words, behind) = (&rest[..end], &rest[end + 1..]);
    let is_word = |one: char| one.is_alphanumeric() || " .,;'’…–—?-".contains(one);
    words.chars().nth(1).is_some_and(|_| words.chars().all(is_word)) | (words == "…")
        && !words.starts_with(' ')
        && !behind.is_empty()
        && !behind.starts_with(['(', '[', ':', '{', '\\'])
}

/// `&amp;`, `&#8212;` (CommonMark, section 2.5).
pub(super) fn begins_entity(rest: &str) -> bool {
    let name =
        rest.bytes().take(LONGEST).take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#').count();
    name > 0 && rest[name..].starts_with(';')
}

/// `user@harbour.example>` behind an angle bracket.
fn begins_email(rest: &str) -> bool {
    let is_local = |byte: &u8| byte.is_ascii_alphanumeric() || b".!#$%&'*+/=?^_`{|}~-".contains(byte);
    let length = rest.bytes().take_while(is_local).count();
    length > 0 && rest[length..].starts_with('@')
}

/// `:smile:`
fn begins_emoji(before: char, rest: &str) -> bool {
    let is_code = |byte: &u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"_+-".contains(byte);
    let length = rest.bytes().take(LONGEST).take_while(is_code).count();
    length > 1 && rest[length..].starts_with(':') && !before.is_alphanumeric()
}

/// `==marked==`, `++added++`
fn begins_pair(sign: char, before: char, rest: &str) -> bool {
    let is_word = |one: char| !one.is_whitespace() && one != sign;
    rest.strip_prefix(sign).is_some_and(|rest| rest.starts_with(is_word))
        && !before.is_alphanumeric()
        && before != sign
}

/// The beginning of a line that would be a list, a heading, a quotation or a rule; below another line, also what would make a heading or
/// a table of that.
pub(super) fn line_start(line: &str, is_below: bool) -> String {
    let bytes = line.as_bytes();
    let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let after = |at: usize| bytes.get(at).is_none_or(u8::is_ascii_whitespace);
    if (1..=9).contains(&digits) && matches!(bytes.get(digits), Some(b'.' | b')')) && after(digits + 1) {
        return format!("{}\\{}", &line[..digits], &line[digits..]);
    }
    let first = bytes.first().copied().unwrap_or(b' ');
    let run = bytes.iter().take_while(|byte| **byte == first).count();
    let is_block = match first {
        b'#' => run > 1 || after(run),
        b'*' => after(1),
        b'-' | b'+' => after(1) || bytes.iter().all(|byte| *byte == first || *byte == b' '),
        b'>' | b':' | b'|' => true,
        b'=' => is_below && bytes.iter().all(|byte| *byte == b'=' || *byte == b' '),
        b'!' | b'/' | b'?' => run == 3 && after(run),
        _ => false,
    };
    let is_ruler = is_below && bytes.iter().all(|byte| b"-|: ".contains(byte));
    if is_block || is_ruler { format!("\\{line}") } else { line.to_owned() }
}

/// Where a link leads: an address in angle brackets where its characters need them (CommonMark, section 6.3).
pub(super) fn link_destination(address: &str) -> String {
    let address = destination(address);
    let is_plain = !address.contains(['(', ')']) && !address.is_empty();
    if is_plain { address } else { format!("<{address}>") }
}

/// An address that stands alone: as newsprint reads a player, where it can be one; else as a link.
pub(super) fn alone_destination(address: &str, depth: usize) -> Option<String> {
    let address = destination(address);
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~:/?#@!$&()*+,;=%".contains(&byte);
    let is_web = ["https://", "http://"].iter().any(|scheme| address.starts_with(scheme));
    match () {
        () if address.is_empty() => None,
        () if depth == 0 && is_web && address.bytes().all(is_plain) => Some(address),
        () if is_web => Some(format!("<{address}>")),
        () => Some(format!("[{}]({})", escaped(&address, true), link_destination(&address))),
    }
}

/// An address without what would end it, or would be read as something else within it.
fn destination(address: &str) -> String {
    let address = address.trim();
    let mut all = String::with_capacity(address.len());
    // Where the host's name ends: an address of IPv6 has brackets in it.
    let host = address.find("://").map_or(0, |at| at + 3);
    let host = address[host..].find('/').map_or(address.len(), |at| host + at);
    for (at, character) in address.char_indices() {
        let rest = &address[at + character.len_utf8()..];
        match character {
            '<' | '>' | '\\' | '`' | '{' | '}' | '|' => {
                all.push_str(&format!("%{:02X}", u32::from(character)))
            }
            '[' | ']' if at >= host => all.push_str(&format!("%{:02X}", u32::from(character))),
            '%' if rest.starts_with('%') => all.push_str("%25"),
            '&' if begins_entity(rest) => all.push_str("&amp;"),
            _ if character.is_whitespace() => {
                let mut bytes = [0; 4];
                character
                    .encode_utf8(&mut bytes)
                    .bytes()
                    .for_each(|byte| all.push_str(&format!("%{byte:02X}")));
            }
            _ if character.is_control() => {}
            _ => all.push(character),
        }
    }
    all
}

/// The title of a picture: its caption, and behind the last bar between two spaces whose it is. Any other bar has a space beside it
/// that does not break.
pub(super) fn title(caption: Option<&str>, credit: Option<&str>) -> String {
    let unparted = |text: &str| text.replace(" | ", "\u{a0}| ");
    let caption =
        caption.map(|caption| caption.trim_start_matches(['|', ' '])).filter(|caption| !caption.is_empty());
    let credit = credit.map(|credit| credit.trim_matches(['|', ' '])).filter(|credit| !credit.is_empty());
    let whole = match (caption, credit) {
        (Some(caption), Some(credit)) => format!("{caption} | {}", unparted(credit)),
        (Some(caption), None) => unparted(caption),
        (None, Some(credit)) => format!("| {}", unparted(credit)),
        (None, None) => return String::new(),
    };
    in_title(&folded(&whole))
}

/// Text between the quotation marks of a title.
pub(super) fn in_title(text: &str) -> String {
    let mut all = String::with_capacity(text.len() + 8);
    let mut last = ' ';
    for (at, character) in text.char_indices() {
        let rest = &text[at + character.len_utf8()..];
        let is_markup = match character {
            '"' | '`' | '{' => true,
            '\\' => !rest.starts_with(char::is_alphanumeric),
            '<' => rest.starts_with(['!', '%', '#']),
            '&' => begins_entity(rest),
            '%' => rest.starts_with('%') || last == '%',
            ']' => rest.starts_with(':'),
            _ => false,
        };
        if is_markup {
            all.push('\\');
        }
        all.push(character);
        last = character;
    }
    all
}
