//! The keys of front matter: their names, and the documents in which they have an effect.
//!
//! A new key is a line here, a field of [`FrontMatter`](super::FrontMatter) or [`Rare`](super::Rare), what its value is read
//! as (`read`), and which aspect it is of ([`Aspects`](crate::content::Aspects)). What the names are nearly, and which keys
//! nobody knows, follows from what is taken.

use crate::content::document::Kind;
use crate::content::yaml::{FieldValue, Fields};
use crate::diagnostic::Code;

/// A key of front matter.
#[derive(Debug, Clone, Copy)]
pub struct Key {
    /// Its names, the one of the documentation first; of two that say something the first holds.
    pub names: &'static [&'static str],
    scope: Scope,
}

/// The documents in which a key has an effect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scope {
    Everywhere,
    /// Elsewhere it is read all the same, and a warning with this hint says that only articles show it.
    Articles(&'static str),
    /// A warning says that the home page is always `/`.
    AllButHome,
    /// Elsewhere nobody knows it.
    Only(Kind),
}

use Scope::{AllButHome, Articles, Everywhere, Only};

macro_rules! keys {
    ($($name:ident: [$($names:literal),+], $scope:expr;)+) => {
        $(pub(super) const $name: Key = Key { names: &[$($names),+], scope: $scope };)+
        /// All of them, in the order of the documentation.
        pub const KEYS: &[Key] = &[$($name),+];
    };
}

keys! {
    TITLE: ["title"], Everywhere;
    DATE: ["date", "published", "pubDate", "pubdate"], Everywhere;
    UPDATED: ["updated", "lastmod", "modified", "last_modified_at"], Everywhere;
    EXPIRES: [
        "expires", "expiryDate", "unpublish_date", "expires_at", "expiration_date", "expire_date", "unpublish_at",
        "unpublish_on", "unpublish", "expire_at", "publish_down", "expiry", "valid_until", "publish_until"
    ], Everywhere;
    // Read with all others that hide.
    DRAFT: ["draft"], Everywhere;
    WITHDRAWN: ["withdrawn"], Everywhere;
    TYPE: ["type"], Everywhere;
    SUMMARY: ["summary", "description", "excerpt"], Everywhere;
    AUTHORS: ["authors", "author", "byline"], Everywhere;
    SOURCES: ["sources", "source", "source_name", "source_url"], Articles("take it out");
    REPUBLISHED: ["republished"], Everywhere;
    TOPICS: ["topics", "topic", "categories", "category"], Articles("take it out");
    TAGS: ["tags", "tag"], Articles("take it out");
    STORY: ["story", "series"], Articles("take it out");
    IMAGE: ["image", "cover", "images"], Everywhere;
    CORRECTIONS: ["corrections"],
        Articles("say in the text what was corrected, or correct the article that it is about");
    // Without keys below it, it is one of those that hide.
    LIVE: ["live"], Everywhere;
    ID: ["id", "guid"], Everywhere;
    ALIASES: ["aliases", "redirect_from"], Everywhere;
    SLUG: ["slug"], AllButHome;
    URL: ["url", "permalink"], AllButHome;
    LANGUAGE: ["language", "lang"], Everywhere;
    CANONICAL: ["canonical", "canonical_url", "canonicalURL"], Everywhere;
    // Read with all others that hide.
    NOINDEX: ["noindex", "robotsNoIndex"], Everywhere;
    // Other generators have it on texts of any kind.
    COMMENTS: ["comments"], Everywhere;
    NUMBER: ["number", "issue"], Only(Kind::Edition);
    COVERS: ["covers", "period"], Only(Kind::Edition);
    GATHER: ["gather"], Only(Kind::Topic);
    EXTRA: ["extra", "params"], Everywhere;
}

/// Dates before which a text is not shown, whatever its `date` says.
pub(super) const EMBARGO: [&str; 19] = [
    "publishDate",
    "publish_at",
    "publish_on",
    "published_at",
    "published_date",
    "date_published",
    "embargo",
    "embargo_until",
    "scheduled_at",
    "scheduled",
    "release_date",
    "go_live",
    // Wagtail, Joomla.
    "go_live_at",
    "publish_up",
    "publication_date",
    "embargoed_until",
    "hold_until",
    "not_before",
    "publish_from",
];

impl Key {
    /// What a document of a kind says under it; nothing where that has no effect.
    pub(super) fn take<'f>(self, fields: &'f Fields<'_>, kind: Kind) -> Option<FieldValue<'f>> {
        match self.scope {
            Only(own) if own != kind => None,
            _ => fields.take(self.names).filter(|item| !self.is_idle(item, kind)),
        }
    }

    /// Whether it moves nothing there, and says so. Eleventy's `permalink: false` asks for no page: it is no address, and
    /// hides.
    fn is_idle(self, item: &FieldValue<'_>, kind: Kind) -> bool {
        let is_idle = self.scope == AllButHome && kind == Kind::Home;
        let hides = self.names == URL.names && item.as_switch() == Some(false);
        if is_idle && !hides {
            let message = format!("`{}` has no effect here: the home page is always `/`", item.key());
            item.doubtful_key(Code::NoEffect, message, "take it out");
        }
        is_idle
    }
}

/// Warns of keys that only articles show.
pub(super) fn of_articles(fields: &Fields<'_>) {
    for Key { names, scope } in KEYS {
        let Articles(hint) = scope else { continue };
        for item in names.iter().filter_map(|name| fields.take_one(name)) {
            let message = format!("`{}` has no effect here: only articles show it", item.key());
            item.doubtful_key(Code::NoEffect, message, *hint);
        }
    }
}
