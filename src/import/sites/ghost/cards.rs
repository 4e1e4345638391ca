//! Cards of Ghost (<https://ghost.org/docs/themes/content/>), so that they read like a text: a bookmark is its title as a link,
//! with what is said of it below; what a player is worked with, or shown only when something went wrong, is no text; stars are signs.
//! And those that only e-mails show, which stand in no page's HTML.

use std::borrow::Cow;

use serde_json::Value as Json;

use crate::content::markdown::{Tag, tags};

/// Classes of elements that are no text.
const CONTROLS: [&str; 5] = [
    "kg-audio-player", "kg-video-player-container", "kg-video-overlay", "kg-signup-card-success",
    "kg-signup-card-error",
];

/// The HTML of a post with its cards as texts.
pub(super) fn readable(html: &str) -> String {
    if !html.contains("kg-") {
        return html.to_owned();
    }
    let mut out = String::with_capacity(html.len());
    let mut done = 0;
    // An element that is passed over, and how many of its name are open. One that never closes stays.
    let mut passed_over: Option<(String, usize)> = None;
    // What the next end of a `<div>` becomes.
    let mut end_of_div: Option<&str> = None;
    // Where the bookmark leads that is open, until its title is written.
    let mut bookmark: Option<&str> = None;
    let mut in_bookmark = false;
    for tag in tags(html) {
        let name = tag.name.to_ascii_lowercase();
        if let Some((outer, open)) = &mut passed_over {
            if name == *outer {
                *open = if tag.closing { *open - 1 } else { *open + 1 };
            }
            if *open == 0 {
                (passed_over, done) = (None, tag.place.end);
            }
            continue;
        }
        let classes = if tag.closing { "" } else { attribute(html, &tag, "class").unwrap_or("") };
        let has = |class: &str| classes.split_ascii_whitespace().any(|one| one == class);
        let before = &html[..tag.place.start];
        let new = match &*name {
            _ if CONTROLS.iter().any(|class| has(class)) => {
                passed_over = Some((name, 1));
                Cow::Borrowed("")
            }
            "a" if has("kg-bookmark-container") => {
                let Some(href) = attribute(html, &tag, "href") else { continue };
                (bookmark, in_bookmark) = (Some(href), true);
                "".into()
            }
            "a" if tag.closing && in_bookmark => {
                in_bookmark = false;
                bookmark.take().map_or("".into(), |href| format!("{}{href}</a>", link(href)).into())
            }
            "div" if has("kg-bookmark-title") && bookmark.is_some() => {
                end_of_div = Some("</a></div>");
                format!("<div>{}", bookmark.take().map(link).unwrap_or_default()).into()
            }
            "img" if has("kg-bookmark-icon") => "".into(),
            "span" if has("kg-bookmark-publisher") && before.trim_end().ends_with("</span>") => {
                " · <span>".into()
            }
            // One paragraph with the text behind it.
            "div" if has("kg-callout-emoji") => {
                end_of_div = Some(" ");
                "<div>".into()
            }
            "div" if has("kg-callout-text") && before.trim_end().ends_with("</div>") => "".into(),
            "span" if has("kg-product-card-rating-active") => "<span>★".into(),
            "span" if has("kg-product-card-rating-star") => "<span>☆".into(),
            "div" if tag.closing => match end_of_div.take() {
                Some(end) => end.into(),
                None => continue,
            },
            _ => continue,
        };
        out.push_str(&html[done..tag.place.start]);
        out.push_str(&new);
        done = if passed_over.is_some() { tag.place.start } else { tag.place.end };
    }
    out.push_str(&html[done..]);
    out
}

fn attribute<'h>(html: &'h str, tag: &Tag<'_>, asked: &str) -> Option<&'h str> {
    let found = tag.attributes.iter().find(|(name, _)| name.eq_ignore_ascii_case(asked));
    found.map(|(_, value)| &html[value.clone()])
}

fn link(href: &str) -> String {
    format!("<a href=\"{}\">", href.replace('"', "%22"))
}

/// The HTML of the cards of a post that only e-mails show. Both of Ghost's editors keep them beside the page's HTML, which has
/// nothing of them (Lexical: nodes; Mobiledoc: `[name, payload]`).
pub(super) fn of_mail(post: &Json) -> Vec<String> {
    let read = |key: &str| serde_json::from_str::<Json>(post.get(key)?.as_str()?).ok();
    let (lexical, mobiledoc) = (read("lexical").unwrap_or_default(), read("mobiledoc").unwrap_or_default());
    let all = |json: Option<&Json>| json.and_then(Json::as_array).cloned().unwrap_or_default();
    let nodes = all(lexical.pointer("/root/children")).into_iter().map(|node| (node["type"].clone(), node));
    let cards = all(mobiledoc.get("cards")).into_iter().map(|card| (card[0].clone(), card[1].clone()));
    let is_of_mail = |(name, _): &(Json, Json)| matches!(name.as_str(), Some("email" | "email-cta"));
    let html = |(_, card): (Json, Json)| card["html"].as_str().unwrap_or_default().to_owned();
    nodes.chain(cards).filter(is_of_mail).map(html).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cards_read_like_a_text() {
        for (html, becomes) in [
            (
                "<a class=\"kg-bookmark-container\" href='/x?\"'><div class=\"kg-bookmark-title\">T</div><div>D</div></a><p>z</p>",
                "<div><a href=\"/x?%22\">T</a></div><div>D</div><p>z</p>",
            ),
            // Without a title its address is what is read.
            (
                "<a class=\"kg-bookmark-container\" href=\"/x\"><div>D</div></a>",
                "<div>D</div><a href=\"/x\">/x</a>",
            ),
            ("<a class=\"kg-bookmark-container\">D</a>", "<a class=\"kg-bookmark-container\">D</a>"),
            (
                "a<div class=\"kg-audio-player\">0:00<div>x</div></div>b<div class=\"kg-video-overlay\">c",
                "ab<div class=\"kg-video-overlay\">c",
            ),
            (
                "<div class=\"kg-callout-emoji\">!</div><div class=\"kg-callout-text\">A</div><div>b</div>",
                "<div>! A</div><div>b</div>",
            ),
            ("<div class=\"kg-callout-text\">A</div>", "<div class=\"kg-callout-text\">A</div>"),
            ("<p>A</p>", "<p>A</p>"),
        ] {
            assert_eq!(readable(html), becomes);
        }
    }

    #[test]
    fn hostile_cards_end() {
        for part in [
            "<div class=\"kg-audio-player\">", "<a class=\"kg-bookmark-container\" href=x>",
            "<div class=\"kg-callout-text\">",
        ] {
            readable(&part.repeat(20_000));
        }
    }

    #[test]
    fn cards_of_mails_are_found_in_both_editors() {
        let post = serde_json::json!({
            "lexical": r#"{"root":{"children":[{"type":"paragraph","html":"a"},{"type":"email","html":"<p>b</p>"},{"type":"email-cta"}]}}"#,
            "mobiledoc": r#"{"cards":[["html",{"html":"c"}],["email",{"html":"d"}]]}"#,
        });
        assert_eq!(of_mail(&post), ["<p>b</p>", "", "d"]);
        assert!(of_mail(&serde_json::json!({"lexical": "{", "mobiledoc": 5})).is_empty());
    }
}
