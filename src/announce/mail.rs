//! An edition at a mail provider: first as a draft, and when that is asked for, the draft is sent. What each of them is asked for that
//! stands in its file.

mod api;
mod buttondown;
mod listmonk;
mod mailchimp;

use self::api::Api;
use self::buttondown::Buttondown;
use self::listmonk::Listmonk;
use self::mailchimp::Mailchimp;
use super::http::Request;
use crate::config::Provider;
use crate::hash::Digest;

/// An edition as a provider takes it.
#[derive(Debug, Clone)]
pub struct Letter {
    /// What no other edition has, nor this one in another language or at another provider.
    pub key: String,
    /// Its title.
    pub subject: String,
    /// What mail clients and archives show beside it.
    pub summary: String,
    /// The address of its page.
    pub url: String,
    /// The HTML part.
    pub html: String,
    /// The text part.
    pub text: String,
    /// Who sends it: a name and an address of mail.
    pub from: Option<(String, String)>,
}

impl Letter {
    /// The key of an edition at a provider, by its permanent identity.
    pub fn key(provider: &Provider, identity: &str, language: &str) -> String {
        Digest::of_bytes(format!("{}\0{language}\0{identity}", provider.name()).as_bytes()).to_string()
    }
}

/// What the environment says.
pub type Secrets<'a> = &'a dyn Fn(&str) -> Option<String>;

/// The way to a provider, with its secrets.
pub trait Account {
    /// Asks for a draft.
    fn draft(&self, letter: &Letter) -> Request;

    /// What the answer calls the draft.
    fn id(&self, answer: &str) -> Option<String>;

    /// Fills the draft, where that is another request. It may be repeated.
    fn content(&self, _letter: &Letter, _id: &str) -> Option<Request> {
        None
    }

    /// Has the draft sent.
    fn send(&self, id: &str) -> Request;
}

impl Provider {
    /// Its name in the configuration.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Buttondown { .. } => "buttondown",
            Self::Listmonk { .. } => "listmonk",
            Self::Mailchimp { .. } => "mailchimp",
        }
    }

    /// Its name for people.
    pub fn title(&self) -> &'static str {
        match self {
            Self::Buttondown { .. } => "Buttondown",
            Self::Listmonk { .. } => "listmonk",
            Self::Mailchimp { .. } => "Mailchimp",
        }
    }

    /// What it knows us by, and the variable that has it.
    pub fn secret(&self) -> &'static str {
        match self {
            Self::Buttondown { .. } => "the key in BUTTONDOWN_API_KEY",
            Self::Listmonk { .. } => "the key in LISTMONK_API_TOKEN",
            Self::Mailchimp { .. } => "the key in MAILCHIMP_API_KEY",
        }
    }

    /// The way to it.
    ///
    /// # Errors
    /// Which secret is missing, or not one.
    pub fn account(&self, secrets: Secrets<'_>) -> Result<Box<dyn Account + '_>, String> {
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
        })
    }
}
