//! `email:`, how an edition is sent, and `subscribe:`, where readers ask for it.
//!
//! Whoever sends the mails puts their own words into them: a link to unsubscribe is written as the provider's merge tag,
//! `{{unsubscribe_url}}` or `*|UNSUB|*`. Of such a text nothing is known, so it is printed as it is written.

#[cfg(test)]
mod tests;

use crate::content::yaml::convert::is_web_address;
use crate::content::yaml::{FieldValue, Fields};
use crate::diagnostic::Code;

use super::Config;
use super::trust::address;
use crate::shape::{Key, Section, Shape, choice, keys};

const METHODS: [(&str, &str); 2] = [("post", "post"), ("get", "get")];

keys! {
    /// `email:`.
    pub(super) OF_EMAIL:
    PUBLISH: ["publish"], Shape::Switch, "true", "",
        "Whether a build writes `email.html` and `email.txt` beside the page of each edition. `newsprint email` works without them.";
    FROM: ["from"], Shape::Either(&[Shape::Text, Shape::Keys(&Section::of(MAILBOX).needing(&[ADDRESS_ALONE.names]))]), "", "The Brief Desk <digest@example.org>",
        "Who sends it: `Name <address>`, an address alone, or `{name: …, address: …}`.";
    REPLY_TO: ["reply_to"], Shape::Either(&[Shape::Text, Shape::Keys(&Section::of(MAILBOX).needing(&[ADDRESS_ALONE.names]))]), "", "desk@example.org",
        "Who gets the answers.";
    UNSUBSCRIBE: ["unsubscribe"], Shape::Text, "", "\"{{unsubscribe_url}}\"",
        "Where the link “Unsubscribe” leads.";
    LIST_UNSUBSCRIBE: ["list_unsubscribe"], Shape::List(&Shape::Text), "", "[\"mailto:leave@example.org?subject=unsubscribe\"]",
        "The header `List-Unsubscribe` (RFC 2369), by which mail clients offer a button of their own. An empty list leaves it out.";
    ONE_CLICK: ["one_click"], Shape::Switch, "false", "",
        "The header `List-Unsubscribe-Post` (RFC 8058): a mail client may unsubscribe its reader by one `POST`. It needs one `https` address in `list_unsubscribe` (or a merge tag that is one), and the sender must sign both headers (DKIM).";
    LIST_ID: ["list_id"], Shape::Either(&[Shape::Text, Shape::Keys(&Section::of(&[NAME, IDENTITY]).needing(&[IDENTITY.names]))]), "", "The Brief Desk <digest.example.org>",
        "The header `List-Id` (RFC 2919): `Name <digest.example.org>`, or the identity alone.";
    PREHEADER: ["preheader"], Shape::Text, "", "",
        "What mail clients show beside the subject of an edition that has no `summary`.";
    ADDRESS: ["address"], Shape::List(&Shape::Text), "", "[1 Example Street, London EX1 1EX]",
        "The postal address of the newsroom, at the end of each mail. In many countries a newsletter has to have one.";
    MERGE_TAGS: ["merge_tags"], Shape::Named(&Shape::Text), "", "{settings: \"{{settings_url}}\"}",
        "Further merge tags by names of yours, for [a template of yours](templates.md#emailhtml): `mail.merge_tags.settings`.";
}

keys! {
    /// A name and an address.
    pub(super) MAILBOX:
    NAME: ["name"], Shape::Text, "", "The Brief Desk",
        "The name.";
    ADDRESS_ALONE: ["address", "email"], Shape::Text, "", "digest@example.org",
        "The address; of a list's identity, that.";
}

keys! {
    /// `subscribe:`.
    pub(super) OF_SUBSCRIBE:
    ACTION: ["action"], Shape::Text, "", "https://provider.example/subscribe",
        "Where the form is sent.";
    FIELD: ["field"], Shape::Text, "email", "",
        "The name of the field with the reader's address.";
    HIDDEN: ["hidden"], Shape::Named(&Shape::Text), "", "{list: 1}",
        "Further fields that the provider wants, and their values.";
    METHOD: ["method"], choice!(METHODS), "post", "",
        "How the form is sent.";
    AT: ["url", "link"], Shape::Text, "", "/newsletter/",
        "A page where readers subscribe, in place of a form.";
    LABEL: ["label"], Shape::Text, "", "Get it by e-mail",
        "What stands on the button, or in the link.";
}

/// The same of a list, whose identity stands in place of an address.
const IDENTITY: Key = Key { example: "digest.example.org", ..ADDRESS_ALONE };

/// `subscribe:`, which needs a form or a page.
pub(super) const SUBSCRIBING: Section = Section::of(OF_SUBSCRIBE).needing(&[&["action", "url", "link"]]);

/// `email:`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Email {
    /// Whether editions are published as `email.html` and `email.txt`, too.
    pub publish: bool,
    /// Who sends them.
    pub from: Option<Mailbox>,
    /// Who gets the answers.
    pub reply_to: Option<Mailbox>,
    /// Where readers unsubscribe: an address or a merge tag.
    pub unsubscribe: Option<String>,
    /// The same for machines (RFC 2369), in order.
    pub list_unsubscribe: Vec<String>,
    /// Whether the first of them unsubscribes whoever sends it a `POST` (RFC 8058).
    pub one_click: bool,
    /// What the list is called, and its identity (RFC 2919).
    pub list_id: Option<Mailbox>,
    /// What mail clients show beside the subject of an edition without a summary.
    pub preheader: Option<String>,
    /// The newsroom's postal address, line by line.
    pub address: Vec<String>,
    /// Further merge tags by name, for templates.
    pub merge_tags: Vec<(String, String)>,
}

/// A name and an address of RFC 5322, section 3.4.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Mailbox {
    /// Plain text.
    pub name: Option<String>,
    /// `desk@example.org`; of a list's identity `digest.example.org`.
    pub address: String,
}

/// `subscribe:`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Subscribe {
    /// A form of the provider.
    Form {
        /// Where it is sent.
        action: String,
        /// `post` or `get`.
        method: &'static str,
        /// The name of the field with the reader's address.
        field: String,
        /// What is sent with it.
        hidden: Vec<(String, String)>,
        /// What stands on its button.
        label: Option<String>,
    },
    /// A page of the provider.
    Link {
        /// Its address.
        url: String,
        /// The words of the link.
        label: Option<String>,
    },
}

impl Default for Email {
    fn default() -> Self {
        Self {
            publish: true,
            from: None,
            reply_to: None,
            unsubscribe: None,
            list_unsubscribe: Vec::new(),
            one_click: false,
            list_id: None,
            preheader: None,
            address: Vec::new(),
            merge_tags: Vec::new(),
        }
    }
}

/// The longest text that goes into a header as it is: with what stands around it, a line has no more than the 998 bytes of
/// RFC 5322, section 2.1.1.
const LONGEST: usize = 900;

/// `email:`.
pub(super) fn email(fields: &Fields<'_>, config: &mut Config) {
    let email = &mut config.email;
    if let Some(publish) = fields.take(PUBLISH.names).and_then(|item| item.switch()) {
        email.publish = publish;
    }
    email.from = fields.take(FROM.names).and_then(|item| mailbox(&item));
    email.reply_to = fields.take(REPLY_TO.names).and_then(|item| mailbox(&item));
    email.unsubscribe = fields.take(UNSUBSCRIBE.names).and_then(|item| merge_tag(&item));
    email.list_id = fields.take(LIST_ID.names).and_then(|item| list_id(&item));
    email.preheader = fields.take(PREHEADER.names).and_then(|item| item.text());
    email.address = fields.take(ADDRESS.names).map(|item| lines(&item)).unwrap_or_default();
    let tags = fields.take(MERGE_TAGS.names);
    let tags = tags.as_ref().map(|item| pairs(item, merge_tag)).unwrap_or_default();
    email.merge_tags = tags;
    email.list_unsubscribe = match fields.take(LIST_UNSUBSCRIBE.names) {
        Some(item) => item.items().iter().filter_map(merge_tag).collect(),
        None => email.unsubscribe.iter().cloned().collect(),
    };
    let Some(item) = fields.take(ONE_CLICK.names) else { return };
    email.one_click = item.switch().unwrap_or_default();
    if email.one_click && !is_one_click(&email.list_unsubscribe) {
        item.error(
            Code::InvalidValue,
            "`email.one_click` needs one https address to unsubscribe at, and no http address beside it",
            "write `list_unsubscribe: https://…` (RFC 8058), or take `one_click` out",
        );
    }
}

/// Whether a mail client may unsubscribe its reader by a single request: there is one https address, or a merge tag that
/// may be one, and none of http (RFC 8058, section 3.1).
fn is_one_click(list: &[String]) -> bool {
    let begins = |text: &str, scheme: &str| {
        text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    };
    let secure = list.iter().filter(|text| begins(text, "https:")).count();
    let tags = list.iter().filter(|text| is_merge_tag(text) && !begins(text, "https:")).count();
    secure <= 1 && secure + tags >= 1 && !list.iter().any(|text| begins(text, "http:"))
}

/// Whether a text is more than an address: it holds what no address does (RFC 3986, section 2), so a provider puts
/// something in its place, and until then nobody may change it.
pub fn is_merge_tag(text: &str) -> bool {
    let bytes = text.as_bytes();
    let fits = |(at, byte): (usize, &u8)| match byte {
        b'%' => bytes.get(at + 1..at + 3).is_some_and(|code| code.iter().all(u8::is_ascii_hexdigit)),
        byte => byte.is_ascii_alphanumeric() || b"-._~:/?#@!$&'()*+,;=".contains(byte),
    };
    let is_address = is_web_address(text) || text.starts_with("mailto:");
    !is_address || !bytes.iter().enumerate().all(fits)
}

/// An address, or a provider's merge tag.
fn merge_tag(item: &FieldValue<'_>) -> Option<String> {
    let text = item.text()?;
    if text.len() > LONGEST {
        let message = format!("`{}` is longer than {LONGEST} bytes", item.label());
        item.error(Code::InvalidValue, message, "a header of a mail cannot hold it");
        return None;
    }
    if !text.is_ascii() {
        let message = format!("`{}` holds letters that no header of a mail can hold", item.label());
        item.error(Code::InvalidValue, message, "write them percent-encoded");
        return None;
    }
    // A word without any sign is neither an address nor a place for one.
    if text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b)) {
        let message = format!("`{}` is neither an address nor a merge tag", item.label());
        item.error(
            Code::InvalidValue,
            message,
            "write https://…, mailto:…, or what your provider wants: '{{unsubscribe_url}}'",
        );
        return None;
    }
    Some(text)
}

/// `{name, address}`, "The Brief Desk <digest@example.org>", or an address alone.
fn mailbox(item: &FieldValue<'_>) -> Option<Mailbox> {
    const HINT: &str = "write `The Brief Desk <digest@example.org>`";
    named(item, HINT, is_mail_address)
}

/// Whether a text is an address that a header can hold (RFC 5322, section 3.4.1, without quotation marks and literals).
pub fn is_mail_address(text: &str) -> bool {
    text.split_once('@')
        .is_some_and(|(name, domain)| is_atoms(name, b"!#$%&'*+-/=?^_`{|}~") && is_atoms(domain, b"-"))
}

/// The same with the identity of a list in place of an address: two words with a dot between, at least.
fn list_id(item: &FieldValue<'_>) -> Option<Mailbox> {
    named(item, "write `The Brief Desk <digest.example.org>`", |id| id.contains('.') && is_atoms(id, b"-_"))
}

/// Words of letters, digits and some signs, with dots between (RFC 5322, section 3.2.3).
fn is_atoms(text: &str, signs: &[u8]) -> bool {
    let atom = |atom: &str| {
        !atom.is_empty() && atom.bytes().all(|b| b.is_ascii_alphanumeric() || signs.contains(&b))
    };
    text.len() <= 255 && text.split('.').all(atom)
}

fn named(item: &FieldValue<'_>, hint: &str, fits: impl Fn(&str) -> bool) -> Option<Mailbox> {
    let (name, address) = if item.entries().is_some() {
        let fields = item.fields(hint)?;
        let name = fields.take(NAME.names).and_then(|item| item.text());
        let address = fields.take(ADDRESS_ALONE.names).and_then(|item| item.text());
        fields.finish(&[], None);
        (name, address.unwrap_or_default())
    } else {
        let text = item.text()?;
        match text.strip_suffix('>').and_then(|text| text.split_once('<')) {
            Some((name, address)) => {
                let name = name.trim().trim_matches('"').trim();
                (Some(name.to_owned()).filter(|name| !name.is_empty()), address.trim().to_owned())
            }
            None => (None, text),
        }
    };
    if !fits(&address) {
        item.error(
            Code::InvalidValue,
            format!("`{}` holds no address that mail can use", item.label()),
            hint,
        );
        return None;
    }
    Some(Mailbox { name, address })
}

/// The lines of a text, or of a list.
fn lines(item: &FieldValue<'_>) -> Vec<String> {
    match item.value().as_str() {
        Some(text) if item.any_text().is_some() => {
            let lines = text.lines().map(crate::content::yaml::convert::fold);
            lines.filter(|line| !line.is_empty()).collect()
        }
        _ => item.texts(),
    }
}

fn pairs(item: &FieldValue<'_>, read: fn(&FieldValue<'_>) -> Option<String>) -> Vec<(String, String)> {
    let Some(entries) = item.entries() else {
        item.unfit("keys with values", "write its keys below it, indented");
        return Vec::new();
    };
    entries.iter().filter_map(|(name, item)| Some((name.to_string(), read(item)?))).collect()
}

/// `subscribe:`.
pub(super) fn subscribe(fields: &Fields<'_>, config: &mut Config) {
    let label = fields.take(LABEL.names).and_then(|item| item.text());
    let url = fields.take(AT.names);
    let action = fields.take(ACTION.names);
    let field = fields.take(FIELD.names).and_then(|item| item.text());
    let method = fields.take(METHOD.names).and_then(|item| item.choice(&METHODS));
    let hidden = fields.take(HIDDEN.names);
    let hidden = hidden.as_ref().map(|item| pairs(item, |item| item.any_text())).unwrap_or_default();
    config.subscribe = match (action, url) {
        (Some(action), None) => address(&action).map(|action| Subscribe::Form {
            action,
            method: method.unwrap_or("post"),
            field: field.unwrap_or_else(|| "email".to_owned()),
            hidden,
            label,
        }),
        (None, Some(url)) => address(&url).map(|url| Subscribe::Link { url, label }),
        _ => {
            let message = "`subscribe` needs an `action` for a form, or a `url` for a link";
            fields.error(Code::InvalidValue, message, "write `subscribe: {action: https://…, field: email}`");
            None
        }
    };
}
