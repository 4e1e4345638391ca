//! The text of an item that is HTML → Markdown: shortcodes between brackets first, then blocks.

mod brackets;

use url::Url;

use self::brackets::brackets;
use super::remark::{Cause, Remark};
use super::site::{Item, OldSite};
use crate::content::markdown::{Tag, tags};
use crate::import::block::Block;
use crate::import::{html, markdown};

/// The host of addresses that are relative in the old site, while they are blocks.
pub const HERE: &str = "old-site.invalid";
/// What stands for `<!-- more -->` while comments are dropped.
const MORE: &str = "x-newsprint-more";

/// How many frames of an item are looked at, and how many forms and scripts.
const MOST_FRAMES: usize = 100;
/// What is said of these.
const ACTIVE: &str = "forms and scripts, which texts here do not have: look whether they are missed";
/// The most bytes of one item: exports of whole sites may hold more.
const MOST_BYTES: usize = 8 << 20;

/// The Markdown of an item's HTML.
pub fn markdown(site: &OldSite, item: &Item, text: &str, remarks: &mut Vec<Remark>) -> Option<String> {
    if text.len() > MOST_BYTES {
        remarks.push(Remark::of(Cause::TooLarge, &item.from));
        return None;
    }
    let text = with_more(text);
    let (text, said) = brackets(&text);
    for (cause, detail) in said {
        remarks.push(Remark::of(cause, &item.from).about(detail));
    }
    let here = format!("https://{HERE}{}{}", site.below, item.address.as_deref().unwrap_or("/"));
    let base = item.page.clone().or_else(|| Url::parse(&here).ok());
    for address in frames(&text, base.as_ref()) {
        remarks.push(Remark::of(Cause::Frame, &item.from).about(address));
    }
    for tag in active(&text) {
        remarks.push(Remark::of(Cause::Other(ACTIVE), &item.from).about(tag));
    }
    match html::blocks(&text, base.as_ref()) {
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

/// What an included text of HTML is, all frames of which are players.
pub fn of_players(text: &str) -> Option<String> {
    if !frames(text, None).is_empty() {
        return None;
    }
    let text = markdown::write(&html::blocks(text, None).ok()?);
    (!text.trim().is_empty()).then_some(text)
}

/// The addresses of frames of which nothing is made here, as they are written.
fn frames(text: &str, base: Option<&Url>) -> Vec<String> {
    if !text.contains("<iframe") {
        return Vec::new();
    }
    let is_frame = |tag: &Tag<'_>| !tag.closing && tag.name.eq_ignore_ascii_case("iframe");
    let address = |tag: Tag<'_>| {
        let (_, place) = tag.attributes.iter().find(|(name, _)| name.eq_ignore_ascii_case("src"))?;
        let alone = format!("<p>x</p>{}</iframe>", &text[tag.place.clone()]);
        let is_player = |blocks: Vec<Block>| blocks.iter().any(|block| matches!(block, Block::Player(_)));
        (!html::blocks(&alone, base).is_ok_and(is_player)).then(|| text[place.clone()].trim().to_owned())
    };
    tags(text).filter(is_frame).take(MOST_FRAMES).filter_map(address).collect()
}

/// The tags of forms and scripts, as they are written. A script behind a quotation only draws that in another way, as hosts of posts
/// and pictures have it; data is no script.
fn active(text: &str) -> Vec<String> {
    let is_active = |tag: &Tag<'_>| {
        let has = |name: &str, part: &str| {
            tag.attributes
                .iter()
                .any(|(key, value)| key.eq_ignore_ascii_case(name) && text[value.clone()].contains(part))
        };
        let draws_quotation = || {
            has("src", "")
                && text[..tag.place.start]
                    .trim_end()
                    .trim_end_matches("<p>")
                    .trim_end()
                    .ends_with("</blockquote>")
        };
        match &*tag.name.to_ascii_lowercase() {
            _ if tag.closing => false,
            "form" => true,
            "script" => !has("type", "json") && !draws_quotation(),
            _ => false,
        }
    };
    tags(text).filter(is_active).take(MOST_FRAMES).map(|tag| text[tag.place].to_owned()).collect()
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
    fn frames_of_which_nothing_is_made_are_named() {
        let text = "<p>a</p><iframe src=\"https://maps.example/x\"></iframe><iframe width=1 src=\"https://www.youtube.com/embed/dQw4w9WgXcQ\"></iframe>";
        assert_eq!(frames(text, None), ["https://maps.example/x"]);
        assert_eq!(frames("<p>[iframe src=x]</p>", None), [""; 0]);
    }

    #[test]
    fn forms_and_scripts_are_named() {
        let quotation = "<blockquote class=\"tweet\"><p>a</p></blockquote>\n<script async src=\"https://x.example/w.js\"></script>";
        assert_eq!(active(quotation), [""; 0]);
        assert_eq!(active(&quotation.replace("<script", "<p><script")), [""; 0]);
        assert_eq!(
            active("<script type=\"application/ld+json\">{}</script><p>scripts of &lt;form</p>"),
            [""; 0]
        );
        let text = "<FORM action=\"/f\"><input></form><form><script>x</script><script src=a></script>";
        assert_eq!(active(text), ["<FORM action=\"/f\">", "<form>", "<script>", "<script src=a>"]);
    }

    #[test]
    fn lines_are_paragraphs() {
        assert_eq!(
            with_paragraphs("a\nb\n\n<h2>c</h2>\n\n<pre>d\n\ne</pre>\n\nf"),
            "<p>a<br>\nb</p>\n\n<h2>c</h2>\n\n<pre>d\n\n\n\ne</pre><p>f</p>\n\n"
        );
    }
}
