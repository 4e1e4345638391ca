//! A list of addresses in a file: what is one, and what is wrong with a line of it.

use std::path::Path;

use url::Url;

use crate::import::input::{address, without_scheme};

/// From how many characters on a line with spaces is a paragraph, which no list has.
const PARAGRAPH: usize = 100;

/// The addresses of a list: one on each line, and nothing else but comments. A file is one when more than half of its lines are
/// addresses, or when each line is one or nearly. Whatever else has lines that are none is a text: the address of its page may stand
/// above it.
///
/// # Errors
/// A line of a list is none: which one, and what it lacks.
pub(super) fn addresses(text: &str) -> Result<Vec<Url>, String> {
    let (mut addresses, mut others) = (Vec::new(), Vec::new());
    for (number, line) in text.lines().enumerate() {
        let line = line.split_once(" #").map_or(line, |(line, _)| line).trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        match address(line).filter(|_| !line.contains(char::is_whitespace)) {
            Some(url) => addresses.push(url),
            None => others.push((number + 1, line)),
        }
    }
    let Some((number, line)) = others.first() else { return Ok(addresses) };
    let is_paragraph = |line: &str| line.contains(' ') && line.chars().count() > PARAGRAPH;
    let is_most = addresses.len() > others.len() && !others.iter().any(|(_, line)| is_paragraph(line));
    let is_near = others.iter().all(|(_, line)| Lack::of(line) != Lack::Address);
    if !is_most && !is_near {
        return Ok(Vec::new());
    }
    let rest = match others.len() - 1 {
        0 => String::new(),
        1 => "; another line is none, too".to_owned(),
        count => format!("; {count} other lines are none, too"),
    };
    Err(format!("line {number} of the list is no address: {line}; {}{rest}", Lack::of(line).said()))
}

/// What a line of a list lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lack {
    /// `www.ledger.example/fee`, `10.0.0.1/x`.
    Scheme,
    /// `ftp://…`, `mailto:…`.
    Web,
    /// A file, by its path or as `file://…`.
    File,
    /// An address stands there among other signs or words.
    Alone,
    /// Anything else.
    Address,
}

impl Lack {
    fn of(line: &str) -> Self {
        let is_word = !line.contains(char::is_whitespace);
        let scheme = line.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
        let is_host = |line: &str| {
            let host = line.split(['/', '?', '#']).next().unwrap_or_default();
            let host = host.rsplit_once(':').map_or(host, |(host, _)| host);
            host.parse::<std::net::Ipv4Addr>().is_ok()
        };
        match scheme.as_deref() {
            Some("file") if is_word => Self::File,
            Some("ftp" | "ftps" | "sftp" | "mailto" | "data") if is_word => Self::Web,
            _ if has_more_than_address(line) => Self::Alone,
            _ if !is_word => Self::Address,
            Some(scheme) if line.contains("://") && scheme.bytes().all(|one| one.is_ascii_alphanumeric()) => {
                Self::Web
            }
            _ if is_host(line) => Self::Scheme,
            _ if is_path(line) => Self::File,
            _ if without_scheme(line).is_some() => Self::Scheme,
            _ => Self::Address,
        }
    }

    fn said(self) -> &'static str {
        match self {
            Self::Scheme => "write it with https://, or behind a `#`",
            Self::Web => "a list has addresses of the web, with https:// or http://",
            Self::File => {
                "a list has addresses of the web alone; saved files are named on the command line: `newsprint import FILE FILE`"
            }
            Self::Alone => "a list has one address on a line and nothing else; words go behind a ` #`",
            Self::Address => {
                "a list has one address on a line, with https://; put the line behind a `#`, or take a text with --paste"
            }
        }
    }
}

/// Whether a line has an address and other signs: `- https://…`, `<https://…>`, or a second one. With words it may be a sentence.
fn has_more_than_address(line: &str) -> bool {
    let plain = |word: &str| word.trim_start_matches(|sign: char| !sign.is_alphanumeric()).to_owned();
    let mut words = line.split_whitespace().map(plain).filter(|word| word.contains(char::is_alphabetic));
    let is_address = |word: String| word.starts_with("http://") || word.starts_with("https://");
    words.next().is_some_and(is_address) && words.all(is_address)
}

/// Whether a word is the path of a file, as those are named that can be imported.
fn is_path(word: &str) -> bool {
    const ENDINGS: [&str; 10] = ["html", "htm", "xhtml", "xht", "mht", "mhtml", "eml", "txt", "md", "pdf"];
    let start = word.split(['/', '\\']).next().unwrap_or_default();
    let is_rooted = matches!(start, "" | "." | ".." | "~") && word.len() > start.len();
    let is_drive = word.as_bytes().get(1..3).is_some_and(|rest| rest == b":\\" || rest == b":/");
    let ending = Path::new(word).extension().map(|ending| ending.to_ascii_lowercase());
    let has_ending = ending.is_some_and(|ending| ENDINGS.iter().any(|known| *ending == **known));
    // `ledger.example/fee.html` is an address that lacks its scheme.
    is_rooted || is_drive || has_ending && (!start.contains('.') || start.len() == word.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_lack_something() {
        for (line, lack) in [
            ("www.quay.example/x", Lack::Scheme),
            ("quay.example/x.html", Lack::Scheme),
            ("10.0.0.1/x", Lack::Scheme),
            ("127.0.0.1:8080/x", Lack::Scheme),
            ("//quay.example/x", Lack::File),
            ("file:///home/a/x.html", Lack::File),
            ("saved/x.html", Lack::File),
            ("x.html", Lack::File),
            ("../x", Lack::File),
            ("~/pages/x", Lack::File),
            ("C:\\pages\\x.html", Lack::File),
            ("ftp://quay.example/x", Lack::Web),
            ("htps://quay.example/x", Lack::Web),
            ("- https://quay.example/x", Lack::Alone),
            ("<https://quay.example/x>", Lack::Alone),
            ("https://quay.example/x https://quay.example/y", Lack::Alone),
            ("1. https://quay.example/x", Lack::Alone),
            ("See https://quay.example/x", Lack::Address),
            ("[Ferries](https://quay.example/x)", Lack::Address),
            ("and/or", Lack::Address),
            ("Ferries stop", Lack::Address),
            ("Ferries", Lack::Address),
        ] {
            assert_eq!(Lack::of(line), lack, "{line}");
        }
    }

    #[test]
    fn a_text_with_addresses_is_no_list() {
        let words = "Ferries stop on Monday, as the company said, and buses go in their place until the piers are mended and the ice is gone.";
        for text in [
            "https://quay.example/x\nFerries stop\n",
            "quay.example\n\nFerries stop\n\nThey stop.\n",
            "Ferries stop\n\nThey stop.\n\nhttps://quay.example/x\nhttps://quay.example/y\n",
            &format!("{words}\nhttps://quay.example/x\nhttps://quay.example/y\n"),
            "and/or\n",
            "Ferries stop, see https://quay.example/x\n",
        ] {
            assert_eq!(addresses(text), Ok(Vec::new()), "{text}");
        }
    }
}
