//! `announce:`, who is told what was published: search engines, hubs of feeds, a mail provider. Secrets never stand here.

use serde_yaml::Value;

use super::service::{needed, service, service_address};
use crate::content::yaml::{FieldValue, Fields, same_key};
use crate::diagnostic::{Code, Diagnostic};
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

keys! {
    /// The providers.
    pub(super) OF_PROVIDERS:
    AT_BUTTONDOWN: ["buttondown"], Shape::Keys(&Section::of(OF_BUTTONDOWN)), "", "{}",
        "[Buttondown](https://buttondown.com). Its key stands in `BUTTONDOWN_API_KEY`.";
    AT_LISTMONK: ["listmonk"], Shape::Keys(&Section::of(OF_LISTMONK).needing(&[LISTMONK_SERVER.names, LISTS.names])), "", "{server: \"https://lists.example.org\", lists: [1]}",
        "Your own [listmonk](https://listmonk.app). Its user and token stand in `LISTMONK_API_USER` and `LISTMONK_API_TOKEN`.";
    AT_MAILCHIMP: ["mailchimp"], Shape::Keys(&Section::of(OF_MAILCHIMP).needing(&[LIST.names])), "", "{list: a1b2c3d4e5}",
        "[Mailchimp](https://mailchimp.com). Its key stands in `MAILCHIMP_API_KEY`.";
}

keys! {
    /// `announce.mail.buttondown:`.
    pub(super) OF_BUTTONDOWN:
    BUTTONDOWN_SERVER: ["server"], Shape::WebAddress, "", "https://api.example.org/v1",
        "Its interface, if it is another one.";
}

keys! {
    /// `announce.mail.listmonk:`.
    pub(super) OF_LISTMONK:
    LISTMONK_SERVER: ["server"], Shape::WebAddress, "", "https://lists.example.org",
        "Where it is.";
    LISTS: ["lists", "list"], Shape::List(&Shape::Whole { least: 1, most: u32::MAX as usize }), "", "[1]",
        "The numbers of the lists.";
    TEMPLATE: ["template"], Shape::Whole { least: 1, most: u32::MAX as usize }, "", "4",
        "The number of a template that has nothing but the content.";
}

keys! {
    /// `announce.mail.mailchimp:`.
    pub(super) OF_MAILCHIMP:
    LIST: ["list"], Shape::Text, "", "a1b2c3d4e5",
        "The audience's ID, as its settings show it.";
    MAILCHIMP_SERVER: ["server"], Shape::WebAddress, "", "https://us1.api.example.org",
        "Its interface, if it is another one than the key says.";
}

/// `announce.mail:`, which names one of the providers.
const PROVIDERS: Section = Section {
    any_case: true,
    ..Section::of(OF_PROVIDERS).needing(&[&["buttondown", "listmonk", "mailchimp"]])
};

/// Where a search engine takes what has changed, and passes it on to the others.
const INDEXNOW: &str = "https://api.indexnow.org/indexnow";
/// Buttondown's interface.
const BUTTONDOWN: &str = "https://api.buttondown.com/v1";

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

/// Who sends editions.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Provider {
    /// <https://docs.buttondown.com/api-introduction>
    Buttondown {
        /// Its interface.
        server: String,
    },
    /// <https://listmonk.app/docs/apis/apis/>
    Listmonk {
        /// The address of the installation.
        server: String,
        /// The numbers of the lists.
        lists: Vec<u32>,
        /// The number of the template around the message; the installation's own without one.
        template: Option<u32>,
    },
    /// <https://mailchimp.com/developer/marketing/api/campaigns/>
    Mailchimp {
        /// The identity of the audience.
        list: String,
        /// Its interface; else that of the key's data centre.
        server: Option<String>,
    },
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

fn provider(item: &FieldValue<'_>) -> Option<Provider> {
    const KNOWN: [&str; 3] = ["buttondown", "listmonk", "mailchimp"];
    let (name, item) = service(item, &KNOWN, &[])?;
    // Buttondown needs nothing: its key says whose newsletter it is.
    if name == "buttondown" && *item.value() == Value::Null {
        return Some(Provider::Buttondown { server: BUTTONDOWN.to_owned() });
    }
    let fields = item.fields("write its keys below it")?;
    refuse_secrets(&fields);
    let provider = match name {
        "buttondown" => {
            let server = fields.take(BUTTONDOWN_SERVER.names).and_then(|item| server(&item));
            Some(Provider::Buttondown { server: server.unwrap_or_else(|| BUTTONDOWN.to_owned()) })
        }
        "listmonk" => {
            let item = fields.take(LISTMONK_SERVER.names);
            if item.is_none() {
                fields.error(
                    Code::InvalidValue,
                    "`announce.mail.listmonk.server` is missing",
                    "write where it is: https://lists.example.org",
                );
            }
            let address = item.and_then(|item| server(&item));
            let number =
                |item: &FieldValue<'_>| item.whole(1, u32::MAX as usize).and_then(|n| u32::try_from(n).ok());
            let item = fields.take(LISTS.names);
            let lists: Vec<u32> = item
                .as_ref()
                .map(|item| item.items().iter().filter_map(number).collect())
                .unwrap_or_default();
            if item.is_none() {
                fields.error(
                    Code::InvalidValue,
                    "`announce.mail.listmonk.lists` is missing",
                    "write the numbers of the lists: [1]",
                );
            }
            let template = fields.take(TEMPLATE.names).and_then(|item| number(&item));
            address.filter(|_| !lists.is_empty()).map(|server| Provider::Listmonk {
                server: server.trim_end_matches('/').to_owned(),
                lists,
                template,
            })
        }
        _ => {
            let list = needed(&fields, LIST, "write the audience's ID, as its settings show it: a1b2c3d4e5");
            let server = fields.take(MAILCHIMP_SERVER.names).and_then(|item| server(&item));
            list.map(|list| Provider::Mailchimp { list, server })
        }
    };
    fields.finish(&[], None);
    provider
}

/// What can only be a secret.
const SECRETS: [&str; 6] = ["key", "api_key", "token", "secret", "password", "pass"];

/// Says of secrets that they must not stand here, without the line that has them: others read messages, too.
fn refuse_secrets(fields: &Fields<'_>) {
    for (index, key, item) in fields.strangers() {
        if item.value().is_null() || !SECRETS.iter().any(|secret| same_key(secret, key)) {
            continue;
        }
        let line = item.key_span().line;
        let message = format!("`{}.{key}` in line {line} is a secret, and stands in a file", item.label());
        let hint = "take it out, and make a new one if this file was ever committed; it belongs into the environment";
        item.push(Diagnostic::error(Code::InvalidValue, message).hint(hint));
        fields.answer(index);
    }
}

/// The address of a provider's interface. A secret goes there, so nobody on the way may read it.
fn server(item: &FieldValue<'_>) -> Option<String> {
    let address = service_address(item, true)?;
    let url = url::Url::parse(&address).ok()?;
    let is_here = match url.host()? {
        url::Host::Domain(name) => name == "localhost",
        url::Host::Ipv4(address) => address.is_loopback(),
        url::Host::Ipv6(address) => address.is_loopback(),
    };
    if url.scheme() != "https" && !is_here {
        let message = format!("`{}` is not encrypted, and your key goes there", item.label());
        item.error(Code::InvalidUrl, message, "write it with https://");
        return None;
    }
    Some(address)
}
