//! `announce:`, who is told what was published: search engines, hubs of feeds, a mail provider. Secrets never stand here.

mod mail;
mod smtp;

pub use mail::Provider;
pub use smtp::{Encryption, Smtp};

use self::mail::{PROVIDERS, provider};
use super::service::{needed, service_address};
use crate::content::yaml::FieldValue;
use crate::diagnostic::Code;
use crate::shape::{Section, Shape, keys};

keys! {
    /// `announce:`.
    pub(super) OF_ANNOUNCE:
    HUBS: ["hubs", "websub"], Shape::Switch, "true", "",
        "Whether the hubs of the feeds are told.";
    INDEXNOW_KEY: ["indexnow"], Shape::Either(&[Shape::Text, Shape::Keys(&Section::of(OF_INDEXNOW).needing(&[KEY_OF_SITE.names]))]), "", "4f1c0b9a7d2e",
        "Search engines that take part in [IndexNow](https://www.indexnow.org/): a key of your own choice.";
    MAIL: ["mail"], Shape::Either(&[Shape::Off, Shape::Keys(&PROVIDERS)]), "", "{mailchimp: {list: a1b2c3d4e5}}",
        "Who sends editions.";
}

keys! {
    /// `announce.indexnow:`.
    pub(super) OF_INDEXNOW:
    KEY_OF_SITE: ["key"], Shape::Text, "", "4f1c0b9a7d2e",
        "8 to 128 letters, digits and hyphens; they are published, and no secret.";
    ENDPOINT: ["endpoint"], Shape::WebAddress, "", "https://search.example.org/indexnow",
        "Which engine is told; it tells the others.";
}

/// Where a search engine takes what has changed, and passes it on to the others.
const INDEXNOW: &str = "https://api.indexnow.org/indexnow";

/// `announce:`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Announce {
    /// Whether the hubs of the feeds are told.
    pub hubs: bool,
    /// Search engines.
    pub indexnow: Option<IndexNow>,
    /// Who sends editions.
    pub mail: Option<Provider>,
}

/// How search engines are told of addresses that have changed: <https://www.indexnow.org/documentation>.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct IndexNow {
    /// What shows that it is the site itself that tells: it stands in a file of the site, so it is no secret.
    pub key: String,
    /// Where they are told.
    pub endpoint: String,
}

impl IndexNow {
    /// The path of the file that holds the key, from the output folder.
    pub fn file(&self) -> String {
        format!("{}.txt", self.key)
    }
}

impl Default for Announce {
    fn default() -> Self {
        Self { hubs: true, indexnow: None, mail: None }
    }
}

/// What the section says.
pub(super) fn announce(item: &FieldValue<'_>) -> Announce {
    let mut announce = Announce::default();
    if item.as_switch() == Some(false) {
        announce.hubs = false;
        return announce;
    }
    let Some(fields) = item.fields("write `indexnow:`, `mail:` or `hubs:` below it") else {
        return announce;
    };
    if let Some(hubs) = fields.take(HUBS.names).and_then(|item| item.switch()) {
        announce.hubs = hubs;
    }
    announce.indexnow = fields.take(INDEXNOW_KEY.names).and_then(|item| indexnow(&item));
    announce.mail = fields.take(MAIL.names).and_then(|item| provider(&item));
    fields.finish(&[], None);
    announce
}

/// A key, or a section with one.
fn indexnow(item: &FieldValue<'_>) -> Option<IndexNow> {
    let section = item.entries().is_some().then(|| item.fields("write `key:` below it")).flatten();
    let (key, endpoint) = match &section {
        None => (item.text(), None),
        Some(fields) => {
            let key = needed(fields, KEY_OF_SITE, KEY);
            (key, fields.take(ENDPOINT.names).and_then(|item| service_address(&item, true)))
        }
    };
    if let Some(fields) = section {
        fields.finish(&[], None);
    }
    let key = key?;
    let is_fit =
        (8..=128).contains(&key.len()) && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    if !is_fit {
        item.error(Code::InvalidValue, format!("`{}` is no key of IndexNow", item.label()), KEY);
        return None;
    }
    Some(IndexNow { key, endpoint: endpoint.unwrap_or_else(|| INDEXNOW.to_owned()) })
}

const KEY: &str =
    "write 8 to 128 letters, digits and hyphens of your own choice; they are published, and no secret";
