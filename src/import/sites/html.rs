//! The text of an item that is HTML → Markdown: shortcodes between brackets first, then blocks.

use std::collections::BTreeMap;

use url::Url;

use super::remark::{Cause, Remark};
use super::shortcodes::{self, Call};
use super::site::Item;
use crate::import::{html, markdown};

/// The host of addresses that are relative in the old site, while they are blocks.
pub const HERE: &str = "old-site.invalid";
/// What stands for `<!-- more -->` while comments are dropped.
const MORE: &str = "x-newsprint-more";

/// The most bytes of one item: exports of whole sites may hold more.
const MOST_BYTES: usize = 8 << 20;

/// The Markdown of an item's HTML.
pub fn markdown(item: &Item, text: &str, remarks: &mut Vec<Remark>) -> Option<String> {
    if text.len() > MOST_BYTES {
        remarks.push(Remark::of(Cause::TooLarge, &item.from));
        return None;
    }
    let text = with_more(text);
    let (text, said) = brackets(&text);
    for (cause, detail) in said {
        remarks.push(Remark::of(cause, &item.from).about(detail));
    }
    let base = format!("https://{HERE}{}", item.address.as_deref().unwrap_or("/"));
    match html::blocks(&text, Url::parse(&base).ok().as_ref()) {
        Ok(blocks) => Some(markdown::write(&blocks).replace(MORE, "<!-- more -->")),
        Err(_) => {
            remarks
                .push(Remark::of(Cause::NoText("HTML that is too large or nested too deeply"), &item.from));
            None
        }
    }
}

fn with_more(text: &str) -> String {
    let more = format!("<p>{MORE}</p>");
    text.replace("<!--more-->", &more).replace("<!-- more -->", &more)
}

/// Shortcodes of WordPress (<https://codex.wordpress.org/Shortcode>): `[name a="b"]`, `[name]…[/name]`. Those that are known
/// become HTML or text; others stay.
fn brackets(text: &str) -> (String, Vec<(Cause, String)>) {
    let mut out = String::with_capacity(text.len());
    let mut said = Vec::new();
    let mut done = 0;
    let mut at = 0;
    // Each end is looked for once: where that of a name stands, or that none follows.
    let mut ends: BTreeMap<String, Option<usize>> = BTreeMap::new();
    while let Some(next) = text[at..].find('[') {
        let start = at + next;
        at = start + 1;
        let rest = &text[at..];
        let name_end =
            rest.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '_' | '-')).unwrap_or(rest.len());
        let name = rest[..name_end].to_ascii_lowercase();
        if !is_known(&name) || !rest[name_end..].starts_with([' ', ']', '/', '=', '\n']) {
            continue;
        }
        let Some(end) = rest.find(']').map(|end| at + end + 1) else { break };
        let attributes = &text[at + name_end..end - 1];
        let close = format!("[/{name}]");
        let inner = match attributes.ends_with('/') || is_left(&name) {
            true => None,
            false => {
                let found = ends.get(&name).copied().filter(|found| found.is_none_or(|found| found >= end));
                let found = found.unwrap_or_else(|| text[end..].find(&close).map(|length| end + length));
                ends.insert(name.clone(), found);
                found.map(|close| end..close)
            }
        };
        let whole_end = inner.as_ref().map_or(end, |inner| inner.end + close.len());
        let inside = inner.map(|inner| &text[inner]);
        let attributes =
            attributes.trim_end_matches('/').replace("&quot;", "\"").replace(['”', '“', '″'], "\"");
        let call = Call::of_words(&name, attributes.trim(), inside);
        let Some(new) = written(&call, inside) else {
            let raw = &text[start..end];
            said.push((Cause::Tag(format!("[{name}]")), raw[..raw.floor_char_boundary(200)].to_owned()));
            // With what stands in it: whatever stays is looked through once.
            at = whole_end;
            continue;
        };
        out.push_str(&text[done..start]);
        out.push_str(&new);
        (done, at) = (whole_end, whole_end);
    }
    out.push_str(&text[done..]);
    (out, said)
}

/// Whether it stays as it is.
fn is_left(name: &str) -> bool {
    matches!(name, "gallery" | "playlist" | "contact-form")
}

fn is_known(name: &str) -> bool {
    const NAMES: [&str; 20] = [
        "caption", "wp_caption", "gallery", "embed", "youtube", "vimeo", "audio", "video", "playlist",
        "code", "sourcecode", "gist", "tweet", "quote", "dailymotion", "soundcloud", "spotify", "instagram",
        "contact-form", "button",
    ];
    NAMES.contains(&name)
}

fn written(call: &Call, inside: Option<&str>) -> Option<String> {
    let escaped = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;");
    match &*call.name {
        "caption" | "wp_caption" => {
            let inside = inside?;
            let named = call.get(&["caption"]).map(str::to_owned);
            let end = inside.rfind("</a>").map(|at| at + 4).or_else(|| {
                let img = inside.find("<img")?;
                Some(img + inside[img..].find('>')? + 1)
            })?;
            let caption = named.unwrap_or_else(|| inside[end..].trim().to_owned());
            Some(format!("\n\n<figure>{}<figcaption>{caption}</figcaption></figure>\n\n", &inside[..end]))
        }
        "code" | "sourcecode" => Some(format!("\n\n<pre><code>{}</code></pre>\n\n", escaped(inside?))),
        name if is_left(name) => None,
        _ => {
            // All of these are an address in a paragraph.
            let text = shortcodes::write(call)?;
            let text = text.trim();
            let is_address = text.starts_with("http") && !text.contains(char::is_whitespace);
            let link = text
                .strip_prefix('[')
                .and_then(|rest| rest.strip_suffix(')'))
                .and_then(|rest| rest.split_once("]("));
            match (is_address, link) {
                (true, _) => Some(format!("\n\n<p>{}</p>\n\n", escaped(text))),
                (_, Some((words, to))) => {
                    Some(format!("<a href=\"{}\">{}</a>", to.replace('"', "%22"), escaped(words)))
                }
                _ => None,
            }
        }
    }
}

/// Paragraphs of a text whose lines are its paragraphs, as WordPress makes them (`wpautop`).
pub fn with_paragraphs(text: &str) -> String {
    const BLOCKS: [&str; 22] = [
        "<h1", "<h2", "<h3", "<h4", "<h5", "<h6", "<ul", "<ol", "<li", "<blockquote", "<table", "<div",
        "<pre", "<figure", "<p>", "<p ", "<hr", "<section", "<dl", "<iframe", "</", "<!--",
    ];
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    let mut in_pre = false;
    for (number, chunk) in text.split("\n\n").enumerate() {
        let begins_in_pre = in_pre;
        let (opens, closes) = (chunk.rfind("<pre"), chunk.rfind("</pre"));
        in_pre = match (opens, closes) {
            (Some(open), Some(close)) => open > close,
            (Some(_), None) => true,
            (None, Some(_)) => false,
            (None, None) => in_pre,
        };
        if begins_in_pre {
            if number > 0 {
                out.push_str("\n\n");
            }
            out.push_str(chunk);
            continue;
        }
        let chunk = chunk.trim();
        if chunk.is_empty() {
            continue;
        }
        match BLOCKS.iter().any(|tag| chunk.starts_with(tag)) {
            true => out.push_str(&format!("{chunk}\n\n")),
            false => out.push_str(&format!("<p>{}</p>\n\n", chunk.replace('\n', "<br>\n"))),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shortcodes_between_brackets() {
        let (out, said) =
            brackets("[caption id=\"a\" width=\"3\"]<img src=\"x.png\" alt=\"X\" /> The quay[/caption]");
        assert_eq!(
            out.trim(),
            "<figure><img src=\"x.png\" alt=\"X\" /><figcaption>The quay</figcaption></figure>"
        );
        assert!(said.is_empty());
        assert_eq!(brackets("[embed]https://youtu.be/x[/embed]").0.trim(), "<p>https://youtu.be/x</p>");
        let (out, said) = brackets("a [gallery ids=\"1,2\"] [sic] [video");
        assert_eq!((&*out, said.len()), ("a [gallery ids=\"1,2\"] [sic] [video", 1));
        for text in [
            "[video]".repeat(30_000),
            "[video ".repeat(40_000) + "]",
            "[gallery]".repeat(40_000) + "[/gallery]",
            "[caption]".repeat(40_000) + "[/caption]",
            "[embed/]".repeat(40_000) + "[/embed]",
        ] {
            brackets(&text);
        }
        // One that ends itself hides no later one's end.
        let (out, _) = brackets("[embed/] [embed]https://youtu.be/x[/embed]");
        assert_eq!(out.trim(), "[embed/] \n\n<p>https://youtu.be/x</p>");
    }

    #[test]
    fn lines_are_paragraphs() {
        assert_eq!(
            with_paragraphs("a\nb\n\n<h2>c</h2>\n\n<pre>d\n\ne</pre>\n\nf"),
            "<p>a<br>\nb</p>\n\n<h2>c</h2>\n\n<pre>d\n\n\n\ne</pre><p>f</p>\n\n"
        );
    }
}
