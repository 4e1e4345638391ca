//! What is to be imported: addresses, files, the standard input, the clipboard.

use std::io::{IsTerminal, Read};
use std::path::Path;

use url::Url;

use super::list;
use crate::content::characters;
use crate::import::charset;
use crate::import::clipboard::{self, Clip, Desktop};
use crate::import::fetch;
use crate::import::input::{Input, Reader, Source, address, is_html, saved_from};
use crate::import::message;
use crate::import::notice::{Hint, Notice};
use crate::import::page::MOST_BYTES;
use crate::scaffold::document::Fault;

/// What the command line names.
///
/// # Errors
/// It names nothing.
pub(super) fn inputs(is_paste: bool, pages: &[String]) -> Result<Vec<Input>, Fault> {
    if pages.is_empty() {
        if !is_paste {
            return Err(Fault::Usage(
                "name a page: its address, a saved file, `-` for the standard input, or --paste for what was copied".to_owned(),
            ));
        }
        return Ok(vec![pasted()?]);
    }
    let mut inputs = Vec::new();
    for name in pages {
        match address(name) {
            Some(_) if is_paste => {
                return Err(Fault::Usage(format!(
                    "--paste takes text, and {name} is an address; leave --paste out"
                )));
            }
            Some(url) => inputs.push(Input::of_address(name, url)),
            None => inputs.extend(file(name, is_paste)?),
        }
    }
    Ok(inputs)
}

fn pasted() -> Result<Input, Fault> {
    if !std::io::stdin().is_terminal() && !has_clipboard() {
        let bytes = standard_input()?;
        if let Some(message) = message::of_bytes("the standard input", &bytes) {
            return Ok(message);
        }
        let (text, is_damaged) = decoded(&bytes);
        if is_blank(&text) {
            // Nobody piped anything, so the clipboard was meant.
            let why = clipboard::read(desktop()).err().map_or_else(String::new, |why| format!(", and {why}"));
            return Err(Fault::Failed(format!("nothing came in on the standard input{why}")));
        }
        return Ok(Input { is_damaged, ..Input::new("the standard input", Source::Text(text)) });
    }
    match clipboard::read(desktop()) {
        Ok(Clip::Text(text) | Clip::Html(text)) if is_blank(&text) => {
            Err(Fault::Failed("the clipboard is empty: copy the text first".to_owned()))
        }
        Ok(Clip::Text(text)) => Ok(message::of_text("the clipboard", &text)
            .unwrap_or_else(|| Input::new("the clipboard", Source::Text(text)))),
        Ok(Clip::Html(html)) => Ok(Input::new("the clipboard", Source::Page(html))),
        Err(why) => Err(Fault::Failed(why)),
    }
}

/// Whether a text says nothing, not even behind signs without width.
fn is_blank(text: &str) -> bool {
    text.chars().all(|letter| letter.is_whitespace() || characters::is_nothing(letter))
}

fn desktop() -> Desktop {
    let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    Desktop { wayland: is_set("WAYLAND_DISPLAY"), x11: is_set("DISPLAY") }
}

fn has_clipboard() -> bool {
    let Desktop { wayland, x11 } = desktop();
    cfg!(any(windows, target_os = "macos")) || wayland || x11
}

/// The bytes of a file that is to be imported, or of the standard input: a page, a text, or a list of addresses.
fn file(name: &str, is_paste: bool) -> Result<Vec<Input>, Fault> {
    let label = if name == "-" { "the standard input" } else { name };
    let bytes = if name == "-" {
        standard_input()?
    } else {
        if !Path::new(name).exists() && looks_like_host(name) {
            return Err(Fault::Usage(format!(
                "there is no file {name}; if it is an address, write https://{name}"
            )));
        }
        match bounded(std::fs::File::open(name)) {
            Ok(bytes) => match kind(&bytes) {
                Some(why) => return Ok(vec![Input::new(name, Source::Unreadable(why))]),
                None => bytes,
            },
            Err(why) => return Ok(vec![Input::new(name, Source::Unreadable(why.into()))]),
        }
    };
    if let Some(message) = message::of_bytes(label, &bytes) {
        return Ok(vec![message]);
    }
    let (text, is_damaged) = decoded(&bytes);
    let is_page = is_html(name, &text);
    if !is_page && is_blank(&text) {
        let why = if name == "-" { "nothing came in" } else { "the file is empty" };
        return Ok(vec![Input::new(label, Source::Unreadable(why.into()))]);
    }
    if !is_page && !is_paste {
        let addresses = list::addresses(&text).map_err(|why| Fault::Failed(format!("{label}: {why}")))?;
        if !addresses.is_empty() {
            let input = |url: Url| Input::of_address(url.as_str(), url.clone());
            return Ok(addresses.into_iter().map(input).collect());
        }
    }
    let url = saved_from(&text).filter(|_| is_page);
    let source = if is_page && !is_paste { Source::Page(text) } else { Source::Text(text) };
    Ok(vec![Input { url, is_damaged, ..Input::new(label, source) }])
}

fn looks_like_host(name: &str) -> bool {
    let host = name.split('/').next().unwrap_or("");
    let ending = Path::new(name).extension().is_some_and(|ending| ending.len() <= 4 && !name.contains('/'));
    host.contains('.') && !host.starts_with('.') && !host.contains(' ') && (name.contains('/') || !ending)
}

fn standard_input() -> Result<Vec<u8>, Fault> {
    bounded(Ok(std::io::stdin().lock())).map_err(|why| Fault::Failed(format!("the standard input {why}")))
}

/// All bytes, if they are no more than a page may have.
fn bounded(reader: std::io::Result<impl Read>) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let read = reader.and_then(|reader| reader.take(MOST_BYTES as u64 + 1).read_to_end(&mut bytes));
    match read {
        Ok(_) if bytes.len() > MOST_BYTES => Err("is longer than 8 MB".to_owned()),
        Ok(_) => Ok(bytes),
        Err(error) if error.kind() == std::io::ErrorKind::IsADirectory => {
            Err("is a folder; `newsprint import --from GENERATOR FOLDER` takes a whole site".to_owned())
        }
        Err(error) => Err(format!("cannot be read: {error}")),
    }
}

fn decoded(bytes: &[u8]) -> (String, bool) {
    let decoded = charset::decode(bytes, None);
    (decoded.text, decoded.had_errors)
}

/// What a file is that is neither a page nor a text, by its first bytes.
fn kind(bytes: &[u8]) -> Option<Notice> {
    const KINDS: &[(&[u8], &str, Option<Hint>)] = &[
        (b"%PDF", "this is a PDF", Some(Hint::CopyText)),
        (b"PK\x03\x04", "this is an archive or a document of a word processor", Some(Hint::CopyText)),
        (b"\x1f\x8b", "this is packed; unpack it first", None),
        (b"\x89PNG", "this is a picture", None),
        (b"\xff\xd8\xff", "this is a picture", None),
        (b"GIF8", "this is a picture", None),
        (b"RIFF", "this is a picture, a film or a recording", None),
        (b"<rss", "this is a feed", Some(Hint::SaveFeed)),
        (b"<feed", "this is a feed", Some(Hint::SaveFeed)),
    ];
    let start = bytes.trim_ascii_start();
    let start = match start.starts_with(b"<?xml") {
        true => start
            .iter()
            .position(|byte| *byte == b'>')
            .map_or(start, |end| start[end + 1..].trim_ascii_start()),
        false => start,
    };
    // Its namespace stands in the first element.
    let head = &start[..start.len().min(4096)];
    if start.starts_with(b"<rss") && String::from_utf8_lossy(head).contains("wordpress.org/export") {
        return Some(Notice::with("this is an export of WordPress", Hint::OfWordPress));
    }
    let (_, text, hint) = KINDS.iter().find(|(signature, ..)| start.starts_with(signature))?;
    Some(Notice { text: (*text).to_owned(), hint: *hint })
}

/// Whether several addresses are named.
pub(super) fn is_list(inputs: &[Input]) -> bool {
    inputs.iter().filter(|input| matches!(input.source, Source::Address(_))).nth(1).is_some()
}

/// Gives each thing to `take`: files and texts in their order, addresses of a list as they come. They are fetched of several hosts at once, of one host one after the
/// other, and as its robots.txt wants it.
pub(super) fn each(inputs: Vec<Input>, reader: &Reader, mut take: impl FnMut(Input)) {
    let Some(hosts) = &reader.hosts else {
        for input in inputs {
            let fetched = match &input.source {
                Source::Address(url) => Some(fetch::fetch(url, &reader.limits, None)),
                _ => None,
            };
            take(match fetched {
                Some(fetched) => input.with_page(fetched),
                None => input,
            });
        }
        return;
    };
    let (mut urls, mut addresses) = (Vec::new(), Vec::new());
    for input in inputs {
        match &input.source {
            Source::Address(url) => {
                urls.push(url.clone());
                addresses.push(Some(input));
            }
            _ => take(input),
        }
    }
    let asked = fetch::fetch_list(&urls, &reader.limits, hosts, |at, fetched| {
        if let Some(input) = addresses.get_mut(at).and_then(Option::take) {
            take(input.with_page(fetched));
        }
    });
    let why = asked.err().map_or_else(|| "it was not asked for".to_owned(), |error| error.to_string());
    for input in addresses.into_iter().flatten() {
        take(Input { source: Source::Unreadable(why.clone().into()), ..input });
    }
}
