//! HTML as browsers see it, by the parser that shares no code with what wrote it.

use std::cell::RefCell;

use html5ever::tokenizer::{BufferQueue, StartTag, Tag, Token, TokenSink, TokenSinkResult, Tokenizer};
use url::Url;

/// Attributes that hold one address (HTML standard, "Attributes").
const ADDRESSES: [&str; 11] = [
    "action", "background", "cite", "data", "formaction", "href", "longdesc", "manifest", "poster", "src",
    "xlink:href",
];

/// Elements that act, load, or make text of what stands behind them.
const ACTING: [&str; 22] = [
    "applet", "base", "embed", "form", "frame", "frameset", "iframe", "link", "math", "meta", "noembed",
    "noframes", "noscript", "object", "plaintext", "script", "style", "svg", "template", "textarea", "title",
    "xmp",
];

/// Schemes of addresses that act or show what a page did not bring.
const DANGEROUS: [&str; 7] = ["javascript", "vbscript", "data", "file", "blob", "filesystem", "view-source"];

/// Where addresses may lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum From {
    /// From a page of the site: relative ones do.
    Page,
    /// From wherever the text is shown.
    Anywhere,
}

#[derive(Default)]
struct Tags(RefCell<Vec<Tag>>);

impl TokenSink for Tags {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        if let Token::TagToken(tag) = token
            && tag.kind == StartTag
        {
            self.0.borrow_mut().push(tag);
        }
        TokenSinkResult::Continue
    }
}

/// Why a text does what no text of the site may do; none when it is harmless.
pub(crate) fn fault(html: &str, from: From) -> Option<String> {
    let input = BufferQueue::default();
    input.push_back(html.into());
    let tokenizer = Tokenizer::new(Tags::default(), Default::default());
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    let tags = tokenizer.sink.0.borrow();
    tags.iter().find_map(|tag| of_tag(tag, from))
}

fn base() -> Option<Url> {
    Url::parse("https://a.example/b/").ok()
}

fn of_tag(tag: &Tag, from: From) -> Option<String> {
    let element = &*tag.name;
    if ACTING.contains(&element) {
        return Some(format!("<{element}>"));
    }
    tag.attrs.iter().find_map(|attribute| {
        let (name, value) = (&*attribute.name.local, &*attribute.value);
        if name.starts_with("on") || name == "srcdoc" {
            return Some(format!("<{element} {name}>"));
        }
        let addresses: Vec<&str> = match name {
            "srcset" | "imagesrcset" => {
                value.split(',').filter_map(|one| one.split_whitespace().next()).collect()
            }
            "ping" => value.split_whitespace().collect(),
            // An attribute that was written without a value names nothing.
            _ if ADDRESSES.contains(&name) && !value.is_empty() => vec![value],
            _ => Vec::new(),
        };
        let bad = addresses.into_iter().find(|address| match Url::parse(address) {
            Ok(url) => DANGEROUS.contains(&url.scheme()),
            // What can be no address, from whatever page it is looked at, leads nowhere.
            Err(_) => from == From::Anywhere && base().is_some_and(|base| base.join(address).is_ok()),
        })?;
        Some(format!("<{element} {name}=\"{bad}\">"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_acts_is_found() {
        for html in ["<p><script>", "<img src=x ONERROR=y>", "<a href=' java\tscript:x'>", "<q cite=data:x>"]
        {
            assert!(fault(html, From::Page).is_some(), "{html}");
        }
        assert_eq!(fault("<a href='/x'><img srcset='a.png 1x'>&lt;script>", From::Page), None);
        assert_eq!(fault("<a href='//\u{fffd}\u{fffd}.example/'>", From::Anywhere), None);
        assert_eq!(fault("<a href='/x'>", From::Anywhere).as_deref(), Some("<a href=\"/x\">"));
    }
}
