//! What editors write as data: front matter, registries, the configuration.

use std::sync::Arc;

use chrono_tz::Tz;

use super::messages;
use crate::config::Config;
use crate::content::document::{self, ParseContext};
use crate::content::markdown::{HtmlPolicy, Players};
use crate::content::registry::{self, RegistryKind};
use crate::content::{Date, Document, Kind, front_matter as front};

/// One with clocks that change, so that times may be there twice or not at all.
pub(super) const ZONE: Tz = chrono_tz::Europe::Berlin;

/// A document is read, or there is an error; what is read is what its type promises.
pub fn front_matter(bytes: &[u8]) {
    let context = ParseContext {
        zone: ZONE,
        html: HtmlPolicy::Safe,
        link_schemes: ["http", "https", "mailto"].map(String::from).to_vec(),
        players: Players::default(),
    };
    for path in [
        "content/2025-02-12-a.md", "content/editions/2025-02.md", "content/topics/a.md", "content/index.md",
        "content/drafts/a.md",
    ] {
        let (path, kind): (Arc<str>, _) = (path.into(), Kind::of(path).unwrap_or(Kind::Article));
        let _ = document::no_text(&path, kind, bytes);
        match document::parse(&path, kind, bytes, &context) {
            Ok(document) => {
                messages::hold(bytes, &document.diagnostics);
                holds(&document, bytes);
            }
            Err(problems) => {
                assert!(!problems.is_empty(), "nothing is read, and nothing is said");
                messages::hold(bytes, &problems);
            }
        }
    }
}

fn holds(document: &Document, bytes: &[u8]) {
    let front = &document.front;
    if !document.is_broken() {
        assert!(!front.title.trim().is_empty() || document.kind == Kind::Home, "there is no title");
        assert!(!document.kind.is_dated() || front.date.is_some(), "there is no date");
    }
    let rare = front.rare();
    let corrected = rare.corrections.iter().map(|correction| correction.date);
    front.date.into_iter().chain(front.updated).chain(rare.expires).chain(corrected).for_each(is_printable);
    assert!(rare.aliases.iter().all(|alias| alias.starts_with('/')), "{:?}", rare.aliases);
    assert!(rare.url.as_ref().is_none_or(|url| url.starts_with('/')), "{:?}", rare.url);
    // Where the body begins is where it is read again.
    let body = document.body(bytes);
    let split = front::split(bytes, document.kind).map(|(_, split)| split.body);
    assert_eq!(split.ok(), Some(body), "another body");
}

/// A year of four digits, and an offset that there is.
pub(super) fn is_printable(date: Date) {
    let text = date.to_rfc3339();
    assert!(
        chrono::DateTime::parse_from_rfc3339(&text).is_ok_and(|read| read.timestamp() == date.timestamp),
        "{text}"
    );
    assert!(chrono::DateTime::parse_from_rfc2822(&date.to_rfc2822()).is_ok(), "{}", date.to_rfc2822());
}

/// Entries have names; whatever else is wrong is said.
pub fn registry(bytes: &[u8]) {
    for kind in RegistryKind::ALL {
        let (entries, problems) = registry::read(kind, bytes, ZONE);
        messages::hold(bytes, &problems);
        assert!(entries.len() <= bytes.len(), "more entries than bytes");
        for entry in &entries {
            assert!(!entry.name.trim().is_empty(), "{entry:?}");
            entry.until.into_iter().for_each(is_printable);
        }
    }
}

/// There is a configuration, or an error.
pub fn configuration(bytes: &[u8]) {
    let (config, problems) = Config::read(Some(bytes), None);
    messages::hold(bytes, &problems);
    let Some(config) = config else {
        assert!(problems.iter().any(|problem| problem.is_error()), "nothing is read, and nothing is said");
        return;
    };
    assert!(config.paginate > 0, "pages without articles");
    assert!(config.base_url.page("/a/").starts_with('/'), "{:?}", config.base_url);
    assert!(url::Url::parse(&config.base_url.absolute("/a/")).is_ok(), "{:?}", config.base_url);
    for language in config.in_languages() {
        assert!(language.prefix.is_empty() || language.prefix.starts_with('/'), "{:?}", language.prefix);
    }
}
