//! The message: both parts in a multipart/alternative (RFC 2046, section 5.1.4), for a mail client or a provider to send.
//!
//! The library encodes and folds. What it would ask the clock or chance for is given: the date and the identity are the
//! edition's, the boundary is a text that no encoded part can hold.

use chrono::DateTime;
use mail_builder::MessageBuilder;
use mail_builder::headers::address::Address;
use mail_builder::headers::content_type::ContentType;
use mail_builder::headers::raw::Raw;
use mail_builder::headers::url::URL;
use mail_builder::mime::MimePart;
use url::Url;

use crate::config::{Config, Mailbox, is_mail_address};
use crate::content::yaml::convert::fold;
use crate::hash::Digest;
use crate::site::Edition;

/// An edition as it is sent.
#[derive(Debug, Clone)]
pub struct Message<'a> {
    /// What the site says of its mails.
    pub config: &'a Config,
    /// The edition.
    pub edition: &'a Edition,
    /// The HTML part.
    pub html: String,
    /// The text part.
    pub text: String,
}

/// Whom newsprint itself sends a message to.
#[derive(Debug, Clone, Copy)]
pub struct Addressees<'a> {
    /// Their addresses.
    pub to: &'a [String],
    /// Whether they get a draft: its subject says so, and it has an identity of its own, or who got it would not get the edition, too.
    pub is_draft: bool,
}

impl Message<'_> {
    /// What no other message has, and this one keeps whatever becomes of its text and its address.
    pub fn identity(&self) -> Digest {
        // A translation is a message of its own.
        let language = self.edition.page.document.language(&self.config.language);
        Digest::of_bytes(format!("{language}\0{}", self.edition.id).as_bytes())
    }

    /// The message with its headers, from a [`sender`]; without addressees somebody else names them.
    pub fn eml(&self, (name, address): &(String, String), addressees: Option<Addressees<'_>>) -> Vec<u8> {
        let Self { config, edition, html, text } = self;
        let email = &config.email;
        let id = self.identity();
        let origin = Url::parse(&config.base_url.origin).ok();
        let host = origin.as_ref().and_then(Url::host_str).unwrap_or("localhost");
        let is_draft = addressees.is_some_and(|addressees| addressees.is_draft);
        let (mark, part) = if is_draft { ("[Draft] ", "draft.") } else { ("", "") };
        let mut message =
            MessageBuilder::new().from(Address::new_address(Some(name.as_str()), address.as_str()));
        if let Some(Addressees { to, .. }) = addressees {
            let to = to.iter().map(|address| Address::new_address(None::<&str>, address.as_str()));
            message = message.to(Address::new_list(to.collect()));
        }
        message = message
            .subject(format!("{mark}{}", line(&edition.page.document.front.title)))
            .header("Date", Raw::new(date(edition)))
            .message_id(format!("{part}{id}@{host}"))
            .header("MIME-Version", Raw::new("1.0"));
        if let Some(Mailbox { name, address }) = &email.reply_to {
            let name = name.as_deref().map(line);
            message = message.reply_to(Address::new_address(name, address.clone()));
        }
        if let Some(Mailbox { name, address }) = &email.list_id {
            let name = line(name.as_deref().unwrap_or(&config.title));
            message = message.header("List-Id", Address::new_address(Some(name), address.clone()));
        }
        if !email.list_unsubscribe.is_empty() {
            let list = URL::new_list(email.list_unsubscribe.iter().map(String::as_str));
            message = message.header("List-Unsubscribe", list);
            if email.one_click {
                message = message.header("List-Unsubscribe-Post", Raw::new("List-Unsubscribe=One-Click"));
            }
        }
        // Neither quoted-printable (RFC 2045, section 6.7) nor base64 can hold a `=_`.
        let boundary = format!("=_{}", id.short(24));
        let kind = ContentType::new("multipart/alternative").attribute("boundary", boundary);
        let parts =
            vec![MimePart::new("text/plain", text.as_str()), MimePart::new("text/html", html.as_str())];
        let mut bytes = Vec::new();
        message.body(MimePart::new(kind, parts)).serialize(&mut bytes);
        bytes
    }
}

/// Who sends editions: a name on one line, and an address; none when nobody is named.
pub fn sender(config: &Config) -> Option<(String, String)> {
    let from = config.email.from.clone().or_else(|| by_contact(config))?;
    Some((line(from.name.as_deref().unwrap_or(&config.title)), from.address))
}

/// The newsroom's own address, if it is one of mail.
fn by_contact(config: &Config) -> Option<Mailbox> {
    let address = config.contact.as_deref().filter(|contact| is_mail_address(contact))?;
    Some(Mailbox { name: None, address: address.to_owned() })
}

/// When an edition is published (RFC 5322, section 3.3).
fn date(edition: &Edition) -> String {
    let moment = DateTime::parse_from_rfc3339(&edition.date.to_rfc3339()).unwrap_or_default();
    moment.to_rfc2822()
}

/// A text on one line: what ends a header cannot stand in one.
fn line(text: &str) -> String {
    let clean: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    fold(&clean)
}
