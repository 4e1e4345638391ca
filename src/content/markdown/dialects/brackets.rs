//! Tags in square brackets: shortcodes of WordPress (`[caption …]…[/caption]`, `[gallery ids="1,2"]`) and BBCode
//! (`[b]…[/b]`, `[url=…]…[/url]`).
//!
//! See <https://developer.wordpress.org/plugins/shortcodes/> (those that are built in),
//! <https://wordpress.com/support/wordpress-editor/blocks/shortcode-block/> and <https://www.bbcode.org/reference.php>.

use super::{At, Found, Kind, foreign, short};
use crate::content::markdown::{players, shortcodes};

const BBCODE: Kind = Kind {
    key: "[b]",
    summary: "BBCode (`[b]…[/b]`, `[url=…]`) means nothing here: it is shown as text",
    remedy: "write it as Markdown: `**bold**`, `*italic*`, `[words](https://…)`",
};
/// WordPress's own.
const SHORTCODES: [&str; 18] = [
    "caption", "wp_caption", "gallery", "embed", "audio", "video", "playlist", "youtube", "vimeo",
    "soundcloud", "tweet", "twitter", "instagram", "facebook", "gist", "slideshow", "sourcecode",
    "googlemaps",
];
/// How far the end of a pair is looked for, in bytes.
const PAIR: usize = 2000;

pub(super) fn find(at: At<'_>) -> Option<Found> {
    let line = at.line();
    let inside = line.strip_prefix('[')?;
    let is_part = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'*');
    let length = inside.bytes().take_while(|b| is_part(*b)).count();
    let (name, rest) = inside.split_at(length);
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let end = rest.find(']')?;
    let (values, after) = (&rest[..end], &rest[end + 1..]);
    let name = name.to_ascii_lowercase();
    if after.starts_with(['(', ':']) {
        return None;
    }
    let length = 1 + name.len() + end + 1;
    wordpress(at, length, &name, values).or_else(|| bbcode(at, length, &name, values))
}

fn wordpress(at: At<'_>, length: usize, name: &str, values: &str) -> Option<Found> {
    let words = values.trim();
    let known = SHORTCODES.contains(&name);
    let is_alone = || at.begins_line() && at.line()[length..].trim().is_empty();
    let is_one = match words {
        "" => {
            known
                && (closes(at, length, name).is_some()
                    || matches!(name, "gallery" | "playlist") && is_alone())
        }
        _ if !values.starts_with(char::is_whitespace) => false,
        words => has_values(words) || known && words.starts_with("http"),
    };
    if !is_one {
        return None;
    }
    let written = &at.body[at.place(length)];
    let text = written.split(['"', '\'', ' ', '=', ']']);
    let inside = closes(at, length, name).map(str::trim).into_iter();
    let address = inside.chain(text).find_map(players::original);
    let hint = match (name, address) {
        (_, Some(address)) => format!("write its address alone in a paragraph: {address}"),
        ("caption" | "wp_caption", _) => {
            "write the picture as `![what it shows](photo.jpg \"caption | credit\")`, and take out the tag at its end"
                .to_owned()
        }
        ("gallery" | "slideshow", _) => "write each picture as `![what it shows](photo.jpg)`".to_owned(),
        ("sourcecode", _) => "write the code between two lines of three backticks".to_owned(),
        ("embed" | "audio" | "video" | "youtube" | "vimeo", _) => {
            "write its address alone in a paragraph".to_owned()
        }
        _ => "write it as Markdown, or with `\\` before it if it shall be seen".to_owned(),
    };
    let problem = shortcodes::means_nothing(&short(written), &format!("[{name}]")).hint(hint);
    Some(Found::Said(at.place(length), problem, None))
}

/// `key="value"`, also with the quotation marks that WordPress makes of plain ones.
fn has_values(words: &str) -> bool {
    let Some((key, value)) = words.split_once('=') else { return false };
    !key.is_empty()
        && key.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'))
        && value
            .strip_prefix(['"', '\'', '”', '“', '″', '»'])
            .is_some_and(|value| value.contains(['"', '\'', '”', '“', '″', '«']))
}

fn bbcode(at: At<'_>, length: usize, name: &str, values: &str) -> Option<Found> {
    const NAMES: [&str; 19] = [
        "b", "i", "u", "s", "strike", "url", "img", "email", "quote", "code", "list", "ul", "ol", "color",
        "size", "center", "spoiler", "youtube", "table",
    ];
    if !NAMES.contains(&name) || !(values.is_empty() || values.starts_with('=')) {
        return None;
    }
    let words = closes(at, length, name)?;
    let value = values.trim_start_matches('=').trim_matches(['"', '\'', ' ']);
    let plain =
        !words.contains(['[', ']', '\n', '*', '_', '`', '~']) && words.trim() == words && !words.is_empty();
    let instead = match name {
        "b" if plain => Some(format!("**{words}**")),
        "i" if plain => Some(format!("*{words}*")),
        "s" | "strike" if plain => Some(format!("~~{words}~~")),
        "url" if plain && is_web(value) => Some(format!("[{words}]({value})")),
        "url" if value.is_empty() && is_web(words) => Some(format!("<{words}>")),
        _ => None,
    };
    let hint = match (name, &instead) {
        (_, Some(instead)) => format!("write `{instead}`"),
        ("b", _) => "write `**` in place of both tags".to_owned(),
        ("i", _) => "write `*` in place of both tags".to_owned(),
        ("url", _) => "write `[words](https://…)`".to_owned(),
        ("img", _) => format!("write `![what it shows]({})`", short(words.trim())),
        ("quote", _) => "write `> ` before each of its lines, and take both tags out".to_owned(),
        ("code", _) => "write the code between backticks, or between two lines of three backticks".to_owned(),
        ("list" | "ul" | "ol", _) => "write `- ` before each entry, and take the tags out".to_owned(),
        ("youtube", _) => "write its address alone in a paragraph".to_owned(),
        _ => format!("take it out, and the `[/{name}]` at its end"),
    };
    let said = foreign(at, length, &BBCODE, [hint]);
    let whole = length + words.len() + name.len() + 3;
    Some(match instead {
        Some(instead) => said.mended(at.place(whole), instead),
        None => said,
    })
}

fn is_web(address: &str) -> bool {
    ["https://", "http://"].iter().any(|scheme| address.starts_with(scheme))
        && !address.contains(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '<' | '>'))
}

/// What stands between a tag that is so long and the one that closes it.
fn closes<'b>(at: At<'b>, length: usize, name: &str) -> Option<&'b str> {
    let text = &at.ahead(PAIR)[length..];
    let end = memchr::memmem::find_iter(text.as_bytes(), b"[/").find(|end| {
        let rest = &text.as_bytes()[end + 2..];
        rest.len() > name.len()
            && rest[..name.len()].eq_ignore_ascii_case(name.as_bytes())
            && rest[name.len()] == b']'
    })?;
    Some(&text[..end])
}
