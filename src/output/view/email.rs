//! The views of an edition as an e-mail, and of where readers subscribe. All addresses in an e-mail are absolute.

use std::collections::BTreeMap;

use serde::Serialize;
use tera::Value;

use super::editions::{Block, EditionView};
use super::{PageView, PolicyLink, Withheld};
use crate::config::{BaseUrl, Subscribe};
use crate::output::urls::print_url;

/// `email.html`.
#[derive(Debug, Serialize)]
pub struct EmailPage {
    /// The site.
    pub site: Value,
    /// The e-mail as a page; `head` is that of an e-mail.
    pub page: PageView,
    /// What an e-mail has besides its edition.
    pub mail: MailView,
    /// The edition; its address and its picture are absolute.
    pub edition: EditionView,
    /// What it is put together from, in order; addresses are absolute, pictures are those that mail clients show.
    pub blocks: Vec<Block>,
}

/// What an e-mail has besides its edition.
#[derive(Debug, Clone, Serialize)]
pub struct MailView {
    /// What mail clients show beside the subject.
    pub preheader: Option<String>,
    /// The edition's leading picture may not be passed on.
    pub image_withheld: Option<Withheld>,
    /// Where readers unsubscribe.
    pub unsubscribe: Option<String>,
    /// Further merge tags by name.
    pub merge_tags: BTreeMap<String, String>,
    /// Where the newsroom is reached: `mailto:` or a web address.
    pub contact: Option<String>,
    /// What the newsroom publishes of how it works.
    pub policies: Vec<PolicyLink>,
    /// The newsroom's postal address, line by line.
    pub address: Vec<String>,
}

/// `site.subscribe`: a form or a link.
#[derive(Debug, Clone, Serialize)]
pub struct SubscribeView {
    /// Where the link leads; none of a form.
    pub url: Option<String>,
    /// Where the form is sent; none of a link.
    pub action: Option<String>,
    /// `post` or `get`.
    pub method: &'static str,
    /// The name of the field with the reader's address.
    pub field: String,
    /// What is sent with it.
    pub hidden: Vec<HiddenField>,
    /// What stands on the button, or in the link; none when it is the theme's own word.
    pub label: Option<String>,
}

/// What a form sends without asking.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs)]
pub struct HiddenField {
    pub name: String,
    pub value: String,
}

/// Where readers subscribe, with base path.
pub fn subscribe_view(subscribe: &Subscribe, base: &BaseUrl) -> SubscribeView {
    let blank = |label: &Option<String>| SubscribeView {
        url: None,
        action: None,
        method: "post",
        field: String::new(),
        hidden: Vec::new(),
        label: label.clone(),
    };
    match subscribe {
        Subscribe::Link { url, label } => SubscribeView { url: Some(print_url(base, url)), ..blank(label) },
        Subscribe::Form { action, method, field, hidden, label } => SubscribeView {
            action: Some(print_url(base, action)),
            method,
            field: field.clone(),
            hidden: hidden
                .iter()
                .map(|(name, value)| HiddenField { name: name.clone(), value: value.clone() })
                .collect(),
            ..blank(label)
        },
    }
}
