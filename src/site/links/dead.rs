//! Links that lead to nothing and of which only the words are shown, so that no reader is led astray.
//!
//! What names a file stays an error, since somebody forgot or renamed it, and can tell. What names none is an address that
//! means something elsewhere, or nothing at all: one of the web that lacks its scheme, a page of the generator that an
//! archive comes from, a word in parentheses that stands behind brackets.

use crate::content::markdown;
use crate::content::mistyped::{is_elsewhere, mistyped, without_scheme};

/// What a link that leads to no file may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::site) enum Dead {
    /// It has no target.
    Empty,
    /// It holds a tag of a template language.
    Tag,
    /// An address of the web or of mail, mistyped or without its scheme: this one.
    Elsewhere(String),
    /// The address of a page: its last part has no ending.
    Page,
}

impl Dead {
    /// The same of a target above `content/`: one that ends like a file, or like nothing, was meant as one.
    pub(in crate::site) fn above_content(href: &str) -> Option<Self> {
        let is_page = || super::split_suffix(href).0.ends_with('/');
        Self::of(href).filter(|dead| *dead != Self::Page || is_page())
    }

    /// What a target is that is not there; none when it names a file.
    pub(in crate::site) fn of(href: &str) -> Option<Self> {
        if markdown::holds(href) {
            return Some(Self::Tag);
        }
        let (path, _) = super::split_suffix(href);
        if path.is_empty() {
            return Some(Self::Empty);
        }
        let meant = mistyped(href).and_then(|fault| fault.meant);
        let above = href.trim_start_matches("../").trim_start_matches("./");
        if let Some(meant) =
            meant.clone().filter(|meant| is_elsewhere(meant)).or_else(|| without_scheme(above))
        {
            return Some(Self::Elsewhere(meant));
        }
        // What nobody sees may stand at the end of a file's name.
        let path = meant.as_deref().map_or(path, |meant| super::split_suffix(meant).0);
        let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
        (!has_ending(name)).then_some(Self::Page)
    }
}

/// Whether a name ends as those of files do: `.md`, `.jpeg`, `.mp3`, not `1.2` or a sentence's full stop.
fn has_ending(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(before, ending)| {
        !before.is_empty()
            && (1..=5).contains(&ending.len())
            && ending.bytes().all(|b| b.is_ascii_alphanumeric())
            && ending.bytes().any(|b| b.is_ascii_alphabetic())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_names_a_file_and_what_none() {
        let elsewhere = |meant: &str| Some(Dead::Elsewhere(meant.to_owned()));
        for (href, dead) in [
            ("", Some(Dead::Empty)),
            ("?p=7", Some(Dead::Empty)),
            ("{{ site.url }}/a.md", Some(Dead::Tag)),
            ("news.example/page", elsewhere("https://news.example/page")),
            ("../news.example", elsewhere("https://news.example/")),
            ("jo@news.example", elsewhere("mailto:jo@news.example")),
            ("(https://news.example/a)", elsewhere("https://news.example/a")),
            ("”//news.example/a”", elsewhere("https://news.example/a")),
            ("../2010/05/30/meeting/", Some(Dead::Page)),
            ("../", Some(Dead::Page)),
            ("P2C", Some(Dead::Page)),
            ("release-1.2", Some(Dead::Page)),
            ("a.md", None),
            ("a.md\u{200b}", None),
            ("../x/report.pdf#page=2", None),
            ("slides.pptx", None),
            ("talk.mp3", None),
        ] {
            assert_eq!(Dead::of(href), dead, "{href:?}");
        }
    }
}
