//! What the server adds to a page: the script that keeps it up to date, and the ribbon of what is not live.
//!
//! Nothing else of it is touched, and nothing that is no HTML.

use super::request::OWN;
use crate::config::BaseUrl;
use crate::hash::Digest;
use crate::html::escape;

/// What is added to a page.
pub(super) struct Extras<'a> {
    /// Where the site stands.
    pub(super) base: &'a BaseUrl,
    /// What the script is told; none when there is to be no script.
    pub(super) script: Option<Script<'a>>,
    /// Why it is not live.
    pub(super) ribbon: Option<&'a str>,
}

/// What the script tells the server when it asks for news.
#[derive(Debug, Clone, Copy)]
pub(super) struct Script<'a> {
    /// The page's address without base path.
    pub(super) path: &'a str,
    /// What it shows.
    pub(super) hash: Digest,
    /// Hash of all assets.
    pub(super) assets: Digest,
    /// Hash of the body of the document whose page it is: by it the page is found again at another address.
    pub(super) body: Option<Digest>,
    /// Whether it is a message in place of a page.
    pub(super) failed: bool,
}

/// The name of the script below the server's own folder.
pub(super) const CLIENT: &str = "client.js";

/// The name of the ribbon's style there.
pub(super) const RIBBON: &str = "ribbon.css";

/// A page with what is added to it.
pub(super) fn dress(html: Vec<u8>, extras: &Extras<'_>) -> Vec<u8> {
    let mut html = html;
    if let Some(ribbon) = extras.ribbon {
        let text = escape(ribbon);
        // Its style is a file: one in an attribute is not allowed under every policy.
        let style = escape(&extras.base.page(&format!("/__newsprint/{RIBBON}")));
        let overview = escape(&extras.base.page(OWN));
        let ribbon = format!(
            "<newsprint-ribbon role=\"status\"><link rel=\"stylesheet\" href=\"{style}\">Not live: {text}<span> · </span>\
             <a href=\"{overview}\">Overview</a></newsprint-ribbon>"
        );
        let start = body_start(&html);
        html.splice(start..start, ribbon.into_bytes());
    }
    if let Some(script) = &extras.script {
        let script = tag(extras.base, script);
        let end = rfind(&html, b"</body").unwrap_or(html.len());
        html.splice(end..end, script.into_bytes());
    }
    html
}

/// The script's element.
pub(super) fn tag(base: &BaseUrl, script: &Script<'_>) -> String {
    let Script { path, hash, assets, body, failed } = script;
    let (src, path) = (escape(&base.page(&format!("/__newsprint/{CLIENT}"))), escape(path));
    let failed = if *failed { " data-failed=\"1\"" } else { "" };
    let body = body.map_or_else(String::new, |body| format!(" data-body=\"{body}\""));
    format!(
        "<script src=\"{src}\" data-path=\"{path}\" data-hash=\"{hash}\" data-assets=\"{assets}\"{body}{failed} defer></script>\n"
    )
}

/// Where a page's body begins: behind its tag; where there is none, behind the head or the doctype.
fn body_start(html: &[u8]) -> usize {
    let head = find(html, b"</head").unwrap_or(0);
    let is_tag =
        |at: usize| matches!(html.get(at + b"<body".len()), Some(b'>' | b' ' | b'\t' | b'\n' | b'\r' | b'/'));
    let body = find(&html[head..], b"<body").map(|at| head + at).filter(|at| is_tag(*at));
    let tag = match body {
        Some(at) => at,
        None if head > 0 => head,
        None => match find(html, b"<!doctype") {
            Some(at) => at,
            None => return 0,
        },
    };
    tag_end(html, tag)
}

/// Behind the tag that begins at `start`; a `>` in a quoted attribute is none.
fn tag_end(html: &[u8], start: usize) -> usize {
    let mut quote = None;
    for (at, byte) in html.iter().enumerate().skip(start) {
        match (quote, byte) {
            (None, b'>') => return at + 1,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    html.len()
}

fn find(html: &[u8], tag: &[u8]) -> Option<usize> {
    html.windows(tag.len()).position(|window| window.eq_ignore_ascii_case(tag))
}

fn rfind(html: &[u8], tag: &[u8]) -> Option<usize> {
    html.windows(tag.len()).rposition(|window| window.eq_ignore_ascii_case(tag))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dressed(html: &str, ribbon: Option<&str>, script: bool) -> String {
        let script = script.then_some(Script {
            path: "/a\"b/",
            hash: Digest(1),
            assets: Digest(2),
            body: None,
            failed: false,
        });
        let base = BaseUrl::parse("https://x.org/repo/").unwrap();
        let html = dress(html.as_bytes().to_vec(), &Extras { base: &base, script, ribbon });
        String::from_utf8(html).expect("UTF-8")
    }

    #[test]
    fn the_script_stands_at_the_end_of_the_body() {
        let html = dressed("<body>a</body>b</BODY\n></html>", None, true);
        assert!(html.starts_with("<body>a</body>b<script src=\"/repo/__newsprint/client.js\""), "{html}");
        assert!(html.contains("data-path=\"/a&quot;b/\"") && html.ends_with("</script>\n</BODY\n></html>"));
        assert!(dressed("text", None, true).starts_with("text<script"));
    }

    #[test]
    fn the_ribbon_stands_before_the_text() {
        for (html, before) in [
            (
                "<!doctype html><head><body></head><body class='a>b' id=x><p>",
                "<!doctype html><head><body></head><body class='a>b' id=x>",
            ),
            ("<!doctype html><title>x</title><p>", "<!doctype html>"),
            ("<head></head ><p>", "<head></head >"),
            ("<p>", ""),
        ] {
            let shown = dressed(html, Some("due <soon>"), false);
            let rest = &html[before.len()..];
            assert!(shown.starts_with(&format!("{before}<newsprint-ribbon role=\"status\"")), "{shown}");
            assert!(
                shown.ends_with(&format!(
                    "Not live: due &lt;soon&gt;<span> · </span><a href=\"/repo/__newsprint/\">Overview</a></newsprint-ribbon>{rest}"
                )),
                "{shown}"
            );
        }
    }

    #[test]
    fn nothing_is_added_without_a_reason() {
        assert_eq!(dressed("<body></body>", None, false), "<body></body>");
    }
}
