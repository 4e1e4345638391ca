//! Shortcodes of WordPress (<https://codex.wordpress.org/Shortcode>): `[name a="b"]`, `[name]…[/name]`. Those that are known
//! become HTML or text. Of a pair that is not the text within it stays, and what else is not known stays as it is; both are
//! named. What only looks like one is text.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::content::markdown::tags;
use crate::import::sites::remark::Cause;
use crate::import::sites::shortcodes::{self, Call};
use crate::import::sites::spans::is_in;
use crate::import::sites::unpublished::hides;

/// The longest tag that is not known, in bytes.
const MOST_OF_TAG: usize = 2000;

/// A text with its shortcodes converted, and what is said of them.
pub(super) fn brackets(text: &str) -> (String, Vec<(Cause, String)>) {
    let mut out = String::with_capacity(text.len());
    let mut said = Vec::new();
    if !text.contains('[') {
        return (text.to_owned(), said);
    }
    let mut done = 0;
    let mut at = 0;
    let mut ends = Ends::of(text);
    let quiet = quiet(text);
    // Ends of pairs whose tags are taken out: where they begin and end.
    let mut taken: BTreeMap<usize, usize> = BTreeMap::new();
    while let Some(next) = text[at..].find('[') {
        let start = at + next;
        at = start + 1;
        if let Some(end) = taken.get(&start) {
            out.push_str(&text[done..start]);
            (done, at) = (*end, *end);
            continue;
        }
        let rest = &text[at..];
        let name_end = rest.find(|letter| !is_part_of_name(letter)).unwrap_or(rest.len());
        let name = rest[..name_end].to_ascii_lowercase();
        // `[[name]]` shows a shortcode.
        if text[..start].ends_with('[') || !rest[name_end..].starts_with([' ', ']', '/', '=', '\n']) {
            continue;
        }
        let is_known = NAMES.contains(&&*name);
        if !is_known && (!name.starts_with(|c: char| c.is_ascii_alphabetic()) || is_in(&quiet, start)) {
            continue;
        }
        // Only of what is known a tag may be long: else each bracket would be looked for in all of the text.
        let near = if is_known { rest } else { &rest[..rest.floor_char_boundary(MOST_OF_TAG)] };
        let end = match near.find(']') {
            Some(end) => at + end + 1,
            None if is_known => break,
            None => continue,
        };
        let attributes = &text[at + name_end..end - 1];
        let is_single = attributes.ends_with('/') || is_left(&name);
        if !is_known {
            let is_tag = end - start <= MOST_OF_TAG
                && !attributes.contains(['[', '<'])
                && !text[end..].starts_with('(');
            let close = if is_tag && !is_single { ends.take(&name, end) } else { None };
            if !is_tag || close.is_none() && !looks_like_tag(text, start..end, &name, attributes) {
                continue;
            }
            at = end;
            let raw = &text[start..end];
            match close.filter(|_| !hides(&name)) {
                Some(close) => {
                    said.push((Cause::PairTaken(format!("[{name}]")), raw.to_owned()));
                    out.push_str(&text[done..start]);
                    done = end;
                    taken.insert(close, close + "[/]".len() + name.len());
                }
                // Where the part begins and ends that some readers did not see has to be seen here.
                None => said.push((Cause::Tag(format!("[{name}]")), raw.to_owned())),
            }
            continue;
        }
        let inner = if is_single { None } else { ends.first(&name, end).map(|close| end..close) };
        let whole_end = inner.as_ref().map_or(end, |inner| inner.end + "[/]".len() + name.len());
        let inside = inner.map(|inner| &text[inner]);
        let attributes =
            attributes.trim_end_matches('/').replace("&quot;", "\"").replace(['”', '“', '″'], "\"");
        let call = Call::of_words(&name, attributes.trim(), inside);
        let Some(new) = written(&call, inside) else {
            said.push((Cause::Tag(format!("[{name}]")), text[start..end].to_owned()));
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

fn is_part_of_name(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-')
}

/// Whether words between brackets are a tag although nobody knows it: it is given values, is called like one, or stands alone.
fn looks_like_tag(text: &str, place: Range<usize>, name: &str, attributes: &str) -> bool {
    let is_alone = || {
        let (before, after) = (text[..place.start].trim_end(), text[place.end..].trim_start());
        attributes.trim_matches(['/', ' ']).is_empty()
            && text[place.start + 1..].starts_with(name)
            && (before.is_empty() || before.ends_with('>'))
            && (after.is_empty() || after.starts_with('<'))
    };
    let is_given = attributes.split_whitespace().any(|word| {
        let (key, value) = word.split_once('=').unwrap_or(("", ""));
        !value.is_empty() && key.chars().all(is_part_of_name)
    });
    is_given || name.contains('_') || is_alone()
}

/// Where the ends `[/name]` stand.
struct Ends {
    /// Their places by name, and how many of them were passed or taken.
    by_name: BTreeMap<String, (Vec<usize>, usize)>,
}

impl Ends {
    fn of(text: &str) -> Self {
        let mut by_name: BTreeMap<String, (Vec<usize>, usize)> = BTreeMap::new();
        for (at, _) in text.match_indices("[/") {
            let rest = &text[at + 2..];
            let end = rest.find(|letter| !is_part_of_name(letter)).unwrap_or(rest.len());
            if rest[end..].starts_with(']') {
                by_name.entry(rest[..end].to_ascii_lowercase()).or_default().0.push(at);
            }
        }
        Self { by_name }
    }

    /// The first at or behind a place.
    fn first(&mut self, name: &str, from: usize) -> Option<usize> {
        let (places, passed) = self.by_name.get_mut(name)?;
        while places.get(*passed).is_some_and(|place| *place < from) {
            *passed += 1;
        }
        places.get(*passed).copied()
    }

    /// That one, which ends nothing else then.
    fn take(&mut self, name: &str, from: usize) -> Option<usize> {
        let found = self.first(name, from)?;
        if let Some((_, passed)) = self.by_name.get_mut(name) {
            *passed += 1;
        }
        Some(found)
    }
}

/// Where words between brackets are no tags: within tags of HTML, and where code is shown.
fn quiet(text: &str) -> Vec<Range<usize>> {
    let mut places: Vec<Range<usize>> = Vec::new();
    let mut code: Option<(String, usize)> = None;
    for tag in tags(text) {
        let name = tag.name.to_ascii_lowercase();
        match &code {
            Some((open, start)) if tag.closing && *open == name => {
                places.push(*start..tag.place.end);
                code = None;
            }
            Some(_) => {}
            None if !tag.closing && matches!(&*name, "pre" | "code" | "script" | "style" | "textarea") => {
                code = Some((name, tag.place.start));
            }
            None => places.push(tag.place),
        }
    }
    places
}

/// Whether it stays as it is.
fn is_left(name: &str) -> bool {
    matches!(name, "gallery" | "playlist" | "contact-form")
}

/// Those that are known.
const NAMES: [&str; 22] = [
    "caption", "wp_caption", "gallery", "embed", "youtube", "vimeo", "audio", "video", "playlist", "code",
    "sourcecode", "gist", "tweet", "quote", "pullquote", "blockquote", "dailymotion", "soundcloud",
    "spotify", "instagram", "contact-form", "button",
];

fn written(call: &Call, inside: Option<&str>) -> Option<String> {
    let escaped = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;");
    match &*call.name {
        "caption" | "wp_caption" => {
            let inside = inside?;
            let named = call.get(&["caption"]).map(str::to_owned);
            let img = inside.find("<img")?;
            let end = img + inside[img..].find('>')? + 1;
            // A link around the picture ends behind it; others are the caption's.
            let is_linked = inside[..img].contains("<a ");
            let link = inside[end..].find("</a>").filter(|_| is_linked).map(|at| end + at + "</a>".len());
            let end = link.unwrap_or(end);
            let caption = named.unwrap_or_else(|| inside[end..].trim().to_owned());
            Some(format!("\n\n<figure>{}<figcaption>{caption}</figcaption></figure>\n\n", &inside[..end]))
        }
        "code" | "sourcecode" => Some(format!("\n\n<pre><code>{}</code></pre>\n\n", escaped(inside?))),
        "quote" | "pullquote" | "blockquote" => {
            let by =
                call.get(&["author", "cite", "by", "source"]).map(|by| format!("<p>— {}</p>", escaped(by)));
            let by = by.unwrap_or_default();
            Some(format!("\n\n<blockquote><p>{}</p>{by}</blockquote>\n\n", inside?.trim()))
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_ones_are_converted() {
        let (out, said) =
            brackets("[caption id=\"a\" width=\"3\"]<img src=\"x.png\" alt=\"X\" /> The quay[/caption]");
        assert_eq!(
            out.trim(),
            "<figure><img src=\"x.png\" alt=\"X\" /><figcaption>The quay</figcaption></figure>"
        );
        assert!(said.is_empty());
        let (out, _) =
            brackets("[caption]<a href=\"x.png\"><img src=\"x.png\"></a> By <a href=\"/b\">B</a>[/caption]");
        assert_eq!(
            out.trim(),
            "<figure><a href=\"x.png\"><img src=\"x.png\"></a><figcaption>By <a href=\"/b\">B</a></figcaption></figure>"
        );
        assert_eq!(brackets("[embed]https://youtu.be/x[/embed]").0.trim(), "<p>https://youtu.be/x</p>");
        assert_eq!(brackets("[pullquote]So.[/pullquote]").0.trim(), "<blockquote><p>So.</p></blockquote>");
        let (out, said) = brackets("a [gallery ids=\"1,2\"] [sic] [video");
        assert_eq!((&*out, said.len()), ("a [gallery ids=\"1,2\"] [sic] [video", 1));
        for text in [
            "[video]".repeat(30_000),
            "[video ".repeat(40_000) + "]",
            "[gallery]".repeat(40_000) + "[/gallery]",
            "[caption]".repeat(40_000) + "[/caption]",
            "[embed/]".repeat(40_000) + "[/embed]",
            "[a_b]".repeat(40_000) + &"[/a_b]".repeat(40_000),
            "[a b".repeat(40_000),
            "[/a".repeat(40_000) + "]",
        ] {
            brackets(&text);
        }
        // One that ends itself hides no later one's end.
        let (out, _) = brackets("[embed/] [embed]https://youtu.be/x[/embed]");
        assert_eq!(out.trim(), "[embed/] \n\n<p>https://youtu.be/x</p>");
    }

    #[test]
    fn unknown_ones_are_named() {
        for (text, becomes, names) in [
            ("<p>[contact-form-7 id=\"12\"]</p>", "<p>[contact-form-7 id=\"12\"]</p>", "[contact-form-7]"),
            ("a [mystery_tag] b", "a [mystery_tag] b", "[mystery_tag]"),
            ("<p>[toc]</p>", "<p>[toc]</p>", "[toc]"),
            ("<p>[row][col w=\"1\"]Text.[/col][/row]</p>", "<p>Text.</p>", "[row] [col]"),
            ("[row]a[row]b[/row][/row]", "ab", "[row] [row]"),
            // Where that part stands has to be seen.
            ("[members_only]x[/members_only]", "[members_only]x[/members_only]", "[members_only]"),
            (
                "A [sic] and [1] and [our emphasis] and [x](y).",
                "A [sic] and [1] and [our emphasis] and [x](y).", "",
            ),
            ("<p>[Applause]</p>", "<p>[Applause]</p>", ""),
            (
                "<pre>[a b=\"c\"]</pre><img alt=\"[a b=c]\">", "<pre>[a b=\"c\"]</pre><img alt=\"[a b=c]\">",
                "",
            ),
            ("[[a_b]]", "[[a_b]]", ""),
        ] {
            let (out, said) = brackets(text);
            assert_eq!(out, becomes);
            let said: Vec<String> = said
                .iter()
                .map(|(cause, _)| match cause {
                    Cause::Tag(name) | Cause::PairTaken(name) => name.clone(),
                    other => other.to_string(),
                })
                .collect();
            assert_eq!(said.join(" "), names, "{text}");
        }
    }
}
