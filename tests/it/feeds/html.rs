//! Addresses in HTML, as a browser's parser sees them.

use std::cell::RefCell;

use html5ever::tokenizer::{BufferQueue, StartTag, Token, TokenSink, TokenSinkResult, Tokenizer};
use url::Url;

/// Attributes that hold one address (HTML standard, "Attributes").
const ADDRESSES: [&str; 11] = [
    "action", "background", "cite", "data", "formaction", "href", "longdesc", "manifest", "poster", "src",
    "xlink:href",
];

#[derive(Default)]
struct Addresses(RefCell<Vec<String>>);

impl TokenSink for Addresses {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        let Token::TagToken(tag) = token else { return TokenSinkResult::Continue };
        if tag.kind == StartTag {
            for attribute in &tag.attrs {
                let (name, value) = (&*attribute.name.local, attribute.value.to_string());
                let mut found = self.0.borrow_mut();
                match name {
                    "srcset" | "imagesrcset" => {
                        let candidates = value.split(", ").filter_map(|one| one.split_whitespace().next());
                        found.extend(candidates.map(str::to_owned));
                    }
                    "ping" => found.extend(value.split_whitespace().map(str::to_owned)),
                    // An attribute that was written without a value names nothing.
                    _ if ADDRESSES.contains(&name) && !value.is_empty() => found.push(value),
                    _ => {}
                }
            }
        }
        TokenSinkResult::Continue
    }
}

/// What is said of each address that is relative.
pub(super) fn relative(html: &str) -> Vec<String> {
    let input = BufferQueue::default();
    input.push_back(html.into());
    let tokenizer = Tokenizer::new(Addresses::default(), Default::default());
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    let found = tokenizer.sink.0.borrow().clone();
    found.into_iter().filter(|url| Url::parse(url).is_err()).map(|url| format!("relative: {url}")).collect()
}

#[test]
fn a_relative_address_is_found() {
    assert_eq!(relative("<a href='x'>y</a><img src=https://a.example/>"), ["relative: x"]);
    assert_eq!(relative("<img srcset='https://a.example/ 1x, //b 2x'>"), ["relative: //b"]);
}
