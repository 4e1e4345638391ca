//! An edition at a mail provider: first as a draft, and when that is asked for, the draft is sent. What each of them is asked for that
//! stands in its file.

mod api;
mod buttondown;
mod listmonk;
mod mailchimp;
mod smtp;

use self::api::Api;
use self::buttondown::Buttondown;
use self::listmonk::Listmonk;
use self::mailchimp::Mailchimp;
use self::smtp::Mailer;
use super::http::{Client, Request};
use super::smtp::Delivery;
use super::trouble::Trouble;
use crate::config::Provider;
use crate::hash::Digest;
use crate::output::email::Message;

/// An edition as a provider takes it.
#[derive(Debug, Clone)]
pub struct Letter<'a> {
    /// What no other edition has, nor this one in another language or at another provider.
    pub key: String,
    /// Its title.
    pub subject: String,
    /// What mail clients and archives show beside it.
    pub summary: String,
    /// The address of its page.
    pub url: String,
    /// Who sends it: a name and an address of mail.
    pub from: Option<(String, String)>,
    /// Its HTML and its text, and both as a message.
    pub message: Message<'a>,
}

impl Letter<'_> {
    /// The key of an edition at a provider, by its permanent identity.
    pub fn key(provider: &Provider, identity: &str, language: &str) -> String {
        Digest::of_bytes(format!("{}\0{language}\0{identity}", provider.name()).as_bytes()).to_string()
    }
}

/// What the environment says.
pub type Secrets<'a> = &'a dyn Fn(&str) -> Option<String>;

/// What a provider is asked.
pub enum Call {
    /// By HTTP.
    Request(Request),
    /// By SMTP.
    Delivery(Delivery),
}

impl Call {
    /// Asks it: what it answers, when it has done it.
    ///
    /// # Errors
    /// Why it has not, or may not have.
    pub fn make(&self, client: &Client) -> Result<String, Trouble> {
        match self {
            Self::Request(request) => client.send(request),
            Self::Delivery(delivery) => super::smtp::send(delivery),
        }
    }
}

/// The way to a provider, with its secrets.
pub trait Account {
    /// Asks for a draft.
    fn draft(&self, letter: &Letter<'_>) -> Call;

    /// What the provider calls the draft, as its answer says. Where that is known before there is an answer, none is needed, nor a draft: the
    /// letter can be sent without one.
    fn id(&self, letter: &Letter<'_>, answer: Option<&str>) -> Option<String>;

    /// Fills the draft, where that is another request. It may be repeated.
    fn content(&self, _letter: &Letter<'_>, _id: &str) -> Option<Call> {
        None
    }

    /// Has the letter sent.
    fn send(&self, letter: &Letter<'_>, id: &str) -> Call;
}

impl Provider {
    /// Its name in the configuration.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Buttondown { .. } => "buttondown",
            Self::Listmonk { .. } => "listmonk",
            Self::Mailchimp { .. } => "mailchimp",
            Self::Smtp(_) => "smtp",
        }
    }

    /// Its name for people.
    pub fn title(&self) -> &str {
        match self {
            Self::Buttondown { .. } => "Buttondown",
            Self::Listmonk { .. } => "listmonk",
            Self::Mailchimp { .. } => "Mailchimp",
            Self::Smtp(smtp) => &smtp.server,
        }
    }

    /// What it knows us by, and the variable that has it.
    pub fn secret(&self) -> &'static str {
        match self {
            Self::Buttondown { .. } => "the key in BUTTONDOWN_API_KEY",
            Self::Listmonk { .. } => "the key in LISTMONK_API_TOKEN",
            Self::Mailchimp { .. } => "the key in MAILCHIMP_API_KEY",
            Self::Smtp(_) => "the user and the password in NEWSPRINT_SMTP_USER and NEWSPRINT_SMTP_PASSWORD",
        }
    }

    /// Whether it passes on whole messages: those have to say who sends them, and nobody puts anything in the place of merge tags.
    pub fn takes_messages(&self) -> bool {
        matches!(self, Self::Smtp(_))
    }

    /// Who gets a letter, or its draft; nobody where only the provider knows.
    pub fn addressees(&self, letter: &Letter<'_>, is_draft: bool) -> Vec<String> {
        match (self, &letter.from) {
            (Self::Smtp(smtp), Some((_, sender))) => smtp::addressees(smtp, sender, is_draft),
            _ => Vec::new(),
        }
    }

    /// The way to it.
    ///
    /// # Errors
    /// Which secret is missing, or not one.
    pub fn account<'p>(
        &'p self,
        letter: &'p Letter<'_>,
        secrets: Secrets<'_>,
    ) -> Result<Box<dyn Account + 'p>, String> {
        let key = |name: &str| api::key(self.title(), name, secrets);
        Ok(match self {
            Self::Buttondown { server } => {
                Box::new(Buttondown(Api::new(server, format!("Token {}", key("BUTTONDOWN_API_KEY")?))))
            }
            Self::Listmonk { server, lists, template } => {
                let (token, user) = (key("LISTMONK_API_TOKEN")?, key("LISTMONK_API_USER")?);
                let api = Api::new(&format!("{server}/api"), format!("token {user}:{token}"));
                Box::new(Listmonk { api, lists, template: *template })
            }
            Self::Mailchimp { list, server } => {
                let api = mailchimp::api(server.as_deref(), &key("MAILCHIMP_API_KEY")?)?;
                Box::new(Mailchimp { api, list })
            }
            Self::Smtp(smtp) => Box::new(Mailer::new(smtp, letter.from.as_ref(), secrets)?),
        })
    }
}
