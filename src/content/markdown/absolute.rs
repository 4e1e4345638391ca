//! HTML whose addresses are absolute wherever they stand, for texts that are read away from their page.
//!
//! What Markdown makes asks for absolute addresses as it is written. This is for raw HTML, in which any attribute may hold
//! one (HTML standard, "List of attributes"), and with `markdown.html: trusted` any element.

use std::ops::Range;

use url::Url;

use super::addresses::{self, decoded, in_style, rewritten, style_sheet};
use super::raw_html::{HtmlPart, HtmlParts, push_value};

/// The HTML with every address made absolute, as a browser would on the page at `base`.
pub fn absolute(html: &str, base: &str) -> String {
    let Ok(base) = Url::parse(base) else { return html.to_owned() };
    let mut out = String::with_capacity(html.len() + 256);
    let mut done = 0;
    let mut parts = HtmlParts::new(html);
    while let Some(part) = parts.next() {
        let HtmlPart::Tag(tag) = part else { continue };
        if tag.closing {
            continue;
        }
        for (key, place) in &tag.attributes {
            let Some(holds) = addresses::held(tag.name, key) else { continue };
            // Without a value there is no place for one.
            if !has_value(html, key, place) {
                continue;
            }
            let value = decoded(&html[place.clone()]);
            let part_of_drawing = |address: &str| address.starts_with('#') && !addresses::is_link(tag.name);
            let made = rewritten(&value, holds, &mut |address, _| {
                if part_of_drawing(address) { None } else { one(address, &base) }
            });
            let Some(made) = made else { continue };
            out.push_str(&html[done..place.start]);
            push_value(html, place, &made, &mut out);
            done = place.end;
        }
        let Some(end) = parts.code_end(&tag) else { continue };
        if tag.name.eq_ignore_ascii_case("style") {
            let css = &html[tag.place.end..end];
            for found in style_sheet(css) {
                let place = tag.place.end + found.place.start..tag.place.end + found.place.end;
                if let Some(address) = one(&html[place.clone()], &base) {
                    out.push_str(&html[done..place.start]);
                    out.push_str(&in_style(&address));
                    done = place.end;
                }
            }
        }
        parts.skip_to(end);
    }
    out.push_str(&html[done..]);
    out
}

/// Whether an attribute has a value, though an empty one: `href=""`, not `href`.
fn has_value(html: &str, key: &str, place: &Range<usize>) -> bool {
    !place.is_empty() || !html[..place.start].ends_with(key)
}

/// The absolute address, if that is another.
fn one(address: &str, base: &Url) -> Option<String> {
    let address = address.trim_matches(|c: char| c <= ' ');
    if Url::parse(address).is_ok() {
        return None;
    }
    base.join(address).ok().map(String::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_is_absolute() {
        for (html, expected) in [
            (r#"<a href="../x/">a</a>"#, r#"<a href="https://a.example/r/2025/x/">a</a>"#),
            ("<q cite=/y>a</q>", r#"<q cite="https://a.example/y">a</q>"#),
            ("<img src='//b.example/z.png' alt='a'>", "<img src='https://b.example/z.png' alt='a'>"),
            (r##"<a href="#part">a</a>"##, r##"<a href="https://a.example/r/2025/a/#part">a</a>"##),
            (r#"<a href="">a</a>"#, r#"<a href="https://a.example/r/2025/a/">a</a>"#),
            ("<a href>a</a>", "<a href>a</a>"),
            (
                r#"<video poster="p.png" src="?v&amp;w"></video>"#,
                r#"<video poster="https://a.example/r/2025/a/p.png" src="https://a.example/r/2025/a/?v&amp;w"></video>"#,
            ),
            (
                r#"<img srcset="a.png 1x, b,c.png 2x ,/d.png" alt>"#,
                r#"<img srcset="https://a.example/r/2025/a/a.png 1x, https://a.example/r/2025/a/b,c.png 2x ,https://a.example/d.png" alt>"#,
            ),
            (r#"<a href="&sol;x&#47;&#x79;">a</a>"#, r#"<a href="https://a.example/x/y">a</a>"#),
            (r#"<a href="mailto:a@b.example">a</a>"#, r#"<a href="mailto:a@b.example">a</a>"#),
            (r#"<a href="https://b.example/?a&b">a</a>"#, r#"<a href="https://b.example/?a&b">a</a>"#),
            (r#"<script>"<a href='x'>"</script>"#, r#"<script>"<a href='x'>"</script>"#),
            ("a < b &amp; c", "a < b &amp; c"),
        ] {
            assert_eq!(absolute(html, "https://a.example/r/2025/a/"), expected);
        }
    }
}
