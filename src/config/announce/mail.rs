//! `announce.mail:`, who sends editions: one provider, or the site's own server of mail. Secrets never stand here.

use serde_yaml::Value;

use super::smtp::{OF_SMTP, SMTP_SERVER, Smtp, TO, is_here, smtp};
use crate::config::service::{needed, present, service, service_address};
use crate::content::yaml::{FieldValue, Fields, same_key};
use crate::diagnostic::{Code, Diagnostic};
use crate::shape::{Section, Shape, keys};

keys! {
    /// The providers.
    pub(super) OF_PROVIDERS:
    AT_BUTTONDOWN: ["buttondown"], Shape::Keys(&Section::of(OF_BUTTONDOWN)), "", "{}",
        "[Buttondown](https://buttondown.com). Its key stands in `BUTTONDOWN_API_KEY`.";
    AT_LISTMONK: ["listmonk"], Shape::Keys(&Section::of(OF_LISTMONK).needing(&[LISTMONK_SERVER.names, LISTS.names])), "", "{server: \"https://lists.example.org\", lists: [1]}",
        "Your own [listmonk](https://listmonk.app). Its user and token stand in `LISTMONK_API_USER` and `LISTMONK_API_TOKEN`.";
    AT_MAILCHIMP: ["mailchimp"], Shape::Keys(&Section::of(OF_MAILCHIMP).needing(&[LIST.names])), "", "{list: a1b2c3d4e5}",
        "[Mailchimp](https://mailchimp.com). Its key stands in `MAILCHIMP_API_KEY`.";
    AT_SMTP: ["smtp"], Shape::Keys(&Section::of(OF_SMTP).needing(&[SMTP_SERVER.names, TO.names])), "", "{server: smtp.example.org, to: [digest@lists.example.org]}",
        "Any server of mail. User and password stand in `NEWSPRINT_SMTP_USER` and `NEWSPRINT_SMTP_PASSWORD`.";
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
pub(super) const PROVIDERS: Section = Section {
    any_case: true,
    ..Section::of(OF_PROVIDERS).needing(&[&["buttondown", "listmonk", "mailchimp", "smtp"]])
};

/// Buttondown's interface.
const BUTTONDOWN: &str = "https://api.buttondown.com/v1";

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
    /// A server of mail (RFC 5321).
    Smtp(Smtp),
}

/// What the section says.
pub(super) fn provider(item: &FieldValue<'_>) -> Option<Provider> {
    const KNOWN: [&str; 4] = ["buttondown", "listmonk", "mailchimp", "smtp"];
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
        "listmonk" => listmonk(&fields),
        "mailchimp" => {
            let list = needed(&fields, LIST, "write the audience's ID, as its settings show it: a1b2c3d4e5");
            let server = fields.take(MAILCHIMP_SERVER.names).and_then(|item| server(&item));
            list.map(|list| Provider::Mailchimp { list, server })
        }
        _ => smtp(&fields).map(Provider::Smtp),
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

fn listmonk(fields: &Fields<'_>) -> Option<Provider> {
    let item = present(fields, LISTMONK_SERVER, "write where it is: https://lists.example.org");
    let address = item.and_then(|item| server(&item));
    let number = |item: &FieldValue<'_>| item.whole(1, u32::MAX as usize).and_then(|n| u32::try_from(n).ok());
    let item = present(fields, LISTS, "write the numbers of the lists: [1]");
    let lists: Vec<u32> =
        item.map(|item| item.items().iter().filter_map(number).collect()).unwrap_or_default();
    let template = fields.take(TEMPLATE.names).and_then(|item| number(&item));
    let server = address.filter(|_| !lists.is_empty())?.trim_end_matches('/').to_owned();
    Some(Provider::Listmonk { server, lists, template })
}

/// The address of a provider's interface. A secret goes there, so nobody on the way may read it.
fn server(item: &FieldValue<'_>) -> Option<String> {
    let address = service_address(item, true)?;
    let url = url::Url::parse(&address).ok()?;
    if url.scheme() != "https" && !is_here(&url.host()?) {
        let message = format!("`{}` is not encrypted, and your key goes there", item.label());
        item.error(Code::InvalidUrl, message, "write it with https://");
        return None;
    }
    Some(address)
}
