//! The sanitiser for pages that hold raw HTML: keeps what an article may need and everything that
//! the HTML writer itself makes, takes out scripts, frames, forms, styles and event handlers.

use std::collections::HashMap;
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};

/// The HTML with nothing in it that could act.
pub(super) fn sanitise(html: &str) -> String {
    SANITISER.clean(html).to_string()
}

/// Whether raw HTML may hold this tag (in lower case).
pub(super) fn keeps_tag(name: &str) -> bool {
    // Tables' and documents' own wrappers come and go with the parser.
    TAGS.contains(&name) && name != "input"
}

/// Whether a tag that raw HTML may hold keeps an attribute.
pub(super) fn keeps_attribute(tag: &str, attribute: &str) -> bool {
    let is = |own: &str, other: &str| own.eq_ignore_ascii_case(other);
    ATTRIBUTES.iter().any(|(own, names)| is(own, tag) && names.iter().any(|name| is(name, attribute)))
}

const TAGS: [&str; 78] = [
    "a", "abbr", "address", "article", "aside", "b", "bdi", "bdo", "blockquote", "br", "caption", "cite",
    "code", "col", "colgroup", "data", "dd", "del", "details", "dfn", "div", "dl", "dt", "em", "figcaption",
    "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "i", "img", "input",
    "ins", "kbd", "label", "li", "mark", "ol", "p", "picture", "pre", "q", "rp", "rt", "ruby", "s", "samp",
    "section", "small", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th",
    "thead", "time", "tr", "u", "ul", "var", "wbr", "center", "strike", "tt", "acronym", "nav",
];

const ATTRIBUTES: [(&str, &[&str]); 16] = [
    ("a", &["href", "hreflang"]),
    ("blockquote", &["cite"]),
    ("q", &["cite"]),
    ("del", &["cite", "datetime"]),
    ("ins", &["cite", "datetime"]),
    ("time", &["datetime"]),
    ("data", &["value"]),
    ("details", &["open"]),
    ("ol", &["start", "reversed", "type"]),
    ("li", &["value"]),
    ("img", &["src", "alt", "width", "height", "loading", "decoding"]),
    ("input", &["checked", "disabled"]),
    ("col", &["span"]),
    ("colgroup", &["span"]),
    ("td", &["colspan", "rowspan", "headers", "align"]),
    ("th", &["colspan", "rowspan", "headers", "scope", "align"]),
];

static SANITISER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::default();
    builder
        .tags(TAGS.into_iter().collect())
        .clean_content_tags(["script", "style", "template", "iframe", "object", "noscript"].into())
        .tag_attributes(
            ATTRIBUTES.iter().map(|(tag, names)| (*tag, names.iter().copied().collect())).collect(),
        )
        .generic_attributes(
            [
                "hidden", "id", "class", "title", "lang", "dir", "role", "aria-label", "aria-hidden",
                "aria-describedby",
            ]
            .into(),
        )
        // The writer makes checkboxes and nothing else of that name. (One value: their order would be random.)
        .set_tag_attribute_values(HashMap::from([("input", HashMap::from([("type", "checkbox")]))]))
        // The facts refused every scheme that the site does not allow; what passes here is the union
        // of what sites may allow, so never one that can act.
        .url_relative(UrlRelative::PassThrough)
        .link_rel(None);
    builder
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_acts_goes_and_what_we_make_stays() {
        for (html, expected) in [
            ("a<script>x()</script>b", "ab"),
            (r#"<p onclick="x" style="a:b" class="c" id="d">e</p>"#, r#"<p class="c" id="d">e</p>"#),
            (r#"<a href="java&#115;cript:x">a</a>"#, "<a>a</a>"),
            (r#"<img src="data:x" alt="a">"#, r#"<img alt="a">"#),
            (r#"<iframe src="x">y</iframe>"#, ""),
            (r#"<form><button>a</button></form>"#, "a"),
            (r#"<input type="text" name="q">"#, r#"<input type="checkbox">"#),
            ("<svg><script>x</script></svg><math>y</math>", "y"),
        ] {
            assert_eq!(sanitise(html), expected, "{html}");
        }
        for ours in [
            r##"<h2 id="a">A <a class="anchor" href="#a" aria-label="Link: A">#</a></h2>"##,
            r#"<figure><img src="/a.png" alt="b" width="1" height="2" loading="lazy" decoding="async"><figcaption>c <span class="credit">d</span></figcaption></figure>"#,
            r#"<section class="footnotes" aria-label="Notes"><ol><li id="fn-1">x</li></ol></section>"#,
            r#"<div class="table"><table><thead><tr><th scope="col" class="align-right">a</th></tr></thead></table></div>"#,
            r#"<div class="alert alert-note" role="note">x</div><details><summary>a</summary></details>"#,
        ] {
            assert_eq!(sanitise(ours), ours);
        }
    }
}
