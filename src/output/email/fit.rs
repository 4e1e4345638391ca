//! The HTML of an edition's text as mail clients can show it.
//!
//! It is what the Markdown writer and the sanitiser make, so it can be read tag by tag. What no mail client has (forms,
//! places to unfold) becomes text; pictures that many of them cannot show become their descriptions; no address is left
//! that only a page of the site could complete.

use std::fmt::Write as _;

use url::Url;

use crate::content::markdown::{Tag, held, rewritten, tags};
use crate::content::yaml::convert::has_scheme;
use crate::html::escape;

/// How wide a picture may be: the width of the text, in pixels.
pub(super) const WIDTH: u32 = 560;

/// What a text is fitted by.
pub(super) struct Fitting<'a> {
    /// The page of the edition.
    pub(super) page: &'a Url,
    /// What stands in place of a picture with this description.
    pub(super) instead: &'a dyn Fn(&str) -> String,
}

/// Whether mail clients show a picture: drawings and the newest formats many of them do not.
pub(super) fn is_shown(url: &str) -> bool {
    let path = url.split(['?', '#']).next().unwrap_or(url).to_ascii_lowercase();
    ![".svg", ".svgz", ".avif", ".jxl", ".heic"].iter().any(|ending| path.ends_with(ending))
}

/// The size at which a picture of this size stands in a mail.
pub(super) fn size(width: u32, height: u32) -> (u32, u32) {
    if width <= WIDTH {
        return (width, height);
    }
    let scaled = (u64::from(height) * u64::from(WIDTH)).div_ceil(u64::from(width));
    (WIDTH, u32::try_from(scaled).unwrap_or(height))
}

/// Text that stands in HTML, as it is read.
pub(super) fn unescape(html: &str) -> String {
    if !html.contains('&') {
        return html.to_owned();
    }
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find('&') {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.find(';').filter(|end| *end <= 8);
        let Some((name, length)) = end.map(|end| (&rest[1..end], end + 1)) else {
            text.push('&');
            rest = &rest[1..];
            continue;
        };
        let number = || {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)
        };
        let found = match name {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            "nbsp" => Some('\u{a0}'),
            _ => number(),
        };
        text.push(found.unwrap_or('&'));
        rest = &rest[if found.is_some() { length } else { 1 }..];
    }
    text.push_str(rest);
    text
}

/// The value of an attribute, as it is read.
pub(super) fn attribute(html: &str, tag: &Tag<'_>, name: &str) -> Option<String> {
    let (_, place) = tag.attributes.iter().find(|(key, _)| key.eq_ignore_ascii_case(name))?;
    Some(unescape(&html[place.clone()]))
}

impl Fitting<'_> {
    /// The HTML as it stands in a mail.
    pub(super) fn fit(&self, html: &str) -> String {
        let mut out = String::with_capacity(html.len());
        let mut done = 0;
        // The end of what is left out with its content; in a reference to a footnote links are not followed.
        let mut skipped_to: Option<&str> = None;
        let mut in_reference = false;
        for tag in tags(html) {
            if skipped_to.is_none() {
                out.push_str(&html[done..tag.place.start]);
            }
            done = tag.place.end;
            let name = tag.name.to_ascii_lowercase();
            if let Some(end) = skipped_to {
                if tag.closing && name == end {
                    skipped_to = None;
                }
                continue;
            }
            let class = attribute(html, &tag, "class").unwrap_or_default();
            match (name.as_str(), tag.closing) {
                ("label", _) => {}
                ("a", _) if in_reference => {}
                ("a", false) if class == "footnote-back" => skipped_to = Some("a"),
                ("sup", closing) => {
                    in_reference = !closing && class == "footnote-ref";
                    out.push_str(&html[tag.place]);
                }
                ("input", _) => {
                    let done = tag.attributes.iter().any(|(key, _)| key.eq_ignore_ascii_case("checked"));
                    out.push_str(if done { "☑" } else { "☐" });
                }
                ("details", closing) => out.push_str(if closing { "</div>" } else { "<div>" }),
                ("summary", closing) => out.push_str(if closing { "</p>" } else { "<p class=\"summary\">" }),
                ("img", false) => self.picture(html, &tag, &mut out),
                (_, false) => self.opening(html, &tag, &mut out),
                _ => out.push_str(&html[tag.place]),
            }
        }
        if skipped_to.is_none() {
            out.push_str(&html[done..]);
        }
        out
    }

    /// A tag whose addresses are absolute.
    fn opening(&self, html: &str, tag: &Tag<'_>, out: &mut String) {
        let mut done = tag.place.start;
        for (key, place) in &tag.attributes {
            let value = unescape(&html[place.clone()]);
            let whole = |address: &str| (!has_scheme(address)).then(|| self.joined(address));
            let holds = held(tag.name, key);
            if let Some(made) =
                holds.and_then(|holds| rewritten(&value, holds, &mut |address, _| whole(address)))
            {
                out.push_str(&html[done..place.start]);
                out.push_str(&made);
                done = place.end;
            }
        }
        out.push_str(&html[done..tag.place.end]);
    }

    /// An address with all that it lacks; none when it is whole.
    fn completed(&self, value: &str) -> Option<String> {
        let url = unescape(value);
        (!has_scheme(&url)).then(|| self.joined(&url))
    }

    fn joined(&self, url: &str) -> String {
        self.page.join(url).map_or_else(|_| self.page.to_string(), Into::into)
    }

    fn picture(&self, html: &str, tag: &Tag<'_>, out: &mut String) {
        let get = |name| attribute(html, tag, name);
        let alt = get("alt").unwrap_or_default();
        let src = get("src").map(|src| self.completed(&src).unwrap_or(src));
        let Some(src) = src.filter(|src| is_shown(src)) else {
            if !alt.is_empty() {
                out.push_str(&escape(&(self.instead)(&alt)));
            }
            return;
        };
        let _ = write!(out, "<img src=\"{}\" alt=\"{}\"", escape(&src), escape(&alt));
        let number = |name| get(name).and_then(|value| value.parse::<u32>().ok());
        if let Some((width, height)) = number("width").zip(number("height")) {
            let (width, height) = size(width, height);
            let _ = write!(out, " width=\"{width}\" height=\"{height}\"");
        }
        out.push('>');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_mail_clients_lack_is_not_there() {
        let page = Url::parse("https://a.org/editions/1/").unwrap();
        let fitting = Fitting { page: &page, instead: &|alt| format!("[{alt}]") };
        for (html, expected) in [
            ("<p>a<br>b</p>", "<p>a<br>b</p>"),
            (
                r#"<li class="task"><label><input type="checkbox" disabled="" checked=""> x</label></li>"#,
                r#"<li class="task">☑ x</li>"#,
            ),
            (
                "<details open><summary>a</summary><p>b</p></details>",
                r#"<div><p class="summary">a</p><p>b</p></div>"#,
            ),
            (r##"<img src="https://a.org/x.svg" alt="A &amp; b" width="9" height="9">"##, "[A &amp; b]"),
            (r##"<img src="https://a.org/x.svg?y" alt="">"##, ""),
            (
                r#"<img src="/x.jpg" alt="a" width="1120" height="630" loading="lazy" title="t">"#,
                r#"<img src="https://a.org/x.jpg" alt="a" width="560" height="315">"#,
            ),
            (r#"<a href="//b.org/?a=1&amp;b=2">x</a>"#, r#"<a href="https://b.org/?a=1&amp;b=2">x</a>"#),
            (r#"<a title="t" href="../x">x</a>"#, r#"<a title="t" href="https://a.org/editions/x">x</a>"#),
            (r#"<a href="mailto:a@b.org">x</a>"#, r#"<a href="mailto:a@b.org">x</a>"#),
            (r#"<q cite="/x">x</q>"#, r#"<q cite="https://a.org/x">x</q>"#),
            (
                r##"a<sup class="footnote-ref" id="fnref-1"><a href="https://a.org/#fn-1">1</a></sup> <a href="https://b.org/">b</a>"##,
                r##"a<sup class="footnote-ref" id="fnref-1">1</sup> <a href="https://b.org/">b</a>"##,
            ),
            (r##"<li>x <a class="footnote-back" href="#y">↩<sup>2</sup></a> z</li>"##, "<li>x  z</li>"),
        ] {
            assert_eq!(fitting.fit(html), expected);
        }
    }

    #[test]
    fn entities_are_read_once() {
        assert_eq!(unescape("&amp;lt; &#39;&#x27;&nbsp;&unknown; & &lt"), "&lt; ''\u{a0}&unknown; & &lt");
    }
}
