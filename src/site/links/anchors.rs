//! What the anchors of cards are made of.

use super::{From, Links, join, split_suffix};
use crate::address::to_path;
use crate::content::name;
use crate::content::slug::Slug;

impl Links {
    /// What the anchor of an article's card is made of: the slug of its file's name, or the end of its address where a
    /// link is written as such.
    pub fn card_slug(&self, from: From<'_>, href: &str) -> Option<String> {
        self.article(from, href)?;
        let (path, _) = split_suffix(href);
        let decoded = to_path(path);
        let plain = decoded.trim_end_matches('/');
        let text = if plain.ends_with(".md") || !plain.starts_with('/') {
            let full = join(from.path, plain.trim_start_matches('/'))?;
            let name = if full.ends_with(".md") { full } else { format!("{full}/index.md") };
            name::of(&name).ok()?.slug_text.into_owned()
        } else {
            let address = plain.strip_suffix("/index.html").or_else(|| plain.strip_suffix(".html"));
            address.unwrap_or(plain).rsplit('/').next()?.to_owned()
        };
        Slug::new(&text).map(|slug| slug.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::super::{DocumentId, Target, Targets};
    use super::*;

    #[test]
    fn anchors_of_cards_are_made_of_file_names() {
        let target = |number| Target::Live {
            url: format!("/2025/02/{number}/").into(),
            is_article: true,
            document: DocumentId(number as u32),
        };
        let mut targets = Targets::default();
        for (number, path) in
            ["content/x/2025-02-12-a b.md", "content/2025-02-12-c/index.md"].iter().enumerate()
        {
            targets.add((*path).into(), target(number));
        }
        let links = Links { targets, ..Links::default() };
        let from = From::new("content/editions/1.md", "/editions/1/");
        for (href, slug) in [
            ("../x/2025-02-12-a%20b.md#part", Some("a-b")),
            ("/content/x/2025-02-12-a%20b.md", Some("a-b")),
            ("../x/a%20b.md", Some("a-b")),
            ("../2025-02-12-c/", Some("c")),
            ("../2025-02-12-c/index.md?x", Some("c")),
            ("/2025/02/1/", Some("1")),
            ("/2025/02/1/index.html", Some("1")),
            ("/2025/02/9/", None),
            ("https://a.example/", None),
        ] {
            assert_eq!(links.card_slug(from, href).as_deref(), slug, "{href}");
        }
    }
}
