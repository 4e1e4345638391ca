//! Addresses as they are written in texts: which lead out of the site, what a relative one names, how a path is escaped.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::address::{of_path, to_path};

/// What a file's path must escape in Markdown.
const ESCAPED: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'`')
    .add(b'\\')
    .add(b'|');

/// Whether an address leads out of the site.
pub fn is_outside(href: &str) -> bool {
    if href.starts_with("//") {
        return true;
    }
    let scheme = href.split([':', '/', '?', '#']).next().unwrap_or("");
    href[scheme.len()..].starts_with(':')
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
}

/// An address without its query and fragment, and these.
pub fn split_suffix(href: &str) -> (&str, &str) {
    href.split_at(href.find(['#', '?']).unwrap_or(href.len()))
}

/// `../b.md` in `content/x/a.md` is `content/b.md`; nothing when it leads out of `content/`.
pub fn join(document: &str, relative: &str) -> Option<String> {
    let beside = document.rsplit_once('/').map_or("", |(folder, _)| folder);
    if !relative.is_empty() && !relative.split('/').any(|part| matches!(part, "" | "." | "..")) {
        return Some(format!("{beside}/{relative}")).filter(|_| is_content(beside));
    }
    let mut parts: Vec<&str> = beside.split('/').collect();
    for part in relative.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    (parts.first() == Some(&"content")).then(|| parts.join("/"))
}

fn is_content(folder: &str) -> bool {
    folder.strip_prefix("content").is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Where a file beside a document is copied to: below the document's address, by its path from there;
/// one from a folder above by its name alone.
pub(super) fn copy_url(document: &str, relative: &str) -> String {
    let folder = document.strip_suffix(".html").map_or_else(|| document.to_owned(), |url| format!("{url}/"));
    let plain = relative.trim_start_matches("./");
    let inside = if plain.split('/').any(|part| part == "..") {
        plain.rsplit('/').next().unwrap_or(plain)
    } else {
        plain
    };
    format!("{folder}{}", of_path(inside))
}

/// A path as an address within Markdown: what would end it is escaped.
pub fn escaped(path: &str) -> String {
    const IN_MARKDOWN: &AsciiSet = &ESCAPED.add(b'(').add(b')');
    utf8_percent_encode(path, IN_MARKDOWN).to_string()
}

/// The file in the output for an address of `copy_url`'s making.
pub fn decoded_url(url: &str) -> String {
    to_path(url).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_relative_path_never_leaves_content() {
        assert_eq!(join("content/a/b.md", "../c.md").as_deref(), Some("content/c.md"));
        assert_eq!(join("content/b.md", "./x/./c.md").as_deref(), Some("content/x/c.md"));
        assert_eq!(join("content/b.md", "../newsprint.yaml"), None);
        assert_eq!(join("content/b.md", "../../../etc/passwd"), None);
        assert_eq!(join("content/b.md", "../content/c.md").as_deref(), Some("content/c.md"));
    }

    #[test]
    fn outside_is_what_has_a_scheme_or_a_host() {
        for href in ["https://a.example/", "mailto:a@b.example", "//cdn.example/x.png", "tel:+44"] {
            assert!(is_outside(href), "{href}");
        }
        for href in ["a.md", "/topics/", "a.md#b:c", "../x.md?d:e", "2025/a:b.md"] {
            assert!(!is_outside(href), "{href}");
        }
    }

    #[test]
    fn files_are_copied_below_the_page() {
        assert_eq!(copy_url("/2025/02/a/", "map.png"), "/2025/02/a/map.png");
        assert_eq!(copy_url("/2025/02/a.html", "./img/a map.png"), "/2025/02/a/img/a%20map.png");
        assert_eq!(copy_url("/2025/02/a/", "../shared/map.png"), "/2025/02/a/map.png");
    }
}
